//! Random policies and cases, as text: small enough that every world of a case can be asked.
//!
//! Reads a seed; produces a [`Draft`]: a policy in which most of what the language has occurs, and pairs of cases, the
//! second of which knows more than the first. The same seed gives the same draft, on every machine. What the checker
//! refuses (a circle, two clauses that each read what the other gives) is a draft to skip.

mod cases;
mod exprs;

use std::fmt::Write as _;

/// A policy and cases, as text.
pub struct Draft {
    head: String,
    clauses: Vec<Clause>,
    cases: Vec<String>,
}

#[derive(Default)]
struct Clause {
    id: usize,
    statements: Vec<String>,
    /// How far its conditions may read: see [`Level`].
    level: Level,
}

/// What an expression may read: nothing but what a case states; or judgements too, and the decisions before this one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct Level(usize);

/// The types that occur.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Ty {
    Truth,
    Kind,
    Number,
}

impl Ty {
    const fn name(self) -> &'static str {
        match self {
            Self::Truth => "yes/no",
            Self::Kind => "Kind",
            Self::Number => "number",
        }
    }
}

/// What a decision gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Gives {
    Is(Ty),
    Set,
    /// `of e in xs`
    Each(Ty),
}

struct Fact {
    ty: Ty,
    optional: bool,
    /// The bounds of a number.
    bounds: (i64, i64),
    /// What is presumed, by its place.
    presumed: Option<i64>,
}

struct Judgement {
    ty: Ty,
    burden: bool,
}

/// A small random number generator: the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        // The finalizer of splitmix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, count: usize) -> usize {
        let count = u64::try_from(count).unwrap_or(1).max(1);
        usize::try_from(self.next() % count).unwrap_or(0)
    }

    /// True in so many of a hundred cases.
    fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> Option<T> {
        let place = self.below(from.len());
        from.get(place).cloned()
    }

    fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = usize::try_from(high.saturating_sub(low).saturating_add(1)).unwrap_or(1);
        low.saturating_add(i64::try_from(self.below(span)).unwrap_or(0))
    }

    fn shuffle<T>(&mut self, all: &mut [T]) {
        for place in (1..all.len()).rev() {
            let other = self.below(place.saturating_add(1));
            all.swap(place, other);
        }
    }
}

/// What a policy under construction has.
struct Generator {
    random: Random,
    facts: Vec<Fact>,
    decisions: Vec<Gives>,
    judgements: Vec<Judgement>,
    /// Of each factor of the one ledger, whether somebody must find it.
    factors: Vec<bool>,
    terms: Vec<Ty>,
    questions: usize,
    list: bool,
    complete_when: bool,
    parameter: bool,
    governed: bool,
}

impl Draft {
    /// The draft of a seed: one policy and this many pairs of cases.
    pub fn of_seed(seed: u64, pairs: usize) -> Self {
        Generator::new(seed).draft(pairs)
    }

    /// The text of the policy, with its cases as examples: each even one, and after it the one that knows more.
    pub fn text(&self) -> String {
        self.ordered(|_| {})
    }

    /// The same policy with its clauses and their statements in another order. What declares a judgement, a factor or a
    /// question stays in its clause; `None` where that would put declarations in another order.
    pub fn permuted(&self, seed: u64) -> Option<String> {
        let mut random = Random(seed);
        let declared = |clauses: &[(usize, Vec<&str>)]| -> Vec<String> {
            let all = clauses.iter().flat_map(|(_, statements)| statements);
            let declares = |statement: &&&str| {
                ["judgement ", "factor ", "open question "]
                    .iter()
                    .any(|word| statement.starts_with(word))
            };
            all.filter(declares).map(|statement| (*statement).to_owned()).collect()
        };
        for _ in 0..20 {
            let mut kept = false;
            let text = self.ordered(|clauses| {
                let before = declared(clauses);
                random.shuffle(clauses);
                for (_, statements) in clauses.iter_mut() {
                    random.shuffle(statements);
                }
                kept = declared(clauses) == before;
            });
            if kept {
                return Some(text);
            }
        }
        None
    }

    fn ordered(&self, order: impl FnOnce(&mut Vec<(usize, Vec<&str>)>)) -> String {
        let mut clauses: Vec<(usize, Vec<&str>)> = self
            .clauses
            .iter()
            .map(|clause| (clause.id, clause.statements.iter().map(String::as_str).collect()))
            .collect();
        order(&mut clauses);
        let mut text = self.head.clone();
        for (id, statements) in clauses {
            let _ = writeln!(text, "\nclause {id} \"Clause {id}\"\n  cites rules [{id}]");
            for statement in statements {
                let _ = writeln!(text, "  {statement}");
            }
        }
        text.push_str("\nclause 99 \"The cases\"\n  cites rules [99]\n  z is yes\n");
        for case in &self.cases {
            let _ = writeln!(text, "{case}");
        }
        text
    }

    /// The passages that the policy cites, as the file `rules.md`.
    pub fn passages() -> String {
        let mut text = String::from("# Rules\n");
        for id in (1..=9).chain([99]) {
            let _ = writeln!(text, "\n## [{id}] Rule {id}\nAs the policy says.");
        }
        text
    }
}

impl Generator {
    fn new(seed: u64) -> Self {
        let mut random = Random(seed);
        let facts = 2 + random.below(3);
        let facts = (0..facts).map(|_| {
            let types = [Ty::Truth, Ty::Truth, Ty::Truth, Ty::Kind, Ty::Number];
            Fact {
                ty: random.pick(&types).unwrap_or(Ty::Truth),
                optional: random.percent(20),
                bounds: if random.percent(50) { (0, 3) } else { (-1, 2) },
                presumed: random.percent(15).then(|| random.between(0, 1)),
            }
        });
        let facts = facts.collect();
        let list = random.percent(50);
        let decisions = 1 + random.below(3);
        let decisions = (0..decisions).map(|_| {
            let ty = random.pick(&[Ty::Truth, Ty::Kind, Ty::Number]).unwrap_or(Ty::Truth);
            match random.below(if list { 6 } else { 4 }) {
                0 | 1 => Gives::Is(ty),
                2 | 3 => Gives::Set,
                _ => Gives::Each(ty),
            }
        });
        let decisions = decisions.collect();
        let judgements = random.pick(&[0, 1, 1, 2]).unwrap_or(0);
        let judgements = (0..judgements).map(|_| {
            let ty = if random.percent(70) { Ty::Truth } else { Ty::Kind };
            Judgement { ty, burden: ty == Ty::Truth && random.percent(35) }
        });
        let judgements: Vec<Judgement> = judgements.collect();
        let factors = if judgements.is_empty() { 0 } else { random.below(4) };
        let factors = (0..factors).map(|_| random.percent(40)).collect();
        Self {
            facts,
            decisions,
            judgements,
            factors,
            terms: Vec::new(),
            questions: random.pick(&[0, 0, 1, 1, 2]).unwrap_or(0),
            list,
            complete_when: list && random.percent(40),
            parameter: random.percent(25),
            governed: random.percent(15),
            random,
        }
    }

    fn draft(mut self, pairs: usize) -> Draft {
        let mut clauses: Vec<Clause> = (1..=2 + self.random.below(4))
            .map(|id| Clause { id, statements: Vec::new(), level: Level(9) })
            .collect();
        self.terms(&mut clauses);
        self.judgements(&mut clauses);
        self.rules(&mut clauses);
        self.edges(&mut clauses);
        self.switch_offs(&mut clauses);
        self.prerequisites(&mut clauses);
        self.force(&mut clauses);
        let head = self.head();
        let mut cases = Vec::new();
        for _ in 0..pairs {
            cases.extend(self.pair());
        }
        Draft { head, clauses, cases }
    }

    fn head(&mut self) -> String {
        let mut head = String::from(
            "policy random\n  title \"Random\"\n  authority \"a test\"\n  issued 2020-01-01\n",
        );
        if self.governed {
            head.push_str("  governed by day\n");
        }
        if self.random.percent(25) {
            let _ = writeln!(head, "  applies when {}", self.truth(1, Level(0), false));
        }
        head.push_str(
            "  examples as of 2020-01-04\n\nsource rules \"Rules\"\n  passages \"rules.md\"\n  fidelity restated\n\n\
             choice Kind\n  ka \"a\"\n  kb \"b\"\n  kc \"c\"\nactor judge \"the judge\"\nground paper \"a paper\"\n",
        );
        for (place, fact) in self.facts.iter().enumerate() {
            let optional = if fact.optional { "optional " } else { "" };
            let (ty, bounds) = match fact.ty {
                Ty::Number => {
                    ("integer", format!(" between {} and {}", fact.bounds.0, fact.bounds.1))
                }
                Ty::Truth => ("yes/no", String::new()),
                Ty::Kind => ("Kind", String::new()),
            };
            let presumed =
                fact.presumed.map(|value| format!(" presumed {}", cases::name(value, fact.ty)));
            let presumed = presumed.unwrap_or_default();
            let _ = writeln!(head, "fact f{place} : {optional}{ty} \"f{place}\"{bounds}{presumed}");
        }
        if self.governed {
            head.push_str("fact day : date \"the day\" between 2020-01-01 and 2020-01-06\n");
        }
        if self.parameter {
            head.push_str("parameter p : number \"p\" is 1 from 2019-01-01 is 2 from 2020-01-03\n");
        }
        if self.list {
            head.push_str(
                "record Item\n  t : yes/no \"t\"\n  c : Kind \"c\"\n  n : integer \"n\"\n  o : optional yes/no \"o\"\n",
            );
            head.push_str("fact xs : list of Item \"items\"");
            if self.complete_when {
                let _ = write!(head, " complete only when {}", self.truth(0, Level(0), false));
            }
            head.push('\n');
        }
        if !self.judgements.is_empty() {
            head.push_str("ledger led \"ledger\" toward \"for\" away \"against\" closed\n");
        }
        head.push_str("decision z : yes/no \"what every case expects\" otherwise no\n");
        for (place, gives) in self.decisions.clone().into_iter().enumerate() {
            let (of, ty) = match gives {
                Gives::Is(ty) => ("", ty.name()),
                Gives::Each(ty) => (" of e in xs", ty.name()),
                Gives::Set => ("", "set of Kind"),
            };
            let _ = write!(head, "decision d{place}{of} : {ty} \"d{place}\"");
            if let Gives::Is(ty) | Gives::Each(ty) = gives {
                let otherwise =
                    if self.random.percent(60) { self.literal(ty) } else { "undetermined".into() };
                let _ = write!(head, " otherwise {otherwise}");
            }
            head.push('\n');
        }
        head
    }

    fn clause<'c>(&mut self, clauses: &'c mut [Clause]) -> Option<&'c mut Clause> {
        let place = self.random.below(clauses.len());
        clauses.get_mut(place)
    }

    fn terms(&mut self, clauses: &mut [Clause]) {
        if self.random.percent(40) {
            let means = self.truth(2, Level(0), false);
            if let Some(clause) = self.clause(clauses) {
                clause.statements.push(format!("t0 means {means}"));
            }
            self.terms.push(Ty::Truth);
        }
        for question in 0..self.questions {
            if let Some(clause) = self.clause(clauses) {
                clause.statements.push(format!(
                    "open question q{question} \"q{question}?\" either r{question}a \"a\" or r{question}b \"b\""
                ));
            }
        }
    }

    /// Judgements and factors read only what a case states, and so do their clauses' switch-offs.
    fn judgements(&mut self, clauses: &mut [Clause]) {
        for place in 0..self.judgements.len() {
            let (ty, burden) = match self.judgements.get(place) {
                Some(judgement) => (judgement.ty.name(), judgement.burden),
                None => continue,
            };
            let burden = if burden { " burden on judge" } else { "" };
            let prerequisite = self.random.percent(35).then(|| self.prerequisite(Level(0), false));
            if let Some(clause) = self.clause(clauses) {
                clause.level = Level(0);
                clause.statements.push(format!(
                    "judgement j{place} : {ty} \"j{place}\" made by judge weighing led{burden}"
                ));
            }
            if let (Some(condition), Some(clause)) = (prerequisite, self.clause(clauses)) {
                clause.level = Level(0);
                clause.statements.push(format!("j{place} may be found only after {condition}"));
            }
        }
        for place in 0..self.factors.len() {
            let present = if self.factors.get(place) == Some(&true) {
                "found by judge".to_owned()
            } else {
                format!("when {}", self.truth(1, Level(0), false))
            };
            if let Some(clause) = self.clause(clauses) {
                clause.level = Level(0);
                clause
                    .statements
                    .push(format!("factor k{place} \"k{place}\" toward in led {present}"));
            }
        }
    }

    fn rules(&mut self, clauses: &mut [Clause]) {
        for place in 0..clauses.len() {
            for _ in 0..1 + self.random.below(2) {
                let decision = self.random.below(self.decisions.len());
                let Some(gives) = self.decisions.get(decision).copied() else { continue };
                let level = Level(decision + 1);
                let before: Vec<usize> = clauses
                    .iter()
                    .take(place)
                    .filter(|clause| {
                        let is = format!("d{decision} is ");
                        clause.statements.iter().any(|statement| statement.starts_with(&is))
                    })
                    .map(|clause| clause.id)
                    .collect();
                let rule = self.rule(decision, gives, level, &before);
                if let Some(clause) = clauses.get_mut(place) {
                    clause.level = clause.level.min(level);
                    clause.statements.push(rule);
                }
            }
        }
    }

    fn rule(&mut self, decision: usize, gives: Gives, level: Level, before: &[usize]) -> String {
        let each = matches!(gives, Gives::Each(_));
        let when = if self.random.percent(20) {
            String::new()
        } else {
            format!(" when {}", self.truth(2, level, each))
        };
        let unless = if self.random.percent(10) {
            format!(" unless {}", self.truth(1, level, each))
        } else {
            String::new()
        };
        let verb = match gives {
            Gives::Set if self.random.percent(75) => "includes",
            Gives::Set => "excludes",
            Gives::Is(_) | Gives::Each(_) => "is",
        };
        let ty = match gives {
            Gives::Is(ty) | Gives::Each(ty) => ty,
            Gives::Set => Ty::Kind,
        };
        let under = if gives == Gives::Is(ty) { self.random.pick(before) } else { None };
        let value = match under {
            Some(clause) if self.random.percent(40) => {
                let under = format!("(d{decision} under {clause})");
                if ty == Ty::Number { format!("{under} - 1") } else { under }
            }
            Some(_) | None if gives == Gives::Is(Ty::Number) && self.random.percent(8) => {
                format!("(d{decision} apart from this clause) - 1")
            }
            Some(_) | None if self.random.percent(65) => self.literal(ty),
            Some(_) | None => self.value(ty, 1, level, each),
        };
        let of = if each { " of e" } else { "" };
        format!("d{decision}{of} {verb} {value}{when}{unless}")
    }

    /// Edges go from one rank to a lower one, so that there is no circle.
    fn edges(&mut self, clauses: &mut [Clause]) {
        let mut order: Vec<usize> = (0..clauses.len()).collect();
        self.random.shuffle(&mut order);
        for (rank, upper) in order.iter().enumerate() {
            for lower in order.iter().take(rank) {
                if !self.random.percent(30) {
                    continue;
                }
                let ids = clauses.get(*upper).zip(clauses.get(*lower));
                let Some((above, below)) = ids.map(|(above, below)| (above.id, below.id)) else {
                    continue;
                };
                let (place, statement) = if self.random.percent(60) {
                    (*upper, format!("despite {below}"))
                } else {
                    (*lower, format!("subject to {above}"))
                };
                if let Some(clause) = clauses.get_mut(place) {
                    clause.statements.push(statement);
                }
            }
        }
    }

    /// A later clause switches off an earlier one, and reads no more than that one may.
    fn switch_offs(&mut self, clauses: &mut [Clause]) {
        for by in 0..clauses.len() {
            for target in 0..by {
                if !self.random.percent(18) {
                    continue;
                }
                let Some((id, level)) = clauses.get(target).map(|c| (c.id, c.level)) else {
                    continue;
                };
                let each = self.decisions.iter().any(|gives| matches!(gives, Gives::Each(_)));
                let each = each && self.random.percent(40);
                // Of two clauses, each may be read only as far as both are.
                let own = clauses.get(by).map_or(Level(0), |clause| clause.level);
                let level = level.min(own);
                let when = self.truth(1, level, each);
                let of = if each { " for e" } else { "" };
                if let Some(clause) = clauses.get_mut(by) {
                    clause.level = level;
                    clause.statements.push(format!("clause {id}{of} does not apply when {when}"));
                }
            }
        }
    }

    fn prerequisites(&mut self, clauses: &mut [Clause]) {
        for decision in 0..self.decisions.len() {
            if !self.random.percent(22) {
                continue;
            }
            let place = self.random.below(clauses.len());
            let Some(own) = clauses.get(place).map(|clause| clause.level) else { continue };
            let level = own.min(Level(decision + 1));
            let gives = self.decisions.get(decision).copied();
            let each = matches!(gives, Some(Gives::Each(_)));
            let condition = self.prerequisite(level, each);
            let statement = if gives == Some(Gives::Set) && self.random.percent(60) {
                format!("d{decision} may include kb only after {condition}")
            } else {
                format!("d{decision} may be decided only after {condition}")
            };
            if let Some(clause) = clauses.get_mut(place) {
                clause.level = level;
                clause.statements.push(statement);
            }
        }
    }

    fn prerequisite(&mut self, level: Level, each: bool) -> String {
        if self.random.percent(15) {
            return format!("f{} is known", self.random.below(self.facts.len()));
        }
        self.truth(1, level, each)
    }

    fn force(&mut self, clauses: &mut [Clause]) {
        for place in 0..clauses.len() {
            if !self.random.percent(15) {
                continue;
            }
            let when = if self.questions > 0 && self.random.percent(70) {
                let question = self.random.below(self.questions);
                let reading = if self.random.percent(50) { "a" } else { "b" };
                format!(" when q{question} is r{question}{reading}")
            } else {
                String::new()
            };
            let day = 1 + self.random.below(6);
            let statement = match self.random.below(3) {
                0 => format!("in force from 2020-01-0{day}"),
                1 => "policy in force from 2019-01-01".to_owned(),
                _ if when.is_empty() => format!("in force from 2019-01-01 before 2020-01-0{day}"),
                _ => format!("policy suspended from 2020-01-0{day} \"a court\"{when}"),
            };
            if let Some(clause) = clauses.get_mut(place) {
                clause.statements.push(statement);
            }
        }
    }
}
