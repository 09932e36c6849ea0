//! A policy on its way to text: pieces of text with expressions between them.
//!
//! Kept as a tree so that it can be made smaller (an expression by one of its parts, a clause by fewer
//! statements) and put into another order, whatever its forms mean. Each part names its form, for the count
//! of what was reached.

use std::collections::BTreeSet;

/// What an expression gives.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Sort {
    /// `yes/no`
    Truth,
    /// `integer`
    Integer,
    /// `number`
    Number,
    /// `money in USD`
    Money,
    /// `money in USD a month`
    Wage,
    /// `date`
    Date,
    /// `days`
    Days,
    /// `months`
    Months,
    /// `minutes`
    Minutes,
    /// `number in km`
    Counted,
    /// `text`
    Text,
    /// The choice at this place of the vocabulary.
    Choice(usize),
    /// No value of its own: a record, a list, a set. Never made smaller.
    Other,
}

/// How tightly an expression binds: the levels of the grammar, the tightest first.
pub mod level {
    /// A name, a literal, a call, brackets.
    pub const TIGHT: u8 = 0;
    /// `32 % of X`
    pub const FACTOR: u8 = 1;
    /// `A * B`
    pub const PRODUCT: u8 = 2;
    /// `A + B`
    pub const SUM: u8 = 3;
    /// `A but not less than B`, and whatever must stand in brackets beside arithmetic.
    pub const CLAMP: u8 = 4;
    /// `A is B`
    pub const COMPARISON: u8 = 5;
    /// `not A`
    pub const NEGATION: u8 = 6;
    /// `A and B`
    pub const JUNCTION: u8 = 7;
    /// `if A then B else C`
    pub const CHOICE: u8 = 8;
}

/// A piece of a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece {
    /// Words.
    Text(String),
    /// An expression, in brackets if it is looser than this level.
    Node(Node, u8),
}

/// An expression.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Node {
    /// What it gives.
    pub sort: Sort,
    /// Its form, for the count.
    pub form: &'static str,
    /// How tightly it binds.
    pub level: u8,
    /// Whether the order of its operands is without meaning.
    pub commutes: bool,
    /// Its words and operands.
    pub pieces: Vec<Piece>,
}

/// Part of an item: a statement of a clause, a value of a choice, a line of a fact.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// Its form, for the count.
    pub form: &'static str,
    /// Its words and expressions.
    pub pieces: Vec<Piece>,
}

/// An item of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// Its form, for the count.
    pub form: &'static str,
    /// Its first line.
    pub head: Vec<Piece>,
    /// The rest, a line each.
    pub parts: Vec<Part>,
    /// Whether it may stand anywhere among its like.
    pub movable: bool,
}

/// A file of a package.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its items.
    pub items: Vec<Item>,
}

/// A whole package: the first file is the policy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Model {
    /// Its files.
    pub files: Vec<File>,
    /// The first value of each choice of the vocabulary: what an expression of that choice shrinks to.
    pub first_values: Vec<String>,
}

impl Node {
    /// Words that stand for themselves.
    #[must_use]
    pub fn leaf(sort: Sort, form: &'static str, level: u8, text: impl Into<String>) -> Self {
        Self { sort, form, level, commutes: false, pieces: vec![Piece::Text(text.into())] }
    }

    /// The text, in brackets if it is looser than `most`.
    pub fn write(&self, most: u8, out: &mut String) {
        if self.level > most {
            out.push('(');
        }
        write_pieces(&self.pieces, out);
        if self.level > most {
            out.push(')');
        }
    }

    fn forms(&self, out: &mut BTreeSet<&'static str>) {
        out.insert(self.form);
        forms_of(&self.pieces, out);
    }
}

/// The text of pieces.
pub fn write_pieces(pieces: &[Piece], out: &mut String) {
    for piece in pieces {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Node(node, most) => node.write(*most, out),
        }
    }
}

fn forms_of(pieces: &[Piece], out: &mut BTreeSet<&'static str>) {
    for piece in pieces {
        if let Piece::Node(node, _) = piece {
            node.forms(out);
        }
    }
}

impl File {
    /// The file as a drafter would write it.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        for item in &self.items {
            write_pieces(&item.head, &mut out);
            out.push('\n');
            for part in &item.parts {
                out.push_str("  ");
                write_pieces(&part.pieces, &mut out);
                out.push('\n');
            }
        }
        out
    }
}

impl Model {
    /// Every form that occurs.
    #[must_use]
    pub fn forms(&self) -> BTreeSet<&'static str> {
        let mut out = BTreeSet::new();
        for item in self.files.iter().flat_map(|file| &file.items) {
            out.insert(item.form);
            forms_of(&item.head, &mut out);
            for part in &item.parts {
                out.insert(part.form);
                forms_of(&part.pieces, &mut out);
            }
        }
        out
    }
}

/// `words` with an operand wherever they hold `{}`, all at the same level.
#[must_use]
pub fn fill(words: &str, most: u8, operands: Vec<Node>) -> Vec<Piece> {
    fill_each(words, operands.into_iter().map(|operand| (operand, most)).collect())
}

/// `words` with an operand wherever they hold `{}`, each at its own level.
#[must_use]
pub fn fill_each(words: &str, operands: Vec<(Node, u8)>) -> Vec<Piece> {
    let mut operands = operands.into_iter();
    let mut pieces = Vec::new();
    for (place, text) in words.split("{}").enumerate() {
        if place > 0
            && let Some((node, most)) = operands.next()
        {
            pieces.push(Piece::Node(node, most));
        }
        if !text.is_empty() {
            pieces.push(Piece::Text(text.to_owned()));
        }
    }
    pieces
}
