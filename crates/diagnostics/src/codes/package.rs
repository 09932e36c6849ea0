//! E06xx: packages, files and the limits of a run.

super::codes! {
    NO_POLICY: "E0601", Error, "a package without a policy";
    BAD_MANIFEST: "E0602", Error, "a `whereas.toml` that cannot be used";
    UNKNOWN_POLICY: "E0603", Error, "a relation of a policy that the package does not have";
    UNDECLARED_OVERLAP: "E0604", Error, "two policies in force together, and no word on which controls";
    POLICY_TWICE: "E0605", Error, "two policies of one name";
    TOO_MANY_CLAUSES: "E0606", Error, "a package of more than 20,000 clauses";
    CONTRADICTING_RELATIONS: "E0607", Error, "relations that contradict each other";
    LAYOUT_CHANGES_MEANING: "E0608", Error, "a layout that would say something else";
    FILE_NOT_UTF8: "E0609", Error, "a file of a package that is no UTF-8 text";
    FILE_NOT_READ: "E0610", Error, "a file of a package that cannot be read";
    ONE_NAME_TWO_THINGS: "E0611", Error, "one name in a case for two things of the package";
    REPLACED_IN_A_RING: "E0612", Error, "policies that replace each other";
    REPLACES_IN_PART: "E0613", Error, "a policy replaced by a clause with days of its own";
}
