//! The command line, from the start of the program to its end: with all policies of `policies/dhs`, and with one of them.
//!
//! Measures the program of the workspace, if it is built: `cargo build --release` there. Each time is the least of some.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::measure::{least, ns};

const CASE: &str = "policies/dhs/cases/entered-1-november.yaml";

/// Measures each command that there is a goal for.
pub fn measure() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let program = root.join("target/release/whereas");
    if !program.exists() {
        return vec![format!("no command line: {} is not built", program.display())];
    }
    let (all, one) = (Plan::of("dhs"), Plan::of("guidelines-2021"));
    let run = |arguments: &[&str]| {
        let mut command = Command::new(&program);
        command.args(arguments).current_dir(&root).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().expect("the program runs")
    };
    run(&["compile", "policies/dhs", "-o", all.path()]);
    run(&["compile", "policies/dhs/guidelines-2021.policy", "-o", one.path()]);
    let mut lines = Vec::new();
    for (what, arguments) in [
        ("whereas eval policies/dhs", vec!["eval", "policies/dhs", CASE]),
        (
            "whereas eval policies/dhs/guidelines-2021.policy",
            vec!["eval", "policies/dhs/guidelines-2021.policy", CASE],
        ),
        ("whereas eval a plan of policies/dhs", vec!["eval", all.path(), CASE]),
        ("whereas eval a plan of guidelines-2021.policy", vec!["eval", one.path(), CASE]),
        ("whereas test policies", vec!["test", "policies"]),
    ] {
        let mut fine = true;
        let taken = least(|| ns(1, || fine &= run(&arguments).success())) / 1e6;
        let failed = if fine { "" } else { " (it found something)" };
        lines.push(format!("cli {what:<52} {taken:>9.1} ms{failed}"));
    }
    lines
}

/// A plan file that is removed afterwards.
struct Plan(PathBuf);

impl Plan {
    fn of(name: &str) -> Self {
        Self(std::env::temp_dir().join(format!("{name}-{}.plan", std::process::id())))
    }

    fn path(&self) -> &str {
        self.0.to_str().expect("a path")
    }
}

impl Drop for Plan {
    fn drop(&mut self) {
        // It is of no use to anybody, and nothing is lost where it stays.
        let _ = std::fs::remove_file(&self.0);
    }
}
