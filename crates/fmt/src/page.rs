//! The lines of the result, and the comments beside them.
//!
//! Invariant: no line but those of a text over several, or of an item that is left as it is, ends in white space.

use whereas_syntax::TokenKind;

use crate::words::{Comment, Word};

/// How many lines without a comment may stand between two comments in one column.
const LINES_BETWEEN: usize = 1;
/// How much longer a line may be than another for their comments to stand in one column.
const MOST_MOVED: usize = 30;
/// How many spaces stand before a comment, at least.
const BEFORE_COMMENT: usize = 2;

/// The lines of the result.
#[derive(Debug, Default)]
pub(crate) struct Page {
    lines: Vec<Line>,
    item: usize,
    ends_unclosed: bool,
}

#[derive(Debug, Default)]
struct Line {
    text: String,
    /// How many columns the last line of the text fills.
    width: usize,
    beside: Option<String>,
    item: usize,
}

impl Page {
    /// Whether nothing has been written.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Lines from here on belong to the next item.
    pub fn next_item(&mut self) {
        self.item = self.item.saturating_add(1);
    }

    /// Starts a line.
    pub fn start(&mut self, indent: usize) {
        self.lines.push(Line {
            text: " ".repeat(indent),
            width: indent,
            beside: None,
            item: self.item,
        });
    }

    /// Writes a word on the line, and the comment beside it.
    pub fn word(&mut self, word: &Word<'_>, space: usize) {
        let Some(line) = self.lines.last_mut() else { return };
        for _ in 0..space {
            line.text.push(' ');
        }
        if word.kind == TokenKind::LongText && word.text.contains('\n') {
            // A line break is a line break, whoever wrote the file.
            line.text.push_str(&word.text.replace("\r\n", "\n"));
            line.width = word.text.lines().last().unwrap_or("").chars().count();
        } else {
            line.text.push_str(word.text);
            line.width = line.width.saturating_add(space).saturating_add(word.width);
        }
        line.beside = word.beside.map(str::to_owned);
    }

    /// Whether the line ends in a comment, so that nothing can follow on it.
    pub fn line_is_closed(&self) -> bool {
        self.lines.last().is_some_and(|line| line.beside.is_some())
    }

    /// Writes what stands above a word: blank lines, where it starts a line of its own, and comments.
    pub fn above(&mut self, word: &Word<'_>, indent: usize) {
        let keeps = word.line.is_some() || indent == 0;
        for comment in &word.above {
            self.comment(comment, indent, comment.blank && keeps && !self.is_empty());
        }
        if word.blank_below_comments() && keeps && !self.is_empty() {
            self.blank();
        }
    }

    /// Writes a comment on its own line.
    pub fn comment(&mut self, comment: &Comment<'_>, indent: usize, blank: bool) {
        if blank {
            self.blank();
        }
        self.start(indent);
        if let Some(line) = self.lines.last_mut() {
            line.text.push_str(comment.text);
        }
    }

    fn blank(&mut self) {
        self.lines.push(Line { item: self.item, ..Line::default() });
    }

    /// Writes lines as they are; `whole` where the end of the last line is already in them, or must not be.
    pub fn raw(&mut self, text: &str, beside: Option<&str>, whole: bool) {
        let width = text.lines().last().unwrap_or("").chars().count();
        self.ends_unclosed = whole;
        self.lines.push(Line {
            text: text.to_owned(),
            width,
            beside: beside.map(str::to_owned),
            item: self.item,
        });
    }

    /// The result.
    pub fn finish(mut self) -> String {
        self.move_comments();
        let mut out = String::new();
        let last = self.lines.len().saturating_sub(1);
        for (index, line) in self.lines.iter().enumerate() {
            out.push_str(&line.text);
            if let Some(beside) = &line.beside {
                out.push_str(beside);
            }
            if !(index == last && self.ends_unclosed) {
                out.push('\n');
            }
        }
        out
    }

    /// Puts the comments beside near lines into one column.
    fn move_comments(&mut self) {
        let mut run: Vec<usize> = Vec::new();
        for index in 0..self.lines.len() {
            let Some(line) = self.lines.get(index) else { continue };
            if line.beside.is_none() {
                continue;
            }
            if !self.goes_on(&run, index) {
                self.move_run(&run);
                run.clear();
            }
            run.push(index);
        }
        self.move_run(&run);
    }

    /// Whether the comment beside a line stands in one column with those of a run.
    fn goes_on(&self, run: &[usize], index: usize) -> bool {
        let (Some(last), Some(line)) = (run.last(), self.lines.get(index)) else { return false };
        let between = self.lines.get(last.saturating_add(1)..index).unwrap_or_default();
        let apart = between.len() > LINES_BETWEEN || between.iter().any(|it| it.text.is_empty());
        // Each is near the last and the first: so no two are far apart by more than twice as much.
        let near = |at: Option<&usize>| {
            at.and_then(|at| self.lines.get(*at))
                .is_some_and(|it| it.width.abs_diff(line.width) <= MOST_MOVED)
        };
        let far = !near(run.first()) || !near(run.last());
        let same = self.lines.get(*last).is_some_and(|it| it.item == line.item);
        same && !apart && !far
    }

    fn move_run(&mut self, run: &[usize]) {
        let widths = run.iter().filter_map(|at| self.lines.get(*at)).map(|line| line.width);
        let column = widths.max().unwrap_or(0).saturating_add(BEFORE_COMMENT);
        for at in run {
            if let Some(line) = self.lines.get_mut(*at) {
                let spaces = column.saturating_sub(line.width);
                line.text.push_str(&" ".repeat(spaces));
            }
        }
    }
}
