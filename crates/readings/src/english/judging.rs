//! Who judges what, on what, and what never counts.

use whereas_hir::clause::{BarKind, Direction};
use whereas_words::plain;

use super::{English, judged};
use crate::grammar::{Judged, Judging};
use crate::marks::capital;

impl Judging for English {
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
}
