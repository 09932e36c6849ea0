//! The files of a drawn package through the passes.

use std::collections::BTreeMap;

use whereas_diagnostics::Diagnostic;
use whereas_diagnostics::render;
use whereas_source::Sources;

/// Why a package was refused.
#[derive(Debug, Default)]
pub struct Refused {
    /// The codes of the errors.
    pub codes: Vec<String>,
    /// The errors in words.
    pub text: String,
}

/// Reads the texts.
pub fn compile(files: &[(String, String)]) -> Result<(), Refused> {
    let mut sources = Sources::new();
    let mut problems: Vec<Diagnostic> = Vec::new();
    let mut trees = BTreeMap::new();
    for (name, text) in files {
        let file = sources.add(name.clone(), text.clone());
        if name.ends_with(".policy") {
            let (parse, found) = whereas_syntax::parse(file, text);
            problems.extend(found);
            trees.insert(name.clone(), parse.tree);
        }
    }
    refused(&problems, &sources)
}

fn refused(problems: &[Diagnostic], sources: &Sources) -> Result<(), Refused> {
    let errors: Vec<Diagnostic> = problems.iter().filter(|one| one.is_error()).cloned().collect();
    if errors.is_empty() {
        return Ok(());
    }
    let codes = errors.iter().map(|one| one.code.id().to_owned()).collect();
    Err(Refused { codes, text: render::short(&errors, sources) })
}
