//! Values in words: what an expression is called where it stands for a thing rather than a condition.

use whereas_hir::expr::{Arithmetic, Band, Expr, ExprId, Literal, Over, Periods, period_of};
use whereas_hir::vocabulary::Record;
use whereas_value::date::Date;
use whereas_value::id::{ChoiceId, ParameterId};
use whereas_value::number::Number;
use whereas_value::types::Type;
use whereas_words::plain;

use crate::condition::{holds_inside, sounds_joined};
use crate::grammar::End;
use crate::{Answers, Ctx, clause, marks};

/// What an expression is called; in what is read for answers to cases, with the place of its value behind it.
pub(crate) fn noun(ctx: Ctx<'_>, id: ExprId) -> String {
    let mut said = called(ctx, id);
    if has_figure(ctx, id) {
        said.push_str(&marks::figure(id.0));
    }
    said
}

/// Whether the value of an expression is put behind what it is called: of what is made of others only as a whole, where
/// its words do not say how. In a condition, what is stated of a fact is told otherwise.
fn has_figure(ctx: Ctx<'_>, id: ExprId) -> bool {
    let hir = ctx.checked.hir();
    match (ctx.answers, hir.exprs.get(id)) {
        (Answers::No, _) | (_, None) => false,
        (answers, Some(Expr::Fact(_) | Expr::AsOfDay | Expr::GoverningDay)) => {
            answers == Answers::Figures
        }
        (answers, Some(Expr::Field { .. })) => answers == Answers::Figures || !is_of_fact(ctx, id),
        (_, Some(Expr::Term(term))) => ctx.is_called(*term),
        (
            _,
            Some(
                Expr::Variable(_)
                | Expr::Judgement(_)
                | Expr::Decision(_)
                | Expr::DecisionOf { .. }
                | Expr::Parameter { on: Some(_), .. }
                | Expr::EventField(_)
                | Expr::Under { .. }
                | Expr::Apart { .. }
                | Expr::Count(_)
                | Expr::CountDifferent { .. }
                | Expr::Sum { .. }
                | Expr::Extreme { .. },
            ),
        ) => true,
        (_, Some(_)) => false,
    }
}

/// Whether it is a field of a fact, or of what is one.
fn is_of_fact(ctx: Ctx<'_>, id: ExprId) -> bool {
    let exprs = &ctx.checked.hir().exprs;
    let mut at = id;
    while let Some(Expr::Field { base, .. }) = exprs.get(at) {
        at = *base;
    }
    matches!(exprs.get(at), Some(Expr::Fact(_)))
}

fn called(ctx: Ctx<'_>, id: ExprId) -> String {
    let (hir, grammar) = (ctx.checked.hir(), ctx.grammar);
    let Some(expr) = hir.exprs.get(id) else { return String::new() };
    match expr {
        Expr::Literal(value) => literal(ctx, value),
        Expr::Fact(fact) => ctx.label(&hir.facts[*fact].label),
        Expr::Judgement(judgement) => ctx.label(&hir.judgements[*judgement].label),
        Expr::Term(term) if ctx.is_called(*term) => ctx.term_noun(&hir.terms[*term]),
        Expr::Term(term) => noun(ctx, hir.terms[*term].means),
        Expr::Decision(decision) => ctx.label(&hir.decisions[*decision].label),
        Expr::DecisionOf { decision, .. } => {
            grammar.for_the_element(&ctx.label(&hir.decisions[*decision].label))
        }
        Expr::Parameter { parameter, on } => parameter_words(ctx, *parameter, *on),
        Expr::Variable(variable) => {
            grammar.each_of(&ctx.label(&hir.facts[hir.variables[*variable].list].label))
        }
        Expr::Field { base, field } => field_words(ctx, *base, *field),
        Expr::Argument { function, place } => {
            let given = &hir.functions[*function].parameters;
            given
                .get(*place as usize)
                .map_or_else(String::new, |(name, _)| ctx.name_in_quotes(name))
        }
        Expr::Call { function, arguments, .. } => {
            let name = ctx.name_in_quotes(&hir.functions[*function].name);
            grammar.given_by(&name, &nouns(ctx, arguments))
        }
        Expr::EventField(field) => grammar.event_field(*field).to_owned(),
        Expr::AsOfDay => grammar.as_of_day().to_owned(),
        Expr::GoverningDay => grammar.governing_day().to_owned(),
        Expr::If { test, then, otherwise } => grammar.depending(
            &bracketed(ctx, *then),
            &holds_inside(ctx, *test),
            &bracketed(ctx, *otherwise),
        ),
        Expr::Arithmetic { op, left, right } => arithmetic(ctx, *op, *left, *right),
        Expr::Lesser(of) => grammar.lesser(&nouns(ctx, of)),
        Expr::Greater(of) => grammar.greater(&nouns(ctx, of)),
        Expr::Scale { base, bands } => scale(ctx, *base, bands),
        Expr::Rounded { value, places, rounding } => {
            grammar.rounded(&bracketed(ctx, *value), *places, *rounding)
        }
        Expr::Elapsed { unit, from, to } => {
            grammar.elapsed(*unit, &bracketed(ctx, *from), &bracketed(ctx, *to))
        }
        Expr::Span { from, to } => period_noun(ctx, *from, *to),
        Expr::Periods { asked: Periods::Overlap, .. } => grammar.whether(&holds_inside(ctx, id)),
        Expr::Periods { asked, days } => match (asked, period_nouns(ctx, days).as_slice()) {
            (Periods::DaysBetween, [first, second]) => grammar.days_between(first, second),
            (_, [period]) => grammar.days_in(period, None),
            (_, [period, within]) => grammar.days_in(period, Some(within)),
            (_, _) => String::new(),
        },
        Expr::DaysInAny { over, item, within } => {
            let whole = period_of(hir, item.from, item.to)
                .is_some_and(|it| matches!(hir.exprs.get(it), Some(Expr::Variable(_))));
            let item = (!whole).then(|| period_noun(ctx, item.from, item.to));
            let within = within.map(|it| period_noun(ctx, it.from, it.to));
            grammar.days_in_any(item.as_deref(), &those(ctx, *over), within.as_deref())
        }
        Expr::Under { decision, clauses, .. } => {
            grammar.under(&clause::ids(ctx, clauses), &ctx.label(&hir.decisions[*decision].label))
        }
        Expr::Apart { decision, .. } => grammar.apart(&ctx.label(&hir.decisions[*decision].label)),
        Expr::Count(over) => grammar.count(&those(ctx, *over)),
        Expr::CountDifferent { over, key } => {
            grammar.count_different(&bracketed(ctx, *key), &those(ctx, *over))
        }
        Expr::Sum { over, item } => grammar.sum(&bracketed(ctx, *item), &those(ctx, *over)),
        Expr::Extreme { largest, over, item } => {
            let end = end(ctx, *item, *largest);
            grammar.extreme(end, &bracketed(ctx, *item), &those(ctx, *over))
        }
        Expr::Pick { largest, over, key } => {
            grammar.pick(end(ctx, *key, *largest), &noun(ctx, *key), &those(ctx, *over))
        }
        Expr::Reading { .. }
        | Expr::Not(_)
        | Expr::And(_)
        | Expr::Or(_)
        | Expr::AtLeast { .. }
        | Expr::Compare { .. }
        | Expr::OneOf { .. }
        | Expr::Between { .. }
        | Expr::Includes { .. }
        | Expr::IsEmpty(_)
        | Expr::IsKnown(_)
        | Expr::IsAbsent(_)
        | Expr::IsDecided { .. }
        | Expr::Any(_)
        | Expr::Every { .. } => grammar.whether(&holds_inside(ctx, id)),
        Expr::Missing => String::new(),
    }
}

/// What a period is called: by its name, or by its two days.
pub(crate) fn period_noun(ctx: Ctx<'_>, from: ExprId, to: ExprId) -> String {
    match period_of(ctx.checked.hir(), from, to) {
        Some(period) => bracketed(ctx, period),
        None => ctx.grammar.span(&bracketed(ctx, from), &bracketed(ctx, to)),
    }
}

/// What periods are called whose first and last days these are.
pub(crate) fn period_nouns(ctx: Ctx<'_>, days: &[ExprId]) -> Vec<String> {
    let ends = days.chunks(2).filter_map(|ends| match ends {
        [from, to] => Some((*from, *to)),
        _ => None,
    });
    ends.map(|(from, to)| period_noun(ctx, from, to)).collect()
}

fn nouns(ctx: Ctx<'_>, of: &[ExprId]) -> String {
    let of: Vec<String> = of.iter().map(|id| bracketed(ctx, *id)).collect();
    ctx.grammar.all_of(&of)
}

/// A noun that may stand beside another: in brackets where it is made of several, or sounds so.
pub(crate) fn bracketed(ctx: Ctx<'_>, id: ExprId) -> String {
    let text = noun(ctx, id);
    if is_made_of_several(ctx, id) || !is_quoted(ctx, id) && sounds_joined(ctx, &text) {
        format!("({text})")
    } else {
        text
    }
}

/// Whether a noun stands in quotes of its own: no word in it reaches out.
fn is_quoted(ctx: Ctx<'_>, id: ExprId) -> bool {
    let expr = ctx.checked.hir().exprs.get(id);
    matches!(expr, Some(Expr::Literal(Literal::Choice { .. } | Literal::Text(_))))
}

pub(crate) fn is_made_of_several(ctx: Ctx<'_>, id: ExprId) -> bool {
    let hir = ctx.checked.hir();
    match hir.exprs.get(id) {
        Some(
            Expr::Arithmetic { .. }
            | Expr::If { .. }
            | Expr::Rounded { .. }
            | Expr::Lesser(_)
            | Expr::Greater(_)
            | Expr::Scale { .. }
            | Expr::Sum { .. }
            | Expr::Extreme { .. }
            | Expr::Periods { .. }
            | Expr::DaysInAny { .. }
            | Expr::CountDifferent { .. },
        ) => true,
        Some(Expr::Elapsed { from, to, .. }) => {
            is_made_of_several(ctx, *from) || is_made_of_several(ctx, *to)
        }
        Some(Expr::Term(term)) if !ctx.is_called(*term) => {
            is_made_of_several(ctx, hir.terms[*term].means)
        }
        Some(_) | None => false,
    }
}

fn arithmetic(ctx: Ctx<'_>, op: Arithmetic, left: ExprId, right: ExprId) -> String {
    let b = bracketed(ctx, right);
    let share = if op == Arithmetic::Multiply { share(ctx, left, &b) } else { None };
    // A sum of several parts needs no brackets around the first of them.
    let goes_on = op == Arithmetic::Add
        && matches!(
            ctx.checked.hir().exprs.get(left),
            Some(Expr::Arithmetic { op: Arithmetic::Add, .. })
        );
    let a = if goes_on { noun(ctx, left) } else { bracketed(ctx, left) };
    share.unwrap_or_else(|| ctx.grammar.arithmetic(op, &a, &b))
}

/// `20 % of the part of the income above 10,000 EUR up to 40,000 EUR plus …`
fn scale(ctx: Ctx<'_>, base: ExprId, bands: &[Band]) -> String {
    let base = bracketed(ctx, base);
    let mut below: Option<String> = None;
    let mut sum: Option<String> = None;
    for band in bands {
        let limit = band.up_to.map(|limit| bracketed(ctx, limit));
        let part = ctx.grammar.part_between(&base, below.as_deref(), limit.as_deref());
        let share = share(ctx, band.rate, &part).unwrap_or_else(|| {
            ctx.grammar.arithmetic(Arithmetic::Multiply, &bracketed(ctx, band.rate), &part)
        });
        sum = Some(match sum {
            Some(sum) => ctx.grammar.arithmetic(Arithmetic::Add, &sum, &share),
            None => share,
        });
        below = limit;
    }
    sum.unwrap_or_default()
}

/// A literal factor below one, as `half` or a percentage.
fn share(ctx: Ctx<'_>, id: ExprId, whole: &str) -> Option<String> {
    let Some(Expr::Literal(Literal::Number(number))) = ctx.checked.hir().exprs.get(id) else {
        return None;
    };
    if Number::ratio(1, 2).ok().as_ref() == Some(number) {
        return Some(ctx.grammar.half_of(whole));
    }
    if *number >= Number::ONE || number.is_negative() {
        return None;
    }
    let percent = number.checked_mul(&Number::from(100_i64)).ok()?;
    percent.places()?;
    Some(ctx.grammar.percent_of(&ctx.grammar.number(&percent), whole))
}

fn end(ctx: Ctx<'_>, item: ExprId, largest: bool) -> End {
    End { largest, days: ctx.checked.ty(item).present() == &Type::Date }
}

/// The elements a form speaks of: `the person's convictions for which …`.
pub(crate) fn those(ctx: Ctx<'_>, over: Over) -> String {
    let hir = ctx.checked.hir();
    let list = ctx.label(&hir.facts[hir.variables[over.variable].list].label);
    match over.filter {
        Some(filter) => {
            let filter = holds_inside(ctx, filter);
            // What stands behind it in the sentence is no part of it.
            let filter = if sounds_joined(ctx, &filter) { format!("({filter})") } else { filter };
            ctx.grammar.those(&list, &filter)
        }
        None => list,
    }
}

/// A parameter: with its value where it has only one, or where the day that is asked for is written.
fn parameter_words(ctx: Ctx<'_>, parameter: ParameterId, on: Option<ExprId>) -> String {
    let parameter = &ctx.checked.hir().parameters[parameter];
    let label = ctx.label(&parameter.label);
    let value_on = |day: Date| {
        let begun = parameter.values.iter().rfind(|(from, _)| *from <= day);
        begun.map(|(_, value)| literal(ctx, value))
    };
    match (on, parameter.values.as_slice()) {
        (Some(day), _) => {
            let written = match ctx.checked.hir().exprs.get(day) {
                Some(Expr::Literal(Literal::Date(day))) => value_on(*day),
                Some(_) | None => None,
            };
            ctx.grammar.parameter_on(&label, &bracketed(ctx, day), written.as_deref())
        }
        (None, [(_, only)]) => format!("{label} ({})", literal(ctx, only)),
        (None, several) if ctx.answers != Answers::No => {
            let several = several.iter().map(|(from, value)| (*from, literal(ctx, value)));
            format!("{label}{}", marks::values(several))
        }
        (None, _) => label,
    }
}

/// `x.field`, by the field's label and, of a record that is no element, by what it belongs to.
fn field_words(ctx: Ctx<'_>, base: ExprId, field: u32) -> String {
    let Some(label) = field_label(ctx, base, field) else { return String::new() };
    match ctx.checked.hir().exprs.get(base) {
        Some(Expr::Variable(_)) | None => label,
        Some(_) => ctx.grammar.of(&label, &noun(ctx, base)),
    }
}

/// The label of a field of what `base` gives.
fn field_label(ctx: Ctx<'_>, base: ExprId, field: u32) -> Option<String> {
    Some(ctx.label(&record_of(ctx, base)?.fields.get(field as usize)?.label))
}

/// The record that an expression gives, if it gives one.
pub(crate) fn record_of<'a>(ctx: Ctx<'a>, base: ExprId) -> Option<&'a Record> {
    let Type::Record(record) = ctx.checked.ty(base).present() else { return None };
    ctx.checked.hir().records.get(*record)
}

/// A value written in the policy.
pub(crate) fn literal(ctx: Ctx<'_>, value: &Literal) -> String {
    let grammar = ctx.grammar;
    match value {
        Literal::Truth(yes) => grammar.truth(*yes).to_owned(),
        Literal::Number(number) => grammar.number(number),
        Literal::Money { amount, currency, per } => grammar.money(amount, currency, *per),
        Literal::Date(day) => grammar.the_day(*day),
        Literal::Days(count) => grammar.days(count),
        Literal::Months(count) => grammar.months(count),
        Literal::Minutes(count) => grammar.minutes(count),
        Literal::Quantity { amount, unit } => {
            let unit = &ctx.checked.hir().units[*unit];
            plain::in_unit(amount, &unit.name, &ctx.label(&unit.label))
        }
        Literal::Text(text) => grammar.quoted(text),
        Literal::Choice { choice, value } => choice_label(ctx, *choice, *value)
            .map_or_else(String::new, |label| grammar.quoted(&label)),
        Literal::ChoiceName(name) => name.to_string(),
    }
}

/// The label of a value of a choice.
pub(crate) fn choice_label(ctx: Ctx<'_>, choice: ChoiceId, value: u32) -> Option<String> {
    let choice = ctx.checked.hir().choices.get(choice)?;
    Some(ctx.label(&choice.values.get(value as usize)?.label))
}
