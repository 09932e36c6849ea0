//! Clauses and what they hold.

use ecow::EcoString;
use whereas_value::id::{
    ActorId, ClauseId, DecisionId, FactId, FactorId, GroundId, JudgementId, LedgerId, PolicyId,
    ProtectedId, RecordId, RuleId, SourceId,
};
use whereas_value::label::Label;

use crate::expr::{ExprId, VarId};
use crate::policy::ForceStatement;
use whereas_value::types::Type;

pub use whereas_value::answer::Waits;

/// `clause ID "title"`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clause {
    /// The citation: its name everywhere.
    pub id: EcoString,
    /// Its title.
    pub title: Label,
    /// The policy it belongs to.
    pub policy: PolicyId,
    /// `cites SOURCE [passage]`
    pub cites: Vec<(SourceId, EcoString)>,
    /// `commentary "…"`: no operative content, and why.
    pub commentary: Option<Label>,
    /// `in force from …` narrower than its policy.
    pub force: Vec<ForceStatement>,
    /// Its rules.
    pub rules: Vec<RuleId>,
    /// `despite …`: these stand back behind it.
    pub despite: Vec<ClauseId>,
    /// `subject to …`: it stands back behind these.
    pub subject_to: Vec<ClauseId>,
    /// `clause X does not apply when C unless D`
    pub switch_offs: Vec<SwitchOff>,
    /// `… only after C`
    pub prerequisites: Vec<Prerequisite>,
    /// `may not rest (only) on`, `never consider`
    pub bars: Vec<Bar>,
    /// `notice "…"`
    pub notices: Vec<Label>,
    /// `accept CODE "reason"`
    pub accepts: Vec<(EcoString, EcoString)>,
}

/// `d is E when C unless D`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rule {
    /// The clause that holds it.
    pub clause: ClauseId,
    /// The decision.
    pub decision: DecisionId,
    /// `d of x is …`: the element it speaks of.
    pub element: Option<VarId>,
    /// What it gives.
    pub gives: Gives,
    /// `when C`
    pub when: Option<ExprId>,
    /// `unless D`: the exception.
    pub unless: Option<ExprId>,
    /// The row of a table that says it.
    pub row: Option<Row>,
}

impl Rule {
    /// Whether it is an earlier row than another of a table of which the first row counts: then it prevails over that
    /// one where both stand.
    #[must_use]
    pub fn is_row_above(&self, lower: &Self) -> bool {
        let (Some(upper), Some(row)) = (&self.row, &lower.row) else { return false };
        self.clause == lower.clause
            && upper.table == row.table
            && upper.first.is_some()
            && upper.place < row.place
    }
}

/// `| row1 | … |`: a row of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Its id, with that of the clause: `7(1).row1`.
    pub id: EcoString,
    /// Which table of the policy.
    pub table: u32,
    /// Its place in the table.
    pub place: u32,
    /// `first, because "…"`: the first row that stands prevails, and why.
    pub first: Option<EcoString>,
}

/// What a rule gives.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Gives {
    /// `d is E`
    Is(ExprId),
    /// `d includes E`: of type choice
    Includes(ExprId),
    /// `d excludes E`
    Excludes(ExprId),
    /// `d adds E`
    Adds(ExprId),
}

/// `clause X (for x) does not apply when C unless D`, of one or more clauses
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SwitchOff {
    /// The clauses that are switched off; never the one that says it.
    pub targets: Vec<ClauseId>,
    /// `for x`: only where the clause speaks of this element.
    pub element: Option<VarId>,
    /// `when C`
    pub when: Option<ExprId>,
    /// `unless D`
    pub unless: Option<ExprId>,
}

/// `… may be decided / may include V / may be found only after C`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Prerequisite {
    /// What has to wait.
    pub of: Waits,
    /// `d of x may be decided only after C`: the element.
    pub element: Option<VarId>,
    /// For what.
    pub condition: ExprId,
}

/// `judgement j : T "…" made by A weighing L burden on B`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Judgement {
    /// Its name.
    pub name: EcoString,
    /// Its label.
    pub label: Label,
    /// The clause it belongs to.
    pub clause: ClauseId,
    /// Its type.
    pub ty: Type,
    /// `made by A or B`: who may find it, and the clause that says so.
    pub makers: Vec<(ActorId, ClauseId)>,
    /// `weighing L`: the ledgers, and the clause that says so.
    pub ledgers: Vec<(LedgerId, ClauseId)>,
    /// `burden on B`: no until a sound finding shows it, while the clause that says so is in force.
    pub burden: Option<(ActorId, ClauseId)>,
}

/// `factor f "…" toward in L when C`, `found by A`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Factor {
    /// Its name.
    pub name: EcoString,
    /// Its label.
    pub label: Label,
    /// The clause it belongs to.
    pub clause: ClauseId,
    /// The ledgers it stands in, and which way it speaks.
    pub ledgers: Vec<(LedgerId, Direction)>,
    /// Where it is present.
    pub present: Presence,
}

/// Which way a factor speaks. It has no weight.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// `toward`
    Toward,
    /// `away`
    Away,
    /// `either way`
    EitherWay,
}

/// How it is known whether a factor is present.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Presence {
    /// `when C`
    When(ExprId),
    /// `found by A or B`
    FoundBy(Vec<ActorId>),
}

/// `open question q "…" either A "…" or B "…"`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenQuestion {
    /// Its name.
    pub name: EcoString,
    /// Its label.
    pub label: Label,
    /// The clause it belongs to.
    pub clause: ClauseId,
    /// The readings.
    pub readings: Vec<crate::vocabulary::Named>,
}

/// `function f(a : T, b : U) : V means EXPR`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Function {
    /// Its name.
    pub name: EcoString,
    /// The clause it stands in.
    pub clause: ClauseId,
    /// The names and types of what it is given.
    pub parameters: Vec<(EcoString, Type)>,
    /// The type of what it gives.
    pub ty: Type,
    /// What it means: of [`Argument`](crate::expr::Expr::Argument)s. Read, and never decided by: each call has its own.
    pub means: ExprId,
}

/// `NAME means EXPR`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Term {
    /// Its name.
    pub name: EcoString,
    /// The clause it stands in.
    pub clause: ClauseId,
    /// Its type, where one is written.
    pub ty: Option<Type>,
    /// What readings call it, where the policy says; else its name.
    pub label: Option<Label>,
    /// What it means.
    pub means: ExprId,
}

/// `j may not rest only on G`, `j may not rest on G`, `never consider X in d, j`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bar {
    /// Which bar it is.
    pub kind: BarKind,
    /// What is barred.
    pub barred: Vec<Barred>,
    /// The judgements it speaks of.
    pub judgements: Vec<JudgementId>,
    /// The decisions it speaks of (`never consider` only).
    pub decisions: Vec<DecisionId>,
}

/// Which bar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum BarKind {
    /// `may not rest only on`
    RestOnlyOn,
    /// `may not rest on`
    RestOn,
    /// `never consider`
    NeverConsider,
}

/// What may not count.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Barred {
    /// A protected characteristic.
    Protected(ProtectedId),
    /// A ground.
    Ground(GroundId),
    /// A fact.
    Fact(FactId),
    /// `person.age`: a field of a list's or a fact's record, and all that it holds.
    Field(FactId, u32),
    /// `Person.age`: a field of a record, wherever a fact holds that record.
    FieldOf(RecordId, u32),
    /// A factor.
    Factor(FactorId),
}

/// `guarantee "…" always C`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Guarantee {
    /// Its label.
    pub label: Label,
    /// The clause it stands in.
    pub clause: ClauseId,
    /// What must hold.
    pub kind: GuaranteeKind,
}

/// What a guarantee says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum GuaranteeKind {
    /// `always C`
    Always(ExprId),
    /// `never C`
    Never(ExprId),
    /// `raising F never raises / never lowers D`: not checked on single cases.
    Raising {
        /// The fact.
        fact: FactId,
        /// `never raises`, or else `never lowers`.
        never_raises: bool,
        /// The decision.
        decision: DecisionId,
    },
}
