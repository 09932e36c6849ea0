//! One policy and one case through both interpreters.

use std::panic::{AssertUnwindSafe, catch_unwind};

use whereas_eval::Session;
use whereas_value::{Answers, Case};

use super::difference;
use crate::package::Compiled;

/// What went wrong.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// The interpreters differ.
    Differ,
    /// The reference interpreter did not come to an end.
    ReferencePanics,
    /// The interpreter of plans did not.
    PlanPanics,
    /// The worlds could not be asked.
    WorldsPanic,
    /// A world gives what the answer does not allow.
    Unsound,
    /// Learning took a decided answer away.
    Unlearnt,
    /// Another order gives another answer.
    Order,
    /// An answer turns on what it does not name.
    NotCovered,
    /// All that an answer names is known, and it is still open.
    NotSufficient,
    /// The case as an example is another case, or does not come as expected.
    Example,
    /// An answer rests on a presumption that it does not name.
    Rests,
}

/// A pair that went wrong.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The seed of the policy.
    pub seed: u64,
    /// The number of its case.
    pub case: u64,
    /// What went wrong.
    pub kind: Kind,
    /// In words.
    pub text: String,
}

/// The answers of both, if they are the same. The session may have run other cases before.
pub(super) fn answers(
    compiled: &Compiled,
    session: &mut Session<'_>,
    case: &Case,
) -> Result<Answers, (Kind, String)> {
    let reference = quiet(|| whereas_reference::decide(&compiled.checked, case))
        .map_err(|text| (Kind::ReferencePanics, text))?;
    let plan =
        quiet(|| whereas_eval::answers(session, case)).map_err(|text| (Kind::PlanPanics, text))?;
    if reference == plan {
        return Ok(reference);
    }
    Err((Kind::Differ, difference(compiled.checked.hir(), &reference, &plan)))
}

/// The answers of the reference interpreter alone.
pub(super) fn reference(compiled: &Compiled, case: &Case) -> Result<Answers, (Kind, String)> {
    quiet(|| whereas_reference::decide(&compiled.checked, case))
        .map_err(|text| (Kind::ReferencePanics, text))
}

/// What a closure gives, or the words of its panic.
pub(super) fn quiet<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
            .unwrap_or_else(|| "a panic".to_owned())
    })
}
