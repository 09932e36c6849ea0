//! `whereas show` and `whereas explain`.

use super::{PARK, run};

#[test]
fn every_form_of_a_policy_is_printed() {
    for (form, has) in [
        ("tokens", "\"dog_park\""),
        ("tree", "dog_park"),
        ("hir", "dog_park"),
        ("types", "fee_paid is at least 15 EUR : Truth"),
        ("plan", "meaning"),
    ] {
        let ran = run(&["show", form, PARK]);
        assert_eq!((ran.code, ran.notes.as_str()), (Some(0), ""), "{form}");
        assert!(ran.results.contains(has), "{form}: {}", ran.results);
    }
    // The tokens are the whole text.
    let tokens = run(&["show", "tokens", PARK]).results;
    let texts = tokens.lines().filter_map(|line| line.split_once(' '));
    let text: String =
        texts.map(|(_, text)| serde_json::from_str::<String>(text).expect("a text")).collect();
    assert_eq!(text, super::park());
}

#[test]
fn a_code_is_found_whatever_its_capitals_and_a_near_one_is_offered() {
    assert_eq!(run(&["explain", "e0110"]), run(&["explain", "E0110"]));
    for (asked, near) in [("E110", "E0110"), ("e0011", "E0101"), ("W0402x", "W0402")] {
        let ran = run(&["explain", asked]);
        assert_eq!((ran.code, ran.results.as_str()), (Some(2), ""), "{asked}");
        assert!(ran.notes.contains(&format!("did you mean {near}?")), "{}", ran.notes);
    }
    let ran = run(&["explain", "religion"]);
    assert!(ran.code == Some(2) && !ran.notes.contains("did you mean"), "{}", ran.notes);
    assert!(run(&["explain", "E0704"]).results.contains("checksum"));
}
