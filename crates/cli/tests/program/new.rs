//! `whereas new`.

use super::{counts, folder, got, names, put, run_in};

#[test]
fn what_is_made_is_clean_laid_out_and_true() {
    let at = folder("new");
    let run = |arguments: &[&str]| run_in(&at, arguments, &[], "");
    assert_eq!(run(&["new", "parking-permits"]).code, Some(0));
    assert_eq!(names(&at), ["parking-permits"], "nothing half done is left");
    let check = run(&["check", "parking-permits"]);
    assert_eq!(
        (check.code, check.results.as_str(), check.notes.as_str()),
        (Some(0), "", "parking_permits: nothing found\n")
    );
    let laid_out = run(&["fmt", "--check", "parking-permits"]);
    assert_eq!((laid_out.code, laid_out.results.as_str()), (Some(0), ""));
    let test = run(&["test", "parking-permits"]);
    assert_eq!((test.code, counts(&test)), (Some(0), "examples: 5 passed"));
    let eval = run(&["eval", "parking-permits", "parking-permits/cases/paid.yaml"]);
    assert_eq!(eval.code, Some(0), "{}", eval.notes);
    assert!(eval.results.contains("the permit is granted: yes"), "{}", eval.results);
    let coverage = run(&["coverage", "parking-permits", "--strict"]);
    assert_eq!(coverage.code, Some(0), "{}", coverage.results);
    assert!(
        got(&at, "parking-permits/parking-permits.policy").contains("title \"Parking permits\"")
    );
    // From inside, without naming it.
    let inside = at.join("parking-permits");
    assert_eq!(counts(&run_in(&inside, &["test"], &[], "")), "examples: 5 passed");
}

#[test]
fn nothing_that_is_there_is_touched_and_no_name_makes_a_broken_package() {
    let at = folder("new-refused");
    let run = |name: &str| run_in(&at, &["new", name], &[], "");
    put(&at, "mine/notes.txt", "mine");
    put(&at, "file", "mine");
    std::fs::create_dir(at.join("bare")).expect("a folder");
    for name in ["mine", "file", "bare"] {
        let ran = run(name);
        assert_eq!(ran.code, Some(2), "{name}");
        assert!(ran.notes.contains("is there already"), "{}", ran.notes);
    }
    assert_eq!(names(&at.join("mine")), ["notes.txt"]);
    for name in ["Permits", "9lives", "a b", "a/", "..", "-a", "policy", "nowhere/permits", "a\"b"]
    {
        let ran = run(name);
        if name == "a/" {
            assert_eq!(ran.code, Some(0), "a folder may be written with its slash");
            continue;
        }
        assert_eq!(ran.code, Some(2), "{name}: {}", ran.notes);
    }
    assert_eq!(names(&at), ["a", "bare", "file", "mine"]);
}
