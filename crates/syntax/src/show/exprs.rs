//! Expressions and literals, on one line, every grouping in brackets.

use super::{Printer, text};
use crate::tree::{
    Date, Each, Expr, ExprId, FieldPath, Literal, LiteralKind, ManyWord, Type, TypeKind,
};

impl Printer<'_> {
    /// Recursion is as deep as the expression, which the builder bounds.
    pub(super) fn expr(&self, id: ExprId) -> String {
        match self.tree.expr(id) {
            Expr::Missing => "(missing)".to_owned(),
            Expr::Literal(it) => literal(it),
            Expr::Name(name) => name.text.to_string(),
            Expr::Field { base, field } => format!("{}.{}", self.expr(*base), field.text),
            Expr::Call { function, arguments } => {
                format!("{}({})", function.text, self.list(arguments))
            }
            Expr::Of { decision, element } => {
                format!("({} of {})", decision.text, self.expr(*element))
            }
            Expr::On { parameter, day } => format!("({} on {})", parameter.text, self.expr(*day)),
            Expr::Under { decision, clause } => {
                format!("({} under {})", decision.text, clause.text)
            }
            Expr::Apart { decision } => format!("({} apart from this clause)", decision.text),
            Expr::Day(word) => format!("({})", word.words()),
            Expr::If { branches, otherwise } => {
                let mut out = "(".to_owned();
                for branch in branches {
                    let (test, value) = (self.expr(branch.test), self.expr(branch.value));
                    out.push_str(&format!("if {test} then {value} else "));
                }
                format!("{out}{})", self.expr(*otherwise))
            }
            Expr::And(operands) => format!("({})", self.joined(operands, " and ")),
            Expr::Or(operands) => format!("({})", self.joined(operands, " or ")),
            Expr::Not(operand) => format!("(not {})", self.expr(*operand)),
            Expr::Compare { left, word, negated, right } => {
                format!("({} {} {})", self.expr(*left), word.words(*negated), self.expr(*right))
            }
            Expr::OneOf { subject, negated, options } => {
                let (subject, options) = (self.expr(*subject), self.list(options));
                format!("({subject} {} one of ({options}))", is(*negated))
            }
            Expr::Between { subject, negated, low, high } => {
                let (low, high) = (self.expr(*low), self.expr(*high));
                format!("({} {} between {low} and {high})", self.expr(*subject), is(*negated))
            }
            Expr::Within { subject, negated, period } => {
                let (subject, period) = (self.expr(*subject), self.expr(*period));
                format!("({subject} {} within {period})", is(*negated))
            }
            Expr::Test { subject, negated, test } => {
                format!("({} {} {})", self.expr(*subject), is(*negated), test.word())
            }
            Expr::Clamp { value, least, most, least_first } => {
                let least = least.map(|id| format!("not less than {}", self.expr(id)));
                let most = most.map(|id| format!("not more than {}", self.expr(id)));
                let order = if *least_first { [least, most] } else { [most, least] };
                let bounds: Vec<String> = order.into_iter().flatten().collect();
                format!("({} but {})", self.expr(*value), bounds.join(" and "))
            }
            Expr::Arithmetic { word, left, right } => {
                format!("({} {} {})", self.expr(*left), word.symbol(), self.expr(*right))
            }
            Expr::PercentOf { rate, base } => {
                format!("({} % of {})", rate.digits(), self.expr(*base))
            }
            Expr::HalfOf(base) => format!("(half of {})", self.expr(*base)),
            Expr::Rounded { value, places, word } => format!(
                "({} rounded to {} places {})",
                self.expr(*value),
                places.digits(),
                word.words()
            ),
            Expr::Pick { word, options } => format!("({} of {})", word.word(), self.list(options)),
            Expr::PickEach { word, body, each } => {
                format!("({} of {} for {})", word.word(), self.expr(*body), self.each(each))
            }
            Expr::Many { word, conditions } => {
                let word = match word {
                    ManyWord::Any => "any".to_owned(),
                    ManyWord::All => "all".to_owned(),
                    ManyWord::None => "none".to_owned(),
                    ManyWord::AtLeast(number) => format!("at least {}", number.digits()),
                };
                format!("({word} of {})", self.list(conditions))
            }
            Expr::AnyElement(each) => format!("(any {})", self.each(each)),
            Expr::EveryElement { each, has } => {
                format!("(every {} has {})", self.each(each), self.expr(*has))
            }
            Expr::Count(each) => format!("(count of {})", self.each(each)),
            Expr::CountDifferent { key, each, bracketed } => {
                // The two forms mean the same and are two trees, so that each stays as written.
                let form = if *bracketed { "" } else { " open" };
                format!("(count of different{form} {} for {})", self.expr(*key), self.each(each))
            }
            Expr::Sum { body, each } => {
                format!("(sum of {} for {})", self.expr(*body), self.each(each))
            }
            Expr::TheOne { each, word, key } => {
                format!("(the {} with {} {})", self.each(each), word.word(), self.expr(*key))
            }
            Expr::Elapsed { word, from, to } => {
                format!("({} from {} to {})", word.word(), self.expr(*from), self.expr(*to))
            }
            Expr::Span { from, to } => {
                format!("({} through {})", self.expr(*from), self.expr(*to))
            }
            Expr::DaysIn { period, within } => {
                format!("(days in {}{})", self.expr(*period), self.within(*within))
            }
            Expr::DaysInAny { body, each, within } => {
                let (body, each) = (self.expr(*body), self.each(each));
                format!("(days in any of {body} for {each}{})", self.within(*within))
            }
            Expr::DaysBetween { first, second } => {
                format!("(days between {} and {})", self.expr(*first), self.expr(*second))
            }
            Expr::Scale { base, bands } => {
                let bands: Vec<String> = bands
                    .iter()
                    .map(|band| match band.up_to {
                        Some(up_to) => {
                            format!("{} up to {}", self.expr(band.rate), self.expr(up_to))
                        }
                        None => format!("{} above", self.expr(band.rate)),
                    })
                    .collect();
                format!("(marginal scale {} ({}))", self.expr(*base), bands.join(", "))
            }
        }
    }

    fn within(&self, within: Option<ExprId>) -> String {
        within.map_or_else(String::new, |period| format!(" within {}", self.expr(period)))
    }

    pub(super) fn list(&self, ids: &[ExprId]) -> String {
        self.joined(ids, ", ")
    }

    fn joined(&self, ids: &[ExprId], between: &str) -> String {
        ids.iter().map(|id| self.expr(*id)).collect::<Vec<_>>().join(between)
    }

    fn each(&self, each: &Each) -> String {
        let list = self.expr(each.list);
        match each.filter {
            Some(filter) => format!("{} in {list} where {}", each.element.text, self.expr(filter)),
            None => format!("{} in {list}", each.element.text),
        }
    }
}

fn is(negated: bool) -> &'static str {
    if negated { "is not" } else { "is" }
}

pub(super) fn literal(literal: &Literal) -> String {
    match &literal.kind {
        LiteralKind::Number(number) => number.digits(),
        LiteralKind::Percent(number) => format!("{} %", number.digits()),
        LiteralKind::Money { amount, currency, rhythm } => {
            let rhythm = rhythm.map_or(String::new(), |rhythm| format!(" {}", rhythm.words()));
            format!("{} {}{rhythm}", amount.digits(), currency.text)
        }
        LiteralKind::Days(number) => format!("{} days", number.digits()),
        LiteralKind::Months(number) => format!("{} months", number.digits()),
        LiteralKind::Weeks(number) => format!("{} weeks", number.digits()),
        LiteralKind::Years(number) => format!("{} years", number.digits()),
        LiteralKind::Hours(number) => format!("{} hours", number.digits()),
        LiteralKind::Minutes(number) => format!("{} minutes", number.digits()),
        LiteralKind::Quantity { amount, unit } => format!("{} {}", amount.digits(), unit.text),
        LiteralKind::Date(it) => date(*it),
        LiteralKind::YesNo(true) => "yes".to_owned(),
        LiteralKind::YesNo(false) => "no".to_owned(),
        LiteralKind::Text(it) => text(it),
    }
}

pub(super) fn date(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

pub(super) fn path(path: &FieldPath) -> String {
    let fields: String = path.fields.iter().map(|field| format!(".{}", field.text)).collect();
    format!("{}{fields}", path.base.text)
}

pub(super) fn paths(paths: &[FieldPath]) -> String {
    paths.iter().map(path).collect::<Vec<_>>().join(", ")
}

/// Types nest three deep at most.
pub(super) fn ty(of: &Type) -> String {
    match &of.kind {
        TypeKind::YesNo => "yes/no".to_owned(),
        TypeKind::Number => "number".to_owned(),
        TypeKind::NumberIn(unit) => format!("number in {}", unit.text),
        TypeKind::Integer => "integer".to_owned(),
        TypeKind::Money { currency, rhythm } => {
            let rhythm = rhythm.map_or(String::new(), |rhythm| format!(" {}", rhythm.words()));
            format!("money in {}{rhythm}", currency.text)
        }
        TypeKind::Date => "date".to_owned(),
        TypeKind::Days => "days".to_owned(),
        TypeKind::Months => "months".to_owned(),
        TypeKind::Minutes => "minutes".to_owned(),
        TypeKind::Hours => "hours".to_owned(),
        TypeKind::Text => "text".to_owned(),
        TypeKind::Period => "period".to_owned(),
        TypeKind::Named(name) => name.text.to_string(),
        TypeKind::List(of) => format!("list of {}", ty(of)),
        TypeKind::Set(name) => format!("set of {}", name.text),
        TypeKind::Optional(of) => format!("optional {}", ty(of)),
    }
}
