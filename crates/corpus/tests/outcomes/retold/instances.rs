//! Duties and permissions.

use serde_json::Value;
use whereas_value::duty::DutyState;
use whereas_words::plain;

use super::{causes, clause, day, labels, list, out_of_force, text, texts};

/// The duties and permissions of a policy; those that have not arisen only with all that can be told.
pub(super) fn instances(policy: &Value, trace: bool) -> Vec<String> {
    let idle = |it: &&Value| {
        ["not_arisen", "not_in_force"].iter().all(|idle| it["states"] != serde_json::json!([idle]))
    };
    let duties: Vec<&Value> = list(policy, "duties").filter(|it| trace || idle(it)).collect();
    let mut out = Vec::new();
    let scope = &policy["scope"];
    let outside = scope["may_be_in"] == false && causes(scope).is_empty();
    if outside && (!duties.is_empty() || list(policy, "permissions").next().is_some()) {
        out.push(
            "The case is out of scope, and nothing is decided of it. What the policy says of duties and permissions does not \
             turn on its scope: this is what it says."
                .to_owned(),
        );
    }
    if !duties.is_empty() {
        out.push(if policy["events_complete"] == true {
            "The events that are stated are taken to be all there were.".to_owned()
        } else {
            "There may have been other events than those that are stated.".to_owned()
        });
    }
    out.extend(duties.into_iter().flat_map(duty));
    out.extend(list(policy, "permissions").flat_map(|it| permission(policy, it)));
    out
}

/// A state as people say it.
fn state(state: DutyState, of: &Value) -> String {
    let excuse = if of["excused"] == true { ", which is excused" } else { "" };
    match (state, text(of, "modality")) {
        (DutyState::DischargedInTime, _) if of["due"] == "none" => "done".to_owned(),
        (DutyState::DischargedInTime, _) => "done in time".to_owned(),
        (DutyState::DischargedLate, _) => format!("done late{excuse}"),
        (DutyState::DischargedDayNotRecorded, _) => {
            format!("done, on a day that is not recorded{excuse}")
        }
        (DutyState::Pending | DutyState::OpenWithoutDeadline, "must_not") => {
            "not breached so far".to_owned()
        }
        (DutyState::Pending, _) => "not done yet".to_owned(),
        (DutyState::OpenWithoutDeadline, _) => "not done yet, and without a deadline".to_owned(),
        _ => state.words().to_owned(),
    }
}

/// What would settle a duty or a permission, one line each.
fn would_settle(of: &Value, mut more: Vec<String>) -> Vec<String> {
    let mut open: Vec<String> = labels(of, "missing");
    open.extend(list(of, "awaits").map(|it| {
        let whether = if it["kind"] == "judgement" { "whether " } else { "" };
        format!("{whether}{}", text(it, "label"))
    }));
    open.extend(
        labels(of, "questions").iter().map(|it| format!("how an open question is read: “{it}”")),
    );
    open.append(&mut more);
    let start = |place| if place == 0 { "would settle it" } else { "            and" };
    open.iter().enumerate().map(|(place, it)| format!("    {}: {it}", start(place))).collect()
}

fn duty(of: &Value) -> Vec<String> {
    let states: Vec<DutyState> = serde_json::from_value(of["states"].clone()).expect("states");
    let state: Vec<String> = states.iter().map(|it| state(*it, of)).collect();
    let state = match state.as_slice() {
        [one] => one.clone(),
        many => format!("not known ({})", plain::one_of(many)),
    };
    let between = &of["due"]["between"];
    let due = match of["due"].as_str() {
        // What has not arisen is due on no day.
        _ if states == [DutyState::NotArisen] => String::new(),
        Some("none") => String::new(),
        Some(_) => ", without a due day that can be had".to_owned(),
        None if between["from"] == between["to"] => format!(", due by {}", day(&between["to"])),
        None => format!(", due by a day from {} to {}", day(&between["from"]), day(&between["to"])),
    };
    let idle = states == [DutyState::NotArisen];
    let arose = if of["arose"].is_null() || idle {
        String::new()
    } else {
        format!(", arisen {}", day(&of["arose"]))
    };
    let about = of["about"].as_str().map_or_else(String::new, |it| format!(", about “{it}”"));
    let owed = plain::all_of(&labels(of, "owed_by"));
    let modality = text(of, "modality").replace('_', " ");
    let label = text(&of["duty"], "label");
    let mut out = vec![format!("{owed} {modality} {label}{arose}{about}: {state}{due}")];
    let because = arising(of, idle);
    let because =
        if because.is_empty() { String::new() } else { format!(": {}", because.join("; ")) };
    out.push(if idle {
        format!("    {} does not give rise to it here{because}", clause(of))
    } else {
        format!("    by {}{because}", clause(of))
    });
    let happened: Vec<String> = list(of, "happened").map(event).collect();
    if !happened.is_empty() {
        out.push(format!("    what happened: {}", plain::all_of(&happened)));
    }
    if !of["not_recorded"].is_null() {
        out.push(format!("    {}", none_recorded(&of["not_recorded"])));
    }
    for (name, is) in [("discharge", "discharged"), ("excuse", "excused")] {
        let condition = &of[name];
        if condition.is_null() {
            continue;
        }
        let because = texts(condition, "because").join("; ");
        out.push(match text(condition, "holds") {
            "yes" => format!("    {is}: {because}"),
            "no" => format!("    not {is}: {because}"),
            "open" => format!("    whether it is {is} is open: {because}"),
            _ => format!("    whether it is {is} has no answer: {because}"),
        });
    }
    out.extend(rests_on(of));
    let more = [
        ("other_events", "whether there were other events"),
        ("about_missing", "what the event was about"),
        ("by_missing", "who caused the event"),
        ("hour_missing", "at what hour it was (the hour is not stated)"),
    ];
    let more = more.iter().filter(|(name, _)| of[name] == true).map(|(_, it)| (*it).to_owned());
    out.extend(would_settle(of, more.collect()));
    if of["possibly_further"] == true {
        out.push("    there may be further instances that no recorded event shows".to_owned());
    }
    let breached = states.contains(&DutyState::Breached);
    if let (Some(then), true) = (of["upon_breach"].as_str(), breached) {
        out.push(format!("    upon breach: {then}"));
    }
    out
}

/// How a duty arose, or why it did not.
fn arising(of: &Value, idle: bool) -> Vec<String> {
    let mut because = Vec::new();
    match text(of, "arises") {
        "on_event" if of["arose_from"].is_null() => because.push(none_recorded(&of["arises_on"])),
        "on_event" => because.push(event(&of["arose_from"])),
        "on_issue" => because.push("on the issue of the policy".to_owned()),
        "ongoing" => because.push("on each day on which the clause is in force".to_owned()),
        "upon_breach" => {
            let firsts: Vec<String> =
                labels(of, "upon_breach_of").iter().map(|it| format!("“{it}”")).collect();
            let firsts = plain::one_of(&firsts);
            because.push(if !of["not_before"].is_null() {
                let on = day(&of["not_before"]);
                format!("it would arise upon the breach of {firsts}, on {on}")
            } else if idle && of["out_of_force"].is_null() {
                format!("it arises upon the breach of {firsts}, and there is none")
            } else {
                format!("upon the breach of {firsts}")
            });
        }
        _ => {}
    }
    if !of["opened_again"].is_null() {
        because.push(format!("again from {}", day(&of["opened_again"])));
    }
    if !of["out_of_force"].is_null() {
        because.push(format!("the clause is not in force on {}", day(&of["out_of_force"])));
    }
    because.extend(texts(of, "because"));
    because
}

fn event(of: &Value) -> String {
    let by = of["by"]["label"].as_str().map_or_else(String::new, |by| format!(", by {by}"));
    format!("{} ({}{by})", text(&of["kind"], "label"), day(&of["on"]))
}

fn none_recorded(kind: &Value) -> String {
    format!("no event of this kind is recorded: {}", text(kind, "label"))
}

/// What something rests on, as far as its reasons do not name it.
fn rests_on(of: &Value) -> Vec<String> {
    let presumed = texts(of, "presumes");
    let named = |it: &&Value| {
        it["kind"] == "presumption" && presumed.iter().any(|name| it["name"] == *name)
    };
    let rests = list(of, "rests_on").filter(|it| !named(it));
    rests.map(|it| format!("    {}", text(it, "text"))).collect()
}

/// A guarantee that the case breaks.
pub(super) fn broken(of: &Value) -> Vec<String> {
    let because = texts(of, "because").join("; ");
    let because = if because.is_empty() { because } else { format!(": {because}") };
    let mut out = vec![text(of, "label").to_owned(), format!("    by {}{because}", clause(of))];
    out.extend(list(of, "reads").map(|it| format!("    {}", text(it, "words"))));
    out.extend(rests_on(of));
    out
}

fn permission(policy: &Value, of: &Value) -> Vec<String> {
    let mut states = Vec::new();
    states.extend((of["may_be_held"] == true).then_some("held"));
    states.extend((of["may_not_be_held"] == true).then_some("not held"));
    states.extend(causes(of));
    let state = match states.as_slice() {
        [one] => (*one).to_owned(),
        many => format!("not known ({})", plain::one_of(many)),
    };
    let (held, label) = (plain::one_of(&labels(of, "held_by")), text(&of["permission"], "label"));
    let by = clause(of);
    if of["may_be_in_force"] == false {
        let what = if out_of_force(policy) { "the policy" } else { "the clause" };
        return vec![format!("{held} may {label}: {what} is not in force on that day ({by})")];
    }
    let because = texts(of, "because").join("; ");
    let because = if because.is_empty() { because } else { format!(": {because}") };
    let by = if state == "not held" {
        format!("{by} does not give it here")
    } else {
        format!("by {by}")
    };
    let mut out = vec![format!("{held} may {label}: {state}, {by}{because}")];
    out.extend(rests_on(of));
    out.extend(would_settle(of, Vec::new()));
    out
}
