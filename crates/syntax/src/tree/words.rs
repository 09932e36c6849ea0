//! The smallest parts: names, ids, texts, labels, dates, numbers and literals.

use ecow::EcoString;
use whereas_source::Span;

use super::Rhythm;

/// A name: `entered_on`, or a type's name, `Conviction`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Name {
    /// The name.
    pub text: EcoString,
    /// Where it stands.
    pub span: Span,
}

/// A clause's or a passage's id, as lawyers write it: `II.C.2b`, `121(b)(3)`, `L821-1`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Id {
    /// The id.
    pub text: EcoString,
    /// Where it stands.
    pub span: Span,
}

/// A name with fields: `rerouting.arrives_late`, `Conviction.offence`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldPath {
    /// The name it starts from.
    pub base: Name,
    /// The fields, perhaps none.
    pub fields: Vec<Name>,
    /// The whole.
    pub span: Span,
}

impl FieldPath {
    /// The last name of it.
    pub fn last(&self) -> &Name {
        self.fields.last().unwrap_or(&self.base)
    }
}

/// A text: `"…"`, or `"""…"""` over several lines.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Text {
    /// What stands between the quotes. Line breaks are `\n`; nothing is escaped.
    pub text: EcoString,
    /// Whether it was written with three quotes.
    pub long: bool,
    /// The whole, quotes and all.
    pub span: Span,
}

/// A label: `"the flight was cancelled" not "the flight was not cancelled" es: "…"`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// The phrase, in the policy's first language.
    pub phrase: Text,
    /// `not "…"`: the negated phrase.
    pub negated: Option<Text>,
    /// The other languages, in order.
    pub others: Vec<OtherLanguage>,
    /// The whole.
    pub span: Span,
}

/// A label in another language: `es: "…" not "…"`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OtherLanguage {
    /// `es`.
    pub language: Name,
    /// The phrase.
    pub phrase: Text,
    /// The negated phrase.
    pub negated: Option<Text>,
}

/// A date of the calendar: `2020-11-01`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Date {
    /// 1 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to the length of the month.
    pub day: u8,
    /// Where it stands.
    pub span: Span,
}

/// A number as written: `1_500`, `2.5`, `-3`; at most 38 digits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Number {
    /// As written, `_` and all.
    pub written: EcoString,
    /// Where it stands.
    pub span: Span,
}

impl Number {
    /// The digits, with a sign and a point where written, without `_`.
    pub fn digits(&self) -> String {
        self.written.chars().filter(|c| *c != '_').collect()
    }
}

/// A literal with its span.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Literal {
    /// What it is.
    pub kind: LiteralKind,
    /// The whole.
    pub span: Span,
}

/// What a literal is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LiteralKind {
    /// `1_500`
    Number(Number),
    /// `32 %`
    Percent(Number),
    /// `250 EUR`, `250 EUR a month`
    Money {
        /// `250`
        amount: Number,
        /// `EUR`
        currency: Name,
        /// `a month`
        rhythm: Option<Rhythm>,
    },
    /// `200 days`, `1 day`
    Days(Number),
    /// `3 months`, `1 month`
    Months(Number),
    /// `5 years`, `1 year`: twelve months each.
    Years(Number),
    /// `2 weeks`, `1 week`
    Weeks(Number),
    /// `24 hours`, `1 hour`
    Hours(Number),
    /// `90 minutes`, `1 minute`
    Minutes(Number),
    /// `1_500 km`: a number with a unit of the policy's own.
    Quantity {
        /// `1_500`
        amount: Number,
        /// `km`
        unit: Name,
    },
    /// `2020-11-01`
    Date(Date),
    /// `yes`, `no`
    YesNo(bool),
    /// `"burglary"`
    Text(Text),
}
