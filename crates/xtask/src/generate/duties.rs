//! Duties of every shape, permissions and guarantees.

use super::clauses::{Clause, END, say};
use super::judging::push;
use super::leaves::{Context, Maker};
use super::tree::{Part, Piece, Sort, fill, fill_each, level};
use super::vocabulary::{Kind, Shape};

/// The kinds of events of a policy.
pub const EVENTS: [&str; 3] = ["filed", "answered", "heard"];

/// Whether a duty has a due day, or one after another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Due {
    None,
    Once,
    Every,
}

impl Maker {
    /// Duties, permissions and guarantees, each in some clause.
    pub fn duty_parts(&mut self, clauses: &mut [Clause]) {
        for number in 0..self.random.between(1, 2) {
            let part = self.duty(clauses, number);
            let by = self.random.below(clauses.len());
            push(clauses, by, (END, END), part);
        }
        if self.random.chance(35) {
            let by = self.random.below(clauses.len());
            let mut part = say("permission", "permission may_wait \"wait\" held by person");
            if self.random.chance(80) {
                let condition = self.truth(1, &self.everything());
                part.form = "permission when";
                part.pieces.extend(fill(" when {}", level::CHOICE, vec![condition]));
            }
            push(clauses, by, (END, END), part);
        }
    }

    /// All decisions and judgements may be read.
    fn everything(&self) -> Context {
        Context::from((self.vocabulary.decisions.len(), END))
    }

    fn duty(&mut self, clauses: &mut [Clause], number: usize) -> Part {
        let name = format!("duty{number}");
        let force = match self.random.below(10) {
            0..6 => "must",
            6..8 => "should",
            _ => "must not",
        };
        let owed = match self.random.below(5) {
            0 => "officer, clerk jointly",
            1 => "officer to person",
            2 => "officer, clerk",
            _ => "officer",
        };
        let mut part =
            say("duty", format!("duty {name} \"the duty {number}\" owed by {owed} {force}"));
        let arises = self.random.below(10);
        let on_event = arises < 5;
        match arises {
            0..5 => {
                part.pieces.push(Piece::Text(" arises on event filed".to_owned()));
                part.form = "duty on an event";
                if self.random.chance(60) {
                    let mut context = self.everything();
                    context.event = Some("filed".to_owned());
                    context.plain = self.random.chance(98);
                    let condition = self.truth(1, &context);
                    part.form = "duty on an event when";
                    part.pieces.extend(fill(" when {}", level::CHOICE, vec![condition]));
                }
            }
            5..7 => {
                let context = self.everything();
                let condition = self.truth(1, &context);
                part.form = "duty when";
                part.pieces.extend(fill(" arises when {}", level::CHOICE, vec![condition]));
            }
            7..8 => {
                part.form = "duty on issue";
                part.pieces.push(Piece::Text(" arises on issue".to_owned()));
            }
            _ => {
                part.form = "duty ongoing";
                part.pieces.push(Piece::Text(" ongoing".to_owned()));
            }
        }
        let due = self.due(&mut part, on_event, force);
        let chain = due == Due::Every;
        if force == "must not" {
            part.pieces.push(Piece::Text(" breached by event answered".to_owned()));
        } else if chain {
            part.pieces.push(Piece::Text(" discharged by event answered".to_owned()));
        } else {
            self.discharged(&mut part);
        }
        if self.random.chance(30) {
            let context = self.everything();
            let condition = self.truth(1, &context);
            part.pieces.extend(fill(" excused when {}", level::CHOICE, vec![condition]));
        }
        // Upon the breach of what should be done nothing may follow.
        match self.random.below(10) {
            _ if force == "should" => {}
            0..1 => part.pieces.push(Piece::Text(" upon breach \"it may be told\"".to_owned())),
            1..5 if due != Due::None => {
                part.pieces.push(Piece::Text(format!(" upon breach duty {name}_b")));
                self.upon_breach(clauses, &format!("{name}_b"), number);
            }
            _ => {}
        }
        part
    }

    /// The duty that arises upon the breach of another, and sometimes a row of duties after it.
    fn upon_breach(&mut self, clauses: &mut [Clause], name: &str, number: usize) {
        let more = match self.random.below(20) {
            0 => self.random.between(16, 20),
            1..5 => self.random.between(1, 3),
            _ => 0,
        };
        for place in 0..=more {
            let own = if place == 0 { name.to_owned() } else { format!("{name}{place}") };
            let due = if place < more {
                self.random.word(&[
                    "due within 1 day",
                    "due before event filed",
                    "due every 2 days",
                ])
            } else {
                self.random.word(&[
                    "due within 2 days",
                    "due within 3 days",
                    "due every 2 days",
                    "",
                ])
            };
            let ends = self.random.word(&["heard", "answered"]);
            let then = match place < more {
                true => format!(" upon breach duty {name}{}", place.saturating_add(1)),
                false => String::new(),
            };
            let text = format!(
                "duty {own} \"the duty {place} after duty {number}\" owed by clerk must {due} discharged by event {ends}{then}"
            );
            let by = self.random.below(clauses.len());
            push(clauses, by, (END, END), say("duty upon breach", text));
        }
    }

    fn discharged(&mut self, part: &mut Part) {
        let way = self.random.below(10);
        if way < 7 {
            part.pieces.push(Piece::Text(" discharged by event answered".to_owned()));
        }
        if way >= 5 {
            let mut context = self.everything();
            context.plain = self.random.chance(97);
            let condition = self.truth(1, &context);
            part.pieces.extend(fill(" discharged when {}", level::CHOICE, vec![condition]));
        }
    }

    /// When it is due.
    fn due(&mut self, part: &mut Part, on_event: bool, force: &str) -> Due {
        // A due day that reads the day of asking is refused.
        let mut context = self.everything();
        context.plain = self.random.chance(99);
        match self.random.below(10) {
            0..4 => {
                let lengths: Vec<String> = self
                    .vocabulary
                    .parameters
                    .iter()
                    .filter(|(_, sort)| *sort == Sort::Days)
                    .map(|(name, _)| name.clone())
                    .collect();
                let time = match self.random.below(12) {
                    0..5 => self.random.word(&["1 day", "2 days", "3 days"]).to_owned(),
                    5..7 if self.vocabulary.month_ends => "1 month".to_owned(),
                    10..=11 => self.random.word(&["2 hours", "24 hours", "36 hours"]).to_owned(),
                    7..=8 => {
                        let day = self.day();
                        let of_a_day = |name: &String| format!("({name} on {day})");
                        self.random.pick(&lengths).map_or_else(|| "2 days".to_owned(), of_a_day)
                    }
                    _ => "(1 day + 1 day)".to_owned(),
                };
                if time.ends_with("hours") {
                    part.form = "duty within hours";
                }
                part.pieces.push(Piece::Text(format!(" due within {time}")));
                if !on_event || self.random.chance(25) {
                    let day = self.value(Sort::Date, 1, &context);
                    part.pieces.extend(fill_each(" of {}", vec![(day, level::SUM)]));
                }
                Due::Once
            }
            4..6 => {
                let day = self.value(Sort::Date, 1, &context);
                part.pieces.extend(fill_each(" due by {}", vec![(day, level::SUM)]));
                Due::Once
            }
            6..7 => {
                let day = self.value(Sort::Date, 1, &context);
                part.pieces.extend(fill_each(" due before {}", vec![(day, level::SUM)]));
                Due::Once
            }
            7..8 => {
                part.pieces.push(Piece::Text(" due before event heard".to_owned()));
                Due::Once
            }
            8 if force != "must not" && on_event => {
                part.pieces.push(Piece::Text(" due every 2 days".to_owned()));
                Due::Every
            }
            _ => Due::None,
        }
    }

    /// `guarantee "…" always C`.
    pub fn guarantee(&mut self) -> Part {
        let context = self.everything();
        let facts: Vec<String> = self
            .vocabulary
            .facts
            .iter()
            .filter(|fact| fact.shape == Shape::Plain(Sort::Integer) && !fact.optional)
            .map(|fact| fact.name.clone())
            .collect();
        let decisions: Vec<String> = self
            .vocabulary
            .decisions
            .iter()
            .filter(|decision| decision.kind == Kind::Is(Sort::Integer))
            .map(|decision| decision.name.clone())
            .collect();
        if let (Some(fact), Some(decision), true) = (
            self.random.pick(&facts).cloned(),
            self.random.pick(&decisions).cloned(),
            self.random.chance(96),
        ) {
            let way = self.random.word(&["raises", "lowers"]);
            return say(
                "guarantee raising",
                format!("guarantee \"steady\" raising {fact} never {way} {decision}"),
            );
        }
        let condition = self.truth(2, &context);
        let (form, words) = if self.random.chance(50) {
            ("guarantee always", "guarantee \"it holds\" always {}")
        } else {
            ("guarantee never", "guarantee \"it never holds\" never {}")
        };
        Part { form, pieces: fill(words, level::CHOICE, vec![condition]) }
    }
}
