//! Examples: each becomes a whole case, with the background of the policy and all it is `like` written out.
//!
//! Only the examples of the main policy are read: those of a policy that it uses are that one's own affair.

mod expects;
mod findings;
mod givens;
mod values;

use std::collections::BTreeMap;

use ecow::EcoString;
use whereas_diagnostics::near_name;
use whereas_syntax::tree;
use whereas_value::case::{Case, Event, Finding, Stated};
use whereas_value::date::Date;
use whereas_value::id::{ClauseId, FactId, IndexVec};

use super::faults;
use super::labels::date;
use super::lower::Lower;
use crate::Hir;
use crate::example::Example;

/// An example of the text and where it stands.
#[derive(Clone, Copy)]
struct Written<'t> {
    clause: ClauseId,
    file: usize,
    node: &'t tree::Example,
}

/// A case under way.
#[derive(Clone)]
struct Draft {
    as_of: Option<Date>,
    facts: IndexVec<FactId, Stated>,
    findings: Vec<Finding>,
    events: Vec<Event>,
}

impl<'t> Lower<'t> {
    /// Every example of the main policy.
    pub fn examples(&mut self) {
        let written = self.written();
        let likes = self.likes(&written);
        let background = self.background();
        let mut drafts: Vec<Option<Draft>> = vec![None; written.len()];
        for start in 0..written.len() {
            // Those it is like come first; a chain of them may be long, so it is walked and not recursed into.
            let mut chain = vec![start];
            while let Some(next) = chain.last().and_then(|at| likes.get(*at).copied().flatten()) {
                if drafts.get(next).is_some_and(Option::is_some) {
                    break;
                }
                chain.push(next);
            }
            for at in chain.into_iter().rev() {
                if drafts.get(at).is_some_and(Option::is_some) {
                    continue;
                }
                let like = likes.get(at).copied().flatten();
                let like = like.and_then(|like| drafts.get(like).cloned().flatten());
                let Some(example) = written.get(at) else { continue };
                let draft = self.draft(*example, like.unwrap_or_else(|| background.clone()));
                if let Some(slot) = drafts.get_mut(at) {
                    *slot = Some(draft);
                }
            }
        }
        for (example, draft) in written.iter().zip(drafts) {
            if let Some(draft) = draft {
                self.example(*example, draft);
            }
        }
    }

    fn written(&mut self) -> Vec<Written<'t>> {
        let mut written: Vec<Written<'t>> = Vec::new();
        for clause in self.hir.clauses.ids().collect::<Vec<_>>() {
            if self.hir.clauses.get(clause).is_none_or(|it| it.policy != Hir::MAIN) {
                continue;
            }
            let Some(declared) = self.declared.clauses.get(clause).copied() else { continue };
            let mut titles: BTreeMap<&EcoString, whereas_source::Span> = BTreeMap::new();
            for node in &declared.node.examples {
                if let Some(first) = titles.insert(&node.title.text, node.title.span) {
                    let (title, span) = (&node.title.text, node.title.span);
                    let what = "an example of this clause";
                    self.problems.push(faults::names::declared_twice(title, span, first, what));
                }
                written.push(Written { clause, file: declared.file, node });
            }
        }
        written
    }

    /// Which example each is like: one of its own clause, or else the only one of that title. A chain that leads
    /// back is cut, and reported.
    fn likes(&mut self, written: &[Written<'t>]) -> Vec<Option<usize>> {
        let mut titles: BTreeMap<&EcoString, Vec<usize>> = BTreeMap::new();
        for (at, example) in written.iter().enumerate() {
            titles.entry(&example.node.title.text).or_default().push(at);
        }
        let mut likes: Vec<Option<usize>> = Vec::new();
        for example in written {
            let like = example.node.like.as_ref().and_then(|like| {
                let found = titles.get(&like.text).map_or(&[][..], Vec::as_slice);
                let own = found
                    .iter()
                    .find(|at| written.get(**at).is_some_and(|it| it.clause == example.clause));
                match (own, found) {
                    (Some(own), _) => Some(*own),
                    (None, [one]) => Some(*one),
                    (None, []) => {
                        let near = near_name(&like.text, titles.keys().map(|it| it.as_str()));
                        self.report(faults::examples::unknown_example(like, near));
                        None
                    }
                    (None, [first, second, ..]) => {
                        let span = |at: &usize| written.get(*at).map(|it| it.node.title.span);
                        let spans = [span(first), span(second)];
                        self.report(faults::examples::several_examples(like, spans));
                        None
                    }
                }
            });
            likes.push(like);
        }
        self.cut_rings(written, &mut likes);
        likes
    }

    fn cut_rings(&mut self, written: &[Written<'t>], likes: &mut [Option<usize>]) {
        // 0: not seen; otherwise the round in which it was seen.
        let mut seen = vec![0_usize; likes.len()];
        for start in 0..likes.len() {
            let round = start.saturating_add(1);
            let mut at = start;
            while let Some(mark) = seen.get_mut(at).filter(|mark| **mark == 0) {
                *mark = round;
                let Some(next) = likes.get(at).copied().flatten() else { break };
                if seen.get(next) == Some(&round) {
                    if let Some(like) = written.get(at).and_then(|it| it.node.like.as_ref()) {
                        self.report(faults::examples::like_ring(like));
                    }
                    if let Some(edge) = likes.get_mut(at) {
                        *edge = None;
                    }
                    break;
                }
                at = next;
            }
        }
    }

    /// `examples as of D given …`: what every example starts from.
    fn background(&mut self) -> Draft {
        let mut draft = Draft {
            as_of: None,
            facts: self.hir.facts.ids().map(|_| Stated::LeftOut).collect(),
            findings: Vec::new(),
            events: Vec::new(),
        };
        let item = self.files.policy(Hir::MAIN).and_then(|policy| policy.examples.as_ref());
        if let (Some(item), Some(file)) = (item, self.files.heads.first().copied()) {
            draft.as_of = item.as_of.map(date);
            self.givens(file, &mut draft.facts, &item.given);
        }
        draft
    }

    fn draft(&mut self, example: Written<'t>, from: Draft) -> Draft {
        let mut draft = from;
        draft.as_of = example.node.as_of.map(date).or(draft.as_of);
        self.givens(example.file, &mut draft.facts, &example.node.given);
        self.findings(example.file, &mut draft.findings, &example.node.found);
        for event in &example.node.events {
            draft.events.extend(self.one_event(example.file, event));
        }
        draft
    }

    fn example(&mut self, example: Written<'t>, draft: Draft) {
        let title = &example.node.title;
        // One that is like another has its day from there, or the other one was reported.
        if draft.as_of.is_none() && example.node.like.is_none() {
            self.report(faults::examples::no_as_of(title));
        }
        let as_of = draft.as_of.unwrap_or(Date::MIN);
        let case = Case {
            as_of,
            facts: draft.facts,
            findings: draft.findings,
            events: draft.events,
            events_complete: true,
        };
        let mut expects = Vec::new();
        let mut spans = Vec::new();
        for expect in &example.node.expects {
            let lowered = self.expects(example.file, &case, expect);
            spans.extend(lowered.iter().map(|_| expect.span));
            expects.extend(lowered);
        }
        self.map.examples.push(title.span);
        self.map.expects.push(spans);
        let title = title.text.clone();
        self.hir.examples.push(Example { title, clause: example.clause, case, expects });
    }
}
