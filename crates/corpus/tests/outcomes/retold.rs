//! The text of an outcome, printed from its JSON alone, is the text that the library prints, to the byte: so whoever has
//! only the JSON can print what a lawyer reads.
//!
//! Only the words for codes, days and lists are taken from the library; every statement comes from the data.

mod days;
mod instances;
mod people;
mod question;

use serde_json::Value;
use whereas::{Asked, Date, Decided, Decisions};
use whereas_value::Cause;
use whereas_words::grammar::english;
use whereas_words::plain;

use crate::{each_case, each_comparison, each_package};
use days::days;
use instances::{broken, instances};
use question::{Before, answers, finding, is_whole_set, whole_name};

#[test]
fn the_text_of_every_case_can_be_printed_from_its_json() {
    let retell = |name: &str, decided: &Decided<'_>| {
        let first = decided.outcome(Asked::default());
        let whole: Value = serde_json::from_str(&first.to_json()).expect("JSON");
        let first = first.policies.iter().flat_map(|it| &it.questions).next_back();
        let names: Vec<&str> = first.iter().map(|it| it.decision.name.as_str()).collect();
        let decisions = decided.decisions(&names).expect("a decision that is there");
        let all = Asked::default();
        for (asked, only_duties) in [
            (all, false),
            (Asked { trace: true, ..all }, false),
            (Asked { either_way: true, ..all }, false),
            (Asked { decisions: Some(&decisions), either_way: true, ..all }, false),
            (Asked { decisions: Some(&Decisions::none()), trace: true, ..all }, true),
        ] {
            let outcome =
                if only_duties { decided.duties_outcome() } else { decided.outcome(asked) };
            let json: Value = serde_json::from_str(&outcome.to_json()).expect("JSON");
            let retold = Retold { asked, only_duties, all: &json, whole: &whole };
            let text = if only_duties { decided.duties_text() } else { decided.text(asked) };
            assert_eq!(retold.text(), text, "{name}");
        }
    };
    let cases = each_case(retell);
    let beside = crate::beside::each("en", retell);
    assert!(cases > 50 && beside > 9, "{cases} cases");
}

#[test]
fn every_comparison_can_be_printed_from_its_json() {
    let cases = each_comparison(|name, compared| {
        let json = compared.comparison().to_json();
        let json: Value = serde_json::from_str(&json).expect("JSON");
        let retold =
            Retold { asked: Asked::default(), only_duties: false, all: &json, whole: &json };
        assert_eq!(retold.comparison(), compared.text(), "{name}");
    });
    assert!(cases > 50, "{cases} cases");
}

#[test]
fn the_days_in_force_can_be_printed_from_their_json() {
    each_package(|package, _| {
        let force = package.force(None, None);
        let json: Value = serde_json::from_str(&force.to_json()).expect("JSON");
        let policies: Vec<String> = list(&json, "policies").map(|it| days(it, &json)).collect();
        assert_eq!(policies.join("\n"), force.to_text());
    });
}

fn out_of_force(policy: &Value) -> bool {
    list(policy, "force").all(|it| it["status"] != "in_force")
}

/// An outcome as JSON, and what was asked for.
struct Retold<'a> {
    asked: Asked<'a>,
    only_duties: bool,
    all: &'a Value,
    /// The same, with nothing left out.
    whole: &'a Value,
}

fn list<'v>(of: &'v Value, name: &str) -> impl DoubleEndedIterator<Item = &'v Value> {
    of[name].as_array().unwrap_or_else(|| panic!("no list {name} in {of}")).iter()
}

fn text<'v>(of: &'v Value, name: &str) -> &'v str {
    of[name].as_str().unwrap_or_else(|| panic!("no text {name} in {of}"))
}

fn texts(of: &Value, name: &str) -> Vec<String> {
    list(of, name).map(|it| it.as_str().expect("a text").to_owned()).collect()
}

fn labels(of: &Value, name: &str) -> Vec<String> {
    list(of, name).map(|it| text(it, "label").to_owned()).collect()
}

fn day(of: &Value) -> String {
    plain::date(Date::parse(of.as_str().expect("a day")).expect("a day"))
}

/// The day whose law applies.
fn law(policy: &Value) -> String {
    let (from, to) = (&policy["governing"]["from"], &policy["governing"]["to"]);
    if from == to { day(from) } else { format!("{} to {}", day(from), day(to)) }
}

fn causes(of: &Value) -> Vec<&'static str> {
    let cause = |it: &Value| serde_json::from_value::<Cause>(it.clone()).expect("a cause").words();
    list(of, "causes").map(cause).collect()
}

/// `7 “Returning”`
fn clause(of: &Value) -> String {
    format!("{} “{}”", text(of, "clause"), text(of, "title"))
}

fn short(of: &Value, name: &str) -> String {
    text(of, name)[..12].to_owned()
}

fn section(out: &mut Vec<String>, title: &str, lines: Vec<String>) {
    if lines.is_empty() {
        return;
    }
    out.push(String::new());
    let indent = if title.is_empty() { "" } else { "  " };
    if !title.is_empty() {
        out.push(title.to_owned());
    }
    out.extend(lines.into_iter().map(|line| format!("{indent}{line}")));
}

/// How an open question is read.
fn reading(it: &Value) -> String {
    format!("“{}” is read as “{}”", text(&it["question"], "label"), text(&it["reading"], "label"))
}

/// Whether a policy or a clause is in force, in words.
fn force(of: &Value, several: bool) -> String {
    let state = match text(of, "status") {
        "in_force" => "in force".to_owned(),
        "not_yet" if of["day"].is_null() => "not in force".to_owned(),
        "not_yet" => format!("not yet in force (from {})", day(&of["day"])),
        "ended" => format!("no longer in force (since {})", day(&of["day"])),
        "suspended" => {
            let at = &of["clause"];
            format!("suspended: {} ({} “{}”)", text(of, "by"), text(at, "id"), text(at, "title"))
        }
        "replaced" => format!("replaced by “{}”", text(&of["replaced_by"], "label")),
        other => panic!("{other}"),
    };
    if !several {
        return state;
    }
    let from =
        if of["from"].is_null() { String::new() } else { format!(" from {}", day(&of["from"])) };
    let readings: Vec<String> = list(of, "readings").map(reading).collect();
    let when = if readings.is_empty() {
        String::new()
    } else {
        format!(" if {}", plain::all_of(&readings))
    };
    format!("{state}{from}{when}")
}

/// The notices, and how to contest.
fn said_with(policy: &Value) -> Vec<String> {
    // Of a policy that is not in force at all, that stands at the head.
    let idle = policy["force"].is_null() || out_of_force(policy);
    let clause = |it: &Value| match it["force"].as_str() {
        Some("not_in_force") if !idle => {
            format!("{}, which is not in force on that day", text(it, "clause"))
        }
        Some("open") if !idle => {
            format!("{}, which may not be in force on that day", text(it, "clause"))
        }
        _ => text(it, "clause").to_owned(),
    };
    let mut out: Vec<String> =
        list(policy, "notices").map(|it| english().notice(&clause(it), text(it, "text"))).collect();
    out.push(english().contest(policy["contest"].as_str()));
    out
}

impl Retold<'_> {
    fn text(&self) -> String {
        let chosen = self.asked.decisions.is_some() && !self.only_duties;
        let mut policies: Vec<&Value> = list(self.all, "policies").collect();
        let several = policies.len() > 1;
        if !self.only_duties {
            policies.sort_by_key(|it| (out_of_force(it), !self.decides(it)));
        }
        let mut parts = Vec::new();
        for policy in policies {
            let unasked = chosen && several && list(policy, "questions").next().is_none();
            if unasked && out_of_force(policy) {
                continue;
            }
            let idle = self.asked.decisions.is_none() && !self.asked.trace && several;
            let only_closing = unasked || idle && out_of_force(policy);
            let part = if only_closing { None } else { Some(chosen) };
            parts.push(self.policy(policy, &self.all["as_of"], part));
        }
        parts.join("\n")
    }

    /// Whether a policy decides something, by the outcome of which nothing is left out.
    fn decides(&self, policy: &Value) -> bool {
        list(self.whole, "policies")
            .filter(|it| it["policy"] == policy["policy"])
            .any(|it| list(it, "questions").next().is_some())
    }

    /// One policy: all of it, or that of some decisions; or only what is in every answer.
    fn policy(&self, policy: &Value, as_of: &Value, chosen: Option<bool>) -> String {
        let mut out = self.head(policy, as_of);
        match chosen {
            Some(chosen) => self.body(policy, as_of, chosen, &mut out),
            None => out.extend(self.closing(policy)),
        }
        let mut part: Vec<String> = out.iter().flat_map(|line| plain::wrapped(line)).collect();
        part.extend(chosen.map(|_| either_way(policy)).unwrap_or_default());
        part.join("\n") + "\n"
    }

    /// One case put to several policies.
    fn comparison(&self) -> String {
        let (mut summary, mut parts) = (Vec::new(), Vec::new());
        for compared in list(self.all, "policies") {
            let policy = &compared["outcome"];
            summary.push(String::new());
            summary.push(text(&policy["policy"], "label").to_owned());
            let chosen = match text(compared, "chosen") {
                "day_of_case" => "the day of the case",
                "last_day_in_force" => "the last day before the case on which it is in force",
                "first_day_in_force" => "the first day after the case on which it is in force",
                _ => "the day of the case; it is in force on no day",
            };
            summary.push(format!("  as of {}: {chosen}", day(&compared["as_of"])));
            summary.extend(answers(policy).iter().map(|it| format!("  {it}")));
            parts.push(self.policy(policy, &compared["as_of"], Some(true)));
        }
        let summary: Vec<String> = summary.iter().flat_map(|line| plain::wrapped(line)).collect();
        format!(
            "One case, of {}, put to each policy that decides something\n\
             Only a policy in force on that day answers the case; what the others say is what they would have said.\n\
             {}\n\n{}",
            day(&self.all["as_of"]),
            summary.join("\n"),
            parts.join("\n")
        )
    }

    fn head(&self, policy: &Value, as_of: &Value) -> Vec<String> {
        let all: Vec<&Value> = list(policy, "force").collect();
        let same = |it: &&&Value| {
            ["status", "day", "by", "clause", "replaced_by"]
                .iter()
                .all(|name| it[name] == all[0][name])
        };
        let several = !all.iter().all(|it| same(&it));
        let mut told: Vec<String> = Vec::new();
        for it in all.iter().map(|it| force(it, several)) {
            if !told.contains(&it) {
                told.push(it);
            }
        }
        let out_of_force = all.iter().any(|it| it["status"] != "in_force");
        let governing = &policy["governing"];
        let of_the_day = governing["from"] == *as_of && governing["to"] == *as_of;
        let by = if out_of_force && !of_the_day {
            format!(", by the law of {}", law(policy))
        } else {
            String::new()
        };
        let mut out = vec![
            text(&policy["policy"], "label").to_owned(),
            format!("as of {}{by}: {}", day(as_of), told.join("; ")),
        ];
        let beside = |name: &str| {
            let all: Vec<String> =
                labels(policy, name).iter().map(|it| format!("“{it}”")).collect();
            let (s, apply) = if all.len() == 1 { ("s", "applies") } else { ("", "apply") };
            (!all.is_empty()).then(|| (plain::all_of(&all), s, apply))
        };
        if let Some((all, s, _)) = beside("controlled_by") {
            out.push(format!("stands back behind {all}, which control{s}"));
        }
        if let Some((all, s, apply)) = beside("perhaps_controlled_by") {
            out.push(format!(
                "may stand back behind {all}, which control{s} if both apply to this case; whether {all} {apply} is open"
            ));
        }
        if let Some((all, _, apply)) = beside("also_applies") {
            out.push(format!(
                "{all} {apply} to this case as well; each is said to stand for its own scope"
            ));
        }
        out.extend(list(policy, "beside_rests_on").map(|it| format!("    {}", text(it, "text"))));
        out
    }

    fn body(&self, policy: &Value, as_of: &Value, chosen: bool, out: &mut Vec<String>) {
        if self.only_duties {
            if list(policy, "questions").next().is_some() {
                let asked = Asked { trace: false, ..self.asked };
                let retold = Retold { asked, ..*self };
                section(out, "", retold.decisions(policy, as_of));
            }
        } else {
            section(out, "", self.decisions(policy, as_of));
            section(out, "Findings", list(policy, "findings").flat_map(finding).collect());
        }
        if !chosen {
            let instances = instances(policy, self.asked.trace);
            section(out, "Duties and permissions", instances);
        }
        let broken = list(policy, "broken_guarantees").flat_map(broken);
        section(out, "This case breaks a guarantee of the policy", broken.collect());
        let mut people = self.people(policy, chosen);
        people.push(
            "whether to act: these answers classify; only a person's finding acts".to_owned(),
        );
        section(out, "What stays with people", people);
        section(out, "", self.closing(policy));
    }

    fn closing(&self, policy: &Value) -> Vec<String> {
        let mut out = said_with(policy);
        let law = law(policy);
        let engine = text(&self.all["engine"], "version");
        let (plan, case) = (short(policy, "plan"), short(policy, "case"));
        out.push(format!(
            "Stands on: the law of {law} · plan {plan} · engine {engine} · case {case}"
        ));
        out
    }

    fn decisions(&self, policy: &Value, as_of: &Value) -> Vec<String> {
        let mut out = Vec::new();
        let (mut shown, mut before) = (None, Before::of(as_of));
        for question in list(policy, "questions") {
            if is_whole_set(policy, question) {
                continue;
            }
            if question["of_value"].is_null() {
                out.extend(self.question(policy, question, &mut before));
            } else {
                let whole = (&question["decision"], &question["of_element"]);
                if shown != Some(whole) {
                    shown = Some(whole);
                    out.push(plain::capital(&whole_name(question)));
                }
                let lines = self.question(policy, question, &mut before);
                out.extend(lines.into_iter().map(|it| format!("  {it}")));
            }
        }
        for other in labels(policy, "possibly_others") {
            out.push(format!("{other}: possibly others that are not stated"));
        }
        out
    }
}

/// What would follow from each open judgement.
fn either_way(policy: &Value) -> Vec<String> {
    let mut out = Vec::new();
    for question in list(policy, "questions").filter(|it| !it["either_way"].is_null()) {
        if out.is_empty() {
            out.extend([
                "".to_owned(),
                "Either way (no finding: what would follow from one)".to_owned(),
            ]);
        }
        out.push(format!("  {}", question::name(question)));
        for branch in list(question, "either_way") {
            let found = |it: &Value| {
                format!("“{}” were found: {}", text(&it["judgement"], "label"), text(it, "words"))
            };
            let found: Vec<String> = list(branch, "if").map(found).collect();
            let then = text(&branch["then"], "words");
            out.push(format!("    if {}, then {then}", found.join(" and ")));
        }
    }
    out
}
