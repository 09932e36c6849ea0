//! A clause, sentence by sentence.

use whereas_hir::clause::{Gives, GuaranteeKind, Rule, SwitchOff, Waits};
use whereas_hir::expr::{Expr, ExprId};
use whereas_hir::policy::{DecisionKind, ForceKind, ForceStatement};
use whereas_value::id::{ClauseId, QuestionId};
use whereas_value::label::Label;
use whereas_words::plain;

use crate::condition::{among, gives, holds};
use crate::noun::{choice_label, noun};
use crate::{Ctx, duty, judgement};

/// All that a clause says, one sentence for each thing.
pub(crate) fn sentences(ctx: Ctx<'_>, id: ClauseId) -> Vec<String> {
    let hir = ctx.checked.hir();
    let clause = &hir.clauses[id];
    let mut out = Vec::new();
    if let Some(why) = &clause.commentary {
        out.push(format!("Nothing is decided here: {why}"));
    }
    let policy = &hir.policies[clause.policy];
    for statement in policy.force.iter().filter(|statement| statement.clause == id) {
        out.push(force(ctx, "The policy", statement));
    }
    for statement in &clause.force {
        out.push(force(ctx, "This clause", statement));
    }
    for (_, question) in hir.questions.enumerate().filter(|(_, question)| question.clause == id) {
        let readings: Vec<String> =
            question.readings.iter().map(|reading| format!("“{}”", reading.label.plain)).collect();
        out.push(format!(
            "The text leaves open: {} Either {}.",
            ended(&question.label.plain, '?'),
            plain::one_of(&readings)
        ));
    }
    for (_, term) in hir.terms.enumerate().filter(|(_, term)| term.clause == id) {
        let name = term.name.as_str().replace('_', " ");
        let means = if ctx.checked.ty(term.means).present() == &whereas_value::Type::Truth {
            holds(ctx, term.means)
        } else {
            noun(ctx, term.means)
        };
        out.push(format!("“{}” means: {means}.", plain::capital(&name)));
    }
    out.extend(judgement::sentences(ctx, id));
    out.extend(clause.rules.iter().map(|rule| rule_sentence(ctx, &hir.rules[*rule])));
    out.extend(edges(ctx, "This prevails over", &clause.despite));
    out.extend(edges(ctx, "This gives way to", &clause.subject_to));
    out.extend(clause.switch_offs.iter().map(|switch| switch_off(ctx, switch)));
    for prerequisite in &clause.prerequisites {
        out.push(format!(
            "{} only once {}.",
            plain::capital(&waits(ctx, prerequisite.of)),
            holds(ctx, prerequisite.condition)
        ));
    }
    out.extend(clause.bars.iter().map(|bar| judgement::bar(ctx, bar)));
    out.extend(duty::sentences(ctx, id));
    for guarantee in hir.guarantees.iter().filter(|guarantee| guarantee.clause == id) {
        out.push(guarantee_sentence(ctx, &guarantee.kind));
    }
    out.extend(
        clause.notices.iter().map(|notice| format!("Every outcome says: “{}”", notice.plain)),
    );
    out
}

fn guarantee_sentence(ctx: Ctx<'_>, kind: &GuaranteeKind) -> String {
    let hir = ctx.checked.hir();
    match kind {
        GuaranteeKind::Always(condition) => format!("In every case {}.", holds(ctx, *condition)),
        GuaranteeKind::Never(condition) => {
            format!("In no case is it so that {}.", holds(ctx, *condition))
        }
        GuaranteeKind::Raising { fact, never_raises, decision } => format!(
            "Raising {} never {} {}.",
            hir.facts[*fact].label.plain,
            if *never_raises { "raises" } else { "lowers" },
            hir.decisions[*decision].label.plain
        ),
    }
}

fn rule_sentence(ctx: Ctx<'_>, rule: &Rule) -> String {
    let hir = ctx.checked.hir();
    let decision = &hir.decisions[rule.decision];
    let main = match &rule.gives {
        Gives::Is(value) => gives(ctx, &decision.label, *value),
        Gives::Includes(value) => set_rule(ctx, &decision.kind, &decision.label, *value, true),
        Gives::Excludes(value) => set_rule(ctx, &decision.kind, &decision.label, *value, false),
    };
    let main = match rule.element {
        Some(element) => {
            format!("of each of {}, {main}", hir.facts[hir.variables[element].list].label.plain)
        }
        None => main,
    };
    format!("{}{}.", plain::capital(&main), conditions(ctx, rule.when, rule.unless))
}

fn set_rule(ctx: Ctx<'_>, kind: &DecisionKind, label: &Label, value: ExprId, yes: bool) -> String {
    let name = match (kind, ctx.checked.hir().exprs.get(value)) {
        (
            DecisionKind::Set(choice),
            Some(Expr::Literal(whereas_hir::expr::Literal::Choice { value, .. })),
        ) => choice_label(ctx, *choice, *value).unwrap_or_default(),
        (DecisionKind::Set(_) | DecisionKind::Is(_), _) => noun(ctx, value),
    };
    among(&name, &label.plain, yes)
}

/// ` if …, unless …`
pub(crate) fn conditions(ctx: Ctx<'_>, when: Option<ExprId>, unless: Option<ExprId>) -> String {
    let mut text = String::new();
    if let Some(when) = when {
        text.push_str(" if ");
        text.push_str(&holds(ctx, when));
    }
    if let Some(unless) = unless {
        text.push_str(", unless ");
        text.push_str(&holds(ctx, unless));
    }
    text
}

fn edges(ctx: Ctx<'_>, start: &str, of: &[ClauseId]) -> Option<String> {
    if of.is_empty() {
        return None;
    }
    Some(format!("{start} {}.", ids(ctx, of)))
}

/// The ids of clauses, as lawyers write them.
pub(crate) fn ids(ctx: Ctx<'_>, of: &[ClauseId]) -> String {
    let ids: Vec<&str> = of.iter().map(|id| ctx.checked.hir().clauses[*id].id.as_str()).collect();
    plain::all_of(&ids)
}

fn switch_off(ctx: Ctx<'_>, switch: &SwitchOff) -> String {
    let hir = ctx.checked.hir();
    let verb = if switch.targets.len() == 1 { "does not apply" } else { "do not apply" };
    let of = switch.element.map_or_else(String::new, |element| {
        format!(" to one of {}", hir.facts[hir.variables[element].list].label.plain)
    });
    format!(
        "{} {verb}{of}{}.",
        ids(ctx, &switch.targets),
        conditions(ctx, switch.when, switch.unless)
    )
}

fn waits(ctx: Ctx<'_>, of: Waits) -> String {
    let hir = ctx.checked.hir();
    match of {
        Waits::Decision(decision) => {
            format!("“{}” may be decided", hir.decisions[decision].label.plain)
        }
        Waits::Value(decision, value) => {
            let decision = &hir.decisions[decision];
            let value = match &decision.kind {
                DecisionKind::Set(choice) => choice_label(ctx, *choice, value),
                DecisionKind::Is(_) => None,
            };
            format!("“{}” may be among {}", value.unwrap_or_default(), decision.label.plain)
        }
        Waits::Judgement(judgement) => {
            format!("whether {} may be found", hir.judgements[judgement].label.plain)
        }
    }
}

fn force(ctx: Ctx<'_>, subject: &str, statement: &ForceStatement) -> String {
    let from = statement.from.map_or_else(String::new, |day| format!(" from {}", plain::date(day)));
    let before = statement
        .before
        .map_or_else(String::new, |day| format!(" until the day before {}", plain::date(day)));
    let when = statement.when.map_or_else(String::new, |(question, reading)| {
        format!(", if {}", reading_of(ctx, question, reading))
    });
    match &statement.kind {
        ForceKind::InForce => format!("{subject} is in force{from}{before}{when}."),
        ForceKind::Suspended(by) => {
            format!("{subject} is suspended{from}{before} ({}){when}.", by.plain)
        }
    }
}

fn reading_of(ctx: Ctx<'_>, question: QuestionId, reading: u32) -> String {
    let question = &ctx.checked.hir().questions[question];
    let reading = question.readings.get(reading as usize);
    let reading = reading.map_or("", |reading| reading.label.plain.as_str());
    format!("the open question “{}” is read as “{reading}”", question.label.plain)
}

fn ended(text: &str, mark: char) -> String {
    if text.ends_with(mark) { text.to_owned() } else { format!("{text}{mark}") }
}
