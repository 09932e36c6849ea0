//! The smallest pieces of plain English: days, numbers, amounts, and lists of things; and how lines are broken.

use whereas_value::number::Number;
use whereas_value::types::Rhythm;
use whereas_value::{Date, Label};

use crate::grammar::Words;

/// A day as people write it: `2 November 2020`.
#[must_use]
pub fn date(day: Date) -> String {
    let (year, month, of_month) = day.ymd();
    let name = match month {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    };
    format!("{of_month} {name} {year}")
}

/// A number with its thousands set apart: `1,500`, `0.25`, `1/3`.
#[must_use]
pub fn number(number: &Number) -> String {
    let text = number.to_string();
    let (sign, rest) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, tail) = rest.find(['.', '/']).map_or((rest, ""), |at| rest.split_at(at));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}{tail}")
}

/// An amount: `250 EUR`, `250 EUR a month`.
#[must_use]
pub fn money(amount: &Number, currency: &str, per: Option<Rhythm>) -> String {
    let rhythm = match per {
        None => "",
        Some(Rhythm::Day) => " a day",
        Some(Rhythm::Week) => " a week",
        Some(Rhythm::Month) => " a month",
        Some(Rhythm::Year) => " a year",
    };
    format!("{} {currency}{rhythm}", number(amount))
}

/// A length of time in days: `1 day`, `90 days`.
#[must_use]
pub fn days(count: &Number) -> String {
    counted(count, "day", "days")
}

/// A length of time in months: whole years as years, `6 months`, `5 years`.
#[must_use]
pub fn months(count: &Number) -> String {
    let years = count.checked_div(&Number::from(12_i64)).ok().filter(Number::is_integer);
    match years {
        Some(years) if !years.is_zero() => counted(&years, "year", "years"),
        Some(_) | None => counted(count, "month", "months"),
    }
}

/// A length of time within days: `45 minutes`, `2 hours`, `1 hour 50 minutes`.
#[must_use]
pub fn minutes(count: &Number) -> String {
    let minutes = |count: &Number| counted(count, "minute", "minutes");
    match hours_and_minutes(count) {
        (None, rest) => minutes(&rest),
        (Some(hours), rest) if rest.is_zero() => counted(&hours, "hour", "hours"),
        (Some(hours), rest) => format!("{} {}", counted(&hours, "hour", "hours"), minutes(&rest)),
    }
}

/// The whole hours of a number of minutes, where there are any and it is whole and not negative, and what is left.
#[must_use]
pub fn hours_and_minutes(count: &Number) -> (Option<Number>, Number) {
    let whole = count.to_i64().filter(|it| *it >= 60);
    match whole.and_then(|it| Some((it.checked_div(60)?, it.checked_rem(60)?))) {
        Some((hours, rest)) => (Some(Number::from(hours)), Number::from(rest)),
        None => (None, count.clone()),
    }
}

/// A number in a unit of the policy's own: `1,500 kilometres`. The words of a unit are those for many, so that one
/// is said with the unit's name: `1 km`.
#[must_use]
pub fn in_unit(count: &Number, name: &str, label: &str) -> String {
    let unit = if *count == Number::ONE { name } else { label };
    format!("{} {unit}", number(count))
}

fn counted(count: &Number, one: &str, many: &str) -> String {
    let word = if *count == Number::ONE { one } else { many };
    format!("{} {word}", number(count))
}

/// `a`, `a and b`, `a, b and c`.
#[must_use]
pub fn all_of<S: AsRef<str>>(things: &[S]) -> String {
    joined(things, "and")
}

/// `a`, `a or b`, `a, b or c`.
#[must_use]
pub fn one_of<S: AsRef<str>>(things: &[S]) -> String {
    joined(things, "or")
}

fn joined<S: AsRef<str>>(things: &[S], word: &str) -> String {
    match things {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
            format!("{} {word} {}", most.join(", "), last.as_ref())
        }
    }
}

/// A label that is a clause of its own, as it is or negated: `something raises a threat`.
#[must_use]
pub fn clause(say: &dyn Words, label: &Label, yes: bool) -> String {
    match (yes, &label.negated) {
        (true, _) => label.plain.to_string(),
        (false, Some(negated)) => negated.to_string(),
        (false, None) => say.not_so(&label.plain),
    }
}

/// How wide a line of text may be: what people read without losing their place, and terminals show.
const WIDTH: usize = 100;

/// A line broken at its spaces; what follows stands four further in than the line began.
#[must_use]
pub fn wrapped(line: &str) -> Vec<String> {
    let words = line.trim_start_matches(' ');
    let indent = line.len().saturating_sub(words.len());
    // Most lines are as they are to be.
    if line.len() <= WIDTH && !words.is_empty() && !words.ends_with(' ') && !words.contains("  ") {
        return vec![line.to_owned()];
    }
    let mut out = Vec::new();
    let mut current = " ".repeat(indent);
    let mut length = indent;
    let mut empty = true;
    for word in line.split(' ').filter(|word| !word.is_empty()) {
        let wide = word.chars().count();
        if !empty && length.saturating_add(wide).saturating_add(1) > WIDTH {
            out.push(std::mem::take(&mut current));
            length = indent.saturating_add(4);
            current = " ".repeat(length);
            empty = true;
        }
        if !empty {
            current.push(' ');
            length = length.saturating_add(1);
        }
        current.push_str(word);
        length = length.saturating_add(wide);
        empty = false;
    }
    out.push(if empty { String::new() } else { current });
    out
}

/// The text with a capital at its start.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        let shown: Vec<String> = ["0", "999", "1000", "-1234567.25", "1/3"]
            .iter()
            .map(|text| number(&text.parse().unwrap()))
            .collect();
        assert_eq!(shown, ["0", "999", "1,000", "-1,234,567.25", "1/3"]);
    }

    #[test]
    fn whole_years_are_years() {
        let shown: Vec<String> =
            [1_i64, 6, 12, 18, 24].iter().map(|count| months(&Number::from(*count))).collect();
        assert_eq!(shown, ["1 month", "6 months", "1 year", "18 months", "2 years"]);
    }

    #[test]
    fn minutes_are_told_in_hours() {
        let shown: Vec<String> = [0_i64, 1, 45, 60, 61, 110, 120, -90]
            .iter()
            .map(|count| minutes(&Number::from(*count)))
            .collect();
        let wanted = [
            "0 minutes",
            "1 minute",
            "45 minutes",
            "1 hour",
            "1 hour 1 minute",
            "1 hour 50 minutes",
            "2 hours",
            "-90 minutes",
        ];
        assert_eq!(shown, wanted);
        let third: Number = "1/3".parse().unwrap();
        assert_eq!(minutes(&third), "1/3 minutes");
    }

    #[test]
    fn one_of_a_unit_is_said_with_its_name() {
        let shown: Vec<String> = [1_i64, 1500]
            .iter()
            .map(|count| in_unit(&Number::from(*count), "km", "kilometres"))
            .collect();
        assert_eq!(shown, ["1 km", "1,500 kilometres"]);
    }

    #[test]
    fn long_lines_break_at_spaces() {
        let line = format!("  start {}", "word ".repeat(25).trim_end());
        let lines = wrapped(&line);
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| line.chars().count() <= WIDTH));
        assert!(lines[1].starts_with("      word"));
        assert_eq!(wrapped(""), [""]);
        assert_eq!(wrapped(&"x".repeat(120)), ["x".repeat(120)]);
    }

    #[test]
    fn lists_read_as_people_say_them() {
        assert_eq!(all_of(&["a"]), "a");
        assert_eq!(all_of(&["a", "b"]), "a and b");
        assert_eq!(one_of(&["a", "b", "c"]), "a, b or c");
    }
}
