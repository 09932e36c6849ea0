//! What holds, and what does not.

use whereas_hir::expr::Compare;
use whereas_words::plain;

use super::{English, is};
use crate::grammar::{Conditions, Words};

impl Conditions for English {
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

    fn alike(&self, left: &str, right: &str, yes: bool) -> String {
        let start =
            if yes { "both of these hold or neither does" } else { "only one of these holds" };
        format!("{start}: {left}; {right}")
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

    fn within(&self, day: &str, period: &str, yes: bool) -> String {
        format!("{day} {} within {period}", is(yes))
    }

    fn overlaps(&self, first: &str, second: &str, yes: bool) -> String {
        let overlaps = if yes { "overlaps" } else { "does not overlap" };
        format!("{first} {overlaps} {second}")
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

    fn caused_by(&self, by: Option<&str>, yes: bool) -> String {
        let not = if yes { "" } else { "not " };
        by.map_or_else(
            || format!("it is {not}stated who caused the event"),
            |by| format!("the event was {not}caused by {by}"),
        )
    }
}
