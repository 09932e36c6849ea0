//! Expressions that give yes or no.

use super::leaves::{Context, Maker};
use super::tree::{Node, Piece, Sort, fill, fill_each, level};
use super::vocabulary::{Kind, Shape};

impl Maker {
    /// A condition, at most this deep.
    pub fn truth(&mut self, depth: usize, context: &Context) -> Node {
        if depth == 0 {
            return self.atom(context);
        }
        match self.random.below(100) {
            0..26 => self.atom(context),
            26..31 => self.guarded(depth, context),
            31..34 => self.guarded_division(depth, context),
            34..38 => {
                let inner = self.truth(depth - 1, context);
                truth("not", level::NEGATION, fill("not {}", level::COMPARISON, vec![inner]))
            }
            38..60 => self.junction(depth, context),
            60..64 => self.at_least(depth, context),
            64..76 if !context.plain => self.over_list(depth, context),
            76..82 if !context.plain => self.set_question(context),
            82..85 if !context.plain => self.is_decided(context),
            85..87 => {
                let test = self.truth(depth - 1, context);
                let then = self.truth(depth - 1, context);
                let other = self.truth(depth - 1, context);
                let pieces =
                    fill("if {} then {} else {}", level::JUNCTION, vec![test, then, other]);
                truth("if", level::CHOICE, pieces)
            }
            87..89 => self.is_known(context),
            89..94 => self.of_periods(depth, context),
            _ => self.comparison(depth, context),
        }
    }

    /// One leaf or one comparison of a leaf.
    fn atom(&mut self, context: &Context) -> Node {
        if let (Some(event), true) = (context.event.clone(), self.random.chance(35)) {
            let text = match self.random.below(3) {
                0 => format!("{event}.by is {}", self.random.word(&["officer", "clerk"])),
                1 => format!("{event}.about is {}", self.random.word(&["\"ab\"", "\"cd\""])),
                _ => format!("{event}.on is after {}", self.day()),
            };
            return Node::leaf(Sort::Truth, "event field", level::COMPARISON, text);
        }
        // What is decided of an element that is bound can be asked in few places: where it can, it is asked often.
        if !context.plain && self.random.chance(62) {
            let question = if self.random.chance(42) {
                self.is_decided_of_element(context)
            } else {
                self.set_question_of_element(context)
            };
            if let Some(question) = question {
                return question;
            }
        }
        match self.random.below(100) {
            0..62 => self.leaf(Sort::Truth, context),
            62..74 => self.choice_question(context),
            _ => self.comparison(0, context),
        }
    }

    /// `F is not absent and F …`, `F is absent or F …`.
    fn guarded(&mut self, depth: usize, context: &Context) -> Node {
        let mut guards: Vec<(String, Vec<(String, Sort)>)> = Vec::new();
        for fact in &self.vocabulary.facts {
            match fact.shape {
                Shape::Plain(sort) if fact.optional => {
                    guards.push((fact.name.clone(), vec![(fact.name.clone(), sort)]));
                }
                Shape::Record(record) => {
                    let fields = self.vocabulary.fields_of(record);
                    let read = |name: &str| {
                        fields.iter().map(|f| (format!("{name}.{}", f.name), f.sort)).collect()
                    };
                    if fact.optional {
                        guards.push((fact.name.clone(), read(&fact.name)));
                    }
                    for field in fields.iter().filter(|field| field.optional) {
                        let path = format!("{}.{}", fact.name, field.name);
                        guards.push((path.clone(), vec![(path, field.sort)]));
                    }
                }
                Shape::Plain(_) | Shape::Records(_) | Shape::List(_) | Shape::Set(_) => {}
            }
        }
        for (name, list) in &context.variables {
            let Some(fact) = self.vocabulary.facts.get(*list) else { continue };
            match fact.shape {
                Shape::Records(record) => {
                    let fields = self.vocabulary.fields_of(record).iter();
                    for field in fields.filter(|field| field.optional) {
                        let path = format!("{name}.{}", field.name);
                        guards.push((path.clone(), vec![(path, field.sort)]));
                    }
                }
                Shape::List(sort) if fact.optional => {
                    guards.push((name.clone(), vec![(name.clone(), sort)]));
                }
                Shape::Plain(_) | Shape::Record(_) | Shape::List(_) | Shape::Set(_) => {}
            }
        }
        let Some((guard, reads)) = self.random.pick(&guards).cloned() else {
            return self.junction(depth, context);
        };
        let read = self.random.pick(&reads).cloned();
        let asks = |text: String| Node::leaf(Sort::Truth, "is absent", level::COMPARISON, text);
        let Some((path, sort)) = read else { return asks(format!("{guard} is absent")) };
        let inner = self.asked_of(Node::leaf(sort, "guarded", level::TIGHT, path));
        match self.random.below(10) {
            0..2 => asks(format!("{guard} is absent")),
            2..6 => {
                let mut operands = vec![asks(format!("{guard} is not absent")), inner];
                if self.random.chance(40) {
                    operands.push(self.truth(depth - 1, context));
                }
                self.joined("guarded and", " and ", operands)
            }
            _ => {
                let rest = self.truth(depth - 1, context);
                let inner = self.joined("and", " and ", vec![inner, rest]);
                self.joined("guarded or", " or ", vec![asks(format!("{guard} is absent")), inner])
            }
        }
    }

    /// `n is not 0 and a / n …`, `n is 0 or a / n …`, and the other comparisons that say as much; and some that do not.
    fn guarded_division(&mut self, depth: usize, context: &Context) -> Node {
        let by = self.leaf(Sort::Integer, context);
        let over = self.leaf(Sort::Integer, context);
        let quotient = self.product(Sort::Number, "{} / {}", over, by.clone());
        let asked = self.asked_of(quotient);
        let all = self.random.chance(60);
        let words = if all {
            [
                "{} is not 0",
                "{} exceeds 0",
                "{} is at least 1",
                "0 is less than {}",
                "{} is at least 0",
            ]
        } else {
            ["{} is 0", "{} is at most 0", "{} is less than 1", "not {} is not 0", "{} exceeds 1"]
        };
        let words = self.random.word(&words);
        let guard = truth("is", level::COMPARISON, fill(words, level::CLAMP, vec![by]));
        let mut operands = vec![guard, asked];
        if self.random.chance(40) {
            operands.push(self.truth(depth - 1, context));
        }
        if all {
            self.joined("guarded division", " and ", operands)
        } else {
            self.joined("guarded division", " or ", operands)
        }
    }

    /// Something asked of an expression.
    fn asked_of(&mut self, node: Node) -> Node {
        match node.sort {
            Sort::Truth => node,
            Sort::Integer
            | Sort::Number
            | Sort::Money
            | Sort::Wage
            | Sort::Days
            | Sort::Months
            | Sort::Minutes
            | Sort::Counted
            | Sort::Date => {
                let other = self.literal(node.sort);
                self.compare(node, other)
            }
            Sort::Choice(_) | Sort::Text | Sort::Other => {
                let other = self.literal(node.sort);
                truth("is", level::COMPARISON, fill("{} is {}", level::CLAMP, vec![node, other]))
            }
        }
    }

    fn joined(&mut self, form: &'static str, word: &str, operands: Vec<Node>) -> Node {
        let words = vec!["{}"; operands.len()].join(word);
        let pieces = fill(&words, level::NEGATION, operands);
        Node { commutes: true, ..truth(form, level::JUNCTION, pieces) }
    }

    fn junction(&mut self, depth: usize, context: &Context) -> Node {
        let count = self.random.between(2, 3);
        let operands: Vec<Node> = (0..count).map(|_| self.truth(depth - 1, context)).collect();
        match self.random.below(10) {
            0..4 => self.joined("and", " and ", operands),
            4..8 => self.joined("or", " or ", operands),
            other => {
                let (form, word) = match (other, self.random.chance(50)) {
                    (8, _) => ("all of", "all of"),
                    (_, true) => ("any of", "any of"),
                    (_, false) => ("none of", "none of"),
                };
                many(form, word, operands)
            }
        }
    }

    fn at_least(&mut self, depth: usize, context: &Context) -> Node {
        let count = self.random.between(2, 4);
        let operands = (0..count).map(|_| self.truth(depth - 1, context)).collect();
        let least = self.random.between(1, 2);
        many("at least of", &format!("at least {least} of"), operands)
    }

    /// A question of a set that is decided for an element which is bound here.
    fn set_question_of_element(&mut self, context: &Context) -> Option<Node> {
        let mut sets = Vec::new();
        for decision in self.vocabulary.decisions.iter().take(context.at.0) {
            let Kind::EachSet(choice, list) = decision.kind else { continue };
            for (name, _) in context.variables.iter().filter(|(_, over)| *over == list) {
                let read = format!("{} of {name}", decision.name);
                sets.push((read, choice, "set decision of an element"));
            }
        }
        if sets.is_empty() { None } else { Some(self.question_of(&sets, context)) }
    }

    /// A question of a set: `d includes v`, `d is empty`, of a decision or a fact.
    fn set_question(&mut self, context: &Context) -> Node {
        let mut sets: Vec<(String, usize, &'static str)> = Vec::new();
        for decision in self.vocabulary.decisions.iter().take(context.at.0) {
            if let Kind::Set(choice) = decision.kind {
                sets.push((decision.name.clone(), choice, "set decision"));
                sets.push((decision.name.clone(), choice, "set decision"));
            }
        }
        for decision in self.vocabulary.used.iter().filter(|_| context.at != (0, 0)) {
            if let Kind::Set(choice) = decision.kind {
                sets.push((decision.name.clone(), choice, "set decision of another policy"));
            }
        }
        for fact in &self.vocabulary.facts {
            if let Shape::Set(choice) = fact.shape {
                sets.push((fact.name.clone(), choice, "set fact"));
            }
        }
        self.question_of(&sets, context)
    }

    fn question_of(&mut self, sets: &[(String, usize, &'static str)], context: &Context) -> Node {
        let Some((name, choice, form)) = self.random.pick(sets).cloned() else {
            return self.atom(context);
        };
        let set = Node::leaf(Sort::Other, form, level::TIGHT, name);
        if self.random.chance(52) {
            let value = self.literal(Sort::Choice(choice));
            let mut text = String::new();
            value.write(level::TIGHT, &mut text);
            let form = match form {
                "set fact" => "includes of a fact",
                "set decision of an element" => "includes of a decision of an element",
                _ => "includes of a decision",
            };
            truth(
                form,
                level::COMPARISON,
                fill(&format!("{{}} includes {text}"), level::CLAMP, vec![set]),
            )
        } else {
            let words = if self.random.chance(70) { "{} is empty" } else { "{} is not empty" };
            let form = match form {
                "set fact" => "set fact is empty",
                "set decision of an element" => "set decision of an element is empty",
                _ => "set decision is empty",
            };
            truth(form, level::COMPARISON, fill(words, level::CLAMP, vec![set]))
        }
    }

    fn is_decided_of_element(&mut self, context: &Context) -> Option<Node> {
        let read = self.vocabulary.decisions.iter().take(context.at.0);
        let bound = |list| context.variables.iter().any(|(_, over)| *over == list);
        let of = |kind: Kind| kind.list().is_some_and(bound);
        if read.filter(|decision| of(decision.kind)).count() == 0 {
            return None;
        }
        Some(self.is_decided(context))
    }

    fn is_decided(&mut self, context: &Context) -> Node {
        let mut names: Vec<(String, &'static str)> = Vec::new();
        for decision in self.vocabulary.decisions.iter().take(context.at.0) {
            match decision.kind {
                Kind::Is(_) | Kind::Total(_) => names.push((decision.name.clone(), "is decided")),
                Kind::Set(_) => names.push((decision.name.clone(), "set is decided")),
                Kind::Each(_, list) | Kind::EachSet(_, list) | Kind::EachTotal(_, list) => {
                    let form = match decision.kind.set() {
                        Some(_) => "set of an element is decided",
                        None => "element is decided",
                    };
                    for (name, _) in context.variables.iter().filter(|(_, over)| *over == list) {
                        names.push((format!("{} of {name}", decision.name), form));
                    }
                }
            }
        }
        for decision in self.vocabulary.used.iter().filter(|_| context.at != (0, 0)) {
            names.push((decision.name.clone(), "is decided of another policy"));
        }
        let Some((name, form)) = self.random.pick(&names).cloned() else {
            return self.atom(context);
        };
        let words = self.random.word(&["is decided", "is decided", "is not decided"]);
        Node::leaf(Sort::Truth, form, level::COMPARISON, format!("{name} {words}"))
    }

    /// `F is known`.
    pub fn is_known(&mut self, context: &Context) -> Node {
        let mut names: Vec<(String, &'static str)> = Vec::new();
        for fact in &self.vocabulary.facts {
            let form = match fact.shape {
                Shape::Plain(_) => "is known",
                Shape::Record(record) => {
                    for field in self.vocabulary.fields_of(record) {
                        names.push((format!("{}.{}", fact.name, field.name), "field is known"));
                    }
                    "record is known"
                }
                Shape::Records(_) | Shape::List(_) => "list is known",
                Shape::Set(_) => "set is known",
            };
            names.push((fact.name.clone(), form));
            if matches!(form, "set is known" | "record is known") {
                names.push((fact.name.clone(), form));
            }
        }
        for (name, list) in &context.variables {
            if let Some(Shape::Records(record)) =
                self.vocabulary.facts.get(*list).map(|fact| fact.shape)
            {
                for field in self.vocabulary.fields_of(record) {
                    for _ in 0..3 {
                        names.push((format!("{name}.{}", field.name), "element is known"));
                    }
                }
            }
        }
        let Some((name, form)) = self.random.pick(&names).cloned() else {
            return self.atom(context);
        };
        let words = if self.random.chance(90) { "is known" } else { "is not known" };
        Node::leaf(Sort::Truth, form, level::COMPARISON, format!("{name} {words}"))
    }

    /// A condition for a prerequisite: often that something is known.
    pub fn prerequisite(&mut self, context: &Context) -> Node {
        if self.random.chance(24) {
            let known = self.is_known(context);
            if self.random.chance(50) {
                return known;
            }
            let other = self.truth(1, context);
            return if self.random.chance(50) {
                self.joined("and", " and ", vec![known, other])
            } else {
                self.joined("or", " or ", vec![known, other])
            };
        }
        self.truth(1, context)
    }

    /// `any`, `every`, nested ones, `is empty` of a list, and comparisons of counts and sums.
    fn over_list(&mut self, depth: usize, context: &Context) -> Node {
        let lists = self.vocabulary.lists();
        let Some(list) = self.random.pick(&lists).copied() else {
            return self.comparison(depth, context);
        };
        let name =
            self.vocabulary.facts.get(list).map(|fact| fact.name.clone()).unwrap_or_default();
        let variable = format!("e{}", context.variables.len());
        let inner = context.binding(&variable, list);
        let nested = !context.variables.is_empty();
        match self.random.below(100) {
            0..40 => {
                let filter = self.truth(depth - 1, &inner);
                let form = if nested { "nested any" } else { "any" };
                truth(
                    form,
                    level::TIGHT,
                    fill(
                        &format!("any ({variable} in {name} where {{}})"),
                        level::CHOICE,
                        vec![filter],
                    ),
                )
            }
            40..68 => {
                let has = self.truth(depth - 1, &inner);
                let form = if nested { "nested every" } else { "every" };
                if self.random.chance(25) {
                    return truth(
                        form,
                        level::TIGHT,
                        fill(
                            &format!("every ({variable} in {name} has {{}})"),
                            level::CHOICE,
                            vec![has],
                        ),
                    );
                }
                let filter = self.truth(0, &inner);
                let words = format!("every ({variable} in {name} where {{}} has {{}})");
                truth(form, level::TIGHT, fill(&words, level::CHOICE, vec![filter, has]))
            }
            68..75 => {
                let words = if self.random.chance(60) { "is empty" } else { "is not empty" };
                Node::leaf(
                    Sort::Truth,
                    "list is empty",
                    level::COMPARISON,
                    format!("{name} {words}"),
                )
            }
            _ => {
                let sort = if self.random.chance(75) { Sort::Integer } else { Sort::Date };
                let left = self.aggregate(sort, depth, context);
                let right = self.literal(left.sort);
                self.compare(left, right)
            }
        }
    }

    fn choice_question(&mut self, context: &Context) -> Node {
        let sort = match self.random.below(10) {
            0..7 => Sort::Choice(0),
            7..9 => Sort::Choice(1),
            _ => Sort::Text,
        };
        if !self.can_read(sort, context) {
            return self.leaf(Sort::Truth, context);
        }
        let left = if self.random.chance(85) {
            self.leaf(sort, context)
        } else {
            self.value(sort, 1, context)
        };
        match self.random.below(10) {
            0..4 => {
                let right = self.literal(sort);
                truth("is", level::COMPARISON, fill("{} is {}", level::CLAMP, vec![left, right]))
            }
            4..6 => {
                let right = self.literal(sort);
                truth(
                    "is not",
                    level::COMPARISON,
                    fill("{} is not {}", level::CLAMP, vec![left, right]),
                )
            }
            6..7 => {
                let right = self.leaf(sort, context);
                truth("is", level::COMPARISON, fill("{} is {}", level::CLAMP, vec![left, right]))
            }
            _ => self.one_of(left),
        }
    }

    fn one_of(&mut self, left: Node) -> Node {
        let mut values: Vec<String> = Vec::new();
        for _ in 0..self.random.between(1, 3) {
            let value = self.literal(left.sort);
            let mut text = String::new();
            value.write(level::TIGHT, &mut text);
            if !values.contains(&text) {
                values.push(text);
            }
        }
        let (form, word) = if self.random.chance(70) {
            ("one of", "is one of")
        } else {
            ("not one of", "is not one of")
        };
        let words = format!("{{}} {word} ({})", values.join(", "));
        truth(form, level::COMPARISON, fill(&words, level::CLAMP, vec![left]))
    }

    /// A comparison of two values that have an order.
    fn comparison(&mut self, depth: usize, context: &Context) -> Node {
        if self.random.chance(6) {
            let left = self.division(context);
            let right = self.literal(Sort::Number);
            return self.compare(left, right);
        }
        let sort = self.ordered_sort(context);
        let left = self.value(sort, depth.min(1), context);
        if self.random.chance(8) && sort != Sort::Choice(1) {
            return self.one_of(left);
        }
        let right = if self.random.chance(30) {
            self.value(sort, depth.min(1), context)
        } else {
            self.literal(sort)
        };
        if self.random.chance(10) && sort != Sort::Choice(1) {
            let high = self.literal(sort);
            let (form, words) = if self.random.chance(75) {
                ("is between", "{} is between {} and {}")
            } else {
                ("is not between", "{} is not between {} and {}")
            };
            let operands = vec![(left, level::CLAMP), (right, level::SUM), (high, level::SUM)];
            return truth(form, level::COMPARISON, fill_each(words, operands));
        }
        self.compare(left, right)
    }

    /// `A exceeds B` and all the other words.
    pub fn compare(&mut self, left: Node, right: Node) -> Node {
        const DATES: [(&str, &str); 8] = [
            ("is a day", "{} is {}"),
            ("is not a day", "{} is not {}"),
            ("is after", "{} is after {}"),
            ("is before", "{} is before {}"),
            ("is on or after", "{} is on or after {}"),
            ("is on or before", "{} is on or before {}"),
            ("is not after", "{} is not after {}"),
            ("symbol", "{} <= {}"),
        ];
        const NUMBERS: [(&str, &str); 15] = [
            ("is a number", "{} is {}"),
            ("is not a number", "{} is not {}"),
            ("is at least", "{} is at least {}"),
            ("is at most", "{} is at most {}"),
            ("is more than", "{} is more than {}"),
            ("is less than", "{} is less than {}"),
            ("exceeds", "{} exceeds {}"),
            ("is not more than", "{} is not more than {}"),
            ("is not less than", "{} is not less than {}"),
            ("symbol =", "{} = {}"),
            ("symbol !=", "{} != {}"),
            ("symbol <", "{} < {}"),
            ("symbol <=", "{} <= {}"),
            ("symbol >", "{} > {}"),
            ("symbol >=", "{} >= {}"),
        ];
        let (form, words) = if left.sort == Sort::Date {
            self.random.pick(&DATES).copied().unwrap_or(("is a day", "{} is {}"))
        } else {
            self.random.pick(&NUMBERS).copied().unwrap_or(("is a number", "{} is {}"))
        };
        let form = if matches!(left.sort, Sort::Choice(_)) { "order of a choice" } else { form };
        let commutes = matches!(form, "is a day" | "is a number" | "symbol =" | "symbol !=");
        let pieces = fill(words, level::CLAMP, vec![left, right]);
        Node { commutes, ..truth(form, level::COMPARISON, pieces) }
    }
}

fn truth(form: &'static str, level: u8, pieces: Vec<Piece>) -> Node {
    Node { sort: Sort::Truth, form, level, commutes: false, pieces }
}

fn many(form: &'static str, word: &str, operands: Vec<Node>) -> Node {
    let words = format!("{word} ({})", vec!["{}"; operands.len()].join(", "));
    Node { commutes: true, ..truth(form, level::TIGHT, fill(&words, level::CHOICE, operands)) }
}
