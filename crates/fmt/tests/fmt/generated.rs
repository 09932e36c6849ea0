//! Policies drawn at random: their layout stays, and is the same however they were written.

use xtask::generate::{Style, files, model};

use crate::laid_out;
use crate::laws::words_and_comments;
use crate::mangle::{Comments, Random, mangled};

#[test]
fn policies_drawn_at_random_have_one_layout() {
    let mut random = Random::new(4);
    let mut bytes = 0;
    for seed in 0..60 {
        for (name, text) in files(&model(seed, Style::Wild)) {
            if !name.ends_with(".policy") {
                continue;
            }
            bytes += text.len();
            let (layout, problems) = laid_out(&text);
            assert!(problems.is_empty(), "{seed} {name}: {problems:?}\n{text}");
            assert_eq!(laid_out(&layout).0, layout, "{seed} {name}");
            assert_eq!(words_and_comments(&layout), words_and_comments(&text), "{seed} {name}");
            let other = mangled(&layout, &mut random, Comments::None);
            assert_eq!(laid_out(&other).0, layout, "{seed} {name}\n{other}");
        }
    }
    assert!(bytes > 100_000, "{bytes}");
}
