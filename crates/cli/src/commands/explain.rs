//! `whereas explain`: the page of a diagnostic.

use whereas_diagnostics::{Code, codes, near_name};

use crate::args::Explain;
use crate::terminal::Terminal;
use crate::{CannotRun, Ending, Ran};

include!(concat!(env!("OUT_DIR"), "/pages.rs"));

pub(crate) fn run(arguments: &Explain, terminal: &Terminal) -> Ran {
    if arguments.codes.is_empty() {
        let mut all: Vec<Code> = codes::all().collect();
        all.sort_by_key(|code| code.id());
        let lines: Vec<String> =
            all.iter().map(|code| format!("{code} {}\n", code.title())).collect();
        terminal.result(&lines.concat());
        return Ok(Ending::Clean);
    }
    let found: Vec<Code> =
        arguments.codes.iter().map(|asked| find(asked)).collect::<Result<_, _>>()?;
    let pages: Vec<String> = found
        .into_iter()
        // Every code has a page; should one be lost, its title still says what it is.
        .map(|code| {
            page(code).map_or_else(|| format!("# {code}: {}\n", code.title()), str::to_owned)
        })
        .collect();
    terminal.result(&pages.join("\n"));
    Ok(Ending::Clean)
}

fn find(asked: &str) -> Result<Code, CannotRun> {
    let wanted = asked.to_ascii_uppercase();
    if let Some(code) = Code::find(&wanted) {
        return Ok(code);
    }
    // Who gives the number only means one of these.
    let numbered = ["E", "W"].map(|letter| format!("{letter}{wanted:0>4}"));
    let near = numbered
        .iter()
        .find_map(|id| Code::find(id))
        .map(|code| code.id())
        .or_else(|| near_name(&wanted, codes::all().map(Code::id)));
    let hint = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
    Err(CannotRun(format!("no diagnostic has the code {asked}{hint}")))
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
