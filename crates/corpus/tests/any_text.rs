//! Nearly policies, through the reader, the compiler and the formatter: what `cargo xtask fuzz` does for longer.

use std::path::Path;

use whereas_corpus::random::Random;
use whereas_corpus::{any_text, mutate};

#[test]
fn what_is_promised_of_any_text_holds_of_texts_with_slips() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut seeds = mutate::seeds(&root).expect("the texts are there");
    assert!(seeds.len() > 400, "{}", seeds.len());
    // The long ones are for longer runs.
    seeds.retain(|text| text.len() < 4 << 10);
    let mut random = Random::new(5);
    for number in 0..250 {
        let bytes = mutate::mutated(&seeds, &mut random);
        let held = any_text::all(&bytes);
        assert!(held.is_ok(), "{number}: {held:?}\n{}", String::from_utf8_lossy(&bytes));
    }
}
