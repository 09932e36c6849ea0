//! Answers: what a run says of each question, as data that the reference interpreter and the plan's
//! interpreter both give, so that they can be compared word for word.

mod finding;
mod force;
mod question;
mod trace;
mod under;

use crate::cause::{Cause, Causes};
use crate::date::Date;
use crate::duty::{DutyAnswer, PermissionAnswer};
use crate::id::{DecisionId, FactId, FactorId, GuaranteeId, JudgementId, PolicyId, QuestionId};
use crate::interval::Interval;
use crate::text::TextSet;

pub use finding::{Defect, DefectKind, FindingClass, FindingReport};
pub use force::{Force, ForceUnder, Scope};
pub use question::{Of, Question};
pub use trace::{Met, RuleTrace, Standing, Wait, Waits};
pub use under::{Place, Rules, TracePart, TraceUnder, When, apart};

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
    /// Of every rule of the question that is in force in some reading and period, whether it stands and prevails.
    pub trace: Vec<RuleTrace>,
    /// The same of each reading of the open questions and each period of the governing day, where they differ; else nothing.
    pub under: Vec<TraceUnder>,
    /// What has to come first: of the question its own prerequisites; where it may be *not ready*, also those that are
    /// not surely met of what it reads. In order, each once.
    pub waits: Vec<Wait>,
}

impl Answer {
    /// What became of the rules: of every reading and period where they differ.
    pub fn lines(&self) -> impl Iterator<Item = &RuleTrace> + Clone {
        let once = self.trace.iter().filter(|_| self.under.is_empty());
        once.chain(self.under.iter().flat_map(|it| &it.trace))
    }

    /// The rules that prevail, in some reading and period at least: what the answer as a whole rests on. Each once.
    pub fn prevailing(&self) -> Vec<&RuleTrace> {
        let mut all: Vec<&RuleTrace> = Vec::new();
        for line in self.lines().filter(|line| line.standing == Standing::Prevails) {
            if !all.iter().any(|it| it.rule == line.rule) {
                all.push(line);
            }
        }
        all
    }
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
    /// The presumptions and burdens on which that rests; only where it is known.
    pub scope_rests_on: Vec<Rest>,
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
    pub broken: Vec<Broken>,
}

/// A guarantee that a case breaks: the case is surely in the scope of the policy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Broken {
    /// The guarantee.
    pub guarantee: GuaranteeId,
    /// The presumptions and burdens on which that rests.
    pub rests_on: Vec<Rest>,
}
