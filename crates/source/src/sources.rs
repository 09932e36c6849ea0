//! The files of a run, and the lookups from spans to text and places.
//!
//! Reads: names and texts, given by whoever has them (this crate opens nothing). Invariant:
//! a file's text never changes once added, so a span stays true.

use std::sync::Arc;

use crate::{FileId, Id, IndexVec, Place, Span};

/// One file: its name as shown to people, its text, and where its lines start.
#[derive(Clone, Debug)]
pub struct SourceFile {
    name: String,
    text: Arc<str>,
    line_starts: Vec<u32>,
    /// How many lines stand before the text, where it is a part of a longer one.
    lines_before: u32,
}

impl SourceFile {
    /// A file of this name and text.
    pub fn new(name: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| offset(at.saturating_add(1))))
            .collect();
        Self { name: name.into(), text, line_starts, lines_before: 0 }
    }

    /// A part of a file that begins on this line of it, counted from one.
    #[must_use]
    pub fn from_line(mut self, line: u32) -> Self {
        self.lines_before = line.saturating_sub(1);
        self
    }

    /// How many lines of the file stand before its text.
    pub fn lines_before(&self) -> u32 {
        self.lines_before
    }

    /// The name, as shown to people.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The offsets at which lines start; the first is zero.
    pub fn line_starts(&self) -> &[u32] {
        &self.line_starts
    }

    /// The line and column of a byte. An offset inside a character or past the end is moved
    /// back to the nearest place that exists.
    pub fn place(&self, at: u32) -> Place {
        let line = self.line_starts.partition_point(|start| *start <= at).max(1);
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let mut end = usize::try_from(at).unwrap_or(usize::MAX).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end = end.saturating_sub(1);
        }
        let start = usize::try_from(start).unwrap_or(usize::MAX);
        let before = self.text.get(start..end).unwrap_or("");
        let line = offset(line).saturating_add(self.lines_before);
        Place { line, column: offset(before.chars().count().saturating_add(1)) }
    }

    /// The text of a line, counted from one, without its line break.
    pub fn line(&self, line: u32) -> Option<&str> {
        let index = line.checked_sub(self.lines_before)?.checked_sub(1)?;
        let index = usize::try_from(index).ok()?;
        let start = usize::try_from(*self.line_starts.get(index)?).ok()?;
        let end = match self.line_starts.get(index.saturating_add(1)) {
            Some(next) => usize::try_from(*next).ok()?,
            None => self.text.len(),
        };
        Some(self.text.get(start..end)?.trim_end_matches(['\n', '\r']))
    }
}

/// The files of a run.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: IndexVec<FileId, SourceFile>,
}

impl Sources {
    /// No files yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file and answers its id.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        self.add_file(SourceFile::new(name, text))
    }

    /// Adds a file that was made before, and answers its id.
    pub fn add_file(&mut self, file: SourceFile) -> FileId {
        self.files.push(file)
    }

    /// A file.
    pub fn file(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id)
    }

    /// Every file with its id, in the order added.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter_enumerated()
    }

    /// A file by its name.
    pub fn find(&self, name: &str) -> Option<FileId> {
        self.files.iter_enumerated().find(|(_, file)| file.name == name).map(|(id, _)| id)
    }

    /// A span, if both ends lie in the file and between characters.
    pub fn span(&self, file: FileId, start: u32, end: u32) -> Option<Span> {
        let span = Span::new(file, start, end);
        self.text(span).map(|_| span)
    }

    /// The text a span covers.
    pub fn text(&self, span: Span) -> Option<&str> {
        let file = self.files.get(span.file)?;
        file.text.get(usize::try_from(span.start).ok()?..usize::try_from(span.end).ok()?)
    }

    /// Where a span starts.
    pub fn place(&self, span: Span) -> Option<Place> {
        Some(self.files.get(span.file)?.place(span.start))
    }

    /// `file:line:column`, for one-line messages; the number of the file if it is unknown.
    pub fn describe(&self, span: Span) -> String {
        match self.files.get(span.file) {
            Some(file) => format!("{}:{}", file.name, file.place(span.start)),
            None => format!("file {}", span.file.index()),
        }
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_and_lines_from_one() {
        let mut sources = Sources::new();
        let file = sources.add("a.policy", "é fact\nb\r\nc");
        let at = |offset| sources.file(file).unwrap().place(offset).to_string();
        assert_eq!(at(0), "1:1");
        assert_eq!(at(3), "1:3");
        assert_eq!(at(8), "2:1");
        assert_eq!(at(11), "3:1");
        assert_eq!(at(999), "3:2");
        assert_eq!(at(1), "1:1", "inside a character: its start");
    }

    #[test]
    fn text_is_only_given_between_characters() {
        let mut sources = Sources::new();
        let file = sources.add("a", "é");
        assert_eq!(sources.text(Span::new(file, 0, 2)), Some("é"));
        assert_eq!(sources.text(Span::new(file, 0, 1)), None);
        assert_eq!(sources.text(Span::new(file, 0, 3)), None);
        assert_eq!(sources.span(file, 2, 0), Some(Span::new(file, 0, 2)));
        assert_eq!(sources.text(Span::new(FileId::from_index(7), 0, 0)), None);
    }

    #[test]
    fn a_part_of_a_file_has_the_places_of_the_file() {
        let part = SourceFile::new("many.jsonl", "ab\ncd").from_line(7);
        assert_eq!(part.place(1).to_string(), "7:2");
        assert_eq!(part.place(3).to_string(), "8:1");
        assert_eq!(part.line(7), Some("ab"));
        assert_eq!(part.line(6), None);
        assert_eq!(part.lines_before(), 6);
    }

    #[test]
    fn lines_come_without_their_break() {
        let file = SourceFile::new("a", "x\r\ny\n");
        assert_eq!(file.line(1), Some("x"));
        assert_eq!(file.line(2), Some("y"));
        assert_eq!(file.line(3), Some(""));
        assert_eq!(file.line(4), None);
        assert_eq!(file.line(0), None);
    }
}
