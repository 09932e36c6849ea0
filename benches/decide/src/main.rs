//! Decides the frozen workloads with the library, one case at a time, and prints what it costs against hand-written Rust
//! and against a peer, measured in the same run. An engine counts only where all of its result lines agree.

mod beyond;
mod classic;
mod cli;
mod measure;
mod peers;
mod policy;
mod w1;
mod w2;

use std::hint::black_box;

use common::harness::fnv;
use whereas_eval::{Run, Session};
use whereas_plan::Plan;
use whereas_value::Case;

use crate::measure::{Ratio, Report, ns};

/// How many cases the timed loops of the engines go over; hand-written Rust goes over all 100,000, as the frozen bench
/// measures it, so that no processor learns its branches by heart.
const TIMED: usize = 4_000;
const ROUNDS: usize = 9;

/// What the frozen bench has of a workload, and how the library decides it.
trait Workload {
    /// A case as the frozen generator makes it.
    type Native;
    const NAME: &'static str;
    /// Of its policies.
    const FILE: &'static str;
    const DIGEST: u64;

    fn natives() -> Vec<Self::Native>;
    fn expected(natives: &[Self::Native]) -> Vec<String>;
    /// Nanoseconds a case by hand-written Rust: as the frozen harness does it, but once over the cases and not five times. So
    /// a round is as short as one of ours, and on a busy machine both have rounds in which nothing else ran.
    fn by_hand(natives: &[Self::Native]) -> f64;
    /// The case as the peer reads it.
    fn peer_line(native: &Self::Native) -> String;
    fn plan(&self) -> &Plan;
    fn case(&self, native: &Self::Native) -> Case;
    /// The line of a result, read off a run.
    fn line(&self, native: &Self::Native, session: &Session<'_>, case: &Case, run: &Run) -> String;
    /// The same result, kept from being optimised away.
    fn read(&self, session: &Session<'_>, case: &Case, run: &Run);
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let only = arguments.next();
    let count = |text: Option<String>, or| text.map_or(or, |text| text.parse().expect("a number"));
    let (cases, rounds) = (count(arguments.next(), TIMED), count(arguments.next(), 25));
    match only.as_deref() {
        Some("w1") => return pass_only(&w1::Workload::new(), cases, rounds),
        Some("w2") => return pass_only(&w2::Workload::new(), cases, rounds),
        Some("classic") => {
            let mut report = Report::new();
            let agree = classic::measure(&mut report);
            report.print();
            std::process::exit(i32::from(!agree));
        }
        Some("cli") => return cli::measure().iter().for_each(|line| println!("{line}")),
        _ => {}
    }
    let mut report = Report::new();
    let first = measure(&w1::Workload::new(), &mut report);
    let second = measure(&w2::Workload::new(), &mut report);
    beyond::measure(&mut report);
    let classic = classic::measure(&mut report);
    report.print();
    cli::measure().iter().for_each(|line| println!("{line}"));
    if !(first && second && classic) {
        eprintln!("not all results agree: the times do not count");
        std::process::exit(1);
    }
}

/// Nothing but passes over so many cases, so often: for a profiler.
fn pass_only<W: Workload>(workload: &W, cases: usize, rounds: usize) {
    let mut session = Session::new(workload.plan());
    let natives = W::natives();
    let cases: Vec<Case> = natives[..cases].iter().map(|native| workload.case(native)).collect();
    let loaded: Vec<_> = cases.iter().map(|case| session.load(case)).collect();
    let pass = measure::least(|| {
        ns(cases.len() * rounds, || {
            for _ in 0..rounds {
                for (case, loaded) in cases.iter().zip(&loaded) {
                    let pass = session.pass(black_box(case), loaded);
                    session.done(black_box(pass));
                }
            }
        })
    });
    println!("{pass:.1} ns");
}

fn measure<W: Workload>(workload: &W, report: &mut Report) -> bool {
    let mut session = Session::new(workload.plan());
    let mut run = Run::default();
    let natives = W::natives();
    let lines: Vec<String> = natives
        .iter()
        .map(|native| {
            let case = workload.case(native);
            session.run(&case, &mut run);
            workload.line(native, &session, &case, &run)
        })
        .collect();
    let right = agree(W::NAME, &lines, &W::expected(&natives), W::DIGEST);

    let cases: Vec<Case> = natives[..TIMED].iter().map(|native| workload.case(native)).collect();
    let native = || W::by_hand(&natives);
    let all = Ratio::of(ROUNDS, native, || {
        ns(cases.len(), || {
            for case in &cases {
                session.run(black_box(case), &mut run);
                workload.read(&session, case, &run);
            }
        })
    });
    report.ratio(W::NAME, "decide one case (loaded and run)", &all);
    let loaded: Vec<_> = cases.iter().map(|case| session.load(case)).collect();
    let pass = Ratio::of(ROUNDS, native, || {
        ns(cases.len(), || {
            for (case, loaded) in cases.iter().zip(&loaded) {
                let pass = session.pass(black_box(case), loaded);
                session.done(black_box(pass));
            }
        })
    });
    report.ratio(W::NAME, "the pass alone", &pass);
    peer(report, W::NAME, native, W::FILE, natives[..TIMED].iter().map(W::peer_line));
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
