//! `whereas report`: a policy as one page for the lawyer who signs it.

use std::path::Path;

use whereas_report::{Form, languages, page};

use super::load::no_policy;
use super::note_errors;
use crate::args::{PageFormat, Report};
use crate::terminal::Terminal;
use crate::{CannotRun, Ending, Ran, disk};

pub(crate) fn run(arguments: &Report, terminal: &Terminal) -> Ran {
    let language = arguments.language.as_str();
    if !languages().contains(&language) {
        let known: Vec<String> = languages().iter().map(|it| format!("`{it}`")).collect();
        return Err(CannotRun(format!(
            "no report can be written in `{language}`; it can be in {}",
            known.join(" or ")
        )));
    }
    let package = disk::package(&arguments.path)?;
    let compilation = package.compile();
    if compilation.has_errors() {
        note_errors(&compilation, terminal);
        return Ok(Ending::Found);
    }
    let names: Vec<&str> = compilation.policies.iter().map(|it| it.name.as_str()).collect();
    let wanted = match (&arguments.policy, names.as_slice()) {
        (Some(name), _) => name.as_str(),
        (None, [only]) => only,
        (None, _) => {
            let known: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            return Err(CannotRun(format!(
                "the package has several policies; name one with --policy: {}",
                known.join(", ")
            )));
        }
    };
    let Some(policy) = compilation.policies.iter().find(|it| it.name == wanted) else {
        return Err(no_policy(wanted, &names));
    };
    let form = match arguments.output_format {
        PageFormat::Html => Form::Html,
        PageFormat::Md => Form::Markdown,
    };
    let Some(text) = page(&compilation, policy, language, form) else {
        return Err(CannotRun(format!("the policy `{wanted}` cannot be reported on")));
    };
    match arguments.out.as_deref() {
        None | Some("-") => terminal.result(&text),
        Some(path) => disk::write::replace(Path::new(path), text.as_bytes())?,
    }
    Ok(Ending::Clean)
}
