//! The two streams: results on the one, everything else on the other.
//!
//! A reader who closes the pipe has seen enough: what cannot be written any more is quietly left out. Results that
//! cannot be written for another reason, such as a full disk, are not lost in silence: the command then could not run.

use std::cell::RefCell;
use std::io::{Error, ErrorKind, IsTerminal as _, Write as _, stderr, stdout};

use crate::args::Color;

/// Where results and notes go, and whether with colours.
#[derive(Debug)]
pub(crate) struct Terminal {
    results_in_colour: bool,
    notes_in_colour: bool,
    lost: RefCell<Option<Error>>,
}

impl Terminal {
    pub(crate) fn new(color: Color) -> Self {
        let wanted = |is_terminal: bool| match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                let is_plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
                    || std::env::var_os("TERM").is_some_and(|value| value == "dumb");
                is_terminal && !is_plain
            }
        };
        Self {
            results_in_colour: wanted(stdout().is_terminal()),
            notes_in_colour: wanted(stderr().is_terminal()),
            lost: RefCell::new(None),
        }
    }

    /// Whether results are written with colours.
    pub(crate) const fn results_in_colour(&self) -> bool {
        self.results_in_colour
    }

    /// Whether notes are written with colours.
    pub(crate) const fn notes_in_colour(&self) -> bool {
        self.notes_in_colour
    }

    /// Writes a result; nothing more once one could not be written.
    pub(crate) fn result(&self, text: &str) {
        self.result_bytes(text.as_bytes());
    }

    /// Writes a result that is no text.
    pub(crate) fn result_bytes(&self, bytes: &[u8]) {
        let mut lost = self.lost.borrow_mut();
        if lost.is_some() {
            return;
        }
        let mut out = stdout().lock();
        *lost = out.write_all(bytes).and_then(|()| out.flush()).err();
    }

    /// Whether a result could not be written, so that none is written any more.
    pub(crate) fn is_lost(&self) -> bool {
        self.lost.borrow().is_some()
    }

    /// Why results could not be written, unless their reader had seen enough.
    pub(crate) fn lost(&self) -> Option<String> {
        let lost = self.lost.borrow();
        let lost = lost.as_ref().filter(|error| error.kind() != ErrorKind::BrokenPipe)?;
        Some(format!("the results could not be written: {lost}"))
    }

    /// Writes what is no result.
    pub(crate) fn note(&self, text: &str) {
        let mut out = stderr().lock();
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    }
}
