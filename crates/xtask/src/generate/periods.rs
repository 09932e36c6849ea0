//! Periods, and what is asked of them.

use super::leaves::{Context, Maker};
use super::tree::{Node, Piece, Sort, fill, fill_each, level};
use super::vocabulary::{PERIOD, Shape};

impl Maker {
    /// A period: by its name, or by two days.
    pub(super) fn period(&mut self, depth: usize, context: &Context) -> Node {
        let mut named: Vec<(&'static str, String)> = Vec::new();
        for fact in &self.vocabulary.facts {
            if fact.shape == Shape::Record(PERIOD) {
                let form = if fact.optional { "optional period" } else { "period" };
                named.push((form, fact.name.clone()));
            }
        }
        for (name, list) in &context.variables {
            let list = self.vocabulary.facts.get(*list);
            if list.is_some_and(|fact| fact.shape == Shape::Records(PERIOD)) {
                named.push(("period of an element", name.clone()));
            }
        }
        if !context.plain {
            let terms = self.vocabulary.terms.iter();
            let read = terms.filter(|it| it.sort == Sort::Other && it.from <= context.at);
            named.extend(read.map(|term| ("period of a term", term.name.clone())));
        }
        let given = context.given.iter().filter(|(_, sort)| *sort == Sort::Other);
        for (name, _) in given {
            named.push(("period that is given", name.clone()));
            named.push(("period that is given", name.clone()));
        }
        if self.random.chance(75)
            && let Some((form, name)) = self.random.pick(&named).cloned()
        {
            return Node::leaf(Sort::Other, form, level::TIGHT, name);
        }
        self.span(depth, context)
    }

    /// `(A through B)`
    pub(super) fn span(&mut self, depth: usize, context: &Context) -> Node {
        let from = self.value(Sort::Date, depth.min(1), context);
        let to = self.value(Sort::Date, depth.min(1), context);
        // Two written days must stand in order; the days of the window do so as texts.
        let written = |node: &Node| node.form == "literal";
        let (from, to) = if written(&from) && written(&to) && text(&to) < text(&from) {
            (to, from)
        } else {
            (from, to)
        };
        let pieces = fill_each("({} through {})", vec![(from, level::CHOICE), (to, level::SUM)]);
        node(Sort::Other, "span", level::TIGHT, pieces)
    }

    /// `P overlaps Q`, `D is within P`.
    pub(super) fn of_periods(&mut self, depth: usize, context: &Context) -> Node {
        if self.random.chance(60) {
            let left = self.days_of_periods(depth, context);
            let right = self.literal(Sort::Days);
            return self.compare(left, right);
        }
        let period = self.period(depth.saturating_sub(1), context);
        if self.random.chance(50) {
            let other = self.period(depth.saturating_sub(1), context);
            let pieces = fill("{} overlaps {}", level::CLAMP, vec![period, other]);
            return Node {
                commutes: true,
                ..node(Sort::Truth, "overlaps", level::COMPARISON, pieces)
            };
        }
        let day = self.value(Sort::Date, depth.saturating_sub(1), context);
        let (form, words) = if self.random.chance(70) {
            ("is within", "{} is within {}")
        } else {
            ("is not within", "{} is not within {}")
        };
        let pieces = fill(words, level::CLAMP, vec![day, period]);
        node(Sort::Truth, form, level::COMPARISON, pieces)
    }

    /// `days in P`, `days in P within Q`, `days in any of (…)`, `days between P and Q`.
    pub(super) fn days_of_periods(&mut self, depth: usize, context: &Context) -> Node {
        let inner = depth.saturating_sub(1);
        let tight = |form, words: &str, operands| {
            node(Sort::Days, form, level::TIGHT, fill(words, level::TIGHT, operands))
        };
        match self.random.below(100) {
            0..15 => {
                let period = self.period(inner, context);
                tight("days in", "days in {}", vec![period])
            }
            15..35 => {
                let operands = vec![self.period(inner, context), self.period(inner, context)];
                tight("days in within", "days in {} within {}", operands)
            }
            35..50 => {
                let operands = vec![self.period(inner, context), self.period(inner, context)];
                Node { commutes: true, ..tight("days between", "days between {} and {}", operands) }
            }
            _ => self.days_in_any(depth, context),
        }
    }

    fn days_in_any(&mut self, depth: usize, context: &Context) -> Node {
        let lists = self.vocabulary.lists();
        let of_periods = |list: &usize| {
            let fact = self.vocabulary.facts.get(*list);
            fact.is_some_and(|fact| fact.shape == Shape::Records(PERIOD))
        };
        let own: Vec<usize> = lists.iter().copied().filter(of_periods).collect();
        let from = if own.is_empty() { lists } else { own };
        let Some(list) = self.random.pick(&from).copied().filter(|_| !context.plain) else {
            let period = self.period(0, context);
            let pieces = fill("days in {}", level::TIGHT, vec![period]);
            return node(Sort::Days, "days in", level::TIGHT, pieces);
        };
        let name = self.vocabulary.facts.get(list).map_or_else(String::new, |it| it.name.clone());
        let variable = format!("e{}", context.variables.len());
        let inside = context.binding(&variable, list);
        let item = self.period(0, &inside);
        let mut operands = vec![(item, level::CHOICE)];
        let mut words = format!("days in any of ({{}} for {variable} in {name}");
        if self.random.chance(50) {
            let filter = self.truth(depth.saturating_sub(1).min(1), &inside);
            operands.push((filter, level::CHOICE));
            words.push_str(" where {}");
        }
        words.push(')');
        let within = self.random.chance(60);
        if within {
            operands.push((self.period(0, context), level::TIGHT));
            words.push_str(" within {}");
        }
        let form = if within { "days in any within" } else { "days in any" };
        node(Sort::Days, form, level::TIGHT, fill_each(&words, operands))
    }
}

fn text(node: &Node) -> String {
    let mut text = String::new();
    node.write(level::CHOICE, &mut text);
    text
}

fn node(sort: Sort, form: &'static str, level: u8, pieces: Vec<Piece>) -> Node {
    Node { sort, form, level, commutes: false, pieces }
}
