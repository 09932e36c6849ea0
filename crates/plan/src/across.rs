//! The same work on several things at a time: the policies of a package have nothing to do with one another.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many work beside the one who asks. More would wait for one another on most machines.
const OTHERS: usize = 3;
/// What the one who asks mostly has: a policy that is read there is read here.
const STACK: usize = 8 << 20;

/// What comes of each, in their order. Where no thread can be had, one is done after the other.
pub fn across<T: Sync, R: Send>(all: &[T], of: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(it) = all.get(at) else { return done };
            done.push((at, of(it)));
        }
    };
    let mut done: BTreeMap<usize, R> = std::thread::scope(|scope| {
        let others = all.len().saturating_sub(1).min(OTHERS);
        let spawn = |_| {
            let thread = std::thread::Builder::new().stack_size(STACK);
            thread.spawn_scoped(scope, work).ok()
        };
        let threads: Vec<_> = (0..others).filter_map(spawn).collect();
        let mut done: BTreeMap<usize, R> = work().into_iter().collect();
        for thread in threads {
            done.extend(thread.join().unwrap_or_default());
        }
        done
    });
    let each = all.iter().enumerate();
    each.map(|(at, it)| done.remove(&at).unwrap_or_else(|| of(it))).collect()
}

#[cfg(test)]
mod tests {
    use super::across;

    #[test]
    fn each_is_done_once_and_in_order() {
        let all: Vec<u32> = (0..100).collect();
        assert_eq!(across(&all, |it| it * 2), all.iter().map(|it| it * 2).collect::<Vec<_>>());
        assert!(across(&[] as &[u32], |it| *it).is_empty());
        assert_eq!(across(&[7], |it| *it), [7]);
    }
}
