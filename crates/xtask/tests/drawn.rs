//! What is drawn is the same every time, and its other order is the same policy.

use xtask::generate::{self, Style, permute};
use xtask::random::Random;

#[test]
fn a_seed_draws_the_same_bytes() {
    for seed in 0..20 {
        assert_eq!(
            generate::files(&generate::model(seed, Style::Wild)),
            generate::files(&generate::model(seed, Style::Wild))
        );
    }
}

#[test]
fn another_order_keeps_every_line_that_has_no_operands_to_move() {
    let mut moved = 0;
    for seed in 0..40 {
        let model = generate::model(seed, Style::Drafted);
        let other = permute::permute(&model, &mut Random::new(seed));
        let sorted = |model: &generate::Model| {
            let text: String = generate::files(model).into_iter().map(|(_, text)| text).collect();
            let mut letters: Vec<char> =
                text.chars().filter(|letter| letter.is_alphanumeric()).collect();
            letters.sort_unstable();
            letters
        };
        assert_eq!(sorted(&model), sorted(&other), "seed {seed}");
        moved += usize::from(generate::files(&model) != generate::files(&other));
    }
    assert!(moved > 20, "only {moved} of 40 were put into another order");
}
