//! How long the front end takes, and how that grows: [`large`](crate::large) packages checked and laid out.
//!
//! Produces: a line for each measure, with the best of a few runs, the ratio of ten thousand clauses to one thousand,
//! and the ratio to a baseline measured in the same run, which is the same on slow and fast machines. It judges
//! nothing.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use whereas_driver::{Asked, Files, compile};
use whereas_source::Sources;

use crate::large;

const RUNS: usize = 5;
const SMALL: usize = 1_000;

/// Measures packages of a thousand clauses and of as many as asked, and tells what came of it.
#[must_use]
pub fn front(clauses: usize) -> String {
    let (small, large) = (large::package(SMALL), large::package(clauses));
    let bytes: usize = policies(&large).map(|(_, text)| text.len()).sum();
    let passages: usize = large.values().map(String::len).sum::<usize>() - bytes;
    let mut told =
        format!("{clauses} clauses: {bytes} bytes of policy, {passages} bytes of passages\n");
    let baseline = best(|| words(&large));
    let _ = writeln!(told, "baseline: every word of the package counted once: {baseline:?}");
    for (name, work) in [("check", check as fn(&Files)), ("fmt", lay_out), ("parse", parse)] {
        let (few, many) = (best(|| work(&small)), best(|| work(&large)));
        let _ = writeln!(
            told,
            "{name:5} {SMALL} clauses {few:?}, {clauses} clauses {many:?}: {} times as long, {} times the baseline",
            tenths(many, few),
            tenths(many, baseline),
        );
    }
    let found = compile(&large, Asked::default()).diagnostics.len();
    let _ = writeln!(told, "{found} findings in the package");
    told
}

fn policies(files: &Files) -> impl Iterator<Item = (&String, &String)> {
    files.iter().filter(|(path, _)| path.ends_with(".policy"))
}

fn check(files: &Files) {
    black_box(compile(files, Asked::default()));
}

fn parse(files: &Files) {
    let mut sources = Sources::new();
    let texts: Vec<_> = policies(files)
        .map(|(path, text)| (sources.add(path.as_str(), text.as_str()), text.as_str()))
        .collect();
    black_box(whereas_syntax::parse_all(&texts));
}

/// Lays out the files, as many at a time as the machine has cores.
fn lay_out(files: &Files) {
    let mut sources = Sources::new();
    let texts: Vec<_> = policies(files)
        .map(|(path, text)| (sources.add(path.as_str(), text.as_str()), text.as_str()))
        .collect();
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for texts in texts.chunks(texts.len().div_ceil(cores).max(1)) {
            scope.spawn(move || {
                for (file, text) in texts {
                    black_box(whereas_fmt::format(*file, text));
                }
            });
        }
    });
}

/// What any reader of the package does at the least.
fn words(files: &Files) {
    let mut words: BTreeMap<&str, usize> = BTreeMap::new();
    for word in files.values().flat_map(|text| text.split_whitespace()) {
        *words.entry(word).or_default() += 1;
    }
    black_box(words);
}

fn best(work: impl Fn()) -> Duration {
    let run = || {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..RUNS).map(|_| run()).min().unwrap_or_default()
}

/// A ratio with one place.
fn tenths(a: Duration, b: Duration) -> String {
    let tenths = a.as_micros() * 10 / b.as_micros().max(1);
    format!("{}.{}", tenths / 10, tenths % 10)
}
