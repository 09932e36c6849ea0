//! The words an author may choose between, as they are kept in the tree.

use super::Number;

/// A comparing word, as chosen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CompareWord {
    /// `is`, `is not`
    Is,
    /// `is after`
    After,
    /// `is before`
    Before,
    /// `is on or after`
    OnOrAfter,
    /// `is on or before`
    OnOrBefore,
    /// `is at least`
    AtLeast,
    /// `is at most`
    AtMost,
    /// `is more than`
    MoreThan,
    /// `is less than`
    LessThan,
    /// `exceeds`
    Exceeds,
    /// `includes`
    Includes,
    /// `overlaps`
    Overlaps,
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl CompareWord {
    /// The words, with `is not` where negated.
    pub fn words(self, negated: bool) -> &'static str {
        match (self, negated) {
            (CompareWord::Is, false) => "is",
            (CompareWord::Is, true) => "is not",
            (CompareWord::After, false) => "is after",
            (CompareWord::After, true) => "is not after",
            (CompareWord::Before, false) => "is before",
            (CompareWord::Before, true) => "is not before",
            (CompareWord::OnOrAfter, false) => "is on or after",
            (CompareWord::OnOrAfter, true) => "is not on or after",
            (CompareWord::OnOrBefore, false) => "is on or before",
            (CompareWord::OnOrBefore, true) => "is not on or before",
            (CompareWord::AtLeast, false) => "is at least",
            (CompareWord::AtLeast, true) => "is not at least",
            (CompareWord::AtMost, false) => "is at most",
            (CompareWord::AtMost, true) => "is not at most",
            (CompareWord::MoreThan, false) => "is more than",
            (CompareWord::MoreThan, true) => "is not more than",
            (CompareWord::LessThan, false) => "is less than",
            (CompareWord::LessThan, true) => "is not less than",
            // The words below have no form with `is not`.
            (CompareWord::Exceeds, _) => "exceeds",
            (CompareWord::Includes, _) => "includes",
            (CompareWord::Overlaps, _) => "overlaps",
            (CompareWord::Equal, _) => "=",
            (CompareWord::NotEqual, _) => "!=",
            (CompareWord::Less, _) => "<",
            (CompareWord::LessOrEqual, _) => "<=",
            (CompareWord::Greater, _) => ">",
            (CompareWord::GreaterOrEqual, _) => ">=",
        }
    }
}

/// What `is` can ask of a value without comparing it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TestWord {
    /// `is known`
    Known,
    /// `is absent`
    Absent,
    /// `is empty`
    Empty,
    /// `is decided`
    Decided,
}

impl TestWord {
    /// `known`.
    pub fn word(self) -> &'static str {
        match self {
            TestWord::Known => "known",
            TestWord::Absent => "absent",
            TestWord::Empty => "empty",
            TestWord::Decided => "decided",
        }
    }
}

/// `+`, `-`, `*`, `/`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ArithmeticWord {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `/`
    Divide,
}

impl ArithmeticWord {
    /// `+`.
    pub fn symbol(self) -> &'static str {
        match self {
            ArithmeticWord::Plus => "+",
            ArithmeticWord::Minus => "-",
            ArithmeticWord::Times => "*",
            ArithmeticWord::Divide => "/",
        }
    }
}

/// Which way to round.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RoundingWord {
    /// `up`: toward plus infinity
    Up,
    /// `down`: toward minus infinity
    Down,
    /// `away from zero`
    AwayFromZero,
    /// `toward zero`
    TowardZero,
    /// `half up`
    HalfUp,
    /// `half down`
    HalfDown,
    /// `half away from zero`
    HalfAwayFromZero,
    /// `half toward zero`
    HalfTowardZero,
}

impl RoundingWord {
    /// `half up`.
    pub fn words(self) -> &'static str {
        match self {
            RoundingWord::Up => "up",
            RoundingWord::Down => "down",
            RoundingWord::AwayFromZero => "away from zero",
            RoundingWord::TowardZero => "toward zero",
            RoundingWord::HalfUp => "half up",
            RoundingWord::HalfDown => "half down",
            RoundingWord::HalfAwayFromZero => "half away from zero",
            RoundingWord::HalfTowardZero => "half toward zero",
        }
    }
}

/// Which of several to take.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PickWord {
    /// `the lesser of`
    Lesser,
    /// `the greater of`
    Greater,
    /// `earliest of`
    Earliest,
    /// `latest of`
    Latest,
    /// `smallest of`
    Smallest,
    /// `largest of`
    Largest,
}

impl PickWord {
    /// `latest`.
    pub fn word(self) -> &'static str {
        match self {
            PickWord::Lesser => "lesser",
            PickWord::Greater => "greater",
            PickWord::Earliest => "earliest",
            PickWord::Latest => "latest",
            PickWord::Smallest => "smallest",
            PickWord::Largest => "largest",
        }
    }
}

/// How many of several conditions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ManyWord {
    /// `any of`
    Any,
    /// `all of`
    All,
    /// `none of`
    None,
    /// `at least 2 of`
    AtLeast(Number),
}

/// The unit of a span between two days.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SpanWord {
    /// `years from a to b`: completed
    Years,
    /// `months from a to b`: completed
    Months,
    /// `days from a to b`
    Days,
}

impl SpanWord {
    /// `years`.
    pub fn word(self) -> &'static str {
        match self {
            SpanWord::Years => "years",
            SpanWord::Months => "months",
            SpanWord::Days => "days",
        }
    }
}

/// A day every case has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DayWord {
    /// `as-of day`: the day the case is decided as of.
    AsOf,
    /// `governing day`: the day whose law applies.
    Governing,
    /// `decision date`: another way to say `as-of day`.
    DecisionDate,
}

impl DayWord {
    /// `as-of day`.
    pub fn words(self) -> &'static str {
        match self {
            DayWord::AsOf => "as-of day",
            DayWord::Governing => "governing day",
            DayWord::DecisionDate => "decision date",
        }
    }
}
