//! Clauses and the statements in them that are not about judgements, duties or examples.

use ecow::EcoString;
use whereas_source::Span;

use super::{
    BrokenItem, Date, Duty, Example, ExprId, Factor, Id, Judgement, JudgementPart, Label, Name,
    NeverConsider, OpenQuestion, Permission, RestLimit, Table, Text, Type,
};

/// `clause II.B.1 "Current threat to public safety" …`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clause {
    /// `II.B.1`
    pub id: Id,
    /// Its title.
    pub title: Label,
    /// The statements, in order.
    pub statements: Vec<Statement>,
    /// The examples, in order.
    pub examples: Vec<Example>,
    /// The statements and examples that could not be read; a diagnostic says why, for each.
    pub broken: Vec<BrokenItem>,
    /// The whole.
    pub span: Span,
}

/// A statement with its span.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Statement {
    /// What it says.
    pub kind: StatementKind,
    /// The whole.
    pub span: Span,
}

/// What a statement says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum StatementKind {
    /// `cites memo [II.B.1], memo [II.B.13]`
    Cites(Vec<Cites>),
    /// `in force from D before E when q is A`: this clause.
    InForce(InForce),
    /// `policy in force from D before E when q is A`
    PolicyInForce(InForce),
    /// `policy suspended from D before E "…" when q is A`
    PolicySuspended(Suspension),
    /// `policy replaces johnson_2014`
    PolicyReplaces(Name),
    /// `notice "…"`
    Notice(Label),
    /// `allowed : hours means E`
    Means(Means),
    /// `function f(a : T) : U means E`
    Function(Function),
    /// `d is E when C unless D`
    Rule(Rule),
    /// `despite 7(1), clauses under 5`
    Despite(Vec<ClauseRef>),
    /// `subject to 7(1)`
    SubjectTo(Vec<ClauseRef>),
    /// `clause X does not apply when C`
    SwitchOff(SwitchOff),
    /// `d may be decided only after C`, `d may include V only after C`
    OnlyAfter(OnlyAfter),
    /// `judgement j : T "…" made by A weighing L`
    Judgement(Judgement),
    /// `j made by A`, `j weighs L`, `j may be found only after C`
    JudgementPart(JudgementPart),
    /// `factor f "…" away in L when C`
    Factor(Factor),
    /// `j may not rest only on G, H`
    RestLimit(RestLimit),
    /// `never consider X in d, j`
    NeverConsider(NeverConsider),
    /// `open question q "…" either A "…" or B "…"`
    OpenQuestion(OpenQuestion),
    /// `guarantee "…" always C`
    Guarantee(Guarantee),
    /// `duty d "…" owed by A …`
    Duty(Duty),
    /// `permission p "…" held by A when C`
    Permission(Permission),
    /// `table exactly one …`
    Table(Table),
    /// `commentary "…"`
    Commentary(Label),
    /// `accept W0123 "reason"`
    Accept {
        /// `W0123`
        code: Name,
        /// The reason.
        reason: Text,
    },
}

/// `memo [II.B.1]`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cites {
    /// `memo`
    pub source: Name,
    /// `II.B.1`
    pub passage: Id,
}

/// `from D before E`, `from D through E`, `from D`
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Force {
    /// The first day.
    pub from: Date,
    /// `before E`: the first day it is over.
    pub before: Option<Date>,
    /// `through E`: the last day. Never beside `before`.
    pub through: Option<Date>,
    /// The whole, from `from`.
    pub span: Span,
}

/// `in force from D before E when q is A`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InForce {
    /// The days.
    pub force: Force,
    /// `when q is A`: the open question and its answer, where force is contested.
    pub when: Option<(Name, Name)>,
}

/// `suspended from D before E "vacated" when q is A`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suspension {
    /// The days.
    pub force: Force,
    /// Why.
    pub why: Option<Label>,
    /// `when q is A`: the open question and its answer, where the days are contested.
    pub when: Option<(Name, Name)>,
}

/// `allowed : hours means E`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Means {
    /// `allowed`
    pub name: Name,
    /// `hours`
    pub ty: Option<Type>,
    /// `"the hours allowed"`
    pub label: Option<Label>,
    /// `E`
    pub value: ExprId,
}

/// `function f(a : T, b : date) : U means E`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Function {
    /// `f`
    pub name: Name,
    /// The parameters, in order; never empty.
    pub parameters: Vec<Parameter>,
    /// `U`
    pub result: Type,
    /// `E`
    pub value: ExprId,
}

/// `a : T`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parameter {
    /// `a`
    pub name: Name,
    /// `T`
    pub ty: Type,
}

/// `d of c is E when C unless D`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rule {
    /// `d`
    pub decision: Name,
    /// `c`
    pub of: Option<Name>,
    /// `is`
    pub verb: RuleVerb,
    /// `E`
    pub value: ExprId,
    /// `C`
    pub when: Option<ExprId>,
    /// `D`
    pub unless: Option<ExprId>,
}

/// What a rule does to its decision.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RuleVerb {
    /// `d is E`
    Is,
    /// `d includes E`
    Includes,
    /// `d excludes E`
    Excludes,
    /// `d adds E`
    Adds,
}

impl RuleVerb {
    /// `includes`.
    pub fn word(self) -> &'static str {
        match self {
            RuleVerb::Is => "is",
            RuleVerb::Includes => "includes",
            RuleVerb::Excludes => "excludes",
            RuleVerb::Adds => "adds",
        }
    }
}

/// A clause or a group of clauses.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ClauseRef {
    /// `7(1)`
    One(Id),
    /// `clauses under 7(1)`: that one and all whose id goes on from it.
    Under(Id),
}

impl ClauseRef {
    /// The id, of the clause or of the group.
    pub fn id(&self) -> &Id {
        match self {
            ClauseRef::One(id) | ClauseRef::Under(id) => id,
        }
    }
}

/// `clause X for x does not apply when C unless D`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SwitchOff {
    /// What is switched off; never empty.
    pub clauses: Vec<ClauseRef>,
    /// `for x`: one element of a list.
    pub for_element: Option<Name>,
    /// `C`
    pub when: Option<ExprId>,
    /// `D`
    pub unless: Option<ExprId>,
}

/// `d may be decided only after C`, `d may include V only after C`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OnlyAfter {
    /// `d`
    pub decision: Name,
    /// `V`: of one value of a set; none for the whole decision.
    pub value: Option<Name>,
    /// `C`
    pub after: ExprId,
}

/// `guarantee "…" always C`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Guarantee {
    /// What it says in plain words.
    pub label: Label,
    /// What must hold.
    pub kind: GuaranteeKind,
}

/// What must hold in every possible case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum GuaranteeKind {
    /// `always C`
    Always(ExprId),
    /// `never C`
    Never(ExprId),
    /// `raising F never raises D`, `raising F never lowers D`
    Monotone {
        /// `F`
        raising: Name,
        /// Whether it is `never lowers`.
        lowers: bool,
        /// `D`
        decision: Name,
    },
}

/// The text of an id's group: whether `id` lies under `group`, as in `clauses under 7(1)`.
///
/// The next character after the group's id must end a part of it: `7(1)(a)` and `A.P1.b` lie
/// under `7(1)` and `A.P1`, but `A.P12` does not lie under `A.P1`.
pub fn lies_under(id: &EcoString, group: &EcoString) -> bool {
    match id.strip_prefix(group.as_str()) {
        Some(rest) => match rest.chars().next() {
            None => true,
            Some(next) => matches!(next, '.' | '(' | '-') || starts_new_part(group, next),
        },
        None => false,
    }
}

// `2b` lies under `2`, and `7bis` under `7`: letters after digits begin a new part.
fn starts_new_part(group: &EcoString, next: char) -> bool {
    group.ends_with(|last: char| last.is_ascii_digit()) && next.is_ascii_lowercase()
}
