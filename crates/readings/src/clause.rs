//! A clause, sentence by sentence.

use whereas_hir::clause::{Gives, GuaranteeKind, Rule, SwitchOff, Waits};
use whereas_hir::expr::{Expr, ExprId, Literal};
use whereas_hir::policy::{DecisionKind, ForceKind, ForceStatement, Replaces};
use whereas_value::date::Date;
use whereas_value::id::ClauseId;
use whereas_value::label::Label;
use whereas_value::types::Type;

use crate::condition::{gives, has_items, holds};
use crate::grammar::{ForceSaid, Waiting};
use crate::noun::{choice_label, is_made_of_several, noun};
use crate::{Ctx, duty, judgement, marks};

/// All that a clause says, one sentence for each thing.
pub(crate) fn sentences(ctx: Ctx<'_>, id: ClauseId) -> Vec<String> {
    let (hir, grammar) = (ctx.checked.hir(), ctx.grammar);
    let clause = &hir.clauses[id];
    let mut out = Vec::new();
    if let Some(why) = &clause.commentary {
        out.push(grammar.commentary(&ctx.label(why)));
    }
    let policy = &hir.policies[clause.policy];
    for statement in policy.force.iter().filter(|statement| statement.clause == id) {
        out.push(force(ctx, true, statement));
    }
    for replaced in policy.replaces.iter().filter(|replaced| replaced.clause == id) {
        out.push(replaces(ctx, replaced, &policy.force));
    }
    out.extend(clause.force.iter().map(|statement| force(ctx, false, statement)));
    for question in hir.questions.iter().filter(|question| question.clause == id) {
        let readings: Vec<String> =
            question.readings.iter().map(|reading| ctx.label(&reading.label)).collect();
        let asked = grammar.question(&ctx.label(&question.label));
        out.push(grammar.open_question(&asked, &readings));
    }
    for term in hir.terms.iter().filter(|term| term.clause == id) {
        let name = match &term.label {
            Some(label) => grammar.quoted(&marks::capital(&ctx.label(label))),
            None => ctx.term_name(term),
        };
        out.push(if ctx.checked.ty(term.means).present() == &Type::Truth {
            grammar.means_condition(&name, &holds(ctx, term.means))
        } else {
            grammar.means(&name, &noun(ctx, term.means))
        });
    }
    for function in hir.functions.iter().filter(|function| function.clause == id) {
        let given: Vec<String> =
            function.parameters.iter().map(|(name, _)| ctx.name_in_quotes(name)).collect();
        let name = ctx.name_in_quotes(&function.name);
        let name = grammar.given_by(&name, &grammar.all_of(&given));
        out.push(grammar.means(&name, &noun(ctx, function.means)));
    }
    out.extend(judgement::sentences(ctx, id));
    let mut table = None;
    for rule in clause.rules.iter().map(|rule| &hir.rules[*rule]) {
        let sentence = rule_sentence(ctx, rule);
        let Some(row) = &rule.row else {
            out.push(sentence);
            continue;
        };
        if let Some(because) = row.first.as_ref().filter(|_| table != Some(row.table)) {
            out.push(grammar.first_row(because));
        }
        table = Some(row.table);
        out.push(grammar.row(&row.id, &sentence));
    }
    if !clause.despite.is_empty() {
        out.push(grammar.prevails(&ids(ctx, &clause.despite)));
    }
    if !clause.subject_to.is_empty() {
        out.push(grammar.gives_way(&ids(ctx, &clause.subject_to)));
    }
    out.extend(clause.switch_offs.iter().map(|switch| switch_off(ctx, switch)));
    for prerequisite in &clause.prerequisites {
        out.push(waits(ctx, prerequisite.of, &holds(ctx, prerequisite.condition)));
    }
    out.extend(clause.bars.iter().map(|bar| judgement::bar(ctx, bar)));
    out.extend(duty::sentences(ctx, id));
    for guarantee in hir.guarantees.iter().filter(|guarantee| guarantee.clause == id) {
        out.push(guarantee_sentence(ctx, &guarantee.kind));
    }
    out.extend(clause.notices.iter().map(|notice| grammar.notice(&ctx.label(notice))));
    out.iter().map(|sentence| marks::capital(sentence)).collect()
}

fn guarantee_sentence(ctx: Ctx<'_>, kind: &GuaranteeKind) -> String {
    let hir = ctx.checked.hir();
    match kind {
        GuaranteeKind::Always(condition) => ctx.grammar.always(&holds(ctx, *condition)),
        GuaranteeKind::Never(condition) => ctx.grammar.never(&holds(ctx, *condition)),
        GuaranteeKind::Raising { fact, never_raises, decision } => ctx.grammar.raising(
            &ctx.label(&hir.facts[*fact].label),
            *never_raises,
            &ctx.label(&hir.decisions[*decision].label),
        ),
    }
}

fn rule_sentence(ctx: Ctx<'_>, rule: &Rule) -> String {
    let hir = ctx.checked.hir();
    let decision = &hir.decisions[rule.decision];
    let (main, long) = match &rule.gives {
        Gives::Is(value) => (gives(ctx, &decision.label, *value), is_made_of_several(ctx, *value)),
        Gives::Adds(value) => {
            let (what, to) = (noun(ctx, *value), ctx.label(&decision.label));
            (ctx.grammar.adds(&what, &to), is_made_of_several(ctx, *value))
        }
        Gives::Includes(value) => {
            (set_rule(ctx, &decision.kind, &decision.label, *value, true), false)
        }
        Gives::Excludes(value) => {
            (set_rule(ctx, &decision.kind, &decision.label, *value, false), false)
        }
    };
    let main = match rule.element {
        Some(element) => {
            let list = &hir.facts[hir.variables[element].list].label;
            ctx.grammar.for_each(&ctx.label(list), &main)
        }
        None => main,
    };
    format!("{main}{}", conditions(ctx, rule.when, rule.unless, long))
}

fn set_rule(ctx: Ctx<'_>, kind: &DecisionKind, label: &Label, value: ExprId, yes: bool) -> String {
    let name = match (kind, ctx.checked.hir().exprs.get(value)) {
        (DecisionKind::Set(choice), Some(Expr::Literal(Literal::Choice { value, .. }))) => {
            choice_label(ctx, *choice, *value).unwrap_or_default()
        }
        (DecisionKind::Set(_) | DecisionKind::Is(_) | DecisionKind::Total(_), _) => {
            noun(ctx, value)
        }
    };
    ctx.grammar.among(&name, &ctx.label(label), yes)
}

/// ` if …, unless ….`: the end of a sentence. After a long main clause, or before an exception that would else hang
/// on the last item of a list, a comma or a sentence of its own.
pub(crate) fn conditions(
    ctx: Ctx<'_>,
    when: Option<ExprId>,
    unless: Option<ExprId>,
    after_long: bool,
) -> String {
    let grammar = ctx.grammar;
    let when = when.map(|when| holds(ctx, when));
    let mut text = String::new();
    if let Some(when) = &when {
        text.push_str(if after_long { ", " } else { " " });
        text.push_str(&grammar.on_condition(when));
    }
    match unless.map(|unless| holds(ctx, unless)) {
        Some(unless) if when.as_deref().is_some_and(has_items) => {
            text.push_str(". ");
            text.push_str(&marks::capital(&grammar.exception(&unless)));
        }
        Some(unless) => {
            text.push_str(", ");
            text.push_str(&grammar.except(&unless));
            text.push('.');
        }
        None => text.push('.'),
    }
    text
}

/// The ids of clauses, as lawyers write them.
pub(crate) fn ids(ctx: Ctx<'_>, of: &[ClauseId]) -> String {
    let clauses = &ctx.checked.hir().clauses;
    let ids: Vec<String> = of.iter().map(|id| clauses[*id].id.to_string()).collect();
    ctx.grammar.all_of(&ids)
}

fn switch_off(ctx: Ctx<'_>, switch: &SwitchOff) -> String {
    let hir = ctx.checked.hir();
    let to = switch.element.map(|element| {
        ctx.grammar.one_among(&ctx.label(&hir.facts[hir.variables[element].list].label))
    });
    let several = switch.targets.len() > 1;
    let main = ctx.grammar.does_not_apply(&ids(ctx, &switch.targets), several, to.as_deref());
    format!("{main}{}", conditions(ctx, switch.when, switch.unless, false))
}

fn waits(ctx: Ctx<'_>, of: Waits, condition: &str) -> String {
    let (hir, grammar) = (ctx.checked.hir(), ctx.grammar);
    match of {
        Waits::Decision(decision) => {
            let label = ctx.label(&hir.decisions[decision].label);
            grammar.only_once(Waiting::Decision(&label), condition)
        }
        Waits::Value(decision, value) => {
            let decision = &hir.decisions[decision];
            let value = match &decision.kind {
                DecisionKind::Set(choice) => choice_label(ctx, *choice, value),
                DecisionKind::Is(_) | DecisionKind::Total(_) => None,
            };
            let (value, set) = (value.unwrap_or_default(), ctx.label(&decision.label));
            grammar.only_once(Waiting::Value(&value, &set), condition)
        }
        Waits::Judgement(id) => judgement::with_judged(ctx, id, |of| {
            grammar.only_once(Waiting::Judgement(of), condition)
        }),
    }
}

/// A statement of force in a sentence.
pub(crate) fn force(ctx: Ctx<'_>, of_policy: bool, statement: &ForceStatement) -> String {
    let grammar = ctx.grammar;
    let from = statement.from.map(|day| grammar.date(day));
    let through = statement.before.and_then(day_before).map(|day| grammar.date(day));
    let suspended = match &statement.kind {
        ForceKind::InForce => None,
        ForceKind::Suspended(by) => Some(ctx.label(by)),
    };
    let reading = statement.when.map(|(question, reading)| {
        let question = &ctx.checked.hir().questions[question];
        let reading = question.readings.get(reading as usize);
        let reading = reading.map_or_else(String::new, |reading| ctx.label(&reading.label));
        (grammar.question(&ctx.label(&question.label)), reading)
    });
    grammar.force(ForceSaid {
        of_policy,
        suspended: suspended.as_deref(),
        from: from.as_deref(),
        through: through.as_deref(),
        reading: reading.as_ref().map(|(question, reading)| (question.as_str(), reading.as_str())),
    })
}

fn day_before(day: Date) -> Option<Date> {
    day.plus_days(-1).ok()
}

/// `policy replaces P`: it ends on the day before this one's first.
fn replaces(ctx: Ctx<'_>, replaced: &Replaces, force: &[ForceStatement]) -> String {
    let title = match &replaced.title {
        Some(title) => ctx.label(title),
        None => marks::label(&replaced.name, true),
    };
    let begins = force.iter().filter(|it| matches!(it.kind, ForceKind::InForce));
    let first = begins.filter_map(|it| it.from).min();
    let last = first.and_then(day_before).map(|day| ctx.grammar.date(day));
    ctx.grammar.replaces(&title, last.as_deref())
}
