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
//! force; [`Package::compare`] puts one case to every policy of the package.
//!
//! An answer can be narrowed to decisions by their names. A name that nothing has is an error, and never an answer that
//! says nothing:
//!
//! ```
//! # use whereas::{Asked, Files, Package};
//! # let policy = include_str!("../examples/park.policy");
//! # let files = Files::from([("park.policy".to_owned(), policy.to_owned())]);
//! # let package = Package::load(&files)?;
//! let decided = package.decide_text("case.yaml", "as_of: 2024-06-01", None)?;
//! let admitted = decided.decisions(&["admitted"]).unwrap();
//! let outcome = decided.outcome(Asked { decisions: Some(&admitted), ..Asked::default() });
//! assert_eq!(outcome.policies[0].questions.len(), 1);
//! assert!(decided.decisions(&["admited"]).unwrap_err().to_string().contains("did you mean `admitted`"));
//! # Ok::<(), whereas::Faults>(())
//! ```
//!
//! # Files and folders
//!
//! [`Files`] holds the texts of a package by their paths inside of it: `whereas.toml`, its policies (`*.policy`) and the
//! Markdown of its passages (`*.md`). With the feature `folders`, `Loaded::from_folder` reads them from a folder as the
//! command line does. [`Loaded`] also tells what was found that is no error.
//!
//! # Many cases
//!
//! [`Package::decide_lines`] decides cases given as JSON, one a line, on several threads, and tells of each in its order.
//!
//! # A case at fault
//!
//! [`Faults::part`] says what is at fault, and each [`Diagnostic`] has its [`Code`], which stays the same from version to
//! version, and of a value in a case its [`Diagnostic::pointer`], by which a form finds the field to mark:
//!
//! ```
//! # use whereas::{Files, Package, Part};
//! # let policy = include_str!("../examples/park.policy");
//! # let files = Files::from([("park.policy".to_owned(), policy.to_owned())]);
//! # let package = Package::load(&files)?;
//! let case = serde_json::json!({ "as_of": "2024-06-01", "facts": { "leashed": "perhaps" } });
//! let faults = package.decide_text("case.json", &case.to_string(), None).unwrap_err();
//! assert_eq!(faults.part(), Part::Case);
//! let problem = &faults.diagnostics()[0];
//! assert_eq!((problem.code.id(), problem.pointer.as_deref()), ("E0515", Some("/facts/leashed")));
//! # Ok::<(), whereas::Faults>(())
//! ```
//!
//! # Threads
//!
//! [`Package`], [`Decided`], [`Outcome`] and [`Faults`] are [`Send`] and [`Sync`]. A package is read only: one, in an
//! [`Arc`](std::sync::Arc), serves all threads, and each gets the same answers. [`Decided`] borrows its package; what is to
//! be kept or sent on is the [`Outcome`], which owns all it has.
//!
//! Everything is a pure function of the files given: without the feature `folders` nothing here reads a disk, and nothing
//! ever a clock or the environment. `examples/decide.rs` is a small program around it, and `examples/threads.rs` decides a
//! thousand cases from several threads.

mod compare;
mod decided;
mod decisions;
mod either_way;
mod example;
mod faults;
pub mod force;
pub mod lines;
mod loaded;
pub mod outcome;
mod package;
mod plan_file;
pub mod schema;
pub mod standing;

pub use compare::{Chosen, Compared, ComparedPolicy, Comparison};
pub use decided::{Asked, Decided};
pub use decisions::{Decisions, UnknownDecision};
pub use faults::{Faults, Part};
pub use lines::DecidedLine;
pub use loaded::Loaded;
#[cfg(feature = "folders")]
pub use loaded::NotLoaded;
pub use outcome::Outcome;
pub use package::{Identity, Package};
pub use standing::Standing;
pub use whereas_cases::{Format, Vocabulary};
pub use whereas_diagnostics::{Code, Diagnostic, Edit, Help, Label, Level};
pub use whereas_driver::{Accepted, Files};
#[cfg(feature = "folders")]
pub use whereas_folders as folders;
pub use whereas_plan::Plan;
pub use whereas_source::{FileId, Place, SourceFile, Sources, Span};
pub use whereas_value::{Date, Status};
