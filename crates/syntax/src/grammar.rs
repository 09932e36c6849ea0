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

    /// The grammar page is made of these lines, so a rule without one would be missing from it.
    #[test]
    fn every_rule_a_drafter_reads_is_documented() {
        let lines: Vec<&str> = crate::GRAMMAR.lines().collect();
        let mut documented = 0;
        for (before, line) in lines.iter().zip(lines.iter().skip(1)) {
            let Some((name, rest)) = line.split_once(" = ") else { continue };
            let words = ["k_", "t_", "WHITESPACE", "COMMENT"];
            if line.starts_with([' ', '/']) || words.iter().any(|word| name.starts_with(word)) {
                continue;
            }
            // Marks need no words; silent rules only group others.
            let mark =
                name.starts_with("close") || ["comma", "colon", "bar"].contains(&name.trim());
            if mark || rest.starts_with("_{") {
                continue;
            }
            assert!(before.starts_with("/// "), "{name}");
            documented += 1;
        }
        assert!(documented > 200, "{documented}");
    }
}
