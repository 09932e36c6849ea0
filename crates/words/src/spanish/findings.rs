//! Findings.

use whereas_value::Date;
use whereas_value::answer::FindingClass;

use super::{Spanish, de, many};
use crate::grammar::{Finding, Words};

impl Finding for Spanish {
    fn class(&self, class: FindingClass) -> &'static str {
        match class {
            FindingClass::Used => "se usa",
            FindingClass::Defective => "defectuosa, y no se usa",
            FindingClass::NotYetUsable => "aún no puede usarse",
            FindingClass::Draft => "es un borrador, y no se usa",
            FindingClass::NotAsked => {
                "no se pide: su cláusula no está vigente, no se aplica, o aún no puede decidirse"
            }
        }
    }

    fn finding(&self, whether: &str, found: Option<(Option<&str>, &str)>, class: &str) -> String {
        let said = found.map_or_else(String::new, |(value, by)| {
            let value = value.map_or_else(String::new, |value| format!("{value}, "));
            format!("{value}según la determinación {}: ", de(by))
        });
        format!("si {whether}: {said}{class}")
    }

    fn by(&self, who: Option<&str>, on: Option<Date>) -> String {
        let on = on.map_or_else(String::new, |day| format!(", el {}", self.date(day)));
        format!("{}{on}", who.unwrap_or("alguien sin nombrar"))
    }

    fn its_reasons(&self, reasons: &str) -> String {
        format!("sus razones: «{reasons}»")
    }

    fn stated_heads(&self) -> [&'static str; 4] {
        ["ponderó como presente", "ponderó como no acreditado", "ponderó además", "se basa en"]
    }

    fn defect(&self, defect: &str, clause: &str) -> String {
        format!("{defect}, según {clause}")
    }

    fn left_out_perhaps(&self, factor: &str) -> String {
        format!("omitió un factor que aún puede estar presente: {factor}")
    }

    fn made_by_nobody(&self) -> &'static str {
        "no se dice quién la hizo"
    }

    fn may_not_make(&self, actor: &str) -> String {
        format!("{actor} no {} hacerla", if many(actor) { "pueden" } else { "puede" })
    }

    fn no_date(&self) -> &'static str {
        "no lleva fecha"
    }

    fn dated_later(&self, day: Date) -> String {
        format!(
            "lleva la fecha del {}, posterior al día al que se refiere la decisión",
            self.date(day)
        )
    }

    fn no_reasons(&self) -> &'static str {
        "no da razones"
    }

    fn rests_on_nothing(&self) -> &'static str {
        "no dice en qué se basa"
    }

    fn left_out(&self, factor: &str) -> String {
        format!("omitió un factor que está presente: {factor}")
    }

    fn rests_on_insufficient(&self) -> &'static str {
        "se basa únicamente en lo que no puede bastar por sí solo"
    }

    fn rests_on_forbidden(&self, what: &str) -> String {
        format!("se basa en aquello en lo que no puede basarse: {what}")
    }

    fn names_protected(&self, what: &str) -> String {
        format!("menciona una característica protegida: {what}")
    }

    fn names_never(&self, what: &str) -> String {
        format!("menciona lo que nunca puede tenerse en cuenta: {what}")
    }

    fn ledger_closed(&self, what: &str) -> String {
        format!("pondera «{what}», y no pueden ponderarse más factores")
    }
}
