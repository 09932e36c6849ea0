//! What a language must be able to say: one word or sentence for each thing that a policy says.
//!
//! The walk over the policy ([`crate::condition`], [`crate::noun`], [`crate::clause`] and their like) decides what is
//! said; a grammar how. Nothing here has a default: what is new in the policy language has no words until every
//! language has them, and does not compile before.

use whereas_hir::clause::{BarKind, Direction};
use whereas_hir::duty::Modality;
use whereas_hir::expr::{Arithmetic, Compare, Elapsed, EventField};
use whereas_value::date::Date;
use whereas_value::number::Number;
use whereas_value::rounding::Rounding;
use whereas_value::types::Rhythm;

/// An end of what is ordered, as it is said of days or of other values.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct End {
    /// The largest or latest, or else the smallest or earliest.
    pub largest: bool,
    /// Whether days are compared.
    pub days: bool,
}

/// What has to wait for a condition.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Waiting<'a> {
    /// That this is decided.
    Decision(&'a str),
    /// That this value is among those.
    Value(&'a str, &'a str),
    /// That this is found: whether something holds, or what something is.
    Judgement(Judged<'a>),
}

/// What is judged.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Judged<'a> {
    /// Whether this holds.
    Whether(&'a str),
    /// What this is.
    What(&'a str),
}

/// Where a duty begins.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Begins<'a> {
    /// Where this holds.
    When(&'a str),
    /// With an event, perhaps only where something holds.
    Event(&'a str, Option<&'a str>),
    /// With the day the policy is issued.
    Issue,
    /// It goes on throughout.
    Ongoing,
    /// With the breach of another duty.
    Breach(Option<&'a str>),
}

/// When a duty is due.
#[derive(Clone, Copy, Debug)]
pub(crate) enum DueBy<'a> {
    /// No time is said.
    None,
    /// Within a time, perhaps of a day.
    Within(&'a str, Option<&'a str>),
    /// By a day, which is still in.
    By(&'a str),
    /// Before a day or an event.
    Before(&'a str),
    /// Every so many days.
    Every(u32),
}

/// A duty, its parts in words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DutySaid<'a> {
    /// Who owes it.
    pub who: &'a str,
    /// Whether several owe it.
    pub several: bool,
    /// Whether they owe it together.
    pub jointly: bool,
    /// `must`, `should`, `must not`.
    pub modality: Modality,
    /// What is to be done.
    pub what: &'a str,
    /// Where it begins.
    pub begins: Begins<'a>,
    /// When it is due.
    pub due: DueBy<'a>,
    /// To whom it is owed.
    pub to: Option<&'a str>,
}

/// A statement of force, its parts in words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ForceSaid<'a> {
    /// Whether it is said of the whole policy, or of the clause alone.
    pub of_policy: bool,
    /// By what it is suspended; none: it is in force.
    pub suspended: Option<&'a str>,
    /// The first day.
    pub from: Option<&'a str>,
    /// The last day.
    pub through: Option<&'a str>,
    /// Under which reading of which open question.
    pub reading: Option<(&'a str, &'a str)>,
}

/// Small things: days, numbers, amounts, and the words that join.
pub(crate) trait Words {
    fn date(&self, day: Date) -> String;
    /// A day as a part of a sentence.
    fn the_day(&self, day: Date) -> String;
    fn number(&self, number: &Number) -> String;
    fn money(&self, amount: &Number, currency: &str, per: Option<Rhythm>) -> String;
    fn days(&self, count: &Number) -> String;
    fn hours(&self, count: u32) -> String;
    fn months(&self, count: &Number) -> String;
    fn minutes(&self, count: &Number) -> String;
    fn truth(&self, yes: bool) -> &'static str;
    fn quoted(&self, text: &str) -> String;
    fn all_of(&self, things: &[String]) -> String;
    fn one_of(&self, things: &[String]) -> String;
    fn and(&self) -> &'static str;
    fn or(&self) -> &'static str;
    /// Words that join: a phrase that holds one has several parts.
    fn joining(&self) -> &'static [&'static str];
    /// Words that a label begins with which is worded as a question.
    fn asking(&self) -> &'static [&'static str];
    /// A question as a sentence of its own, with its marks.
    fn question(&self, text: &str) -> String;
}

/// What holds, and what does not.
pub(crate) trait Conditions {
    fn not_so(&self, condition: &str) -> String;
    fn whether(&self, condition: &str) -> String;
    fn term_holds(&self, name: &str, yes: bool) -> String;
    fn of(&self, part: &str, whole: &str) -> String;
    fn constant(&self, holds: bool) -> &'static str;
    fn read_as(&self, question: &str, reading: &str, yes: bool) -> String;
    fn at_least_of(&self, count: u32, items: &str, yes: bool) -> String;
    /// Of two conditions: that both hold or neither does, or that exactly one does.
    fn alike(&self, left: &str, right: &str, yes: bool) -> String;
    fn compare(&self, op: Compare, days: bool, left: &str, right: &str) -> String;
    fn is_one_of(&self, subject: &str, values: &[String], yes: bool) -> String;
    fn between(&self, subject: &str, low: &str, high: &str, yes: bool) -> String;
    /// A day of a period.
    fn within(&self, day: &str, period: &str, yes: bool) -> String;
    /// Two periods with a day in both.
    fn overlaps(&self, first: &str, second: &str, yes: bool) -> String;
    fn among(&self, value: &str, set: &str, yes: bool) -> String;
    fn empty_set(&self, set: &str, yes: bool) -> String;
    fn empty_list(&self, list: &str, yes: bool) -> String;
    fn known(&self, what: &str, yes: bool) -> String;
    fn known_whether(&self, condition: &str, yes: bool) -> String;
    fn absent(&self, what: &str, yes: bool) -> String;
    fn decided(&self, what: &str, yes: bool) -> String;
    fn depending(&self, then: &str, test: &str, otherwise: &str) -> String;
    fn any(&self, list: &str, filter: Option<&str>, yes: bool) -> String;
    fn every(&self, those: &str, has: &str, yes: bool) -> String;
    fn is_truth(&self, what: &str, yes: bool) -> String;
    /// By whom an event was caused; none: that this is stated.
    fn caused_by(&self, by: Option<&str>, yes: bool) -> String;
}

/// What a value is called.
pub(crate) trait Nouns {
    fn answer_to(&self, question: &str) -> String;
    fn for_the_element(&self, decision: &str) -> String;
    fn parameter_on(&self, parameter: &str, day: &str, value: Option<&str>) -> String;
    fn each_of(&self, list: &str) -> String;
    fn one_among(&self, list: &str) -> String;
    fn those(&self, list: &str, filter: &str) -> String;
    fn event_field(&self, field: EventField) -> &'static str;
    fn as_of_day(&self) -> &'static str;
    fn governing_day(&self) -> &'static str;
    fn arithmetic(&self, op: Arithmetic, left: &str, right: &str) -> String;
    fn half_of(&self, whole: &str) -> String;
    fn percent_of(&self, percent: &str, whole: &str) -> String;
    /// What a function gives for what it is given.
    fn given_by(&self, function: &str, arguments: &str) -> String;
    /// The part of an amount in a band of a scale.
    fn part_between(&self, whole: &str, above: Option<&str>, up_to: Option<&str>) -> String;
    fn lesser(&self, items: &str) -> String;
    fn greater(&self, items: &str) -> String;
    fn rounded(&self, value: &str, places: u32, rounding: Rounding) -> String;
    fn elapsed(&self, unit: Elapsed, from: &str, to: &str) -> String;
    /// A period by its two days, both in it.
    fn span(&self, from: &str, to: &str) -> String;
    fn days_in(&self, period: &str, within: Option<&str>) -> String;
    /// The days that lie in one of several periods; `item`: what it is of each, where it is not each itself.
    fn days_in_any(&self, item: Option<&str>, those: &str, within: Option<&str>) -> String;
    fn days_between(&self, first: &str, second: &str) -> String;
    fn under(&self, clauses: &str, decision: &str) -> String;
    fn apart(&self, decision: &str) -> String;
    fn count(&self, those: &str) -> String;
    fn count_different(&self, key: &str, those: &str) -> String;
    fn sum(&self, item: &str, those: &str) -> String;
    fn extreme(&self, end: End, item: &str, those: &str) -> String;
    fn pick(&self, end: End, key: &str, those: &str) -> String;
}

/// What a clause says of force, meanings and rules.
pub(crate) trait Clauses {
    fn commentary(&self, why: &str) -> String;
    fn force(&self, said: ForceSaid<'_>) -> String;
    fn replaces(&self, title: &str, last: Option<&str>) -> String;
    fn open_question(&self, question: &str, readings: &[String]) -> String;
    fn means(&self, name: &str, meaning: &str) -> String;
    fn means_condition(&self, name: &str, condition: &str) -> String;
    fn is_value(&self, what: &str, value: &str) -> String;
    fn exactly_where(&self, what: &str, condition: &str) -> String;
    fn for_each(&self, list: &str, main: &str) -> String;
    /// The words before a condition, and those before an exception.
    fn on_condition(&self, condition: &str) -> String;
    fn except(&self, condition: &str) -> String;
    /// An exception as a sentence of its own.
    fn exception(&self, condition: &str) -> String;
    /// A sentence that is a row of a table.
    fn row(&self, id: &str, sentence: &str) -> String;
    /// Before the rows of a table of which the first counts, and why.
    /// What a rule adds to a total.
    fn adds(&self, what: &str, to: &str) -> String;
    fn first_row(&self, because: &str) -> String;
    fn prevails(&self, over: &str) -> String;
    fn gives_way(&self, to: &str) -> String;
    fn does_not_apply(&self, clauses: &str, several: bool, to: Option<&str>) -> String;
    fn only_once(&self, of: Waiting<'_>, condition: &str) -> String;
    fn always(&self, condition: &str) -> String;
    fn never(&self, condition: &str) -> String;
    fn raising(&self, fact: &str, never_raises: bool, decision: &str) -> String;
    fn notice(&self, text: &str) -> String;
}

/// Who judges what, on what, and what never counts.
pub(crate) trait Judging {
    fn to_judge(&self, of: Judged<'_>, who: Option<&str>, weighing: Option<&str>) -> String;
    fn weighed_in(&self, of: Judged<'_>, weighing: &str) -> String;
    fn further_factors(&self, ledger: &str) -> String;
    fn burden(&self, of: Judged<'_>, who: &str) -> String;
    fn factor(&self, factor: &str, speaks: &[String], present: &str) -> String;
    fn speaks(&self, direction: Direction, side: &str, ledger: &str) -> String;
    fn present_where(&self, condition: &str) -> String;
    fn present_found(&self, who: &str) -> String;
    fn finding_on(&self, of: Judged<'_>) -> String;
    fn bar(&self, kind: BarKind, barred: &[String], of: &str) -> String;
}

/// Duties and permissions.
pub(crate) trait Duties {
    fn duty(&self, said: DutySaid<'_>) -> String;
    fn done(&self, modality: Modality, event: Option<&str>, condition: Option<&str>) -> String;
    fn excused(&self, condition: &str) -> String;
    fn upon_breach(&self, what: &str) -> String;
    fn upon_breach_duty(&self, duty: &str) -> String;
    fn permission(&self, who: &str, what: &str) -> String;
}

/// A language's words.
pub(crate) trait Grammar:
    Words + Conditions + Nouns + Clauses + Judging + Duties + Sync
{
    /// Its code, as in `languages en, es`.
    fn code(&self) -> &'static str;
}

/// The grammar of a language, if there is one.
pub(crate) fn of(code: &str) -> Option<&'static dyn Grammar> {
    ALL.into_iter().find(|it| it.code() == code)
}

/// The grammars there are.
pub(crate) const ALL: [&dyn Grammar; 2] = [&crate::english::English, &crate::spanish::Spanish];
