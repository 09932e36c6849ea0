//! The smallest expressions: what can be read by its name.

use std::collections::BTreeMap;

use super::tree::{Node, Sort, level};
use super::vocabulary::{CHOICE, DAYS, Kind, Shape, Style, Vocabulary, literal};
use crate::random::Random;

/// From where an expression is read, and so what it may name without going in a circle.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Decisions before the first may be read; of the judgements of that decision, those before the second.
    pub at: (usize, usize),
    /// The names bound to elements, and the place of the list of each.
    pub variables: Vec<(String, usize)>,
    /// Only facts and no lists: for `complete only when`.
    pub plain: bool,
    /// The name of the event whose fields may be read.
    pub event: Option<String>,
    /// In what a function means: the names of what it is given.
    pub given: Vec<(String, Sort)>,
    /// Facts that stand on one side only because a guard stands beside: never asked whether known.
    pub in_prerequisite: bool,
}

impl Context {
    /// Facts, parameters and questions only: neither decisions nor judgements.
    #[must_use]
    pub fn of_facts() -> Self {
        Self::default()
    }

    /// Reading from this place on.
    #[must_use]
    pub fn from(at: (usize, usize)) -> Self {
        Self { at, ..Self::default() }
    }

    /// The same with another name bound.
    #[must_use]
    pub fn binding(&self, name: &str, list: usize) -> Self {
        let mut inner = self.clone();
        inner.variables.push((name.to_owned(), list));
        inner
    }
}

/// Makes expressions.
#[derive(Debug)]
pub struct Maker {
    /// What decides.
    pub random: Random,
    /// How.
    pub style: Style,
    /// From what.
    pub vocabulary: Vocabulary,
    /// How often each leaf was named.
    used: BTreeMap<String, u32>,
}

impl Maker {
    /// With nothing named yet.
    #[must_use]
    pub const fn new(random: Random, style: Style, vocabulary: Vocabulary) -> Self {
        Self { random, style, vocabulary, used: BTreeMap::new() }
    }

    /// A literal of this sort.
    pub fn literal(&mut self, sort: Sort) -> Node {
        let text = literal(&mut self.random, &self.vocabulary, sort);
        Node::leaf(sort, "literal", level::TIGHT, text)
    }

    /// Something that gives this sort and is read by its name; a literal where there is nothing.
    pub fn leaf(&mut self, sort: Sort, context: &Context) -> Node {
        let mut leaves = self.leaves(sort, context);
        let careful = match self.style {
            Style::Wild => 40,
            Style::Drafted => 85,
        };
        if self.random.chance(careful) {
            let uses = |node: &Node| self.used.get(&name_of(node)).copied().unwrap_or(0);
            let least = leaves.iter().map(uses).min().unwrap_or(0);
            leaves.retain(|node| self.used.get(&name_of(node)).copied().unwrap_or(0) == least);
        }
        match self.random.pick(&leaves) {
            Some(node) => {
                *self.used.entry(name_of(node)).or_insert(0) += 1;
                let node = node.clone();
                if node.form == "parameter" && !context.plain && self.random.chance(25) {
                    return self.on_a_day(node);
                }
                node
            }
            None => self.literal(sort),
        }
    }

    /// Whether there is anything of this sort to read.
    #[must_use]
    pub fn can_read(&self, sort: Sort, context: &Context) -> bool {
        !self.leaves(sort, context).is_empty()
    }

    fn leaves(&self, sort: Sort, context: &Context) -> Vec<Node> {
        let mut out = Vec::new();
        let tight = |form, text: String| Node::leaf(sort, form, level::TIGHT, text);
        for fact in &self.vocabulary.facts {
            match fact.shape {
                Shape::Plain(of) if of == sort => {
                    let form = if fact.optional { "optional fact" } else { "fact" };
                    out.push(tight(form, fact.name.clone()));
                    out.push(tight(form, fact.name.clone()));
                }
                Shape::Record(record) => {
                    for field in self.vocabulary.fields_of(record) {
                        if field.sort == sort {
                            let form = if fact.optional {
                                "field of an optional record"
                            } else {
                                "field of a record"
                            };
                            out.push(tight(form, format!("{}.{}", fact.name, field.name)));
                        }
                    }
                }
                Shape::Plain(_) | Shape::Records(_) | Shape::List(_) | Shape::Set(_) => {}
            }
        }
        self.elements(sort, context, &mut out);
        if !context.plain {
            self.named(sort, context, &mut out);
        }
        if let (Some(event), Sort::Date) = (&context.event, sort) {
            for _ in 0..4 {
                out.push(tight("event day", format!("{event}.on")));
                out.push(tight("event day", format!("{event}.on")));
            }
        }
        out
    }

    /// `p on D`, of a day without parameters.
    fn on_a_day(&mut self, parameter: Node) -> Node {
        let mut days =
            vec!["as-of day".to_owned(), "governing day".to_owned(), self.day().to_owned()];
        let facts =
            self.vocabulary.facts.iter().filter(|fact| fact.shape == Shape::Plain(Sort::Date));
        days.extend(facts.map(|fact| fact.name.clone()));
        let day = self.random.pick(&days).cloned().unwrap_or_default();
        Node::leaf(
            parameter.sort,
            "parameter on",
            level::TIGHT,
            format!("{} on {day}", name_of(&parameter)),
        )
    }

    fn elements(&self, sort: Sort, context: &Context, out: &mut Vec<Node>) {
        for (name, list) in &context.variables {
            match self.vocabulary.facts.get(*list).map(|fact| fact.shape) {
                Some(Shape::Records(record)) => {
                    for field in self.vocabulary.fields_of(record) {
                        if field.sort == sort {
                            let form = if field.optional {
                                "optional field of an element"
                            } else {
                                "field of an element"
                            };
                            for _ in 0..3 {
                                out.push(Node::leaf(
                                    sort,
                                    form,
                                    level::TIGHT,
                                    format!("{name}.{}", field.name),
                                ));
                            }
                        }
                    }
                }
                Some(Shape::List(of)) if of == sort => {
                    for _ in 0..3 {
                        out.push(Node::leaf(sort, "element", level::TIGHT, name.clone()));
                    }
                }
                _ => {}
            }
        }
    }

    fn named(&self, sort: Sort, context: &Context, out: &mut Vec<Node>) {
        let tight = |form, text: String| Node::leaf(sort, form, level::TIGHT, text);
        for (name, of) in &self.vocabulary.parameters {
            if *of == sort {
                out.push(tight("parameter", name.clone()));
            }
        }
        for (at, judgement) in self.vocabulary.judgements.iter().enumerate() {
            if judgement.sort == sort && (judgement.from, at) < context.at {
                out.push(tight("judgement", judgement.name.clone()));
                out.push(tight("judgement", judgement.name.clone()));
            }
        }
        for (name, of) in &context.given {
            if *of == sort {
                for _ in 0..4 {
                    out.push(tight("given", name.clone()));
                }
            }
        }
        for term in &self.vocabulary.terms {
            if term.sort == sort && term.from <= context.at {
                out.push(tight("term", term.name.clone()));
            }
        }
        for decision in self.vocabulary.decisions.iter().take(context.at.0) {
            match decision.kind {
                Kind::Is(of) if of == sort => out.push(tight("decision", decision.name.clone())),
                Kind::Total(of) if of == sort => out.push(tight("total", decision.name.clone())),
                Kind::Each(of, list) | Kind::EachTotal(of, list) if of == sort => {
                    for (name, over) in &context.variables {
                        if *over == list {
                            let text = format!("{} of {name}", decision.name);
                            out.push(tight("decision of an element", text.clone()));
                            out.push(tight("decision of an element", text));
                        }
                    }
                }
                Kind::Is(_)
                | Kind::Each(..)
                | Kind::Set(_)
                | Kind::EachSet(..)
                | Kind::Total(_)
                | Kind::EachTotal(..) => {}
            }
        }
        for decision in self.vocabulary.used.iter().filter(|_| context.at != (0, 0)) {
            if decision.kind == Kind::Is(sort) || decision.kind == Kind::Total(sort) {
                out.push(tight("decision of another policy", decision.name.clone()));
                out.push(tight("decision of another policy", decision.name.clone()));
            }
        }
        if sort == Sort::Truth {
            for question in &self.vocabulary.questions {
                let text = format!("{question} is {question}_a");
                out.push(Node::leaf(sort, "reading", level::COMPARISON, text));
            }
        }
        if sort == Sort::Date {
            let (form, words) = if self.used.len() % 5 == 4 {
                ("decision date", "decision date")
            } else {
                ("as-of day", "as-of day")
            };
            out.push(tight(form, words.to_owned()));
            out.push(tight("governing day", "governing day".to_owned()));
        }
    }

    /// A sort to compare, of which there is something to read if that can be.
    pub fn ordered_sort(&mut self, context: &Context) -> Sort {
        let mut sort = self.one_ordered_sort();
        for _ in 0..5 {
            let constant = sort == Sort::Date && self.random.chance(70);
            let leaves = self.leaves(sort, context);
            let words =
                |node: &Node| matches!(node.form, "as-of day" | "decision date" | "governing day");
            if leaves.iter().any(|node| !constant || !words(node)) {
                return sort;
            }
            sort = self.one_ordered_sort();
        }
        sort
    }

    fn one_ordered_sort(&mut self) -> Sort {
        match self.random.below(100) {
            0..46 => Sort::Integer,
            46..66 => Sort::Date,
            66..74 => Sort::Days,
            74..79 => Sort::Money,
            79..81 => Sort::Wage,
            81..86 => Sort::Number,
            86..89 => Sort::Counted,
            89..91 => Sort::Minutes,
            91..96 => Sort::Months,
            _ => Sort::Choice(1),
        }
    }

    /// A sort of what can be added up.
    pub fn summed_sort(&mut self) -> Sort {
        match self.random.below(100) {
            0..50 => Sort::Integer,
            50..65 => Sort::Money,
            65..75 => Sort::Number,
            75..85 => Sort::Counted,
            85..95 => Sort::Days,
            _ => Sort::Minutes,
        }
    }

    /// A sort for a decision, a judgement or a term.
    pub fn some_sort(&mut self) -> Sort {
        match self.random.below(100) {
            0..40 => Sort::Truth,
            40..60 => CHOICE,
            60..66 => Sort::Choice(1),
            66..78 => Sort::Integer,
            78..81 => Sort::Counted,
            81..82 => Sort::Minutes,
            82..88 => Sort::Date,
            88..91 => Sort::Money,
            91..92 => Sort::Wage,
            92..95 => Sort::Number,
            95..98 => Sort::Days,
            _ => Sort::Months,
        }
    }

    /// One of the days of the window.
    pub fn day(&mut self) -> &'static str {
        self.random.word(&DAYS)
    }
}

fn name_of(node: &Node) -> String {
    let mut text = String::new();
    node.write(level::CHOICE, &mut text);
    text
}
