//! Which files a command reads, and what it says of those that cannot be read.

use std::fs;
use std::os::unix::fs::symlink;

use super::{counts, folder, park, put, run_in, shell};

#[test]
fn a_package_inside_a_package_is_checked_and_tested_too() {
    let at = folder("nested");
    assert_eq!(run_in(&at, &["new", "outer"], &[], "").code, Some(0));
    assert_eq!(run_in(&at.join("outer"), &["new", "inner"], &[], "").code, Some(0));
    let both = run_in(&at, &["check", "outer"], &[], "");
    assert_eq!(both.notes, "outer: nothing found\ninner: nothing found\n");
    assert_eq!(counts(&run_in(&at, &["test", "outer"], &[], "")), "examples: 10 passed");
    // Where one package is wanted, a folder with its own file is that one.
    let case = "outer/cases/paid.yaml";
    assert_eq!(run_in(&at, &["eval", "outer", case], &[], "").code, Some(0));
    put(&at, "outer/inner/inner.policy", &park().replace("fee_paid is at", "fee_payd is at"));
    for command in ["check", "test"] {
        let ran = run_in(&at, &[command, "outer"], &[], "");
        assert_eq!(ran.code, Some(1), "{command}: {ran:?}");
    }
    put(&at, "two/a/whereas.toml", "");
    put(&at, "two/b/whereas.toml", "");
    let ran = run_in(&at, &["eval", "two", case], &[], "");
    assert_eq!(ran.code, Some(2));
    assert_eq!(
        ran.notes,
        "error: two: this folder holds several packages; name one of two/a, two/b\n"
    );
}

#[test]
fn a_file_that_cannot_be_read_is_a_finding_beside_the_others() {
    let at = folder("unread");
    put(&at, "pp/park.policy", &park().replace("fee_paid is at", "fee_payd is at"));
    fs::write(at.join("pp/odd.policy"), b"actor a \"\xff\"\n").expect("written");
    symlink("nowhere.policy", at.join("pp/gone.policy")).expect("a link");
    assert_eq!(shell(&at, "mkfifo pp/pipe.policy").code, Some(0));
    let ran = run_in(&at, &["check", "pp", "--output-format", "short"], &[], "");
    assert_eq!(ran.code, Some(1), "{}", ran.notes);
    for part in [
        "error[E0610]: pp/gone.policy: there is no such file or folder",
        "error[E0610]: pp/pipe.policy: this is no regular file",
        "pp/odd.policy:1:10: error[E0609]: this byte is no part of a UTF-8 text",
        "error[E0202]: there is no fact, term or decision named `fee_payd`",
    ] {
        assert!(ran.results.contains(part), "{part}\n{}", ran.results);
    }
    for format in ["json", "sarif"] {
        let ran = run_in(&at, &["check", "pp", "--output-format", format], &[], "");
        assert!(serde_json::from_str::<serde_json::Value>(&ran.results).is_ok(), "{format}");
    }
}

#[test]
fn files_that_editors_keep_beside_are_passed_over() {
    let at = folder("editors");
    put(&at, "pp/park.policy", &park());
    put(&at, "pp/.hidden.policy", "nonsense");
    symlink("me@host.123", at.join("pp/.#park.policy")).expect("a link");
    for command in ["fmt pp", "check pp", "test pp", "fmt --check pp"] {
        let ran = shell(&at, &format!("$W {command}"));
        assert_eq!(ran.code, Some(0), "{command}: {ran:?}");
    }
}

#[test]
fn one_file_reads_what_it_uses_and_nothing_else() {
    let at = folder("one-file");
    put(&at, "pp/words.policy", "actor clerk \"the clerk\"\n");
    put(&at, "pp/park.policy", &park().replacen("\n\n", "\n\nuse \"words.policy\"\n\n", 1));
    fs::create_dir_all(at.join("pp/a/b")).expect("folders");
    fs::write(at.join("pp/a/b/x.policy"), b"\xff").expect("written");
    assert_eq!(shell(&at, "mkfifo pp/pipe.policy").code, Some(0));
    let ran = run_in(&at, &["check", "pp/park.policy"], &[], "");
    assert!(!ran.results.contains("E0220") && !ran.results.contains("E06"), "{ran:?}");
    // A name with a slip still gets its near one.
    put(&at, "pp/park.policy", &park().replacen("\n\n", "\n\nuse \"wrods.policy\"\n\n", 1));
    let ran = run_in(&at, &["check", "pp/park.policy"], &[], "");
    assert!(ran.results.contains("`words.policy` is near"), "{}", ran.results);
    // What is no policy is said to be none.
    for path in ["pp/case.yaml", "/dev/null", "pp/pipe.policy"] {
        put(&at, "pp/case.yaml", "as_of: 2024-06-01\n");
        let ran = run_in(&at, &["check", path], &[], "");
        let said = ran.notes.clone() + &ran.results;
        assert!(said.contains("this is no policy;") || said.contains("no regular file"), "{said}");
        assert_ne!(ran.code, Some(0), "{path}");
    }
}

#[test]
fn a_log_of_code_scanning_names_files_from_the_root_or_in_full() {
    let at = folder("sarif-above");
    put(&at, "warn/park.policy", &park().replace("fee_paid is at", "fee_payd is at"));
    put(&at, "here/x", "");
    let uri = |folder: &std::path::Path, path: &str| {
        let ran = run_in(folder, &["check", path, "--output-format", "sarif"], &[], "");
        let log: serde_json::Value = serde_json::from_str(&ran.results).expect("JSON");
        log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"].clone()
    };
    let above = uri(&at.join("here"), "../warn");
    let full = at.canonicalize().expect("a path").join("warn/park.policy");
    assert_eq!(above["uri"], format!("file://{}", full.display()));
    assert_eq!(above["uriBaseId"], serde_json::Value::Null);
    assert_eq!(uri(&at, "warn")["uri"], "warn/park.policy");
}

#[test]
fn who_reads_the_results_by_a_program_finds_there_that_there_are_none() {
    let at = folder("could-not-run");
    let json = |arguments: &[&str]| {
        let ran = run_in(&at, arguments, &[], "");
        assert_eq!(ran.code, Some(2));
        assert!(ran.notes.starts_with("error: nope: "), "{}", ran.notes);
        serde_json::from_str::<serde_json::Value>(&ran.results).expect("JSON")
    };
    let log = json(&["check", "nope", "--output-format", "sarif"]);
    assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], false);
    assert_eq!(
        json(&["check", "nope", "--output-format", "json"])["error"],
        "nope: there is no such file or folder"
    );
    let tested = json(&["test", "nope", "--output-format", "json"]);
    assert_eq!((&tested["errors"], &tested["failed"]), (&1.into(), &0.into()));
    let ran = run_in(&at, &["test", "nope", "--output-format", "junit"], &[], "");
    assert!(ran.results.contains("tests=\"1\" failures=\"0\" errors=\"1\""), "{}", ran.results);
    let ran = run_in(&at, &["check", "nope", "--output-format", "github"], &[], "");
    assert_eq!(ran.results, "::error title=whereas::nope: there is no such file or folder\n");
}

#[test]
fn warnings_alone_end_a_check_with_1_unless_only_errors_are_to() {
    let at = folder("fail-on");
    let unread = "fact unread : yes/no \"a fact\"\n  not \"no fact\"\nfact leashed";
    put(&at, "park.policy", &park().replace("fact leashed", unread));
    let run = |more: &[&str]| run_in(&at, &[&["check", "park.policy"], more].concat(), &[], "");
    assert_eq!(run(&[]).code, Some(1));
    assert_eq!(run(&["--fail-on", "warning"]).code, Some(1));
    let ran = run(&["--fail-on", "error"]);
    assert_eq!((ran.code, ran.notes.as_str()), (Some(0), "1 warning\n"));
    let ran = run(&["--output-format", "json"]);
    let all: serde_json::Value = serde_json::from_str(&ran.results).expect("JSON");
    assert_eq!((&all["errors"], &all["warnings"]), (&0.into(), &1.into()));
}

#[test]
fn signs_that_could_disturb_a_terminal_are_written_out() {
    let at = folder("control");
    put(&at, "es\u{1b}[31mc/park.policy", &park().replace("fee_paid is at", "fee_payd is at"));
    for arguments in [
        ["check", "es\u{1b}[31mc"],
        ["check", "es\u{1b}[31mc/park.policy"],
        ["check", "no\u{1b}[31mne"],
        ["fmt", "no\u{1b}[31mne"],
    ] {
        let ran = run_in(&at, &arguments, &[], "");
        assert!(!ran.results.contains('\u{1b}') && !ran.notes.contains('\u{1b}'), "{ran:?}");
    }
}
