//! A [`Hir`] as text, with names and not numbers: for `show hir`, and for snapshots.
//!
//! Reads a [`Hir`]; produces lines that say everything in it but the places in the text. One line for each rule,
//! term, switch-off and prerequisite; every expression bracketed as it nests, so that nothing rests on precedence.

mod cases;
mod clauses;
mod duties;
mod exprs;
mod items;

use std::fmt::Write as _;

use ecow::EcoString;
use whereas_value::label::Label;
use whereas_value::types::{Rhythm, Type};

use crate::Hir;
use crate::expr::ExprId;

/// The whole.
#[must_use]
pub fn print(hir: &Hir) -> String {
    let mut printer = Printer { hir, out: String::new() };
    printer.policies();
    printer.items();
    printer.clauses();
    printer.out
}

/// One clause in normal form, without its examples.
#[must_use]
pub fn print_clause(hir: &Hir, clause: whereas_value::id::ClauseId) -> String {
    let mut printer = Printer { hir, out: String::new() };
    if let Some(it) = hir.clauses.get(clause) {
        printer.clause(clause, it);
        printer.policy_force(clause, it);
    }
    printer.out
}

/// One expression.
#[must_use]
pub fn print_expr(hir: &Hir, expr: ExprId) -> String {
    Printer { hir, out: String::new() }.expr(expr)
}

/// A type in the words of the language: `money in USD a month`.
#[must_use]
pub fn type_words(hir: &Hir, ty: &Type) -> String {
    match ty {
        Type::Truth => "yes/no".to_owned(),
        Type::Number => "number".to_owned(),
        Type::Integer => "integer".to_owned(),
        Type::Money { currency, per: None } => format!("money in {currency}"),
        Type::Money { currency, per: Some(per) } => {
            format!("money in {currency} {}", rhythm_words(*per))
        }
        Type::Date => "date".to_owned(),
        Type::Days => "days".to_owned(),
        Type::Months => "months".to_owned(),
        Type::Minutes => "minutes".to_owned(),
        Type::NumberIn(id) => {
            format!("number in {}", name_of(hir.units.get(*id).map(|it| &it.name)))
        }
        Type::Text => "text".to_owned(),
        Type::Choice(id) => name_of(hir.choices.get(*id).map(|it| &it.name)),
        Type::Record(id) => name_of(hir.records.get(*id).map(|it| &it.name)),
        Type::Set(id) => format!("set of {}", name_of(hir.choices.get(*id).map(|it| &it.name))),
        Type::List(inner) => format!("list of {}", type_words(hir, inner)),
        Type::Optional(inner) => format!("optional {}", type_words(hir, inner)),
        Type::Broken => "broken".to_owned(),
    }
}

/// `a month`.
#[must_use]
pub const fn rhythm_words(rhythm: Rhythm) -> &'static str {
    match rhythm {
        Rhythm::Day => "a day",
        Rhythm::Week => "a week",
        Rhythm::Month => "a month",
        Rhythm::Year => "a year",
    }
}

/// The printer under way.
struct Printer<'a> {
    hir: &'a Hir,
    out: String,
}

/// A name, or what stands for one that is not there.
fn name_of(name: Option<&EcoString>) -> String {
    name.map_or_else(|| "?".to_owned(), ToString::to_string)
}

impl Printer<'_> {
    /// Adds a line, indented by two spaces for each step.
    fn line(&mut self, indent: usize, text: &str) {
        let _ = writeln!(self.out, "{:width$}{text}", "", width = indent.saturating_mul(2));
    }

    fn gap(&mut self) {
        self.out.push('\n');
    }

    /// A label with what it is in other words and languages.
    fn label(label: &Label) -> String {
        let mut words = format!("{:?}", label.plain.as_str());
        if let Some(negated) = &label.negated {
            let _ = write!(words, " not {:?}", negated.as_str());
        }
        for other in &label.others {
            let _ = write!(words, " {}: {:?}", other.language, other.plain.as_str());
            if let Some(negated) = &other.negated {
                let _ = write!(words, " not {:?}", negated.as_str());
            }
        }
        words
    }

    /// Names joined by commas.
    fn names<T>(of: impl IntoIterator<Item = T>, name: impl Fn(T) -> String) -> String {
        of.into_iter().map(name).collect::<Vec<_>>().join(", ")
    }
}
