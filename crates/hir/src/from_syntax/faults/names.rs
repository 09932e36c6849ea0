//! Names: not known, known twice, or of another kind.

use whereas_diagnostics::{Diagnostic, codes::names as codes};
use whereas_source::Span;
use whereas_syntax::tree::Name;
use whereas_value::currency::Currency;

use super::{listed, offer};

pub fn declared_twice(name: &str, second: Span, first: Span, what: &str) -> Diagnostic {
    let help = if second.file == first.file {
        "give one of the two another name"
    } else {
        "declare it once, in a file that both use, or give one of the two another name"
    };
    Diagnostic::new(codes::DECLARED_TWICE, second, format!("`{name}` is already {what}"))
        .also(first, "first declared here")
        .help(help)
}

/// Words of other languages, and what this one says.
const INSTEAD: [(&str, &str); 8] = [
    ("true", "yes"),
    ("false", "no"),
    ("none", "absent"),
    ("null", "absent"),
    ("nil", "absent"),
    ("today", "as-of day"),
    ("now", "as-of day"),
    ("current_date", "as-of day"),
];

pub fn stands_in(name: &Name, kind: &str, protected: &str, declared: Span) -> Diagnostic {
    let message = format!(
        "the {kind} `{}` is called what the protected characteristic `{protected}` is called",
        name.text
    );
    Diagnostic::new(codes::STANDS_IN, name.span, message)
        .also(declared, "protected here")
        .help("leave it out: what is protected is never asked for, stored or relied on; if it is something else, call it what it is")
}

pub fn tells_of(text: Span, what: &str, protected: &str, declared: Span) -> Diagnostic {
    let message = format!(
        "this {what} speaks of the protected characteristic `{protected}`, in the words of its label"
    );
    Diagnostic::new(codes::STANDS_IN, text, message)
        .also(declared, "protected here")
        .help("leave it out: what is protected is never asked for, stored or relied on; if it speaks of something else, say so in other words")
}

pub fn unknown(name: &Name, wanted: &str, near: Option<&str>) -> Diagnostic {
    if wanted == "a choice or a record" && Currency::of(&name.text).is_some() {
        let message = format!("`{0}` is a currency, and the type is `money in {0}`", name.text);
        let problem = Diagnostic::new(codes::UNKNOWN_NAME, name.span, message);
        return problem.fix("say", name.span, format!("money in {}", name.text));
    }
    let message = format!("there is no `{}` here, and {wanted} is wanted", name.text);
    offer(Diagnostic::new(codes::UNKNOWN_NAME, name.span, message), name.span, near)
}

pub fn unknown_in_expression(name: &Name, near: Option<&str>) -> Diagnostic {
    let message = format!("there is no fact, term or decision named `{}`", name.text);
    let said = INSTEAD.iter().find(|(written, _)| *written == name.text.to_ascii_lowercase());
    if let (Some((_, instead)), None) = (said, near) {
        let problem = Diagnostic::new(codes::UNKNOWN_NAME, name.span, message);
        return problem.fix("say", name.span, *instead);
    }
    offer(Diagnostic::new(codes::UNKNOWN_NAME, name.span, message), name.span, near)
}

pub fn under_alias(name: &Name, alias: &str) -> Diagnostic {
    let message = format!("`{}` is a name of the file used as `{alias}`", name.text);
    let qualified = format!("{alias}.{}", name.text);
    Diagnostic::new(codes::UNKNOWN_NAME, name.span, message).fix(
        format!("say `{qualified}`"),
        name.span,
        qualified,
    )
}

pub fn not_under_alias(name: &Name, alias: &Name, near: Option<&str>) -> Diagnostic {
    let message = format!("the file used as `{}` declares no `{}`", alias.text, name.text);
    offer(Diagnostic::new(codes::UNKNOWN_NAME, name.span, message), name.span, near)
}

pub fn wrong_kind(name: &Name, found: &str, wanted: &str) -> Diagnostic {
    let message = format!("`{}` is {found}, and {wanted} is wanted here", name.text);
    let problem = Diagnostic::new(codes::WRONG_KIND, name.span, message);
    let kind = wanted.rsplit(' ').next().unwrap_or("");
    match kind {
        "actor" | "ground" | "event" | "ledger" | "source" => {
            problem.help(format!("{wanted} is declared with `{kind} some_name \"…\"`"))
        }
        _ => problem,
    }
}

pub fn value_is_a_name(name: &str, second: Span, first: Span, what: &str) -> Diagnostic {
    let message = format!("`{name}` is the name of a value, and of {what} too");
    Diagnostic::new(codes::VALUE_IS_A_NAME, second, message)
        .also(first, "the other one is declared here")
        .note("two choices may have values of one name; nothing else may be called as a value is, or the reading of a question")
        .help("give one of the two another name")
}

pub fn element_hides(name: &Name, what: &str) -> Diagnostic {
    let other = if name.text == "x" { "y" } else { "x" };
    let message = format!("`{}` is already {what}; call the element something else", name.text);
    Diagnostic::new(codes::ELEMENT_HIDES, name.span, message).help(format!(
        "such as `{other}`, here and wherever the element is named in these brackets"
    ))
}

pub fn ambiguous(name: &Name, first: Span, second: Span) -> Diagnostic {
    let message = format!("`{}` is declared by two of the used files", name.text);
    Diagnostic::new(codes::AMBIGUOUS_NAME, name.span, message)
        .also(first, "by this one")
        .also(second, "and by this one")
        .help("use one of the files under a name of its own: `use \"…\" as eu`, then `eu.name`")
}

/// What is read and refused, and what can be written instead.
const LATER: [(&str, &str); 1] =
    [("periods", "say its first and its last day: two facts of type `date`")];

pub fn not_yet(span: Span, what: &str) -> Diagnostic {
    let problem =
        Diagnostic::new(codes::NOT_YET, span, format!("{what} are not yet part of the language"));
    match LATER.iter().find(|(later, _)| *later == what) {
        Some((_, instead)) => problem.help(*instead),
        None => problem,
    }
}

pub fn empty_label(span: Span) -> Diagnostic {
    Diagnostic::new(codes::EMPTY_LABEL, span, "this label says nothing")
        .help("say in plain words what it is: all readings are made of labels")
}

pub fn unknown_language<'a>(
    language: &Name,
    known: impl IntoIterator<Item = &'a str>,
    policy: Span,
) -> Diagnostic {
    let known = listed(known);
    let message = format!("`{}` is not among the policy's languages: {known}", language.text);
    Diagnostic::new(codes::UNKNOWN_LANGUAGE, language.span, message)
        .also(policy, "of this policy")
        .help("say all languages in the policy, the one of the labels first: `languages en, es`")
}
