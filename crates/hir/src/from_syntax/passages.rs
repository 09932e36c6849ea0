//! The file of passages of a source.
//!
//! Reads Markdown: a heading `## [II.C.2b] Unlawful entry` starts a passage, the lines right under it may say
//! `unverified` and `commentary`, and what follows to the next heading of that or a higher level is its text.
//! Whatever stands before the first passage is for people.

use std::collections::BTreeSet;

use ecow::EcoString;

use crate::vocabulary::Passage;

/// What a file of passages holds.
pub(super) struct Passages {
    /// The passages, in order.
    pub passages: Vec<Passage>,
    /// The ids that more than one heading has.
    pub twice: Vec<EcoString>,
}

/// Reads a file of passages.
pub(super) fn read(text: &str) -> Passages {
    let mut passages: Vec<Passage> = Vec::new();
    let mut twice = Vec::new();
    let mut ids = BTreeSet::new();
    let mut lines: Vec<&str> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let heading = heading(line);
        if heading.is_some() || (open && ends_passage(line)) {
            close(&mut passages, &mut lines, open);
            open = false;
        }
        if let Some((id, title)) = heading {
            if ids.insert(id) {
                open = true;
                passages.push(Passage {
                    id: id.into(),
                    title: title.into(),
                    text: EcoString::new(),
                    unverified: false,
                    commentary: false,
                });
            } else {
                twice.push(id.into());
            }
        } else if open {
            lines.push(line);
        }
    }
    close(&mut passages, &mut lines, open);
    Passages { passages, twice }
}

/// `## [ID] Title`: the id and the title.
fn heading(line: &str) -> Option<(&str, &str)> {
    let rest = line.strip_prefix("##")?.trim_start_matches('#');
    let rest = rest.strip_prefix([' ', '\t'])?.trim_start().strip_prefix('[')?;
    let (id, title) = rest.split_once(']')?;
    let id = id.trim();
    (!id.is_empty()).then_some((id, title.trim()))
}

/// A heading of the first or second level, which starts no passage but ends one.
fn ends_passage(line: &str) -> bool {
    line.starts_with("# ") || line.starts_with("## ")
}

/// Gives the lines to the passage that is open.
fn close(passages: &mut [Passage], lines: &mut Vec<&str>, open: bool) {
    if let (true, Some(passage)) = (open, passages.last_mut()) {
        let mut body = lines.iter().copied().skip_while(|line| line.trim().is_empty()).peekable();
        while let Some(word) = body.peek().map(|line| line.trim()) {
            let marks: Vec<&str> = word.split([',', ' ']).filter(|mark| !mark.is_empty()).collect();
            let all_marks =
                marks.iter().all(|mark| matches!(*mark, "unverified" | "commentary" | "and"));
            if marks.is_empty() || !all_marks {
                break;
            }
            passage.unverified |= marks.contains(&"unverified");
            passage.commentary |= marks.contains(&"commentary");
            body.next();
        }
        let text: Vec<&str> = body.map(str::trim_end).collect();
        passage.text = text.join("\n").trim().into();
    }
    lines.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passages_have_an_id_a_title_marks_and_a_text() {
        let found = read(
            "# Rules\n\nFor people.\n\n## [1] First\nOne\ntwo.\n\n## [C.4] Last\nunverified\n\
             commentary\n\nThree.\n\n### Not a passage\nFour.\n## Aside\nnot in it\n## [1] Again\nx\n",
        );
        let one = |p: &Passage| {
            format!("{}|{}|{}|{}|{}", p.id, p.title, p.text, p.unverified, p.commentary)
        };
        let all: Vec<String> = found.passages.iter().map(one).collect();
        assert_eq!(
            all,
            [
                "1|First|One\ntwo.|false|false",
                "C.4|Last|Three.\n\n### Not a passage\nFour.|true|true",
            ]
        );
        assert_eq!(found.twice, ["1"]);
    }

    #[test]
    fn a_text_that_begins_with_a_mark_in_a_sentence_is_a_text() {
        let found = read("## [1]\nunverified claims are not enough\n");
        assert_eq!(found.passages[0].text, "unverified claims are not enough");
        assert!(!found.passages[0].unverified);
        assert_eq!(found.passages[0].title, "");
    }
}
