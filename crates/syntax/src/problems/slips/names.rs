//! Names, labels and types: where they are declared.

use whereas_diagnostics::{Diagnostic, codes};

use super::super::visible;
use super::{Place, Wanted};
use crate::tokens::TokenKind;

pub(super) fn slip(at: &Place<'_>, wanted: &Wanted) -> Option<Diagnostic> {
    hyphen(at)
        .or_else(|| label(at, wanted))
        .or_else(|| declared(at, wanted))
        .or_else(|| a_type(at, wanted))
        .or_else(|| id(at, wanted))
}

fn about(at: &Place<'_>, from: isize, to: isize, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(codes::syntax::NOT_UNDERSTOOD, at.span(from, to), message)
}

/// Whether the word before is one after which something gets a name.
fn after_declaring_word(at: &Place<'_>, offset: isize) -> bool {
    let first = at.index.checked_add_signed(offset) == Some(1);
    first && at.what == super::super::What::Item
        || matches!(
            at.word(offset - 1),
            "judgement" | "factor" | "duty" | "permission" | "question" | "function" | "either"
        )
}

/// `entered-on`.
fn hyphen(at: &Place<'_>) -> Option<Diagnostic> {
    if at.word(0) != "-" || !at.touches(0) || !at.touches(1) || !at.is(-1, TokenKind::Name) {
        return None;
    }
    let (from, to) = at.run(0);
    let declares = after_declaring_word(at, from) || from == -isize::try_from(at.index).ok()?;
    let written = at.text(from, to);
    if !declares || !written.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-') {
        return None;
    }
    let name = written.replace('-', "_");
    let message = format!("a name has no `-`; join its words with `_`: `{name}`");
    Some(about(at, from, to, message).fix("say", at.span(from, to), name))
}

/// A label that is missing, or a name before it that is.
fn label(at: &Place<'_>, wanted: &Wanted) -> Option<Diagnostic> {
    let gap_in_id = at.first_word() == "clause" && at.index == 2 && matches!(at.word(0), "(" | ".");
    if wanted.label_only() && at.index > 0 && !gap_in_id {
        let before = visible(at.before());
        let after = at.before_span();
        let word = at.word(-1);
        let said = if word == "example" {
            "a title is missing after `example`: say in quotes what it shows".to_owned()
        } else if QUOTED.contains(&word) {
            format!("what follows `{word}` stands in quotes")
        } else {
            format!(
                "a label is missing after `{before}`: say in quotes what it is called in plain words"
            )
        };
        let problem = Diagnostic::new(codes::syntax::MISSING_LABEL, after, said);
        return Some(problem.fix("add its label", after.after(), " \"…\""));
    }
    if at.is_text(0) && wanted.name() && after_declaring_word(at, 0) {
        let word = at.word(-1);
        let ty = match word {
            "fact" | "decision" | "parameter" | "judgement" => " : yes/no",
            _ => "",
        };
        let message = format!(
            "a name is missing between `{word}` and its label: `{word} some_name{ty} \"…\"`"
        );
        return Some(about(at, 0, 0, message));
    }
    None
}

/// The words that a text follows which is no name's label.
const QUOTED: [&str; 16] = [
    "title",
    "authority",
    "contest",
    "ask",
    "in",
    "notice",
    "commentary",
    "guarantee",
    "toward",
    "away",
    "breach",
    "because",
    "about",
    "address",
    "passages",
    "like",
];

/// What stands where a name is given to something.
fn declared(at: &Place<'_>, wanted: &Wanted) -> Option<Diagnostic> {
    let found = at.found()?;
    let word = at.word(0);
    let declares = after_declaring_word(at, 0)
        || matches!(at.word(1), "means" | ":")
        || at.word(-1) != "," && wanted.only_a_name();
    if found.kind == TokenKind::Keyword && declares && (wanted.name() || wanted.open_ended()) {
        return reserved_word(at, 0);
    }
    if found.kind == TokenKind::TypeName && wanted.only_a_name() {
        let lower = snake(word);
        let message = format!("a name is written in lower case: `{lower}`");
        return Some(about(at, 0, 0, message).fix("say", found.span, lower));
    }
    if found.kind == TokenKind::Name && wanted.only_a_type_name() {
        let capital = camel(word);
        let what = match at.word(-1) {
            "of" => "choice or a record",
            what => what,
        };
        let message = format!("the name of a {what} starts with a capital: `{capital}`");
        return Some(about(at, 0, 0, message).fix("say", found.span, capital));
    }
    if found.kind == TokenKind::Number && wanted.only_a_name() {
        let message = format!("a name starts with a letter, and `{word}` with a digit");
        return Some(about(at, 0, 0, message));
    }
    None
}

/// A word of the language in the place of a name.
pub(super) fn reserved_word(at: &Place<'_>, offset: isize) -> Option<Diagnostic> {
    let found = at.token(offset)?;
    let word = at.word(offset);
    let message = format!("`{word}` is a word of the language, and a name is wanted here");
    let problem = Diagnostic::new(codes::syntax::RESERVED_WORD, found.span, message);
    Some(problem.help(format!(
        "choose another name, such as `the_{word}` or `{word}_here`, wherever it stands"
    )))
}

/// A type that is missing, or is called otherwise.
fn a_type(at: &Place<'_>, wanted: &Wanted) -> Option<Diagnostic> {
    let before = at.word(-1);
    if wanted.holds_one_of(&[":"]) && at.index > 0 && !wanted.open_ended() {
        if at.is_text(0) {
            let message = format!("the type of `{before}` is missing: `{before} : yes/no \"…\"`");
            return Some(about(at, 0, 0, message));
        }
        let type_follows = at.is(0, TokenKind::TypeName)
            || TYPES.contains(&at.word(0))
            || instead(at.word(0)).is_some();
        if type_follows {
            let message = format!("a colon is missing between `{before}` and its type");
            return Some(about(at, 0, 0, message).fix("add it", at.span(0, 0).before(), ": "));
        }
    }
    if before == "money" && wanted.holds_one_of(&["in"]) {
        let message = "`money` says its currency: `money in EUR`";
        let problem = Diagnostic::new(codes::syntax::MISSING_PART, at.span(-1, -1), message);
        return Some(problem.fix("say", at.span(-1, -1).after(), " in EUR"));
    }
    if before == "in" && at.word(-2) == "money" && at.is(0, TokenKind::Name) {
        let word = at.word(0);
        let known = currency_of(word).map_or_else(|| word.to_ascii_uppercase(), str::to_owned);
        let message = format!("a currency is said by its three letters: `money in {known}`");
        return Some(about(at, 0, 0, message).fix("say", at.span(0, 0), known));
    }
    if !wanted.a_type() {
        return None;
    }
    let (found, word) = (at.found()?, at.word(0));
    if let Some(known) = instead(word) {
        let message = format!("`{word}` is no type; say `{known}`");
        return Some(about(at, 0, 0, message).fix("say", found.span, known));
    }
    if at.is_text(0) {
        let message = format!("the type of `{}` is missing before its label", at.word(-2));
        return Some(about(at, 0, 0, message));
    }
    let message = format!(
        "`{}` is no type; the types are `yes/no`, `number`, `integer`, `money in EUR`, `date`, `days`, \
         `months`, `hours`, `text`, `period`, `list of …`, `set of …`, and the names of choices and records",
        visible(word)
    );
    Some(about(at, 0, 0, message))
}

/// The currency that a word calls, where there is one that it is most often.
#[must_use]
pub fn currency_of(word: &str) -> Option<&'static str> {
    Some(match word.to_ascii_lowercase().as_str() {
        "dollar" | "dollars" => "USD",
        "euro" | "euros" => "EUR",
        "pound" | "pounds" => "GBP",
        "yen" => "JPY",
        "franc" | "francs" => "CHF",
        "rupee" | "rupees" => "INR",
        "yuan" => "CNY",
        "krona" | "kronor" => "SEK",
        "zloty" | "zlotys" => "PLN",
        _ => return None,
    })
}

const TYPES: [&str; 13] = [
    "yes", "number", "integer", "money", "date", "days", "months", "minutes", "hours", "text",
    "list", "set", "optional",
];

fn instead(word: &str) -> Option<&'static str> {
    Some(match word {
        "bool" | "boolean" | "truth" | "flag" => "yes/no",
        "int" | "whole" | "count" => "integer",
        "float" | "decimal" | "double" | "real" | "percentage" | "rate" => "number",
        "string" | "str" | "varchar" | "char" => "text",
        "datetime" | "timestamp" | "day" => "date",
        "currency" | "amount" | "euros" | "euro" | "eur" => "money in EUR",
        "dollar" | "dollars" | "usd" => "money in USD",
        "array" => "list of …",
        "duration" => "days",
        "interval" => "period",
        _ => return None,
    })
}

/// What stands where a clause is named, or a clause where none may be.
fn id(at: &Place<'_>, wanted: &Wanted) -> Option<Diagnostic> {
    let found = at.found()?;
    if wanted.only_an_id() {
        let (message, fix) = if at.is_text(0) {
            ("a clause's id is missing before its title: `clause 7(1) \"…\"`".to_owned(), None)
        } else {
            let word = at.text(0, at.run(0).1);
            let message =
                format!("`{word}` is no clause's id: it starts with a digit or a capital");
            let capital = camel(word);
            (message, at.is(0, TokenKind::Name).then_some(capital))
        };
        let problem = about(at, 0, at.run(0).1, message);
        return Some(match fix {
            Some(capital) => problem.fix("perhaps", at.span(0, at.run(0).1), capital),
            None => problem,
        });
    }
    let head = at.first_word() == "clause" && at.what == super::super::What::Item && at.index == 2;
    if head && matches!(at.word(0), "(" | ".") {
        let message = "a clause's id holds no space: `7(1)`";
        return Some(about(at, 0, 0, message).fix(
            "close the gap",
            at.span(-1, -1).after().to(found.span.before()),
            "",
        ));
    }
    let capital = found.kind == TokenKind::TypeName && wanted.value() && at.word(0).len() != 3;
    let bracket = at.word(0) == "(" && at.touches(0) && at.is(-1, TokenKind::Number);
    if capital || bracket {
        let from = if bracket { at.run(0).0 } else { 0 };
        let (from, to) = (from, at.run(0).1);
        let written = visible(at.text(from, to));
        let message = format!(
            "`{written}` looks like a clause's id, and that stands only where a clause is named, as after `under`"
        );
        return Some(about(at, from, to, message));
    }
    None
}

/// `EnteredOn` as `entered_on`.
fn snake(word: &str) -> String {
    let mut name = String::new();
    let mut lower_before = false;
    for c in word.chars() {
        if c.is_ascii_uppercase() && lower_before {
            name.push('_');
        }
        lower_before = c.is_ascii_lowercase() || c.is_ascii_digit();
        name.push(c.to_ascii_lowercase());
    }
    name.trim_matches('_').to_owned()
}

/// `public_safety` as `PublicSafety`.
fn camel(word: &str) -> String {
    let mut name = String::new();
    for part in word.split('_') {
        let mut letters = part.chars();
        name.extend(letters.next().map(|c| c.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    name
}
