//! Where readings of open questions, or the periods that the governing day may fall in, differ in what becomes of the
//! rules of a question: told of each part of them, and of all together.

use std::collections::{BTreeMap, BTreeSet};

use super::trace::{Met, RuleTrace, Standing, Wait};
use crate::date::Date;
use crate::id::{QuestionId, RuleId};

/// The readings that questions are read in.
pub type Readings = Vec<(QuestionId, u32)>;

/// What became of the rules of a question in one static policy: that of a period, under readings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TracePart {
    /// The readings, in the order of the questions.
    pub readings: Readings,
    /// The governing day, within its period.
    pub days: (Date, Date),
    /// Of every rule that is in force there.
    pub trace: Vec<RuleTrace>,
    /// What has to come first there.
    pub waits: Vec<Wait>,
}

/// Under which readings, and where the governing day lies on which days.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct When {
    /// The readings of those questions on which it turns.
    pub readings: Readings,
    /// The first and the last of the days, where it turns on the day.
    pub days: Option<(Date, Date)>,
}

/// What becomes of the rules of a question in some of the static policies, the same in all of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TraceUnder {
    /// Where that is so: one of these holds.
    pub when: Vec<When>,
    /// Of every rule that is in force there.
    pub trace: Vec<RuleTrace>,
    /// What has to come first there.
    pub waits: Vec<Wait>,
}

/// What is told of the rules of a question: of all readings and periods together, and of each where they differ.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Rules {
    /// Of every rule that is in force somewhere; [`Standing::Open`] where that differs.
    pub trace: Vec<RuleTrace>,
    /// What has to come first; [`Met::Open`] where that differs.
    pub waits: Vec<Wait>,
    /// Each reading and period apart, where they differ; else nothing.
    pub under: Vec<TraceUnder>,
}

impl Rules {
    /// Of the static policies that a case allows: of each period the readings of the same questions.
    #[must_use]
    pub fn of(mut parts: Vec<TracePart>) -> Self {
        let places: Vec<Place> = parts.iter().map(TracePart::place).collect();
        let told: Vec<_> = parts.iter().map(|part| (&part.trace, &part.waits)).collect();
        let apart = apart(&places, &told);
        if apart.len() < 2 {
            let first = if parts.is_empty() { None } else { Some(parts.swap_remove(0)) };
            let first = first.map(|TracePart { trace, waits, .. }| (trace, waits));
            let (trace, waits) = first.unwrap_or_default();
            return Self { trace, waits, under: Vec::new() };
        }
        let under = apart.into_iter().filter_map(|(members, when)| {
            let first = parts.get(*members.first()?)?;
            Some(TraceUnder { when, trace: first.trace.clone(), waits: first.waits.clone() })
        });
        let under: Vec<TraceUnder> = under.collect();
        Self { trace: traces(&under), waits: waits(&under), under }
    }
}

/// A static policy: the readings it takes, and the days it is that of.
pub type Place = (Readings, (Date, Date));

impl TracePart {
    fn place(&self) -> Place {
        (self.readings.clone(), self.days)
    }
}

/// Static policies by what is told of them: those of which the same is, in the order of the first of each; and where one
/// is in one of them.
#[must_use]
pub fn apart<T: PartialEq>(places: &[Place], told: &[T]) -> Vec<(Vec<usize>, Vec<When>)> {
    // Of each, the place of the first that it is like.
    let like: Vec<usize> = told
        .iter()
        .enumerate()
        .map(|(at, it)| told.iter().position(|other| other == it).unwrap_or(at))
        .collect();
    let turns = Turns::of(places, &like);
    let groups: BTreeSet<usize> = like.iter().copied().collect();
    let each = groups.into_iter().map(|group| {
        let all = like.iter().enumerate().filter(|(_, like)| **like == group);
        let members: Vec<usize> = all.map(|(at, _)| at).collect();
        let when = turns.when(members.iter().filter_map(|at| places.get(*at)));
        (members, when)
    });
    each.collect()
}

/// What tells the parts apart: which questions, and whether the day does.
struct Turns {
    questions: Vec<QuestionId>,
    days: bool,
}

impl Turns {
    fn of(places: &[Place], like: &[usize]) -> Self {
        // Two parts that differ in one thing alone, and in what becomes of the rules.
        let tells = |alike: &dyn Fn(&Place, &Place) -> bool| {
            places.iter().zip(like).enumerate().any(|(at, (a, one))| {
                places.iter().zip(like).take(at).any(|(b, other)| one != other && alike(a, b))
            })
        };
        let days = tells(&|(a, _), (b, _)| a == b);
        let all: BTreeSet<QuestionId> = places
            .iter()
            .flat_map(|(readings, _)| readings)
            .map(|(question, _)| *question)
            .collect();
        let but = |readings: &Readings, left_out: QuestionId| -> Readings {
            readings.iter().filter(|(question, _)| *question != left_out).copied().collect()
        };
        let questions = all
            .into_iter()
            .filter(|it| tells(&|a, b| a.1 == b.1 && but(&a.0, *it) == but(&b.0, *it)));
        Self { questions: questions.collect(), days }
    }

    /// Where one of these parts is, said by what tells them apart. Periods that follow one another are one.
    fn when<'p>(&self, places: impl Iterator<Item = &'p Place>) -> Vec<When> {
        let mut told: BTreeMap<Readings, BTreeSet<(Date, Date)>> = BTreeMap::new();
        for (readings, within) in places {
            let readings = readings.iter().filter(|(it, _)| self.questions.contains(it));
            let days = told.entry(readings.copied().collect()).or_default();
            if self.days {
                days.insert(*within);
            }
        }
        let mut all = Vec::new();
        for (readings, days) in told {
            let mut joined: Vec<(Date, Date)> = Vec::new();
            for (from, to) in days {
                match joined.last_mut() {
                    Some((_, last)) if last.plus_days(1).is_ok_and(|next| next == from) => {
                        *last = to
                    }
                    Some(_) | None => joined.push((from, to)),
                }
            }
            if joined.is_empty() {
                all.push(When { readings, days: None });
            } else {
                let of = |days| When { readings: readings.clone(), days: Some(days) };
                all.extend(joined.into_iter().map(of));
            }
        }
        all
    }
}

/// What becomes of each rule wherever it is in force: [`Standing::Open`] where that differs.
fn traces(under: &[TraceUnder]) -> Vec<RuleTrace> {
    let mut told: BTreeMap<RuleId, RuleTrace> = BTreeMap::new();
    for line in under.iter().flat_map(|it| &it.trace) {
        match told.get_mut(&line.rule) {
            Some(known) => {
                let standing = std::mem::replace(&mut known.standing, Standing::Open);
                known.standing = standing.or(&line.standing);
            }
            None => {
                told.insert(line.rule, line.clone());
            }
        }
    }
    // Where it is not in force it does not count: that is like its being set aside, and unlike its counting.
    let everywhere =
        |rule: RuleId| under.iter().all(|it| it.trace.iter().any(|line| line.rule == rule));
    for (rule, line) in &mut told {
        if line.standing.may_count() && !everywhere(*rule) {
            line.standing = Standing::Open;
        }
    }
    told.into_values().collect()
}

/// What has to come first wherever it is asked for: [`Met::Open`] where that differs.
fn waits(under: &[TraceUnder]) -> Vec<Wait> {
    let mut told: Vec<Wait> = Vec::new();
    for wait in under.iter().flat_map(|it| &it.waits) {
        match told.iter_mut().find(|known| known.is_of(wait)) {
            Some(known) if known.met == wait.met => {}
            Some(known) => known.met = Met::Open,
            None => told.push(wait.clone()),
        }
    }
    for known in &mut told {
        let everywhere = under.iter().all(|it| it.waits.iter().any(|wait| wait.is_of(known)));
        if !known.met.is_settled() && !everywhere {
            known.met = Met::Open;
        }
    }
    told.sort();
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{ClauseId, Id as _};

    fn line(rule: usize, standing: Standing) -> RuleTrace {
        RuleTrace { clause: ClauseId::from_index(rule), rule: RuleId::from_index(rule), standing }
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn part(readings: &[u32], days: (&str, &str), trace: Vec<RuleTrace>) -> TracePart {
        let readings =
            readings.iter().enumerate().map(|(at, it)| (QuestionId::from_index(at), *it)).collect();
        TracePart { readings, days: (day(days.0), day(days.1)), trace, waits: Vec::new() }
    }

    const SPRING: (&str, &str) = ("2020-03-01", "2020-05-31");
    const SUMMER: (&str, &str) = ("2020-06-01", "2020-08-31");

    #[test]
    fn what_is_the_same_everywhere_is_told_once() {
        let one = || vec![line(0, Standing::Prevails)];
        let rules = Rules::of(vec![part(&[0], SPRING, one()), part(&[1], SPRING, one())]);
        assert_eq!(rules, Rules { trace: one(), ..Rules::default() });
        assert_eq!(Rules::of(Vec::new()), Rules::default());
    }

    #[test]
    fn only_the_question_on_which_it_turns_is_named() {
        let a = || vec![line(0, Standing::Prevails)];
        let b = || {
            vec![
                line(0, Standing::Overridden(vec![ClauseId::from_index(1)])),
                line(1, Standing::Prevails),
            ]
        };
        let rules = Rules::of(vec![
            part(&[0, 0], SPRING, a()),
            part(&[0, 1], SPRING, b()),
            part(&[1, 0], SPRING, a()),
            part(&[1, 1], SPRING, b()),
        ]);
        let when = |reading| {
            vec![When { readings: vec![(QuestionId::from_index(1), reading)], days: None }]
        };
        let under = [
            TraceUnder { when: when(0), trace: a(), waits: Vec::new() },
            TraceUnder { when: when(1), trace: b(), waits: Vec::new() },
        ];
        assert_eq!(rules.under, under);
        assert_eq!(rules.trace, [line(0, Standing::Open), line(1, Standing::Open)]);
    }

    #[test]
    fn periods_that_follow_one_another_are_one() {
        let none = Vec::new;
        let some = || vec![line(0, Standing::NotApplicable)];
        let rules = Rules::of(vec![
            part(&[], SPRING, none()),
            part(&[], SUMMER, some()),
            part(&[], ("2020-09-01", "2020-09-30"), some()),
        ]);
        let when: Vec<_> = rules.under.iter().map(|it| it.when.clone()).collect();
        let days = |from, to| vec![When { readings: vec![], days: Some((day(from), day(to))) }];
        assert_eq!(when, [days("2020-03-01", "2020-05-31"), days("2020-06-01", "2020-09-30")]);
        // Not in force in spring, and it does not apply later: it counts nowhere.
        assert_eq!(rules.trace, some());
    }
}
