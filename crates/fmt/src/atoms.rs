//! What is one word though it is several tokens: the ids of clauses and rows, and passages.
//!
//! Reads: the tree. Produces: their spans in order.

use whereas_source::Span;
use whereas_syntax::tree::{Clause, Example, Expr, Item, StatementKind, Tree};

/// The spans of all ids and passages, in order.
pub(crate) fn ids(tree: &Tree) -> Vec<Span> {
    let mut spans = Vec::new();
    for item in &tree.items {
        if let Item::Clause(clause) = item {
            in_clause(clause, &mut spans);
        }
    }
    for id in tree.exprs.ids() {
        if let Expr::Under { clause, .. } = tree.expr(id) {
            spans.push(clause.span);
        }
    }
    spans.sort();
    spans
}

fn in_clause(clause: &Clause, spans: &mut Vec<Span>) {
    spans.push(clause.id.span);
    for statement in &clause.statements {
        match &statement.kind {
            StatementKind::Cites(cites) => spans.extend(cites.iter().map(|it| it.passage.span)),
            StatementKind::Despite(refs) | StatementKind::SubjectTo(refs) => {
                spans.extend(refs.iter().map(|it| it.id().span));
            }
            StatementKind::SwitchOff(switch) => {
                spans.extend(switch.clauses.iter().map(|it| it.id().span));
            }
            StatementKind::Table(table) => spans.extend(table.rows.iter().map(|row| row.id.span)),
            StatementKind::InForce(_)
            | StatementKind::PolicyInForce(_)
            | StatementKind::PolicySuspended(_)
            | StatementKind::PolicyReplaces(_)
            | StatementKind::Notice(_)
            | StatementKind::Means(_)
            | StatementKind::Function(_)
            | StatementKind::Rule(_)
            | StatementKind::OnlyAfter(_)
            | StatementKind::Judgement(_)
            | StatementKind::JudgementPart(_)
            | StatementKind::Factor(_)
            | StatementKind::RestLimit(_)
            | StatementKind::NeverConsider(_)
            | StatementKind::OpenQuestion(_)
            | StatementKind::Guarantee(_)
            | StatementKind::Duty(_)
            | StatementKind::Permission(_)
            | StatementKind::Commentary(_)
            | StatementKind::Accept { .. } => {}
        }
    }
    for example in &clause.examples {
        in_example(example, spans);
    }
}

fn in_example(example: &Example, spans: &mut Vec<Span>) {
    for expect in &example.expects {
        spans.extend(expect.because.iter().map(|id| id.span));
    }
}
