//! The table of statuses, `policies/gallery/README.md`: every row is run, its status read from the data and its line
//! from the words; every status of the engine has a row; every case of the two packages is named.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what a test cannot do without, it may fail on"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use whereas_value::Cause;
use whereas_value::answer::{DefectKind, FindingClass, Force, Met, Rest, Standing, Status};
use whereas_value::duty::{DutyState, PermissionState};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn page() -> String {
    std::fs::read_to_string(root().join("policies/gallery/README.md")).unwrap()
}

/// The names of an enumeration's variants. The match has to name each of them, so a new variant does not compile
/// before it is here, and fails the test before it has a row.
macro_rules! every {
    ($of:ty: $($variant:pat => $name:literal,)+) => {{
        let _: fn(&$of) = |it| match it { $($variant => {})+ };
        vec![$($name),+]
    }};
}

/// Every section of the table, with the names it has to show and nothing but those.
fn sections() -> Vec<(&'static str, Vec<&'static str>)> {
    let mut duties = every!(DutyState:
        DutyState::NotArisen => "not_arisen",
        DutyState::Pending => "pending",
        DutyState::DischargedInTime => "discharged_in_time",
        DutyState::DischargedLate => "discharged_late",
        DutyState::DischargedDayNotRecorded => "discharged_day_not_recorded",
        DutyState::Excused => "excused",
        DutyState::Breached => "breached",
        DutyState::NotMet => "not_met",
        DutyState::Kept => "kept",
        DutyState::OpenWithoutDeadline => "open_without_deadline",
        DutyState::Undetermined => "undetermined",
        DutyState::Fault => "fault",
        DutyState::Conflict => "conflict",
        DutyState::NotReady => "not_ready",
        DutyState::NotInForce => "not_in_force",
    );
    // More than one state is possible.
    duties.push("unknown");
    let mut permissions = every!(PermissionState:
        PermissionState::Held => "held",
        PermissionState::NotHeld => "not_held",
        PermissionState::Unknown => "unknown",
        PermissionState::NoValue(_) => "undetermined",
    );
    // A permission is not held where its clause is not in force, and knows no scope.
    let _ = every!(Cause:
        Cause::Undetermined | Cause::Conflict | Cause::Fault | Cause::NotReady => "a row each",
        Cause::NotInForce | Cause::OutOfScope => "none",
    );
    permissions.extend(["conflict", "fault", "not_ready"]);
    vec![
        (
            "Answers",
            every!(Status:
                Status::Decided => "decided",
                Status::Unknown => "unknown",
                Status::AwaitingJudgement => "awaiting_judgement",
                Status::DependsOnQuestion => "depends_on_question",
                Status::NotReady => "not_ready",
                Status::Conflict => "conflict",
                Status::Undetermined => "undetermined",
                Status::NotInForce => "not_in_force",
                Status::OutOfScope => "out_of_scope",
                Status::Fault => "fault",
            ),
        ),
        (
            "Whether the policy is in force",
            every!(Force:
                Force::InForce => "in_force",
                Force::NotYet { .. } => "not_yet",
                Force::Ended { .. } => "ended",
                Force::Suspended { .. } => "suspended",
                Force::Replaced { .. } => "replaced",
            ),
        ),
        (
            "Findings",
            every!(FindingClass:
                FindingClass::Used => "used",
                FindingClass::Defective => "defective",
                FindingClass::NotYetUsable => "not_yet_usable",
                FindingClass::Draft => "draft",
                FindingClass::NotAsked => "not_asked",
            ),
        ),
        (
            "Why a finding is defective",
            every!(DefectKind:
                DefectKind::NotTheMaker(_) => "not_the_maker",
                DefectKind::NoDate => "no_date",
                DefectKind::DatedLater(_) => "dated_later",
                DefectKind::NoReasons => "no_reasons",
                DefectKind::RestsOnNothing => "rests_on_nothing",
                DefectKind::FactorLeftOut(_) => "factor_left_out",
                DefectKind::RestsOnlyOnInsufficient => "rests_only_on_insufficient",
                DefectKind::RestsOnForbidden(_) => "rests_on_forbidden",
                DefectKind::NamesProtected(_) => "names_protected",
                DefectKind::NamesNeverConsidered(_) => "names_never_considered",
                DefectKind::LedgerClosed(_) => "ledger_closed",
            ),
        ),
        ("Duties", duties),
        ("Permissions", permissions),
        (
            "Rules",
            every!(Standing:
                Standing::Prevails => "prevails",
                Standing::Overridden(_) => "overridden",
                Standing::SwitchedOff(_) => "switched_off",
                Standing::NotApplicable => "not_applicable",
                Standing::Open => "open",
                Standing::Valueless(_) => "valueless",
            ),
        ),
        (
            "What has to come first",
            every!(Met:
                Met::Yes => "met",
                Met::No => "not_met",
                Met::Open => "open",
                Met::Valueless(_) => "valueless",
                Met::SwitchedOff(_) => "switched_off",
            ),
        ),
        (
            "What an answer rests on",
            every!(Rest:
                Rest::Presumed(_) => "presumption",
                Rest::Burden(_) => "burden",
            ),
        ),
    ]
}

struct Row {
    status: String,
    command: String,
    line: String,
}

fn rows(page: &str, section: &str) -> Vec<Row> {
    let (_, rest) = page.split_once(&format!("\n## {section}\n")).unwrap();
    let table = rest.split("\n## ").next().unwrap();
    table
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| {
            let mut cells = line.trim_matches('|').splitn(3, '|').map(str::trim);
            let mut code = || cells.next().unwrap().trim_matches('`').to_owned();
            let (status, command) = (code(), code());
            Row { status, command, line: cells.next().unwrap().to_owned() }
        })
        .collect()
}

fn run(command: &str, more: &[&str]) -> String {
    let arguments = command.strip_prefix("whereas ").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_whereas"))
        .args(arguments.split_whitespace())
        .args(more)
        .current_dir(root())
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a section speaks of, and where its status stands in the data: the things, and a thing's status with the
/// words by which the shown line can be told to be its line.
fn told(section: &str, policy: &Value) -> Vec<(String, String)> {
    let all = |value: &Value| value.as_array().unwrap().clone();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let label = |value: &Value| text(&value["label"]);
    let of_questions = |field: &str| -> Vec<Value> {
        all(&policy["questions"]).iter().flat_map(|question| all(&question[field])).collect()
    };
    let shown: Vec<(String, String)> = match section {
        "Answers" => all(&policy["questions"])
            .iter()
            .map(|it| {
                let of = if it["of_value"].is_null() { &it["decision"] } else { &it["of_value"] };
                let missing = all(&it["missing"]).iter().map(label).collect::<Vec<_>>();
                let awaits = all(&it["awaits"]).iter().map(label).collect::<Vec<_>>();
                (text(&it["status"]), [vec![label(of)], missing, awaits].concat().join("\n"))
            })
            .collect(),
        "Whether the policy is in force" => {
            // What replaces it has its name in the data, and its title in words.
            let by = |it: &Value| {
                if it["status"] == "replaced" { String::new() } else { text(&it["by"]) }
            };
            all(&policy["force"]).iter().map(|it| (text(&it["status"]), by(it))).collect()
        }
        "Findings" => {
            all(&policy["findings"]).iter().map(|it| (text(&it["status"]), String::new())).collect()
        }
        "Why a finding is defective" => all(&policy["findings"])
            .iter()
            .flat_map(|it| all(&it["defects"]))
            .map(|it| (text(it.get("kind").unwrap()), text(it.get("text").unwrap())))
            .collect(),
        "Duties" => all(&policy["duties"])
            .iter()
            .map(|it| {
                let states = all(&it["states"]);
                let [state] = states.as_slice() else {
                    return ("unknown".to_owned(), label(&it["duty"]));
                };
                (text(state), label(&it["duty"]))
            })
            .collect(),
        "Permissions" => all(&policy["permissions"])
            .iter()
            .map(|it| (text(&it["status"]), label(&it["permission"])))
            .collect(),
        "Rules" => of_questions("trace")
            .iter()
            .map(|it| (text(&it["standing"]), text(&it["title"])))
            .collect(),
        "What has to come first" => of_questions("prerequisites")
            .iter()
            .map(|it| (text(&it["status"]), text(&it["title"])))
            .collect(),
        "What an answer rests on" => of_questions("rests_on")
            .iter()
            .map(|it| (text(&it["kind"]), text(&it["text"])))
            .collect(),
        other => panic!("no such section: {other}"),
    };
    shown
}

#[test]
fn every_row_comes_as_it_says() {
    let page = page();
    for (section, wanted) in sections() {
        let rows = rows(&page, section);
        let shown: BTreeSet<&str> = rows.iter().map(|row| row.status.as_str()).collect();
        assert_eq!(shown, wanted.into_iter().collect(), "{section}: a row for each status");
        for Row { status, command, line } in &rows {
            let words = flat(&run(command, &[]));
            assert!(words.contains(line.as_str()), "{command}\nshows no: {line}\n{words}");
            let data: Value =
                serde_json::from_str(&run(command, &["--output-format", "json"])).unwrap();
            let found = data["policies"].as_array().unwrap().iter().any(|policy| {
                told(section, policy).iter().any(|(is, words)| {
                    let mut words = words.lines().peekable();
                    is == status
                        && (words.peek().is_none() || words.any(|words| line.contains(words)))
                })
            });
            assert!(found, "{section}: {command} does not give {status} of what its line says");
        }
    }
}

#[test]
fn every_case_is_named_with_its_first_line() {
    let page = page();
    let mut count = 0;
    for (package, link) in [("dhs", "../dhs/cases"), ("gallery", "cases")] {
        for entry in std::fs::read_dir(root().join("policies").join(package).join("cases")).unwrap()
        {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).unwrap();
            let first = text.lines().next().unwrap().trim_start_matches('#').trim();
            let shows = first.strip_prefix("Teaching material. ").unwrap_or(first);
            let row = format!("| [{name}]({link}/{name}) | {shows} |");
            assert!(page.contains(&row), "the page lacks this row:\n{row}");
            count += 1;
        }
    }
    let rows = page.lines().filter(|line| line.starts_with("| [")).count();
    assert_eq!(rows, count, "the page names a case that is not there");
}
