//! What would follow from an open judgement, either way. Told only where it is asked for: it is no finding.

use whereas_eval::Session;
use whereas_eval::either_way::{EitherWay, either_way};
use whereas_eval::session::Asked;
use whereas_plan::Plan;
use whereas_value::id::JudgementId;
use whereas_value::{Answers, Case, Leaf, Of, Question};

/// What would follow for every question that awaits judgements with few values.
pub(crate) fn of(plan: &Plan, case: &Case, answers: &Answers) -> Vec<(Question, Vec<EitherWay>)> {
    let mut session = Session::new(plan);
    let mut loaded = session.load(case);
    let mut all = Vec::new();
    for (question, answer) in &answers.questions {
        let Some(asked) = asked(plan, *question) else { continue };
        let judgements: Vec<JudgementId> = answer
            .awaits
            .iter()
            .filter_map(|leaf| if let Leaf::Judgement(id) = leaf { Some(*id) } else { None })
            .collect();
        let told = either_way(&mut session, case, &mut loaded, asked, &judgements);
        if !told.is_empty() {
            all.push((*question, told));
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
