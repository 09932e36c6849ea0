//! What must hold of a policy as a whole: no circles, an order where one is needed, nothing considered that may
//! never be, and the habits that are most often slips.
//!
//! Reads the policy, its classes and its types; produces faults, and what may make a question wait.

mod apart;
mod bars;
mod circles;
mod completing;
mod conflicts;
mod days;
mod exclusive;
mod habits;
mod never;
mod waiting;
mod wildcards;

use std::collections::{BTreeMap, BTreeSet};

use whereas_hir::expr::ExprId;
use whereas_value::Leaf;
use whereas_value::id::{FactId, IndexVec, JudgementId};

use crate::checker::Checker;
use crate::faults::structure::TooManyReadings;
use crate::force;
use crate::graph::Graph;
use crate::tables::{FindingBar, Waiting};

/// What the graph of a policy says.
pub struct Whole {
    /// What may make a question wait.
    pub waiting: Waiting,
    /// What the findings of each judgement may not rest on or name.
    pub bars: IndexVec<JudgementId, Vec<FindingBar>>,
    /// The judgements that no decision reads.
    pub undecisive: BTreeSet<JudgementId>,
    /// Of each list that is complete only when something holds, the facts of that condition.
    pub completing: BTreeMap<FactId, Vec<Leaf>>,
}

/// Checks the whole; tells what its graph says of waiting, and of findings.
pub fn run(ctx: &mut Checker<'_>, classes: &IndexVec<ExprId, u32>) -> Whole {
    let (questions, readings) = force::contested(&ctx.hir);
    if readings > force::READINGS {
        ctx.report(&TooManyReadings { questions, readings });
    }
    let variants = force::variants(&ctx.hir);
    let graph = Graph::new(ctx, &force::always_above(&variants));
    circles::of_meanings(ctx, &graph);
    circles::of_overrides(ctx, &variants);
    circles::scopes(ctx, &graph);
    apart::run(ctx, &variants);
    never::run(ctx, &graph);
    days::duties(ctx, &graph);
    days::parameters(ctx, &graph);
    conflicts::run(ctx, &variants, classes);
    habits::run(ctx);
    wildcards::run(ctx, classes);
    Whole {
        waiting: waiting::of(&ctx.hir, &graph),
        bars: bars::of(&ctx.hir, &graph),
        undecisive: waiting::undecisive(&ctx.hir, &graph),
        completing: completing::of(&ctx.hir, &graph),
    }
}
