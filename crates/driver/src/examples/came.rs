//! What came of an example, in one line by names: for the developer who reads a failed test.

use whereas_hir::example::Expected;
use whereas_plan::{Book, Plan};
use whereas_value::duty::Due;
use whereas_value::id::{ChoiceId, DecisionId};
use whereas_value::types::Type;
use whereas_value::{Answer, Answers, Date, Interval, Leaf, Number, Of, Status, TextSet, Values};

use super::matches::{find, holding_back, may_be_present};

pub(super) fn words(plan: &Plan, answers: &Answers, expected: &Expected) -> String {
    let book = &plan.book;
    match expected {
        Expected::Decision { decision, of, .. } => match find(answers, *decision, *of) {
            Some(answer) => decision_words(book, *decision, *of, answer),
            None => "no such question was asked".to_owned(),
        },
        Expected::Finding { judgement, .. } => {
            let reports: Vec<String> = answers
                .findings
                .iter()
                .filter(|report| report.judgement == *judgement)
                .map(|report| {
                    let class = report.class.words();
                    let because = (report.defects.iter().map(|it| it.clause))
                        .chain(may_be_present(plan, report));
                    let because = each_once(because.map(|it| clause(book, it)));
                    if because.is_empty() {
                        class.to_owned()
                    } else {
                        format!("{class} because {}", because.join(", "))
                    }
                })
                .collect();
            if reports.is_empty() { "there is no finding".to_owned() } else { reports.join("; ") }
        }
        Expected::Duty { duty, .. } => {
            let instances: Vec<String> = answers
                .duties
                .iter()
                .filter(|it| it.duty == *duty)
                .map(|it| {
                    let states: Vec<&str> = it.states.iter().map(|state| state.words()).collect();
                    let due = match it.due {
                        Due::Between(first, last) if first == last => format!(", due {last}"),
                        Due::Between(first, last) => format!(", due between {first} and {last}"),
                        Due::None | Due::Valueless => String::new(),
                    };
                    format!("{}{due}{}", states.join(" or "), missing(book, &it.missing))
                })
                .collect();
            if instances.is_empty() { "not arisen".to_owned() } else { instances.join("; ") }
        }
        Expected::Permission { permission, .. } => {
            let found = answers.permissions.iter().find(|it| it.permission == *permission);
            found.map_or_else(
                || "no such permission".to_owned(),
                |it| format!("{}{}", it.state().words(), missing(book, &it.missing)),
            )
        }
    }
}

/// A clause with two rules that stand is still one clause.
fn each_once<'a>(clauses: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut once = Vec::new();
    for clause in clauses {
        if !once.contains(&clause) {
            once.push(clause);
        }
    }
    once
}

fn decision_words(book: &Book, decision: DecisionId, of: Of, answer: &Answer) -> String {
    let ty = book.decision_types.get(decision).unwrap_or(&Type::Broken);
    let ty = if of.value().is_some() { &Type::Truth } else { ty };
    let mut out = if answer.status == Status::Decided {
        values(book, ty, &answer.outcome.values)
    } else {
        answer.status.words().to_owned()
    };
    if answer.status != Status::Decided && !answer.outcome.is_single() {
        let mut possible = vec![values(book, ty, &answer.outcome.values)];
        possible.retain(|words| !words.is_empty());
        possible.extend(answer.outcome.causes.iter().map(|cause| cause.words().to_owned()));
        out.push_str(&format!(" ({})", possible.join(" or ")));
    }
    let prevailed = answer.prevailing().into_iter().map(|line| line.clause);
    let prevailed = prevailed.chain(holding_back(answer));
    let prevailed = each_once(prevailed.map(|it| clause(book, it)));
    if !prevailed.is_empty() {
        out.push_str(&format!(" because {}", prevailed.join(", ")));
    }
    let leaves: Vec<Leaf> = answer.missing.iter().map(|it| it.leaf.clone()).collect();
    out.push_str(&missing(book, &leaves));
    let awaits: Vec<&str> = answer.awaits.iter().map(|leaf| leaf_name(book, leaf)).collect();
    if !awaits.is_empty() {
        out.push_str(&format!(", awaits {}", awaits.join(", ")));
    }
    let questions: Vec<&str> =
        answer.questions.iter().map(|id| leaf_name(book, &Leaf::Question(*id))).collect();
    if !questions.is_empty() {
        out.push_str(&format!(", depends on {}", questions.join(", ")));
    }
    out
}

fn missing(book: &Book, leaves: &[Leaf]) -> String {
    let names: Vec<&str> = leaves.iter().map(|leaf| leaf_name(book, leaf)).collect();
    if names.is_empty() { String::new() } else { format!(", missing {}", names.join(", ")) }
}

fn leaf_name<'a>(book: &'a Book, leaf: &Leaf) -> &'a str {
    let name = match leaf {
        Leaf::Fact(id, _) | Leaf::Element { list: id, .. } | Leaf::Others(id) => {
            book.facts.get(*id).map(|it| it.name.as_str())
        }
        Leaf::Judgement(id) => book.judgements.get(*id).map(|it| it.name.as_str()),
        Leaf::Found(id) => book.factors.get(*id).map(|it| it.name.as_str()),
        Leaf::Question(id) => book.questions.get(*id).map(|it| it.name.as_str()),
    };
    name.unwrap_or("?")
}

fn clause(book: &Book, id: whereas_value::id::ClauseId) -> &str {
    book.clauses.get(id).map_or("?", |it| it.id.as_str())
}

fn values(book: &Book, ty: &Type, values: &Values) -> String {
    match values {
        Values::Truth { may_no, may_yes } => match (may_no, may_yes) {
            (true, true) => "no or yes".to_owned(),
            (true, false) => "no".to_owned(),
            (false, true) => "yes".to_owned(),
            (false, false) => String::new(),
        },
        Values::Choice(bits) => names(book, ty, *bits).join(" or "),
        Values::Number(None) => String::new(),
        Values::Number(Some(interval)) => range(book, ty, interval),
        Values::Text(TextSet::Any) => "any text".to_owned(),
        Values::Text(TextSet::OneOf(texts)) => {
            texts.iter().map(|text| format!("\"{text}\"")).collect::<Vec<_>>().join(" or ")
        }
        Values::Set(None) => String::new(),
        Values::Set(Some(view)) => {
            let surely = names(book, ty, view.definite).join(", ");
            let perhaps = names(book, ty, view.possible & !view.definite).join(", ");
            if perhaps.is_empty() {
                format!("{{ {surely} }}")
            } else {
                format!("{{ {surely} }}, perhaps {perhaps}")
            }
        }
    }
}

fn names<'a>(book: &'a Book, ty: &Type, bits: u64) -> Vec<&'a str> {
    let (Type::Choice(choice) | Type::Set(choice)) = ty.present() else { return Vec::new() };
    choice_values(book, *choice)
        .iter()
        .zip(0_u32..)
        .filter(|(_, place)| bits.checked_shr(*place).unwrap_or(0) & 1 == 1)
        .map(|(value, _)| value.name.as_str())
        .collect()
}

fn choice_values(book: &Book, choice: ChoiceId) -> &[whereas_plan::book::NamedWords] {
    book.choices.get(choice).map(|it| it.values.as_slice()).unwrap_or(&[])
}

fn range(book: &Book, ty: &Type, interval: &Interval) -> String {
    match (interval.lo(), interval.hi()) {
        (Some(lo), Some(hi)) if lo == hi => number(book, ty, lo),
        (Some(lo), Some(hi)) => {
            format!("between {} and {}", number(book, ty, lo), number(book, ty, hi))
        }
        (Some(lo), None) => format!("at least {}", number(book, ty, lo)),
        (None, Some(hi)) => format!("at most {}", number(book, ty, hi)),
        (None, None) => "any number".to_owned(),
    }
}

fn number(book: &Book, ty: &Type, number: &Number) -> String {
    match ty.present() {
        Type::Date => match number.to_i64().and_then(Date::from_days) {
            Some(day) => day.to_string(),
            None => number.to_string(),
        },
        Type::Days => format!("{number} days"),
        Type::Months => format!("{number} months"),
        Type::Minutes => format!("{number} minutes"),
        Type::NumberIn(unit) => {
            let unit = book.units.get(*unit).map_or("?", |it| it.name.as_str());
            format!("{number} {unit}")
        }
        Type::Money { currency, .. } => format!("{number} {currency}"),
        Type::Truth
        | Type::Number
        | Type::Integer
        | Type::Text
        | Type::Choice(_)
        | Type::Record(_)
        | Type::List(_)
        | Type::Set(_)
        | Type::Optional(_)
        | Type::Broken => number.to_string(),
    }
}
