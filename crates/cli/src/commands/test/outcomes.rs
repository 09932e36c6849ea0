//! The outcomes of a package's cases, kept beside them: `cases/NAME` is answered in `outcomes/NAME.txt`.
//!
//! Reads the cases of a package that keeps outcomes (it has the folder), compares what each comes to with what was
//! kept, or keeps it anew. Hashes and the engine's version are left out: they change with every word of a policy, and
//! what is kept is what the answer says.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::json;
use whereas::{Asked, Format, Package};
use whereas_diagnostics::render;
use whereas_folders::Folder;
use whereas_source::{SourceFile, Sources};

use crate::commands::diff::diff;
use crate::disk;
use crate::{CannotRun, disk::read, disk::write};

/// The folder of what is kept.
const OUTCOMES: &str = "outcomes";

/// What one case comes to, against what was kept of it.
#[derive(Debug)]
pub(super) struct Compared {
    /// The folder of the package, as it is shown.
    pub package: String,
    /// The file of the case.
    pub case: String,
    /// How the two stand to each other.
    pub kept: Kept,
    /// What differs, or what is wrong with the case.
    pub diff: String,
}

/// How an outcome stands to what was kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kept {
    /// The same.
    Same,
    /// Another one.
    Changed,
    /// Nothing was kept of the case.
    Missing,
    /// What was kept is of a case that is gone.
    CaseGone,
    /// The case has no outcome: it is at fault.
    Faulty,
    /// It was kept anew, or what was kept of a case that is gone was removed.
    Updated,
}

impl Compared {
    pub(super) fn failed(&self) -> bool {
        !matches!(self.kept, Kept::Same | Kept::Updated)
    }

    /// What there is to say, in a few words.
    pub(super) fn why(&self) -> &'static str {
        match self.kept {
            Kept::Same => "as kept",
            Kept::Changed => "the outcome is another one than was kept",
            Kept::Missing => "no outcome is kept of this case; --update keeps it",
            Kept::CaseGone => "the case of this outcome is gone; --update removes it",
            Kept::Faulty => "the case is at fault",
            Kept::Updated => "kept anew",
        }
    }

    pub(super) fn human(&self) -> String {
        let mut out = String::new();
        let folder = if self.package.is_empty() { "." } else { &self.package };
        let _ = writeln!(out, "failed: {folder}/cases/{}: {}", self.case, self.why());
        for line in self.diff.lines() {
            let _ = writeln!(out, "  {line}");
        }
        out
    }

    pub(super) fn value(&self) -> serde_json::Value {
        let status = match self.kept {
            Kept::Same => "same",
            Kept::Changed => "changed",
            Kept::Missing => "missing",
            Kept::CaseGone => "case_gone",
            Kept::Faulty => "faulty",
            Kept::Updated => "updated",
        };
        json!({
            "package": self.package,
            "case": self.case,
            "status": status,
            "passed": !self.failed(),
            "diff": self.diff,
        })
    }
}

/// Every case of a package that keeps outcomes, and every outcome whose case is gone; in order.
pub(super) fn compare(
    on_disk: &Folder,
    package: &Package,
    filter: Option<&str>,
    update: bool,
) -> Result<Vec<Compared>, CannotRun> {
    let folder = on_disk.root.join(OUTCOMES);
    if !folder.is_dir() && !update {
        return Ok(Vec::new());
    }
    let wanted = |name: &String| filter.is_none_or(|filter| name.contains(filter));
    let cases: BTreeSet<String> = disk::cases(&on_disk.root)?.into_iter().filter(wanted).collect();
    let kept: BTreeSet<String> = disk::outcomes(&folder)?.into_iter().filter(wanted).collect();
    if update && !cases.is_empty() {
        write::folder(&folder)?;
    }
    let mut all = Vec::new();
    for name in cases.union(&kept) {
        let path = folder.join(format!("{name}.txt"));
        let (state, diff) = if cases.contains(name) {
            one(on_disk, package, name, &path, update)?
        } else if update {
            write::remove(&path)?;
            (Kept::Updated, String::new())
        } else {
            (Kept::CaseGone, String::new())
        };
        let (package, case) = (on_disk.shown.clone(), name.clone());
        all.push(Compared { package, case, kept: state, diff });
    }
    Ok(all)
}

fn one(
    on_disk: &Folder,
    package: &Package,
    name: &str,
    path: &Path,
    update: bool,
) -> Result<(Kept, String), CannotRun> {
    let bytes = read::bytes(&on_disk.root.join("cases").join(name))?;
    let folder = if on_disk.shown.is_empty() { "." } else { &on_disk.shown };
    let shown = format!("{folder}/cases/{name}");
    let mut sources = Sources::new();
    let decided = whereas_cases::decode(&shown, &bytes, &mut sources).and_then(|file| {
        let text = sources.file(file).map_or("", SourceFile::text);
        let format = Format::of_name(name).unwrap_or_else(|| Format::of_text(text));
        package.decide(text, file, format, None)
    });
    let now = match decided {
        Ok(decided) => without_hashes(&decided),
        Err(found) => return Ok((Kept::Faulty, render::terminal(&found, &sources, false))),
    };
    let before = if path.exists() { Some(read::text(path)?) } else { None };
    if before.as_ref() == Some(&now) {
        return Ok((Kept::Same, String::new()));
    }
    if update {
        write::replace(path, now.as_bytes())?;
        return Ok((Kept::Updated, String::new()));
    }
    Ok(match before {
        Some(before) => (Kept::Changed, diff(&path.to_string_lossy(), &before, &now)),
        None => (Kept::Missing, String::new()),
    })
}

/// What a case comes to, in plain words, without what changes where the answer does not.
fn without_hashes(decided: &whereas::Decided<'_>) -> String {
    let outcome = decided.outcome(Asked::default());
    let mut text = decided.text(Asked::default());
    for policy in &outcome.policies {
        for hash in [&policy.plan, &policy.case] {
            text = text.replace(hash.get(..12).unwrap_or(hash), "…");
        }
    }
    text.replace(&format!("engine {}", outcome.engine.version), "engine …")
}
