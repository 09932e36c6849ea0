//! The one layout of a policy file.
//!
//! Reads: the text of a file, parsed. Produces: the same tokens and comments, in the same order, with other spaces
//! and line breaks between them. Invariants: only white space ever changes, so no text is made from values; the
//! result reads as the same tree, or the text is left as it was; the layout of a text that is laid out is itself.

mod atoms;
mod columns;
mod exprs;
mod gaps;
mod layout;
mod lines;
mod page;
mod same;
mod spacing;
mod words;

use whereas_diagnostics::{Diagnostic, codes};
use whereas_source::{FileId, Span};
use whereas_syntax::tree::Item;
use whereas_syntax::{MAX_FILE_BYTES, Parse, TokenKind, parse};

use crate::layout::lay_line;
use crate::page::Page;
use crate::words::{Comment, Word, words};

/// How many columns a line may fill, comments beside it apart. A text is never broken, so a line may be longer.
pub const WIDTH: usize = 100;

/// A text that is laid out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Formatted {
    /// The text.
    pub text: String,
    /// What is wrong with the text that was given. Items with an error are left as they are.
    pub problems: Vec<Diagnostic>,
}

/// Lays out the text of a file. What cannot be read is left byte for byte, and the rest is laid out.
pub fn format(file: FileId, text: &str) -> Formatted {
    let (parsed, problems) = parse(file, text);
    let layout = lay_out(&parsed, &problems, text);
    checked(file, text, &parsed, problems, layout)
}

/// The layout, if it says the same as the text; otherwise the text.
fn checked(
    file: FileId,
    text: &str,
    parsed: &Parse,
    mut problems: Vec<Diagnostic>,
    layout: String,
) -> Formatted {
    if layout == text {
        return Formatted { text: layout, problems };
    }
    if layout.len() > MAX_FILE_BYTES {
        problems.push(too_large(file, layout.len()));
        return Formatted { text: text.to_owned(), problems };
    }
    let (again, problems_again) = parse(file, &layout);
    let before = same::Reading { text, parse: parsed, problems: &problems };
    let after = same::Reading { text: &layout, parse: &again, problems: &problems_again };
    if let Some(difference) = same::difference(&before, &after) {
        problems.push(refusal(file, &difference));
        return Formatted { text: text.to_owned(), problems };
    }
    Formatted { text: layout, problems }
}

/// The layout takes more room than the text, and a file has only so much.
fn too_large(file: FileId, bytes: usize) -> Diagnostic {
    let message = format!(
        "laid out, the file would have {bytes} bytes, and at most {MAX_FILE_BYTES} are read; split it"
    );
    Diagnostic::new(codes::syntax::FILE_TOO_LARGE, Span::new(file, 0, 0), message)
}

/// The formatter would have changed more than white space.
fn refusal(file: FileId, difference: &same::Difference) -> Diagnostic {
    let what = difference.what;
    let message =
        format!("the layout of this file would change its {what}, so it is left as it is");
    let at = difference.at.unwrap_or(Span::new(file, 0, 0));
    Diagnostic::new(codes::package::LAYOUT_CHANGES_MEANING, at, message)
        .help("this is a fault of the formatter: please report it with the file")
}

fn lay_out(parsed: &Parse, problems: &[Diagnostic], text: &str) -> String {
    if parsed.tokens.is_empty() {
        return text.to_owned();
    }
    let items = &parsed.tree.items;
    let (mut words, end) = words(parsed, text);
    exprs::own(&parsed.tree, &mut words);
    let mut page = Page::default();
    let mut rest = words.as_mut_slice();
    let mut before: Option<&Item> = None;
    let mut errors: Vec<u32> = problems
        .iter()
        .filter(|problem| problem.is_error())
        .filter_map(|problem| problem.span().map(|at| at.start))
        .collect();
    errors.sort_unstable();
    for (index, item) in items.iter().enumerate() {
        let next = items.get(index.saturating_add(1));
        let next = next.map_or(u32::MAX, |next| start_of(next, text).1);
        let length = rest.partition_point(|word| word.start < next);
        let (mine, others) = rest.split_at_mut(length);
        rest = others;
        let Some(first) = mine.first_mut() else { continue };
        let comments = std::mem::take(&mut first.above);
        first.above = after_item(&mut page, comments, before.is_some());
        first.set_blank(match before {
            Some(before) => lines::parted(before, item) || first.blank(),
            None => false,
        });
        page.next_item();
        if is_sound(item, start_of(item, text).1, &errors) {
            lines::mark(item, mine);
            gaps::mark(item, mine);
            spacing::mark(&parsed.tree, mine);
            columns::mark(item, mine);
            lay_item(mine, &mut page);
        } else {
            as_written(item, mine, text, &mut page);
        }
        before = Some(item);
    }
    let left = after_item(&mut page, end, before.is_some());
    for comment in &left {
        page.comment(comment, 0, comment.blank && !page.is_empty());
    }
    page.finish()
}

/// The comments between two items: those that are indented still belong to the item before. Answers the others.
fn after_item<'a>(page: &mut Page, comments: Vec<Comment<'a>>, has_item: bool) -> Vec<Comment<'a>> {
    let mut left = Vec::new();
    for comment in comments {
        if has_item && left.is_empty() && !comment.at_margin {
            page.comment(&comment, 2, comment.blank);
        } else {
            left.push(comment);
        }
    }
    left
}

/// Whether an item was read whole, with nothing in it that the grammar takes only to refuse it.
///
/// `start` is where it starts, with characters of no use before its first word; `errors` is where errors start, in
/// order.
fn is_sound(item: &Item, start: u32, errors: &[u32]) -> bool {
    let span = item.span();
    let first = errors.partition_point(|error| *error < start);
    let inside = errors.get(first).is_some_and(|error| *error <= span.end);
    let in_parts = matches!(item, Item::Clause(clause) if !clause.broken.is_empty());
    !matches!(item, Item::Broken(_)) && !in_parts && !inside
}

fn lay_item(words: &[Word<'_>], page: &mut Page) {
    let mut rest = words;
    while !rest.is_empty() {
        let is_start = |word: &Word<'_>| word.line.is_some();
        let length =
            rest.iter().skip(1).position(is_start).map_or(rest.len(), |at| at.saturating_add(1));
        let (line, others) = rest.split_at(length.min(rest.len()));
        lay_line(line, page);
        rest = others;
    }
}

/// Where the line of an item starts, and where what is written there does: characters of no use may stand before the
/// item's first word, and belong to it.
fn start_of(item: &Item, text: &str) -> (usize, u32) {
    let start = item.span().start;
    let before = usize::try_from(start).ok().and_then(|start| text.get(..start)).unwrap_or("");
    let line = before.rfind('\n').map_or(0, |at| at.saturating_add(1));
    let lead = before.get(line..).unwrap_or("");
    let written = lead.trim_start_matches([' ', '\t', '\r', '\u{FEFF}']).len();
    (line, start.saturating_sub(u32::try_from(written).unwrap_or(0)))
}

/// An item as it stands, from the start of its line.
fn as_written(item: &Item, words: &[Word<'_>], text: &str, page: &mut Page) {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
    page.above(first, 0);
    let (line, _) = start_of(item, text);
    let end = usize::try_from(item.span().end).unwrap_or(usize::MAX);
    let written = text.get(line..end).unwrap_or("").trim_start_matches('\u{FEFF}');
    // A text over several lines that never closes holds the end of the file.
    let unclosed = last.kind == TokenKind::UnclosedText && last.text.starts_with("\"\"\"");
    page.raw(written, last.beside, unclosed || written.ends_with('\n'));
}

#[cfg(test)]
mod tests {
    use super::*;
    use whereas_source::Id as _;

    const TEXT: &str = "clause 1 \"T\"\n  # why\n  x means 3\n  days means 4 # so\n";

    /// What is said where this would be the layout of the text, and the text that comes back.
    fn refused(layout: &str) -> Option<String> {
        let file = FileId::from_index(0);
        let (parsed, problems) = parse(file, TEXT);
        assert_eq!(problems, []);
        let formatted = checked(file, TEXT, &parsed, problems, layout.to_owned());
        let problem = formatted.problems.first()?;
        assert_eq!((problem.code.id(), formatted.text.as_str()), ("E0608", TEXT));
        Some(problem.message.clone())
    }

    #[test]
    fn a_layout_that_says_something_else_is_refused() {
        assert_eq!(refused(TEXT), None);
        assert_eq!(refused(&format(FileId::from_index(0), TEXT).text), None);
        for (from, to, what) in [
            ("x means", "y means", "words"),
            ("days means 4", "", "words"),
            ("# why\n", "\n", "comments"),
            ("# why", "# because", "comments"),
            ("4 # so", "# so\n 4", "words"),
            ("# so\n", "# so\n# more\n", "words"),
            // `3 days` is one value: the tokens are the same, and the clause says nothing any more.
            ("3\n  days", "3 days", "meaning"),
        ] {
            let message = refused(&TEXT.replace(from, to)).expect("it is refused");
            assert!(message.contains(&format!("change its {what}")), "{from} {to}: {message}");
        }
    }
}
