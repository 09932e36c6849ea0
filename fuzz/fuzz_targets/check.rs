//! Any text goes through all passes: no panic, and either a package or a reason.
//!
//! `cargo +nightly fuzz run check fuzz/corpus/check tests/syntax/good docs/diagnostics`

#![no_main]

use libfuzzer_sys::fuzz_target;
use whereas_corpus::any_text;

fuzz_target!(|bytes: &[u8]| assert_eq!(any_text::check(bytes), Ok(())));
