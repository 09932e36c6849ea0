//! An outcome as a whole.

use whereas_value::Date;

use super::{Spanish, a};
use crate::grammar::{ChosenDay, Outcomes, Words};

impl Outcomes for Spanish {
    fn headings(&self) -> [&'static str; 4] {
        [
            "Determinaciones",
            "Deberes y facultades",
            "Este caso quebranta una garantía de la norma",
            "Lo que queda en manos de personas",
        ]
    }

    fn as_of(&self, day: Date, force: &str) -> String {
        format!("a fecha de {}: {force}", self.date(day))
    }

    fn as_of_law(&self, day: Date, law: &str, force: &str) -> String {
        format!("a fecha de {}, según la ley de {law}: {force}", self.date(day))
    }

    fn in_force(&self, is: bool) -> &'static str {
        if is { "vigente" } else { "no vigente" }
    }

    fn not_yet(&self, from: Date) -> String {
        format!("aún no vigente (lo estará desde el {})", self.date(from))
    }

    fn ended(&self, since: Date) -> String {
        format!("ya no vigente (desde el {})", self.date(since))
    }

    fn suspended(&self, by: &str, clause: &str) -> String {
        format!("suspendida: {by} ({clause})")
    }

    fn replaced(&self, by: &str) -> String {
        format!("sustituida por {by}")
    }

    fn starting(&self, day: Date) -> String {
        format!(" desde el {}", self.date(day))
    }

    fn is_read_as(&self, question: &str, reading: &str) -> String {
        format!("«{question}» se entiende como «{reading}»")
    }

    fn if_read(&self, readings: &str) -> String {
        format!(" si {readings}")
    }

    fn controlled(&self, by: &str, several: bool) -> String {
        format!("cede ante {by}, que {}", if several { "prevalecen" } else { "prevalece" })
    }

    fn perhaps_controlled(&self, by: &str, several: bool) -> String {
        let (prevail, apply) =
            if several { ("prevalecen", "se aplican") } else { ("prevalece", "se aplica") };
        format!(
            "puede ceder ante {by}, que {prevail} si tanto esta como aquella se aplican a este caso; está abierto si {by} {apply}"
        )
    }

    fn applies_as_well(&self, others: &str, several: bool) -> String {
        let apply = if several { "se aplican" } else { "se aplica" };
        format!(
            "{others} también {apply} a este caso; se dice que cada una vale en su propio ámbito"
        )
    }

    fn notice(&self, clause: &str, text: &str) -> String {
        format!("Advertencia ({clause}): {text}")
    }

    fn idle_clause(&self, clause: &str, surely: bool) -> String {
        let is = if surely { "no está vigente" } else { "puede no estar vigente" };
        format!("{clause}, que {is} ese día")
    }

    fn contest(&self, how: Option<&str>) -> String {
        format!("Cómo impugnar: {}", how.unwrap_or("la norma no dice cómo."))
    }

    fn stands_on(&self, days: &str, plan: &str, engine: &str, case: &str) -> String {
        format!(
            "Se apoya en: el derecho del {days} · plan {plan} · programa {engine} · caso {case}"
        )
    }

    fn acting(&self) -> &'static str {
        "si se actúa: estas respuestas clasifican; solo actúa la determinación de una persona"
    }

    fn idle_judgement(&self, whether: &str, who: &str) -> String {
        format!("si {whether}: corresponde {} valorarlo; nada depende aún de ello", a(who))
    }

    fn judged_by(&self, whether: &str, who: &str) -> String {
        format!("si {whether}: corresponde {} valorarlo", a(who))
    }

    fn judged_though_not_shown(&self, whether: &str, who: &str) -> String {
        format!(
            "si {whether}: corresponde {} valorarlo; aquí cuenta como no demostrado, y una valoración válida puede \
             cambiar la respuesta",
            a(who)
        )
    }

    fn judged_anyway(&self) -> &'static str {
        "lo valoran personas, se decida aquí lo que se decida:"
    }

    fn judged_anyway_by(&self, count: usize, who: &[&str]) -> String {
        let who: Vec<String> = who.iter().map(|it| a(it)).collect();
        let who: Vec<&str> = who.iter().map(String::as_str).collect();
        let who = self.joined(&who, true);
        format!(
            "lo valoran personas, se decida aquí lo que se decida: {count} cuestiones, que corresponden {who} (--trace las nombra)"
        )
    }

    fn idle_judgements(&self, count: usize, others: bool, of_answer: bool) -> String {
        let here = if of_answer { "esta respuesta" } else { "aún este caso" };
        let others = if others { " más" } else { "" };
        format!("{count} valoraciones{others}, de ninguna de las cuales depende {here}")
    }

    fn weighs(&self, way: &str) -> String {
        format!("pesa {way}:")
    }

    fn other_factors(&self, absent: usize, not_shown: usize, hint: bool) -> String {
        let mut counts = Vec::new();
        if absent > 0 {
            counts.push(format!("{absent} no presentes"));
        }
        if not_shown > 0 {
            counts.push(format!("{not_shown} buscados y no acreditados"));
        }
        let hint = if hint { " (--trace los nombra)" } else { "" };
        format!("de los demás factores: {}{hint}", counts.join(", "))
    }

    fn compared(&self, day: Date) -> [String; 2] {
        [
            format!(
                "Un mismo caso, a fecha de {}, según cada norma que decide algo",
                self.date(day)
            ),
            "Solo responde al caso una norma vigente ese día; lo que dicen las demás es lo que habrían dicho."
                .to_owned(),
        ]
    }

    fn chosen(&self, chosen: ChosenDay) -> &'static str {
        match chosen {
            ChosenDay::OfCase => "el día del caso",
            ChosenDay::Last => "el último día antes del caso en que está vigente",
            ChosenDay::First => "el primer día después del caso en que está vigente",
            ChosenDay::Never => "el día del caso; no está vigente ningún día",
        }
    }

    fn either_way(&self) -> &'static str {
        "En uno u otro sentido (no es una determinación: lo que se seguiría de ella)"
    }

    fn were_found(&self, judgement: &str, value: &str) -> String {
        format!("se determinara sobre «{judgement}»: {value}")
    }

    fn if_then(&self, found: &str, follows: &str) -> String {
        format!("si {found}, entonces {follows}")
    }
}
