//! One token from the front of a text.
//!
//! Reads: the rest of a file. Produces: the kind and length of its first token, none at its end.
//! Invariant: the length is more than zero, within the text, and ends between characters.

use super::{TokenKind, is_keyword};

/// The first token of `rest`.
pub(super) fn next(rest: &str) -> Option<(TokenKind, usize)> {
    let first = rest.chars().next()?;
    Some(match first {
        '\n' => (TokenKind::Newline, 1),
        '\r' if rest.starts_with("\r\n") => (TokenKind::Newline, 2),
        ' ' | '\t' | '\r' | '\u{FEFF}' => (TokenKind::Space, space(rest)),
        '#' => (TokenKind::Comment, comment(rest)),
        '"' => text(rest),
        '0'..='9' => digits(rest),
        'a'..='z' => {
            let length = word(rest);
            let keyword = rest.get(..length).is_some_and(is_keyword);
            (if keyword { TokenKind::Keyword } else { TokenKind::Name }, length)
        }
        'A'..='Z' | '_' => (TokenKind::TypeName, word(rest)),
        '!' | '<' | '>' if rest.get(1..2) == Some("=") => (TokenKind::Mark, 2),
        '(' | ')' | '[' | ']' | '{' | '}' | ',' | ':' | '.' | '|' | '=' | '<' | '>' | '+' | '-'
        | '*' | '/' | '%' => (TokenKind::Mark, 1),
        other => (TokenKind::Other, other.len_utf8()),
    })
}

/// Spaces, tabs, byte order marks, and returns that end no line.
fn space(rest: &str) -> usize {
    let mut length = 0;
    for (at, c) in rest.char_indices() {
        let lone = c == '\r' && !rest.get(at..).is_some_and(|it| it.starts_with("\r\n"));
        if !matches!(c, ' ' | '\t' | '\u{FEFF}') && !lone {
            return at;
        }
        length = at.saturating_add(c.len_utf8());
    }
    length
}

/// To the end of the line, its break left out.
fn comment(rest: &str) -> usize {
    match rest.split_once('\n') {
        Some((line, _)) => line.strip_suffix('\r').unwrap_or(line).len(),
        None => rest.len(),
    }
}

/// `"…"` or `"""…"""`, or to the end of the line or of the file where it does not close.
fn text(rest: &str) -> (TokenKind, usize) {
    if let Some(inside) = rest.strip_prefix("\"\"\"") {
        return match inside.find("\"\"\"") {
            Some(end) => (TokenKind::LongText, end.saturating_add(6)),
            None => (TokenKind::UnclosedText, rest.len()),
        };
    }
    let inside = rest.strip_prefix('"').unwrap_or(rest);
    match inside.find(['"', '\n']) {
        Some(end) if inside.get(end..).is_some_and(|it| it.starts_with('"')) => {
            (TokenKind::Text, end.saturating_add(2))
        }
        Some(end) => (TokenKind::UnclosedText, end.saturating_add(1)),
        None => (TokenKind::UnclosedText, rest.len()),
    }
}

/// `2020-11-01`, `1_500`, `2.5`, `7bis`.
fn digits(rest: &str) -> (TokenKind, usize) {
    let bytes = rest.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let is_dash = |at: usize| bytes.get(at) == Some(&b'-');
    let dated = [0, 1, 2, 3, 5, 6, 8, 9].into_iter().all(is_digit) && is_dash(4) && is_dash(7);
    if dated && !is_letter(bytes.get(10)) && !is_dash(10) {
        return (TokenKind::Date, 10);
    }
    let mut length = 1;
    loop {
        if is_letter(bytes.get(length)) {
            length += 1;
        } else if bytes.get(length) == Some(&b'.') && is_digit(length + 1) {
            length += 2;
        } else {
            return (TokenKind::Number, length);
        }
    }
}

/// Letters, digits and `_`.
fn word(rest: &str) -> usize {
    rest.bytes().take_while(|byte| is_letter(Some(byte))).count()
}

fn is_letter(byte: Option<&u8>) -> bool {
    byte.is_some_and(|it| it.is_ascii_alphanumeric() || *it == b'_')
}
