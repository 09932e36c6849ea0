//! Of a question of which no rule is in force: the clauses that decide it, and from or since when they do.

use std::collections::{BTreeMap, BTreeSet};

use whereas_eval::force::of_spans;
use whereas_plan::Plan;
use whereas_value::answer::{Force, ForceUnder};
use whereas_value::id::ClauseId;
use whereas_value::{Answer, Answers, Question, Status};

use crate::grammar;
use crate::outcome::force_words;
use crate::question::clause;
use crate::telling::Telling;

/// A clause that decides a question on other days, and why not on this one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Idle {
    /// The clause.
    pub clause: ClauseId,
    /// Its force: under each reading and in each period where they differ; else once.
    pub force: Vec<ForceUnder>,
}

/// The clauses that decide a question which is *not in force*, each with its force; nothing where it is the policy
/// itself that is not in force.
#[must_use]
pub fn clauses(plan: &Plan, answers: &Answers, question: Question, answer: &Answer) -> Vec<Idle> {
    if answer.status != Status::NotInForce {
        return Vec::new();
    }
    let value = question.of.value().unwrap_or(0) as usize;
    let rows = plan.meaning.programs.iter().filter_map(|program| {
        Some(&program.decisions.get(question.decision)?.questions.get(value)?.rows)
    });
    let deciding: BTreeSet<ClauseId> = rows.flatten().map(|row| row.clause).collect();
    let idle = deciding.into_iter().filter_map(|clause| {
        let spans = &plan.meaning.clauses.get(clause)?.spans;
        let in_force = answers.force.iter().filter(|under| under.force == Force::InForce);
        let force = in_force.map(|under| {
            let read = |question| {
                let of = under.readings.iter().find(|(other, _)| *other == question);
                of.map(|(_, reading)| *reading)
            };
            let day = under.from.unwrap_or(answers.governing.0);
            ForceUnder { force: of_spans(plan, spans, day, read), ..under.clone() }
        });
        let mut force: Vec<ForceUnder> = force.collect();
        if force.windows(2).all(|pair| matches!(pair, [a, b] if a.force == b.force)) {
            force.truncate(1);
            for under in &mut force {
                (under.readings, under.from) = (Vec::new(), None);
            }
        }
        (!force.is_empty()).then_some(Idle { clause, force })
    });
    idle.collect()
}

/// The same in lines.
pub(crate) fn lines(plan: &Plan, telling: &Telling, question: Question) -> Vec<String> {
    let say = grammar::of(&plan.book);
    let idle = telling.rules.get(&question).map_or(&[][..], |it| it.idle.as_slice());
    let law = telling.law.map(
        |(from, to)| {
            if from == to { say.date(from) } else { say.days_between(from, to) }
        },
    );
    let no_titles = BTreeMap::new();
    let line = |idle: &Idle| {
        let several = idle.force.len() > 1;
        let force: Vec<String> =
            idle.force.iter().map(|it| force_words(plan, it, several, &no_titles)).collect();
        say.clause_force(&clause(plan, idle.clause), law.as_deref(), &force.join("; "))
    };
    idle.iter().map(line).collect()
}
