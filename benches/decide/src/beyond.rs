//! What else is measured on the first workload: unknown facts, the walk, reasons, many lanes, a long list.
//!
//! Each figure stands beside a baseline that is named: hand-written Rust over the same cases complete, a pass, or what
//! the size of the case explains.

use std::collections::BTreeSet;
use std::hint::black_box;

use common::Rng;
use common::w1::Conviction;
use whereas_eval::refine::{self, Open};
use whereas_eval::session::{Asked, Pass};
use whereas_eval::{Session, missing};
use whereas_value::case::Stated;
use whereas_value::id::Id;
use whereas_value::{Case, Leaf};

use crate::Workload as _;
use crate::measure::{Report, least, ns};
use crate::w1::Workload;

const CASES: usize = 4_000;
const REPEAT: usize = 2_000;

/// Measures and reports.
pub fn measure(report: &mut Report) {
    let workload = Workload::new();
    let natives: Vec<_> = Workload::natives().into_iter().take(CASES).collect();
    let cases: Vec<Case> = natives.iter().map(|native| workload.case(native)).collect();
    let mut session = Session::new(workload.plan());
    let native = least(|| Workload::by_hand(&natives));
    let hand = ("hand-written Rust, all known", native);
    let pass = passes(&mut session, &cases);
    report.against("W1", "the pass alone, all known", pass, hand);

    let mut random = Rng(30);
    let partial: Vec<Case> =
        cases.iter().map(|case| without(case, |_| random.p(30))).collect();
    let taken = passes(&mut session, &partial);
    report.against("W1", "the pass alone, 30 % of the facts unknown", taken, hand);
    let unknown: Vec<Case> = cases.iter().map(|case| without(case, |_| true)).collect();
    let taken = passes(&mut session, &unknown);
    report.against("W1", "the pass alone, all 30 facts unknown", taken, hand);

    one_case(report, &workload, &mut session, &cases, pass);
    long_list(report, &workload, &mut session, pass);
}

/// Nanoseconds a pass over cases that are read already.
fn passes(session: &mut Session<'_>, cases: &[Case]) -> f64 {
    let loaded: Vec<_> = cases.iter().map(|case| session.load(case)).collect();
    least(|| {
        ns(cases.len(), || {
            for (case, loaded) in cases.iter().zip(&loaded) {
                let pass = session.pass(black_box(case), loaded);
                session.done(black_box(pass));
            }
        })
    })
}

/// A case of which some facts are not known.
fn without(case: &Case, mut unknown: impl FnMut(usize) -> bool) -> Case {
    let facts = case.facts.iter().enumerate();
    let facts = facts.map(|(place, stated)| match unknown(place) {
        true => Stated::LeftOut,
        false => stated.clone(),
    });
    Case { facts: facts.collect(), ..case.clone() }
}

/// On one case that goes through all the rules, with ten facts unknown: reasons, the walk, the order, the lanes.
fn one_case(
    report: &mut Report,
    workload: &Workload,
    session: &mut Session<'_>,
    cases: &[Case],
    pass: f64,
) {
    let asked = Asked { decision: workload.outcome(), value: 0, row: 0 };
    let ten = |case: &Case| {
        let all = without(case, |_| true);
        let loaded = session.load(&all);
        let ran = session.pass(&all, &loaded);
        let leaves = session.open(&all, &loaded, &ran, asked);
        session.done(ran);
        let facts = leaves.iter().filter_map(|leaf| match leaf {
            Leaf::Fact(fact, _) => Some(fact.index()),
            _ => None,
        });
        facts.take(10).collect::<BTreeSet<usize>>()
    };
    let first = cases.first().expect("there are cases");
    let unknown = ten(first);
    let case = without(first, |place| unknown.contains(&place));
    let mut loaded = session.load(&case);
    let ran: Pass = session.pass(&case, &loaded);
    let beside = ("a pass", pass);

    let reasons = least(|| {
        ns(REPEAT, || {
            for _ in 0..REPEAT {
                let run = &ran.runs[0];
                let machine = session.machine(&case, &loaded, run).expect("it ran");
                black_box(machine.trace(&run.store, asked));
                black_box(machine.conditions(&run.store, asked));
            }
        })
    });
    report.against("W1", "reasons of one decision, read off the slots", reasons, beside);

    let walk = least(|| {
        ns(REPEAT, || {
            for _ in 0..REPEAT {
                black_box(session.open(&case, &loaded, &ran, asked));
            }
        })
    });
    let leaves: Vec<Leaf> = session.open(&case, &loaded, &ran, asked).into_iter().collect();
    let count = missing::facts(&leaves).count();
    report.against("W1", &format!("the walk, {count} facts missing"), walk, beside);

    let order = least(|| {
        ns(REPEAT / 10, || {
            for _ in 0..REPEAT / 10 {
                let open = Open { asked, walk: leaves.clone(), runs: Default::default() };
                let mut open = [open];
                refine::try_leaves(session, &case, &mut loaded, &mut open, missing::is_tried);
                black_box(missing::missing(&workload.plan().meaning, &open[0]));
            }
        })
    });
    report.against("W1", &format!("their order, {count} facts missing"), order, beside);

    let few = refine::lane_leaves(&workload.plan().meaning, &case, &loaded, &leaves);
    let lanes: usize = few.iter().map(|(_, values)| values.len()).product();
    let taken = least(|| {
        ns(REPEAT / 10, || {
            for _ in 0..REPEAT / 10 {
                black_box(refine::lanes(session, &case, &mut loaded, &few, &[asked]));
            }
        })
    });
    report.against("W1", &format!("{lanes} lanes, one pass after another"), taken, beside);
    session.done(ran);
}

/// A case with a thousand convictions.
fn long_list(report: &mut Report, workload: &Workload, session: &mut Session<'_>, pass: f64) {
    let natives = Workload::natives();
    let mut long = natives.iter().find(|native| native.convictions.len() == 2).expect("one").clone();
    let all: Vec<Conviction> =
        natives.iter().flat_map(|native| native.convictions.clone()).take(1_000).collect();
    long.convictions = all;
    let case = workload.case(&long);
    let cases = vec![case; 20];
    let by_hand = vec![long; 20];
    let native = least(|| Workload::by_hand(&by_hand));
    let taken = passes(session, &cases);
    report.against("W1", "the pass alone, 1,000 convictions", taken, ("hand-written Rust on it", native));
    report.against("W1", "the same, for each conviction", taken / 1_000.0, ("a pass", pass));
}
