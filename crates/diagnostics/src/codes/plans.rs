//! E07xx: compiled plans.

super::codes! {
    NOT_A_PLAN: "E0701", Error, "a file that is no compiled plan";
    OTHER_VERSION: "E0702", Error, "a plan compiled by another version";
    CUT_SHORT: "E0703", Error, "a plan file that is cut short";
    CHANGED: "E0704", Error, "a plan file that was changed";
    NOT_WELL_MADE: "E0705", Error, "a plan that is not well made";
    PLAN_TOO_LARGE: "E0706", Error, "a plan file larger than 64 MiB";
}
