//! What needs no test, page, reading or draw, and why.

use super::grammar::Rule;

/// Why a rule lacks something rightly; none where it does not.
#[must_use]
pub fn reason(rule: &Rule, column: &str) -> Option<&'static str> {
    let name = rule.name.as_str();
    if rule.silent || matches!(name, "letter" | "inline" | "WHITESPACE" | "COMMENT") {
        return Some("leaves no trace: it is part of the rules that name it");
    }
    if name.starts_with("k_") {
        return Some("a word of the language: it stands in the rules that name it");
    }
    if name.starts_with("t_") || name == "tokens" {
        return Some("of the total reading into tokens, which its own test holds to any text");
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

const REFUSED: &str = "taken only to be refused";
const EXAMPLE: &str = "of examples, which are run: cases are drawn as data";
const LATER: &str = "read, and not yet compiled: `check` says so";
const LABEL: &str = "of labels: drawn policies are in one language";

/// Rule, the columns it needs nothing in (none named: all), and the reason.
pub const REASONS: &[(&str, &[&str], &str)] = &[
    ("month_for_day", &[], REFUSED),
    ("until_day", &[], REFUSED),
    ("month", &["drawn", "reading"], EXAMPLE),
    ("function", &["drawn", "reading"], LATER),
    ("function_parameter", &["drawn", "reading"], LATER),
    ("call", &["drawn", "reading"], LATER),
    ("call_head", &["drawn", "reading"], LATER),
    ("table", &["drawn", "reading"], LATER),
    ("table_rule", &["drawn", "reading"], LATER),
    ("header", &["drawn", "reading"], LATER),
    ("column", &["drawn", "reading"], LATER),
    ("output_column", &["drawn", "reading"], LATER),
    ("row", &["drawn", "reading"], LATER),
    ("row_id", &["drawn", "reading"], LATER),
    ("cell", &["drawn", "reading"], LATER),
    ("any_cell", &["drawn", "reading"], LATER),
    ("cell_tests", &["drawn", "reading"], LATER),
    ("cell_test", &["drawn", "reading"], LATER),
    ("cell_values", &["drawn", "reading"], LATER),
    ("factor_sum", &["drawn", "reading"], LATER),
    ("scale", &["drawn", "reading"], LATER),
    ("band", &["drawn", "reading"], LATER),
    ("unit_item", &["drawn"], LATER),
    ("calendar_item", &["drawn"], LATER),
    ("weekend_part", &["drawn"], LATER),
    ("holidays_part", &["drawn"], LATER),
    ("total_type", &["drawn"], LATER),
    ("number_in_type", &["drawn"], LATER),
    ("other_language", &["drawn", "reading"], LABEL),
    ("language", &["drawn", "reading"], LABEL),
    ("languages_part", &["drawn"], LABEL),
    ("long_text", &["drawn", "reading"], "a text over several lines is a text"),
];
