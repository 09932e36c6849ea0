//! Who judges what, on what, and what never counts.

use whereas_hir::clause::{BarKind, Direction};

use super::{Spanish, a, de, judged};
use crate::grammar::{Judged, Judging, Words};
use crate::marks::capital;

impl Judging for Spanish {
    fn to_judge(&self, of: Judged<'_>, who: Option<&str>, weighing: Option<&str>) -> String {
        let who = a(who.unwrap_or("una persona"));
        let weighing =
            weighing.map_or_else(String::new, |what| format!(", que debe ponderar {what}"));
        format!("corresponde {who} valorar {}{weighing}.", judged(of))
    }

    fn weighed_in(&self, of: Judged<'_>, weighing: &str) -> String {
        format!("Al valorar {}, se pondera {weighing}.", judged(of))
    }

    fn further_factors(&self, ledger: &str) -> String {
        format!("Al ponderar {ledger}, también pueden contar cosas que el texto no nombra.")
    }

    fn burden(&self, of: Judged<'_>, who: &str) -> String {
        match of {
            Judged::Whether(_) => {
                format!("Corresponde {} demostrarlo; hasta entonces la respuesta es no.", a(who))
            }
            Judged::What(_) => format!("Corresponde {} demostrarlo.", a(who)),
        }
    }

    fn factor(&self, factor: &str, speaks: &[String], present: &str) -> String {
        format!("«{}» cuenta {}, {present}.", capital(factor), self.all_of(speaks))
    }

    fn speaks(&self, direction: Direction, side: &str, ledger: &str) -> String {
        match direction {
            Direction::Toward | Direction::Away => {
                format!("a favor {} al ponderar {ledger}", de(side))
            }
            Direction::EitherWay => format!("en uno u otro sentido al ponderar {ledger}"),
        }
    }

    fn present_where(&self, condition: &str) -> String {
        format!("si {condition}")
    }

    fn present_found(&self, who: &str) -> String {
        format!("si así lo aprecia {who}")
    }

    fn finding_on(&self, of: Judged<'_>) -> String {
        match of {
            Judged::Whether(condition) => format!("la determinación de si {condition}"),
            Judged::What(what) => format!("la determinación {}", de(what)),
        }
    }

    fn bar(&self, kind: BarKind, barred: &[String], of: &str) -> String {
        let which = match barred {
            [] | [_] => "",
            [_, _] => " (una de estas cosas o ambas)",
            _ => " (una, varias o todas estas cosas)",
        };
        let whole = of;
        let of =
            |verb: &str| format!("{whole} no se usa si {verb} en {}{which}.", self.one_of(barred));
        match kind {
            BarKind::RestOnlyOn => of("se basa únicamente"),
            BarKind::RestOn => of("se basa"),
            BarKind::NeverConsider => {
                format!("Nunca puede tenerse en cuenta {} en {whole}.", self.all_of(barred))
            }
        }
    }
}
