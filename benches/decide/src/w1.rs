//! The first workload: its cases as the library reads them, and its results read off a run.

use std::hint::black_box;

use common::w1::{self, Case as Native, Res};
use whereas_eval::cell::{ChoiceCell, Truth};
use whereas_eval::{Run, Session};
use whereas_plan::Plan;
use whereas_plan::program::QuestionSlots;
use whereas_value::case::{Given, Stated};
use whereas_value::id::{DecisionId, FactId};
use whereas_value::{Case, Date};

use crate::measure::ns;
use crate::policy::{self, choice, date, list, number, truth};

/// The facts in the order of [`stated`].
const FACTS: [&str; 30] = [
    "decision_date",
    "entry_date",
    "date_of_birth",
    "apprehension_location",
    "entry_manner",
    "attempting_unlawful_entry",
    "terrorism_or_espionage",
    "other_national_security_danger",
    "record_reviewed",
    "harm_severity",
    "victim_count",
    "sophisticated_crime",
    "weapon_used",
    "mental_condition_contributed",
    "crime_victim",
    "witness_in_proceeding",
    "military_service",
    "public_service",
    "us_citizen_family_member",
    "dependents_count",
    "sole_caregiver",
    "eligible_humanitarian_relief",
    "rehabilitation_evidence",
    "probation_violations",
    "workplace_rights_exercise",
    "labor_agency_statement",
    "prior_removals",
    "detained",
    "represented",
    "convictions",
];

/// The plan of the workload with what is looked up in it once.
pub struct Workload {
    plan: Plan,
    facts: Vec<FactId>,
    outcome: DecisionId,
    review: DecisionId,
    places: Vec<u32>,
}

impl Workload {
    pub fn new() -> Self {
        let plan = policy::plan("w1");
        let facts = FACTS.iter().map(|name| policy::fact(&plan, name)).collect();
        let places = policy::places(&plan, &w1::CLAUSES);
        let (outcome, review) =
            (policy::decision(&plan, "outcome"), policy::decision(&plan, "review"));
        Self { plan, facts, outcome, review, places }
    }

    /// The decision of the outcome.
    pub const fn outcome(&self) -> DecisionId {
        self.outcome
    }

    /// Outcome and clauses relied on: those of which a rule prevails.
    #[inline]
    fn result(&self, session: &Session<'_>, case: &Case, run: &Run) -> Res {
        let ran = &run.pass.runs[0];
        let machine = session.machine(case, &run.loaded, ran).expect("it ran");
        let decisions = &machine.program.decisions;
        let outcome = &decisions.get(self.outcome).expect("outcome").questions[0];
        let cell = machine.get::<ChoiceCell>(&ran.store, outcome.answer, 0).expect("a value");
        let mut mask = 0;
        let mut relied = |question: &QuestionSlots| {
            for rule in &question.rows {
                let prevails = machine.truth(&ran.store, rule.prevails, 0) == Truth::YES;
                mask |= u32::from(prevails) << policy::place(&self.places, rule.clause);
            }
        };
        relied(outcome);
        decisions.get(self.review).expect("review").questions.iter().for_each(&mut relied);
        (cell.bits.trailing_zeros() as u8, mask)
    }
}

impl crate::Workload for Workload {
    type Native = Native;
    const NAME: &'static str = "W1";
    const FILE: &'static str = "w1";
    const DIGEST: u64 = 0x2eac_eb41_0a2e_275e;

    fn natives() -> Vec<Native> {
        common::w1::generate(100_000, 20_210_218)
    }

    fn expected(natives: &[Native]) -> Vec<String> {
        common::harness::expected_w1(natives)
    }

    fn by_hand(natives: &[Native]) -> f64 {
        ns(natives.len(), || {
            let mut all = 0_u32;
            for native in natives {
                let (outcome, clauses) = w1::eval(black_box(native));
                all = all.wrapping_add(clauses ^ u32::from(outcome));
            }
            black_box(all);
        })
    }

    fn peer_line(native: &Native) -> String {
        crate::peers::w1_line(native)
    }

    fn plan(&self) -> &Plan {
        &self.plan
    }

    fn case(&self, native: &Native) -> Case {
        let as_of = Date::from_ymd(2024, 1, 1).expect("a day");
        let mut case = policy::empty(&self.plan, as_of);
        for (fact, value) in self.facts.iter().zip(stated(native)) {
            *case.facts.get_mut(*fact).expect("a place for every fact") =
                Stated::Given(Given::present(value));
        }
        case
    }

    fn line(&self, native: &Native, session: &Session<'_>, case: &Case, run: &Run) -> String {
        common::w1::line(native.case_id, self.result(session, case, run))
    }

    #[inline]
    fn read(&self, session: &Session<'_>, case: &Case, run: &Run) {
        black_box(self.result(session, case, run));
    }
}

fn stated(case: &Native) -> [whereas_value::Partial; 30] {
    let convictions = case.convictions.iter().map(|conviction| {
        vec![
            choice(conviction.gravity as u32),
            number(conviction.sentence_days.into()),
            date(conviction.date),
            truth(conviction.vacated),
        ]
    });
    [
        date(case.decision_date),
        date(case.entry_date),
        date(case.date_of_birth),
        choice(case.apprehension_location as u32),
        choice(case.entry_manner as u32),
        truth(case.attempting_unlawful_entry),
        truth(case.terrorism_or_espionage),
        truth(case.other_national_security_danger),
        truth(case.record_reviewed),
        number(case.harm_severity.into()),
        number(case.victim_count.into()),
        truth(case.sophisticated_crime),
        truth(case.weapon_used),
        truth(case.mental_condition_contributed),
        truth(case.crime_victim),
        truth(case.witness_in_proceeding),
        number(case.military_service_months.into()),
        truth(case.public_service),
        truth(case.us_citizen_family_member),
        number(case.dependents_count.into()),
        truth(case.sole_caregiver),
        truth(case.eligible_humanitarian_relief),
        truth(case.rehabilitation_evidence),
        number(case.probation_violations.into()),
        truth(case.workplace_rights_exercise),
        truth(case.labor_agency_statement),
        number(case.prior_removals.into()),
        truth(case.detained),
        truth(case.represented),
        list(convictions),
    ]
}
