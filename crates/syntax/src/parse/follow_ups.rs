//! What follows from a word of the language that was declared as a name: wherever it is used, it cannot be read.
//!
//! Invariant: the declaration is always told of, so that of a file with something left out something is said.

use whereas_diagnostics::{Diagnostic, codes};

use crate::cut::ITEM_WORDS;

/// Leaves out what is told of the uses of a word whose declaration is told of.
pub(super) fn leave_out(found: &mut Vec<Diagnostic>, text: &str) {
    let names: Vec<&str> = found.iter().filter_map(|it| declared(it, text)).collect();
    if !names.is_empty() {
        found.retain(|it| {
            declared(it, text).is_some()
                || !near(it, text).is_some_and(|near| words(near).any(|word| names.contains(&word)))
        });
    }
}

/// The word that a problem says is no name, where it is declared as one.
fn declared<'t>(problem: &Diagnostic, text: &'t str) -> Option<&'t str> {
    if problem.code != codes::syntax::RESERVED_WORD {
        return None;
    }
    let (start, end) = bounds(problem)?;
    let before = text.get(..start)?.trim_end_matches([' ', '\t']);
    let line = before.rsplit('\n').next().unwrap_or("");
    let after = text.get(end..)?.trim_start_matches([' ', '\t']);
    let declares = ITEM_WORDS.contains(&line.trim_start())
        || line.trim().is_empty() && (after.starts_with(':') || after.starts_with("means"))
        || words(line).next_back().is_some_and(|it| DECLARING.contains(&it));
    if declares { text.get(start..end) } else { None }
}

/// The words in a clause after which something gets a name.
const DECLARING: [&str; 7] =
    ["judgement", "factor", "duty", "permission", "question", "function", "either"];

/// The place of a problem and the word after it.
fn near<'t>(problem: &Diagnostic, text: &'t str) -> Option<&'t str> {
    let (start, end) = bounds(problem).filter(|(start, end)| end.saturating_sub(*start) < 60)?;
    let after = text.get(end..)?;
    let word = after.trim_start().split(|c: char| !is_of_word(c)).next().unwrap_or("");
    let gap = after.len().saturating_sub(after.trim_start().len());
    text.get(start..end.saturating_add(gap).saturating_add(word.len()))
}

fn bounds(problem: &Diagnostic) -> Option<(usize, usize)> {
    let span = problem.span()?;
    Some((usize::try_from(span.start).ok()?, usize::try_from(span.end).ok()?))
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !is_of_word(c)).filter(|word| !word.is_empty())
}

fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}
