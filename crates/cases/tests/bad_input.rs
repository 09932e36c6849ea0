//! Hostile and clumsy case files: bytes in, one refusal out, which says where and what to do. No answer.

mod support;

use whereas_cases::{Format, Vocabulary, canonical, decode, read};
use whereas_diagnostics::{Diagnostic, render};
use whereas_source::Sources;

/// What is said of a file, with its advice; or the case, where nothing is.
fn said(name: &str, bytes: &[u8]) -> String {
    let (facts, book) = support::vocabulary();
    let policy = Vocabulary { facts: &facts, book: &book };
    let mut sources = Sources::new();
    let found = decode(name, bytes, &mut sources).and_then(|file| {
        let text = String::from_utf8_lossy(bytes);
        let format = Format::of_name(name).unwrap_or_else(|| Format::of_text(&text));
        read(&text, file, format, None, &[policy])
    });
    let problems: Vec<Diagnostic> = match found {
        Ok(cases) => return cases.iter().map(|case| canonical(case, policy)).collect(),
        Err(problems) => problems,
    };
    let mut out = render::short(&problems, &sources);
    for help in problems.iter().flat_map(|problem| &problem.help) {
        let edit = help.edits.first().map_or("", |edit| &edit.text);
        out.push_str(format!("  = {} {edit}", help.message).trim_end());
        out.push('\n');
    }
    out
}

/// `name: what the file holds`, and what is said of it.
fn all(files: &[(&str, &str, Vec<u8>)]) -> String {
    let told = |(what, name, bytes): &(&str, &str, Vec<u8>)| {
        let said = said(name, bytes);
        assert!(said.len() < 1_000, "{what}: a refusal is short, whatever the file");
        format!("{what}\n{said}")
    };
    files.iter().map(told).collect::<Vec<_>>().join("\n")
}

fn facts(text: &str) -> Vec<u8> {
    format!("as_of: 2021-12-15\nfacts:\n  {text}\n").into_bytes()
}

fn json(facts: &str) -> Vec<u8> {
    format!("{{\"as_of\": \"2021-12-15\", \"facts\": {{{facts}}}}}").into_bytes()
}

#[test]
fn a_file_that_is_no_case() {
    let utf16: Vec<u8> = "as_of: 2021-12-15".encode_utf16().flat_map(u16::to_le_bytes).collect();
    insta::assert_snapshot!(all(&[
        ("nothing at all", "a.yaml", Vec::new()),
        ("a comment only", "a.yaml", b"# a case\n\n".to_vec()),
        ("nothing, said", "a.yaml", b"null\n".to_vec()),
        ("nothing, in JSON", "a.json", Vec::new()),
        ("a list", "a.yaml", b"- as_of: 2021-12-15\n".to_vec()),
        ("a list, in JSON", "a.json", b"[]".to_vec()),
        ("a number", "a.yaml", b"42\n".to_vec()),
        ("a table", "a.csv", b"as_of,entry\n2021-12-15,lawful\n".to_vec()),
        ("a page", "a.yaml", b"<html></html>".to_vec()),
        ("no as-of day", "a.yaml", b"facts: {}\n".to_vec()),
        ("bytes that are no UTF-8", "a.yaml", b"as_of: caf\xe9\n".to_vec()),
        ("UTF-16", "a.yaml", utf16),
        ("a zero byte", "a.yaml", b"as_of: 2021\0-12-15\n".to_vec()),
        ("one byte more than 16 MiB", "a.yaml", vec![b' '; (16 << 20) + 1]),
    ]));
}

#[test]
fn marks_and_line_ends_of_other_systems_are_read() {
    let plain = said("a.yaml", &facts("children: 2"));
    assert!(plain.contains("fact children is 2"), "{plain}");
    let marked = ["\u{feff}".as_bytes(), &facts("children: 2")].concat();
    let windows = String::from_utf8_lossy(&facts("children: 2")).replace('\n', "\r\n");
    assert_eq!(said("a.yaml", &marked), plain);
    assert_eq!(said("a.yaml", windows.as_bytes()), plain);
    let marked = ["\u{feff}".as_bytes(), &json("\"children\": 2")].concat();
    assert_eq!(said("a.json", &marked), plain);
    assert_eq!(said("-", &marked), plain, "a case without a name, through a pipe");
}

#[test]
fn what_yaml_has_and_a_case_has_not() {
    let bomb: String = (1..12)
        .map(|it| format!("x{it}: &x{it} [{}]\n", vec![format!("*x{}", it - 1); 9].join(", ")))
        .collect();
    let deep = |open: &str, close: &str| {
        facts(&format!("scores: {}{}", open.repeat(10_000), close.repeat(10_000)))
    };
    insta::assert_snapshot!(all(&[
        ("anchors that grow without end", "a.yaml", format!("x0: &x0 lol\n{bomb}").into_bytes()),
        ("an alias", "a.yaml", facts("children: *other")),
        ("a merge key", "a.yaml", facts("<<: { children: 2 }")),
        ("a tag", "a.yaml", facts("children: !!int 2")),
        ("a directive", "a.yaml", b"%YAML 1.1\n---\nas_of: 2021-12-15\n".to_vec()),
        ("a second document", "a.yaml", b"as_of: 2021-12-15\n---\nas_of: 2021-12-16\n".to_vec()),
        ("a tab", "a.yaml", b"as_of: 2021-12-15\nfacts:\n\tchildren: 2\n".to_vec()),
        ("a list as a key", "a.yaml", facts("? [a, b]\n  : c")),
        ("keys that are no names", "a.yaml", facts("{ 1: a, null: b, true: c, 2021-01-01: d }")),
        ("a key said twice", "a.yaml", facts("children: 2\n  \"children\": 3")),
        ("a key said twice, in JSON", "a.json", json("\"children\": 2, \"children\": 2")),
        ("a key said twice by an escape", "a.json", json("\"children\": 2, \"\\u0063hildren\": 2")),
        ("ten thousand brackets", "a.yaml", deep("[", "]")),
        ("ten thousand brackets without an end", "a.json", vec![b'['; 10_000]),
        (
            "ten thousand braces",
            "a.json",
            json(&format!("\"scores\": {}", "{\"a\":".repeat(10_000)))
        ),
        ("quotes without an end", "a.yaml", facts("remarks: \"a")),
    ]));
}

#[test]
fn what_a_value_only_seems_to_be() {
    let long = "x".repeat(1_000_000);
    let stated = [
        "entered_on: 2021-2-3",
        "entered_on: 2021-02-03T10:00:00Z",
        "entered_on: 2021-02-03 10:00",
        "entered_on: 20210203",
        "entered_on: 3/2/2021",
        "entered_on: 2021-02-30",
        "entered_on: 2021-13-01",
        "entered_on: 0000-01-01",
        "entered_on: 10000-01-01",
        "children: 0o17",
        "children: 017",
        "children: 1:30",
        "children: +2",
        "children: 1e309",
        "children: 123456789012345678901234567890123456789",
        "children: ٣",
        "share: .inf",
        "threat_raised: on",
        "threat_raised: \"no\"",
        "remarks: no",
        "remarks: 1:30",
    ];
    let mut files: Vec<(&str, &str, Vec<u8>)> =
        stated.iter().map(|text| (*text, "a.yaml", facts(text))).collect();
    files.push(("a long value", "a.yaml", facts(&format!("entry: {long}"))));
    files.push(("a long name", "a.json", json(&format!("\"{long}\": 1"))));
    files.push(("a date in quotes", "a.json", json("\"entered_on\": \"2021-2-3\"")));
    files.push((
        "a list of a million",
        "a.json",
        json(&format!("\"scores\": [1{}]", ",1".repeat(999_999))),
    ));
    insta::assert_snapshot!(all(&files));
}
