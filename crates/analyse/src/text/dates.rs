//! Dates in a text: `1 November 2020`, `November 1, 2020`, `the 1st day of November, 2020`, `2020-11-01`, `March 2025`.

use whereas_value::date::Date;

use super::lexicon::Lexicon;
use super::numbers::number;
use super::tokens::{Kind, Token};

/// A date in a text, as far as it is said.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Day {
    /// `1 November 2020`
    Full(Date),
    /// `3/4/2021`: one of two days.
    Either(Date, Date),
    /// `March 2025`
    Month(i32, u32),
    /// `2025`
    Year(i32),
    /// `1 April`: month and day
    Yearly(u32, u32),
}

/// The date that starts at a token, and where it ends.
pub(crate) fn date(tokens: &[Token], at: usize, lexicon: &Lexicon) -> Option<(Day, usize)> {
    let token = tokens.get(at)?;
    if token.kind == Kind::Digits
        && let Some(found) = in_digits(tokens, at)
    {
        return Some(found);
    }
    match month(tokens, at, lexicon) {
        Some((month, next)) => month_first(tokens, month, next, lexicon),
        None => day_first(tokens, at, lexicon),
    }
}

/// `2020-11-01`, `1/11/2020`, `01.11.2020`
fn in_digits(tokens: &[Token], at: usize) -> Option<(Day, usize)> {
    let first = tokens.get(at)?;
    let dotted: Vec<&str> = first.text.split('.').collect();
    if let [day, month, year] = dotted.as_slice()
        && year.len() == 4
    {
        let date = Date::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
        return Some((Day::Full(date), at.saturating_add(1)));
    }
    let part = |offset: usize| tokens.get(at.saturating_add(offset));
    let (one, second, two, third) = (part(1)?, part(2)?, part(3)?, part(4)?);
    let glued = [one, second, two, third].iter().all(|it| it.glued);
    if !glued || second.kind != Kind::Digits || third.kind != Kind::Digits || one.text != two.text {
        return None;
    }
    let end = at.saturating_add(5);
    let number = |token: &Token| token.text.parse::<u32>().ok();
    let (a, b, c) = (number(first)?, number(second)?, number(third)?);
    let ymd = |year: u32, month, day| Date::from_ymd(i32::try_from(year).ok()?, month, day);
    if first.text.len() == 4 {
        return Some((Day::Full(ymd(a, b, c)?), end));
    }
    if third.text.len() != 4 || !(one.is("/") || one.is("-")) {
        return None;
    }
    match (ymd(c, a, b), ymd(c, b, a)) {
        (Some(one), Some(other)) if one != other => Some((Day::Either(one, other), end)),
        (Some(day), _) | (None, Some(day)) => Some((Day::Full(day), end)),
        (None, None) => None,
    }
}

/// The name of a month, and what follows it, its point aside.
fn month(tokens: &[Token], at: usize, lexicon: &Lexicon) -> Option<(u32, usize)> {
    let token = tokens.get(at)?;
    if token.kind != Kind::Word || (lexicon.capital_months && !token.capital) {
        return None;
    }
    let month = lexicon.months.get(&token.text)?;
    let next = at.saturating_add(1);
    let point = tokens.get(next).is_some_and(|it| it.is(".") && it.glued);
    let short = token.text.chars().count() <= 4;
    Some((*month, if point && short { next.saturating_add(1) } else { next }))
}

/// `November 1, 2020`, `March 2025`, `April 1`
fn month_first(
    tokens: &[Token],
    month: u32,
    next: usize,
    lexicon: &Lexicon,
) -> Option<(Day, usize)> {
    if let Some((year, end)) = year(tokens, next, lexicon) {
        return Some((Day::Month(year, month), end));
    }
    let next = filled(tokens, next, lexicon, 1);
    let (day, end) = day_of_month(tokens, next, lexicon)?;
    with_year(tokens, month, day, end, lexicon)
}

/// `1 November 2020`, `the first day of November, 2020`
fn day_first(tokens: &[Token], at: usize, lexicon: &Lexicon) -> Option<(Day, usize)> {
    let (day, end) = day_of_month(tokens, at, lexicon)?;
    let next = filled(tokens, end, lexicon, 3);
    let (month, end) = month(tokens, next, lexicon)?;
    with_year(tokens, month, day, end, lexicon)
}

fn with_year(
    tokens: &[Token],
    month: u32,
    day: u32,
    end: usize,
    lexicon: &Lexicon,
) -> Option<(Day, usize)> {
    if let Some((year, end)) = year(tokens, end, lexicon) {
        return Some((Day::Full(Date::from_ymd(year, month, day)?), end));
    }
    // Every day that some year has is in a leap year.
    Date::from_ymd(2000, month, day)?;
    Some((Day::Yearly(month, day), end))
}

fn day_of_month(tokens: &[Token], at: usize, lexicon: &Lexicon) -> Option<(u32, usize)> {
    let written = number(tokens, at, lexicon)?;
    let day = written.number.to_i64().and_then(|it| u32::try_from(it).ok())?;
    let plain = written.plain || written.ordinal;
    ((1..=31).contains(&day) && plain && !written.fraction).then_some((day, written.end))
}

/// `, 2020`, `of 2020`
fn year(tokens: &[Token], at: usize, lexicon: &Lexicon) -> Option<(i32, usize)> {
    let mut at = filled(tokens, at, lexicon, 2);
    if tokens.get(at).is_some_and(|it| it.is(",")) {
        at = at.saturating_add(1);
    }
    let token = tokens.get(at)?;
    let four = token.kind == Kind::Digits
        && token.text.len() == 4
        && token.text.bytes().all(|it| it.is_ascii_digit());
    let year = token.text.parse().ok().filter(|_| four)?;
    (1000..=9999).contains(&year).then_some((year, at.saturating_add(1)))
}

/// Past the words between the parts of a date.
fn filled(tokens: &[Token], mut at: usize, lexicon: &Lexicon, most: usize) -> usize {
    for _ in 0..most {
        let filler = |it: &Token| {
            (it.kind == Kind::Word && lexicon.words.inside_dates.contains(&it.text)) || it.is("-")
        };
        if !tokens.get(at).is_some_and(filler) {
            break;
        }
        at = at.saturating_add(1);
    }
    at
}

#[cfg(test)]
mod tests {
    use super::super::lexicon;
    use super::super::tokens::tokens;
    use super::*;

    fn one(language: &str, text: &str) -> String {
        let lexicon = lexicon::of(language).unwrap();
        let tokens = tokens(text, &lexicon.separators);
        date(&tokens, 0, lexicon)
            .map_or_else(String::new, |(day, end)| format!("{day:?} /{}", tokens.len() - end))
    }

    #[test]
    fn dates_in_every_order() {
        for text in [
            "1 November 2020",
            "November 1, 2020",
            "Nov. 1, 2020",
            "1st November 2020",
            "1st day of November, 2020",
            "first day of November 2020",
            "1-Nov-2020",
            "2020-11-01",
            "01.11.2020",
        ] {
            assert_eq!(one("en", text), "Full(2020-11-01) /0", "{text}");
        }
        for (text, wanted) in [
            ("13/11/2020", "Full(2020-11-13) /0"),
            ("03/04/2021", "Either(2021-03-04, 2021-04-03) /0"),
            ("March 2025.", "Month(2025, 3) /1"),
            ("April 1 of", "Yearly(4, 1) /1"),
            ("31 April 2020", ""),
            ("may 1", ""),
            ("1 may", ""),
            ("May 1", "Yearly(5, 1) /0"),
            ("30 days", ""),
        ] {
            assert_eq!(one("en", text), wanted, "{text}");
        }
        assert_eq!(one("es", "1 de noviembre de 2020"), "Full(2020-11-01) /0");
        assert_eq!(one("es", "1 de mayo"), "Yearly(5, 1) /0");
    }
}
