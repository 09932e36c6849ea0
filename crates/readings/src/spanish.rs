//! Spanish. What would ask for the subjunctive is said so that labels can stay in the indicative, in which they are
//! written: `salvo si`, `una vez cumplido esto`.

use whereas_hir::clause::{BarKind, Direction};
use whereas_hir::duty::Modality;
use whereas_hir::expr::{Arithmetic, Compare, Elapsed, EventField};
use whereas_value::date::Date;
use whereas_value::number::Number;
use whereas_value::rounding::Rounding;
use whereas_value::types::Rhythm;
use whereas_words::plain;

use crate::grammar::{Begins, DueBy, DutySaid, End, ForceSaid, Grammar, Judged, Waiting};
use crate::marks::{capital, starts_with, text, without_ends, without_start};

/// Spanish sentences.
#[derive(Debug)]
pub(crate) struct Spanish;

/// `de` before a phrase: `del oficial`.
fn de(phrase: &str) -> String {
    without_start(phrase, "el ")
        .map_or_else(|| format!("de {phrase}"), |rest| format!("del {rest}"))
}

/// `a` before a phrase: `al oficial`.
fn a(phrase: &str) -> String {
    without_start(phrase, "el ").map_or_else(|| format!("a {phrase}"), |rest| format!("al {rest}"))
}

/// Whether a phrase is a plural: `los organismos`.
fn many(phrase: &str) -> bool {
    starts_with(phrase, &["los ", "las ", "unos ", "unas "])
}

const fn esta(yes: bool) -> &'static str {
    if yes { "está" } else { "no está" }
}

/// `y`, or `e` before the sound of `i`; `o`, or `u` before that of `o`.
fn joined(things: &[String], and: bool) -> String {
    let Some((last, most)) = things.split_last() else { return String::new() };
    if most.is_empty() {
        return last.clone();
    }
    let bare = text(last).to_lowercase();
    let bare = bare.trim_start_matches(['«', '(', '¿']);
    let vowel = |starts: &[&str]| starts.iter().any(|it| bare.starts_with(it));
    let word = match and {
        true if vowel(&["i", "hi", "í"]) && !vowel(&["hie", "ia", "ie", "io"]) => "e",
        true => "y",
        false if vowel(&["o", "ho", "ó"]) => "u",
        false => "o",
    };
    format!("{} {word} {last}", most.join(", "))
}

const fn end(end: End) -> &'static str {
    match (end.days, end.largest) {
        (true, true) => "más reciente",
        (true, false) => "más antiguo",
        (false, true) => "mayor",
        (false, false) => "menor",
    }
}

fn judged(of: Judged<'_>) -> String {
    match of {
        Judged::Whether(condition) => format!("si {condition}"),
        Judged::What(what) => what.to_owned(),
    }
}

fn counted(count: &Number, one: &str, many: &str) -> String {
    let word = if *count == Number::ONE { one } else { many };
    format!("{} {word}", plain::number(count))
}

impl Grammar for Spanish {
    fn code(&self) -> &'static str {
        "es"
    }

    fn date(&self, day: Date) -> String {
        let (year, month, of_month) = day.ymd();
        let name = match month {
            1 => "enero",
            2 => "febrero",
            3 => "marzo",
            4 => "abril",
            5 => "mayo",
            6 => "junio",
            7 => "julio",
            8 => "agosto",
            9 => "septiembre",
            10 => "octubre",
            11 => "noviembre",
            _ => "diciembre",
        };
        format!("{of_month} de {name} de {year}")
    }

    fn number(&self, number: &Number) -> String {
        plain::number(number)
    }

    fn money(&self, amount: &Number, currency: &str, per: Option<Rhythm>) -> String {
        let rhythm = match per {
            None => "",
            Some(Rhythm::Day) => " al día",
            Some(Rhythm::Week) => " a la semana",
            Some(Rhythm::Month) => " al mes",
            Some(Rhythm::Year) => " al año",
        };
        format!("{} {currency}{rhythm}", plain::number(amount))
    }

    fn days(&self, count: &Number) -> String {
        counted(count, "día", "días")
    }

    fn hours(&self, count: u32) -> String {
        counted(&Number::from(i64::from(count)), "hora", "horas")
    }

    fn months(&self, count: &Number) -> String {
        let years = count.checked_div(&Number::from(12_i64)).ok().filter(Number::is_integer);
        match years {
            Some(years) if !years.is_zero() => counted(&years, "año", "años"),
            Some(_) | None => counted(count, "mes", "meses"),
        }
    }

    fn truth(&self, yes: bool) -> &'static str {
        if yes { "sí" } else { "no" }
    }

    fn quoted(&self, text: &str) -> String {
        format!("«{text}»")
    }

    fn all_of(&self, things: &[String]) -> String {
        joined(things, true)
    }

    fn one_of(&self, things: &[String]) -> String {
        joined(things, false)
    }

    fn and(&self) -> &'static str {
        "y"
    }

    fn or(&self) -> &'static str {
        "o"
    }

    fn joining(&self) -> &'static [&'static str] {
        &[" y ", " e ", " o ", " u "]
    }

    fn asking(&self) -> &'static [&'static str] {
        &[
            "cómo ",
            "dónde ",
            "cuándo ",
            "si ",
            "quién ",
            "quiénes ",
            "por qué ",
            "cuánto ",
            "cuánta ",
            "cuántos ",
            "cuántas ",
            "cuál ",
            "cuáles ",
            "qué ",
            "durante cuánto ",
            "por cuánto ",
            "a quién ",
        ]
    }

    fn question(&self, text: &str) -> String {
        format!("¿{}?", capital(&without_ends(text, &['¿', '?', ' '])))
    }

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

    fn answer_to(&self, question: &str) -> String {
        format!("la respuesta a «{question}»")
    }

    fn for_the_element(&self, decision: &str) -> String {
        format!("{decision} en ese caso")
    }

    fn parameter_on(&self, parameter: &str, day: &str, value: Option<&str>) -> String {
        let value = value.map_or_else(String::new, |value| format!(" ({value})"));
        let on = if starts_with(day, &["el ", "la "]) { "en" } else { "el" };
        format!("{parameter}, según regía {on} {day}{value}")
    }

    fn each_of(&self, list: &str) -> String {
        format!("cada uno entre {list}")
    }

    fn one_among(&self, list: &str) -> String {
        format!("uno entre {list}")
    }

    fn those(&self, list: &str, filter: &str) -> String {
        format!("{list} en que {filter}")
    }

    fn event_field(&self, field: EventField) -> &'static str {
        match field {
            EventField::On => "el día del hecho",
            EventField::By(_) => "quien lo hizo",
            EventField::About => "el asunto del hecho",
        }
    }

    fn as_of_day(&self) -> &'static str {
        "el día al que se refiere la decisión"
    }

    fn governing_day(&self) -> &'static str {
        "el día cuyo derecho se aplica"
    }

    fn arithmetic(&self, op: Arithmetic, left: &str, right: &str) -> String {
        match op {
            Arithmetic::Add => format!("{left} más {right}"),
            Arithmetic::Subtract => format!("{left} menos {right}"),
            Arithmetic::Multiply => format!("{left} por {right}"),
            Arithmetic::Divide => format!("{left} entre {right}"),
        }
    }

    fn half_of(&self, whole: &str) -> String {
        format!("la mitad {}", de(whole))
    }

    fn percent_of(&self, percent: &str, whole: &str) -> String {
        format!("el {percent} % {}", de(whole))
    }

    fn lesser(&self, items: &str) -> String {
        format!("lo menor entre {items}")
    }

    fn greater(&self, items: &str) -> String {
        format!("lo mayor entre {items}")
    }

    fn rounded(&self, value: &str, places: u32, rounding: Rounding) -> String {
        let places = match places {
            0 => "a un número entero".to_owned(),
            1 => "a 1 decimal".to_owned(),
            more => format!("a {more} decimales"),
        };
        let way = match rounding {
            Rounding::Up => "hacia arriba",
            Rounding::Down => "hacia abajo",
            Rounding::AwayFromZero => "alejándose del cero",
            Rounding::TowardZero => "hacia el cero",
            Rounding::HalfUp => "con la mitad hacia arriba",
            Rounding::HalfDown => "con la mitad hacia abajo",
            Rounding::HalfAwayFromZero => "con la mitad alejándose del cero",
            Rounding::HalfTowardZero => "con la mitad hacia el cero",
            Rounding::HalfEven => "con la mitad hacia el par",
        };
        format!("{value} con redondeo {places} {way}")
    }

    fn elapsed(&self, unit: Elapsed, from: &str, to: &str) -> String {
        let unit = match unit {
            Elapsed::Days => "los días",
            Elapsed::Months => "los meses cumplidos",
            Elapsed::Years => "los años cumplidos",
        };
        format!("{unit} desde {from} hasta {to}")
    }

    fn under(&self, clauses: &str, decision: &str) -> String {
        format!("lo que {clauses} da para {decision}")
    }

    fn apart(&self, decision: &str) -> String {
        format!("lo que dan las demás cláusulas para {decision}")
    }

    fn count(&self, those: &str) -> String {
        format!("el número {}", de(those))
    }

    fn count_different(&self, key: &str, those: &str) -> String {
        format!("el número de valores distintos {} entre {those}", de(key))
    }

    fn sum(&self, item: &str, those: &str) -> String {
        format!("la suma {} en {those}", de(item))
    }

    fn extreme(&self, of: End, item: &str, those: &str) -> String {
        format!("el valor {} {} entre {those}", end(of), de(item))
    }

    fn pick(&self, of: End, key: &str, those: &str) -> String {
        format!("entre {those}, el que tiene el valor {} {}", end(of), de(key))
    }

    fn commentary(&self, why: &str) -> String {
        format!("Aquí no se decide nada: {why}")
    }

    fn force(&self, said: ForceSaid<'_>) -> String {
        let subject = if said.of_policy { "La norma" } else { "Esta cláusula" };
        let state = if said.suspended.is_some() { "está suspendida" } else { "está vigente" };
        let from = said.from.map_or_else(String::new, |day| format!(" desde el {day}"));
        let through = said
            .through
            .map_or_else(String::new, |day| format!(" hasta el {day}, este día incluido"));
        let by = said.suspended.map_or_else(String::new, |by| format!(" ({by})"));
        let reading = said.reading.map_or_else(String::new, |(question, reading)| {
            format!(", si {}", self.read_as(question, reading, true))
        });
        format!("{subject} {state}{from}{through}{by}{reading}.")
    }

    fn replaces(&self, title: &str, last: Option<&str>) -> String {
        match last {
            Some(last) => format!(
                "Esta norma sustituye a «{title}», que está vigente a lo sumo hasta el {last}, este \
                 día incluido."
            ),
            None => format!(
                "Esta norma sustituye a «{title}», que deja de estar vigente cuando lo está esta."
            ),
        }
    }

    fn open_question(&self, question: &str, readings: &[String]) -> String {
        let readings: Vec<String> = readings.iter().map(|it| format!("«{it}»")).collect();
        format!("El texto deja abierto: «{question}» O bien {}.", self.one_of(&readings))
    }

    fn means(&self, name: &str, meaning: &str) -> String {
        format!("{name} significa: {meaning}.")
    }

    fn means_condition(&self, name: &str, condition: &str) -> String {
        format!("{name} significa lo siguiente: {condition}.")
    }

    fn is_value(&self, what: &str, value: &str) -> String {
        format!("{what} es {value}")
    }

    fn exactly_where(&self, what: &str, condition: &str) -> String {
        format!("se da lo siguiente ({what}) si, y solo si, {condition}")
    }

    fn for_each(&self, list: &str, main: &str) -> String {
        format!("en cada caso entre {list}: {main}")
    }

    fn on_condition(&self, condition: &str) -> String {
        format!("si {condition}")
    }

    fn except(&self, condition: &str) -> String {
        format!("salvo si {condition}")
    }

    fn exception(&self, condition: &str) -> String {
        format!("Esto no es así si {condition}.")
    }

    fn prevails(&self, over: &str) -> String {
        format!("Esto prevalece sobre {over}.")
    }

    fn gives_way(&self, to: &str) -> String {
        format!("Esto cede ante {to}.")
    }

    fn does_not_apply(&self, clauses: &str, several: bool, to: Option<&str>) -> String {
        let verb = if several { "no se aplican" } else { "no se aplica" };
        let to = to.map_or_else(String::new, |to| format!(" {}", a(to)));
        format!("{clauses} {verb}{to}")
    }

    fn only_once(&self, of: Waiting<'_>, condition: &str) -> String {
        let what = match of {
            Waiting::Decision(what) => format!("«{}» puede decidirse", capital(what)),
            Waiting::Value(value, set) => format!("«{}» puede estar entre {set}", capital(value)),
            Waiting::Judgement(of) => format!("{} puede hacerse", self.finding_on(of)),
        };
        format!("{what} solo una vez cumplido esto: {condition}.")
    }

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

    fn duty(&self, said: DutySaid<'_>) -> String {
        let start = match said.begins {
            Begins::Event(event, _) => format!("a partir {}, ", de(event)),
            Begins::Issue => "desde el día en que se emite la norma, ".to_owned(),
            Begins::Breach(Some(first)) => {
                format!("una vez incumplido el deber de {first}, ")
            }
            Begins::Breach(None) | Begins::When(_) | Begins::Ongoing => String::new(),
        };
        let modality = match (said.modality, said.several || many(said.who)) {
            (Modality::Must, false) => "debe",
            (Modality::Must, true) => "deben",
            (Modality::Should, false) => "debería",
            (Modality::Should, true) => "deberían",
            (Modality::MustNot, false) => "no debe",
            (Modality::MustNot, true) => "no deben",
        };
        let jointly = if said.jointly { ", conjuntamente," } else { "" };
        let due = match said.due {
            DueBy::None => String::new(),
            DueBy::Within(time, None) => format!(" en el plazo de {time}"),
            DueBy::Within(time, Some(day)) => {
                format!(" en el plazo de {time} contado desde {day}")
            }
            DueBy::By(day) => format!(" a más tardar {day}"),
            DueBy::Before(what) => format!(" antes {}", de(what)),
            DueBy::Every(1) => " cada día".to_owned(),
            DueBy::Every(days) => format!(" cada {days} días"),
        };
        let tail = match said.begins {
            Begins::When(condition) | Begins::Event(_, Some(condition)) => {
                format!(", si {condition}")
            }
            Begins::Ongoing => ", mientras esto se aplique".to_owned(),
            Begins::Event(_, None) | Begins::Issue | Begins::Breach(_) => String::new(),
        };
        let owed = said.to.map_or_else(String::new, |to| format!(" Esto se debe {}.", a(to)));
        format!("{start}{}{jointly} {modality} {}{due}{tail}.{owed}", said.who, said.what)
    }

    fn done(&self, modality: Modality, event: Option<&str>, condition: Option<&str>) -> String {
        let verb = match modality {
            Modality::Must | Modality::Should => "se cumple",
            Modality::MustNot => "se incumple",
        };
        match (event, condition) {
            (Some(event), Some(condition)) => {
                format!("Este deber {verb} con {event}, o cuando {condition}.")
            }
            (Some(event), None) => format!("Este deber {verb} con {event}."),
            (None, Some(condition)) => format!("Este deber {verb} cuando {condition}."),
            (None, None) => String::new(),
        }
    }

    fn excused(&self, condition: &str) -> String {
        format!("Queda excusado si {condition}.")
    }

    fn upon_breach(&self, what: &str) -> String {
        format!("Si se incumple: {}.", capital(&without_ends(what, &['.'])))
    }

    fn upon_breach_duty(&self, duty: &str) -> String {
        format!("Si se incumple, nace el deber de {duty}.")
    }

    fn permission(&self, who: &str, what: &str) -> String {
        format!("{who} {} {what}", if many(who) { "pueden" } else { "puede" })
    }

    fn always(&self, condition: &str) -> String {
        format!("En todo caso se cumple esto: {condition}.")
    }

    fn never(&self, condition: &str) -> String {
        format!("En ningún caso se da esto: {condition}.")
    }

    fn raising(&self, fact: &str, never_raises: bool, decision: &str) -> String {
        let verb = if never_raises { "aumenta" } else { "reduce" };
        format!("Aumentar {fact} nunca {verb} {decision}.")
    }

    fn notice(&self, text: &str) -> String {
        format!("Todo resultado dice: «{}»", capital(text))
    }
}
