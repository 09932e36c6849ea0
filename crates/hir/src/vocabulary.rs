//! Vocabulary: what a policy speaks of.

use ecow::EcoString;
use whereas_value::date::Date;
use whereas_value::id::RecordId;
use whereas_value::label::{Label, Translation};

use crate::expr::{ExprId, Literal};
use whereas_value::types::Type;

/// `actor`, `ground`, `event`, `protected`: a name and a label.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    /// Its name.
    pub name: EcoString,
    /// Its label.
    pub label: Label,
}

/// `source memo "…"`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    /// Its name.
    pub name: EcoString,
    /// The title of the document.
    pub title: Label,
    /// The day it bears.
    pub dated: Option<Date>,
    /// Where it is published.
    pub address: Option<EcoString>,
    /// The file of passages, as written.
    pub passages: Option<EcoString>,
    /// How near the passages are to the text.
    pub fidelity: Option<Fidelity>,
    /// The passages, by id, in the order of the file.
    pub texts: Vec<Passage>,
}

/// How near a source's passages are to the official text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fidelity {
    /// `official`
    Official,
    /// `translated`
    Translated,
    /// `restated`
    Restated,
}

/// One passage of a source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Passage {
    /// Its id, as `II.C.2b`.
    pub id: EcoString,
    /// Its heading, if it has one.
    pub title: EcoString,
    /// Its text.
    pub text: EcoString,
    /// Marked `unverified`.
    pub unverified: bool,
    /// Marked `commentary`: nobody need encode it.
    pub commentary: bool,
}

/// `choice C`, `ordered choice C from lowest`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// Its name.
    pub name: EcoString,
    /// Whether its values have an order, from the lowest.
    pub ordered: bool,
    /// Its values, at most 64.
    pub values: Vec<Named>,
}

/// `record R`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Record {
    /// Its name.
    pub name: EcoString,
    /// Its fields.
    pub fields: Vec<Field>,
}

/// The name of the record that a period is. No declared record bears it: theirs begin with a capital.
const PERIOD: &str = "period";

/// What a period is: its first day and its last, both in it. What they are called is said in English and Spanish, and
/// first in the language in which the policy says everything first.
#[must_use]
pub fn period(first_language: &str) -> Record {
    let day = |name: &str, english: &str, spanish: &str| {
        let (first, other, language) = if first_language == "es" {
            (spanish, english, "en")
        } else {
            (english, spanish, "es")
        };
        let other = Translation { language: language.into(), plain: other.into(), negated: None };
        let label = Label { others: vec![other], ..Label::plain(first) };
        Field { name: name.into(), ty: Type::Date, label }
    };
    let fields = vec![
        day("from", "the first day", "el primer día"),
        day("to", "the last day", "el último día"),
    ];
    Record { name: PERIOD.into(), fields }
}

/// A field of a record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Field {
    /// Its name.
    pub name: EcoString,
    /// Its type.
    pub ty: Type,
    /// Its label.
    pub label: Label,
}

/// `parameter p : T "…" is V from D`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: EcoString,
    /// Its type.
    pub ty: Type,
    /// Its label.
    pub label: Label,
    /// Its values, each from a day, in order of the days.
    pub values: Vec<(Date, Literal)>,
}

/// `fact f : T "…"`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fact {
    /// Its name.
    pub name: EcoString,
    /// Its type.
    pub ty: Type,
    /// Its label.
    pub label: Label,
    /// `ask "…"`: the question.
    pub ask: Option<Label>,
    /// `held in "…"`: where it is held.
    pub held_in: Option<Label>,
    /// `at least V`, `between A and B`: literals.
    pub least: Option<Literal>,
    /// `at most V`, `between A and B`.
    pub most: Option<Literal>,
    /// `presumed V`
    pub presumed: Option<Literal>,
    /// `complete only when C`, of a list.
    pub complete_only_when: Option<ExprId>,
}

/// `ledger l "…" toward "…" away "…" open`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ledger {
    /// Its name.
    pub name: EcoString,
    /// Its label.
    pub label: Label,
    /// What `toward` speaks for.
    pub toward: Label,
    /// What `away` speaks for.
    pub away: Label,
    /// Whether a finding may weigh further factors.
    pub open: bool,
}

/// A field of a record, if both are there.
#[must_use]
pub fn field(
    records: &whereas_value::IndexVec<RecordId, Record>,
    record: RecordId,
    field: u32,
) -> Option<&Field> {
    records.get(record)?.fields.get(field as usize)
}
