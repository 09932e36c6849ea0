//! Prints the draft of a seed: `cargo run -p whereas-reference --example draft -- 7`.

fn main() {
    let seed = std::env::args().nth(1).and_then(|seed| seed.parse().ok()).unwrap_or(1);
    print!("{}", whereas_reference::generate::Draft::of_seed(seed, 3).text());
}
