//! Many files at once, and of each many items at once.
//!
//! Reads: texts. Produces: what each is read as, in the order of what was given. Invariant: what comes out depends on
//! the texts alone, never on the threads.

use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use whereas_diagnostics::{Diagnostic, codes};
use whereas_source::{FileId, Span};

use super::{MOST_PROBLEMS, Parse, Read, join, stretch};
use crate::MAX_FILE_BYTES;
use crate::cut::{Piece, cut};
use crate::tokens::{Token, tokens};
use crate::tree::{MOST_STRETCHES, Stretch, Tree};

/// More threads than this gain nothing.
const MOST_THREADS: usize = 8;
/// Texts of fewer bytes are read sooner than a thread is started.
const WORTH_A_THREAD: usize = 64 << 10;
/// How many items are read by one thread before it looks for more.
const ITEMS_AT_ONCE: usize = 32;

/// Reads many texts, and many items of each at a time where the machine can. What is answered stands in the order of
/// what was given.
pub fn parse_all(files: &[(FileId, &str)]) -> Vec<(Parse, Vec<Diagnostic>)> {
    let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
    let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    read(files, cores.min(MOST_THREADS).min(bytes / WORTH_A_THREAD))
}

fn read(files: &[(FileId, &str)], threads: usize) -> Vec<(Parse, Vec<Diagnostic>)> {
    let tokens: Vec<Vec<Token>> = shared(threads, files, |(file, text)| {
        if text.len() > MAX_FILE_BYTES { Vec::new() } else { tokens(*file, text) }
    });
    let of_files: Vec<(&str, &[Token])> =
        files.iter().zip(&tokens).map(|((_, text), tokens)| (*text, tokens.as_slice())).collect();
    let pieces: Vec<Vec<Piece<'_>>> =
        shared(threads, &of_files, |(text, tokens)| cut(tokens, text));
    let told: Vec<Told> = pieces.iter().map(|_| Told::default()).collect();
    let mut work = Vec::new();
    let mut counts = Vec::new();
    for ((file, pieces), told) in files.iter().zip(&pieces).zip(&told) {
        // Of how many items a stretch is follows from the file alone, and so do the ids in its tree.
        let length = ITEMS_AT_ONCE.max(pieces.len().div_ceil(MOST_STRETCHES));
        let stretches = pieces.chunks(length).enumerate();
        counts.push(stretches.len());
        work.extend(stretches.map(|stretch| (*file, stretch, told)));
    }
    let read = shared(threads, &work, |((file, text), (number, pieces), told)| {
        if told.before(*number) >= MOST_PROBLEMS {
            return Read { exprs: Stretch::new(*number), items: Vec::new() };
        }
        let read = stretch(*file, text, *number, pieces);
        told.add(*number, read.items.iter().map(|(_, problems)| problems.len()).sum());
        read
    });
    let mut read = read.into_iter();
    let of_file = files.iter().zip(pieces).zip(counts);
    let joined = of_file.map(|(((file, text), pieces), count)| {
        let mine: Vec<Read> = read.by_ref().take(count).collect();
        if text.len() > MAX_FILE_BYTES {
            return (Tree::new(*file), vec![too_large(*file, text.len())]);
        }
        join(*file, text, &pieces, mine)
    });
    let joined: Vec<(Tree, Vec<Diagnostic>)> = joined.collect();
    let parses = joined.into_iter().zip(tokens);
    parses.map(|((tree, problems), tokens)| (Parse { tree, tokens }, problems)).collect()
}

fn too_large(file: FileId, bytes: usize) -> Diagnostic {
    let message =
        format!("the file has {bytes} bytes, and at most {MAX_FILE_BYTES} are read; split it");
    Diagnostic::new(codes::syntax::FILE_TOO_LARGE, Span::new(file, 0, 0), message)
}

/// How many problems the stretches of a file have that were read so far: of those with lower numbers it is known
/// for sure that they come before, so what stands after too many need not be read.
#[derive(Default)]
struct Told(Mutex<Vec<(usize, usize)>>);

impl Told {
    fn add(&self, number: usize, problems: usize) {
        if let Ok(mut told) = self.0.lock()
            && problems > 0
        {
            told.push((number, problems));
        }
    }

    fn before(&self, number: usize) -> usize {
        let told = self.0.lock();
        told.map_or(0, |told| told.iter().filter(|it| it.0 < number).map(|it| it.1).sum())
    }
}

/// What comes of each of these, in their order, worked out on so many threads.
fn shared<T: Sync, R: Send>(threads: usize, of: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    if threads < 2 || of.len() < 2 {
        return of.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(of.len()));
    let worker = || {
        while let Some((index, it)) = {
            let index = next.fetch_add(1, Ordering::Relaxed);
            of.get(index).map(|it| (index, it))
        } {
            let result = work(it);
            if let Ok(mut done) = done.lock() {
                done.push((index, result));
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads.min(of.len()) {
            // Where no thread can be had, this one does the work.
            let thread = std::thread::Builder::new().stack_size(super::ROOM);
            let _ = thread.spawn_scoped(scope, worker);
        }
        worker();
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use whereas_source::Id as _;

    use super::*;

    /// A text of so many clauses; every `slip`th is broken, none where it is 0.
    fn clauses(count: usize, slip: usize) -> String {
        let mut text = String::new();
        for at in 0..count {
            let broken = if slip > 0 && at % slip == 0 { "and and" } else { "and" };
            let _ = write!(
                text,
                "clause {at} \"T\"\n  cites s [1]\n  d is yes when a {broken} (b or {at} exceeds c)\n\n"
            );
        }
        text
    }

    #[test]
    fn items_are_read_alike_on_any_number_of_threads() {
        let texts = [
            clauses(500, 0),
            clauses(700, 9),
            clauses(2_200, 2),
            String::new(),
            "x".repeat(2 << 20),
        ];
        let number = |at| FileId::from_index(u32::try_from(at).unwrap());
        let files: Vec<_> =
            texts.iter().enumerate().map(|(at, text)| (number(at), text.as_str())).collect();
        let one = read(&files, 1);
        for threads in [2, 3, 8] {
            assert!(read(&files, threads) == one, "{threads}");
        }
        let counts: Vec<_> =
            one.iter().map(|(parse, it)| (parse.tree.items.len(), it.len())).collect();
        // The third stops after as many problems as are told of a file, with all the rest as one item.
        let most = MOST_PROBLEMS;
        assert_eq!(counts, [(500, 0), (700, 78), (2 * most, most + 1), (0, 0), (0, 1)]);
        for (parse, _) in &one {
            let exprs = &parse.tree.exprs;
            assert!(exprs.ids().all(|id| exprs.span(id).is_some()));
            assert_eq!(exprs.ids().count(), exprs.len());
        }
    }
}
