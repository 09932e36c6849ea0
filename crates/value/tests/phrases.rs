//! What names a thing in somebody's own words.

#![cfg(test)]

use whereas_value::{Label, Phrase, Translation};

fn names(text: &str, label: &str) -> bool {
    Phrase::of_label(label).is_some_and(|label| Phrase::of(text).holds(&label))
}

#[test]
fn whole_words_count_and_nothing_else_does() {
    for text in [
        "the person's religion",
        "The applicant’s RELIGION",
        "religion and age",
        "a person's  religion,\nand more",
        "immigration-status: the persons’ religion",
        "re\u{ad}lig\u{200b}ion of the person, the per\u{2019}son's rel\u{301}igion",
        "ｒｅｌｉｇｉｏｎ",
    ] {
        assert!(names(text, "religion"), "{text}");
    }
    assert!(names("This person’s religion is known", "the person's religion"));
    assert!(names("immigration\tstatus", "immigration_status"));
    assert!(!names("he would embrace it", "race"));
    assert!(!names("religious practice", "religion"));
    assert!(!names("the religion of another person", "the person's religion"));
    assert!(!names("status of immigration", "immigration status"));
    assert!(!names("anything", "…"));
    assert!(!names("", "religion"));
}

#[test]
fn accents_case_and_scripts_are_no_way_round() {
    assert!(names("su RELIGIO\u{301}N", "la religión"));
    assert!(names("seine GROSSE", "die Größe") || names("seine GRÖSSE", "die Größe"));
    assert!(names("申请人的宗教信仰", "宗教"));
    assert!(!names("申请人的信仰", "宗教"));
    assert!(names("ΟΔΟΣ", "οδός"));
}

#[test]
fn an_article_alone_is_a_word() {
    assert!(names("the a grade", "a"));
    assert!(names("a religion", "the religion"));
}

#[test]
fn every_language_of_a_label_counts() {
    let label = Label {
        plain: "the faith".into(),
        negated: Some("no faith".into()),
        others: vec![Translation {
            language: "es".into(),
            plain: "la fe".into(),
            negated: Some("sin fe".into()),
        }],
    };
    let phrases: Vec<Phrase> = Phrase::of_labels(&label).collect();
    assert_eq!(phrases, ["faith", "no faith", "fe", "sin fe"].map(Phrase::of));
}
