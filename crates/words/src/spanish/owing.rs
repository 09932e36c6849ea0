//! Duties and permissions.

use whereas_value::Date;

use super::{Spanish, de, many};
use crate::grammar::{DutyStands, Owed, Owing, Upon, Words};
use crate::telling::Holds;

impl Owing for Spanish {
    fn owed(&self, owed: Owed<'_>) -> String {
        let arose = owed
            .arose
            .map_or_else(String::new, |day| format!(", deber nacido el {}", self.date(day)));
        let about = owed.about.map_or_else(String::new, |about| format!(", sobre «{about}»"));
        let several = owed.who.len() > 1 || owed.who.first().is_some_and(|who| many(who));
        let modality = match (owed.modality, several) {
            ("must", false) => "debe",
            ("must", true) => "deben",
            ("should", false) => "debería",
            ("should", true) => "deberían",
            (_, false) => "no debe",
            (_, true) => "no deben",
        };
        format!(
            "{} {modality} {}{arose}{about}: {}{}",
            self.joined(owed.who, true),
            owed.what,
            owed.state,
            owed.due
        )
    }

    fn states_open(&self, states: &str) -> String {
        format!("no se sabe ({states})")
    }

    fn duty_state(&self, stands: DutyStands, excused: bool) -> String {
        let excuse = if excused { ", lo que queda excusado" } else { "" };
        match stands {
            DutyStands::Done => "cumplido".to_owned(),
            DutyStands::DoneInTime => "cumplido a tiempo".to_owned(),
            DutyStands::DoneLate => format!("cumplido con retraso{excuse}"),
            DutyStands::DoneUnrecorded => format!("cumplido, en un día que no consta{excuse}"),
            DutyStands::NotBreached => "no incumplido hasta ahora".to_owned(),
            DutyStands::NotDone => "aún no cumplido".to_owned(),
            DutyStands::NotDoneOpen => "aún no cumplido, y sin plazo".to_owned(),
            DutyStands::NotArisen => "no ha nacido".to_owned(),
            DutyStands::Excused => "excusado".to_owned(),
            DutyStands::Breached => "incumplido".to_owned(),
            DutyStands::NotMet => "no cumplido".to_owned(),
            DutyStands::Kept => "respetado".to_owned(),
            DutyStands::NoValue(cause) => self.cause(cause).to_owned(),
        }
    }

    fn due(&self, days: Option<(Date, Date)>) -> String {
        match days {
            None => ", sin un día de vencimiento que pueda saberse".to_owned(),
            Some((first, last)) if first == last => {
                format!(", a más tardar el {}", self.date(last))
            }
            Some((first, last)) => format!(
                ", a más tardar un día entre el {} y el {}",
                self.date(first),
                self.date(last)
            ),
        }
    }

    fn by_clause(&self, clause: &str) -> String {
        format!("según {clause}")
    }

    fn gives_no_rise(&self, clause: &str) -> String {
        format!("{clause} no lo hace nacer aquí")
    }

    fn event(&self, what: &str, on: Date, by: Option<&str>) -> String {
        let by = by.map_or_else(String::new, |by| format!(", por obra {}", de(by)));
        format!("{what} ({}{by})", self.date(on))
    }

    fn no_event(&self, kind: &str) -> String {
        format!("no consta ningún hecho de esta clase: {kind}")
    }

    fn upon(&self, firsts: &str, upon: Upon) -> String {
        match upon {
            Upon::Arisen => format!("por el incumplimiento de {firsts}"),
            Upon::NoBreach => format!("nace del incumplimiento de {firsts}, y no lo hay"),
            Upon::On(day) => {
                format!("nacería del incumplimiento de {firsts}, el {}", self.date(day))
            }
        }
    }

    fn opened_again(&self, day: Date) -> String {
        format!("de nuevo desde el {}", self.date(day))
    }

    fn on_issue(&self) -> &'static str {
        "al emitirse la norma"
    }

    fn ongoing(&self) -> &'static str {
        "cada día en que la cláusula está vigente"
    }

    fn not_in_force_on(&self, day: Date) -> String {
        format!("la cláusula no está vigente el {}", self.date(day))
    }

    fn what_happened(&self, events: &str) -> String {
        format!("lo ocurrido: {events}")
    }

    fn settled(&self, discharged: bool, holds: Holds, because: &str) -> String {
        let is = if discharged { "cumplido" } else { "excusado" };
        match holds {
            Holds::Yes => format!("{is}: {because}"),
            Holds::No => format!("no {is}: {because}"),
            Holds::Open => format!("está abierto si queda {is}: {because}"),
            Holds::Valueless => format!("si queda {is} no tiene respuesta: {because}"),
        }
    }

    fn event_gaps(&self) -> [&'static str; 4] {
        [
            "si hubo otros hechos",
            "sobre qué fue el hecho",
            "quién causó el hecho",
            "a qué hora fue (la hora no consta)",
        ]
    }

    fn further(&self) -> &'static str {
        "puede haber más casos de este deber que ningún hecho registrado muestra"
    }

    fn upon_breach(&self, what: &str) -> String {
        format!("si se incumple: {what}")
    }

    fn would_settle(&self, first: bool, what: &str) -> String {
        let start = if first { "lo aclararía" } else { "           y" };
        format!("{start}: {what}")
    }

    fn held(&self, held: bool) -> &'static str {
        if held { "la tiene" } else { "no la tiene" }
    }

    fn may(&self, who: &[&str], what: &str) -> String {
        let several = who.first().is_some_and(|who| many(who));
        format!(
            "facultad: {} {} {what}",
            self.joined(who, false),
            if several { "pueden" } else { "puede" }
        )
    }

    fn not_in_force(&self, policy: bool, clause: &str) -> String {
        let what = if policy { "la norma" } else { "la cláusula" };
        format!("{what} no está vigente ese día ({clause})")
    }

    fn does_not_give(&self, clause: &str) -> String {
        format!("{clause} no la da aquí")
    }

    fn out_of_scope(&self) -> &'static str {
        "El caso está fuera del ámbito, y nada se decide de él. Lo que la norma dice de deberes y facultades no depende \
         de su ámbito: esto es lo que dice."
    }

    fn events(&self, complete: bool) -> &'static str {
        if complete {
            "Se entiende que los hechos que constan son todos los que hubo."
        } else {
            "Puede haber habido otros hechos además de los que constan."
        }
    }
}
