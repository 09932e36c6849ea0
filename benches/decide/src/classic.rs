//! Two laws of `policies/classic` against the same rules written by hand, with exact arithmetic: the rebate of rates and
//! the sale of a home. Every fact is known; an answer that differs is told, and then the times do not count.

mod rebate;
mod sale;

use std::hint::black_box;

use common::Rng;
use whereas_eval::cell::NumberCell;
use whereas_eval::{Run, Session};
use whereas_plan::Plan;
use whereas_value::id::DecisionId;
use whereas_value::{Case, Number};

use crate::measure::{Ratio, Report, ns};
use crate::{ROUNDS, policy};

/// How many cases are drawn, and how many of them the engine goes over in a round.
const DRAWN: usize = 20_000;
const TIMED: usize = 4_000;

/// A law with one amount as its answer.
trait Law {
    /// A case as hand-written Rust reads it.
    type Native;
    const NAME: &'static str;
    /// Below `policies/classic`.
    const FOLDER: &'static str;
    const ANSWER: &'static str;

    fn new(plan: &Plan) -> Self;
    fn draw(random: &mut Rng) -> Self::Native;
    /// The amount in cents.
    fn by_hand(native: &Self::Native) -> i64;
    fn case(&self, plan: &Plan, native: &Self::Native) -> Case;
}

/// Measures both; whether all answers agree.
pub fn measure(report: &mut Report) -> bool {
    let rebate = law::<rebate::Law>(report);
    let sale = law::<sale::Law>(report);
    rebate && sale
}

fn law<L: Law>(report: &mut Report) -> bool {
    let plan = policy::plan_in(&format!("../../policies/classic/{}", L::FOLDER));
    let law = L::new(&plan);
    let answer = policy::decision(&plan, L::ANSWER);
    let mut random = Rng(20_260_101);
    let natives: Vec<L::Native> = (0..DRAWN).map(|_| L::draw(&mut random)).collect();
    let cases: Vec<Case> = natives.iter().map(|native| law.case(&plan, native)).collect();
    let mut session = Session::new(&plan);
    let mut run = Run::default();
    let mut differ = 0;
    for (native, case) in natives.iter().zip(&cases) {
        session.run(case, &mut run);
        let ours = amount(&session, case, &run, answer);
        differ += usize::from(ours != L::by_hand(native));
    }
    println!("{}  {} of {DRAWN} amounts agree", L::NAME, DRAWN - differ);

    let native = || {
        ns(natives.len(), || {
            let all = natives.iter().map(|native| L::by_hand(black_box(native)));
            black_box(all.fold(0_i64, i64::wrapping_add));
        })
    };
    let cases = &cases[..TIMED];
    let all = Ratio::of(ROUNDS, native, || {
        ns(cases.len(), || {
            for case in cases {
                session.run(black_box(case), &mut run);
                black_box(amount(&session, case, &run, answer));
            }
        })
    });
    report.ratio(L::NAME, "decide one case (loaded and run)", &all);
    let loaded: Vec<_> = cases.iter().map(|case| session.load(case)).collect();
    let pass = Ratio::of(ROUNDS, native, || {
        ns(cases.len(), || {
            for (case, loaded) in cases.iter().zip(&loaded) {
                let pass = session.pass(black_box(case), loaded);
                session.done(black_box(pass));
            }
        })
    });
    report.ratio(L::NAME, "the pass alone", &pass);
    differ == 0
}

/// The amount that is decided, in cents.
fn amount(session: &Session<'_>, case: &Case, run: &Run, decision: DecisionId) -> i64 {
    let ran = &run.pass.runs[0];
    let machine = session.machine(case, &run.loaded, ran).expect("it ran");
    let slot = machine.program.decisions.get(decision).expect("it is there").questions[0].answer;
    let cell = machine.get::<NumberCell>(&ran.store, slot, 0).expect("a value");
    let amount = cell.value.as_ref().and_then(|value| value.as_single()).expect("one amount");
    amount.checked_mul(&Number::from(100)).expect("no fault").to_i64().expect("whole cents")
}
