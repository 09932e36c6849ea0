//! A program: what one static variant of a policy computes, as a flat list of operations.

use serde::{Deserialize, Serialize};
use whereas_value::answer::Waits;
use whereas_value::id::{
    ClauseId, DecisionId, EventKindId, FactId, FactorId, IndexVec, JudgementId, RuleId,
};

use crate::duties::DutySlots;
use crate::facts::Constant;
use crate::op::{Class, CombineId, ConstantId, FrameId, JudgingId, Op, SlotId};

/// The operations of a policy under one reading of the questions that settle its force, in one period.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Program {
    /// Which clauses are in force.
    pub live: IndexVec<ClauseId, bool>,
    /// The frames; the first has no lists.
    pub frames: IndexVec<FrameId, Vec<Dimension>>,
    /// Of each slot its class and frame.
    pub slots: IndexVec<SlotId, Slot>,
    /// Of each slot of numbers the places after the point of the unit in which they are kept: see [`crate::unit`]. None
    /// where they are kept as exact fractions, and of what is no number.
    pub units: IndexVec<SlotId, Option<u8>>,
    /// Of each slot the operation that fills it, after all that it reads.
    pub ops: IndexVec<SlotId, Op>,
    /// The operands of those operations that have many.
    pub operands: Vec<u32>,
    /// The values written in the policy.
    pub constants: IndexVec<ConstantId, ConstantSet>,
    /// How rules come together.
    pub combines: IndexVec<CombineId, Combine>,
    /// How judgements are taken from findings.
    pub judgings: IndexVec<JudgingId, Judging>,
    /// Of each judgement how it is taken; there even where its clause is not in force, for what its drafts leave out.
    pub judgements: IndexVec<JudgementId, JudgingId>,
    /// Of each decision its questions, in order; none where it is another policy's.
    pub decisions: IndexVec<DecisionId, DecisionSlots>,
    /// Of each list fact, whether there are others; where the program asks.
    pub there: Vec<(FactId, SlotId)>,
    /// Of each guarantee that can be checked on one case, its condition.
    pub guarantees: Vec<Option<SlotId>>,
    /// Of each permission whether it is held.
    pub permissions: Vec<SlotId>,
    /// Of each duty its conditions and days: for each kind of event it may arise from, and from none.
    pub duties: Vec<Vec<DutySlots>>,
    /// The nodes of the conditions, for telling which one failed.
    pub conditions: Vec<Condition>,
    /// The nodes of the values that are worked out, for telling how.
    pub figures: Vec<Figure>,
    /// `applies when C` of the policy: among the conditions.
    pub scope: Option<u32>,
    /// Of each permission its condition, told; none where it has none, or its clause is not in force.
    pub permissions_told: Vec<Option<u32>>,
    /// Of each guarantee its condition, told; none where it is not asked.
    pub guarantees_told: Vec<Option<u32>>,
    /// The prerequisites, for telling which one is not met.
    pub waits: Vec<WaitSlots>,
}

/// What the rows of a frame run over, one place each.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// The stated elements of a list, and one for the others.
    List(FactId),
    /// The events of a kind.
    Events(EventKindId),
}

/// A slot.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Slot {
    /// What its values are.
    pub class: Class,
    /// Over which rows.
    pub frame: FrameId,
}

/// A value written in a policy, or a set of them.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConstantSet {
    /// One value.
    One(Constant),
    /// Of a choice: one bit for each.
    Choices(u64),
    /// Of a text.
    Texts(std::collections::BTreeSet<ecow::EcoString>),
}

/// The rules of one question.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Combine {
    /// Whether it may be decided yet; always without it.
    pub ready: Option<SlotId>,
    /// `otherwise V`; without it *undetermined*.
    pub otherwise: Option<SlotId>,
    /// The rules.
    pub rows: Vec<CombineRow>,
    /// Of a total the group of each row: of the rows of a group at most one adds what it gives, and the sum is over the
    /// groups. Nothing, where one value is decided.
    pub groups: Option<Vec<u32>>,
}

/// One rule of a question.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct CombineRow {
    /// Whether it stands.
    pub stands: SlotId,
    /// Whether it prevails.
    pub prevails: SlotId,
    /// What it gives.
    pub value: SlotId,
    /// Rules of one class give the same value and never conflict.
    pub class: u32,
    /// The rows above it, in order.
    pub above: Vec<u32>,
}

/// A judgement where it is read.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Judging {
    /// The judgement.
    pub judgement: JudgementId,
    /// Whether its clause is switched off.
    pub off: SlotId,
    /// Whether it may be found yet.
    pub ready: SlotId,
    /// The factors to be weighed, and whether each is present.
    pub factors: Vec<(FactorId, SlotId)>,
}

/// The questions of one decision.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct DecisionSlots {
    /// One for each value of a set; else one.
    pub questions: Vec<QuestionSlots>,
}

/// One question.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct QuestionSlots {
    /// Its answer, through the scope.
    pub answer: SlotId,
    /// Whether its clause is off, where its rules stand, and why.
    pub rows: Vec<RowSlots>,
    /// How what `otherwise` gives is worked out.
    pub otherwise: Option<Given>,
    /// Its own prerequisites, among those of the program.
    pub waits: Vec<u32>,
    /// What else may make it wait, through its prerequisites and its `otherwise`.
    pub beyond: Vec<u32>,
}

/// One rule of a question, for the trace.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RowSlots {
    /// The clause that holds it.
    pub clause: ClauseId,
    /// The rule.
    pub rule: RuleId,
    /// Whether it stands.
    pub stands: SlotId,
    /// Whether it prevails.
    pub prevails: SlotId,
    /// What it gives.
    pub value: SlotId,
    /// How that is worked out; none where it is written.
    pub given: Option<Given>,
    /// Whether its clause is switched off.
    pub off: SlotId,
    /// The clauses that may switch it off, and whether each does.
    pub switches: Vec<(ClauseId, SlotId)>,
    /// The rows above it, in order.
    pub above: Vec<u32>,
    /// `when`: among the conditions of the program.
    pub when: Option<u32>,
    /// `unless`
    pub unless: Option<u32>,
    /// What it reads, near or far, that may have to wait: among the prerequisites of the program.
    pub waits: Vec<u32>,
}

/// One prerequisite, for the trace.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct WaitSlots {
    /// What it holds back.
    pub of: Waits,
    /// The clause that asks for it.
    pub clause: ClauseId,
    /// Its place among all that hold back the same.
    pub place: u32,
    /// Whether it is met.
    pub met: SlotId,
    /// Whether its clause is switched off.
    pub off: SlotId,
    /// The clauses that may switch it off, and whether each does.
    pub switches: Vec<(ClauseId, SlotId)>,
    /// Its condition: among the conditions of the program.
    pub condition: u32,
}

/// How what a rule gives is worked out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Given {
    /// A value: among the figures of the program.
    Figure(u32),
    /// Of a yes or no, a condition: among the conditions of the program.
    Condition(u32),
}

/// A node of a condition.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Condition {
    /// Whether it holds.
    pub slot: SlotId,
    /// How many lists are around it.
    pub around: u32,
    /// Over which of them it is, by their places from the outside.
    pub via: Vec<u32>,
    /// How it is made.
    pub form: Form,
    /// The values that it speaks of and that are worked out: among the figures of the program.
    pub reads: Vec<u32>,
}

/// How a condition is made of others. Every condition that is not joined of others by *and*, *or*, *not* has its number
/// among the book's conditions.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// `C and D`
    And(Vec<u32>),
    /// `C or D`
    Or(Vec<u32>),
    /// `not C`
    Not(u32),
    /// Not made of others.
    Atom(u32),
    /// `at least 2 of (C, D, …)`
    AtLeast {
        /// Its number among the book's conditions.
        atom: u32,
        /// How many.
        count: u32,
        /// Of these.
        of: Vec<u32>,
    },
    /// `any (c in xs where C)`; what is asked of an element is a condition over one list more.
    Any {
        /// Its number among the book's conditions.
        atom: u32,
        /// The list.
        list: FactId,
        /// C
        filter: Option<u32>,
    },
    /// `every (c in xs where C has D)`
    Every {
        /// Its number among the book's conditions.
        atom: u32,
        /// The list.
        list: FactId,
        /// C
        filter: Option<u32>,
        /// D
        has: u32,
    },
}

impl Form {
    /// Its number among the book's conditions, where it has one.
    #[must_use]
    pub const fn atom(&self) -> Option<u32> {
        match self {
            Self::Atom(atom)
            | Self::AtLeast { atom, .. }
            | Self::Any { atom, .. }
            | Self::Every { atom, .. } => Some(*atom),
            Self::And(_) | Self::Or(_) | Self::Not(_) => None,
        }
    }

    /// What it is made of.
    pub fn parts(&self) -> impl Iterator<Item = u32> {
        let (all, some) = match self {
            Self::And(all) | Self::Or(all) | Self::AtLeast { of: all, .. } => {
                (all.as_slice(), [None, None])
            }
            Self::Not(one) => (&[][..], [Some(*one), None]),
            Self::Atom(_) => (&[][..], [None, None]),
            Self::Any { filter, .. } => (&[][..], [*filter, None]),
            Self::Every { filter, has, .. } => (&[][..], [*filter, Some(*has)]),
        };
        all.iter().copied().chain(some.into_iter().flatten())
    }
}

/// A node of a value that is worked out.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Figure {
    /// The value.
    pub slot: SlotId,
    /// How many lists are around it.
    pub around: u32,
    /// Over which of them it is, by their places from the outside.
    pub via: Vec<u32>,
    /// Its number among the book's figures.
    pub words: u32,
    /// What it is worked out from, in the same place.
    pub parts: Vec<u32>,
    /// How, where that is told apart.
    pub form: Working,
}

/// How a value is worked out.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Working {
    /// As its words say.
    Said,
    /// By a name, which means this.
    Means(u32),
    /// `if C then A else B`
    If {
        /// C: among the conditions.
        test: u32,
        /// A; none where it is written.
        then: Option<u32>,
        /// B; none where it is written.
        otherwise: Option<u32>,
    },
    /// From the elements of a list; what is asked of an element is over one list more.
    Over {
        /// The list.
        list: FactId,
        /// Which of them count: among the conditions.
        filter: Option<u32>,
        /// What of each.
        item: Option<u32>,
        /// How.
        kind: OverKind,
    },
}

/// How a value is worked out from the elements of a list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OverKind {
    /// How many there are, or how many different ones.
    Count,
    /// Their sum.
    Sum,
    /// The one at the lower end.
    Smallest,
    /// The one at the upper end.
    Largest,
}
