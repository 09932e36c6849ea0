//! What holds of the layout of any text: it stays, nothing is lost, and white space that means nothing changes
//! nothing.

use whereas_source::{FileId, Id as _};
use whereas_syntax::{TokenKind, parse};

use crate::mangle::{Comments, Random, mangled, without_comments, written};
use crate::texts;

fn laid_out(name: &str, text: &str) -> String {
    let (layout, problems) = crate::laid_out(text);
    assert!(!problems.contains(&"E0608"), "{name}: refused\n{text}\n{problems:?}");
    layout
}

/// The words and the comments of a text, in order.
pub fn words_and_comments(text: &str) -> (Vec<String>, Vec<String>) {
    let (parsed, _) = parse(FileId::from_index(0), text);
    let (mut words, mut comments) = (Vec::new(), Vec::new());
    for token in &parsed.tokens {
        let written = written(token, text);
        match token.kind {
            TokenKind::Newline | TokenKind::Space => {}
            TokenKind::Comment => comments.push(written.trim_end().to_owned()),
            TokenKind::Text
            | TokenKind::LongText
            | TokenKind::UnclosedText
            | TokenKind::Date
            | TokenKind::Number
            | TokenKind::Keyword
            | TokenKind::Name
            | TokenKind::TypeName
            | TokenKind::Mark
            | TokenKind::Other => words.push(written.replace("\r\n", "\n")),
        }
    }
    (words, comments)
}

#[test]
fn a_layout_stays_and_loses_nothing() {
    let texts = texts::all();
    assert!(texts.len() > 300, "{}", texts.len());
    for (name, text) in &texts {
        let layout = laid_out(name, text);
        assert_eq!(laid_out(name, &layout), layout, "{name}: a layout stays");
        assert_eq!(words_and_comments(&layout), words_and_comments(text), "{name}");
    }
}

#[test]
fn no_line_ends_in_a_space_and_none_is_long_without_need() {
    for (name, text) in texts::sound() {
        let layout = laid_out(&name, &text);
        let mut long_text = false;
        for line in layout.lines() {
            long_text ^= line.matches("\"\"\"").count() % 2 == 1;
            assert!(long_text || line.trim_end() == line, "{name}: {line:?}");
            let code = line.split("  #").next().unwrap_or("");
            // A text, a row, or a single long word can make a line long.
            let has_text = line.contains('"') || line.trim_start().starts_with('|');
            let ok = code.chars().count() <= 100 || has_text || line.trim_start().starts_with('#');
            assert!(long_text || ok, "{name}: {line}");
        }
        assert!(!layout.contains("\n\n\n"), "{name}");
        assert!(!layout.ends_with("\n\n"), "{name}");
    }
}

/// Whole files are worth more than forms and examples, of which there are hundreds.
fn rounds(name: &str) -> usize {
    if name.ends_with(".policy") { 3 } else { 1 }
}

#[test]
fn white_space_that_means_nothing_changes_nothing() {
    let mut random = Random::new(1);
    for (index, (name, text)) in texts::sound().into_iter().enumerate() {
        let layout = laid_out(&name, &text);
        for round in 0..rounds(&name) {
            let text = mangled(&layout, &mut random, Comments::None);
            assert!(text != layout || layout.len() < 200, "{name}: the same, {index}");
            assert!(parse(FileId::from_index(0), &text).1.is_empty(), "{name} {round}:\n{text}");
            assert_eq!(laid_out(&name, &text), layout, "{name} {round}:\n{text}");
        }
    }
}

#[test]
fn comments_in_every_gap_are_kept_and_change_no_word() {
    let mut random = Random::new(2);
    for (index, (name, text)) in texts::sound().into_iter().enumerate() {
        let bare = laid_out(&name, &without_comments(&text));
        let kinds = [Comments::Few, Comments::Above, Comments::Beside];
        for comments in kinds.into_iter().cycle().skip(index).take(rounds(&name)) {
            let commented = mangled(&bare, &mut random, comments);
            let problems = parse(FileId::from_index(0), &commented).1;
            assert!(problems.is_empty(), "{name}:\n{commented}\n{problems:#?}");
            let layout = laid_out(&name, &commented);
            assert_eq!(laid_out(&name, &layout), layout, "{name}: {comments:?}\n{commented}");
            assert_eq!(words_and_comments(&layout), words_and_comments(&commented), "{name}");
            let again = laid_out(&name, &without_comments(&layout));
            assert_eq!(again, bare, "{name}: {comments:?}\n{commented}");
        }
    }
}
