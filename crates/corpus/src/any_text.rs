//! What holds of any text at all, through the reader, the compiler and the formatter.
//!
//! Reads: any bytes. Produces: nothing, or the promise that was broken. Invariant: nothing here depends on what the
//! bytes are; a fuzzer, a chore and a test call the same three.

use whereas_diagnostics::Diagnostic;
use whereas_driver::{Asked, Files, compile};
use whereas_source::{FileId, Id as _, Sources};
use whereas_syntax::{MAX_FILE_BYTES, Token, TokenKind};

/// Any bytes are read: tokens that join to the text, places that lie in it, messages that quote something, and no words of the grammar.
///
/// # Errors
/// Says which of these does not hold.
pub fn read(bytes: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes);
    let mut sources = Sources::new();
    let file = sources.add("any.policy", text.as_ref());
    let (parse, problems) = whereas_syntax::parse(file, &text);
    let mut end = 0;
    for token in &parse.tokens {
        hold(token.span.start == end, "the tokens do not join")?;
        end = token.span.end;
    }
    let whole = usize::try_from(end).is_ok_and(|end| end == text.len());
    hold(whole || text.len() > MAX_FILE_BYTES, "the tokens are not the text")?;
    told(&problems, &sources)?;
    let inside = parse.tree.items.iter().all(|item| sources.text(item.span()).is_some());
    hold(inside, "an item lies outside of the text")
}

/// Any bytes go through all passes: a package, or a reason why not; and places that lie in the text.
///
/// # Errors
/// Says which of these does not hold.
pub fn check(bytes: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let compilation = compile(&Files::from([("any.policy".to_owned(), text)]), Asked::default());
    let error = compilation.diagnostics.iter().any(Diagnostic::is_error);
    hold(compilation.package().is_some() || error, "neither a package nor a reason")?;
    told(&compilation.diagnostics, &compilation.sources)
}

/// Any bytes are laid out: the same words and comments, never a refusal, and the layout of the layout is itself.
///
/// # Errors
/// Says which of these does not hold.
pub fn lay_out(bytes: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes);
    let file = FileId::from_index(0);
    let layout = whereas_fmt::format(file, &text);
    let refused = layout.problems.iter().find(|it| it.code.id() == "E0608");
    if let Some(refusal) = refused {
        return Err(refusal.message.clone());
    }
    hold(written(&text) == written(&layout.text), "the layout has other words")?;
    let again = whereas_fmt::format(file, &layout.text);
    hold(again.text == layout.text, "the layout is laid out otherwise")
}

/// All three.
///
/// # Errors
/// Says what does not hold.
pub fn all(bytes: &[u8]) -> Result<(), String> {
    read(bytes)?;
    check(bytes)?;
    lay_out(bytes)
}

/// The words and comments of a text, with the space that they may lose taken away.
fn written(text: &str) -> Vec<String> {
    let (parse, _) = whereas_syntax::parse(FileId::from_index(0), text);
    let is_space = |token: &&Token| matches!(token.kind, TokenKind::Newline | TokenKind::Space);
    let tokens = parse.tokens.iter().filter(|token| !is_space(token));
    let range = |token: &Token| {
        let start = usize::try_from(token.span.start).ok()?;
        text.get(start..usize::try_from(token.span.end).ok()?)
    };
    tokens.filter_map(range).map(|it| it.trim_end().replace("\r\n", "\n")).collect()
}

fn told(problems: &[Diagnostic], sources: &Sources) -> Result<(), String> {
    for problem in problems {
        let labels = problem.primary.iter().chain(&problem.secondary).map(|label| label.span);
        let edits = problem.help.iter().flat_map(|help| &help.edits).map(|edit| edit.span);
        let inside = labels.chain(edits).all(|span| sources.text(span).is_some());
        hold(inside, &format!("a place of {} lies outside of the text", problem.code.id()))?;
        let of_grammar = ["`k_", " k_", "_tail`", "EOI", "``"];
        let plain = !of_grammar.iter().any(|it| problem.message.contains(it));
        hold(plain && !problem.message.is_empty(), &problem.message)?;
    }
    Ok(())
}

fn hold(holds: bool, promise: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(promise.to_owned()) }
}
