//! Conditions in words, both ways: how one reads where it holds, and where it does not.

use whereas_hir::expr::{Compare, EventField, Expr, ExprId, Literal, Over, Periods, period_of};
use whereas_value::label::Label;
use whereas_value::types::Type;

use crate::noun::{
    bracketed, choice_label, literal, noun, period_noun, period_nouns, record_of, those,
};
use crate::{Ctx, marks};

/// Where a condition stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    /// At the end of a sentence, this deep in its items: its parts may be items of their own.
    Open(u8),
    /// Inside a phrase that goes on: parts that have parts stand in brackets.
    Inside,
}

/// How a condition reads where it holds, at the end of a sentence.
pub(crate) fn holds(ctx: Ctx<'_>, id: ExprId) -> String {
    said(ctx, id, true, Place::Open(0))
}

/// How a condition reads where it holds, inside a phrase.
pub(crate) fn holds_inside(ctx: Ctx<'_>, id: ExprId) -> String {
    said(ctx, id, true, Place::Inside)
}

/// Whether a condition is read as items, (a) and (b).
pub(crate) fn has_items(reading: &str) -> bool {
    reading.starts_with("(a) ")
}

/// How a condition reads where it holds, or where it does not.
pub(crate) fn said(ctx: Ctx<'_>, id: ExprId, yes: bool, place: Place) -> String {
    let (hir, grammar) = (ctx.checked.hir(), ctx.grammar);
    let Some(expr) = hir.exprs.get(id) else { return String::new() };
    match expr {
        Expr::Fact(fact) => ctx.says(&hir.facts[*fact].label, yes),
        Expr::Judgement(judgement) => ctx.says(&hir.judgements[*judgement].label, yes),
        Expr::Decision(decision) | Expr::DecisionOf { decision, .. } => {
            ctx.says(&hir.decisions[*decision].label, yes)
        }
        Expr::Term(term) if ctx.is_called(*term) => ctx.term_says(&hir.terms[*term], yes),
        Expr::Term(term) => said(ctx, hir.terms[*term].means, yes, place),
        Expr::Field { base, field } => yes_no_field(ctx, *base, *field, yes),
        Expr::Literal(Literal::Truth(value)) => grammar.constant(*value == yes).to_owned(),
        Expr::Reading { question, reading } => {
            let question = &hir.questions[*question];
            let reading = question.readings.get(*reading as usize);
            let reading = reading.map_or_else(String::new, |reading| ctx.label(&reading.label));
            let question = grammar.question(&ctx.label(&question.label));
            grammar.read_as(&question, &reading, yes)
        }
        Expr::Not(inner) => said(ctx, *inner, !yes, place),
        Expr::And(of) => together(ctx, of, yes, yes, place),
        Expr::Or(of) => together(ctx, of, !yes, yes, place),
        Expr::AtLeast { count, of } => at_least(ctx, *count, of, yes, place),
        Expr::Compare { op, left, right } => compare(ctx, *op, *left, *right, yes, place),
        Expr::OneOf { subject, values } => {
            let values: Vec<String> = values.iter().map(|value| noun(ctx, *value)).collect();
            grammar.is_one_of(&subject_of(ctx, *subject), &values, yes)
        }
        Expr::Between { subject, low, high } if period_of(hir, *low, *high).is_some() => {
            grammar.within(&subject_of(ctx, *subject), &period_noun(ctx, *low, *high), yes)
        }
        Expr::Periods { asked: Periods::Overlap, days } => {
            match period_nouns(ctx, days).as_slice() {
                [first, second] => grammar.overlaps(first, second, yes),
                _ => String::new(),
            }
        }
        Expr::Between { subject, low, high } => grammar.between(
            &subject_of(ctx, *subject),
            &bracketed(ctx, *low),
            &bracketed(ctx, *high),
            yes,
        ),
        Expr::Includes { set, value } => includes(ctx, *set, *value, yes),
        Expr::IsEmpty(of) => {
            if matches!(ctx.checked.ty(*of).present(), Type::Set(_)) {
                grammar.empty_set(&noun(ctx, *of), yes)
            } else {
                grammar.empty_list(&noun(ctx, *of), yes)
            }
        }
        Expr::IsKnown(of) => {
            if ctx.checked.ty(*of).present() == &Type::Truth {
                grammar.known_whether(&holds_inside(ctx, *of), yes)
            } else {
                grammar.known(&noun(ctx, *of), yes)
            }
        }
        Expr::IsAbsent(of) => grammar.absent(&noun(ctx, *of), yes),
        Expr::IsDecided { decision, .. } => {
            grammar.decided(&ctx.label(&hir.decisions[*decision].label), yes)
        }
        Expr::If { test, then, otherwise } => grammar.depending(
            &part(ctx, *then, yes),
            &part(ctx, *test, true),
            &part(ctx, *otherwise, yes),
        ),
        Expr::Any(over) => any(ctx, *over, yes),
        Expr::Every { over, has } => {
            grammar.every(&those(ctx, *over), &holds_inside(ctx, *has), yes)
        }
        Expr::EventField(EventField::By(by)) => {
            let by = by.and_then(|by| hir.actors.get(by)).map(|by| ctx.label(&by.label));
            grammar.caused_by(by.as_deref(), yes)
        }
        Expr::Literal(_)
        | Expr::Parameter { .. }
        | Expr::Variable(_)
        | Expr::EventField(_)
        | Expr::Argument { .. }
        | Expr::Call { .. }
        | Expr::AsOfDay
        | Expr::GoverningDay
        | Expr::Arithmetic { .. }
        | Expr::Lesser(_)
        | Expr::Greater(_)
        | Expr::Scale { .. }
        | Expr::Rounded { .. }
        | Expr::Elapsed { .. }
        | Expr::Span { .. }
        | Expr::Periods { .. }
        | Expr::DaysInAny { .. }
        | Expr::Under { .. }
        | Expr::Apart { .. }
        | Expr::Count(_)
        | Expr::CountDifferent { .. }
        | Expr::Sum { .. }
        | Expr::Extreme { .. }
        | Expr::Pick { .. } => grammar.is_truth(&noun(ctx, id), yes),
        Expr::Missing => String::new(),
    }
}

fn yes_no_field(ctx: Ctx<'_>, base: ExprId, field: u32, yes: bool) -> String {
    let Some(record) = record_of(ctx, base) else { return String::new() };
    let Some(field) = record.fields.get(field as usize) else { return String::new() };
    let clause = ctx.says(&field.label, yes);
    match ctx.checked.hir().exprs.get(base) {
        Some(Expr::Variable(_)) | None => clause,
        Some(_) => ctx.grammar.of(&clause, &noun(ctx, base)),
    }
}

/// Conditions joined by `and` or by `or`. Where one of them has several parts, they are items, (a) and (b), or stand
/// in brackets: nobody has to know which of two words binds closer.
fn together(ctx: Ctx<'_>, of: &[ExprId], and: bool, yes: bool, place: Place) -> String {
    let inside: Vec<String> = of.iter().map(|id| said(ctx, *id, yes, Place::Inside)).collect();
    let whole: Vec<bool> = of.iter().zip(&inside).map(|(id, it)| is_whole(ctx, *id, it)).collect();
    let word = if and { ctx.grammar.and() } else { ctx.grammar.or() };
    if whole.iter().all(|it| *it) {
        return inside.join(&format!(" {word} "));
    }
    match place {
        Place::Open(depth @ (0 | 1)) => {
            let deeper = if depth == 0 { Place::Open(1) } else { Place::Inside };
            let parts: Vec<String> = of.iter().map(|id| said(ctx, *id, yes, deeper)).collect();
            items(&parts, word, depth)
        }
        Place::Open(_) | Place::Inside => {
            let parts: Vec<String> = inside
                .iter()
                .zip(&whole)
                .map(|(part, whole)| if *whole { part.clone() } else { format!("({part})") })
                .collect();
            parts.join(&format!(" {word} "))
        }
    }
}

/// `(a) …; and (b) …`, and within an item `(i) …; or (ii) …`.
fn items(parts: &[String], word: &str, depth: u8) -> String {
    let mut out = String::new();
    for (place, part) in parts.iter().enumerate() {
        if place > 0 {
            out.push_str("; ");
            if place.saturating_add(1) == parts.len() {
                out.push_str(word);
                out.push(' ');
            }
        }
        out.push_str(&format!("({}) {part}", item_name(place, depth)));
    }
    out
}

/// `a`, `b` … `z`, `a2`; one deeper `i`, `ii`, `iii`.
fn item_name(place: usize, depth: u8) -> String {
    if depth > 0 {
        let ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
        let number = place.saturating_add(1);
        let one = ones.get(number % 10).copied().unwrap_or_default();
        return format!("{}{one}", "x".repeat(number / 10));
    }
    let letter = u8::try_from(place % 26).map_or('a', |it| char::from(b'a'.saturating_add(it)));
    match place / 26 {
        0 => letter.to_string(),
        round => format!("{letter}{}", round.saturating_add(1)),
    }
}

/// Whether a condition has no parts, and no label of it sounds as if it had.
fn is_whole(ctx: Ctx<'_>, id: ExprId, reading: &str) -> bool {
    !is_joined(ctx, id) && !sounds_joined(ctx, reading)
}

/// Whether a phrase holds `and` or `or`, in its own words or in those of a label. What stands in quotes or brackets
/// reaches no further than they do.
pub(crate) fn sounds_joined(ctx: Ctx<'_>, phrase: &str) -> bool {
    let mut depth = 0_u32;
    let mut plain = marks::text(phrase);
    plain.retain(|it| {
        match it {
            '“' | '«' | '(' => depth = depth.saturating_add(1),
            '”' | '»' | ')' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    });
    ctx.grammar.joining().iter().any(|word| plain.contains(word))
}

fn is_joined(ctx: Ctx<'_>, id: ExprId) -> bool {
    let hir = ctx.checked.hir();
    match hir.exprs.get(id) {
        Some(Expr::And(_) | Expr::Or(_) | Expr::If { .. } | Expr::AtLeast { .. }) => true,
        Some(Expr::Compare { left, right, .. }) => {
            let constant = matches!(hir.exprs.get(*right), Some(Expr::Literal(_)));
            !constant && ctx.checked.ty(*left).present() == &Type::Truth
        }
        Some(Expr::Not(inner)) => is_joined(ctx, *inner),
        Some(Expr::Term(term)) => !ctx.is_called(*term) && is_joined(ctx, hir.terms[*term].means),
        Some(_) | None => false,
    }
}

/// A condition that others stand beside: in brackets where it has parts.
fn part(ctx: Ctx<'_>, id: ExprId, yes: bool) -> String {
    let text = said(ctx, id, yes, Place::Inside);
    if is_whole(ctx, id, &text) { text } else { format!("({text})") }
}

fn at_least(ctx: Ctx<'_>, count: u32, of: &[ExprId], yes: bool, place: Place) -> String {
    let list = match place {
        Place::Open(depth @ (0 | 1)) => {
            let parts: Vec<String> = of.iter().map(|id| holds_inside(ctx, *id)).collect();
            items(&parts, ctx.grammar.and(), depth)
        }
        Place::Open(_) | Place::Inside => {
            let parts: Vec<String> = of.iter().map(|id| part(ctx, *id, true)).collect();
            parts.join("; ")
        }
    };
    ctx.grammar.at_least_of(count, &list, yes)
}

fn compare(
    ctx: Ctx<'_>,
    op: Compare,
    left: ExprId,
    right: ExprId,
    yes: bool,
    place: Place,
) -> String {
    let hir = ctx.checked.hir();
    if let (Compare::Equal | Compare::NotEqual, Some(Expr::Literal(Literal::Truth(value)))) =
        (op, hir.exprs.get(right))
    {
        return said(ctx, left, (op == Compare::Equal) == (*value == yes), place);
    }
    let op = if yes { op } else { opposite(op) };
    if ctx.checked.ty(left).present() == &Type::Truth {
        return ctx.grammar.alike(
            &part(ctx, left, true),
            &part(ctx, right, true),
            op == Compare::Equal,
        );
    }
    let days = ctx.checked.ty(left).present() == &Type::Date;
    ctx.grammar.compare(op, days, &subject_of(ctx, left), &compared(ctx, right))
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
        | Type::Minutes
        | Type::NumberIn(_)
        | Type::Text
        | Type::Choice(_)
        | Type::Record(_)
        | Type::List(_)
        | Type::Optional(_)
        | Type::Broken => None,
    };
    ctx.grammar.among(&label.unwrap_or_default(), &noun(ctx, set), yes)
}

fn any(ctx: Ctx<'_>, over: Over, yes: bool) -> String {
    let hir = ctx.checked.hir();
    let list = ctx.label(&hir.facts[hir.variables[over.variable].list].label);
    let filter = over.filter.map(|filter| holds_inside(ctx, filter));
    ctx.grammar.any(&list, filter.as_deref(), yes)
}

/// What a comparison is about. A label that is a question (`how the person last entered`) is named as one.
pub(crate) fn subject_of(ctx: Ctx<'_>, id: ExprId) -> String {
    let simple = matches!(
        ctx.checked.hir().exprs.get(id),
        Some(Expr::Fact(_) | Expr::Judgement(_) | Expr::Decision(_) | Expr::Field { .. })
    );
    if simple { asked(ctx, noun(ctx, id)) } else { compared(ctx, id) }
}

/// A side of a comparison. The comparing words set sums apart well enough; a list of things does not end by itself.
fn compared(ctx: Ctx<'_>, id: ExprId) -> String {
    let text = noun(ctx, id);
    if sounds_joined(ctx, &text) { bracketed(ctx, id) } else { text }
}

/// A label that is a question is called the answer to it.
fn asked(ctx: Ctx<'_>, label: String) -> String {
    if marks::starts_with(&label, ctx.grammar.asking()) {
        ctx.grammar.answer_to(&label)
    } else {
        label
    }
}

/// What a rule gives, said of its decision: the sentence's main clause.
pub(crate) fn gives(ctx: Ctx<'_>, label: &Label, value: ExprId) -> String {
    let hir = ctx.checked.hir();
    match hir.exprs.get(value) {
        Some(Expr::Literal(Literal::Truth(yes))) => ctx.says(label, *yes),
        Some(Expr::Literal(value)) => {
            ctx.grammar.is_value(&asked(ctx, ctx.label(label)), &literal(ctx, value))
        }
        Some(_) | None if ctx.checked.ty(value).present() == &Type::Truth => {
            ctx.grammar.exactly_where(&ctx.label(label), &holds_inside(ctx, value))
        }
        Some(_) | None => ctx.grammar.is_value(&asked(ctx, ctx.label(label)), &noun(ctx, value)),
    }
}
