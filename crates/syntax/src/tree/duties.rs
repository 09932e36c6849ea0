//! Duties and permissions.

use super::{ExprId, Label, Name};

/// `duty d "…" owed by A to B must arises … due … discharged … excused … upon breach …`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Duty {
    /// `d`
    pub name: Name,
    /// Its label.
    pub label: Label,
    /// `owed by A, B`; never empty.
    pub owed_by: Vec<Name>,
    /// Whether `jointly` was said.
    pub jointly: bool,
    /// `to B`
    pub to: Option<Name>,
    /// `must`, `should`, `must not`; `must` where nothing is said.
    pub force: Option<DutyForce>,
    /// When it arises; nothing for a duty that another's breach brings about.
    pub arises: Option<Arises>,
    /// When it is due; nothing for a duty without a time.
    pub due: Option<Due>,
    /// What discharges it (or, of a `must not`, breaches it), each way.
    pub discharged: Vec<Discharge>,
    /// `excused when C`
    pub excused_when: Option<ExprId>,
    /// `upon breach duty d`, `upon breach "…"`
    pub upon_breach: Option<UponBreach>,
}

/// How strongly a duty binds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DutyForce {
    /// `must`
    Must,
    /// `should`
    Should,
    /// `must not`
    MustNot,
}

/// When a duty arises.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Arises {
    /// `arises when C`
    When(ExprId),
    /// `arises on event E when C`
    OnEvent {
        /// `E`
        event: Name,
        /// `C`
        when: Option<ExprId>,
    },
    /// `arises on issue`
    OnIssue,
    /// `ongoing`
    Ongoing,
}

/// When a duty is due.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Due {
    /// `due within T of D`
    Within {
        /// `T`: a literal, a name or brackets.
        time: ExprId,
        /// `D`; the arising day where nothing is said.
        of: Option<ExprId>,
    },
    /// `due by D`
    By(ExprId),
    /// `due before D`
    Before(ExprId),
    /// `due before event E`
    BeforeEvent(Name),
    /// `due every 30 days`
    Every(ExprId),
}

/// What discharges a duty.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Discharge {
    /// `discharged by event E`
    ByEvent(Name),
    /// `discharged when C`
    When(ExprId),
    /// `breached by event E`: of a `must not`.
    BreachedByEvent(Name),
}

/// What follows a breach.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum UponBreach {
    /// `upon breach duty d`
    Duty(Name),
    /// `upon breach "…"`
    Words(Label),
}

/// `permission p "…" held by A when C`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Permission {
    /// `p`
    pub name: Name,
    /// Its label.
    pub label: Label,
    /// `A`, `B`; never empty.
    pub held_by: Vec<Name>,
    /// `C`
    pub when: Option<ExprId>,
}
