//! What needs no test, page, reading or draw, and why.

use super::grammar::Rule;

/// Why a rule lacks something rightly; none where it does not.
#[must_use]
pub fn reason(rule: &Rule, column: &str) -> Option<&'static str> {
    let name = rule.name.as_str();
    if rule.silent || matches!(name, "letter" | "inline" | "WHITESPACE" | "touching_bracket") {
        return Some("leaves no trace: it is part of the rules that name it");
    }
    if name.starts_with("k_") {
        return Some("a word of the language: it stands in the rules that name it");
    }
    if name == "one_item" {
        return Some("the entry: every text is read by it");
    }
    REASONS
        .iter()
        .find(|(rule, columns, _)| {
            *rule == name && (columns.is_empty() || columns.contains(&column))
        })
        .map(|(_, _, reason)| *reason)
}

/// Whether what the rule reads is refused, because it is not yet compiled.
#[must_use]
pub fn is_later(rule: &Rule) -> bool {
    REASONS.iter().any(|(name, _, reason)| *name == rule.name && *reason == LATER)
}

const REFUSED: &str = "taken only to be refused";
const EXAMPLE: &str = "of examples, which are run: cases are drawn as data";
const LATER: &str = "read, and not yet compiled: `check` says so";
const WHOLE: &str = "read where the policy or the judgement is, not where a clause adds to it";
const TOUCH: &str = "a look ahead: it takes nothing";
const LABEL: &str = "of labels: drawn policies are in one language";

/// Rule, the columns it needs nothing in (none named: all), and the reason.
pub const REASONS: &[(&str, &[&str], &str)] = &[
    ("month_for_day", &[], REFUSED),
    ("until_day", &[], REFUSED),
    ("month", &["drawn", "reading"], EXAMPLE),
    ("factor_sum", &["drawn", "reading", "page"], LATER),
    ("calendar_item", &["drawn", "page"], LATER),
    ("weekend_part", &["drawn", "page"], LATER),
    ("holidays_part", &["drawn", "page"], LATER),
    ("policy_replaces", &["reading"], WHOLE),
    ("judgement_burden", &["reading"], WHOLE),
    ("touching_bracket", &[], TOUCH),
    ("values", &["drawn"], "of examples: a drawn one expects one answer"),
    ("other_language", &["drawn", "reading"], LABEL),
    ("language", &["drawn", "reading"], LABEL),
    ("code", &["reading"], "of `accept`, which is told in reports"),
    ("accept", &["reading"], "told in reports, not in a reading"),
    ("languages_part", &["drawn"], LABEL),
    ("long_text", &["drawn", "reading"], "a text over several lines is a text"),
];
