//! `whereas show`: the forms that a policy takes on its way through the compiler.

use std::fmt::Write as _;

use whereas_diagnostics::codes::package::NO_POLICY;
use whereas_driver::Compilation;

use super::{load, note_errors};
use crate::args::{FormShown, Show};
use crate::terminal::Terminal;
use crate::{CannotRun, Ending, Ran, disk};

pub(crate) fn run(arguments: &Show, terminal: &Terminal) -> Ran {
    if arguments.form == FormShown::Plan && disk::plan(&arguments.file)?.is_some() {
        return compiled(&arguments.file, terminal);
    }
    let on_disk = disk::package(&arguments.file)?;
    let Some(path) = &on_disk.only else {
        return Err(CannotRun(format!("{} is a folder; name one policy file", arguments.file)));
    };
    let mut compilation = on_disk.compile();
    // A file without a policy is read as well as one with it.
    if matches!(arguments.form, FormShown::Tokens | FormShown::Tree) {
        compilation.diagnostics.retain(|it| it.code != NO_POLICY);
    }
    let shown = match arguments.form {
        FormShown::Tokens => tokens(&compilation, path),
        FormShown::Tree => {
            compilation.parses.get(path.as_str()).map(|parsed| format!("{:#?}\n", parsed.tree))
        }
        FormShown::Hir => compilation.policies.first().map(|policy| format!("{:#?}\n", policy.hir)),
        FormShown::Types => types(&compilation),
        FormShown::Plan => {
            let compiled = compilation.policies.first().and_then(|policy| policy.compiled.as_ref());
            compiled.map(|compiled| whereas_plan::print::print(&compiled.plan))
        }
    };
    if compilation.has_errors() {
        note_errors(&compilation, terminal);
    }
    match shown {
        Some(shown) => {
            terminal.result(&shown);
            Ok(if compilation.has_errors() { Ending::Found } else { Ending::Clean })
        }
        None => Ok(Ending::Found),
    }
}

/// The plans of a plan file.
fn compiled(path: &str, terminal: &Terminal) -> Ran {
    let Some(package) = load::package(path, None, terminal)? else { return Ok(Ending::Found) };
    for plan in package.plans() {
        terminal.result(&whereas_plan::print::print(plan));
    }
    Ok(Ending::Clean)
}

fn tokens(compilation: &Compilation, path: &str) -> Option<String> {
    let parsed = compilation.parses.get(path)?;
    let mut out = String::new();
    for token in &parsed.tokens {
        let text = compilation.sources.text(token.span).unwrap_or("");
        let _ = writeln!(out, "{:?} {text:?}", token.kind);
    }
    Some(out)
}

/// Every expression with its type, and how its numbers are kept.
fn types(compilation: &Compilation) -> Option<String> {
    let policy = compilation.policies.first()?;
    let compiled = policy.compiled.as_ref()?;
    let tables = compiled.checked.tables();
    let mut out = String::new();
    for (id, ty) in tables.types.enumerate() {
        let text =
            policy.map.exprs.get(id).and_then(|span| compilation.sources.text(*span)).unwrap_or("");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(out, "{id:?} {text} : {ty:?}");
    }
    Some(out)
}
