//! The library people embed: load a package, decide a case, explain.
//!
//! ```
//! use whereas::{Asked, Files, Package, Status};
//!
//! let policy = r#"
//! policy dog_park
//!   title "Rules of the dog park"
//!   authority "Town council"
//!   issued 2024-01-01
//!   contest "Write to the town council."
//!
//! source rules "House rules"
//!   fidelity restated
//!
//! fact leashed : yes/no "the dog is on a leash"
//!   not "the dog is off the leash"
//! decision admitted : yes/no "the dog is admitted"
//!   otherwise no
//!
//! clause 1 "Leashes"
//!   cites rules [1]
//!   policy in force from 2024-01-01
//!   notice "A dog that is admitted may still be sent away."
//!   admitted is yes when leashed
//! "#;
//! let files = Files::from([("dog-park.policy".to_owned(), policy.to_owned())]);
//! let package = Package::load(&files)?;
//!
//! let case = r#"{"as_of": "2024-06-01", "facts": {"leashed": true}}"#;
//! let decided = package.decide_text("case.json", case, None)?;
//! let outcome = decided.outcome(Asked::default());
//! let answer = &outcome.policies[0].questions[0];
//! assert_eq!(answer.status, Status::Decided);
//! assert_eq!(answer.value, Some(true.into()));
//! assert_eq!(answer.trace[0].clause, "1");
//! assert_eq!(outcome.policies[0].notices.len(), 1);
//! println!("{}", decided.text(Asked::default()));
//!
//! // What a case does not state is unknown: never no.
//! let decided = package.decide_text("case.json", r#"{"as_of": "2024-06-01"}"#, None)?;
//! let answer = decided.outcome(Asked::default()).policies.remove(0).questions.remove(0);
//! assert_eq!(answer.status, Status::Unknown);
//! assert_eq!(answer.missing[0].fact, "leashed");
//!
//! // A case that cannot be understood has no answer at all.
//! let faults = package.decide_text("case.json", r#"{"facts": {"leash": true}}"#, None).unwrap_err();
//! assert_eq!(faults.diagnostics()[0].code.id(), "E0510");
//! # Ok::<(), whereas::Faults>(())
//! ```
//!
//! A package can be compiled once and kept as the bytes of a plan, which decide without the sources and without the
//! compiler, and give the same answers to the byte. Whatever is not such a plan is refused with its code:
//!
//! ```
//! # use whereas::{Asked, Files, Package};
//! # let policy = include_str!("../examples/park.policy");
//! let files = Files::from([("park.policy".to_owned(), policy.to_owned())]);
//! let package = Package::load(&files)?;
//! let plan = package.to_plan()?;
//!
//! let deployed = Package::from_plan("park.plan", &plan)?;
//! let case = "as_of: 2024-06-01\nfacts: { leashed: no }\n";
//! let (one, other) =
//!     (package.decide_text("case.yaml", case, None)?, deployed.decide_text("case.yaml", case, None)?);
//! assert_eq!(one.outcome(Asked::default()), other.outcome(Asked::default()));
//!
//! let faults = Package::from_plan("park.plan", &plan[..100]).unwrap_err();
//! assert_eq!(faults.diagnostics()[0].code.id(), "E0703");
//! # Ok::<(), whereas::Faults>(())
//! ```
//!
//! To explain an answer, ask for its trace: every rule of a question, whether it prevailed, and why. In plain words
//! that is [`Decided::text`] with [`Asked::trace`]; as data it is always there, in
//! [`QuestionOutcome::trace`](outcome::QuestionOutcome::trace). [`Package::force`] says on which days a policy is in
//! force.
//!
//! Everything is a pure function of the files given: nothing here reads a disk, a clock or the environment.
//! `examples/decide.rs` is a small program around it.

mod decided;
mod either_way;
mod faults;
pub mod force;
pub mod outcome;
mod package;
mod plan_file;

pub use decided::{Asked, Decided};
pub use faults::Faults;
pub use outcome::Outcome;
pub use package::{Identity, Package};
pub use whereas_cases::Format;
pub use whereas_diagnostics::{Diagnostic, Level};
pub use whereas_driver::Files;
pub use whereas_source::Sources;
pub use whereas_value::{Date, Status};
