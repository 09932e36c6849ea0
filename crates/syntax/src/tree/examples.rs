//! Examples: what is given, found and has happened, and what is expected.

use whereas_source::Span;

use super::{Date, FieldPath, Id, Literal, Name, Text};

/// `examples as of D given a is 1, …`: the background of every example of the policy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Background {
    /// `as of D`
    pub as_of: Option<Date>,
    /// `given …`
    pub given: Vec<Given>,
    /// The whole.
    pub span: Span,
}

/// `example "…" as of D like "…" given … found … event … expect …`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Example {
    /// Its title.
    pub title: Text,
    /// `as of D`
    pub as_of: Option<Date>,
    /// `like "…"`: the title of the example it goes on from.
    pub like: Option<Text>,
    /// `given …`
    pub given: Vec<Given>,
    /// `found …`, each.
    pub found: Vec<Finding>,
    /// `event …`, each.
    pub events: Vec<EventFact>,
    /// `expect …`, each; never empty.
    pub expects: Vec<Expect>,
    /// The whole.
    pub span: Span,
}

/// `a is 2020-11`, `xs includes [ … ]`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Given {
    /// `a`; under the alias of a used file, `s.a`.
    pub fact: FieldPath,
    /// What is said of it.
    pub value: GivenValue,
    /// The whole.
    pub span: Span,
}

/// What an example says of a fact.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum GivenValue {
    /// `a is V`, where `V` may be `unknown`, `absent`, a range, a choice of values.
    Is(Value),
    /// `xs includes [ … ]`: these elements, and perhaps others.
    Includes(Vec<Value>),
}

/// A value stated in an example, a parameter or a presumption; brackets nest at most as deep as
/// the file may.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Value {
    /// What it is.
    pub kind: ValueKind,
    /// The whole.
    pub span: Span,
}

/// What a stated value is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ValueKind {
    /// `200 days`, `"burglary"`, `yes`
    Literal(Literal),
    /// `interior`
    Choice(Name),
    /// `2020-11`: some day of that month.
    Month {
        /// 1 to 9999.
        year: u16,
        /// 1 to 12.
        month: u8,
    },
    /// `2022-05-09 through 2022-05-13`: a period, by its first and its last day or what is known of them.
    Span(Box<Value>, Box<Value>),
    /// `[ V, W ]`: the whole list.
    List(Vec<Value>),
    /// `{ offence: "burglary", undone: yes }`
    Record(Vec<(Name, Value)>),
    /// `{ a, b }`; `{ }` is the empty set.
    Set(Vec<Name>),
    /// `unknown`
    Unknown,
    /// `absent`
    Absent,
    /// `between 2 and 3`
    Between(Box<Value>, Box<Value>),
    /// `one of (x, y)`
    OneOf(Vec<Value>),
}

/// `found j is yes by officer on D because "…" weighing f present, g not shown resting on h`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// Whether it is `draft found …`.
    pub draft: bool,
    /// `j`
    pub judgement: Name,
    /// `yes`: a literal or a choice's value; nothing in a draft.
    pub value: Option<Value>,
    /// `by officer`
    pub by: Option<Name>,
    /// `on D`
    pub on: Option<Date>,
    /// `because "…"`
    pub because: Option<Text>,
    /// `weighing …`
    pub weighing: Vec<FindingFactor>,
    /// `resting on …`: grounds, facts, fields.
    pub resting_on: Vec<FieldPath>,
    /// The whole.
    pub span: Span,
}

/// `f present`, `g not shown`, `h`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FindingFactor {
    /// `f`
    pub factor: Name,
    /// How it was found.
    pub weighed: Weighed,
}

/// How a finding says a factor stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Weighed {
    /// `f`: weighed, and no more is said.
    Named,
    /// `f present`
    Present,
    /// `f not shown`
    NotShown,
}

/// `event paid on D by officer about "x"`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EventFact {
    /// `paid`
    pub event: Name,
    /// `on D`: a date or a month; nothing where the day is not recorded.
    pub on: Option<Value>,
    /// `by officer`
    pub by: Option<Name>,
    /// `about "x"`
    pub about: Option<Text>,
    /// The whole.
    pub span: Span,
}

/// `expect d of 1 is V for W because 7(1) missing f, g`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Expect {
    /// A decision, judgement, duty or permission.
    pub subject: Name,
    /// `of 1`: an element, by its place or its key.
    pub of: Option<Value>,
    /// What is expected of it.
    pub expected: Expected,
    /// `for W`: of one value of a set.
    pub for_value: Option<Name>,
    /// `because 7(1), 7(2)`
    pub because: Vec<Id>,
    /// `missing f, r.g`
    pub missing: Vec<FieldPath>,
    /// The whole.
    pub span: Span,
}

/// What an example expects.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Expected {
    /// `is v`, `is v or w`: decided with that value, or still open between those.
    Values(Vec<Value>),
    /// `is { a, b }`: the whole set.
    Set(Vec<Name>),
    /// `includes a, b`
    Includes(Vec<Name>),
    /// `excludes a`
    Excludes(Vec<Name>),
    /// `is unknown`
    Unknown,
    /// `is undetermined`
    Undetermined,
    /// `is not ready`
    NotReady,
    /// `is not in force`
    NotInForce,
    /// `is out of scope`
    OutOfScope,
    /// `is in conflict`
    InConflict,
    /// `is a fault`
    Fault,
    /// `is used`: of a judgement's finding.
    Used,
    /// `is a draft`: of a judgement's finding.
    Draft,
    /// `is defective`: of a judgement's finding.
    Defective,
    /// `is not yet usable`: of a judgement's finding.
    NotYetUsable,
    /// `is not asked for`: of a judgement's finding.
    NotAsked,
    /// `awaits j, k`
    Awaits(Vec<Name>),
    /// `depends on q`
    DependsOn(Vec<Name>),
    /// The state of a duty or a permission.
    State(State),
}

/// The state of a duty or a permission.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// `is not arisen`
    NotArisen,
    /// `is pending`, `is pending until D`
    Pending(Option<Date>),
    /// `is discharged`, `is discharged late`
    Discharged(Option<InTime>),
    /// `is excused`
    Excused,
    /// `is breached`
    Breached,
    /// `is not met`
    NotMet,
    /// `is kept`
    Kept,
    /// `is open without a deadline`
    OpenWithoutDeadline,
    /// `is held`
    Held,
    /// `is not held`
    NotHeld,
}

/// Whether a duty was discharged in time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InTime {
    /// `in time`
    InTime,
    /// `late`
    Late,
    /// `day not recorded`
    DayNotRecorded,
}
