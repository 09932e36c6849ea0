//! W0xxx: warnings of every pass.

super::codes! {
    MISSING_AND: "W0201", Warning, "a rule without a condition after one with";
    NEVER_USED: "W0202", Warning, "a name that nothing reads";
}
