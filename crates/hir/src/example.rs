//! Examples: a case and what is expected of it.

use ecow::EcoString;
use whereas_value::answer::FindingClass;
use whereas_value::case::{Case, Partial};
use whereas_value::date::Date;
use whereas_value::duty::{DutyState, PermissionState};
use whereas_value::id::{ClauseId, DecisionId, DutyId, JudgementId, PermissionId, QuestionId};
use whereas_value::{Leaf, Of, Status};

/// `example "…"`, with `like` and the policy's background already written out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Example {
    /// Its title.
    pub title: EcoString,
    /// The clause it stands in.
    pub clause: ClauseId,
    /// The case.
    pub case: Case,
    /// What is expected.
    pub expects: Vec<Expect>,
}

/// What one `expect` line says of one question, finding, duty or permission. A line that names several values
/// (`includes a, b`) gives one for each; [`SourceMap::expects`](crate::map::SourceMap::expects) has their places.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Expect {
    /// The line as written, for messages.
    pub text: EcoString,
    /// Of what.
    pub of: Expected,
    /// `because CLAUSES`: each prevailed, or asks for what has to come first, or stands in the defect, or has the
    /// factor that may yet be present, or states the duty.
    pub because: Vec<ClauseId>,
    /// Of those, where a row of a table is named: its id, `7(1).row1`.
    pub rows: Vec<EcoString>,
    /// `missing FACTS`: each is among the missing (a list by its name: anything missing in it).
    pub missing: Vec<Leaf>,
}

/// What an `expect` line expects.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Expected {
    /// Of a question of a decision.
    Decision {
        /// The decision.
        decision: DecisionId,
        /// Which of its questions.
        of: Of,
        /// What is expected of it.
        answer: ExpectedAnswer,
    },
    /// Of a judgement's finding: `j is used`, `j is defective`, `j is not yet usable`, `j is a draft`,
    /// `j is not asked for`
    Finding {
        /// The judgement.
        judgement: JudgementId,
        /// How it is taken.
        class: FindingClass,
    },
    /// Of a duty: some instance is in one of these states, and surely so.
    Duty {
        /// The duty.
        duty: DutyId,
        /// The states that satisfy it; empty: `is unknown`.
        states: Vec<DutyState>,
        /// `until D`, of pending.
        until: Option<Date>,
    },
    /// Of a permission: `held`, `not held`, `unknown`, or why it has no value.
    Permission {
        /// The permission.
        permission: PermissionId,
        /// What is said of it.
        state: PermissionState,
    },
}

/// What is expected of a decision.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ExpectedAnswer {
    /// `is A`: decided, and this value. `includes V` is yes, `excludes V` no, of the value's question.
    Value(Partial),
    /// `is A or B`: decided or not, the possible values are exactly these.
    OneOf(Vec<Partial>),
    /// `is { a, b }`: the whole set is decided so (one bit for each value).
    Set(u64),
    /// `is unknown`, `is undetermined`, `is not ready`, …
    Status(Status),
    /// `awaits J`
    Awaits(JudgementId),
    /// `depends on Q`
    DependsOn(QuestionId),
}
