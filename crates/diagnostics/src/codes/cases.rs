//! E05xx: case files.

super::codes! {
    CASE_TOO_LARGE: "E0501", Error, "a case file larger than 16 MiB";
    CASE_NOT_UTF8: "E0502", Error, "a case file that is no UTF-8 text";
    CASE_NOT_READ: "E0503", Error, "a case file that is no JSON, YAML or TOML";
    SAID_TWICE: "E0504", Error, "a field of a case that is said twice";
    CASE_TOO_DEEP: "E0505", Error, "a case nested too deep";
    LIST_TOO_LONG: "E0506", Error, "a list of more than 100,000 elements";
    YAML_REFERENCE: "E0507", Error, "an anchor, a tag or a second document in a case";
    UNKNOWN_FIELD: "E0508", Error, "a field that a case does not have";
    MISSING_FIELD: "E0509", Error, "a part of a case that must be said";
    NO_AS_OF_DAY: "E0510", Error, "a case without its as-of day";
    UNKNOWN_FACT: "E0511", Error, "a fact that no policy declares";
    JUDGEMENT_AS_FACT: "E0512", Error, "a judgement stated as a fact";
    PROTECTED_AS_FACT: "E0513", Error, "a protected characteristic in a case";
    DECISION_AS_FACT: "E0514", Error, "a decision stated as a fact";
    WRONG_TYPE: "E0515", Error, "a value that is not of its fact's type";
    NEEDS_QUOTES: "E0516", Error, "a text that needs quotes";
    IMPOSSIBLE_DATE: "E0517", Error, "a day that is in no calendar";
    LONG_NUMBER: "E0518", Error, "a number with too many digits";
    OUT_OF_BOUNDS: "E0519", Error, "a value outside its fact's bounds";
    TOO_MANY_PLACES: "E0520", Error, "an amount with more places than its currency";
    WRONG_CURRENCY: "E0521", Error, "an amount in another currency or rhythm";
    UNKNOWN_VALUE: "E0522", Error, "a value that the choice does not have";
    UNKNOWN_RECORD_FIELD: "E0523", Error, "a field that the record does not have";
    SAYS_NOTHING: "E0524", Error, "a field without a value";
    NOT_OPTIONAL: "E0525", Error, "the absence of what always exists";
    NOTHING_POSSIBLE: "E0526", Error, "a range or a list of values that allows none";
    UNKNOWN_JUDGEMENT: "E0527", Error, "a finding on no judgement";
    UNKNOWN_ACTOR: "E0528", Error, "an actor that no policy declares";
    UNKNOWN_BASIS: "E0529", Error, "a finding that names what no policy declares";
    TWO_FINDINGS: "E0530", Error, "two findings on one judgement";
    UNKNOWN_EVENT: "E0531", Error, "a kind of event that no policy declares";
    TOO_MUCH_ASKED: "E0532", Error, "a case that asks for more than is worked out";
    TOO_MANY_COMBINATIONS: "E0533", Error, "lists within lists with more than 1,000,000 combinations";
}
