//! Decides cases by a plan: what a program looks like that has Whereas inside.
//!
//! `cargo run --package whereas --example decide`

use whereas::{Asked, Faults, Files, Package, Status};

const POLICY: &str = include_str!("park.policy");

fn main() -> Result<(), Faults> {
    print!("{}", told()?);
    Ok(())
}

/// Everything that the program prints.
pub fn told() -> Result<String, Faults> {
    // Once, where the policies are: check them, compile them, keep the bytes.
    let files = Files::from([("park.policy".to_owned(), POLICY.to_owned())]);
    let plan = Package::load(&files)?.to_plan()?;

    // Many times, where cases come in: the bytes are all it takes.
    let park = Package::from_plan("park.plan", &plan)?;
    let mut out = String::new();
    for facts in ["{\"leashed\": true}", "{\"leashed\": false}", "{}"] {
        let case = format!("{{\"as_of\": \"2024-06-01\", \"facts\": {facts}}}");
        let decided = park.decide_text("case.json", &case, None)?;
        let outcome = decided.outcome(Asked::default());
        for question in outcome.policies.iter().flat_map(|policy| &policy.questions) {
            // What is not decided has no value, and is never taken for a no.
            let answer = if question.status == Status::Decided {
                question.possible.words.clone()
            } else {
                let missing: Vec<&str> =
                    question.missing.iter().map(|it| it.label.as_str()).collect();
                format!("not decided; would decide: {}", missing.join(", "))
            };
            out.push_str(&format!("{facts}: {}: {answer}\n", question.decision.label));
        }
    }
    // The whole answer as people read it, with its notices and how to contest it.
    let case = "{\"as_of\": \"2024-06-01\", \"facts\": {\"leashed\": true}}";
    let decided = park.decide_text("case.json", case, None)?;
    out.push_str(&decided.text(Asked { trace: true, ..Asked::default() }));
    Ok(out)
}
