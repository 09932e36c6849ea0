//! Dates in other forms: `11/01/2020`, `1 November 2020`.

use whereas_diagnostics::{Diagnostic, codes};
use whereas_source::Span;

use super::{Place, Wanted};
use crate::tokens::TokenKind;

pub(super) fn slip(at: &Place<'_>, _: &Wanted) -> Option<Diagnostic> {
    // `11/01/2020`, `01.11.2020`, `2020-1-1`: all that touches the token found or the one before.
    for offset in [0, -1] {
        let near = at.token(offset)?;
        if matches!(near.kind, TokenKind::Number | TokenKind::Mark | TokenKind::Date) {
            let (from, to) = at.run(offset);
            if let Some(problem) = other_form(at.text(from, to), at.span(from, to)) {
                return Some(problem);
            }
        }
    }
    // `1 November 2020`, `November 1, 2020`, `1st of November 2020`, `November 2020`.
    let found = (-2..=2).find(|offset| month(at.word(*offset)).is_some())?;
    let month = month(at.word(found))?;
    let number = |offset: isize| {
        let word = at.word(offset);
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        digits.parse::<u16>().ok()
    };
    let before = match at.word(found - 1) {
        "of" => found - 2,
        _ => found - 1,
    };
    let comma = if at.word(found + 2) == "," { 1 } else { 0 };
    let dots = if at.word(found + 1) == "." { 1 } else { 0 };
    let (from, to, year, day) =
        if let (Some(day), Some(year)) = (number(before), number(found + 1 + dots)) {
            (before, found + 1 + dots, year, day)
        } else if let (Some(day), Some(year)) = (number(found + 1), number(found + 2 + comma)) {
            (found, found + 2 + comma, year, day)
        } else {
            let year = number(found + 1).filter(|year| *year > 31)?;
            let (written, span) = (at.text(found, found + 1), at.span(found, found + 1));
            if matches!(at.word(found - 1), "from" | "before" | "by" | "of" | "through" | "on") {
                return Some(day_of_month(at, found, year, month));
            }
            let message =
                format!("`{written}` is no month of the language: say `{year:04}-{month:02}`");
            return Some(
                Diagnostic::new(codes::syntax::DATE_FORM, span, message)
                    .note("only what a case knows of a date may be a month; elsewhere say the day"),
            );
        };
    (day <= 31 && year > 31).then(|| one(at.text(from, to), at.span(from, to), year, month, day))
}

/// A month where a day is wanted: its first, or with `through` its last.
fn day_of_month(at: &Place<'_>, month_at: isize, year: u16, month: u16) -> Diagnostic {
    let (written, span) = (at.text(month_at, month_at + 1), at.span(month_at, month_at + 1));
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let (which, day) = match at.word(month_at - 1) {
        "through" | "by" => ("last", last),
        _ => ("first", 1),
    };
    let date = format!("{year:04}-{month:02}-{day:02}");
    let message = format!("`{written}` is a month, and a day is wanted here: `{date}`");
    Diagnostic::new(codes::syntax::DATE_FORM, span, message).fix(
        format!("if the {which} day of the month is meant"),
        span,
        date,
    )
}

/// A date of digits and signs in another form than `2020-11-01`.
pub(crate) fn other_form(written: &str, at: Span) -> Option<Diagnostic> {
    let sign = written.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(sign, '/' | '.' | '-') {
        return None;
    }
    let parts: Vec<&str> = written.split(sign).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let number = |part: &str, most: usize| {
        let fits = !part.is_empty() && part.len() <= most;
        (fits && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<u16>().ok())?
    };
    if first.len() == 4 {
        let (year, month, day) = (number(first, 4)?, number(second, 2)?, number(third, 2)?);
        let sound = sign == '-' && second.len() == 2 && third.len() == 2;
        let plausible = (1..=12).contains(&month) && (1..=31).contains(&day);
        return (!sound && plausible).then(|| one(written, at, year, month, day));
    }
    let (a, b, year) = (number(first, 2)?, number(second, 2)?, number(third, 4)?);
    let (month_first, day_first) = ((1..=12).contains(&a), (1..=12).contains(&b));
    if !(1..=31).contains(&a) || !(1..=31).contains(&b) || third.len() != 4 {
        return None;
    }
    match (month_first, day_first) {
        (true, true) if a != b => {
            let message = format!(
                "`{written}` can be two days; write the year, the month and the day, as in \
                 `{year:04}-{b:02}-{a:02}`"
            );
            let problem = Diagnostic::new(codes::syntax::DATE_FORM, at, message);
            Some(problem.fix("if the day comes first", at, format!("{year:04}-{b:02}-{a:02}")).fix(
                "if the month comes first",
                at,
                format!("{year:04}-{a:02}-{b:02}"),
            ))
        }
        (_, true) => Some(one(written, at, year, b, a)),
        (true, false) => Some(one(written, at, year, a, b)),
        (false, false) => None,
    }
}

fn one(written: &str, at: Span, year: u16, month: u16, day: u16) -> Diagnostic {
    let date = format!("{year:04}-{month:02}-{day:02}");
    let message = format!(
        "`{written}` is no date of the language; write the year, the month and the day: `{date}`"
    );
    Diagnostic::new(codes::syntax::DATE_FORM, at, message).fix("say", at, date)
}

/// The number of a month by its English name, or the first three letters of it.
fn month(word: &str) -> Option<u16> {
    let word = word.to_ascii_lowercase();
    let names = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    // `may` is a word of the language; as a month it is met with a capital, or between numbers.
    let index = names.iter().position(|name| {
        *name == word || word == "sept" && *name == "september" || name.get(..3) == Some(&word)
    })?;
    u16::try_from(index.saturating_add(1)).ok()
}
