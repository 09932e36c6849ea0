//! Decides the frozen workloads with the library, one case at a time, and prints what it costs against hand-written Rust
//! and against a peer, measured in the same run. An engine counts only where all of its result lines agree.

mod measure;
mod peers;
mod policy;
mod w1;
mod w2;

use std::hint::black_box;

use common::harness::fnv;
use whereas_eval::{Run, Session};
use whereas_value::Case;

use crate::measure::{Ratio, Report, ns};

/// How many cases the timed loops of the engines go over; hand-written Rust goes over all 100,000, as the frozen bench
/// measures it, so that no processor learns its branches by heart.
const TIMED: usize = 4_000;
const ROUNDS: usize = 9;
const W1_DIGEST: u64 = 0x2eac_eb41_0a2e_275e;
const W2_DIGEST: u64 = 0x9d34_1bf6_deb7_b233;

fn main() {
    let mut report = Report::new();
    let w1_right = first(&mut report);
    let w2_right = second(&mut report);
    report.print();
    if !(w1_right && w2_right) {
        eprintln!("not all result lines agree: the times do not count");
        std::process::exit(1);
    }
}

fn first(report: &mut Report) -> bool {
    let workload = w1::Workload::new();
    let mut session = Session::new(&workload.plan);
    let mut run = Run::default();
    let natives = common::w1::generate(100_000, 20_210_218);
    let lines: Vec<String> = natives
        .iter()
        .map(|native| {
            let case = workload.case(native);
            session.run(&case, &mut run);
            common::w1::line(native.case_id, workload.result(&session, &case, &run))
        })
        .collect();
    let right = agree("W1", &lines, &common::harness::expected_w1(&natives), W1_DIGEST);

    let cases: Vec<Case> = natives[..TIMED].iter().map(|native| workload.case(native)).collect();
    let native = || common::harness::native_w1(&natives);
    let all = Ratio::of(ROUNDS, native, || {
        ns(cases.len(), || {
            for case in &cases {
                session.run(black_box(case), &mut run);
                black_box(workload.result(&session, case, &run));
            }
        })
    });
    report.ratio("W1", "decide one case (loaded and run)", &all);
    let loaded: Vec<_> = cases.iter().map(|case| session.load(case)).collect();
    let pass = Ratio::of(ROUNDS, native, || {
        ns(cases.len(), || {
            for (case, loaded) in cases.iter().zip(&loaded) {
                let pass = session.pass(black_box(case), loaded);
                session.done(black_box(pass));
            }
        })
    });
    report.ratio("W1", "the pass alone", &pass);
    peer(report, "W1", native, "w1", natives[..TIMED].iter().map(peers::w1_line));
    right
}

fn second(report: &mut Report) -> bool {
    let workload = w2::Workload::new();
    let mut session = Session::new(&workload.plan);
    let mut run = Run::default();
    let natives = common::w2::generate(100_000, 20_260_101);
    let lines: Vec<String> = natives
        .iter()
        .map(|native| {
            let case = workload.case(native);
            session.run(&case, &mut run);
            common::w2::line(native.case_id, workload.result(&session, &case, &run))
        })
        .collect();
    let right = agree("W2", &lines, &common::harness::expected_w2(&natives), W2_DIGEST);

    let cases: Vec<Case> = natives[..TIMED].iter().map(|native| workload.case(native)).collect();
    let native = || common::harness::native_w2(&natives);
    let all = Ratio::of(ROUNDS, native, || {
        ns(cases.len(), || {
            for case in &cases {
                session.run(black_box(case), &mut run);
                black_box(workload.result(&session, case, &run));
            }
        })
    });
    report.ratio("W2", "decide one case (loaded and run)", &all);
    let loaded: Vec<_> = cases.iter().map(|case| session.load(case)).collect();
    let pass = Ratio::of(ROUNDS, native, || {
        ns(cases.len(), || {
            for (case, loaded) in cases.iter().zip(&loaded) {
                let pass = session.pass(black_box(case), loaded);
                session.done(black_box(pass));
            }
        })
    });
    report.ratio("W2", "the pass alone", &pass);
    peer(report, "W2", native, "w2", natives[..TIMED].iter().map(peers::w2_line));
    right
}

/// The peer over the same cases.
fn peer(
    report: &mut Report,
    workload: &str,
    native: impl FnMut() -> f64,
    name: &str,
    lines: impl Iterator<Item = String>,
) {
    let file = format!("{}/../frozen/policies/{name}.rego", env!("CARGO_MANIFEST_DIR"));
    let source = std::fs::read_to_string(file).expect("the frozen policy");
    let mut vm = peers::vm(&source, &format!("data.{name}.result"));
    let values = peers::values(lines);
    let ratio = Ratio::of(3, native, || {
        ns(values.len(), || {
            for value in &values {
                vm.set_input(value.clone());
                black_box(vm.execute().expect("it runs"));
            }
        })
    });
    report.peer(workload, "regorus, virtual machine", &ratio);
}

/// Whether all result lines are those of the reference, and theirs those of the frozen digest.
fn agree(workload: &str, lines: &[String], expected: &[String], digest: u64) -> bool {
    let agreeing = lines.iter().zip(expected).filter(|(a, b)| a == b).count();
    if let Some((ours, theirs)) = lines.iter().zip(expected).find(|(a, b)| a != b) {
        eprintln!("{workload}: first difference: ours {ours}, expected {theirs}");
    }
    let found = fnv(lines);
    println!(
        "{workload}  {agreeing} of {} result lines agree; digest {found:016x}, wanted {digest:016x}",
        expected.len()
    );
    agreeing == expected.len() && found == digest
}
