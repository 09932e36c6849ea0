//! Many files at once.
//!
//! Invariant: what comes out depends on the texts alone, never on the threads.

use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use whereas_diagnostics::Diagnostic;
use whereas_source::FileId;

use super::{Parse, parse};

/// More threads than this gain nothing.
const MOST_THREADS: usize = 8;
/// Texts of fewer bytes are read sooner than a thread is started.
const WORTH_A_THREAD: usize = 64 << 10;
/// Reads many texts, several at a time where the machine can. What is answered stands in the order of
/// what was given.
pub fn parse_all(files: &[(FileId, &str)]) -> Vec<(Parse, Vec<Diagnostic>)> {
    let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
    let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let threads = cores.min(MOST_THREADS).min(files.len()).min(bytes / WORTH_A_THREAD);
    if threads < 2 {
        return files.iter().map(|(file, text)| parse(*file, text)).collect();
    }
    // The longest first, so that none is left for the end.
    let mut order: Vec<usize> = (0..files.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(files.get(*index).map_or(0, |it| it.1.len())));
    let next = AtomicUsize::new(0);
    let read = Mutex::new(Vec::new());
    let work = || {
        while let Some(index) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
            let Some((file, text)) = files.get(*index) else { continue };
            let parsed = parse(*file, text);
            if let Ok(mut read) = read.lock() {
                read.push((*index, parsed));
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            // Where no thread can be had, this one does the work.
            let thread = std::thread::Builder::new().stack_size(super::ROOM);
            let _ = thread.spawn_scoped(scope, work);
        }
        work();
    });
    let mut read = read.into_inner().unwrap_or_default();
    read.sort_by_key(|(index, _)| *index);
    read.into_iter().map(|(_, parsed)| parsed).collect()
}
