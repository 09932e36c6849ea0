//! The packages under a folder, with their files.

use std::io;
use std::path::{Path, PathBuf};

use whereas_driver::{Files, MANIFEST};

/// The folders under `root` that hold a `whereas.toml`, in order.
pub fn under(root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        if folder.join(MANIFEST).is_file() {
            found.push(folder);
        } else {
            open.extend(entries(&folder)?.into_iter().filter(|path| path.is_dir()));
        }
    }
    found.sort();
    Ok(found)
}

/// The files of a package that the compiler reads, by their paths inside of it.
pub fn files(root: &Path) -> io::Result<Files> {
    let mut files = Files::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        for path in entries(&folder)? {
            let Ok(inside) = path.strip_prefix(root) else { continue };
            let name = inside.to_string_lossy().into_owned();
            if path.is_dir() {
                open.push(path);
            } else if name.ends_with(".policy") || name.ends_with(".md") || name == MANIFEST {
                files.insert(name, std::fs::read_to_string(&path)?);
            }
        }
    }
    Ok(files)
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut all = std::fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<_>>>()?;
    all.sort();
    Ok(all)
}
