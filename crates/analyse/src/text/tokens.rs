//! A passage as words, numbers and signs.
//!
//! Reads: the bytes of a passage. Produces: [`Token`]s in order, with their places in it. Invariant: linear in the
//! text; a token's range lies between characters.

use std::ops::Range;

/// A word, a number or a sign.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Token {
    /// What it is.
    pub kind: Kind,
    /// In small letters; of a number the digits and separators as written.
    pub text: String,
    /// Where it stands in the passage.
    pub range: Range<usize>,
    /// Whether nothing stands between it and the token before.
    pub glued: bool,
    /// Whether it is the first of its line, markers of lists aside.
    pub starts_line: bool,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// The line of a list or row of a table it stands in; 0 outside of these.
    pub item: u32,
}

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// `days`, `u.s.c`
    Word,
    /// `1,500`, `2020`
    Digits,
    /// `$`, `(`
    Sign,
}

impl Token {
    /// Whether it is this sign.
    pub fn is(&self, sign: &str) -> bool {
        self.kind == Kind::Sign && self.text == sign
    }
}

/// Cuts a text. `separators` are the characters that may stand within a number.
pub(crate) fn tokens(text: &str, separators: &[char]) -> Vec<Token> {
    let mut cut = Cut { text, separators, out: Vec::new(), item: 0, items: 0 };
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        cut.line(line, start);
        start = start.saturating_add(line.len());
    }
    cut.out
}

struct Cut<'t> {
    text: &'t str,
    separators: &'t [char],
    out: Vec<Token>,
    item: u32,
    items: u32,
}

impl Cut<'_> {
    fn line(&mut self, line: &str, start: usize) {
        let body = line.trim_start();
        let marker = marker(body);
        if marker > 0 || body.starts_with('|') {
            self.items = self.items.saturating_add(1);
            self.item = self.items;
        } else if body.trim().is_empty() {
            self.item = 0;
        }
        let mut at = start.saturating_add(line.len().saturating_sub(body.len()));
        at = at.saturating_add(marker);
        let end = start.saturating_add(line.trim_end().len());
        let mut first = true;
        let mut before = at;
        while let Some(rest) = self.text.get(at..end).filter(|rest| !rest.is_empty()) {
            let Some(letter) = rest.chars().next() else { break };
            if letter.is_whitespace() {
                at = at.saturating_add(letter.len_utf8());
                continue;
            }
            let (kind, length) = if letter.is_ascii_digit() {
                (Kind::Digits, self.digits(rest))
            } else if letter.is_alphabetic() {
                (Kind::Word, word(rest))
            } else {
                (Kind::Sign, letter.len_utf8())
            };
            let stop = at.saturating_add(length);
            let written = self.text.get(at..stop).unwrap_or("");
            self.out.push(Token {
                kind,
                text: written.to_lowercase(),
                range: at..stop,
                glued: at == before && !first,
                starts_line: first,
                capital: letter.is_uppercase(),
                item: self.item,
            });
            first = false;
            at = stop;
            before = stop;
        }
    }

    /// Digits, with separators between digits.
    fn digits(&self, rest: &str) -> usize {
        let mut length = 0_usize;
        let mut spaced = false;
        for letter in rest.chars() {
            let goes_on = letter.is_ascii_digit()
                || (self.separators.contains(&letter)
                    && (!letter.is_whitespace() || length <= 3 || spaced)
                    && self.group(rest.get(length.saturating_add(letter.len_utf8())..), letter));
            if !goes_on {
                break;
            }
            spaced |= letter.is_whitespace();
            length = length.saturating_add(letter.len_utf8());
        }
        length
    }

    /// Whether digits follow; after a space only a group of exactly three.
    fn group(&self, rest: Option<&str>, separator: char) -> bool {
        let digits = rest.unwrap_or("").chars().take(4).take_while(char::is_ascii_digit).count();
        if separator.is_whitespace() { digits == 3 } else { digits > 0 }
    }
}

/// The marker of a list at the start of a line, with what follows it up to the text: `- `, `* `, `(a) `, `1. `.
fn marker(line: &str) -> usize {
    let head: &str = line.split_inclusive(char::is_whitespace).next().unwrap_or("");
    let inner = head.trim_end();
    let is_marker = matches!(inner, "-" | "*" | "+")
        || inner
            .strip_prefix('(')
            .and_then(|rest| rest.strip_suffix(')'))
            .or_else(|| {
                inner.strip_suffix('.').filter(|rest| rest.chars().all(|it| it.is_ascii_digit()))
            })
            .or_else(|| inner.strip_suffix(')'))
            .is_some_and(|inner| {
                !inner.is_empty() && inner.len() <= 4 && inner.chars().all(char::is_alphanumeric)
            });
    if is_marker && head.len() > inner.len() { head.len() } else { 0 }
}

/// Letters, with an apostrophe or a point between them: `years'`, `u.s.c`.
fn word(rest: &str) -> usize {
    let mut length = 0_usize;
    let mut run = 0;
    let mut letters = rest.chars().peekable();
    while let Some(letter) = letters.next() {
        let follows = letters.peek().is_some_and(|next| next.is_alphabetic());
        if letter.is_alphabetic() {
            run += 1;
        } else if letter == '.' && run == 1 && follows {
            run = 0;
        } else if !(matches!(letter, '\'' | '’') && follows) {
            break;
        }
        length = length.saturating_add(letter.len_utf8());
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        tokens(text, &['.', ',']).into_iter().map(|it| it.text).collect()
    }

    #[test]
    fn words_numbers_and_signs() {
        assert_eq!(
            cut("exceeds $1,500.50, or 20%."),
            ["exceeds", "$", "1,500.50", ",", "or", "20", "%", "."]
        );
        assert_eq!(
            cut("8 U.S.C. 1226(a) twenty-one"),
            ["8", "u.s.c", ".", "1226", "(", "a", ")", "twenty", "-", "one"]
        );
        assert_eq!(cut("two years' time, 30th"), ["two", "years", "'", "time", ",", "30", "th"]);
    }

    #[test]
    fn lines_of_lists_are_told_apart() {
        let all = tokens("Of:\n- one\n  more\n(b) two\n\nEnd | x\n| a | b |\n", &[]);
        let items: Vec<(&str, u32)> = all.iter().map(|it| (it.text.as_str(), it.item)).collect();
        assert_eq!(items[2], ("one", 1));
        assert_eq!(items[3], ("more", 1));
        assert_eq!(items[4], ("two", 2));
        assert_eq!(items[5], ("end", 0));
        assert!(items[8..].iter().all(|it| it.1 == 3));
    }

    #[test]
    fn groups_after_a_space_have_three_digits() {
        let all = tokens("1 000 000 en 2020 500 y 10 20", &['.', ',', ' ']);
        let texts: Vec<&str> = all.iter().map(|it| it.text.as_str()).collect();
        assert_eq!(texts, ["1 000 000", "en", "2020", "500", "y", "10", "20"]);
    }
}
