//! What stays with people.

use serde_json::Value;
use whereas_words::plain;

use super::question::makers;
use super::{Retold, list, text, texts};

impl Retold<'_> {
    /// The judgements, whose they are, and what is to be weighed.
    pub(super) fn people(&self, policy: &Value, chosen: bool) -> Vec<String> {
        let (mut out, mut idle, mut apart) = (Vec::new(), Vec::new(), Vec::new());
        let mut by: Vec<String> = Vec::new();
        for judgement in list(policy, "judgements") {
            let is = |it: &&Value| it["kind"] == "judgement" && it["name"] == judgement["name"];
            let others = ["duties", "permissions"].iter().filter(|_| !chosen);
            let from = std::iter::once(&"questions").chain(others).flat_map(|it| list(policy, it));
            let whose =
                format!("whether {}: for {} to judge", text(judgement, "label"), makers(judgement));
            if let Some(awaited) = from.flat_map(|it| list(it, "awaits")).find(is) {
                out.push(whose);
                out.extend(self.ledgers(awaited));
            } else if let Some(counted) = list(policy, "questions")
                .filter(|_| !self.only_duties)
                .chain(
                    ["duties", "permissions"]
                        .iter()
                        .filter(|_| !chosen)
                        .flat_map(|it| list(policy, it)),
                )
                .flat_map(|it| list(it, "counts_as_not_shown"))
                .find(is)
            {
                out.push(format!(
                    "{whose}; this counts as not shown here, and a sound finding may change the answer"
                ));
                out.extend(self.ledgers(counted));
            } else if !self.only_duties
                && !list(policy, "findings").any(|it| {
                    it["status"] == "used" && it["judgement"]["name"] == judgement["name"]
                })
            {
                if chosen || judgement["decides"] == true {
                    idle.push(format!("{whose}; nothing turns on it yet"));
                } else {
                    apart.push(format!("  {whose}"));
                    let maker = makers(judgement);
                    if !by.contains(&maker) {
                        by.push(maker);
                    }
                }
            }
        }
        if apart.len() > 3 && !self.asked.trace {
            let count = apart.len();
            let by = plain::all_of(&by);
            out.push(format!(
                "judged by people, whatever is decided here: {count} matters, by {by} (--trace names them)"
            ));
        } else if !apart.is_empty() {
            out.push("judged by people, whatever is decided here:".to_owned());
            out.append(&mut apart);
        }
        let here = if chosen { "this answer turns" } else { "this case turns yet" };
        let others = if out.is_empty() { "" } else { "other " };
        if self.asked.trace || idle.len() == 1 {
            out.append(&mut idle);
        } else if !idle.is_empty() {
            out.push(format!("{} {others}judgements, on none of which {here}", idle.len()));
        }
        out
    }

    fn ledgers(&self, awaited: &Value) -> Vec<String> {
        let mut out = Vec::new();
        let mut last = String::new();
        let (mut absent, mut not_shown) = (Vec::new(), Vec::new());
        for ledger in list(awaited, "ledgers") {
            for factor in list(ledger, "factors") {
                let Some(state) = factor["state"].as_str() else { continue };
                let label = text(factor, "label");
                let told = match state {
                    "absent" if !self.asked.trace => {
                        absent.push(label);
                        continue;
                    }
                    "not_shown" if !self.asked.trace => {
                        not_shown.push(label);
                        continue;
                    }
                    "present" => "present".to_owned(),
                    "absent" => "not present".to_owned(),
                    "not_shown" => "not shown".to_owned(),
                    "must_be_found" => "for a person to find".to_owned(),
                    "valueless" => "cannot be told".to_owned(),
                    _ => {
                        let mut tell = texts(factor, "would_tell");
                        tell.retain(|it| it.strip_prefix("whether ").unwrap_or(it) != label);
                        let start = "may be present";
                        if tell.is_empty() {
                            start.to_owned()
                        } else {
                            format!("{start}; would tell: {}", tell.join("; "))
                        }
                    }
                };
                let way = match text(factor, "direction") {
                    "either_way" => "either way".to_owned(),
                    way => format!("for {}", text(ledger, way)),
                };
                if way != last {
                    out.push(format!("  weighs {way}:"));
                    last = way;
                }
                out.push(format!("    {label} ({told})"));
            }
        }
        let mut counts = Vec::new();
        for (mut labels, what) in [(absent, "not present"), (not_shown, "looked for and not shown")]
        {
            labels.dedup();
            if !labels.is_empty() {
                counts.push(format!("{} {what}", labels.len()));
            }
        }
        if !counts.is_empty() {
            out.push(format!("  of the other factors: {} (--trace names them)", counts.join(", ")));
        }
        out
    }
}
