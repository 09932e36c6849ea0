//! Any text goes through all passes: no panic, and either a package or a reason.
//!
//! `cargo +nightly fuzz run check fuzz/corpus/check tests/syntax/good docs/diagnostics`

#![no_main]

use libfuzzer_sys::fuzz_target;
use whereas_driver::{Asked, Files, compile};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let files: Files = [("fuzz.policy".to_owned(), text)].into();
    let compilation = compile(&files, Asked::default());
    assert!(compilation.package().is_some() || !compilation.diagnostics.is_empty());
    for span in compilation.diagnostics.iter().filter_map(|problem| problem.span()) {
        assert!(compilation.sources.text(span).is_some());
    }
});
