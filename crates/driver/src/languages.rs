//! W0415: a language in which only some labels of a policy have words.

use whereas_check::Checked;
use whereas_diagnostics::{Diagnostic, codes::lint as codes};
use whereas_hir::Hir;
use whereas_hir::map::SourceMap;
use whereas_readings::missing;

/// How many labels are named.
const NAMED: usize = 5;

/// Of each language that the policy says it is written in, and that some of its labels have words in: those that have none. A
/// language of no label at all is one that nobody has begun with.
pub(crate) fn check(checked: &Checked, map: &SourceMap) -> Vec<Diagnostic> {
    let policy = checked.hir().policies.get(Hir::MAIN);
    let (Some(policy), Some(span)) = (policy, map.policies.get(Hir::MAIN)) else {
        return Vec::new();
    };
    let Some((first, others)) = policy.languages.split_first() else { return Vec::new() };
    let mut found = Vec::new();
    for language in others {
        let (missing, all) = missing(checked, language);
        if missing.is_empty() || missing.len() == all {
            continue;
        }
        let mut names: Vec<String> = missing
            .iter()
            .take(NAMED)
            .map(|it| {
                let words: Vec<&str> = it.plain.split_whitespace().collect();
                format!("{} `{}`: \"{}\"", it.what, it.name, words.join(" "))
            })
            .collect();
        if let Some(more @ 1..) = missing.len().checked_sub(NAMED) {
            names.push(format!("and {more} more, which a report in `{language}` lists"));
        }
        let count = missing.len();
        let verb = if count == 1 { "has" } else { "have" };
        let message = format!("{count} of {all} labels {verb} no words in `{language}`");
        let diagnostic = Diagnostic::new(codes::HALF_TRANSLATED, *span, message)
            .label(format!("of this policy, which is written in `{first}` and `{language}`"))
            .note(names.join("\n"))
            .note(format!(
                "what is told in `{language}` keeps their words in `{first}`, and marks them"
            ))
            .help(format!("say them behind each: `{language}: \"…\"`"));
        found.push(diagnostic);
    }
    found
}
