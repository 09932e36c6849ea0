//! Facts: their types, bounds and presumptions.

use std::rc::Rc;

use whereas_source::Span;
use whereas_syntax::tree::{self, Bound};
use whereas_value::types::Type;

use super::faults;
use super::literals::on_the_line;
use super::lower::{Env, Lower};
use super::types::Standing;
use crate::expr::Literal;
use crate::vocabulary::Fact;

impl Lower<'_> {
    /// Every fact, without the conditions of completeness.
    pub fn facts(&mut self) {
        let declared = Rc::clone(&self.declared);
        for fact in &declared.facts {
            let lowered = self.one_fact(fact.file, fact.node);
            self.map.facts.push(fact.node.name.span);
            self.hir.facts.push(lowered);
        }
    }

    /// `complete only when C` of every list.
    pub fn complete_only_when(&mut self) {
        for id in self.hir.facts.ids().collect::<Vec<_>>() {
            let Some(declared) = self.declared.facts.get(id).copied() else { continue };
            let Some(condition) = declared.node.complete_only_when else { continue };
            let is_list = self
                .hir
                .facts
                .get(id)
                .is_some_and(|fact| matches!(fact.ty, Type::List(_) | Type::Broken));
            if !is_list {
                self.report(faults::types::not_a_list(&declared.node.name));
            }
            let mut env = Env { file: declared.file, ..Env::default() };
            let condition = self.condition(&mut env, condition);
            if let Some(fact) = self.hir.facts.get_mut(id) {
                fact.complete_only_when = Some(condition);
            }
        }
    }

    fn one_fact(&mut self, file: usize, fact: &tree::Fact) -> Fact {
        let ty = self.ty(file, &fact.ty, Standing::Fact);
        let (least, most) = self.bounds(file, fact, &ty);
        let presumed = fact.presumed.as_ref().and_then(|value| {
            let literal = self.literal_of(file, value, &ty)?;
            if within(&literal, least.as_ref(), most.as_ref()) {
                return Some(literal);
            }
            self.report(faults::types::out_of_bounds(value.span, &fact.name.text, fact.name.span));
            None
        });
        Fact {
            name: fact.name.text.clone(),
            label: self.label(file, &fact.label),
            ask: fact.ask.as_ref().map(|label| self.label(file, label)),
            held_in: fact.held_in.as_ref().map(|label| self.label(file, label)),
            ty,
            least,
            most,
            presumed,
            complete_only_when: None,
        }
    }

    fn bounds(
        &mut self,
        file: usize,
        fact: &tree::Fact,
        ty: &Type,
    ) -> (Option<Literal>, Option<Literal>) {
        let (mut least, mut most) = (None, None);
        for bound in &fact.bounds {
            let (low, high) = match bound {
                Bound::AtLeast(low) => (Some(low), None),
                Bound::AtMost(high) => (None, Some(high)),
                Bound::Between(low, high) => (Some(low), Some(high)),
            };
            if let Some(low) = low {
                self.bound(file, &mut least, low, ty);
            }
            if let Some(high) = high {
                self.bound(file, &mut most, high, ty);
            }
            let ends = (least.as_ref().and_then(on_the_line), most.as_ref().and_then(on_the_line));
            if let ((Some(low), Some(high)), Some(place)) = (ends, low.or(high))
                && low > high
            {
                self.report(faults::types::bounds_crossed(place.span));
                (least, most) = (None, None);
            }
        }
        (least, most)
    }

    fn bound(
        &mut self,
        file: usize,
        slot: &mut Option<Literal>,
        literal: &tree::Literal,
        ty: &Type,
    ) {
        if !ty.present().is_numeric() && *ty != Type::Broken {
            self.report(faults::types::no_bounds(literal.span));
            return;
        }
        let Some(lowered) = self.literal(file, literal) else { return };
        let Some(lowered) = self.fitting(lowered, literal.span, ty) else { return };
        if slot.is_some() {
            self.report(faults::types::bound_twice(literal.span));
        }
        *slot = Some(lowered);
    }

    /// A condition: an expression that says yes or no.
    pub fn condition(&mut self, env: &mut Env, id: tree::ExprId) -> crate::expr::ExprId {
        self.expr(env, id, None)
    }

    /// The place of an expression of a file.
    pub fn span_of(&self, file: usize, id: tree::ExprId) -> Span {
        let tree = self.tree(file);
        let start = Span::new(tree.map_or_else(first_file, |tree| tree.file), 0, 0);
        tree.and_then(|tree| tree.exprs.span(id)).unwrap_or(start)
    }
}

/// The first file there is: a place for what has none.
fn first_file() -> whereas_source::FileId {
    whereas_source::Id::from_index(0)
}

/// Whether a literal is within bounds.
pub(super) fn within(literal: &Literal, least: Option<&Literal>, most: Option<&Literal>) -> bool {
    let Some(number) = on_the_line(literal) else { return true };
    least.and_then(on_the_line).is_none_or(|least| least <= number)
        && most.and_then(on_the_line).is_none_or(|most| number <= most)
}
