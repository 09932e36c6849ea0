//! The file of passages of a source.
//!
//! Reads Markdown: a heading `## [II.C.2b] Unlawful entry` starts a passage, the lines right under it may say
//! `unverified` and `commentary`, and what follows to the next heading of that or a higher level is its text.
//! Whatever stands before the first passage is for people.

use std::collections::BTreeSet;
use std::ops::Range;

use ecow::EcoString;

use crate::vocabulary::Passage;

/// What a file of passages holds.
pub(super) struct Passages {
    /// The passages, in order.
    pub passages: Vec<Passage>,
    /// Of each passage, the bytes of its heading and of its text.
    pub places: Vec<(Range<usize>, Range<usize>)>,
    /// The ids that more than one heading has.
    pub twice: Vec<EcoString>,
}

/// Reads a file of passages.
pub(super) fn read(text: &str) -> Passages {
    let mut passages: Vec<Passage> = Vec::new();
    let mut twice = Vec::new();
    let mut ids = BTreeSet::new();
    let mut places: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let mut lines: Vec<(usize, &str)> = Vec::new();
    let mut open = false;
    let mut next = 0;
    for whole in text.split_inclusive('\n') {
        let start = next;
        next += whole.len();
        let line = whole.strip_suffix('\n').unwrap_or(whole);
        let line = line.strip_suffix('\r').unwrap_or(line);
        let heading = heading(line);
        if heading.is_some() || (open && ends_passage(line)) {
            close(&mut passages, &mut places, &mut lines, open);
            open = false;
        }
        if let Some((id, title)) = heading {
            if ids.insert(id) {
                open = true;
                let end = start + line.len();
                places.push((start..end, end..end));
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
            lines.push((start, line));
        }
    }
    close(&mut passages, &mut places, &mut lines, open);
    Passages { passages, places, twice }
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
fn close(
    passages: &mut [Passage],
    places: &mut [(Range<usize>, Range<usize>)],
    lines: &mut Vec<(usize, &str)>,
    open: bool,
) {
    if let (true, Some(passage), Some(place)) = (open, passages.last_mut(), places.last_mut()) {
        let mut body =
            lines.iter().copied().skip_while(|(_, line)| line.trim().is_empty()).peekable();
        while let Some(word) = body.peek().map(|(_, line)| line.trim()) {
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
        let body: Vec<(usize, &str)> = body.collect();
        let filled = |at: &&(usize, &str)| !at.1.trim().is_empty();
        if let (Some(first), Some((start, last))) =
            (body.iter().find(filled), body.iter().rfind(filled))
        {
            place.1 = first.0..start + last.trim_end().len();
        }
        let text: Vec<&str> = body.iter().map(|(_, line)| line.trim_end()).collect();
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
    fn places_are_those_of_the_file() {
        let text = "# R\n## [1] First\r\nunverified\r\n\r\nOne  \r\ntwo. \n\n## [2]\n\n## [3] x\ncommentary";
        let places = read(text).places;
        let cut = |range: &Range<usize>| text.get(range.clone()).unwrap();
        let all: Vec<(&str, &str)> =
            places.iter().map(|(head, body)| (cut(head), cut(body))).collect();
        assert_eq!(all, [("## [1] First", "One  \r\ntwo."), ("## [2]", ""), ("## [3] x", "")]);
    }

    #[test]
    fn a_text_that_begins_with_a_mark_in_a_sentence_is_a_text() {
        let found = read("## [1]\nunverified claims are not enough\n");
        assert_eq!(found.passages[0].text, "unverified claims are not enough");
        assert!(!found.passages[0].unverified);
        assert_eq!(found.passages[0].title, "");
    }
}
