//! E04xx and W04xx: the text against the code, and what an author accepts.

super::codes! {
    ACCEPTED_WITHOUT_REASON: "E0401", Error, "a finding accepted without a reason";
    ACCEPTED_ERROR: "E0402", Error, "an error accepted";
    NOT_IN_PASSAGE: "W0401", Warning, "a quantity that the cited passages do not have";
    NOT_IN_CLAUSE: "W0402", Warning, "a quantity of a passage that no clause uses";
    OTHER_COMPARISON: "W0403", Warning, "a comparison that the passage makes otherwise";
    OTHER_LINE: "W0404", Warning, "a quantity from another line of the passage";
    ALL_OR_ANY: "W0405", Warning, "all of a list where the passage says any, or any where it says all";
    NOT_CITED: "W0406", Warning, "a passage that no clause cites";
    NOTHING_ACCEPTED: "W0407", Warning, "an acceptance that silences nothing";
    OTHER_ROUNDING: "W0408", Warning, "a rounding that goes another way than the passage says";
    NO_EXCEPTION: "W0412", Warning, "an exception of the passage that no clause makes";
    HALF_TRANSLATED: "W0415", Warning, "a language in which only some labels have words";
}
