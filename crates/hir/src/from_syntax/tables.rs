//! Tables: each row is a rule for each of its outputs, on the condition that its cells make.
//!
//! So a table means nothing that rules could not say. Of `exactly one`, two rows that stand and disagree are a conflict
//! and a gap is answered by `otherwise`; of `first`, each row prevails over those after it; of `all that apply`, every
//! row that stands is in the set, or adds to the total.

use ecow::eco_format;
use whereas_source::Span;
use whereas_syntax::tree::{self, Cell, ColumnRole, CompareWord, RuleVerb, TableRule};
use whereas_value::id::{ClauseId, DecisionId};

use super::faults;
use super::lower::{Env, Lower};
use crate::clause::{Row, Rule};
use crate::expr::{Expr, ExprId};

/// A column that gives: its place, the decision, and the word.
struct Output<'t> {
    at: usize,
    decision: DecisionId,
    verb: RuleVerb,
    name: &'t tree::Name,
}

impl Lower<'_> {
    pub(super) fn table(&mut self, clause: ClauseId, table: &tree::Table) {
        let outputs = self.outputs(clause, table);
        let number = u32::try_from(self.hir.rules.len()).unwrap_or(u32::MAX);
        for (place, written) in (0_u32..).zip(&table.rows) {
            let row = Row {
                id: self.row_id(clause, &written.id),
                table: number,
                place,
                first: match &table.rule {
                    TableRule::First(because) => Some(because.text.clone()),
                    TableRule::ExactlyOne | TableRule::AllThatApply => None,
                },
            };
            for (which, output) in outputs.iter().enumerate() {
                let before = self.problems.len();
                self.row(clause, table, written, output, &row);
                if which > 0 {
                    self.once_each(before);
                }
            }
        }
    }

    /// The columns that give something: one or more, each as the table says its rows stand together.
    fn outputs<'t>(&mut self, clause: ClauseId, table: &'t tree::Table) -> Vec<Output<'t>> {
        let file = self.env_of(clause).file;
        let (mut outputs, mut found) = (Vec::new(), false);
        for (at, column) in table.columns.iter().enumerate() {
            let (verb, name) = match &column.role {
                ColumnRole::Input(_) => continue,
                ColumnRole::Is(name) => (RuleVerb::Is, name),
                ColumnRole::Includes(name) => (RuleVerb::Includes, name),
                ColumnRole::Adds(name) => (RuleVerb::Adds, name),
            };
            found = true;
            let all = matches!(table.rule, TableRule::AllThatApply);
            let adds = verb == RuleVerb::Adds;
            let together = match verb {
                RuleVerb::Is => !all,
                RuleVerb::Adds => !matches!(table.rule, TableRule::ExactlyOne),
                RuleVerb::Includes | RuleVerb::Excludes => all,
            };
            if !together {
                self.report(faults::rules::rows_together(column.span, all, adds));
            }
            let Some(decision) = self.decision(file, name) else { continue };
            self.own_decision(clause, decision, name);
            match self.element_of(decision) {
                Some(element) => self.report(faults::exprs::needs_element(name, &element)),
                None => outputs.push(Output { at, decision, verb, name }),
            }
        }
        if !found && let Some(column) = table.columns.first() {
            self.report(faults::rules::no_output(column.span));
        }
        outputs
    }

    /// The id of a row, which no other row of the clause has.
    fn row_id(&mut self, clause: ClauseId, id: &tree::Id) -> ecow::EcoString {
        if let Some(first) = self.rows.get(&(clause, id.text.clone())).copied() {
            let problem =
                faults::names::declared_twice(&id.text, id.span, first, "a row of this clause");
            self.report(problem);
        } else {
            self.rows.insert((clause, id.text.clone()), id.span);
        }
        let of = self.hir.clauses.get(clause).map_or("", |clause| clause.id.as_str());
        eco_format!("{of}.{}", id.text)
    }

    fn row(
        &mut self,
        clause: ClauseId,
        table: &tree::Table,
        written: &tree::Row,
        output: &Output<'_>,
        row: &Row,
    ) {
        let mut env = self.env_of(clause);
        let value = match written.cells.get(output.at) {
            // A row may say nothing of one of several outputs.
            Some(Cell::Any) | None => return,
            Some(Cell::Values(values)) if values.len() == 1 => values.first().copied(),
            Some(Cell::Values(_) | Cell::Range(..) | Cell::Tests(_)) => None,
        };
        let Some(value) = value else {
            self.report(faults::rules::no_one_value(&written.id));
            return;
        };
        let verb = (output.verb, output.name);
        let gives = self.gives(&mut env, output.decision, verb, value);
        let mut all = Vec::new();
        for (column, cell) in table.columns.iter().zip(&written.cells) {
            if let ColumnRole::Input(subject) = &column.role {
                all.extend(self.cell(&mut env, *subject, cell, written.span));
            }
        }
        let Some(gives) = gives else { return };
        let when = match all.as_slice() {
            [] => None,
            [one] => Some(*one),
            [_, _, ..] => Some(self.push(Expr::And(all), written.span)),
        };
        self.map.rules.push(written.span);
        let rule = self.hir.rules.push(Rule {
            clause,
            decision: output.decision,
            element: None,
            gives,
            when,
            unless: None,
            row: Some(row.clone()),
        });
        self.clause(clause, |it| it.rules.push(rule));
    }

    /// What a cell asks of the column it stands in; nothing for `-`.
    fn cell(
        &mut self,
        env: &mut Env,
        subject: tree::ExprId,
        cell: &Cell,
        at: Span,
    ) -> Option<ExprId> {
        match cell {
            Cell::Any => None,
            Cell::Range(low, high) => Some(self.between(env, subject, false, (*low, *high), at)),
            Cell::Tests(tests) => {
                let tests: Vec<ExprId> = tests
                    .iter()
                    .map(|(word, value)| self.compare(env, subject, *word, false, *value, at))
                    .collect();
                match tests.as_slice() {
                    [one] => Some(*one),
                    _ => Some(self.push(Expr::And(tests), at)),
                }
            }
            Cell::Values(values) => match values.as_slice() {
                [one] => match self.yes_or_no(env.file, *one) {
                    Some(yes) => {
                        let subject = self.condition(env, subject);
                        Some(if yes { subject } else { self.push(Expr::Not(subject), at) })
                    }
                    None => Some(self.compare(env, subject, CompareWord::Is, false, *one, at)),
                },
                values => Some(self.one_of(env, subject, false, values, at)),
            },
        }
    }

    /// Whether a cell says `yes` or `no`.
    fn yes_or_no(&self, file: usize, cell: tree::ExprId) -> Option<bool> {
        let tree::Expr::Literal(literal) = self.tree(file)?.expr(cell) else { return None };
        if let tree::LiteralKind::YesNo(yes) = literal.kind { Some(yes) } else { None }
    }
}
