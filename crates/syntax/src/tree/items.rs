//! Items: what starts at column one, clauses apart.

use ecow::EcoString;
use whereas_source::Span;

use super::{
    Background, Clause, Date, ExprId, FieldPath, Label, Literal, Name, Number, Text, Type, Value,
};

/// One item of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Item {
    /// `policy dhs_2021 …`
    Policy(Policy),
    /// `use "eu.policy" as eu`
    Use(Use),
    /// `source memo "…" …`
    Source(Source),
    /// `choice Priority …`, `ordered choice Tier from lowest …`
    Choice(Choice),
    /// `record Conviction …`
    Record(Record),
    /// `actor officer "…"`
    Actor(Labelled),
    /// `ground interview "…"`
    Ground(Labelled),
    /// `protected religion "…"`
    Protected(Labelled),
    /// `event decision_reviewed "…"`
    Event(Event),
    /// `unit km "kilometres"`
    Unit(Unit),
    /// `calendar c "working days" holidays 2021-12-25`
    Calendar(Calendar),
    /// `parameter border_cutoff : date "…" is 2020-11-01 from 2021-11-29`
    Parameter(Parameter),
    /// `fact entry : Entry "…"`
    Fact(Fact),
    /// `decision priorities : set of Priority "…"`
    Decision(Decision),
    /// `ledger safety "…" toward "…" away "…" open`
    Ledger(Ledger),
    /// `clause II.B.1 "…" …`
    Clause(Clause),
    /// Something that could not be read; a diagnostic says so.
    Broken(BrokenItem),
}

impl Item {
    /// The whole item.
    pub fn span(&self) -> Span {
        match self {
            Item::Policy(it) => it.span,
            Item::Use(it) => it.span,
            Item::Source(it) => it.span,
            Item::Choice(it) => it.span,
            Item::Record(it) => it.span,
            Item::Actor(it) | Item::Ground(it) | Item::Protected(it) => it.span,
            Item::Event(it) => it.span,
            Item::Unit(it) => it.span,
            Item::Calendar(it) => it.span,
            Item::Parameter(it) => it.span,
            Item::Fact(it) => it.span,
            Item::Decision(it) => it.span,
            Item::Ledger(it) => it.span,
            Item::Clause(it) => it.span,
            Item::Broken(it) => it.span,
        }
    }
}

/// An item that could not be read, with the names it probably makes, so that later passes do
/// not report them as unknown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BrokenItem {
    /// Its first word: `clause`; empty where it does not start with one.
    pub word: EcoString,
    /// What it seems to declare: names, choice values, a clause's id, a clause's judgements.
    pub declares: Vec<Name>,
    /// The whole.
    pub span: Span,
}

/// `policy dhs_2021 …`: identity and ground rules. Every part may be left out here; what must
/// be said is checked later.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Policy {
    /// `dhs_2021`
    pub name: Name,
    /// `title "…"`
    pub title: Option<Label>,
    /// `authority "…"`
    pub authority: Option<Label>,
    /// `issued 2021-09-30`
    pub issued: Option<Date>,
    /// `edition 2026`: of the language.
    pub edition: Option<Number>,
    /// `governed by departure_day`
    pub governed_by: Option<Name>,
    /// `applies when C`
    pub applies_when: Option<ExprId>,
    /// `month ends round down`
    pub month_ends: Option<MonthEnds>,
    /// `days count from the next day`
    pub days_count: Option<DaysCount>,
    /// `languages en, es`
    pub languages: Vec<Name>,
    /// `examples as of D given …`
    pub examples: Option<Background>,
    /// `contest "…"`
    pub contest: Option<Label>,
    /// The whole.
    pub span: Span,
}

impl Policy {
    /// A policy of which only the name is said.
    pub(crate) fn named(name: Name, span: Span) -> Self {
        Self {
            name,
            title: None,
            authority: None,
            issued: None,
            edition: None,
            governed_by: None,
            applies_when: None,
            month_ends: None,
            days_count: None,
            languages: Vec::new(),
            examples: None,
            contest: None,
            span,
        }
    }
}

/// What a date plus months does where the month is too short.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MonthEnds {
    /// `month ends round down`
    RoundDown,
    /// `month ends round up`
    RoundUp,
    /// `month ends are errors`
    AreErrors,
}

/// Which day is the first of a count.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DaysCount {
    /// `days count from the next day`
    FromNextDay,
    /// `days count from the same day`
    FromSameDay,
}

/// `use "eu.policy" as eu`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Use {
    /// `"eu.policy"`
    pub path: Text,
    /// `eu`
    pub alias: Option<Name>,
    /// The whole.
    pub span: Span,
}

/// `source memo "…" dated D address "…" passages "…" fidelity restated`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    /// `memo`
    pub name: Name,
    /// Its title.
    pub title: Label,
    /// `dated D`
    pub dated: Option<Date>,
    /// `address "https://…"`
    pub address: Option<Text>,
    /// `passages "sources/memo.md"`
    pub passages: Option<Text>,
    /// `fidelity restated`
    pub fidelity: Option<Fidelity>,
    /// The whole.
    pub span: Span,
}

/// How near the passages are to the document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fidelity {
    /// `official`
    Official,
    /// `translated`
    Translated,
    /// `restated`
    Restated,
}

/// `choice Priority …`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// Whether it is `ordered choice … from lowest`.
    pub ordered: bool,
    /// `Priority`
    pub name: Name,
    /// The values, in order; never empty.
    pub values: Vec<ChoiceValue>,
    /// The whole.
    pub span: Span,
}

/// `public_safety "a threat to public safety"`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChoiceValue {
    /// `public_safety`
    pub name: Name,
    /// Its label.
    pub label: Label,
}

/// `record Conviction …`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Record {
    /// `Conviction`
    pub name: Name,
    /// The fields, in order; never empty.
    pub fields: Vec<Field>,
    /// The whole.
    pub span: Span,
}

/// `undone : yes/no "the conviction was vacated"`: its name may be a word of the language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Field {
    /// `undone`
    pub name: Name,
    /// `yes/no`
    pub ty: Type,
    /// Its label.
    pub label: Label,
}

/// An item that is a name and a label: an actor, a ground, a protected characteristic.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Labelled {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Label,
    /// The whole.
    pub span: Span,
}

/// `event decision_reviewed "…"`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// Its name.
    pub name: Name,
    /// Its label.
    pub label: Label,
    /// The whole.
    pub span: Span,
}

/// `unit km "kilometres"`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unit {
    /// `km`
    pub name: Name,
    /// Its label.
    pub label: Label,
    /// The whole.
    pub span: Span,
}

/// `calendar c "working days" weekend saturday, sunday holidays 2021-12-25`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Calendar {
    /// `c`
    pub name: Name,
    /// Its label.
    pub label: Label,
    /// The days of the weekend, by name.
    pub weekend: Vec<Name>,
    /// The holidays.
    pub holidays: Vec<Date>,
    /// The whole.
    pub span: Span,
}

/// `parameter border_cutoff : date "…" is 2020-11-01 from 2021-11-29`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parameter {
    /// `border_cutoff`
    pub name: Name,
    /// `date`
    pub ty: Type,
    /// Its label.
    pub label: Label,
    /// The values, in order; never empty.
    pub values: Vec<ParameterValue>,
    /// The whole.
    pub span: Span,
}

/// `is 2020-11-01 from 2021-11-29`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ParameterValue {
    /// A literal or a choice's value.
    pub value: Value,
    /// The first day it holds.
    pub from: Date,
    /// The whole.
    pub span: Span,
}

/// `fact entry : Entry "…" ask "…" held in "…" presumed … complete only when C`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fact {
    /// `entry`
    pub name: Name,
    /// `Entry`
    pub ty: Type,
    /// Its label.
    pub label: Label,
    /// `ask "…"`
    pub ask: Option<Label>,
    /// `held in "…"`
    pub held_in: Option<Label>,
    /// `at least 0 USD`, `between 0 and 120`
    pub bounds: Vec<Bound>,
    /// `presumed no`: a literal, a choice's value or `absent`.
    pub presumed: Option<Value>,
    /// `complete only when C`
    pub complete_only_when: Option<ExprId>,
    /// The whole.
    pub span: Span,
}

/// A bound of a fact's value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Bound {
    /// `at least 0 USD`
    AtLeast(Literal),
    /// `at most 120`
    AtMost(Literal),
    /// `between 0 and 120`
    Between(Literal, Literal),
}

/// `decision d of c in convictions : T "…" otherwise V`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decision {
    /// `d`
    pub name: Name,
    /// `of c in convictions`
    pub of: Option<Element>,
    /// `T`
    pub ty: DecisionType,
    /// Its label.
    pub label: Label,
    /// `otherwise V`
    pub otherwise: Option<Otherwise>,
    /// The whole.
    pub span: Span,
}

/// `c in convictions`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Element {
    /// `c`
    pub name: Name,
    /// `convictions`
    pub list: FieldPath,
}

/// What a decision answers with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DecisionType {
    /// `yes/no`, `set of Priority`, `money in EUR`
    Plain(Type),
    /// `total money in EUR`: what rules `add` is summed.
    Total(Type),
}

/// What a decision is where no rule stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Otherwise {
    /// `otherwise no`
    Value(ExprId),
    /// `otherwise undetermined`
    Undetermined(Span),
}

/// `ledger safety "…" toward "…" away "…" open`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ledger {
    /// `safety`
    pub name: Name,
    /// Its label.
    pub label: Label,
    /// `toward "…"`
    pub toward: Label,
    /// `away "…"`
    pub away: Label,
    /// Whether it is `open` (a finding may weigh further factors); closed if nothing is said.
    pub open: bool,
    /// The whole.
    pub span: Span,
}
