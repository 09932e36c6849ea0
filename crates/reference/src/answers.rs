//! Section 5: what is answered, what is missing, and the refinement.
//!
//! Reads a checked policy and a case; produces the [`Answers`]. An answer is one run of the policy (in all variants)
//! where that is single; else the *refinement*: first by one leaf, then by lanes. The runs that order the missing facts
//! are those of the first refinement.

mod tried;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use whereas_check::Checked;
use whereas_hir::Hir;
use whereas_hir::clause::GuaranteeKind;
use whereas_hir::policy::DecisionKind;
use whereas_value::answer::{FindingClass, Missing, Rest, Scope, SetView};
use whereas_value::id::{DecisionId, GuaranteeId, JudgementId};
use whereas_value::{
    Abstract, Answer, Answers, Case, Causes, Interval, Leaf, Of, Question, Status, Type, Values,
};

use crate::force::told;
use crate::known::{self, Known};
use crate::open::{Leaves, Open};
use crate::pass::{Over, Pass, governing};
use crate::semantics::{At, Fixed, Place, Setting, Which};
use crate::tables::{Seen, join, strict};
use crate::text::Text;
use crate::{duties, findings};
use tried::{Score, Tried, pieces, singles};

/// Past this many missing facts they are in the order of the text, and none is tried.
const TRIED_FACTS: usize = 32;
/// The leaves of the lanes, and how many lanes there may be.
const LANE_LEAVES: usize = 6;
const LANES: usize = 64;

/// Whether what one run leaves open is refined.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refined {
    Yes,
    No,
}

/// What a policy says of a case.
pub(crate) fn decide(checked: &Checked, case: &Case, fixed: Fixed, refined: Refined) -> Answers {
    let hir = checked.hir();
    let facts = known::facts(hir, case, true);
    let leaves = Leaves::new(hir, &facts);
    let setting =
        Setting { checked, case, text: Text::new(hir), leaves, unfixed: Fixed::default() };
    let days = governing(&setting, &facts);
    let over = Over::new(&setting, facts, fixed, None);
    let mut pass = over.pass(&setting);
    let findings = findings::reports(case, hir, &mut pass.runs, &over.fixture().formal);
    let used: BTreeSet<JudgementId> = findings
        .iter()
        .filter(|report| report.class == FindingClass::Used)
        .map(|report| report.judgement)
        .collect();
    let settled = BTreeMap::new();
    let mut answering = Answering { setting: &setting, over: &over, settled, used, refined };
    let mut questions = Vec::new();
    for (id, decision) in hir.decisions.enumerate().filter(|(_, d)| d.policy == Hir::MAIN) {
        questions.extend(answering.decision(id, decision, &mut pass));
    }
    Answers {
        policy: Hir::MAIN,
        as_of: case.as_of,
        governing: days,
        force: told(hir, &over.fixture().variants),
        scope: scope(&mut pass),
        questions,
        possibly_others: possibly_others(hir, &mut pass),
        findings,
        duties: duties::duties(&setting, &over, &mut pass),
        permissions: duties::permissions(&setting, &mut pass),
        broken: broken(hir, &mut pass),
    }
}

/// Whether the case is in the scope of the policy.
fn scope(pass: &mut Pass<'_, '_>) -> Scope {
    let seen = pass.joined(|run| run.scope(Hir::MAIN));
    Scope { may_be_in: seen.may_yes(), may_be_out: seen.may_no(), causes: seen.causes }
}

/// Decisions for each element of a list that may have elements which are not stated.
fn possibly_others(hir: &Hir, pass: &mut Pass<'_, '_>) -> Vec<DecisionId> {
    let mut all = Vec::new();
    for (id, decision) in hir.decisions.enumerate().filter(|(_, d)| d.policy == Hir::MAIN) {
        let list = decision.element.and_then(|x| hir.variables.get(x)).map(|x| x.list);
        if list.is_some_and(|list| pass.joined(|run| run.there(list)).may_yes()) {
            all.push(id);
        }
    }
    all
}

/// `always C` is broken where C is surely no, `never C` where it is surely yes; without a value neither is.
fn broken(hir: &Hir, pass: &mut Pass<'_, '_>) -> Vec<GuaranteeId> {
    let mut all = Vec::new();
    for (id, guarantee) in hir.guarantees.enumerate() {
        let policy = hir.clauses.get(guarantee.clause).map(|clause| clause.policy);
        if policy != Some(Hir::MAIN) {
            continue;
        }
        let at = At::policy(Hir::MAIN);
        // What is guaranteed by a clause that is not in force is not broken.
        let mut asked = |c, kept| {
            pass.joined(|run| {
                let live = run.variant.is_live(guarantee.clause);
                if live { run.value(c, &at) } else { Seen::truth(kept) }
            })
        };
        let broken = match guarantee.kind {
            GuaranteeKind::Always(c) => asked(c, true).surely_no(),
            GuaranteeKind::Never(c) => asked(c, false).surely_yes(),
            GuaranteeKind::Raising { .. } => false,
        };
        if broken {
            all.push(id);
        }
    }
    all
}

/// One value of a leaf that has few.
#[derive(Clone)]
enum Value {
    Fact(Known),
    Judgement(Values),
    Found(bool),
    Reading(u32),
}

/// Answers the questions of one case.
struct Answering<'r, 'a> {
    setting: &'r Setting<'a>,
    over: &'r Over,
    /// What is said with one leaf settled at one of its values: shared by all questions.
    settled: BTreeMap<(Leaf, usize), BTreeMap<(DecisionId, Which), Tried>>,
    used: BTreeSet<JudgementId>,
    refined: Refined,
}

impl<'a> Answering<'_, 'a> {
    fn decision(
        &mut self,
        id: DecisionId,
        decision: &whereas_hir::policy::Decision,
        pass: &mut Pass<'_, 'a>,
    ) -> Vec<(Question, Answer)> {
        let hir = self.setting.checked.hir();
        let question = |of: Of| Question { decision: id, of };
        let places: Vec<(Of, Option<Place>)> = match decision.element {
            None => vec![(Of::Whole, None)],
            Some(element) => {
                let list = hir.variables.get(element).map(|variable| variable.list);
                let known = list.and_then(|list| Some((list, self.over.facts.get(list)?)));
                let Some((list, known)) = known else { return Vec::new() };
                let Known::List { rows, .. } = &**known else { return Vec::new() };
                let rows = 0..u32::try_from(rows.len()).unwrap_or(u32::MAX);
                rows.map(|row| (Of::Element(row), Some(Place::Row(list, row)))).collect()
            }
        };
        let mut answers = Vec::new();
        for (whole_of, place) in places {
            let DecisionKind::Set(choice) = &decision.kind else {
                let which = Which { place, value: None };
                answers.push((question(whole_of), self.answer(id, which, pass)));
                continue;
            };
            let count = hir.choices.get(*choice).map_or(0, |choice| choice.values.len());
            let values = (0..u32::try_from(count).unwrap_or(0)).map(|value| {
                let which = Which { place, value: Some(value) };
                (question(whole_of.includes(value)), self.answer(id, which, pass))
            });
            let values: Vec<(Question, Answer)> = values.collect();
            let whole = whole(values.iter().map(|(_, answer)| answer));
            answers.extend(values);
            answers.push((question(whole_of), whole));
        }
        answers
    }

    fn answer(&mut self, id: DecisionId, which: Which, pass: &mut Pass<'_, 'a>) -> Answer {
        let bare = pass.question(id, which);
        let walk = self.setting.leaves.list(&bare.open);
        let settled = bare.is_single() || self.refined == Refined::No;
        let tried = if settled { Vec::new() } else { self.try_leaves(id, which, &walk) };
        let outcome =
            if settled { bare.outcome() } else { self.refined(id, which, &tried, &walk, &bare) };
        let may_wait = bare.causes.has(whereas_value::Cause::NotReady);
        let (trace, waits) = match pass.runs.first_mut() {
            Some(run) => {
                let trace = run.trace(id, which);
                let waits = run.waits(id, which, &trace, may_wait);
                (trace, waits)
            }
            None => (Vec::new(), Vec::new()),
        };
        let single = outcome.is_single();
        let walk = if single { Vec::new() } else { walk };
        let missing =
            if single { Vec::new() } else { self.missing(id, which, &walk, &tried, &bare) };
        let (awaits, questions) = awaited(&walk);
        let status = status(&outcome, &awaits, &questions);
        let rests_on = match status {
            Status::Decided => self.rests_on(id, which),
            Status::Unknown
            | Status::AwaitingJudgement
            | Status::DependsOnQuestion
            | Status::NotReady
            | Status::Conflict
            | Status::Undetermined
            | Status::NotInForce
            | Status::OutOfScope
            | Status::Fault => Vec::new(),
        };
        Answer { status, outcome, missing, awaits, questions, rests_on, trace, waits }
    }

    // -------------------------------------------------------------- refinement

    /// *One leaf*: each leaf with few values at each of them.
    fn try_leaves(
        &mut self,
        id: DecisionId,
        which: Which,
        walk: &[Leaf],
    ) -> Vec<(Leaf, Vec<Tried>)> {
        let mut all = Vec::new();
        for leaf in walk {
            let Some(values) = self.finite(leaf) else { continue };
            let tried = values
                .iter()
                .enumerate()
                .map(|(place, value)| self.ask_with((leaf.clone(), place), value, id, which));
            all.push((leaf.clone(), tried.collect()));
        }
        all
    }

    fn ask_with(
        &mut self,
        key: (Leaf, usize),
        value: &Value,
        id: DecisionId,
        which: Which,
    ) -> Tried {
        if let Some(tried) = self.settled.get(&key).and_then(|asked| asked.get(&(id, which))) {
            return tried.clone();
        }
        let over = self.with(&[(&key.0, value)]);
        let seen = over.pass(self.setting).question(id, which);
        let tried = (seen.clone(), seen.open.len());
        self.settled.entry(key).or_default().insert((id, which), tried.clone());
        tried
    }

    /// The case with some leaves settled.
    fn with(&self, settled: &[(&Leaf, &Value)]) -> Over {
        let mut facts = self.over.facts.clone();
        let mut fixed = self.over.fixed.clone();
        for (leaf, value) in settled {
            match (leaf, value) {
                (Leaf::Fact(fact, path), Value::Fact(known)) => {
                    if let Some(fact) = facts.get_mut(*fact) {
                        *fact = Rc::new(fact.with(path, known.clone()));
                    }
                }
                (Leaf::Judgement(judgement), Value::Judgement(values)) => {
                    fixed.judgements.insert(*judgement, values.clone());
                }
                (Leaf::Found(factor), Value::Found(present)) => {
                    fixed.found.insert(*factor, *present);
                }
                (Leaf::Question(question), Value::Reading(reading)) => {
                    fixed.questions.insert(*question, *reading);
                }
                _ => {}
            }
        }
        Over::new(self.setting, facts, fixed, Some(self.over))
    }

    /// The values of a leaf that has few: yes/no and choices, judgements, found factors, open questions.
    fn finite(&self, leaf: &Leaf) -> Option<Vec<Value>> {
        let hir = self.setting.checked.hir();
        match leaf {
            Leaf::Fact(fact, path) => {
                let (values, may_be_absent) = self.fact(*fact, path)?;
                let present = singles(values)?
                    .into_iter()
                    .map(|values| Known::Value { values, may_be_absent: false });
                let absent = may_be_absent.then(|| Known::Value {
                    values: crate::tables::none_like(values),
                    may_be_absent: true,
                });
                Some(present.chain(absent).map(Value::Fact).collect())
            }
            Leaf::Judgement(id) => {
                let judgement = hir.judgements.get(*id)?;
                if judgement.burden.is_some() {
                    return Some(vec![Value::Judgement(crate::tables::truth(true, false))]);
                }
                let all = known::any_value(hir, judgement.ty.present(), &Interval::ANY);
                Some(singles(&all)?.into_iter().map(Value::Judgement).collect())
            }
            Leaf::Found(_) => Some(vec![Value::Found(false), Value::Found(true)]),
            Leaf::Question(id) => {
                let readings = hir.questions.get(*id)?.readings.len();
                let readings = 0..u32::try_from(readings).ok()?;
                Some(readings.map(Value::Reading).collect())
            }
            Leaf::Element { .. } | Leaf::Others(_) => None,
        }
    }

    fn fact(&self, fact: whereas_value::id::FactId, path: &[u32]) -> Option<(&Values, bool)> {
        let mut known: &Known = self.over.facts.get(fact)?;
        for field in path {
            let Known::Record { fields, .. } = known else { return None };
            known = fields.get(usize::try_from(*field).ok()?)?;
        }
        match known {
            Known::Value { values, may_be_absent } => Some((values, *may_be_absent)),
            Known::Record { .. } | Known::List { .. } => None,
        }
    }

    /// The outcome: of the first leaf all of whose values give one and the same single answer; else of the lanes.
    fn refined(
        &self,
        id: DecisionId,
        which: Which,
        tried: &[(Leaf, Vec<Tried>)],
        walk: &[Leaf],
        bare: &Seen,
    ) -> Abstract {
        for (_, runs) in tried {
            let mut outcomes = runs.iter().map(|(seen, _)| seen);
            let Some(first) = outcomes.next() else { continue };
            let same = |seen: &Seen| seen.causes == first.causes && seen.values == first.values;
            if first.is_single() && outcomes.all(same) {
                return first.outcome();
            }
        }
        self.lanes(id, which, walk).unwrap_or_else(|| bare.outcome())
    }

    /// *Lanes*: every combination of the values of the first leaves, joined.
    fn lanes(&self, id: DecisionId, which: Which, walk: &[Leaf]) -> Option<Abstract> {
        let mut lanes: Vec<Vec<(&Leaf, Value)>> = vec![Vec::new()];
        let finite = walk.iter().filter_map(|leaf| Some((leaf, self.finite(leaf)?)));
        // A fact that is known is named only since a list cannot be complete; nothing is to be split there.
        let finite =
            finite.filter(|(leaf, values)| !matches!(leaf, Leaf::Fact(..)) || values.len() > 1);
        for (leaf, values) in finite.take(LANE_LEAVES) {
            if lanes.len().saturating_mul(values.len()) > LANES {
                break;
            }
            let mut longer = Vec::new();
            for lane in &lanes {
                for value in &values {
                    let mut lane = lane.clone();
                    lane.push((leaf, value.clone()));
                    longer.push(lane);
                }
            }
            lanes = longer;
        }
        if lanes.iter().all(Vec::is_empty) {
            return None;
        }
        let outcomes = lanes.iter().map(|lane| {
            let settled: Vec<(&Leaf, &Value)> =
                lane.iter().map(|(leaf, value)| (*leaf, value)).collect();
            let over = self.with(&settled);
            over.pass(self.setting).question(id, which).outcome()
        });
        outcomes.reduce(|a, b| Abstract {
            causes: a.causes.and(b.causes),
            values: join(&a.values, &b.values),
        })
    }

    // -------------------------------------------------------------- missing facts

    /// The facts of the walk, most decisive first: by the share of their values that decide, then by what would be left.
    fn missing(
        &mut self,
        id: DecisionId,
        which: Which,
        walk: &[Leaf],
        tried: &[(Leaf, Vec<Tried>)],
        bare: &Seen,
    ) -> Vec<Missing> {
        let is_fact = |leaf: &&Leaf| match leaf {
            Leaf::Fact(..) | Leaf::Element { .. } | Leaf::Others(_) => true,
            Leaf::Judgement(_) | Leaf::Found(_) | Leaf::Question(_) => false,
        };
        let facts: Vec<&Leaf> = walk.iter().filter(is_fact).collect();
        if facts.len() > TRIED_FACTS {
            return self.by_mentions(&facts);
        }
        let mut keyed = Vec::new();
        for leaf in facts {
            let runs = match tried.iter().find(|(tried, _)| tried == leaf) {
                Some((_, runs)) => runs.clone(),
                None if self.refined == Refined::No => Vec::new(),
                None => self.try_pieces(id, which, leaf),
            };
            keyed.push((Score::of(&runs, bare), leaf));
        }
        keyed.sort_by(|(a, left), (b, right)| a.compare(b).then_with(|| left.cmp(right)));
        let missing = keyed.into_iter().map(|(score, leaf)| Missing {
            leaf: leaf.clone(),
            alone_decides: score.always_decides(),
        });
        missing.collect()
    }

    fn by_mentions(&self, facts: &[&Leaf]) -> Vec<Missing> {
        let mentions = &self.setting.checked.tables().mentions;
        let count = |leaf: &Leaf| match leaf {
            Leaf::Element { list, .. } => mentions.get(&Leaf::Others(*list)),
            Leaf::Fact(..)
            | Leaf::Others(_)
            | Leaf::Judgement(_)
            | Leaf::Found(_)
            | Leaf::Question(_) => mentions.get(leaf),
        };
        let mut facts = facts.to_vec();
        facts.sort_by(|a, b| count(b).cmp(&count(a)).then_with(|| a.cmp(b)));
        let missing =
            facts.into_iter().map(|leaf| Missing { leaf: leaf.clone(), alone_decides: false });
        missing.collect()
    }

    /// A number at each piece between the constants it is compared with.
    fn try_pieces(&mut self, id: DecisionId, which: Which, leaf: &Leaf) -> Vec<Tried> {
        let Leaf::Fact(fact, path) = leaf else { return Vec::new() };
        let thresholds = &self.setting.checked.tables().thresholds;
        let Some(thresholds) = thresholds.get(leaf) else { return Vec::new() };
        let Some((Values::Number(Some(interval)), absent)) = self.fact(*fact, path) else {
            return Vec::new();
        };
        let discrete = self.leaf_type(*fact, path).is_some_and(|ty| ty.present().is_discrete());
        let Some(pieces) = pieces(interval, thresholds, discrete) else { return Vec::new() };
        let present = pieces.into_iter().map(|piece| Known::Value {
            values: Values::Number(Some(piece)),
            may_be_absent: false,
        });
        let absent =
            absent.then(|| Known::Value { values: Values::Number(None), may_be_absent: true });
        let values: Vec<Known> = present.chain(absent).collect();
        let tried = values.into_iter().enumerate().map(|(place, known)| {
            self.ask_with((leaf.clone(), place), &Value::Fact(known), id, which)
        });
        tried.collect()
    }

    fn leaf_type(&self, fact: whereas_value::id::FactId, path: &[u32]) -> Option<Type> {
        let hir = self.setting.checked.hir();
        let mut ty = hir.facts.get(fact)?.ty.clone();
        for field in path {
            let Type::Record(record) = ty.present() else { return None };
            ty = whereas_hir::vocabulary::field(&hir.records, *record, *field)?.ty.clone();
        }
        Some(ty)
    }

    // -------------------------------------------------------------- presumptions and burdens

    /// What a decided answer rests on: what it would turn on, were every presumption and burden lifted.
    fn rests_on(&self, id: DecisionId, which: Which) -> Vec<Rest> {
        let hir = self.setting.checked.hir();
        let stated = known::facts(hir, self.setting.case, false);
        let presumed: BTreeSet<_> = stated
            .enumerate()
            .filter(|(fact, known)| self.over.facts.get(*fact) != Some(*known))
            .map(|(fact, _)| fact)
            .collect();
        let burdened = hir
            .judgements
            .enumerate()
            .filter(|(id, judgement)| judgement.burden.is_some() && !self.used.contains(id));
        let burdened: BTreeSet<_> = burdened.map(|(id, _)| id).collect();
        if presumed.is_empty() && burdened.is_empty() {
            return Vec::new();
        }
        let over = Over::lifted(self.setting, stated);
        let lifted = over.pass(self.setting).question(id, which);
        let rests =
            self.setting.leaves.list(&lifted.open).into_iter().filter_map(|leaf| match leaf {
                Leaf::Fact(fact, _) => presumed.contains(&fact).then_some(Rest::Presumed(fact)),
                Leaf::Judgement(id) => burdened.contains(&id).then_some(Rest::Burden(id)),
                Leaf::Element { .. } | Leaf::Others(_) | Leaf::Found(_) | Leaf::Question(_) => None,
            });
        rests.collect::<BTreeSet<_>>().into_iter().collect()
    }
}

/// The judgements and found factors of a walk, and its open questions.
fn awaited(walk: &[Leaf]) -> (Vec<Leaf>, Vec<whereas_value::id::QuestionId>) {
    let awaits = walk.iter().filter(|leaf| matches!(leaf, Leaf::Judgement(_) | Leaf::Found(_)));
    let questions = walk.iter().filter_map(|leaf| match leaf {
        Leaf::Question(question) => Some(*question),
        Leaf::Fact(..)
        | Leaf::Element { .. }
        | Leaf::Others(_)
        | Leaf::Judgement(_)
        | Leaf::Found(_) => None,
    });
    (awaits.cloned().collect(), questions.collect())
}

/// The status of an outcome; where it is open, what kind of thing it waits for.
fn status(
    outcome: &Abstract,
    awaits: &[Leaf],
    questions: &[whereas_value::id::QuestionId],
) -> Status {
    if outcome.is_single() {
        return outcome.causes.worst().map_or(Status::Decided, Status::of_cause);
    }
    match (awaits, questions) {
        ([_, ..], _) => Status::AwaitingJudgement,
        ([], [_, ..]) => Status::DependsOnQuestion,
        ([], []) => Status::Unknown,
    }
}

/// `whole(d)`: the view of a set, made of the answers of its values.
fn whole<'s>(values: impl Iterator<Item = &'s Answer> + Clone) -> Answer {
    let each: Vec<Seen> = values
        .clone()
        .map(|answer| Seen::of(answer.outcome.causes, answer.outcome.values.clone()))
        .collect();
    let causes: Causes = strict(&each);
    let view = if each.iter().any(Seen::valueless) {
        None
    } else {
        let mut view = SetView { definite: 0, possible: 0 };
        for (place, seen) in (0..).zip(&each) {
            if seen.may_yes() {
                view.possible |= known::bit(place);
                if !seen.may_no() {
                    view.definite |= known::bit(place);
                }
            }
        }
        Some(view)
    };
    let outcome = Abstract { causes, values: Values::Set(view) };
    let open: Vec<&Answer> = values.clone().filter(|answer| !answer.outcome.is_single()).collect();
    let mut missing: Vec<Missing> = Vec::new();
    let (mut awaits, mut questions) = (Vec::new(), Vec::new());
    if !outcome.is_single() {
        for answer in &open {
            for fact in &answer.missing {
                if !missing.iter().any(|other| other.leaf == fact.leaf) {
                    let alone_decides = fact.alone_decides && open.len() == 1;
                    missing.push(Missing { leaf: fact.leaf.clone(), alone_decides });
                }
            }
            awaits.extend(
                answer
                    .awaits
                    .iter()
                    .filter(|leaf| !awaits.contains(*leaf))
                    .cloned()
                    .collect::<Vec<_>>(),
            );
            questions.extend(
                answer
                    .questions
                    .iter()
                    .filter(|q| !questions.contains(*q))
                    .copied()
                    .collect::<Vec<_>>(),
            );
        }
    }
    let status = status(&outcome, &awaits, &questions);
    let rests: BTreeSet<Rest> = match status {
        Status::Decided => values.flat_map(|answer| answer.rests_on.iter().copied()).collect(),
        Status::Unknown
        | Status::AwaitingJudgement
        | Status::DependsOnQuestion
        | Status::NotReady
        | Status::Conflict
        | Status::Undetermined
        | Status::NotInForce
        | Status::OutOfScope
        | Status::Fault => BTreeSet::new(),
    };
    let rests_on = rests.into_iter().collect();
    Answer {
        status,
        outcome,
        missing,
        awaits,
        questions,
        rests_on,
        trace: Vec::new(),
        waits: Vec::new(),
    }
}

/// Leaves are sets of bits elsewhere; here they are named.
pub(crate) fn named(setting: &Setting<'_>, open: &Open) -> Vec<Leaf> {
    setting.leaves.list(open)
}
