//! Of a case in several runs: those of which the same is to be told are told as one, the others apart.

use whereas_eval::Session;
use whereas_eval::case::Loaded;
use whereas_eval::session::{Active, Asked, Pass};
use whereas_eval::variant::readings_of;
use whereas_plan::Plan;
use whereas_value::answer::{Place, RuleTrace, TraceUnder, Wait, apart};
use whereas_value::{Answer, Answers, Case, Cause, Date, Question};

use super::rules::{Of, OfQuestion, OfRules};
use super::{Teller, presumptions};

/// The runs of a case.
#[derive(Clone, Copy)]
pub(super) struct Runs<'a, 'p> {
    pub plan: &'a Plan,
    pub case: &'a Case,
    pub session: &'a Session<'p>,
    pub loaded: &'a Loaded,
    pub pass: &'a Pass,
}

/// What became of the rules of a question in one run.
type Became = (Vec<RuleTrace>, Vec<Wait>);

/// How a run is told.
#[derive(Clone, Copy)]
struct How {
    /// The days whose law is told.
    days: (Date, Date),
    /// Without what differs between runs that are told as one.
    bare: bool,
    /// As one of several that differ.
    apart: bool,
    /// Without what the words leave out.
    short: bool,
}

impl Runs<'_, '_> {
    /// What there is to tell of a question; nothing where its runs are told as the first of them is.
    pub fn told(
        self,
        answers: &Answers,
        question: Question,
        answer: &Answer,
        short: bool,
    ) -> Option<OfQuestion> {
        let asked = Asked::of(self.plan, question)?;
        let may_wait = answer.outcome.causes.has(Cause::NotReady);
        let variants = &self.pass.variants;
        let became: Option<Vec<Became>> =
            variants.iter().map(|active| self.became(*active, asked, may_wait)).collect();
        let became = became?;
        let read = |at: usize, how: How| {
            let (trace, waits) = became.get(at)?;
            let of = Of { question, answer, trace, waits, apart: how.apart };
            self.read(answers, *variants.get(at)?, of, how)
        };
        let all: Vec<usize> = (0..variants.len()).collect();
        let one = How { days: answers.governing, bare: false, apart: false, short };
        let as_one = |members: &[usize], how: How| -> Option<OfRules> {
            let first = read(*members.first()?, how)?;
            let same = members.iter().all(|at| read(*at, how).as_ref() == Some(&first));
            if same { Some(first) } else { read(*members.first()?, How { bare: true, ..how }) }
        };
        let rules_agree = became.iter().all(|it| Some(it) == became.first());
        let bare = |how: How| {
            all.iter().map(|at| read(*at, How { bare: true, ..how })).collect::<Vec<_>>()
        };
        let told = bare(one);
        if rules_agree && told.iter().all(|it| Some(it) == told.first()) {
            return Some(OfQuestion { all: as_one(&all, one)?, ..OfQuestion::default() });
        }
        let how = How { apart: true, ..one };
        let told: Vec<_> = became.iter().zip(bare(how)).collect();
        let places: Option<Vec<Place>> = variants.iter().map(|it| self.place(*it)).collect();
        let parts = apart(&places?, &told).into_iter().filter_map(|(members, when)| {
            let days = self.days(&members)?;
            let why = as_one(&members, How { days, ..how })?;
            let (trace, waits) = became.get(*members.first()?)?.clone();
            Some((TraceUnder { when, trace, waits }, why))
        });
        let under: Vec<(TraceUnder, OfRules)> = parts.collect();
        Some(OfQuestion { all: OfRules::alike(&under), under, idle: Vec::new() })
    }

    fn became(self, active: Active, asked: Asked, may_wait: bool) -> Option<Became> {
        let ran = self.pass.runs.get(active.run)?;
        let machine = self.session.machine(self.case, self.loaded, ran)?;
        Some((machine.trace(&ran.store, asked), machine.waits(&ran.store, asked, may_wait)))
    }

    fn place(self, active: Active) -> Option<Place> {
        let days = self.pass.runs.get(active.run)?.taken.days;
        Some((readings_of(&self.plan.meaning, active.variant), days))
    }

    /// The days from the first to the last of some runs.
    fn days(self, members: &[usize]) -> Option<(Date, Date)> {
        let of = |at: &usize| {
            let active = self.pass.variants.get(*at)?;
            Some(self.pass.runs.get(active.run)?.taken.days)
        };
        let first = members.iter().filter_map(of).map(|(from, _)| from).min()?;
        let last = members.iter().filter_map(of).map(|(_, to)| to).max()?;
        Some((first, last))
    }

    fn read(self, answers: &Answers, active: Active, of: Of<'_>, how: How) -> Option<OfRules> {
        let ran = self.pass.runs.get(active.run)?;
        let machine = self.session.machine(self.case, self.loaded, ran)?;
        let presumed = presumptions(self.plan, self.case);
        let readings = readings_of(&self.plan.meaning, active.variant);
        let teller = Teller {
            readings: &readings,
            days: how.days,
            bare: how.bare,
            ..Teller::new(self.plan, &machine, &ran.store, answers, &presumed)
        };
        OfRules::read(teller, of, how.short)
    }
}
