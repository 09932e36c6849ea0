//! What every output carries, what its data says, and in which form: over every case of every policy.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::wildcard_enum_match_arm,
    reason = "what a test cannot do without, it may fail on"
)]

mod beside;
mod carried;
mod retold;
mod schema;

use std::path::Path;

use whereas::{Compared, Decided, Format, Package, Sources};
use whereas_corpus::packages;

/// Every case of every policy, decided: its name and what was decided. Gives how many there were.
fn each_case(mut of: impl FnMut(&str, &Decided<'_>)) -> usize {
    each_text(|package, name, text| {
        of(name, &package.decide_text(name, text, None).expect("a sound case"));
    })
}

/// Every case of every policy, put to all policies of its package. Gives how many there were.
fn each_comparison(mut of: impl FnMut(&str, &Compared<'_>)) -> usize {
    each_text(|package, name, text| {
        let mut sources = Sources::new();
        let file = sources.add(name, text);
        let format = Format::of_name(name).expect("a format");
        of(name, &package.compare(text, file, format, None).expect("a sound case"));
    })
}

fn each_text(mut of: impl FnMut(&Package, &str, &str)) -> usize {
    let mut cases = 0;
    each_package(|package, folder| {
        for entry in std::fs::read_dir(folder.join("cases")).expect("a folder of cases") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).expect("a text");
            of(package, &name, &text);
            cases += 1;
        }
    });
    cases
}

/// Every package of policies, and its folder.
fn each_package(mut of: impl FnMut(&Package, &Path)) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policies");
    for folder in packages::under(&root).expect("the policies are there") {
        let files = packages::files(&folder).expect("a folder that can be read");
        of(&Package::load(&files).expect("the policies are clean"), &folder);
    }
}
