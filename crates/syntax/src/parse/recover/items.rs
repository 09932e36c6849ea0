//! Policies, sources, facts, choices and records, part by part.

use pest::Parser;
use whereas_diagnostics::near_name;
use whereas_source::Span;

use super::super::{Reader, parts, significant, start};
use super::stand_in;
use crate::cut::{POLICY_WORDS, Piece, written};
use crate::from_pest;
use crate::grammar::{Grammar, Rule};
use crate::problems::What;
use crate::tokens::{Token, TokenKind};
use crate::tree::{Background, Date, DaysCount, Fact, Item, MonthEnds, Name, Policy, Source};

impl Reader<'_> {
    pub(super) fn policy(&mut self, piece: &Piece<'_>) -> Item {
        let text = self.text;
        let end = parts::after_policy_head(piece, text);
        let Some(head) = piece.tokens.get(..end).and_then(Piece::of) else {
            return self.broken(piece);
        };
        if let Err(refusal) = self.attempt(Rule::one_item, &head) {
            self.report(&refusal, &head, What::Item);
        }
        let words = head.significant();
        let named = words.get(1).or(words.first()).map_or(head.span, |token| token.span);
        let named = if words.len() > 1 { named.to(head.span.after()) } else { named };
        let token = Token { kind: TokenKind::Name, span: named };
        let name = Name { text: written(token, text).into(), span: named };
        let mut policy = Policy::named(name, piece.span);
        let parts = parts::parts("policy", piece, Some(end), text);
        let (rule, what) = (Rule::part_of_policy, What::Line);
        let broken = self.sound_parts(piece, parts, rule, what, |builder, pairs| {
            builder.parts_of_policy(pairs, &mut policy)
        });
        if !broken.is_empty() && policy.title.is_none() {
            policy.title = Some(stand_in(&policy.name));
        }
        for part in broken {
            let word = part.tokens.first().map_or("", |token| written(*token, text));
            stand_in_for(word, part.span, &mut policy);
        }
        Item::Policy(policy)
    }

    /// An item without the parts of it that cannot be read.
    pub(super) fn without_broken_parts(&mut self, piece: &Piece<'_>, rule: Rule) -> Item {
        let text = self.text;
        let mut kept = significant(piece);
        let (from, to) = (start(piece), usize::try_from(piece.span.end).unwrap_or(usize::MAX));
        let mut slice = text.get(from..to).unwrap_or("").as_bytes().to_vec();
        let parts = parts::parts(self.word(piece), piece, None, text);
        for (first, end) in parts {
            let Some(part) = piece.tokens.get(first..end).and_then(Piece::of) else { continue };
            let Err(refusal) = self.attempt(rule, &part) else { continue };
            self.report(&refusal, &part, What::Line);
            let (first, end) = (start(&part), usize::try_from(part.span.end).unwrap_or(0));
            kept.retain(|(token, _)| *token < first || *token >= end);
            let place = first.saturating_sub(from)..end.saturating_sub(from);
            for byte in slice.get_mut(place).unwrap_or(&mut []) {
                *byte = b' ';
            }
        }
        let slice = String::from_utf8(slice).unwrap_or_default();
        let Ok(pairs) = Grammar::parse(Rule::one_item, &slice) else { return self.broken(piece) };
        let mut builder = self.builder(&kept, from);
        let item = from_pest::build(&mut builder, pairs);
        let problems = builder.problems;
        self.problems.extend(problems);
        match item {
            Some(Item::Fact(fact)) => Item::Fact(Fact { span: piece.span, ..fact }),
            Some(Item::Source(source)) => Item::Source(Source { span: piece.span, ..source }),
            _ => self.broken(piece),
        }
    }

    /// An item that means nothing without all its lines: each broken one is reported.
    pub(super) fn lines_only(&mut self, piece: &Piece<'_>, rule: Rule, what: What) -> Item {
        for (from, to) in parts::parts(self.word(piece), piece, None, self.text) {
            let Some(line) = piece.tokens.get(from..to).and_then(Piece::of) else { continue };
            if let Err(refusal) = self.attempt(rule, &line) {
                self.report(&refusal, &line, what);
            }
        }
        self.broken(piece)
    }
}

/// Something in the place of a part that later passes would miss.
fn stand_in_for(word: &str, at: Span, policy: &mut Policy) {
    let meant =
        if POLICY_WORDS.contains(&word) { Some(word) } else { near_name(word, POLICY_WORDS) };
    match meant.unwrap_or("") {
        "month" => policy.month_ends = policy.month_ends.or(Some(MonthEnds::RoundDown)),
        "days" => policy.days_count = policy.days_count.or(Some(DaysCount::FromNextDay)),
        "examples" if policy.examples.is_none() => {
            let as_of = Some(Date { year: 2000, month: 1, day: 1, span: at });
            policy.examples = Some(Background { as_of, given: Vec::new(), span: at });
        }
        _ => {}
    }
}
