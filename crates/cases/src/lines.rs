//! Many cases in one file: JSON, one case a line.
//!
//! Reads bytes as they come; produces one [`Line`] after the other, and of each its text in the sources or why it is none.
//! Invariant: never more than one line is held, and of a line no more than a case may have; lines count from one, and
//! every line counts, empty ones too, so that the answers can be put beside the lines.

use std::io::{self, BufRead};

use whereas_diagnostics::Diagnostic;
use whereas_source::{FileId, SourceFile, Sources};

use crate::{MAX_CASE_BYTES, problems};

/// The lines of a file.
#[derive(Debug)]
pub struct Lines<R> {
    from: R,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    /// The lines of what is read.
    pub const fn of(from: R) -> Self {
        Self { from, number: 0 }
    }

    /// Up to the end of the line: what fits into a case, and whether that is all.
    fn take(&mut self, bytes: &mut Vec<u8>) -> io::Result<Read> {
        let mut read = Read::default();
        loop {
            let chunk = match self.from.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if chunk.is_empty() {
                return Ok(read);
            }
            read.any = true;
            let end = chunk.iter().position(|byte| *byte == b'\n');
            let part = chunk.get(..end.unwrap_or(chunk.len())).unwrap_or(chunk);
            if bytes.len().saturating_add(part.len()) > MAX_CASE_BYTES {
                read.too_long = true;
                bytes.clear();
            }
            if !read.too_long {
                bytes.extend_from_slice(part);
            }
            let used = part.len().saturating_add(usize::from(end.is_some()));
            self.from.consume(used);
            if end.is_some() {
                return Ok(read);
            }
        }
    }
}

/// What was read of a line.
#[derive(Default)]
struct Read {
    /// Anything at all, were it only the line break.
    any: bool,
    too_long: bool,
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<Line>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut bytes = Vec::new();
        let read = match self.take(&mut bytes) {
            Ok(read) => read,
            Err(error) => return Some(Err(error)),
        };
        if !read.any {
            return None;
        }
        self.number = self.number.saturating_add(1);
        if bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
        Some(Ok(Line { number: self.number, bytes, too_long: read.too_long }))
    }
}

/// One line.
#[derive(Debug)]
pub struct Line {
    /// Its number, from one.
    pub number: u64,
    bytes: Vec<u8>,
    too_long: bool,
}

impl Line {
    /// How many bytes it holds.
    #[must_use]
    pub const fn held(&self) -> usize {
        self.bytes.len()
    }

    /// Its text, added to the sources as a part of the file of this name; or why it is no case.
    pub fn decode(&self, name: &str, sources: &mut Sources) -> Result<FileId, Vec<Diagnostic>> {
        let number = u32::try_from(self.number).unwrap_or(u32::MAX);
        let mut add = |text: &str| sources.add_file(SourceFile::new(name, text).from_line(number));
        if self.too_long {
            return Err(vec![problems::line_too_long(add(""))]);
        }
        let (text, fault) = crate::text(&self.bytes);
        let file = add(&text);
        match fault {
            Some(fault) => Err(vec![fault.told(file)]),
            None if text.trim().is_empty() => Err(vec![problems::empty_line(file)]),
            None => Ok(file),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bytes: &[u8]) -> Vec<String> {
        let mut told = Vec::new();
        for line in Lines::of(io::BufReader::with_capacity(3, bytes)) {
            let mut sources = Sources::new();
            told.push(match line.unwrap().decode("many.jsonl", &mut sources) {
                Ok(file) => sources.file(file).unwrap().text().to_owned(),
                Err(found) => whereas_diagnostics::render::short(&found, &sources),
            });
        }
        told
    }

    #[test]
    fn a_line_ends_where_it_ends_whatever_comes_at_once() {
        assert_eq!(told(b""), Vec::<String>::new());
        assert_eq!(told(b"{\"a\": 1}\r\n{}\n"), ["{\"a\": 1}", "{}"]);
        assert_eq!(told(b"{}\nlast"), ["{}", "last"]);
    }

    #[test]
    fn an_empty_line_counts_and_is_no_case() {
        let told = told(b"{}\n \n{}\n\n");
        assert_eq!(told.len(), 4);
        assert_eq!(told[1], "many.jsonl:2:1: error[E0503]: this line is empty\n");
        assert_eq!(told[3], "many.jsonl:4:1: error[E0503]: this line is empty\n");
    }

    #[test]
    fn bytes_that_are_no_text_are_told_at_their_place() {
        let told = told(b"{}\n{\"\xff\": 1}\n{\0}\n");
        assert!(told[1].starts_with("many.jsonl:2:3: error[E0502]"), "{}", told[1]);
        assert!(told[2].starts_with("many.jsonl:3:2: error[E0502]"), "{}", told[2]);
    }

    #[test]
    fn a_line_as_long_as_a_case_may_be_is_read_and_one_byte_more_is_not() {
        let mut bytes = vec![b' '; MAX_CASE_BYTES - 2];
        bytes.extend_from_slice(b"{}\n");
        bytes.extend(vec![b' '; MAX_CASE_BYTES - 1]);
        bytes.extend_from_slice(b"{}\n{}\n");
        let told = told(&bytes);
        assert_eq!(told[0].len(), MAX_CASE_BYTES);
        assert!(told[1].starts_with("many.jsonl:2:1: error[E0501]"), "{}", told[1]);
        assert_eq!(told[2], "{}");
    }
}
