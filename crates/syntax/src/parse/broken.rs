//! What a text that could not be read seems to declare, so that nobody calls it unknown.
//!
//! Invariant: too many names do no harm here but to hide a second mistake; too few would make up one.

use ecow::EcoString;
use whereas_source::Span;

use crate::cut::written;
use crate::problems::number_of;
use crate::tokens::{Token, TokenKind};
use crate::tree::{BrokenItem, Name};

/// An item that could not be read. `words` are its tokens without trivia.
pub(super) fn item(words: &[Token], text: &str, span: Span) -> BrokenItem {
    let word = first_word(words, text);
    let looked = Looked { words, text };
    let declares = match word.as_str() {
        // Whatever is followed by a label, or starts its line, is a value or a field.
        "choice" | "ordered" | "record" => looked.names(|at| {
            at == 1
                || looked.word(at.checked_sub(1)) == "choice"
                || looked.kind(at.saturating_add(1)) == Some(TokenKind::Text)
                || looked.starts_line(at)
        }),
        "clause" => {
            let mut names = looked.names(|at| looked.declared_in_clause(at));
            if let Some(id) = clause_id(words, text) {
                names.insert(0, id);
            }
            names
        }
        // A line whose own first word is missing is read as part of the item above.
        _ => looked.names(|at| {
            at == 1
                || looked.word(at.checked_add(1)) == ":"
                || looked.starts_line(at)
                    && looked.kind(at.saturating_add(1)) == Some(TokenKind::Text)
        }),
    };
    BrokenItem { word, declares, span }
}

/// A statement or an example that could not be read, of the clause of this id.
pub(super) fn statement(words: &[Token], text: &str, span: Span, clause: &str) -> BrokenItem {
    let looked = Looked { words, text };
    let mut declares = looked.names(|at| looked.declared_in_clause(at));
    // A reserved word that is used as a name would be unknown wherever it is used again.
    let word = first_word(words, text);
    if word == "table" {
        declares.extend(looked.rows(clause));
    }
    BrokenItem { word, declares, span }
}

fn first_word(words: &[Token], text: &str) -> EcoString {
    match words.first() {
        Some(first) if first.kind == TokenKind::Keyword => written(*first, text).into(),
        _ => EcoString::new(),
    }
}

/// The id after `clause`: the tokens that touch.
pub(super) fn clause_id(words: &[Token], text: &str) -> Option<Name> {
    let first = words.get(1).filter(|token| !is_text(token))?;
    let mut span = first.span;
    for token in words.iter().skip(2) {
        if token.span.start != span.end || is_text(token) {
            break;
        }
        span = span.to(token.span);
    }
    let whole = Token { kind: TokenKind::Other, span };
    // As it will be once it is mended: `clause 3:`, `clause three`.
    let id = written(whole, text).trim_end_matches([':', '.']);
    if id.is_empty() {
        return None;
    }
    let number = number_of(&id.to_ascii_lowercase()).map(|it| ecow::eco_format!("{it}"));
    Some(Name { text: number.unwrap_or_else(|| id.into()), span })
}

/// Whether this is a text, closed or not: it parts an id from what touches it.
pub(super) const fn is_text(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Text | TokenKind::LongText | TokenKind::UnclosedText)
}

struct Looked<'a> {
    words: &'a [Token],
    text: &'a str,
}

impl Looked<'_> {
    fn word(&self, at: Option<usize>) -> &str {
        let token = at.and_then(|at| self.words.get(at));
        token.map_or("", |token| written(*token, self.text))
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.words.get(at).map(|token| token.kind)
    }

    /// The names at the places that declare something.
    fn names(&self, declares: impl Fn(usize) -> bool) -> Vec<Name> {
        let is_name = |token: &Token| matches!(token.kind, TokenKind::Name | TokenKind::TypeName);
        let words = self.words.iter().enumerate();
        words
            .filter(|(at, token)| is_name(token) && declares(*at))
            .map(|(at, token)| Name { text: self.joined(at, token), span: token.span })
            .collect()
    }

    /// A name as it will be once it is mended: `fee-paid` becomes `fee_paid`.
    fn joined(&self, at: usize, first: &Token) -> EcoString {
        let mut name = EcoString::from(written(*first, self.text));
        let mut end = first.span.end;
        for pair in self.words.get(at.saturating_add(1)..).unwrap_or(&[]).chunks_exact(2) {
            let [dash, word] = pair else { break };
            let touch = dash.span.start == end && word.span.start == dash.span.end;
            let is_word = matches!(
                word.kind,
                TokenKind::Name | TokenKind::TypeName | TokenKind::Keyword | TokenKind::Number
            );
            if !touch || written(*dash, self.text) != "-" || !is_word {
                break;
            }
            name.push('_');
            name.push_str(written(*word, self.text));
            end = word.span.end;
        }
        name
    }

    fn declared_in_clause(&self, at: usize) -> bool {
        matches!(
            self.word(at.checked_sub(1)),
            "judgement"
                | "factor"
                | "duty"
                | "permission"
                | "function"
                | "question"
                // Said for `duty` and `permission`.
                | "obligation"
                | "right"
                | "power"
        ) || matches!(self.word(at.checked_add(1)), "means" | ":")
    }

    fn starts_line(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.words.get(before));
        let Some((before, this)) = before.zip(self.words.get(at)) else { return false };
        let between =
            Token { kind: TokenKind::Space, span: before.span.after().to(this.span.before()) };
        written(between, self.text).contains('\n')
    }

    /// The ids of a table's rows, as they are named elsewhere: `7.1.row3`.
    fn rows(&self, clause: &str) -> Vec<Name> {
        let rows = self.words.iter().enumerate().filter(|(at, token)| {
            written(**token, self.text) == "|" && (*at == 0 || self.starts_line(*at))
        });
        rows.filter_map(|(at, _)| {
            let id = self.words.get(at.checked_add(1)?)?;
            let text = ecow::eco_format!("{clause}.{}", written(*id, self.text));
            Some(Name { text, span: id.span })
        })
        .collect()
    }
}
