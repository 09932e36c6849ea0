//! Two thousand drawn pairs: both interpreters agree, and the laws hold.

use xtask::agree::{self, Plan};

fn run(pairs: u64, seed: u64, laws: usize) -> agree::Found {
    let found = agree::run(Plan { pairs, seed, jobs: 2, cases: 5, most: 1, laws });
    for failure in &found.failures {
        println!("{}", agree::told(failure, true));
    }
    assert!(found.failures.is_empty(), "seed {seed}: see above");
    found
}

#[test]
fn two_thousand_pairs_agree() {
    let mut pairs = 0;
    for seed in [101, 202] {
        pairs += run(1_100, seed, 0).figures.pairs;
    }
    assert!(pairs >= 2_000, "only {pairs} pairs");
}

#[test]
fn the_laws_hold() {
    let found = run(250, 303, 100);
    for law in [
        "learning: questions",
        "order: pairs",
        "worlds: all asked",
        "rests: facts stated against what is presumed or not",
    ] {
        assert!(found.figures.laws.contains_key(law), "never asked: {law}");
    }
}

#[test]
fn nearly_every_drawn_policy_is_clean_and_every_meeting_occurs() {
    let figures = run(1_500, 405, 0).figures;
    assert!(
        figures.refused * 33 <= figures.drawn,
        "{} of {} refused\n{}",
        figures.refused,
        figures.drawn,
        figures.words()
    );
    for meeting in [
        "override x unknown",
        "switch-off x judgement",
        "prerequisite x suspension",
        "per element x open list",
        "several variants",
        "two policies",
        "rests on something",
    ] {
        assert!(figures.meetings.contains_key(meeting), "never met: {meeting}");
    }
}
