//! `whereas explain`: the page of a diagnostic.

use whereas_diagnostics::{Code, codes, near_name};

use crate::args::Explain;
use crate::terminal::Terminal;
use crate::{CannotRun, Ending, Ran};

include!(concat!(env!("OUT_DIR"), "/pages.rs"));

pub(crate) fn run(arguments: &Explain, terminal: &Terminal) -> Ran {
    let Some(asked) = &arguments.code else {
        let lines: Vec<String> =
            codes::all().map(|code| format!("{code} {}\n", code.title())).collect();
        terminal.result(&lines.concat());
        return Ok(Ending::Clean);
    };
    let wanted = asked.to_ascii_uppercase();
    let Some(code) = Code::find(&wanted) else {
        let near = near_name(&wanted, codes::all().map(Code::id));
        let hint = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
        return Err(CannotRun(format!("no diagnostic has the code {wanted}{hint}")));
    };
    // Every code has a page; should one be lost, its title still says what it is.
    let title = format!("# {code}: {}\n", code.title());
    terminal.result(page(code).unwrap_or(&title));
    Ok(Ending::Clean)
}

/// The page of a code, in Markdown.
pub(crate) fn page(code: Code) -> Option<&'static str> {
    PAGES.iter().find(|(id, _)| *id == code.id()).map(|(_, page)| body(page))
}

/// A page without its front matter.
fn body(page: &str) -> &str {
    let after = page.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    after.map_or(page, |(_, body)| body.trim_start())
}
