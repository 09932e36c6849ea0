//! The laws beside agreement: learning keeps what was decided, another order gives the same answers, and an
//! answer rests on no presumption but those it names.

use std::collections::BTreeSet;

use whereas_hir::Hir;
use whereas_hir::expr::Expr;
use whereas_hir::policy::DecisionKind;
use whereas_value::answer::{FindingClass, Leaf, Met, Of, Rest, Status};
use whereas_value::duty::{DutyAnswer, DutyState, PermissionState};
use whereas_value::{Answers, Case};

use super::difference::name;
use super::examples;
use super::figures::{Figures, count};
use super::pair::{Kind, quiet, reference};
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
    sound(compiled, case, answers, random, figures)?;
    covered(compiled, case, answers, figures)?;
    sufficient(compiled, case, answers, random, figures)?;
    rests(compiled, case, answers, random, figures)?;
    examples::check(model, compiled, case, random.chance(30), figures)?;
    learning(compiled, case, answers, random, figures)?;
    order(model, compiled, case, answers, random, figures)
}

/// Every world that the case allows has an outcome that the answer allows: all of them where they are few, else some.
fn sound(
    compiled: &Compiled,
    case: &Case,
    answers: &Answers,
    random: &mut Random,
    figures: &mut Figures,
) -> Result<(), (Kind, String)> {
    let hir = compiled.checked.hir();
    let seed = random.next();
    let asked = quiet(|| {
        whereas_reference::worlds::outcomes(&compiled.checked, case, 400)
            .or_else(|| whereas_reference::worlds::sampled(&compiled.checked, case, 60, seed))
    });
    let Some(worlds) = asked.map_err(|text| (Kind::WorldsPanic, text))? else {
        count(&mut figures.laws, "worlds: not countable");
        return Ok(());
    };
    count(
        &mut figures.laws,
        if worlds.exhaustive { "worlds: all asked" } else { "worlds: some asked" },
    );
    let mut unsound = whereas_reference::worlds::unsound(hir, answers, &worlds.outcomes);
    unsound.extend(whereas_reference::worlds::unsound_duties(hir, answers, &worlds));
    if !unsound.is_empty() {
        return Err((Kind::Unsound, unsound.join("\n")));
    }
    if !worlds.exhaustive {
        return Ok(());
    }
    let gaps = whereas_reference::worlds::gaps(answers, &worlds.outcomes);
    for (question, _) in &answers.questions {
        let one = worlds.outcomes.get(question).is_some_and(|all| all.len() == 1);
        if !one {
            continue;
        }
        let shape = hir.decisions.get(question.decision).map_or("", |decision| {
            match (&decision.kind, question.of) {
                (DecisionKind::Set(_), Of::Whole | Of::Element(_)) => "whole set",
                (DecisionKind::Set(_), _) => "value of a set",
                (DecisionKind::Is(_), Of::Element(_)) => "element",
                (DecisionKind::Total(_), _) => "total",
                (DecisionKind::Is(ty), _) if ty.is_numeric() => "number or date",
                (DecisionKind::Is(_), _) => "yes/no, choice",
            }
        });
        count(&mut figures.laws, &format!("worlds agree: {shape}"));
        if gaps.contains(question) {
            count(&mut figures.laws, &format!("worlds agree, left open: {shape}"));
        }
    }
    Ok(())
}

/// Whatever changes an open answer alone, in some world, is among what the answer names.
fn covered(
    compiled: &Compiled,
    case: &Case,
    answers: &Answers,
    figures: &mut Figures,
) -> Result<(), (Kind, String)> {
    let hir = compiled.checked.hir();
    if asks_the_record(hir) {
        return Ok(());
    }
    let relevant = quiet(|| whereas_reference::worlds::relevant(&compiled.checked, case, 400))
        .map_err(|text| (Kind::WorldsPanic, text))?;
    let Some(relevant) = relevant else { return Ok(()) };
    for (question, answer) in &answers.questions {
        for leaf in relevant.get(question).into_iter().flatten() {
            count(&mut figures.laws, "covered: leaves that an answer turns on");
            let named = match leaf {
                Leaf::Fact(fact, _) => answer.missing.iter().any(|missing| match &missing.leaf {
                    Leaf::Fact(other, _)
                    | Leaf::Element { list: other, .. }
                    | Leaf::Others(other) => other == fact,
                    Leaf::Judgement(_) | Leaf::Found(_) | Leaf::Question(_) => false,
                }),
                Leaf::Question(question) => answer.questions.contains(question),
                Leaf::Judgement(_) | Leaf::Found(_) | Leaf::Element { .. } | Leaf::Others(_) => {
                    answer.awaits.contains(leaf)
                }
            };
            if !named {
                let text = format!(
                    "{}: turns on {leaf:?}\n    missing {:?} awaits {:?} questions {:?}",
                    name(hir, *question),
                    answer.missing,
                    answer.awaits,
                    answer.questions
                );
                return Err((Kind::NotCovered, text));
            }
        }
    }
    Ok(())
}

/// Once all that an answer names is known, it is decided, or has no value for one cause.
fn sufficient(
    compiled: &Compiled,
    case: &Case,
    answers: &Answers,
    random: &mut Random,
    figures: &mut Figures,
) -> Result<(), (Kind, String)> {
    let hir = compiled.checked.hir();
    for (question, answer) in &answers.questions {
        if answer.outcome.is_single() || asks_the_record(hir) {
            continue;
        }
        let Some((known, fixed)) = cases::settle(hir, case, answer, random) else { continue };
        let beside = !fixed.questions.is_empty() || !fixed.found.is_empty();
        let after = quiet(|| whereas_reference::decide_settled(&compiled.checked, &known, fixed))
            .map_err(|text| (Kind::ReferencePanics, text))?;
        let Some((_, settled)) = after.questions.iter().find(|(other, _)| other == question) else {
            continue;
        };
        count(&mut figures.laws, "sufficient: open answers settled");
        if beside {
            count(&mut figures.laws, "sufficient: with a reading or a found factor");
        }
        if !settled.outcome.is_single() {
            let text = format!(
                "{}\n    before: {:?} missing {:?} awaits {:?}\n    settled: {:?} missing {:?} awaits {:?}\n{}",
                name(hir, *question),
                answer.outcome,
                answer.missing,
                answer.awaits,
                settled.outcome,
                settled.missing,
                settled.awaits,
                cases::words(hir, &known)
            );
            return Err((Kind::NotSufficient, text));
        }
    }
    Ok(())
}

/// An answer that does not say it rests on a presumption stays when the presumption is contradicted.
fn rests(
    compiled: &Compiled,
    case: &Case,
    answers: &Answers,
    random: &mut Random,
    figures: &mut Figures,
) -> Result<(), (Kind, String)> {
    let hir = compiled.checked.hir();
    let presumed: Vec<_> = hir
        .facts
        .enumerate()
        .filter(|(_, fact)| fact.presumed.is_some())
        .map(|(id, _)| id)
        .collect();
    if presumed.is_empty() || asks_the_record(hir) {
        return Ok(());
    }
    for fact in presumed {
        let mut other = case.clone();
        let Some(slot) = other.facts.get_mut(fact) else { continue };
        *slot = cases::restated(hir, fact, slot, random);
        if Some(&*slot) == case.facts.get(fact) {
            continue;
        }
        count(&mut figures.laws, "rests: facts stated against what is presumed or not");
        let after = reference(compiled, &other)?;
        for ((question, was), (_, is)) in answers.questions.iter().zip(&after.questions) {
            let named = was.rests_on.contains(&Rest::Presumed(fact));
            if was.status == Status::Decided && !named && was.outcome != is.outcome {
                let text = format!(
                    "{}\n    before: {:?}\n    after:  {:?}\n{}",
                    name(hir, *question),
                    was.outcome,
                    is.outcome,
                    cases::words(hir, &other)
                );
                return Err((Kind::Rests, text));
            }
        }
        if let Some(what) = beside_rests(hir, Rest::Presumed(fact), answers, &after) {
            let text = format!("{what}\n{}", cases::words(hir, &other));
            return Err((Kind::Rests, text));
        }
    }
    Ok(())
}

/// What is said beside the questions, does not say that it rests on something, and changes with it all the same.
fn beside_rests(hir: &Hir, on: Rest, was: &Answers, is: &Answers) -> Option<String> {
    let scope = |answers: &Answers| (answers.scope.may_be_in, answers.scope.may_be_out);
    let known = was.scope.causes.is_empty() && was.scope.may_be_in != was.scope.may_be_out;
    if known && !was.scope_rests_on.contains(&on) && scope(was) != scope(is) {
        return Some("the scope".to_owned());
    }
    for (was, is) in was.permissions.iter().zip(&is.permissions) {
        let known = was.state() != PermissionState::Unknown;
        if known && !was.rests_on.contains(&on) && was.state() != is.state() {
            return Some(format!(
                "permission {:?}: {:?}, {:?}",
                was.permission,
                was.state(),
                is.state()
            ));
        }
    }
    for broken in was.broken.iter().filter(|it| !it.rests_on.contains(&on)) {
        if !is.broken.iter().any(|it| it.guarantee == broken.guarantee) {
            return Some(format!("{:?} is broken", broken.guarantee));
        }
    }
    let firm = |it: &&DutyAnswer| it.states.len() == 1 && !it.rests_on.contains(&on);
    for was in was.duties.iter().filter(firm) {
        let same =
            |it: &&DutyAnswer| (it.duty, it.event, it.arose) == (was.duty, was.event, was.arose);
        let name = hir.duties.get(was.duty).map_or("", |it| it.name.as_str());
        match is.duties.iter().find(same) {
            Some(is) if is.states == was.states => {}
            None if was.states == [DutyState::NotArisen] => {}
            other => return Some(format!("{name}\n    before: {was:?}\n    after:  {other:?}")),
        }
    }
    None
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
    let said =
        |text: String| (Kind::Unlearnt, format!("{text}\nlearnt:\n{}", cases::words(hir, &more)));
    count(&mut figures.laws, "learning: pairs");
    for (question, before) in &answers.questions {
        let Some((_, after)) = learnt.questions.iter().find(|(other, _)| other == question) else {
            continue;
        };
        count(&mut figures.laws, "learning: questions");
        if before.status == Status::Decided && after.outcome != before.outcome {
            let text = format!(
                "{}\n    before: {:?}\n    after:  {:?}",
                name(hir, *question),
                before.outcome,
                after.outcome
            );
            return Err(said(text));
        }
        if !asks_the_record(hir) {
            let (wide, narrow) = (&before.outcome, &after.outcome);
            let within = narrow.causes.without(wide.causes).is_empty()
                && whereas_reference::join(&wide.values, &narrow.values) == wide.values;
            count(
                &mut figures.laws,
                if within {
                    "learning: within"
                } else {
                    "learning: not within (allowed of refined answers)"
                },
            );
        }
    }
    if asks_the_record(hir) {
        return Ok(());
    }
    // Of a finding that is asked for in one reading only, the class is no single one.
    for before in answers.findings.iter().filter(|_| answers.force.len() == 1) {
        let Some(after) = learnt.findings.iter().find(|after| after.finding == before.finding)
        else {
            continue;
        };
        let settled = matches!(before.class, FindingClass::Used | FindingClass::Defective);
        // Learning that nobody may ask yet, or no more, says nothing of the finding.
        if settled && after.class != before.class && after.class != FindingClass::NotAsked {
            return Err(said(format!(
                "finding {} was {:?} and is {:?}",
                before.finding, before.class, after.class
            )));
        }
    }
    for before in &answers.duties {
        let same = |after: &&whereas_value::duty::DutyAnswer| {
            (after.duty, after.event, after.arose) == (before.duty, before.event, before.arose)
        };
        let Some(after) = learnt.duties.iter().find(same) else { continue };
        count(&mut figures.laws, "learning: duties");
        if after.states.iter().any(|state| !before.states.contains(state)) {
            return Err(said(format!(
                "duty {:?}\n    before: {:?}\n    after:  {:?}",
                before.duty, before.states, after.states
            )));
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
    let only = |a: &[String], b: &[String]| {
        a.iter().filter(|line| !b.contains(line)).cloned().collect::<Vec<_>>().join("\n")
    };
    let text = files.into_iter().take(1).map(|(_, text)| text).collect::<String>();
    Err((
        Kind::Order,
        format!(
            "before:\n{}\nafter:\n{}\nin the order:\n{text}",
            only(&here, &there),
            only(&there, &here)
        ),
    ))
}

/// The answers by names, without the order in which anything was declared.
fn said(hir: &Hir, answers: &Answers) -> Vec<String> {
    let mut out = Vec::new();
    for (question, answer) in &answers.questions {
        let missing: BTreeSet<String> = answer
            .missing
            .iter()
            .map(|one| format!("{:?} {}", one.leaf, one.alone_decides))
            .collect();
        let awaits: BTreeSet<String> =
            answer.awaits.iter().map(|leaf| leaf_name(hir, leaf)).collect();
        let questions: BTreeSet<String> = answer
            .questions
            .iter()
            .filter_map(|id| hir.questions.get(*id))
            .map(|it| it.name.to_string())
            .collect();
        let mut trace: Vec<String> = answer
            .trace
            .iter()
            .chain(answer.under.iter().flat_map(|it| &it.trace))
            .map(|one| {
                let clause =
                    |id| hir.clauses.get(id).map(|it| it.id.to_string()).unwrap_or_default();
                let standing = match &one.standing {
                    whereas_value::Standing::Overridden(by) => {
                        format!(
                            "overridden by {:?}",
                            by.iter().map(|id| clause(*id)).collect::<BTreeSet<_>>()
                        )
                    }
                    whereas_value::Standing::SwitchedOff(by) => {
                        format!(
                            "switched off by {:?}",
                            by.iter().map(|id| clause(*id)).collect::<BTreeSet<_>>()
                        )
                    }
                    other => format!("{other:?}"),
                };
                format!("{} {standing}", clause(one.clause))
            })
            .collect();
        trace.sort();
        out.push(format!("{} {:?} {:?}", name(hir, *question), answer.status, answer.outcome));
        out.push(format!(
            "{} missing {missing:?} awaits {awaits:?} questions {questions:?}",
            name(hir, *question)
        ));
        let rests: BTreeSet<String> =
            answer.rests_on.iter().map(|rest| format!("{rest:?}")).collect();
        out.push(format!("{} rests on {rests:?} trace {trace:?}", name(hir, *question)));
        let mut waits: Vec<String> = answer
            .waits
            .iter()
            .map(|one| {
                let id = hir.clauses.get(one.clause).map(|it| it.id.to_string());
                let met = match &one.met {
                    Met::SwitchedOff(by) => format!("switched off by {}", by.len()),
                    other => format!("{other:?}"),
                };
                format!("{} {met}", id.unwrap_or_default())
            })
            .collect();
        waits.sort();
        out.push(format!("{} waits {waits:?}", name(hir, *question)));
    }
    for duty in &answers.duties {
        out.push(format!(
            "duty {:?} {:?} {:?} {:?} {:?}",
            duty.duty, duty.event, duty.arose, duty.due, duty.states
        ));
    }
    for permission in &answers.permissions {
        out.push(format!(
            "permission {} {} {:?}",
            permission.may_be_held, permission.may_not_be_held, permission.causes
        ));
    }
    for finding in &answers.findings {
        out.push(format!(
            "finding {} {:?} {:?}",
            finding.finding, finding.class, finding.may_be_present
        ));
    }
    out.push(format!("broken {:?}", answers.broken));
    out
}

fn leaf_name(hir: &Hir, leaf: &Leaf) -> String {
    match leaf {
        Leaf::Judgement(id) => {
            hir.judgements.get(*id).map(|it| it.name.to_string()).unwrap_or_default()
        }
        Leaf::Found(id) => hir.factors.get(*id).map(|it| it.name.to_string()).unwrap_or_default(),
        Leaf::Question(id) => {
            hir.questions.get(*id).map(|it| it.name.to_string()).unwrap_or_default()
        }
        Leaf::Fact(..) | Leaf::Element { .. } | Leaf::Others(_) => format!("{leaf:?}"),
    }
}
