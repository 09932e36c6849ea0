//! Values that are worked out, as trees of what they are worked out from: for telling how an answer came about, and at
//! which step it has no result.

use whereas_hir::clause::Gives;
use whereas_hir::expr::{Expr, ExprId, Over};
use whereas_plan::program::{Figure, Given, OverKind, Working};
use whereas_value::Type;
use whereas_value::id::RuleId;

use crate::lowering::{Lowering, Place, QuestionKey};
use crate::shared::{self, Root};
use crate::trace::{TERMS, around, via};

impl Lowering<'_, '_> {
    /// How what a rule gives is worked out.
    pub(crate) fn rule_given(&mut self, rule: RuleId) -> Option<Given> {
        let rule = self.hir().rules.get(rule)?;
        let Gives::Is(expr) = rule.gives else { return None };
        let list = self.list_of(rule.decision);
        let place = Place::of(self.policy_of(rule.clause), list, rule.element);
        self.given(expr, &place)
    }

    /// How what `otherwise` gives is worked out.
    pub(crate) fn otherwise_given(&mut self, (decision, _): QuestionKey) -> Option<Given> {
        let declared = self.hir().decisions.get(decision)?;
        let (policy, element) = (declared.policy, declared.element);
        let expr = declared.otherwise.filter(|_| self.in_force(decision))?;
        let place = Place::of(policy, self.list_of(decision), element);
        self.given(expr, &place)
    }

    fn given(&mut self, expr: ExprId, place: &Place) -> Option<Given> {
        let written = matches!(self.hir().exprs.get(expr), Some(Expr::Literal(_)) | None);
        if written {
            return None;
        }
        if self.is_condition(expr) {
            return Some(Given::Condition(self.told(expr, place, None, TERMS)));
        }
        self.figure(expr, place, TERMS).map(Given::Figure)
    }

    fn is_condition(&self, expr: ExprId) -> bool {
        matches!(self.checked.ty(expr).present(), Type::Truth)
    }

    /// The values that are worked out in a condition. Of a fact that stands for itself its words tell.
    pub(crate) fn figures_in(&mut self, id: ExprId, place: &Place, terms: u32) -> Vec<u32> {
        let Some(expr) = self.hir().exprs.get(id) else { return Vec::new() };
        let is_fact = |lowering: &Self, id: ExprId| {
            matches!(shared::path(lowering.hir(), id), Some((Root::Fact(_), _)))
        };
        let mut all = Vec::new();
        for operand in expr.operands() {
            if self.is_condition(operand) || is_fact(self, operand) {
                continue;
            }
            all.extend(self.figure(operand, place, terms));
        }
        all
    }

    /// A value, and what it is worked out from; none of what is written, and of what is no value of one kind.
    pub(crate) fn figure(&mut self, id: ExprId, place: &Place, terms: u32) -> Option<u32> {
        let ty = self.checked.ty(id).present();
        let of_several =
            matches!(ty, Type::Record(_) | Type::List(_) | Type::Set(_) | Type::Broken);
        if of_several || self.is_condition(id) {
            return None;
        }
        let expr = self.hir().exprs.get(id)?;
        let (mut parts, mut form) = (Vec::new(), Working::Said);
        match expr {
            Expr::Field { .. } if shared::path(self.hir(), id).is_some() => {}
            Expr::Field { base, .. } => {
                // `(the c in xs with smallest c.born).name`
                let mut base = *base;
                while let Some(Expr::Field { base: inner, .. }) = self.hir().exprs.get(base) {
                    base = *inner;
                }
                if let Some(Expr::Pick { largest, over, key }) = self.hir().exprs.get(base) {
                    form = self.working(*over, Some(*key), end(*largest), place, terms)?;
                }
            }
            Expr::Term(term) => {
                let means = self.term_figure(*term, terms);
                parts.extend(means);
                if let Some(means) = means {
                    form = Working::Means(means);
                }
            }
            Expr::Call { arguments, means, .. } => {
                let arguments: Vec<ExprId> = arguments.clone();
                parts.extend(arguments.into_iter().filter_map(|it| self.figure(it, place, terms)));
                parts.extend(self.figure(*means, place, terms));
            }
            Expr::If { test, then, otherwise } => {
                let test = self.told(*test, place, None, terms);
                let then = self.figure(*then, place, terms);
                let otherwise = self.figure(*otherwise, place, terms);
                parts.extend(then.iter().chain(&otherwise));
                form = Working::If { test, then, otherwise };
            }
            Expr::Count(over) => form = self.working(*over, None, OverKind::Count, place, terms)?,
            Expr::CountDifferent { over, key } => {
                form = self.working(*over, Some(*key), OverKind::Count, place, terms)?;
            }
            Expr::Sum { over, item } => {
                form = self.working(*over, Some(*item), OverKind::Sum, place, terms)?;
            }
            Expr::Extreme { largest, over, item } => {
                form = self.working(*over, Some(*item), end(*largest), place, terms)?;
            }
            Expr::Fact(_)
            | Expr::Variable(_)
            | Expr::Judgement(_)
            | Expr::Decision(_)
            | Expr::DecisionOf { .. }
            | Expr::Under { .. }
            | Expr::Apart { .. } => {}
            // Its words have the value of that day.
            Expr::Parameter { on: Some(day), .. }
                if matches!(self.hir().exprs.get(*day), Some(Expr::Literal(_))) =>
            {
                return None;
            }
            Expr::Missing
            | Expr::Literal(_)
            | Expr::Parameter { on: None, .. }
            | Expr::Argument { .. }
            | Expr::Pick { .. }
            | Expr::Reading { .. }
            | Expr::Not(_)
            | Expr::And(_)
            | Expr::Or(_)
            | Expr::AtLeast { .. }
            | Expr::Compare { .. }
            | Expr::OneOf { .. }
            | Expr::Between { .. }
            | Expr::Includes { .. }
            | Expr::IsEmpty(_)
            | Expr::IsKnown(_)
            | Expr::IsAbsent(_)
            | Expr::IsDecided { .. }
            | Expr::Any(_)
            | Expr::Every { .. }
            | Expr::Span { .. } => return None,
            // What the elements come to is told in the words of the whole.
            Expr::DaysInAny { within, .. } => {
                let ends: Vec<ExprId> = within.iter().flat_map(|it| [it.from, it.to]).collect();
                parts.extend(ends.into_iter().filter_map(|it| self.figure(it, place, terms)));
            }
            Expr::Parameter { on: Some(_), .. }
            | Expr::EventField(_)
            | Expr::AsOfDay
            | Expr::GoverningDay
            | Expr::Arithmetic { .. }
            | Expr::Lesser(_)
            | Expr::Greater(_)
            | Expr::Scale { .. }
            | Expr::Rounded { .. }
            | Expr::Periods { .. }
            | Expr::Elapsed { .. } => {
                for operand in expr.operands() {
                    parts.extend(self.figure(operand, place, terms));
                }
            }
        }
        let value = self.value(id, place);
        let (slot, via) = (value.slot, via(value, place));
        let words = self.shared.figure(self.checked, id);
        Some(self.builder.figure(Figure { slot, around: around(place), via, words, parts, form }))
    }

    /// What a term means; past some depth a term is told by its name.
    fn term_figure(&mut self, term: whereas_value::id::TermId, terms: u32) -> Option<u32> {
        if let Some(known) = self.figures.get(&term) {
            return *known;
        }
        let below = terms.checked_sub(1)?;
        let declared = self.hir().terms.get(term)?;
        let place = self.place_in(declared.clause);
        let figure = self.figure(declared.means, &place, below);
        self.figures.insert(term, figure);
        figure
    }

    fn working(
        &mut self,
        over: Over,
        item: Option<ExprId>,
        kind: OverKind,
        place: &Place,
        terms: u32,
    ) -> Option<Working> {
        let (list, inner) = self.inside(over, place)?;
        let filter = over.filter.map(|filter| self.told(filter, &inner, None, terms));
        let item = item.and_then(|item| self.figure(item, &inner, terms));
        Some(Working::Over { list, filter, item, kind })
    }
}

const fn end(largest: bool) -> OverKind {
    if largest { OverKind::Largest } else { OverKind::Smallest }
}
