//! The order in which operations run: few runs of equal ones.
//!
//! An operation may run once everything that it reads has run. Of the kinds that have such operations, that one goes
//! first of which no other operation is left for later, else the one that has most; and it goes on with those that
//! become ready by it, as within a run what comes first is read by what comes after.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use whereas_plan::op::FrameId;

use super::{Args, Code, Kind, Run};

/// An operation, and what it reads.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its frame.
    pub frame: FrameId,
    /// Its kind.
    pub kind: Kind,
    /// Its operands.
    pub args: Args,
    /// The slots that it reads.
    pub reads: Vec<u32>,
}

/// Adds steps to code. Each stands after those that it reads.
pub fn schedule(steps: &[Step], code: &mut Code) {
    let mut makers = BTreeMap::new();
    let mut readers: Vec<Vec<usize>> = vec![Vec::new(); steps.len()];
    let mut waits = Vec::with_capacity(steps.len());
    let mut queues: BTreeMap<(FrameId, Kind), Queue> = BTreeMap::new();
    for (at, step) in steps.iter().enumerate() {
        let mut read: Vec<usize> =
            step.reads.iter().filter_map(|read| makers.get(read).copied()).collect();
        read.sort_unstable();
        read.dedup();
        for maker in &read {
            if let Some(readers) = readers.get_mut(*maker) {
                readers.push(at);
            }
        }
        let queue = queues.entry((step.frame, step.kind)).or_default();
        queue.left = queue.left.saturating_add(1);
        if read.is_empty() {
            queue.ready.push(at);
        }
        waits.push(read.len());
        makers.insert(step.args.out, at);
    }
    while let Some(&(frame, kind)) = next(&queues) {
        let mut all = Vec::new();
        let take = |queues: &mut BTreeMap<(FrameId, Kind), Queue>| {
            queues.get_mut(&(frame, kind)).map(Queue::take).unwrap_or_default()
        };
        let mut ready = take(&mut queues);
        while !ready.is_empty() {
            for at in ready {
                let Some(step) = steps.get(at) else { continue };
                all.push(step.args);
                for reader in readers.get(at).into_iter().flatten() {
                    let (Some(waits), Some(step)) = (waits.get_mut(*reader), steps.get(*reader))
                    else {
                        continue;
                    };
                    *waits = waits.saturating_sub(1);
                    if let (0, Some(queue)) = (*waits, queues.get_mut(&(step.frame, step.kind))) {
                        queue.ready.push(*reader);
                    }
                }
            }
            ready = take(&mut queues);
        }
        code.runs.push(Run { kind, frame, all });
    }
}

/// The operations of one kind over one frame that have not run.
#[derive(Clone, Debug, Default)]
struct Queue {
    ready: Vec<usize>,
    left: usize,
}

impl Queue {
    fn take(&mut self) -> Vec<usize> {
        self.left = self.left.saturating_sub(self.ready.len());
        std::mem::take(&mut self.ready)
    }
}

/// The kind that goes next.
fn next(queues: &BTreeMap<(FrameId, Kind), Queue>) -> Option<&(FrameId, Kind)> {
    let open = queues.iter().filter(|(_, queue)| !queue.ready.is_empty());
    let rank = |queue: &Queue| (queue.left == queue.ready.len(), queue.ready.len());
    open.min_by_key(|(key, queue)| (Reverse(rank(queue)), **key)).map(|(key, _)| key)
}
