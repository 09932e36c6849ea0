//! Decision tables.

use whereas_source::Span;

use super::{CompareWord, ExprId, Id, Name, Text};

/// `table exactly one` and its rows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// How many rows may hold.
    pub rule: TableRule,
    /// The columns after `row`, in order; never empty.
    pub columns: Vec<Column>,
    /// The rows, in order; each has as many cells as there are columns.
    pub rows: Vec<Row>,
}

/// How the rows of a table stand to each other.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TableRule {
    /// `exactly one`
    ExactlyOne,
    /// `all that apply`
    AllThatApply,
    /// `first, because "…"`
    First(Text),
}

/// A column's head.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// What the column is for.
    pub role: ColumnRole,
    /// The head.
    pub span: Span,
}

/// What a column is for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ColumnRole {
    /// `distance`: what the cells are about.
    Input(ExprId),
    /// `pay is`
    Is(Name),
    /// `d includes`
    Includes(Name),
    /// `pay adds`
    Adds(Name),
}

/// `| row1 | at most 1_500 km | 250 EUR |`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// `row1`
    pub id: Id,
    /// The cells after it.
    pub cells: Vec<Cell>,
    /// The whole line.
    pub span: Span,
}

/// A cell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Cell {
    /// `-`: whatever it is.
    Any,
    /// `7 to 14`: both ends in.
    Range(ExprId, ExprId),
    /// `more than 1_500 km and at most 3_500 km`: each must hold.
    Tests(Vec<(CompareWord, ExprId)>),
    /// `x, y`: one of these; the one value of an output.
    Values(Vec<ExprId>),
}
