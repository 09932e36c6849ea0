//! Types and expressions in the words of the language.
//!
//! Reads a [`Hir`]; produces text for messages and for [`print`](crate::print). Invariant: bounded in depth and
//! length, whatever the policy holds.

use whereas_hir::Hir;
use whereas_hir::expr::{
    Arithmetic, Band, Compare, Elapsed, EventField, Expr, ExprId, Literal, Over, VarId,
};
use whereas_hir::expr::{Periods, period_of};
use whereas_value::id::{ActorId, ClauseId, DecisionId, FactId};
use whereas_value::types::{Rhythm, Type};

/// How deep an expression is written out before `…` stands for the rest.
const DEPTH: u32 = 12;

/// A type as a policy writes it.
pub fn type_name(hir: &Hir, ty: &Type) -> String {
    match ty {
        Type::Truth => "yes/no".to_owned(),
        Type::Number => "number".to_owned(),
        Type::Integer => "integer".to_owned(),
        Type::Money { currency, per } => match per {
            None => format!("money in {currency}"),
            Some(per) => format!("money in {currency} {}", rhythm(*per)),
        },
        Type::Date => "date".to_owned(),
        Type::Days => "days".to_owned(),
        Type::Months => "months".to_owned(),
        Type::Text => "text".to_owned(),
        Type::Choice(id) => {
            hir.choices.get(*id).map_or_else(String::new, |choice| choice.name.to_string())
        }
        Type::Record(id) => {
            hir.records.get(*id).map_or_else(String::new, |record| record.name.to_string())
        }
        Type::List(of) => format!("list of {}", type_name(hir, of)),
        Type::Set(id) => {
            format!("set of {}", hir.choices.get(*id).map_or("", |choice| choice.name.as_str()))
        }
        Type::Optional(of) => format!("optional {}", type_name(hir, of)),
        Type::Broken => "?".to_owned(),
    }
}

/// A type inside a sentence: `a date`, `an integer`, `money in USD`.
pub fn a_type(hir: &Hir, ty: &Type) -> String {
    let name = type_name(hir, ty.present());
    match ty.present() {
        Type::Truth => "a yes/no".to_owned(),
        Type::Number => "a number".to_owned(),
        Type::Integer => "a whole number".to_owned(),
        Type::Money { .. } => name,
        Type::Date => "a date".to_owned(),
        Type::Days => "a number of days".to_owned(),
        Type::Months => "a number of months".to_owned(),
        Type::Text => "a text".to_owned(),
        Type::Choice(_) => format!("a value of `{name}`"),
        Type::Record(_) => format!("a whole `{name}`"),
        Type::List(_) => format!("a {name}"),
        Type::Set(_) => format!("a {name}"),
        Type::Optional(_) | Type::Broken => "nothing that could be understood".to_owned(),
    }
}

/// `a month`
pub const fn rhythm(per: Rhythm) -> &'static str {
    match per {
        Rhythm::Day => "a day",
        Rhythm::Week => "a week",
        Rhythm::Month => "a month",
        Rhythm::Year => "a year",
    }
}

/// A literal as a policy writes it.
pub fn literal(hir: &Hir, literal: &Literal) -> String {
    match literal {
        Literal::Truth(true) => "yes".to_owned(),
        Literal::Truth(false) => "no".to_owned(),
        Literal::Number(number) => number.to_string(),
        Literal::Money { amount, currency, per } => match per {
            None => format!("{amount} {currency}"),
            Some(per) => format!("{amount} {currency} {}", rhythm(*per)),
        },
        Literal::Date(date) => date.to_string(),
        Literal::Days(days) => counted(&days.to_string(), "day"),
        Literal::Months(months) => counted(&months.to_string(), "month"),
        Literal::Text(text) => format!("\"{text}\""),
        Literal::Choice { choice, value } => {
            let value = usize::try_from(*value).unwrap_or(usize::MAX);
            hir.choices
                .get(*choice)
                .and_then(|choice| choice.values.get(value))
                .map_or_else(String::new, |value| value.name.to_string())
        }
        Literal::ChoiceName(name) => name.to_string(),
    }
}

fn counted(number: &str, unit: &str) -> String {
    if number == "1" { format!("1 {unit}") } else { format!("{number} {unit}s") }
}

/// The id of a clause.
pub fn clause(hir: &Hir, id: ClauseId) -> &str {
    hir.clauses.get(id).map_or("?", |clause| clause.id.as_str())
}

/// The name of a fact.
pub fn fact(hir: &Hir, id: FactId) -> &str {
    hir.facts.get(id).map_or("?", |fact| fact.name.as_str())
}

/// The name of a decision.
pub fn decision(hir: &Hir, id: DecisionId) -> &str {
    hir.decisions.get(id).map_or("?", |decision| decision.name.as_str())
}

fn actor(hir: &Hir, id: ActorId) -> &str {
    hir.actors.get(id).map_or("?", |actor| actor.name.as_str())
}

/// The name of an element.
pub fn variable(hir: &Hir, id: VarId) -> &str {
    hir.variables.get(id).map_or("?", |variable| variable.name.as_str())
}

/// An expression, close to the way a policy writes it; long ones are cut.
pub fn expr(hir: &Hir, id: ExprId) -> String {
    let text = written(hir, id, 0);
    if text.chars().count() <= 300 {
        return text;
    }
    let mut cut: String = text.chars().take(299).collect();
    cut.push('…');
    cut
}

fn written(hir: &Hir, id: ExprId, depth: u32) -> String {
    let Some(expr) = hir.exprs.get(id).filter(|_| depth < DEPTH) else { return "…".to_owned() };
    let next = depth.saturating_add(1);
    let loose = |id: ExprId| written(hir, id, next);
    let tight = |id: ExprId| {
        let text = written(hir, id, next);
        if is_tight(hir, id) { text } else { format!("({text})") }
    };
    let list = |ids: &[ExprId]| ids.iter().map(|id| loose(*id)).collect::<Vec<_>>().join(", ");
    let joined = |ids: &[ExprId], word: &str| {
        ids.iter().map(|id| beside(hir, *id, next)).collect::<Vec<_>>().join(word)
    };
    match expr {
        Expr::Missing => "…".to_owned(),
        Expr::Literal(value) => literal(hir, value),
        Expr::Fact(id) => fact(hir, *id).to_owned(),
        Expr::Judgement(id) => {
            hir.judgements.get(*id).map_or_else(String::new, |j| j.name.to_string())
        }
        Expr::Term(id) => hir.terms.get(*id).map_or_else(String::new, |term| term.name.to_string()),
        Expr::Decision(id) => decision(hir, *id).to_owned(),
        Expr::DecisionOf { decision, element } => of_element(hir, *decision, Some(*element)),
        Expr::Parameter { parameter, on } => {
            let name =
                hir.parameters.get(*parameter).map_or("?", |parameter| parameter.name.as_str());
            on.map_or_else(|| name.to_owned(), |day| format!("{name} on {}", tight(day)))
        }
        Expr::Reading { question, reading } => {
            let place = usize::try_from(*reading).unwrap_or(usize::MAX);
            hir.questions.get(*question).map_or_else(String::new, |question| {
                let reading =
                    question.readings.get(place).map_or("?", |reading| reading.name.as_str());
                format!("{} is {reading}", question.name)
            })
        }
        Expr::Variable(id) => variable(hir, *id).to_owned(),
        Expr::Field { base, field } => {
            format!("{}.{}", tight(*base), field_name(hir, *base, *field))
        }
        Expr::Argument { function, place } => {
            let given = hir.functions.get(*function).zip(usize::try_from(*place).ok());
            let given = given.and_then(|(it, place)| it.parameters.get(place));
            given.map_or_else(String::new, |(name, _)| name.to_string())
        }
        Expr::Call { function, arguments, .. } => {
            let name = hir.functions.get(*function).map_or("?", |it| it.name.as_str());
            format!("{name}({})", list(arguments))
        }
        Expr::EventField(EventField::On) => "event.on".to_owned(),
        Expr::EventField(EventField::About) => "event.about".to_owned(),
        Expr::EventField(EventField::By(by)) => match by {
            None => "event.by".to_owned(),
            Some(by) => format!("event.by is {}", actor(hir, *by)),
        },
        Expr::AsOfDay => "as-of day".to_owned(),
        Expr::GoverningDay => "governing day".to_owned(),
        Expr::Not(inner) => format!("not {}", tight(*inner)),
        Expr::And(all) => joined(all, " and "),
        Expr::Or(all) => joined(all, " or "),
        Expr::AtLeast { count, of } => format!("at least {count} of ({})", list(of)),
        Expr::Compare { op, left, right } => {
            let word = compare(*op, hir, *left);
            format!("{} {word} {}", beside(hir, *left, next), beside(hir, *right, next))
        }
        Expr::OneOf { subject, values } => {
            format!("{} is one of ({})", tight(*subject), list(values))
        }
        Expr::Between { subject, low, high } => {
            format!("{} is between {} and {}", tight(*subject), tight(*low), tight(*high))
        }
        Expr::Includes { set, value } => {
            let of = set_choice(hir, *set)
                .and_then(|choice| hir.choices.get(choice))
                .and_then(|choice| choice.values.get(usize::try_from(*value).ok()?));
            format!("{} includes {}", tight(*set), of.map_or("?", |value| value.name.as_str()))
        }
        Expr::IsEmpty(inner) => format!("{} is empty", tight(*inner)),
        Expr::IsKnown(inner) => format!("{} is known", tight(*inner)),
        Expr::IsAbsent(inner) => format!("{} is absent", tight(*inner)),
        Expr::IsDecided { decision, element } => {
            format!("{} is decided", of_element(hir, *decision, *element))
        }
        Expr::If { test, then, otherwise } => {
            format!("if {} then {} else {}", loose(*test), loose(*then), loose(*otherwise))
        }
        Expr::Arithmetic { op, left, right } => {
            let sign = match op {
                Arithmetic::Add => "+",
                Arithmetic::Subtract => "-",
                Arithmetic::Multiply => "*",
                Arithmetic::Divide => "/",
            };
            format!("{} {sign} {}", tight(*left), tight(*right))
        }
        Expr::Lesser(all) => format!("the lesser of ({})", list(all)),
        Expr::Greater(all) => format!("the greater of ({})", list(all)),
        Expr::Scale { base, bands } => {
            let band = |band: &Band| match band.up_to {
                Some(limit) => format!("{} up to {}", tight(band.rate), tight(limit)),
                None => format!("{} above", tight(band.rate)),
            };
            let bands: Vec<String> = bands.iter().map(band).collect();
            format!("marginal scale {} ({})", tight(*base), bands.join(", "))
        }
        Expr::Rounded { value, places, rounding } => {
            format!("{} rounded to {places} places {}", tight(*value), rounding.words())
        }
        Expr::Elapsed { unit, from, to } => {
            let unit = match unit {
                Elapsed::Days => "days",
                Elapsed::Months => "months",
                Elapsed::Years => "years",
            };
            format!("{unit} from {} to {}", tight(*from), tight(*to))
        }
        Expr::Span { from, to } => format!("({} through {})", loose(*from), loose(*to)),
        Expr::Periods { asked, days } => {
            let of: Vec<String> = days.chunks(2).map(|ends| period(hir, ends, next)).collect();
            match asked {
                Periods::Overlap => of.join(" overlaps "),
                Periods::Days | Periods::DaysWithin => format!("days in {}", of.join(" within ")),
                Periods::DaysBetween => format!("days between {}", of.join(" and ")),
            }
        }
        Expr::DaysInAny { over, item, within } => {
            let filter =
                over.filter.map_or_else(String::new, |filter| format!(" where {}", loose(filter)));
            let within = within.map_or_else(String::new, |within| {
                format!(" within {}", period(hir, &[within.from, within.to], next))
            });
            let item = period(hir, &[item.from, item.to], next);
            format!("days in any of ({item} for {}{filter}){within}", in_list(hir, over))
        }
        Expr::Under { decision, clauses, element } => {
            let clauses: Vec<_> = clauses.iter().map(|id| clause(hir, *id)).collect();
            format!("{} under {}", of_element(hir, *decision, *element), clauses.join(", "))
        }
        Expr::Apart { decision, element, .. } => {
            format!("{} apart from this clause", of_element(hir, *decision, *element))
        }
        Expr::Any(over) => {
            let filter =
                over.filter.map_or_else(String::new, |filter| format!(" where {}", loose(filter)));
            format!("any ({}{filter})", in_list(hir, over))
        }
        Expr::Every { over, has } => {
            let filter =
                over.filter.map_or_else(String::new, |filter| format!("{} has ", loose(filter)));
            format!("every ({} where {filter}{})", in_list(hir, over), loose(*has))
        }
        Expr::Count(over) => {
            let filter =
                over.filter.map_or_else(String::new, |filter| format!(" where {}", loose(filter)));
            format!("count of ({}{filter})", in_list(hir, over))
        }
        Expr::CountDifferent { over, key } => {
            format!("count of different ({})", item(hir, *key, over, next))
        }
        Expr::Sum { over, item: what } => format!("sum of ({})", item(hir, *what, over, next)),
        Expr::Extreme { largest, over, item: what } => {
            let word = if *largest { "largest" } else { "smallest" };
            format!("{word} of ({})", item(hir, *what, over, next))
        }
        Expr::Pick { largest, over, key } => {
            let word = if *largest { "largest" } else { "smallest" };
            let filter =
                over.filter.map_or_else(String::new, |filter| format!(" where {}", loose(filter)));
            format!("the {}{filter} with {word} {}", in_list(hir, over), loose(*key))
        }
    }
}

/// A period by its name, or by its two days.
fn period(hir: &Hir, ends: &[ExprId], depth: u32) -> String {
    let [from, to] = ends else { return "?".to_owned() };
    match period_of(hir, *from, *to) {
        Some(period) => written(hir, period, depth),
        None => format!("({} through {})", written(hir, *from, depth), written(hir, *to, depth)),
    }
}

fn in_list(hir: &Hir, over: &Over) -> String {
    let list = hir.variables.get(over.variable).map_or("?", |variable| fact(hir, variable.list));
    format!("{} in {list}", variable(hir, over.variable))
}

fn item(hir: &Hir, what: ExprId, over: &Over, depth: u32) -> String {
    let filter = over
        .filter
        .map_or_else(String::new, |filter| format!(" where {}", written(hir, filter, depth)));
    format!("{} for {}{filter}", written(hir, what, depth), in_list(hir, over))
}

/// `d`, `d of x`
pub fn of_element(hir: &Hir, id: DecisionId, element: Option<VarId>) -> String {
    let name = decision(hir, id);
    element
        .map_or_else(|| name.to_owned(), |element| format!("{name} of {}", variable(hir, element)))
}

/// An operand beside a word: in brackets only where it would be read otherwise without them.
fn beside(hir: &Hir, id: ExprId, depth: u32) -> String {
    let text = written(hir, id, depth);
    match hir.exprs.get(id) {
        Some(Expr::And(_) | Expr::Or(_) | Expr::If { .. }) => format!("({text})"),
        _ => text,
    }
}

fn is_tight(hir: &Hir, id: ExprId) -> bool {
    !matches!(
        hir.exprs.get(id),
        Some(
            Expr::And(_)
                | Expr::Or(_)
                | Expr::Not(_)
                | Expr::If { .. }
                | Expr::Compare { .. }
                | Expr::Arithmetic { .. }
                | Expr::OneOf { .. }
                | Expr::Between { .. }
                | Expr::Includes { .. }
                | Expr::IsEmpty(_)
                | Expr::IsKnown(_)
                | Expr::IsAbsent(_)
                | Expr::IsDecided { .. }
                | Expr::Reading { .. }
                | Expr::Rounded { .. }
                | Expr::Elapsed { .. }
                | Expr::Pick { .. }
        )
    )
}

fn compare(op: Compare, hir: &Hir, left: ExprId) -> &'static str {
    let date = matches!(hir.exprs.get(left), Some(Expr::Fact(id))
        if hir.facts.get(*id).is_some_and(|fact| *fact.ty.present() == Type::Date));
    match (op, date) {
        (Compare::Equal, _) => "is",
        (Compare::NotEqual, _) => "is not",
        (Compare::Less, false) => "is less than",
        (Compare::AtMost, false) => "is at most",
        (Compare::More, false) => "is more than",
        (Compare::AtLeast, false) => "is at least",
        (Compare::Less, true) => "is before",
        (Compare::AtMost, true) => "is on or before",
        (Compare::More, true) => "is after",
        (Compare::AtLeast, true) => "is on or after",
    }
}

/// The choice of a set that is a fact or a decision.
#[expect(clippy::wildcard_enum_match_arm, reason = "the others are written as they are")]
pub fn set_choice(hir: &Hir, set: ExprId) -> Option<whereas_value::id::ChoiceId> {
    use whereas_hir::policy::DecisionKind;
    match hir.exprs.get(set)? {
        Expr::Decision(id)
        | Expr::Under { decision: id, .. }
        | Expr::Apart { decision: id, .. } => match hir.decisions.get(*id)?.kind {
            DecisionKind::Set(choice) => Some(choice),
            DecisionKind::Is(_) => None,
        },
        Expr::Fact(id) => match hir.facts.get(*id)?.ty.present() {
            Type::Set(choice) => Some(*choice),
            _ => None,
        },
        Expr::Field { base, field } => match field_of(hir, *base, *field)?.ty.present() {
            Type::Set(choice) => Some(*choice),
            _ => None,
        },
        _ => None,
    }
}

fn field_name(hir: &Hir, base: ExprId, field: u32) -> &str {
    field_of(hir, base, field).map_or("?", |field| field.name.as_str())
}

/// The field that `base.field` reads.
#[expect(clippy::wildcard_enum_match_arm, reason = "the others are written as they are")]
pub fn field_of(hir: &Hir, base: ExprId, field: u32) -> Option<&whereas_hir::vocabulary::Field> {
    let mut path = vec![field];
    let mut base = base;
    let mut ty = loop {
        match hir.exprs.get(base)? {
            Expr::Fact(id) => break &hir.facts.get(*id)?.ty,
            Expr::Variable(id) => break element_type(hir, *id)?,
            Expr::Pick { over, .. } => break element_type(hir, over.variable)?,
            Expr::Field { base: outer, field } => {
                path.push(*field);
                base = *outer;
            }
            _ => return None,
        }
    };
    let mut found = None;
    while let Some(place) = path.pop() {
        let Type::Record(record) = ty.present() else { return None };
        let field = whereas_hir::vocabulary::field(&hir.records, *record, place)?;
        ty = &field.ty;
        found = Some(field);
    }
    found
}

/// `person.home.city`
pub fn path(hir: &Hir, fact: FactId, path: &[u32]) -> String {
    let mut words = self::fact(hir, fact).to_string();
    let mut ty = hir.facts.get(fact).map(|fact| fact.ty.element());
    for place in path {
        let field = match ty {
            Some(Type::Record(record)) => {
                whereas_hir::vocabulary::field(&hir.records, *record, *place)
            }
            Some(_) | None => None,
        };
        words.push('.');
        words.push_str(field.map_or("?", |field| field.name.as_str()));
        ty = field.map(|field| field.ty.present());
    }
    words
}

/// The type of the elements a name runs over.
#[expect(clippy::wildcard_enum_match_arm, reason = "the others are written as they are")]
pub fn element_type(hir: &Hir, variable: VarId) -> Option<&Type> {
    match hir.facts.get(hir.variables.get(variable)?.list)?.ty.present() {
        Type::List(of) => Some(of),
        _ => None,
    }
}
