//! The two streams: results on the one, everything else on the other.
//!
//! A reader who closes the pipe has seen enough: what cannot be written any more is quietly left out.

use std::io::{IsTerminal as _, Write as _, stderr, stdout};

use crate::args::Color;

/// Where results and notes go, and whether with colours.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terminal {
    results_in_colour: bool,
    notes_in_colour: bool,
}

impl Terminal {
    pub(crate) fn new(color: Color) -> Self {
        let wanted = |is_terminal: bool| match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                is_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            }
        };
        Self {
            results_in_colour: wanted(stdout().is_terminal()),
            notes_in_colour: wanted(stderr().is_terminal()),
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

    /// Writes a result.
    pub(crate) fn result(&self, text: &str) {
        let mut out = stdout().lock();
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    }

    /// Writes what is no result.
    pub(crate) fn note(&self, text: &str) {
        let mut out = stderr().lock();
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    }
}
