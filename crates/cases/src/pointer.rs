//! Where in a case a place lies, as a JSON Pointer: `/facts/convictions/1/undone`, for forms and programs.

use std::fmt::Write as _;

use whereas_source::Span;

use crate::raw::{Kind, Node};

/// The innermost value or key that holds a place.
pub(crate) fn at(root: &Node, place: Span) -> Option<String> {
    if !holds(root.span, place) {
        return None;
    }
    let mut out = String::new();
    let mut node = root;
    loop {
        let next = match &node.kind {
            Kind::Nothing | Kind::Plain(_) | Kind::Quoted(_) => None,
            Kind::List(items) => {
                let found = items.iter().enumerate().find(|(_, item)| holds(item.span, place));
                found.map(|(index, item)| (index.to_string(), item))
            }
            Kind::Map(entries) => {
                let found = entries
                    .iter()
                    .find(|it| holds(it.key_span, place) || holds(it.value.span, place));
                found.map(|it| (escaped(&it.key), &it.value))
            }
        };
        let Some((step, inner)) = next else { return Some(out) };
        let _ = write!(out, "/{step}");
        node = inner;
    }
}

fn holds(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

fn escaped(key: &str) -> String {
    key.chars().fold(String::new(), |mut out, c| {
        match c {
            '~' => out.push_str("~0"),
            '/' => out.push_str("~1"),
            c => out.push(c),
        }
        out
    })
}
