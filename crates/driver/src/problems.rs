//! What can be wrong with a package, in words.

use whereas_diagnostics::codes::{names, package as codes};
use whereas_diagnostics::{Diagnostic, near_name};
use whereas_source::{FileId, Span};
use whereas_value::Date;

use crate::MAX_CLAUSES;

pub(crate) fn no_policy() -> Diagnostic {
    Diagnostic::placeless(codes::NO_POLICY, "no file of this folder begins a policy")
        .help("begin a file that ends in `.policy` with `policy some_name` and below that, two spaces in, `title \"…\"`")
}

pub(crate) fn too_many_clauses(count: usize) -> Diagnostic {
    let message = format!("the package has {count} clauses, and at most {MAX_CLAUSES} are read");
    Diagnostic::placeless(codes::TOO_MANY_CLAUSES, message)
}

pub(crate) fn not_utf8(file: FileId, at: usize) -> Diagnostic {
    let at = u32::try_from(at).unwrap_or(u32::MAX);
    // A sign stands for what is no text; it has as many bytes as this.
    let end = at.saturating_add(u32::try_from('\u{fffd}'.len_utf8()).unwrap_or(0));
    Diagnostic::new(
        codes::FILE_NOT_UTF8,
        Span::new(file, at, end),
        "this byte is no part of a UTF-8 text",
    )
    .help("save the file as UTF-8")
}

pub(crate) fn not_read(path: &str, why: &str) -> Diagnostic {
    Diagnostic::placeless(codes::FILE_NOT_READ, format!("{path}: {why}"))
}

pub(crate) fn bad_manifest(span: Span, why: &str) -> Diagnostic {
    Diagnostic::new(
        codes::BAD_MANIFEST,
        span,
        format!("`whereas.toml` cannot be used: {}", why.trim_end()),
    )
}

pub(crate) fn unknown_policy<'a>(
    span: Span,
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let problem = Diagnostic::new(
        codes::UNKNOWN_POLICY,
        span,
        format!("no policy of the package is called `{name}`"),
    );
    match near_name(name, known) {
        Some(near) => problem.fix("did you mean", span, format!("\"{near}\"")),
        None => problem,
    }
}

pub(crate) fn itself(span: Span, name: &str) -> Diagnostic {
    let message = format!("`{name}` is said to control over itself");
    Diagnostic::new(codes::CONTRADICTING_RELATIONS, span, message)
}

pub(crate) fn both_ways(span: Span, first: Span, a: &str, b: &str) -> Diagnostic {
    let message = format!("`{a}` and `{b}` are related in two ways that exclude each other");
    Diagnostic::new(codes::CONTRADICTING_RELATIONS, span, message)
        .label("here otherwise")
        .also(first, "here one controls")
        .help("leave one of the two lines out")
}

pub(crate) fn policy_twice(name: &str, first: Span, second: Span) -> Diagnostic {
    Diagnostic::new(
        codes::POLICY_TWICE,
        second,
        format!("the package has two policies called `{name}`"),
    )
    .label("the second")
    .also(first, "the first")
    .help("give one of the two another name")
}

pub(crate) fn undeclared_overlap(
    a: (&str, Span),
    b: (&str, Span),
    day: Option<Date>,
    manifest: bool,
) -> Diagnostic {
    let ((one, first), (other, second)) = (a, b);
    let when = day.map_or_else(|| "on any day".to_owned(), |day| format!("on {day}"));
    let message = format!(
        "`{one}` and `{other}` may both be in force {when}, and nothing says which controls"
    );
    Diagnostic::new(codes::UNDECLARED_OVERLAP, second, message)
        .also(first, "the other policy")
        .help(how_to_relate(one, other, manifest))
        .note("if one replaces the other, a clause of it says `policy replaces NAME`, and its force ends there")
}

fn how_to_relate(one: &str, other: &str, manifest: bool) -> String {
    let place = if manifest { "in `whereas.toml`" } else { "in a file `whereas.toml`" };
    format!(
        "say {place}, under [relations], `relations = [{{ policy = \"{one}\", controls_over = \"{other}\" }}]` \
         or `each_for_its_own_scope = [[\"{one}\", \"{other}\"]]`"
    )
}

/// Two policies whose law is that of different days: each with its name, its place and the fact that gives the day.
pub(crate) fn other_governing_day(
    (one, first, governs_one): (&str, Span, Option<&str>),
    (other, second, governs_other): (&str, Span, Option<&str>),
    manifest: bool,
) -> Diagnostic {
    let said = |day: Option<&str>| {
        day.map_or_else(|| "the day of the case".to_owned(), |fact| format!("the day `{fact}`"))
    };
    let (day_one, day_other) = (said(governs_one), said(governs_other));
    let message = format!(
        "`{one}` and `{other}` may both be in force for one case, and nothing says which controls"
    );
    Diagnostic::new(codes::UNDECLARED_OVERLAP, second, message)
        .label(format!("its law is that of {day_other}"))
        .also(first, format!("the other policy: its law is that of {day_one}"))
        .help(how_to_relate(one, other, manifest))
        .note("where the days differ, both may be in force, though one ends before the other begins or replaces it")
}

/// What helps wherever one name stands for two things of a case.
const ONE_NAME: &str = "a case is one file for all policies of the package: give one of the two another name, or declare \
                        it once in a file that both use";

pub(crate) fn two_types(
    kind: &str,
    name: &str,
    (first, one): (&str, Span),
    (second, other): (&str, Span),
) -> Diagnostic {
    let message = format!("the {kind} `{name}` is declared twice, with different types");
    Diagnostic::new(codes::ONE_NAME_TWO_THINGS, other, message)
        .label(format!("here it is {second}"))
        .also(one, format!("here it is {first}"))
        .help(ONE_NAME)
}

pub(crate) fn two_labels(
    kind: &str,
    name: &str,
    (first, one): (&str, Span),
    (second, other): (&str, Span),
) -> Diagnostic {
    let message = format!("the {kind} `{name}` is declared twice, with different labels");
    let said = |label: &str| {
        if label.is_empty() { "no `not`".to_owned() } else { format!("“{label}”") }
    };
    Diagnostic::new(codes::ONE_NAME_TWO_THINGS, other, message)
        .label(format!("here: {}", said(second)))
        .also(one, format!("here: {}", said(first)))
        .help(ONE_NAME)
}

pub(crate) fn two_judgements(name: &str, one: Span, other: Span) -> Diagnostic {
    let message = format!("two judgements of the package are called `{name}`");
    Diagnostic::new(codes::ONE_NAME_TWO_THINGS, other, message)
        .label("the second")
        .also(one, "the first")
        .help(
            "a finding on one would answer the other too: give one of the two another name; or, if they are the same \
             judgement, let the file of one policy use that of the other",
        )
}

/// Policies, each with the clause by which it replaces the next; the last one replaces the first.
pub(crate) fn replaced_in_a_ring(ring: &[(&str, Span)]) -> Diagnostic {
    let names: Vec<String> = ring.iter().map(|(name, _)| format!("`{name}`")).collect();
    let message = match names.as_slice() {
        [one] => format!("{one} says that it replaces itself"),
        names => {
            format!("{} replace each other, so that none of them would be law", names.join(", "))
        }
    };
    let Some(((_, first), others)) = ring.split_first() else {
        return Diagnostic::placeless(codes::REPLACED_IN_A_RING, message);
    };
    let problem = Diagnostic::new(codes::REPLACED_IN_A_RING, *first, message);
    let problem = others.iter().fold(problem.label("it is said here"), |problem, (_, span)| {
        problem.also(*span, "and here")
    });
    problem.help("let the later policy say that it replaces the earlier one, and only that one")
}

pub(crate) fn replaces_in_part(clause: Span, name: &str) -> Diagnostic {
    let message = format!(
        "this clause has days of its own, and says that the policy replaces `{name}`, which does not wait for them"
    );
    Diagnostic::new(codes::REPLACES_IN_PART, clause, message)
        .help(
            "the other policy ends on the first day of this one: say it in a clause without `in force`, as a rule the \
             one that has `policy in force`",
        )
        .note("where the other policy ends on another day, its own text says so: `policy in force from D before E`")
}

pub(crate) fn protected_elsewhere(
    kind: &str,
    said: Span,
    protected: &str,
    declared: Span,
) -> Diagnostic {
    let message = format!(
        "this {kind} speaks of the characteristic `{protected}`, which another policy of the package protects, in the words \
         of its label"
    );
    Diagnostic::new(names::STANDS_IN, said, message).also(declared, "protected here").help(
        "a case is one file for all policies of the package: what one of them protects is never asked for, stored or relied \
         on; leave it out, or, if this speaks of something else, say so in other words",
    )
}
