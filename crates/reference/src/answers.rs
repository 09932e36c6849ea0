//! Section 5: what is answered, what is missing, and the refinement.
//!
//! Reads a checked policy and a case; produces the [`Answers`]. An answer is one run of the policy (in all variants)
//! where that is single; else the *refinement*: first by one leaf, then by lanes. The runs that order the missing facts
//! are those of the first refinement.

mod lifted;
mod missing;
mod refined;
mod tried;
mod whole;

use std::collections::{BTreeMap, BTreeSet};

use whereas_check::Checked;
use whereas_hir::Hir;
use whereas_hir::clause::GuaranteeKind;
use whereas_hir::policy::DecisionKind;
use whereas_value::answer::{Broken, FindingClass, Rest, Rules, Scope, TracePart};
use whereas_value::id::{DecisionId, GuaranteeId, JudgementId};
use whereas_value::{Abstract, Answer, Answers, Case, Leaf, Of, Question, Status};

use crate::force::told;
use crate::known::{self, Known};
use crate::open::{Leaves, Open};
use crate::pass::{Over, Pass, governing};
use crate::semantics::{At, Fixed, Place, Setting, Which};
use crate::tables::Seen;
use crate::text::Text;
use crate::{duties, findings};
use lifted::Lifted;
use tried::Tried;
use whole::whole;

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
    let lifted = Lifted::new(&setting, &over, &used);
    let lifted = lifted.as_ref();
    let mut answering = Answering { setting: &setting, over: &over, settled, lifted, refined };
    let mut questions = Vec::new();
    for (id, decision) in hir.decisions.enumerate().filter(|(_, d)| d.policy == Hir::MAIN) {
        questions.extend(answering.decision(id, decision, &mut pass));
    }
    let seen = scope(&mut pass);
    let scope = Scope { may_be_in: seen.may_yes(), may_be_out: seen.may_no(), causes: seen.causes };
    let mut answers = Answers {
        policy: Hir::MAIN,
        as_of: case.as_of,
        governing: days,
        force: told(hir, &over.fixture().variants),
        scope,
        scope_rests_on: Vec::new(),
        questions,
        possibly_others: possibly_others(hir, &mut pass),
        findings,
        duties: duties::duties(&setting, &over, &mut pass),
        permissions: duties::permissions(&setting, &mut pass),
        broken: if scope.is_in() { broken(hir, &mut pass) } else { Vec::new() },
    };
    if let Some(lifted) = lifted {
        lifted.tell(&setting, &mut answers);
    }
    answers
}

/// Whether the case is in the scope of the policy.
fn scope(pass: &mut Pass<'_, '_>) -> Seen {
    pass.joined(|run| run.scope(Hir::MAIN))
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
fn broken(hir: &Hir, pass: &mut Pass<'_, '_>) -> Vec<Broken> {
    let mut all = Vec::new();
    for (id, guarantee) in hir.guarantees.enumerate() {
        let policy = hir.clauses.get(guarantee.clause).map(|clause| clause.policy);
        if policy != Some(Hir::MAIN) {
            continue;
        }
        let broken = asked(hir, pass, id).is_some_and(|seen| match guarantee.kind {
            GuaranteeKind::Always(_) => seen.surely_no(),
            GuaranteeKind::Never(_) => seen.surely_yes(),
            GuaranteeKind::Raising { .. } => false,
        });
        if broken {
            all.push(lifted::broken(id));
        }
    }
    all
}

/// The condition of a guarantee of single cases. What is guaranteed by a clause that is not in force is not broken.
fn asked(hir: &Hir, pass: &mut Pass<'_, '_>, id: GuaranteeId) -> Option<Seen> {
    let guarantee = hir.guarantees.get(id)?;
    let (condition, kept) = match guarantee.kind {
        GuaranteeKind::Always(condition) => (condition, true),
        GuaranteeKind::Never(condition) => (condition, false),
        GuaranteeKind::Raising { .. } => return None,
    };
    let at = At::policy(Hir::MAIN);
    Some(pass.joined(|run| {
        let live = run.variant.is_live(guarantee.clause);
        if live { run.value(condition, &at) } else { Seen::truth(kept) }
    }))
}

/// Answers the questions of one case.
struct Answering<'r, 'a> {
    setting: &'r Setting<'a>,
    over: &'r Over,
    /// What is said with one leaf settled at one of its values: shared by all questions.
    settled: BTreeMap<(Leaf, usize), BTreeMap<(DecisionId, Which), Tried>>,
    lifted: Option<&'r Lifted>,
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
        let parts = pass.runs.iter_mut().map(|run| {
            let trace = run.trace(id, which);
            let waits = run.waits(id, which, &trace, may_wait);
            let readings = run.variant.readings.iter().map(|(question, it)| (*question, *it));
            TracePart { readings: readings.collect(), days: run.variant.days, trace, waits }
        });
        let Rules { trace, waits, under } = Rules::of(parts.collect());
        let single = outcome.is_single();
        let walk = if single { Vec::new() } else { walk };
        let missing =
            if single { Vec::new() } else { self.missing(id, which, &walk, &tried, &bare) };
        let (awaits, questions) = awaited(&walk);
        let status = status(&outcome, &awaits, &questions);
        let rests_on =
            if status == Status::Decided { self.rests_on(id, which) } else { Vec::new() };
        Answer { status, outcome, missing, awaits, questions, rests_on, trace, under, waits }
    }

    /// Whether the burden of a judgement is in force in some of the variants, and whether it is not in some.
    fn burdened(&self, judgement: &whereas_hir::clause::Judgement) -> (bool, bool) {
        let Some((_, by)) = judgement.burden else { return (false, true) };
        let mut live = self.over.fixture().variants.iter().map(|variant| variant.is_live(by));
        (live.clone().any(|live| live), live.any(|live| !live))
    }

    /// What a decided answer rests on: what it would turn on, were every presumption and burden lifted.
    fn rests_on(&self, id: DecisionId, which: Which) -> Vec<Rest> {
        let Some(lifted) = self.lifted else { return Vec::new() };
        let open = lifted.over.pass(self.setting).question(id, which).open;
        lifted.of(self.setting, &open)
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

/// Leaves are sets of bits elsewhere; here they are named.
pub(crate) fn named(setting: &Setting<'_>, open: &Open) -> Vec<Leaf> {
    setting.leaves.list(open)
}
