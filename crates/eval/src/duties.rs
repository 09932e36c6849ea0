//! Duties.
use whereas_value::Case;
use whereas_value::duty::DutyAnswer;

use crate::case::Loaded;
use crate::session::{Pass, Session};

/// The duties.
pub fn duties(_: &mut Session<'_>, _: &Case, _: &Loaded, _: &Pass) -> Vec<DutyAnswer> {
    Vec::new()
}
