//! What holds, and what does not.

use whereas_hir::expr::Compare;

use super::{Spanish, a, de, esta};
use crate::grammar::{Conditions, Words};

impl Conditions for Spanish {
    fn not_so(&self, condition: &str) -> String {
        format!("no se da lo siguiente: {condition}")
    }

    fn whether(&self, condition: &str) -> String {
        format!("si {condition}")
    }

    fn term_holds(&self, name: &str, yes: bool) -> String {
        format!("{} {name}", if yes { "se da" } else { "no se da" })
    }

    fn of(&self, part: &str, whole: &str) -> String {
        format!("{part} ({})", de(whole))
    }

    fn constant(&self, holds: bool) -> &'static str {
        if holds { "siempre" } else { "nunca" }
    }

    fn read_as(&self, question: &str, reading: &str, yes: bool) -> String {
        let verb = if yes { "se entiende" } else { "no se entiende" };
        format!("la cuestión abierta «{question}» {verb} como «{reading}»")
    }

    fn at_least_of(&self, count: u32, items: &str, yes: bool) -> String {
        let start = if yes { "se dan al menos" } else { "se dan menos de" };
        format!("{start} {count} de estas condiciones: {items}")
    }

    fn alike(&self, left: &str, right: &str, yes: bool) -> String {
        let start = if yes {
            "se dan las dos condiciones siguientes o ninguna"
        } else {
            "se da solo una de las dos condiciones siguientes"
        };
        format!("{start}: {left}; {right}")
    }

    fn compare(&self, op: Compare, days: bool, left: &str, right: &str) -> String {
        match (op, days) {
            (Compare::Equal, _) => format!("{left} es {right}"),
            (Compare::NotEqual, _) => format!("{left} no es {right}"),
            (Compare::Less, true) => format!("{left} es anterior {}", a(right)),
            (Compare::Less, false) => format!("{left} es menos {}", de(right)),
            (Compare::AtMost, true) => {
                format!("{left} es, a más tardar, {right}")
            }
            (Compare::AtMost, false) => format!("{left} es como máximo {right}"),
            (Compare::More, true) => format!("{left} es posterior {}", a(right)),
            (Compare::More, false) => format!("{left} es más {}", de(right)),
            (Compare::AtLeast, true) => {
                format!("{left} es {right} o un día posterior")
            }
            (Compare::AtLeast, false) => format!("{left} es como mínimo {right}"),
        }
    }

    fn is_one_of(&self, subject: &str, values: &[String], yes: bool) -> String {
        match (yes, values) {
            (true, _) => format!("{subject} es {}", self.one_of(values)),
            (false, [only]) => format!("{subject} no es {only}"),
            (false, [one, other]) => format!("{subject} no es ni {one} ni {other}"),
            (false, _) => {
                format!("{subject} no es ninguna de estas cosas: {}", self.all_of(values))
            }
        }
    }

    fn between(&self, subject: &str, low: &str, high: &str, yes: bool) -> String {
        format!("{subject} {} entre {low} y {high}", esta(yes))
    }

    fn within(&self, day: &str, period: &str, yes: bool) -> String {
        format!("{day} {} dentro {}", esta(yes), de(period))
    }

    fn overlaps(&self, first: &str, second: &str, yes: bool) -> String {
        let overlaps =
            if yes { "coincide en algún día con" } else { "no coincide en ningún día con" };
        format!("{first} {overlaps} {second}")
    }

    fn among(&self, value: &str, set: &str, yes: bool) -> String {
        format!("«{value}» {} entre {set}", esta(yes))
    }

    fn empty_set(&self, set: &str, yes: bool) -> String {
        format!("{} entre {set}", if yes { "no hay nada" } else { "hay algo" })
    }

    fn empty_list(&self, list: &str, yes: bool) -> String {
        let none = if yes { "no consta nada de" } else { "consta algo de" };
        format!("{none} lo siguiente: {list}")
    }

    fn known(&self, what: &str, yes: bool) -> String {
        format!("{} {what}", if yes { "se conoce" } else { "no se conoce" })
    }

    fn known_whether(&self, condition: &str, yes: bool) -> String {
        format!("{} si {condition}", if yes { "se sabe" } else { "no se sabe" })
    }

    fn absent(&self, what: &str, yes: bool) -> String {
        format!("{} {what}", if yes { "no existe" } else { "existe" })
    }

    fn decided(&self, what: &str, yes: bool) -> String {
        let verb = if yes { "está decidido" } else { "no está decidido" };
        format!("{verb} lo siguiente: {what}")
    }

    fn depending(&self, then: &str, test: &str, otherwise: &str) -> String {
        format!("{then} si {test}, y en otro caso {otherwise}")
    }

    fn any(&self, list: &str, filter: Option<&str>, yes: bool) -> String {
        match (filter, yes) {
            (None, true) => format!("hay al menos uno entre {list}"),
            (None, false) => format!("no hay ninguno entre {list}"),
            (Some(filter), true) => {
                format!("en al menos un caso entre {list} se cumple que {filter}")
            }
            (Some(filter), false) => {
                format!("en ningún caso entre {list} se cumple que {filter}")
            }
        }
    }

    fn every(&self, those: &str, has: &str, yes: bool) -> String {
        if yes {
            format!("en cada caso entre {those} se cumple que {has}")
        } else {
            format!("no en todos los casos entre {those} se cumple que {has}")
        }
    }

    fn is_truth(&self, what: &str, yes: bool) -> String {
        format!("{what}: {}", self.truth(yes))
    }
}
