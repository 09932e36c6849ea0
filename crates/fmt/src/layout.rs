//! A line broken so that it fits.
//!
//! Reads: the words of one line, gaps and spaces marked. Produces: lines of the page. Invariants: a line is broken
//! only at its gaps and where a comment ends it; the outermost gaps are broken first, and a part that fits is left
//! whole.

use crate::WIDTH;
use crate::gaps::Style;
use crate::page::Page;
use crate::words::Word;

/// How much deeper what is broken off stands.
const STEP: usize = 2;
/// The furthest that a line is indented: brackets may nest deeper than a page is wide.
const DEEPEST: usize = 60;

/// Lays out a line that starts with its first word.
pub(crate) fn lay_line(words: &[Word<'_>], page: &mut Page) {
    let depth = words.first().and_then(|word| word.line).unwrap_or(0);
    let indent = depth.saturating_mul(STEP);
    lay(words, indent, indent.saturating_add(STEP), page);
}

/// Lays out words from a column; what is broken off stands at `hang`.
///
/// Each call breaks at a higher level than the one before, so it goes as deep as there are levels.
fn lay(words: &[Word<'_>], indent: usize, hang: usize, page: &mut Page) {
    let width = width(words);
    let whole = width.is_some_and(|width| indent.saturating_add(width) <= WIDTH);
    let gaps = words.iter().skip(1).filter_map(|word| word.gap);
    let lowest = if whole { None } else { gaps.min_by_key(|gap| gap.level) };
    let Some(lowest) = lowest else {
        write(words, indent, hang, page);
        return;
    };
    let parts = parts(words, lowest.level);
    let deeper = step(hang);
    let starts_line = words.first().is_none_or(|word| word.line.is_some());
    let (first, others) = match lowest.style {
        Style::Fill => {
            fill(&parts, indent, hang, page);
            return;
        }
        Style::Flush if !starts_line => (hang, (indent, hang)),
        Style::Each | Style::Flush => (deeper, (hang, deeper)),
        Style::Level => (hang, (hang, deeper)),
    };
    for (index, part) in parts.iter().enumerate() {
        if index == 0 {
            lay(part, indent, first, page);
        } else {
            lay(part, others.0, others.1, page);
        }
    }
}

/// One step deeper than a column.
fn step(column: usize) -> usize {
    column.saturating_add(STEP).min(DEEPEST.max(column))
}

/// Words cut at the gaps of a level.
fn parts<'a, 'b>(words: &'a [Word<'b>], level: u16) -> Vec<&'a [Word<'b>]> {
    let mut parts = Vec::new();
    let mut rest = words;
    loop {
        let is_cut = |word: &Word<'_>| word.gap.is_some_and(|gap| gap.level == level);
        let cut = rest.iter().skip(1).position(is_cut).map(|at| at.saturating_add(1));
        let Some((part, others)) = cut.and_then(|cut| rest.split_at_checked(cut)) else {
            parts.push(rest);
            return parts;
        };
        parts.push(part);
        rest = others;
    }
}

/// As many parts on a line as fit.
fn fill(parts: &[&[Word<'_>]], indent: usize, hang: usize, page: &mut Page) {
    let mut column = None;
    for (index, part) in parts.iter().enumerate() {
        let here = if index == 0 { indent } else { hang };
        let lead = part.first().map_or(0, |word| word.space);
        let width = width(part);
        let ends = |column: usize, width: usize| column.saturating_add(lead).saturating_add(width);
        let after = match (column, width) {
            // A comment above a word, or beside the word before it, ends a line.
            (Some(column), Some(width))
                if ends(column, width) <= WIDTH && !page.line_is_closed() && is_free(part) =>
            {
                Some(ends(column, width))
            }
            _ => None,
        };
        if let Some(after) = after {
            for word in *part {
                page.word(word, word.space);
            }
            column = Some(after);
            continue;
        }
        match width.filter(|width| here.saturating_add(*width) <= WIDTH) {
            Some(width) => {
                write(part, here, step(hang), page);
                column = Some(here.saturating_add(width));
            }
            None => {
                lay(part, here, step(hang), page);
                column = None;
            }
        }
    }
}

/// Whether a part can follow on a line: no comment stands above its first word.
fn is_free(part: &[Word<'_>]) -> bool {
    part.first().is_none_or(|word| word.above.is_empty())
}

/// How many columns words fill on one line; none where a comment among them ends it.
fn width(words: &[Word<'_>]) -> Option<usize> {
    let mut width = 0_usize;
    for (index, word) in words.iter().enumerate() {
        let last = index.saturating_add(1) == words.len();
        if index > 0 && !word.above.is_empty() || !last && word.beside.is_some() {
            return None;
        }
        let space = if index == 0 { 0 } else { word.space };
        width = width.saturating_add(space).saturating_add(word.width);
    }
    Some(width)
}

/// Writes words on one line, or on several where comments end them.
fn write(words: &[Word<'_>], indent: usize, hang: usize, page: &mut Page) {
    for (index, word) in words.iter().enumerate() {
        if index == 0 {
            page.above(word, indent);
            page.start(indent);
            page.word(word, 0);
        } else if !word.above.is_empty() || page.line_is_closed() {
            page.above(word, hang);
            page.start(hang);
            page.word(word, 0);
        } else {
            page.word(word, word.space);
        }
    }
}
