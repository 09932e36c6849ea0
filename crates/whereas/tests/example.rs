//! The program in `examples/` says what it should.

#[path = "../examples/decide.rs"]
#[expect(dead_code, reason = "its main is for those who run it")]
mod decide;

#[test]
fn the_example_runs() -> Result<(), whereas::Faults> {
    let mut settings = insta::Settings::clone_current();
    settings.add_filter(r"\b(plan|case) [0-9a-f]{12}\b", "$1 HASH");
    let told = decide::told()?;
    settings.bind(|| insta::assert_snapshot!(told));
    Ok(())
}
