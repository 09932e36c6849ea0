//! Policies with a little less in them: for finding the smallest that still shows a difference.
//!
//! What is left need not check clean: whoever asks tries it.

use super::tree::{Item, Model, Node, Part, Piece, Sort, level};

/// How many smaller models there are: each has a number below this.
#[must_use]
pub fn count(model: &Model) -> usize {
    let mut counter = Counter { wanted: usize::MAX, met: 0 };
    let mut copy = model.clone();
    counter.model(&mut copy);
    counter.met
}

/// The smaller model of a number.
#[must_use]
pub fn smaller(model: &Model, number: usize) -> Model {
    let mut counter = Counter { wanted: number, met: 0 };
    let mut copy = model.clone();
    counter.model(&mut copy);
    copy
}

/// Walks over everything that can be left out, and leaves out the one whose number is wanted.
struct Counter {
    wanted: usize,
    met: usize,
}

impl Counter {
    fn here(&mut self) -> bool {
        let here = self.met == self.wanted;
        self.met += 1;
        here
    }

    fn model(&mut self, model: &mut Model) {
        let firsts = model.first_values.clone();
        for at in 1..model.files.len() {
            if self.here() {
                model.files.remove(at);
                return;
            }
        }
        for file in &mut model.files {
            for at in 0..file.items.len() {
                if self.here() {
                    file.items.remove(at);
                    return;
                }
            }
        }
        for item in model.files.iter_mut().flat_map(|file| &mut file.items) {
            self.parts(item);
        }
        for item in model.files.iter_mut().flat_map(|file| &mut file.items) {
            self.pieces(&mut item.head, &firsts);
            for part in &mut item.parts {
                self.part(part, &firsts);
            }
        }
    }

    fn parts(&mut self, item: &mut Item) {
        // A record or a choice keeps its shape, so that the case still fits.
        if matches!(item.form, "record" | "choice" | "ordered choice") {
            return;
        }
        for at in 0..item.parts.len() {
            if self.here() {
                item.parts.remove(at);
                return;
            }
        }
    }

    /// `when C` and `unless D` go whole: they are the last words before an expression.
    fn part(&mut self, part: &mut Part, firsts: &[String]) {
        for at in 0..part.pieces.len() {
            let condition = matches!(part.pieces.get(at), Some(Piece::Text(text)) if text.trim() == "when" || text.trim() == "unless");
            if condition && self.here() {
                part.pieces.drain(at..(at + 2).min(part.pieces.len()));
                return;
            }
        }
        self.pieces(&mut part.pieces, firsts);
    }

    fn pieces(&mut self, pieces: &mut [Piece], firsts: &[String]) {
        for piece in pieces {
            if let Piece::Node(node, _) = piece {
                self.node(node, firsts);
            }
        }
    }

    fn node(&mut self, node: &mut Node, firsts: &[String]) {
        for simple in simpler(node, firsts) {
            if self.here() {
                *node = simple;
                return;
            }
        }
        // One operand of several less.
        if node.commutes {
            let operands: Vec<usize> = node
                .pieces
                .iter()
                .enumerate()
                .filter(|(_, piece)| matches!(piece, Piece::Node(..)))
                .map(|(at, _)| at)
                .collect();
            if operands.len() > 2 {
                for at in operands {
                    if self.here() {
                        let from =
                            at.saturating_sub(usize::from(at + 1 == node.pieces.len() || at > 1));
                        node.pieces.drain(from..(from + 2).min(node.pieces.len()));
                        return;
                    }
                }
            }
        }
        self.pieces(&mut node.pieces, firsts);
    }
}

/// The parts of an expression that can stand for it, and its simplest values.
fn simpler(node: &Node, firsts: &[String]) -> Vec<Node> {
    let mut out = Vec::new();
    if node.form == "literal" || node.form == "simplest" {
        return out;
    }
    for literal in simplest(node.sort, firsts) {
        out.push(Node::leaf(node.sort, "simplest", level::TIGHT, literal));
    }
    for piece in &node.pieces {
        if let Piece::Node(inner, _) = piece
            && inner.sort == node.sort
        {
            out.push(inner.clone());
        }
    }
    out
}

fn simplest(sort: Sort, firsts: &[String]) -> Vec<String> {
    let words: &[&str] = match sort {
        Sort::Truth => &["yes", "no"],
        Sort::Integer | Sort::Number => &["0", "1"],
        Sort::Money => &["0 USD"],
        Sort::Wage => &["0 USD a month"],
        Sort::Date => &["2024-01-31"],
        Sort::Days => &["0 days"],
        Sort::Months => &["0 months"],
        Sort::Minutes => &["0 minutes"],
        Sort::Counted => &["0 km"],
        Sort::Text => &["\"ab\""],
        Sort::Other => &[],
        Sort::Choice(choice) => return firsts.get(choice).cloned().into_iter().collect(),
    };
    words.iter().map(|word| (*word).to_owned()).collect()
}
