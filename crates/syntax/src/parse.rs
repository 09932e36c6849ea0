//! The front of the crate: a text to its tree, its tokens and what is wrong with it.
//!
//! Reads: any text. Produces: a [`Parse`]. Invariant: each item is read by itself, so that what
//! is wrong with one never changes another; an item that cannot be read whole is read part by part,
//! and each part that cannot be read has at least one diagnostic.

mod all;
mod attempt;
mod broken;
mod follow_ups;
mod parts;
mod recover;

use pest::iterators::Pairs;
use whereas_diagnostics::{Diagnostic, codes};
use whereas_source::{FileId, Span};

use crate::MAX_NESTING;
use crate::cut::{Piece, written};
use crate::from_pest::{self, Builder};
use crate::grammar::Rule;
use crate::problems;
use crate::tokens::{Token, TokenKind};
use crate::tree::{Item, Stretch, Tree};
pub use all::parse_all;
use attempt::{Refusal, attempt};
pub(crate) use parts::STATEMENT_WORDS;

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
    let read = parse_all(&[(file, text)]).pop();
    read.unwrap_or_else(|| (Parse { tree: Tree::new(file), tokens: Vec::new() }, Vec::new()))
}

/// After so many problems a file is no text of this language, and reading on would only fill the memory.
const MOST_PROBLEMS: usize = 1_000;
/// How deep brackets nest in a text that is read on whatever stack there is.
const SHALLOW: usize = 8;
/// Room on the stack for the deepest text that may be read, several times over, in any build.
const ROOM: usize = 16 << 20;

/// Items that follow each other in a file, as they are read.
#[derive(Debug)]
struct Read {
    exprs: Stretch,
    /// Each with what is wrong with it. Fewer than there are where the file has too many problems.
    items: Vec<(Item, Vec<Diagnostic>)>,
}

/// Reads items that follow each other in a file, whose stretch has this number.
fn stretch(file: FileId, text: &str, number: usize, pieces: &[Piece<'_>]) -> Read {
    let deep = pieces.iter().any(|piece| attempt::depth(piece.tokens, text) > SHALLOW);
    let read = |most_nesting: usize| {
        let exprs = Stretch::new(number);
        let mut reader = Reader { file, text, most_nesting, exprs, problems: Vec::new() };
        let (mut items, mut told) = (Vec::new(), 0_usize);
        for piece in pieces {
            if told >= MOST_PROBLEMS {
                break;
            }
            let item = reader.piece(piece.clone());
            let mut problems = std::mem::take(&mut reader.problems);
            // A broken item always says why, even if a builder met a shape it does not know.
            if let Item::Broken(broken) = &item
                && problems.is_empty()
            {
                let message = "this item could not be read";
                let code = codes::syntax::NOT_UNDERSTOOD;
                problems.push(Diagnostic::new(code, broken.span, message));
            }
            told = told.saturating_add(problems.len());
            items.push((item, problems));
        }
        Read { exprs: reader.exprs, items }
    };
    let with_room = || with_room(|| read(MAX_NESTING));
    if !deep { read(MAX_NESTING) } else { with_room().unwrap_or_else(|| read(SHALLOW)) }
}

/// Runs this on a stack with room for the deepest text, so that what is read never depends on the
/// caller's; none where no thread can be had.
fn with_room<T: Send>(run: impl Fn() -> T + Sync) -> Option<T> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(ROOM);
        thread.spawn_scoped(scope, &run).ok().and_then(|thread| thread.join().ok())
    })
}

/// The tree of a file whose items were read in stretches.
fn join(
    file: FileId,
    text: &str,
    pieces: &[Piece<'_>],
    stretches: Vec<Read>,
) -> (Tree, Vec<Diagnostic>) {
    let (mut tree, mut found) = (Tree::new(file), Vec::new());
    for read in stretches {
        // Whether another thread has read on depends on luck, and leaves no mark.
        if found.len() >= MOST_PROBLEMS {
            break;
        }
        tree.exprs.add(read.exprs);
        for (item, problems) in read.items {
            if found.len() >= MOST_PROBLEMS {
                break;
            }
            tree.items.push(item);
            found.extend(problems);
        }
    }
    follow_ups::leave_out(&mut found, text);
    if let Some((piece, end)) = pieces.get(tree.items.len()).zip(pieces.last()) {
        let message = format!(
            "more than {MOST_PROBLEMS} places above cannot be read: from here on the file is not looked at"
        );
        found.push(Diagnostic::new(codes::syntax::NOT_UNDERSTOOD, piece.span, message));
        let rest = broken::item(&piece.significant(), text, piece.span.to(end.span));
        tree.items.push(Item::Broken(rest));
    }
    (tree, found)
}

/// A stretch of a file under way.
struct Reader<'a> {
    file: FileId,
    text: &'a str,
    /// How deep brackets may nest where this runs.
    most_nesting: usize,
    exprs: Stretch,
    problems: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    fn piece(&mut self, piece: Piece<'_>) -> Item {
        let piece = self.without_odd_start(piece);
        self.problems.extend(problems::out_of_place(&piece, self.text));
        let Some(first) = piece.tokens.first() else { return self.broken(&piece) };
        if let Some(problem) = problems::starts_no_item(*first, self.text) {
            self.problems.push(problem);
            return self.broken(&piece);
        }
        match self.attempt(Rule::one_item, &piece) {
            Ok(pairs) => {
                let significant = significant(&piece);
                let mut builder = self.builder(&significant, start(&piece));
                let item = from_pest::build(&mut builder, pairs);
                let problems = builder.problems;
                self.problems.extend(problems);
                item.unwrap_or_else(|| self.broken(&piece))
            }
            Err(refusal) => self.part_by_part(&piece, &refusal),
        }
    }

    /// Reads a piece by a rule.
    fn attempt(&self, rule: Rule, piece: &Piece<'_>) -> Result<Pairs<'a, Rule>, Refusal> {
        attempt(rule, piece, self.text, self.most_nesting)
    }

    fn builder<'b>(&'b mut self, significant: &'b [(usize, usize)], base: usize) -> Builder<'b> {
        Builder::new(self.file, base, significant, &mut self.exprs)
    }

    /// An item that begins with characters of no use: they are reported, and the rest is read.
    fn without_odd_start<'b>(&mut self, piece: Piece<'b>) -> Piece<'b> {
        let odd = |token: &Token| token.kind == TokenKind::Other || token.kind == TokenKind::Space;
        let length = piece.tokens.iter().take_while(|token| odd(token)).count();
        let rest = piece.tokens.get(length..).unwrap_or(&[]);
        let Some(first) = rest.first() else { return piece };
        if length == 0 || problems::starts_no_item(*first, self.text).is_some() {
            return piece;
        }
        let Some(sound) = Piece::of(rest) else { return piece };
        if let Some(odd) = piece.tokens.first() {
            self.problems.push(problems::unknown_character(*odd, piece.tokens, self.text));
        }
        Piece { strays: piece.strays, ..sound }
    }

    fn broken(&self, piece: &Piece<'_>) -> Item {
        Item::Broken(broken::item(&piece.significant(), self.text, piece.span))
    }

    /// The first word of an item.
    fn word(&self, piece: &Piece<'_>) -> &str {
        piece.tokens.first().map_or("", |token| written(*token, self.text))
    }
}

/// Where a piece starts in its file.
fn start(piece: &Piece<'_>) -> usize {
    usize::try_from(piece.span.start).unwrap_or(usize::MAX)
}

/// Where the tokens that are no trivia start and end.
fn significant(piece: &Piece<'_>) -> Vec<(usize, usize)> {
    let bounds = |at: Span| Some((usize::try_from(at.start).ok()?, usize::try_from(at.end).ok()?));
    let tokens = piece.tokens.iter().filter(|token| !token.kind.is_trivia());
    tokens.filter_map(|token| bounds(token.span)).collect()
}
