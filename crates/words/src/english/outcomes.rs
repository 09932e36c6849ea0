//! An outcome as a whole.

use whereas_value::Date;

use super::{English, s};
use crate::grammar::{ChosenDay, Outcomes};
use crate::plain;

impl Outcomes for English {
    fn headings(&self) -> [&'static str; 4] {
        [
            "Findings",
            "Duties and permissions",
            "This case breaks a guarantee of the policy",
            "What stays with people",
        ]
    }

    fn as_of(&self, day: Date, force: &str) -> String {
        format!("as of {}: {force}", plain::date(day))
    }

    fn as_of_law(&self, day: Date, law: &str, force: &str) -> String {
        format!("as of {}, by the law of {law}: {force}", plain::date(day))
    }

    fn in_force(&self, is: bool) -> &'static str {
        if is { "in force" } else { "not in force" }
    }

    fn not_yet(&self, from: Date) -> String {
        format!("not yet in force (from {})", plain::date(from))
    }

    fn ended(&self, since: Date) -> String {
        format!("no longer in force (since {})", plain::date(since))
    }

    fn suspended(&self, by: &str, clause: &str) -> String {
        format!("suspended: {by} ({clause})")
    }

    fn replaced(&self, by: &str) -> String {
        format!("replaced by {by}")
    }

    fn starting(&self, day: Date) -> String {
        format!(" from {}", plain::date(day))
    }

    fn is_read_as(&self, question: &str, reading: &str) -> String {
        format!("“{question}” is read as “{reading}”")
    }

    fn if_read(&self, readings: &str) -> String {
        format!(" if {readings}")
    }

    fn controlled(&self, by: &str, several: bool) -> String {
        format!("stands back behind {by}, which control{}", s(!several))
    }

    fn perhaps_controlled(&self, by: &str, several: bool) -> String {
        let (control, apply) = if several { ("control", "apply") } else { ("controls", "applies") };
        format!(
            "may stand back behind {by}, which {control} if both apply to this case; whether {by} {apply} is open"
        )
    }

    fn applies_as_well(&self, others: &str, several: bool) -> String {
        let apply = if several { "apply" } else { "applies" };
        format!("{others} {apply} to this case as well; each is said to stand for its own scope")
    }

    fn notice(&self, clause: &str, text: &str) -> String {
        format!("Notice ({clause}): {text}")
    }

    fn idle_clause(&self, clause: &str, surely: bool) -> String {
        let is = if surely { "is not in force" } else { "may not be in force" };
        format!("{clause}, which {is} on that day")
    }

    fn contest(&self, how: Option<&str>) -> String {
        format!("To contest: {}", how.unwrap_or("the policy does not say how."))
    }

    fn stands_on(&self, days: &str, plan: &str, engine: &str, case: &str) -> String {
        format!("Stands on: the law of {days} · plan {plan} · engine {engine} · case {case}")
    }

    fn acting(&self) -> &'static str {
        "whether to act: these answers classify; only a person's finding acts"
    }

    fn idle_judgement(&self, whether: &str, who: &str) -> String {
        format!("whether {whether}: for {who} to judge; nothing turns on it yet")
    }

    fn judged_by(&self, whether: &str, who: &str) -> String {
        format!("whether {whether}: for {who} to judge")
    }

    fn judged_though_not_shown(&self, whether: &str, who: &str) -> String {
        format!(
            "whether {whether}: for {who} to judge; this counts as not shown here, and a sound finding may change the \
             answer"
        )
    }

    fn judged_anyway(&self) -> &'static str {
        "judged by people, whatever is decided here:"
    }

    fn judged_anyway_by(&self, count: usize, who: &[&str]) -> String {
        let who = plain::all_of(who);
        format!(
            "judged by people, whatever is decided here: {count} matters, by {who} (--trace names them)"
        )
    }

    fn idle_judgements(&self, count: usize, others: bool, of_answer: bool) -> String {
        let here = if of_answer { "this answer turns" } else { "this case turns yet" };
        let others = if others { "other " } else { "" };
        format!("{count} {others}judgements, on none of which {here}")
    }

    fn weighs(&self, way: &str) -> String {
        format!("weighs {way}:")
    }

    fn other_factors(&self, absent: usize, not_shown: usize, hint: bool) -> String {
        let mut counts = Vec::new();
        if absent > 0 {
            counts.push(format!("{absent} not present"));
        }
        if not_shown > 0 {
            counts.push(format!("{not_shown} looked for and not shown"));
        }
        let hint = if hint { " (--trace names them)" } else { "" };
        format!("of the other factors: {}{hint}", counts.join(", "))
    }

    fn compared(&self, day: Date) -> [String; 2] {
        [
            format!("One case, of {}, put to each policy that decides something", plain::date(day)),
            "Only a policy in force on that day answers the case; what the others say is what they would have said."
                .to_owned(),
        ]
    }

    fn chosen(&self, chosen: ChosenDay) -> &'static str {
        match chosen {
            ChosenDay::OfCase => "the day of the case",
            ChosenDay::Last => "the last day before the case on which it is in force",
            ChosenDay::First => "the first day after the case on which it is in force",
            ChosenDay::Never => "the day of the case; it is in force on no day",
        }
    }

    fn either_way(&self) -> &'static str {
        "Either way (no finding: what would follow from one)"
    }

    fn were_found(&self, judgement: &str, value: &str) -> String {
        format!("“{judgement}” were found: {value}")
    }

    fn if_then(&self, found: &str, follows: &str) -> String {
        format!("if {found}, then {follows}")
    }
}
