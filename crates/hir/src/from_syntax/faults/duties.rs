//! Duties and the events they speak of.

use whereas_diagnostics::{Diagnostic, codes::names as codes, codes::types};
use whereas_source::Span;
use whereas_syntax::tree::Name;

pub fn event_outside(name: &Name, span: Span) -> Diagnostic {
    let message = format!("`{}` can be read only in a duty that arises on it", name.text);
    Diagnostic::new(codes::EVENT_OUTSIDE, span, message)
        .help("for a rule, state the day as a fact of its own: `fact … : date \"…\"`")
}

pub fn by_alone(name: &Name, span: Span) -> Diagnostic {
    let message = format!("`{}.by` can only be held against an actor", name.text);
    Diagnostic::new(codes::EVENT_OUTSIDE, span, message)
        .help(format!("say `{}.by is …`, with the name of an actor", name.text))
}

pub fn no_event_field(event: &Name, field: &Name) -> Diagnostic {
    let message = format!("an event has no `{}`", field.text);
    Diagnostic::new(codes::UNKNOWN_FIELD, field.span, message)
        .note(format!("`{e}.on`, `{e}.by` and `{e}.about` can be read", e = event.text))
}

pub fn within_of_what(name: &Name) -> Diagnostic {
    let message = format!("`{}` arises from no event, so its time begins on no day", name.text);
    Diagnostic::new(codes::DUTY_WITHOUT_TIME, name.span, message)
        .help("say from which day: `due within … of …`")
}

pub fn hours_here(span: Span) -> Diagnostic {
    let message = "a length of time within days is counted in whole minutes";
    Diagnostic::new(types::HOURS_HERE, span, message)
        .note("an hour is 60 minutes: `2 hours` and `90 minutes` are values of the type `minutes`")
        .fix("say", span, "minutes")
}

pub fn whole_hours(span: Span, most: u32) -> Diagnostic {
    let message =
        format!("a duty is due within so many whole hours, of which there are at most {most}");
    Diagnostic::new(types::WHOLE_HOURS, span, message).help("as in `due within 24 hours`")
}

pub fn every_days(span: Span) -> Diagnostic {
    let message = "a duty that recurs is due every so many whole days";
    Diagnostic::new(codes::DUTY_WITHOUT_TIME, span, message).help("as in `due every 30 days`")
}

pub fn never_arises(name: &Name) -> Diagnostic {
    let message = format!("nothing says when `{}` arises", name.text);
    Diagnostic::new(codes::DUTY_WITHOUT_TIME, name.span, message)
        .help("say `arises on event …`, `arises when …`, `arises on issue` or `ongoing`; or let another duty say `upon breach duty …`")
}

pub fn circle_of_breach(span: Span, circle: &[String]) -> Diagnostic {
    let message = match circle {
        [own] => format!("`{own}` would arise from its own breach"),
        [first, others @ ..] => {
            let others: Vec<String> = others.iter().map(|name| format!("`{name}`")).collect();
            format!("`{first}` would arise from its own breach, by way of {}", others.join(", "))
        }
        [] => "a duty would arise from its own breach".to_owned(),
    };
    Diagnostic::new(codes::DUTY_WITHOUT_TIME, span, message)
        .help("let what is owed again and again be one duty: `due every … days`")
}

pub fn breach_without_day(first: &Name, second: &Name) -> Diagnostic {
    let message = format!(
        "`{}` has no due day, so `{}` would begin on no day: it begins on the day after",
        first.text, second.text
    );
    Diagnostic::new(codes::DUTY_WITHOUT_TIME, second.span, message)
        .help("say by when the first is due: `due within …`, `due by …`, `due before …`")
}

pub fn wrong_end(name: &Name, breached: bool) -> Diagnostic {
    let (message, help) = if breached {
        ("only what must not be done is breached by an event", "say `discharged by event …`")
    } else {
        ("what must not be done is not discharged by an event", "say `breached by event …`")
    };
    Diagnostic::new(codes::DUTY_END, name.span, message).help(help)
}

pub fn two_events(name: &Name) -> Diagnostic {
    Diagnostic::new(codes::DUTY_END, name.span, "another event already ends this duty")
        .help("declare one event for both")
}

pub fn must_not_when(span: Span) -> Diagnostic {
    let message = "what must not be done is never discharged: it is kept until its time is over";
    Diagnostic::new(codes::DUTY_END, span, message).help("say `excused when …`")
}

pub fn two_conditions(span: Span, duty: Span) -> Diagnostic {
    Diagnostic::new(codes::DUTY_END, span, "another condition already discharges this duty")
        .also(duty, "the duty")
        .help("join the two with `or`")
}
