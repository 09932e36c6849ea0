//! An item that cannot be read whole, read part by part.
//!
//! Reads: the item's tokens and why it was refused. Produces: the item with its sound parts, or a
//! broken one; a diagnostic for each part that is broken. Invariants: nothing is kept that the grammar
//! did not read; where leaving out a part would make later passes report something as missing, a
//! stand-in takes its place, or the whole item is broken.

mod items;

use pest::iterators::Pairs;
use whereas_source::Span;

use super::attempt::Refusal;
use super::{Reader, broken, parts, significant, start};
use crate::cut::{Piece, lines};
use crate::from_pest::Builder;
use crate::grammar::Rule;
use crate::problems::{self, What};
use crate::tree::{Clause, Id, Item, Label, Name, Text};

/// How many parts are tried together where one ends too early.
const MOST_JOINED: usize = 4;
/// How many times what follows a refusal is read anew. The rest of a part with more is no text of this language, and
/// each of its lines would cost a look at all that follow.
const MOST_RESUMED: usize = 60;

impl Reader<'_> {
    pub(super) fn part_by_part(&mut self, piece: &Piece<'_>, refusal: &Refusal) -> Item {
        let told = self.problems.len();
        let item = match self.word(piece) {
            "clause" => self.clause(piece),
            "policy" => self.policy(piece),
            "source" => self.without_broken_parts(piece, Rule::part_of_source),
            "fact" => self.without_broken_parts(piece, Rule::part_of_fact),
            "choice" | "ordered" => self.lines_only(piece, Rule::part_of_choice, What::Value),
            "record" => self.lines_only(piece, Rule::part_of_record, What::Field),
            _ => self.broken(piece),
        };
        // Its parts are sound: the head is not, or they do not go together.
        if self.problems.len() == told {
            self.report(refusal, piece, What::Item);
        }
        item
    }

    /// Says why a piece was refused.
    fn report(&mut self, refusal: &Refusal, piece: &Piece<'_>, what: What) {
        match refusal {
            Refusal::Before(problems) => self.problems.extend(problems.iter().cloned()),
            Refusal::At(at, wanted) => {
                let problem = problems::from_furthest(piece, self.text, *at, wanted, what);
                self.problems.push(problem);
            }
        }
    }

    fn clause(&mut self, piece: &Piece<'_>) -> Item {
        let text = self.text;
        let Some(id) = broken::clause_id(&piece.significant(), text) else {
            return self.broken(piece);
        };
        let (head, read) = self.clause_head(piece);
        let (id, title) =
            read.unwrap_or_else(|| (Id { text: id.text.clone(), span: id.span }, stand_in(&id)));
        let (statements, examples) = (Vec::new(), Vec::new());
        let mut clause =
            Clause { id, title, statements, examples, broken: Vec::new(), span: piece.span };
        let parts = parts::parts("clause", piece, Some(head), text);
        let (rule, what) = (Rule::part_of_clause, What::Part);
        let broken = self.sound_parts(piece, parts, rule, what, |builder, pairs| {
            builder.parts_of_clause(pairs, &mut clause)
        });
        for part in broken {
            let id = clause.id.text.as_str();
            let part = broken::statement(&part.significant(), text, part.span, id);
            clause.broken.push(part);
        }
        Item::Clause(clause)
    }

    /// Where the head of a clause ends, and its id and title; none where they are reported.
    fn clause_head(&mut self, piece: &Piece<'_>) -> (usize, Option<(Id, Label)>) {
        let end = parts::after_clause_head(piece, self.text);
        let head = piece.tokens.get(..end).and_then(Piece::of);
        let Some(head) = head else { return (end, None) };
        if let Ok(pairs) = self.attempt(Rule::head_of_clause, &head) {
            let significant = significant(&head);
            let read = self.builder(&significant, start(&head)).head_of_clause(pairs);
            return (end, read);
        }
        // The rest of its line goes with it.
        let lines = lines(piece.tokens, self.text);
        let end = lines.iter().map(|line| line.at).find(|at| *at >= end);
        let end = end.unwrap_or(piece.tokens.len());
        let head = piece.tokens.get(..end).and_then(Piece::of).unwrap_or(head);
        if let Err(refusal) = self.attempt(Rule::head_of_clause, &head) {
            self.report(&refusal, &head, What::Item);
        }
        (end, None)
    }

    /// Hands every part that can be read to `keep`; the others are reported, and answered.
    fn sound_parts<'p>(
        &mut self,
        piece: &Piece<'p>,
        mut parts: Vec<(usize, usize)>,
        rule: Rule,
        what: What,
        mut keep: impl FnMut(&mut Builder<'_>, Pairs<'_, Rule>) -> Option<()>,
    ) -> Vec<Piece<'p>> {
        let text = self.text;
        let significant = significant(piece);
        let mut broken = Vec::new();
        let (mut next, mut resumed) = (0, 0);
        while let Some((from, to)) = parts.get(next).copied() {
            let of = |from: usize, to: usize| Piece::of(piece.tokens.get(from..to)?);
            let Some(part) = of(from, to) else { break };
            let mut read = self.attempt(rule, &part).map(|pairs| (pairs, start(&part), 1));
            // A part that ends too early may go on where another seemed to start.
            let early = matches!(&read, Err(Refusal::At(at, _)) if *at >= part.span.end);
            for joined in 2..=if early { MOST_JOINED } else { 0 } {
                let last = parts.get(next.saturating_add(joined).saturating_sub(1));
                let Some(longer) = last.and_then(|(_, to)| of(from, *to)) else { break };
                match self.attempt(rule, &longer) {
                    Ok(pairs) => {
                        read = Ok((pairs, start(&longer), joined));
                        break;
                    }
                    Err(Refusal::At(further, _)) if further >= longer.span.end => {}
                    Err(_) => break,
                }
            }
            // Or it is sound up to a line that is not.
            if let Err(Refusal::At(at, _)) = &read
                && let Some(line) = line_at(&part, *at, text)
                && let Some(sound) = of(from, from.saturating_add(line))
                && let Ok(pairs) = self.attempt(rule, &sound)
            {
                read = Ok((pairs, start(&sound), 0));
                if let Some(part) = parts.get_mut(next) {
                    part.0 = from.saturating_add(line);
                }
            }
            match read {
                Ok((pairs, base, length)) => {
                    let mut builder = self.builder(&significant, base);
                    let kept = keep(&mut builder, pairs);
                    let problems = builder.problems;
                    self.problems.extend(problems);
                    if kept.is_none() {
                        broken.push(part);
                    }
                    next = next.saturating_add(length);
                }
                Err(refusal) => {
                    self.report(&refusal, &part, what);
                    let more = resumed < MOST_RESUMED;
                    let line = more.then(|| parts::next_start(&part, &refusal, text)).flatten();
                    resumed = if line.is_some() { resumed.saturating_add(1) } else { 0 };
                    let end = line.map(|line| from.saturating_add(line));
                    match (end, parts.get_mut(next)) {
                        (Some(line), Some(rest)) => rest.0 = line,
                        _ => next = next.saturating_add(1),
                    }
                    broken.extend(of(from, end.unwrap_or(to)));
                }
            }
        }
        broken
    }
}

/// The index of the token that starts the line of this place: not the first line, and one that is
/// indented no more than the first.
fn line_at(part: &Piece<'_>, at: u32, text: &str) -> Option<usize> {
    let lines = lines(part.tokens, text);
    let starts = |at: usize| part.tokens.get(at).map_or(u32::MAX, |token| token.span.start);
    let line = lines.iter().skip(1).rfind(|line| starts(line.at) <= at)?;
    let column = parts::column(starts(line.at), text);
    (column <= parts::column(part.span.start, text)).then_some(line.at)
}

/// The title of a clause that has none: its id.
fn stand_in(id: &Name) -> Label {
    let span: Span = id.span.after();
    let phrase = Text { text: id.text.clone(), long: false, span };
    Label { phrase, negated: None, others: Vec::new(), span }
}
