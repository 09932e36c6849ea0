//! What depends on the day: parts of duties that time alone could undo, and parameters without a value.

use std::collections::BTreeMap;

use whereas_hir::duty::Arises;
use whereas_value::date::Date;
use whereas_value::id::{ClauseId, ParameterId};
use whereas_value::types::Type;

use crate::checker::Checker;
use crate::faults::duties::{DutyPart, ReadsDay};
use crate::faults::structure::ParameterGap;
use crate::force;
use crate::graph::{Graph, Node};

/// What is due, arisen or discharged does not turn on the day of asking: else a duty that was discharged could come back, one
/// that was breached be pending again, with time alone.
pub fn duties(ctx: &mut Checker<'_>, graph: &Graph) {
    let mut found = Vec::new();
    for (id, duty) in ctx.hir.duties.enumerate() {
        let arises = match duty.arises {
            Arises::OnEvent { when, event: _ } => when,
            // That is of the case and of the law of the day on which it is asked: it arose on no day.
            Arises::When(_) | Arises::OnIssue | Arises::Ongoing | Arises::UponBreach => None,
        };
        let conditions = [
            (Node::Arising(id), arises, DutyPart::Arising),
            (Node::Due(id), duty.due.exprs().next(), DutyPart::Due),
            (Node::Discharge(id), duty.discharged_when, DutyPart::Discharge),
            (Node::Excuse(id), duty.excused_when, DutyPart::Excuse),
        ];
        for (node, condition, part) in conditions {
            let (Some(expr), Some(start)) = (condition, graph.find(&node)) else { continue };
            let Some(way) = graph.way(start, |node| *node == Node::AsOfDay) else { continue };
            let parameter = way.iter().find_map(|(_, edge)| match graph.node(edge.to) {
                Some(Node::Parameter(id)) => Some((*id, edge.span)),
                _ => None,
            });
            let reads = match parameter {
                Some((id, span)) => {
                    let name =
                        ctx.hir.parameters.get(id).map_or("?", |parameter| parameter.name.as_str());
                    (format!("`{name}`, whose value is that of the as-of day"), span)
                }
                None => ("the as-of day".to_owned(), way.last().and_then(|(_, edge)| edge.span)),
            };
            found.push(ReadsDay { duty: id, expr, part, reads });
        }
    }
    for fault in found {
        ctx.report(&fault);
    }
}

/// A parameter has a value on every day on which a clause that reads it is in force.
pub fn parameters(ctx: &mut Checker<'_>, graph: &Graph) {
    let mut gaps: BTreeMap<ParameterId, (ClauseId, Option<Date>)> = BTreeMap::new();
    let rules = ctx.hir.rules.enumerate().map(|(id, rule)| (Node::Rule(id), rule.clause));
    let factors = ctx.hir.factors.enumerate().map(|(id, factor)| (Node::Factor(id), factor.clause));
    for (node, clause) in rules.chain(factors) {
        let Some(start) = graph.find(&node) else { continue };
        let begins = force::first_day(&ctx.hir, clause);
        for parameter in reads(graph, start) {
            let first = ctx
                .hir
                .parameters
                .get(parameter)
                // Of one with a value that could not be read, that is told.
                .filter(|parameter| parameter.ty != Type::Broken)
                .and_then(|parameter| parameter.values.first())
                .map(|(day, _)| *day);
            // Without any statement of force there is no first day: that is told once, of the policy.
            let (Some(first), Some(begins)) = (first, begins) else { continue };
            let earlier =
                gaps.get(&parameter).is_none_or(|(_, day)| day.is_none_or(|day| begins < day));
            if begins < first && earlier {
                gaps.insert(parameter, (clause, Some(begins)));
            }
        }
    }
    for (parameter, (clause, begins)) in gaps {
        if let Some(begins) = begins {
            ctx.report(&ParameterGap { parameter, clause, begins });
        }
    }
}

/// The parameters that a rule reads itself or through terms.
fn reads(graph: &Graph, start: usize) -> Vec<ParameterId> {
    let (mut found, mut stack) = (Vec::new(), vec![start]);
    let mut seen = std::collections::BTreeSet::new();
    while let Some(at) = stack.pop() {
        for edge in graph.edges(at) {
            match graph.node(edge.to) {
                Some(Node::Parameter(id)) => found.push(*id),
                Some(Node::Term(_)) if seen.insert(edge.to) => stack.push(edge.to),
                _ => {}
            }
        }
    }
    found
}
