//! Conditions in words, both ways: how one reads where it holds, and where it does not.

use ecow::EcoString;
use whereas_hir::expr::{Compare, Expr, ExprId, Literal, Over};
use whereas_value::label::Label;
use whereas_value::types::Type;
use whereas_words::plain;

use crate::Ctx;
use crate::noun::{choice_label, literal, noun, record_of, those};

/// How a condition reads where it holds.
pub(crate) fn holds(ctx: Ctx<'_>, id: ExprId) -> String {
    said(ctx, id, true)
}

/// How a condition reads where it does not hold.
pub(crate) fn fails(ctx: Ctx<'_>, id: ExprId) -> String {
    said(ctx, id, false)
}

fn said(ctx: Ctx<'_>, id: ExprId, yes: bool) -> String {
    let hir = ctx.checked.hir();
    let Some(expr) = hir.exprs.get(id) else { return String::new() };
    match expr {
        Expr::Fact(fact) => plain::clause(&hir.facts[*fact].label, yes),
        Expr::Judgement(judgement) => plain::clause(&hir.judgements[*judgement].label, yes),
        Expr::Decision(decision) | Expr::DecisionOf { decision, .. } => {
            plain::clause(&hir.decisions[*decision].label, yes)
        }
        Expr::Term(term) if ctx.is_long(*term) => {
            let holds = if yes { "holds" } else { "does not hold" };
            format!("what {} means {holds}", ctx.term_name(*term))
        }
        Expr::Term(term) => said(ctx, hir.terms[*term].means, yes),
        Expr::Field { base, field } => yes_no_field(ctx, *base, *field, yes),
        Expr::Literal(Literal::Truth(value)) => {
            if *value == yes { "always" } else { "never" }.to_owned()
        }
        Expr::Reading { question, reading } => {
            let question = &hir.questions[*question];
            let reading = question.readings.get(*reading as usize);
            let reading = reading.map_or("", |reading| reading.label.plain.as_str());
            let is = if yes { "is read as" } else { "is not read as" };
            format!("the open question “{}” {is} “{reading}”", question.label.plain)
        }
        Expr::Not(inner) => said(ctx, *inner, !yes),
        Expr::And(of) => together(ctx, of, yes, yes),
        Expr::Or(of) => together(ctx, of, !yes, yes),
        Expr::AtLeast { count, of } => {
            let of: Vec<String> = of.iter().map(|id| holds(ctx, *id)).collect();
            let start = if yes { "at least" } else { "fewer than" };
            format!("{start} {count} of these hold: {}", of.join("; "))
        }
        Expr::Compare { op, left, right } => compare(ctx, *op, *left, *right, yes),
        Expr::OneOf { subject, values } => one_of(ctx, *subject, values, yes),
        Expr::Between { subject, low, high } => {
            let is = if yes { "is" } else { "is not" };
            format!(
                "{} {is} between {} and {}",
                subject_of(ctx, *subject),
                noun(ctx, *low),
                noun(ctx, *high)
            )
        }
        Expr::Includes { set, value } => includes(ctx, *set, *value, yes),
        Expr::IsEmpty(of) => {
            let set = matches!(ctx.checked.ty(*of).present(), Type::Set(_));
            let are = match (set, yes) {
                (true, true) => "nothing is among",
                (true, false) => "something is among",
                (false, true) => "there are none of",
                (false, false) => "there are some of",
            };
            format!("{are} {}", noun(ctx, *of))
        }
        Expr::IsKnown(of) => {
            let is = if yes { "is" } else { "is not" };
            if ctx.checked.ty(*of).present() == &Type::Truth {
                format!("it {is} known whether {}", holds(ctx, *of))
            } else {
                format!("{} {is} known", noun(ctx, *of))
            }
        }
        Expr::IsAbsent(of) => {
            let is = if yes { "there is no such thing as" } else { "there is such a thing as" };
            format!("{is} {}", noun(ctx, *of))
        }
        Expr::IsDecided { decision, .. } => {
            let is = if yes { "is decided" } else { "is not decided" };
            format!("{} {is}", hir.decisions[*decision].label.plain)
        }
        Expr::If { test, then, otherwise } => format!(
            "{} where {}, and otherwise {}",
            said(ctx, *then, yes),
            holds(ctx, *test),
            said(ctx, *otherwise, yes)
        ),
        Expr::Any(over) => any(ctx, *over, yes),
        Expr::Every { over, has } => {
            let start = if yes { "each of" } else { "not each of" };
            format!("{start} {} is such that {}", those(ctx, *over), holds(ctx, *has))
        }
        Expr::Literal(_)
        | Expr::Parameter { .. }
        | Expr::Variable(_)
        | Expr::EventField(_)
        | Expr::AsOfDay
        | Expr::GoverningDay
        | Expr::Arithmetic { .. }
        | Expr::Lesser(_)
        | Expr::Greater(_)
        | Expr::Rounded { .. }
        | Expr::Elapsed { .. }
        | Expr::Under { .. }
        | Expr::Apart { .. }
        | Expr::Count(_)
        | Expr::CountDifferent { .. }
        | Expr::Sum { .. }
        | Expr::Extreme { .. }
        | Expr::Pick { .. } => {
            let is = if yes { "yes" } else { "no" };
            format!("{} is {is}", noun(ctx, id))
        }
        Expr::Missing => String::new(),
    }
}

fn yes_no_field(ctx: Ctx<'_>, base: ExprId, field: u32, yes: bool) -> String {
    let Some(record) = record_of(ctx, base) else { return String::new() };
    let Some(field) = record.fields.get(field as usize) else { return String::new() };
    let clause = plain::clause(&field.label, yes);
    match ctx.checked.hir().exprs.get(base) {
        Some(Expr::Variable(_)) | None => clause,
        Some(_) => format!("{clause} (of {})", noun(ctx, base)),
    }
}

/// Conditions joined: by `and`, or by `or`. What is joined the other way inside stands in brackets.
fn together(ctx: Ctx<'_>, of: &[ExprId], and: bool, yes: bool) -> String {
    let parts: Vec<String> = of
        .iter()
        .map(|id| {
            let text = said(ctx, *id, yes);
            if is_joined(ctx, *id) { format!("({text})") } else { text }
        })
        .collect();
    parts.join(if and { " and " } else { " or " })
}

fn is_joined(ctx: Ctx<'_>, id: ExprId) -> bool {
    match ctx.checked.hir().exprs.get(id) {
        Some(Expr::And(_) | Expr::Or(_) | Expr::If { .. }) => true,
        Some(Expr::Not(inner)) => is_joined(ctx, *inner),
        Some(Expr::Term(term)) => is_joined(ctx, ctx.checked.hir().terms[*term].means),
        Some(_) | None => false,
    }
}

fn compare(ctx: Ctx<'_>, op: Compare, left: ExprId, right: ExprId, yes: bool) -> String {
    let hir = ctx.checked.hir();
    if let (Compare::Equal | Compare::NotEqual, Some(Expr::Literal(Literal::Truth(value)))) =
        (op, hir.exprs.get(right))
    {
        return said(ctx, left, (op == Compare::Equal) == (*value == yes));
    }
    let op = if yes { op } else { opposite(op) };
    let date = ctx.checked.ty(left).present() == &Type::Date;
    let words = match (op, date) {
        (Compare::Equal, _) => "is",
        (Compare::NotEqual, _) => "is not",
        (Compare::Less, true) => "is before",
        (Compare::Less, false) => "is less than",
        (Compare::AtMost, true) => "is on or before",
        (Compare::AtMost, false) => "is at most",
        (Compare::More, true) => "is after",
        (Compare::More, false) => "is more than",
        (Compare::AtLeast, true) => "is on or after",
        (Compare::AtLeast, false) => "is at least",
    };
    format!("{} {words} {}", subject_of(ctx, left), noun(ctx, right))
}

const fn opposite(op: Compare) -> Compare {
    match op {
        Compare::Equal => Compare::NotEqual,
        Compare::NotEqual => Compare::Equal,
        Compare::Less => Compare::AtLeast,
        Compare::AtMost => Compare::More,
        Compare::More => Compare::AtMost,
        Compare::AtLeast => Compare::Less,
    }
}

fn one_of(ctx: Ctx<'_>, subject: ExprId, values: &[ExprId], yes: bool) -> String {
    let values: Vec<String> = values.iter().map(|value| noun(ctx, *value)).collect();
    let subject = subject_of(ctx, subject);
    match (yes, values.as_slice()) {
        (true, _) => format!("{subject} is {}", plain::one_of(&values)),
        (false, [only]) => format!("{subject} is not {only}"),
        (false, [one, other]) => format!("{subject} is neither {one} nor {other}"),
        (false, _) => format!("{subject} is none of {}", plain::all_of(&values)),
    }
}

fn includes(ctx: Ctx<'_>, set: ExprId, value: u32, yes: bool) -> String {
    let label = match ctx.checked.ty(set).present() {
        Type::Set(choice) => choice_label(ctx, *choice, value),
        Type::Truth
        | Type::Number
        | Type::Integer
        | Type::Money { .. }
        | Type::Date
        | Type::Days
        | Type::Months
        | Type::Text
        | Type::Choice(_)
        | Type::Record(_)
        | Type::List(_)
        | Type::Optional(_)
        | Type::Broken => None,
    };
    among(&label.unwrap_or_default(), &noun(ctx, set), yes)
}

/// `“a threat to public safety” is among the priorities`.
pub(crate) fn among(value: &str, set: &str, yes: bool) -> String {
    let is = if yes { "is among" } else { "is not among" };
    format!("“{value}” {is} {set}")
}

fn any(ctx: Ctx<'_>, over: Over, yes: bool) -> String {
    let hir = ctx.checked.hir();
    let list = &hir.facts[hir.variables[over.variable].list].label.plain;
    let which = if yes { "at least one" } else { "none" };
    over.filter.map_or_else(
        || format!("there {} of {list}", if yes { "is at least one" } else { "is none" }),
        |filter| format!("{which} of {list} is such that {}", holds(ctx, filter)),
    )
}

/// Whether a label is worded as a question: `how the person last entered`.
fn is_question(label: &str) -> bool {
    let asks = ["how ", "where ", "when ", "whether ", "who ", "why ", "for how ", "to whom "];
    asks.iter().any(|word| label.starts_with(word))
}

/// What a comparison is about. A label that is a question (`how the person last entered`) is named as one.
pub(crate) fn subject_of(ctx: Ctx<'_>, id: ExprId) -> String {
    let text = noun(ctx, id);
    let simple = matches!(
        ctx.checked.hir().exprs.get(id),
        Some(Expr::Fact(_) | Expr::Judgement(_) | Expr::Decision(_) | Expr::Field { .. })
    );
    if simple && is_question(&text) { format!("the answer to “{text}”") } else { text }
}

/// What a rule gives, said of its decision: the sentence's main clause.
pub(crate) fn gives(ctx: Ctx<'_>, label: &Label, value: ExprId) -> String {
    let hir = ctx.checked.hir();
    match hir.exprs.get(value) {
        Some(Expr::Literal(Literal::Truth(yes))) => plain::clause(label, *yes),
        Some(Expr::Literal(value)) => {
            format!("{} is {}", subject_label(&label.plain), literal(ctx, value))
        }
        Some(_) | None if ctx.checked.ty(value).present() == &Type::Truth => {
            format!("it is so that {} exactly where {}", label.plain, holds(ctx, value))
        }
        Some(_) | None => format!("{} is {}", subject_label(&label.plain), noun(ctx, value)),
    }
}

fn subject_label(label: &EcoString) -> String {
    if is_question(label) { format!("the answer to “{label}”") } else { label.to_string() }
}
