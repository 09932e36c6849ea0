//! The files of a drawn package through the passes.

use std::collections::BTreeMap;

use ecow::EcoString;
use whereas_check::Checked;
use whereas_diagnostics::{Diagnostic, render};
use whereas_hir::{Inputs, from_syntax};
use whereas_plan::Plan;
use whereas_source::Sources;

/// A drawn policy in the two forms that decide cases.
#[derive(Debug)]
pub struct Compiled {
    /// What the reference interpreter reads.
    pub checked: Checked,
    /// What the interpreter of plans reads.
    pub plan: Plan,
}

/// Why a package was refused.
#[derive(Debug, Default)]
pub struct Refused {
    /// The codes of the errors, one for each.
    pub codes: Vec<String>,
    /// The errors in words, a line for each.
    pub text: String,
}

/// Takes the files of a package through the passes, the policy in `main.policy` first.
///
/// # Errors
/// Where there is an error in the texts.
pub fn compile(files: &[(String, String)]) -> Result<Compiled, Refused> {
    let mut sources = Sources::new();
    let mut problems: Vec<Diagnostic> = Vec::new();
    let mut trees = BTreeMap::new();
    let mut passages = BTreeMap::new();
    for (name, text) in files {
        let file = sources.add(name.clone(), text.clone());
        if name.ends_with(".policy") {
            let (parse, found) = whereas_syntax::parse(file, text);
            problems.extend(found);
            trees.insert(EcoString::from(name), parse.tree);
        } else {
            passages.insert(EcoString::from(name), text.as_str());
        }
    }
    let inputs = Inputs {
        main: "main.policy",
        trees: trees.iter().map(|(name, tree)| (name.clone(), tree)).collect(),
        passages,
        sources: &sources,
    };
    let (hir, map, found) = from_syntax(&inputs);
    problems.extend(found);
    let (typed, found) = whereas_check::check(hir, &map);
    problems.extend(found);
    match whereas_check::seal(typed, &problems) {
        Some(checked) => Ok(Compiled { plan: whereas_lower::from_checked(&checked), checked }),
        None => Err(refused(&problems, &sources)),
    }
}

fn refused(problems: &[Diagnostic], sources: &Sources) -> Refused {
    let errors: Vec<Diagnostic> = problems.iter().filter(|one| one.is_error()).cloned().collect();
    let codes = errors.iter().map(|one| one.code.id().to_owned()).collect();
    Refused { codes, text: render::short(&errors, sources) }
}
