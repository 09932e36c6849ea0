//! What a policy says of a case: the meaning of the language, one case at a time, by structural recursion.
//!
//! Reads a checked policy, what a case knows, and one [`Variant`] (in which force is fixed); produces, of every
//! expression and every question, what may come of it ([`Seen`]). There is no plan here and nothing is shared with
//! the interpreter that runs plans: each part below is headed by the rule that it states, and is meant to be read
//! beside it. It is long because the whole meaning of a decision is in this one file; duties are in `duties`, what
//! makes a finding defective in `findings`, and what is answered and asked next in `answers`.
//!
//! Invariant: every outcome of every world that the case allows is in what is returned here (*sound*); knowing more
//! never adds an outcome (*learning*); the order of clauses, rules and operands never matters. The memory of a
//! [`Run`] only saves time.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use whereas_check::Checked;
use whereas_hir::Hir;
use whereas_hir::clause::{Gives, Presence, Rule, SwitchOff, Waits};
use whereas_hir::expr::{
    Arithmetic, Compare, Elapsed, EventField, Expr, ExprId, Literal, Over, VarId,
};
use whereas_hir::policy::DecisionKind;
use whereas_value::answer::{FindingClass, RuleTrace, Standing};
use whereas_value::case::Event;
use whereas_value::id::{
    ClauseId, DecisionId, FactId, FactorId, IndexVec, JudgementId, ParameterId, PolicyId,
    QuestionId, RuleId, TermId,
};
use whereas_value::{
    Case, Cause, Causes, Finding, Interval, Leaf, Lifted, MonthEnds, Number, TextSet, Type,
    Values,
};

use crate::force::Variant;
use crate::known::{self, Known};
use crate::open::{Leaves, Open};
use crate::tables::{
    Seen, and, at_least, choose, compare, differ, ends, equal, join, meet, needs,
    none_like, not, or, strict, truth,
};
use crate::text::{Source, Text};

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
pub(crate) enum Which {
    /// The decision.
    Whole,
    /// `d includes V`.
    Value(u32),
    /// `d of x`.
    Of(Place),
}

impl Which {
    const fn place(self) -> Option<Place> {
        match self {
            Self::Of(place) => Some(place),
            Self::Whole | Self::Value(_) => None,
        }
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
    event: Option<&'a Event>,
}

impl<'a> At<'a> {
    /// In a clause or item of this policy.
    pub const fn policy(policy: PolicyId) -> Self {
        Self { policy, bound: Vec::new(), present: BTreeSet::new(), event: None }
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
pub(crate) struct Fixed {
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
}

/// One rule of a question, as it stands in a run.
pub(crate) struct Row {
    pub clause: ClauseId,
    pub rule: RuleId,
    pub stands: Seen,
    pub prevails: Seen,
    /// What it gives, where it may prevail.
    value: Seen,
    /// Rows with the same value, whatever it is, never conflict.
    same: Same,
    /// The places of the rows above it.
    above: Vec<usize>,
}

/// What makes two values the same before they are known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Same {
    Class(u32),
    Polarity(bool),
    /// Nothing is known of it.
    No,
}

/// One run: a policy, what is known, one variant. Answers any question.
pub(crate) struct Run<'r, 'a> {
    pub setting: &'r Setting<'a>,
    pub variant: &'r Variant,
    facts: IndexVec<FactId, Rc<Known>>,
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
            Expr::Decision(decision) => self.read_decision(*decision, Which::Whole, at),
            Expr::DecisionOf { decision, element } => {
                let which = self.which(Some(*element), at);
                self.read_decision(*decision, which, at)
            }
            Expr::Parameter { parameter, on } => self.parameter(*parameter, *on, at),
            Expr::Reading { question, reading } => self.reading(*question, *reading),
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
            Expr::Rounded { value, places, rounding } => {
                let value = self.value(*value, at);
                lifted(&[value], |of| Some(of.first()?.rounded(*places, *rounding)))
            }
            Expr::Elapsed { unit, from, to } => self.elapsed(id, *unit, *from, *to, at),
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
        element.and_then(|variable| at.place(variable)).map_or(Which::Whole, Which::Of)
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

    // -------------------------------------------------------------- and, or, beside `is absent`

    /// `C and D`. Beside `F is not absent`, F is read as present: where it is not, that operand says no.
    fn all_of(&mut self, of: &[ExprId], at: &At<'a>) -> Seen {
        let guards: Vec<_> = of.iter().map(|id| self.guarded(*id, true)).collect();
        let operands = self.operands(of, &guards, at, Seen::surely_no);
        and(&operands)
    }

    /// `C or D`. Beside `F is absent`, F is read as present: where it is not, that operand says yes.
    fn any_of(&mut self, of: &[ExprId], at: &At<'a>) -> Seen {
        let guards: Vec<_> = of.iter().map(|id| self.guarded(*id, false)).collect();
        let operands = self.operands(of, &guards, at, Seen::surely_yes);
        or(&operands)
    }

    /// The operands; only the one that settles it, where one does.
    fn operands(
        &mut self,
        of: &[ExprId],
        guards: &[Option<(Root, Vec<u32>)>],
        at: &At<'a>,
        settles: fn(&Seen) -> bool,
    ) -> Vec<Seen> {
        let mut inner = at.clone();
        inner.present.extend(guards.iter().flatten().cloned());
        let mut all = Vec::new();
        for (id, guard) in of.iter().zip(guards) {
            let seen = self.value(*id, if guard.is_some() { at } else { &inner });
            if settles(&seen) {
                return vec![seen];
            }
            all.push(seen);
        }
        all
    }

    /// The F of `F is not absent` (or of `F is absent`).
    fn guarded(&self, id: ExprId, negated: bool) -> Option<(Root, Vec<u32>)> {
        let hir = self.hir();
        let asked = match hir.exprs.get(id)? {
            Expr::Not(of) if negated => hir.exprs.get(*of)?,
            Expr::IsAbsent(_) if !negated => hir.exprs.get(id)?,
            _ => return None,
        };
        if let Expr::IsAbsent(of) = asked { self.path(*of) } else { None }
    }

    /// The path of a fact, a variable, or a field of one.
    fn path(&self, id: ExprId) -> Option<(Root, Vec<u32>)> {
        let expr = self.hir().exprs.get(id)?;
        if let Expr::Fact(fact) = expr {
            return Some((Root::Fact(*fact), Vec::new()));
        }
        if let Expr::Variable(variable) = expr {
            return Some((Root::Variable(*variable), Vec::new()));
        }
        if let Expr::Field { base, field } = expr {
            let (root, mut path) = self.path(*base)?;
            path.push(*field);
            return Some((root, path));
        }
        None
    }

    // -------------------------------------------------------------- facts, fields, elements

    fn field(&mut self, id: ExprId, base: ExprId, field: u32, at: &At<'a>) -> Seen {
        if let Some((root, path)) = self.path(id) {
            return self.read(root, &path, at);
        }
        // `(the c in xs with smallest c.born).name`, perhaps of a record within the element.
        let hir = self.hir();
        let mut path = vec![field];
        let mut base = base;
        while let Some(Expr::Field { base: inner, field }) = hir.exprs.get(base) {
            path.insert(0, *field);
            base = *inner;
        }
        if let Some(Expr::Pick { largest, over, key }) = hir.exprs.get(base) {
            return self.pick(*largest, *over, *key, &path, at);
        }
        self.broken(id)
    }

    /// Where a root leads: what is known there, its type, and the leaf of a path from it.
    fn start(&self, root: Root, at: &At<'a>) -> Option<(Known, Type, Option<Place>)> {
        let hir = self.hir();
        let (fact, place) = match root {
            Root::Fact(fact) => (fact, None),
            Root::Variable(variable) => {
                let place = at.place(variable)?;
                (place.list(), Some(place))
            }
        };
        let known = self.facts.get(fact)?;
        let declared = hir.facts.get(fact)?.ty.clone();
        let Some(place) = place else { return Some((Known::clone(known), declared, None)) };
        let Known::List { rows, others, .. } = &**known else { return None };
        let Type::List(element) = declared.present() else { return None };
        let known = match place {
            Place::Row(_, row) => rows.get(usize::try_from(row).ok()?)?.clone(),
            Place::Others(_) => Known::clone(others),
        };
        Some((known, Type::clone(element), Some(place)))
    }

    /// The leaf of a path.
    fn path_leaf(&self, root: Root, place: Option<Place>, path: &[u32]) -> Open {
        let path = path.to_vec();
        match (root, place) {
            (_, Some(Place::Row(list, row))) => self.leaf(&Leaf::Element { list, row, path }),
            (_, Some(Place::Others(list))) => self.leaf(&Leaf::Others(list)),
            (Root::Fact(fact), None) => self.leaf(&Leaf::Fact(fact, path)),
            (Root::Variable(_), None) => Open::default(),
        }
    }

    /// Reading a leaf: its values, and *undetermined* where it, or a record around it, may be absent.
    fn read(&mut self, root: Root, path: &[u32], at: &At<'a>) -> Seen {
        let Some(found) = self.look(root, path, at) else {
            return Seen::of(Causes::of(Cause::Undetermined), truth(false, false));
        };
        let Known::Value { values, may_be_absent } = &found.known else {
            return Seen::of(Causes::of(Cause::Undetermined), truth(false, false));
        };
        let guarded = at.present.contains(&(root, path.to_vec()));
        let mut open = found.open;
        if !(values.is_single() && !may_be_absent) {
            open.add(&found.leaf);
        }
        let hir = self.hir();
        let fresh = || known::any_value(hir, found.ty.present(), &found.bounds);
        let values = if guarded && values.is_empty() { fresh() } else { values.clone() };
        let absent = found.record_may_be_absent || *may_be_absent && !guarded;
        let causes = if absent { Causes::of(Cause::Undetermined) } else { Causes::NONE };
        Seen::of(causes, values).on(&open)
    }

    /// Goes down a path. A record that may be absent is a leaf of its own on the way, unless it was asked about.
    fn look(&self, root: Root, path: &[u32], at: &At<'a>) -> Option<Look> {
        let hir = self.hir();
        let (mut known, mut ty, place) = self.start(root, at)?;
        let bounds = match (root, path) {
            (Root::Fact(fact), []) => known::bounds(hir.facts.get(fact)?),
            _ => Interval::ANY,
        };
        let mut open = Open::default();
        let (mut may_be_absent, mut may_be_present) = (false, true);
        for (depth, field) in path.iter().enumerate() {
            let here = path.get(..depth).unwrap_or_default();
            let Known::Record { may_be_absent: absent, may_be_present: present, fields } = &known
            else {
                return None;
            };
            let Type::Record(record) = ty.present() else { return None };
            let declared = whereas_hir::vocabulary::field(&hir.records, *record, *field)?;
            let guarded = at.present.contains(&(root, here.to_vec()));
            if *absent && !guarded {
                may_be_absent = true;
                may_be_present &= *present;
                if *present {
                    open.add(&self.path_leaf(root, place, here));
                }
            }
            let next = if guarded && !present {
                known::everything(hir, &declared.ty, &Interval::ANY)
            } else {
                fields.get(usize::try_from(*field).ok()?)?.clone()
            };
            ty = declared.ty.clone();
            known = next;
        }
        let leaf = self.path_leaf(root, place, path);
        Some(Look {
            known,
            ty,
            bounds,
            leaf,
            open,
            record_may_be_absent: may_be_absent,
            record_may_be_present: may_be_present,
        })
    }

    /// `F is absent`: yes or no.
    fn is_absent(&mut self, id: ExprId, at: &At<'a>) -> Seen {
        let hir = self.hir();
        if let Some((root, path)) = self.path(id) {
            let Some(found) = self.look(root, &path, at) else { return Seen::truth(false) };
            return found.absence();
        }
        if let Some(Expr::Term(term)) = hir.exprs.get(id) {
            let Some(term) = hir.terms.get(*term) else { return Seen::truth(false) };
            return self.is_absent(term.means, &At::policy(self.policy_of(term.clause)));
        }
        // Nothing else can be absent.
        let of = self.value(id, at);
        let values = if of.valueless() { truth(false, false) } else { truth(true, false) };
        Seen::of(of.causes, values).from([&of])
    }

    /// `F is known` speaks of the record, not of the world: yes, or without a value (*not ready*); never no.
    fn is_known(&mut self, id: ExprId, at: &At<'a>) -> Seen {
        let known = self.path(id).and_then(|(root, path)| {
            let found = self.look(root, &path, at)?;
            let around = !found.record_may_be_absent || !found.record_may_be_present;
            if let (Known::List { rows, .. }, Root::Fact(list)) = (&found.known, root) {
                let all = rows.iter().all(Known::is_single);
                return Some(all && self.there(list).surely_no());
            }
            Some(around && found.known.is_single())
        });
        needs(&Seen::truth(known.unwrap_or(false)))
    }

    // -------------------------------------------------------------- questions, days, parameters, events

    /// `q is A`: an open question is a leaf that nothing settles, save where force turns on it.
    fn reading(&mut self, question: QuestionId, reading: u32) -> Seen {
        let taken = self.variant.readings.get(&question).or(self.fixed.questions.get(&question));
        match taken {
            Some(taken) => Seen::truth(*taken == reading),
            None => {
                let count = self.hir().questions.get(question).map_or(0, |q| q.readings.len());
                Seen::sure(truth(count > 1, true)).on(&self.leaf(&Leaf::Question(question)))
            }
        }
    }

    /// The governing day: that of the fact which governs, or the as-of day.
    fn governing_day(&mut self) -> Seen {
        let day = Seen::sure(Values::Number(Some(self.variant.governing())));
        match self.hir().policies.get(Hir::MAIN).and_then(|policy| policy.governed_by) {
            Some(fact) => day.on(&self.leaf(&Leaf::Fact(fact, Vec::new()))),
            None => day,
        }
    }

    /// `p on D`: the value that is in force on the day; before the first there is none.
    fn parameter(&mut self, id: ParameterId, on: Option<ExprId>, at: &At<'a>) -> Seen {
        let hir = self.hir();
        let day = match on {
            Some(on) => self.value(on, at),
            None => self.governing_day(),
        };
        let Some(parameter) = hir.parameters.get(id) else { return day };
        let mut values = known::nothing(&parameter.ty);
        let mut causes = day.causes;
        if let Some(day) = day.interval() {
            let ends = parameter.values.iter().skip(1).map(|(from, _)| from.plus_days(-1).ok());
            let ends = ends.chain([None]);
            for ((from, value), last) in parameter.values.iter().zip(ends) {
                let last = last.map(|last| Number::from(last.days()));
                let period = Interval::new(Some(Number::from(from.days())), last);
                if period.is_some_and(|period| period.meet(day).is_some()) {
                    values = join(&values, &known::literal(value));
                }
            }
            let first = parameter.values.first().map(|(from, _)| Number::from(from.days()));
            let early = first.is_none_or(|first| day.lo().is_none_or(|lo| *lo < first));
            if early {
                causes = causes.and(Causes::of(Cause::Undetermined));
            }
        }
        Seen::of(causes, values).from([&day])
    }

    /// `E.on`, `E.by`, `E.about`, of the event from which a duty arises.
    fn event_field(&mut self, field: EventField, at: &At<'a>) -> Seen {
        let Some(event) = at.event else {
            return Seen::of(Causes::of(Cause::Undetermined), truth(false, false));
        };
        match field {
            EventField::On => Seen::sure(Values::Number(Some(Interval::of_date(event.on)))),
            EventField::By(None) => Seen::truth(event.by.is_some()),
            EventField::By(Some(actor)) => match event.by {
                Some(by) => Seen::truth(by == actor),
                None => Seen::sure(truth(true, true)),
            },
            EventField::About => Seen::sure(Values::Text(match &event.about {
                Some(about) => TextSet::single(about.clone()),
                None => TextSet::Any,
            })),
        }
    }

    // -------------------------------------------------------------- strict operators

    /// `x is one of (a, b)`: equal to one of them; once strict, over all.
    fn one_of(&mut self, subject: ExprId, values: &[ExprId], at: &At<'a>) -> Seen {
        let hir = self.hir();
        let literal =
            |id: &ExprId| matches!(hir.exprs.get(*id), Some(Expr::Literal(_)));
        let literals = values.iter().all(literal);
        let mut all = vec![self.value(subject, at)];
        all.extend(self.values(values, at));
        let causes = strict(&all);
        let Some((subject, values)) = all.split_first() else { return Seen::truth(false) };
        let listed = values.iter().map(|seen| &seen.values);
        let one = match (&subject.values, literals) {
            _ if all.iter().any(Seen::valueless) => truth(false, false),
            (Values::Choice(bits), true) => {
                let listed = listed.fold(0, |set, value| match value {
                    Values::Choice(bits) => set | bits,
                    Values::Truth { .. } | Values::Number(_) | Values::Text(_) | Values::Set(_) => {
                        set
                    }
                });
                truth(bits & !listed != 0, bits & listed != 0)
            }
            (Values::Text(TextSet::OneOf(texts)), true) => {
                let is_listed =
                    |text: &&ecow::EcoString| values.iter().any(|seen| has_text(seen, text));
                let found = texts.iter().filter(is_listed).count();
                truth(found < texts.len(), found > 0)
            }
            (subject, _) => {
                let verdicts: Vec<_> = listed.map(|value| equal(subject, value)).collect();
                truth(
                    !verdicts.iter().any(|verdict| verdict.must()),
                    verdicts.iter().any(|verdict| verdict.may_yes),
                )
            }
        };
        Seen::of(causes, one).from(&all)
    }

    /// `x is between A and B`: both ends in; once strict, over all three.
    fn between(&mut self, subject: ExprId, low: ExprId, high: ExprId, at: &At<'a>) -> Seen {
        let all = self.values(&[subject, low, high], at);
        let causes = strict(&all);
        let ends: Option<Vec<Interval>> = all.iter().map(|seen| ends(&seen.values)).collect();
        let values = match ends.as_deref() {
            Some([subject, low, high]) => {
                let (above, below) = (low.is_at_most(subject), subject.is_at_most(high));
                truth(above.may_no || below.may_no, above.may_yes && below.may_yes)
            }
            Some(_) | None => truth(false, false),
        };
        Seen::of(causes, values).from(&all)
    }

    fn branch(
        &mut self,
        id: ExprId,
        test: ExprId,
        then: ExprId,
        otherwise: ExprId,
        at: &At<'a>,
    ) -> Seen {
        let test = self.value(test, at);
        let none = known::nothing(self.setting.checked.ty(id));
        let yes = test.may_yes().then(|| self.value(then, at));
        let no = test.may_no().then(|| self.value(otherwise, at));
        let missing = Seen::sure(none.clone());
        let (yes, no) = (yes.unwrap_or(missing.clone()), no.unwrap_or(missing));
        choose(&test, || yes, || no, none)
    }

    fn least_of(
        &mut self,
        of: &[ExprId],
        take: fn(&Interval, &Interval) -> Interval,
        at: &At<'a>,
    ) -> Seen {
        let all = self.values(of, at);
        lifted(&all, |of| {
            let (first, rest) = of.split_first()?;
            Some(Lifted::sure(rest.iter().fold(Interval::clone(first), |a, b| take(&a, b))))
        })
    }

    /// `A + B` and the others; dates move by days and months.
    fn arithmetic(&mut self, op: Arithmetic, left: ExprId, right: ExprId, at: &At<'a>) -> Seen {
        let checked = self.setting.checked;
        let (a, b) = (self.value(left, at), self.value(right, at));
        let (lt, rt) = (checked.ty(left).present(), checked.ty(right).present());
        let ends = self.month_ends(at);
        let whole = rt.is_discrete();
        if self.same(left, right) && op == Arithmetic::Subtract {
            return lifted(&[a, b], |_| Some(Lifted::sure(Interval::single(Number::ZERO))));
        }
        lifted(&[a, b], |of| {
            let [a, b] = of else { return None };
            Some(match (op, lt, rt) {
                (Arithmetic::Add, Type::Date, Type::Months) => a.date_plus_months(b, ends),
                (Arithmetic::Add, Type::Months, Type::Date) => b.date_plus_months(a, ends),
                (Arithmetic::Add, Type::Date, _) => a.date_plus_days(b),
                (Arithmetic::Add, _, Type::Date) => b.date_plus_days(a),
                (Arithmetic::Subtract, Type::Date, Type::Date) => b.days_until(a),
                (Arithmetic::Subtract, Type::Date, Type::Months) => {
                    a.date_plus_months(&b.negated(), ends)
                }
                (Arithmetic::Subtract, Type::Date, _) => a.date_plus_days(&b.negated()),
                (Arithmetic::Add, _, _) => a.plus(b),
                (Arithmetic::Subtract, _, _) => a.minus(b),
                (Arithmetic::Multiply, _, _) => a.times(b),
                (Arithmetic::Divide, _, _) => a.over(b, whole),
            })
        })
    }

    fn month_ends(&self, at: &At<'a>) -> MonthEnds {
        let policy = self.hir().policies.get(at.policy);
        policy.and_then(|policy| policy.month_ends).unwrap_or(MonthEnds::RoundDown)
    }

    /// `days from A to B`; completed months; completed years, which are kept as months where the type says so.
    fn elapsed(
        &mut self,
        id: ExprId,
        unit: Elapsed,
        from: ExprId,
        to: ExprId,
        at: &At<'a>,
    ) -> Seen {
        let (ends, all) = (self.month_ends(at), self.values(&[from, to], at));
        let in_months = matches!(self.setting.checked.ty(id).present(), Type::Months);
        lifted(&all, |of| {
            let [from, to] = of else { return None };
            Some(match unit {
                Elapsed::Days => from.days_until(to),
                Elapsed::Months => from.months_until(to, ends),
                Elapsed::Years => {
                    let years = from.years_until(to, ends);
                    let twelve = Interval::single(Number::from(12_i32));
                    match (&years.value, in_months) {
                        (Some(value), true) => {
                            Lifted { value: value.times(&twelve).value, fault: years.fault }
                        }
                        (Some(_), false) | (None, _) => years,
                    }
                }
            })
        })
    }
}

/// What a path leads to.
struct Look {
    known: Known,
    ty: Type,
    bounds: Interval,
    /// The leaf of the path itself.
    leaf: Open,
    /// The records around it that may be absent.
    open: Open,
    record_may_be_absent: bool,
    record_may_be_present: bool,
}

impl Look {
    fn absence(&self) -> Seen {
        let (absent, present) = match &self.known {
            Known::Value { values, may_be_absent } => (*may_be_absent, !values.is_empty()),
            Known::Record { may_be_absent, may_be_present, .. } => {
                (*may_be_absent, *may_be_present)
            }
            Known::List { .. } => (false, true),
        };
        let mut open = self.open.clone();
        if absent && present {
            open.add(&self.leaf);
        }
        let no = present && self.record_may_be_present;
        Seen::sure(truth(no, absent || self.record_may_be_absent)).on(&open)
    }
}

fn has_text(seen: &Seen, text: &str) -> bool {
    matches!(&seen.values, Values::Text(texts) if texts.contains(text))
}

/// A strict operator on numbers: the causes of the operands, and *fault* where it may have no result.
fn lifted(all: &[Seen], of: impl FnOnce(&[&Interval]) -> Option<Lifted>) -> Seen {
    let causes = strict(all);
    let operands: Option<Vec<&Interval>> = all.iter().map(Seen::interval).collect();
    let result = operands.and_then(|operands| of(&operands));
    let seen = match result {
        None => Seen::of(causes, Values::Number(None)),
        Some(Lifted { value, fault }) => {
            let fault = if fault.is_some() { Causes::of(Cause::Fault) } else { Causes::NONE };
            Seen::of(causes.and(fault), Values::Number(value))
        }
    };
    seen.from(all)
}

// ------------------------------------------------------------------ what stands and what prevails

impl<'a> Run<'_, 'a> {
    /// `off(X) = OR over (Y: X does not apply when C), Y in force: C and not off(Y)`. For an element, also what is
    /// switched off for it; a question that is about no element of the list is not touched by that.
    pub fn off(&mut self, clause: ClauseId, place: Option<Place>) -> Seen {
        if let Some(seen) = self.offs.get(&(clause, place)) {
            return seen.clone();
        }
        let all: Vec<Seen> =
            self.switchers(clause, place).into_iter().map(|(_, seen)| seen).collect();
        let seen = or(&all);
        self.offs.insert((clause, place), seen.clone());
        seen
    }

    /// What switches a clause off: each clause that says so, and `C and not off(Y)` of it.
    fn switchers(&mut self, clause: ClauseId, place: Option<Place>) -> Vec<(ClauseId, Seen)> {
        let setting = self.setting;
        let said = setting.text.switch_offs.get(&clause).map_or(&[][..], Vec::as_slice);
        let mut all = Vec::new();
        for (by, switch_off) in said.iter().filter(|(by, _)| self.variant.is_live(*by)) {
            let place = match switch_off.element {
                None => None,
                Some(variable) => {
                    let list = self.hir().variables.get(variable).map(|variable| variable.list);
                    let Some(place) = place.filter(|place| Some(place.list()) == list) else {
                        continue;
                    };
                    Some(place)
                }
            };
            let condition = self.switch_condition(*by, switch_off, place);
            let by_off = self.off(*by, place);
            all.push((*by, and(&[condition, not(&by_off)])));
        }
        all
    }

    fn switch_condition(
        &mut self,
        by: ClauseId,
        switch_off: &SwitchOff,
        place: Option<Place>,
    ) -> Seen {
        let at = At::policy(self.policy_of(by)).with(switch_off.element, place);
        self.condition(switch_off.when, switch_off.unless, &at)
    }

    /// `when C unless D`: C and not D.
    fn condition(&mut self, when: Option<ExprId>, unless: Option<ExprId>, at: &At<'a>) -> Seen {
        let when = when.map(|when| self.value(when, at));
        let unless = unless.map(|unless| not(&self.value(unless, at)));
        let all: Vec<Seen> = when.into_iter().chain(unless).collect();
        and(&all)
    }

    /// `stands(X, r) = when(r) and not off(X) and gives(U, d) for every source of r`; of a set, its value is this one.
    fn stands(&mut self, id: RuleId, rule: &'a Rule, which: Which) -> Seen {
        if let Some(seen) = self.standing.get(&(id, which)) {
            return seen.clone();
        }
        let place = which.place();
        let at = At::policy(self.policy_of(rule.clause)).with(rule.element, place);
        let off = self.off(rule.clause, place);
        let mut all = vec![not(&off)];
        if !off.surely_yes() {
            all.push(self.condition(rule.when, rule.unless, &at));
            let setting = self.setting;
            for source in setting.text.sources.get(&id).into_iter().flatten() {
                all.push(self.source_gives(source, rule.clause, &at));
            }
            if let (Which::Value(value), Some(given)) = (which, set_value(&rule.gives)) {
                let given = self.value(given, &at);
                let this = Seen::sure(Values::Choice(known::bit(value)));
                all.push(compare(Compare::Equal, &given, &this, false));
            }
        }
        let seen = and(&all);
        self.standing.insert((id, which), seen.clone());
        seen
    }

    /// The implicit guard: a clause that halves what X gives has nothing to halve where X gives nothing.
    fn source_gives(&mut self, source: &Source, clause: ClauseId, at: &At<'a>) -> Seen {
        let which = match source.value {
            Some(value) => Which::Value(value),
            None => self.which(source.element, at),
        };
        let rules = match &source.under {
            Some(clauses) => self.rules_of(source.decision, which, |c| clauses.contains(&c)),
            None => self.rules_apart(source.decision, which, clause),
        };
        let stand: Vec<Seen> =
            rules.into_iter().map(|(id, rule)| self.stands(id, rule, which)).collect();
        or(&stand)
    }

    /// The rules in force of a question, of some clauses, in order. `includes E` with another literal is no rule of it.
    fn rules_of(
        &self,
        decision: DecisionId,
        which: Which,
        clauses: impl Fn(ClauseId) -> bool,
    ) -> Vec<(RuleId, &'a Rule)> {
        let hir = self.hir();
        let ids = self.variant.rules.get(decision).map_or(&[][..], Vec::as_slice);
        let rules = ids.iter().filter_map(|id| Some((*id, hir.rules.get(*id)?)));
        let of_question = |rule: &Rule| match (which, set_value(&rule.gives)) {
            (Which::Value(this), Some(given)) => match hir.exprs.get(given) {
                Some(Expr::Literal(Literal::Choice { value, .. })) => *value == this,
                _ => true,
            },
            _ => true,
        };
        rules.filter(|(_, rule)| clauses(rule.clause) && of_question(rule)).collect()
    }

    /// The rules of all clauses that neither are this one nor prevail over it.
    fn rules_apart(
        &self,
        decision: DecisionId,
        which: Which,
        clause: ClauseId,
    ) -> Vec<(RuleId, &'a Rule)> {
        let variant = self.variant;
        self.rules_of(decision, which, |c| c != clause && !variant.is_above(c, clause))
    }

    /// `prevails(r) = stands(r) and not OR { stands(s): clause(s) above clause(r) }`, and its value where it may.
    fn rows(&mut self, rules: &[(RuleId, &'a Rule)], which: Which, overrides: bool) -> Vec<Row> {
        let stand: Vec<Seen> =
            rules.iter().map(|(id, rule)| self.stands(*id, rule, which)).collect();
        let mut rows = Vec::new();
        for ((id, rule), stands) in rules.iter().zip(&stand) {
            let above: Vec<usize> = rules
                .iter()
                .enumerate()
                .filter(|(_, (_, s))| overrides && self.variant.is_above(s.clause, rule.clause))
                .map(|(place, _)| place)
                .collect();
            let upper: Vec<Seen> =
                above.iter().filter_map(|place| stand.get(*place).cloned()).collect();
            let prevails = and(&[stands.clone(), not(&or(&upper))]);
            let (value, same) = self.row_value(rule, which, &prevails);
            rows.push(Row {
                clause: rule.clause,
                rule: *id,
                stands: stands.clone(),
                prevails,
                value,
                same,
                above,
            });
        }
        rows
    }

    fn row_value(&mut self, rule: &'a Rule, which: Which, prevails: &Seen) -> (Seen, Same) {
        match rule.gives {
            Gives::Is(expr) => {
                let at = At::policy(self.policy_of(rule.clause)).with(rule.element, which.place());
                let value = if prevails.may_yes() {
                    self.value(expr, &at)
                } else {
                    Seen::sure(known::nothing(self.setting.checked.ty(expr)))
                };
                (value, self.class(expr).map_or(Same::No, Same::Class))
            }
            Gives::Includes(_) => (Seen::truth(true), Same::Polarity(true)),
            Gives::Excludes(_) => (Seen::truth(false), Same::Polarity(false)),
        }
    }

    // -------------------------------------------------------------- decide

    /// `decide(d)`. A set is one yes/no question for each value.
    pub fn question(&mut self, decision: DecisionId, which: Which) -> Seen {
        if let Some(seen) = self.questions.get(&(decision, which)) {
            return seen.clone();
        }
        let seen = self.decide(decision, which);
        self.questions.insert((decision, which), seen.clone());
        seen
    }

    fn decide(&mut self, id: DecisionId, which: Which) -> Seen {
        let hir = self.hir();
        let Some(decision) = hir.decisions.get(id) else { return Seen::truth(false) };
        let none = match &decision.kind {
            DecisionKind::Is(ty) => known::nothing(ty),
            DecisionKind::Set(_) => truth(false, false),
        };
        if !self.in_force(id) {
            return Seen::of(Causes::of(Cause::NotInForce), none);
        }
        let ready = self.ready(Waits::Decision(id), which.place());
        let rules = self.rules_of(id, which, |_| true);
        match which {
            Which::Value(value) => {
                let rows = if ready.may_yes() { self.rows(&rules, which, true) } else { Vec::new() };
                let combined = combine(&ready, &rows, none, || Some(Seen::truth(false)));
                // An inclusion that fails anyway is no, not *not ready*.
                let may_include = self.ready(Waits::Value(id, value), None);
                and(&[combined, needs(&may_include)])
            }
            Which::Whole | Which::Of(_) => {
                let rows = if ready.may_yes() { self.rows(&rules, which, true) } else { Vec::new() };
                let at = At::policy(decision.policy).with(decision.element, which.place());
                combine(&ready, &rows, none, || {
                    decision.otherwise.map(|otherwise| self.value(otherwise, &at))
                })
            }
        }
    }

    /// Whether any rule of a decision is in force: asked of the whole set.
    fn in_force(&self, decision: DecisionId) -> bool {
        self.variant.rules.get(decision).is_some_and(|rules| !rules.is_empty())
    }

    /// `AND over (X: d only after C), X in force: off(X) or C`.
    fn ready(&mut self, waits: Waits, place: Option<Place>) -> Seen {
        let setting = self.setting;
        let said = setting.text.prerequisites.get(&waits).map_or(&[][..], Vec::as_slice);
        let mut all = Vec::new();
        for (clause, prerequisite) in said.iter().filter(|(by, _)| self.variant.is_live(*by)) {
            let at = At::policy(self.policy_of(*clause)).with(prerequisite.element, place);
            let off = self.off(*clause, place);
            let condition = self.value(prerequisite.condition, &at);
            all.push(or(&[off, condition]));
        }
        and(&all)
    }

    /// `d under X`: what the rules of X give, overrides ignored, without `otherwise`.
    fn under(&mut self, decision: DecisionId, clauses: &[ClauseId], which: Which) -> Seen {
        let rules = self.rules_of(decision, which, |clause| clauses.contains(&clause));
        let rows = self.rows(&rules, which, false);
        combine(&Seen::truth(true), &rows, self.none_of(decision), || None)
    }

    /// `d apart from this clause`: what all others give that do not prevail over it, with the overrides among them.
    fn apart(&mut self, decision: DecisionId, clause: ClauseId, which: Which) -> Seen {
        let rules = self.rules_apart(decision, which, clause);
        let rows = self.rows(&rules, which, true);
        combine(&Seen::truth(true), &rows, self.none_of(decision), || None)
    }

    fn none_of(&self, decision: DecisionId) -> Values {
        match self.hir().decisions.get(decision).map(|decision| &decision.kind) {
            Some(DecisionKind::Is(ty)) => known::nothing(ty),
            Some(DecisionKind::Set(_)) | None => truth(false, false),
        }
    }

    // -------------------------------------------------------------- reading a decision; scope

    /// A decision that is read: its outcome; *not in force* and *out of scope* are read as *undetermined*.
    fn read_decision(&mut self, decision: DecisionId, which: Which, at: &At<'a>) -> Seen {
        let mut seen = self.across(decision, which, at);
        let outer = Causes::of(Cause::NotInForce).and(Causes::of(Cause::OutOfScope));
        let inner = seen.causes.without(outer);
        if inner != seen.causes {
            seen.causes = inner.and(Causes::of(Cause::Undetermined));
        }
        if seen.is_single() { Seen::of(seen.causes, seen.values) } else { seen }
    }

    /// Decisions of one policy read each other unscoped; what another policy reads is scoped.
    fn across(&mut self, decision: DecisionId, which: Which, at: &At<'a>) -> Seen {
        let policy = self.hir().decisions.get(decision).map(|decision| decision.policy);
        if policy == Some(at.policy) {
            self.question(decision, which)
        } else {
            self.scoped(decision, which)
        }
    }

    /// *Not in force* first; then `applies when C`: no, then *out of scope*.
    pub fn scoped(&mut self, decision: DecisionId, which: Which) -> Seen {
        let seen = self.question(decision, which);
        if !self.in_force(decision) {
            return seen;
        }
        let Some(policy) = self.hir().decisions.get(decision).map(|decision| decision.policy) else {
            return seen;
        };
        let scope = self.scope(policy);
        let outside = Seen::of(Causes::of(Cause::OutOfScope), none_like(&seen.values));
        let none = none_like(&seen.values);
        choose(&scope, || seen, || outside, none)
    }

    fn scope(&mut self, id: PolicyId) -> Seen {
        if let Some(seen) = self.scopes.get(&id) {
            return seen.clone();
        }
        let applies = self.hir().policies.get(id).and_then(|policy| policy.applies_when);
        let seen = match applies {
            Some(condition) => self.value(condition, &At::policy(id)),
            None => Seen::truth(true),
        };
        self.scopes.insert(id, seen.clone());
        seen
    }

    /// `d is decided`: yes; no; but *not ready* stays without a value. Of a set: of every value.
    fn is_decided(&mut self, decision: DecisionId, element: Option<VarId>, at: &At<'a>) -> Seen {
        let hir = self.hir();
        let questions: Vec<Which> = match hir.decisions.get(decision).map(|d| &d.kind) {
            Some(DecisionKind::Set(choice)) => {
                let count = hir.choices.get(*choice).map_or(0, |choice| choice.values.len());
                (0..u32::try_from(count).unwrap_or(0)).map(Which::Value).collect()
            }
            Some(DecisionKind::Is(_)) | None => vec![self.which(element, at)],
        };
        let not_ready = Causes::of(Cause::NotReady);
        let mut all = Vec::new();
        for which in questions {
            let seen = self.across(decision, which, at);
            let others = seen.causes.without(not_ready);
            let causes = seen.causes.without(others);
            let decided = truth(!others.is_empty(), !seen.valueless());
            all.push(Seen::of(causes, decided).from([&seen]));
        }
        and(&all)
    }

    /// `S includes V`: of a decision the question S.V, whatever the other values do; of a fact whether V is in it.
    fn includes(&mut self, set: ExprId, value: u32, at: &At<'a>) -> Seen {
        let which = Which::Value(value);
        if let Some(expr) = self.hir().exprs.get(set) {
            if let Expr::Decision(decision) = expr {
                return self.read_decision(*decision, which, at);
            }
            if let Expr::Under { decision, clauses, .. } = expr {
                return self.under(*decision, clauses, which);
            }
            if let Expr::Apart { decision, clause, .. } = expr {
                return self.apart(*decision, *clause, which);
            }
        }
        let seen = self.value(set, at);
        let is_in = match &seen.values {
            Values::Set(Some(view)) => {
                let bit = known::bit(value);
                truth(view.definite & bit == 0, view.possible & bit != 0)
            }
            Values::Set(None)
            | Values::Truth { .. }
            | Values::Choice(_)
            | Values::Number(_)
            | Values::Text(_) => truth(false, false),
        };
        Seen::of(seen.causes, is_in).from([&seen])
    }

    /// `S is empty`: of a decision `not OR d.v`; of a list, that there is nobody.
    fn is_empty(&mut self, id: ExprId, at: &At<'a>) -> Seen {
        let hir = self.hir();
        if let Some(Expr::Decision(decision)) = hir.exprs.get(id) {
            let kind = hir.decisions.get(*decision).map(|decision| &decision.kind);
            if let Some(DecisionKind::Set(choice)) = kind {
                let count = hir.choices.get(*choice).map_or(0, |choice| choice.values.len());
                let values = 0..u32::try_from(count).unwrap_or(0);
                let all: Vec<Seen> = values
                    .map(|value| self.read_decision(*decision, Which::Value(value), at))
                    .collect();
                return not(&or(&all));
            }
        }
        if let Some(Expr::Fact(list)) = hir.exprs.get(id) {
            if let Some(Known::List { rows, .. }) = self.facts.get(*list).map(Rc::as_ref) {
                return if rows.is_empty() { not(&self.there(*list)) } else { Seen::truth(false) };
            }
        }
        let seen = self.value(id, at);
        let empty = match &seen.values {
            Values::Set(Some(view)) => truth(view.possible != 0, view.definite == 0),
            Values::Set(None)
            | Values::Truth { .. }
            | Values::Choice(_)
            | Values::Number(_)
            | Values::Text(_) => truth(false, false),
        };
        Seen::of(seen.causes, empty).from([&seen])
    }

    // -------------------------------------------------------------- what became of each rule

    /// The trace of a question: of every rule whether it stands and prevails.
    pub fn trace(&mut self, decision: DecisionId, which: Which) -> Vec<RuleTrace> {
        let rules = self.rules_of(decision, which, |_| true);
        let rows = self.rows(&rules, which, true);
        let told = rows.iter().map(|row| RuleTrace {
            clause: row.clause,
            rule: row.rule,
            standing: self.standing_of(row, &rows, which),
        });
        told.collect()
    }

    fn standing_of(&mut self, row: &Row, rows: &[Row], which: Which) -> Standing {
        if row.prevails.surely_yes() {
            return Standing::Prevails;
        }
        if row.stands.valueless() {
            return Standing::Valueless(row.stands.causes);
        }
        if row.stands.surely_no() {
            if !self.off(row.clause, which.place()).surely_yes() {
                return Standing::NotApplicable;
            }
            let by = self.switchers(row.clause, which.place());
            let by = by.into_iter().filter(|(_, seen)| seen.surely_yes()).map(|(by, _)| by);
            return Standing::SwitchedOff(by.collect::<BTreeSet<_>>().into_iter().collect());
        }
        if row.stands.surely_yes() && row.prevails.surely_no() {
            let upper = row.above.iter().filter_map(|place| rows.get(*place));
            let upper = upper.filter(|upper| upper.stands.surely_yes()).map(|upper| upper.clause);
            return Standing::Overridden(upper.collect::<BTreeSet<_>>().into_iter().collect());
        }
        if row.prevails.valueless() {
            return Standing::Valueless(row.prevails.causes);
        }
        Standing::Open
    }
}

/// The value that a rule includes in a set, or excludes.
const fn set_value(gives: &Gives) -> Option<ExprId> {
    match gives {
        Gives::Is(_) => None,
        Gives::Includes(value) | Gives::Excludes(value) => Some(*value),
    }
}

/// `combine`: of the rules that stand (S), prevail (P) and give a value (V), what is decided.
///
/// *Ordered rows never conflict*; *none standing is asked of S, not of P*; *a sure row bounds the values by itself and
/// what may displace it*. `otherwise`: asked only where no rule may stand.
fn combine(
    ready: &Seen,
    rows: &[Row],
    none: Values,
    otherwise: impl FnOnce() -> Option<Seen>,
) -> Seen {
    let waiting = needs(ready);
    if !ready.may_yes() {
        return Seen::of(waiting.causes, none).from([ready]);
    }
    let may = |row: &Row| row.prevails.may_yes();
    let must = |row: &Row| row.prevails.surely_yes();

    // What may happen, and the worst that surely does.
    let mut possible = Causes::NONE;
    let mut floor: Option<Cause> = None;
    for row in rows {
        possible = possible.and(row.prevails.causes);
        if may(row) {
            possible = possible.and(row.value.causes);
        }
        if row.prevails.valueless() {
            floor = floor.max(row.prevails.causes.least());
        }
        if must(row) && row.value.valueless() {
            floor = floor.max(row.value.causes.least());
        }
    }
    for (place, row) in rows.iter().enumerate() {
        for (before, other) in rows.iter().enumerate().take(place) {
            let ordered = row.above.contains(&before) || other.above.contains(&place);
            let same = row.same == other.same && row.same != Same::No;
            if ordered || same || !may(row) || !may(other) {
                continue;
            }
            let (differ_may, differ_must) = differ(&row.value.values, &other.value.values);
            if differ_may {
                possible = possible.and(Causes::of(Cause::Conflict));
            }
            let there = row.value.causes.is_empty() && other.value.causes.is_empty();
            if differ_must && must(row) && must(other) && there {
                floor = floor.max(Some(Cause::Conflict));
            }
        }
    }
    let possible = floor.map_or(possible, |floor| possible.at_least(floor));
    let mut causes = waiting.causes.and(possible);

    // The values, unless something surely prevents one.
    let mut values = none.clone();
    let mut open = ready.open.clone();
    for row in rows {
        open.add(&row.stands.open);
        open.add(&row.prevails.open);
        if may(row) {
            open.add(&row.value.open);
        }
    }
    if floor.is_none() {
        for row in rows.iter().filter(|row| may(row)) {
            values = join(&values, &row.value.values);
        }
        for (place, row) in rows.iter().enumerate().filter(|(_, row)| row.stands.surely_yes()) {
            let displacing = rows.iter().enumerate();
            let displacing = displacing.filter(|(i, _)| *i == place || row.above.contains(i));
            let bound = displacing
                .filter(|(_, row)| may(row))
                .fold(none.clone(), |bound, (_, row)| join(&bound, &row.value.values));
            values = meet(&values, &bound);
        }
        if rows.iter().all(|row| row.stands.may_no()) {
            match otherwise() {
                Some(otherwise) => {
                    causes = causes.and(otherwise.causes);
                    values = join(&values, &otherwise.values);
                    open.add(&otherwise.open);
                }
                None => causes = causes.and(Causes::of(Cause::Undetermined)),
            }
        }
    }
    Seen::of(causes, values).on(&open)
}

// ------------------------------------------------------------------ judgements

impl<'a> Run<'_, 'a> {
    /// A judgement: *undetermined* where its clause is off, *not ready* before its prerequisites; then the finding's
    /// value where the finding is valid; else no under a burden, else every value of its type.
    pub fn judgement(&mut self, id: JudgementId) -> Seen {
        if let Some(seen) = self.judgements.get(&id) {
            return seen.clone();
        }
        let seen = self.judge(id);
        self.judgements.insert(id, seen.clone());
        seen
    }

    fn judge(&mut self, id: JudgementId) -> Seen {
        let hir = self.hir();
        let Some(judgement) = hir.judgements.get(id) else { return Seen::truth(false) };
        let none = known::nothing(&judgement.ty);
        if !self.variant.is_live(judgement.clause) {
            return Seen::of(Causes::of(Cause::Undetermined), none);
        }
        let off = self.off(judgement.clause, None);
        let ready = self.ready(Waits::Judgement(id), None);
        let asked = if off.may_no() && ready.may_yes() { Some(self.found(id, none.clone())) } else { None };
        let ready = choose(&ready, || asked.unwrap_or(Seen::sure(none.clone())), || {
            Seen::of(Causes::of(Cause::NotReady), none.clone())
        }, none.clone());
        choose(&off, || Seen::of(Causes::of(Cause::Undetermined), none.clone()), || ready, none.clone())
    }

    /// What is found, or stands where nothing is soundly found.
    fn found(&mut self, id: JudgementId, none: Values) -> Seen {
        let (class, unnamed) = self.class_of(id);
        let hir = self.hir();
        let Some(judgement) = hir.judgements.get(id) else { return Seen::sure(none) };
        let mut values = none;
        if let (Some(FindingClass::Used | FindingClass::NotYetUsable), Some((_, finding))) =
            (class, self.finding(id))
        {
            if let Some(value) = &finding.value {
                let found = known::some_value(hir, judgement.ty.present(), &Interval::ANY, value);
                values = join(&values, &found);
            }
        }
        if class != Some(FindingClass::Used) {
            values = join(&values, &self.unfound(id));
        }
        Seen::sure(values).on(&self.leaf(&Leaf::Judgement(id))).on(&unnamed)
    }

    /// What stands of a judgement where no finding is sound.
    fn unfound(&self, id: JudgementId) -> Values {
        if let Some(values) = self.fixed.judgements.get(&id) {
            return values.clone();
        }
        let hir = self.hir();
        match hir.judgements.get(id) {
            Some(judgement) if judgement.burden.is_some() && !self.lifted => truth(true, false),
            Some(judgement) => known::any_value(hir, judgement.ty.present(), &Interval::ANY),
            None => truth(true, true),
        }
    }

    /// The finding of a judgement, and its place in the case. Drafts have no value.
    fn finding(&self, id: JudgementId) -> Option<(usize, &'a Finding)> {
        let findings = self.setting.case.findings.iter().enumerate();
        findings.into_iter().find(|(_, finding)| finding.judgement == id && !finding.draft)
    }

    /// Whether the finding of a judgement is used; with what its validity turns on.
    fn class_of(&mut self, id: JudgementId) -> (Option<FindingClass>, Open) {
        let Some((place, finding)) = self.finding(id) else { return (None, Open::default()) };
        if !self.good.get(place).copied().unwrap_or(false) {
            return (Some(FindingClass::Defective), Open::default());
        }
        let mut open = Open::default();
        let mut class = FindingClass::Used;
        for (_, present) in self.unnamed(id, finding) {
            open.add(&present.open);
            if !present.may_no() {
                class = FindingClass::Defective;
            } else if !present.surely_no() && class == FindingClass::Used {
                class = FindingClass::NotYetUsable;
            }
        }
        (Some(class), open)
    }

    /// The factors that a finding does not name, and whether each is present.
    pub fn unnamed(&mut self, id: JudgementId, finding: &Finding) -> Vec<(FactorId, Seen)> {
        let hir = self.hir();
        let Some(judgement) = hir.judgements.get(id) else { return Vec::new() };
        let live = |(_, by): &&(_, ClauseId)| self.variant.is_live(*by);
        let ledgers: BTreeSet<_> =
            judgement.ledgers.iter().filter(live).map(|(ledger, _)| *ledger).collect();
        let named: BTreeSet<FactorId> = finding.weighing.iter().map(|weighed| weighed.factor).collect();
        let of_ledgers = hir.factors.enumerate().filter(|(factor, declared)| {
            self.variant.is_live(declared.clause)
                && !named.contains(factor)
                && declared.ledgers.iter().any(|(ledger, _)| ledgers.contains(ledger))
        });
        let factors: Vec<FactorId> = of_ledgers.map(|(factor, _)| factor).collect();
        factors.into_iter().map(|factor| (factor, self.factor(factor))).collect()
    }

    /// Whether a factor is present: `(when C | found and present) and not off(its clause)`.
    fn factor(&mut self, id: FactorId) -> Seen {
        if let Some(seen) = self.factors.get(&id) {
            return seen.clone();
        }
        let hir = self.hir();
        let Some(factor) = hir.factors.get(id) else { return Seen::truth(false) };
        let off = self.off(factor.clause, None);
        let present = match factor.present {
            Presence::When(condition) => {
                self.value(condition, &At::policy(self.policy_of(factor.clause)))
            }
            Presence::FoundBy(_) => match self.settled(id) {
                Some(present) => Seen::truth(present),
                None => Seen::sure(truth(true, true)).on(&self.leaf(&Leaf::Found(id))),
            },
        };
        let seen = and(&[present, not(&off)]);
        self.factors.insert(id, seen.clone());
        seen
    }

    /// A found factor is as every formally good finding that names it says; where two disagree it is open.
    fn settled(&self, id: FactorId) -> Option<bool> {
        if let Some(present) = self.fixed.found.get(&id) {
            return Some(*present);
        }
        let findings = self.setting.case.findings.iter().zip(self.good);
        let said: BTreeSet<bool> = findings
            .filter(|(finding, good)| **good && !finding.draft)
            .flat_map(|(finding, _)| &finding.weighing)
            .filter(|weighed| weighed.factor == id)
            .map(|weighed| weighed.present)
            .collect();
        if said.len() == 1 { said.first().copied() } else { None }
    }

    /// What became of a finding: its class, the factors that are present and left out, and those that may be.
    pub fn taken(&mut self, place: usize, finding: &Finding) -> Taken {
        let hir = self.hir();
        let asked = hir.judgements.get(finding.judgement).is_some_and(|judgement| {
            self.variant.is_live(judgement.clause)
                && !self.off(judgement.clause, None).surely_yes()
                && !self.ready(Waits::Judgement(finding.judgement), None).surely_no()
        });
        if !asked && !finding.draft {
            let class = FindingClass::NotAsked;
            return Taken { class, left_out: Vec::new(), may_be_present: Vec::new() };
        }
        let unnamed = self.unnamed(finding.judgement, finding);
        let left_out: Vec<FactorId> =
            unnamed.iter().filter(|(_, seen)| !seen.may_no()).map(|(factor, _)| *factor).collect();
        let may_be_present: Vec<FactorId> = unnamed
            .iter()
            .filter(|(_, seen)| seen.may_no() && !seen.surely_no())
            .map(|(factor, _)| *factor)
            .collect();
        let good = self.good.get(place).copied().unwrap_or(false);
        let class = if finding.draft {
            FindingClass::Draft
        } else if !good || !left_out.is_empty() {
            FindingClass::Defective
        } else if may_be_present.is_empty() {
            FindingClass::Used
        } else {
            FindingClass::NotYetUsable
        };
        Taken { class, left_out, may_be_present }
    }
}

/// What became of a finding in one variant.
pub(crate) struct Taken {
    pub class: FindingClass,
    /// Factors that are present and that it does not name.
    pub left_out: Vec<FactorId>,
    /// Factors that may be present and that it does not name.
    pub may_be_present: Vec<FactorId>,
}

// ------------------------------------------------------------------ lists

impl<'a> Run<'_, 'a> {
    /// Whether there may be elements that are not stated: no, or {no, yes}.
    pub fn there(&mut self, list: FactId) -> Seen {
        let hir = self.hir();
        let complete = match self.facts.get(list).map(Rc::as_ref) {
            Some(Known::List { complete, .. }) => *complete,
            Some(Known::Value { .. } | Known::Record { .. }) | None => true,
        };
        let others = self.leaf(&Leaf::Others(list));
        if !complete {
            return Seen::sure(truth(true, true)).on(&others);
        }
        match hir.facts.get(list).and_then(|fact| fact.complete_only_when) {
            None => Seen::truth(false),
            Some(condition) => {
                let condition = self.value(condition, &At::policy(Hir::MAIN));
                if condition.surely_yes() {
                    return Seen::truth(false);
                }
                Seen::sure(truth(true, true)).on(&others).on(&condition.open)
            }
        }
    }

    /// The elements of a form over a list: those that are stated, then the others where there may be some.
    fn elements(&mut self, over: Over, at: &At<'a>) -> (Vec<Element<'a>>, Seen) {
        let hir = self.hir();
        let Some(list) = hir.variables.get(over.variable).map(|variable| variable.list) else {
            return (Vec::new(), Seen::truth(false));
        };
        let there = self.there(list);
        let stated = match self.facts.get(list).map(Rc::as_ref) {
            Some(Known::List { rows, .. }) => u32::try_from(rows.len()).unwrap_or(u32::MAX),
            Some(Known::Value { .. } | Known::Record { .. }) | None => 0,
        };
        let mut places: Vec<Place> = (0..stated).map(|row| Place::Row(list, row)).collect();
        if there.may_yes() {
            places.push(Place::Others(list));
        }
        let elements = places.into_iter().map(|place| {
            let at = at.with(Some(over.variable), Some(place));
            let counts = match over.filter {
                Some(filter) => self.value(filter, &at),
                None => Seen::truth(true),
            };
            Element { others: matches!(place, Place::Others(_)), counts, at }
        });
        (elements.collect(), there)
    }

    /// `any (c in xs where C)`: some stated element, or one of the others, if there is one.
    fn any(&mut self, over: Over, at: &At<'a>) -> Seen {
        let (elements, there) = self.elements(over, at);
        let all: Vec<Seen> = elements
            .into_iter()
            .map(|element| {
                if element.others { and(&[element.counts, there.clone()]) } else { element.counts }
            })
            .collect();
        or(&all)
    }

    /// `every (c in xs where F has C)`: each is not F, or has C.
    fn every(&mut self, over: Over, has: ExprId, at: &At<'a>) -> Seen {
        let (elements, there) = self.elements(over, at);
        let mut all = Vec::new();
        for element in elements {
            let mut one = vec![not(&element.counts), self.value(has, &element.at)];
            if element.others {
                one.push(not(&there));
            }
            all.push(or(&one));
        }
        and(&all)
    }

    /// `sum of (…)`, `count of (…)`: what does not count adds nothing. Of the others there may be any number.
    fn sum(&mut self, over: Over, item: Option<ExprId>, at: &At<'a>) -> Seen {
        let (elements, there) = self.elements(over, at);
        let zero = || Seen::sure(Values::Number(Some(Interval::single(Number::ZERO))));
        let mut items = Vec::new();
        for element in elements {
            let added = match item {
                Some(item) if element.counts.may_yes() => self.value(item, &element.at),
                Some(_) => zero(),
                None => Seen::sure(Values::Number(Some(Interval::single(Number::ONE)))),
            };
            let mut one = choose(&element.counts, || added, zero, Values::Number(None));
            if element.others {
                one.values = Values::Number(Some(any_number_of(one.interval())));
            }
            items.push(one);
        }
        let mut total = Interval::single(Number::ZERO);
        let mut causes = strict(&items);
        for item in &items {
            let Some(added) = item.interval() else {
                return Seen::of(causes, Values::Number(None)).from(&items).from([&there]);
            };
            let sum = total.plus(added);
            if sum.fault_possible() {
                causes = causes.and(Causes::of(Cause::Fault));
            }
            let Some(value) = sum.value else {
                return Seen::of(causes, Values::Number(None)).from(&items).from([&there]);
            };
            total = value;
        }
        Seen::of(causes, Values::Number(Some(total))).from(&items).from([&there])
    }

    /// The elements with what is asked of each; what each may be without a value for.
    fn keyed(&mut self, over: Over, key: ExprId, at: &At<'a>) -> (Vec<Keyed<'a>>, Causes, Vec<Seen>) {
        let (elements, there) = self.elements(over, at);
        let none = known::nothing(self.setting.checked.ty(key));
        let mut keyed = Vec::new();
        let mut items = Vec::new();
        let mut parts = vec![there];
        for element in elements {
            let may = element.counts.may_yes();
            let key = if may { self.value(key, &element.at) } else { Seen::sure(none.clone()) };
            let counted = may && !key.valueless();
            // Strictly, every element is needed: one that surely counts and has no key leaves nothing.
            let there = element.others || element.counts.may_no() || counted;
            items.push(Seen::of(element.counts.causes.and(key.causes), truth(there, false)));
            parts.push(element.counts.clone());
            parts.push(key.clone());
            let sure = !element.others && !element.counts.may_no();
            keyed.push(Keyed { key, may: counted, sure, others: element.others, at: element.at });
        }
        // An item that is surely valueless is an empty truth here; what is there is a no.
        let items: Vec<Seen> = items;
        (keyed, strict(&items), parts)
    }

    /// `smallest of (…)`, `earliest of (…)`, and the other ends. Of nothing: *undetermined*.
    fn extreme(&mut self, largest: bool, over: Over, item: ExprId, at: &At<'a>) -> Seen {
        let (elements, mut causes, parts) = self.keyed(over, item, at);
        if !elements.iter().any(|element| element.sure) {
            causes = causes.and(Causes::of(Cause::Undetermined));
        }
        let none = Seen::of(causes, Values::Number(None)).from(&parts);
        if missing_key(&elements) {
            return none;
        }
        let ends = |element: &Keyed<'a>| element.key.interval().cloned();
        let may: Vec<Interval> = elements.iter().filter(|e| e.may).filter_map(ends).collect();
        let sure: Vec<Interval> = elements.iter().filter(|e| e.sure).filter_map(ends).collect();
        let least = |of: &[Interval]| {
            let (first, rest) = of.split_first()?;
            let take = if largest { Interval::greater } else { Interval::lesser };
            Some(rest.iter().fold(first.clone(), |a, b| take(&a, b)))
        };
        // The near end: of what may count. The far end: of what surely counts, else of all that may.
        let near = least(&may);
        let far = least(&sure).or_else(|| may.iter().cloned().reduce(|a, b| a.hull(&b)));
        let (Some(near), Some(far)) = (near, far) else { return none };
        let value = if largest {
            Interval::new(far.lo().cloned(), near.hi().cloned())
        } else {
            Interval::new(near.lo().cloned(), far.hi().cloned())
        };
        Seen::of(causes, Values::Number(value)).from(&parts)
    }

    /// `count of different (c.k for c in xs where C)`.
    fn count_different(&mut self, over: Over, key: ExprId, at: &At<'a>) -> Seen {
        let (elements, causes, parts) = self.keyed(over, key, at);
        let mut sure_keys: Vec<Values> = Vec::new();
        let mut may_keys: Vec<Values> = Vec::new();
        let (mut least, mut more, mut unbounded) = (0_usize, 0_usize, false);
        for element in elements.iter().filter(|element| element.may) {
            let key = &element.key.values;
            if element.others {
                unbounded = true;
            } else if !key.is_single() {
                more += 1;
            } else if !may_keys.contains(key) {
                may_keys.push(key.clone());
            }
            if element.sure {
                least = 1;
                if key.is_single() && !sure_keys.contains(key) {
                    sure_keys.push(key.clone());
                }
            }
        }
        let value = if elements.iter().any(|element| element.sure && !element.may) {
            None
        } else {
            let hi = (!unbounded).then(|| Number::from(more + may_keys.len()));
            Interval::new(Some(Number::from(least.max(sure_keys.len()))), hi)
        };
        Seen::of(causes, Values::Number(value)).from(&parts)
    }

    /// `the c in xs with smallest k`, read at a field: of those whose key may be the smallest.
    fn pick(
        &mut self,
        largest: bool,
        over: Over,
        key: ExprId,
        path: &[u32],
        at: &At<'a>,
    ) -> Seen {
        let (elements, mut causes, mut parts) = self.keyed(over, key, at);
        if !elements.iter().any(|element| element.sure) {
            causes = causes.and(Causes::of(Cause::Undetermined));
        }
        let root = Root::Variable(over.variable);
        let none = self.look_type(root, path).map_or(truth(false, false), |ty| known::nothing(&ty));
        if missing_key(&elements) || !elements.iter().any(|element| element.may) {
            return Seen::of(causes, none).from(&parts);
        }
        // Seen from the end that is asked for: the near end of a key is its least, or its greatest negated.
        let toward = |key: &Seen| {
            let ends = ends(&key.values)?;
            Some(if largest { ends.negated() } else { ends })
        };
        let sure = elements.iter().filter(|element| element.sure);
        let bound = sure.filter_map(|e| toward(&e.key)).reduce(|a, b| a.lesser(&b));
        let mut candidates = Vec::new();
        for element in elements.iter().filter(|element| element.may) {
            let Some(ends) = toward(&element.key) else { continue };
            let may = bound.as_ref().is_none_or(|bound| {
                bound.hi().is_none_or(|top| ends.lo().is_none_or(|lo| lo <= top))
            });
            if may {
                let read = self.read(root, path, &element.at);
                parts.push(read.clone());
                candidates.push((ends, read, element));
            }
        }
        let nearest = candidates.iter().map(|(ends, _, _)| ends.clone()).reduce(|a, b| a.lesser(&b));
        let lowest = nearest.as_ref().and_then(Interval::lo);
        let mut values = none.clone();
        let undetermined = Causes::of(Cause::Undetermined);
        for (place, (ends, read, element)) in candidates.iter().enumerate() {
            causes = causes.and(read.causes);
            values = join(&values, &read.values);
            if element.others && differ(&read.values, &read.values).0 {
                causes = causes.and(undetermined);
            }
            for (other, other_read, _) in candidates.iter().take(place) {
                if ends.meet(other).is_some() && differ(&read.values, &other_read.values).0 {
                    causes = causes.and(undetermined);
                }
            }
        }
        // Surely the smallest: surely there, and no other key can be less.
        let first = candidates.iter().filter(|(ends, _, element)| {
            element.sure && lowest.is_some_and(|lowest| ends.hi().is_some_and(|hi| hi <= lowest))
        });
        let first: Vec<&Seen> = first.map(|(_, read, _)| read).collect();
        let split = first.iter().any(|a| {
            a.valueless() || first.iter().any(|b| differ(&a.values, &b.values).1)
        });
        Seen::of(causes, if split { none } else { values }).from(&parts)
    }

    /// The type of a field of an element.
    fn look_type(&self, root: Root, path: &[u32]) -> Option<Type> {
        let hir = self.hir();
        let fact = match root {
            Root::Fact(fact) => fact,
            Root::Variable(variable) => hir.variables.get(variable)?.list,
        };
        let declared = &hir.facts.get(fact)?.ty;
        let mut ty = match declared.present() {
            Type::List(element) => Type::clone(element),
            _ => declared.clone(),
        };
        for field in path {
            let Type::Record(record) = ty.present() else { return None };
            ty = whereas_hir::vocabulary::field(&hir.records, *record, *field)?.ty.clone();
        }
        Some(ty)
    }
}

/// An element of a form over a list.
struct Element<'a> {
    others: bool,
    /// Whether it counts.
    counts: Seen,
    at: At<'a>,
}

/// An element with its key.
struct Keyed<'a> {
    key: Seen,
    /// It may count, and may have a key.
    may: bool,
    /// It is stated and surely counts.
    sure: bool,
    others: bool,
    at: At<'a>,
}

/// Whether an element that surely counts has no key: then there is no smallest.
fn missing_key(elements: &[Keyed<'_>]) -> bool {
    elements.iter().any(|element| element.sure && !element.may)
}

/// What any number of the others add: nothing, or as much as they like on the side on which one may be.
fn any_number_of(one: Option<&Interval>) -> Interval {
    let zero = Some(Number::ZERO);
    let Some(one) = one else { return Interval::single(Number::ZERO) };
    let below = one.lo().is_none_or(Number::is_negative);
    let above = one.hi().is_none_or(|hi| !hi.is_zero() && !hi.is_negative());
    Interval::new(if below { None } else { zero.clone() }, if above { None } else { zero })
        .unwrap_or(Interval::ANY)
}
