//! `whereas compile`, and what reads its files.

use super::{PARK, folder, names, put, run, run_in, shell};

const CASE: &str = "policies/dhs/cases/finding-defective-factor-left-out.yaml";

#[test]
fn a_plan_stands_for_its_sources_in_every_command_that_decides() {
    let at = folder("plans");
    let plan = at.join("dhs.plan").to_string_lossy().into_owned();
    let compiled = run(&["compile", "policies/dhs", "-o", &plan]);
    assert_eq!((compiled.code, compiled.results.as_str()), (Some(0), ""));
    assert!(compiled.notes.contains("dhs_2021: plan "), "{}", compiled.notes);
    assert_eq!(names(&at), ["dhs.plan"]);
    let commands: [&[&str]; 7] = [
        &["eval", CASE],
        &["eval", CASE, "--trace", "--either-way"],
        &["eval", CASE, "--policy", "dhs_2021", "--decision", "priorities"],
        &["eval", CASE, "--output-format", "json"],
        &["eval", CASE, "--exit-code-from", "priorities"],
        &["duties", CASE],
        &["force", "--from", "2021-01-15"],
    ];
    for command in commands {
        let with = |package: &str| {
            let (name, rest) = command.split_first().expect("a command");
            run(&[&[*name, package], rest].concat())
        };
        let from_plan = with(&plan);
        assert!(!from_plan.results.is_empty(), "{command:?}: {}", from_plan.notes);
        assert_eq!(from_plan, with("policies/dhs"), "{command:?}");
    }
    let schema = run(&["schema", "case", &plan]);
    assert_eq!(schema.code, Some(0), "{}", schema.notes);
    assert_eq!(schema, run(&["schema", "case", "policies/dhs"]));
    // Compiled again, it is the same; through a pipe too.
    let root = std::path::Path::new(super::ROOT);
    let again = shell(root, &format!("$W compile policies/dhs -o - | cmp - '{plan}'"));
    assert_eq!((again.code, again.notes.as_str()), (Some(0), ""));
    let shown = run(&["show", "plan", &plan]);
    assert_eq!(shown.code, Some(0));
    assert!(shown.results.contains("meaning"), "{}", shown.results);
}

#[test]
fn what_is_no_plan_is_refused_with_its_code() {
    let at = folder("no-plan");
    let path = |name: &str| at.join(name).to_string_lossy().into_owned();
    let plan = path("park.plan");
    assert_eq!(run(&["compile", PARK, "-o", &plan]).code, Some(0));
    let bytes = std::fs::read(&plan).expect("the plan");
    let write = |name: &str, bytes: &[u8]| std::fs::write(at.join(name), bytes).expect("written");
    put(&at, "case.yaml", "as_of: 2024-06-01\n");
    write("short.plan", &bytes[..bytes.len() / 2]);
    let mut flipped = bytes.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    write("flipped.plan", &flipped);
    let mut other = bytes;
    other[13] = 200;
    write("other.plan", &other);
    let large = std::fs::File::create(at.join("large.plan")).expect("a file");
    large.set_len((64 << 20) + 1).expect("a large file without contents");
    for (name, code) in [
        ("case.yaml", "E0701"),
        ("other.plan", "E0702"),
        ("short.plan", "E0703"),
        ("flipped.plan", "E0704"),
        ("large.plan", "E0706"),
    ] {
        let ran = run(&["eval", &path(name), &path("case.yaml")]);
        assert_eq!((ran.code, ran.results.as_str()), (Some(1), ""), "{name}");
        assert!(ran.notes.starts_with(&format!("error[{code}]")), "{name}: {}", ran.notes);
    }
    // What reads sources says that a plan is none.
    for command in ["check", "test"] {
        let ran = run(&[command, &plan]);
        assert_eq!(ran.code, Some(2), "{command}");
        assert!(
            ran.notes.contains("is a compiled plan; this command reads sources"),
            "{}",
            ran.notes
        );
    }
    let ran = run(&["compile", &plan, "-o", &path("again.plan")]);
    assert_eq!(ran.code, Some(2), "{}", ran.notes);
}

#[test]
fn a_package_with_an_error_is_not_compiled() {
    let at = folder("compile-broken");
    put(&at, "park.policy", &super::park().replace("at least 15 EUR", "at least 15 days"));
    put(&at, "old.plan", "as it was");
    let ran = run_in(&at, &["compile", ".", "-o", "old.plan"], &[], "");
    assert_eq!(ran.code, Some(1));
    assert!(ran.notes.contains("error[E0"), "{}", ran.notes);
    assert_eq!(super::got(&at, "old.plan"), "as it was");
}
