//! Numbers, percentages and sums of money in other forms.

use whereas_diagnostics::{Diagnostic, codes};
use whereas_source::Span;

use super::{Place, Wanted};
use crate::tokens::TokenKind;

fn about(at: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(codes::syntax::NUMBER_FORM, at, message)
}

pub(super) fn slip(at: &Place<'_>, wanted: &Wanted) -> Option<Diagnostic> {
    let found = at.found()?;
    grouped(at)
        .or_else(|| match (found.kind, at.word(0)) {
            (TokenKind::Number, word) => one_word(word, found.span, wanted),
            (_, ".") if at.is(1, TokenKind::Number) && at.touches(1) => {
                let number = format!("0.{}", at.word(1));
                let message = format!("a number starts with a digit: `{number}`");
                Some(about(at.span(0, 1), message).fix("say", at.span(0, 1), number))
            }
            (_, "%") if at.is(1, TokenKind::Number) => {
                let share = format!("{} %", at.word(1));
                let message = format!("`%` comes after its number: `{share}`");
                Some(about(at.span(0, 1), message).fix("say", at.span(0, 1), share))
            }
            _ => None,
        })
        .or_else(|| share(at))
        .or_else(|| currency_first(at))
}

/// `1,500`, `0,5`: a comma between digits, and nothing else between them.
fn grouped(at: &Place<'_>) -> Option<Diagnostic> {
    let comma = [0, -1].into_iter().find(|offset| at.word(*offset) == ",")?;
    let digits = |offset: isize| {
        let word = at.word(offset);
        !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
    };
    let (before, after) = (comma - 1, comma + 1);
    let fraction = at.word(after).split('.').next().unwrap_or("");
    let whole = !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit());
    if !digits(before) || !whole || !at.touches(comma) || !at.touches(after) {
        return None;
    }
    let (from, to) = (before, at.run(after).1);
    let (span, written) = (at.span(from, to), at.text(from, to));
    if fraction.len() == 3 {
        let number = written.replace(',', "_");
        let message = format!("digits are grouped with `_`: `{number}`");
        return Some(about(span, message).fix("say", span, number));
    }
    let number = written.replacen(',', ".", 1);
    let message = format!("the decimal mark is a point: `{number}`");
    Some(about(span, message).fix("say", span, number))
}

/// A number that is one token and no number of the language.
fn one_word(word: &str, span: Span, wanted: &Wanted) -> Option<Diagnostic> {
    let groups: Vec<&str> = word.split('.').collect();
    let threes = groups.iter().skip(1).all(|group| group.len() == 3);
    if groups.len() > 2 && threes && word.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        let number = groups.join("_");
        let message = format!("digits are grouped with `_`: `{number}`");
        return Some(about(span, message).fix("say", span, number));
    }
    if word.contains('_') && word.bytes().all(|b| b.is_ascii_digit() || b == b'_' || b == b'.') {
        let digits: String = word.chars().filter(|c| *c != '_').collect();
        let number = by_threes(&digits);
        let message = format!("digits are grouped by threes: `{number}`");
        return Some(about(span, message).fix("say", span, number));
    }
    let unit_at = word.find(|c: char| c.is_ascii_alphabetic())?;
    let (number, unit) = word.split_at_checked(unit_at)?;
    if !wanted.value() && !wanted.open_ended() {
        return None;
    }
    if matches!(unit, "k" | "m" | "M" | "K" | "bn") || unit.starts_with(['e', 'E']) {
        let message = format!("`{word}` is written out in digits, as in `1_500`");
        return Some(about(span, message));
    }
    let message = format!("between a number and its unit stands a space: `{number} {unit}`");
    Some(about(span, message).fix("say", span, format!("{number} {unit}")))
}

fn by_threes(digits: &str) -> String {
    let (whole, rest) = match digits.split_once('.') {
        Some((whole, rest)) => (whole, format!(".{rest}")),
        None => (digits, String::new()),
    };
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && whole.len().saturating_sub(index).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    grouped + &rest
}

/// `32 percent of x`, `32 % x`.
fn share(at: &Place<'_>) -> Option<Diagnostic> {
    for offset in [0, -1] {
        let words = matches!(at.word(offset), "percent" | "pct")
            || at.word(offset) == "per" && at.word(offset + 1) == "cent";
        if words && at.is(offset - 1, TokenKind::Number) {
            let last = if at.word(offset) == "per" { offset + 1 } else { offset };
            let span = at.span(offset, last);
            let message = format!("a share is said with `%`: `{} %`", at.word(offset - 1));
            return Some(about(span, message).fix("say", span, "%"));
        }
    }
    let operand = at.is(0, TokenKind::Name) || at.word(0) == "(";
    let share = at.word(-1) == "%" && at.is(-2, TokenKind::Number);
    if share && operand && !at.starts_line() {
        let of = format!("{} % of {}", at.word(-2), at.word(0));
        let message = format!("`of` is missing between a share and what it is a share of: `{of}`");
        return Some(about(at.span(-2, 0), message).fix("say", at.span(0, 0).before(), "of "));
    }
    None
}

/// `EUR 250`.
fn currency_first(at: &Place<'_>) -> Option<Diagnostic> {
    let code = at.word(0);
    let is_code = code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
    if !is_code || !at.is(1, TokenKind::Number) {
        return None;
    }
    let sum = format!("{} {code}", at.word(1));
    let message = format!("the currency comes after its number: `{sum}`");
    Some(about(at.span(0, 1), message).fix("say", at.span(0, 1), sum))
}

/// `€250`, `250€`.
pub(super) fn currency_sign(at: &Place<'_>) -> Option<Diagnostic> {
    let code = match at.word(0) {
        "€" => "EUR",
        "£" => "GBP",
        "¥" => "JPY",
        "$" => "USD",
        _ => return None,
    };
    let (number, span) = if at.is(1, TokenKind::Number) {
        (at.word(1), at.span(0, 1))
    } else if at.is(-1, TokenKind::Number) {
        (at.word(-1), at.span(-1, 0))
    } else {
        return None;
    };
    let sum = format!("{number} {code}");
    let message = format!("a currency is said by its three letters, after the number: `{sum}`");
    Some(about(span, message).fix("say", span, sum))
}
