//! Faults of values and comparisons.

use ecow::EcoString;
use whereas_diagnostics::{Diagnostic, codes::types as codes, near_name};
use whereas_hir::Hir;
use whereas_hir::expr::{Compare, Expr, ExprId, Literal};
use whereas_source::Span;
use whereas_value::id::ChoiceId;
use whereas_value::types::Type;

use crate::checker::{Describe, Places, also, at};
use crate::words;

/// `entered_on is 3`: two sides of different types.
pub struct NotComparable {
    /// The comparison.
    pub expr: ExprId,
    /// Its left side.
    pub left: (ExprId, Type),
    /// Its right side.
    pub right: (ExprId, Type),
}

impl Describe for NotComparable {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let (left, right) = (words::expr(hir, self.left.0), words::expr(hir, self.right.0));
        let (a, b) = (words::a_type(hir, &self.left.1), words::a_type(hir, &self.right.1));
        let message = format!("`{left}` is {a} and `{right}` is {b}: they cannot be compared");
        let diagnostic = at(codes::NOT_COMPARABLE, places.expr(self.expr), message);
        let diagnostic = also(diagnostic, places.expr(self.left.0), a);
        let diagnostic = also(diagnostic, places.expr(self.right.0), b);
        with_unit(diagnostic, hir, places, &self.left, &self.right)
    }
}

/// A bare number beside something that has a unit: most often the unit was left out.
#[expect(clippy::wildcard_enum_match_arm, reason = "the others have no better words")]
pub fn with_unit(
    diagnostic: Diagnostic,
    hir: &Hir,
    places: Places<'_>,
    left: &(ExprId, Type),
    right: &(ExprId, Type),
) -> Diagnostic {
    for ((number, found), (_, wanted)) in [(right, left), (left, right)] {
        let is_number = matches!(found.present(), Type::Integer | Type::Number);
        let literal = matches!(hir.exprs.get(*number), Some(Expr::Literal(_)));
        let unit = match wanted.present() {
            Type::Days => "days",
            Type::Months => "months",
            Type::Minutes => "minutes",
            Type::NumberIn(id) => words::unit(hir, *id),
            Type::Money { currency, per: None } => currency.as_str(),
            _ => continue,
        };
        if !is_number || !literal {
            continue;
        }
        let written = words::expr(hir, *number);
        return match places.expr(*number) {
            Some(span) => diagnostic.fix("say the unit", span, format!("{written} {unit}")),
            None => diagnostic.help(format!("say the unit: `{written} {unit}`")),
        };
    }
    match (left.1.present(), right.1.present()) {
        (Type::Days, Type::Months) | (Type::Months, Type::Days) => diagnostic
            .note("a month has 28 to 31 days, so that days and months say nothing of each other"),
        (Type::Money { currency: a, .. }, Type::Money { currency: b, .. }) if a != b => diagnostic
            .help("turn one into the other with a rate that the text names, as a parameter"),
        (Type::NumberIn(_), Type::NumberIn(_)) => diagnostic
            .note("nothing turns one unit into another: a number of each is a thing of its own"),
        _ => diagnostic,
    }
}

/// `when entered_on`: no yes/no.
pub struct MissingComparison {
    /// Where the condition stands.
    pub expr: ExprId,
    /// What is there.
    pub found: Type,
}

impl Describe for MissingComparison {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let (name, ty) = (words::expr(hir, self.expr), words::a_type(hir, &self.found));
        let message = format!(
            "`{name}` is {ty}, and a condition is a yes/no: something to compare it with is missing"
        );
        let help = match &self.found {
            Type::Date => format!("compare it, as in `{name} is after 2020-11-01`"),
            Type::Choice(choice) => {
                let value = hir.choices.get(*choice).and_then(|choice| choice.values.first());
                format!(
                    "compare it, as in `{name} is {}`",
                    value.map_or("…", |value| value.name.as_str())
                )
            }
            Type::Set(choice) => {
                let value = hir.choices.get(*choice).and_then(|choice| choice.values.first());
                format!(
                    "ask for a value, as in `{name} includes {}`",
                    value.map_or("…", |value| value.name.as_str())
                )
            }
            Type::Days => format!("compare it, as in `{name} is at least 30 days`"),
            Type::Months => format!("compare it, as in `{name} is at least 6 months`"),
            Type::Minutes => format!("compare it, as in `{name} is at least 2 hours`"),
            Type::NumberIn(id) => {
                format!("compare it, as in `{name} is at least 100 {}`", words::unit(hir, *id))
            }
            Type::Money { currency, .. } => {
                format!("compare it, as in `{name} exceeds 250 {currency}`")
            }
            Type::Number | Type::Integer => format!("compare it, as in `{name} is at least 3`"),
            Type::Text => format!("compare it, as in `{name} is \"…\"`"),
            Type::Truth | Type::Record(_) | Type::List(_) | Type::Optional(_) | Type::Broken => {
                "compare it with something".to_owned()
            }
        };
        at(codes::MISSING_COMPARISON, places.expr(self.expr), message).label(ty).help(help)
    }
}

/// `d is 3` where `d` is a date.
pub struct WrongType {
    /// The value.
    pub expr: ExprId,
    /// Its type.
    pub found: Type,
    /// What is wanted.
    pub wanted: Type,
}

impl Describe for WrongType {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let name = words::expr(hir, self.expr);
        let (found, wanted) = (words::a_type(hir, &self.found), words::a_type(hir, &self.wanted));
        let message = format!("`{name}` is {found}, and {wanted} is wanted here");
        let diagnostic = at(codes::WRONG_TYPE, places.expr(self.expr), message).label(found);
        if let (Some(Expr::Literal(Literal::Text(text))), Type::Truth) =
            (hir.exprs.get(self.expr), &self.wanted)
            && matches!(text.as_str(), "yes" | "no")
        {
            return match places.expr(self.expr) {
                Some(span) => diagnostic.fix("say it without quotes", span, text.as_str()),
                None => diagnostic,
            };
        }
        if self.found == Type::Number && self.wanted == Type::Integer {
            return diagnostic
                .help("say how it becomes whole: `rounded to 0 places half up`, `… down`, `… up`");
        }
        if let (Type::Money { currency, .. }, Type::Money { currency: other, .. }) =
            (&self.found, &self.wanted)
            && currency == other
        {
            let found = words::type_name(hir, &self.found);
            return diagnostic.help(format!(
                "if the result is paid in this rhythm, its declaration says so: `: {found}`; else turn the one into \
                 the other with a number that the text gives"
            ));
        }
        let sides = [(self.expr, self.found.clone()), (self.expr, self.wanted.clone())];
        let [found, wanted] = &sides;
        with_unit(diagnostic, hir, places, wanted, found)
    }
}

/// `priorities is public_safety`: a set is asked for one value.
pub struct SetCompared {
    /// The comparison.
    pub expr: ExprId,
    /// The set.
    pub set: ExprId,
    /// What it is compared with, where that stands right of it.
    pub other: Option<ExprId>,
    /// The comparison.
    pub op: Compare,
}

impl Describe for SetCompared {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the others have no better words")]
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let set = words::expr(hir, self.set);
        let message = format!("`{set}` is a set, and a set is asked for one value at a time");
        let diagnostic = at(codes::SET_COMPARED, places.expr(self.expr), message).label("a set");
        let Some(other) = self.other else {
            return diagnostic
                .help(format!("ask `{set} includes …` for each value, joined by `or`"));
        };
        let value = words::expr(hir, other);
        let asked = match self.op {
            Compare::NotEqual => format!("not {set} includes {value}"),
            _ => format!("{set} includes {value}"),
        };
        match places.expr(self.expr) {
            Some(span) if matches!(self.op, Compare::Equal | Compare::NotEqual) => {
                diagnostic.fix(format!("ask `{asked}`"), span, asked)
            }
            _ => diagnostic.help(format!("ask `{asked}`")),
        }
    }
}

/// `entry is unlawfull`: a choice does not have this value.
pub struct NoSuchValue {
    /// Where it stands.
    pub place: Option<Span>,
    /// The choice.
    pub choice: ChoiceId,
    /// The name.
    pub name: EcoString,
}

impl Describe for NoSuchValue {
    fn describe(&self, hir: &Hir, _: Places<'_>) -> Diagnostic {
        let Some(choice) = hir.choices.get(self.choice) else {
            return at(codes::NO_SUCH_VALUE, self.place, format!("`{}` is no value", self.name));
        };
        let message = format!("`{}` is no value of `{}`", self.name, choice.name);
        let diagnostic = at(codes::NO_SUCH_VALUE, self.place, message);
        let values = || choice.values.iter().map(|value| value.name.as_str());
        let diagnostic = match (near_name(&self.name, values()), self.place) {
            (Some(near), Some(span)) => diagnostic.fix(format!("write `{near}`"), span, near),
            _ => {
                let all: Vec<_> = values().take(12).map(|name| format!("`{name}`")).collect();
                diagnostic.help(format!("its values are {}", all.join(", ")))
            }
        };
        let elsewhere = hir
            .choices
            .iter()
            .find(|other| other.values.iter().any(|value| value.name == self.name));
        match elsewhere {
            Some(other) => {
                diagnostic.note(format!("`{}` is a value of `{}`", self.name, other.name))
            }
            None => diagnostic,
        }
    }
}

/// `entered_on is unlawful`: a choice value where something else is wanted.
pub struct ValueElsewhere {
    /// The value.
    pub expr: ExprId,
    /// What is wanted.
    pub wanted: Type,
}

impl Describe for ValueElsewhere {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let name = words::expr(hir, self.expr);
        let wanted = words::a_type(hir, &self.wanted);
        let of = hir
            .choices
            .iter()
            .find(|choice| choice.values.iter().any(|value| value.name == name.as_str()));
        let message = match of {
            Some(of) => {
                format!("`{name}` is a value of `{}`, and {wanted} is wanted here", of.name)
            }
            None => format!("`{name}` is a choice value, and {wanted} is wanted here"),
        };
        let problem = at(codes::VALUE_ELSEWHERE, places.expr(self.expr), message);
        problem.help(if *self.wanted.present() == Type::Date {
            "say a date, such as `2024-01-31`, or the name of a fact that is one".to_owned()
        } else {
            format!("say {wanted}, or compare `{name}` with what it is a value of")
        })
    }
}

/// A choice value that nothing says the choice of.
pub struct AmbiguousValue {
    /// The value.
    pub expr: ExprId,
    /// Two choices it may be of; fewer where no choice has all the values.
    pub of: Vec<ChoiceId>,
}

impl Describe for AmbiguousValue {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let name = words::expr(hir, self.expr);
        let names: Vec<_> = self
            .of
            .iter()
            .filter_map(|id| hir.choices.get(*id))
            .map(|choice| format!("`{}`", choice.name))
            .collect();
        let message = if names.is_empty() {
            format!("`{name}` is of no one choice")
        } else {
            format!(
                "`{name}` may be of {}: nothing here says which is meant",
                names.join(" or of ")
            )
        };
        let diagnostic = at(codes::AMBIGUOUS_VALUE, places.expr(self.expr), message);
        match self.of.first().and_then(|id| hir.choices.get(*id)) {
            Some(first) => diagnostic
                .help(format!("give the term its type, as in `name : {} means …`", first.name)),
            None => diagnostic,
        }
    }
}

/// `convictions is …`: a record, list or set as a whole.
pub struct WholeThing {
    /// Where it stands.
    pub expr: ExprId,
    /// What it is.
    pub found: Type,
}

impl Describe for WholeThing {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the others have no better words")]
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let name = words::expr(hir, self.expr);
        let ty = words::a_type(hir, &self.found);
        let message = format!("`{name}` is {ty}: it is no value that can stand here");
        let help = match &self.found {
            Type::Record(record) => {
                let field = hir.records.get(*record).and_then(|record| record.fields.first());
                format!(
                    "read one of its fields, as in `{name}.{}`",
                    field.map_or("…", |field| field.name.as_str())
                )
            }
            Type::List(_) => format!(
                "ask about its elements, as in `any (x in {name} where …)` or `count of (x in {name})`"
            ),
            _ => format!("ask for one value, as in `{name} includes …`"),
        };
        at(codes::WHOLE_THING, places.expr(self.expr), message).label(ty).help(help)
    }
}

/// `entry is empty`: only sets and lists are.
pub struct NotASet {
    /// What is asked.
    pub expr: ExprId,
    /// Its type.
    pub found: Type,
}

impl Describe for NotASet {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let name = words::expr(hir, self.expr);
        let ty = words::a_type(hir, &self.found);
        let message = format!("`{name}` is {ty}: only a set or a list can be empty");
        at(codes::NOT_A_SET, places.expr(self.expr), message)
            .label(ty)
            .help("what may not exist is declared `optional`, and asked with `is absent`")
    }
}

/// `age is at least`: an order among things that have none.
pub struct Unordered {
    /// The comparison.
    pub expr: ExprId,
    /// What is compared.
    pub found: Type,
    /// Whether it stands before `is one of`.
    pub one_of: bool,
}

impl Describe for Unordered {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the others have no better words")]
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let ty = words::a_type(hir, &self.found);
        if self.one_of {
            return at(
                codes::UNORDERED,
                places.expr(self.expr),
                "a yes/no is not one of several values",
            )
            .help("write the condition itself, or `not` before it");
        }
        let message = format!("this asks which is more, and {ty} has no order");
        let diagnostic = at(codes::UNORDERED, places.expr(self.expr), message);
        match &self.found {
            Type::Choice(choice) => {
                let name = hir.choices.get(*choice).map_or("…", |choice| choice.name.as_str());
                let diagnostic =
                    also(diagnostic, places.choice(*choice), "declared without an order");
                diagnostic.help(format!(
                    "if its values have one, declare `ordered choice {name} from lowest`"
                ))
            }
            _ => diagnostic.help("say a whole number of days, as the text rounds it"),
        }
    }
}

/// `tier is known`: only what a case states can be known or absent.
pub struct NotRecorded {
    /// What is asked.
    pub expr: ExprId,
}

impl Describe for NotRecorded {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let name = words::expr(hir, self.expr);
        let message = format!(
            "`{name}` is not stated by a case: only a fact or a field of one is known or absent"
        );
        let diagnostic = at(codes::NOT_RECORDED, places.expr(self.expr), message);
        match hir.exprs.get(self.expr) {
            Some(Expr::Decision(_) | Expr::DecisionOf { .. }) => {
                diagnostic.help(format!("of a decision, ask `{name} is decided`"))
            }
            _ => diagnostic.help("name the fact that it is made of, or leave this out"),
        }
    }
}

/// `F is absent` of what is not optional.
pub struct NeverAbsent {
    /// What is asked.
    pub expr: ExprId,
}

impl Describe for NeverAbsent {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let name = words::expr(hir, self.expr);
        let message = format!("`{name}` is not optional, so that it is never absent");
        let diagnostic = at(codes::NEVER_ABSENT, places.expr(self.expr), message);
        let diagnostic = match hir.exprs.get(self.expr) {
            Some(Expr::Fact(fact)) => also(diagnostic, places.fact(*fact), "declared here"),
            _ => diagnostic,
        };
        diagnostic
            .help("declare it `optional` if there are cases in which it does not exist")
            .note("absent means known not to exist; what nobody has stated is unknown, and the answer says so by itself")
    }
}

/// `if C then 3 else yes`
pub struct Branches {
    /// The whole.
    pub expr: ExprId,
    /// The first value.
    pub then: (ExprId, Type),
    /// The second.
    pub otherwise: (ExprId, Type),
}

impl Describe for Branches {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let (a, b) = (words::a_type(hir, &self.then.1), words::a_type(hir, &self.otherwise.1));
        let message = format!("this is {a} in one case and {b} in the other");
        let diagnostic = at(codes::BRANCHES, places.expr(self.expr), message);
        let diagnostic = also(diagnostic, places.expr(self.then.0), a);
        let diagnostic = also(diagnostic, places.expr(self.otherwise.0), b);
        with_unit(diagnostic, hir, places, &self.then, &self.otherwise)
    }
}

/// What a form over a list does with each element.
pub enum ListUse {
    /// `count of different`
    Key,
    /// `sum of`
    Sum,
    /// `smallest of`
    Extreme,
}

/// `sum of (c.on for c in …)`
pub struct NotInLists {
    /// What is read of each element.
    pub expr: ExprId,
    /// Its type.
    pub found: Type,
    /// What is done with it.
    pub using: ListUse,
}

impl Describe for NotInLists {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let name = words::expr(hir, self.expr);
        let ty = words::a_type(hir, &self.found);
        let message = match self.using {
            ListUse::Key => format!("`{name}` is {ty}, which cannot be told apart as one value"),
            ListUse::Sum => format!("`{name}` is {ty}, which cannot be added up"),
            ListUse::Extreme => {
                format!("`{name}` is {ty}, of which none is the smallest or largest")
            }
        };
        let help = match self.using {
            ListUse::Key => "name a field that is one value: a text, a number, a date, a choice",
            ListUse::Sum => {
                "numbers, money, days and months are added up; how many there are is `count of`, and which \
                 is the last is `latest`"
            }
            ListUse::Extreme => {
                "name a field that has an order: a number, money, a date, days, months"
            }
        };
        at(codes::NOT_IN_LISTS, places.expr(self.expr), message).label(ty).help(help)
    }
}

/// `1.5 days`
pub struct BrokenDay {
    /// The length of time.
    pub expr: ExprId,
}

impl Describe for BrokenDay {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let name = words::expr(hir, self.expr);
        let message = format!(
            "`{name}` is no whole number: lengths of time are counted in whole days, months or minutes"
        );
        let diagnostic = at(codes::BROKEN_LENGTH, places.expr(self.expr), message);
        match hir.exprs.get(self.expr) {
            Some(Expr::Literal(Literal::Months(_))) => diagnostic.help("a year is 12 months"),
            _ => {
                diagnostic.help("say a whole number; where parts of a day count, let it be in `minutes`: `36 hours`")
            }
        }
    }
}
