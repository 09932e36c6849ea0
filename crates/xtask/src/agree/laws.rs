//! The laws beside agreement: learning keeps what was decided, another order gives the same answers, and an
//! answer rests on no presumption but those it names.

use std::collections::BTreeSet;

use whereas_hir::Hir;
use whereas_hir::expr::Expr;
use whereas_value::answer::{FindingClass, Leaf, Status};
use whereas_value::{Answers, Case};

use super::difference::name;
use super::figures::{Figures, count};
use super::pair::{Kind, reference};
use crate::cases;
use crate::generate::{self, Model, permute};
use crate::package::{self, Compiled};
use crate::random::Random;

/// Checks the laws of one pair.
pub(super) fn check(
    model: &Model,
    compiled: &Compiled,
    case: &Case,
    answers: &Answers,
    random: &mut Random,
    figures: &mut Figures,
) -> Result<(), (Kind, String)> {
    learning(compiled, case, answers, random, figures)?;
    order(model, compiled, case, answers, random, figures)
}

/// Whether the policy asks what the record knows: then only what is decided has to stay.
fn asks_the_record(hir: &Hir) -> bool {
    hir.exprs.iter().any(|expr| matches!(expr, Expr::IsKnown(_)))
}

fn learning(
    compiled: &Compiled,
    case: &Case,
    answers: &Answers,
    random: &mut Random,
    figures: &mut Figures,
) -> Result<(), (Kind, String)> {
    let hir = compiled.checked.hir();
    let more = cases::refine(hir, case, random);
    let learnt = reference(compiled, &more)?;
    let said = |text: String| (Kind::Unlearnt, format!("{text}\nlearnt:\n{}", cases::words(hir, &more)));
    count(&mut figures.laws, "learning: pairs");
    for (question, before) in &answers.questions {
        let Some((_, after)) = learnt.questions.iter().find(|(other, _)| other == question) else { continue };
        count(&mut figures.laws, "learning: questions");
        if before.status == Status::Decided && after.outcome != before.outcome {
            let text = format!("{}\n    before: {:?}\n    after:  {:?}", name(hir, *question), before.outcome, after.outcome);
            return Err(said(text));
        }
        if !asks_the_record(hir) {
            let (wide, narrow) = (&before.outcome, &after.outcome);
            let within = narrow.causes.without(wide.causes).is_empty()
                && whereas_reference::join(&wide.values, &narrow.values) == wide.values;
            count(&mut figures.laws, if within { "learning: within" } else { "learning: not within (allowed of refined answers)" });
        }
    }
    if asks_the_record(hir) {
        return Ok(());
    }
    for before in &answers.findings {
        let Some(after) = learnt.findings.iter().find(|after| after.finding == before.finding) else { continue };
        let settled = matches!(before.class, FindingClass::Used | FindingClass::Defective);
        if settled && after.class != before.class {
            return Err(said(format!("finding {} was {:?} and is {:?}", before.finding, before.class, after.class)));
        }
    }
    for before in &answers.duties {
        let same = |after: &&whereas_value::duty::DutyAnswer| {
            (after.duty, after.event, after.arose) == (before.duty, before.event, before.arose)
        };
        let Some(after) = learnt.duties.iter().find(same) else { continue };
        count(&mut figures.laws, "learning: duties");
        if after.states.iter().any(|state| !before.states.contains(state)) {
            return Err(said(format!("duty {:?}\n    before: {:?}\n    after:  {:?}", before.duty, before.states, after.states)));
        }
    }
    Ok(())
}

fn order(
    model: &Model,
    compiled: &Compiled,
    case: &Case,
    answers: &Answers,
    random: &mut Random,
    figures: &mut Figures,
) -> Result<(), (Kind, String)> {
    let other = permute::permute(model, random);
    let files = generate::files(&other);
    let Ok(moved) = package::compile(&files) else {
        let text = files.into_iter().map(|(_, text)| text).collect::<String>();
        return Err((Kind::Order, format!("refused in another order:\n{text}")));
    };
    let there = cases::rebase(case, compiled.checked.hir(), moved.checked.hir());
    let found = reference(&moved, &there)?;
    count(&mut figures.laws, "order: pairs");
    let here = said(compiled.checked.hir(), answers);
    let there = said(moved.checked.hir(), &found);
    if here == there {
        return Ok(());
    }
    let only = |a: &[String], b: &[String]| a.iter().filter(|line| !b.contains(line)).cloned().collect::<Vec<_>>().join("\n");
    let text = files.into_iter().take(1).map(|(_, text)| text).collect::<String>();
    Err((Kind::Order, format!("before:\n{}\nafter:\n{}\nin the order:\n{text}", only(&here, &there), only(&there, &here))))
}

/// The answers by names, without the order in which anything was declared.
fn said(hir: &Hir, answers: &Answers) -> Vec<String> {
    let mut out = Vec::new();
    for (question, answer) in &answers.questions {
        let missing: BTreeSet<String> = answer.missing.iter().map(|one| format!("{:?} {}", one.leaf, one.alone_decides)).collect();
        let awaits: BTreeSet<String> = answer.awaits.iter().map(|leaf| leaf_name(hir, leaf)).collect();
        let questions: BTreeSet<String> =
            answer.questions.iter().filter_map(|id| hir.questions.get(*id)).map(|it| it.name.to_string()).collect();
        let mut trace: Vec<String> = answer
            .trace
            .iter()
            .map(|one| {
                let clause = |id| hir.clauses.get(id).map(|it| it.id.to_string()).unwrap_or_default();
                let standing = match &one.standing {
                    whereas_value::Standing::Overridden(by) => {
                        format!("overridden by {:?}", by.iter().map(|id| clause(*id)).collect::<BTreeSet<_>>())
                    }
                    whereas_value::Standing::SwitchedOff(by) => {
                        format!("switched off by {:?}", by.iter().map(|id| clause(*id)).collect::<BTreeSet<_>>())
                    }
                    other => format!("{other:?}"),
                };
                format!("{} {standing}", clause(one.clause))
            })
            .collect();
        trace.sort();
        out.push(format!("{} {:?} {:?}", name(hir, *question), answer.status, answer.outcome));
        out.push(format!("{} missing {missing:?} awaits {awaits:?} questions {questions:?}", name(hir, *question)));
        let rests: BTreeSet<String> = answer.rests_on.iter().map(|rest| format!("{rest:?}")).collect();
        out.push(format!("{} rests on {rests:?} trace {trace:?}", name(hir, *question)));
    }
    for duty in &answers.duties {
        out.push(format!("duty {:?} {:?} {:?} {:?} {:?}", duty.duty, duty.event, duty.arose, duty.due, duty.states));
    }
    for permission in &answers.permissions {
        out.push(format!("permission {} {} {:?}", permission.may_be_held, permission.may_not_be_held, permission.causes));
    }
    for finding in &answers.findings {
        out.push(format!("finding {} {:?} {:?}", finding.finding, finding.class, finding.may_be_present));
    }
    out.push(format!("broken {:?}", answers.broken));
    out
}

fn leaf_name(hir: &Hir, leaf: &Leaf) -> String {
    match leaf {
        Leaf::Judgement(id) => hir.judgements.get(*id).map(|it| it.name.to_string()).unwrap_or_default(),
        Leaf::Found(id) => hir.factors.get(*id).map(|it| it.name.to_string()).unwrap_or_default(),
        Leaf::Question(id) => hir.questions.get(*id).map(|it| it.name.to_string()).unwrap_or_default(),
        Leaf::Fact(..) | Leaf::Element { .. } | Leaf::Others(_) => format!("{leaf:?}"),
    }
}
