//! Any bytes as a plan file, and any bytes as the plans in a file whose checksum and hashes are right: refused, or
//! decides without a panic.
//!
//! `cargo +nightly fuzz run plan`

#![no_main]

use libfuzzer_sys::fuzz_target;
use whereas::{Asked, Package};
use whereas_plan::file::{self, Compiled, Hashed};

fuzz_target!(|bytes: &[u8]| {
    let _ = Package::from_plan("fuzz.plan", bytes);
    let Ok(compiled) = postcard::from_bytes::<Compiled>(bytes) else { return };
    let plans = compiled.plans.into_iter().map(|it| Hashed::from(it.plan)).collect();
    let Ok(made) = file::write(&Compiled { plans, ..compiled }) else { return };
    let Ok(package) = Package::from_plan("made.plan", &made) else { return };
    let _ = package.force(None, None);
    if let Ok(decided) = package.decide_text("case.yaml", "as_of: 2024-06-01\n", None) {
        let _ = decided.text(Asked { trace: true, either_way: true, ..Asked::default() });
        let _ = decided.outcome(Asked::default());
    }
});
