//! What goes wrong outside of the files: pipes, disks, folders, links.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::{Command, Stdio};

use super::{PARK, ROOT, folder, got, names, park, put, run, run_in, shell};

const CASE: &str = "policies/dhs/cases/entered-1-november.yaml";

#[test]
fn a_reader_who_has_seen_enough_is_left_in_peace_by_every_command() {
    let commands: [&[&str]; 12] = [
        &["show", "tree", "policies/dhs/guidelines-2021.policy"],
        &["eval", "policies/dhs", CASE, "--trace"],
        &["duties", "policies/dhs", CASE],
        &["test", "policies", "--output-format", "json"],
        &["check", "policies", "--output-format", "sarif"],
        &["coverage", "policies"],
        &["force", "policies/dhs"],
        &["explain"],
        &["schema", "case", "policies/dhs"],
        &["completions", "bash"],
        &["man"],
        &["--help"],
    ];
    for command in commands {
        let mut child = Command::new(env!("CARGO_BIN_EXE_whereas"))
            .args(command)
            .current_dir(ROOT)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the program ends");
        let notes = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{command:?}: {notes}");
        assert!(!notes.contains("panicked") && !notes.contains("error"), "{command:?}: {notes}");
    }
}

#[test]
fn a_full_disk_is_an_error_and_not_silence() {
    let root = std::path::Path::new(ROOT);
    for command in [
        "explain E0110",
        "man",
        "--help",
        "--version",
        "completions zsh",
        "check policies --output-format json",
        "eval policies/dhs policies/dhs/cases/entered-1-november.yaml",
    ] {
        let ran = shell(root, &format!("$W {command} > /dev/full"));
        assert_eq!(ran.code, Some(2), "{command}: {}", ran.notes);
    }
    let ran = shell(root, "$W explain E0110 > /dev/full");
    assert!(ran.notes.starts_with("error: the results could not be written: "), "{}", ran.notes);
    // A device that is named as a file is written into, and stays what it is.
    let ran = run(&["compile", PARK, "-o", "/dev/full"]);
    assert_eq!(ran.code, Some(2), "{}", ran.notes);
    assert!(ran.notes.contains("/dev/full: "), "{}", ran.notes);
    assert!(!fs::metadata("/dev/full").expect("the device").is_file());
}

/// A limit on the size of files stands for a disk without room.
#[test]
fn without_room_the_old_file_stays_and_nothing_half_done() {
    let at = folder("no-room");
    let untidy = "actor   a \"a\"\n";
    put(&at, "a.policy", untidy);
    put(&at, "old.plan", "as it was");
    put(&at, "park/park.policy", &park());
    let full = "trap '' XFSZ; ulimit -f 0; exec";
    for command in ["fmt a.policy", "compile park -o old.plan", "new permits", "test park --update"]
    {
        if command.starts_with("test") {
            put(&at, "park/cases/a.yaml", "as_of: 2024-06-01\n");
        }
        let ran = shell(&at, &format!("{full} $W {command} 2>/dev/null"));
        assert_eq!(ran.code, Some(2), "{command}: {} {}", ran.results, ran.notes);
    }
    assert_eq!(got(&at, "a.policy"), untidy);
    assert_eq!(got(&at, "old.plan"), "as it was");
    assert_eq!(names(&at), ["a.policy", "old.plan", "park"]);
    assert_eq!(names(&at.join("park/outcomes")), Vec::<String>::new());
}

#[test]
fn what_vanishes_or_cannot_be_read_is_named() {
    let at = folder("vanished");
    // A link that leads nowhere is listed, and is gone when it is opened.
    put(&at, "gone/park.policy", &park());
    symlink("nowhere.policy", at.join("gone/vanished.policy")).expect("a link");
    for (command, code) in [("check gone", 1), ("test gone", 1), ("fmt --check gone", 2)] {
        let ran = shell(&at, &format!("$W {command}"));
        assert_eq!(ran.code, Some(code), "{command}: {}", ran.notes);
        let said = ran.results + &ran.notes;
        assert!(said.contains("vanished.policy: there is no such file"), "{said}");
    }
    // The folder in which it runs is removed under it: it holds no policy any more.
    let ran = shell(&at, "mkdir here && cd here && rmdir ../here && $W check .");
    assert!(ran.code == Some(1) && ran.results.contains("E0601") || ran.code == Some(2), "{ran:?}");
    // A file that can be opened and not read.
    fs::remove_file(at.join("gone/vanished.policy")).expect("removed");
    put(&at, "park.policy", &park());
    let ran = run_in(&at, &["eval", "park.policy", "/proc/self/mem"], &[], "");
    assert_eq!(ran.code, Some(2), "{}", ran.notes);
    assert!(ran.notes.contains("/proc/self/mem: "), "{}", ran.notes);
    // A folder in the place of a case.
    let ran = run_in(&at, &["eval", "park.policy", "gone"], &[], "");
    assert_eq!(ran.code, Some(2));
    assert_eq!(ran.notes, "error: gone: this is a folder, and a file is wanted\n");
}

#[test]
fn links_that_go_round_in_a_circle_end() {
    let at = folder("links");
    put(&at, "one/park.policy", &park());
    put(&at, "one/whereas.toml", "");
    for name in ["a", "b", "c"] {
        symlink("..", at.join("one").join(name)).expect("a link");
        symlink(".", at.join(name)).expect("a link");
    }
    for command in ["check .", "check one", "test one", "fmt ."] {
        let ran = shell(&at, &format!("$W {command}"));
        assert_eq!(ran.code, Some(0), "{command}: {}{}", ran.results, ran.notes);
    }
    symlink("loop.policy", at.join("loop.policy")).expect("a link");
    for command in ["check loop.policy", "eval loop.policy loop.policy", "check ."] {
        let ran = shell(&at, &format!("$W {command}"));
        assert!(ran.code == Some(2) || command == "check .", "{command}: {}", ran.notes);
        assert!(!ran.notes.contains("panicked"), "{}", ran.notes);
    }
}

#[test]
fn a_case_of_one_byte_too_many_is_refused_and_one_at_the_limit_is_read() {
    let at = folder("large");
    put(&at, "park.policy", &park());
    let start = "as_of: 2024-06-01\n#";
    let of = |length: usize| start.to_owned() + &"x".repeat(length - start.len());
    let limit = 16 << 20;
    put(&at, "limit.yaml", &of(limit));
    put(&at, "over.yaml", &of(limit + 1));
    let ran = run_in(&at, &["eval", "park.policy", "limit.yaml"], &[], "");
    assert_eq!(ran.code, Some(0), "{}", ran.notes);
    let over = [
        run_in(&at, &["eval", "park.policy", "over.yaml"], &[], ""),
        shell(&at, "$W eval park.policy - < over.yaml"),
        run_in(&at, &["eval", "park.policy", "/dev/zero"], &[], ""),
    ];
    for ran in over {
        assert_eq!((ran.code, ran.results.as_str()), (Some(1), ""));
        assert!(ran.notes.starts_with("error[E0501]"), "{}", ran.notes);
    }
}

#[test]
fn a_small_stack_is_enough() {
    let at = folder("small-stack");
    let nested = |depth: usize| {
        let condition = format!("{}breed is terrier{}", "(".repeat(depth), ")".repeat(depth));
        park().replacen("breed is terrier", &condition, 1)
    };
    assert_ne!(nested(1), park(), "the policy has a condition to nest");
    put(&at, "deep/deep.policy", &nested(60));
    put(&at, "deeper/deeper.policy", &nested(65));
    put(&at, "wide/wide.policy", &"(".repeat(1 << 20));
    let root = std::path::Path::new(ROOT).canonicalize().expect("the project is there");
    let root = root.display();
    for (command, code) in [
        (format!("check {root}/policies"), 0),
        (format!("test {root}/policies"), 0),
        (format!("eval {root}/policies/dhs {root}/{CASE} --trace"), 0),
        ("check deep".to_owned(), 0),
        ("fmt --check deep".to_owned(), 1),
        ("check deeper".to_owned(), 1),
        ("check wide".to_owned(), 1),
        ("fmt --check wide".to_owned(), 1),
    ] {
        let ran = shell(&at, &format!("ulimit -s 1024; $W {command}"));
        assert_eq!(ran.code, Some(code), "{command}: {}", ran.notes);
    }
}
