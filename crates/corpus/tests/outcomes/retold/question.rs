//! Questions, rules, and findings.

use serde_json::Value;
use whereas_value::Status;
use whereas_words::plain;

use super::{Retold, causes, clause, day, force, labels, law, list, reading, text, texts};

impl Retold<'_> {
    pub(super) fn question<'v>(
        &self,
        policy: &'v Value,
        question: &'v Value,
        before: &mut Before<'v>,
    ) -> Vec<String> {
        let status = status(question);
        let mut out = vec![format!("{}: {}", name(question), head(question, status))];
        let because = if status == Status::OutOfScope {
            let because = texts(policy, "scope_because").join("; ");
            let first = !std::mem::replace(&mut before.scope, true);
            let because = (first && !because.is_empty()).then(|| format!("because {because}"));
            because.into_iter().collect()
        } else {
            self.because(policy, question, status, before)
        };
        out.extend(because.into_iter().map(|it| format!("    {it}")));
        out
    }

    fn because<'v>(
        &self,
        policy: &Value,
        question: &'v Value,
        status: Status,
        before: &mut Before<'v>,
    ) -> Vec<String> {
        let mut out = Vec::new();
        let as_of = before.as_of;
        let governing = &policy["governing"];
        let of_the_day = governing["from"] == *as_of && governing["to"] == *as_of;
        for it in list(question, "not_in_force") {
            let several = list(it, "force").count() > 1;
            let told: Vec<String> = list(it, "force").map(|it| force(it, several)).collect();
            let law =
                if of_the_day { String::new() } else { format!(", by the law of {}", law(policy)) };
            out.push(format!("{}{law}: {}", clause(it), told.join("; ")));
        }
        let mut said: Vec<String> = Vec::new();
        let apart = list(question, "under").next().is_some();
        if !apart {
            out.extend(self.rules(question, question, status, before, &mut said));
        }
        for part in list(question, "under") {
            let when: Vec<String> = list(part, "when").map(when).collect();
            out.push(format!("if {}:", plain::one_of(&when)));
            let lines = self.rules(question, part, status, before, &mut said);
            out.extend(lines.iter().map(|line| format!("    {line}")));
        }
        for rest in list(question, "rests_on") {
            if rest["kind"] == "burden" || !said.iter().any(|it| it == text(rest, "name")) {
                out.push(text(rest, "text").to_owned());
            }
        }
        for (place, missing) in list(question, "missing").enumerate() {
            let start = if place == 0 { "would decide" } else { "          and" };
            let stated = missing["stated"]
                .as_str()
                .map_or_else(String::new, |it| format!(" (stated: {it})"));
            let alone = if missing["alone_decides"] == true { ", which alone decides" } else { "" };
            out.push(format!("{start}: {}{stated}{alone}", text(missing, "label")));
        }
        for open in list(question, "questions") {
            let readings: Vec<String> =
                labels(open, "readings").iter().map(|it| format!("“{it}”")).collect();
            let (at, label) = (text(open, "clause"), text(open, "label"));
            out.push(format!("the text leaves open ({at}): {label} {}", plain::one_of(&readings)));
        }
        for it in list(question, "awaits") {
            let label = text(it, "label");
            out.push(if it["kind"] == "judgement" {
                format!("for {} to judge: whether {label}", makers(it))
            } else {
                let by = plain::one_of(&labels(it, "by"));
                format!("for {by} to find whether this factor is present: {label}")
            });
        }
        out
    }

    /// What became of the rules of a question, or of a part of it.
    fn rules<'v>(
        &self,
        question: &'v Value,
        of: &'v Value,
        status: Status,
        before: &mut Before<'v>,
        said: &mut Vec<String>,
    ) -> Vec<String> {
        let trace = self.asked.trace;
        let apart = list(question, "under").next().is_some();
        let mut out = Vec::new();
        let valueless = list(&question["possible"], "causes").next().is_some();
        for wait in list(of, "prerequisites") {
            let settled = ["met", "switched_off"].contains(&text(wait, "status"));
            if trace || valueless && !settled {
                out.push(waiting(question, wait, before));
            }
        }
        let prevails = list(of, "trace").any(|it| it["standing"] == "prevails");
        let decided = status == Status::Decided;
        let matters = |row: &&Value| match text(row, "standing") {
            "open" | "valueless" => !decided || !prevails,
            "not_applicable" => (apart || decided || status == Status::Undetermined) && !prevails,
            _ => true,
        };
        let unsaid =
            |it: &Value| ["not_applicable", "switched_off"].contains(&text(it, "standing"));
        let none = list(of, "trace").all(unsaid);
        let some = list(of, "trace").next().is_some();
        if apart && !some {
            out.push("no clause that decides it is in force".to_owned());
        } else if decided && !prevails && some {
            let value = text(&question["possible"], "words");
            let why = if none {
                "no clause that speaks of it applies; where none does,"
            } else {
                "whichever of these clauses apply,"
            };
            out.push(format!("{why} it is {value}"));
        } else if none && (apart || status == Status::Fault) {
            out.push("no clause that speaks of it applies".to_owned());
        }
        if !of["otherwise"].is_null() {
            out.extend(worked(&of["otherwise"], ""));
            said.extend(texts(&of["otherwise"], "presumes"));
        }
        let rules: Vec<&Value> = list(of, "trace").filter(|it| trace || matters(it)).collect();
        let idle = rules.iter().all(|it| it["standing"] == "not_applicable");
        let shown = if idle && !trace { rules.len().min(3) } else { rules.len() };
        let told_apart =
            |it: &Value| it["standing"] == "switched_off" && list(it, "switches").next().is_some();
        for row in &rules[..shown] {
            out.extend((!told_apart(row)).then(|| rule(row)));
            out.extend(worked(row, "    "));
        }
        out.extend(switches(&rules));
        if rules.len() > shown {
            let more = rules.len() - shown;
            out.push(format!("and {more} more clauses that do not apply (--trace shows them)"));
        }
        let told = rules[..shown].iter().filter(|it| it["standing"] != "switched_off");
        said.extend(told.flat_map(|it| texts(it, "presumes")));
        out
    }
}

/// How a value came about, and the step at which it has no result.
fn worked(of: &Value, indent: &str) -> Vec<String> {
    let mut out: Vec<String> =
        texts(of, "worked_out").iter().map(|line| format!("    {line}")).collect();
    let fault = &of["at_fault"];
    if !fault.is_null() {
        let step = text(fault, "step");
        out.push(match text(fault, "why") {
            "division_by_zero" => format!("{indent}no result: {step} is a division by zero"),
            "no_such_day" => format!("{indent}no result: there is no such day as {step}"),
            "too_long" => format!("{indent}no result: {step} is more than can be computed"),
            _ => format!("{indent}no result: {step} has none"),
        });
    }
    out
}

/// Under which readings, and by the law of which days.
fn when(of: &Value) -> String {
    let mut parts: Vec<String> = list(of, "readings").map(reading).collect();
    let days = &of["days"];
    if !days.is_null() {
        let (from, to) = (&days["from"], &days["to"]);
        let days = if from == to { day(from) } else { format!("{} to {}", day(from), day(to)) };
        parts.push(format!("the law is that of {days}"));
    }
    plain::all_of(&parts)
}

/// Whether a question is that of a whole set, of which each value has its own.
pub(super) fn is_whole_set(policy: &Value, question: &Value) -> bool {
    let is_value = |it: &Value| it["decision"] == question["decision"] && !it["of_value"].is_null();
    question["of_value"].is_null() && list(policy, "questions").any(is_value)
}

/// Every answer on a line.
pub(super) fn answers(policy: &Value) -> Vec<String> {
    let told = list(policy, "questions").filter(|it| !is_whole_set(policy, it));
    told.map(|question| {
        let apart = list(question, "under").next().is_some();
        let once = list(question, "trace").filter(|_| !apart);
        let lines = once.chain(list(question, "under").flat_map(|it| list(it, "trace")));
        let mut clauses: Vec<&str> = Vec::new();
        for line in lines.filter(|it| it["standing"] == "prevails") {
            let named = row_or_clause(line);
            if !clauses.contains(&named) {
                clauses.push(named);
            }
        }
        let by = if apart { plain::one_of(&clauses) } else { plain::all_of(&clauses) };
        let by = if by.is_empty() { by } else { format!(", by {by}") };
        let of_value = question["of_value"]["label"].as_str();
        let value = of_value.map_or_else(String::new, |it| format!(": {it}"));
        format!("{}{value}: {}{by}", whole_name(question), head(question, status(question)))
    })
    .collect()
}

fn status(question: &Value) -> Status {
    serde_json::from_value(question["status"].clone()).expect("a status")
}

/// The answer, in a few words.
fn head(question: &Value, status: Status) -> String {
    let possible = text(&question["possible"], "words");
    match status {
        Status::Decided => possible.to_owned(),
        Status::Unknown => format!("not known ({possible})"),
        Status::AwaitingJudgement => format!("for a person to judge ({possible})"),
        Status::DependsOnQuestion => {
            format!("depends on how an open question is read ({possible})")
        }
        Status::NotReady => "not ready: it may not be decided yet".to_owned(),
        Status::Conflict => {
            "in conflict: rules that apply disagree, and nothing says which prevails".to_owned()
        }
        Status::Undetermined => "undetermined: nothing in the text gives an answer".to_owned(),
        Status::NotInForce => "not in force on that day".to_owned(),
        Status::OutOfScope => "out of scope: the policy does not apply to this case".to_owned(),
        Status::Fault => "a fault: the arithmetic has no result".to_owned(),
    }
}

/// What was told already.
pub(super) struct Before<'v> {
    waits: Vec<&'v Value>,
    scope: bool,
    as_of: &'v Value,
}

impl<'v> Before<'v> {
    /// Nothing yet, of a case as of a day.
    pub(super) const fn of(as_of: &'v Value) -> Self {
        Self { waits: Vec::new(), scope: false, as_of }
    }
}

pub(super) fn name(question: &Value) -> String {
    question["of_value"]["label"].as_str().map_or_else(|| whole_name(question), ToOwned::to_owned)
}

pub(super) fn whole_name(question: &Value) -> String {
    let number =
        question["of_element"].as_u64().map_or_else(String::new, |it| format!(", number {it}"));
    format!("{}{number}", text(&question["decision"], "label"))
}

pub(super) fn makers(of: &Value) -> String {
    let mut by: Vec<String> = Vec::new();
    for label in labels(of, "by") {
        if !by.contains(&label) {
            by.push(label);
        }
    }
    if by.is_empty() { "a person".to_owned() } else { plain::one_of(&by) }
}

/// The id of a row of a table, else that of the clause.
fn row_or_clause(row: &Value) -> &str {
    row["row"].as_str().unwrap_or_else(|| text(row, "clause"))
}

/// A rule by its clause, and by its row where it is one of a table.
fn rule_name(row: &Value) -> String {
    row["row"].as_str().map_or_else(|| clause(row), |id| format!("{id} “{}”", text(row, "title")))
}

pub(super) fn rule(row: &Value) -> String {
    let (at, by) = (rule_name(row), texts(row, "by"));
    let many = |one: &'static str, many: &'static str| if by.len() > 1 { many } else { one };
    let waits = row["causes"] == serde_json::json!(["not_ready"]);
    let head = match text(row, "standing") {
        "prevails" => match (row["adds"].as_str(), row["gives"].as_str()) {
            (Some(adds), _) => format!("{at} adds {adds}"),
            (None, Some(gives)) => format!("by {at}, which gives {gives}"),
            (None, None) => format!("by {at}"),
        },
        "overridden" if by == [text(row, "clause")] => {
            format!("an earlier row prevails over {at}")
        }
        "overridden" => {
            format!("{} {} {at}", plain::all_of(&by), many("prevails over", "prevail over"))
        }
        "switched_off" => {
            format!("{} {} {at}", plain::all_of(&by), many("switches off", "switch off"))
        }
        "not_applicable" => format!("{at} does not apply"),
        "open" => match (row["adds"].as_str(), row["gives"].as_str()) {
            (Some(adds), _) => format!("{at} may apply, and would add {adds}"),
            (None, Some(gives)) => format!("{at} may apply, and would give {gives}"),
            (None, None) => format!("{at} may apply"),
        },
        _ if waits => format!("{at} has to wait"),
        _ => format!("whether {at} applies has no answer ({})", plain::one_of(&causes(row))),
    };
    let because = texts(row, "because").join("; ");
    match text(row, "standing") {
        "switched_off" => head,
        _ if waits || because.is_empty() => head,
        "overridden" => format!("{head}, which would apply: {because}"),
        _ => format!("{head}: {because}"),
    }
}

/// What switches clauses off, or may.
fn switches(rules: &[&Value]) -> Vec<String> {
    let mut all: Vec<(&Value, Vec<&Value>)> = Vec::new();
    for row in rules.iter().copied() {
        for switch in list(row, "switches") {
            match all.iter_mut().find(|(other, _)| *other == switch) {
                Some((_, off)) if off.iter().any(|it| it["clause"] == row["clause"]) => {}
                Some((_, off)) => off.push(row),
                None => all.push((switch, vec![row])),
            }
        }
    }
    let line = |(switch, off): (&Value, Vec<&Value>)| {
        let off = match off.as_slice() {
            [one] => clause(one),
            many => plain::all_of(&many.iter().map(|it| text(it, "clause")).collect::<Vec<_>>()),
        };
        let verb = if switch["surely"] == true { "switches off" } else { "may switch off" };
        let because = texts(switch, "because").join("; ");
        let because = if because.is_empty() { because } else { format!(": {because}") };
        format!("{} {verb} {off}{because}", clause(switch))
    };
    all.into_iter().map(line).collect()
}

pub(super) fn waiting<'v>(question: &Value, wait: &'v Value, before: &mut Before<'v>) -> String {
    let met = match text(wait, "status") {
        "met" => "and is".to_owned(),
        "not_met" => "and is not".to_owned(),
        "open" => "and it is not known whether it is".to_owned(),
        "valueless" => {
            format!("and whether it is has no answer ({})", plain::one_of(&causes(wait)))
        }
        _ => format!("but is switched off by {}", plain::all_of(&texts(wait, "by"))),
    };
    let label = text(wait, "label");
    let back = match text(wait, "holds_back") {
        "decision" if wait["name"] == question["decision"]["name"] => "deciding".to_owned(),
        "decision" => format!("deciding “{label}”"),
        "value" => format!("including “{label}”"),
        _ => format!("judging whether {label}"),
    };
    let key = ["holds_back", "name", "clause", "status", "by", "causes"];
    let seen = before.waits.iter().any(|it| key.iter().all(|name| it[name] == wait[name]));
    before.waits.push(wait);
    let head = format!("before {back}, {} has to be met, {met}", clause(wait));
    let because = texts(wait, "because").join("; ");
    match (because.is_empty(), seen) {
        (true, _) => head,
        (false, false) => format!("{head}: {because}"),
        (false, true) => format!("{head} (see above)"),
    }
}

pub(super) fn finding(of: &Value) -> Vec<String> {
    let taken = match text(of, "status") {
        "used" => "used",
        "defective" => "defective, and not used",
        "not_yet_usable" => "not yet usable",
        "draft" => "a draft, and not used",
        _ => "not asked for: its clause is not in force, is switched off, or is not ready",
    };
    let words = of["words"].as_str().map_or_else(String::new, |it| format!("{it} "));
    let by = of["by"]["label"].as_str().unwrap_or("nobody named");
    let on = if of["on"].is_null() { String::new() } else { format!(" on {}", day(&of["on"])) };
    let label = text(&of["judgement"], "label");
    let mut out = vec![format!("whether {label}: found {words}by {by}{on}: {taken}")];
    if !text(of, "reasons").is_empty() {
        out.push(format!("    its reasons: “{}”", text(of, "reasons")));
    }
    let weighed = |present: bool| -> Vec<String> {
        let these = list(of, "weighed").filter(|it| it["present"] == present);
        these.map(|it| text(&it["factor"], "label").to_owned()).collect()
    };
    let words = |field: &str| -> Vec<String> {
        list(of, field).filter_map(|it| it.as_str().map(str::to_owned)).collect()
    };
    for (says, things) in [
        ("it weighed as present", weighed(true)),
        ("it weighed as not shown", weighed(false)),
        ("it also weighed", words("also_weighed")),
        ("it rests on", words("rests_on")),
    ] {
        if !things.is_empty() {
            out.push(format!("    {says}: {}", things.join("; ")));
        }
    }
    out.extend(
        list(of, "defects").map(|it| format!("    {}, by {}", text(it, "text"), clause(it))),
    );
    for factor in labels(of, "may_be_present") {
        out.push(format!("    it left out a factor that may yet be present: {factor}"));
    }
    out
}
