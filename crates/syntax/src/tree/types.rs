//! Types, as written after a colon.

use whereas_source::Span;

use super::Name;

/// A type with its span.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Type {
    /// What it is.
    pub kind: TypeKind,
    /// The whole.
    pub span: Span,
}

/// What a type is. Types nest at most three deep: `optional list of optional T`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TypeKind {
    /// `yes/no`
    YesNo,
    /// `number`
    Number,
    /// `number in km`
    NumberIn(Name),
    /// `integer`
    Integer,
    /// `money in USD`, `money in USD a month`
    Money {
        /// `USD`
        currency: Name,
        /// `a month`
        rhythm: Option<Rhythm>,
    },
    /// `date`
    Date,
    /// `days`
    Days,
    /// `months`
    Months,
    /// `minutes`
    Minutes,
    /// `hours`: taken only to be refused
    Hours,
    /// `text`
    Text,
    /// `period`
    Period,
    /// `Conviction`: a choice or a record.
    Named(Name),
    /// `list of Conviction`
    List(Box<Type>),
    /// `set of Priority`
    Set(Name),
    /// `optional date`
    Optional(Box<Type>),
}

/// How often a sum of money is due: `a month`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rhythm {
    /// `a day`
    Day,
    /// `a week`
    Week,
    /// `a month`
    Month,
    /// `a year`
    Year,
}

impl Rhythm {
    /// `a month`.
    pub fn words(self) -> &'static str {
        match self {
            Rhythm::Day => "a day",
            Rhythm::Week => "a week",
            Rhythm::Month => "a month",
            Rhythm::Year => "a year",
        }
    }
}
