//! What is wrong with `whereas.toml`, in a drafter's words.
//!
//! Reads what the reader of TOML says; gives it in plain words. What has none here is told as that reader says it, so
//! that nothing is lost.

/// What the reader says begins so; what is said instead.
const PLAIN: &[(&str, &str)] = &[
    ("unclosed table", "this heading does not close: `]` is missing"),
    ("unclosed array", "this list does not close: `]` is missing"),
    ("unclosed inline table", "this bracket does not close: `}` is missing"),
    (
        "string values must be quoted",
        "what stands behind `=` is a text, and a text stands in quotes",
    ),
    ("invalid boolean", "what stands behind `=` is a text, and a text stands in quotes"),
    ("invalid basic string, expected `\"`", "this quote does not close: `\"` is missing"),
    ("invalid literal string, expected `'`", "this quote does not close: `'` is missing"),
    ("duplicate key", "this is said twice"),
    ("unquoted keys cannot be empty", "a name is missing in front of `=`"),
    ("key with no value, expected `=`", "`=` and a value are missing behind this"),
    ("missing value", "a value is missing behind `=`"),
];

/// Words of the reader of TOML within a sentence of its own, and ours.
const WITHIN: &[(&str, &str)] = &[
    ("unknown field `", "nothing is called `"),
    ("missing field `", "this is missing: `"),
    ("unknown variant `", "there is no `"),
    (", expected one of ", " here; what may be said is "),
    (", expected `", " here; what may be said is `"),
    ("invalid type: ", ""),
    ("integer `", "the number `"),
    ("boolean `", "the word `"),
    ("string \"", "the text \""),
    (", expected a string", " stands where a text in quotes is wanted"),
    (", expected a sequence", " stands where a list in `[` and `]` is wanted"),
    (", expected a map", " stands where names with `=` are wanted"),
];

/// What the reader says, in plain words.
pub fn plain(said: &str) -> String {
    let said = said.trim_end();
    if let Some((_, instead)) = PLAIN.iter().find(|(begins, _)| said.starts_with(begins)) {
        return (*instead).to_owned();
    }
    WITHIN.iter().fold(said.to_owned(), |words, (theirs, ours)| words.replace(theirs, ours))
}
