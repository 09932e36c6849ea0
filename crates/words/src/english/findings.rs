//! Findings.

use whereas_value::Date;
use whereas_value::answer::FindingClass;

use super::English;
use crate::grammar::Finding;
use crate::plain;

impl Finding for English {
    fn class(&self, class: FindingClass) -> &'static str {
        match class {
            FindingClass::Used => "used",
            FindingClass::Defective => "defective, and not used",
            FindingClass::NotYetUsable => "not yet usable",
            FindingClass::Draft => "a draft, and not used",
            FindingClass::NotAsked => {
                "not asked for: its clause is not in force, is switched off, or is not ready"
            }
        }
    }

    fn finding(&self, whether: &str, found: Option<(Option<&str>, &str)>, class: &str) -> String {
        let said = found.map_or_else(String::new, |(value, by)| {
            let value = value.map_or_else(String::new, |value| format!("{value} "));
            format!("found {value}{by}: ")
        });
        format!("whether {whether}: {said}{class}")
    }

    fn by(&self, who: Option<&str>, on: Option<Date>) -> String {
        let on = on.map_or_else(String::new, |day| format!(" on {}", plain::date(day)));
        format!("by {}{on}", who.unwrap_or("nobody named"))
    }

    fn its_reasons(&self, reasons: &str) -> String {
        format!("its reasons: “{reasons}”")
    }

    fn stated_heads(&self) -> [&'static str; 4] {
        ["it weighed as present", "it weighed as not shown", "it also weighed", "it rests on"]
    }

    fn defect(&self, defect: &str, clause: &str) -> String {
        format!("{defect}, by {clause}")
    }

    fn left_out_perhaps(&self, factor: &str) -> String {
        format!("it left out a factor that may yet be present: {factor}")
    }

    fn made_by_nobody(&self) -> &'static str {
        "nobody is said to have made it"
    }

    fn may_not_make(&self, actor: &str) -> String {
        format!("{actor} may not make it")
    }

    fn no_date(&self) -> &'static str {
        "it has no date"
    }

    fn dated_later(&self, day: Date) -> String {
        format!("it is dated {}, after the day as of which the case is decided", plain::date(day))
    }

    fn no_reasons(&self) -> &'static str {
        "it gives no reasons"
    }

    fn rests_on_nothing(&self) -> &'static str {
        "it says nothing that it rests on"
    }

    fn left_out(&self, factor: &str) -> String {
        format!("it left out a factor that is present: {factor}")
    }

    fn rests_on_insufficient(&self) -> &'static str {
        "it rests only on what may not suffice alone"
    }

    fn rests_on_forbidden(&self, what: &str) -> String {
        format!("it rests on what it may not rest on: {what}")
    }

    fn names_protected(&self, what: &str) -> String {
        format!("it names a protected characteristic: {what}")
    }

    fn names_never(&self, what: &str) -> String {
        format!("it names what may never be considered: {what}")
    }

    fn ledger_closed(&self, what: &str) -> String {
        format!("it weighs “{what}”, and no further factors may be weighed")
    }
}
