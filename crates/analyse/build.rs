//! Puts the tables of `lexicon/` into the library: a file there is a language, by its name.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=lexicon");
    let mut tables = Vec::new();
    for entry in fs::read_dir("lexicon")? {
        let path = fs::canonicalize(entry?.path())?;
        let language = path.file_stem().map(|it| it.to_string_lossy().into_owned());
        if let Some(language) = language.filter(|_| path.extension().is_some_and(|it| it == "toml"))
        {
            tables.push((language, path));
        }
    }
    tables.sort();
    let mut list = String::from(
        "/// The tables that come with the compiler, by language.\nconst TABLES: &[(&str, &str)] = &[\n",
    );
    for (language, path) in tables {
        let _ =
            writeln!(list, "    ({language:?}, include_str!({:?})),", path.display().to_string());
    }
    list.push_str("];\n");
    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    fs::write(Path::new(&out).join("tables.rs"), list)
}
