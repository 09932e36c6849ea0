//! Any text is read: no panic, tokens that join to it, and places that lie in it.
//!
//! `cargo +nightly fuzz run parse fuzz/corpus/parse tests/syntax/good tests/syntax/broken`

#![no_main]

use libfuzzer_sys::fuzz_target;
use whereas_corpus::any_text;

fuzz_target!(|bytes: &[u8]| assert_eq!(any_text::read(bytes), Ok(())));
