//! The programs in `examples/` say what they should.

#[path = "../examples/decide.rs"]
#[expect(dead_code, reason = "its main is for those who run it")]
mod decide;

#[path = "../examples/threads.rs"]
#[expect(dead_code, reason = "its main is for those who run it")]
mod threads;

#[test]
fn a_thousand_cases_are_decided_from_several_threads() -> Result<(), whereas::Faults> {
    assert_eq!(threads::told()?, "667 decided, 333 open\n");
    Ok(())
}

#[test]
fn the_example_runs() -> Result<(), whereas::Faults> {
    let mut settings = insta::Settings::clone_current();
    settings.add_filter(r"\b(plan|case) [0-9a-f]{12}\b", "$1 HASH");
    let told = decide::told()?;
    settings.bind(|| insta::assert_snapshot!(told));
    Ok(())
}
