//! What a language must be able to say of an answer: one phrase for each thing that is told.
//!
//! What is told is decided where it is told ([`crate::question`], [`crate::finding`] and their like); how it is said, here.
//! Nothing has a default: what is new has no words until every language has them, and does not compile before. The
//! language is that of the plain labels of the book: [`Book::in_language`] gives a book in another one.

use whereas_plan::Book;
use whereas_value::answer::FindingClass;
use whereas_value::number::Number;
use whereas_value::types::Rhythm;
use whereas_value::{Cause, Date, Status};

use crate::english::English;
use crate::spanish::Spanish;
use crate::telling::Holds;

/// The smallest pieces: days, numbers, amounts, lists of things.
pub trait Words: Sync {
    /// A day.
    fn date(&self, day: Date) -> String;
    /// A day as an end of a stretch: Spanish has its article before it.
    fn the_day(&self, day: Date) -> String;
    /// From a day to another.
    fn days_between(&self, from: Date, to: Date) -> String;
    /// An amount.
    fn money(&self, amount: &Number, currency: &str, per: Option<Rhythm>) -> String;
    /// A length of time in days.
    fn days(&self, count: &Number) -> String;
    /// A length of time in months.
    fn months(&self, count: &Number) -> String;
    /// A length of time within days, in hours and minutes.
    fn minutes(&self, count: &Number) -> String;
    /// `between 1 and 3`.
    fn between(&self, low: &str, high: &str) -> String;
    /// `at least 2`.
    fn at_least(&self, low: &str) -> String;
    /// `at most 4`.
    fn at_most(&self, high: &str) -> String;
    /// No bound at all.
    fn any_value(&self) -> &'static str;
    /// Any text.
    fn any_text(&self) -> &'static str;
    /// Yes or no.
    fn truth(&self, yes: bool) -> &'static str;
    /// That there is none of what may be absent, or nothing in a set.
    fn none(&self) -> &'static str;
    /// In quotes.
    fn quoted(&self, text: &str) -> String;
    /// Things joined by *and*, or by *or*.
    fn joined(&self, things: &[&str], and: bool) -> String;
    /// What a set may hold beside what it surely holds.
    fn set(&self, sure: Option<&str>, perhaps: &str) -> String;
    /// How many entries of a list are stated.
    fn stated(&self, count: usize, complete: bool) -> String;
    /// Why there is no value.
    fn cause(&self, cause: Cause) -> &'static str;
    /// A label that has no negation of its own, negated.
    fn not_so(&self, label: &str) -> String;
}

/// What facts and other open things are called.
pub trait Naming {
    /// A yes or no, as it is asked for.
    fn whether(&self, label: &str) -> String;
    /// A field of a fact.
    fn field_of(&self, field: &str, of: &str) -> String;
    /// A field of an entry of a list.
    fn field_of_entry(&self, field: &str, place: u32, list: &str) -> String;
    /// An entry of a list.
    fn entry(&self, place: u32, list: &str) -> String;
    /// Whether a list has entries that are not stated.
    fn others(&self, list: &str) -> String;
    /// How an open question is read.
    fn reading_of(&self, question: &str) -> String;
    /// A decision for an entry of a list.
    fn numbered(&self, decision: &str, place: u32) -> String;
    /// That a decision has perhaps further entries.
    fn possibly_others(&self, decision: &str) -> String;
}

/// The answer to a question, and why.
pub trait Answering {
    /// What came out; the possible values in words.
    fn head(&self, status: Status, possible: &str) -> String;
    /// With the clauses that gave it.
    fn by_clauses(&self, clauses: &str) -> String;
    /// `because …`
    fn because(&self, reasons: &str) -> String;
    /// Before what is so where this holds.
    fn where_so(&self, when: &str) -> String;
    /// That the law is that of these days.
    fn law_is_of(&self, days: &str) -> String;
    /// Of a clause that decides it on other days: how it stands, perhaps by the law of other days.
    fn clause_force(&self, clause: &str, law: Option<&str>, force: &str) -> String;
    /// That no clause that decides it is in force.
    fn none_in_force(&self) -> &'static str;
    /// That no clause that speaks of it applies.
    fn none_applies(&self) -> &'static str;
    /// Of an answer that rests on no clause.
    fn by_none(&self, value: &str) -> String;
    /// Of an answer that is the same whichever of several clauses apply.
    fn whichever(&self, value: &str) -> String;
    /// How many clauses are not told, and by which option they are.
    fn more_idle(&self, count: usize, hint: bool) -> String;
    /// A rule that prevails, and what it gives where that is told.
    fn prevails(&self, clause: &str, gives: Option<&str>) -> String;
    /// A rule that adds to a total, and what it adds.
    fn adds(&self, clause: &str, what: &str) -> String;
    /// What prevails over a clause: `several` of them.
    fn overridden(&self, by: &str, several: bool, clause: &str) -> String;
    /// A row of a table over which an earlier row prevails.
    fn earlier_row(&self, row: &str) -> String;
    /// What switches a clause off.
    fn switched_off(&self, by: &str, several: bool, clause: &str) -> String;
    /// What may switch a clause off.
    fn may_switch_off(&self, by: &str, clause: &str) -> String;
    /// A clause that does not apply.
    fn not_applicable(&self, clause: &str) -> String;
    /// A clause that may apply.
    fn may_apply(&self, clause: &str, gives: Option<&str>) -> String;
    /// A clause that may add to a total, and what it would add.
    fn may_add(&self, clause: &str, what: &str) -> String;
    /// Of a total to which no clause adds.
    fn nothing_added(&self, value: &str) -> String;
    /// A clause that waits for what comes first.
    fn has_to_wait(&self, clause: &str) -> String;
    /// A clause of which nothing says whether it applies.
    fn applies_without_answer(&self, clause: &str, causes: &str) -> String;
    /// Of a clause that another prevails over: why it would apply.
    fn would_apply(&self, head: &str, reasons: &str) -> String;
    /// A prerequisite: what it holds back, and how far it is met.
    fn prerequisite(&self, held_back: &str, clause: &str, met: &str) -> String;
    /// That a prerequisite is met, is not, or may be.
    fn met(&self, met: Option<bool>) -> &'static str;
    /// That there is no answer to whether a prerequisite is met.
    fn met_without_answer(&self, causes: &str) -> String;
    /// That a prerequisite is switched off.
    fn met_switched_off(&self, by: &str) -> String;
    /// That the reasons stand above.
    fn see_above(&self) -> &'static str;
    /// To decide what is asked.
    fn deciding(&self) -> &'static str;
    /// To decide something else.
    fn deciding_of(&self, decision: &str) -> String;
    /// To include a value.
    fn including(&self, value: &str) -> String;
    /// To judge.
    fn judging(&self, whether: &str) -> String;
    /// A presumption.
    fn presumption(&self, what: &str) -> String;
    /// A burden.
    fn burden(&self, bearer: Option<&str>, what: &str) -> String;
    /// What would decide; the first of them or a further one.
    fn would_decide(&self, first: bool, what: &str, stated: Option<&str>, alone: bool) -> String;
    /// What the text leaves open.
    fn leaves_open(&self, clause: &str, question: &str, readings: &str) -> String;
    /// Who is to judge what.
    fn for_to_judge(&self, who: &str, what: &str) -> String;
    /// Who is to find what.
    fn for_to_find(&self, who: &str, what: &str) -> String;
    /// Whoever a judgement does not name.
    fn a_person(&self) -> &'static str;
}

/// Why a condition came out as it did.
pub trait Reasoning {
    /// There is no answer to it.
    fn no_answer(&self, condition: &str) -> String;
    /// It is not known.
    fn not_known(&self, condition: &str) -> String;
    /// An exception holds, or may.
    fn exception(&self, reason: &str) -> String;
    /// Of a rule whose conditions hold: that the clause it takes its answer from gives none.
    fn source_gives_nothing(&self) -> &'static str;
    /// How a value came about.
    fn it_is_worked_out(&self, formula: &str) -> String;
    /// From what a value is worked out by a formula that is too long to be told.
    fn worked_out_from(&self, values: &str) -> String;
    /// Something, and why it is taken.
    fn since(&self, what: &str, because: &str) -> String;
    /// A step that has no result, and why.
    fn at_fault(&self, why: whereas_eval::trace::NoResult, step: &str) -> String;
    /// So many of several parts hold, do not, or may; the parts as each came out.
    fn at_least_of(&self, count: u32, holds: Option<bool>, parts: &str) -> String;
    /// Elements of a list that was named, by their numbers.
    fn numbers(&self, places: &[u32]) -> String;
    /// That there are so many others.
    fn and_others(&self, count: usize) -> String;
    /// How roundabout words for an answer begin, up to its quotes.
    fn answer_to(&self) -> (&'static str, char);
    /// How conditions begin that say that there is nothing.
    fn negative(&self) -> &'static [&'static str];
    /// Whether a condition says of something that it is this value.
    fn says_it_is(&self, condition: &str, value: &str) -> bool;
    /// Of several values that would do, which it is.
    fn it_is(&self, condition: &str, value: &str) -> String;
    /// What it is instead.
    fn but(&self, condition: &str, value: &str) -> String;
    /// That it is presumed; and what, of more than a yes or a no.
    fn presumed(&self, value: Option<&str>) -> String;
    /// That nobody has shown something, and who has to.
    fn not_shown(&self, what: &str, bearer: Option<&str>) -> String;
    /// The same, behind a condition that speaks of it.
    fn counts_as_not_shown(&self, what: &str) -> String;
    /// That a person found it.
    fn found(&self, by: &str) -> String;
    /// Which way a factor speaks; none: either way.
    fn speaks(&self, side: Option<&str>) -> String;
    /// Whether a factor is present.
    fn factor(&self, state: whereas_eval::ledger::FactorState, would_tell: &str) -> String;
}

/// Findings.
pub trait Finding {
    /// How it was taken.
    fn class(&self, class: FindingClass) -> &'static str;
    /// What was found, by whom, and how it was taken.
    fn finding(&self, whether: &str, found: Option<(Option<&str>, &str)>, class: &str) -> String;
    /// Who made it, and when.
    fn by(&self, who: Option<&str>, on: Option<Date>) -> String;
    /// Its reasons.
    fn its_reasons(&self, reasons: &str) -> String;
    /// What it weighed as present, as not shown, what else it weighed, what it rests on.
    fn stated_heads(&self) -> [&'static str; 4];
    /// A defect, and the clause that makes it one.
    fn defect(&self, defect: &str, clause: &str) -> String;
    /// A factor that may be present was left out.
    fn left_out_perhaps(&self, factor: &str) -> String;
    /// Nobody made it.
    fn made_by_nobody(&self) -> &'static str;
    /// Somebody made it who may not.
    fn may_not_make(&self, actor: &str) -> String;
    /// It has no date.
    fn no_date(&self) -> &'static str;
    /// It is later than the case.
    fn dated_later(&self, day: Date) -> String;
    /// It gives no reasons.
    fn no_reasons(&self) -> &'static str;
    /// It rests on nothing.
    fn rests_on_nothing(&self) -> &'static str;
    /// It left out a factor that is present.
    fn left_out(&self, factor: &str) -> String;
    /// It rests only on what is not enough.
    fn rests_on_insufficient(&self) -> &'static str;
    /// It rests on what it may not.
    fn rests_on_forbidden(&self, what: &str) -> String;
    /// It names a protected characteristic.
    fn names_protected(&self, what: &str) -> String;
    /// It names what never counts.
    fn names_never(&self, what: &str) -> String;
    /// It weighs a further factor, and none may be.
    fn ledger_closed(&self, what: &str) -> String;
}

/// A duty, its parts in words.
#[derive(Clone, Copy, Debug)]
pub struct Owed<'a> {
    /// Who owes it.
    pub who: &'a [&'a str],
    /// `must`, `should` or `must not`.
    pub modality: &'a str,
    /// What is owed.
    pub what: &'a str,
    /// When it arose.
    pub arose: Option<Date>,
    /// What it is about.
    pub about: Option<&'a str>,
    /// How it stands.
    pub state: &'a str,
    /// When it is due.
    pub due: &'a str,
}

/// How a duty stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DutyStands {
    /// Done, and it had no due day.
    Done,
    /// Done in time.
    DoneInTime,
    /// Done late.
    DoneLate,
    /// Done on a day that is not recorded.
    DoneUnrecorded,
    /// Of what must not be done: not breached so far.
    NotBreached,
    /// Not done yet.
    NotDone,
    /// Not done yet, and without a deadline.
    NotDoneOpen,
    /// It has not arisen.
    NotArisen,
    /// It is excused.
    Excused,
    /// It is breached.
    Breached,
    /// It is not met.
    NotMet,
    /// It is kept.
    Kept,
    /// There is no answer.
    NoValue(Cause),
}

/// Whether a duty has arisen upon the breach of another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Upon {
    /// It has, or may have.
    Arisen,
    /// It has not, since there is no breach.
    NoBreach,
    /// It would on this day, which is still to come.
    On(Date),
}

/// Duties and permissions.
pub trait Owing {
    /// A duty on one line.
    fn owed(&self, owed: Owed<'_>) -> String;
    /// `not known (done in time or done late)`.
    fn states_open(&self, states: &str) -> String;
    /// How it stands, and whether it is excused all the same.
    fn duty_state(&self, stands: DutyStands, excused: bool) -> String;
    /// When it is due; none: no due day can be had.
    fn due(&self, days: Option<(Date, Date)>) -> String;
    /// The clause that says it.
    fn by_clause(&self, clause: &str) -> String;
    /// A clause from which a duty does not arise in this case.
    fn gives_no_rise(&self, clause: &str) -> String;
    /// What happened, on which day, and by whom where that is said.
    fn event(&self, what: &str, on: Date, by: Option<&str>) -> String;
    /// That no event of a kind is recorded.
    fn no_event(&self, kind: &str) -> String;
    /// That a duty arises upon the breach of these.
    fn upon(&self, firsts: &str, upon: Upon) -> String;
    /// That an instance of what recurs was opened on a day, when the one before it was closed.
    fn opened_again(&self, day: Date) -> String;
    /// That a duty arises on the issue of the policy.
    fn on_issue(&self) -> &'static str;
    /// That a duty is owed on each day on which its clause is in force.
    fn ongoing(&self) -> &'static str;
    /// That a clause, which was named, is not in force on a day.
    fn not_in_force_on(&self, day: Date) -> String;
    /// What discharged or breached a duty.
    fn what_happened(&self, events: &str) -> String;
    /// Whether a duty is discharged by its condition (else: excused), and why.
    fn settled(&self, discharged: bool, holds: Holds, because: &str) -> String;
    /// Whether there were other events; what the event was about; who caused it; at what hour it was.
    fn event_gaps(&self) -> [&'static str; 4];
    /// That there may be further instances.
    fn further(&self) -> &'static str;
    /// What follows upon breach.
    fn upon_breach(&self, what: &str) -> String;
    /// What would settle a state; the first of them or a further one.
    fn would_settle(&self, first: bool, what: &str) -> String;
    /// Held, or not held.
    fn held(&self, held: bool) -> &'static str;
    /// What somebody may do.
    fn may(&self, who: &[&str], what: &str) -> String;
    /// That the policy, or only the clause, is not in force.
    fn not_in_force(&self, policy: bool, clause: &str) -> String;
    /// That a clause does not give a permission here.
    fn does_not_give(&self, clause: &str) -> String;
    /// Of a case outside the policy: that its duties do not turn on that.
    fn out_of_scope(&self) -> &'static str;
    /// Whether the events stated are all there were.
    fn events(&self, complete: bool) -> &'static str;
}

/// As of which day a policy is asked that is compared with others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChosenDay {
    /// The day of the case.
    OfCase,
    /// The last day before it on which the policy is in force.
    Last,
    /// The first day after it on which the policy is in force.
    First,
    /// The day of the case; the policy is in force on no day.
    Never,
}

/// An outcome as a whole.
pub trait Outcomes {
    /// The headings: findings, duties and permissions, a broken guarantee, what stays with people.
    fn headings(&self) -> [&'static str; 4];
    /// The day, and whether the policy is in force on it.
    fn as_of(&self, day: Date, force: &str) -> String;
    /// The day, the days whose law applies where it is not that of the day, and whether the policy is in force by it.
    fn as_of_law(&self, day: Date, law: &str, force: &str) -> String;
    /// In force, or simply not.
    fn in_force(&self, is: bool) -> &'static str;
    /// Not yet.
    fn not_yet(&self, from: Date) -> String;
    /// No longer.
    fn ended(&self, since: Date) -> String;
    /// Suspended.
    fn suspended(&self, by: &str, clause: &str) -> String;
    /// Replaced.
    fn replaced(&self, by: &str) -> String;
    /// From a day on.
    fn starting(&self, day: Date) -> String;
    /// How a question is read.
    fn is_read_as(&self, question: &str, reading: &str) -> String;
    /// If a question is read so.
    fn if_read(&self, readings: &str) -> String;
    /// That other policies control over this one: `several` of them.
    fn controlled(&self, by: &str, several: bool) -> String;
    /// That they may.
    fn perhaps_controlled(&self, by: &str, several: bool) -> String;
    /// That others apply beside it.
    fn applies_as_well(&self, others: &str, several: bool) -> String;
    /// A notice, with its clause.
    fn notice(&self, clause: &str, text: &str) -> String;
    /// A clause that is not in force on the day (else: of which that is open), where it is named beside its notice.
    fn idle_clause(&self, clause: &str, surely: bool) -> String;
    /// How to contest.
    fn contest(&self, how: Option<&str>) -> String;
    /// What the answer stands on.
    fn stands_on(&self, days: &str, plan: &str, engine: &str, case: &str) -> String;
    /// That only people act.
    fn acting(&self) -> &'static str;
    /// Who judges something, and that nothing turns on it yet.
    fn idle_judgement(&self, whether: &str, who: &str) -> String;
    /// Who judges something.
    fn judged_by(&self, whether: &str, who: &str) -> String;
    /// Who judges something that counts as not shown in this answer.
    fn judged_though_not_shown(&self, whether: &str, who: &str) -> String;
    /// What heads the judgements that no decision reads.
    fn judged_anyway(&self) -> &'static str;
    /// How many judgements no decision reads, where they are too many to be named, and who makes them.
    fn judged_anyway_by(&self, count: usize, who: &[&str]) -> String;
    /// How many judgements nothing turns on.
    fn idle_judgements(&self, count: usize, others: bool, of_answer: bool) -> String;
    /// What heads the factors of one way.
    fn weighs(&self, way: &str) -> String;
    /// How many factors are not present, and not shown; and by which option they are named.
    fn other_factors(&self, absent: usize, not_shown: usize, hint: bool) -> String;
    /// What heads a comparison of a case of this day under several policies.
    fn compared(&self, day: Date) -> [String; 2];
    /// Why a policy is asked as of a day: the case's own, the last or the first on which it is in force, or none is.
    fn chosen(&self, chosen: ChosenDay) -> &'static str;
    /// What heads what would follow from each open judgement.
    fn either_way(&self) -> &'static str;
    /// A judgement that were found so.
    fn were_found(&self, judgement: &str, value: &str) -> String;
    /// What would follow.
    fn if_then(&self, found: &str, follows: &str) -> String;
}

/// A language in which answers are told.
pub trait Grammar: Words + Naming + Answering + Reasoning + Finding + Owing + Outcomes {
    /// Its code: `en`.
    fn code(&self) -> &'static str;
}

/// Every language.
static ALL: [&dyn Grammar; 2] = [&English, &Spanish];

/// The languages in which answers can be told.
#[must_use]
pub fn languages() -> Vec<&'static str> {
    ALL.iter().map(|it| it.code()).collect()
}

/// English: of what is told of several policies at once, and of no case.
#[must_use]
pub fn english() -> &'static dyn Grammar {
    &English
}

/// The Spanish one.
#[must_use]
pub fn spanish() -> &'static dyn Grammar {
    &Spanish
}

/// The grammar of a language.
#[must_use]
pub fn named(language: &str) -> Option<&'static dyn Grammar> {
    ALL.iter().find(|it| it.code() == language).copied()
}

/// The grammar of the plain labels of a book; English where none speaks their language.
#[must_use]
pub fn of(book: &Book) -> &'static dyn Grammar {
    book.languages.first().and_then(|it| named(it)).unwrap_or(&English)
}

/// Things of which all count.
pub(crate) fn all_of<S: AsRef<str>>(grammar: &dyn Grammar, things: &[S]) -> String {
    let things: Vec<&str> = things.iter().map(AsRef::as_ref).collect();
    grammar.joined(&things, true)
}

/// Things of which one will do.
pub(crate) fn one_of<S: AsRef<str>>(grammar: &dyn Grammar, things: &[S]) -> String {
    let things: Vec<&str> = things.iter().map(AsRef::as_ref).collect();
    grammar.joined(&things, false)
}
