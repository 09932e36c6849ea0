//! The words of a language for quantities: data, in `lexicon/*.toml`.
//!
//! Produces: a [`Lexicon`] for a language, or none where no table has been written for it; then nothing is held
//! against the text. Invariant: every entry of a table is understood, or the table as a whole is not used; a test
//! reads them all.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;
use whereas_value::number::Number;

use super::phrases::Phrases;

include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// How a thing stands to a quantity.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Sign {
    /// `exceeds`
    More,
    /// `at least`
    AtLeast,
    /// `less than`
    Less,
    /// `at most`
    AtMost,
}

impl Sign {
    /// The sign of the opposite condition: `not more than` of `more than`.
    pub const fn opposite(self) -> Self {
        match self {
            Self::More => Self::AtMost,
            Self::AtLeast => Self::Less,
            Self::Less => Self::AtLeast,
            Self::AtMost => Self::More,
        }
    }

    /// The sign seen from the other side: `a < b` where `b > a`.
    pub const fn mirrored(self) -> Self {
        match self {
            Self::More => Self::Less,
            Self::AtLeast => Self::AtMost,
            Self::Less => Self::More,
            Self::AtMost => Self::AtLeast,
        }
    }

    /// The same direction, the limit itself on the other side.
    pub const fn other_limit(self) -> Self {
        match self {
            Self::More => Self::AtLeast,
            Self::AtLeast => Self::More,
            Self::Less => Self::AtMost,
            Self::AtMost => Self::Less,
        }
    }

    /// Whether the limit itself goes with what is above it. A condition and its opposite agree in this.
    pub const fn limit_is_above(self) -> bool {
        matches!(self, Self::AtLeast | Self::Less)
    }

    /// Whether it speaks of what is above.
    pub const fn is_upward(self) -> bool {
        matches!(self, Self::AtLeast | Self::More)
    }
}

/// What a unit measures.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Measure {
    /// Days.
    Days,
    /// Months; a year is twelve.
    Months,
    /// Minutes; an hour is sixty.
    Minutes,
    /// Hundredths.
    Percent,
}

/// Where a comparing word may stand, and of what.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    /// Before any quantity.
    Any,
    /// Before a date or a length of time.
    Time,
    /// Before a date.
    Date,
    /// Before a length of time in which something has to happen.
    Span,
}

/// Whether all of a list must hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Whole {
    /// `all of the following`
    All,
    /// `any of the following`
    Any,
}

/// How something is rounded.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Way {
    /// `rounded up`: always, or from the middle on.
    Up,
    /// `rounded up to the next`
    AlwaysUp,
    /// `rounded down`: always, or up to the middle.
    Down,
    /// `rounded down to the next`
    AlwaysDown,
    /// `rounded to the nearest`
    Nearest,
}

/// A comparing phrase: its sign, and where it may stand; no sign for a phrase that only looks like one.
pub(crate) type Comparing = (Place, Option<Sign>);

/// The words of one language.
#[derive(Debug)]
pub(crate) struct Lexicon {
    pub decimal: char,
    pub thousands: Vec<char>,
    pub separators: Vec<char>,
    pub capital_months: bool,
    pub numbers: BTreeMap<String, i64>,
    pub multipliers: BTreeMap<String, i64>,
    pub ordinals: BTreeMap<String, i64>,
    pub fractions: BTreeMap<String, i64>,
    pub hints: Phrases<(Number, Option<Measure>)>,
    pub months: BTreeMap<String, u32>,
    pub units: Phrases<(Number, Measure)>,
    pub money: Phrases<(Number, Vec<String>)>,
    pub words: Words,
    /// Comparing phrases before a quantity, their words from the last to the first.
    pub before: Phrases<Vec<Comparing>>,
    pub after: Phrases<Option<Sign>>,
    pub lists: Phrases<Whole>,
    pub rounding: Phrases<Way>,
    /// Whether a phrase makes an exception, or only looks like one.
    pub exceptions: Phrases<bool>,
    /// `and a half`
    pub and_a_half: Phrases<()>,
}

/// Words that only hold others together.
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    pub articles: Vec<String>,
    pub inside_numbers: Vec<String>,
    pub after_tens: Vec<String>,
    pub ordinal_endings: Vec<String>,
    pub of: Vec<String>,
    pub and_a_half: Vec<String>,
    pub inside_dates: Vec<String>,
    pub before_units: Vec<String>,
    pub between_numbers: Vec<String>,
    pub before_quantities: Vec<String>,
    pub after_quantities: Vec<String>,
    pub negations: Vec<String>,
    pub backwards: Vec<String>,
    pub between: Vec<String>,
    pub between_joins: Vec<String>,
    pub references: Vec<String>,
    pub references_after: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    language: String,
    decimal: String,
    thousands: Vec<String>,
    capital_months: bool,
    numbers: BTreeMap<String, i64>,
    multipliers: BTreeMap<String, i64>,
    ordinals: BTreeMap<String, i64>,
    fractions: BTreeMap<String, i64>,
    hints: BTreeMap<String, String>,
    months: BTreeMap<String, u32>,
    units: BTreeMap<String, String>,
    money: BTreeMap<String, String>,
    words: Words,
    before: BTreeMap<String, String>,
    before_time: BTreeMap<String, String>,
    before_date: BTreeMap<String, String>,
    before_span: BTreeMap<String, String>,
    after: BTreeMap<String, String>,
    lists: BTreeMap<String, String>,
    rounding: BTreeMap<String, String>,
    exceptions: BTreeMap<String, String>,
}

/// The lexicon of a language: `en`, `en-GB`.
pub(crate) fn of(language: &str) -> Option<&'static Lexicon> {
    static READ: OnceLock<Vec<(&'static str, Lexicon)>> = OnceLock::new();
    let read = READ.get_or_init(|| {
        let one = |(language, text): &(&'static str, &str)| Some((*language, read(text).ok()?));
        TABLES.iter().filter_map(one).collect()
    });
    let main = language.split(['-', '_']).next().unwrap_or(language);
    read.iter().find(|(known, _)| known.eq_ignore_ascii_case(main)).map(|(_, lexicon)| lexicon)
}

fn read(text: &str) -> Result<Lexicon, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    if file.language.is_empty() {
        return Err("a lexicon says its language".to_owned());
    }
    let decimal = one_letter(&file.decimal)?;
    let thousands: Vec<char> =
        file.thousands.iter().map(|it| one_letter(it)).collect::<Result<_, _>>()?;
    let mut before: BTreeMap<String, Vec<Comparing>> = BTreeMap::new();
    for (place, table) in [
        (Place::Any, &file.before),
        (Place::Time, &file.before_time),
        (Place::Date, &file.before_date),
        (Place::Span, &file.before_span),
    ] {
        for (phrase, written) in table {
            before.entry(reversed(phrase)).or_default().push((place, sign(written)?));
        }
    }
    let halves = file.words.and_a_half.iter().map(|phrase| (phrase.clone(), ())).collect();
    Ok(Lexicon {
        and_a_half: Phrases::new(halves, |()| Ok(()))?,
        decimal,
        separators: thousands.iter().copied().chain([decimal]).collect(),
        thousands,
        capital_months: file.capital_months,
        numbers: file.numbers,
        multipliers: file.multipliers,
        ordinals: file.ordinals,
        fractions: file.fractions,
        hints: Phrases::new(file.hints, |written| hint(written))?,
        months: file.months,
        units: Phrases::new(file.units, |written| {
            let (number, measure) = hint(written)?;
            Ok((number, measure.ok_or_else(|| format!("`{written}` has no unit"))?))
        })?,
        money: Phrases::new(file.money, |written| money(written))?,
        words: file.words,
        before: Phrases::new(before, |it| Ok(it.clone()))?,
        after: Phrases::new(file.after, |written| sign(written))?,
        exceptions: Phrases::new(file.exceptions, |written| match written.as_str() {
            "exception" => Ok(true),
            "none" => Ok(false),
            other => Err(format!("`{other}` is neither an exception nor none")),
        })?,
        lists: Phrases::new(file.lists, |written| match written.as_str() {
            "all" => Ok(Whole::All),
            "any" => Ok(Whole::Any),
            other => Err(format!("`{other}` is neither all nor any")),
        })?,
        rounding: Phrases::new(file.rounding, |written| match written.as_str() {
            "up" => Ok(Way::Up),
            "always up" => Ok(Way::AlwaysUp),
            "down" => Ok(Way::Down),
            "always down" => Ok(Way::AlwaysDown),
            "nearest" => Ok(Way::Nearest),
            other => Err(format!("`{other}` is no way to round")),
        })?,
    })
}

/// The words of a phrase, the last one first.
fn reversed(phrase: &str) -> String {
    phrase.split(' ').rev().collect::<Vec<_>>().join(" ")
}

fn one_letter(text: &str) -> Result<char, String> {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => Ok(letter),
        _ => Err(format!("`{text}` is not one character")),
    }
}

fn sign(written: &str) -> Result<Option<Sign>, String> {
    match written {
        ">" => Ok(Some(Sign::More)),
        ">=" => Ok(Some(Sign::AtLeast)),
        "<" => Ok(Some(Sign::Less)),
        "<=" => Ok(Some(Sign::AtMost)),
        "none" => Ok(None),
        other => Err(format!("`{other}` is no sign")),
    }
}

/// `12 months`, `1/2`
fn hint(written: &str) -> Result<(Number, Option<Measure>), String> {
    let (number, unit) = written.split_once(' ').unwrap_or((written, ""));
    let number = fraction(number)?;
    let measure = match unit.trim_end_matches('s') {
        "" => None,
        "day" => Some(Measure::Days),
        "month" => Some(Measure::Months),
        "minute" => Some(Measure::Minutes),
        "percent" => Some(Measure::Percent),
        other => return Err(format!("`{other}` is no unit")),
    };
    Ok((number, measure))
}

/// `USD CAD`, `1/100 USD`
fn money(written: &str) -> Result<(Number, Vec<String>), String> {
    let mut scale = Number::ONE;
    let mut currencies = Vec::new();
    for part in written.split_whitespace() {
        if part.starts_with(|it: char| it.is_ascii_digit()) {
            scale = fraction(part)?;
        } else {
            currencies.push(part.to_owned());
        }
    }
    Ok((scale, currencies))
}

fn fraction(written: &str) -> Result<Number, String> {
    let (above, below) = written.split_once('/').unwrap_or((written, "1"));
    let number = |text: &str| Number::parse_literal(text).map_err(|it| format!("`{text}`: {it}"));
    number(above)?.checked_div(&number(below)?).map_err(|_| format!("`{written}` is no number"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_lexicon_is_understood() {
        for (language, text) in TABLES {
            let lexicon = read(text).unwrap_or_else(|error| panic!("{language}: {error}"));
            assert!(text.contains(&format!("language = {language:?}")), "{language}");
            assert_eq!(lexicon.months.values().max(), Some(&12));
            assert!(of(language).is_some());
        }
        assert!(TABLES.len() > 1);
        assert!(of("en-GB").is_some());
        assert!(of("xx").is_none());
    }

    #[test]
    fn what_a_lexicon_does_not_mean_is_refused() {
        let (_, text) = TABLES[0];
        for (from, to) in [
            ("\"at least\" = \">=\"", "\"at least\" = \"=>\""),
            ("week = \"7 days\"", "week = \"7 moons\""),
            ("= \"any\"", "= \"some\""),
            ("decimal = \".\"", "decimal = \"..\""),
            ("[hints]", "[hint]"),
        ] {
            assert!(text.contains(from), "{from}");
            assert!(read(&text.replacen(from, to, 1)).is_err(), "{to}");
        }
    }
}
