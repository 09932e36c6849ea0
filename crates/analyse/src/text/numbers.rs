//! Numbers in digits and in words: `1,500`, `$1.5 million`, `twenty-one`, `two-thirds`, `30th`, `½`.
//!
//! Reads: tokens from a place on. Produces: the number that starts there and where it ends. Invariant: what is not
//! surely a number is none.

use whereas_value::number::Number;

use super::lexicon::Lexicon;
use super::tokens::{Kind, Token};

/// A number in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Written {
    /// How much.
    pub number: Number,
    /// One past its last token.
    pub end: usize,
    /// `21st`, `third`
    pub ordinal: bool,
    /// `two-thirds`, `½`: meant as a part of something.
    pub fraction: bool,
    /// Written in digits.
    pub digits: bool,
    /// Written as one run of digits without separators: it may be a year, or a day of a date.
    pub plain: bool,
}

/// The number that starts at a token.
pub(crate) fn number(tokens: &[Token], at: usize, lexicon: &Lexicon) -> Option<Written> {
    let token = tokens.get(at)?;
    let mut written = match token.kind {
        Kind::Digits => digits(tokens, at, lexicon)?,
        Kind::Word => in_words(tokens, at, lexicon)?,
        Kind::Sign => return sign(token, at),
    };
    if written.ordinal {
        return Some(written);
    }
    if let Some((number, end)) = parts(tokens, &written, lexicon) {
        written = Written { number, end, fraction: true, plain: false, ..written };
    } else if let Some((length, ())) =
        lexicon.and_a_half.longest(tokens.get(written.end..).unwrap_or(&[]).iter())
    {
        let number = Number::ratio(1, 2).and_then(|half| written.number.checked_add(&half)).ok()?;
        written =
            Written { number, end: written.end.saturating_add(length), plain: false, ..written };
    } else if let Some(next) = tokens.get(written.end)
        && next.glued
        && let Some(part) = sign(next, written.end)
    {
        // `2½`
        let number = written.number.checked_add(&part.number).ok()?;
        written = Written { number, end: part.end, plain: false, ..written };
    }
    Some(written)
}

/// `½`
fn sign(token: &Token, at: usize) -> Option<Written> {
    let (above, below) = match token.text.as_str() {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        _ => return None,
    };
    let number = Number::ratio(above, below).ok()?;
    let end = at.saturating_add(1);
    Some(Written { number, end, ordinal: false, fraction: true, digits: true, plain: false })
}

/// `1,500`, `1.5 million`, `30th`, `2/3`
fn digits(tokens: &[Token], at: usize, lexicon: &Lexicon) -> Option<Written> {
    let token = tokens.get(at)?;
    let mut number = decimal(&token.text, lexicon)?;
    let plain = token.text.bytes().all(|it| it.is_ascii_digit());
    let mut end = at.saturating_add(1);
    let next = |at: usize| tokens.get(at);
    if let Some(ending) = next(end)
        && ending.glued
        && lexicon.words.ordinal_endings.contains(&ending.text)
    {
        let end = end.saturating_add(1);
        return Some(Written { number, end, ordinal: true, fraction: false, digits: true, plain });
    }
    if plain
        && let (Some(slash), Some(below)) = (next(end), next(end.saturating_add(1)))
        && slash.is("/")
        && slash.glued
        && below.glued
        && below.kind == Kind::Digits
    {
        let below = decimal(&below.text, lexicon).filter(|it| !it.is_zero())?;
        let small = number < below && below <= Number::from(100);
        let number = number.checked_div(&below).ok().filter(|_| small)?;
        let end = end.saturating_add(2);
        return Some(Written {
            number,
            end,
            ordinal: false,
            fraction: true,
            digits: true,
            plain: false,
        });
    }
    let mut multiplied = false;
    while let Some(by) = next(end).and_then(|it| lexicon.multipliers.get(&it.text)) {
        number = number.checked_mul(&Number::from(*by)).ok()?;
        end = end.saturating_add(1);
        multiplied = true;
    }
    let plain = plain && !multiplied;
    Some(Written { number, end, ordinal: false, fraction: false, digits: true, plain })
}

/// Digits with the language's separators.
fn decimal(text: &str, lexicon: &Lexicon) -> Option<Number> {
    let (whole, fraction) = match text.rsplit_once(lexicon.decimal) {
        Some((whole, fraction)) => (whole, fraction),
        None => (text, ""),
    };
    if whole.contains(lexicon.decimal) || !fraction.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    let mut groups = whole.split(|it| lexicon.thousands.contains(&it));
    let first = groups.next().unwrap_or("");
    let mut plain = first.to_owned();
    for group in groups {
        if group.len() != 3 || first.len() > 3 {
            return None;
        }
        plain.push_str(group);
    }
    let plain = plain.trim_start_matches('0');
    let plain = if plain.is_empty() { "0" } else { plain };
    if fraction.is_empty() {
        Number::parse_literal(plain).ok()
    } else {
        Number::parse_literal(&format!("{plain}.{fraction}")).ok()
    }
}

/// `one hundred and twenty-five`, `a million`, `twenty-first`
fn in_words(tokens: &[Token], at: usize, lexicon: &Lexicon) -> Option<Written> {
    let words = &lexicon.words;
    let text = |at: usize| tokens.get(at).map_or("", |it| it.text.as_str());
    let mut end = at;
    let (mut total, mut current) = (0_i64, 0_i64);
    let (mut seen, mut ordinal, mut multiplied) = (false, false, false);
    if words.articles.iter().any(|it| it == text(at))
        && lexicon.multipliers.contains_key(text(at.saturating_add(1)))
    {
        current = 1;
        end = end.saturating_add(1);
        seen = true;
    }
    loop {
        let mut next = end;
        if seen && text(next) == "-" {
            next = next.saturating_add(1);
        } else if seen {
            let joins = if multiplied { &words.inside_numbers } else { &words.after_tens };
            let tens = current % 10 == 0 && current > 0;
            if joins.iter().any(|it| it == text(next)) && (multiplied || tens) {
                next = next.saturating_add(1);
            }
        }
        let word = text(next);
        if let Some(value) = lexicon.numbers.get(word).copied()
            && (!seen || fits(current, value))
        {
            current = current.saturating_add(value);
            multiplied = false;
        } else if let Some(value) = lexicon.ordinals.get(word).copied()
            && (!seen || (fits(current, value) && !is_part(current, word, lexicon)))
        {
            current = current.saturating_add(value);
            ordinal = true;
        } else if next == end
            && let Some(by) = lexicon.multipliers.get(word).copied()
        {
            current = current.max(1).saturating_mul(by);
            if by >= 1_000 {
                total = total.saturating_add(current);
                current = 0;
            }
            multiplied = true;
        } else {
            break;
        }
        seen = true;
        end = next.saturating_add(1);
        if ordinal {
            break;
        }
    }
    let number = Number::from(total.saturating_add(current));
    seen.then_some(Written { number, end, ordinal, fraction: false, digits: false, plain: ordinal })
}

/// Whether a number word can go on from what was said: `twenty` and `one`, not `five` and `one`.
const fn fits(current: i64, value: i64) -> bool {
    let ones = current % 10 == 0 && value < 10 && (current % 100 >= 20 || current % 100 == 0);
    current == 0 || (ones && value > 0) || (current % 100 == 0 && value < 100)
}

/// Whether the word after this number is rather a part of a whole: `one third`, but `twenty-third`.
fn is_part(current: i64, word: &str, lexicon: &Lexicon) -> bool {
    lexicon.fractions.contains_key(word) && (current < 20 || current % 10 != 0)
}

/// `two-thirds`, `one half`: the number and its end.
fn parts(tokens: &[Token], written: &Written, lexicon: &Lexicon) -> Option<(Number, usize)> {
    let mut at = written.end;
    if tokens.get(at)?.is("-") {
        at = at.saturating_add(1);
    }
    let below = lexicon.fractions.get(&tokens.get(at)?.text)?;
    let above = written.number.to_i64().filter(|it| (1..=20).contains(it))?;
    if above >= *below {
        return None;
    }
    Some((Number::ratio(above, *below).ok()?, at.saturating_add(1)))
}

#[cfg(test)]
mod tests {
    use super::super::lexicon;
    use super::super::tokens::tokens;
    use super::*;

    fn one(language: &str, text: &str) -> String {
        let lexicon = lexicon::of(language).unwrap();
        let tokens = tokens(text, &lexicon.separators);
        number(&tokens, 0, lexicon).map_or_else(String::new, |it| {
            let kind = if it.ordinal { "th" } else { "" };
            format!("{}{kind} /{}", it.number, tokens.len() - it.end)
        })
    }

    #[test]
    fn numbers_in_digits_and_words() {
        for (text, wanted) in [
            ("1,500 x", "1500 /1"),
            ("250,000.50", "250000.5 /0"),
            ("1.5 million dollars", "1500000 /1"),
            ("2020, x", "2020 /2"),
            ("01", "1 /0"),
            ("1,50 x", ""),
            ("2/3 of", "2/3 /1"),
            ("30th day", "30th /1"),
            ("twenty-one years", "21 /1"),
            ("twenty-first day", "21th /1"),
            ("one hundred and eighty days", "180 /1"),
            ("one hundred and first", "101th /0"),
            ("two million five hundred thousand", "2500000 /0"),
            ("a hundred people", "100 /1"),
            ("a day", ""),
            ("five and six", "5 /2"),
            ("two-thirds of", "2/3 /1"),
            ("one half", "0.5 /0"),
            ("one third", "1/3 /0"),
            ("three quarters", "0.75 /0"),
            ("two and a half years", "2.5 /1"),
            ("½ of", "0.5 /1"),
            ("2½", "2.5 /0"),
            ("and", ""),
        ] {
            assert_eq!(one("en", text), wanted, "{text}");
        }
        for (text, wanted) in [
            ("1.500,50 euros", "1500.5 /1"),
            ("1 500 euros", "1500 /1"),
            ("treinta y un días", "30 /3"),
            ("treinta y uno", "31 /0"),
            ("doscientos cincuenta mil", "250000 /0"),
            ("mil euros", "1000 /1"),
            ("dos tercios", "2/3 /0"),
        ] {
            assert_eq!(one("es", text), wanted, "{text}");
        }
    }
}
