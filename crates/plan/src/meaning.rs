//! The meaning of a plan: everything that decides cases, and nothing that words them.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use whereas_value::Leaf;
use whereas_value::date::Date;
use whereas_value::id::{
    ClauseId, DecisionId, FactId, GuaranteeId, IndexVec, ParameterId, PermissionId, PolicyId,
    QuestionId,
};
use whereas_value::number::Number;
use whereas_value::types::Type;

use crate::duties::Duty;
use crate::facts::{Constant, Facts};
use crate::op::{Class, ColumnId, InputId};
use crate::program::{Dimension, Program};

/// What a plan means.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Meaning {
    /// What a case may state.
    pub facts: Facts,
    /// Facts and fields of record facts, as programs read them.
    pub inputs: IndexVec<InputId, Input>,
    /// Fields of the elements of lists, as programs read them.
    pub columns: IndexVec<ColumnId, Column>,
    /// The values of parameters over time.
    pub parameters: IndexVec<ParameterId, Timeline>,
    /// Of each question, how many readings it has.
    pub readings: IndexVec<QuestionId, u32>,
    /// The fact of the governing day: its input. Without it the as-of day.
    pub governed_by: Option<InputId>,
    /// The days on which what is in force, or a parameter, may change; in order.
    pub cuts: Vec<Date>,
    /// The questions on which force turns, in order.
    pub contested: Vec<QuestionId>,
    /// Of each of them, whether it is read in some condition too.
    pub contested_read: Vec<bool>,
    /// The static variants: by period, from the first, then by readings.
    pub variants: Vec<Variant>,
    /// Their programs: fewer, where several mean the same.
    pub programs: Vec<Program>,
    /// The force of policies.
    pub policies: IndexVec<PolicyId, PolicyForce>,
    /// The force of clauses, narrower than their policy's.
    pub clauses: IndexVec<ClauseId, ClauseForce>,
    /// The decisions.
    pub decisions: IndexVec<DecisionId, Decision>,
    /// The duties.
    pub duties: Vec<Duty>,
    /// The permissions: the clause of each.
    pub permissions: IndexVec<PermissionId, ClauseId>,
    /// The guarantees.
    pub guarantees: IndexVec<GuaranteeId, Guarantee>,
    /// The constants that cut a numeric fact into pieces, by leaf.
    pub thresholds: Vec<(Leaf, Vec<Number>)>,
    /// How often a leaf is mentioned.
    pub mentions: Vec<(Leaf, u32)>,
    /// Of each list that is `complete only when C`, the facts that C reads, in order.
    pub completing: Vec<(FactId, Vec<Leaf>)>,
}

/// A fact, or a field of a record fact.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Input {
    /// The fact.
    pub fact: FactId,
    /// The way to the field.
    pub path: Vec<u32>,
    /// Its type, with `optional`.
    pub ty: Type,
    /// What its values are.
    pub class: Class,
    /// Whether it is one of those numbers between which nothing lies.
    pub discrete: bool,
}

/// A field of the elements of a list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Column {
    /// The list.
    pub list: FactId,
    /// The way to the field; empty where the elements are no records.
    pub path: Vec<u32>,
    /// Its type, with `optional`.
    pub ty: Type,
    /// What its values are.
    pub class: Class,
}

/// The values of a parameter, each from a day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Timeline {
    /// What its values are.
    pub class: Class,
    /// The values, by first day, in order.
    pub values: Vec<(Date, Constant)>,
}

/// One period of the governing day under one reading of the contested questions.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Variant {
    /// Its first day; none: from ever.
    pub from: Option<Date>,
    /// The first day after it; none: for ever.
    pub before: Option<Date>,
    /// The readings of the contested questions, in their order.
    pub readings: Vec<u32>,
    /// The place of its program.
    pub program: u32,
}

/// A decision.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Decision {
    /// The policy that declares it.
    pub policy: PolicyId,
    /// What its values are; of a set `Truth`, each value being a question.
    pub class: Class,
    /// Of a set, how many values its choice has.
    pub set: Option<u32>,
    /// One question for each element of this list.
    pub list: Option<FactId>,
}

/// When a policy is in force.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct PolicyForce {
    /// What its clauses say of it.
    pub spans: Vec<ForceSpan>,
    /// The policies that replace it.
    pub replaced: Vec<Replacement>,
}

/// Another policy ends this one's force on the day its own begins.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Replacement {
    /// The number of its name among the book's.
    pub by: u32,
    /// The day.
    pub from: Date,
}

/// When a clause is in force, where its policy is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ClauseForce {
    /// Its policy.
    pub policy: PolicyId,
    /// What it says of itself.
    pub spans: Vec<ForceSpan>,
}

/// `in force from D before D`, `suspended from D before D "…"`
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ForceSpan {
    /// The clause that says it.
    pub clause: ClauseId,
    /// Of a suspension: its number among the book's.
    pub suspended: Option<u32>,
    /// The first day; none: from ever.
    pub from: Option<Date>,
    /// The first day after; none: for ever.
    pub before: Option<Date>,
    /// `when q is A`
    pub when: Option<(QuestionId, u32)>,
}

impl ForceSpan {
    /// Whether it speaks of this day, under the reading that `reading` gives of its question.
    pub fn covers(&self, day: Date, reading: impl Fn(QuestionId) -> Option<u32>) -> bool {
        self.from.is_none_or(|from| from <= day)
            && self.before.is_none_or(|before| day < before)
            && self.when.is_none_or(|(question, wanted)| reading(question) == Some(wanted))
    }
}

/// Whether statements of force leave their clause or policy in force on a day.
pub fn in_force(
    spans: &[ForceSpan],
    day: Date,
    reading: impl Fn(QuestionId) -> Option<u32> + Copy,
) -> bool {
    let said = spans.iter().filter(|span| span.suspended.is_none());
    let mut covered = said.clone().next().is_none();
    for span in said {
        covered |= span.covers(day, reading);
    }
    covered && !spans.iter().any(|span| span.suspended.is_some() && span.covers(day, reading))
}

impl PolicyForce {
    /// The policy that has replaced this one by a day.
    pub fn replaced_on(&self, day: Date) -> Option<&Replacement> {
        self.replaced.iter().find(|replaced| replaced.from <= day)
    }

    /// Whether the policy is in force on a day.
    pub fn is_in_force(
        &self,
        day: Date,
        reading: impl Fn(QuestionId) -> Option<u32> + Copy,
    ) -> bool {
        self.replaced_on(day).is_none() && in_force(&self.spans, day, reading)
    }
}

impl Meaning {
    /// The frames of the programs that have more than one dimension, in order and each once.
    #[must_use]
    pub fn nested(&self) -> Vec<Vec<Dimension>> {
        let frames = self.programs.iter().flat_map(|program| program.frames.iter());
        let all: BTreeSet<_> = frames.filter(|frame| frame.len() > 1).cloned().collect();
        all.into_iter().collect()
    }

    /// Whether a clause is in force on a day, and its policy with it.
    pub fn is_clause_in_force(
        &self,
        clause: ClauseId,
        day: Date,
        reading: impl Fn(QuestionId) -> Option<u32> + Copy,
    ) -> bool {
        let Some(clause) = self.clauses.get(clause) else { return false };
        let policy = self.policies.get(clause.policy);
        policy.is_none_or(|policy| policy.is_in_force(day, reading))
            && in_force(&clause.spans, day, reading)
    }
}

/// What a guarantee says of a single case.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Guarantee {
    /// `always C`
    Always,
    /// `never C`
    Never,
    /// `raising F …`: not of a single case.
    OfManyCases,
}
