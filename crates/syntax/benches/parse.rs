//! How long reading takes: a made-up package of 10,000 clauses in ten files, about 3 MB.
//!
//! `cargo bench -p whereas-syntax` prints the best of five runs. A broken copy of the package,
//! one clause in ten unreadable, shows what recovery costs; the last line is of several threads.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use whereas_source::{FileId, Id as _};
use whereas_syntax::{parse, parse_all};

const CLAUSES: usize = 10_000;
const FILES: usize = 10;

fn main() {
    let files = package();
    let bytes: usize = files.iter().map(String::len).sum();
    println!("{FILES} files, {CLAUSES} clauses, {bytes} bytes");
    measure("sound", &files, one_by_one);
    let broken: Vec<String> =
        files.iter().map(|text| text.replace("exceeds 10 and", "exceeds and and")).collect();
    measure("broken", &broken, one_by_one);
    measure("sound, side by side", &files, side_by_side);
}

fn ids(files: &[String]) -> Vec<(FileId, &str)> {
    let number = |index| FileId::from_index(u32::try_from(index).unwrap_or(0));
    files.iter().enumerate().map(|(index, text)| (number(index), text.as_str())).collect()
}

fn one_by_one(files: &[String]) -> usize {
    ids(files).into_iter().map(|(file, text)| parse(file, text).1.len()).sum()
}

fn side_by_side(files: &[String]) -> usize {
    parse_all(&ids(files)).iter().map(|(_, problems)| problems.len()).sum()
}

fn measure(name: &str, files: &[String], read: fn(&[String]) -> usize) {
    let mut best = Duration::MAX;
    let mut problems = 0;
    for _ in 0..5 {
        let start = Instant::now();
        problems = read(files);
        best = best.min(start.elapsed());
    }
    println!("{name}: {} ms, {problems} problems", best.as_millis());
}

/// The files of the package: each a policy with its facts, then clauses of five conditions.
fn package() -> Vec<String> {
    (0..FILES).map(file).collect()
}

fn file(number: usize) -> String {
    let mut text = format!(
        "policy made_up_{number}\n  title \"Made up {number}\"\n  authority \"Nobody\"\n  issued 2024-01-01\n\n\
         source rules \"Rules\" fidelity restated\n\n\
         choice Kind\n  plain \"plain\"\n  fancy \"fancy\"\n\n\
         fact age : integer \"the age\"\nfact kind : Kind \"the kind\"\n\
         fact since : date \"the first day\"\nfact member : yes/no \"a member\"\n\
         fact income : money in EUR \"the income\"\n\n"
    );
    let each = CLAUSES / FILES;
    for index in 0..each {
        let clause = number * each + index;
        let _ = write!(
            text,
            "decision d{clause} : yes/no \"decision {clause}\" otherwise no\n\
             clause {clause}.1 \"Clause number {clause}\"\n  cites rules [{clause}.1]\n  \
             d{clause} is yes when age is at least {} and kind is fancy and since is after 2020-01-01\n    \
             and not member and income exceeds {} EUR\n",
            index % 90,
            if index % 10 == 0 { "10".to_owned() } else { format!("{index}1") },
        );
        if index % 10 == 0 {
            let _ = writeln!(text, "  f{clause} means age exceeds 10 and member");
        }
        if index % 4 == 0 {
            let _ = write!(
                text,
                "  example \"it holds\"\n    as of 2024-02-01\n    given age is 91, kind is fancy, since is 2024-01-01, member is no,\n      \
                 income is 1_000_000 EUR\n    expect d{clause} is yes because {clause}.1\n"
            );
        }
        text.push('\n');
    }
    text
}
