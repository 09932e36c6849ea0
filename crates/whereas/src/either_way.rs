//! What would follow from an open judgement, either way. Told only where it is asked for: it is no finding.

use whereas_eval::Session;
use whereas_eval::case::{Loaded, Unsaid};
use whereas_eval::known::any_value;
use whereas_eval::outcome::singles;
use whereas_eval::refine::{Value, with};
use whereas_eval::session::Asked;
use whereas_plan::Plan;
use whereas_value::id::JudgementId;
use whereas_value::{Abstract, Answers, Case, Interval, Leaf, Of, Question, Values};

/// How many rows a joint table of several judgements may have; else they are taken one at a time.
const MAX_ROWS: usize = 16;

/// One way that judgements may be found, and what follows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Branch {
    /// What is supposed of each judgement.
    pub found: Vec<(JudgementId, Values)>,
    /// What follows: perhaps still open.
    pub outcome: Abstract,
}

/// The branches of every question that awaits judgements with few values.
pub(crate) fn of(plan: &Plan, case: &Case, answers: &Answers) -> Vec<(Question, Vec<Branch>)> {
    let mut session = Session::new(plan);
    let mut loaded = Loaded::new(&plan.meaning, &Unsaid::new(&plan.meaning, true), case);
    let mut all = Vec::new();
    for (question, answer) in &answers.questions {
        let Some(asked) = asked(plan, *question) else { continue };
        let judgements: Vec<(JudgementId, Vec<Values>)> = answer
            .awaits
            .iter()
            .filter_map(|leaf| if let Leaf::Judgement(id) = leaf { Some(*id) } else { None })
            .filter_map(|id| Some((id, values(plan, id)?)))
            .collect();
        let branches: Vec<Branch> = suppositions(&judgements)
            .into_iter()
            .map(|found| {
                let settled: Vec<(Leaf, Value)> = found
                    .iter()
                    .map(|(id, values)| (Leaf::Judgement(*id), Value::Judgement(values.clone())))
                    .collect();
                let settled: Vec<(&Leaf, &Value)> =
                    settled.iter().map(|(leaf, value)| (leaf, value)).collect();
                let outcome =
                    with(&mut session, case, &mut loaded, &settled, |session, loaded, pass| {
                        session.outcome(case, loaded, pass, asked)
                    });
                Branch { found, outcome }
            })
            .collect();
        if !branches.is_empty() {
            all.push((*question, branches));
        }
    }
    all
}

/// The question as a run asks it; the whole of a set is no question of its own.
fn asked(plan: &Plan, question: Question) -> Option<Asked> {
    let decision = question.decision;
    let is_set = plan.meaning.decisions.get(decision)?.set.is_some();
    match question.of {
        Of::Whole if is_set => None,
        Of::Whole => Some(Asked { decision, value: 0, row: 0 }),
        Of::Value(value) => Some(Asked { decision, value, row: 0 }),
        Of::Element(row) => Some(Asked { decision, value: 0, row }),
    }
}

/// The values of a judgement that has few.
fn values(plan: &Plan, judgement: JudgementId) -> Option<Vec<Values>> {
    let declared = plan.meaning.facts.judgements.get(judgement)?;
    singles(&any_value(&plan.meaning.facts, &declared.ty, &Interval::ANY))
}

/// Every combination of the values, where they are few; else each judgement by itself.
fn suppositions(judgements: &[(JudgementId, Vec<Values>)]) -> Vec<Vec<(JudgementId, Values)>> {
    let rows =
        judgements.iter().try_fold(1_usize, |rows, (_, values)| rows.checked_mul(values.len()));
    if judgements.is_empty() {
        return Vec::new();
    }
    if rows.is_none_or(|rows| rows > MAX_ROWS) {
        let one = |(id, values): &(JudgementId, Vec<Values>)| {
            values.iter().map(|value| vec![(*id, value.clone())]).collect::<Vec<_>>()
        };
        return judgements.iter().flat_map(one).collect();
    }
    let mut all = vec![Vec::new()];
    for (id, values) in judgements {
        all = all
            .into_iter()
            .flat_map(|before: Vec<(JudgementId, Values)>| {
                values.iter().map(move |value| {
                    let mut next = before.clone();
                    next.push((*id, value.clone()));
                    next
                })
            })
            .collect();
    }
    all
}
