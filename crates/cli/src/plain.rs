//! An outcome in plain lines.

use std::fmt::Write as _;

use serde_json::Value;
use whereas::outcome::{DueDay, ForceOutcome, Named, PolicyOutcome, QuestionOutcome};
use whereas::{Outcome, Status};

/// The lines of an outcome; with what became of every rule where that is asked for.
pub(crate) fn outcome(outcome: &Outcome, trace: bool) -> String {
    let mut out = String::new();
    for (index, policy) in outcome.policies.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        self::policy(&mut out, outcome, policy, trace);
    }
    out
}

fn policy(out: &mut String, whole: &Outcome, policy: &PolicyOutcome, trace: bool) {
    let _ = writeln!(out, "{}", policy.policy.label);
    let force: Vec<String> = policy.force.iter().map(force).collect();
    let _ = writeln!(out, "As of {}: {}.", whole.as_of, force.join("; "));
    if !policy.controlled_by.is_empty() {
        let _ = writeln!(out, "Stands back behind {}.", policy.controlled_by.join(", "));
    }
    let mut last = "";
    for question in &policy.questions {
        // The whole of a set says what its values have said.
        let has_values = policy
            .questions
            .iter()
            .any(|it| it.decision == question.decision && it.of_value.is_some());
        if has_values && question.of_value.is_none() {
            continue;
        }
        if question.decision.name != last {
            let _ = writeln!(out, "\n{}", capital(&question.decision.label));
            last = &question.decision.name;
        }
        answer(out, question, trace);
    }
    rest(out, policy);
    let short = |hash: &str| hash.chars().take(12).collect::<String>();
    let engine = &whole.engine;
    let hashes = format!("plan {}, case {}", short(&policy.plan), short(&policy.case));
    let _ = writeln!(out, "{hashes}, {} {}", engine.name, engine.version);
}

fn answer(out: &mut String, question: &QuestionOutcome, trace: bool) {
    let subject = match (&question.of_value, question.of_element) {
        (Some(value), _) => format!("{}: ", value.label),
        (None, Some(element)) => format!("element {element}: "),
        (None, None) => String::new(),
    };
    let mut line = format!("  {subject}{}", value(question));
    let prevailed: Vec<String> = question
        .trace
        .iter()
        .filter(|it| it.standing == "prevails")
        .map(|it| format!("{} \"{}\"", it.clause, it.title))
        .collect();
    if !prevailed.is_empty() {
        let _ = write!(line, ", by {}", prevailed.join(" and "));
    }
    let _ = writeln!(out, "{line}");
    if !question.missing.is_empty() {
        let facts: Vec<String> = question
            .missing
            .iter()
            .map(|it| {
                if it.others {
                    format!("whether {} are complete", it.label)
                } else {
                    it.label.clone()
                }
            })
            .collect();
        let _ = writeln!(out, "    would decide: {}", facts.join("; "));
    }
    for awaited in &question.awaits {
        let by: Vec<&str> = awaited.by.iter().map(|it| it.label.as_str()).collect();
        let _ = writeln!(
            out,
            "    for {} to find: {} ({})",
            by.join(" or "),
            awaited.label,
            awaited.clause
        );
    }
    for open in &question.questions {
        let _ = writeln!(out, "    open question: {} ({})", open.label, open.clause);
    }
    for rest in &question.rests_on {
        let _ = writeln!(out, "    rests on a {}: {}", rest.kind, rest.label);
    }
    if trace {
        for line in &question.trace {
            let by = if line.by.is_empty() {
                String::new()
            } else {
                format!(" by {}", line.by.join(", "))
            };
            let causes = if line.causes.is_empty() {
                String::new()
            } else {
                format!(": {}", line.causes.join(", "))
            };
            let standing = line.standing.replace('_', " ");
            let _ =
                writeln!(out, "      {} \"{}\": {standing}{by}{causes}", line.clause, line.title);
        }
    }
}

/// The value, or the status and what is possible.
fn value(question: &QuestionOutcome) -> String {
    if let (Status::Decided, Some(value)) = (question.status, &question.value) {
        return words(value);
    }
    let mut possible = match &question.possible.values {
        Value::Array(values) => values.iter().map(words).collect(),
        other => vec![words(other)],
    };
    possible.extend(question.possible.causes.iter().map(|cause| cause.replace('_', " ")));
    if possible.len() < 2 && matches!(question.possible.values, Value::Array(_)) {
        return question.status.words().to_owned();
    }
    format!("{} ({})", question.status.words(), possible.join(" or "))
}

fn words(value: &Value) -> String {
    match value {
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(values) if values.is_empty() => "none".to_owned(),
        Value::Array(values) => values.iter().map(words).collect::<Vec<_>>().join(", "),
        Value::Object(map) => match (map.get("amount"), map.get("currency"), map.get("between")) {
            (Some(amount), Some(currency), _) => {
                let per =
                    map.get("per").map_or_else(String::new, |per| format!(" a {}", words(per)));
                format!("{} {}{per}", words(amount), words(currency))
            }
            (_, _, Some(Value::Array(ends))) => {
                let ends: Vec<String> = ends
                    .iter()
                    .map(|end| if end.is_null() { "any".to_owned() } else { words(end) })
                    .collect();
                format!("between {}", ends.join(" and "))
            }
            _ => {
                let part = |name: &str| map.get(name).map_or_else(String::new, words);
                format!("surely {}; perhaps {}", part("surely"), part("perhaps"))
            }
        },
        Value::Null => "nothing".to_owned(),
        Value::Number(number) => number.to_string(),
    }
}

fn force(force: &ForceOutcome) -> String {
    let day = force.day.map_or_else(String::new, |day| day.to_string());
    let by = force.by.clone().unwrap_or_default();
    let words = match force.status {
        "in_force" => "in force".to_owned(),
        "not_yet" => format!("not in force before {day}"),
        "ended" => format!("no longer in force since {day}"),
        "suspended" => {
            let clause = force.clause.clone().unwrap_or_default();
            format!("suspended: {by} ({clause})")
        }
        "replaced" => format!("replaced by {by}"),
        other => other.to_owned(),
    };
    let readings: Vec<String> =
        force.readings.iter().map(|it| format!("if {} is {}", it.question, it.reading)).collect();
    if readings.is_empty() { words } else { format!("{words}, {}", readings.join(" and ")) }
}

fn rest(out: &mut String, policy: &PolicyOutcome) {
    if !policy.findings.is_empty() {
        out.push_str("\nFindings\n");
    }
    for finding in &policy.findings {
        let defects: Vec<String> = finding
            .defects
            .iter()
            .map(|it| {
                let about = it.about.as_ref().map_or_else(String::new, |about| format!(" {about}"));
                format!("{}{about} ({})", it.kind.replace('_', " "), it.clause)
            })
            .collect();
        let status = finding.status.replace('_', " ");
        let why =
            if defects.is_empty() { String::new() } else { format!(": {}", defects.join("; ")) };
        let _ = writeln!(out, "  {}: {status}{why}", finding.judgement.label);
    }
    if !policy.duties.is_empty() || !policy.permissions.is_empty() {
        out.push_str("\nDuties\n");
    }
    for duty in &policy.duties {
        let states: Vec<&str> = duty.states.iter().map(|state| state.words()).collect();
        let due = match duty.due {
            DueDay::None => String::new(),
            DueDay::Between(days) if days.from == days.to => format!(", due {}", days.to),
            DueDay::Between(days) => format!(", due between {} and {}", days.from, days.to),
            DueDay::Valueless => ", due on a day that cannot be had".to_owned(),
        };
        let about = duty.about.as_ref().map_or_else(String::new, |about| format!(" ({about})"));
        let who = labels(&duty.owed_by);
        let line = format!("{who} {} {}{about}", duty.modality, duty.duty.label);
        let _ = writeln!(out, "  {line}: {}{due} ({})", states.join(" or "), duty.clause);
    }
    for permission in &policy.permissions {
        let status = permission.status.replace('_', " ");
        let who = labels(&permission.held_by);
        let _ = writeln!(
            out,
            "  {who} may {}: {status} ({})",
            permission.permission.label, permission.clause
        );
    }
    for broken in &policy.broken_guarantees {
        let _ = writeln!(out, "\nBroken guarantee: {broken}");
    }
    out.push('\n');
    for notice in &policy.notices {
        let _ = writeln!(out, "Notice ({}): {}", notice.clause, notice.text);
    }
    match &policy.contest {
        Some(contest) => {
            let _ = writeln!(out, "To contest: {contest}");
        }
        None => out.push_str("To contest: the policy does not say how.\n"),
    }
}

fn labels(names: &[Named]) -> String {
    names.iter().map(|it| it.label.as_str()).collect::<Vec<_>>().join(" and ")
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
