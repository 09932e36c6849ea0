//! A case as data: what is stated of the facts, who found what, and what happened.
//!
//! Made by the crate that reads case files and by the examples of a policy. Every fact has its place by
//! [`FactId`]; what is not stated is left out, never no and never zero.

use ecow::EcoString;

use crate::date::Date;
use crate::id::{
    ActorId, EventKindId, FactId, FactorId, GroundId, IndexVec, JudgementId, ProtectedId,
};
use crate::interval::Interval;
use crate::text::TextSet;

/// One case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Case {
    /// The day as of which it is decided.
    pub as_of: Date,
    /// What is stated of each fact.
    pub facts: IndexVec<FactId, Stated>,
    /// The findings, drafts among them.
    pub findings: Vec<Finding>,
    /// What happened.
    pub events: Vec<Event>,
    /// `events_complete: false` says that there may have been others.
    pub events_complete: bool,
}

/// What a case says of one fact.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Stated {
    /// The case does not name it.
    LeftOut,
    /// `{"unknown": "asked"}`: somebody asked and does not know. Means the same as left out.
    Asked,
    /// A value, or part of one.
    Given(Given),
}

/// What is known of a value that may be absent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Given {
    /// The possible values; `None` where it is known not to exist.
    pub value: Option<Partial>,
    /// Whether it may not exist. Only of an `optional` type.
    pub may_be_absent: bool,
}

impl Given {
    /// A value that exists.
    #[must_use]
    pub const fn present(value: Partial) -> Self {
        Self { value: Some(value), may_be_absent: false }
    }

    /// `{"absent": true}`: known not to exist.
    #[must_use]
    pub const fn absent() -> Self {
        Self { value: None, may_be_absent: true }
    }
}

/// A non-empty set of possible values.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Partial {
    /// Nothing is known but the type (a field of a record that is left out).
    Any,
    /// Of a yes/no: which of the two are possible.
    Truth {
        /// It may be no.
        may_no: bool,
        /// It may be yes.
        may_yes: bool,
    },
    /// Of a choice: the possible values, one bit each.
    Choice(u64),
    /// Of a number, an amount, a duration, or of a date (as its day number).
    Number(Interval),
    /// Of a text.
    Text(TextSet),
    /// Of a `set of Choice`: for each value whether it may be in, and whether it may be out.
    Set {
        /// The values that may be in the set.
        may_in: u64,
        /// The values that may be out of it.
        may_out: u64,
    },
    /// Of a record: one for each field, in order.
    Record(Vec<Given>),
    /// Of a list.
    List {
        /// The elements that are stated.
        elements: Vec<Given>,
        /// Whether the case says that these are all.
        complete: bool,
    },
}

impl Partial {
    /// Of a record of two days that are the first and the last of a period, what each may be beside the other: nothing
    /// where the last surely is before the first.
    #[must_use]
    pub fn in_order(self) -> Option<Self> {
        let Self::Record(days) = &self else { return Some(self) };
        let day = |given: &Given| match &given.value {
            Some(Self::Number(day)) => Some(day.clone()),
            Some(_) | None => None,
        };
        let [first, last] = days.as_slice() else { return Some(self) };
        let Some((from, to)) = day(first).zip(day(last)) else { return Some(self) };
        if !from.is_at_most(&to).may_yes {
            return None;
        }
        let first = Given { value: Some(Self::Number(from.lesser(&to))), ..first.clone() };
        let last = Given { value: Some(Self::Number(to.greater(&from))), ..last.clone() };
        Some(Self::Record(vec![first, last]))
    }
}

/// `found j is v by A on D because "…" weighing f, g present, h not shown resting on G`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// The judgement it answers.
    pub judgement: JudgementId,
    /// Its value: one single value of the judgement's type. A draft has none.
    pub value: Option<Partial>,
    /// Who made it.
    pub by: Option<ActorId>,
    /// When.
    pub on: Option<Date>,
    /// The reasons, in words.
    pub because: EcoString,
    /// The factors it weighed, and of a found factor what it found.
    pub weighing: Vec<Weighed>,
    /// What else it weighed: facts, and further factors where the ledger is open.
    pub also_weighing: Vec<Basis>,
    /// What it rests on.
    pub resting_on: Vec<Basis>,
    /// Whether it is a draft: its defects are told, it is never used.
    pub draft: bool,
}

/// One factor that a finding weighed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Weighed {
    /// The factor.
    pub factor: FactorId,
    /// Of a found factor: `present` or `not shown`. Without either word: present.
    pub present: bool,
}

/// What a finding may say it rests on, or weighed beside the factors of its ledger.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// A `ground`.
    Ground(GroundId),
    /// A `fact`.
    Fact(FactId),
    /// A protected characteristic: always a defect.
    Protected(ProtectedId),
    /// A field of a record, as `convictions.undone`: the fact and the field's place.
    Field(FactId, u32),
    /// A factor, where a defect speaks of it: what a finding weighed of them stands in `weighing`.
    Factor(FactorId),
    /// A further factor in the finder's own words, where the ledger is open.
    Other(EcoString),
}

/// Something that happened: `event E on D by A about "…"`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Event {
    /// Its kind.
    pub kind: EventKindId,
    /// The day.
    pub on: Date,
    /// Who did it, where that is said.
    pub by: Option<ActorId>,
    /// What it was about, where that is said.
    pub about: Option<EcoString>,
}
