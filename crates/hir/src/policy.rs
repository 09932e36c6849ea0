//! A policy's identity, force and decisions.

use ecow::EcoString;
use whereas_value::date::Date;
use whereas_value::id::{ClauseId, FactId, PolicyId, QuestionId};
use whereas_value::label::Label;
use whereas_value::month::MonthEnds;

use crate::expr::{ExprId, VarId};
use whereas_value::types::Type;

/// `policy NAME`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Policy {
    /// Its name.
    pub name: EcoString,
    /// `title`
    pub title: Label,
    /// `authority`
    pub authority: Option<Label>,
    /// `issued`
    pub issued: Option<Date>,
    /// `edition`
    pub edition: Option<u32>,
    /// `governed by FACT`: the day whose law applies; the as-of day without it.
    pub governed_by: Option<FactId>,
    /// `applies when C`: else out of scope.
    pub applies_when: Option<ExprId>,
    /// `month ends round down`
    pub month_ends: Option<MonthEnds>,
    /// `days count from the next / same day`, for `within`.
    pub days_count: DaysCount,
    /// `languages en, es`: the first is the language of the labels.
    pub languages: Vec<EcoString>,
    /// `contest "…"`
    pub contest: Option<Label>,
    /// `policy in force …`, `policy suspended …` of its clauses.
    pub force: Vec<ForceStatement>,
    /// `policy replaces P`: the policies whose force ends where this one's begins.
    pub replaces: Vec<Replaces>,
    /// The policies of the package that say they replace this one.
    pub replaced_by: Vec<Replaced>,
}

/// `policy replaces P`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Replaces {
    /// The clause that says it.
    pub clause: ClauseId,
    /// The name of the policy that goes.
    pub name: EcoString,
    /// Its title, where it has one.
    pub title: Option<Label>,
}

/// Another policy of the package says `policy replaces` this one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Replaced {
    /// The name of that policy.
    pub by: EcoString,
    /// The first day on which that one is in force; none where it says no day.
    pub from: Option<Date>,
}

/// From which day `within N days` counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum DaysCount {
    /// `from the next day`: day one is the day after.
    #[default]
    NextDay,
    /// `from the same day`: day one is the day itself.
    SameDay,
}

/// `in force from D before D`, `suspended from D before D "…"`, each perhaps under a reading of a question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ForceStatement {
    /// The clause that says it.
    pub clause: ClauseId,
    /// What it says.
    pub kind: ForceKind,
    /// The first day; none: from ever.
    pub from: Option<Date>,
    /// The first day after; none: for ever. `through D` is the day before it.
    pub before: Option<Date>,
    /// `when q is A`
    pub when: Option<(QuestionId, u32)>,
}

/// What a statement of force says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ForceKind {
    /// `in force`
    InForce,
    /// `suspended … "by"`
    Suspended(Label),
}

/// `decision d : T "…"`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decision {
    /// Its name.
    pub name: EcoString,
    /// Its label.
    pub label: Label,
    /// The policy that declares it.
    pub policy: PolicyId,
    /// What it gives.
    pub kind: DecisionKind,
    /// `of x in xs`: one question for each element.
    pub element: Option<VarId>,
    /// `otherwise V`; none: `otherwise undetermined`, and for a set no.
    pub otherwise: Option<ExprId>,
}

/// What a decision gives.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DecisionKind {
    /// One value.
    Is(Type),
    /// `set of Choice`: one yes/no question for each value.
    Set(whereas_value::id::ChoiceId),
    /// `total T`: the sum of what rules add.
    Total(Type),
}

impl DecisionKind {
    /// The type of its one value; of a set none.
    #[must_use]
    pub const fn one_value(&self) -> Option<&Type> {
        match self {
            Self::Is(ty) | Self::Total(ty) => Some(ty),
            Self::Set(_) => None,
        }
    }

    /// Whether it is a total.
    #[must_use]
    pub const fn is_total(&self) -> bool {
        matches!(self, Self::Total(_))
    }
}
