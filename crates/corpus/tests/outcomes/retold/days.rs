//! On which days a policy is in force.

use serde_json::Value;
use whereas_words::plain;

use super::{clause, day, force, list, said_with, short, text};

/// The days on which a policy is in force.
pub(super) fn days(policy: &Value, all: &Value) -> String {
    let mut out =
        vec![format!("{} ({})", text(&policy["policy"], "label"), text(&policy["policy"], "name"))];
    let stretches = |of: &Value, indent: &str, out: &mut Vec<String>| {
        for stretch in list(of, "days") {
            let when = match (stretch["from"].is_null(), stretch["to"].is_null()) {
                (true, true) => "on every day".to_owned(),
                (true, false) => format!("until {}", day(&stretch["to"])),
                (false, true) => format!("from {}", day(&stretch["from"])),
                _ if stretch["from"] == stretch["to"] => format!("on {}", day(&stretch["from"])),
                _ => format!("{} to {}", day(&stretch["from"]), day(&stretch["to"])),
            };
            let contested = stretch["contested"] == true;
            let mut words: Vec<String> =
                list(stretch, "force").map(|it| force(it, contested)).collect();
            if contested {
                out.push(format!("{indent}{when}: contested"));
                out.extend(words.iter().map(|it| format!("{indent}    {it}")));
            } else {
                out.push(format!("{indent}{when}: {}", words.remove(0)));
            }
        }
    };
    stretches(policy, "  ", &mut out);
    for of in list(policy, "clauses") {
        out.push(format!("  clause {}", clause(of)));
        stretches(of, "    ", &mut out);
    }
    out.extend(said_with(policy).iter().flat_map(|line| plain::wrapped(line)));
    let engine = text(&all["engine"], "version");
    out.push(format!("Stands on: plan {} · engine {engine}", short(policy, "plan")));
    out.join("\n") + "\n"
}
