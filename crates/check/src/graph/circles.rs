//! The circles of the graph.

use super::Graph;

/// The strongly connected parts that hold a circle, each as the places of its nodes in order.
pub fn circles(graph: &Graph) -> Vec<Vec<usize>> {
    // Tarjan's search, with its stack on the heap.
    let count = graph.len();
    let mut index = vec![usize::MAX; count];
    let mut low = vec![usize::MAX; count];
    let mut on_stack = vec![false; count];
    let (mut stack, mut circles, mut next) = (Vec::new(), Vec::new(), 0_usize);
    for start in 0..count {
        if index.get(start) != Some(&usize::MAX) {
            continue;
        }
        let mut calls = vec![(start, 0_usize)];
        while let Some((at, edge)) = calls.pop() {
            if edge == 0 {
                set(&mut index, at, next);
                set(&mut low, at, next);
                next = next.saturating_add(1);
                stack.push(at);
                set(&mut on_stack, at, true);
            }
            if let Some(to) = graph.edges(at).get(edge).map(|edge| edge.to) {
                calls.push((at, edge.saturating_add(1)));
                if index.get(to) == Some(&usize::MAX) {
                    calls.push((to, 0));
                } else if on_stack.get(to) == Some(&true) {
                    let reached = low.get(at).copied().min(index.get(to).copied());
                    set(&mut low, at, reached.unwrap_or(0));
                }
                continue;
            }
            if let Some((above, _)) = calls.last().copied() {
                let reached = low.get(above).copied().min(low.get(at).copied());
                set(&mut low, above, reached.unwrap_or(0));
            }
            if low.get(at) == index.get(at) {
                let mut part = Vec::new();
                while let Some(top) = stack.pop() {
                    set(&mut on_stack, top, false);
                    part.push(top);
                    if top == at {
                        break;
                    }
                }
                part.sort_unstable();
                let reads_itself = || graph.edges(at).iter().any(|edge| edge.to == at);
                if part.len() > 1 || reads_itself() {
                    circles.push(part);
                }
            }
        }
    }
    circles.sort();
    circles
}

fn set<T>(table: &mut [T], place: usize, value: T) {
    if let Some(slot) = table.get_mut(place) {
        *slot = value;
    }
}
