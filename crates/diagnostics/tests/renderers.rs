//! The three renderers over the same diagnostics.

#![expect(clippy::unwrap_used, reason = "what a test cannot do without, it may fail on")]

use whereas_diagnostics::{Diagnostic, Edit, codes, render};
use whereas_source::{Sources, Span};

fn sample() -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::new();
    let text = "clause 1 \"T\"\n  d is yes when a and b or c\n";
    let file = sources.add("rules.policy", text);
    let at = |word: &str| {
        let start = u32::try_from(text.find(word).unwrap()).unwrap();
        Span::new(file, start, start + u32::try_from(word.len()).unwrap())
    };
    let insert = |span, text: &str| Edit { span, text: text.to_owned() };
    let mixed = Diagnostic::new(codes::syntax::MIXED_AND_OR, at("or"), "`and` and `or` are mixed")
        .label("and here `or`")
        .also(at("and"), "here `and`")
        .note("each reading decides other cases")
        .fix("bracket the first two", at("a and b"), "(a and b)")
        .fixes(
            "bracket the last two",
            vec![insert(at("b or c").before(), "("), insert(at("b or c").after(), ")")],
        )
        .fixes(
            "give it another title",
            vec![insert(at("T").before(), "t"), insert(at("d is").before(), "d ")],
        )
        .help("or say it in two rules");
    let placeless =
        Diagnostic::placeless(codes::syntax::FILE_TOO_LARGE, "the file is larger than 1 MiB");
    let wrong =
        Diagnostic::new(codes::syntax::TOO_DEEP, Span::new(file, 5, 900), "beyond the file's end");
    (sources, vec![mixed, placeless, wrong])
}

#[test]
fn terminal_without_colour() {
    let (sources, diagnostics) = sample();
    insta::assert_snapshot!(render::terminal(&diagnostics, &sources, false));
}

#[test]
fn terminal_with_colour_says_the_same() {
    let (sources, diagnostics) = sample();
    let coloured = render::terminal(&diagnostics, &sources, true);
    assert!(coloured.contains("\u{1b}["));
    let mut plain = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        plain.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    plain.push_str(rest);
    assert_eq!(plain, render::terminal(&diagnostics, &sources, false));
}

#[test]
fn short() {
    let (sources, diagnostics) = sample();
    insta::assert_snapshot!(render::short(&diagnostics, &sources));
    assert_eq!(render::count(&diagnostics).as_deref(), Some("3 errors"));
}

#[test]
fn json() {
    let (sources, diagnostics) = sample();
    insta::assert_snapshot!(render::json(&diagnostics, &sources));
}

#[test]
fn a_line_that_no_terminal_holds_is_shown_around_the_place() {
    let mut sources = Sources::new();
    let text = format!("short\n{{\"list\": [{}\"é\", x, 7]}}\n", "1, ".repeat(400));
    let file = sources.add("case.json", text.as_str());
    let start = u32::try_from(text.find('x').unwrap()).unwrap();
    let wrong = Diagnostic::new(
        codes::syntax::TOO_DEEP,
        Span::new(file, start, start + 1),
        "wrong",
    )
    .fix("write", Span::new(file, start, start + 1), "8");
    insta::assert_snapshot!(render::terminal(&[wrong], &sources, false));
}
