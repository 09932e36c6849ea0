//! Files: missing, in a ring, or holding what they may not.

use ecow::EcoString;
use whereas_diagnostics::{Diagnostic, codes::names as codes, codes::package, near_name};
use whereas_source::Span;
use whereas_syntax::tree::{Name, Text};

pub fn no_main(path: &str) -> Diagnostic {
    Diagnostic::placeless(codes::MISSING_FILE, format!("there is no file `{path}`"))
}

/// Offers a near path in place of what stands between the quotes.
fn offer_path(problem: Diagnostic, text: &Text, near: Option<&str>) -> Diagnostic {
    match near {
        Some(near) => problem.fix(
            format!("`{near}` is near: was that meant?"),
            text.span,
            format!("\"{near}\""),
        ),
        None => problem,
    }
}

pub fn missing_file<'a>(path: &Text, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let message = if path.text.is_empty() {
        "the path of a file is missing between the quotes".to_owned()
    } else {
        format!("there is no file `{}` in this package", path.text)
    };
    let near = near_name(&path.text, known);
    let problem = Diagnostic::new(codes::MISSING_FILE, path.span, message);
    let problem = if near.is_some() {
        problem
    } else {
        problem.help("put the file into the folder of this one, or name a file that is there")
    };
    offer_path(problem, path, near)
}

pub fn missing_passages<'a>(path: &Text, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let message = format!("there is no file of passages `{}`", path.text);
    let problem = Diagnostic::new(codes::MISSING_FILE, path.span, message);
    offer_path(problem, path, near_name(&path.text, known))
}

pub fn cycle(path: &Text, ring: &[EcoString]) -> Diagnostic {
    let ring: Vec<String> = ring.iter().map(|path| format!("`{path}`")).collect();
    let message = format!("files use each other in a ring: {}", ring.join(" uses "));
    Diagnostic::new(codes::USE_CYCLE, path.span, message)
        .help("move what both need into a file of its own")
}

pub fn no_policy(path: &str) -> Diagnostic {
    let message = format!("`{path}` decides nothing: no line of it begins a policy");
    Diagnostic::placeless(package::NO_POLICY, message).help(
        "begin it with `policy some_name` and below that, two spaces in, `title \"…\"`; if it only declares words for \
         other files, check the folder and not this file",
    )
}

pub fn two_policies(first: &Name, second: &Name) -> Diagnostic {
    let message = format!("this file already has the policy `{}`", first.text);
    Diagnostic::new(codes::TWO_POLICIES, second.span, message)
        .also(first.span, "here")
        .help("a file has one policy: put the second one into a file of its own")
}

pub fn no_title(policy: &Name) -> Diagnostic {
    let message = format!("the policy `{}` has no title", policy.text);
    Diagnostic::new(codes::NO_TITLE, policy.span, message)
        .help("say what the document is called: `title \"…\"`")
}

pub fn passage_twice(path: &Text, id: &str) -> Diagnostic {
    let message = format!("`{}` has two passages with the id [{id}]", path.text);
    Diagnostic::new(codes::PASSAGES, path.span, message)
        .help(format!("give one of the two headings in `{}` another id", path.text))
}

pub fn no_passages(path: &Text) -> Diagnostic {
    let message = format!("`{}` has no passages", path.text);
    Diagnostic::new(codes::PASSAGES, path.span, message)
        .help("begin each passage with a heading that has its id in brackets: `## [II.C.2b] Title`")
}

pub fn shared(what: &str, span: Span) -> Diagnostic {
    let message =
        format!("two policies use this file, and `{what}` can belong to only one of them");
    Diagnostic::new(codes::SHARED_FILE, span, message).help(
        "keep in it only the words that both need; put clauses and decisions into another file",
    )
}
