//! A text with other white space, and with comments in its gaps, that says the same.

use whereas_source::{FileId, Id as _};
use whereas_syntax::{Token, TokenKind, parse};

/// Numbers that look random, the same from the same seed.
pub struct Random(u64);

impl Random {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub const fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % bound
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        let at = usize::try_from(self.below(3)).unwrap_or(0);
        of.get(at).copied().unwrap_or("")
    }

    const fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

/// Which comments to put in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Comments {
    None,
    /// Here and there.
    Few,
    /// On a line of its own, in every gap.
    Above,
    /// Beside every word.
    Beside,
}

fn read(text: &str) -> Vec<(TokenKind, &str)> {
    let (parsed, _) = parse(FileId::from_index(0), text);
    parsed.tokens.iter().map(|token| (token.kind, written(token, text))).collect()
}

/// The text of a token.
pub fn written<'a>(token: &Token, text: &'a str) -> &'a str {
    let offset = |at: u32| usize::try_from(at).expect("a file is smaller than memory");
    text.get(offset(token.span.start)..offset(token.span.end)).expect("a token is in its file")
}

/// A text without its comments, and without the lines that only they had.
pub fn without_comments(text: &str) -> String {
    let mut out = String::new();
    for (kind, written) in read(text) {
        if kind != TokenKind::Comment {
            out.push_str(written);
            continue;
        }
        let line = out.rsplit('\n').next().unwrap_or("");
        if line.trim_matches([' ', '\t', '\u{FEFF}']).is_empty() {
            // The line break after it goes with it, or is the first of the text.
            out.truncate(out.len() - line.len());
            if out.pop().is_none() {
                out.push('\u{FEFF}');
            }
        }
    }
    out.replace("\u{FEFF}\r\n", "").replace("\u{FEFF}\n", "").replace('\u{FEFF}', "")
}

/// Where the white space between two words stands.
struct Gap<'a> {
    before: Option<(TokenKind, &'a str)>,
    earlier: Option<(TokenKind, &'a str)>,
    after: Option<(TokenKind, &'a str)>,
    /// What stands there now.
    space: String,
    /// Whether the word after starts an item.
    item: bool,
    /// Whether it is inside the brackets of a passage.
    passage: bool,
    /// Whether it is right inside a bracket that is no part of an id.
    bracket: bool,
}

impl Gap<'_> {
    /// Whether the words must stay on one line: a number and its unit.
    fn one_line(&self) -> bool {
        let is_number =
            |it: Option<(TokenKind, &str)>| it.is_some_and(|it| it.0 == TokenKind::Number);
        let after_amount = self.before.is_some_and(|it| it.0 == TokenKind::TypeName)
            && is_number(self.earlier)
            || self.before.is_some_and(|it| it.1 == "a");
        let before_unit = is_number(self.before)
            && self.after.is_some_and(|it| {
                matches!(it.0, TokenKind::Name | TokenKind::TypeName) || it.1 == "%"
            });
        before_unit || after_amount
    }

    /// Whether white space may be put where none is.
    fn can_open(&self) -> bool {
        let mark = |it: Option<(TokenKind, &str)>, marks: &[&str]| {
            it.is_some_and(|it| it.0 == TokenKind::Mark && marks.contains(&it.1))
        };
        // A bracket may be part of an id, and touch the name that is called.
        self.bracket
            || mark(self.before, &[",", "[", "{", "|"])
            || mark(self.after, &[",", "]", "}", "|"])
    }
}

/// The text with other white space.
pub fn mangled(text: &str, random: &mut Random, comments: Comments) -> String {
    let line_break = if random.chance(30) { "\r\n" } else { "\n" };
    let mut out = String::new();
    let mut count = 0;
    let mut before: Option<(TokenKind, &str)> = None;
    let mut earlier = None;
    let (mut space, mut kept) = (String::new(), false);
    let mut passage = false;
    // Of each open bracket, whether a space stands before it: those of ids and calls touch.
    let mut open: Vec<bool> = Vec::new();
    let tokens = read(text);
    for (kind, written) in tokens.iter().copied().chain([(TokenKind::Newline, "end")]) {
        let end = written == "end" && kind == TokenKind::Newline;
        if matches!(kind, TokenKind::Newline | TokenKind::Space) && !end {
            space.push_str(written);
            continue;
        }
        if kind == TokenKind::Comment {
            // What is a comment already stays where it is.
            out.push_str(&space);
            out.push_str(written);
            space.clear();
            kept = true;
            continue;
        }
        let item = space.ends_with('\n') && written != "|" || before.is_none();
        let spaced = !space.is_empty();
        let inside = open.last() == Some(&true);
        let bracket = inside && (written == ")" || before.is_some_and(|it| it.1 == "("));
        match written {
            "(" => open.push(spaced || bracket),
            ")" => drop(open.pop()),
            _ => {}
        }
        let gap = Gap {
            bracket,
            before,
            earlier,
            after: (!end).then_some((kind, written)),
            space: std::mem::take(&mut space),
            item,
            passage,
        };
        if kept {
            out.push_str(&gap.space);
        } else if end {
            out.push_str(random.one(&["", line_break, "  \n\n"]));
        } else {
            other(&gap, line_break, random, comments, &mut count, &mut out);
        }
        kept = false;
        if end {
            break;
        }
        passage = match written {
            "[" => before.is_some_and(|it| it.0 == TokenKind::Name),
            "]" => false,
            _ => passage,
        };
        out.push_str(written);
        (earlier, before) = (before, Some((kind, written)));
    }
    out
}

fn other(
    gap: &Gap<'_>,
    line_break: &str,
    random: &mut Random,
    comments: Comments,
    count: &mut usize,
    out: &mut String,
) {
    let blank = gap.space.matches('\n').count() > 1;
    if gap.passage || gap.space.is_empty() && (!gap.can_open() || random.chance(60)) && !gap.item {
        out.push_str(&gap.space);
        return;
    }
    if gap.one_line() && !gap.space.contains('\n') {
        out.push_str(random.one(&[" ", "   ", " \t"]));
        return;
    }
    if gap.before.is_none() {
        return;
    }
    let indent = " ".repeat(usize::try_from(1 + random.below(9)).unwrap_or(1));
    let mut broken = false;
    let mut comment = || {
        *count += 1;
        format!("# c{count}")
    };
    let (beside, above) = match comments {
        Comments::None => (false, false),
        Comments::Few => (random.chance(4), random.chance(4)),
        Comments::Above => (false, true),
        Comments::Beside => (true, false),
    };
    if beside {
        out.push_str(random.one(&["", " ", "   "]));
        out.push_str(&comment());
        out.push_str(line_break);
        broken = true;
    }
    if above {
        if !broken {
            out.push_str(line_break);
        }
        if blank {
            out.push_str(line_break);
        }
        // Before an item it may stand at the margin; elsewhere it may, too.
        out.push_str(if random.chance(50) { &indent } else { "" });
        out.push_str(&comment());
        out.push_str(line_break);
        broken = true;
    } else if blank {
        if !broken {
            out.push_str(line_break);
        }
        out.push_str(random.one(&["", "  ", "\t"]));
        out.push_str(line_break);
        if random.chance(20) {
            out.push_str(line_break);
        }
        broken = true;
    }
    if gap.item {
        if !broken {
            out.push_str(line_break);
        }
        return;
    }
    // A number before the name of another statement would take it for its unit.
    let keeps_line = gap.space.contains('\n') && gap.one_line();
    if !broken && (keeps_line || random.chance(30)) {
        out.push_str(random.one(&[" ", "", "\t"]));
        out.push_str(line_break);
        broken = true;
    }
    let bar = gap.after.is_some_and(|it| it.1 == "|");
    match (broken, bar) {
        (true, true) if random.chance(30) => {}
        (true, _) => out.push_str(&indent),
        (false, _) => out.push_str(random.one(&[" ", "  ", "\t"])),
    }
}
