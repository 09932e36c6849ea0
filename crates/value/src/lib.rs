//! What a run computes with: exact numbers, dates, partial values, cases and answers.
//!
//! Reads nothing and knows no policy: ids stand for what a policy declares. Never a float, never a clock.

pub mod answer;
pub mod case;
pub mod cause;
pub mod currency;
pub mod date;
pub mod duty;
pub mod fault;
pub mod id;
pub mod interval;
pub mod label;
pub mod month;
pub mod number;
pub mod phrase;
pub mod rounding;
pub mod text;
pub mod types;

mod serde_text;

pub use answer::{Abstract, Answer, Answers, Leaf, Of, Question, Standing, Status, Values};
pub use case::{Case, Finding, Given, Partial, Stated};
pub use cause::{Cause, Causes};
pub use currency::Currency;
pub use date::{Date, DateError};
pub use fault::Fault;
pub use id::{Id, IndexVec};
pub use interval::{Interval, Lifted, Verdict};
pub use label::{Label, Translation};
pub use month::MonthEnds;
pub use number::{Number, NumberError};
pub use phrase::{Phrase, Words};
pub use rounding::Rounding;
pub use text::TextSet;
pub use types::{Rhythm, Type};
