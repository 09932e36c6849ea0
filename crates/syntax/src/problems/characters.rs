//! Characters that no rule of the language can read.

use whereas_diagnostics::{Diagnostic, Edit, codes};
use whereas_source::Span;

use crate::cut::written;
use crate::tokens::{Token, TokenKind};

/// A character of no use, in a piece of these tokens.
pub(crate) fn unknown_character(token: Token, tokens: &[Token], text: &str) -> Diagnostic {
    let character = written(token, text);
    let c = character.chars().next().unwrap_or(' ');
    let about =
        |message: String| Diagnostic::new(codes::syntax::UNKNOWN_CHARACTER, token.span, message);
    if let Some(name) = invisible(c) {
        let code = u32::from(c);
        let message = format!("{name} (U+{code:04X}) stands here, which nobody sees; delete it");
        return about(message).fix("delete it", token.span, "");
    }
    if let Some(name) = other_space(c) {
        let message = format!("{name} stands here; between words stands a plain space");
        return about(message).fix("a plain space", token.span, " ");
    }
    if c.is_alphabetic() {
        let span = whole_word(token, tokens, text);
        let word = written(Token { kind: TokenKind::Other, span }, text);
        let message = format!(
            "`{}` has the letter `{c}`; a name has only `a` to `z`, digits and `_`, and its label may \
             have any letters",
            super::visible(word)
        );
        return Diagnostic::new(codes::syntax::UNKNOWN_CHARACTER, span, message);
    }
    if c == ';' {
        return about("nothing stands between two statements; delete the `;`".to_owned()).fix(
            "delete it",
            token.span,
            "",
        );
    }
    let message = match c {
        '`' => "a backtick is no character of the language".to_owned(),
        _ => format!("`{c}` is no character of the language"),
    };
    let problem = about(message);
    if let Some(closing) = closing_quote(c) {
        let problem = problem.note("texts stand in straight double quotes");
        let line = tokens.iter().skip_while(|it| it.span.start <= token.span.start);
        let line = line.take_while(|it| it.kind != TokenKind::Newline);
        let close = line.clone().find(|it| closing.contains(written(**it, text)));
        let straight = |token: Token| Edit { span: token.span, text: "\"".to_owned() };
        let mut edits = vec![straight(token)];
        edits.extend(close.map(|close| straight(*close)));
        return problem.fixes("straight quotes", edits);
    }
    match instead(c) {
        Some((_, Some(edit))) => problem.fix("say", token.span, edit),
        Some((help, None)) => problem.help(help),
        None => problem,
    }
}

/// The word a letter stands in: all that touches it and is a letter or a word.
fn whole_word(token: Token, tokens: &[Token], text: &str) -> Span {
    let part = |it: &Token| match it.kind {
        TokenKind::Name | TokenKind::Keyword | TokenKind::TypeName | TokenKind::Number => true,
        TokenKind::Other => written(*it, text).starts_with(char::is_alphabetic),
        TokenKind::Newline
        | TokenKind::Space
        | TokenKind::Comment
        | TokenKind::Text
        | TokenKind::LongText
        | TokenKind::UnclosedText
        | TokenKind::Date
        | TokenKind::Mark => false,
    };
    let at = tokens.partition_point(|it| it.span.start < token.span.start);
    let (before, after) = tokens.split_at_checked(at).unwrap_or((tokens, &[]));
    let mut span = token.span;
    for it in before.iter().rev().take_while(|it| part(it)) {
        span = it.span.to(span);
    }
    for it in after.iter().take_while(|it| part(it)) {
        span = span.to(it.span);
    }
    span
}

/// What a character is called that shows nothing.
fn invisible(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{200B}' => "a space of no width",
        '\u{200C}' | '\u{200D}' | '\u{2060}' => "a joiner of no width",
        '\u{200E}' | '\u{200F}' | '\u{061C}' => "a mark of the direction of writing",
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            "a character that turns the direction of writing"
        }
        '\u{00AD}' => "a hyphen that shows only at the end of a line",
        '\u{FE00}'..='\u{FE0F}' => "a character that changes how the one before it looks",
        '\u{0300}'..='\u{036F}' => "an accent of its own",
        c if c.is_control() => "a control character",
        _ => return None,
    })
}

fn other_space(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{A0}' => "a space that does not break",
        '\u{202F}' => "a narrow space that does not break",
        '\u{2000}'..='\u{200A}' | '\u{205F}' => "a space of another width",
        '\u{3000}' => "a wide space",
        '\u{2028}' | '\u{2029}' | '\u{85}' => "a line break of another kind",
        _ => return None,
    })
}

/// What closes a text that opens with this quote.
fn closing_quote(c: char) -> Option<&'static str> {
    Some(match c {
        '“' | '”' | '„' | '‟' => "”“\"",
        '«' => "»\"",
        '»' => "«\"",
        '‘' | '’' | '‚' => "’‘'",
        '\'' => "'",
        '`' | '´' => "`´'",
        _ => return None,
    })
}

/// What to say instead of a character from elsewhere, and the edit that does it.
fn instead(c: char) -> Option<(&'static str, Option<&'static str>)> {
    let edit = |text| Some(("", Some(text)));
    match c {
        '&' => edit(" and "),
        '!' | '¬' => edit("not "),
        '∧' => edit("and"),
        '∨' => edit("or"),
        '–' | '—' | '−' | '‐' | '‑' => edit("-"),
        '≥' => edit(">="),
        '≤' => edit("<="),
        '≠' => edit("!="),
        '×' | '·' | '⋅' => edit("*"),
        '÷' => edit("/"),
        '\u{FF01}'..='\u{FF5E}' => Some(("this is a wide form; use the plain character", None)),
        '€' => Some(("say the currency after the number: `250 EUR`", None)),
        '$' => Some(("say the currency after the number: `250 USD`", None)),
        '£' => Some(("say the currency after the number: `250 GBP`", None)),
        '§' => Some(("a clause's id starts with a digit or a capital", None)),
        '•' | '◦' | '▪' => Some(("the parts of a list are joined with commas", None)),
        '…' => Some(("something is to be filled in here", None)),
        '?' => Some(("a question stands in quotes, after `ask`", None)),
        '@' | '~' | '^' | '\\' => Some(("the signs are `= != < <= > >= + - * /`", None)),
        _ => None,
    }
}
