//! What a policy says of a case: the meaning of the language, one case at a time, by structural recursion.
//!
//! Reads a checked policy, what a case knows, and one [`Variant`] (in which force is fixed); produces, of every
//! expression and every question, what may come of it ([`Seen`]). There is no plan here and nothing is shared with
//! the interpreter that runs plans: each part is headed by the rule that it states, and is meant to be read beside it.
//! Expressions are here, with `guards` (*and* and *or*) and `operators`; below are, in the order of the meaning, `decisions` (what stands and what prevails), `combine`
//! (what is decided), `reading` (what is read of a case), `judgements` and `lists`. Duties are in `duties`, what makes a
//! finding defective in `findings`, what is answered and asked next in `answers`, the tables of truth in `tables`.
//!
//! Invariant: every outcome of every world that the case allows is in what is returned here (*sound*); knowing more
//! never adds an outcome (*learning*); the order of clauses, rules and operands never matters. The memory of a
//! [`Run`] only saves time.

mod combine;
mod decisions;
mod guards;
mod judgements;
mod lists;
mod operators;
mod periods;
mod reading;
mod waits;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use whereas_check::Checked;
use whereas_hir::Hir;
use whereas_hir::expr::{Expr, ExprId, VarId};
use whereas_value::case::Event;
use whereas_value::id::{
    ClauseId, DecisionId, FactId, FactorId, IndexVec, JudgementId, PolicyId, QuestionId, RuleId,
    TermId,
};
use whereas_value::{Case, Cause, Causes, Interval, Leaf, Values};

use crate::force::Variant;
use crate::known::{self, Known};
use crate::open::{Leaves, Open};
use crate::tables::{Seen, at_least, compare, meet, not};
use crate::text::Text;
use operators::lifted;

/// One element of a list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Place {
    /// An element that is stated, by its place.
    Row(FactId, u32),
    /// The others: one element of which nothing is stated.
    Others(FactId),
}

impl Place {
    const fn list(self) -> FactId {
        match self {
            Self::Row(list, _) | Self::Others(list) => list,
        }
    }
}

/// Which question of a decision.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Which {
    /// `d of x`: which element.
    pub place: Option<Place>,
    /// `d includes V`: which value of the set.
    pub value: Option<u32>,
}

impl Which {
    /// The decision itself.
    pub const WHOLE: Self = Self { place: None, value: None };

    /// Of the same element, one value of the set.
    const fn includes(self, value: u32) -> Self {
        Self { value: Some(value), ..self }
    }
}

/// What a path of fields starts from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Root {
    Fact(FactId),
    Variable(VarId),
}

/// Where an expression stands: what its names are bound to, and what has been asked beside it.
#[derive(Clone, Debug)]
pub(crate) struct At<'a> {
    policy: PolicyId,
    bound: Vec<(VarId, Place)>,
    /// What stands beside `F is not absent` in an `and`, or beside `F is absent` in an `or`: F is read as present.
    present: BTreeSet<(Root, Vec<u32>)>,
    /// The classes of what stands beside a guard that settles the whole where it is zero: a division by it is no fault.
    nonzero: BTreeSet<u32>,
    event: Option<&'a Event>,
}

impl<'a> At<'a> {
    /// In a clause or item of this policy.
    pub const fn policy(policy: PolicyId) -> Self {
        Self {
            policy,
            bound: Vec::new(),
            present: BTreeSet::new(),
            nonzero: BTreeSet::new(),
            event: None,
        }
    }

    /// In a condition of a duty that arises from this event.
    pub fn event(policy: PolicyId, event: Option<&'a Event>) -> Self {
        Self { event, ..Self::policy(policy) }
    }

    fn with(&self, variable: Option<VarId>, place: Option<Place>) -> Self {
        let mut at = self.clone();
        if let (Some(variable), Some(place)) = (variable, place) {
            at.bound.retain(|(other, _)| *other != variable);
            at.bound.push((variable, place));
        }
        at
    }

    fn place(&self, variable: VarId) -> Option<Place> {
        self.bound.iter().find(|(bound, _)| *bound == variable).map(|(_, place)| *place)
    }
}

/// What is settled for the length of a run: by the refinement, or to see what would follow.
#[derive(Clone, Debug, Default)]
pub struct Fixed {
    /// What stands of a judgement where no finding is sound.
    pub judgements: BTreeMap<JudgementId, Values>,
    /// Whether a found factor is present.
    pub found: BTreeMap<FactorId, bool>,
    /// The reading of an open question.
    pub questions: BTreeMap<QuestionId, u32>,
}

/// What does not change from one run over a case to the next.
pub(crate) struct Setting<'a> {
    pub checked: &'a Checked,
    pub case: &'a Case,
    pub text: Text<'a>,
    pub leaves: Leaves,
    /// Nothing is settled beside the case.
    pub unfixed: Fixed,
}

/// One run: a policy, what is known, one variant. Answers any question.
pub(crate) struct Run<'r, 'a> {
    pub setting: &'r Setting<'a>,
    pub variant: &'r Variant,
    facts: IndexVec<FactId, Rc<Known>>,
    /// What the case itself knows: the same, save where the refinement has settled a leaf.
    record: &'r IndexVec<FactId, Rc<Known>>,
    fixed: &'r Fixed,
    /// Whether burdens are lifted, to see what an answer rests on.
    lifted: bool,
    /// Of each finding, whether it is formally good in this variant.
    good: &'r [bool],
    questions: BTreeMap<(DecisionId, Which), Seen>,
    standing: BTreeMap<(RuleId, Which), Seen>,
    offs: BTreeMap<(ClauseId, Option<Place>), Seen>,
    terms: BTreeMap<TermId, Seen>,
    judgements: BTreeMap<JudgementId, Seen>,
    factors: BTreeMap<FactorId, Seen>,
    scopes: BTreeMap<PolicyId, Seen>,
}

impl<'r, 'a> Run<'r, 'a> {
    /// A run that has asked nothing yet.
    pub fn new(
        setting: &'r Setting<'a>,
        variant: &'r Variant,
        facts: &IndexVec<FactId, Rc<Known>>,
        record: &'r IndexVec<FactId, Rc<Known>>,
        fixed: &'r Fixed,
        lifted: bool,
        good: &'r [bool],
    ) -> Self {
        let mut facts = facts.clone();
        // In each piece of the governing day, the fact that governs lies within the piece.
        let governing = setting.checked.hir().policies.get(Hir::MAIN).and_then(|p| p.governed_by);
        if let Some(known) = governing.and_then(|fact| facts.get_mut(fact)) {
            let days = Values::Number(Some(variant.governing()));
            if let Known::Value { values, may_be_absent: false } = &**known {
                let values = meet(values, &days);
                *known = Rc::new(Known::Value { values, may_be_absent: false });
            }
        }
        Self {
            setting,
            variant,
            facts,
            record,
            fixed,
            lifted,
            good,
            questions: BTreeMap::new(),
            standing: BTreeMap::new(),
            offs: BTreeMap::new(),
            terms: BTreeMap::new(),
            judgements: BTreeMap::new(),
            factors: BTreeMap::new(),
            scopes: BTreeMap::new(),
        }
    }

    fn hir(&self) -> &'a Hir {
        self.setting.checked.hir()
    }

    fn class(&self, expr: ExprId) -> Option<u32> {
        self.setting.checked.tables().classes.get(expr).copied()
    }

    fn same(&self, a: ExprId, b: ExprId) -> bool {
        self.class(a).is_some() && self.class(a) == self.class(b)
    }

    fn leaf(&self, leaf: &Leaf) -> Open {
        self.setting.leaves.only(leaf)
    }

    // -------------------------------------------------------------- values of expressions

    /// What may come of an expression.
    pub fn value(&mut self, id: ExprId, at: &At<'a>) -> Seen {
        let Some(expr) = self.hir().exprs.get(id) else { return self.broken(id) };
        match expr {
            Expr::Missing => self.broken(id),
            Expr::Literal(literal) => Seen::sure(known::literal(literal)),
            Expr::Fact(fact) => self.read(Root::Fact(*fact), &[], at),
            Expr::Variable(variable) => self.read(Root::Variable(*variable), &[], at),
            Expr::Field { base, field } => self.field(id, *base, *field, at),
            Expr::Judgement(judgement) => self.judgement(*judgement),
            Expr::Term(term) => self.term(*term),
            Expr::Decision(decision) => self.read_decision(*decision, Which::WHOLE, at),
            Expr::DecisionOf { decision, element } => {
                let which = self.which(Some(*element), at);
                self.read_decision(*decision, which, at)
            }
            Expr::Parameter { parameter, on } => self.parameter(*parameter, *on, at),
            Expr::Reading { question, reading } => self.reading(*question, *reading),
            Expr::Call { means, .. } => self.value(*means, at),
            // Only in the text of a function, which nothing decides by.
            Expr::Argument { .. } => self.broken(id),
            Expr::EventField(field) => self.event_field(*field, at),
            Expr::AsOfDay => {
                Seen::sure(Values::Number(Some(Interval::of_date(self.setting.case.as_of))))
            }
            Expr::GoverningDay => self.governing_day(),
            Expr::Not(of) => not(&self.value(*of, at)),
            Expr::And(of) => self.all_of(of, at),
            Expr::Or(of) => self.any_of(of, at),
            Expr::AtLeast { count, of } => at_least(*count, &self.values(of, at)),
            Expr::Compare { op, left, right } => {
                let same = self.same(*left, *right);
                compare(*op, &self.value(*left, at), &self.value(*right, at), same)
            }
            Expr::OneOf { subject, values } => self.one_of(*subject, values, at),
            Expr::Between { subject, low, high } => self.between(*subject, *low, *high, at),
            Expr::Includes { set, value } => self.includes(*set, *value, at),
            Expr::IsEmpty(of) => self.is_empty(*of, at),
            Expr::IsKnown(of) => self.is_known(*of, at),
            Expr::IsAbsent(of) => self.is_absent(*of, at),
            Expr::IsDecided { decision, element } => self.is_decided(*decision, *element, at),
            Expr::If { test, then, otherwise } => self.branch(id, *test, *then, *otherwise, at),
            Expr::Arithmetic { op, left, right } => self.arithmetic(*op, *left, *right, at),
            Expr::Lesser(of) => self.least_of(of, Interval::lesser, at),
            Expr::Greater(of) => self.least_of(of, Interval::greater, at),
            Expr::Scale { base, bands } => self.scale(*base, bands, at),
            Expr::Rounded { value, places, rounding } => {
                let value = self.value(*value, at);
                lifted(&[value], |of| Some(of.first()?.rounded(*places, *rounding)))
            }
            Expr::Elapsed { unit, from, to } => self.elapsed(id, *unit, *from, *to, at),
            // Only ever what a call is given; whatever is asked of it is asked of its two days.
            Expr::Span { .. } => self.broken(id),
            Expr::Periods { asked, days } => self.periods(*asked, days, at),
            Expr::DaysInAny { over, item, within } => self.days_in_any(*over, *item, *within, at),
            Expr::Under { decision, clauses, element } => {
                let which = self.which(*element, at);
                self.under(*decision, clauses, which)
            }
            Expr::Apart { decision, clause, element } => {
                let which = self.which(*element, at);
                self.apart(*decision, *clause, which)
            }
            Expr::Any(over) => self.any(*over, at),
            Expr::Every { over, has } => self.every(*over, *has, at),
            Expr::Count(over) => self.sum(*over, None, at),
            Expr::CountDifferent { over, key } => self.count_different(*over, *key, at),
            Expr::Sum { over, item } => self.sum(*over, Some(*item), at),
            Expr::Extreme { largest, over, item } => self.extreme(*largest, *over, *item, at),
            // A picked element is only ever read at a field of it.
            Expr::Pick { .. } => self.broken(id),
        }
    }

    fn values(&mut self, ids: &[ExprId], at: &At<'a>) -> Vec<Seen> {
        ids.iter().map(|id| self.value(*id, at)).collect()
    }

    fn broken(&self, id: ExprId) -> Seen {
        let none = known::nothing(self.setting.checked.ty(id));
        Seen::of(Causes::of(Cause::Undetermined), none)
    }

    fn which(&self, element: Option<VarId>, at: &At<'a>) -> Which {
        Which { place: element.and_then(|variable| at.place(variable)), value: None }
    }

    /// A term stands for what it means, wherever it is read.
    fn term(&mut self, id: TermId) -> Seen {
        if let Some(seen) = self.terms.get(&id) {
            return seen.clone();
        }
        let hir = self.hir();
        let Some(term) = hir.terms.get(id) else { return Seen::truth(false) };
        let seen = self.value(term.means, &At::policy(self.policy_of(term.clause)));
        self.terms.insert(id, seen.clone());
        seen
    }

    fn policy_of(&self, clause: ClauseId) -> PolicyId {
        self.hir().clauses.get(clause).map_or(Hir::MAIN, |clause| clause.policy)
    }
}
