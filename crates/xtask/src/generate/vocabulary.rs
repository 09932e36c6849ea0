//! What a generated policy speaks of: choices, records, facts, parameters, actors, and the names of all.
//!
//! The domains are small (whole numbers of 0 to 3, a few days around the end of a January, choices of three), so
//! that a case's complete worlds can be counted.

use super::tree::Sort;
use crate::random::Random;

/// How a policy is drawn.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Style {
    /// Every leaf at random: one fact is met again and again.
    Wild,
    /// As people write: nearly every fact is named once.
    Drafted,
}

/// A field of a record.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it gives.
    pub sort: Sort,
    /// Whether it may be absent.
    pub optional: bool,
}

/// What a fact holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// One value.
    Plain(Sort),
    /// The record at this place.
    Record(usize),
    /// A list of the records at this place.
    Records(usize),
    /// A list of values.
    List(Sort),
    /// A set of the choice at this place.
    Set(usize),
}

/// A fact.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub shape: Shape,
    /// Whether it may be absent.
    pub optional: bool,
}

/// A choice.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Its name.
    pub name: &'static str,
    /// Whether its values have an order.
    pub ordered: bool,
    /// Its values.
    pub values: Vec<&'static str>,
}

/// What a decision gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// One value.
    Is(Sort),
    /// A set of the choice at this place.
    Set(usize),
    /// One value for each element of the fact at this place.
    Each(Sort, usize),
    /// A set of the choice at this place, for each element of the fact at that one.
    EachSet(usize, usize),
    /// The sum of what is added.
    Total(Sort),
    /// A sum for each element of the fact at this place.
    EachTotal(Sort, usize),
}

impl Kind {
    /// The list of whose elements it is decided.
    #[must_use]
    pub const fn list(self) -> Option<usize> {
        match self {
            Self::Each(_, list) | Self::EachSet(_, list) | Self::EachTotal(_, list) => Some(list),
            Self::Is(_) | Self::Set(_) | Self::Total(_) => None,
        }
    }

    /// The choice of a set.
    #[must_use]
    pub const fn set(self) -> Option<usize> {
        match self {
            Self::Set(choice) | Self::EachSet(choice, _) => Some(choice),
            Self::Is(_) | Self::Each(..) | Self::Total(_) | Self::EachTotal(..) => None,
        }
    }
}

/// A decision.
#[derive(Clone, Debug)]
pub struct Decision {
    /// Its name.
    pub name: String,
    /// What it gives.
    pub kind: Kind,
}

/// A judgement.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// Its name.
    pub name: String,
    /// What it gives.
    pub sort: Sort,
    /// The decision from which on it may be read.
    pub from: usize,
    /// The clause it belongs to.
    pub owner: usize,
    /// The ledger it weighs.
    pub ledger: Option<usize>,
}

/// A derived term.
#[derive(Clone, Debug)]
pub struct Term {
    /// Its name.
    pub name: String,
    /// What it gives.
    pub sort: Sort,
    /// From where on it may be read.
    pub from: (usize, usize),
}

/// A function.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// What it is given.
    pub given: Vec<Sort>,
    /// What it gives.
    pub sort: Sort,
}

/// All that the expressions of a policy can name.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// `choice`
    pub choices: Vec<Choice>,
    /// `record`: its name and fields.
    pub records: Vec<(&'static str, Vec<Field>)>,
    /// `fact`
    pub facts: Vec<Fact>,
    /// `parameter`
    pub parameters: Vec<(String, Sort)>,
    /// `decision`, in an order in which each reads only earlier ones.
    pub decisions: Vec<Decision>,
    /// `judgement`
    pub judgements: Vec<Judgement>,
    /// `open question`: each has the readings `NAME_a` and `NAME_b`.
    pub questions: Vec<String>,
    /// Terms.
    pub terms: Vec<Term>,
    /// Functions.
    pub functions: Vec<Function>,
    /// How many ledgers there are.
    pub ledgers: usize,
    /// Whether the policy says what becomes of the 31st.
    pub month_ends: bool,
    /// Decisions of the policy that this one uses, as they are read here.
    pub used: Vec<Decision>,
    /// Whether grounds are declared.
    pub grounds: bool,
    /// What the names start with, so that two policies can be read together.
    pub prefix: &'static str,
}

/// Where among the records the period is, which the language itself has.
pub const PERIOD: usize = 1;
/// The plain choice, the ordered choice.
pub const CHOICE: Sort = Sort::Choice(0);
/// The ordered choice.
pub const TIER: Sort = Sort::Choice(1);
/// The last day of a short window: all dates lie in it.
pub const DAYS: [&str; 5] = ["2024-01-29", "2024-01-30", "2024-01-31", "2024-02-01", "2024-02-02"];

impl Vocabulary {
    /// Draws the choices, records and facts.
    #[must_use]
    pub fn draw(random: &mut Random, style: Style, prefix: &'static str) -> Self {
        let mut it = Self {
            month_ends: random.chance(85),
            grounds: random.chance(85),
            prefix,
            ..Self::default()
        };
        it.choices.push(Choice {
            name: "Colour",
            ordered: false,
            values: vec!["red", "green", "blue"],
        });
        it.choices.push(Choice {
            name: "Tier",
            ordered: true,
            values: vec!["low", "middle", "high"],
        });
        it.records.push(("Entry", Self::fields(random)));
        let day = |name| Field { name, sort: Sort::Date, optional: false };
        it.records.push(("period", vec![day("from"), day("to")]));
        let plain = match style {
            Style::Wild => random.between(2, 4),
            Style::Drafted => random.between(5, 7),
        };
        for _ in 0..plain {
            let sort = match random.below(100) {
                0..40 => Sort::Truth,
                40..56 => CHOICE,
                56..62 => TIER,
                62..77 => Sort::Integer,
                77..79 => Sort::Counted,
                79..80 => Sort::Minutes,
                80..88 => Sort::Date,
                88..91 => Sort::Number,
                91..93 => Sort::Money,
                93..94 => Sort::Wage,
                94..96 => Sort::Days,
                96..98 => Sort::Months,
                _ => Sort::Text,
            };
            it.fact(random, Shape::Plain(sort), 15);
        }
        if !prefix.is_empty() {
            return it;
        }
        if random.chance(20) {
            it.fact(random, Shape::Record(0), 40);
        }
        if random.chance(25) {
            it.fact(random, Shape::Record(PERIOD), 25);
        }
        if random.chance(20) {
            it.fact(random, Shape::Records(PERIOD), 0);
        }
        if random.chance(18) {
            it.fact(random, Shape::Set(0), 0);
        }
        if random.chance(55) {
            it.fact(random, Shape::Records(0), 0);
            if random.chance(20) {
                it.fact(random, Shape::Records(0), 0);
            }
        }
        if random.chance(12) {
            let sort = if random.chance(60) { Sort::Integer } else { Sort::Date };
            it.fact(random, Shape::List(sort), 20);
        }
        for _ in 0..random.below(3) {
            if random.chance(65) {
                let sorts = [
                    Sort::Integer,
                    Sort::Integer,
                    Sort::Money,
                    Sort::Date,
                    Sort::Days,
                    Sort::Counted,
                    CHOICE,
                    Sort::Truth,
                ];
                let sort = random.pick(&sorts).copied().unwrap_or(Sort::Integer);
                it.parameters.push((format!("p{}", it.parameters.len()), sort));
            }
        }
        it
    }

    fn fields(random: &mut Random) -> Vec<Field> {
        let mut fields = vec![
            Field { name: "undone", sort: Sort::Truth, optional: random.chance(15) },
            Field { name: "size", sort: Sort::Integer, optional: random.chance(10) },
        ];
        match random.below(6) {
            0 => fields.push(Field { name: "on", sort: Sort::Date, optional: random.chance(20) }),
            1 => fields.push(Field { name: "kind", sort: CHOICE, optional: random.chance(20) }),
            2 => fields.push(Field { name: "pay", sort: Sort::Money, optional: false }),
            3 if random.chance(50) => {
                fields.push(Field {
                    name: "far",
                    sort: Sort::Counted,
                    optional: random.chance(20),
                });
            }
            3 => fields.push(Field { name: "word", sort: Sort::Text, optional: random.chance(20) }),
            _ => {}
        }
        fields
    }

    fn fact(&mut self, random: &mut Random, shape: Shape, optional: usize) {
        let name = format!("{}f{}", self.prefix, self.facts.len());
        self.facts.push(Fact { name, shape, optional: random.chance(optional) });
    }

    /// The fields of a record.
    #[must_use]
    pub fn fields_of(&self, record: usize) -> &[Field] {
        self.records.get(record).map_or(&[], |(_, fields)| fields)
    }

    /// The places of the facts that are lists.
    #[must_use]
    pub fn lists(&self) -> Vec<usize> {
        let is_list = |fact: &Fact| matches!(fact.shape, Shape::Records(_) | Shape::List(_));
        self.facts.iter().enumerate().filter(|(_, fact)| is_list(fact)).map(|(at, _)| at).collect()
    }

    /// The values of the choice at a place.
    #[must_use]
    pub fn values(&self, choice: usize) -> &[&'static str] {
        self.choices.get(choice).map_or(&[], |choice| &choice.values)
    }
}

/// A type as it is written.
#[must_use]
pub fn type_name(vocabulary: &Vocabulary, sort: Sort) -> String {
    match sort {
        Sort::Truth => "yes/no".to_owned(),
        Sort::Integer => "integer".to_owned(),
        Sort::Number => "number".to_owned(),
        Sort::Money => "money in USD".to_owned(),
        Sort::Wage => "money in USD a month".to_owned(),
        Sort::Date => "date".to_owned(),
        Sort::Days => "days".to_owned(),
        Sort::Months => "months".to_owned(),
        Sort::Minutes => "minutes".to_owned(),
        Sort::Counted => "number in km".to_owned(),
        Sort::Text | Sort::Other => "text".to_owned(),
        Sort::Choice(choice) => {
            vocabulary.choices.get(choice).map_or_else(String::new, |choice| choice.name.to_owned())
        }
    }
}

/// A literal.
pub fn literal(random: &mut Random, vocabulary: &Vocabulary, sort: Sort) -> String {
    match sort {
        Sort::Truth => random.word(&["yes", "no"]).to_owned(),
        Sort::Integer => format!("{}", random.below(5)),
        Sort::Number => random.word(&["0", "1", "2", "3", "0.5", "1.25", "2.5"]).to_owned(),
        Sort::Money => random.word(&["0 USD", "1 USD", "2 USD", "2.50 USD", "3 USD"]).to_owned(),
        Sort::Wage => {
            random.word(&["0 USD a month", "1 USD a month", "2.50 USD a month"]).to_owned()
        }
        Sort::Date => random.word(&DAYS).to_owned(),
        Sort::Days => random.word(&["0 days", "1 day", "2 days", "3 days"]).to_owned(),
        Sort::Months => random.word(&["0 months", "1 month", "2 months", "1 year"]).to_owned(),
        Sort::Minutes => random.word(&["0 minutes", "1 minute", "3 minutes", "1 hour"]).to_owned(),
        Sort::Counted => random.word(&["0 km", "1 km", "2 km", "2.5 km", "3 km"]).to_owned(),
        Sort::Text | Sort::Other => random.word(&["\"ab\"", "\"cd\"", "\"ef\""]).to_owned(),
        Sort::Choice(choice) => random.word(vocabulary.values(choice)).to_owned(),
    }
}
