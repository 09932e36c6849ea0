//! Three megabytes are laid out within a second: `cargo test --release -p whereas-fmt speed -- --ignored --nocapture`.

use std::time::{Duration, Instant};

use crate::laid_out;
use crate::mangle::{Comments, Random, mangled};

#[test]
#[ignore = "says nothing of a build that is not optimised"]
fn three_megabytes_within_a_second() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let mut random = Random::new(3);
    let mut files = vec![String::new()];
    while files.iter().map(String::len).sum::<usize>() < 3_000_000 {
        for path in ["tests/syntax/good/library.policy", "tests/fmt/long-lines.policy"] {
            let text = std::fs::read_to_string(format!("{root}/{path}")).expect("a text");
            let text = mangled(&text, &mut random, Comments::Few);
            match files.last_mut() {
                Some(last) if last.len() + text.len() < whereas_syntax::MAX_FILE_BYTES => {
                    last.push('\n');
                    last.push_str(&text);
                }
                _ => files.push(text),
            }
        }
    }
    let bytes: usize = files.iter().map(String::len).sum();
    let start = Instant::now();
    // As the command does it: several files at a time.
    std::thread::scope(|scope| {
        for text in &files {
            scope.spawn(move || {
                let (layout, problems) = laid_out(text);
                assert!(problems.is_empty(), "{problems:?}");
                assert_ne!(&layout, text);
            });
        }
    });
    let taken = start.elapsed();
    println!("{bytes} bytes in {taken:?}");
    assert!(cfg!(debug_assertions) || taken < Duration::from_secs(1), "{taken:?}");
}
