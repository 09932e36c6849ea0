//! Texts that are nearly policies: the project's own, with a few slips in each.
//!
//! Reads: the texts of the project. Produces: one of them, changed. Invariant: the same numbers give the same text.

use std::io;
use std::path::{Path, PathBuf};

use crate::random::Random;

/// What is put in where something is put in: words and marks of the language, and characters of every kind.
const ODD: [&str; 56] = [
    "\n",
    "  ",
    "\t",
    "\r\n",
    "\r",
    " ",
    "\"",
    "\"\"\"",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "|",
    ",",
    ":",
    ".",
    "-",
    "#",
    "=",
    "==",
    "!=",
    "<",
    ">=",
    "%",
    "/",
    "//",
    "/*",
    "\u{0}",
    "\u{7f}",
    "\u{ad}",
    "\u{200b}",
    "\u{202e}",
    "\u{2066}",
    "\u{feff}",
    "\u{301}",
    "é",
    "漢",
    "’",
    "“",
    "–",
    "1",
    "0",
    "2024-02-30",
    "99999999999999999999999999999999999999",
    "1_000 USD",
    " and ",
    " or ",
    " not ",
    " is ",
    " includes ",
    "\nclause 9 \"T\"\n",
    "\n  ",
    "\nfact ",
    "when",
];
/// The most that one text is made to hold.
const MOST_BYTES: usize = 64 << 10;

/// The texts of the project to start from, in order: its policies, and what stands in the fences of its pages.
///
/// # Errors
/// Where a file cannot be read.
pub fn seeds(root: &Path) -> io::Result<Vec<String>> {
    let mut paths = Vec::new();
    for folder in ["policies", "tests", "docs"] {
        files(&root.join(folder), &mut paths)?;
    }
    let mut texts = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path)?;
        if path.extension().is_some_and(|it| it == "policy") {
            texts.push(text);
            continue;
        }
        let fences = text.split("\n```policy").skip(1);
        texts.extend(fences.filter_map(|fence| {
            let (_, body) = fence.split_once('\n')?;
            Some(body.split("```").next().unwrap_or("").to_owned())
        }));
    }
    Ok(texts)
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    let entries = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let mut paths = entries.collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files(&path, found)?;
        } else if path.extension().is_some_and(|it| it == "policy" || it == "md") {
            found.push(path);
        }
    }
    Ok(())
}

/// One of the texts with one to eight slips.
#[must_use]
pub fn mutated(seeds: &[String], random: &mut Random) -> Vec<u8> {
    let mut bytes = random.pick(seeds).cloned().unwrap_or_default().into_bytes();
    for _ in 0..random.between(1, 8) {
        slip(&mut bytes, seeds, random);
    }
    bytes.truncate(MOST_BYTES);
    bytes
}

fn slip(bytes: &mut Vec<u8>, seeds: &[String], random: &mut Random) {
    let stretch = stretch(bytes, random);
    let at = place(bytes, random);
    match random.below(9) {
        // Lost, said twice, moved, or in the place of something else.
        0 => drop(bytes.drain(stretch)),
        1 => {
            let copy = bytes.get(stretch.clone()).unwrap_or(&[]).to_vec();
            drop(bytes.splice(stretch.start..stretch.start, copy));
        }
        2 => {
            let moved: Vec<u8> = bytes.drain(stretch).collect();
            let at = place(bytes, random);
            drop(bytes.splice(at..at, moved));
        }
        3 | 4 => {
            let odd = random.word(&ODD).bytes();
            drop(bytes.splice(stretch.start..stretch.start, odd));
        }
        5 => drop(bytes.splice(stretch, random.word(&ODD).bytes())),
        6 => {
            let byte = u8::try_from(random.below(256)).unwrap_or(0);
            drop(bytes.splice(at..at, [byte]));
        }
        7 => {
            let other = random.pick(seeds).map_or(&b""[..], |it| it.as_bytes());
            let part = self::stretch(other, random);
            let part = other.get(part).unwrap_or(&[]).to_vec();
            drop(bytes.splice(at..at, part));
        }
        _ if random.chance(20) => bytes.truncate(at),
        _ => drop(bytes.drain(at..at.saturating_add(1).min(bytes.len()))),
    }
}

fn place(bytes: &[u8], random: &mut Random) -> usize {
    random.below(bytes.len().saturating_add(1))
}

/// From one place to another: mostly from the start of a word, or of a line, to the start of one near by.
fn stretch(bytes: &[u8], random: &mut Random) -> std::ops::Range<usize> {
    let at = place(bytes, random);
    let lines = random.chance(40);
    let starts = |byte: u8| {
        if lines { byte == b'\n' } else { !byte.is_ascii_alphanumeric() && byte != b'_' }
    };
    let from = |at: usize| {
        let rest = bytes.get(at..).unwrap_or(&[]);
        at.saturating_add(rest.iter().position(|byte| starts(*byte)).unwrap_or(rest.len()))
    };
    let start = from(at);
    let mut end = start;
    for _ in 0..random.between(1, 4) {
        end = from(end.saturating_add(1)).min(bytes.len());
    }
    start..end.max(start)
}
