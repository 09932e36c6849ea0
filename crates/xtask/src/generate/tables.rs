//! Tables: rows of cells about numbers, choices and conditions, in each of the three ways rows stand together.

use super::leaves::{Context, Maker};
use super::tree::{Node, Part, Piece, Sort, level};
use super::vocabulary::{Decision, Kind};

impl Maker {
    /// A table for a decision that is no decision for each element.
    pub fn table(&mut self, decision: usize) -> Option<Part> {
        let Decision { name, kind } = self.vocabulary.decisions.get(decision)?.clone();
        let (sort, verb, together) = match kind {
            Kind::Is(Sort::Other) | Kind::Each(..) | Kind::EachSet(..) | Kind::EachTotal(..) => {
                return None;
            }
            Kind::Total(sort) if self.random.chance(60) => (sort, "adds", "all that apply"),
            Kind::Total(sort) => {
                (sort, "adds", "first, because \"the text goes on in this order\"")
            }
            Kind::Is(sort) if self.random.chance(50) => (sort, "is", "exactly one"),
            Kind::Is(sort) => (sort, "is", "first, because \"the text goes on in this order\""),
            Kind::Set(choice) => (Sort::Choice(choice), "includes", "all that apply"),
        };
        let context = Context::from((decision, usize::MAX));
        let sorts = [Sort::Integer, Sort::Truth, Sort::Choice(0), Sort::Date];
        let count = self.random.between(1, 2);
        let columns: Vec<Sort> = (0..count)
            .map(|_| self.random.pick(&sorts).copied().unwrap_or(Sort::Integer))
            .collect();
        let mut pieces = vec![Piece::Text(format!("table {together}\n    | row |"))];
        for column in &columns {
            pieces.push(Piece::Text(" ".to_owned()));
            let subject = self.subject(*column, &context);
            pieces.push(Piece::Node(subject, level::TIGHT));
            pieces.push(Piece::Text(" |".to_owned()));
        }
        pieces.push(Piece::Text(format!(" {name} {verb} |")));
        let first = self.random.below(100_000);
        for row in 0..self.random.between(1, 3) {
            pieces.push(Piece::Text(format!("\n    | r{first}_{row} |")));
            for column in &columns {
                let cell = self.cell(*column);
                pieces.push(Piece::Text(format!(" {cell} |")));
            }
            let value = self.literal(sort);
            pieces.push(Piece::Text(" ".to_owned()));
            pieces.push(Piece::Node(value, level::SUM));
            pieces.push(Piece::Text(" |".to_owned()));
        }
        Some(Part { form: "table", pieces })
    }

    /// What a column is about: a name, or anything in brackets.
    fn subject(&mut self, sort: Sort, context: &Context) -> Node {
        let leaf = self.leaf(sort, context);
        let named =
            matches!(leaf.form, "fact" | "parameter" | "term" | "decision" | "field of a record");
        if named {
            return leaf;
        }
        let pieces = vec![
            Piece::Text("(".to_owned()),
            Piece::Node(leaf, level::CHOICE),
            Piece::Text(")".to_owned()),
        ];
        Node { sort, form: "brackets", level: level::TIGHT, commutes: false, pieces }
    }

    fn cell(&mut self, sort: Sort) -> String {
        if self.random.chance(20) {
            return "-".to_owned();
        }
        let value = |maker: &mut Self| {
            let mut out = String::new();
            maker.literal(sort).write(level::SUM, &mut out);
            out
        };
        let (a, b) = (value(self), value(self));
        match (sort, self.random.below(5)) {
            (Sort::Truth, at) => (if at < 3 { "yes" } else { "no" }).to_owned(),
            (Sort::Choice(_), 0 | 1) => format!("{a}, {b}"),
            (Sort::Choice(_), _) | (_, 0) => a,
            (_, 1) => format!("{a} to {b}"),
            (_, 2) => format!("{a}, {b}"),
            (Sort::Date, 3) => format!("on or after {a}"),
            (_, 3) => format!("at least {a}"),
            (_, _) => format!("more than {a} and at most {b}"),
        }
    }
}
