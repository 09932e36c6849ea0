//! What would follow from an open judgement, either way. Told only where it is asked for: it is no finding.

use whereas_eval::Session;
use whereas_eval::either_way::{EitherWay, either_way};
use whereas_eval::session::Asked;
use whereas_plan::Plan;
use whereas_value::id::JudgementId;
use whereas_value::{Answers, Case, Leaf, Question};

/// What would follow for every question that awaits judgements with few values.
pub(crate) fn of(plan: &Plan, case: &Case, answers: &Answers) -> Vec<(Question, Vec<EitherWay>)> {
    let mut session = Session::new(plan);
    let mut loaded = session.load(case);
    let pass = session.pass(case, &loaded);
    loaded.closed = session.closed(case, &loaded, &pass);
    session.done(pass);
    let mut all = Vec::new();
    for (question, answer) in &answers.questions {
        let Some(asked) = Asked::of(plan, *question) else { continue };
        let judgements: Vec<JudgementId> = answer
            .awaits
            .iter()
            .filter_map(|leaf| if let Leaf::Judgement(id) = leaf { Some(*id) } else { None })
            .collect();
        let told = either_way(&mut session, case, &mut loaded, asked, &answer.outcome, &judgements);
        if !told.is_empty() {
            all.push((*question, told));
        }
    }
    all
}
