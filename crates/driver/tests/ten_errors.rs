//! Ten slips in one file, as a drafter reads about them.

#![cfg(test)]

use whereas_diagnostics::render;
use whereas_driver::{Asked, Files, compile};

const TEXT: &str = include_str!("../../../tests/errors/ten-errors.policy");

#[test]
fn ten_slips_are_told_in_one_run_each_where_it_stands() {
    let files: Files = [("ten-errors.policy".to_owned(), TEXT.to_owned())].into();
    let compilation = compile(&files, Asked::default());
    insta::assert_snapshot!(render::terminal(
        &compilation.diagnostics,
        &compilation.sources,
        false
    ));
}
