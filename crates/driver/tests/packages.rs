//! Packages in, diagnostics out.

use whereas_diagnostics::render;
use whereas_driver::{Asked, Files, Unread, Why, compile, compile_read};

/// A policy that decides one thing, in force for a while.
fn policy(name: &str, force: &str, head: &str) -> String {
    format!(
        "{head}policy {name}\n  title \"Rules of the {name}\"\n  authority \"Town council\"\n  issued 2024-01-01\n\n\
         source rules \"House rules\"\n  fidelity restated\n\n\
         fact leashed : yes/no \"the dog is on a leash\"\n  not \"the dog is off the leash\"\n\
         decision {name}_open : yes/no \"the {name} is open to the dog\"\n  otherwise no\n\n\
         clause 1 \"Taking effect\"\n  cites rules [1]\n  policy in force {force}\n  {name}_open is yes when leashed\n"
    )
}

fn files(given: &[(&str, String)]) -> Files {
    given.iter().map(|(path, text)| ((*path).to_owned(), text.clone())).collect()
}

fn said(files: &Files, asked: Asked<'_>) -> String {
    let compilation = compile(files, asked);
    let told = render::short(&compilation.diagnostics, &compilation.sources);
    assert_eq!(compilation.has_errors(), compilation.package().is_none());
    told
}

fn manifest(relations: &str) -> (&'static str, String) {
    ("whereas.toml", format!("[package]\nname = \"p\"\n[relations]\n{relations}\n"))
}

#[test]
fn policies_in_force_together_need_a_word_on_it() {
    let park = ("park.policy", policy("park", "from 2024-01-01 before 2025-01-01", ""));
    let beach = ("beach.policy", policy("beach", "from 2024-06-01", ""));
    let together = said(&files(&[park.clone(), beach.clone()]), Asked::default());
    insta::assert_snapshot!(together);
    for relation in [
        "relations = [{ policy = \"park\", controls_over = \"beach\" }]",
        "relations = [{ policy = \"beach\", controls_over = \"park\" }]",
        "each_for_its_own_scope = [[\"beach\", \"park\"]]",
    ] {
        assert_eq!(
            said(&files(&[manifest(relation), park.clone(), beach.clone()]), Asked::default()),
            ""
        );
    }
    // The day before which the one ends is the day from which the other is in force.
    let later = ("beach.policy", policy("beach", "from 2025-01-01", ""));
    assert_eq!(said(&files(&[park.clone(), later]), Asked::default()), "");
    let a_day_earlier = ("beach.policy", policy("beach", "from 2024-12-31", ""));
    assert!(
        said(&files(&[park.clone(), a_day_earlier]), Asked::default()).contains("on 2024-12-31")
    );
    // Asked for one file, the other is nobody's business.
    let one = Asked { only: Some("park.policy"), folder: "here", ..Asked::default() };
    assert_eq!(said(&files(&[park, beach]), one), "");
}

#[test]
fn a_policy_that_is_replaced_ends_where_the_other_begins() {
    let old = ("old.policy", policy("old", "from 2024-01-01", ""));
    let new = policy("new", "from 2025-01-01", "")
        .replace("  new_open is", "  policy replaces old\n  new_open is");
    assert_eq!(said(&files(&[old, ("new.policy", new)]), Asked::default()), "");
}

#[test]
fn a_manifest_is_understood_or_refused() {
    let park = ("park.policy", policy("park", "from 2024-01-01", ""));
    let manifests = [
        "[package]\nname = 3\n",
        "[packages]\n",
        "[relations]\nrelations = [{ policy = \"park\" }]\n",
        "[relations]\nrelations = [{ policy = \"park\", controls_over = \"park\" }]\n",
        "[relations]\nrelations = [{ policy = \"prak\", controls_over = \"park\" }]\n",
        "not toml",
        "[package\nname = \"town\"\n",
        "[package]\nname = town\n",
        "[package]\nname = \"town\n",
        "[package]\nname = \"town\"\nname = \"city\"\n",
        "[package]\nnam = \"town\"\n",
        "[package]\nname =\n",
        "[package]\n= 3\n",
        "[relations]\nrelations = 3\n",
        "[relations]\nrelations = [{ policy = \"park\"\n",
        "levels = \"off\"\n",
    ];
    let told: Vec<String> = manifests
        .iter()
        .map(|text| {
            said(&files(&[("whereas.toml", (*text).to_owned()), park.clone()]), Asked::default())
        })
        .collect();
    insta::assert_snapshot!(told.concat());
}

#[test]
fn every_file_is_read_and_each_thing_said_once() {
    let words = (
        "shared/words.policy",
        "actor warden \"the park warden\"\nfact broken yes/no\n".to_owned(),
    );
    let park = (
        "park.policy",
        policy("park", "from 2024-01-01 before 2024-02-01", "use \"shared/words.policy\"\n\n"),
    );
    let beach =
        ("beach.policy", policy("beach", "from 2024-02-01", "use \"shared/words.policy\"\n\n"));
    insta::assert_snapshot!(said(
        &files(&[words, park, beach]),
        Asked { only: None, folder: "town", ..Asked::default() }
    ));
}

#[test]
fn a_folder_without_a_policy_and_a_circle_of_files() {
    let none = said(
        &files(&[("words.policy", "actor warden \"the park warden\"\n".to_owned())]),
        Asked::default(),
    );
    let a = ("a.policy", policy("a", "from 2024-01-01 before 2024-02-01", "use \"b.policy\"\n\n"));
    let b = ("b.policy", policy("b", "from 2024-02-01", "use \"a.policy\"\n\n"));
    let circle = said(&files(&[a, b]), Asked::default());
    insta::assert_snapshot!(format!("{none}\n{circle}"));
}

#[test]
fn a_package_has_at_most_twenty_thousand_clauses() {
    let clauses = |count: usize| {
        let many: String =
            (0..count).map(|it| format!("clause {it} \"T\"\n  commentary \"none\"\n")).collect();
        format!("policy p\n  title \"T\"\n\n{many}")
    };
    let halves =
        |count: usize| files(&[("a.policy", clauses(count)), ("b.policy", clauses(10_000))]);
    assert!(
        !said(&halves(10_000), Asked { only: Some("none.policy"), ..Asked::default() })
            .contains("E0606")
    );
    assert!(
        said(&halves(10_001), Asked { only: Some("none.policy"), ..Asked::default() })
            .contains("E0606")
    );
}

#[test]
fn a_slip_in_a_name_is_told_once_and_not_where_the_name_is_used() {
    let policy = policy("park", "from 2024-01-01", "").replace(
        "park_open is",
        "park_open is yes when wet_paint and not wet_paint\n  park_open is",
    );
    let slip =
        "fact wet-paint : yes/no \"the paint is wet\"\n  not \"the paint is dry\"\n\ndecision";
    let policy = policy.replacen("decision", slip, 1);
    let told = said(&files(&[("park.policy", policy)]), Asked::default());
    assert_eq!(told.matches("error[").count(), 1, "{told}");
    assert!(told.contains("E0107"), "{told}");
}

#[test]
fn a_file_that_could_not_be_read_is_an_error_and_the_rest_is_read() {
    let park = files(&[("park.policy", policy("park", "from 2024-01-01", ""))]);
    let words = Unread {
        path: "words.policy".to_owned(),
        why: Why::NotUtf8 { text: "actor warden \"the \u{fffd}\"\n".to_owned(), at: 18 },
    };
    let gone =
        Unread { path: "gone.policy".to_owned(), why: Why::Disk("nobody may open it".to_owned()) };
    let compilation = compile_read(
        &park,
        &[words, gone],
        Asked { only: None, folder: "town", ..Asked::default() },
    );
    let told = render::short(&compilation.diagnostics, &compilation.sources);
    assert_eq!(
        told,
        "error[E0610]: town/gone.policy: nobody may open it\n\
         town/words.policy:1:19: error[E0609]: this byte is no part of a UTF-8 text\n"
    );
    assert!(compilation.package().is_none());
}

/// Two policies one after the other, each with something of its own in front of its clause and in it.
fn two(first: [&str; 2], second: [&str; 2]) -> Files {
    let each = |name: &str, force: &str, [before, within]: [&str; 2]| {
        let text = policy(name, force, "");
        let text = text.replace("fact leashed", &format!("{before}fact leashed"));
        text.replace("  cites rules [1]\n", &format!("  cites rules [1]\n{within}"))
    };
    files(&[
        ("beach.policy", each("beach", "from 2024-01-01 before 2024-02-01", first)),
        ("park.policy", each("park", "from 2024-02-01", second)),
    ])
}

#[test]
fn what_a_case_calls_by_one_name_is_one_thing() {
    let judged =
        |label: &str| format!("  judgement safe : yes/no \"{label}\"\n    made by warden\n");
    let warden = "actor warden \"the park warden\"\n";
    let mut told = String::new();
    let judgements =
        [("the dog is good", "the dog is bad"), ("the dog is good", "the dog is good")];
    for (one, other) in judgements {
        let files = two([warden, &judged(one)], [warden, &judged(other)]);
        told += &said(&files, Asked::default());
    }
    for (one, other) in [
        ("fact age : integer \"the age\"\n", "fact age : integer \"the age of the owner\"\n"),
        ("fact age : integer \"the age\"\n", "fact age : text \"the age\"\n"),
        (
            "fact wild : yes/no \"wild\" not \"tame\"\n",
            "fact wild : yes/no \"wild\" not \"quiet\"\n",
        ),
        (
            "choice Kind\n  big \"big\"\n  small \"small\"\nfact kind : Kind \"the kind\"\n",
            "choice Kind\n  small \"small\"\n  tiny \"tiny\"\nfact kind : Kind \"the kind\"\n",
        ),
        (
            "record Dog\n  tag : text \"the tag\"\nfact dogs : list of Dog \"the dogs\"\n",
            "record Dog\n  tag : integer \"the tag\"\nfact dogs : list of Dog \"the dogs\"\n",
        ),
        ("actor keeper \"the keeper\"\n", "actor keeper \"the mayor\"\n"),
        ("event bite \"a bite\"\n", "event bite \"a byte\"\n"),
        ("ground seen \"seen\"\n", "ground seen \"told\"\n"),
    ] {
        told += &said(&two([one, ""], [other, ""]), Asked::default());
    }
    insta::assert_snapshot!(told);
    // The same thing twice is one thing, and so is what both use; a factor is named within a finding only.
    let same = "choice Kind\n  big \"big\"\n  small \"small\"\nfact kind : Kind \"the kind\"\n";
    let told = said(&two([same, ""], [same, ""]), Asked::default());
    assert!(!told.contains("E0611"), "{told}");
    let ledger = "ledger l \"l\"\n  toward \"t\"\n  away \"a\"\n";
    let factor = |label: &str| format!("  factor bites \"{label}\" away in l when leashed\n");
    let told =
        said(&two([ledger, &factor("it bites")], [ledger, &factor("it bit")]), Asked::default());
    assert!(!told.contains("E0611"), "{told}");
}

#[test]
fn policies_of_different_governing_days_need_a_word_on_it() {
    let park = policy("park", "from 2024-01-01 before 2025-01-01", "");
    let park = park
        .replace("  issued", "  governed by asked_on\n  issued")
        .replace("fact leashed", "fact asked_on : date \"the day of asking\"\nfact leashed");
    let beach = policy("beach", "from 2025-01-01", "");
    let replacing = beach.replace("  beach_open is", "  policy replaces park\n  beach_open is");
    for beach in [beach, replacing] {
        let given = [("park.policy", park.clone()), ("beach.policy", beach)];
        let told = said(&files(&given), Asked::default());
        assert!(told.contains("E0604"), "{told}");
        let [park, beach] = given;
        let relation = manifest("relations = [{ policy = \"beach\", controls_over = \"park\" }]");
        assert_eq!(said(&files(&[relation, park, beach]), Asked::default()), "");
    }
}

#[test]
fn policies_that_replace_each_other_are_refused() {
    let replacing = |name: &str, other: &str| {
        policy(name, "from 2024-01-01", "").replace(
            &format!("  {name}_open is"),
            &format!("  policy replaces {other}\n  {name}_open is"),
        )
    };
    let ring = |names: &[(&str, &str)]| {
        let given =
            names.iter().map(|(name, other)| (format!("{name}.policy"), replacing(name, other)));
        let told = said(&given.collect(), Asked::default());
        told.matches("E0612").count()
    };
    assert_eq!(ring(&[("a", "b"), ("b", "a")]), 1);
    assert_eq!(ring(&[("a", "b"), ("b", "c"), ("c", "a")]), 1);
    assert_eq!(ring(&[("a", "a")]), 1);
    // `d` stands before a ring, and is not in it.
    assert_eq!(ring(&[("d", "a"), ("a", "b"), ("b", "a")]), 1);
}

#[test]
fn a_clause_with_days_of_its_own_replaces_no_policy() {
    let old = ("old.policy", policy("old", "from 2024-01-01", ""));
    let new = policy("new", "from 2025-01-01", "");
    let part = "clause 2 \"Later\"\n  cites rules [2]\n  in force from 2025-07-01\n  policy replaces old\n";
    let told = said(&files(&[old, ("new.policy", format!("{new}\n{part}"))]), Asked::default());
    assert_eq!(told.matches("E0613").count(), 1, "{told}");
}

#[test]
fn what_one_policy_protects_no_other_asks_for() {
    let protected = "protected faith \"the owner's faith\"\n";
    let mut told = String::new();
    for other in [
        "fact creed : text \"the owner's faith\"\n",
        "fact creed : text \"the creed\" ask \"What is the owner's faith?\"\n",
        "record Dog\n  creed : text \"the owner's faith\"\nfact dogs : list of Dog \"the dogs\"\n",
        "event turned \"a change of the owner's faith\"\n",
    ] {
        told += &said(&two([protected, ""], [other, ""]), Asked::default());
    }
    insta::assert_snapshot!(told);
    let alike = "fact creed : text \"the owner's face\"\n";
    let told = said(&two([protected, ""], [alike, ""]), Asked::default());
    assert!(!told.contains("E0261"), "{told}");
}

#[test]
fn where_only_findings_are_wanted_the_same_are_found_and_nothing_is_compiled() {
    let unread = "fact age : integer \"the age\"\n";
    let broken = "fact age : integr \"the age\"\n";
    for here in ["", unread, broken] {
        let files = two([here, ""], ["", ""]);
        let wanted = Asked { findings_only: true, ..Asked::default() };
        let findings = compile(&files, wanted);
        assert_eq!(findings.diagnostics, compile(&files, Asked::default()).diagnostics, "{here}");
        assert!(findings.policies.iter().all(|policy| policy.compiled.is_none()));
        assert_eq!(findings.diagnostics.is_empty(), here.is_empty(), "{here}");
    }
}
