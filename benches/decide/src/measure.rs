//! Times: rounds of one engine between rounds of hand-written Rust, and the medians.

use std::time::Instant;

/// Nanoseconds for each of `count` things.
pub fn ns(count: usize, work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_nanos() as f64 / count as f64
}

pub fn median(mut of: Vec<f64>) -> f64 {
    of.sort_by(f64::total_cmp);
    of[of.len() / 2]
}

/// The least of some rounds: what it takes where nothing else runs.
pub fn least(mut round: impl FnMut() -> f64) -> f64 {
    (0..15).map(|_| round()).fold(f64::INFINITY, f64::min)
}

/// What an engine takes for a case, and how often that is what hand-written Rust takes.
pub struct Ratio {
    pub ns: f64,
    pub native_ns: f64,
    pub ratio: f64,
    /// The least of the engine's rounds, and how often that is the least of the native ones.
    pub least_ns: f64,
    pub least_ratio: f64,
}

impl Ratio {
    /// The native rounds stand before and after each round of the engine, so that a slow moment hits both.
    pub fn of(
        rounds: usize,
        mut native: impl FnMut() -> f64,
        mut engine: impl FnMut() -> f64,
    ) -> Self {
        engine();
        let (mut ours, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
        let (mut least_ns, mut least_native) = (f64::INFINITY, f64::INFINITY);
        for _ in 0..rounds {
            let before = native();
            let taken = engine();
            let after = native();
            let around = (before + after) / 2.0;
            least_ns = least_ns.min(taken);
            least_native = least_native.min(before).min(after);
            ours.push(taken);
            theirs.push(around);
            ratios.push(taken / around);
        }
        Self {
            ns: median(ours),
            native_ns: median(theirs),
            ratio: median(ratios),
            least_ns,
            least_ratio: least_ns / least_native,
        }
    }
}

/// What is printed at the end.
#[derive(Default)]
pub struct Report {
    lines: Vec<String>,
    ours: Vec<(String, f64)>,
}

impl Report {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn ratio(&mut self, workload: &str, what: &str, ratio: &Ratio) {
        self.lines.push(format!(
            "{workload}  {what:<52} {:>9.1} ns  {:>7.1} x native ({:.1} ns); the least {:.1} ns, {:.1} x",
            ratio.ns, ratio.ratio, ratio.native_ns, ratio.least_ns, ratio.least_ratio
        ));
        self.ours.push((workload.to_owned(), ratio.least_ns));
    }

    pub fn peer(&mut self, workload: &str, what: &str, ratio: &Ratio) {
        let ours = self.ours.iter().rfind(|(other, _)| other == workload);
        let against = ours.map_or(f64::NAN, |(_, ours)| ratio.least_ns / ours);
        self.lines.push(format!(
            "{workload}  {what:<52} {:>9.1} ns  {:>7.1} x native; the least {:.1} ns, {against:.0} x the pass",
            ratio.ns, ratio.ratio, ratio.least_ns
        ));
    }

    /// A time beside a baseline, each the least of its rounds.
    pub fn against(&mut self, workload: &str, what: &str, ns: f64, (name, baseline): (&str, f64)) {
        self.lines.push(format!(
            "{workload}  {what:<52} {ns:>9.1} ns  {:>7.1} x {name} ({baseline:.1} ns)",
            ns / baseline
        ));
    }

    pub fn print(&self) {
        self.lines.iter().for_each(|line| println!("{line}"));
    }
}
