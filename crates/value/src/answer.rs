//! Answers: what a run says of each question, as data that the reference interpreter and the plan's
//! interpreter both give, so that they can be compared word for word.

use ecow::EcoString;

use crate::cause::{Cause, Causes};
use crate::date::Date;
use crate::duty::{DutyAnswer, PermissionAnswer};
use crate::id::{
    ActorId, ClauseId, DecisionId, FactId, FactorId, GuaranteeId, JudgementId, PolicyId,
    ProtectedId, QuestionId, RuleId,
};
use crate::interval::Interval;
use crate::text::TextSet;

/// The set of values that the worlds of a case allow, and the causes for which there may be none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Abstract {
    /// Why there may be no value.
    pub causes: Causes,
    /// The possible values.
    pub values: Values,
}

/// Possible values, by type. Every form can be empty: surely no value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Values {
    /// Of a yes/no.
    Truth {
        /// It may be no.
        may_no: bool,
        /// It may be yes.
        may_yes: bool,
    },
    /// Of a choice: one bit for each value.
    Choice(u64),
    /// Of numbers, amounts, durations, and of dates as day numbers.
    Number(Option<Interval>),
    /// Of a text.
    Text(TextSet),
    /// Of a whole set: what is surely in, what may be in; `None` where no set is possible.
    Set(Option<SetView>),
}

/// The view of a whole set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SetView {
    /// Surely in.
    pub definite: u64,
    /// May be in.
    pub possible: u64,
}

impl Values {
    /// Whether no value is possible.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Truth { may_no, may_yes } => !may_no && !may_yes,
            Self::Choice(bits) => *bits == 0,
            Self::Number(interval) => interval.is_none(),
            Self::Text(texts) => texts.is_empty(),
            Self::Set(view) => view.is_none(),
        }
    }

    /// Whether exactly one value is possible.
    #[must_use]
    pub fn is_single(&self) -> bool {
        match self {
            Self::Truth { may_no, may_yes } => may_no != may_yes,
            Self::Choice(bits) => bits.count_ones() == 1,
            Self::Number(interval) => interval.as_ref().is_some_and(Interval::is_single),
            Self::Text(texts) => texts.is_single(),
            Self::Set(view) => view.is_some_and(|view| view.definite == view.possible),
        }
    }
}

impl Abstract {
    /// Whether there is one single outcome: one value, or one cause.
    #[must_use]
    pub fn is_single(&self) -> bool {
        if self.values.is_empty() {
            self.causes.count() <= 1
        } else {
            self.causes.is_empty() && self.values.is_single()
        }
    }
}

/// Which question of a decision.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Of {
    /// The decision itself; of a set, the view of the whole.
    Whole,
    /// `d includes V`: the place of V in its choice.
    Value(u32),
    /// `d of x`: the place of x in its list; of a set, the view of the whole.
    Element(u32),
    /// `d of x includes V`: the place of x in its list, and of V in its choice.
    ElementValue(u32, u32),
}

impl Of {
    /// Of the whole of a set, the question of one of its values.
    #[must_use]
    pub const fn includes(self, value: u32) -> Self {
        match self {
            Self::Whole | Self::Value(_) => Self::Value(value),
            Self::Element(row) | Self::ElementValue(row, _) => Self::ElementValue(row, value),
        }
    }

    /// Of the question of one value of a set, the whole of it.
    #[must_use]
    pub const fn whole(self) -> Self {
        match self {
            Self::Whole | Self::Value(_) => Self::Whole,
            Self::Element(row) | Self::ElementValue(row, _) => Self::Element(row),
        }
    }

    /// The element that is asked about, by its place.
    #[must_use]
    pub const fn row(self) -> Option<u32> {
        match self {
            Self::Element(row) | Self::ElementValue(row, _) => Some(row),
            Self::Whole | Self::Value(_) => None,
        }
    }

    /// The value of a set that is asked about, by its place.
    #[must_use]
    pub const fn value(self) -> Option<u32> {
        match self {
            Self::Value(value) | Self::ElementValue(_, value) => Some(value),
            Self::Whole | Self::Element(_) => None,
        }
    }
}

/// One question: a decision, or one value or element of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Question {
    /// The decision.
    pub decision: DecisionId,
    /// Which of its questions.
    pub of: Of,
}

/// The status of an answer.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, serde::Serialize, serde::Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// One value, whatever is not known.
    Decided,
    /// More than one outcome is possible, and facts would settle it.
    Unknown,
    /// More than one outcome is possible, and a judgement is among what would settle it.
    AwaitingJudgement,
    /// The readings of an open question differ.
    DependsOnQuestion,
    /// A prerequisite is not met.
    NotReady,
    /// Rules that prevail disagree.
    Conflict,
    /// Nothing in the text gives a value.
    Undetermined,
    /// No rule is in force.
    NotInForce,
    /// Outside what the policy applies to.
    OutOfScope,
    /// The arithmetic has no result.
    Fault,
}

impl Status {
    /// The status of a single outcome.
    #[must_use]
    pub const fn of_cause(cause: Cause) -> Self {
        match cause {
            Cause::Undetermined => Self::Undetermined,
            Cause::Conflict => Self::Conflict,
            Cause::Fault => Self::Fault,
            Cause::NotReady => Self::NotReady,
            Cause::NotInForce => Self::NotInForce,
            Cause::OutOfScope => Self::OutOfScope,
        }
    }

    /// The words a person reads.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Decided => "decided",
            Self::Unknown => "unknown",
            Self::AwaitingJudgement => "awaiting judgement",
            Self::DependsOnQuestion => "depends on an open question",
            Self::NotReady => "not ready",
            Self::Conflict => "conflict",
            Self::Undetermined => "undetermined",
            Self::NotInForce => "not in force",
            Self::OutOfScope => "out of scope",
            Self::Fault => "fault",
        }
    }
}

/// Something whose value is open and may matter. The order is that of declaration, facts first.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Leaf {
    /// A fact, or a field of a record: the path of fields, empty for the fact itself.
    Fact(FactId, Vec<u32>),
    /// A field (its path) of an element that is stated.
    Element {
        /// The list.
        list: FactId,
        /// The element's place.
        row: u32,
        /// The path of fields, empty where the elements are no records.
        path: Vec<u32>,
    },
    /// "Whether there are others" in the list.
    Others(FactId),
    /// A judgement.
    Judgement(JudgementId),
    /// A factor that somebody must find.
    Found(FactorId),
    /// An open question.
    Question(QuestionId),
}

/// A missing fact, in the order of the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Missing {
    /// What is missing: `Fact`, `Element` or `Others`.
    pub leaf: Leaf,
    /// Whether knowing this alone decides, whatever it turns out to be.
    pub alone_decides: bool,
}

/// What an answer rests on besides what is stated.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Rest {
    /// A presumption of this fact.
    Presumed(FactId),
    /// The burden of this judgement, not discharged.
    Burden(JudgementId),
}

/// The answer to one question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    /// Its status.
    pub status: Status,
    /// All outcomes that are possible.
    pub outcome: Abstract,
    /// The facts that would decide, most decisive first.
    pub missing: Vec<Missing>,
    /// The judgements and found factors that are open, in order of declaration.
    pub awaits: Vec<Leaf>,
    /// The open questions on which it may turn.
    pub questions: Vec<QuestionId>,
    /// The presumptions and burdens that it rests on; of a decided answer only.
    pub rests_on: Vec<Rest>,
    /// Of every rule of the question, whether it stands and prevails.
    pub trace: Vec<RuleTrace>,
    /// What has to come first: of the question its own prerequisites; where it may be *not ready*, also those that are
    /// not surely met of what it reads. In order, each once.
    pub waits: Vec<Wait>,
}

/// What a prerequisite holds back.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Waits {
    /// `d may be decided only after C`
    Decision(DecisionId),
    /// `d may include V only after C`: V by its place.
    Value(DecisionId, u32),
    /// `j may be found only after C`
    Judgement(JudgementId),
}

/// One prerequisite and whether it is met.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Wait {
    /// What it holds back.
    pub of: Waits,
    /// The clause that asks for it.
    pub clause: ClauseId,
    /// Its place among those that the clause asks for.
    pub place: u32,
    /// Whether it is met. Where readings of an open question differ, the reading with the lowest number.
    pub met: Met,
}

/// Whether a prerequisite is met.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Met {
    /// Its condition holds.
    Yes,
    /// Its condition does not hold.
    No,
    /// Its condition is open, or whether its clause is switched off.
    Open,
    /// Its condition has no value, for one of these causes.
    Valueless(Causes),
    /// These clauses switch its clause off.
    SwitchedOff(Vec<ClauseId>),
}

impl Met {
    /// Whether it holds nothing back.
    #[must_use]
    pub const fn is_settled(&self) -> bool {
        matches!(self, Self::Yes | Self::SwitchedOff(_))
    }
}

/// What became of one rule.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct RuleTrace {
    /// The clause that holds it.
    pub clause: ClauseId,
    /// The rule.
    pub rule: RuleId,
    /// What became of it. Where readings of an open question differ, the reading with the lowest number.
    pub standing: Standing,
}

/// Whether a rule stands and prevails.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Standing {
    /// It applies, and nothing that stands is above it.
    Prevails,
    /// It applies, and these clauses prevail over it.
    Overridden(Vec<ClauseId>),
    /// These clauses switch its clause off.
    SwitchedOff(Vec<ClauseId>),
    /// Its condition does not hold.
    NotApplicable,
    /// Its condition, or what would set it aside, is open.
    Open,
    /// Its condition has no value, for one of these causes.
    Valueless(Causes),
}

impl Standing {
    /// Whether what the rule reads may count: not where it surely does not apply or is set aside.
    #[must_use]
    pub const fn may_count(&self) -> bool {
        match self {
            Self::Prevails | Self::Open | Self::Valueless(_) => true,
            Self::Overridden(_) | Self::SwitchedOff(_) | Self::NotApplicable => false,
        }
    }
}

/// Whether a case is in the scope of a policy (`applies when`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Scope {
    /// It may be in it.
    pub may_be_in: bool,
    /// It may be out of it.
    pub may_be_out: bool,
    /// Why there may be no answer.
    pub causes: Causes,
}

impl Scope {
    /// Whether it is in it, whatever is not known.
    #[must_use]
    pub const fn is_in(&self) -> bool {
        self.may_be_in && !self.may_be_out && self.causes.is_empty()
    }
}

/// How a finding was taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FindingReport {
    /// The place of the finding in the case.
    pub finding: u32,
    /// The judgement it answers.
    pub judgement: JudgementId,
    /// Whether it is used.
    pub class: FindingClass,
    /// Why it is defective, in the order of [`DefectKind`].
    pub defects: Vec<Defect>,
    /// The factors it left out that may yet be present.
    pub may_be_present: Vec<FactorId>,
}

/// Whether a finding is used.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FindingClass {
    /// Sound: its value is the judgement's.
    Used,
    /// Surely not valid: not used.
    Defective,
    /// It left out a factor that may yet be present: the value stays open.
    NotYetUsable,
    /// A draft: never used.
    Draft,
    /// Its judgement's clause is not in force, surely switched off, or surely not ready: it answers nothing.
    NotAsked,
}

impl FindingClass {
    /// The words a person reads.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Used => "used",
            Self::Defective => "defective",
            Self::NotYetUsable => "not yet usable",
            Self::Draft => "a draft",
            Self::NotAsked => "not asked for",
        }
    }
}

/// One reason why a finding is defective, with the clause it comes from.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Defect {
    /// The reason.
    pub kind: DefectKind,
    /// The clause that asks for it.
    pub clause: ClauseId,
}

/// Why a finding is defective.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum DefectKind {
    /// Nobody is said to have made it, or somebody who may not.
    NotTheMaker(Option<ActorId>),
    /// It has no date.
    NoDate,
    /// It is dated after the as-of day.
    DatedLater(Date),
    /// It gives no reasons.
    NoReasons,
    /// It rests on nothing, where the policy declares grounds.
    RestsOnNothing,
    /// It leaves out a factor that is present.
    FactorLeftOut(FactorId),
    /// It rests only on what may not suffice alone.
    RestsOnlyOnInsufficient,
    /// It rests on what it may not rest on, in the words of the basis.
    RestsOnForbidden(crate::case::Basis),
    /// It names a protected characteristic, perhaps in its reasons.
    NamesProtected(ProtectedId),
    /// It names what may never count, perhaps in its reasons.
    NamesNeverConsidered(crate::case::Basis),
    /// It weighs a further factor, and the ledger is closed.
    LedgerClosed(crate::case::Basis),
}

/// Whether a policy is in force on the governing day.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Force {
    /// In force.
    InForce,
    /// Before its first day.
    NotYet {
        /// The first day in force.
        from: Date,
    },
    /// After its last day.
    Ended {
        /// The first day after it.
        before: Date,
    },
    /// Suspended.
    Suspended {
        /// By what, in the text's words.
        by: EcoString,
        /// The clause that says so.
        clause: ClauseId,
    },
    /// Replaced by another policy.
    Replaced {
        /// The policy that replaced it.
        by: EcoString,
    },
}

/// Force under one reading of the questions on which it turns (none: one entry without readings).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ForceUnder {
    /// The readings taken, by question.
    pub readings: Vec<(QuestionId, u32)>,
    /// The period of the governing day this is said of, where the day is not known.
    pub from: Option<Date>,
    /// The force.
    pub force: Force,
}

/// All that a run says of one case under one policy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answers {
    /// The policy.
    pub policy: PolicyId,
    /// The day as of which it was decided.
    pub as_of: Date,
    /// The governing day, as far as it is known.
    pub governing: (Date, Date),
    /// Whether the policy is in force.
    pub force: Vec<ForceUnder>,
    /// Whether the case is in its scope.
    pub scope: Scope,
    /// Every question in order, with its answer.
    pub questions: Vec<(Question, Answer)>,
    /// For decisions of each element: whether there may be elements that are not stated.
    pub possibly_others: Vec<DecisionId>,
    /// What became of the findings.
    pub findings: Vec<FindingReport>,
    /// The instances of every duty, with their possible states.
    pub duties: Vec<DutyAnswer>,
    /// The permissions.
    pub permissions: Vec<PermissionAnswer>,
    /// Guarantees that this case breaks.
    pub broken: Vec<GuaranteeId>,
}
