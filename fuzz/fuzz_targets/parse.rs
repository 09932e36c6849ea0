//! Any text is read: no panic, tokens that join to it, and places that lie in it.
//!
//! `cargo +nightly fuzz run parse fuzz/corpus/parse tests/syntax/good tests/syntax/broken`

#![no_main]

use libfuzzer_sys::fuzz_target;
use whereas_source::Sources;
use whereas_syntax::parse;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let mut sources = Sources::new();
    let file = sources.add("fuzz.policy", text.as_ref());
    let (parse, problems) = parse(file, &text);
    let joined: usize = parse.tokens.iter().map(|token| (token.span.end - token.span.start) as usize).sum();
    assert!(joined == text.len() || parse.tokens.is_empty());
    for problem in &problems {
        assert!(problem.span().is_none_or(|span| sources.text(span).is_some()));
        for edit in problem.help.iter().flat_map(|help| &help.edits) {
            assert!(sources.text(edit.span).is_some());
        }
    }
    for item in &parse.tree.items {
        assert!(sources.text(item.span()).is_some());
    }
});
