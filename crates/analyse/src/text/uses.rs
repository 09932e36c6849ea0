//! The quantities that the clauses of a policy use, and how things are compared with them.
//!
//! Reads: the checked policy. Produces: [`Use`]s by clause, what each clause reads, and the conditions that join
//! several. Invariant: linear in the policy; an example uses nothing.

mod expressions;

use std::collections::BTreeSet;

use ecow::EcoString;
use whereas_check::Checked;
use whereas_hir::Hir;
use whereas_hir::clause::{Gives, GuaranteeKind, Presence};
use whereas_hir::duty::{Arises, Due};
use whereas_hir::expr::{ExprId, Literal};
use whereas_hir::map::SourceMap;
use whereas_source::Span;
use whereas_value::date::Date;
use whereas_value::id::{
    ChoiceId, ClauseId, FactId, IndexVec, JudgementId, ParameterId, QuestionId, RuleId, TermId,
};
use whereas_value::number::Number;
use whereas_value::rounding::Rounding;

use super::lexicon::Sign;

/// What a clause says.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Quantity {
    /// `3`, `20 %`, `half of x`
    Number(Number),
    /// `250 EUR`
    Money(Number, EcoString),
    /// `2020-11-01`
    Date(Date),
    /// `90 days`
    Days(Number),
    /// `6 months`, `5 years`
    Months(Number),
    /// `24 hours`, `90 minutes`
    Minutes(Number),
}

impl Quantity {
    /// The quantity of a literal, where it is one.
    pub fn of(literal: &Literal) -> Option<Self> {
        match literal {
            Literal::Number(number) => Some(Self::Number(number.clone())),
            Literal::Money { amount, currency, .. } => {
                Some(Self::Money(amount.clone(), currency.clone()))
            }
            Literal::Date(date) => Some(Self::Date(*date)),
            Literal::Days(number) => Some(Self::Days(number.clone())),
            Literal::Months(number) => Some(Self::Months(number.clone())),
            Literal::Minutes(number) => Some(Self::Minutes(number.clone())),
            // A passage may call a unit by another of its names: `km`, `kilometres`, `kilometers`.
            Literal::Quantity { amount, .. } => Some(Self::Number(amount.clone())),
            Literal::Truth(_)
            | Literal::Text(_)
            | Literal::Choice { .. }
            | Literal::ChoiceName(_) => None,
        }
    }
}

/// Where a use comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Origin {
    /// Written in the clause.
    Literal,
    /// Read through a parameter.
    Parameter(ParameterId),
    /// Read through a term that is a literal.
    Term,
    /// `in force from D`
    Force,
    /// `is V from D`, of a parameter that is read: it asks nothing of the passage.
    ParameterDay,
}

/// How things are held against a quantity.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum How {
    /// Not at all.
    Plain,
    /// `is`
    Equal,
    /// By a comparison.
    Sign(Sign),
    /// `the lesser of`, `but not more than`: at most, and `the greater of`: at least
    Cap(Sign),
}

/// One quantity that a clause uses.
#[derive(Clone, Debug)]
pub(crate) struct Use {
    /// The quantity.
    pub quantity: Quantity,
    /// Where it is written or read.
    pub span: Span,
    /// Where it comes from.
    pub origin: Origin,
    /// How things are held against it.
    pub how: How,
    /// The comparison: whole, and the end of its left and the start of its right side.
    pub comparison: Option<(Span, Option<Span>)>,
    /// What neighbouring values of it differ by, where nothing lies between them.
    pub step: Option<i64>,
    /// It is a part of what is compared: `sale_date - 2 years`.
    pub embedded: bool,
    /// It is taken away, so that its sign is the one of the comparison turned round.
    pub turned: bool,
    /// It stands in arithmetic.
    pub calculated: bool,
    /// The rule that gives it, or asks for it.
    pub rule: Option<(RuleId, bool)>,
    /// The term it is a part of.
    pub term: Option<TermId>,
    /// Of a fraction, the numbers it is written with: `2 / 3`, `x / 10`.
    pub parts: Vec<Number>,
    /// Whether its place holds it and nothing else, so that another can be written there.
    pub alone: bool,
}

/// A condition that joins several.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Joined {
    /// All of them, or else any.
    pub all: bool,
    /// Where it stands.
    pub span: Span,
}

/// What one clause says.
#[derive(Clone, Default, Debug)]
pub(crate) struct ClauseUses {
    /// The quantities.
    pub uses: Vec<Use>,
    /// The joined conditions.
    pub joined: Vec<Joined>,
    /// What it rounds, and how.
    pub rounded: Vec<(Span, Rounding)>,
    /// How many expressions it has of its own.
    pub roots: usize,
    /// Whether it turns a condition round, or counts conditions.
    pub turned: bool,
    /// What it reads.
    pub facts: BTreeSet<FactId>,
    /// Judgements it reads or makes.
    pub judgements: BTreeSet<JudgementId>,
    /// Terms it reads.
    pub terms: BTreeSet<TermId>,
    /// Open questions it reads or asks.
    pub questions: BTreeSet<QuestionId>,
    /// Values of choices it names, and the rule that asks for each.
    pub values: BTreeSet<(ChoiceId, u32, Option<RuleId>)>,
}

/// What all clauses say.
#[derive(Debug)]
pub(crate) struct Uses {
    /// By clause.
    pub clauses: IndexVec<ClauseId, ClauseUses>,
    /// The terms that each term reads.
    pub terms: IndexVec<TermId, BTreeSet<TermId>>,
}

/// How an expression stands.
#[derive(Clone, Copy)]
struct At {
    how: How,
    comparison: Option<(Span, Option<Span>)>,
    step: Option<i64>,
    embedded: bool,
    turned: bool,
    calculated: bool,
    rule: Option<(RuleId, bool)>,
}

impl At {
    const fn plain(rule: Option<(RuleId, bool)>) -> Self {
        let how = How::Plain;
        Self {
            how,
            comparison: None,
            step: None,
            embedded: false,
            turned: false,
            calculated: false,
            rule,
        }
    }

    const fn inside(self) -> Self {
        Self { calculated: self.calculated, ..Self::plain(self.rule) }
    }
}

/// What all clauses say, by clause.
pub(crate) fn of(checked: &Checked, map: &SourceMap) -> Uses {
    let hir = checked.hir();
    let clauses = hir.clauses.iter().map(|_| ClauseUses::default()).collect();
    let terms = hir.terms.iter().map(|_| BTreeSet::new()).collect();
    let mut walk = Walk { checked, map, term: None, out: Uses { clauses, terms } };
    walk.rules(hir);
    walk.statements(hir);
    walk.duties(hir);
    walk.out
}

struct Walk<'c> {
    checked: &'c Checked,
    map: &'c SourceMap,
    /// The term whose meaning is walked.
    term: Option<TermId>,
    out: Uses,
}

impl Walk<'_> {
    fn rules(&mut self, hir: &Hir) {
        for (id, rule) in hir.rules.enumerate() {
            let given = match rule.gives {
                Gives::Is(value)
                | Gives::Includes(value)
                | Gives::Excludes(value)
                | Gives::Adds(value) => value,
            };
            self.root(rule.clause, given, At::plain(Some((id, true))));
            for condition in [rule.when, rule.unless].into_iter().flatten() {
                self.root(rule.clause, condition, At::plain(Some((id, false))));
            }
        }
    }

    fn statements(&mut self, hir: &Hir) {
        for (id, term) in hir.terms.enumerate() {
            self.term = Some(id);
            self.root(term.clause, term.means, At::plain(None));
        }
        self.term = None;
        for function in &hir.functions {
            self.root(function.clause, function.means, At::plain(None));
        }
        for (id, clause) in hir.clauses.enumerate() {
            for one in &clause.switch_offs {
                for condition in [one.when, one.unless].into_iter().flatten() {
                    self.root(id, condition, At::plain(None));
                }
            }
            for one in &clause.prerequisites {
                self.root(id, one.condition, At::plain(None));
            }
            self.force(id, &clause.force);
        }
        for policy in &hir.policies {
            for statement in &policy.force {
                self.force(statement.clause, std::slice::from_ref(statement));
            }
        }
        for (id, judgement) in hir.judgements.enumerate() {
            self.of(judgement.clause, |it| {
                it.judgements.insert(id);
            });
        }
        for factor in &hir.factors {
            if let Presence::When(condition) = factor.present {
                self.root(factor.clause, condition, At::plain(None));
            }
        }
        for (id, question) in hir.questions.enumerate() {
            self.of(question.clause, |it| {
                it.questions.insert(id);
            });
        }
        for guarantee in &hir.guarantees {
            if let GuaranteeKind::Always(condition) | GuaranteeKind::Never(condition) =
                guarantee.kind
            {
                self.root(guarantee.clause, condition, At::plain(None));
            }
        }
    }

    fn force(&mut self, clause: ClauseId, statements: &[whereas_hir::policy::ForceStatement]) {
        let Some(span) = self.map.clauses.get(clause).copied() else { return };
        for statement in statements {
            let from = statement.from.map(|date| (date, Sign::AtLeast));
            let before = statement.before.map(|date| (date, Sign::Less));
            for (date, sign) in [from, before].into_iter().flatten() {
                let at = At { how: How::Sign(sign), step: Some(1), ..At::plain(None) };
                self.add(clause, Quantity::Date(date), span, Origin::Force, at);
            }
        }
    }

    fn duties(&mut self, hir: &Hir) {
        for (id, duty) in hir.duties.enumerate() {
            let clause = duty.clause;
            let span = self.map.duties.get(id).copied();
            let compared = |sign, step| At {
                how: How::Sign(sign),
                comparison: span.map(|span| (span, None)),
                step,
                ..At::plain(None)
            };
            let arises = match duty.arises {
                Arises::When(condition) => Some(condition),
                Arises::OnEvent { when, .. } => when,
                Arises::OnIssue | Arises::Ongoing | Arises::UponBreach => None,
            };
            let conditions = [arises, duty.discharged_when, duty.excused_when];
            for condition in conditions.into_iter().flatten() {
                self.root(clause, condition, At::plain(None));
            }
            match duty.due {
                Due::Within { time, of } => {
                    self.root(clause, time, compared(Sign::AtMost, None));
                    if let Some(of) = of {
                        self.root(clause, of, At::plain(None));
                    }
                }
                Due::WithinHours { hours, of } => {
                    if let Some(span) = span {
                        let hours =
                            Quantity::Minutes(Number::from(i64::from(hours).saturating_mul(60)));
                        let at =
                            At { comparison: Some((span, None)), ..compared(Sign::AtMost, None) };
                        self.add(clause, hours, span, Origin::Literal, at);
                    }
                    if let Some(of) = of {
                        self.root(clause, of, At::plain(None));
                    }
                }
                Due::By(day) => self.root(clause, day, compared(Sign::AtMost, Some(1))),
                Due::Before(day) => self.root(clause, day, compared(Sign::Less, Some(1))),
                Due::Every(days) => {
                    if let Some(span) = span {
                        let days = Quantity::Days(Number::from(days));
                        let every = At { comparison: Some((span, None)), ..At::plain(None) };
                        self.add(clause, days, span, Origin::Literal, every);
                    }
                }
                Due::None | Due::BeforeEvent(_) => {}
            }
        }
        for permission in &hir.permissions {
            if let Some(when) = permission.when {
                self.root(permission.clause, when, At::plain(None));
            }
        }
    }

    fn of(&mut self, clause: ClauseId, change: impl FnOnce(&mut ClauseUses)) {
        if let Some(uses) = self.out.clauses.get_mut(clause) {
            change(uses);
        }
    }

    fn add(&mut self, clause: ClauseId, quantity: Quantity, span: Span, origin: Origin, at: At) {
        self.add_made_of(clause, quantity, span, origin, at, Vec::new());
    }

    fn add_made_of(
        &mut self,
        clause: ClauseId,
        quantity: Quantity,
        span: Span,
        origin: Origin,
        at: At,
        parts: Vec<Number>,
    ) {
        let alone = origin == Origin::Literal
            && parts.is_empty()
            && at.comparison.is_none_or(|it| it.0 != span);
        let At { how, comparison, step, embedded, turned, calculated, rule } = at;
        let term = self.term;
        self.of(clause, |it| {
            it.uses.push(Use {
                quantity,
                span,
                origin,
                how,
                comparison,
                step,
                embedded,
                turned,
                calculated,
                rule,
                term,
                parts,
                alone,
            });
        });
    }

    fn root(&mut self, clause: ClauseId, expr: ExprId, at: At) {
        self.of(clause, |it| it.roots = it.roots.saturating_add(1));
        let mut open = vec![(expr, at)];
        while let Some((id, at)) = open.pop() {
            self.one(clause, id, at, &mut open);
        }
    }
}
