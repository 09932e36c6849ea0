//! E03xx and W03xx: types, units and checking.

super::codes! {
    NOT_COMPARABLE: "E0301", Error, "a comparison of two different things";
    MISSING_COMPARISON: "E0302", Error, "a condition that is no yes/no";
    WRONG_TYPE: "E0303", Error, "a value of another type than is wanted";
    AMOUNTS: "E0304", Error, "arithmetic with things that do not go together";
    MONEY_TIMES_MONEY: "E0305", Error, "money times money";
    MIXED_MONEY: "E0306", Error, "two currencies or rhythms in one sum";
    DAYS_WITH_MONTHS: "E0307", Error, "days added to months";
    DATE_MINUS_DATE: "E0308", Error, "a date taken from a date";
    UNORDERED: "E0309", Error, "an order where there is none";
    SET_COMPARED: "E0310", Error, "`is` where a set `includes`";
    NO_SUCH_VALUE: "E0311", Error, "a value that the choice does not have";
    VALUE_ELSEWHERE: "E0312", Error, "a choice value where none is wanted";
    AMBIGUOUS_VALUE: "E0313", Error, "a choice value that two choices have";
    WHOLE_THING: "E0314", Error, "a whole record, list or set as a value";
    NOT_A_SET: "E0315", Error, "`is empty` of something that holds nothing";
    NOT_RECORDED: "E0316", Error, "`is known` or `is absent` of something no case states";
    NEVER_ABSENT: "E0317", Error, "`is absent` of something that always exists";
    BRANCHES: "E0318", Error, "an `if` whose two values are of different types";
    NOT_IN_LISTS: "E0319", Error, "something that cannot be added up or compared over a list";
    NOT_ROUNDABLE: "E0320", Error, "rounding of something that is no number";
    UNROUNDED_MONEY: "E0321", Error, "money that may carry more places than its currency";
    NO_MONTH_ENDS: "E0322", Error, "months without a rule for month ends";
    BROKEN_LENGTH: "E0323", Error, "a part of a day or of a month";
    UNDER_NOTHING: "E0324", Error, "`under` a clause that gives nothing";
    DECIDED_TYPE: "E0325", Error, "a judgement of a type that no finding can state";
    DUTY_TIME: "E0326", Error, "a time for a duty that is no time";
    WITHIN_OF_WHAT: "E0327", Error, "a time limit that starts on no day";
    DUTY_READS_DAY: "E0328", Error, "a discharge that time alone can undo";
    DUTY_FORM: "E0329", Error, "parts of a duty that do not go together";
    GUARANTEE_TYPES: "E0330", Error, "`raising` of something that cannot rise";
    CYCLE: "E0331", Error, "a meaning that goes round in a circle";
    OVERRIDE_CYCLE: "E0332", Error, "clauses that prevail over each other in a circle";
    APART_UNORDERED: "E0333", Error, "two clauses that each speak of what the other gives";
    TOO_MANY_READINGS: "E0334", Error, "more than 16 readings of what is in force";
    NEVER_CONSIDERED: "E0335", Error, "a reason that may never be considered";
    SCOPE_READS_DECISION: "E0336", Error, "a scope that depends on what is decided";
    TOO_MANY_OVERRIDES: "E0337", Error, "more than 1,000,000 pairs of clauses of which one prevails";
    ROUNDED_AGAIN: "W0301", Warning, "rounding of what is rounded already";
    NO_FORCE: "W0302", Warning, "a policy that does not say when it is in force";
    KNOWN_OUTSIDE: "W0303", Warning, "`is known` outside a prerequisite";
    CERTAIN_CONFLICT: "W0304", Warning, "two rules that disagree wherever they apply";
    APART_WITHOUT_EDGE: "W0305", Warning, "a clause that changes what it does not prevail over";
    PARAMETER_GAP: "W0306", Warning, "a parameter without a value on some days in force";
    EXCUSE_READS_DAY: "W0307", Warning, "an excuse that time alone gives or takes";
    NO_RULES: "W0308", Warning, "a decision that no clause decides";
}
