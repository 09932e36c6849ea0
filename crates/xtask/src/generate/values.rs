//! Expressions that give a number, a date, a length of time, an amount, a text or a value of a choice.

use super::leaves::{Context, Maker};
use super::tree::{Node, Piece, Sort, fill, fill_each, level};
use super::vocabulary::Shape;

impl Maker {
    /// A value of a sort, at most this deep.
    pub fn value(&mut self, sort: Sort, depth: usize, context: &Context) -> Node {
        if depth == 0 || self.random.chance(35) {
            return if self.random.chance(80) {
                self.leaf(sort, context)
            } else {
                self.literal(sort)
            };
        }
        if self.random.chance(14) {
            return self.choose(sort, depth, context);
        }
        if sort == Sort::Number && !context.plain && self.random.chance(25) {
            let inner = self.value(Sort::Integer, depth - 1, context);
            return self.scale(sort, inner);
        }
        if sort == Sort::Money && self.random.chance(10) {
            let inner = self.value(sort, depth - 1, context);
            let scale = self.scale(sort, inner);
            return self.rounded(scale);
        }
        if self.random.chance(12)
            && let Some(call) = self.call(sort, depth, context)
        {
            return call;
        }
        match sort {
            Sort::Truth => self.truth(depth, context),
            Sort::Integer => self.integer(depth, context),
            Sort::Number => self.number(depth, context),
            Sort::Money => self.money(depth, context),
            Sort::Wage => self.wage(depth, context),
            Sort::Date => self.date(depth, context),
            Sort::Days => self.days(depth, context),
            Sort::Months => self.months(depth, context),
            Sort::Minutes => self.minutes(depth, context),
            Sort::Counted => self.counted(depth, context),
            Sort::Choice(_) | Sort::Text | Sort::Other => {
                if self.random.chance(30) {
                    self.picked(sort, depth, context)
                } else {
                    self.leaf(sort, context)
                }
            }
        }
    }

    /// `f(a, b)`, where there is a function of this sort. What it means may read lists.
    fn call(&mut self, sort: Sort, depth: usize, context: &Context) -> Option<Node> {
        let fitting: Vec<_> =
            self.vocabulary.functions.iter().filter(|it| it.sort == sort).cloned().collect();
        let function = self.random.pick(&fitting).filter(|_| !context.plain)?.clone();
        let given = function.given.iter().map(|sort| match sort {
            Sort::Other => self.period(depth - 1, context),
            sort => self.value(*sort, depth - 1, context),
        });
        let given: Vec<Node> = given.collect();
        let words = format!("{}({})", function.name, vec!["{}"; given.len()].join(", "));
        Some(node(sort, "call", level::TIGHT, fill(&words, level::CHOICE, given)))
    }

    fn choose(&mut self, sort: Sort, depth: usize, context: &Context) -> Node {
        let test = self.truth(depth - 1, context);
        let then = self.value(sort, depth - 1, context);
        let other = self.value(sort, depth - 1, context);
        if self.random.chance(15) {
            let second = self.truth(0, context);
            let third = self.value(sort, 0, context);
            let words = "if {} then {} else if {} then {} else {}";
            let pieces = fill(words, level::JUNCTION, vec![test, then, second, third, other]);
            return node(sort, "else if", level::CHOICE, pieces);
        }
        let pieces = fill("if {} then {} else {}", level::JUNCTION, vec![test, then, other]);
        node(sort, "if", level::CHOICE, pieces)
    }

    /// `A + B` and its like, the right one bound more tightly.
    /// `A + B` and its like, the right one bound more tightly.
    fn sum(&mut self, sort: Sort, words: &str, left: Node, right: Node) -> Node {
        let plus = words.contains('+');
        let (form, first) = if plus { ("plus", level::PRODUCT) } else { ("minus", level::SUM) };
        let pieces = fill_each(words, vec![(left, first), (right, level::PRODUCT)]);
        Node { commutes: plus, ..node(sort, form, level::SUM, pieces) }
    }

    /// Two values joined by `*` or `/`.
    pub fn product(&mut self, sort: Sort, words: &str, left: Node, right: Node) -> Node {
        let times = words.contains('*');
        let (form, first) =
            if times { ("times", level::FACTOR) } else { ("divided", level::PRODUCT) };
        let pieces = fill_each(words, vec![(left, first), (right, level::FACTOR)]);
        Node { commutes: times, ..node(sort, form, level::PRODUCT, pieces) }
    }

    fn pair(&mut self, sort: Sort, depth: usize, context: &Context) -> (Node, Node) {
        (self.value(sort, depth - 1, context), self.value(sort, depth - 1, context))
    }

    fn lesser(&mut self, sort: Sort, left: Node, right: Node) -> Node {
        let (form, words) = match (sort, self.random.chance(50)) {
            (Sort::Date, true) => ("earliest of values", "earliest of ({}, {})"),
            (Sort::Date, false) => ("latest of values", "latest of ({}, {})"),
            (_, true) => ("lesser", "the lesser of ({}, {})"),
            (_, false) => ("greater", "the greater of ({}, {})"),
        };
        Node {
            commutes: true,
            ..node(sort, form, level::TIGHT, fill(words, level::CHOICE, vec![left, right]))
        }
    }

    /// `marginal scale x (…)`: limits that rise, and some rates that fall.
    fn scale(&mut self, sort: Sort, inner: Node) -> Node {
        let unit = match sort {
            Sort::Money => " USD",
            Sort::Counted => " km",
            _ => "",
        };
        let named = matches!(inner.form, "fact" | "parameter" | "term" | "decision" | "given");
        let inner = if named { inner } else { bracketed(inner) };
        let mut limit = i64::try_from(self.random.below(6)).unwrap_or(0) - 2;
        let bands = self.random.below(3);
        let mut words = "marginal scale {} (".to_owned();
        for _ in 0..bands {
            let rate = self.random.word(&["0 %", "10 %", "25 %", "50 %", "100 %"]);
            words.push_str(&format!("{rate} up to {limit}{unit}, "));
            limit += 1 + i64::try_from(self.random.below(5)).unwrap_or(0);
        }
        let rate = self.random.word(&["0 %", "20 %", "50 %", "-50 %"]);
        words.push_str(&format!("{rate} above)"));
        node(sort, "marginal scale", level::TIGHT, fill(&words, level::TIGHT, vec![inner]))
    }

    fn clamped(&mut self, sort: Sort, depth: usize, context: &Context) -> Node {
        let inner = self.value(sort, depth - 1, context);
        let low = self.literal(sort);
        let high = self.literal(sort);
        let (form, words) = match self.random.below(3) {
            0 => ("clamp below", "{} but not less than {}"),
            1 => ("clamp above", "{} but not more than {}"),
            _ => ("clamp", "{} but not less than {} and not more than {}"),
        };
        node(sort, form, level::CLAMP, fill(words, level::SUM, vec![inner, low, high]))
    }

    fn integer(&mut self, depth: usize, context: &Context) -> Node {
        let lists = !self.vocabulary.lists().is_empty();
        match self.random.below(100) {
            0..20 => {
                let (left, right) = self.pair(Sort::Integer, depth, context);
                self.sum(Sort::Integer, "{} + {}", left, right)
            }
            20..36 => {
                let (left, right) = self.pair(Sort::Integer, depth, context);
                self.sum(Sort::Integer, "{} - {}", left, right)
            }
            36..46 => {
                let (left, right) = self.pair(Sort::Integer, depth, context);
                self.product(Sort::Integer, "{} * {}", left, right)
            }
            46..56 => {
                let (left, right) = self.pair(Sort::Integer, depth, context);
                self.lesser(Sort::Integer, left, right)
            }
            56..64 => self.clamped(Sort::Integer, depth, context),
            64..67 => self.parameter_on(Sort::Integer, context),
            _ if lists && !context.plain => self.aggregate(Sort::Integer, depth, context),
            _ => self.leaf(Sort::Integer, context),
        }
    }

    /// A number that need not be whole.
    fn number(&mut self, depth: usize, context: &Context) -> Node {
        match self.random.below(100) {
            0..30 => {
                let (left, right) = self.pair(Sort::Integer, depth, context);
                self.product(Sort::Number, "{} / {}", left, right)
            }
            30..45 => {
                let inner = self.value(Sort::Integer, depth - 1, context);
                node(
                    Sort::Number,
                    "percent of",
                    level::FACTOR,
                    fill("50 % of {}", level::TIGHT, vec![inner]),
                )
            }
            45..60 => {
                let inner = self.value(Sort::Integer, depth - 1, context);
                node(
                    Sort::Number,
                    "half of",
                    level::FACTOR,
                    fill("half of {}", level::TIGHT, vec![inner]),
                )
            }
            60..76 => {
                let (left, right) = self.pair(Sort::Integer, depth, context);
                let inner = self.product(Sort::Number, "{} / {}", left, right);
                self.rounded(inner)
            }
            76..80 => {
                let inner = self.value(Sort::Integer, depth - 1, context);
                self.scale(Sort::Number, inner)
            }
            80..88 => {
                let of = if self.random.chance(50) { Sort::Money } else { Sort::Counted };
                let (left, right) = self.pair(of, depth, context);
                self.product(Sort::Number, "{} / {}", left, right)
            }
            88..94 => {
                let (left, right) = self.pair(Sort::Number, depth, context);
                self.sum(Sort::Number, "{} + {}", left, right)
            }
            _ => self.leaf(Sort::Number, context),
        }
    }

    /// A number by a number that may be nothing.
    pub fn division(&mut self, context: &Context) -> Node {
        let (left, right) = (self.leaf(Sort::Integer, context), self.leaf(Sort::Integer, context));
        self.product(Sort::Number, "{} / {}", left, right)
    }

    /// `X rounded to 2 places half up`.
    fn rounded(&mut self, inner: Node) -> Node {
        let places = if inner.sort == Sort::Money { 2 } else { self.random.below(2) };
        let way = self.random.word(&[
            "up",
            "down",
            "half up",
            "half down",
            "away from zero",
            "toward zero",
            "toward zero",
            "half away from zero",
        ]);
        let sort = inner.sort;
        let words = format!("{{}} rounded to {places} places {way}");
        node(sort, "rounded", level::CLAMP, fill(&words, level::TIGHT, vec![inner]))
    }

    fn money(&mut self, depth: usize, context: &Context) -> Node {
        let (left, right) = self.pair(Sort::Money, depth, context);
        match self.random.below(100) {
            0..20 => self.sum(Sort::Money, "{} + {}", left, right),
            20..35 => self.sum(Sort::Money, "{} - {}", left, right),
            35..50 => {
                let factor = self.value(Sort::Integer, depth - 1, context);
                self.product(Sort::Money, "{} * {}", left, factor)
            }
            50..62 => self.lesser(Sort::Money, left, right),
            62..70 => self.clamped(Sort::Money, depth, context),
            70..85 => {
                let divisor = self.value(Sort::Integer, depth - 1, context);
                let inner = self.product(Sort::Money, "{} / {}", left, divisor);
                self.rounded(inner)
            }
            92..96 => {
                let inner = self.scale(Sort::Money, left);
                self.rounded(inner)
            }
            85..92 => {
                let inner = node(
                    Sort::Money,
                    "percent of",
                    level::FACTOR,
                    fill("32 % of {}", level::TIGHT, vec![left]),
                );
                self.rounded(inner)
            }
            _ => self.aggregate(Sort::Money, depth, context),
        }
    }

    fn wage(&mut self, depth: usize, context: &Context) -> Node {
        let (left, right) = self.pair(Sort::Wage, depth, context);
        match self.random.below(3) {
            0 => self.sum(Sort::Wage, "{} + {}", left, right),
            1 => self.lesser(Sort::Wage, left, right),
            _ => self.clamped(Sort::Wage, depth, context),
        }
    }

    fn date(&mut self, depth: usize, context: &Context) -> Node {
        match self.random.below(100) {
            0..30 => {
                let day = self.value(Sort::Date, depth - 1, context);
                let time = self.value(Sort::Days, depth - 1, context);
                let words = if self.random.chance(60) { "{} + {}" } else { "{} - {}" };
                self.moved("date and days", words, day, time)
            }
            30..55 if self.vocabulary.month_ends => {
                let day = self.value(Sort::Date, depth - 1, context);
                let time = self.value(Sort::Months, depth - 1, context);
                let words = if self.random.chance(60) { "{} + {}" } else { "{} - {}" };
                self.moved("date and months", words, day, time)
            }
            30..72 => {
                let (left, right) = self.pair(Sort::Date, depth, context);
                self.lesser(Sort::Date, left, right)
            }
            72..77 => self.parameter_on(Sort::Date, context),
            77..92 if !context.plain => self.aggregate(Sort::Date, depth, context),
            _ => self.leaf(Sort::Date, context),
        }
    }

    fn moved(&mut self, form: &'static str, words: &str, day: Node, time: Node) -> Node {
        node(
            Sort::Date,
            form,
            level::SUM,
            fill_each(words, vec![(day, level::SUM), (time, level::PRODUCT)]),
        )
    }

    fn days(&mut self, depth: usize, context: &Context) -> Node {
        if self.random.chance(35) {
            return self.days_of_periods(depth, context);
        }
        if self.random.chance(60) {
            let (left, right) = self.pair(Sort::Date, depth, context);
            return elapsed(Sort::Days, "days from", "days from {} to {}", left, right);
        }
        let (left, right) = self.pair(Sort::Days, depth, context);
        match self.random.below(3) {
            0 => self.sum(Sort::Days, "{} + {}", left, right),
            1 => self.sum(Sort::Days, "{} - {}", left, right),
            _ => self.lesser(Sort::Days, left, right),
        }
    }

    fn months(&mut self, depth: usize, context: &Context) -> Node {
        if self.vocabulary.month_ends && self.random.chance(65) {
            let (left, right) = self.pair(Sort::Date, depth, context);
            return if self.random.chance(50) {
                elapsed(Sort::Months, "months from", "months from {} to {}", left, right)
            } else {
                elapsed(Sort::Months, "years from", "years from {} to {}", left, right)
            };
        }
        let (left, right) = self.pair(Sort::Months, depth, context);
        self.sum(Sort::Months, "{} + {}", left, right)
    }

    fn minutes(&mut self, depth: usize, context: &Context) -> Node {
        let (left, right) = self.pair(Sort::Minutes, depth, context);
        match self.random.below(4) {
            0 => self.sum(Sort::Minutes, "{} + {}", left, right),
            1 => self.sum(Sort::Minutes, "{} - {}", left, right),
            2 => {
                let factor = self.value(Sort::Integer, depth - 1, context);
                self.product(Sort::Minutes, "{} * {}", left, factor)
            }
            _ => self.lesser(Sort::Minutes, left, right),
        }
    }

    /// A number of kilometres.
    fn counted(&mut self, depth: usize, context: &Context) -> Node {
        let sort = Sort::Counted;
        let (left, right) = self.pair(sort, depth, context);
        match self.random.below(100) {
            0..20 => self.sum(sort, "{} + {}", left, right),
            20..38 => self.sum(sort, "{} - {}", left, right),
            38..50 => {
                let factor = self.value(Sort::Number, depth - 1, context);
                self.product(sort, "{} * {}", left, factor)
            }
            50..60 => {
                let divisor = self.value(Sort::Integer, depth - 1, context);
                self.product(sort, "{} / {}", left, divisor)
            }
            60..68 => self.lesser(sort, left, right),
            68..74 => self.clamped(sort, depth, context),
            74..80 => {
                node(sort, "half of", level::FACTOR, fill("half of {}", level::TIGHT, vec![left]))
            }
            80..85 => {
                let inner = bracketed(left);
                self.rounded(inner)
            }
            85..88 => self.scale(sort, left),
            _ => self.aggregate(sort, depth, context),
        }
    }

    /// `p on D`.
    fn parameter_on(&mut self, sort: Sort, context: &Context) -> Node {
        let names: Vec<String> = self
            .vocabulary
            .parameters
            .iter()
            .filter(|(_, of)| *of == sort)
            .map(|(name, _)| name.clone())
            .collect();
        if context.plain {
            return self.leaf(sort, context);
        }
        match self.random.pick(&names).cloned() {
            Some(name) => {
                let day = self.value(Sort::Date, 0, context);
                let words = format!("{name} on {{}}");
                node(
                    sort,
                    "parameter on",
                    level::TIGHT,
                    fill(&words, level::TIGHT, vec![simple(day)]),
                )
            }
            None => self.leaf(sort, context),
        }
    }

    /// `count of (…)`, `sum of (…)`, `smallest of (…)`, `the x with smallest …`.
    pub fn aggregate(&mut self, sort: Sort, depth: usize, context: &Context) -> Node {
        let lists = self.vocabulary.lists();
        let Some(list) = self.random.pick(&lists).copied() else { return self.leaf(sort, context) };
        let name =
            self.vocabulary.facts.get(list).map(|fact| fact.name.clone()).unwrap_or_default();
        let variable = format!("e{}", context.variables.len());
        let inner = context.binding(&variable, list);
        let filter = if self.random.chance(65) {
            Some(self.truth(depth.saturating_sub(1).min(1), &inner))
        } else {
            None
        };
        let each = |lead: &str, close: &str| match &filter {
            Some(_) => format!("{lead}{variable} in {name} where {{}}{close}"),
            None => format!("{lead}{variable} in {name}{close}"),
        };
        let whole = sort == Sort::Integer;
        match self.random.below(100) {
            0..22 if whole => node(
                sort,
                "count of",
                level::TIGHT,
                fill(&each("count of (", ")"), level::CHOICE, filter.into_iter().collect()),
            ),
            22..42 if whole => {
                let sorts = [Sort::Integer, Sort::Truth, Sort::Choice(0), Sort::Date, Sort::Text];
                let of = self.random.pick(&sorts).copied().unwrap_or(Sort::Integer);
                let key = self.item(of, &inner);
                if key.form == "field of an element" && self.random.chance(75) {
                    let words = format!("count of different {{}} for {variable} in {name}");
                    let pieces = fill(&words, level::TIGHT, vec![key]);
                    // Without brackets around it: what follows must not be taken for its own.
                    return node(sort, "count of different, open", level::CLAMP, pieces);
                }
                let words = each("count of different ({} for ", ")");
                node(
                    sort,
                    "count of different",
                    level::TIGHT,
                    fill(&words, level::CHOICE, [key].into_iter().chain(filter).collect()),
                )
            }
            0..62
                if matches!(
                    sort,
                    Sort::Integer | Sort::Money | Sort::Number | Sort::Days | Sort::Counted
                ) =>
            {
                let item = self.item(sort, &inner);
                let words = each("sum of ({} for ", ")");
                node(
                    sort,
                    "sum of",
                    level::TIGHT,
                    fill(&words, level::CHOICE, [item].into_iter().chain(filter).collect()),
                )
            }
            0..82 => {
                let item = self.item(sort, &inner);
                let (form, word) = match (sort, self.random.chance(50)) {
                    (Sort::Date, true) => ("earliest of a list", "earliest"),
                    (Sort::Date, false) => ("latest of a list", "latest"),
                    (_, true) => ("smallest of a list", "smallest"),
                    (_, false) => ("largest of a list", "largest"),
                };
                let words = each(&format!("{word} of ({{}} for "), ")");
                node(
                    sort,
                    form,
                    level::TIGHT,
                    fill(&words, level::CHOICE, [item].into_iter().chain(filter).collect()),
                )
            }
            _ => self.picked(sort, depth, context),
        }
    }

    /// An element's own value if it has one of the sort, else anything.
    fn item(&mut self, sort: Sort, context: &Context) -> Node {
        if self.random.chance(80) { self.leaf(sort, context) } else { self.value(sort, 1, context) }
    }

    /// `(the x in xs with smallest x.size).kind`.
    fn picked(&mut self, sort: Sort, depth: usize, context: &Context) -> Node {
        let mut found: Vec<(String, usize, usize, String)> = Vec::new();
        for (at, fact) in self.vocabulary.facts.iter().enumerate() {
            if let Shape::Records(record) = fact.shape {
                for field in self.vocabulary.fields_of(record) {
                    if field.sort == sort {
                        found.push((fact.name.clone(), at, record, field.name.to_owned()));
                    }
                }
            }
        }
        let Some((list, at, record, field)) = self.random.pick(&found).cloned() else {
            return self.leaf(sort, context);
        };
        if context.plain {
            return self.leaf(sort, context);
        }
        let variable = format!("e{}", context.variables.len());
        let keys: Vec<(&'static str, Sort)> = self
            .vocabulary
            .fields_of(record)
            .iter()
            .filter(|field| matches!(field.sort, Sort::Integer | Sort::Date | Sort::Money))
            .map(|field| (field.name, field.sort))
            .collect();
        let Some((key, of)) = self.random.pick(&keys).copied() else {
            return self.leaf(sort, context);
        };
        let word = match (of, self.random.chance(50)) {
            (Sort::Date, true) => "earliest",
            (Sort::Date, false) => "latest",
            (_, true) => "smallest",
            (_, false) => "largest",
        };
        if self.random.chance(55) {
            let filter =
                self.truth(depth.saturating_sub(1).min(1), &context.binding(&variable, at));
            let words = format!(
                "(the {variable} in ({list} where {{}}) with {word} {variable}.{key}).{field}"
            );
            return node(
                sort,
                "the one of some",
                level::TIGHT,
                fill(&words, level::CHOICE, vec![filter]),
            );
        }
        let text = format!("(the {variable} in {list} with {word} {variable}.{key}).{field}");
        Node::leaf(sort, "the one", level::TIGHT, text)
    }
}

/// `days from A to B`, where each end is a name, a date or in brackets.
fn elapsed(sort: Sort, form: &'static str, words: &str, from: Node, to: Node) -> Node {
    node(sort, form, level::TIGHT, fill(words, level::TIGHT, vec![simple(from), simple(to)]))
}

/// Brackets around whatever is not a name, a date or one of the two days.
fn simple(inner: Node) -> Node {
    let named = matches!(
        inner.form,
        "literal"
            | "fact"
            | "optional fact"
            | "parameter"
            | "term"
            | "decision"
            | "as-of day"
            | "decision date"
            | "governing day"
            | "field of an element"
            | "optional field of an element"
            | "element"
            | "field of a record"
            | "field of an optional record"
            | "event day"
            | "decision of another policy"
            | "guarded"
    );
    if named { inner } else { bracketed(inner) }
}

fn bracketed(inner: Node) -> Node {
    let sort = inner.sort;
    node(sort, "brackets", level::TIGHT, fill("({})", level::CHOICE, vec![inner]))
}

fn node(sort: Sort, form: &'static str, level: u8, pieces: Vec<Piece>) -> Node {
    Node { sort, form, level, commutes: false, pieces }
}
