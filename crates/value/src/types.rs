//! The types of the language.

use std::cell::Cell;

use crate::id::{ChoiceId, RecordId, UnitId};
use ecow::EcoString;
use serde::Deserialize as _;

/// How deep a type that is read may nest; what the language can say nests half as deep.
const MAX_NESTED: u8 = 8;

thread_local! {
    static NESTED: Cell<u8> = const { Cell::new(0) };
}

/// Reads the type inside another one. Whoever wrote the bytes decides how deep they nest, and reading is recursive.
fn nested<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Box<Type>, D::Error> {
    let depth = NESTED.get();
    if depth >= MAX_NESTED {
        return Err(serde::de::Error::custom("a type that nests too deep"));
    }
    NESTED.set(depth.saturating_add(1));
    let inner = Type::deserialize(deserializer);
    NESTED.set(depth);
    inner.map(Box::new)
}

/// A type as written.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Type {
    /// `yes/no`
    Truth,
    /// `number`: exact, a rational.
    Number,
    /// `integer`
    Integer,
    /// `money in USD`, `money in USD a month`
    Money {
        /// The ISO code of the currency.
        currency: EcoString,
        /// The rhythm, as `month`, where there is one.
        per: Option<Rhythm>,
    },
    /// `date`
    Date,
    /// `days`: a length of time in days.
    Days,
    /// `months`: a length of time in months; a year is twelve.
    Months,
    /// `minutes`: a length of time within days; an hour is sixty of them.
    Minutes,
    /// `number in km`: exact, in a unit of the policy's own.
    NumberIn(UnitId),
    /// `text`
    Text,
    /// A choice, ordered or not.
    Choice(ChoiceId),
    /// A record.
    Record(RecordId),
    /// `list of T`
    List(#[serde(deserialize_with = "nested")] Box<Type>),
    /// `set of Choice`
    Set(ChoiceId),
    /// `optional T`
    Optional(#[serde(deserialize_with = "nested")] Box<Type>),
    /// What an error has already been reported for; fits everywhere.
    Broken,
}

/// The rhythm of an amount.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
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

impl Type {
    /// The type without `optional`.
    #[must_use]
    pub fn present(&self) -> &Self {
        match self {
            Self::Optional(inner) => inner.present(),
            Self::Truth
            | Self::Number
            | Self::Integer
            | Self::Money { .. }
            | Self::Date
            | Self::Days
            | Self::Months
            | Self::Minutes
            | Self::NumberIn(_)
            | Self::Text
            | Self::Choice(_)
            | Self::Record(_)
            | Self::List(_)
            | Self::Set(_)
            | Self::Broken => self,
        }
    }

    /// Of a list, the type of its elements; else the type itself. Without `optional`.
    #[must_use]
    pub fn element(&self) -> &Self {
        let present = self.present();
        if let Self::List(of) = present { of.present() } else { present }
    }

    /// The record that it is.
    #[must_use]
    pub fn record(&self) -> Option<RecordId> {
        if let Self::Record(record) = self.present() { Some(*record) } else { None }
    }

    /// Of a list, the type of what is listed, `optional` or not.
    #[must_use]
    pub fn listed(&self) -> Option<&Self> {
        if let Self::List(of) = self.present() { Some(of) } else { None }
    }

    /// Of a set, the choice that its values are of.
    #[must_use]
    pub fn set_of(&self) -> Option<ChoiceId> {
        if let Self::Set(choice) = self.present() { Some(*choice) } else { None }
    }

    /// Whether the values are numbers on a line: numbers, amounts, dates, lengths of time.
    #[must_use]
    pub const fn is_numeric(&self) -> bool {
        matches!(
            self,
            Self::Number
                | Self::Integer
                | Self::Money { .. }
                | Self::Date
                | Self::Days
                | Self::Months
                | Self::Minutes
                | Self::NumberIn(_)
        )
    }

    /// Whether values can be added up: numbers, amounts and lengths of time, but no days.
    #[must_use]
    pub const fn is_summed(&self) -> bool {
        self.is_numeric() && !matches!(self, Self::Date)
    }

    /// Whether neighbouring values differ by one: nothing lies between them.
    #[must_use]
    pub const fn is_discrete(&self) -> bool {
        matches!(self, Self::Integer | Self::Date | Self::Days | Self::Months | Self::Minutes)
    }
}
