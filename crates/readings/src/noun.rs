//! Values in words: what an expression is called where it stands for a thing rather than a condition.

use whereas_hir::expr::{Arithmetic, Elapsed, Expr, ExprId, Literal, Over};
use whereas_hir::vocabulary::Record;
use whereas_value::number::Number;
use whereas_value::types::Type;
use whereas_words::plain;

use crate::{Ctx, condition};

/// What an expression is called.
pub(crate) fn noun(ctx: Ctx<'_>, id: ExprId) -> String {
    let hir = ctx.checked.hir();
    let Some(expr) = hir.exprs.get(id) else { return String::new() };
    match expr {
        Expr::Literal(value) => literal(ctx, value),
        Expr::Fact(fact) => hir.facts[*fact].label.plain.to_string(),
        Expr::Judgement(judgement) => hir.judgements[*judgement].label.plain.to_string(),
        Expr::Term(term) if ctx.is_long_noun(*term) => ctx.term_name(*term),
        Expr::Term(term) => bracketed(ctx, hir.terms[*term].means),
        Expr::Decision(decision) => hir.decisions[*decision].label.plain.to_string(),
        Expr::DecisionOf { decision, .. } => {
            format!("{} there", hir.decisions[*decision].label.plain)
        }
        Expr::Parameter { parameter, on } => parameter_words(ctx, *parameter, *on),
        Expr::Variable(variable) => {
            format!("each of {}", hir.facts[hir.variables[*variable].list].label.plain)
        }
        Expr::Field { base, field } => field_words(ctx, *base, *field),
        Expr::EventField(field) => event_field(*field).to_owned(),
        Expr::AsOfDay => "the day as of which the case is decided".to_owned(),
        Expr::GoverningDay => "the day whose law applies".to_owned(),
        Expr::If { test, then, otherwise } => format!(
            "{} where {}, and otherwise {}",
            noun(ctx, *then),
            condition::holds(ctx, *test),
            noun(ctx, *otherwise)
        ),
        Expr::Arithmetic { op, left, right } => arithmetic(ctx, *op, *left, *right),
        Expr::Lesser(of) => format!("the lesser of {}", nouns(ctx, of)),
        Expr::Greater(of) => format!("the greater of {}", nouns(ctx, of)),
        Expr::Rounded { value, places, rounding } => {
            let places = match places {
                0 => "a whole number".to_owned(),
                1 => "1 place".to_owned(),
                more => format!("{more} places"),
            };
            format!("{} rounded to {places}, {}", bracketed(ctx, *value), rounding.words())
        }
        Expr::Elapsed { unit, from, to } => {
            let unit = match unit {
                Elapsed::Days => "days",
                Elapsed::Months => "completed months",
                Elapsed::Years => "completed years",
            };
            format!("the {unit} from {} to {}", noun(ctx, *from), noun(ctx, *to))
        }
        Expr::Under { decision, clauses, .. } => {
            let ids: Vec<&str> = clauses.iter().map(|id| hir.clauses[*id].id.as_str()).collect();
            format!(
                "what {} gives for {}",
                plain::all_of(&ids),
                hir.decisions[*decision].label.plain
            )
        }
        Expr::Apart { decision, .. } => {
            format!("what the other clauses give for {}", hir.decisions[*decision].label.plain)
        }
        Expr::Count(over) => format!("the number of {}", those(ctx, *over)),
        Expr::CountDifferent { over, key } => {
            format!(
                "the number of different values of {} among {}",
                noun(ctx, *key),
                those(ctx, *over)
            )
        }
        Expr::Sum { over, item } => {
            format!("the sum of {} over {}", noun(ctx, *item), those(ctx, *over))
        }
        Expr::Extreme { largest, over, item } => format!(
            "the {} of {} among {}",
            extreme(ctx, *item, *largest),
            noun(ctx, *item),
            those(ctx, *over)
        ),
        Expr::Pick { largest, over, key } => format!(
            "the one of {} with the {} {}",
            those(ctx, *over),
            extreme(ctx, *key, *largest),
            noun(ctx, *key)
        ),
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
        | Expr::Every { .. } => format!("whether {}", condition::holds(ctx, id)),
        Expr::Missing => String::new(),
    }
}

fn nouns(ctx: Ctx<'_>, of: &[ExprId]) -> String {
    let of: Vec<String> = of.iter().map(|id| noun(ctx, *id)).collect();
    plain::all_of(&of)
}

/// A noun that may stand inside another: in brackets where it is made of several.
fn bracketed(ctx: Ctx<'_>, id: ExprId) -> String {
    let text = noun(ctx, id);
    match ctx.checked.hir().exprs.get(id) {
        Some(Expr::Arithmetic { .. } | Expr::If { .. } | Expr::Rounded { .. }) => {
            format!("({text})")
        }
        Some(_) | None => text,
    }
}

fn arithmetic(ctx: Ctx<'_>, op: Arithmetic, left: ExprId, right: ExprId) -> String {
    let (a, b) = (bracketed(ctx, left), bracketed(ctx, right));
    match op {
        Arithmetic::Add => format!("{a} plus {b}"),
        Arithmetic::Subtract => format!("{a} less {b}"),
        Arithmetic::Multiply => share(ctx, left)
            .map(|share| format!("{share} of {b}"))
            .unwrap_or_else(|| format!("{a} times {b}")),
        Arithmetic::Divide => format!("{a} divided by {b}"),
    }
}

/// A literal factor below one, as `half` or a percentage.
fn share(ctx: Ctx<'_>, id: ExprId) -> Option<String> {
    let Some(Expr::Literal(Literal::Number(number))) = ctx.checked.hir().exprs.get(id) else {
        return None;
    };
    if Number::ratio(1, 2).ok().as_ref() == Some(number) {
        return Some("half".to_owned());
    }
    if *number >= Number::ONE || number.is_negative() {
        return None;
    }
    let percent = number.checked_mul(&Number::from(100_i64)).ok()?;
    percent.places()?;
    Some(format!("{} %", plain::number(&percent)))
}

fn extreme(ctx: Ctx<'_>, item: ExprId, largest: bool) -> &'static str {
    match (ctx.checked.ty(item).present() == &Type::Date, largest) {
        (true, true) => "latest",
        (true, false) => "earliest",
        (false, true) => "largest",
        (false, false) => "smallest",
    }
}

/// The elements a form speaks of: `the person's convictions for which …`.
pub(crate) fn those(ctx: Ctx<'_>, over: Over) -> String {
    let hir = ctx.checked.hir();
    let list = &hir.facts[hir.variables[over.variable].list].label.plain;
    over.filter.map_or_else(
        || list.to_string(),
        |filter| format!("{list} for which {}", condition::holds(ctx, filter)),
    )
}

fn parameter_words(
    ctx: Ctx<'_>,
    parameter: whereas_value::id::ParameterId,
    on: Option<ExprId>,
) -> String {
    let parameter = &ctx.checked.hir().parameters[parameter];
    let label = &parameter.label.plain;
    match (on, parameter.values.as_slice()) {
        (Some(day), _) => format!("{label} on {}", noun(ctx, day)),
        (None, [(_, only)]) => format!("{label} ({})", literal(ctx, only)),
        (None, _) => label.to_string(),
    }
}

/// `x.field`, by the field's label and, of a record that is no element, by what it belongs to.
fn field_words(ctx: Ctx<'_>, base: ExprId, field: u32) -> String {
    let Some(label) = field_label(ctx, base, field) else { return String::new() };
    match ctx.checked.hir().exprs.get(base) {
        Some(Expr::Variable(_)) | None => label,
        Some(_) => format!("{label}, of {}", noun(ctx, base)),
    }
}

/// The label of a field of what `base` gives.
pub(crate) fn field_label(ctx: Ctx<'_>, base: ExprId, field: u32) -> Option<String> {
    Some(record_of(ctx, base)?.fields.get(field as usize)?.label.plain.to_string())
}

/// The record that an expression gives, if it gives one.
pub(crate) fn record_of<'a>(ctx: Ctx<'a>, base: ExprId) -> Option<&'a Record> {
    let Type::Record(record) = ctx.checked.ty(base).present() else { return None };
    ctx.checked.hir().records.get(*record)
}

const fn event_field(field: whereas_hir::expr::EventField) -> &'static str {
    match field {
        whereas_hir::expr::EventField::On => "the day of the event",
        whereas_hir::expr::EventField::By(_) => "who did it",
        whereas_hir::expr::EventField::About => "what the event was about",
    }
}

/// A value written in the policy.
pub(crate) fn literal(ctx: Ctx<'_>, value: &Literal) -> String {
    match value {
        Literal::Truth(true) => "yes".to_owned(),
        Literal::Truth(false) => "no".to_owned(),
        Literal::Number(number) => plain::number(number),
        Literal::Money { amount, currency, per } => plain::money(amount, currency, *per),
        Literal::Date(day) => plain::date(*day),
        Literal::Days(count) => plain::days(count),
        Literal::Months(count) => plain::months(count),
        Literal::Text(text) => format!("“{text}”"),
        Literal::Choice { choice, value } => choice_label(ctx, *choice, *value)
            .map_or_else(String::new, |label| format!("“{label}”")),
        Literal::ChoiceName(name) => name.to_string(),
    }
}

/// The label of a value of a choice.
pub(crate) fn choice_label(
    ctx: Ctx<'_>,
    choice: whereas_value::id::ChoiceId,
    value: u32,
) -> Option<String> {
    let choice = ctx.checked.hir().choices.get(choice)?;
    Some(choice.values.get(value as usize)?.label.plain.to_string())
}
