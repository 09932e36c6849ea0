//! The keys of scenarios: each stands once in [`KEYS`], with how it is read.

/// How a key is read.
pub(super) enum Read {
    /// The day as of which the case is decided.
    Day,
    /// A yes/no fact; left out: no.
    Truth(&'static str),
    /// A fact that is yes where anything is there: a list that is not empty, a text, a yes.
    Some(&'static str),
    /// Anything here, even *not known*, says that something was looked at.
    Stated(&'static str),
    /// A fact with words of its own; left out: the word that stands first, or nothing.
    Word(&'static str, Option<&'static str>, &'static [(&'static str, &'static str)]),
    /// A word, where every other word stands for one.
    WordOr(&'static str, &'static [(&'static str, &'static str)], &'static str),
    /// A day.
    Date(&'static str),
    /// A set of words.
    Set(&'static str, &'static [(&'static str, &'static str)]),
    /// Where the person was apprehended: the key tells that it was at the border.
    Border,
    /// How far each of three records was reviewed.
    Review,
    /// A day that there may be none of: left out, there is none.
    Optional(&'static str),
    /// The day of a release: left out, not known where a conviction was to be served, else there was none.
    Release(&'static str),
    /// Convictions.
    Convictions,
    /// What part the person took in a gang, and at what age.
    Gang,
    /// What is called by this name where it is missing.
    NotStated(&'static str),
    /// Something raises this fact.
    Raises(&'static str),
    /// Where it is one of these words it raises the one fact, else it is a word of the other.
    Security,
    /// Days on which something happened: days, months (their first day), one day, or a yes for the day of the case.
    Event(&'static str),
    /// What a draft finding weighed.
    Weighed,
    /// What a draft finding rests on.
    Rested,
    /// What an officer finds, and no case states; or what no clause reads.
    Nothing,
}

pub(super) const SECURITY: &[(&str, &str)] =
    &[("engaged", "engaged"), ("suspected", "suspected"), ("related", "related")];
pub(super) const EXTENT: &[(&str, &str)] = &[
    ("full", "full"),
    ("partial", "partial"),
    ("unobtainable", "unobtainable"),
    ("available_not_reviewed", "not_reviewed"),
    ("none", "not_reviewed"),
];
/// The kinds of significant misdemeanour.
pub(super) const SIGNIFICANT: &[(&str, &str)] = &[
    ("dv", "domestic_violence"),
    ("sexual", "sexual_abuse"),
    ("burglary", "burglary"),
    ("firearm", "firearm"),
    ("drug", "drugs"),
    ("drugs", "drugs"),
    ("dui", "under_influence"),
];
pub(super) const DECISIONS: &[(&str, &str)] = &[
    ("stop", "stop"),
    ("question", "question"),
    ("arrest", "arrest"),
    ("detainer", "detainer"),
    ("issue_nta", "issue_nta"),
    ("file_nta", "file_nta"),
    ("removal_proceedings", "file_nta"),
    ("settle", "settle"),
    ("dismiss", "dismiss"),
    ("appeal", "appeal"),
    ("litigation", "litigation"),
    ("execute_removal", "execute_removal"),
    ("execute_order", "execute_removal"),
    ("continued_custody", "continued_custody"),
    ("custody", "continued_custody"),
    ("release", "release"),
    ("benefit", "benefit"),
];
pub(super) const COMPONENTS: &[(&str, &str)] =
    &[("ERO", "ice"), ("OPLA", "ice"), ("ICE", "ice"), ("CBP", "cbp"), ("USCIS", "uscis")];
pub(super) const OFFICES: &[(&str, &str)] = &[
    ("CIO", "information_office"),
    ("PLCY", "policy_office"),
    ("S&T", "science_office"),
    ("CRCL", "rights_office"),
    ("PRIV", "privacy_office"),
];
pub(super) const PROTECTED: &[(&str, &str)] = &[
    ("race", "race"),
    ("religion", "religion"),
    ("gender", "gender"),
    ("sexual_orientation", "sexual_orientation"),
    ("gender_identity", "sexual_orientation"),
    ("national_origin", "national_origin"),
    ("political_associations", "political_associations"),
    ("political_association", "political_associations"),
    ("first_amendment", "first_amendment"),
    ("first_amendment_activity", "first_amendment"),
    ("speech", "first_amendment"),
    ("protest", "first_amendment"),
];
pub(super) const GROUNDS: &[(&str, &str)] = &[
    ("conviction_fact", "conviction"),
    ("database_result", "database_hit"),
    ("full_record", "whole_record"),
    ("removability", "removability"),
    ("interview", "interview"),
    ("court_file", "court_file"),
    ("criminal_record", "criminal_review"),
    ("admin_record", "administrative_review"),
    ("categorical", "category"),
];

/// What a finding rests on where it is anything else: other investigative information.
pub(super) const OTHER_EVIDENCE: &str = "other_review";

/// Every key, and how it is read.
pub(super) const KEYS: &[(&str, &[Read])] = &[
    ("decision_date", &[Read::Day]),
    ("component", &[Read::WordOr("component", COMPONENTS, "other")]),
    ("decision_type", &[Read::Word("decision_type", None, DECISIONS)]),
    ("agency_duty_case", &[Read::Truth("agency_case"), Read::Event("enforcement_decision")]),
    ("record_review", &[Read::Review]),
    ("ns", &[Read::Security]),
    ("human_rights_violation", &[Read::Truth("human_rights_violation")]),
    ("ns_danger", &[Read::Raises("security_raised")]),
    ("convictions", &[Read::Convictions, Read::Raises("threat_raised")]),
    ("charged", &[Read::Some("unresolved_charge"), Read::Raises("threat_raised")]),
    ("chargeable_acts", &[Read::Some("chargeable_acts"), Read::Raises("threat_raised")]),
    ("gang", &[Read::Gang, Read::Raises("threat_raised")]),
    ("gang.age", &[Read::NotStated("gang_age")]),
    (
        "weapon",
        &[Read::Word(
            "weapon",
            Some("no_weapon"),
            &[("none", "no_weapon"), ("used", "weapon_used"), ("threatened", "weapon_threatened")],
        )],
    ),
    ("mental_condition_contributing", &[Read::Truth("mental_condition_contributing")]),
    ("condition_needing_care", &[Read::Truth("condition_needing_care")]),
    ("victim", &[Read::Truth("crime_victim")]),
    (
        "proceeding_role",
        &[Read::Word(
            "proceeding_role",
            Some("no_role"),
            &[
                ("none", "no_role"),
                ("victim", "victim"),
                ("witness", "witness"),
                ("party", "party"),
            ],
        )],
    ),
    ("family_us", &[Read::Some("family_in_us")]),
    ("provider_or_caregiver", &[Read::Some("family_in_us")]),
    ("relief_possible", &[Read::Truth("relief_possible")]),
    ("service", &[Read::Some("served")]),
    ("border_attempt", &[Read::Border, Read::Truth("attempting_unlawful_entry")]),
    ("border_attempt_date", &[Read::Date("apprehended_on")]),
    (
        "entry",
        &[Read::Word("entry", None, &[("EWI", "unlawful"), ("admitted", "lawful"), ("none", "")])],
    ),
    ("entry_date", &[Read::Date("entered_on")]),
    ("entry_date_range", &[Read::Nothing]),
    ("compelling_facts", &[Read::Raises("border_raised")]),
    ("workplace_rights_exercised", &[Read::Truth("workplace_rights_used")]),
    ("tenant_rights_exercised", &[Read::Truth("tenant_rights_used")]),
    (
        "witness_in_dispute",
        &[Read::Word(
            "witness_in_dispute",
            Some("no_dispute"),
            &[
                ("none", "no_dispute"),
                ("labour", "labour_dispute"),
                ("labor", "labour_dispute"),
                ("housing", "housing_dispute"),
            ],
        )],
    ),
    (
        "tip_source",
        &[Read::Word(
            "tip_source",
            Some("no_tip"),
            &[
                ("none", "no_tip"),
                ("employer", "employer"),
                ("landlord", "landlord"),
                ("other", "other_source"),
            ],
        )],
    ),
    ("pending_dispute", &[Read::Truth("pending_dispute")]),
    ("partner_action", &[Read::Some("partner_acted")]),
    ("measure_ready_date", &[Read::Event("measures_ready")]),
    ("training_materials_ready", &[Read::Event("materials_ready")]),
    ("training_sessions", &[Read::Some("training_runs")]),
    ("reviewed", &[Read::Event("decision_reviewed")]),
    (
        "reviewers",
        &[Read::Word(
            "chain_took_part",
            Some("no"),
            &[
                ("desk", "no"),
                ("chain_of_command", "yes"),
                ("supervisor", "yes"),
                ("field_office_director", "yes"),
                ("headquarters", "yes"),
            ],
        )],
    ),
    ("data_record", &[Read::Stated("data_collected")]),
    ("disparity", &[Read::Stated("data_collected")]),
    ("consulted", &[Read::Stated("data_collected"), Read::Set("offices_consulted", OFFICES)]),
    ("meetings", &[Read::Event("leadership_met")]),
    ("action_taken", &[Read::Truth("action_taken")]),
    (
        "requester",
        &[Read::Word(
            "requester",
            None,
            &[
                ("noncitizen", "noncitizen"),
                ("representative", "representative"),
                ("other", "somebody_else"),
            ],
        )],
    ),
    ("totality_assessed", &[Read::Event("assessed")]),
    ("factors_considered", &[Read::Weighed]),
    ("evidence_relied_on", &[Read::Rested]),
    ("method_used", &[Read::Rested]),
    ("present_since", &[Read::Date("present_since")]),
    ("final_order_date", &[Read::Optional("final_order_on")]),
    // Found by the officer, or weighed by him.
    ("age", &[Read::Nothing]),
    ("sophistication", &[Read::Nothing]),
    ("rehabilitation", &[Read::Nothing]),
    ("circumstances", &[Read::Nothing]),
    ("mitigation", &[Read::Nothing]),
    ("contributions", &[Read::Nothing]),
    ("years_present", &[Read::Nothing]),
    ("harm_nature", &[Read::Nothing]),
    ("harm_degree", &[Read::Nothing]),
    ("public_interest", &[Read::Nothing]),
    ("priors", &[Read::Nothing]),
    ("other_factors", &[Read::Nothing]),
    // Read by no clause of these policies: titles of the file, what the person claims, what everybody here is.
    ("removable", &[Read::Nothing]),
    ("file_fields", &[Read::Nothing]),
    ("claim", &[Read::Nothing]),
    ("feedback", &[Read::Nothing]),
    ("longterm_review_start", &[Read::Nothing]),
    ("first_amendment_activity", &[Read::Nothing]),
    ("respondent_consents", &[Read::Nothing]),
    // Read by the memoranda before and after. The duty of the exigency is asked about as it stands after the action.
    ("first_entry_date", &[Read::Some("entered_earlier"), Read::Date("first_entered_on")]),
    ("release_date", &[Read::Release("released_on")]),
    ("exigent", &[Read::Truth("exigency"), Read::Event("acted_first")]),
    ("approval_requested_after_hours", &[Read::Nothing]),
];

/// What the facts of the policies are called in scenarios, for what is said to be missing.
pub fn fact_of(key: &str) -> Option<&'static str> {
    let (_, reads) = KEYS.iter().find(|(name, _)| *name == key)?;
    reads.iter().find_map(|read| match read {
        Read::NotStated(fact) | Read::Optional(fact) | Read::Release(fact) => Some(*fact),
        Read::Truth(fact) | Read::Date(fact) | Read::Word(fact, ..) | Read::WordOr(fact, ..) => {
            Some(*fact)
        }
        Read::Some(fact) | Read::Stated(fact) | Read::Set(fact, _) => Some(*fact),
        _ => None,
    })
}
