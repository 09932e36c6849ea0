//! Which findings of a run are told, and what is said of the rest.
//!
//! Invariant: of more findings than are told, errors come before warnings, and what is told stands in its own order;
//! the same findings are cut the same way on every run.

use whereas_diagnostics::{Diagnostic, render};

/// How many findings of one run are told.
pub(crate) const MAX_TOLD: usize = 100;

/// What is told of a run.
pub(crate) struct Told {
    /// What is told, package by package.
    pub kept: Vec<Vec<Diagnostic>>,
    /// How many findings are not.
    pub more: usize,
}

/// What is told of the findings of packages, up to a limit for all of them together.
pub(crate) fn told<'d>(
    packages: impl Iterator<Item = &'d [Diagnostic]> + Clone,
    limit: usize,
) -> Told {
    let errors = packages.clone().flatten().filter(|it| it.is_error()).count();
    let all = packages.clone().map(<[Diagnostic]>::len).sum::<usize>();
    let (mut for_errors, mut for_warnings) = (limit, limit.saturating_sub(errors));
    let mut keep = |it: &&Diagnostic| {
        let room = if it.is_error() { &mut for_errors } else { &mut for_warnings };
        let kept = *room > 0;
        *room = room.saturating_sub(1);
        kept
    };
    let kept = packages.map(|found| found.iter().filter(&mut keep).cloned().collect()).collect();
    Told { kept, more: all.saturating_sub(limit) }
}

/// `2 errors, 1 warning`, or nothing.
pub(crate) fn count<'d>(found: impl Iterator<Item = &'d Diagnostic>) -> Option<String> {
    let found: Vec<Diagnostic> = found.cloned().collect();
    render::count(&found)
}

/// What is said after the findings: how many more there are, and how many in all.
pub(crate) fn tail(more: usize, count: Option<String>, hint: &str) -> String {
    let count = count.map(|count| format!("{count}\n")).unwrap_or_default();
    if more == 0 { count } else { format!("and {more} more{hint}\n{count}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use whereas_diagnostics::codes;

    fn found(errors: usize, warnings: usize) -> Vec<Diagnostic> {
        let warning = |n| Diagnostic::placeless(codes::warnings::NEVER_USED, format!("w{n}"));
        let error = |n| Diagnostic::placeless(codes::names::UNKNOWN_NAME, format!("e{n}"));
        (0..warnings).map(warning).chain((0..errors).map(error)).collect()
    }

    #[test]
    fn errors_are_told_before_warnings_and_all_keep_their_order() {
        let (one, other) = (found(2, 3), found(1, 4));
        let words = |limit| {
            let told = told([one.as_slice(), other.as_slice()].into_iter(), limit);
            let kept: Vec<String> = told.kept.concat().into_iter().map(|it| it.message).collect();
            (kept.join(" "), told.more)
        };
        assert_eq!(words(10), ("w0 w1 w2 e0 e1 w0 w1 w2 w3 e0".to_owned(), 0));
        assert_eq!(words(9), ("w0 w1 w2 e0 e1 w0 w1 w2 e0".to_owned(), 1));
        assert_eq!(words(5), ("w0 w1 e0 e1 e0".to_owned(), 5));
        assert_eq!(words(3), ("e0 e1 e0".to_owned(), 7));
        assert_eq!(words(2), ("e0 e1".to_owned(), 8));
        assert_eq!(words(usize::MAX).1, 0);
    }
}
