//! The grammar of `grammar/whereas.pest`, compiled.
//!
//! Invariant: the rules of the language's words and marks come last in the file, from `k_a` on,
//! so that [`is_word`] is one comparison.

use pest_derive::Parser;

/// The parser the grammar describes.
#[derive(Parser)]
#[grammar = "../../grammar/whereas.pest"]
pub(crate) struct Grammar;

/// Whether a rule is one of the language's words or marks, which carry no meaning of their own.
pub(crate) fn is_word(rule: Rule) -> bool {
    rule >= Rule::k_a
}

/// The word a `k_` rule stands for: `when`.
pub(crate) fn word(rule: Rule) -> Option<String> {
    format!("{rule:?}").strip_prefix("k_").map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_marks_come_last_and_nothing_else_does() {
        let first = Rule::all_rules().iter().position(|rule| *rule == Rule::k_a).unwrap();
        for (at, rule) in Rule::all_rules().iter().enumerate() {
            let name = format!("{rule:?}");
            let mark =
                ["close", "close_list", "close_set", "comma", "colon", "bar"].contains(&&*name);
            assert_eq!(name.starts_with("k_") || mark, at >= first, "{name}");
            assert_eq!(is_word(*rule), at >= first, "{name}");
        }
    }
}
