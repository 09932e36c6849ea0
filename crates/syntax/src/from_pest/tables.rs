//! Decision tables.

use whereas_diagnostics::{Diagnostic, codes};

use super::operators::cell_word;
use super::{Builder, Node, Parts};
use crate::grammar::Rule;
use crate::tree::{Cell, Column, ColumnRole, Row, Table, TableRule};

impl Builder<'_> {
    pub(super) fn table(&mut self, mut parts: Parts<'_>) -> Option<Table> {
        let rule = self.table_rule(parts.take(Rule::table_rule)?)?;
        let header = parts.take(Rule::header)?;
        let header_span = self.span(&header);
        let columns: Vec<Column> = Parts::of(header)
            .all(Rule::column)
            .into_iter()
            .map(|node| self.column(node))
            .collect::<Option<_>>()?;
        let mut rows = Vec::new();
        for node in parts.all(Rule::row) {
            let row = self.row(node)?;
            if row.cells.len() == columns.len() {
                rows.push(row);
                continue;
            }
            let (cells, wanted) = (row.cells.len(), columns.len());
            let count = |count: usize, what: &str| match count {
                1 => format!("one {what}"),
                more => format!("{more} {what}s"),
            };
            let message = format!(
                "row `{}` has {} after its id, and the header has {}",
                row.id.text,
                count(cells, "cell"),
                count(wanted, "column")
            );
            let help = if cells < wanted {
                "write `-` in a cell that does not matter"
            } else {
                "take the cells out that stand under no column, or add the column"
            };
            self.problems.push(
                Diagnostic::new(codes::syntax::TABLE_ROW_LENGTH, row.span, message)
                    .also(header_span, "the header")
                    .help(help),
            );
        }
        Some(Table { rule, columns, rows })
    }

    fn table_rule(&mut self, node: Node<'_>) -> Option<TableRule> {
        let mut parts = Parts::of(node);
        if parts.word(Rule::k_exactly) {
            return Some(TableRule::ExactlyOne);
        }
        if parts.word(Rule::k_all) {
            return Some(TableRule::AllThatApply);
        }
        Some(TableRule::First(self.text(parts.take(Rule::text)?)?))
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "an output ends in one of three words")]
    fn column(&mut self, node: Node<'_>) -> Option<Column> {
        let span = self.span(&node);
        let inner = node.into_inner().next()?;
        if inner.as_rule() == Rule::small {
            return Some(Column { role: ColumnRole::Input(self.tight(inner)?), span });
        }
        let mut parts = Parts::of(inner);
        let name = self.name_in(&mut parts)?;
        let role = match parts.any()?.as_rule() {
            Rule::k_is => ColumnRole::Is(name),
            Rule::k_includes => ColumnRole::Includes(name),
            Rule::k_adds => ColumnRole::Adds(name),
            _ => return None,
        };
        Some(Column { role, span })
    }

    fn row(&mut self, node: Node<'_>) -> Option<Row> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let id = self.id(parts.take(Rule::row_id)?);
        let cells = parts
            .all(Rule::cell)
            .into_iter()
            .map(|cell| self.cell(cell.into_inner().next()?))
            .collect::<Option<_>>()?;
        Some(Row { id, cells, span })
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "a cell is one of three rules")]
    fn cell(&mut self, node: Node<'_>) -> Option<Cell> {
        let rule = node.as_rule();
        let mut parts = Parts::of(node);
        match rule {
            Rule::any_cell => Some(Cell::Any),
            Rule::cell_tests => {
                let tests = parts.all(Rule::cell_test).into_iter().map(|test| {
                    let mut parts = Parts::of(test);
                    let word = cell_word(parts.any()?)?;
                    Some((word, self.sum_in(&mut parts)?))
                });
                Some(Cell::Tests(tests.collect::<Option<_>>()?))
            }
            Rule::cell_values => {
                let first = self.sum_in(&mut parts)?;
                if parts.word(Rule::k_to) {
                    return Some(Cell::Range(first, self.sum_in(&mut parts)?));
                }
                let mut values = vec![first];
                for sum in parts.all(Rule::sum) {
                    values.push(self.sum(sum)?);
                }
                Some(Cell::Values(values))
            }
            _ => None,
        }
    }
}
