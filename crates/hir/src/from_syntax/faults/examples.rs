//! Examples: what is given, found, and expected.

use whereas_diagnostics::{Diagnostic, codes::names as codes};
use whereas_source::Span;
use whereas_syntax::tree::{Name, Text};

pub fn judgement_given(name: &Name) -> Diagnostic {
    let message = format!("`{}` is a judgement: nobody can state it as a fact", name.text);
    Diagnostic::new(codes::GIVEN_NO_FACT, name.span, message).help(format!(
        "say who found it, on a line of its own: `found {} is VALUE by ACTOR on DAY because \"…\"`",
        name.text
    ))
}

pub fn protected_given(name: &Name) -> Diagnostic {
    let message = format!("`{}` is a protected characteristic: no case states it", name.text);
    Diagnostic::new(codes::GIVEN_NO_FACT, name.span, message)
}

pub fn judgement_missing(name: &Name) -> Diagnostic {
    let message = format!("`{}` is a judgement: it is awaited, and not missing", name.text);
    Diagnostic::new(codes::GIVEN_NO_FACT, name.span, message)
        .help(format!("say `expect … awaits {}`", name.text))
}

pub fn given_twice(name: &Name) -> Diagnostic {
    let message = format!("`{}` is said twice here", name.text);
    Diagnostic::new(codes::SAID_TWICE, name.span, message)
        .help("leave one of the two out; what comes of each is shown by two examples")
}

pub fn found_twice(name: &Name) -> Diagnostic {
    let message = format!("`{}` is found twice here, and a judgement has one finding", name.text);
    Diagnostic::new(codes::SAID_TWICE, name.span, message)
}

pub fn unknown_example(like: &Text, near: Option<&str>) -> Diagnostic {
    let message = format!("there is no example \"{}\"", like.text);
    let problem = Diagnostic::new(codes::UNKNOWN_EXAMPLE, like.span, message);
    match near {
        Some(near) => problem.fix(
            "say the title of an example of this policy, perhaps this one",
            like.span,
            format!("\"{near}\""),
        ),
        None => problem,
    }
}

pub fn several_examples(like: &Text, spans: [Option<Span>; 2]) -> Diagnostic {
    let message = format!("more than one example is called \"{}\"", like.text);
    let mut problem = Diagnostic::new(codes::UNKNOWN_EXAMPLE, like.span, message);
    for span in spans.into_iter().flatten() {
        problem = problem.also(span, "one of them");
    }
    problem.help("give them titles of their own")
}

pub fn like_ring(like: &Text) -> Diagnostic {
    let message = format!(
        "\"{}\" is like this example, itself or by way of others, so that neither gives anything",
        like.text
    );
    Diagnostic::new(codes::LIKE_RING, like.span, message)
        .help("name another example, or leave `like` out and say `given …` here")
}

pub fn no_as_of(title: &Text) -> Diagnostic {
    Diagnostic::new(
        codes::NO_AS_OF,
        title.span,
        "this example does not say as of which day it is decided",
    )
    .help("say `as of …` here, or for all examples in the policy: `examples as of …`")
}

pub fn not_optional(span: Span) -> Diagnostic {
    Diagnostic::new(codes::CANNOT_BE_STATED, span, "only what is `optional` can be absent")
        .help("say `unknown` if nobody knows; make its type `optional …` if it may not exist")
}

pub fn field_given(name: &Name, field: &Name) -> Diagnostic {
    let message = format!("`{}` is given whole, not field by field", name.text);
    Diagnostic::new(codes::CANNOT_BE_STATED, field.span, message)
        .help(format!("say `{} is {{ {}: … }}`", name.text, field.text))
}

pub fn includes_of_no_list(name: &Name) -> Diagnostic {
    let message = format!("`{}` is no list and no set: it includes nothing", name.text);
    Diagnostic::new(codes::CANNOT_BE_STATED, name.span, message)
        .help(format!("say `{} is …`", name.text))
}

pub fn no_order(span: Span) -> Diagnostic {
    let message = "the values of this choice have no order, so none lies between two";
    Diagnostic::new(codes::CANNOT_BE_STATED, span, message).help("say `one of (…)`")
}

pub fn one_of_single_values(span: Span) -> Diagnostic {
    Diagnostic::new(codes::CANNOT_BE_STATED, span, "`one of` lists single values")
}

pub fn one_value(span: Span) -> Diagnostic {
    Diagnostic::new(codes::CANNOT_BE_STATED, span, "one value is wanted here")
}

pub fn event_without_day(name: &Name) -> Diagnostic {
    let message = format!("the day of `{}` is not said", name.text);
    Diagnostic::new(codes::EVENT_WITHOUT_DAY, name.span, message)
        .help("say it to the day, as in `on 2021-12-10`")
}

pub fn beside(span: Span, word: &str) -> Diagnostic {
    let message = format!("`{word}` is said of decisions, and this is none");
    Diagnostic::new(codes::EXPECTED_WRONGLY, span, message)
}

pub fn does_not_fit(name: &Name, what: &str) -> Diagnostic {
    let message = format!("`{}` is {what}, of which this is never said", name.text);
    let problem = Diagnostic::new(codes::EXPECTED_WRONGLY, name.span, message);
    match what {
        "a decision" => problem.help(
            "of a decision say its value, as in `is yes`, or that it `is unknown`, `is undetermined`, `awaits` a \
             judgement",
        ),
        _ => problem,
    }
}

pub fn not_the_whole_set(name: &Name) -> Diagnostic {
    let message = format!("only of a whole set is this said, and `{}` is none here", name.text);
    Diagnostic::new(codes::EXPECTED_WRONGLY, name.span, message).help(format!(
        "of a set without `for` say `{n} includes …` or `{n} is {{ … }}`",
        n = name.text
    ))
}

pub fn for_of_a_set(name: &Name, span: Span) -> Diagnostic {
    let message = format!("`{}` has one value: `for` is said of sets", name.text);
    Diagnostic::new(codes::EXPECTED_WRONGLY, span, message)
}

pub fn of_which(name: &Name) -> Diagnostic {
    let message = format!("`{}` is decided for each element: say of which", name.text);
    Diagnostic::new(codes::EXPECTED_WRONGLY, name.span, message).help(format!(
        "`expect {} of 1 is …` is said of the first that the example states",
        name.text
    ))
}

pub fn value_of_a_set(name: &Name) -> Diagnostic {
    let message = format!("`{}` is a set, and this is one value", name.text);
    Diagnostic::new(codes::EXPECTED_WRONGLY, name.span, message)
        .help(format!("say `{n} includes …`, or the whole set: `{n} is {{ … }}`", n = name.text))
}

pub fn no_such_element(span: Span, count: u32) -> Diagnostic {
    let message = match count {
        0 => "the example states no element".to_owned(),
        1 => "the example states one element, and this does not name it".to_owned(),
        count => format!("the example states {count} elements, and this names no one of them"),
    };
    Diagnostic::new(codes::EXPECTED_WRONGLY, span, message)
        .help("name an element by its place, the first is 1, or by a text that only it has")
}
