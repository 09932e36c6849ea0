//! Where to go on after a long text that never closes.
//!
//! Invariant: of a file whose texts all close, nothing is asked; a place is a line's start, inside a
//! long text, where an item starts for sure.

use super::{Token, TokenKind};

/// The long text that does not close, by its index, and where it ends instead; none where all do, or
/// where nothing in it looks like an item.
pub(super) fn place(tokens: &[Token], text: &str) -> Option<(usize, usize)> {
    let is_open = |token: &Token| token.kind == TokenKind::UnclosedText;
    let last = tokens.last().filter(|token| is_open(token))?;
    if !written(*last, text).starts_with("\"\"\"") {
        return None;
    }
    let long = |token: &Token| token.kind == TokenKind::LongText || token.span == last.span;
    tokens.iter().enumerate().filter(|(_, token)| long(token)).find_map(|(index, token)| {
        let start = usize::try_from(token.span.start).ok()?;
        let inside = written(*token, text);
        let mut at = 0_usize;
        for line in inside.split_inclusive('\n') {
            if at > 0 && is_item(line) {
                return Some((index, start.saturating_add(at)));
            }
            at = at.saturating_add(line.len());
        }
        None
    })
}

/// Whether a line of prose would hardly look like this: an item's word, a name, and a label or a colon.
fn is_item(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let (Some(word), Some(name), next) = (words.next(), words.next(), words.next()) else {
        return false;
    };
    let label = next.is_some_and(|next| next.starts_with('"'));
    let lower = name.starts_with(|c: char| c.is_ascii_lowercase());
    let capital = name.starts_with(|c: char| c.is_ascii_uppercase());
    let starts = line.starts_with(|c: char| !c.is_whitespace());
    starts
        && match word {
            "clause" => {
                label && name.starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase())
            }
            "fact" | "parameter" => lower && next == Some(":"),
            "decision" => lower && matches!(next, Some(":" | "of")),
            "actor" | "ground" | "protected" | "event" | "unit" | "ledger" | "source"
            | "calendar" => lower && label,
            "choice" | "record" => capital && next.is_none(),
            "policy" => lower && next.is_none(),
            _ => false,
        }
}

fn written(token: Token, text: &str) -> &str {
    let (Ok(start), Ok(end)) = (usize::try_from(token.span.start), usize::try_from(token.span.end))
    else {
        return "";
    };
    text.get(start..end).unwrap_or("")
}
