//! Nearly policies without end, through the reader, the compiler and the formatter.
//!
//! Reads: the texts of the project, a seed and a count. Produces: how many were tried, how long the slowest took, and
//! every text of which a promise does not hold, made small. Invariant: the same seed and count try the same texts.

use std::panic;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use whereas_corpus::random::Random;
use whereas_corpus::{any_text, mutate};

/// How far a run goes.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// How many texts.
    pub texts: u64,
    /// Which ones.
    pub seed: u64,
    /// On how many threads.
    pub jobs: u64,
    /// After how many broken promises to stop.
    pub most: usize,
}

/// What came of a run.
#[derive(Debug, Default)]
pub struct Ran {
    /// How many texts were tried.
    pub tried: u64,
    /// The longest that one took.
    pub slowest: Duration,
    /// The text that took it.
    pub slow: Vec<u8>,
    /// Of each text that broke a promise: which, and the text.
    pub broken: Vec<(String, Vec<u8>)>,
}

/// Tries texts. A panic counts as a broken promise.
#[must_use]
pub fn run(run: Run, seeds: &[String]) -> Ran {
    let ran = Mutex::new(Ran::default());
    std::thread::scope(|scope| {
        for job in 0..run.jobs {
            let ran = &ran;
            scope.spawn(move || {
                for number in (job..run.texts).step_by(usize::try_from(run.jobs).unwrap_or(1)) {
                    let mut random =
                        Random::new(run.seed.wrapping_mul(1 << 32).wrapping_add(number));
                    let bytes = mutate::mutated(seeds, &mut random);
                    let start = Instant::now();
                    let held = held(&bytes);
                    let took = start.elapsed();
                    let small = held.err().map(|promise| (promise, smaller(bytes.clone())));
                    let Ok(mut ran) = ran.lock() else { return };
                    ran.tried += 1;
                    if took > ran.slowest {
                        (ran.slowest, ran.slow) = (took, bytes);
                    }
                    ran.broken.extend(small);
                    if ran.broken.len() >= run.most {
                        return;
                    }
                }
            });
        }
    });
    ran.into_inner().unwrap_or_default()
}

fn held(bytes: &[u8]) -> Result<(), String> {
    panic::catch_unwind(|| any_text::all(bytes)).unwrap_or_else(|panic| {
        let message = panic.downcast_ref::<String>().map(String::as_str);
        Err(format!("a panic: {}", message.or(panic.downcast_ref::<&str>().copied()).unwrap_or("")))
    })
}

/// The text with all taken away that is not needed for it to break a promise.
fn smaller(mut bytes: Vec<u8>) -> Vec<u8> {
    let mut length = bytes.len() / 2;
    while length > 0 {
        let mut at = 0;
        while at < bytes.len() {
            let end = (at + length).min(bytes.len());
            let rest = [bytes.get(..at).unwrap_or(&[]), bytes.get(end..).unwrap_or(&[])].concat();
            if held(&rest).is_err() {
                bytes = rest;
            } else {
                at = end;
            }
        }
        length /= 2;
    }
    bytes
}
