//! A broken item, cut into its parts at the lines that start one for sure.
//!
//! Reads: the tokens of an item. Produces: where its head ends, and where its parts start and end.
//! Invariant: head and parts follow each other and hold every token of the item that is no trivia.

use whereas_diagnostics::near_name;

use super::attempt::Refusal;
use super::broken::is_text as is_quoted;
use crate::cut::{POLICY_WORDS, Piece, lines, written};
use crate::tokens::{Token, TokenKind};

/// The words that statements start with, but for those that start with a name.
pub(crate) const STATEMENT_WORDS: [&str; 20] = [
    "cites",
    "commentary",
    "despite",
    "duty",
    "example",
    "factor",
    "function",
    "guarantee",
    "judgement",
    "notice",
    "permission",
    "table",
    "accept",
    "clause",
    "clauses",
    "subject",
    "never",
    "policy",
    "in",
    "open",
];

/// Where the head of a clause ends, in its tokens: the index of the first token after it. The id is
/// all that touches; then comes the label, perhaps negated and in other languages.
pub(super) fn after_clause_head(piece: &Piece<'_>, text: &str) -> usize {
    let all = piece.tokens.iter().enumerate();
    let indices: Vec<usize> =
        all.filter(|(_, token)| !token.kind.is_trivia()).map(|(at, _)| at).collect();
    let at = |index: usize| indices.get(index).and_then(|at| piece.tokens.get(*at)).copied();
    let word = |index: usize| at(index).map_or("", |token| written(token, text));
    let is_text = |index: usize| {
        at(index).is_some_and(|it| matches!(it.kind, TokenKind::Text | TokenKind::LongText))
    };
    let mut index = 1_usize;
    if !is_text(1) {
        index = 2;
        while let (Some(before), Some(this)) = (at(index.saturating_sub(1)), at(index)) {
            if before.span.end != this.span.start || is_quoted(&this) {
                break;
            }
            index = index.saturating_add(1);
        }
    }
    if is_text(index) {
        index = index.saturating_add(1);
        loop {
            let (second, third) = (index.saturating_add(1), index.saturating_add(2));
            if word(index) == "not" && is_text(second) {
                index = third;
            } else if word(second) == ":" && is_text(third) {
                index = third.saturating_add(1);
            } else {
                break;
            }
        }
    }
    indices.get(index).copied().unwrap_or(piece.tokens.len())
}

/// Where the head of a policy ends: after its name, or what stands in its place.
pub(super) fn after_policy_head(piece: &Piece<'_>, text: &str) -> usize {
    let mut words = piece.tokens.iter().enumerate().filter(|(_, token)| !token.kind.is_trivia());
    let named = words.nth(1).is_some_and(|(_, name)| name.kind == TokenKind::Name);
    let after = if named { words.next().map(|(at, _)| at) } else { None };
    let line = || lines(piece.tokens, text).get(1).map(|line| line.at);
    let touching = |at: usize| {
        let pair = at.checked_sub(1).and_then(|at| piece.tokens.get(at)).zip(piece.tokens.get(at));
        pair.is_some_and(|(before, this)| {
            before.span.end == this.span.start && !before.kind.is_trivia()
        })
    };
    let after = after.filter(|at| !touching(*at)).or_else(line);
    after.unwrap_or(piece.tokens.len())
}

/// The parts of an item whose first word is `word`, each from a token to another. What stands before
/// the first is the head. Words that follow the token at `head` on its line are a part.
pub(super) fn parts(
    word: &str,
    piece: &Piece<'_>,
    head: Option<usize>,
    text: &str,
) -> Vec<(usize, usize)> {
    let mut starts: Vec<usize> = Vec::new();
    let mut base: Option<usize> = None;
    let line_starts = lines(piece.tokens, text);
    if let Some(head) = head.filter(|head| *head < piece.tokens.len())
        && line_starts.iter().all(|line| line.at != head)
    {
        starts.push(head);
    }
    for line in line_starts.iter().filter(|line| line.at >= head.unwrap_or(1).max(1)) {
        let column = line.space.map_or(0, |space| width(space, text));
        let rest = piece.tokens.get(line.at..).unwrap_or(&[]);
        if column <= *base.get_or_insert(column) && starts_part(word, rest, text)
            || starts.is_empty() && head.is_some()
        {
            starts.push(line.at);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([piece.tokens.len()]);
    starts.iter().copied().zip(ends).collect()
}

/// Where in a refused part something else seems to start: at a line after the place of the refusal
/// that is indented no more than the part and does not go on with what is before.
pub(super) fn next_start(part: &Piece<'_>, refusal: &Refusal, text: &str) -> Option<usize> {
    let Refusal::At(at, _) = refusal else { return None };
    let word = |at: usize| part.tokens.get(at).map_or("", |token| written(*token, text));
    if matches!(word(0), "example" | "table") {
        return None;
    }
    let lines = lines(part.tokens, text);
    // The part starts where its line does; how far that is indented is seen in the text before it.
    let base = column(part.span.start, text);
    let line = lines.iter().skip(1).find(|line| {
        let Some(token) = part.tokens.get(line.at) else { return false };
        let before = part.tokens.get(..line.at).unwrap_or(&[]);
        let before = before.iter().rfind(|token| !token.kind.is_trivia());
        let open = before.is_none_or(|token| goes_on_after(*token, text));
        let second = part.tokens.get(line.at.saturating_add(1)).map_or("", |it| written(*it, text));
        token.span.start >= *at
            && line.space.map_or(0, |space| width(space, text)) <= base
            && !open
            && starts_anything(*token, second, text)
    })?;
    Some(line.at)
}

/// How far the line of this place is indented.
pub(super) fn column(at: u32, text: &str) -> usize {
    let before = usize::try_from(at).ok().and_then(|at| text.get(..at)).unwrap_or("");
    let line = before.rsplit('\n').next().unwrap_or("");
    line.chars().map(|c| if c == '\t' { 2 } else { 1 }).sum()
}

/// Whether a text goes on after this token.
fn goes_on_after(token: Token, text: &str) -> bool {
    match token.kind {
        TokenKind::Mark => !matches!(written(token, text), ")" | "]" | "}" | "%" | "|"),
        TokenKind::Keyword => !matches!(
            written(token, text),
            "yes" | "no" | "known" | "absent" | "empty" | "decided" | "ongoing" | "must" | "should"
        ),
        TokenKind::Newline
        | TokenKind::Space
        | TokenKind::Comment
        | TokenKind::Text
        | TokenKind::LongText
        | TokenKind::UnclosedText
        | TokenKind::Date
        | TokenKind::Number
        | TokenKind::Name
        | TokenKind::TypeName
        | TokenKind::Other => false,
    }
}

/// Whether a line that starts with this token is more likely a statement than a part of one.
fn starts_anything(token: Token, second: &str, text: &str) -> bool {
    let word = written(token, text);
    match token.kind {
        TokenKind::Name => !matches!(word, "made" | "burden" | "jointly" | "places" | "within"),
        TokenKind::Keyword => matches!(word, "if" | "otherwise"),
        // Comments of other languages, and brackets around a body.
        TokenKind::Mark => {
            matches!(word, "{" | "}") || matches!((word, second), ("/", "/" | "*") | ("-", "-"))
        }
        TokenKind::TypeName | TokenKind::Other | TokenKind::Text | TokenKind::Number => true,
        TokenKind::Newline
        | TokenKind::Space
        | TokenKind::Comment
        | TokenKind::LongText
        | TokenKind::UnclosedText
        | TokenKind::Date => false,
    }
}

/// How far a line is indented; a tab counts as two.
fn width(space: whereas_source::Span, text: &str) -> usize {
    let token = Token { kind: TokenKind::Space, span: space };
    written(token, text).chars().map(|c| if c == '\t' { 2 } else { 1 }).sum()
}

/// Whether a line that starts with these tokens starts a part of an item.
fn starts_part(item: &str, rest: &[Token], text: &str) -> bool {
    let words: Vec<Token> =
        rest.iter().copied().filter(|token| !token.kind.is_trivia()).take(4).collect();
    let word = |index: usize| words.get(index).map_or("", |token| written(*token, text));
    let is_text = |index: usize| words.get(index).is_some_and(|it| it.kind == TokenKind::Text);
    let Some(first) = words.first() else { return false };
    let is_word = matches!(first.kind, TokenKind::Name | TokenKind::Keyword | TokenKind::TypeName);
    let of_label = word(0) == "not" || word(0).len() < 4 && word(1) == ":" && is_text(2);
    match item {
        "clause" => match first.kind {
            TokenKind::Keyword => keyword_starts_statement(word(0), word(1)),
            TokenKind::Name => name_starts_statement(word(0), [word(1), word(2), word(3)]),
            TokenKind::Newline
            | TokenKind::Space
            | TokenKind::Comment
            | TokenKind::Text
            | TokenKind::LongText
            | TokenKind::UnclosedText
            | TokenKind::Date
            | TokenKind::Number
            | TokenKind::TypeName
            | TokenKind::Mark
            | TokenKind::Other => false,
        },
        "policy" => POLICY_WORDS.contains(&word(0)),
        "source" => matches!(word(0), "dated" | "address" | "passages" | "fidelity"),
        "fact" => match word(0) {
            "ask" | "presumed" | "between" => true,
            "held" => word(1) == "in",
            "at" => matches!(word(1), "least" | "most"),
            "complete" => word(1) == "only",
            _ => false,
        },
        "choice" | "ordered" | "record" => is_word && !of_label,
        "parameter" => word(0) == "is",
        _ => false,
    }
}

fn keyword_starts_statement(word: &str, next: &str) -> bool {
    match word {
        "subject" => next == "to",
        "never" => next == "consider",
        "in" => next == "force",
        "policy" => matches!(next, "in" | "suspended" | "replaces"),
        // A word of the language that is used as a name.
        _ if matches!(next, "means" | ":") => true,
        _ => STATEMENT_WORDS.contains(&word),
    }
}

fn name_starts_statement(word: &str, [next, _, third]: [&str; 3]) -> bool {
    let verb = |it: &str| {
        matches!(
            it,
            "is" | "includes"
                | "excludes"
                | "adds"
                | "means"
                | "may"
                | "made"
                | "weighs"
                | "burden"
        )
    };
    match next {
        _ if verb(next) => true,
        ":" | "=" => true,
        "of" => verb(third),
        "question" => word == "open",
        // `judgment j …`, `exmaple "…"`.
        _ => {
            let joined = matches!(next, "and" | "or" | "," | ")" | "(" | "." | "but" | "");
            !joined && near_name(word, STATEMENT_WORDS).is_some()
        }
    }
}
