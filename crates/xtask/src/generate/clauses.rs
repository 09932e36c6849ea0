//! Clauses: rules, edges, switch-offs, prerequisites and terms, so that nothing goes in a circle.
//!
//! Decisions read only earlier ones, a clause switches off only earlier ones, edges go from the higher rank to the
//! lower. What a clause holds says from where its switch-offs may read.

use std::collections::BTreeSet;

use super::leaves::{Context, Maker};
use super::tree::{Node, Part, Piece, Sort, fill, fill_each, level};
use super::vocabulary::{Decision, Function, Kind, Term, type_name};

/// A clause while it is made.
#[derive(Clone, Debug, Default)]
pub struct Clause {
    /// Its id.
    pub id: String,
    /// The group it stands in, where that has several.
    pub group: Option<String>,
    /// Whether it is narrower in force than its policy.
    pub own_force: bool,
    /// The clauses it says to prevail over, and those it is subject to.
    pub despite: Vec<usize>,
    /// Those that prevail over it.
    pub subject: Vec<usize>,
    /// The decisions it has rules for.
    pub rules: BTreeSet<usize>,
    /// From where on what it holds may be read: its own switch-off may not read later things.
    pub limit: (usize, usize),
    /// Its statements.
    pub parts: Vec<Part>,
}

/// Later than everything.
pub const END: usize = usize::MAX;

/// A statement that is words alone.
#[must_use]
pub fn say(form: &'static str, text: impl Into<String>) -> Part {
    Part { form, pieces: vec![Piece::Text(text.into())] }
}

impl Maker {
    /// The clauses of a policy, with their ids and edges.
    pub fn clauses(&mut self, count: usize) -> Vec<Clause> {
        let mut clauses: Vec<Clause> = Vec::new();
        let mut group = 1;
        while clauses.len() < count {
            group += 1;
            let prefix =
                if self.vocabulary.prefix.is_empty() { String::new() } else { "U.".to_owned() };
            if self.random.chance(60) && clauses.len() + 2 <= count {
                for letter in ["a", "b"] {
                    let id = match self.random.below(2) {
                        0 => format!("{prefix}{group}({letter})"),
                        _ => format!("{prefix}{group}.{letter}"),
                    };
                    clauses.push(Clause {
                        id,
                        group: Some(format!("{prefix}{group}")),
                        limit: (END, END),
                        ..Clause::default()
                    });
                }
            } else {
                clauses.push(Clause {
                    id: format!("{prefix}{group}"),
                    limit: (END, END),
                    ..Clause::default()
                });
            }
        }
        self.edges(&mut clauses);
        clauses
    }

    fn edges(&mut self, clauses: &mut [Clause]) {
        let count = clauses.len();
        let mut rank: Vec<usize> = (0..count).collect();
        self.random.shuffle(&mut rank);
        let rank_of = |at: usize| rank.get(at).copied().unwrap_or(0);
        for x in 0..count {
            for y in 0..count {
                if rank_of(x) > rank_of(y) && self.random.chance(30) {
                    if self.random.chance(45) {
                        if let Some(clause) = clauses.get_mut(x) {
                            clause.despite.push(y);
                        }
                    } else if let Some(clause) = clauses.get_mut(y) {
                        clause.subject.push(x);
                    }
                }
            }
        }
    }

    /// Edges as statements, a whole group where that is what they say.
    pub fn edge_parts(&mut self, clauses: &mut [Clause]) {
        let all: Vec<(String, Option<String>)> =
            clauses.iter().map(|clause| (clause.id.clone(), clause.group.clone())).collect();
        for at in 0..clauses.len() {
            let Some(clause) = clauses.get_mut(at) else { continue };
            for (words, form, under, targets) in [
                ("despite", "despite", "despite a group", clause.despite.clone()),
                ("subject to", "subject to", "subject to a group", clause.subject.clone()),
            ] {
                let refs = references(&all, &targets);
                if refs.is_empty() {
                    continue;
                }
                let form =
                    if refs.iter().any(|one| one.starts_with("clauses")) { under } else { form };
                clause.parts.push(say(form, format!("{words} {}", refs.join(", "))));
            }
        }
    }

    /// One rule of a clause for a decision.
    pub fn rule(
        &mut self,
        clauses: &[Clause],
        at: usize,
        decision: usize,
        apart: &mut Vec<(usize, usize)>,
    ) -> Option<Part> {
        let Decision { name, kind } = self.vocabulary.decisions.get(decision)?.clone();
        let mut context = Context::from((decision, END));
        let mut head = name.clone();
        if let Some(list) = kind.list() {
            let variable = format!("x{list}");
            head = format!("{name} of {variable}");
            context = context.binding(&variable, list);
        }
        let sort = match kind {
            Kind::Is(sort) | Kind::Each(sort, _) | Kind::Total(sort) | Kind::EachTotal(sort, _) => {
                sort
            }
            Kind::Set(choice) | Kind::EachSet(choice, _) => Sort::Choice(choice),
        };
        let mut value = if self.random.chance(62) {
            self.literal(sort)
        } else if sort == Sort::Money {
            // What carries more places than the currency has to be rounded: the other forms give no such thing.
            self.value(sort, 1, &context)
        } else {
            self.value(sort, 2, &context)
        };
        let mut rule_form = match kind {
            Kind::Is(Sort::Truth) => "rule yes/no",
            Kind::Is(Sort::Choice(_)) => "rule choice",
            Kind::Is(Sort::Integer | Sort::Number) => "rule number",
            Kind::Is(Sort::Money | Sort::Wage) => "rule money",
            Kind::Is(Sort::Date) => "rule date",
            Kind::Is(Sort::Counted) => "rule number in a unit",
            Kind::Is(Sort::Days | Sort::Months | Sort::Minutes) => "rule length of time",
            Kind::Is(Sort::Text | Sort::Other) => "rule text",
            Kind::Set(_) => "rule includes",
            Kind::Each(..) => "rule for an element",
            Kind::EachSet(..) => "rule includes for an element",
            Kind::Total(_) => "rule adds",
            Kind::EachTotal(..) => "rule adds for an element",
        };
        let mut condition =
            if self.random.chance(85) { Some(self.truth(2, &context)) } else { None };
        let under: Vec<usize> = (0..at)
            .filter(|y| clauses.get(*y).is_some_and(|clause| clause.rules.contains(&decision)))
            .collect();
        if let Some(choice) = kind.set() {
            if let (Some(y), true) = (self.random.pick(&under).copied(), self.random.chance(15)) {
                let id = clauses.get(y).map(|clause| clause.id.clone()).unwrap_or_default();
                let of = self.random.word(self.vocabulary.values(choice)).to_owned();
                let asked = Node::leaf(
                    Sort::Truth,
                    "under of a set",
                    level::COMPARISON,
                    format!("{name} under {id} includes {of}"),
                );
                condition = match condition {
                    Some(other) => Some(and(vec![other, asked])),
                    None => Some(asked),
                };
            }
        } else {
            let mixes = |with: &str| {
                clauses
                    .iter()
                    .any(|clause| clause.parts.iter().any(|part| reads(&part.pieces, with, &name)))
            };
            if let (Some(y), true) =
                (self.random.pick(&under).copied(), self.random.chance(15) && !mixes("apart"))
            {
                let id = clauses.get(y).map(|clause| clause.id.clone()).unwrap_or_default();
                let inner = Node::leaf(sort, "under", level::TIGHT, format!("{name} under {id}"));
                value = self.halved(inner.clone());
                if self.random.chance(25)
                    && matches!(sort, Sort::Integer | Sort::Number | Sort::Money | Sort::Days)
                {
                    let bound = self.literal(sort);
                    let asked = self.compare(inner, bound);
                    condition = match condition {
                        Some(other) => Some(and(vec![other, asked])),
                        None => Some(asked),
                    };
                }
            } else if self.random.chance(13)
                && !mixes("under")
                && apart_is_ordered(clauses, at, decision, apart)
            {
                apart.push((at, decision));
                let inner = Node::leaf(
                    sort,
                    "apart",
                    level::TIGHT,
                    format!("{name} apart from this clause"),
                );
                value = self.halved(inner);
            }
        }
        let verb = match kind {
            Kind::Is(_) | Kind::Each(..) => "is",
            Kind::Total(_) | Kind::EachTotal(..) => "adds",
            Kind::Set(_) | Kind::EachSet(..) if self.random.chance(75) => "includes",
            Kind::Set(_) => {
                rule_form = "rule excludes";
                "excludes"
            }
            Kind::EachSet(..) => {
                rule_form = "rule excludes for an element";
                "excludes"
            }
        };
        let mut words = format!("{head} {verb} {{}}");
        let mut operands = vec![(value, level::CHOICE)];
        if let Some(condition) = condition {
            words.push_str(" when {}");
            operands.push((condition, level::CHOICE));
        }
        if self.random.chance(22) {
            words.push_str(" unless {}");
            let exception = self.truth(1, &context);
            operands.push((exception, level::CHOICE));
            if self.random.chance(50) {
                rule_form = "rule unless";
            }
        }
        Some(Part { form: rule_form, pieces: fill_each(&words, operands) })
    }

    /// What an exception does with the value of the rule.
    fn halved(&mut self, inner: Node) -> Node {
        let sort = inner.sort;
        if !matches!(sort, Sort::Integer | Sort::Number | Sort::Money | Sort::Days)
            || self.random.chance(30)
        {
            return inner;
        }
        let other = self.literal(sort);
        let (form, words, at) = match self.random.below(4) {
            0 => ("the lesser with another clause", "the lesser of ({}, {})", level::TIGHT),
            1 => ("the greater with another clause", "the greater of ({}, {})", level::TIGHT),
            2 => ("plus", "{} + {}", level::SUM),
            _ if sort == Sort::Number => ("half of", "half of {}", level::FACTOR),
            _ => ("minus", "{} - {}", level::SUM),
        };
        Node {
            sort,
            form,
            level: at,
            commutes: false,
            pieces: fill(words, level::FACTOR, vec![inner, other]),
        }
    }

    /// `clause X does not apply when C unless D`, said in a later clause.
    pub fn switch_off(
        &mut self,
        clauses: &[Clause],
        by: usize,
        target: usize,
    ) -> Option<(Part, Vec<usize>)> {
        let clause = clauses.get(target)?;
        let mut limit = clause.limit;
        // Only a clause with rules for elements is switched off for one of them.
        let lists: Vec<usize> = clause
            .rules
            .iter()
            .filter_map(|decision| self.vocabulary.decisions.get(*decision))
            .filter_map(|decision| decision.kind.list())
            .collect();
        let mut targets = vec![target];
        let mut context = Context::default();
        let (form, mut words) = match self.random.below(10) {
            0..2 if by > 1 => {
                let second = self.random.below(by);
                if second == target {
                    ("switch-off", format!("clause {} does not apply", clause.id))
                } else {
                    let other = clauses.get(second)?;
                    limit = limit.min(other.limit);
                    targets.push(second);
                    (
                        "switch-off of several",
                        format!("clauses {}, {} do not apply", clause.id, other.id),
                    )
                }
            }
            2..4 => match &clause.group {
                Some(group) => {
                    let members: Vec<usize> = clauses
                        .iter()
                        .enumerate()
                        .filter(|(_, other)| other.group.as_ref() == Some(group))
                        .map(|(at, _)| at)
                        .collect();
                    if members.iter().any(|member| *member >= by) {
                        ("switch-off", format!("clause {} does not apply", clause.id))
                    } else {
                        for member in &members {
                            limit = limit.min(clauses.get(*member)?.limit);
                        }
                        targets = members;
                        ("switch-off of a group", format!("clauses under {group} do not apply"))
                    }
                }
                None => ("switch-off", format!("clause {} does not apply", clause.id)),
            },
            4..9 if !lists.is_empty() => {
                let list = self.random.pick(&lists).copied()?;
                let variable = format!("x{list}");
                context = context.binding(&variable, list);
                (
                    "switch-off for an element",
                    format!("clause {} for {variable} does not apply", clause.id),
                )
            }
            _ => ("switch-off", format!("clause {} does not apply", clause.id)),
        };
        context.at = limit;
        let mut operands = Vec::new();
        if self.random.chance(93) {
            words.push_str(" when {}");
            let condition = self.truth(1, &context);
            operands.push((condition, level::CHOICE));
        }
        if self.random.chance(15) {
            words.push_str(" unless {}");
            let exception = self.truth(0, &context);
            operands.push((exception, level::CHOICE));
        }
        Some((Part { form, pieces: fill_each(&words, operands) }, targets))
    }

    /// `d may be decided only after C`, `d may include V only after C`.
    pub fn decision_waits(&mut self, decision: usize) -> Option<Part> {
        let Decision { name, kind } = self.vocabulary.decisions.get(decision)?.clone();
        let mut context = Context::from((decision, END));
        if let Some(list) = kind.list()
            && self.random.chance(30)
        {
            context = context.binding(&format!("x{list}"), list);
        }
        let (form, words) = match kind.set() {
            Some(choice) if self.random.chance(70) => {
                let value = self.literal(Sort::Choice(choice));
                let mut text = String::new();
                value.write(level::TIGHT, &mut text);
                ("may include only after", format!("{name} may include {text} only after {{}}"))
            }
            Some(_) | None => {
                ("may be decided only after", format!("{name} may be decided only after {{}}"))
            }
        };
        let condition = self.prerequisite(&context);
        Some(Part { form, pieces: fill(&words, level::CHOICE, vec![condition]) })
    }

    /// `NAME means E`.
    pub fn term(&mut self) -> Part {
        let sort = self.some_sort();
        let from = (self.random.below(self.vocabulary.decisions.len() + 1), 0);
        let from = if self.random.chance(50) { (0, 0) } else { from };
        let name = format!("{}t{}", self.vocabulary.prefix, self.vocabulary.terms.len());
        if self.random.chance(12) {
            let meaning = self.span(1, &Context::from(from));
            let words = format!("{name} : period means {{}}");
            self.vocabulary.terms.push(Term { name, sort: Sort::Other, from });
            return Part {
                form: "term that is a period",
                pieces: fill(&words, level::TIGHT, vec![meaning]),
            };
        }
        let meaning = self.value(sort, 2, &Context::from(from));
        let (form, words) = if self.random.chance(35) {
            (
                "term with its type",
                format!("{name} : {} means {{}}", type_name(&self.vocabulary, sort)),
            )
        } else {
            ("term", format!("{name} means {{}}"))
        };
        self.vocabulary.terms.push(Term { name, sort, from });
        Part { form, pieces: fill(&words, level::CHOICE, vec![meaning]) }
    }

    /// `function f(a : T, b : U) : V means E`: of what it is given and of facts; a later one may call an earlier.
    pub fn function(&mut self) -> Part {
        let sorts =
            [Sort::Integer, Sort::Integer, Sort::Number, Sort::Date, Sort::Truth, Sort::Choice(0)];
        let drawn = |maker: &mut Self| maker.random.pick(&sorts).copied().unwrap_or(Sort::Integer);
        let count = self.random.between(1, 2);
        let mut given: Vec<Sort> = (0..count).map(|_| drawn(self)).collect();
        let mut sort = drawn(self);
        if self.random.chance(20) {
            // Of a period, how many days it has to do with something.
            given = vec![Sort::Other];
            sort = Sort::Days;
        }
        let named: Vec<(String, Sort)> =
            given.iter().enumerate().map(|(at, sort)| (format!("given_{at}"), *sort)).collect();
        let context = Context { given: named.clone(), ..Context::of_facts() };
        let meaning = self.value(sort, 2, &context);
        let name = format!("{}fun{}", self.vocabulary.prefix, self.vocabulary.functions.len());
        let parameters: Vec<String> = named
            .iter()
            .map(|(name, sort)| match sort {
                Sort::Other => format!("{name} : period"),
                sort => format!("{name} : {}", type_name(&self.vocabulary, *sort)),
            })
            .collect();
        let gives = type_name(&self.vocabulary, sort);
        let words = format!("function {name}({}) : {gives} means {{}}", parameters.join(", "));
        self.vocabulary.functions.push(Function { name, given, sort });
        Part { form: "function", pieces: fill(&words, level::CHOICE, vec![meaning]) }
    }

    /// `in force from D before D`, narrower than the policy.
    pub fn own_force(&mut self) -> Part {
        let (form, text) = match self.random.below(4) {
            0 => ("in force from", format!("in force from {}", self.day())),
            1 => (
                "in force before",
                format!(
                    "in force from 2024-01-{} before {}",
                    self.random.between(10, 28),
                    self.day()
                ),
            ),
            2 => (
                "in force through",
                format!(
                    "in force from 2024-01-{} through {}",
                    self.random.between(10, 28),
                    self.day()
                ),
            ),
            _ => ("in force from", "in force from 2024-01-31".to_owned()),
        };
        let questions = self.vocabulary.questions.clone();
        match self.random.pick(&questions).cloned() {
            Some(question) if self.random.chance(40) => {
                let reading = self.random.word(&["a", "b"]);
                say("in force when", format!("{text} when {question} is {question}_{reading}"))
            }
            _ => say(form, text),
        }
    }
}

/// Whether an expression reads the decision in this form.
fn reads(pieces: &[Piece], form: &str, decision: &str) -> bool {
    pieces.iter().any(|piece| match piece {
        Piece::Text(_) => false,
        Piece::Node(node, _) => {
            let mut text = String::new();
            node.write(level::CHOICE, &mut text);
            node.form == form && text.split(' ').next() == Some(decision)
                || reads(&node.pieces, form, decision)
        }
    })
}

fn and(operands: Vec<Node>) -> Node {
    let pieces = fill("{} and {}", level::NEGATION, operands);
    Node { sort: Sort::Truth, form: "and", level: level::JUNCTION, commutes: true, pieces }
}

/// The ids of clauses, a whole group at once where all of it is meant.
fn references(all: &[(String, Option<String>)], targets: &[usize]) -> Vec<String> {
    let mut out = Vec::new();
    let mut groups: BTreeSet<&String> = BTreeSet::new();
    for target in targets {
        let Some((id, group)) = all.get(*target) else { continue };
        let whole = group.as_ref().filter(|group| {
            all.iter()
                .enumerate()
                .all(|(at, (_, other))| other.as_ref() != Some(*group) || targets.contains(&at))
        });
        match whole {
            Some(group) => {
                if groups.insert(group) {
                    out.push(format!("clauses under {group}"));
                }
            }
            None => out.push(id.clone()),
        }
    }
    out
}

/// Whether a clause that says `d apart from this clause` stands above or below all others that say it of d.
fn apart_is_ordered(
    clauses: &[Clause],
    at: usize,
    decision: usize,
    apart: &[(usize, usize)],
) -> bool {
    let others: Vec<usize> =
        apart.iter().filter(|(_, of)| *of == decision).map(|(clause, _)| *clause).collect();
    if others.is_empty() {
        return true;
    }
    if clauses.iter().any(|clause| clause.own_force) {
        return false;
    }
    others.iter().all(|other| {
        *other != at && (is_above(clauses, at, *other) || is_above(clauses, *other, at))
    })
}

fn is_above(clauses: &[Clause], high: usize, low: usize) -> bool {
    let mut seen = vec![false; clauses.len()];
    let mut open = vec![high];
    while let Some(at) = open.pop() {
        if at == low {
            return true;
        }
        let Some(mark) = seen.get_mut(at) else { continue };
        if std::mem::replace(mark, true) {
            continue;
        }
        open.extend(clauses.get(at).map(|clause| clause.despite.clone()).unwrap_or_default());
        open.extend(
            clauses
                .iter()
                .enumerate()
                .filter(|(_, other)| other.subject.contains(&at))
                .map(|(other, _)| other),
        );
    }
    false
}
