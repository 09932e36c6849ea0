//! What would follow from single leaves: the runs that order the missing facts, and the refinement.
//!
//! *One leaf*: if for some leaf of the walk all its values give one and the same single answer, that is the answer.
//! *Lanes*: else the first leaves of the walk with few values, in every combination, joined.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use whereas_plan::Meaning;
use whereas_value::{Abstract, Case, Interval, Leaf, Number, Values};

use crate::case::Loaded;
use crate::change::{Change, Settled};
use crate::known::{self, Known};
use crate::outcome::{either, none_like, singles};
use crate::session::{Asked, Pass, Session};
use crate::variant;

/// The leaves of the lanes, and how many lanes there may be.
const LANE_LEAVES: usize = 6;
const LANES: usize = 64;

/// One value of a leaf.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Value {
    /// Of a fact.
    Fact(Known),
    /// Of a judgement.
    Judgement(Values),
    /// Of a found factor.
    Found(bool),
    /// Of an open question.
    Reading(u32),
}

/// What came of a question with one leaf settled, and how many leaves it still turns on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tried {
    /// The outcome.
    pub outcome: Abstract,
    /// How many leaves are left.
    pub left: u64,
}

/// The runs of one question, by leaf.
pub type Runs = BTreeMap<Leaf, Vec<Tried>>;

/// The leaves of the lanes of a question, each with its values.
pub type LaneLeaves = Vec<(Leaf, Vec<Value>)>;

/// The values of a leaf that has few; none of one that has not.
pub fn finite(meaning: &Meaning, case: &Case, loaded: &Loaded, leaf: &Leaf) -> Option<Vec<Value>> {
    match leaf {
        Leaf::Fact(fact, path) => {
            let (values, may_be_absent) =
                of_fact(loaded.said(meaning, case).facts.get(*fact)?, path)?;
            let present = singles(values)?.into_iter();
            let present = present.map(|values| Known::Value { values, may_be_absent: false });
            let absent = may_be_absent
                .then(|| Known::Value { values: none_like(values), may_be_absent: true });
            Some(present.chain(absent).map(Value::Fact).collect())
        }
        Leaf::Judgement(judgement) => {
            let declared = meaning.facts.judgements.get(*judgement)?;
            // Where its burden is in force in some variants only, it is not split.
            match variant::burdened(meaning, case, loaded, declared) {
                (true, true) => return None,
                (true, false) => {
                    let no = Values::Truth { may_no: true, may_yes: false };
                    return Some(vec![Value::Judgement(no)]);
                }
                (false, _) => {}
            }
            let all = known::any_value(&meaning.facts, &declared.ty, &Interval::ANY);
            Some(singles(&all)?.into_iter().map(Value::Judgement).collect())
        }
        Leaf::Found(_) => Some(vec![Value::Found(false), Value::Found(true)]),
        Leaf::Question(question) => {
            let readings = meaning.readings.get(*question).copied()?;
            Some((0..readings).map(Value::Reading).collect())
        }
        Leaf::Element { .. } | Leaf::Others(_) => None,
    }
}

/// The possible values at the end of a path, and whether there may be none.
fn of_fact<'k>(known: &'k Known, path: &[u32]) -> Option<(&'k Values, bool)> {
    let mut known = known;
    for step in path {
        let Known::Record { fields, .. } = known else { return None };
        known = fields.get(*step as usize)?;
    }
    match known {
        Known::Value { values, may_be_absent } => Some((values, *may_be_absent)),
        Known::Record { .. } | Known::List { .. } => None,
    }
}

/// The pieces of a number between the constants it is compared with, and that it is absent where it may be.
pub fn pieces(meaning: &Meaning, case: &Case, loaded: &Loaded, leaf: &Leaf) -> Option<Vec<Value>> {
    let Leaf::Fact(fact, path) = leaf else { return None };
    let place = meaning.thresholds.binary_search_by(|(other, _)| other.cmp(leaf)).ok()?;
    let (_, thresholds) = meaning.thresholds.get(place)?;
    let (Values::Number(Some(interval)), may_be_absent) =
        of_fact(loaded.said(meaning, case).facts.get(*fact)?, path)?
    else {
        return None;
    };
    let declared = meaning.facts.facts.get(*fact)?;
    let ty =
        path.iter().fold(&declared.ty, |ty, step| known::field_type(&meaning.facts, ty, *step));
    let cut = cut(interval, thresholds, ty.present().is_discrete())?;
    let present = cut
        .into_iter()
        .map(|piece| Known::Value { values: Values::Number(Some(piece)), may_be_absent: false });
    let absent =
        may_be_absent.then_some(Known::Value { values: Values::Number(None), may_be_absent: true });
    Some(present.chain(absent).map(Value::Fact).collect())
}

/// An interval, cut at the constants within it; `None` where there are none.
fn cut(interval: &Interval, thresholds: &[Number], discrete: bool) -> Option<Vec<Interval>> {
    let mut pieces: Vec<Interval> = Vec::new();
    let mut add = |piece: Option<Interval>| {
        if let Some(piece) = piece
            && !pieces.contains(&piece)
        {
            pieces.push(piece);
        }
    };
    let beside = |number: &Number, by: i32| {
        if discrete { number.checked_add(&Number::from(by)).ok() } else { Some(number.clone()) }
    };
    let mut lo = interval.lo().cloned();
    let mut any = false;
    for threshold in thresholds.iter().filter(|threshold| interval.contains(threshold)) {
        any = true;
        add(beside(threshold, -1).and_then(|hi| Interval::new(lo.clone(), Some(hi))));
        add(Some(Interval::single(threshold.clone())));
        lo = beside(threshold, 1);
    }
    add(Interval::new(lo, interval.hi().cloned()));
    any.then_some(pieces)
}

/// Settles a leaf at a value. Gives what puts it back.
fn settle(
    meaning: &Meaning,
    case: &Case,
    loaded: &mut Loaded,
    leaf: &Leaf,
    value: &Value,
) -> Option<Value> {
    match (leaf, value) {
        (Leaf::Fact(fact, path), Value::Fact(known)) => {
            loaded.replace(meaning, case, *fact, path, known.clone()).map(Value::Fact)
        }
        (Leaf::Judgement(judgement), Value::Judgement(values)) => {
            loaded.fixed.judgements.insert(*judgement, values.clone());
            None
        }
        (Leaf::Found(factor), Value::Found(present)) => {
            loaded.fixed.found.insert(*factor, *present);
            None
        }
        (Leaf::Question(question), Value::Reading(reading)) => {
            loaded.fixed.questions.insert(*question, *reading);
            None
        }
        (
            Leaf::Fact(..)
            | Leaf::Judgement(_)
            | Leaf::Found(_)
            | Leaf::Question(_)
            | Leaf::Element { .. }
            | Leaf::Others(_),
            _,
        ) => None,
    }
}

fn release(
    meaning: &Meaning,
    case: &Case,
    loaded: &mut Loaded,
    leaf: &Leaf,
    before: Option<Value>,
) {
    match (leaf, before) {
        (Leaf::Fact(fact, path), Some(Value::Fact(known))) => {
            loaded.replace(meaning, case, *fact, path, known);
        }
        (Leaf::Judgement(judgement), _) => {
            loaded.fixed.judgements.remove(judgement);
        }
        (Leaf::Found(factor), _) => {
            loaded.fixed.found.remove(factor);
        }
        (Leaf::Question(question), _) => {
            loaded.fixed.questions.remove(question);
        }
        (Leaf::Fact(..) | Leaf::Element { .. } | Leaf::Others(_), _) => {}
    }
}

/// Runs a case with some leaves settled; the case is as before afterwards.
pub fn with<R>(
    session: &mut Session<'_>,
    case: &Case,
    loaded: &mut Loaded,
    settled: &[(&Leaf, &Value)],
    ask: impl FnOnce(&mut Session<'_>, &Loaded, &Pass) -> R,
) -> R {
    let meaning = &session.plan().meaning;
    let before: Vec<Option<Value>> =
        settled.iter().map(|(leaf, value)| settle(meaning, case, loaded, leaf, value)).collect();
    let pass = session.pass(case, loaded);
    let told = ask(session, loaded, &pass);
    session.done(pass);
    for ((leaf, _), before) in settled.iter().zip(before).rev() {
        release(meaning, case, loaded, leaf, before);
    }
    told
}

/// A question that is not single, with the leaves of its walk.
#[derive(Clone, Debug)]
pub struct Open {
    /// The question.
    pub asked: Asked,
    /// Its leaves, in order.
    pub walk: Vec<Leaf>,
    /// What came of it with each of its leaves settled.
    pub runs: Runs,
}

/// Tries every leaf of every open question at each of its values: a leaf is run once for all questions.
pub fn try_leaves(
    session: &mut Session<'_>,
    case: &Case,
    loaded: &mut Loaded,
    open: &mut [Open],
    in_pieces: impl Fn(&Open) -> bool,
) {
    let meaning = &session.plan().meaning;
    let leaves: BTreeSet<Leaf> = open.iter().flat_map(|open| open.walk.iter().cloned()).collect();
    let mut base: Option<Box<Pass>> = None;
    for leaf in leaves {
        let few = finite(meaning, case, loaded, &leaf);
        let number = few.is_none();
        let Some(values) = few.or_else(|| pieces(meaning, case, loaded, &leaf)) else { continue };
        let turns_on = |open: &&mut Open| {
            open.walk.binary_search(&leaf).is_ok() && (!number || in_pieces(open))
        };
        let mut asking: Vec<&mut Open> = open.iter_mut().filter(turns_on).collect();
        if asking.is_empty() {
            continue;
        }
        let mut ask = |session: &mut Session<'_>, loaded: &Loaded, pass: &Pass| {
            for open in &mut asking {
                let outcome = session.outcome(case, loaded, pass, open.asked);
                // What is left counts only where the facts are put in order by it.
                let left = if in_pieces(open) {
                    session.open(case, loaded, pass, open.asked).len()
                } else {
                    0
                };
                let left = u64::try_from(left).unwrap_or(u64::MAX);
                open.runs.entry(leaf.clone()).or_default().push(Tried { outcome, left });
            }
        };
        let pass = base.get_or_insert_with(|| session.pass(case, loaded));
        let changed = changes(session, pass, &leaf, &values);
        let stated = changed.as_ref().and_then(|(it, _)| session.as_stated(it, &loaded.stated));
        let (Some((change, all)), Some(stated)) = (changed, stated) else {
            for value in &values {
                with(session, case, loaded, &[(&leaf, value)], &mut ask);
            }
            continue;
        };
        for settled in &all {
            session.settle(case, loaded, pass, &change, settled);
            ask(session, loaded, pass);
        }
        session.settle(case, loaded, pass, &change, &stated);
    }
    if let Some(pass) = base {
        session.done(pass);
    }
}

/// What runs again where a leaf is settled, and each of its values as it is stated.
fn changes(
    session: &mut Session<'_>,
    pass: &Pass,
    leaf: &Leaf,
    values: &[Value],
) -> Option<(Change, Vec<Settled>)> {
    let change = session.change(pass, leaf)?;
    let settled = values.iter().map(|value| match value {
        Value::Fact(known) => session.settled(&change, known),
        Value::Judgement(_) | Value::Found(_) | Value::Reading(_) => None,
    });
    let settled = settled.collect::<Option<_>>()?;
    Some((change, settled))
}

/// The answer by one leaf, if there is one that gives it.
pub fn by_one_leaf(
    meaning: &Meaning,
    case: &Case,
    loaded: &Loaded,
    open: &Open,
) -> Option<Abstract> {
    for leaf in open.walk.iter().filter(|leaf| finite(meaning, case, loaded, leaf).is_some()) {
        let Some((first, rest)) = open.runs.get(leaf).and_then(|runs| runs.split_first()) else {
            continue;
        };
        if first.outcome.is_single() && rest.iter().all(|tried| tried.outcome == first.outcome) {
            return Some(first.outcome.clone());
        }
    }
    None
}

/// The outcome of one question, refined, with what is settled in the case as it is loaded.
pub fn outcome(
    session: &mut Session<'_>,
    case: &Case,
    loaded: &mut Loaded,
    asked: Asked,
) -> Abstract {
    let meaning = &session.plan().meaning;
    let pass = session.pass(case, loaded);
    let bare = session.outcome(case, loaded, &pass, asked);
    let mut walk: Vec<Leaf> = session.open(case, loaded, &pass, asked).into_iter().collect();
    session.done(pass);
    if bare.is_single() {
        return bare;
    }
    // What is supposed of a judgement stays as it is.
    walk.retain(|leaf| match leaf {
        Leaf::Judgement(judgement) => !loaded.fixed.supposed.contains_key(judgement),
        Leaf::Fact(..)
        | Leaf::Found(_)
        | Leaf::Question(_)
        | Leaf::Element { .. }
        | Leaf::Others(_) => true,
    });
    let mut open = [Open { asked, walk, runs: Runs::new() }];
    try_leaves(session, case, loaded, &mut open, |_| false);
    let [open] = open;
    if let Some(outcome) = by_one_leaf(meaning, case, loaded, &open) {
        return outcome;
    }
    let leaves = lane_leaves(meaning, case, loaded, &open.walk);
    if leaves.is_empty() {
        return bare;
    }
    lanes(session, case, loaded, &leaves, &[asked]).pop().flatten().unwrap_or(bare)
}

/// The first leaves with few values, and those values.
pub fn lane_leaves(meaning: &Meaning, case: &Case, loaded: &Loaded, walk: &[Leaf]) -> LaneLeaves {
    let few = walk.iter().filter_map(|leaf| Some((leaf, finite(meaning, case, loaded, leaf)?)));
    // A fact that is known is named only since a list cannot be complete; nothing is to be split there.
    let few = few.filter(|(leaf, values)| !matches!(leaf, Leaf::Fact(..)) || values.len() > 1);
    let mut lanes = 1_usize;
    let mut leaves = Vec::new();
    for (leaf, values) in few.take(LANE_LEAVES) {
        lanes = lanes.saturating_mul(values.len());
        if lanes > LANES {
            break;
        }
        leaves.push((leaf.clone(), values));
    }
    leaves
}

/// Runs every lane once for all questions with these leaves: the outcomes of each question, joined. From one lane to the
/// next only those leaves are settled anew whose values change.
pub fn lanes(
    session: &mut Session<'_>,
    case: &Case,
    loaded: &mut Loaded,
    leaves: &[(Leaf, Vec<Value>)],
    asked: &[Asked],
) -> Vec<Option<Abstract>> {
    if let Some(joined) = changed(session, case, loaded, leaves, asked) {
        return joined;
    }
    let meaning = &session.plan().meaning;
    let mut joined: Vec<Option<Abstract>> = vec![None; asked.len()];
    let mut places = vec![0_usize; leaves.len()];
    let mut before: Vec<Option<Value>> = Vec::with_capacity(leaves.len());
    let mut kept = Some(0);
    if leaves.iter().any(|(_, values)| values.is_empty()) {
        return joined;
    }
    while let Some(same) = kept {
        for ((leaf, values), place) in leaves.iter().zip(&places).skip(same) {
            let settled = values.get(*place);
            before.push(settled.and_then(|value| settle(meaning, case, loaded, leaf, value)));
        }
        let pass = session.pass(case, loaded);
        join(session, case, loaded, &pass, asked, &mut joined);
        session.done(pass);
        kept = advance(leaves, &mut places);
        for (leaf, _) in leaves.iter().skip(kept.unwrap_or(0)).rev() {
            release(meaning, case, loaded, leaf, before.pop().flatten());
        }
    }
    joined
}

/// The same where all leaves are facts of which only the values are read: in one pass, from lane to lane one fact is
/// settled anew, and only what reads it runs again. The fact of which most is read changes least often.
fn changed(
    session: &mut Session<'_>,
    case: &Case,
    loaded: &Loaded,
    leaves: &[(Leaf, Vec<Value>)],
    asked: &[Asked],
) -> Option<Vec<Option<Abstract>>> {
    let facts = leaves.iter().all(|(leaf, values)| {
        matches!(leaf, Leaf::Fact(_, path) if path.is_empty()) && !values.is_empty()
    });
    if !facts {
        return None;
    }
    let mut pass = session.pass(case, loaded);
    let each = leaves.iter().map(|(leaf, values)| changes(session, &pass, leaf, values));
    let Some(mut digits) = each.collect::<Option<Vec<_>>>() else {
        session.done(pass);
        return None;
    };
    digits.sort_by_key(|(change, _)| Reverse(change.size()));
    let mut digits: Vec<Digit> = digits.into_iter().map(Digit::new).collect();
    let mut joined: Vec<Option<Abstract>> = vec![None; asked.len()];
    for digit in &digits {
        digit.settle(session, case, loaded, &mut pass);
    }
    loop {
        join(session, case, loaded, &pass, asked, &mut joined);
        let Some(digit) = digits.iter_mut().rev().find_map(Digit::turned) else { break };
        digit.settle(session, case, loaded, &mut pass);
    }
    session.done(pass);
    Some(joined)
}

/// A fact in lanes: its values are gone through forwards and backwards, so that from one lane to the next one changes.
struct Digit {
    change: Change,
    values: Vec<Settled>,
    at: usize,
    back: bool,
}

impl Digit {
    fn new((change, values): (Change, Vec<Settled>)) -> Self {
        Self { change, values, at: 0, back: false }
    }

    /// Goes to the next value; past the last it turns back, and one that changes less often goes on.
    fn turned(&mut self) -> Option<&Self> {
        let next = if self.back { self.at.checked_sub(1) } else { self.at.checked_add(1) };
        match next.filter(|next| *next < self.values.len()) {
            Some(next) => {
                self.at = next;
                Some(self)
            }
            None => {
                self.back = !self.back;
                None
            }
        }
    }

    fn settle(&self, session: &Session<'_>, case: &Case, loaded: &Loaded, pass: &mut Pass) {
        if let Some(settled) = self.values.get(self.at) {
            session.settle(case, loaded, pass, &self.change, settled);
        }
    }
}

/// Joins the outcomes of a lane to those of the lanes before.
fn join(
    session: &Session<'_>,
    case: &Case,
    loaded: &Loaded,
    pass: &Pass,
    asked: &[Asked],
    joined: &mut [Option<Abstract>],
) {
    for (asked, joined) in asked.iter().zip(joined) {
        let outcome = session.outcome(case, loaded, pass, *asked);
        match joined {
            Some(other) if *other == outcome => {}
            Some(other) => *other = either(other, &outcome),
            None => *joined = Some(outcome),
        }
    }
}

/// The next combination of values; the last leaf changes fastest. How many leaves before those that change.
fn advance(leaves: &[(Leaf, Vec<Value>)], places: &mut [usize]) -> Option<usize> {
    for (at, (place, (_, values))) in places.iter_mut().zip(leaves).enumerate().rev() {
        *place = place.saturating_add(1);
        if *place < values.len() {
            return Some(at);
        }
        *place = 0;
    }
    None
}
