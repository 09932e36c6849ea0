//! YAML to nodes, from the events of the parser: no schema decides what a word means.
//!
//! Anchors, aliases, tags and second documents are refused: a case says each thing once, where it stands.

use ecow::EcoString;
use granit_parser::{Event, Parser, ScalarStyle, ScanError};
use whereas_diagnostics::Diagnostic;
use whereas_source::Span;

use super::{Entry, Keys, Kind, MAX_ELEMENTS, MAX_NESTING, Node, Places};
use crate::problems;

/// What to write instead of a reference to another place.
const IN_PLACE: &str = "say the value where it belongs";

type Read<T> = Result<T, Box<Diagnostic>>;

pub(super) fn read(text: &str, at: Places) -> Read<Node> {
    let options = granit_parser::options! {
        emit_comments: false,
        disallow_directives: true,
        flow_nesting_limit: MAX_NESTING,
        block_nesting_limit: MAX_NESTING,
    };
    let mut builder = Builder { at, open: Vec::new(), root: None };
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) = event.map_err(|error| scan_error(&error, at, text))?;
        let span = builder.place(span);
        builder.take(event, span)?;
    }
    builder.root.ok_or_else(|| Box::new(problems::empty_file(at.span(0, 0))))
}

fn scan_error(error: &ScanError, at: Places, text: &str) -> Box<Diagnostic> {
    let byte = error.marker().byte_offset().unwrap_or(0).min(text.len());
    let span = at.span(byte, byte);
    if matches!(error.kind(), granit_parser::ErrorKind::RecursionLimitExceeded) {
        return Box::new(problems::too_deep(span));
    }
    if matches!(error.kind(), granit_parser::ErrorKind::UnknownAnchor) {
        return Box::new(problems::yaml_reference(span, "an alias", IN_PLACE));
    }
    let problem = problems::not_read(span, "YAML", &error.info());
    // What a person cannot see has to be named.
    let tab = text.get(..byte).is_some_and(|before| {
        before.lines().last().is_some_and(|line| line.trim_start_matches(' ').starts_with('\t'))
    });
    Box::new(if tab { problem.help("indent with spaces, not with a tab") } else { problem })
}

/// A list or map whose end has not come yet.
enum Open {
    List { start: Span, items: Vec<Node> },
    Map { start: Span, entries: Vec<Entry>, keys: Keys, key: Option<(EcoString, Span)> },
}

struct Builder {
    at: Places,
    open: Vec<Open>,
    root: Option<Node>,
}

impl Builder {
    fn place(&self, span: granit_parser::Span) -> Span {
        let byte = |marker: granit_parser::Marker| marker.byte_offset().unwrap_or(0);
        self.at.span(byte(span.start), byte(span.end))
    }

    fn take(&mut self, event: Event<'_>, span: Span) -> Read<()> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse(anchor != 0, tag.is_some(), span)?;
                self.scalar(&text, style, span)
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.refuse(anchor != 0, tag.is_some(), span)?;
                self.begin(Open::List { start: span, items: Vec::new() }, span)
            }
            Event::MappingStart(_, anchor, tag) => {
                self.refuse(anchor != 0, tag.is_some(), span)?;
                let (entries, keys) = (Vec::new(), Keys::default());
                self.begin(Open::Map { start: span, entries, keys, key: None }, span)
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(Open::List { start, items }) => {
                    self.put(Node { span: start.to(span), kind: Kind::List(items) })
                }
                Some(Open::Map { start, entries, .. }) => {
                    self.put(Node { span: start.to(span), kind: Kind::Map(entries) })
                }
                None => Ok(()),
            },
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                Err(Box::new(problems::yaml_reference(span, "an alias", IN_PLACE)))
            }
            Event::DocumentStart(..) if self.root.is_some() => {
                Err(Box::new(problems::yaml_reference(
                    span,
                    "a second document",
                    "one file is one case: put it in a file of its own",
                )))
            }
            Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(..)
            | Event::DocumentEnd
            | Event::Anchor(..) => Ok(()),
            // The parser may learn further events; none of them is data that a case has.
            _ => Err(Box::new(problems::yaml_reference(span, "this", IN_PLACE))),
        }
    }

    fn refuse(&self, anchor: bool, tag: bool, span: Span) -> Read<()> {
        match (anchor, tag) {
            (true, _) => Err(Box::new(problems::yaml_reference(span, "an anchor", IN_PLACE))),
            (false, true) => Err(Box::new(problems::yaml_reference(
                span,
                "a tag",
                "take the tag out: the policy says what type the value has",
            ))),
            (false, false) => Ok(()),
        }
    }

    fn begin(&mut self, open: Open, span: Span) -> Read<()> {
        if self.open.len() >= MAX_NESTING {
            return Err(Box::new(problems::too_deep(span)));
        }
        if let Some(Open::Map { key: None, .. }) = self.open.last() {
            return Err(Box::new(problems::not_read(span, "YAML", "a list or map as a key")));
        }
        self.open.push(open);
        Ok(())
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Span) -> Read<()> {
        if let Some(Open::Map { key: key @ None, keys, .. }) = self.open.last_mut() {
            if style == ScalarStyle::Plain && text == "<<" {
                return Err(Box::new(problems::yaml_reference(span, "a merge key", IN_PLACE)));
            }
            let name = EcoString::from(text);
            keys.add(&name, span)?;
            *key = Some((name, span));
            return Ok(());
        }
        let kind = match style {
            ScalarStyle::Plain if matches!(text, "" | "~" | "null" | "Null" | "NULL") => {
                Kind::Nothing
            }
            ScalarStyle::Plain => Kind::Plain(text.into()),
            ScalarStyle::SingleQuoted
            | ScalarStyle::DoubleQuoted
            | ScalarStyle::Literal
            | ScalarStyle::Folded => Kind::Quoted(text.into()),
        };
        self.put(Node { span, kind })
    }

    /// A finished node goes where it belongs: into the innermost open list or map.
    fn put(&mut self, node: Node) -> Read<()> {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List { start, items }) => {
                if items.len() >= MAX_ELEMENTS {
                    return Err(Box::new(problems::list_too_long(*start)));
                }
                items.push(node);
            }
            Some(Open::Map { entries, key, .. }) => {
                if let Some((name, key_span)) = key.take() {
                    entries.push(Entry { key: name, key_span, value: node });
                }
            }
        }
        Ok(())
    }
}
