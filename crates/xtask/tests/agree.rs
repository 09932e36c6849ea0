//! The plan's interpreter and the reference agree on drawn policies and cases, and the laws hold. `cargo xtask agree` draws
//! as many more as one likes.

use xtask::agree::{Plan, run, told};

#[test]
fn two_thousand_pairs_agree_and_keep_the_laws() {
    let found = run(Plan { pairs: 2_000, seed: 1, jobs: 2, cases: 6, most: 3, laws: 5 });
    let words: Vec<String> = found.failures.iter().map(|failure| told(failure, true)).collect();
    assert!(words.is_empty(), "{}", words.join("\n"));
    assert!(found.figures.words().contains("pairs"), "{}", found.figures.words());
}
