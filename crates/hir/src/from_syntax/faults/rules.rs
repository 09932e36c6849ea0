//! Rules, decisions, judgements and factors.

use whereas_diagnostics::{Diagnostic, codes::names as codes};
use whereas_source::Span;
use whereas_syntax::tree::Name;

use crate::policy::DecisionKind;

pub fn wrong_verb(name: &Name, verb: &str, is_set: bool, declared: Option<Span>) -> Diagnostic {
    let (message, help) = if is_set {
        (
            format!("`{}` is a set of values, and `{verb}` would give it one", name.text),
            format!("say `{} includes …` or `{} excludes …`", name.text, name.text),
        )
    } else {
        (
            format!("`{}` has one value, and `{verb}` is said of sets", name.text),
            format!("say `{} is …`", name.text),
        )
    };
    let problem = Diagnostic::new(codes::WRONG_VERB, name.span, message).help(help);
    match declared {
        Some(declared) => problem.also(declared, "declared here"),
        None => problem,
    }
}

/// `d adds 3 EUR` of a decision that is no total, `d is 3 EUR` of one that is.
pub fn verb_of_total(
    name: &Name,
    verb: &str,
    kind: &DecisionKind,
    declared: Option<Span>,
) -> Diagnostic {
    let (message, help) = match kind {
        DecisionKind::Total(_) => (
            format!("`{}` is a total, and `{verb}` is said of other decisions", name.text),
            format!("say `{} adds …`, or declare it without `total`", name.text),
        ),
        DecisionKind::Is(_) => (
            format!("`{}` has one value, and only a total is added to", name.text),
            format!(
                "say `{} is …`, or declare it as a total: `decision {} : total …`",
                name.text, name.text
            ),
        ),
        DecisionKind::Set(_) => (
            format!("`{}` is a set of values, and only a total is added to", name.text),
            format!("say `{} includes …`", name.text),
        ),
    };
    let problem = Diagnostic::new(codes::VERB_OF_TOTAL, name.span, message).help(help);
    match declared {
        Some(declared) => problem.also(declared, "declared here"),
        None => problem,
    }
}

pub fn includes_of_one(name: &Name, value: &Name) -> Diagnostic {
    let message = format!("`{}` has one value: it includes nothing", name.text);
    Diagnostic::new(codes::WRONG_VERB, value.span, message)
        .help(format!("say `{} may be decided only after …`", name.text))
}

pub fn no_otherwise(name: &Name) -> Diagnostic {
    let message = format!("`{}` does not say what it is where no rule says it", name.text);
    Diagnostic::new(codes::NO_OTHERWISE, name.span, message)
        .help("say `otherwise no`, or `otherwise undetermined` if the text leaves it open")
}

pub fn otherwise_of(name: &Name, is_total: bool, span: Span) -> Diagnostic {
    let problem = |message| Diagnostic::new(codes::OTHERWISE_OF_SET, span, message);
    if is_total {
        let message =
            format!("`{}` is a total: where no rule adds anything it is nothing", name.text);
        return problem(message).help("leave `otherwise` out");
    }
    let message = format!(
        "`{}` takes in every value that a rule includes, and no other: it needs no `otherwise`",
        name.text
    );
    problem(message).help(format!(
        "leave `otherwise` out; if a value is to be in it where no other is, say so in a rule: `{} includes … when …`",
        name.text
    ))
}

pub fn of_another_policy(name: &Name, what: &str, declared: Option<Span>) -> Diagnostic {
    let message =
        format!("`{}` is a {what} of another policy: it can be read here, no more", name.text);
    let problem = Diagnostic::new(codes::OTHER_POLICY, name.span, message);
    match declared {
        Some(declared) => problem.also(declared, "declared here"),
        None => problem,
    }
    .help(format!("write the rule into that policy, or give this one a {what} of its own"))
}

pub fn no_one_list(name: &Name, lists: usize) -> Diagnostic {
    let message = if lists == 0 {
        format!("no rule there speaks of elements, so there is no `{}`", name.text)
    } else {
        format!(
            "the rules there speak of elements of {lists} lists: which one `{}` is of is open",
            name.text
        )
    };
    Diagnostic::new(codes::NOT_AN_ELEMENT, name.span, message)
}

pub fn burden_of_yes_no(name: &Name) -> Diagnostic {
    let message = "only a judgement that is yes or no has a burden";
    Diagnostic::new(codes::BURDEN, name.span, message)
        .note("with a burden, the judgement is no until whoever bears it has shown it")
        .help("leave `burden on …` out, or declare the judgement as `yes/no`")
}

pub fn burden_twice(name: &Name) -> Diagnostic {
    Diagnostic::new(codes::BURDEN, name.span, "the burden is already on somebody")
}

pub fn ledger_twice(name: &Name) -> Diagnostic {
    let message = format!("this factor already stands in `{}`", name.text);
    Diagnostic::new(codes::LEDGER_TWICE, name.span, message)
        .help("if it may speak for both sides, say `either way`")
}

/// `all that apply` of `pay is`, `exactly one` of `d includes` and `d adds`.
pub fn rows_together(output: Span, all: bool, adds: bool) -> Diagnostic {
    let (message, help) = if adds {
        (
            "a total takes what every row adds that applies, and nothing sees to it that only one does",
            "begin the table with `table all that apply`, or with `table first, because \"…\"`, where the upper row goes before the lower",
        )
    } else if all {
        (
            "this table says `all that apply`, and so it would give one decision several values",
            "begin the table with `table exactly one`, where no case meets two rows, or with `table first, because \"…\"`, where the upper row goes before the lower",
        )
    } else {
        (
            "a set takes what every row gives that applies, and not that of one",
            "begin the table with `table all that apply`",
        )
    };
    Diagnostic::new(codes::ROWS_TOGETHER, output, message).help(help)
}

/// A table of conditions only.
pub fn no_output(column: Span) -> Diagnostic {
    let message = "no column of this table says what a row gives";
    Diagnostic::new(codes::TABLE_OUTPUT, column, message).help(
        "end the head of that column in `is`, `includes` or `adds`: `pay is`, after the decision's name",
    )
}

/// `| row1 | yes | 1, 2 |`
pub fn no_one_value(row: &whereas_syntax::tree::Id) -> Diagnostic {
    let message = format!("row `{}` gives no single value", row.text);
    Diagnostic::new(codes::TABLE_OUTPUT, row.span, message)
        .help("say one value in the column that gives; `-` where the row says nothing of it")
}
