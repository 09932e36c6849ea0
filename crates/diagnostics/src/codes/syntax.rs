//! E01xx: what the text of a policy file must look like.

super::codes! {
    FILE_TOO_LARGE: "E0101", Error, "a file larger than 1 MiB";
    UNKNOWN_CHARACTER: "E0102", Error, "a character the language does not use";
    UNCLOSED_TEXT: "E0103", Error, "a text without its closing quotes";
    TOO_DEEP: "E0104", Error, "brackets nested too deep";
    EXPRESSION_TOO_DEEP: "E0105", Error, "an expression nested too deep";
    TEXT_BEFORE_ITEM: "E0106", Error, "a line that starts no item";
    NOT_UNDERSTOOD: "E0107", Error, "words that do not fit here";
    MISSING_LABEL: "E0108", Error, "a name without its label";
    RESERVED_WORD: "E0109", Error, "a word of the language used as a name";
    MIXED_AND_OR: "E0110", Error, "mixed `and` and `or` without brackets";
    CHAINED_COMPARISON: "E0111", Error, "comparisons in a chain";
    ROUNDED_BESIDE_ARITHMETIC: "E0112", Error, "rounding beside arithmetic";
    BARE_UNTIL: "E0113", Error, "the word `until`, which does not say whether the day counts";
    IMPOSSIBLE_DATE: "E0114", Error, "a date that is in no calendar";
    LONG_NUMBER: "E0115", Error, "a number of more than 38 digits";
    SAID_TWICE: "E0116", Error, "a part that is said twice";
    TABLE_ROW_LENGTH: "E0117", Error, "a table row that does not fit its header";
    MONTH_FOR_DAY: "E0118", Error, "a month where a day is needed";
    STATEMENT_AFTER_EXAMPLE: "E0119", Error, "a rule after the examples";
    UNMATCHED_BRACKET: "E0120", Error, "a bracket without its other half";
    FOREIGN_SIGN: "E0121", Error, "a sign of another language";
    DATE_FORM: "E0122", Error, "a date in another form";
    NUMBER_FORM: "E0123", Error, "a number, percentage or sum of money in another form";
    OTHER_WORDING: "E0124", Error, "words for which the language has others";
    MISSING_PART: "E0125", Error, "something that must be said and is not";
}
