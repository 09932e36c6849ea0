//! Which files a policy is made of, and which policy each of them belongs to.
//!
//! Reads `use "file.policy" (as name)`. Invariant on exit: the main file is the first, every file comes once, the
//! edges between files have no cycle, and the main policy is the first of the policies.

use std::collections::BTreeMap;

use ecow::EcoString;
use whereas_diagnostics::Diagnostic;
use whereas_syntax::Tree;
use whereas_syntax::tree::{Item, Name, Policy, Use};
use whereas_value::id::PolicyId;

use super::{Inputs, faults};

/// One file of the policy.
pub(super) struct File<'t> {
    /// Its path in the package.
    pub path: EcoString,
    /// Its tree.
    pub tree: &'t Tree,
    /// The policy that its clauses belong to.
    pub policy: PolicyId,
    /// Whether more than one policy uses it: then it may hold only vocabulary.
    pub shared: bool,
    /// The files it uses, by place, and the name they are used under.
    pub uses: Vec<(usize, Option<&'t Name>)>,
}

/// The files of a policy and the policies among them.
pub(super) struct Files<'t> {
    /// Every file, the main one first.
    pub files: Vec<File<'t>>,
    /// The file of each policy, by place; the main policy first.
    pub heads: Vec<usize>,
}

impl<'t> Files<'t> {
    /// The tree's `policy` item of a policy.
    pub fn policy(&self, id: PolicyId) -> Option<&'t Policy> {
        let head = self.heads.get(whereas_value::Id::index(id))?;
        self.files.get(*head)?.tree.policy()
    }
}

/// Finds the files that the main file uses, directly or not.
pub(super) fn find<'t>(inputs: &Inputs<'t>, problems: &mut Vec<Diagnostic>) -> Files<'t> {
    let mut files = reached(inputs, problems);
    cut_cycles(&mut files, problems);
    let heads = give_policies(&mut files, problems);
    Files { files, heads }
}

/// The main file and all it leads to, nearest first.
fn reached<'t>(inputs: &Inputs<'t>, problems: &mut Vec<Diagnostic>) -> Vec<File<'t>> {
    let mut places: BTreeMap<EcoString, usize> = BTreeMap::new();
    let mut files: Vec<File<'t>> = Vec::new();
    let add = |files: &mut Vec<File<'t>>, path: EcoString, tree: &'t Tree| {
        let file = File { path, tree, policy: PolicyId(0), shared: false, uses: Vec::new() };
        files.push(file);
        files.len().saturating_sub(1)
    };
    let main = normal("", inputs.main);
    match inputs.trees.get(&main) {
        Some(tree) => {
            places.insert(main.clone(), add(&mut files, main, tree));
        }
        None => problems.push(faults::files::no_main(&main)),
    }
    let mut at = 0;
    while let Some((tree, folder)) = files.get(at).map(|file| (file.tree, folder(&file.path))) {
        for used in uses(tree) {
            let beside = normal(folder.as_str(), &used.path.text);
            let from_root = normal("", &used.path.text);
            let found = [beside, from_root]
                .into_iter()
                .find_map(|path| inputs.trees.get(&path).map(|tree| (path, *tree)));
            let Some((path, tree)) = found else {
                let known = inputs.trees.keys().map(EcoString::as_str);
                problems.push(faults::files::missing_file(&used.path, known));
                continue;
            };
            let place = match places.get(&path) {
                Some(place) => *place,
                None => {
                    let place = add(&mut files, path.clone(), tree);
                    places.insert(path, place);
                    place
                }
            };
            if let Some(file) = files.get_mut(at) {
                file.uses.push((place, used.alias.as_ref()));
            }
        }
        at = at.saturating_add(1);
    }
    files
}

fn uses(tree: &Tree) -> impl Iterator<Item = &Use> {
    tree.items.iter().filter_map(|item| if let Item::Use(it) = item { Some(it) } else { None })
}

/// Takes away every `use` that leads back, and says so.
fn cut_cycles(files: &mut [File<'_>], problems: &mut Vec<Diagnostic>) {
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        No,
        Open,
        Done,
    }
    let mut seen = vec![Seen::No; files.len()];
    // The files on the way, each with the next `use` to follow: no recursion, since a chain may be long.
    let mut way: Vec<(usize, usize)> = if files.is_empty() { Vec::new() } else { vec![(0, 0)] };
    while let Some((at, next)) = way.pop() {
        if let Some(state) = seen.get_mut(at) {
            *state = Seen::Open;
        }
        let edge = files.get(at).and_then(|file| file.uses.get(next)).map(|(used, _)| *used);
        let Some(used) = edge else {
            if let Some(state) = seen.get_mut(at) {
                *state = Seen::Done;
            }
            continue;
        };
        match seen.get(used).copied().unwrap_or(Seen::Done) {
            Seen::Done => way.push((at, next.saturating_add(1))),
            Seen::No => {
                way.push((at, next.saturating_add(1)));
                way.push((used, 0));
            }
            Seen::Open => {
                let mut paths: Vec<EcoString> = way
                    .iter()
                    .map(|(place, _)| *place)
                    .chain([at])
                    .skip_while(|place| *place != used)
                    .filter_map(|place| files.get(place).map(|file| file.path.clone()))
                    .collect();
                paths.extend(files.get(used).map(|file| file.path.clone()));
                if let Some(file) = files.get_mut(at) {
                    if let Some(item) = uses(file.tree).nth(next) {
                        problems.push(faults::files::cycle(&item.path, &paths));
                    }
                    file.uses.remove(next);
                }
                way.push((at, next));
            }
        }
    }
}

/// Gives every file the policy it belongs to: that of the nearest file with a `policy` item which uses it.
fn give_policies(files: &mut [File<'_>], problems: &mut Vec<Diagnostic>) -> Vec<usize> {
    let has_policy = |file: &File<'_>| file.tree.policy().is_some();
    if let Some(main) = files.first()
        && !has_policy(main)
    {
        problems.push(faults::files::no_policy(&main.path));
    }
    for file in files.iter() {
        let policies = file
            .tree
            .items
            .iter()
            .filter_map(|item| if let Item::Policy(it) = item { Some(&it.name) } else { None });
        let mut policies = policies;
        if let (Some(first), Some(second)) = (policies.next(), policies.next()) {
            problems.push(faults::files::two_policies(first, second));
        }
    }
    let heads: Vec<usize> = files
        .iter()
        .enumerate()
        .filter(|(place, file)| *place == 0 || has_policy(file))
        .map(|(place, _)| place)
        .collect();
    let mut owned = vec![false; files.len()];
    for (index, head) in heads.iter().enumerate() {
        let policy = PolicyId(u32::try_from(index).unwrap_or(u32::MAX));
        let mut reached = vec![false; files.len()];
        let mut open = vec![*head];
        while let Some(at) = open.pop() {
            let Some(mark) = reached.get_mut(at) else { continue };
            if std::mem::replace(mark, true) {
                continue;
            }
            let already = owned.get_mut(at).is_some_and(|owned| std::mem::replace(owned, true));
            let Some(file) = files.get_mut(at) else { continue };
            if already {
                file.shared = true;
            } else {
                file.policy = policy;
            }
            let next: Vec<usize> = file.uses.iter().map(|(used, _)| *used).collect();
            open.extend(next.into_iter().filter(|used| !heads.contains(used)));
        }
    }
    heads
}

/// The folder of a path, without the last `/`.
fn folder(path: &str) -> EcoString {
    path.rsplit_once('/').map_or_else(EcoString::new, |(folder, _)| folder.into())
}

/// The path that `written` means inside of `folder`; `./` and `../` are followed.
pub(super) fn normal(folder: &str, written: &str) -> EcoString {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(written.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/").into()
}

/// The file of passages that a file names, and as it would be named from the root.
pub(super) fn beside(file: &str, written: &str) -> [EcoString; 2] {
    [normal(folder(file).as_str(), written), normal("", written)]
}
