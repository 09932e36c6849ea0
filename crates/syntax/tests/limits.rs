//! The limits, each at the limit and one past it, and texts made to be hard to read.

use std::time::{Duration, Instant};

use whereas_diagnostics::Diagnostic;
use whereas_source::{FileId, Id as _};
use whereas_syntax::{MAX_EXPRESSION_DEPTH, MAX_FILE_BYTES, MAX_NESTING, parse};

fn problems(text: &str) -> Vec<Diagnostic> {
    parse(FileId::from_index(0), text).1
}

fn codes(text: &str) -> Vec<&'static str> {
    problems(text).iter().map(|problem| problem.code.id()).collect()
}

fn means(expr: &str) -> String {
    format!("clause 1 \"T\"\n  a means {expr}\n")
}

#[test]
fn a_file_of_one_mebibyte_is_read_and_no_larger_one() {
    let head = "actor a \"a\"\n#";
    let at_limit = format!("{head}{}", "x".repeat(MAX_FILE_BYTES - head.len()));
    assert_eq!(codes(&at_limit), [""; 0]);
    assert_eq!(codes(&format!("{at_limit}x")), ["E0101"]);
}

#[test]
fn brackets_nest_as_deep_as_the_limit() {
    let nested = |open: &str, close: &str, depth: usize| {
        means(&format!("{}b{}", open.repeat(depth), close.repeat(depth)))
    };
    for (open, close) in [("(", ")"), ("f(", ")"), ("any of (c, ", ")"), ("(d and ", ")")] {
        assert_eq!(codes(&nested(open, close, MAX_NESTING)), [""; 0], "{open}");
        assert_eq!(codes(&nested(open, close, MAX_NESTING + 1)), ["E0104"], "{open}");
    }
    let value = |depth: usize| {
        let (open, close) = ("[".repeat(depth), "]".repeat(depth));
        format!("clause 1 \"T\"\n  example \"e\" given a is {open}{close} expect d is yes\n")
    };
    assert_eq!(codes(&value(MAX_NESTING)), [""; 0]);
    assert_eq!(codes(&value(MAX_NESTING + 1)), ["E0104"]);
}

#[test]
fn expressions_are_as_deep_as_the_limit() {
    let depth = usize::from(MAX_EXPRESSION_DEPTH);
    for word in [" + ", " * ", "."] {
        let chain = |terms: usize| means(&vec!["b"; terms].join(word));
        assert_eq!(codes(&chain(depth)), [""; 0], "{word}");
        assert_eq!(codes(&chain(depth + 1)), ["E0105"], "{word}");
    }
    // `and` is one node, however many it joins; so is `else if`.
    assert_eq!(codes(&means(&vec!["b"; 5_000].join(" and "))), [""; 0]);
    assert_eq!(codes(&means(&format!("{}d", "if b then c else ".repeat(5_000)))), [""; 0]);
}

#[test]
fn numbers_have_as_many_digits_as_the_limit() {
    assert_eq!(codes(&means(&"9".repeat(38))), [""; 0]);
    assert_eq!(codes(&means(&"9".repeat(39))), ["E0115"]);
    assert_eq!(codes(&means(&format!("{}.{}", "9".repeat(20), "9".repeat(19)))), ["E0115"]);
}

/// Each would take a reader that tries everything twice longer than anyone waits.
#[test]
fn hard_texts_are_refused_soon() {
    let deep = |open: &str| open.repeat(60);
    let mut hard: Vec<String> =
        ["(", "f(", "any of (", "(a and ", "[", "{", "{ a: ", "if (", "not ("]
            .iter()
            .flat_map(|open| [means(&deep(open)), means(&format!("b is {}", deep(open)))])
            .collect();
    for open in ["[", "{ a: ", "one of (", "between ", "{"] {
        hard.push(format!("clause 1 \"T\"\n  example \"e\" given a is {}", deep(open)));
    }
    hard.push(means(&"any (c in (xs where ".repeat(30)));
    hard.push(means(&"count of different (c.a for c in (xs where ".repeat(20)));
    hard.push(means(&"half of ".repeat(20_000)));
    hard.push(means(&"if a then ".repeat(20_000)));
    hard.push(means(&"not ".repeat(20_000)));
    hard.push(means(&"years from ".repeat(20_000)));
    hard.push(means(&"the c in ".repeat(20_000)));
    hard.push(means(&"- ".repeat(20_000)));
    let given = |value: String| format!("clause 1 \"T\"\n  example \"e\" given a is {value}");
    hard.push(given("between ".repeat(20_000)));
    hard.push(given("one of ".repeat(20_000)));
    hard.push("clause ".repeat(20_000));
    hard.push("clause\n".repeat(20_000));
    hard.push("\"".repeat(20_000));
    hard.push("\"\"\"".repeat(20_001));
    hard.push(format!("fact f : {}text \"x\"", "list of ".repeat(20_000)));
    hard.push(format!("clause 1 \"T\"\n  cites m {}", "[".repeat(20_000)));
    hard.push(format!("clause {}", "1(".repeat(20_000)));
    hard.push(format!("clause 1 \"T\"\n  table exactly one {}", "| a ".repeat(20_000)));
    for text in hard {
        let start = Instant::now();
        let problems = problems(&text);
        let took = start.elapsed();
        let shown: String = text.chars().take(60).collect();
        assert!(!problems.is_empty(), "{shown}");
        assert!(took < Duration::from_secs(5), "{took:?}: {shown}");
    }
}

/// The deepest texts that are read, in a build without optimisation and on a thread with little room.
#[test]
fn the_deepest_texts_fit_on_a_small_stack() {
    let nested = |open: &str, close: &str| {
        means(&format!("{}b{}", open.repeat(MAX_NESTING), close.repeat(MAX_NESTING)))
    };
    let value = |open: &str, close: &str| {
        let value = format!("{}b{}", open.repeat(MAX_NESTING), close.repeat(MAX_NESTING));
        format!("clause 1 \"T\"\n  example \"e\" given a is {value} expect d is yes\n")
    };
    let chain = |word: &str| means(&vec!["b"; usize::from(MAX_EXPRESSION_DEPTH)].join(word));
    let texts = [
        nested("(", ")"),
        nested("(not ", ")"),
        nested("f(c + ", ")"),
        nested("any of (c, d is 1 + ", ")"),
        nested("(if c then d else ", ")"),
        nested("sum of (c + ", " for c in xs)"),
        nested("any (c in xs where ", ")"),
        nested("the lesser of (c but not less than ", ", 3)"),
        value("[", "]"),
        value("{ a: ", " }"),
        chain(" + "),
        chain(" and "),
        chain("."),
    ];
    let small = std::thread::Builder::new().stack_size(1 << 20);
    let thread = small.spawn(move || texts.map(|text| (codes(&text), text)));
    for (codes, text) in thread.unwrap().join().unwrap() {
        assert_eq!(codes, [""; 0], "{text}");
    }
}
