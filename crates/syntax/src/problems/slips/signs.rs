//! Signs of other languages: `==`, `&&`, `=>`, `//`.

use whereas_diagnostics::{Diagnostic, codes};

use super::{Place, Wanted};

pub(super) fn slip(at: &Place<'_>, _: &Wanted) -> Option<Diagnostic> {
    // The parser may have taken the first half of the sign.
    for from in [-1, 0] {
        let to = from + 1;
        if !at.touches(to) {
            continue;
        }
        let three = at.touches(to + 1).then(|| at.text(from, to + 1));
        if three == Some("===") || three == Some("!==") {
            return sign(at, from, to + 1);
        }
        if let Some(problem) = sign(at, from, to) {
            return Some(problem);
        }
    }
    // A rule says `d is …`.
    (at.index == 1 && at.word(0) == "=").then(|| foreign(at, 0, 0, "`is`", Some("is")))
}

fn sign(at: &Place<'_>, from: isize, to: isize) -> Option<Diagnostic> {
    let (say, edit) = match at.text(from, to) {
        "==" | "===" => ("`is` or `=`", Some("=")),
        "!==" | "<>" => ("`is not` or `!=`", Some("!=")),
        "=>" | "->" => ("`when`, with the condition after what it decides", None),
        "=<" => ("`is at most` or `<=`", Some("<=")),
        "||" => ("`or`", Some(" or ")),
        ":=" => ("`is` in a rule, `means` for a term", None),
        "//" | "--" | "/*" => ("`#` before a comment", Some("#")),
        "**" => ("`*`, as often as needed", None),
        "+=" | "-=" => ("`adds`, for a total", None),
        "[]" => ("values in brackets: `one of (a, b)`", None),
        _ => return None,
    };
    Some(foreign(at, from, to, say, edit))
}

/// `&&`, `!a`.
pub(super) fn of_characters(at: &Place<'_>) -> Option<Diagnostic> {
    let doubled = at.word(0) == at.word(1) && at.touches(1);
    match at.word(0) {
        "&" if doubled => Some(foreign(at, 0, 1, "`and`", Some("and"))),
        "&" => Some(foreign(at, 0, 0, "`and`", Some("and"))),
        "!" => Some(foreign(at, 0, 0, "`not`", Some("not "))),
        _ => None,
    }
}

fn foreign(at: &Place<'_>, from: isize, to: isize, say: &str, edit: Option<&str>) -> Diagnostic {
    let (written, span) = (at.text(from, to), at.span(from, to));
    let message = format!("`{written}` is a sign of programming languages; say {say}");
    let problem = Diagnostic::new(codes::syntax::FOREIGN_SIGN, span, message);
    match edit {
        Some(edit) => problem.fix("say", span, edit),
        None => problem,
    }
}
