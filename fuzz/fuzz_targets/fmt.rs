//! Any text is laid out: no panic, the same words and comments, and a layout that stays.
//!
//! `cargo +nightly fuzz run fmt fuzz/corpus/fmt tests/fmt tests/syntax/good tests/syntax/broken`

#![no_main]

use libfuzzer_sys::fuzz_target;
use whereas_corpus::any_text;

fuzz_target!(|bytes: &[u8]| assert_eq!(any_text::lay_out(bytes), Ok(())));
