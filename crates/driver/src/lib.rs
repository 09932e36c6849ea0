//! The front door: the files of a package, in memory, through all passes.
//!
//! Reads: paths and texts (`whereas.toml`, `*.policy`, the Markdown of passages). Produces: a [`Compilation`],
//! always, with every form that could be made and everything there is to say about the files; and from it a
//! [`Package`], which exists only where there is no error. Invariants: no IO; diagnostics come in one order,
//! each once; nothing in the files makes it panic.

pub mod coverage;
pub mod examples;
mod languages;
mod levels;
mod manifest;
mod manifest_words;
mod overlap;
mod problems;
mod protected;
mod reach;
mod replacing;
mod shared_names;

use std::collections::BTreeMap;

use ecow::EcoString;
use whereas_analyse::accept;
use whereas_analyse::text;
use whereas_check::{Checked, Typed};
use whereas_diagnostics::Diagnostic;
use whereas_hir::map::SourceMap;
use whereas_hir::{Hir, Inputs, from_syntax};
use whereas_plan::Plan;
use whereas_plan::across::across;
use whereas_source::{FileId, Sources};
use whereas_syntax::{Parse, Tree, parse_all};

pub use levels::Levels;
pub use manifest::{Manifest, Relation, Said};
pub use reach::named_in;
pub use whereas_analyse::accept::Accepted;

/// The name of the file that makes a folder a package.
pub const MANIFEST: &str = "whereas.toml";
/// How many clauses a package may have.
pub const MAX_CLAUSES: usize = 20_000;

/// The files of a package: path inside of it, and text. What belongs to one is its `whereas.toml`, its policies
/// (`*.policy`) and the Markdown of its passages (`*.md`). A path is written with `/`, and without `.` and `..`.
pub type Files = BTreeMap<String, String>;

/// A file of a package that could not be read.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Unread {
    /// Its path in the package; empty for the folder of the package itself.
    pub path: String,
    /// Why.
    pub why: Why,
}

/// Why a file of a package could not be read.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Why {
    /// It is no UTF-8 text.
    NotUtf8 {
        /// Its text, as far as it is one.
        text: String,
        /// The first byte that is no part of a text.
        at: usize,
    },
    /// What the one who opened it was told.
    Disk(String),
}

/// What became of the files of a package.
#[derive(Clone, Debug, Default)]
pub struct Compilation {
    /// The texts, to show places in.
    pub sources: Sources,
    /// What `whereas.toml` says.
    pub manifest: Manifest,
    /// The tree and tokens of every policy file that was read, by path.
    pub parses: BTreeMap<EcoString, Parse>,
    /// Every policy, in the order of their files.
    pub policies: Vec<Policy>,
    /// Everything there is to say about the files, in their order.
    pub diagnostics: Vec<Diagnostic>,
    /// What was found and is accepted by its clause, with the reason.
    pub accepted: Vec<Accepted>,
}

/// One policy of a package, as far as it could be compiled.
#[derive(Clone, Debug)]
pub struct Policy {
    /// The path of its file.
    pub path: EcoString,
    /// Its name.
    pub name: EcoString,
    /// Its names resolved.
    pub hir: Hir,
    /// Where everything in it stands.
    pub map: SourceMap,
    /// The checked policy and its plan; none where it has an error.
    pub compiled: Option<Compiled>,
}

/// A policy without errors, in the forms that decide cases.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// The checked policy.
    pub checked: Checked,
    /// Its plan.
    pub plan: Plan,
}

/// The policies of a package without errors.
#[derive(Clone, Debug)]
pub struct Package {
    /// What `whereas.toml` says.
    pub manifest: Manifest,
    /// The plans, in the order of the files of the policies.
    pub plans: Vec<Plan>,
}

/// What to compile of a package.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// Only the policy of this file, and what it uses.
    pub only: Option<&'a str>,
    /// The folder under which places are shown: `policies/dhs`.
    pub folder: &'a str,
    /// Whether only what is found is wanted: no policy has its [`compiled`](Policy::compiled) forms then.
    pub findings_only: bool,
}

/// Compiles the policies of a package.
#[must_use]
pub fn compile(files: &Files, asked: Asked<'_>) -> Compilation {
    compile_read(files, &[], asked)
}

/// Compiles the policies of a package of which some files could not be read: each of those is an error.
#[must_use]
pub fn compile_read(files: &Files, unread: &[Unread], asked: Asked<'_>) -> Compilation {
    // What is a text in part is read as far as it is one, so that nothing else is said to be missing.
    let partly = unread.iter().filter_map(|it| match &it.why {
        Why::NotUtf8 { text, .. } => Some((it.path.clone(), text.clone())),
        Why::Disk(_) => None,
    });
    let partly: Files = partly.collect();
    let both: Files;
    let files = if partly.is_empty() {
        files
    } else {
        both = files.clone().into_iter().chain(partly).collect();
        &both
    };
    let only = asked.only;
    let mut sources = Sources::new();
    let shown = |path: &str| match asked.folder.trim_end_matches('/') {
        "" | "." => path.to_owned(),
        folder => format!("{folder}/{path}"),
    };
    let ids: BTreeMap<&str, FileId> = files
        .iter()
        .map(|(path, text)| (path.as_str(), sources.add(shown(path), text.as_str())))
        .collect();
    let mut found: Vec<Diagnostic> = Vec::new();
    for it in unread {
        found.push(match (&it.why, ids.get(it.path.as_str())) {
            (Why::NotUtf8 { at, .. }, Some(file)) => problems::not_utf8(*file, *at),
            (Why::NotUtf8 { .. }, None) => continue,
            (Why::Disk(why), _) => problems::not_read(&shown(&it.path), why),
        });
    }
    let mut parses: BTreeMap<EcoString, Parse> = BTreeMap::new();
    let mut said: BTreeMap<EcoString, Vec<Diagnostic>> = BTreeMap::new();
    let texts = files.iter().filter(|(path, _)| path.ends_with(".policy"));
    let texts =
        texts.filter_map(|(path, text)| Some((path, *ids.get(path.as_str())?, text.as_str())));
    let (paths, texts): (Vec<&String>, Vec<(FileId, &str)>) =
        texts.map(|(path, file, text)| (path, (file, text))).unzip();
    for (path, (parsed, problems)) in paths.into_iter().zip(parse_all(&texts)) {
        parses.insert(path.into(), parsed);
        said.insert(path.into(), problems);
    }
    let manifest = match (files.get(MANIFEST), ids.get(MANIFEST)) {
        (Some(text), Some(file)) => manifest::read(text, *file, &mut found),
        _ => Manifest::default(),
    };
    let trees: BTreeMap<EcoString, &Tree> =
        parses.iter().map(|(path, parsed)| (path.clone(), &parsed.tree)).collect();
    let mains: Vec<EcoString> = match only {
        Some(path) => vec![path.into()],
        None => trees
            .iter()
            .filter(|(_, tree)| tree.policy().is_some())
            .map(|(path, _)| path.clone())
            .collect(),
    };
    // Where a text could not be read, its `policy` may be what is broken: that is told, and nothing beside it.
    if mains.is_empty() && said.values().flatten().all(|it| !it.is_error()) {
        found.push(problems::no_policy());
    }
    // What is wrong with a file that nobody asked for is not told when one file was.
    let reached = only.map(|main| reach::from(main, &trees));
    for (path, problems) in said {
        if reached.as_ref().is_none_or(|reached| reached.contains(&path)) {
            found.extend(problems);
        }
    }
    let clauses: usize = trees.values().map(|tree| tree.clauses().count()).sum();
    if clauses > MAX_CLAUSES {
        found.push(problems::too_many_clauses(clauses));
        let diagnostics = in_order(found);
        return Compilation { sources, manifest, parses, diagnostics, ..Compilation::default() };
    }
    let passages: BTreeMap<EcoString, &str> = files
        .iter()
        .filter(|(path, _)| !path.ends_with(".policy") && *path != MANIFEST)
        .map(|(path, text)| (EcoString::from(path), text.as_str()))
        .collect();
    let read = across(&mains, |main| {
        let inputs =
            Inputs { main, trees: trees.clone(), passages: passages.clone(), sources: &sources };
        Read::of(main, &inputs)
    });
    let (policies, whole) = compiled(read, &sources, !asked.findings_only, &mut found);
    replacing::clauses(&policies, &mut found);
    if only.is_none() {
        replacing::rings(&policies, &mut found);
        overlap::check(&manifest, &policies, ids.get(MANIFEST).copied(), &mut found);
        shared_names::check(&policies, &mut found);
        protected::check(&policies, &mut found);
    }
    // Another policy of the package may cite what one does not, unless it could not be read.
    if only.is_none() && whole {
        found.extend(text::uncited(policies.iter().map(|policy| (&policy.hir, &policy.map))));
    }
    let forms = || policies.iter().map(|policy| (&policy.hir, &policy.map));
    let (found, accepted) = accept::settle(in_order(found), forms());
    let diagnostics = in_order(manifest.levels.of(found));
    Compilation { sources, manifest, parses, policies, diagnostics, accepted }
}

/// A policy that went through the passes before the seal: those go on through broken input.
struct Read {
    main: EcoString,
    hir: Hir,
    map: SourceMap,
    typed: Typed,
    problems: Vec<Diagnostic>,
}

impl Read {
    fn of(main: &EcoString, inputs: &Inputs<'_>) -> Self {
        let (hir, map, mut problems) = from_syntax(inputs);
        let (typed, more) = whereas_check::check(hir.clone(), &map);
        problems.extend(more);
        problems.extend(accept::check(&hir, &map));
        Self { main: main.clone(), hir, map, typed, problems }
    }
}

/// The policies that were read, sealed and compiled, all at the same time; and whether every one could be. Where an item
/// could not be read, what looks unused or missing may be in it: only errors are told from there on, and nothing is
/// compiled.
fn compiled(
    read: Vec<Read>,
    sources: &Sources,
    plans: bool,
    found: &mut Vec<Diagnostic>,
) -> (Vec<Policy>, bool) {
    let mut readable = !found.iter().any(Diagnostic::is_error);
    let mut sealed = Vec::new();
    for Read { main, hir, map, typed, mut problems } in read {
        if !readable {
            problems.retain(Diagnostic::is_error);
        }
        let checked = whereas_check::seal(typed, &problems).filter(|_| readable);
        readable &= !problems.iter().any(Diagnostic::is_error);
        let name = hir.policies.get(Hir::MAIN).map_or_else(|| main.clone(), |it| it.name.clone());
        sealed.push((checked, problems, Policy { path: main, name, hir, map, compiled: None }));
    }
    let todo = sealed.iter().filter_map(|(checked, _, it)| Some((checked.as_ref()?, &it.map)));
    let parts: &[Part] = if plans { &[Part::Plan, Part::Text] } else { &[Part::Text] };
    let todo: Vec<(&Checked, &SourceMap, Part)> = todo
        .flat_map(|(checked, map)| parts.iter().map(move |part| (checked, map, *part)))
        .collect();
    let mut made = across(&todo, |(checked, map, part)| match part {
        Part::Plan => Made::Plan(Box::new(plan_of(checked))),
        Part::Text => {
            let mut said = text::check(checked, map, sources);
            said.extend(languages::check(checked, map));
            Made::Said(said)
        }
    })
    .into_iter();
    let mut readable = !found.iter().any(Diagnostic::is_error);
    let mut whole = true;
    let mut policies = Vec::new();
    for (checked, mut problems, mut policy) in sealed {
        whole &= checked.is_some() && readable;
        if let Some(checked) = checked {
            let mut plan_made = None;
            for made in made.by_ref().take(parts.len()) {
                match made {
                    Made::Said(said) if readable => problems.extend(said),
                    Made::Plan(plan) if readable => plan_made = Some(*plan),
                    Made::Said(_) | Made::Plan(_) => {}
                }
            }
            policy.compiled = plan_made.map(|plan| Compiled { checked, plan });
        }
        // An error in the text of an earlier one.
        if !readable {
            problems.retain(Diagnostic::is_error);
        }
        readable &= !problems.iter().any(Diagnostic::is_error);
        found.append(&mut problems);
        policies.push(policy);
    }
    (policies, whole)
}

/// What is done with a sealed policy.
#[derive(Clone, Copy)]
enum Part {
    /// Its plan is made.
    Plan,
    /// Its passages and its labels are held against it.
    Text,
}

/// What came of it.
enum Made {
    Plan(Box<Plan>),
    Said(Vec<Diagnostic>),
}

/// The plan of a checked policy, with its clauses and conditions in plain words.
fn plan_of(checked: &Checked) -> Plan {
    let mut plan = whereas_lower::from_checked(checked);
    whereas_readings::write_into_book(checked, &mut plan);
    plan
}

/// By file and place, each once; what has no place comes first.
fn in_order(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    found.sort_by(|a, b| {
        let key = |it: &Diagnostic| (it.span(), it.code.id(), it.message.clone());
        key(a).cmp(&key(b))
    });
    found.dedup();
    found
}

impl Compilation {
    /// Whether there is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// The package, where there is no error.
    #[must_use]
    pub fn package(&self) -> Option<Package> {
        if self.has_errors() {
            return None;
        }
        let plans = self.policies.iter().map(|it| Some(it.compiled.as_ref()?.plan.clone()));
        let plans: Option<Vec<Plan>> = plans.collect();
        Some(Package { manifest: self.manifest.clone(), plans: plans? })
    }

    /// The same, with the plans taken out of this: nothing is left of them here.
    pub fn take_package(&mut self) -> Option<Package> {
        let whole = self.policies.iter().all(|policy| policy.compiled.is_some());
        if self.has_errors() || !whole {
            return None;
        }
        let compiled = self.policies.iter_mut().filter_map(|policy| policy.compiled.take());
        let plans = compiled.map(|compiled| compiled.plan).collect();
        Some(Package { manifest: self.manifest.clone(), plans })
    }
}
