//! `whereas fmt` on files of its own: what it writes, what it leaves, how it ends.

use std::path::Path;

use super::{ROOT, folder, got, names, put, run_in};

const UNTIDY: &str = "actor   a \"a\"\nactor b    \"b\"  # b\n";
const TIDY: &str = "actor a \"a\"\nactor b \"b\"  # b\n";
const BROKEN: &str = "actor   a \"a\"\nactr   b    \"b\"\n";
const HALF: &str = "actor a \"a\"\nactr   b    \"b\"\n";

/// Lays out in a folder: the exit code, the results and the notes.
fn run(folder: &Path, arguments: &[&str], input: &str) -> (Option<i32>, String, String) {
    let arguments: Vec<&str> = std::iter::once("fmt").chain(arguments.iter().copied()).collect();
    let ran = run_in(folder, &arguments, &[], input);
    (ran.code, ran.results, ran.notes)
}

#[test]
fn a_folder_is_laid_out_and_nothing_else_in_it_is_touched() {
    let at = folder("fmt-write");
    put(&at, "one.policy", UNTIDY);
    put(&at, "below/two.policy", UNTIDY);
    put(&at, "tidy.policy", TIDY);
    put(&at, "other.txt", UNTIDY);
    std::fs::create_dir_all(at.join(".hidden")).expect("a folder");
    put(&at, ".hidden/three.policy", UNTIDY);
    let before = std::fs::metadata(at.join("tidy.policy")).expect("a file").modified().ok();
    let (code, results, notes) = run(&at, &[], "");
    assert_eq!((code, results.as_str()), (Some(0), ""));
    assert_eq!(notes, "2 files laid out, 1 file without a change\n");
    assert_eq!(got(&at, "one.policy"), TIDY);
    assert_eq!(got(&at, "below/two.policy"), TIDY);
    assert_eq!(got(&at, "other.txt"), UNTIDY);
    assert_eq!(got(&at, ".hidden/three.policy"), UNTIDY);
    let after = std::fs::metadata(at.join("tidy.policy")).expect("a file").modified().ok();
    assert_eq!(before, after, "what is laid out is not written");
    assert_eq!(names(&at), [".hidden", "below", "one.policy", "other.txt", "tidy.policy"]);
    assert_eq!(run(&at, &["--check"], "").0, Some(0));
}

#[test]
fn a_check_and_a_diff_never_write() {
    let at = folder("fmt-check");
    put(&at, "one.policy", UNTIDY);
    put(&at, "tidy.policy", TIDY);
    let (code, results, notes) = run(&at, &["--check", "."], "");
    assert_eq!((code, results.as_str()), (Some(1), "./one.policy\n"));
    assert_eq!(notes, "1 file would change, 1 file without a change\n");
    let (code, results, _) = run(&at, &["--diff", "one.policy"], "");
    let diff = "--- one.policy\n+++ one.policy\n@@ -1,2 +1,2 @@\n-actor   a \"a\"\n-actor b    \"b\"  # b\n\
                +actor a \"a\"\n+actor b \"b\"  # b\n";
    assert_eq!((code, results.as_str()), (Some(1), diff));
    assert_eq!(got(&at, "one.policy"), UNTIDY);
    let (code, results, _) = run(&at, &["--check", "tidy.policy"], "");
    assert_eq!((code, results.as_str()), (Some(0), ""));
}

#[test]
fn standard_input_is_laid_out_to_standard_output() {
    let at = folder("fmt-input");
    assert_eq!(run(&at, &["-"], UNTIDY), (Some(0), TIDY.to_owned(), String::new()));
    assert_eq!(
        run(&at, &["--check", "-"], UNTIDY),
        (Some(1), "standard input\n".to_owned(), String::new())
    );
    assert_eq!(run(&at, &["--check", "-"], TIDY).0, Some(0));
    let (code, results, notes) = run(&at, &["-"], BROKEN);
    assert_eq!((code, results.as_str()), (Some(1), HALF));
    assert!(notes.contains("E0106"), "{notes}");
    assert_eq!(run(&at, &["-", "one.policy"], TIDY).0, Some(2));
}

#[test]
fn what_is_broken_is_left_and_said() {
    let at = folder("fmt-broken");
    put(&at, "one.policy", BROKEN);
    let (code, _, notes) = run(&at, &["one.policy"], "");
    assert_eq!(code, Some(1));
    assert!(notes.contains("E0106") && notes.contains("one.policy:2"), "{notes}");
    assert_eq!(got(&at, "one.policy"), HALF);
    assert_eq!(run(&at, &["--check", "one.policy"], "").0, Some(1), "it is still broken");
}

#[test]
fn what_cannot_be_read_ends_with_2_and_the_rest_is_laid_out() {
    let at = folder("fmt-unreadable");
    std::fs::write(at.join("a.policy"), b"actor a \"\xff\"\n").expect("a file is written");
    put(&at, "b.policy", UNTIDY);
    let (code, _, notes) = run(&at, &["."], "");
    assert_eq!(code, Some(2));
    assert!(notes.contains("a.policy:1:10: this byte is no part of a UTF-8 text"), "{notes}");
    assert_eq!(got(&at, "b.policy"), TIDY);
    assert_eq!(run(&at, &["nowhere.policy"], "").0, Some(2));
    assert_eq!(run(&at, &["--no-such-option"], "").0, Some(2));
}

#[cfg(unix)]
#[test]
fn what_was_not_written_is_not_counted() {
    let at = folder("fmt-counted");
    put(&at, "a.policy", BROKEN);
    let (_, _, notes) = run(&at, &["a.policy"], "");
    assert!(notes.contains("1 file that could not be read as a whole"), "{notes}");
    // A limit on the size of files stands for a disk without room.
    put(&at, "a.policy", UNTIDY);
    let ran = super::shell(&at, "trap '' XFSZ; ulimit -f 0; exec $W fmt a.policy");
    assert_eq!(ran.code, Some(2));
    assert!(ran.notes.contains("0 files without a change"), "{}", ran.notes);
    assert!(!ran.notes.contains("laid out"), "{}", ran.notes);
}

#[cfg(unix)]
#[test]
fn a_link_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let at = folder("fmt-link");
    put(&at, "below/real.policy", UNTIDY);
    let real = at.join("below/real.policy");
    std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o640)).expect("permissions");
    symlink("below/real.policy", at.join("link.policy")).expect("a link");
    assert_eq!(run(&at, &["link.policy"], "").0, Some(0));
    assert!(std::fs::symlink_metadata(at.join("link.policy")).expect("a link").is_symlink());
    assert_eq!(got(&at, "below/real.policy"), TIDY);
    let mode = std::fs::metadata(&real).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn the_projects_own_policies_are_laid_out() {
    let (code, results, notes) = run(Path::new(ROOT), &["--check", "policies"], "");
    assert_eq!((code, results.as_str()), (Some(0), ""), "{notes}");
}
