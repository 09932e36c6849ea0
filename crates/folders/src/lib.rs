//! Packages on disk: which files belong to one, and their texts.
//!
//! Reads: a folder, or one policy file. Produces: a [`Folder`] for each package there, with the texts of its files and
//! what could not be read of them. A folder with a `whereas.toml` is a package: its policies (`*.policy`) and passages
//! (`*.md`) are all those below it, but for the packages below it, each of which is a package of its own. A folder
//! without one is a package too, unless there are packages below it: then it is those. One policy file belongs to the
//! package above it, and of the rest only what it uses is told. Names that start with a dot, `target`,
//! `node_modules` and links to folders are passed over. Invariants: nothing is written; a file that cannot be read
//! keeps no other from being read.

mod read;
mod walk;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use whereas_driver::{Asked, Compilation, Files, MANIFEST, Unread};

pub use read::{CannotRead, at_most, why};
pub use walk::{is_policy, policies};

/// A package on disk.
#[derive(Clone, Debug)]
pub struct Folder {
    /// Its files, by their path in it.
    pub files: Files,
    /// What could not be read of it.
    pub unread: Vec<Unread>,
    /// The one policy file that was asked for, by its path in the package.
    pub only: Option<String>,
    /// Where it is.
    pub root: PathBuf,
    /// Its folder as it is shown: from where the program was started, where it lies below.
    pub shown: String,
}

impl Folder {
    /// The package through all passes.
    #[must_use]
    pub fn compile(&self) -> Compilation {
        self.through(false)
    }

    /// What is found in the package: through all passes but those that only make what decides cases.
    #[must_use]
    pub fn check(&self) -> Compilation {
        self.through(true)
    }

    fn through(&self, findings_only: bool) -> Compilation {
        let asked = Asked { only: self.only.as_deref(), folder: &self.shown, findings_only };
        whereas_driver::compile_read(&self.files, &self.unread, asked)
    }
}

/// The packages that a path means, in the order of their folders.
pub fn packages(path: &Path) -> Result<Vec<Folder>, CannotRead> {
    let about = fs::metadata(path).map_err(|error| CannotRead::given(path, &error))?;
    if !about.is_dir() {
        return Ok(vec![package_of_file(path)?]);
    }
    let mut roots = Vec::new();
    if path.join(MANIFEST).is_file() {
        roots.push(path.to_owned());
    }
    walk::roots_below(path, &mut roots)?;
    if roots.is_empty() {
        // Perhaps a folder of a package that starts further up.
        roots.push(above(path).unwrap_or_else(|| path.to_owned()));
    }
    roots.sort();
    Ok(roots.into_iter().map(whole).collect())
}

/// The one package that a path means: of a folder with a `whereas.toml` its own, whatever packages are below it.
pub fn package(path: &Path) -> Result<Folder, CannotRead> {
    if path.join(MANIFEST).is_file() {
        return Ok(whole(path.to_owned()));
    }
    let mut all = packages(path)?;
    match (all.pop(), all.as_slice()) {
        (Some(one), []) => Ok(one),
        (last, others) => {
            let names = others.iter().chain(&last).map(|it| it.shown.as_str());
            let names = names.collect::<Vec<_>>().join(", ");
            Err(CannotRead::because(
                path,
                &format!("this folder holds several packages; name one of {names}"),
            ))
        }
    }
}

/// A package with all its files.
fn whole(root: PathBuf) -> Folder {
    let (mut files, mut unread) = (Files::new(), Vec::new());
    walk::gather(&root, &mut files, &mut unread);
    let shown = shown(&root);
    Folder { files, unread, only: None, root, shown }
}

/// One policy file, and what it uses. The other policies of its package are read too, since it may name them; what
/// cannot be read of those is not told.
fn package_of_file(path: &Path) -> Result<Folder, CannotRead> {
    if !is_policy(path) {
        let why = "this is no policy; the name of one ends in `.policy`";
        return Err(CannotRead::because(path, why));
    }
    let full = fs::canonicalize(path).map_err(|error| CannotRead::of(path, &error))?;
    let beside = full.parent().map_or_else(PathBuf::new, Path::to_owned);
    let (mut files, mut unread) = (Files::new(), Vec::new());
    let root = match above(&beside) {
        Some(root) => {
            walk::gather(&root, &mut files, &mut unread);
            root
        }
        // Nobody said how far down such a package reaches: the files beside are enough.
        None => {
            walk::beside(&beside, &mut files, &mut unread);
            beside
        }
    };
    let only = walk::inside(&root, &full);
    let mut reached = BTreeSet::from([MANIFEST.to_owned()]);
    let mut open = vec![only.clone()];
    while let Some(path) = open.pop() {
        if !reached.insert(path.clone()) {
            continue;
        }
        if walk::text_of(&path, &files, &unread).is_none() {
            walk::take(&root, &root.join(&path), &mut files, &mut unread);
        }
        let Some(text) = walk::text_of(&path, &files, &unread) else { continue };
        for candidates in whereas_driver::named_in(&path, text) {
            let known =
                |it: &str| walk::text_of(it, &files, &unread).is_some() || root.join(it).exists();
            open.extend(candidates.iter().find(|it| known(it)).map(ToString::to_string));
        }
    }
    unread.retain(|it| reached.contains(&it.path));
    let shown = shown(&root);
    Ok(Folder { files, unread, only: Some(only), root, shown })
}

/// The nearest folder with a `whereas.toml`, this one among them.
fn above(folder: &Path) -> Option<PathBuf> {
    let full = fs::canonicalize(folder).ok()?;
    full.ancestors().find(|folder| folder.join(MANIFEST).is_file()).map(Path::to_owned)
}

/// A path as it is shown: from where the program was started, where it lies below; signs that could disturb a terminal
/// written out.
#[must_use]
pub fn shown(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let below = here.as_deref().and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path);
    plain(&below.to_string_lossy())
}

/// A text with its control characters written out.
#[must_use]
pub fn plain(text: &str) -> String {
    let one = |c: char| if c.is_control() { c.escape_default().to_string() } else { c.to_string() };
    text.chars().map(one).collect()
}
