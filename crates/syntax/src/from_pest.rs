//! Pest's pairs to the tree.
//!
//! Reads: the pairs of one item. Produces: the item, its expressions pushed to the arena of its stretch,
//! and what is wrong with a text that the grammar takes only to refuse it. Invariant: the grammar
//! decides the shape; where a builder meets another it answers `None`, and the item is broken,
//! never half read. Recursion follows brackets, which the caller has counted.

mod duties;
mod examples;
mod exprs;
mod items;
mod judgements;
mod operators;
mod statements;
mod tables;
mod types;
mod words;

use std::iter::Peekable;

use pest::iterators::{Pair, Pairs};
use whereas_diagnostics::{Code, Diagnostic};
use whereas_source::{FileId, Span};

use crate::MAX_EXPRESSION_DEPTH;
use crate::grammar::{Rule, is_word};
use crate::tokens::span;
use crate::tree::{Clause, Expr, ExprId, Id, Item, Label, Policy, Stretch};

pub(crate) type Node<'i> = Pair<'i, Rule>;

/// What builders share while they read one item.
pub(crate) struct Builder<'a> {
    file: FileId,
    /// Where the item starts in the file.
    base: usize,
    /// The ends of the item's tokens that are no trivia, in the file, in order of their starts.
    significant: &'a [(usize, usize)],
    exprs: &'a mut Stretch,
    pub problems: Vec<Diagnostic>,
    said_too_deep: bool,
    /// The parts that may be said once, and where they were.
    said: Vec<(&'static str, Span)>,
}

/// Builds the item of a parsed `one_item`; `None` if the pairs are not of the shape expected.
pub(crate) fn build(builder: &mut Builder<'_>, mut pairs: Pairs<'_, Rule>) -> Option<Item> {
    let one_item = pairs.next()?;
    let item = one_item.into_inner().next()?;
    builder.item(item)
}

impl<'a> Builder<'a> {
    pub(crate) fn new(
        file: FileId,
        base: usize,
        significant: &'a [(usize, usize)],
        exprs: &'a mut Stretch,
    ) -> Self {
        let problems = Vec::new();
        let said = Vec::new();
        Self { file, base, significant, exprs, problems, said_too_deep: false, said }
    }

    /// The id and the title of `head_of_clause`.
    pub(crate) fn head_of_clause(&mut self, pairs: Pairs<'_, Rule>) -> Option<(Id, Label)> {
        let mut parts = Parts(pairs.peekable());
        let id = self.id(parts.take(Rule::id)?);
        Some((id, self.label_in(&mut parts)?))
    }

    /// Adds the statements and examples of `part_of_clause` to a clause.
    pub(crate) fn parts_of_clause(
        &mut self,
        pairs: Pairs<'_, Rule>,
        to: &mut Clause,
    ) -> Option<()> {
        self.parts(pairs, |builder, part| builder.clause_part(part, to))
    }

    /// Adds the parts of `part_of_policy` to a policy.
    pub(crate) fn parts_of_policy(
        &mut self,
        pairs: Pairs<'_, Rule>,
        to: &mut Policy,
    ) -> Option<()> {
        self.parts(pairs, |builder, part| builder.policy_part(part, to))
    }

    fn parts(
        &mut self,
        pairs: Pairs<'_, Rule>,
        mut add: impl FnMut(&mut Self, Node<'_>) -> Option<()>,
    ) -> Option<()> {
        pairs.filter(|pair| pair.as_rule() != Rule::EOI).try_for_each(|part| add(self, part))
    }

    /// A node's span, without the space and comments pest lets a node end with.
    pub(super) fn span(&self, node: &Node<'_>) -> Span {
        let at = node.as_span();
        let start = self.base.saturating_add(at.start());
        let end = self.base.saturating_add(at.end());
        let after = self.significant.partition_point(|(from, _)| *from < end);
        let last = after.checked_sub(1).and_then(|index| self.significant.get(index));
        let end = last.map_or(end, |(_, to)| end.min(*to)).max(start);
        span(self.file, start, end)
    }

    /// Where the last token before a place ends.
    pub(super) fn end_before(&self, at: Span) -> Span {
        let start = usize::try_from(at.start).unwrap_or(usize::MAX);
        let before = self.significant.partition_point(|(from, _)| *from < start);
        let last = before.checked_sub(1).and_then(|index| self.significant.get(index));
        last.map_or(at.before(), |(_, end)| span(self.file, *end, *end))
    }

    pub(super) fn report(&mut self, code: Code, at: Span, message: impl Into<String>) {
        self.problems.push(Diagnostic::new(code, at, message));
    }

    /// Adds an expression whose operands are `operands`, unless it would be too deep.
    pub(super) fn push(&mut self, expr: Expr, at: Span, operands: &[ExprId]) -> ExprId {
        let depth =
            operands.iter().map(|id| self.exprs.depth(*id)).max().unwrap_or(0).saturating_add(1);
        if depth > MAX_EXPRESSION_DEPTH {
            if !self.said_too_deep {
                self.said_too_deep = true;
                let message = format!(
                    "more than {MAX_EXPRESSION_DEPTH} signs stand one within the other here; work out what can be \
                     worked out, or give a part a name, `part means …`, and say `part` here"
                );
                self.report(whereas_diagnostics::codes::syntax::EXPRESSION_TOO_DEEP, at, message);
            }
            return self.missing(at);
        }
        self.exprs.push(expr, at, depth)
    }

    pub(super) fn missing(&mut self, at: Span) -> ExprId {
        self.exprs.push(Expr::Missing, at, 1)
    }

    /// Sets a part that may be said once, and reports the second.
    pub(super) fn once<T>(&mut self, slot: &mut Option<T>, value: T, at: Span, what: &'static str) {
        if slot.is_some() {
            let message = format!("`{what}` is said twice, and counts once");
            let code = whereas_diagnostics::codes::syntax::SAID_TWICE;
            let problem = Diagnostic::new(code, at, message);
            let first = self.said.iter().rfind(|(said, _)| *said == what);
            let problem = match first {
                Some((_, first)) => problem.also(*first, "said here first"),
                None => problem,
            };
            self.problems.push(problem.fix(
                "if the first is the right one, leave this one out",
                at,
                "",
            ));
            return;
        }
        self.said.push((what, at));
        *slot = Some(value);
    }
}

/// The parts of a node, in order.
pub(crate) struct Parts<'i>(Peekable<Pairs<'i, Rule>>);

impl<'i> Parts<'i> {
    pub(super) fn of(node: Node<'i>) -> Self {
        Self(node.into_inner().peekable())
    }

    /// Passes over this word if it stands next.
    pub(super) fn word(&mut self, rule: Rule) -> bool {
        self.0.next_if(|next| next.as_rule() == rule).is_some()
    }

    /// The part of this rule, if it stands next, words apart.
    pub(super) fn take(&mut self, rule: Rule) -> Option<Node<'i>> {
        self.skip_words();
        self.0.next_if(|next| next.as_rule() == rule)
    }

    /// The next part, words apart.
    pub(super) fn next(&mut self) -> Option<Node<'i>> {
        self.skip_words();
        self.0.next()
    }

    /// The rule of the next part, a word or not.
    pub(super) fn peek(&mut self) -> Option<Rule> {
        self.0.peek().map(Pair::as_rule)
    }

    /// The next part, a word or not.
    pub(super) fn any(&mut self) -> Option<Node<'i>> {
        self.0.next()
    }

    /// All parts of this rule that stand next, words apart.
    pub(super) fn all(&mut self, rule: Rule) -> Vec<Node<'i>> {
        std::iter::from_fn(|| self.take(rule)).collect()
    }

    fn skip_words(&mut self) {
        while self.0.next_if(|next| is_word(next.as_rule())).is_some() {}
    }
}
