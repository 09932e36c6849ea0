//! Policies drawn at random: their layout stays, is the same however they were written, and keeps comments in every gap.

use xtask::generate::{Style, files, model};

use crate::laid_out;
use crate::laws::words_and_comments;
use crate::mangle::{Comments, Random, mangled, without_comments};

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
            // Comments in every gap are kept, and the words around them stay where they were without.
            let comments = if seed % 2 == 0 { Comments::Above } else { Comments::Beside };
            let bare = laid_out(&without_comments(&layout)).0;
            let commented = mangled(&bare, &mut random, comments);
            let (kept, problems) = laid_out(&commented);
            assert!(problems.is_empty(), "{seed} {name}: {problems:?}\n{commented}");
            assert_eq!(laid_out(&kept).0, kept, "{seed} {name}\n{commented}");
            assert_eq!(words_and_comments(&kept), words_and_comments(&commented), "{seed} {name}");
            assert_eq!(laid_out(&without_comments(&kept)).0, bare, "{seed} {name}\n{commented}");
        }
    }
    assert!(bytes > 100_000, "{bytes}");
}
