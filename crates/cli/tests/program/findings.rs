//! The forms of findings, and how many of them are told.

use super::{folder, got, park, put, run, run_in};

/// A policy with one error that has an edit, in a folder whose name has every sign that a format could trip over.
fn broken(name: &str) -> (std::path::PathBuf, String) {
    let at = folder(name);
    let text = park()
        .replace("fee_paid is at least 15 EUR", "fee_payd is at least 15 EUR")
        .replace("policy dog_park", "policy dog_park  # 犬");
    put(&at, "a b,c:d%é/park.policy", &text);
    (at, "a b,c:d%é/park.policy".to_owned())
}

#[test]
fn sarif_is_as_its_schema_says() {
    // One bracket in it closes nothing, which not every reader of expressions takes.
    let schema = include_str!("sarif-schema-2.1.0.json").replace("{2}]?$", "{2}?$");
    let schema: serde_json::Value = serde_json::from_str(&schema).expect("JSON");
    let schema = jsonschema::draft7::new(&schema).expect("a schema");
    let (at, file) = broken("sarif");
    let runs = [
        run_in(&at, &["check", &file, "--output-format", "sarif"], &[], ""),
        // Nothing found, and something accepted.
        run(&["check", "policies", "--output-format", "sarif"]),
    ];
    for ran in &runs {
        let log: serde_json::Value = serde_json::from_str(&ran.results).expect("JSON");
        let faults: Vec<String> =
            schema.iter_errors(&log).map(|it| format!("{}: {it}", it.instance_path())).collect();
        assert_eq!(faults, Vec::<String>::new());
    }
    assert_eq!((runs[0].code, runs[1].code), (Some(1), Some(0)));

    let log: serde_json::Value = serde_json::from_str(&runs[0].results).expect("JSON");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let result = &run["results"][0];
    assert_eq!(result["ruleId"], "E0202");
    assert_eq!(result["level"], "error");
    let rule = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
    assert_eq!(rules[rule]["id"], "E0202");
    let page = rules[rule]["help"]["markdown"].as_str().expect("the page");
    assert!(page.contains("## Why we insist"), "{page}");
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "a%20b%2Cc%3Ad%25%C3%A9/park.policy");
    // The region is where the name stands, and the fix puts the right one there.
    let text = got(&at, &file);
    let region = &place["region"];
    let number =
        |key: &str| usize::try_from(region[key].as_u64().expect("a number")).expect("small");
    let line: Vec<char> =
        text.lines().nth(number("startLine") - 1).expect("a line").chars().collect();
    let named: String = line[number("startColumn") - 1..number("endColumn") - 1].iter().collect();
    assert_eq!(named, "fee_payd");
    let bytes = number("byteOffset")..number("byteOffset") + number("byteLength");
    assert_eq!(text.get(bytes), Some("fee_payd"));
    let change = &result["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["replacements"][0]["insertedContent"]["text"], "fee_paid");
    assert_eq!(change["replacements"][0]["deletedRegion"], *region);

    let log: serde_json::Value = serde_json::from_str(&runs[1].results).expect("JSON");
    let accepted = log["runs"][0]["results"].as_array().expect("results");
    assert!(!accepted.is_empty(), "the policies accept findings");
    for result in accepted {
        assert_eq!(result["suppressions"][0]["status"], "accepted");
        assert!(
            result["suppressions"][0]["justification"].as_str().is_some_and(|it| it.len() > 10)
        );
    }
}

#[test]
fn annotations_of_a_workflow_are_one_line_each_whatever_they_hold() {
    let (at, file) = broken("github");
    let ran = run_in(&at, &["check", &file, "--output-format", "github"], &[], "");
    assert_eq!(ran.code, Some(1));
    insta::assert_snapshot!(ran.results);
}

#[test]
fn colours_only_where_they_are_wanted() {
    let (at, file) = broken("colours");
    let coloured = |arguments: &[&str], variables: &[(&str, &str)]| {
        let ran = run_in(&at, &[&["check", file.as_str()], arguments].concat(), variables, "");
        ran.results.contains('\u{1b}')
    };
    assert!(!coloured(&[], &[]), "this is no terminal");
    assert!(coloured(&["--color", "always"], &[]));
    assert!(coloured(&["--color", "always"], &[("NO_COLOR", "1")]), "who asks goes before");
    assert!(!coloured(&["--color", "never"], &[]));
    for format in ["short", "json", "sarif", "github"] {
        assert!(!coloured(&["--color", "always", "--output-format", format], &[]), "{format}");
    }
}

/// A policy with many mistakes: warnings first, then errors.
fn many(name: &str, warnings: usize, errors: usize) -> std::path::PathBuf {
    let at = folder(name);
    let facts: String =
        (0..warnings).map(|n| format!("fact unread{n} : yes/no \"a fact {n}\"\n")).collect();
    let rules: String =
        (0..errors).map(|n| format!("  admitted is yes when missing{n}\n")).collect();
    let text = park().replace("fact leashed", &format!("{facts}fact leashed"));
    put(&at, "park.policy", &(text.trim_end().to_owned() + "\n" + &rules));
    at
}

#[test]
fn a_hundred_findings_are_told_and_the_rest_counted_with_errors_first() {
    let at = many("many", 0, 130);
    let run = |more: &[&str]| {
        run_in(
            &at,
            &[&["check", "park.policy", "--output-format", "short"], more].concat(),
            &[],
            "",
        )
    };
    let ran = run(&[]);
    assert_eq!(ran.code, Some(1));
    assert_eq!(ran.results.lines().count(), 100);
    assert_eq!(ran.notes, "and 30 more; --no-limit tells all\n130 errors\n");
    assert_eq!(run(&[]), ran, "the same each time");
    let all = run(&["--no-limit"]);
    assert_eq!(all.results.lines().count(), 130);
    assert!(all.results.starts_with(&ran.results), "cut, and otherwise the same");
    assert_eq!(all.notes, "130 errors\n");
    let json = run_in(&at, &["check", "park.policy", "--output-format", "json"], &[], "");
    let json: serde_json::Value = serde_json::from_str(&json.results).expect("JSON");
    assert_eq!(json["diagnostics"].as_array().map(Vec::len), Some(100));
    assert_eq!(json["not_told"], 30);
    // Warnings are told while there is room.
    let at = many("many-warnings", 130, 0);
    let ran = run_in(&at, &["check", "park.policy", "--output-format", "short"], &[], "");
    assert_eq!(ran.results.lines().count(), 100);
    assert!(ran.results.lines().all(|line| line.contains("warning[W")), "{}", ran.results);
    assert!(ran.notes.ends_with("130 warnings\n"), "{}", ran.notes);
}

#[test]
fn check_writes_nothing() {
    let (at, file) = broken("writes-nothing");
    let before = got(&at, &file);
    for format in ["human", "short", "json", "sarif", "github"] {
        run_in(&at, &["check", ".", "--output-format", format], &[], "");
    }
    run_in(&at, &["fmt", "--check", "."], &[], "");
    assert_eq!(got(&at, &file), before);
    assert_eq!(super::names(&at), ["a b,c:d%é"]);
    assert_eq!(super::names(&at.join("a b,c:d%é")), ["park.policy"]);
}

/// A name with a slip in it, and files that are no policies, are told as what they are.
#[test]
fn a_path_with_a_slip_is_answered_with_the_near_name() {
    let at = folder("slip");
    put(&at, "park.policy", &park());
    put(&at, "park.polcy", &park());
    put(&at, "README.md", "# Park\n");
    for (path, said) in [
        ("prak.policy", "prak.policy: there is no such file or folder; there is `park.policy`"),
        (
            "./parks.policy",
            "./parks.policy: there is no such file or folder; there is `park.policy`",
        ),
        ("garden.policy", "garden.policy: there is no such file or folder"),
        ("park.polcy", "park.polcy: this is no policy; the name of one ends in `.policy`"),
        ("README.md", "README.md: this is no policy; the name of one ends in `.policy`"),
    ] {
        let ran = run_in(&at, &["check", path], &[], "");
        assert_eq!((ran.code, ran.notes), (Some(2), format!("error: {said}\n")), "{path}");
    }
}
