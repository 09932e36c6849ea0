//! The forms of the language, one a line: what must be read, and what must be refused.
//!
//! A line is `kind ok text` or `kind no text`, with `\n` for a line break; `#` starts a comment.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what a test cannot do without, it may fail on"
)]

use std::path::Path;

use whereas_diagnostics::Diagnostic;
use whereas_source::FileId;
use whereas_source::Id as _;
use whereas_syntax::parse;
use whereas_syntax::tree::Item;

fn lines(name: &str) -> Vec<(String, String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/syntax/forms").join(name);
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let mut parts = line.splitn(3, ' ').map(str::to_owned);
            (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap())
        })
        .collect()
}

/// A whole file that holds the form and nothing else of interest.
fn file_with(kind: &str, form: &str) -> String {
    let form = form.replace("\\n", "\n  ");
    match kind {
        "item" => form,
        "type" => format!("fact f : {form} \"label\""),
        "expr" => format!("clause 1 \"T\"\n  name_of_it means {form}"),
        "stmt" => format!("clause 1 \"T\"\n  {form}"),
        other => panic!("no such kind: {other}"),
    }
}

fn problems(kind: &str, form: &str) -> Vec<Diagnostic> {
    let (parse, problems) = parse(FileId::from_index(0), &file_with(kind, form));
    let broken = parse.tree.items.iter().any(|item| matches!(item, Item::Broken(_)));
    assert!(!broken || !problems.is_empty(), "a broken item says why: {form}");
    problems
}

#[test]
fn what_must_be_read_is_read() {
    let lines = lines("pos.txt");
    assert!(lines.len() > 100);
    for (kind, verdict, form) in lines {
        assert_eq!(verdict, "ok");
        let problems = problems(&kind, &form);
        assert!(problems.is_empty(), "{kind} {form}\n{problems:#?}");
    }
}

#[test]
fn what_must_be_refused_is_refused_in_the_drafters_words() {
    let lines = lines("neg.txt");
    assert!(lines.len() > 70);
    let mut said = String::new();
    for (kind, verdict, form) in lines {
        assert_eq!(verdict, "no");
        let problems = problems(&kind, &form);
        assert!(!problems.is_empty(), "read, and should be refused: {kind} {form}");
        said.push_str(&format!("{kind}: {form}\n"));
        for problem in problems {
            said.push_str(&format!("    {}: {}\n", problem.code, problem.message));
            for help in problem.help {
                said.push_str(&format!("        help: {}\n", help.message));
            }
        }
    }
    insta::assert_snapshot!(said);
}
