//! Puts the pages of `docs/diagnostics/` into the binary, for `whereas explain`.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let docs = Path::new("../../docs/diagnostics");
    println!("cargo::rerun-if-changed={}", docs.display());
    let mut pages = Vec::new();
    if docs.is_dir() {
        for entry in fs::read_dir(docs)? {
            let path = fs::canonicalize(entry?.path())?;
            let name = path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default();
            // `E0301-unknown-fact.md`
            let code: String = name.chars().take(5).collect();
            let is_code =
                code.starts_with(['E', 'W']) && code.chars().skip(1).all(|c| c.is_ascii_digit());
            if is_code && name.ends_with(".md") {
                pages.push((code, path));
            }
        }
    }
    pages.sort();
    let mut table = String::from(
        "/// The pages of the diagnostics, by code.\npub(crate) const PAGES: &[(&str, &str)] = &[\n",
    );
    for (code, path) in pages {
        let _ = writeln!(table, "    ({code:?}, include_str!({:?})),", path.display().to_string());
    }
    table.push_str("];\n");
    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    fs::write(Path::new(&out).join("pages.rs"), table)
}
