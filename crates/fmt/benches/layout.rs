//! How long the layout of three megabytes takes, against reading them: `cargo bench -p whereas-fmt`.
//!
//! Prints the ratio to one parse of the same texts in the same run, and the times. It judges nothing.

#[expect(dead_code, clippy::expect_used, reason = "a module of the tests, which use more of it")]
#[path = "../tests/fmt/mangle.rs"]
mod mangle;

use std::time::{Duration, Instant};

use mangle::{Comments, Random, mangled};
use whereas_fmt::format;
use whereas_source::{FileId, Id as _};
use whereas_syntax::{MAX_FILE_BYTES, parse};

const BYTES: usize = 3_000_000;

fn main() -> std::io::Result<()> {
    let files = texts()?;
    let bytes: usize = files.iter().map(String::len).sum();
    let file = FileId::from_index(0);
    let read = timed(&files, |text| drop(parse(file, text)));
    let laid_out = timed(&files, |text| drop(format(file, text)));
    println!("{bytes} bytes in {} files, one thread a file", files.len());
    println!("parse  {read:?}");
    println!("format {laid_out:?}");
    let percent = laid_out.as_micros().saturating_mul(100) / read.as_micros().max(1);
    println!("format takes {percent} % of one parse");
    Ok(())
}

fn timed(files: &[String], work: impl Fn(&str) + Sync) -> Duration {
    let start = Instant::now();
    std::thread::scope(|scope| {
        for text in files {
            let work = &work;
            scope.spawn(move || work(text));
        }
    });
    start.elapsed()
}

/// Real files with their white space mangled, again and again, in files under the limit.
fn texts() -> std::io::Result<Vec<String>> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let mut random = Random::new(3);
    let mut files = vec![String::new()];
    while files.iter().map(String::len).sum::<usize>() < BYTES {
        for path in ["tests/syntax/good/library.policy", "tests/fmt/long-lines.policy"] {
            let text = std::fs::read_to_string(format!("{root}/{path}"))?;
            let text = mangled(&text, &mut random, Comments::Few);
            match files.last_mut() {
                Some(last) if last.len() + text.len() < MAX_FILE_BYTES => {
                    last.push('\n');
                    last.push_str(&text);
                }
                _ => files.push(text),
            }
        }
    }
    Ok(files)
}
