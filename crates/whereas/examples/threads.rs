//! Decides a thousand cases from several threads by one package: what a server does.
//!
//! `cargo run --package whereas --example threads`

use std::thread;

use serde_json::json;
use whereas::{Asked, Faults, Files, Package, Status};

const POLICY: &str = include_str!("park.policy");
const CASES: usize = 1_000;
const THREADS: usize = 4;

fn main() -> Result<(), Faults> {
    print!("{}", told()?);
    Ok(())
}

/// Everything that the program prints.
pub fn told() -> Result<String, Faults> {
    let files = Files::from([("park.policy".to_owned(), POLICY.to_owned())]);
    // A package is read only, so all threads share the one.
    let park = Package::load(&files)?;
    let numbers: Vec<usize> = (0..CASES).collect();
    let counts = thread::scope(|scope| {
        let decide = |numbers: &[usize]| numbers.iter().map(|it| decided(&park, *it)).collect();
        let threads: Vec<_> = numbers
            .chunks(CASES.div_ceil(THREADS))
            .map(|part| scope.spawn(move || -> Result<Vec<Status>, Faults> { decide(part) }))
            .collect();
        let mut counts = (0, 0);
        for thread in threads {
            // A thread that panicked has decided nothing.
            let Ok(statuses) = thread.join() else { continue };
            for status in statuses? {
                if status == Status::Decided {
                    counts.0 += 1;
                } else {
                    counts.1 += 1;
                }
            }
        }
        Ok::<_, Faults>(counts)
    })?;
    Ok(format!("{} decided, {} open\n", counts.0, counts.1))
}

/// The status of the first question of a case. A case is built as data and handed over as text: that is the one form
/// in which it is read, with every check.
fn decided(park: &Package, number: usize) -> Result<Status, Faults> {
    let facts = match number % 3 {
        0 => json!({ "leashed": true }),
        1 => json!({ "leashed": false }),
        // What is left out is unknown, never no.
        _ => json!({}),
    };
    let case = json!({ "as_of": "2024-06-01", "facts": facts });
    let decided = park.decide_text("case.json", &case.to_string(), None)?;
    let outcome = decided.outcome(Asked::default());
    let first = outcome.policies.first().and_then(|policy| policy.questions.first());
    Ok(first.map_or(Status::Unknown, |question| question.status))
}
