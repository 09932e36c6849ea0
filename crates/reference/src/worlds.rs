//! Section 3: the same question asked of every single world that a case allows.
//!
//! Reads a checked policy and a small case; produces, of every question, the set of its outcomes in all complete
//! worlds: every fact, field and further element has one value, every judgement and found factor is settled, every
//! open question is read one way. This is what an answer *means*; [`crate::decide`] is held against it. What is
//! static (force, edges, and whether a finding is formally good) is shared with it; the rest has its own code.

mod concrete;
mod duty;
mod relevant;
mod world;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use whereas_check::Checked;
use whereas_hir::Hir;
use whereas_hir::clause::Presence;
use whereas_value::answer::SetView;
use whereas_value::duty::DutyState;
use whereas_value::id::{DutyId, FactId, IndexVec, PermissionId};
use whereas_value::{
    Abstract, Answers, Case, Cause, Causes, Date, Interval, Leaf, Number, Question, TextSet, Type,
    Values,
};

pub use concrete::Concrete;
pub use relevant::relevant;
use world::World;

use crate::known::{self, Known};

/// How many elements that are not stated a world may add to an open list.
const FURTHER: usize = 2;
/// How many values of one fact are tried: past it, some of them.
const OF_ONE: usize = 2_000;
/// How many whole numbers of an interval are tried one by one; past it, only those that could make a difference.
const TRIED: i64 = 24;

/// What a question comes to in one world.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Outcome {
    /// A value.
    Value(Concrete),
    /// No value, for this cause.
    None(Cause),
}

/// The outcomes of every question, in all worlds.
pub type Outcomes = BTreeMap<Question, BTreeSet<Outcome>>;

/// The worlds of a case.
#[derive(Clone, Debug)]
pub struct Worlds {
    /// Of every question, its outcomes.
    pub outcomes: Outcomes,
    /// Of every instance of a duty, by the event it arose from and the day it arose, its states.
    pub duties: BTreeMap<(DutyId, Option<u32>, Option<Date>), BTreeSet<DutyState>>,
    /// Of every permission, whether it is held.
    pub permissions: BTreeMap<PermissionId, BTreeSet<Outcome>>,
    /// Whether these are all worlds: no number was left between two that were tried, no list was cut off.
    pub exhaustive: bool,
}

impl Worlds {
    const fn new(exhaustive: bool) -> Self {
        Self {
            outcomes: Outcomes::new(),
            duties: BTreeMap::new(),
            permissions: BTreeMap::new(),
            exhaustive,
        }
    }
}

/// Asks every world of a case; `None` where there are more than `cap`.
#[must_use]
pub fn outcomes(checked: &Checked, case: &Case, cap: usize) -> Option<Worlds> {
    let dims = Dims::new(checked, case)?;
    if dims.size()? > cap {
        return None;
    }
    let mut worlds = Worlds::new(dims.exhaustive);
    let mut place = vec![0; dims.len()];
    loop {
        ask(checked, case, &dims.at(&place), &mut worlds);
        if !dims.advance(&mut place) {
            return Some(worlds);
        }
    }
}

/// Asks some worlds of a case, drawn from a seed: for cases of which there are too many.
#[must_use]
pub fn sampled(checked: &Checked, case: &Case, count: usize, seed: u64) -> Option<Worlds> {
    let dims = Dims::new(checked, case)?;
    let mut worlds = Worlds::new(false);
    let mut state = seed;
    for _ in 0..count {
        let place: Vec<usize> = dims.lengths().into_iter().map(|n| draw(&mut state, n)).collect();
        ask(checked, case, &dims.at(&place), &mut worlds);
    }
    Some(worlds)
}

/// The next number of a fixed sequence, below `below`.
fn draw(state: &mut u64, below: usize) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    let high = usize::try_from(*state >> 33).unwrap_or(0);
    high.checked_rem(below).unwrap_or(0)
}

fn ask(checked: &Checked, case: &Case, settled: &Settled, worlds: &mut Worlds) {
    let mut world = World::new(checked, case, settled);
    if !world.is_allowed() {
        return;
    }
    for (question, outcome) in world.answers() {
        worlds.outcomes.entry(question).or_default().insert(outcome);
    }
    for (id, permission) in checked.hir().permissions.enumerate() {
        let held = world::outcome(world.permission(permission));
        worlds.permissions.entry(id).or_default().insert(held);
    }
    for unsaid in [false, true] {
        world.unsaid = unsaid;
        for (key, states) in world.duties() {
            worlds.duties.entry(key).or_default().extend(states);
        }
    }
}

/// Where what is told of a duty or a permission does not hold what a world has: a text for each.
#[must_use]
pub fn unsound_duties(hir: &Hir, answers: &Answers, worlds: &Worlds) -> Vec<String> {
    let mut found = Vec::new();
    for ((duty, event, arose), states) in &worlds.duties {
        let told = answers.duties.iter().filter(|told| {
            told.duty == *duty
                && told.event == *event
                && (told.arose == *arose || told.arose.is_none())
        });
        let told: BTreeSet<DutyState> = told.flat_map(|told| told.states.iter().copied()).collect();
        for state in states.difference(&told) {
            let name = hir.duties.get(*duty).map(|duty| duty.name.as_str()).unwrap_or_default();
            found.push(format!(
                "{name} {event:?} {arose:?}: a world has {state:?}, told is {told:?}"
            ));
        }
    }
    for told in &answers.permissions {
        for outcome in worlds.permissions.get(&told.permission).into_iter().flatten() {
            let holds = match outcome {
                Outcome::None(cause) => told.causes.has(*cause),
                Outcome::Value(Concrete::Truth(true)) => told.may_be_held,
                Outcome::Value(_) => told.may_not_be_held,
            };
            if !holds {
                found.push(format!("{:?}: a world has {outcome:?}", told.permission));
            }
        }
    }
    found
}

/// Where an answer does not hold an outcome that a world has: a text for each; none where it is sound.
#[must_use]
pub fn unsound(hir: &Hir, answers: &Answers, outcomes: &Outcomes) -> Vec<String> {
    let mut found = Vec::new();
    for (question, answer) in &answers.questions {
        for outcome in outcomes.get(question).into_iter().flatten() {
            if !holds(&answer.outcome, outcome) {
                let name = crate::print::question(hir, *question);
                let said = crate::print::outcome(hir, question.decision, &answer.outcome);
                found.push(format!("{name}: a world has {outcome:?}, the answer is {said}"));
            }
        }
    }
    found
}

/// The questions that all worlds answer alike and the answer leaves open: what the abstraction costs.
#[must_use]
pub fn gaps(answers: &Answers, outcomes: &Outcomes) -> Vec<Question> {
    let open = answers.questions.iter().filter(|(_, answer)| !answer.outcome.is_single());
    let single = |question: &Question| outcomes.get(question).is_some_and(|all| all.len() == 1);
    open.map(|(question, _)| *question).filter(single).collect()
}

/// Whether an answer to less is within an answer to more: each outcome that is left was possible before, and what was
/// decided stays so. A text for each question where not.
#[must_use]
pub fn unlearnt(hir: &Hir, before: &Answers, after: &Answers) -> Vec<String> {
    let mut found = Vec::new();
    for (question, old) in &before.questions {
        let Some((_, new)) = after.questions.iter().find(|(other, _)| other == question) else {
            continue;
        };
        if !within(&new.outcome, &old.outcome) {
            let name = crate::print::question(hir, *question);
            let was = crate::print::outcome(hir, question.decision, &old.outcome);
            let is = crate::print::outcome(hir, question.decision, &new.outcome);
            found.push(format!("{name}: was {was}, is {is}"));
        }
    }
    found
}

fn within(new: &Abstract, old: &Abstract) -> bool {
    let values = match (&new.values, &old.values) {
        (new, _) if new.is_empty() => true,
        (_, old) if old.is_empty() => false,
        (Values::Truth { may_no: n, may_yes: y }, Values::Truth { may_no: m, may_yes: z }) => {
            (!n || *m) && (!y || *z)
        }
        (Values::Choice(new), Values::Choice(old)) => new & !old == 0,
        (Values::Number(Some(new)), Values::Number(Some(old))) => old.includes(new),
        (Values::Text(new), Values::Text(old)) => new.union(old) == *old,
        (Values::Set(Some(new)), Values::Set(Some(old))) => {
            old.definite & !new.definite == 0 && new.possible & !old.possible == 0
        }
        _ => false,
    };
    values && new.causes.without(old.causes).is_empty()
}

fn holds(answer: &Abstract, outcome: &Outcome) -> bool {
    match outcome {
        Outcome::None(cause) => answer.causes.has(*cause),
        Outcome::Value(value) => match (&answer.values, value) {
            (Values::Truth { may_no, may_yes }, Concrete::Truth(yes)) => {
                if *yes {
                    *may_yes
                } else {
                    *may_no
                }
            }
            (Values::Choice(bits), Concrete::Choice(value)) => bits & known::bit(*value) != 0,
            (Values::Number(Some(interval)), Concrete::Number(number)) => interval.contains(number),
            (Values::Text(texts), Concrete::Text(text)) => texts.contains(text),
            (Values::Set(Some(view)), Concrete::Set(bits)) => {
                view.definite & !bits == 0 && bits & !view.possible == 0
            }
            _ => false,
        },
    }
}

/// The outcomes of all worlds, as text.
#[must_use]
pub fn print(hir: &Hir, worlds: &Worlds) -> String {
    let mut out = String::new();
    let which = if worlds.exhaustive { "all worlds" } else { "some worlds" };
    for (question, outcomes) in &worlds.outcomes {
        let each: Vec<String> = outcomes
            .iter()
            .map(|outcome| crate::print::outcome(hir, question.decision, &abstracted(outcome)))
            .collect();
        let name = crate::print::question(hir, *question);
        let _ = writeln!(out, "{which}: {name}: {}", each.join(" | "));
    }
    for ((duty, event, arose), states) in &worlds.duties {
        let name = hir.duties.get(*duty).map(|duty| duty.name.as_str()).unwrap_or_default();
        let event = event.map(|place| format!(" of event {place}")).unwrap_or_default();
        let arose = arose.map(|day| format!(" of {day}")).unwrap_or_default();
        let states: Vec<&str> = states.iter().map(|state| state.words()).collect();
        let _ = writeln!(out, "{which}: duty {name}{event}{arose}: {}", states.join(" | "));
    }
    out
}

/// One outcome as an answer says it.
fn abstracted(outcome: &Outcome) -> Abstract {
    let none = Values::Truth { may_no: false, may_yes: false };
    let (causes, values) = match outcome {
        Outcome::None(cause) => (Causes::of(*cause), none),
        Outcome::Value(value) => {
            let value = match value {
                Concrete::Truth(yes) => Values::Truth { may_no: !yes, may_yes: *yes },
                Concrete::Choice(value) => Values::Choice(known::bit(*value)),
                Concrete::Number(number) => Values::Number(Some(Interval::single(number.clone()))),
                Concrete::Text(text) => Values::Text(TextSet::single(text.clone())),
                Concrete::Set(bits) => {
                    Values::Set(Some(SetView { definite: *bits, possible: *bits }))
                }
                Concrete::Record(_) | Concrete::List(_) => none,
            };
            (Causes::NONE, value)
        }
    };
    Abstract { causes, values }
}

// ------------------------------------------------------------------ the worlds of a case

/// One world: everything has one value.
pub(crate) struct Settled {
    pub facts: IndexVec<FactId, Option<Concrete>>,
    pub judgements: Vec<Concrete>,
    /// Of each factor that somebody must find, whether it is present; others are not asked.
    pub found: Vec<bool>,
    pub questions: Vec<u32>,
}

/// What each thing may be.
struct Dims {
    facts: Vec<Vec<Option<Concrete>>>,
    judgements: Vec<Vec<Concrete>>,
    found: Vec<Vec<bool>>,
    questions: Vec<Vec<u32>>,
    exhaustive: bool,
}

impl Dims {
    fn new(checked: &Checked, case: &Case) -> Option<Self> {
        let hir = checked.hir();
        let mut domain = Domain { checked, as_of: case.as_of, cap: OF_ONE, exhaustive: true };
        let known = known::facts(hir, case, true);
        let mut facts = Vec::new();
        for (id, fact) in hir.facts.enumerate() {
            let leaf = |path: &[u32]| Leaf::Fact(id, path.to_vec());
            facts.push(domain.all(known.get(id)?, &fact.ty, &leaf, &mut Vec::new())?);
        }
        let mut judgements = Vec::new();
        for judgement in hir.judgements.iter() {
            let values = if judgement.burden.is_some() {
                vec![Concrete::Truth(false)]
            } else {
                let all = known::any_value(hir, judgement.ty.present(), &Interval::ANY);
                domain.values(&all, &judgement.ty, &[])?
            };
            judgements.push(values);
        }
        let found = hir.factors.iter().map(|factor| match factor.present {
            // Without a finding, nothing asks for factors.
            Presence::FoundBy(_) if !case.findings.is_empty() => vec![false, true],
            Presence::FoundBy(_) | Presence::When(_) => vec![false],
        });
        let readings = hir.questions.iter().map(|question| {
            (0..u32::try_from(question.readings.len()).unwrap_or(u32::MAX)).collect()
        });
        let (found, questions) = (found.collect(), readings.collect());
        Some(Self { facts, judgements, found, questions, exhaustive: domain.exhaustive })
    }

    fn lengths(&self) -> Vec<usize> {
        let facts = self.facts.iter().map(Vec::len);
        let judgements = self.judgements.iter().map(Vec::len);
        let found = self.found.iter().map(Vec::len);
        facts.chain(judgements).chain(found).chain(self.questions.iter().map(Vec::len)).collect()
    }

    fn len(&self) -> usize {
        self.lengths().len()
    }

    fn size(&self) -> Option<usize> {
        self.lengths().into_iter().try_fold(1_usize, usize::checked_mul)
    }

    /// The world at a place; each dimension has at least one value.
    fn at(&self, place: &[usize]) -> Settled {
        let mut places = place.iter().copied();
        fn pick<T: Clone>(dims: &[Vec<T>], places: &mut impl Iterator<Item = usize>) -> Vec<T> {
            let picked = dims.iter().filter_map(|values| values.get(places.next()?).cloned());
            picked.collect()
        }
        Settled {
            facts: pick(&self.facts, &mut places).into_iter().collect(),
            judgements: pick(&self.judgements, &mut places),
            found: pick(&self.found, &mut places),
            questions: pick(&self.questions, &mut places),
        }
    }

    fn advance(&self, place: &mut [usize]) -> bool {
        for (place, length) in place.iter_mut().zip(self.lengths()) {
            *place += 1;
            if *place < length {
                return true;
            }
            *place = 0;
        }
        false
    }
}

/// Lists the values of what is known, one by one.
struct Domain<'a> {
    checked: &'a Checked,
    as_of: Date,
    cap: usize,
    exhaustive: bool,
}

impl Domain<'_> {
    /// All values; `None`: absent. Nothing where there are too many.
    fn all(
        &mut self,
        known: &Known,
        ty: &Type,
        leaf: &dyn Fn(&[u32]) -> Leaf,
        path: &mut Vec<u32>,
    ) -> Option<Vec<Option<Concrete>>> {
        let absent = |may: bool| may.then_some(None);
        match known {
            Known::Value { values, may_be_absent } => {
                let thresholds = self.checked.tables().thresholds.get(&leaf(path));
                let thresholds = thresholds.map_or(&[][..], Vec::as_slice);
                let present = self.values(values, ty, thresholds)?.into_iter().map(Some);
                Some(present.chain(absent(*may_be_absent)).collect())
            }
            Known::Record { may_be_absent, may_be_present, fields } => {
                let mut records = if *may_be_present { vec![Vec::new()] } else { Vec::new() };
                for (place, field) in (0..).zip(fields) {
                    let declared = self.field_type(ty, place)?;
                    path.push(place);
                    let values = self.all(field, &declared, leaf, path)?;
                    path.pop();
                    if *may_be_present {
                        records = self.product(&records, &values);
                    }
                }
                let present = records.into_iter().map(|fields| Some(Concrete::Record(fields)));
                Some(present.chain(absent(*may_be_absent)).collect())
            }
            Known::List { rows, complete, others } => {
                let Type::List(element) = ty.present() else { return None };
                let mut lists = vec![Vec::new()];
                for row in rows {
                    let values = self.all(row, element, &|_| Leaf::Others(FactId(0)), path)?;
                    lists = self.product(&lists, &values);
                }
                let stated = lists;
                let mut all = stated.clone();
                if !complete || self.may_have_others(leaf) {
                    self.exhaustive = false;
                    let others = self.all(others, element, &|_| Leaf::Others(FactId(0)), path)?;
                    let mut longer = stated;
                    for _ in 0..FURTHER {
                        longer = self.product(&longer, &others);
                        all.extend(longer.iter().cloned());
                    }
                }
                Some(all.into_iter().map(|row| Some(Concrete::List(row))).collect())
            }
        }
    }

    /// A list that the case calls complete may have others where the policy says when it can be.
    fn may_have_others(&self, leaf: &dyn Fn(&[u32]) -> Leaf) -> bool {
        let Leaf::Fact(list, _) = leaf(&[]) else { return false };
        let fact = self.checked.hir().facts.get(list);
        fact.is_some_and(|fact| fact.complete_only_when.is_some())
    }

    /// Every row with every value at its end; where these are too many, some of them, spread over all.
    fn product(
        &mut self,
        rows: &[Vec<Option<Concrete>>],
        values: &[Option<Concrete>],
    ) -> Vec<Vec<Option<Concrete>>> {
        let stride = rows.len().saturating_mul(values.len()) / self.cap + 1;
        self.exhaustive &= stride == 1;
        let mut all = Vec::new();
        for (place, (row, value)) in
            rows.iter().flat_map(|row| values.iter().map(move |value| (row, value))).enumerate()
        {
            let spread = place.wrapping_mul(2_654_435_761) >> 7;
            if spread.is_multiple_of(stride) {
                let mut row = row.clone();
                row.push(value.clone());
                all.push(row);
            }
        }
        all
    }

    fn field_type(&self, ty: &Type, field: u32) -> Option<Type> {
        let Type::Record(record) = ty.present() else { return None };
        let records = &self.checked.hir().records;
        Some(whereas_hir::vocabulary::field(records, *record, field)?.ty.clone())
    }

    fn values(&mut self, values: &Values, ty: &Type, cuts: &[Number]) -> Option<Vec<Concrete>> {
        Some(match values {
            Values::Truth { may_no, may_yes } => {
                let no = may_no.then_some(Concrete::Truth(false));
                no.into_iter().chain(may_yes.then_some(Concrete::Truth(true))).collect()
            }
            Values::Choice(bits) => {
                let values = (0..64).filter(|value| bits & known::bit(*value) != 0);
                values.map(Concrete::Choice).collect()
            }
            Values::Number(None) | Values::Set(None) => Vec::new(),
            Values::Number(Some(interval)) => {
                self.numbers(interval, ty, cuts).into_iter().map(Concrete::Number).collect()
            }
            Values::Text(TextSet::OneOf(texts)) => {
                texts.iter().cloned().map(Concrete::Text).collect()
            }
            Values::Text(TextSet::Any) => {
                self.exhaustive = false;
                ["", "some text"].map(|text| Concrete::Text(text.into())).to_vec()
            }
            Values::Set(Some(view)) => {
                let open = view.possible & !view.definite;
                (open.count_ones() <= 8).then_some(())?;
                let mut sets = vec![view.definite];
                for bit in (0..64).map(known::bit).filter(|bit| open & bit != 0) {
                    sets.extend(sets.clone().into_iter().map(|set| set | bit));
                }
                sets.into_iter().map(Concrete::Set).collect()
            }
        })
    }

    /// The numbers of an interval, one by one where they are few and whole; else its ends and what is next to the cuts.
    fn numbers(&mut self, interval: &Interval, ty: &Type, cuts: &[Number]) -> Vec<Number> {
        if let Some(one) = interval.as_single() {
            return vec![one.clone()];
        }
        let whole = ty.present().is_discrete();
        let ends =
            interval.lo().and_then(Number::ceiling).zip(interval.hi().and_then(Number::floor));
        if let (true, Some((lo, hi))) = (whole, ends)
            && hi.saturating_sub(lo) < TRIED
        {
            return (lo..=hi).map(Number::from).collect();
        }
        self.exhaustive = false;
        let mut some: BTreeSet<Number> =
            interval.lo().into_iter().chain(interval.hi()).cloned().collect();
        let near: Vec<Number> = if matches!(ty.present(), Type::Date) {
            let days = [-40, -7, 0, 7].map(|by| self.as_of.plus_days(by).unwrap_or(self.as_of));
            cuts.iter().cloned().chain(days.map(|day| Number::from(day.days()))).collect()
        } else {
            cuts.iter().cloned().chain([Number::ZERO]).collect()
        };
        for cut in near.into_iter().flat_map(|cut| {
            [-1, 0, 1].map(|by| cut.checked_add(&Number::from(by)).unwrap_or(Number::ZERO))
        }) {
            some.insert(cut);
        }
        some.retain(|number| interval.contains(number) && (!whole || number.is_integer()));
        if some.is_empty() {
            some.extend(ends.map(|(lo, _)| Number::from(lo)));
        }
        some.into_iter().collect()
    }
}
