//! The second workload: its cases as the library reads them, and its results read off a run.

use std::hint::black_box;

use common::w2::{Case as Native, Res};
use whereas_eval::cell::{NumberCell, Truth};
use whereas_eval::{Run, Session};
use whereas_plan::Plan;
use whereas_value::case::{Given, Stated};
use whereas_value::id::{DecisionId, FactId};
use whereas_value::{Case, Date, Number};

use crate::measure::ns;
use crate::policy::{self, cents, choice, list, number, truth};

const FACTS: [&str; 8] = [
    "gross_income",
    "monthly_rent",
    "assets",
    "region",
    "months_resident",
    "citizen",
    "has_arrears",
    "household",
];

/// The plan of the workload with what is looked up in it once.
pub struct Workload {
    plan: Plan,
    facts: Vec<FactId>,
    reasons: DecisionId,
    amounts: [DecisionId; 3],
}

impl Workload {
    pub fn new() -> Self {
        let plan = policy::plan("w2");
        let facts = FACTS.iter().map(|name| policy::fact(&plan, name)).collect();
        let decision = |name| policy::decision(&plan, name);
        let reasons = decision("reasons");
        let amounts = ["tax", "housing", "benefit"].map(decision);
        Self { facts, reasons, amounts, plan }
    }

    #[inline]
    fn result(&self, session: &Session<'_>, case: &Case, run: &Run) -> Res {
        let ran = &run.pass.runs[0];
        let machine = session.machine(case, &run.loaded, ran).expect("it ran");
        let decisions = &machine.program.decisions;
        let mut reasons = 0;
        for (place, question) in
            decisions.get(self.reasons).expect("reasons").questions.iter().enumerate()
        {
            reasons |=
                u8::from(machine.truth(&ran.store, question.answer, 0) == Truth::YES) << place;
        }
        let [tax, housing, benefit] = self.amounts.map(|decision| {
            let slot = decisions.get(decision).expect("an amount").questions[0].answer;
            let cell = machine.get::<NumberCell>(&ran.store, slot, 0).expect("a value");
            in_cents(&cell)
        });
        Res { reasons, tax, housing, benefit }
    }
}

impl crate::Workload for Workload {
    type Native = Native;
    const NAME: &'static str = "W2";
    const FILE: &'static str = "w2";
    const DIGEST: u64 = 0x9d34_1bf6_deb7_b233;

    fn natives() -> Vec<Native> {
        common::w2::generate(100_000, 20_260_101)
    }

    fn expected(natives: &[Native]) -> Vec<String> {
        common::harness::expected_w2(natives)
    }

    fn by_hand(natives: &[Native]) -> f64 {
        ns(natives.len(), || {
            let mut all = 0_i64;
            for native in natives {
                let result = common::w2::eval(black_box(native));
                all = all.wrapping_add(result.benefit ^ result.tax);
            }
            black_box(all);
        })
    }

    fn peer_line(native: &Native) -> String {
        crate::peers::w2_line(native)
    }

    fn plan(&self) -> &Plan {
        &self.plan
    }

    fn case(&self, native: &Native) -> Case {
        let mut case = policy::empty(&self.plan, Date::from_ymd(2026, 1, 1).expect("a day"));
        let household = native.household.iter().map(|member| {
            vec![number(member.age.into()), truth(member.disabled), truth(member.student)]
        });
        let stated = [
            cents(native.gross_income),
            cents(native.monthly_rent),
            cents(native.assets),
            choice(native.region as u32),
            number(native.months_resident.into()),
            truth(native.citizen),
            truth(native.has_arrears),
            list(household),
        ];
        for (fact, value) in self.facts.iter().zip(stated) {
            *case.facts.get_mut(*fact).expect("a place for every fact") =
                Stated::Given(Given::present(value));
        }
        case
    }

    fn line(&self, native: &Native, session: &Session<'_>, case: &Case, run: &Run) -> String {
        common::w2::line(native.case_id, self.result(session, case, run))
    }

    #[inline]
    fn read(&self, session: &Session<'_>, case: &Case, run: &Run) {
        black_box(self.result(session, case, run));
    }
}

/// An amount in cents: exact, or the bench has nothing to say.
fn in_cents(cell: &NumberCell) -> i64 {
    let amount = cell.value.as_ref().and_then(|value| value.as_single()).expect("one amount");
    let cents = amount.checked_mul(&Number::from(100)).expect("no fault");
    cents.to_i64().expect("whole cents")
}
