//! English.

use whereas_hir::clause::{BarKind, Direction};
use whereas_hir::duty::Modality;
use whereas_hir::expr::{Arithmetic, Compare, Elapsed, EventField};
use whereas_value::date::Date;
use whereas_value::number::Number;
use whereas_value::rounding::Rounding;
use whereas_value::types::Rhythm;
use whereas_words::plain;

use crate::grammar::{Begins, DueBy, DutySaid, End, ForceSaid, Grammar, Judged, Waiting};
use crate::marks::{capital, without_ends};

/// English sentences.
#[derive(Debug)]
pub(crate) struct English;

const fn is(yes: bool) -> &'static str {
    if yes { "is" } else { "is not" }
}

const fn end(end: End) -> &'static str {
    match (end.days, end.largest) {
        (true, true) => "latest",
        (true, false) => "earliest",
        (false, true) => "largest",
        (false, false) => "smallest",
    }
}

fn judged(of: Judged<'_>) -> String {
    match of {
        Judged::Whether(condition) => format!("whether {condition}"),
        Judged::What(what) => what.to_owned(),
    }
}

impl Grammar for English {
    fn code(&self) -> &'static str {
        "en"
    }

    fn date(&self, day: Date) -> String {
        plain::date(day)
    }

    fn number(&self, number: &Number) -> String {
        plain::number(number)
    }

    fn money(&self, amount: &Number, currency: &str, per: Option<Rhythm>) -> String {
        plain::money(amount, currency, per)
    }

    fn days(&self, count: &Number) -> String {
        plain::days(count)
    }

    fn hours(&self, count: u32) -> String {
        format!("{count} {}", if count == 1 { "hour" } else { "hours" })
    }

    fn months(&self, count: &Number) -> String {
        plain::months(count)
    }

    fn truth(&self, yes: bool) -> &'static str {
        if yes { "yes" } else { "no" }
    }

    fn quoted(&self, text: &str) -> String {
        format!("“{text}”")
    }

    fn all_of(&self, things: &[String]) -> String {
        plain::all_of(things)
    }

    fn one_of(&self, things: &[String]) -> String {
        plain::one_of(things)
    }

    fn and(&self) -> &'static str {
        "and"
    }

    fn or(&self) -> &'static str {
        "or"
    }

    fn joining(&self) -> &'static [&'static str] {
        &[" and ", " or "]
    }

    fn asking(&self) -> &'static [&'static str] {
        &["how ", "where ", "when ", "whether ", "who ", "why ", "for how ", "to whom "]
    }

    fn question(&self, text: &str) -> String {
        format!("{}?", capital(&without_ends(text, &['?', ' '])))
    }

    fn not_so(&self, condition: &str) -> String {
        format!("it is not so that {condition}")
    }

    fn whether(&self, condition: &str) -> String {
        format!("whether {condition}")
    }

    fn term_holds(&self, name: &str, yes: bool) -> String {
        format!("{name} {}", if yes { "holds" } else { "does not hold" })
    }

    fn of(&self, part: &str, whole: &str) -> String {
        format!("{part} (of {whole})")
    }

    fn constant(&self, holds: bool) -> &'static str {
        if holds { "always" } else { "never" }
    }

    fn read_as(&self, question: &str, reading: &str, yes: bool) -> String {
        format!("the open question “{question}” {} read as “{reading}”", is(yes))
    }

    fn at_least_of(&self, count: u32, items: &str, yes: bool) -> String {
        let start = if yes { "at least" } else { "fewer than" };
        format!("{start} {count} of these hold: {items}")
    }

    fn compare(&self, op: Compare, days: bool, left: &str, right: &str) -> String {
        let words = match (op, days) {
            (Compare::Equal, _) => "is",
            (Compare::NotEqual, _) => "is not",
            (Compare::Less, true) => "is before",
            (Compare::Less, false) => "is less than",
            (Compare::AtMost, true) => "is on or before",
            (Compare::AtMost, false) => "is at most",
            (Compare::More, true) => "is after",
            (Compare::More, false) => "is more than",
            (Compare::AtLeast, true) => "is on or after",
            (Compare::AtLeast, false) => "is at least",
        };
        format!("{left} {words} {right}")
    }

    fn is_one_of(&self, subject: &str, values: &[String], yes: bool) -> String {
        match (yes, values) {
            (true, _) => format!("{subject} is {}", plain::one_of(values)),
            (false, [only]) => format!("{subject} is not {only}"),
            (false, [one, other]) => format!("{subject} is neither {one} nor {other}"),
            (false, _) => format!("{subject} is none of {}", plain::all_of(values)),
        }
    }

    fn between(&self, subject: &str, low: &str, high: &str, yes: bool) -> String {
        format!("{subject} {} between {low} and {high}", is(yes))
    }

    fn among(&self, value: &str, set: &str, yes: bool) -> String {
        format!("“{value}” {} among {set}", is(yes))
    }

    fn empty_set(&self, set: &str, yes: bool) -> String {
        format!("{} is among {set}", if yes { "nothing" } else { "something" })
    }

    fn empty_list(&self, list: &str, yes: bool) -> String {
        format!("there are {} of {list}", if yes { "none" } else { "some" })
    }

    fn known(&self, what: &str, yes: bool) -> String {
        format!("{what} {} known", is(yes))
    }

    fn known_whether(&self, condition: &str, yes: bool) -> String {
        format!("it {} known whether {condition}", is(yes))
    }

    fn absent(&self, what: &str, yes: bool) -> String {
        format!("there is {} as {what}", if yes { "no such thing" } else { "such a thing" })
    }

    fn decided(&self, what: &str, yes: bool) -> String {
        format!("{what} {} decided", is(yes))
    }

    fn depending(&self, then: &str, test: &str, otherwise: &str) -> String {
        format!("{then} where {test}, and otherwise {otherwise}")
    }

    fn any(&self, list: &str, filter: Option<&str>, yes: bool) -> String {
        match (filter, yes) {
            (None, true) => format!("there is at least one of {list}"),
            (None, false) => format!("there is none of {list}"),
            (Some(filter), true) => format!("at least one of {list} is such that {filter}"),
            (Some(filter), false) => format!("none of {list} is such that {filter}"),
        }
    }

    fn every(&self, those: &str, has: &str, yes: bool) -> String {
        format!("{} of {those} is such that {has}", if yes { "each" } else { "not each" })
    }

    fn is_truth(&self, what: &str, yes: bool) -> String {
        format!("{what} is {}", self.truth(yes))
    }

    fn answer_to(&self, question: &str) -> String {
        format!("the answer to “{question}”")
    }

    fn for_the_element(&self, decision: &str) -> String {
        format!("{decision} there")
    }

    fn parameter_on(&self, parameter: &str, day: &str, value: Option<&str>) -> String {
        let value = value.map_or_else(String::new, |value| format!(" ({value})"));
        format!("{parameter} as it stood on {day}{value}")
    }

    fn each_of(&self, list: &str) -> String {
        format!("each of {list}")
    }

    fn one_among(&self, list: &str) -> String {
        format!("one of {list}")
    }

    fn those(&self, list: &str, filter: &str) -> String {
        format!("{list} for which {filter}")
    }

    fn event_field(&self, field: EventField) -> &'static str {
        match field {
            EventField::On => "the day of the event",
            EventField::By(_) => "who did it",
            EventField::About => "what the event was about",
        }
    }

    fn as_of_day(&self) -> &'static str {
        "the day as of which the case is decided"
    }

    fn governing_day(&self) -> &'static str {
        "the day whose law applies"
    }

    fn arithmetic(&self, op: Arithmetic, left: &str, right: &str) -> String {
        let word = match op {
            Arithmetic::Add => "plus",
            Arithmetic::Subtract => "less",
            Arithmetic::Multiply => "times",
            Arithmetic::Divide => "divided by",
        };
        format!("{left} {word} {right}")
    }

    fn half_of(&self, whole: &str) -> String {
        format!("half of {whole}")
    }

    fn percent_of(&self, percent: &str, whole: &str) -> String {
        format!("{percent} % of {whole}")
    }

    fn lesser(&self, items: &str) -> String {
        format!("the lesser of {items}")
    }

    fn greater(&self, items: &str) -> String {
        format!("the greater of {items}")
    }

    fn rounded(&self, value: &str, places: u32, rounding: Rounding) -> String {
        let places = match places {
            0 => "a whole number".to_owned(),
            1 => "1 place".to_owned(),
            more => format!("{more} places"),
        };
        format!("{value} rounded {} to {places}", rounding.words())
    }

    fn elapsed(&self, unit: Elapsed, from: &str, to: &str) -> String {
        let unit = match unit {
            Elapsed::Days => "days",
            Elapsed::Months => "completed months",
            Elapsed::Years => "completed years",
        };
        format!("the {unit} from {from} to {to}")
    }

    fn under(&self, clauses: &str, decision: &str) -> String {
        format!("what {clauses} gives for {decision}")
    }

    fn apart(&self, decision: &str) -> String {
        format!("what the other clauses give for {decision}")
    }

    fn count(&self, those: &str) -> String {
        format!("the number of {those}")
    }

    fn count_different(&self, key: &str, those: &str) -> String {
        format!("the number of different values of {key} among {those}")
    }

    fn sum(&self, item: &str, those: &str) -> String {
        format!("the sum of {item} over {those}")
    }

    fn extreme(&self, of: End, item: &str, those: &str) -> String {
        format!("the {} of {item} among {those}", end(of))
    }

    fn pick(&self, of: End, key: &str, those: &str) -> String {
        format!("the one of {those} with the {} {key}", end(of))
    }

    fn commentary(&self, why: &str) -> String {
        format!("Nothing is decided here: {why}")
    }

    fn force(&self, said: ForceSaid<'_>) -> String {
        let subject = if said.of_policy { "The policy" } else { "This clause" };
        let state = if said.suspended.is_some() { "suspended" } else { "in force" };
        let from = said.from.map_or_else(String::new, |day| format!(" from {day}"));
        let through = said.through.map_or_else(String::new, |day| format!(" through {day}"));
        let by = said.suspended.map_or_else(String::new, |by| format!(" ({by})"));
        let reading = said.reading.map_or_else(String::new, |(question, reading)| {
            format!(", if {}", self.read_as(question, reading, true))
        });
        format!("{subject} is {state}{from}{through}{by}{reading}.")
    }

    fn replaces(&self, title: &str, last: Option<&str>) -> String {
        match last {
            Some(last) => format!(
                "This policy replaces “{title}”, which is in force no longer than through {last}."
            ),
            None => format!(
                "This policy replaces “{title}”, which is no longer in force once this one is."
            ),
        }
    }

    fn open_question(&self, question: &str, readings: &[String]) -> String {
        let readings: Vec<String> = readings.iter().map(|it| format!("“{it}”")).collect();
        format!("The text leaves open: “{question}” Either {}.", plain::one_of(&readings))
    }

    fn means(&self, name: &str, meaning: &str) -> String {
        format!("{name} means: {meaning}.")
    }

    fn means_condition(&self, name: &str, condition: &str) -> String {
        format!("{name} means that {condition}.")
    }

    fn is_value(&self, what: &str, value: &str) -> String {
        format!("{what} is {value}")
    }

    fn exactly_where(&self, what: &str, condition: &str) -> String {
        format!("it is so that {what} exactly where {condition}")
    }

    fn for_each(&self, list: &str, main: &str) -> String {
        format!("of each of {list}, {main}")
    }

    fn on_condition(&self, condition: &str) -> String {
        format!("if {condition}")
    }

    fn except(&self, condition: &str) -> String {
        format!("unless {condition}")
    }

    fn exception(&self, condition: &str) -> String {
        format!("This is not so if {condition}.")
    }

    fn prevails(&self, over: &str) -> String {
        format!("This prevails over {over}.")
    }

    fn gives_way(&self, to: &str) -> String {
        format!("This gives way to {to}.")
    }

    fn does_not_apply(&self, clauses: &str, several: bool, to: Option<&str>) -> String {
        let verb = if several { "do not apply" } else { "does not apply" };
        let to = to.map_or_else(String::new, |to| format!(" to {to}"));
        format!("{clauses} {verb}{to}")
    }

    fn only_once(&self, of: Waiting<'_>, condition: &str) -> String {
        let what = match of {
            Waiting::Decision(what) => format!("“{}” may be decided", capital(what)),
            Waiting::Value(value, set) => format!("“{}” may be among {set}", capital(value)),
            Waiting::Judgement(of) => format!("{} may be made", self.finding_on(of)),
        };
        format!("{what} only once {condition}.")
    }

    fn to_judge(&self, of: Judged<'_>, who: Option<&str>, weighing: Option<&str>) -> String {
        let weighing = weighing.map_or_else(String::new, |what| format!(", weighing {what}"));
        let who = who.unwrap_or("a person");
        format!("{} is for {who} to judge{weighing}.", judged(of))
    }

    fn weighed_in(&self, of: Judged<'_>, weighing: &str) -> String {
        format!("In judging {}, what is weighed is {weighing}.", judged(of))
    }

    fn further_factors(&self, ledger: &str) -> String {
        format!("In weighing {ledger}, further things than those the text names may count too.")
    }

    fn burden(&self, of: Judged<'_>, who: &str) -> String {
        match of {
            Judged::Whether(_) => format!("Until {who} shows it, the answer is no."),
            Judged::What(_) => format!("It is for {who} to show it."),
        }
    }

    fn factor(&self, factor: &str, speaks: &[String], present: &str) -> String {
        format!("“{}” counts {}, {present}.", capital(factor), plain::all_of(speaks))
    }

    fn speaks(&self, direction: Direction, side: &str, ledger: &str) -> String {
        match direction {
            Direction::Toward | Direction::Away => format!("for {side} in weighing {ledger}"),
            Direction::EitherWay => format!("either way in weighing {ledger}"),
        }
    }

    fn present_where(&self, condition: &str) -> String {
        format!("where {condition}")
    }

    fn present_found(&self, who: &str) -> String {
        format!("where {who} finds it")
    }

    fn finding_on(&self, of: Judged<'_>) -> String {
        format!("a finding on {}", judged(of))
    }

    fn bar(&self, kind: BarKind, barred: &[String], of: &str) -> String {
        let which = match barred {
            [] | [_] => "",
            [_, _] => " (one of them or both)",
            _ => " (one, several or all of them)",
        };
        match kind {
            BarKind::RestOnlyOn => format!(
                "{of} that rests on nothing but {}{which} is not used.",
                plain::one_of(barred)
            ),
            BarKind::RestOn => {
                format!("{of} that rests on {}{which} is not used.", plain::one_of(barred))
            }
            BarKind::NeverConsider => {
                format!("{} may never be considered in {of}.", plain::all_of(barred))
            }
        }
    }

    fn duty(&self, said: DutySaid<'_>) -> String {
        let start = match said.begins {
            Begins::Event(event, _) => format!("upon {event}, "),
            Begins::Issue => "from the day the policy is issued, ".to_owned(),
            Begins::Breach(Some(first)) => format!("once the duty to {first} is breached, "),
            Begins::Breach(None) | Begins::When(_) | Begins::Ongoing => String::new(),
        };
        let modality = match said.modality {
            Modality::Must => "must",
            Modality::Should => "should",
            Modality::MustNot => "must not",
        };
        let jointly = if said.jointly { ", jointly," } else { "" };
        let due = match said.due {
            DueBy::None => String::new(),
            DueBy::Within(time, None) => format!(" within {time}"),
            DueBy::Within(time, Some(day)) => format!(" within {time} of {day}"),
            DueBy::By(day) => format!(" by {day}"),
            DueBy::Before(what) => format!(" before {what}"),
            DueBy::Every(1) => " every day".to_owned(),
            DueBy::Every(days) => format!(" every {days} days"),
        };
        let tail = match said.begins {
            Begins::When(condition) => format!(", where {condition}"),
            Begins::Event(_, Some(condition)) => format!(", if {condition}"),
            Begins::Ongoing => ", for as long as this applies".to_owned(),
            Begins::Event(_, None) | Begins::Issue | Begins::Breach(_) => String::new(),
        };
        let owed = said.to.map_or_else(String::new, |to| format!(" This is owed to {to}."));
        format!("{start}{}{jointly} {modality} {}{due}{tail}.{owed}", said.who, said.what)
    }

    fn done(&self, modality: Modality, event: Option<&str>, condition: Option<&str>) -> String {
        let verb = match modality {
            Modality::Must | Modality::Should => "done",
            Modality::MustNot => "breached",
        };
        match (event, condition) {
            (Some(event), Some(condition)) => {
                format!("It is {verb} by {event}, or once {condition}.")
            }
            (Some(event), None) => format!("It is {verb} by {event}."),
            (None, Some(condition)) => format!("It is {verb} once {condition}."),
            (None, None) => String::new(),
        }
    }

    fn excused(&self, condition: &str) -> String {
        format!("It is excused where {condition}.")
    }

    fn upon_breach(&self, what: &str) -> String {
        format!("If it is breached: {}.", capital(&without_ends(what, &['.'])))
    }

    fn upon_breach_duty(&self, duty: &str) -> String {
        format!("If it is breached, the duty to {duty} arises.")
    }

    fn permission(&self, who: &str, what: &str) -> String {
        format!("{who} may {what}")
    }

    fn always(&self, condition: &str) -> String {
        format!("In every case {condition}.")
    }

    fn never(&self, condition: &str) -> String {
        format!("In no case is it so that {condition}.")
    }

    fn raising(&self, fact: &str, never_raises: bool, decision: &str) -> String {
        let verb = if never_raises { "raises" } else { "lowers" };
        format!("Raising {fact} never {verb} {decision}.")
    }

    fn notice(&self, text: &str) -> String {
        format!("Every outcome says: “{}”", capital(text))
    }
}
