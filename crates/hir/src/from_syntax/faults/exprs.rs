//! Expressions.

use whereas_diagnostics::{Diagnostic, codes::names as codes, codes::syntax};
use whereas_source::Span;
use whereas_syntax::tree::Name;

use super::{listed, offer};
use crate::vocabulary::Field;

pub fn too_deep(span: Span) -> Diagnostic {
    let message = "this nests too deep once all is written out";
    Diagnostic::new(syntax::EXPRESSION_TOO_DEEP, span, message)
        .help("give the parts names of their own: `name means …`")
}

/// `(20 % up to 10_000)`, `(20 % above, 40 % above)`. The rate is that of the band which says it wrongly.
pub fn bands(rate: Span, goes_on: bool) -> Diagnostic {
    let message = if goes_on {
        "only the last band is `above`: each before it says where it ends"
    } else {
        "the last band of a scale says `above`: what lies over its limit would be forgotten"
    };
    let problem = Diagnostic::new(codes::SCALE_BANDS, rate, message);
    if goes_on {
        problem.help("say `up to` and the limit")
    } else {
        problem.help("if nothing is taken above it, say so: `…, 0 % above`")
    }
}

/// `days in entered_on`
pub fn no_period(span: Span, found: Option<&str>) -> Diagnostic {
    let message = match found {
        Some(found) => format!("a period is wanted here, and this is of the type `{found}`"),
        None => "a period is wanted here, and this is none".to_owned(),
    };
    Diagnostic::new(codes::NO_PERIOD, span, message)
        .help("a period is a fact, a field or an element of the type `period`, or two days in brackets: `(A through B)`")
}

/// `x : period means absence`
pub fn no_days(span: Span) -> Diagnostic {
    let message = "what a term of the type `period` means is its two days";
    Diagnostic::new(codes::NO_PERIOD, span, message)
        .help("write them in brackets, the first and the last: `(A through B)`")
}

/// `f(1)` of a function of two.
pub fn arguments<'a>(
    name: &Name,
    parameters: impl Iterator<Item = &'a str>,
    found: usize,
    declared: Span,
) -> Diagnostic {
    let wanted: Vec<&str> = parameters.collect();
    let values = if found == 1 { "one value".to_owned() } else { format!("{found} values") };
    let message = format!("`{}` is given {values}, and takes {}", name.text, wanted.len());
    Diagnostic::new(codes::ARGUMENTS, name.span, message)
        .also(declared, "it is declared here")
        .help(format!("give it what it takes, in this order: {}", listed(wanted)))
}

/// `function f(a : number) : number means f(a - 1)`, or by way of others.
pub fn function_circle(name: &Name, declared: Span) -> Diagnostic {
    let message = format!("`{}` is called in what it means itself: that never ends", name.text);
    Diagnostic::new(codes::FUNCTION_CIRCLE, name.span, message)
        .also(declared, "it is declared here")
        .help("say its meaning without calling it; of the elements of a list say `sum of`, `count of`, `any` or `every`")
}

/// Functions that call functions that call functions, each several times.
pub fn written_out(name: &Name) -> Diagnostic {
    let message = format!(
        "with this call of `{}`, what functions mean comes to more than 50,000 parts once all is written out",
        name.text
    );
    Diagnostic::new(codes::WRITTEN_OUT, name.span, message)
        .help("give what is called again and again a name of its own: `name means …`")
}

pub fn protected_read(name: &Name) -> Diagnostic {
    let message = format!("`{}` is a protected characteristic: no rule can read it", name.text);
    Diagnostic::new(codes::PROTECTED_READ, name.span, message)
        .help("take it out: it is named only to say what may never count, `never consider …`")
}

pub fn bare_question(name: &Name) -> Diagnostic {
    let message = format!("`{}` is an open question: it has readings, and no value", name.text);
    Diagnostic::new(codes::QUESTION_AS_VALUE, name.span, message)
        .help(format!("ask for one of them: `{} is …`", name.text))
}

pub fn reading_alone(name: &Name, question: &str) -> Diagnostic {
    let message = format!("`{}` is a reading of `{question}`, and no value", name.text);
    Diagnostic::new(codes::QUESTION_AS_VALUE, name.span, message)
        .help(format!("say `{question} is {}`", name.text))
}

pub fn no_reading(span: Span, question: &str) -> Diagnostic {
    let message = format!("`{question}` is held against something that is none of its readings");
    Diagnostic::new(codes::QUESTION_AS_VALUE, span, message)
}

pub fn no_such_reading(
    name: &Name,
    question: &str,
    known: &[&str],
    near: Option<&str>,
) -> Diagnostic {
    let message = format!("`{}` is no reading of `{question}`", name.text);
    let problem = Diagnostic::new(codes::UNKNOWN_VALUE, name.span, message);
    match near {
        Some(_) => offer(problem, name.span, near),
        None => problem.note(format!("its readings are {}", listed(known.iter().copied()))),
    }
}

pub fn bare_event(name: &Name) -> Diagnostic {
    let message = format!("`{}` is an event, and has no value", name.text);
    Diagnostic::new(codes::EVENT_OUTSIDE, name.span, message)
        .note("a duty that arises on it can read its `.on`, `.by` and `.about`")
}

pub fn needs_element(name: &Name, element: &str) -> Diagnostic {
    let message = format!("`{}` is decided for each element: say of which", name.text);
    let of = format!("{} of {element}", name.text);
    Diagnostic::new(codes::NOT_AN_ELEMENT, name.span, message).help(format!("say `{of}`"))
}

pub fn takes_no_element(name: &Name, span: Span) -> Diagnostic {
    let message = format!("`{}` is one decision: it is not taken for each element", name.text);
    Diagnostic::new(codes::NOT_AN_ELEMENT, span, message)
}

pub fn not_its_element(name: &Name, list: &str, span: Span) -> Diagnostic {
    let message =
        format!("`{}` is decided for each element of `{list}`, and this is none", name.text);
    Diagnostic::new(codes::NOT_AN_ELEMENT, span, message)
}

pub fn no_such_field(
    field: &Name,
    record: &str,
    fields: &[Field],
    near: Option<&str>,
) -> Diagnostic {
    let message = format!("{record} has no field `{}`", field.text);
    let problem = Diagnostic::new(codes::UNKNOWN_FIELD, field.span, message);
    match near {
        Some(_) => offer(problem, field.span, near),
        None => {
            let known = listed(fields.iter().map(|field| field.name.as_str()));
            problem.help(format!("name one of its fields: {known}"))
        }
    }
}

pub fn no_fields(field: &Name, found: Option<&str>) -> Diagnostic {
    let message = match found {
        Some(found) => format!("{found} has no field `{}`", field.text),
        None => format!("what stands before `.{}` has no fields", field.text),
    };
    Diagnostic::new(codes::UNKNOWN_FIELD, field.span, message).note(
        "fields are those of a fact that is a record, and of the elements of a list of records",
    )
}

pub fn lists_are_facts(span: Span) -> Diagnostic {
    Diagnostic::new(codes::LIST_NOT_A_FACT, span, "lists stand only as facts, and this is none")
        .help("name a fact whose type is `list of …`")
}

pub fn pick_without_field(span: Span, element: &Name) -> Diagnostic {
    let message = "this picks an element, and what is wanted is a value";
    Diagnostic::new(codes::PICK_WITHOUT_FIELD, span, message)
        .help(format!("name a field: `(the {} in …).field`", element.text))
}

pub fn apart_outside(span: Span) -> Diagnostic {
    let message = "`apart from this clause` stands in no clause";
    Diagnostic::new(codes::MISPLACED_FORM, span, message)
}

pub fn decided_of_decisions(span: Span) -> Diagnostic {
    Diagnostic::new(codes::MISPLACED_FORM, span, "only a decision can be decided")
        .help("of a fact say `is known`")
}

pub fn of_facts_only(word: &str, span: Span) -> Diagnostic {
    let message = format!("only a fact, or a field of one, can be {word}");
    Diagnostic::new(codes::MISPLACED_FORM, span, message)
}

pub fn not_a_set(span: Span) -> Diagnostic {
    Diagnostic::new(codes::MISPLACED_FORM, span, "`includes` is asked of a set, and this is none")
        .help("of a list say `any (x in … where …)`")
}

pub fn includes_one_value(span: Span) -> Diagnostic {
    let message = "`includes` asks for one value of the choice, by its name";
    Diagnostic::new(codes::MISPLACED_FORM, span, message)
}

pub fn dates_only(word: &str, span: Span) -> Diagnostic {
    let message = format!("`{word}` compares dates, and these are none");
    Diagnostic::new(codes::DATES_ONLY, span, message)
        .help("say `is more than`, `is less than`, `is at least` or `is at most`")
}

pub fn count_of(span: Span, of: usize) -> Diagnostic {
    let message = format!("there are {of} conditions, so that the number is from 1 to {of}");
    Diagnostic::new(codes::IMPOSSIBLE_NUMBER, span, message)
        .help("say another number, or add the condition that is missing")
}

pub fn places(span: Span) -> Diagnostic {
    let message = "a number is rounded to at most 38 places";
    Diagnostic::new(codes::IMPOSSIBLE_NUMBER, span, message)
}
