//! Judgements, what they weigh, and what may not count.

use super::clauses::{Clause, END, say};
use super::leaves::{Context, Maker};
use super::tree::{Part, Sort, fill, level};
use super::vocabulary::{Judgement, Shape, type_name};

/// The actors of a policy.
pub const ACTORS: [&str; 3] = ["officer", "clerk", "person"];
/// The grounds of a policy.
pub const GROUNDS: [&str; 3] = ["interview", "file_note", "rumour"];

impl Maker {
    /// Names the judgements, before anything reads them.
    pub fn name_judgements(&mut self, clauses: usize) {
        let count = self.random.pick(&[0, 1, 1, 2]).copied().unwrap_or(1);
        self.vocabulary.ledgers = if count == 0 { 0 } else { self.random.between(0, 2) };
        for at in 0..count {
            let sort = match self.random.below(100) {
                0..70 => Sort::Truth,
                70..90 => Sort::Choice(0),
                _ => Sort::Integer,
            };
            let ledgers = self.vocabulary.ledgers;
            let judgement = Judgement {
                name: format!("j{at}"),
                sort,
                from: self.random.below(self.vocabulary.decisions.len()),
                owner: self.random.below(clauses),
                ledger: (ledgers > 0).then(|| self.random.below(ledgers)),
            };
            self.vocabulary.judgements.push(judgement);
        }
    }

    /// Their statements and those of the factors, in the clauses that hold them.
    pub fn judgement_parts(&mut self, clauses: &mut [Clause]) {
        for at in 0..self.vocabulary.judgements.len() {
            self.judgement(clauses, at);
        }
        if self.vocabulary.judgements.is_empty() {
            return;
        }
        for number in 0..self.random.pick(&[0, 1, 1, 2, 3]).copied().unwrap_or(1) {
            if self.vocabulary.ledgers > 0 {
                self.factor(clauses, number);
            }
        }
        self.bars(clauses);
    }

    fn judgement(&mut self, clauses: &mut [Clause], at: usize) {
        let Some(judgement) = self.vocabulary.judgements.get(at).cloned() else { return };
        let place = (judgement.from, at);
        let Judgement { name, sort, owner, ledger, .. } = judgement;
        let mut text = format!(
            "judgement {name} : {} \"the judgement {name}\"",
            type_name(&self.vocabulary, sort)
        );
        let mut elsewhere: Vec<(&'static str, String)> = Vec::new();
        let maker = if self.random.chance(30) { "officer or clerk" } else { "officer" };
        match self.random.below(10) {
            0..7 => text.push_str(&format!(" made by {maker}")),
            7..9 => elsewhere.push(("made by elsewhere", format!("{name} made by {maker}"))),
            _ => {}
        }
        if let Some(ledger) = ledger {
            if self.random.chance(70) {
                text.push_str(&format!(" weighing l{ledger}"));
            } else {
                elsewhere.push(("weighs elsewhere", format!("{name} weighs l{ledger}")));
            }
        }
        let mut form = match sort {
            Sort::Truth => "judgement yes/no",
            Sort::Choice(_) => "judgement of a choice",
            _ => "judgement of a number",
        };
        if sort == Sort::Truth && self.random.chance(35) {
            form = "judgement with a burden";
            if self.random.chance(60) {
                text.push_str(" burden on person");
            } else {
                elsewhere.push(("burden elsewhere", format!("{name} burden on person")));
            }
        }
        let context = Context::from(place);
        let mut part = say(form, text);
        if self.random.chance(20) {
            let condition = self.prerequisite(&context);
            part.pieces.extend(fill(" only after {}", level::CHOICE, vec![condition]));
        }
        push(clauses, owner, place, part);
        if self.random.chance(35) {
            let condition = self.prerequisite(&context);
            let words = format!("{name} may be found only after {{}}");
            let by = self.random.below(clauses.len());
            push(
                clauses,
                by,
                place,
                Part {
                    form: "may be found only after",
                    pieces: fill(&words, level::CHOICE, vec![condition]),
                },
            );
        }
        for (form, text) in elsewhere {
            let by = self.random.below(clauses.len());
            push(clauses, by, (END, END), say(form, text));
        }
    }

    fn factor(&mut self, clauses: &mut [Clause], number: usize) {
        let first = self.random.below(self.vocabulary.ledgers);
        let side = self.random.word(&["toward", "away", "either way"]);
        let mut text = format!("factor g{number} \"the factor {number}\" {side} in l{first}");
        if self.vocabulary.ledgers > 1 && self.random.chance(25) {
            let other = 1 - first.min(1);
            let words = if self.random.chance(50) {
                format!(", l{other}")
            } else {
                format!(" away in l{other}")
            };
            text.push_str(&words);
        }
        let by = self.random.below(clauses.len());
        // Whatever weighs one of its ledgers waits for it: its clause is not switched off by anything later.
        let place = self
            .vocabulary
            .judgements
            .iter()
            .enumerate()
            .map(|(at, judgement)| (judgement.from, at))
            .min()
            .unwrap_or((END, END));
        if self.random.chance(35) {
            let (form, who) = match self.random.below(10) {
                0..6 => ("factor found", "officer"),
                6..8 => ("factor found", "clerk"),
                _ => ("factor found by several", "officer or clerk"),
            };
            push(clauses, by, place, say(form, format!("{text} found by {who}")));
            return;
        }
        let condition = self.truth(1, &Context::of_facts());
        let words = format!("{text} when {{}}");
        push(
            clauses,
            by,
            place,
            Part { form: "factor when", pieces: fill(&words, level::CHOICE, vec![condition]) },
        );
    }

    fn bars(&mut self, clauses: &mut [Clause]) {
        for at in 0..self.vocabulary.judgements.len() {
            let name = format!("j{at}");
            if self.vocabulary.grounds && self.random.chance(35) {
                let by = self.random.below(clauses.len());
                let (form, words) = if self.random.chance(60) {
                    ("may not rest only on", "may not rest only on rumour, file_note")
                } else {
                    ("may not rest on", "may not rest on rumour")
                };
                push(clauses, by, (END, END), say(form, format!("{name} {words}")));
            }
            if self.random.chance(30) {
                let by = self.random.below(clauses.len());
                let facts: Vec<String> = self
                    .vocabulary
                    .facts
                    .iter()
                    .filter(|fact| matches!(fact.shape, Shape::Plain(_)))
                    .map(|fact| fact.name.clone())
                    .collect();
                let (form, what) = match self.random.below(10) {
                    0..4 => ("never consider a characteristic", "religion".to_owned()),
                    4..6 if self.vocabulary.grounds => {
                        ("never consider a ground", "rumour".to_owned())
                    }
                    4..8 => (
                        "never consider a fact",
                        self.random.pick(&facts).cloned().unwrap_or_default(),
                    ),
                    _ => ("never consider a field", "Entry.undone".to_owned()),
                };
                // In the decisions that read it, too; of a fact that would often be refused.
                let decisions = self.vocabulary.decisions.len();
                let within = if decisions == 0 || (what != "religion" && what != "rumour") {
                    name
                } else {
                    let decision = self.random.below(decisions);
                    match (self.vocabulary.decisions.get(decision), self.random.below(3)) {
                        (Some(decision), 0) => decision.name.clone(),
                        (Some(decision), 1) => format!("{name}, {}", decision.name),
                        _ => name,
                    }
                };
                push(
                    clauses,
                    by,
                    (END, END),
                    say(form, format!("never consider {what} in {within}")),
                );
            }
        }
    }
}

/// Adds a statement to a clause.
pub fn push(clauses: &mut [Clause], at: usize, place: (usize, usize), part: Part) {
    if let Some(clause) = clauses.get_mut(at) {
        clause.parts.push(part);
        clause.limit = clause.limit.min(place);
    }
}
