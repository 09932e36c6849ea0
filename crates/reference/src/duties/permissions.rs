//! Permissions: who may do what, where the condition is yes.

use whereas_hir::Hir;
use whereas_hir::duty::Permission;
use whereas_value::duty::PermissionAnswer;
use whereas_value::{Causes, Leaf};

use super::policy_of;
use crate::answers::named;
use crate::pass::Pass;
use crate::semantics::{At, Setting};
use crate::tables::Seen;

/// Whether a permission is held.
pub(crate) fn held<'a>(permission: &'a Permission, pass: &mut Pass<'_, 'a>) -> Seen {
    let at = At::policy(Hir::MAIN);
    pass.joined(|run| match permission.when {
        _ if !run.variant.is_live(permission.clause) => Seen::truth(false),
        Some(condition) => run.value(condition, &at),
        None => Seen::truth(true),
    })
}

/// Permissions: held where the clause is in force and the condition is yes.
pub(crate) fn permissions<'a>(
    setting: &Setting<'a>,
    pass: &mut Pass<'_, 'a>,
) -> Vec<PermissionAnswer> {
    let hir = setting.checked.hir();
    let mut answers = Vec::new();
    for (id, permission) in hir.permissions.enumerate() {
        if policy_of(hir, permission.clause) != Hir::MAIN {
            continue;
        }
        let held = held(permission, pass);
        let (questions, missing): (Vec<Leaf>, Vec<Leaf>) = named(setting, &held.open)
            .into_iter()
            .partition(|leaf| matches!(leaf, Leaf::Question(_)));
        let questions = questions.into_iter().filter_map(|leaf| match leaf {
            Leaf::Question(question) => Some(question),
            Leaf::Fact(..)
            | Leaf::Element { .. }
            | Leaf::Others(_)
            | Leaf::Judgement(_)
            | Leaf::Found(_) => None,
        });
        answers.push(PermissionAnswer {
            permission: id,
            clause: permission.clause,
            may_be_in_force: pass.runs.iter().any(|run| run.variant.is_live(permission.clause)),
            may_be_held: held.may_yes(),
            may_not_be_held: held.may_no(),
            causes: Causes::NONE.and(held.causes),
            missing,
            questions: questions.collect(),
            rests_on: Vec::new(),
        });
    }
    answers
}
