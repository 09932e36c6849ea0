//! What stays with people: the judgements of a policy, who makes them, and what is to be weighed in each.

use std::collections::BTreeSet;

use whereas_eval::ledger::{FactorState, LedgerEntry};
use whereas_plan::Plan;
use whereas_value::answer::{FindingClass, FindingReport};
use whereas_value::id::JudgementId;
use whereas_value::{Answers, Leaf, Question};

use crate::grammar::{self, one_of};
use crate::outcome::Asked;
use crate::question::Told;
use crate::telling::{ledger_line, ledger_way};

/// How many judgements that no decision reads are named, unless all are asked for.
const NAMED: usize = 3;

/// Who may make a judgement.
#[must_use]
pub fn makers(plan: &Plan, judgement: JudgementId) -> String {
    let Some(words) = plan.meaning.facts.judgements.get(judgement) else { return String::new() };
    let mut names: Vec<&str> = Vec::new();
    for (actor, _) in &words.makers {
        if let Some(actor) = plan.book.actors.get(*actor)
            && !names.contains(&actor.label.plain.as_str())
        {
            names.push(&actor.label.plain);
        }
    }
    let say = grammar::of(&plan.book);
    if names.is_empty() { say.a_person().to_owned() } else { one_of(say, &names) }
}

/// Each judgement that nobody has soundly made: whose it is, and what is to be weighed; then, unless single decisions are
/// asked for, those that no decision reads, since somebody makes them all the same: where they are many, how many and
/// whose. Of the others on which nothing turns, where they are several, only how many they are; all of them where all are asked for. What was found stands with the
/// findings.
#[must_use]
pub fn judgements(told: Told<'_>, answers: &Answers, asked: &Asked) -> Vec<String> {
    let (plan, say) = (told.plan, grammar::of(&told.plan.book));
    let (mut out, mut idle, mut apart) = (Vec::new(), Vec::new(), Vec::new());
    let mut by: Vec<String> = Vec::new();
    let some = !asked.questions.is_empty();
    for (id, words) in plan.book.judgements.enumerate() {
        let label = &words.label.plain;
        let makers = makers(plan, id);
        let leaf = Leaf::Judgement(id);
        let found = |it: &FindingReport| it.judgement == id && it.class == FindingClass::Used;
        let asks = |it| !asked.only_duties && asked.asks(it);
        let mut questions = answers.questions.iter().filter(|(it, _)| asks(*it));
        let awaited = questions.any(|(_, it)| it.awaits.contains(&leaf))
            || !some
                && (answers.duties.iter().any(|it| it.missing.contains(&leaf))
                    || answers.permissions.iter().any(|it| it.missing.contains(&leaf)));
        if awaited {
            out.push(say.judged_by(label, &makers));
            out.extend(ledger(told, id).into_iter().map(|line| format!("  {line}")));
            continue;
        }
        let counts =
            |(it, all): (&Question, &BTreeSet<JudgementId>)| asks(*it) && all.contains(&id);
        let beside = !some && told.telling.counted_beside.contains(&id);
        if beside || told.telling.counted.iter().any(counts) {
            out.push(say.judged_though_not_shown(label, &makers));
            out.extend(ledger(told, id).into_iter().map(|line| format!("  {line}")));
            continue;
        }
        if asked.only_duties || answers.findings.iter().any(found) {
            continue;
        }
        if !some && plan.book.undecisive.contains(&id) {
            apart.push(format!("  {}", say.judged_by(label, &makers)));
            if !by.contains(&makers) {
                by.push(makers);
            }
        } else {
            idle.push(say.idle_judgement(label, &makers));
        }
    }
    if apart.len() > NAMED && !told.trace {
        let by: Vec<&str> = by.iter().map(String::as_str).collect();
        out.push(say.judged_anyway_by(apart.len(), &by));
    } else if !apart.is_empty() {
        out.push(say.judged_anyway().to_owned());
        out.append(&mut apart);
    }
    let count = idle.len();
    if told.trace || count == 1 {
        out.append(&mut idle);
    } else if count > 0 {
        out.push(say.idle_judgements(count, !out.is_empty(), some));
    }
    out
}

/// What is to be weighed: what is there or may be, one line each, and how many factors are not.
#[must_use]
pub fn ledger(told: Told<'_>, judgement: JudgementId) -> Vec<String> {
    let say = grammar::of(&told.plan.book);
    let entries = told.telling.ledgers.get(&judgement).map_or(&[][..], Vec::as_slice);
    let is = |it: &LedgerEntry, state| it.state == state && !told.trace;
    let absent = entries.iter().filter(|it| is(it, FactorState::Absent)).count();
    let not_shown = entries.iter().filter(|it| is(it, FactorState::NotShown)).count();
    let idle = |it: &&LedgerEntry| is(it, FactorState::Absent) || is(it, FactorState::NotShown);
    let mut out = Vec::new();
    let mut last = String::new();
    for ledger in told.plan.meaning.facts.ledgers_of(judgement) {
        for entry in entries.iter().filter(|it| !idle(it)) {
            let Some(way) = ledger_way(told.plan, ledger, entry.factor) else { continue };
            if way != last {
                out.push(say.weighs(&way));
                last = way;
            }
            out.push(format!("  {}", ledger_line(told.plan, entry)));
        }
    }
    if absent > 0 || not_shown > 0 {
        out.push(say.other_factors(absent, not_shown, told.page_of.is_none()));
    }
    out
}
