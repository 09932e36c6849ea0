//! Bad input through all passes: never a panic, never a place outside of its file, never silence.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "what a test cannot do without, it may fail on"
)]

use std::time::{Duration, Instant};

use whereas_driver::{Asked, Compilation, Files, compile};
use whereas_source::Span;
use whereas_syntax::TokenKind;

/// A policy of some ninety lines that has no errors, with examples.
fn park() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/diagnostics/park.policy");
    let mut text = std::fs::read_to_string(path).expect("the policy is there");
    text.push_str(
        "\n  example \"leashed\"\n    as of 2024-02-01\n    given leashed is yes, fee_paid is 15 EUR, dogs is 1, bites is [],\n      \
         born_on is 2020-01-01, died_on is absent, stay is 2 days, nickname is \"Rex\"\n    expect admitted is yes because 2\n",
    );
    text
}

fn compiled(text: &str) -> Compilation {
    let files: Files = [("main.policy".to_owned(), text.to_owned())].into();
    let compilation = compile(&files, Asked::default());
    let inside = |span: Span| {
        let covered = compilation.sources.text(span);
        assert!(covered.is_some(), "{span:?} lies in no file: {text}");
    };
    for problem in &compilation.diagnostics {
        let labels = problem.primary.iter().chain(&problem.secondary);
        labels.for_each(|label| inside(label.span));
        let edits = problem.help.iter().flat_map(|help| &help.edits);
        edits.for_each(|edit| inside(edit.span));
        let of_grammar =
            ["`k_", " k_", "_tail`", "EOI"].iter().any(|it| problem.message.contains(it));
        assert!(!problem.message.is_empty() && !of_grammar, "{}", problem.message);
    }
    let sound = compilation.package().is_some();
    assert!(sound || !compilation.diagnostics.is_empty(), "neither sound nor told why: {text}");
    compilation
}

fn codes(compilation: &Compilation) -> Vec<&'static str> {
    compilation.diagnostics.iter().map(|problem| problem.code.id()).collect()
}

/// Numbers that are the same on every run.
struct Drawn(u64);

impl Drawn {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(most).unwrap()).unwrap()
    }
}

#[test]
fn the_policy_itself_is_sound() {
    assert_eq!(codes(&compiled(&park())), [""; 0]);
}

/// Each broken clause costs one message, and what is sound in it is checked as ever.
#[test]
fn ten_broken_clauses_and_one_mistake_in_a_sound_rule() {
    let slips = [
        "admitted is yes if leashed",
        "small means dogs is less than",
        "many means (dogs exceeds 3",
        "notice \"No dogs after dark",
        "one means dogs == 1",
        "both means leashed and small or one",
        "in force from 1/2/2024",
        "judgement calm : yes/no",
        "duty due \"pay\" owed by warden",
        "rich means fee_paid exceeds 1,500 EUR",
    ];
    let mut text = park();
    for (number, slip) in slips.iter().enumerate() {
        let number = number + 10;
        text.push_str(&format!(
            "\nclause {number} \"Number {number}\"\n  cites rules [{number}]\n  {slip}\n  \
             admitted is no when nickname is \"Rex {number}\"\n"
        ));
    }
    text.push_str("\nclause 20 \"The last\"\n  cites rules [20]\n  admitted is no when leashd and small and many\n");
    let compilation = compiled(&text);
    insta::assert_snapshot!(whereas_diagnostics::render::short(
        &compilation.diagnostics,
        &compilation.sources
    ));
}

/// What one lost word costs: at most two messages about the text, and nothing made up on top of one.
#[test]
fn a_policy_without_one_of_its_tokens() {
    let text = park();
    let whole = compiled(&text);
    let parse = whole.parses.get("main.policy").expect("it was read");
    let (mut silent, mut dear) = (Vec::new(), Vec::new());
    for token in parse.tokens.iter().filter(|token| !token.kind.is_trivia()) {
        let (start, end) = (token.span.start as usize, token.span.end as usize);
        let without = format!("{}{}", &text[..start], &text[end..]);
        let compilation = compiled(&without);
        let codes = codes(&compilation);
        let of_text = codes.iter().filter(|code| code.starts_with("E01")).count();
        let line = text[..start].lines().count();
        let said = format!("{line}: without `{}`: {}", &text[start..end], codes.join(" "));
        // A text without its end takes what follows with it.
        if of_text > 2 || of_text > 0 && codes.len() > of_text {
            dear.push(said);
        } else if codes.is_empty() && token.kind != TokenKind::Text {
            silent.push(said);
        }
    }
    insta::assert_snapshot!("dear", dear.join("\n"));
    insta::assert_snapshot!("silent", silent.join("\n"));
}

#[test]
fn every_beginning_of_a_policy() {
    let text = park();
    let whole = compiled(&text);
    let parse = whole.parses.get("main.policy").expect("it was read");
    let ends = parse.tokens.iter().map(|token| token.span.end as usize);
    let inside = parse.tokens.iter().map(|token| token.span.start as usize + 1);
    let mut all: Vec<usize> = ends.chain(inside).filter(|at| text.is_char_boundary(*at)).collect();
    all.sort_unstable();
    all.dedup();
    for end in all {
        compiled(&text[..end]);
    }
}

#[test]
fn random_bytes_and_random_words() {
    let mut drawn = Drawn(0x9e37_79b9_7f4a_7c15);
    for _ in 0..300 {
        let length = drawn.below(400);
        let bytes: Vec<u8> = (0..length).map(|_| u8::try_from(drawn.below(256)).unwrap()).collect();
        compiled(&String::from_utf8_lossy(&bytes));
    }
    let text = park();
    let words: Vec<&str> = text.split_inclusive([' ', '\n', '"', '(']).collect();
    for _ in 0..150 {
        let length = drawn.below(120);
        let jumble: String = (0..length).map(|_| words[drawn.below(words.len())]).collect();
        compiled(&jumble);
    }
}

#[test]
fn marks_and_spaces_of_all_kinds() {
    let text = park();
    let unix = codes(&compiled(&text));
    assert_eq!(codes(&compiled(&format!("\u{feff}{text}"))), unix, "a byte order mark");
    assert_eq!(codes(&compiled(&text.replace('\n', "\r\n"))), unix, "lines of another system");
    assert_eq!(codes(&compiled(&text.replace("  ", "\t"))), unix, "tabs");
    assert_eq!(codes(&compiled(&text.replace('\n', "  \n"))), unix, "spaces at the ends of lines");
    for odd in ['\u{200b}', '\u{202e}', '\u{2066}', '\u{ad}', '\u{301}', '\0', '\u{7f}', 'é', '漢']
    {
        let inside = text.replace("fee_paid", &format!("fee{odd}_paid"));
        let codes = codes(&compiled(&inside));
        assert!(
            !codes.is_empty() && codes.iter().all(|code| *code == "E0102"),
            "{odd:?}: {codes:?}"
        );
    }
    // Old systems ended lines with a return alone; there is no line then, and nothing is decided.
    assert!(compiled(&text.replace('\n', "\r")).has_errors());
}

#[test]
fn texts_at_the_limits_are_answered_soon() {
    let nested = |depth: usize| {
        format!("{}\n  deep means {}leashed{}\n", park(), "(".repeat(depth), ")".repeat(depth))
    };
    let start = Instant::now();
    assert!(!codes(&compiled(&nested(64))).contains(&"E0104"));
    assert!(codes(&compiled(&nested(65))).contains(&"E0104"));
    let two_mebibytes = park().repeat((2 << 20) / park().len() + 1);
    assert_eq!(codes(&compiled(&two_mebibytes))[..1], ["E0101"]);
    for unit in [
        "clause 1 \"\n",
        "\"\"\"\nclause 1 \"T\"\n",
        "  d is yes if\n",
        "((",
        "| ",
        "# \n",
        "\u{202e}",
    ] {
        let long = format!("clause 1 \"T\"\n{}", unit.repeat((1 << 19) / unit.len()));
        compiled(&long);
    }
    assert!(start.elapsed() < Duration::from_secs(240), "{:?}", start.elapsed());
}

/// The deepest texts that are read, on a thread with little room.
#[test]
fn the_deepest_texts_on_a_small_stack() {
    let deep = |expr: String| format!("{}\n  deep means {expr}\n", park());
    let texts: Vec<String> = [
        deep(format!("{}leashed{}", "(".repeat(64), ")".repeat(64))),
        deep(format!("{}leashed{}", "(not ".repeat(64), ")".repeat(64))),
        deep(format!("{}dogs{}", "any of (leashed, dogs is 1 + ".repeat(64), ")".repeat(64))),
        deep(vec!["dogs"; 200].join(" + ")),
        deep(vec!["leashed"; 200].join(" and ")),
        deep(format!("{}leashed{}", "if (leashed and ", ") then leashed else leashed")),
        format!(
            "{}\n  example \"deep\"\n    given bites is {}{}\n    expect admitted is yes\n",
            park(),
            "[".repeat(64),
            "]".repeat(64)
        ),
    ]
    .into();
    let small = std::thread::Builder::new().stack_size(1 << 20);
    let thread = small.spawn(move || {
        for text in &texts {
            let codes = codes(&compiled(text));
            assert!(!codes.iter().any(|code| *code == "E0104" || *code == "E0105"), "{codes:?}");
            assert!(!codes.contains(&"E0107"), "{codes:?}");
        }
    });
    thread.expect("a thread").join().expect("no panic");
}
