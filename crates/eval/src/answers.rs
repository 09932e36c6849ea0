//! Section by section, what a plan says of a case: [`Answers`], the same to the letter as the reference interpreter.
//!
//! An answer is one run (in all variants) where that is single; else the refinement.

use std::collections::{BTreeMap, BTreeSet};

use whereas_plan::meaning::Guarantee;
use whereas_value::answer::{
    Broken, FindingClass, Missing, Rest, Rules, Scope, SetView, TracePart,
};
use whereas_value::id::{
    DecisionId, FactId, GuaranteeId, Id, JudgementId, PermissionId, QuestionId,
};
use whereas_value::{
    Abstract, Answer, Answers, Case, Cause, Causes, Leaf, Of, Question, Status, Values,
};

use crate::case::Loaded;
use crate::cell::Strict;
use crate::force::{self, MAIN};
use crate::lifting::Lifting;
use crate::machine::Machine;
use crate::refine::{self, LaneLeaves, Open};
use crate::session::{Asked, Pass, Session};
use crate::{duties, findings, missing, variant};
use whereas_plan::SlotId;
use whereas_value::duty::{PermissionAnswer, PermissionState};

/// What a plan says of a case.
pub fn answers(session: &mut Session<'_>, case: &Case) -> Answers {
    let mut loaded = session.load(case);
    let pass = session.pass(case, &loaded);
    let findings = findings::reports(session, case, &loaded, &pass);
    let used: BTreeSet<JudgementId> = findings
        .iter()
        .filter(|report| report.class == FindingClass::Used)
        .map(|report| report.judgement)
        .collect();
    let shapes = shapes(session, &loaded);
    let bare = bare(session, case, &loaded, &pass, &shapes);
    let scope = scope(session, case, &loaded, &pass);
    let mut told = Told {
        governing: loaded.governing(&session.plan().meaning, case),
        force: force::told(session.plan(), &pass),
        scope,
        scope_rests_on: Vec::new(),
        possibly_others: possibly_others(session, case, &loaded, &pass),
        duties: duties::duties(session, case, &loaded, &pass),
        permissions: permissions(session, case, &loaded, &pass),
        // What a policy guarantees speaks of cases that are in its scope.
        broken: if scope.is_in() { broken(session, case, &loaded, &pass) } else { Vec::new() },
    };
    let mut lifting = Lifting::new(session, case, &loaded, &used);
    rests_on(session, case, &mut lifting, &mut told);
    loaded.closed = session.closed(case, &loaded, &pass);
    session.done(pass);
    let refined = refined(session, case, &mut loaded, bare);
    let questions = questions(session, case, &mut lifting, &shapes, refined);
    lifting.done(session);
    Answers {
        policy: MAIN,
        as_of: case.as_of,
        governing: told.governing,
        force: told.force,
        scope: told.scope,
        scope_rests_on: told.scope_rests_on,
        questions,
        possibly_others: told.possibly_others,
        findings,
        duties: told.duties,
        permissions: told.permissions,
        broken: told.broken,
    }
}

/// What is read off the first pass.
struct Told {
    governing: (whereas_value::Date, whereas_value::Date),
    force: Vec<whereas_value::answer::ForceUnder>,
    scope: Scope,
    scope_rests_on: Vec<Rest>,
    possibly_others: Vec<DecisionId>,
    duties: Vec<whereas_value::duty::DutyAnswer>,
    permissions: Vec<PermissionAnswer>,
    broken: Vec<Broken>,
}

/// Adds to what is read off the first pass what it rests on.
fn rests_on(session: &mut Session<'_>, case: &Case, lifting: &mut Lifting, told: &mut Told) {
    if lifting.is_idle() {
        return;
    }
    let said = told.scope;
    if said.causes.is_empty() && said.may_be_in != said.may_be_out {
        told.scope_rests_on = lifting.of_slot(session, case, scope_slot);
    }
    if !told.duties.is_empty() {
        lifting.tell_duties(session, case, &mut told.duties);
    }
    let known = |it: &&mut PermissionAnswer| it.state() != PermissionState::Unknown;
    for answer in told.permissions.iter_mut().filter(known) {
        let id = answer.permission;
        answer.rests_on = lifting.of_slot(session, case, |machine| permission_slot(machine, id));
    }
    for broken in &mut told.broken {
        let id = broken.guarantee;
        let rests = lifting.of_slot(session, case, |machine| guarantee_slot(machine, id));
        let rests: BTreeSet<Rest> =
            rests.into_iter().chain(told.scope_rests_on.iter().copied()).collect();
        broken.rests_on = rests.into_iter().collect();
    }
}

/// A decision, or an element of it: one question, or one for each value of a set.
struct Shape {
    decision: DecisionId,
    of: Of,
    /// Of a set, how many values its choice has.
    set: Option<u32>,
}

impl Shape {
    fn asked(&self) -> impl Iterator<Item = (Of, Asked)> + '_ {
        let row = self.of.row().unwrap_or(0);
        (0..self.set.unwrap_or(1)).map(move |value| {
            let of = self.set.map_or(self.of, |_| self.of.includes(value));
            (of, Asked { decision: self.decision, value, row })
        })
    }
}

fn shapes(session: &Session<'_>, loaded: &Loaded) -> Vec<Shape> {
    let decisions = session.plan().meaning.decisions.enumerate();
    let main = decisions.filter(|(_, decision)| decision.policy == MAIN);
    let mut shapes = Vec::new();
    for (id, decision) in main {
        let shape = |of| Shape { decision: id, of, set: decision.set };
        match decision.list {
            None => shapes.push(shape(Of::Whole)),
            Some(list) => {
                let rows = loaded.length(list);
                shapes.extend((0..rows).map(|row| shape(Of::Element(row))));
            }
        }
    }
    shapes
}

/// What one run says of a question.
struct Bare {
    outcome: Abstract,
    walk: Vec<Leaf>,
    rules: Rules,
}

fn bare(
    session: &mut Session<'_>,
    case: &Case,
    loaded: &Loaded,
    pass: &Pass,
    shapes: &[Shape],
) -> BTreeMap<Asked, Bare> {
    let mut all = BTreeMap::new();
    for (_, asked) in shapes.iter().flat_map(Shape::asked) {
        let outcome = session.outcome(case, loaded, pass, asked);
        let walk = session.open(case, loaded, pass, asked).into_iter().collect();
        let may_wait = outcome.causes.has(Cause::NotReady);
        let rules = rules(session, case, loaded, pass, asked, may_wait);
        all.insert(asked, Bare { outcome, walk, rules });
    }
    all
}

/// What became of the rules of a question, in every variant.
fn rules(
    session: &Session<'_>,
    case: &Case,
    loaded: &Loaded,
    pass: &Pass,
    asked: Asked,
    may_wait: bool,
) -> Rules {
    let told = pass.runs.iter().map(|ran| {
        let machine = session.machine(case, loaded, ran)?;
        Some((machine.trace(&ran.store, asked), machine.waits(&ran.store, asked, may_wait)))
    });
    let told: Vec<_> = told.collect();
    if let [one] = told.as_slice() {
        let (trace, waits) = one.clone().unwrap_or_default();
        return Rules { trace, waits, under: Vec::new() };
    }
    let meaning = &session.plan().meaning;
    let parts = pass.variants.iter().filter_map(|active| {
        let (trace, waits) = told.get(active.run)?.clone()?;
        let days = pass.runs.get(active.run)?.taken.days;
        let readings = variant::readings_of(meaning, active.variant);
        Some(TracePart { readings, days, trace, waits })
    });
    Rules::of(parts.collect())
}

/// A question with its refined outcome and, where that is open, what is missing.
struct Refined {
    outcome: Abstract,
    walk: Vec<Leaf>,
    missing: Vec<Missing>,
    rules: Rules,
}

fn refined(
    session: &mut Session<'_>,
    case: &Case,
    loaded: &mut Loaded,
    bare: BTreeMap<Asked, Bare>,
) -> BTreeMap<Asked, Refined> {
    let meaning = &session.plan().meaning;
    let is_open = |(_, bare): &(&Asked, &Bare)| !bare.outcome.is_single();
    let mut open: Vec<Open> = bare
        .iter()
        .filter(is_open)
        .map(|(asked, bare)| Open { asked: *asked, walk: bare.walk.clone(), runs: BTreeMap::new() })
        .collect();
    refine::try_leaves(session, case, loaded, &mut open, missing::is_tried);
    let mut outcomes: BTreeMap<Asked, Abstract> = BTreeMap::new();
    let mut by_lanes: Vec<(LaneLeaves, Vec<Asked>)> = Vec::new();
    for open in &open {
        if let Some(outcome) = refine::by_one_leaf(meaning, case, loaded, open) {
            outcomes.insert(open.asked, outcome);
            continue;
        }
        let leaves = refine::lane_leaves(meaning, case, loaded, &open.walk);
        if leaves.is_empty() {
            continue;
        }
        match by_lanes.iter_mut().find(|(other, _)| *other == leaves) {
            Some((_, asked)) => asked.push(open.asked),
            None => by_lanes.push((leaves, vec![open.asked])),
        }
    }
    for (leaves, asked) in &by_lanes {
        let joined = refine::lanes(session, case, loaded, leaves, asked);
        outcomes
            .extend(asked.iter().zip(joined).filter_map(|(asked, joined)| Some((*asked, joined?))));
    }
    let mut missing: BTreeMap<Asked, Vec<Missing>> = BTreeMap::new();
    for open in &open {
        missing.insert(open.asked, missing::missing(meaning, open));
    }
    let mut all = BTreeMap::new();
    for (asked, bare) in bare {
        let outcome = outcomes.remove(&asked).unwrap_or(bare.outcome);
        let single = outcome.is_single();
        let walk = if single { Vec::new() } else { bare.walk };
        let missing = missing.remove(&asked).filter(|_| !single).unwrap_or_default();
        all.insert(asked, Refined { outcome, walk, missing, rules: bare.rules });
    }
    all
}

fn questions(
    session: &mut Session<'_>,
    case: &Case,
    lifting: &mut Lifting,
    shapes: &[Shape],
    mut refined: BTreeMap<Asked, Refined>,
) -> Vec<(Question, Answer)> {
    let mut questions = Vec::new();
    for shape in shapes {
        let question = |of: Of| Question { decision: shape.decision, of };
        let mut answers = Vec::new();
        for (of, asked) in shape.asked() {
            let Some(refined) = refined.remove(&asked) else { continue };
            let (awaits, open_questions) = awaited(&refined.walk);
            let status = status(&refined.outcome, &awaits, &open_questions);
            let rests_on = if status == Status::Decided {
                lifting.rests_on(session, case, asked)
            } else {
                Vec::new()
            };
            let answer = Answer {
                status,
                outcome: refined.outcome,
                missing: refined.missing,
                awaits,
                questions: open_questions,
                rests_on,
                trace: refined.rules.trace,
                under: refined.rules.under,
                waits: refined.rules.waits,
            };
            answers.push((question(of), answer));
        }
        let whole = shape.set.map(|_| (question(shape.of), whole(&answers)));
        questions.extend(answers);
        questions.extend(whole);
    }
    questions
}

/// The judgements and found factors of a walk, and its open questions.
fn awaited(walk: &[Leaf]) -> (Vec<Leaf>, Vec<QuestionId>) {
    let mut awaits = Vec::new();
    let mut questions = Vec::new();
    for leaf in walk {
        match leaf {
            Leaf::Judgement(_) | Leaf::Found(_) => awaits.push(leaf.clone()),
            Leaf::Question(question) => questions.push(*question),
            Leaf::Fact(..) | Leaf::Element { .. } | Leaf::Others(_) => {}
        }
    }
    (awaits, questions)
}

/// The status of an outcome; where it is open, what kind of thing it waits for.
fn status(outcome: &Abstract, awaits: &[Leaf], questions: &[QuestionId]) -> Status {
    if outcome.is_single() {
        return outcome.causes.worst().map_or(Status::Decided, Status::of_cause);
    }
    if !awaits.is_empty() {
        Status::AwaitingJudgement
    } else if !questions.is_empty() {
        Status::DependsOnQuestion
    } else {
        Status::Unknown
    }
}

/// The view of a whole set, made of the answers of its values.
fn whole(values: &[(Question, Answer)]) -> Answer {
    let mut strict = Strict::NONE;
    let mut view = Some(SetView { definite: 0, possible: 0 });
    for ((_, answer), place) in values.iter().zip(0_u32..) {
        let outcome = &answer.outcome;
        strict.add(outcome.causes, outcome.values.is_empty());
        if outcome.values.is_empty() {
            view = None;
        }
        if let (Some(view), Values::Truth { may_no, may_yes: true }) = (&mut view, &outcome.values)
        {
            let bit = 1_u64.checked_shl(place).unwrap_or(0);
            view.possible |= bit;
            if !may_no {
                view.definite |= bit;
            }
        }
    }
    let outcome = Abstract { causes: strict.causes(), values: Values::Set(view) };
    let single = outcome.is_single();
    let open = || {
        values
            .iter()
            .map(|(_, answer)| answer)
            .filter(|answer| !single && !answer.outcome.is_single())
    };
    let alone = open().count() == 1;
    let mut missing: Vec<Missing> = Vec::new();
    let (mut awaits, mut questions) = (Vec::new(), Vec::new());
    for answer in open() {
        for fact in &answer.missing {
            if !missing.iter().any(|other| other.leaf == fact.leaf) {
                missing.push(Missing {
                    leaf: fact.leaf.clone(),
                    alone_decides: fact.alone_decides && alone,
                });
            }
        }
        for leaf in &answer.awaits {
            if !awaits.contains(leaf) {
                awaits.push(leaf.clone());
            }
        }
        for question in &answer.questions {
            if !questions.contains(question) {
                questions.push(*question);
            }
        }
    }
    let status = status(&outcome, &awaits, &questions);
    let rests_on: BTreeSet<Rest> = if status == Status::Decided {
        values.iter().flat_map(|(_, answer)| answer.rests_on.iter().copied()).collect()
    } else {
        BTreeSet::new()
    };
    let rests_on = rests_on.into_iter().collect();
    Answer {
        status,
        outcome,
        missing,
        awaits,
        questions,
        rests_on,
        trace: Vec::new(),
        under: Vec::new(),
        waits: Vec::new(),
    }
}

/// Decisions for each element of a list that may have elements which are not stated.
fn possibly_others(
    session: &Session<'_>,
    case: &Case,
    loaded: &Loaded,
    pass: &Pass,
) -> Vec<DecisionId> {
    let decisions = session.plan().meaning.decisions.enumerate();
    let may_be = |list: FactId| {
        pass.runs.iter().any(|ran| {
            let machine = session.machine(case, loaded, ran);
            machine.is_some_and(|machine| {
                let slot = machine.program.there.iter().find(|(other, _)| *other == list);
                slot.is_some_and(|(_, slot)| machine.truth(&ran.store, *slot, 0).may_yes())
            })
        })
    };
    let open = decisions
        .filter(|(_, decision)| decision.policy == MAIN && decision.list.is_some_and(may_be));
    open.map(|(id, _)| id).collect()
}

/// Whether the case is in the scope of the policy.
fn scope(session: &Session<'_>, case: &Case, loaded: &Loaded, pass: &Pass) -> Scope {
    let asked = pass.runs.iter().any(|ran| {
        session.machine(case, loaded, ran).is_some_and(|machine| scope_slot(&machine).is_some())
    });
    if !asked {
        return Scope { may_be_in: true, may_be_out: false, causes: Causes::NONE };
    }
    let seen = session.joined(case, loaded, pass, scope_slot);
    let yes = |values: &Values| matches!(values, Values::Truth { may_yes: true, .. });
    let no = |values: &Values| matches!(values, Values::Truth { may_no: true, .. });
    Scope { may_be_in: yes(&seen.values), may_be_out: no(&seen.values), causes: seen.causes }
}

fn scope_slot(machine: &Machine<'_>) -> Option<(SlotId, u32)> {
    let condition = machine.program.scope?;
    Some((machine.program.conditions.get(condition as usize)?.slot, 0))
}

fn guarantee_slot(machine: &Machine<'_>, id: GuaranteeId) -> Option<(SlotId, u32)> {
    Some((machine.program.guarantees.get(id.index()).copied().flatten()?, 0))
}

/// `always C` is broken where C is surely no, `never C` where it is surely yes; without a value neither is.
fn broken(session: &Session<'_>, case: &Case, loaded: &Loaded, pass: &Pass) -> Vec<Broken> {
    let mut broken = Vec::new();
    for (id, guarantee) in session.plan().meaning.guarantees.enumerate() {
        let slot = |machine: &Machine<'_>| guarantee_slot(machine, id);
        let surely = match guarantee {
            Guarantee::Always => Values::Truth { may_no: true, may_yes: false },
            Guarantee::Never => Values::Truth { may_no: false, may_yes: true },
            Guarantee::OfManyCases => continue,
        };
        // Where a variant does not ask it, since its clause is not in force there, it is not surely broken.
        let asked = pass.runs.iter().all(|ran| {
            session.machine(case, loaded, ran).is_some_and(|machine| slot(&machine).is_some())
        });
        let outcome = session.joined(case, loaded, pass, slot);
        if asked && outcome.causes.is_empty() && outcome.values == surely {
            broken.push(Broken { guarantee: id, rests_on: Vec::new() });
        }
    }
    broken
}

/// Permissions: held where the clause is in force and the condition is yes.
fn permissions(
    session: &mut Session<'_>,
    case: &Case,
    loaded: &Loaded,
    pass: &Pass,
) -> Vec<PermissionAnswer> {
    let meaning = &session.plan().meaning;
    let mut answers = Vec::new();
    for (id, clause) in meaning.permissions.enumerate() {
        if meaning.clauses.get(*clause).is_some_and(|clause| clause.policy != MAIN) {
            continue;
        }
        let slot = |machine: &Machine<'_>| permission_slot(machine, id);
        let held = session.joined(case, loaded, pass, slot);
        let mut leaves = BTreeSet::new();
        if !held.is_single() {
            session.walk(case, loaded, pass, &mut leaves, slot);
            leaves.extend(pass.apart.iter().cloned());
        }
        let (missing, questions) = split_questions(leaves);
        let (may_not_be_held, may_be_held) = match held.values {
            Values::Truth { may_no, may_yes } => (may_no, may_yes),
            Values::Choice(_) | Values::Number(_) | Values::Text(_) | Values::Set(_) => {
                (true, false)
            }
        };
        answers.push(PermissionAnswer {
            permission: id,
            clause: *clause,
            may_be_in_force: pass.runs.iter().any(|ran| {
                let program = meaning.programs.get(ran.taken.program as usize);
                program.is_some_and(|it| it.live.get(*clause).copied().unwrap_or(false))
            }),
            may_be_held,
            may_not_be_held,
            causes: Causes::NONE.and(held.causes),
            missing,
            questions,
            rests_on: Vec::new(),
        });
    }
    answers
}

fn permission_slot(machine: &Machine<'_>, id: PermissionId) -> Option<(SlotId, u32)> {
    Some((machine.program.permissions.get(id.index()).copied()?, 0))
}

fn split_questions(leaves: BTreeSet<Leaf>) -> (Vec<Leaf>, Vec<QuestionId>) {
    let mut missing = Vec::new();
    let mut questions = Vec::new();
    for leaf in leaves {
        match leaf {
            Leaf::Question(question) => questions.push(question),
            Leaf::Fact(..)
            | Leaf::Element { .. }
            | Leaf::Others(_)
            | Leaf::Judgement(_)
            | Leaf::Found(_) => {
                missing.push(leaf);
            }
        }
    }
    (missing, questions)
}
