//! Brackets that lack their other half.

use whereas_diagnostics::{Diagnostic, codes};

use super::{Place, Wanted};
use crate::tokens::TokenKind;

pub(super) fn slip(at: &Place<'_>, wanted: &Wanted) -> Option<Diagnostic> {
    let open = at.open_bracket();
    let closer = open.map(|open| match crate::cut::written(open, at.text) {
        "(" => ")",
        "[" => "]",
        _ => "}",
    });
    let found = at.word(0);
    let is_closer = at.is(0, TokenKind::Mark) && matches!(found, ")" | "]" | "}");
    let code = codes::syntax::UNMATCHED_BRACKET;
    match (open, closer, at.found()) {
        (None, _, Some(token)) if is_closer => {
            let message = format!("`{found}` closes a bracket that was never opened");
            Some(Diagnostic::new(code, token.span, message).fix("delete it", token.span, ""))
        }
        (Some(open), Some(closer), Some(token)) if is_closer && found != closer => {
            let message = format!("`{found}` stands where `{closer}` closes the bracket");
            let problem = Diagnostic::new(code, token.span, message);
            Some(problem.also(open.span, "this bracket").fix("say", token.span, closer))
        }
        (Some(open), Some(closer), found) => {
            let wants = wanted.holds_one_of(&[closer]) || wanted.open_ended();
            let goes_on = at.starts_line()
                || matches!(at.word(0), "when" | "unless" | "then" | "else" | "means" | "is");
            if !wants || found.is_some() && !goes_on || nothing_before(at) {
                return None;
            }
            let message = format!("this bracket does not close; `{closer}` is missing");
            let end = at.before_span();
            let place = if found.is_some() { "here at the latest" } else { "here at the end" };
            let problem = Diagnostic::new(code, open.span, message);
            Some(problem.also(end.after(), place).fix("close it", end.after(), closer))
        }
        _ => None,
    }
}

/// Whether something else is missing first: a value after `and`.
fn nothing_before(at: &Place<'_>) -> bool {
    at.is(-1, TokenKind::Keyword)
        && !matches!(at.word(-1), "yes" | "no" | "known" | "absent" | "empty" | "decided")
        || at.is(-1, TokenKind::Mark) && !matches!(at.word(-1), ")" | "]" | "}" | "%")
}
