//! The front of the crate: a text to its tree, its tokens and what is wrong with it.
//!
//! Reads: any text. Produces: a [`Parse`]. Invariant: each item is read by itself, so that what
//! is wrong with one never changes another; an item that cannot be read whole is read part by part,
//! and each part that cannot be read has at least one diagnostic.

mod all;
mod attempt;
mod broken;
mod parts;
mod recover;

use whereas_diagnostics::{Diagnostic, codes};
use whereas_source::{FileId, Span};

use crate::cut::{Piece, cut, written};
use crate::from_pest::{self, Builder};
use crate::grammar::Rule;
use crate::tokens::{Token, TokenKind, tokens};
use crate::tree::{Item, Tree};
use crate::{MAX_FILE_BYTES, problems};
pub use all::parse_all;
use attempt::attempt;
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
    let tree = Tree::new(file);
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
    let (tree, problems) = if attempt::depth(&tokens, text) > SHALLOW {
        with_room(|| items(tree.clone(), &tokens, text))
    } else {
        items(tree, &tokens, text)
    };
    (Parse { tree, tokens }, problems)
}

/// After so many problems a file is no text of this language, and reading on would only fill the memory.
const MOST_PROBLEMS: usize = 1_000;
/// How deep brackets nest in a text that is read on whatever stack there is.
const SHALLOW: usize = 8;
/// Room on the stack for the deepest text that may be read, several times over, in any build.
const ROOM: usize = 16 << 20;

/// Runs this on a stack with room for the deepest text, so that what is read never depends on the
/// caller's. Where no thread can be had, it runs here, and the grammar's own guard says what is too deep.
fn with_room<T: Send>(run: impl Fn() -> T + Sync) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(ROOM);
        let answer = thread.spawn_scoped(scope, &run).ok().and_then(|thread| thread.join().ok());
        answer.unwrap_or_else(&run)
    })
}

fn items(tree: Tree, tokens: &[Token], text: &str) -> (Tree, Vec<Diagnostic>) {
    let file = tree.file;
    let mut reader = Reader { file, text, tree, depths: Vec::new(), problems: Vec::new() };
    let pieces = cut(tokens, text);
    let end = pieces.last().map(|piece| piece.span);
    for piece in pieces {
        if reader.problems.len() >= MOST_PROBLEMS {
            let span = end.map_or(piece.span, |end| piece.span.to(end));
            let message = format!(
                "more than {MOST_PROBLEMS} places above cannot be read: from here on the file is not looked at"
            );
            reader.problems.push(Diagnostic::new(
                codes::syntax::NOT_UNDERSTOOD,
                piece.span,
                message,
            ));
            reader.tree.items.push(reader.broken(&Piece { span, ..piece }));
            break;
        }
        let before = reader.problems.len();
        let item = reader.piece(piece);
        // A broken item always says why, even if a builder met a shape it does not know.
        if let Item::Broken(broken) = &item
            && reader.problems.len() == before
        {
            let message = "this item could not be read";
            let problem = Diagnostic::new(codes::syntax::NOT_UNDERSTOOD, broken.span, message);
            reader.problems.push(problem);
        }
        reader.tree.items.push(item);
    }
    (reader.tree, reader.problems)
}

/// A file under way.
struct Reader<'a> {
    file: FileId,
    text: &'a str,
    tree: Tree,
    /// How deep each expression of the tree is.
    depths: Vec<u16>,
    problems: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn piece(&mut self, piece: Piece<'_>) -> Item {
        let piece = self.without_odd_start(piece);
        self.problems.extend(problems::out_of_place(&piece, self.text));
        let Some(first) = piece.tokens.first() else { return self.broken(&piece) };
        if let Some(problem) = problems::starts_no_item(*first, self.text) {
            self.problems.push(problem);
            return self.broken(&piece);
        }
        match attempt(Rule::one_item, &piece, self.text) {
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

    fn builder<'b>(&'b mut self, significant: &'b [(usize, usize)], base: usize) -> Builder<'b> {
        Builder::new(self.file, base, significant, &mut self.tree.exprs, &mut self.depths)
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
