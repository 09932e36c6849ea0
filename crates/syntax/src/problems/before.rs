//! What can be said before the grammar is asked: texts without an end, lines out of place.

use whereas_diagnostics::{Diagnostic, Edit, codes, near_name};
use whereas_source::Span;

use super::characters::unknown_character;
use crate::cut::{ITEM_WORDS, POLICY_WORDS, Piece, written};
use crate::parse::STATEMENT_WORDS;
use crate::tokens::{Token, TokenKind};

/// The texts that open and do not close.
pub(crate) fn unclosed_texts(piece: &Piece<'_>, text: &str) -> Vec<Diagnostic> {
    let unclosed = piece.tokens.iter().filter(|token| token.kind == TokenKind::UnclosedText);
    unclosed
        .map(|token| {
            never_opened(*token, piece, text).unwrap_or_else(|| unclosed_text(*token, text))
        })
        .collect()
}

/// The words at the start of a line that a text follows.
const BEFORE_TEXT: [&str; 12] = [
    "example",
    "notice",
    "commentary",
    "title",
    "authority",
    "contest",
    "ask",
    "guarantee",
    "like",
    "address",
    "passages",
    "because",
];

/// `example on the day" given …`: a quote that ends a word and has space after it closes a text.
fn never_opened(token: Token, piece: &Piece<'_>, text: &str) -> Option<Diagnostic> {
    let after = written(token, text).strip_prefix('"')?;
    let before = usize::try_from(token.span.start).ok().and_then(|at| text.get(..at))?;
    let touches = before.ends_with(|c: char| c.is_alphanumeric() || ".!?)".contains(c));
    if !touches || !after.is_empty() && !after.starts_with(char::is_whitespace) {
        return None;
    }
    let quote = Span::new(token.span.file, token.span.start, token.span.start.saturating_add(1));
    let message = "a text ends here that never began: its first quote is missing";
    let problem = Diagnostic::new(codes::syntax::UNCLOSED_TEXT, quote, message);
    let line = piece.tokens.iter().take_while(|it| it.span.start < token.span.start);
    let line: Vec<Token> = line.copied().collect();
    let line = line.rsplit(|it| it.kind == TokenKind::Newline).next().unwrap_or(&[]);
    let mut words = line.iter().filter(|it| !it.kind.is_trivia());
    let first = words.next().map_or("", |it| written(*it, text));
    let begins = match first {
        // After the id, which ends where the first space does.
        "clause" => {
            let spaces = line.iter().filter(|it| it.kind == TokenKind::Space);
            spaces.skip_while(|it| line.first().is_some_and(|first| it.span == first.span)).nth(1)
        }
        word if BEFORE_TEXT.contains(&word) => {
            let after = line.iter().skip_while(|it| written(**it, text) != first);
            after.skip(1).find(|it| it.kind == TokenKind::Space)
        }
        _ => None,
    };
    Some(match begins {
        Some(space) => problem.fix("begin it with a quote", space.span.after(), "\""),
        None => problem.help("put a quote where the text begins"),
    })
}

fn unclosed_text(token: Token, text: &str) -> Diagnostic {
    let opening = written(token, text);
    let start = token.span.start;
    let quotes = |length: u32| Span::new(token.span.file, start, start.saturating_add(length));
    if opening.starts_with("\"\"\"") {
        let message = "a text opens with three quotes and never closes";
        return Diagnostic::new(codes::syntax::UNCLOSED_TEXT, quotes(3), message)
            .help("close it with three quotes where it ends");
    }
    let length = u32::try_from(opening.trim_end().len()).unwrap_or(0);
    let end = quotes(length).after();
    let message = "a text opens and does not close on its line";
    Diagnostic::new(codes::syntax::UNCLOSED_TEXT, quotes(1), message)
        .fix("close it where it ends, on the same line", end, "\"")
        .note("a text over several lines stands between three quotes on each side")
}

/// What is wrong with the first word of a piece, if it starts no item.
pub(crate) fn starts_no_item(first: Token, text: &str) -> Option<Diagnostic> {
    let word = written(first, text);
    if ITEM_WORDS.contains(&word) || first.kind == TokenKind::UnclosedText {
        return None;
    }
    if first.kind == TokenKind::Other {
        return Some(unknown_character(first, &[], text));
    }
    let shown = super::visible(word);
    let about =
        |message: String| Diagnostic::new(codes::syntax::TEXT_BEFORE_ITEM, first.span, message);
    let (at, before) = usize::try_from(first.span.start)
        .ok()
        .and_then(|at| Some((at, text.get(..at)?)))
        .unwrap_or((0, ""));
    let nothing_above = before.lines().all(|line| {
        let line = line.trim_start_matches('\u{FEFF}').trim_start();
        line.is_empty() || line.starts_with('#')
    });
    let of_item = STATEMENT_WORDS.contains(&word) || POLICY_WORDS.contains(&word);
    if nothing_above && of_item {
        let message = format!("`{shown}` belongs to an item, and no item stands above it");
        let item =
            if POLICY_WORDS.contains(&word) { "policy my_policy" } else { "clause 1 \"…\"" };
        return Some(about(message).help(format!("begin the item above it: `{item}`")));
    }
    let problem = about(format!("`{shown}` at the start of a line begins no item"));
    if let Some(near) = near_name(word, ITEM_WORDS).or_else(|| called(word)) {
        return Some(problem.fix("perhaps this is meant", first.span, near));
    }
    if let Some(near) = near_name(word, STATEMENT_WORDS).filter(|_| !nothing_above) {
        let instead = format!("  {near}");
        return Some(problem.fix("perhaps this is meant, in the item above", first.span, instead));
    }
    // A sentence: a capital, or a number and a point, and then more.
    let line = text.get(at..).and_then(|rest| rest.lines().next()).unwrap_or("");
    let sentence = !matches!(first.kind, TokenKind::Name | TokenKind::Keyword);
    Some(if sentence && line.split_whitespace().nth(1).is_some() {
        problem.fix("if it is a remark, it begins with `#`", first.span.before(), "# ")
    } else if nothing_above {
        problem.help(
            "a file begins with an item, such as `policy my_policy`; a remark begins with `#`",
        )
    } else {
        problem.help("indent the line if it belongs to the item above; a remark begins with `#`")
    })
}

/// The item that other languages and texts call by this word.
fn called(word: &str) -> Option<&'static str> {
    Some(match word.to_ascii_lowercase().as_str() {
        "section" | "article" | "paragraph" | "rule" | "chapter" | "regulation" => "clause",
        "enum" | "enumeration" | "options" => "choice",
        "struct" | "class" | "object" | "type" => "record",
        "input" | "variable" | "declare" | "question" => "fact",
        "const" | "constant" | "threshold" | "rate" => "parameter",
        "output" | "result" | "outcome" => "decision",
        "import" | "include" => "use",
        "document" | "law" | "statute" => "source",
        "role" | "person" | "party" => "actor",
        _ => return None,
    })
}

/// Items that are indented, and lines of an item that are not.
pub(crate) fn out_of_place(piece: &Piece<'_>, text: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let first = piece.tokens.first().copied();
    if let (Some(space), Some(first)) = (piece.indented, first) {
        let word = super::visible(written(first, text));
        let message =
            format!("`{word}` starts an item, and an item starts at the start of its line");
        let problem = Diagnostic::new(codes::syntax::TEXT_BEFORE_ITEM, first.span, message);
        found.push(problem.fix("take away the space before it", space, ""));
    }
    // Of a comment of another language, its signs are told of where it is read.
    let comment = |token: &&Token| {
        let from = usize::try_from(token.span.start).ok();
        let rest = from.and_then(|from| text.get(from..)).unwrap_or("");
        ["//", "/*", "--"].iter().any(|sign| rest.starts_with(sign))
    };
    let strays: Vec<Token> = piece.strays.iter().filter(|it| !comment(it)).copied().collect();
    let Some((stray, more)) = strays.split_first() else { return found };
    let word = super::visible(written(*stray, text));
    let item = first.map_or("", |token| written(token, text));
    let message = match more.len() {
        0 => format!("`{word}` belongs to the {item} above, and its line is not indented"),
        more => format!(
            "`{word}` belongs to the {item} above, and its line and {more} below are not indented"
        ),
    };
    let edits = strays.iter();
    let edits = edits.map(|token| Edit { span: token.span.before(), text: "  ".to_owned() });
    let problem = Diagnostic::new(codes::syntax::TEXT_BEFORE_ITEM, stray.span, message);
    found.push(problem.fixes("indent what belongs to it", edits.collect()));
    found
}
