//! The front of the crate: a text to its tree, its tokens and what is wrong with it.
//!
//! Reads: any text. Produces: a [`Parse`]. Invariant: each item is read by itself, so that what
//! is wrong with one never changes another; an item that cannot be read is `Broken`, with at
//! least one diagnostic.

use ecow::EcoString;
use pest::Parser;
use whereas_diagnostics::{Diagnostic, codes};
use whereas_source::{FileId, Span};

use crate::cut::{Piece, cut, written};
use crate::from_pest::{self, Builder};
use crate::grammar::{Grammar, Rule};
use crate::tokens::{Token, TokenKind, span, tokens};
use crate::tree::{BrokenItem, Item, Name, Tree};
use crate::{MAX_FILE_BYTES, MAX_NESTING, problems};

/// What a text is read as.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parse {
    /// The tree; of a broken text, what could be read of it.
    pub tree: Tree,
    /// The tokens; joined, they are the text. None for a file that is too large.
    pub tokens: Vec<Token>,
}

/// Reads a text. Never panics, whatever the text is.
pub fn parse(file: FileId, text: &str) -> (Parse, Vec<Diagnostic>) {
    let mut tree = Tree::new(file);
    if text.len() > MAX_FILE_BYTES {
        let message = format!(
            "the file has {} bytes, and at most {MAX_FILE_BYTES} are read; split it",
            text.len()
        );
        let at = Span::new(file, 0, 0);
        let problem = Diagnostic::new(codes::syntax::FILE_TOO_LARGE, at, message);
        return (Parse { tree, tokens: Vec::new() }, vec![problem]);
    }
    let tokens = tokens(file, text);
    let mut diagnostics = Vec::new();
    let mut depths = Vec::new();
    for piece in cut(&tokens, text) {
        let before = diagnostics.len();
        let item = read(file, text, &piece, &mut tree, &mut depths, &mut diagnostics);
        // A broken item always says why, even if a builder met a shape it does not know.
        if matches!(item, Item::Broken(_)) && diagnostics.len() == before {
            let message = "this item could not be read";
            diagnostics.push(Diagnostic::new(codes::syntax::NOT_UNDERSTOOD, piece.span, message));
        }
        tree.items.push(item);
    }
    (Parse { tree, tokens }, diagnostics)
}

fn read(
    file: FileId,
    text: &str,
    piece: &Piece<'_>,
    tree: &mut Tree,
    depths: &mut Vec<u16>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Item {
    let unreadable = problems::before_parsing(piece, text);
    if !unreadable.is_empty() {
        diagnostics.extend(unreadable);
        return broken(piece, text);
    }
    if let Some(problem) = too_deep(piece, text) {
        diagnostics.push(problem);
        return broken(piece, text);
    }
    let bounds = |at: Span| Some((usize::try_from(at.start).ok()?, usize::try_from(at.end).ok()?));
    let significant: Vec<(usize, usize)> = piece
        .tokens
        .iter()
        .filter(|token| !token.kind.is_trivia())
        .filter_map(|token| bounds(token.span))
        .collect();
    let Some((start, end)) = bounds(piece.span) else { return broken(piece, text) };
    let Some(slice) = text.get(start..end) else { return broken(piece, text) };
    match Grammar::parse(Rule::one_item, slice) {
        Ok(pairs) => {
            let mut builder = Builder::new(file, start, &significant, &mut tree.exprs, depths);
            let item = from_pest::build(&mut builder, pairs);
            diagnostics.append(&mut builder.problems);
            item.unwrap_or_else(|| broken(piece, text))
        }
        Err(error) => {
            let at = match error.location {
                pest::error::InputLocation::Pos(at) | pest::error::InputLocation::Span((at, _)) => {
                    at
                }
            };
            let at = span(file, start.saturating_add(at), start.saturating_add(at)).start;
            let wanted = match error.variant {
                pest::error::ErrorVariant::ParsingError { positives, .. } => positives,
                pest::error::ErrorVariant::CustomError { .. } => Vec::new(),
            };
            diagnostics.push(problems::from_furthest(piece, text, at, &wanted));
            broken(piece, text)
        }
    }
}

/// Where brackets nest deeper than they may.
fn too_deep(piece: &Piece<'_>, text: &str) -> Option<Diagnostic> {
    let mut depth = 0usize;
    for token in piece.tokens.iter().filter(|token| token.kind == TokenKind::Mark) {
        match written(*token, text) {
            "(" | "[" | "{" => depth = depth.saturating_add(1),
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_NESTING {
            let message = format!(
                "brackets nest more than {MAX_NESTING} deep; give the inner parts names with `means`"
            );
            return Some(Diagnostic::new(codes::syntax::TOO_DEEP, token.span, message));
        }
    }
    None
}

/// An item that could not be read, with the names it seems to declare.
fn broken(piece: &Piece<'_>, text: &str) -> Item {
    let words: Vec<Token> =
        piece.tokens.iter().copied().filter(|token| !token.kind.is_trivia()).collect();
    let word: EcoString = match words.first() {
        Some(first) if first.kind == TokenKind::Keyword => written(*first, text).into(),
        _ => EcoString::new(),
    };
    let mut declares = Vec::new();
    for (index, token) in words.iter().enumerate() {
        let is_name = matches!(token.kind, TokenKind::Name | TokenKind::TypeName);
        let near = |distance: Option<usize>| {
            distance.and_then(|at| words.get(at)).map_or("", |token| written(*token, text))
        };
        let before = near(index.checked_sub(1));
        let after = words.get(index.saturating_add(1));
        let declared = match word.as_str() {
            // Whatever is followed by a label is a value or a field.
            "choice" | "ordered" | "record" => {
                index == 1 || before == "choice" || after.is_some_and(|t| t.kind == TokenKind::Text)
            }
            "clause" => {
                matches!(before, "judgement" | "factor" | "duty" | "permission" | "function")
                    || before == "question"
                    || matches!(near(Some(index.saturating_add(1))), "means" | ":")
            }
            _ => index == 1,
        };
        if is_name && declared {
            declares.push(Name { text: written(*token, text).into(), span: token.span });
        }
    }
    if word == "clause"
        && let Some(id) = clause_id(&words, text)
    {
        declares.insert(0, id);
    }
    Item::Broken(BrokenItem { word, declares, span: piece.span })
}

/// The id after `clause`: the tokens that touch.
fn clause_id(words: &[Token], text: &str) -> Option<Name> {
    let first = words.get(1)?;
    let mut span = first.span;
    for token in words.iter().skip(2) {
        if token.span.start != span.end {
            break;
        }
        span = span.to(token.span);
    }
    let whole = Token { kind: TokenKind::Other, span };
    Some(Name { text: written(whole, text).into(), span })
}
