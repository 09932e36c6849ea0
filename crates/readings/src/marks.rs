//! Where a label stands in a sentence, and in which language.
//!
//! While a sentence is put together, a label is held between marks: characters that are set aside for a program's
//! own use and stand in no label. From the finished sentence they are taken out: [`text`] gives it plain, [`pieces`]
//! as words of the grammar and labels in turn, so that a page can set each label apart and say its language.

use std::fmt::Write as _;

use whereas_plan::book::{
    FIGURE_END, FIGURE_START, LABEL_END, LABEL_START, VALUES_END, VALUES_NEXT, VALUES_START,
};
use whereas_value::date::Date;

/// A label in the language of the sentence begins.
const OWN: char = LABEL_START;
/// A label that has no words in the language of the sentence begins: it stands in another one.
const FOREIGN: char = '\u{FDD1}';
/// A label ends.
const END: char = LABEL_END;

/// A piece of a sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece {
    /// Words of the grammar.
    Words(String),
    /// A label, in the language of the sentence.
    Label(String),
    /// A label that the policy does not have in that language.
    Foreign(String),
}

/// A label between marks.
pub(crate) fn label(words: &str, foreign: bool) -> String {
    let others = [VALUES_START, VALUES_NEXT, VALUES_END, FIGURE_START, FIGURE_END];
    let is_set_aside = |it: char| is_mark(it) || others.contains(&it);
    let clean: String = words.chars().filter(|it| !is_set_aside(*it)).collect();
    let start = if foreign { FOREIGN } else { OWN };
    format!("{start}{clean}{END}")
}

/// The values of a parameter, each with its first day, as the words of a condition have them.
pub(crate) fn values(of: impl Iterator<Item = (Date, String)>) -> String {
    let of: Vec<String> = of.map(|(from, value)| format!("{}:{value}", from.days())).collect();
    format!("{VALUES_START}{}{VALUES_END}", of.join(&VALUES_NEXT.to_string()))
}

const fn is_mark(it: char) -> bool {
    matches!(it, OWN | FOREIGN | END)
}

/// The place where the value of an expression is put.
pub(crate) fn figure(expr: u32) -> String {
    format!("{FIGURE_START}{expr}{FIGURE_END}")
}

/// A sentence without its marks.
#[must_use]
pub fn text(sentence: &str) -> String {
    let mut inside = false;
    let mut out = String::new();
    for it in sentence.chars() {
        match it {
            FIGURE_START => inside = true,
            FIGURE_END => inside = false,
            _ if inside || is_mark(it) => {}
            _ => out.push(it),
        }
    }
    out
}

/// A sentence without its marks, where a label that stands in another language says which: `adult comes along [en]`.
pub(crate) fn marked(sentence: &str, first: &str) -> String {
    let mut out = String::new();
    for piece in pieces(sentence) {
        match piece {
            Piece::Words(words) | Piece::Label(words) => out.push_str(&words),
            Piece::Foreign(words) => {
                out.push_str(&words);
                let _ = write!(out, " [{first}]");
            }
        }
    }
    out
}

/// The same, with each label still between the marks that the words of a condition have in a book.
pub(crate) fn kept(sentence: &str, first: &str) -> String {
    let mut out = String::new();
    for piece in pieces(sentence) {
        match piece {
            Piece::Words(words) => out.push_str(&words),
            Piece::Label(words) => {
                let _ = write!(out, "{OWN}{words}{END}");
            }
            Piece::Foreign(words) => {
                let _ = write!(out, "{OWN}{words}{END} [{first}]");
            }
        }
    }
    out
}

/// A sentence in its pieces.
#[must_use]
pub fn pieces(sentence: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut make: fn(String) -> Piece = Piece::Words;
    let mut current = String::new();
    let mut end = |current: &mut String, make: fn(String) -> Piece| {
        if !current.is_empty() {
            out.push(make(std::mem::take(current)));
        }
    };
    for it in sentence.chars() {
        let next: fn(String) -> Piece = match it {
            OWN => Piece::Label,
            FOREIGN => Piece::Foreign,
            END => Piece::Words,
            _ => {
                current.push(it);
                continue;
            }
        };
        end(&mut current, make);
        make = next;
    }
    end(&mut current, make);
    out
}

/// A sentence with a capital at its start: of its first letter, after marks and opening quotes.
pub(crate) fn capital(sentence: &str) -> String {
    let before = |it: char| is_mark(it) || matches!(it, '“' | '«' | '(' | '¿' | '"');
    let Some(at) = sentence.find(|it: char| !before(it)) else { return sentence.to_owned() };
    let (head, rest) = sentence.split_at(at);
    let mut chars = rest.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    head.chars().chain(first).chain(chars).collect()
}

/// A phrase without what it begins with, if it does, its marks kept: `el oficial` without `el `.
pub(crate) fn without_start(phrase: &str, start: &str) -> Option<String> {
    let at = phrase.find(|it: char| !is_mark(it))?;
    let (marks, rest) = phrase.split_at(at);
    Some(format!("{marks}{}", rest.strip_prefix(start)?))
}

/// Whether a phrase begins with one of these words, marks aside.
pub(crate) fn starts_with(phrase: &str, starts: &[&str]) -> bool {
    let bare = phrase.trim_start_matches(is_mark);
    starts.iter().any(|start| bare.starts_with(start))
}

/// A phrase without these characters at its ends, marks kept: a question without its marks of question.
pub(crate) fn without_ends(phrase: &str, ends: &[char]) -> String {
    let at = |it: &str| it.find(|it: char| !is_mark(it)).unwrap_or(0);
    let (head, rest) = phrase.split_at(at(phrase));
    let rest = rest.trim_start_matches(ends);
    let closed = rest.strip_suffix(END);
    let body = closed.unwrap_or(rest).trim_end_matches(ends);
    let tail = if closed.is_some() { END.to_string() } else { String::new() };
    format!("{head}{body}{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_pieces_of_their_own() {
        let sentence = format!("if {} is {}.", label("a \u{FDD0}b", false), label("c", true));
        assert_eq!(text(&sentence), "if a b is c.");
        let labels = [
            Piece::Words("if ".to_owned()),
            Piece::Label("a b".to_owned()),
            Piece::Words(" is ".to_owned()),
            Piece::Foreign("c".to_owned()),
            Piece::Words(".".to_owned()),
        ];
        assert_eq!(pieces(&sentence), labels);
    }

    #[test]
    fn a_capital_comes_after_marks_and_quotes() {
        assert_eq!(text(&capital(&format!("“{}”", label("él", false)))), "“Él”");
        assert_eq!(capital("121(b) says"), "121(b) says");
        assert_eq!(capital(""), "");
    }

    #[test]
    fn ends_are_taken_off_within_the_marks() {
        let asked = label("¿qué es?", false);
        assert_eq!(text(&without_ends(&asked, &['¿', '?', ' '])), "qué es");
        assert_eq!(text(&without_start(&label("el día", false), "el ").unwrap()), "día");
    }
}
