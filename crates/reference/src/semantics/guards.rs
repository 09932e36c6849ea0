//! `and` and `or`, and what is known beside a guard: a fact that is present, a divisor that is not zero.

use whereas_hir::expr::{Expr, ExprId};

use super::{At, Root, Run};
use crate::tables::{Seen, and, or};

impl<'a> Run<'_, 'a> {
    /// `C and D`. Beside `F is not absent`, F is read as present: where it is not, that operand says no.
    pub(super) fn all_of(&mut self, of: &[ExprId], at: &At<'a>) -> Seen {
        let guards: Vec<_> = of.iter().map(|id| self.guarded(*id, true)).collect();
        let at = self.nonzero(at, of, true);
        let operands = self.operands(of, &guards, &at, Seen::surely_no);
        and(&operands)
    }

    /// `C or D`. Beside `F is absent`, F is read as present: where it is not, that operand says yes.
    pub(super) fn any_of(&mut self, of: &[ExprId], at: &At<'a>) -> Seen {
        let guards: Vec<_> = of.iter().map(|id| self.guarded(*id, false)).collect();
        let at = self.nonzero(at, of, false);
        let operands = self.operands(of, &guards, &at, Seen::surely_yes);
        or(&operands)
    }

    /// Beside `n is not 0` in an `and` (beside `n is 0` in an `or`) a division by n is no fault: where n is zero, that
    /// operand settles the whole. So beside every comparison with a written number that does.
    fn nonzero(&self, at: &At<'a>, of: &[ExprId], of_and: bool) -> At<'a> {
        let mut inner = at.clone();
        let checked = self.setting.checked;
        inner.nonzero.extend(of.iter().flat_map(|id| checked.not_zero_beside(*id, of_and)));
        inner
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
        let mut asked = hir.exprs.get(id)?;
        if negated {
            let Expr::Not(of) = asked else { return None };
            asked = hir.exprs.get(*of)?;
        }
        if let Expr::IsAbsent(of) = asked { self.path(*of) } else { None }
    }

    /// The path of a fact, a variable, or a field of one.
    pub(super) fn path(&self, id: ExprId) -> Option<(Root, Vec<u32>)> {
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
}
