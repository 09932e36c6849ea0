//! What comes of the examples of a clause, in words.

use std::collections::BTreeSet;

use whereas_hir::example::{Example, Expected};
use whereas_plan::Plan;
use whereas_value::id::ClauseId;
use whereas_value::{Answers, Leaf};
use whereas_words::question::{self, Told};
use whereas_words::telling::Telling;
use whereas_words::{duty, finding, people};

/// What comes of an example where the clause has a part in it, or the example expects something of it: what other
/// clauses do beside it belongs to them.
#[must_use]
pub fn outcome(plan: &Plan, example: &Example, id: ClauseId, answers: &Answers) -> Vec<String> {
    let telling = Telling::of(plan, &example.case, answers);
    let told =
        Told { plan, case: &example.case, telling: &telling, trace: false, page_of: Some(id) };
    let expected = |wanted: &dyn Fn(&Expected) -> bool| {
        example.expects.iter().any(|expect| wanted(&expect.of))
    };
    let (mut out, mut before) = (Vec::new(), question::Before::default());
    let mut ledgers = BTreeSet::new();
    for (question, answer) in &answers.questions {
        let asked = expected(&|it| {
            matches!(it, Expected::Decision { decision, of, .. }
                if *decision == question.decision && *of == question.of)
        });
        let part = answer.trace.iter().any(|row| row.clause == id)
            || answer.waits.iter().any(|wait| wait.clause == id);
        if asked || part {
            out.extend(question::lines(told, *question, answer, &mut before));
            for leaf in &answer.awaits {
                if let Leaf::Judgement(judgement) = leaf
                    && ledgers.insert(*judgement)
                {
                    let ledger = people::ledger(told, *judgement);
                    out.extend(ledger.into_iter().map(|line| format!("    {line}")));
                }
            }
        }
    }
    for report in &answers.findings {
        let asked = expected(
            &|it| matches!(it, Expected::Finding { judgement, .. } if *judgement == report.judgement),
        );
        if asked || report.defects.iter().any(|defect| defect.clause == id) {
            out.extend(finding::lines(plan, &example.case, report));
        }
    }
    for (place, duty) in answers.duties.iter().enumerate() {
        let asked =
            expected(&|it| matches!(it, Expected::Duty { duty: it, .. } if *it == duty.duty));
        if asked || duty.clause == id {
            out.extend(duty::lines(plan, &example.case, duty, &telling.of_duty(place)));
        }
    }
    for permission in &answers.permissions {
        let asked = expected(
            &|it| matches!(it, Expected::Permission { permission: it, .. } if *it == permission.permission),
        );
        if asked || permission.clause == id {
            out.extend(duty::permission(plan, answers, &telling, permission));
        }
    }
    out
}
