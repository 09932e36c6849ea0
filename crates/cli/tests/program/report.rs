//! `whereas report`.

use super::{folder, park, put, run, run_in};

#[test]
fn a_page_in_either_language_and_form() {
    let wanted = [
        ("en", "html", "<html lang=\"en\">"),
        ("es", "html", "<html lang=\"es\">"),
        ("en", "md", "## Clause by clause"),
        ("es", "md", "## Cláusula por cláusula"),
    ];
    for (language, form, holds) in wanted {
        let asked = ["report", "policies/gallery", "--language", language, "--output-format", form];
        let ran = run(&asked);
        assert_eq!((ran.code, ran.notes.as_str()), (Some(0), ""), "{language} {form}");
        assert!(ran.results.contains(holds), "{language} {form}");
    }
}

#[test]
fn a_page_is_written_to_its_file_or_not_at_all() {
    let at = folder("report");
    put(&at, "park.policy", &park());
    let ran = run_in(&at, &["report", ".", "--out", "page.html"], &[], "");
    assert_eq!((ran.code, ran.results.as_str()), (Some(0), ""), "{}", ran.notes);
    let page = std::fs::read_to_string(at.join("page.html")).expect("the page is there");
    assert_eq!(page, run_in(&at, &["report", "."], &[], "").results);
    put(&at, "park.policy", &park().replace("decision admitted", "decision other"));
    let ran = run_in(&at, &["report", ".", "--out", "page.html"], &[], "");
    assert_eq!((ran.code, ran.results.as_str()), (Some(1), ""), "{}", ran.notes);
    assert_eq!(page, std::fs::read_to_string(at.join("page.html")).expect("the page is there"));
}

#[test]
fn what_cannot_be_reported_on_is_said() {
    let ran = run(&["report", "policies/gallery", "--language", "fr"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.notes.contains("`en` or `es`"), "{}", ran.notes);
    let ran = run(&["report", "policies/dhs"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.notes.contains("`dhs_2021`"), "{}", ran.notes);
    let ran = run(&["report", "policies/dhs", "--policy", "dhs_2022"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.notes.contains("did you mean"), "{}", ran.notes);
}
