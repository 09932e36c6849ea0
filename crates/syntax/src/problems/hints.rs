//! Hints for slips that are often made.

use crate::cut::written;
use crate::tokens::{Token, TokenKind};

/// Where in the item the parser got no further.
pub(super) struct Context<'a> {
    /// The item's tokens, without space and comments.
    pub significant: &'a [Token],
    /// The one that does not fit.
    pub index: usize,
    /// The file's text.
    pub text: &'a str,
}

impl Context<'_> {
    fn token(&self, back: usize) -> Option<Token> {
        self.index.checked_sub(back).and_then(|index| self.significant.get(index)).copied()
    }

    fn word(&self, back: usize) -> &str {
        self.token(back).map_or("", |token| written(token, self.text))
    }

    fn earlier(&self, word: &str) -> bool {
        self.significant.iter().take(self.index).any(|token| written(*token, self.text) == word)
    }
}

/// A hint for what was found here, if there is one.
pub(super) fn hint(at: &Context<'_>) -> Option<String> {
    let found = at.word(0);
    let previous = at.word(1);
    let name = |token: Option<Token>| {
        token.is_some_and(|t| matches!(t.kind, TokenKind::Name | TokenKind::Number))
    };
    Some(match found {
        "if" => "the condition of a rule is said with `when`".to_owned(),
        "when" if at.earlier("unless") => "say `when` before `unless`".to_owned(),
        "else" => "an `if` says `if C then A else B`".to_owned(),
        "(" if at.token(1).is_some_and(|t| t.kind == TokenKind::Name) => {
            format!("a call's bracket touches its name: `{previous}(…)`")
        }
        "given" | "found" | "like" if at.earlier("expect") => {
            "in an example, `expect` comes last".to_owned()
        }
        "expect" if previous == "," => "take away the comma before `expect`".to_owned(),
        "expect" if !at.earlier("example") => "`expect` belongs to an example".to_owned(),
        "does" if at.earlier("clauses") => "several clauses `do not apply`".to_owned(),
        "do" if at.earlier("clause") => "one clause `does not apply`".to_owned(),
        "=" if previous == "=" => "say `is` or one `=`".to_owned(),
        "excludes" => "say `not … includes …`".to_owned(),
        _ if previous == "when" || previous == "and" || previous == "or" => {
            format!("a condition is missing after `{previous}`")
        }
        _ if name(at.token(0)) && name(at.token(1)) => format!(
            "between `{previous}` and `{found}` a word is missing: a comma in a list, `and` in a \
             condition"
        ),
        _ => return None,
    })
}

/// What to write instead of a character from elsewhere.
pub(super) fn instead_of_character(character: &str) -> Option<&'static str> {
    Some(match character {
        ";" => "statements end without a mark",
        "&" => "say `and`",
        "!" => "say `not`",
        "“" | "”" | "„" | "«" | "»" | "‘" | "’" | "'" | "`" => {
            "texts stand in straight double quotes"
        }
        "–" | "—" | "−" => "minus is a plain `-`",
        "≥" => "say `is at least` or `>=`",
        "≤" => "say `is at most` or `<=`",
        "≠" => "say `is not` or `!=`",
        "×" | "·" => "times is `*`",
        "€" | "$" | "£" => "say the currency after the number: `250 EUR`",
        "§" => "a clause's id starts with a digit or a capital",
        "\u{a0}" | "\u{202f}" | "\u{2009}" => "this is a space of another kind; use a plain one",
        _ => return None,
    })
}
