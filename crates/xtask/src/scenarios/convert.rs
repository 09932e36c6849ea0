//! The case that a scenario makes, read key by key.
//!
//! A key that is left out means *not so*; `null` means that it is not known; `X_range` is a range of X. Invariant: a
//! key, or a word, that [`KEYS`] does not know is an error.

use serde_json::{Map, Value, json};

use super::keys::{EXTENT, GROUNDS, KEYS, OTHER_EVIDENCE, PROTECTED, Read, SECURITY, SIGNIFICANT};
use super::row::Scenario;

/// The case of a scenario, as a case file says it.
///
/// # Errors
/// Where a key or a word is not known.
pub fn case(scenario: &Scenario) -> Result<Value, String> {
    let mut made = Made { scenario, facts: Map::new(), events: Vec::new(), day: String::new() };
    for key in scenario.facts.keys() {
        if !KEYS.iter().any(|(name, _)| name == key) {
            return Err(format!("{}: the form has no key `{key}`", scenario.id));
        }
    }
    made.day = made.text("decision_date")?.ok_or_else(|| made.wrong("decision_date"))?.to_owned();
    for (key, reads) in KEYS {
        for read in *reads {
            made.read(key, read)?;
        }
    }
    let findings = made.draft()?;
    Ok(json!({
        "as_of": made.day,
        "facts": made.facts,
        "findings": findings,
        "events": made.events,
        "events_complete": true,
    }))
}

struct Made<'a> {
    scenario: &'a Scenario,
    facts: Map<String, Value>,
    events: Vec<Value>,
    day: String,
}

/// Not known.
fn unknown() -> Value {
    json!({ "unknown": "asked" })
}

impl Made<'_> {
    fn get(&self, key: &str) -> Option<&Value> {
        self.scenario.facts.get(key)
    }

    fn wrong(&self, key: &str) -> String {
        let value = self.get(key).map_or_else(|| "nothing".to_owned(), Value::to_string);
        format!("{}: `{key}` may not be {value}", self.scenario.id)
    }

    /// A text; none where the key is left out or not known.
    fn text(&self, key: &str) -> Result<Option<&str>, String> {
        match self.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => value.as_str().map(Some).ok_or_else(|| self.wrong(key)),
        }
    }

    /// The words of a list, or the one word.
    fn words(&self, key: &str) -> Result<Vec<&str>, String> {
        match self.get(key) {
            None | Some(Value::Null) => Ok(Vec::new()),
            Some(Value::String(word)) => Ok(vec![word]),
            Some(Value::Array(items)) => {
                items.iter().map(|item| item.as_str().ok_or_else(|| self.wrong(key))).collect()
            }
            Some(_) => Err(self.wrong(key)),
        }
    }

    /// Whether anything is there; none: not known.
    fn there(&self, key: &str) -> Option<bool> {
        match self.get(key) {
            None => Some(false),
            Some(Value::Null) => None,
            Some(Value::Bool(said)) => Some(*said),
            Some(Value::Array(items)) => Some(!items.is_empty()),
            Some(Value::String(word)) => Some(word != "none"),
            Some(Value::Number(_) | Value::Object(_)) => Some(true),
        }
    }

    fn one_of(&self, key: &str, word: &str, words: &[(&str, &str)]) -> Result<String, String> {
        let known = words.iter().find(|(there, _)| *there == word);
        known.map(|(_, here)| (*here).to_owned()).ok_or_else(|| self.wrong(key))
    }

    fn set(&mut self, fact: &str, value: Value) {
        self.facts.insert(fact.to_owned(), value);
    }

    /// A fact that several keys speak of: one yes is yes, else what is not known is not known.
    fn raise(&mut self, fact: &str, raised: Option<bool>) {
        let before = self.facts.get(fact).cloned();
        let value = match (before, raised) {
            (Some(Value::Bool(true)), _) | (_, Some(true)) => json!(true),
            (Some(Value::Object(_)), _) | (_, None) => unknown(),
            (_, Some(false)) => json!(false),
        };
        self.set(fact, value);
    }

    fn read(&mut self, key: &str, read: &Read) -> Result<(), String> {
        match read {
            Read::Day | Read::Nothing | Read::NotStated(_) | Read::Weighed | Read::Rested => {}
            Read::Truth(fact) => match self.get(key) {
                None => self.set(fact, json!(false)),
                Some(Value::Null) => self.set(fact, unknown()),
                Some(Value::Bool(said)) => self.set(fact, json!(*said)),
                Some(_) => return Err(self.wrong(key)),
            },
            Read::Some(fact) | Read::Raises(fact) => self.raise(fact, self.there(key)),
            Read::Stated(fact) => self.raise(fact, Some(self.get(key).is_some())),
            Read::Word(fact, absent, words) => {
                if let Some(Value::Null) = self.get(key) {
                    self.set(fact, unknown());
                    return Ok(());
                }
                let mut here = absent.map(str::to_owned);
                for word in self.words(key)? {
                    let found = self.one_of(key, word, words)?;
                    // Of several words the one that differs from what is so without any.
                    if here.as_deref() == *absent {
                        here = Some(found);
                    }
                }
                if let Some(here) = here.filter(|here| !here.is_empty()) {
                    let value = match here.as_str() {
                        "yes" => json!(true),
                        "no" => json!(false),
                        _ => json!(here),
                    };
                    self.set(fact, value);
                }
            }
            Read::WordOr(fact, words, other) => {
                if let Some(word) = self.text(key)? {
                    let here = self.one_of(key, word, words).unwrap_or((*other).to_owned());
                    self.set(fact, json!(here));
                }
            }
            Read::Date(fact) => {
                let range = self.get(&format!("{key}_range")).and_then(Value::as_array).cloned();
                match (self.text(key)?, range) {
                    (Some(day), _) => {
                        let day = day.to_owned();
                        self.set(fact, json!(day));
                    }
                    (None, Some(range)) => self.set(fact, json!({ "between": range })),
                    (None, None) if self.get(key).is_none() => {}
                    (None, None) => self.set(fact, unknown()),
                }
            }
            Read::Set(fact, words) => {
                let named = self.words(key)?;
                let named: Result<Vec<String>, String> =
                    named.into_iter().map(|word| self.one_of(key, word, words)).collect();
                self.set(fact, json!(named?));
            }
            Read::Border => {
                let place = if self.get(key).is_some() { "border" } else { "interior" };
                self.set("apprehended", json!(place));
            }
            Read::Review => self.review(key)?,
            Read::Optional(fact) => match (self.get(key).is_some(), self.text(key)?) {
                (false, _) => self.set(fact, json!({ "absent": true })),
                (true, None) => self.set(fact, unknown()),
                (true, Some(day)) => {
                    let day = day.to_owned();
                    self.set(fact, json!(day));
                }
            },
            Read::Release(fact) => match (self.get(key), self.text(key)?) {
                (Some(_), Some(day)) => {
                    let day = day.to_owned();
                    self.set(fact, json!(day));
                }
                (None, _) if !self.served_a_term() => self.set(fact, json!({ "absent": true })),
                _ => self.set(fact, unknown()),
            },
            Read::Convictions => self.convictions(key)?,
            Read::Gang => self.gang(key)?,
            Read::Security => self.security(key)?,
            Read::Event(kind) => self.event(key, kind)?,
        }
        Ok(())
    }

    fn review(&mut self, key: &str) -> Result<(), String> {
        let review = self.get(key).and_then(Value::as_object).cloned().unwrap_or_default();
        if review.keys().any(|it| !["criminal", "admin", "other"].contains(&it.as_str())) {
            return Err(self.wrong(key));
        }
        for (part, fact) in [
            ("criminal", "criminal_review"),
            ("admin", "administrative_review"),
            ("other", "other_review"),
        ] {
            let value = match review.get(part) {
                Some(Value::Null) => unknown(),
                Some(Value::String(word)) => json!(self.one_of(key, word, EXTENT)?),
                Some(_) => return Err(self.wrong(key)),
                None => json!("not_reviewed"),
            };
            self.set(fact, value);
        }
        Ok(())
    }

    fn security(&mut self, key: &str) -> Result<(), String> {
        match self.get(key) {
            // What the file shows is not known, and neither is whether anything else does.
            Some(Value::Null) => {
                self.set("security_basis", unknown());
                self.raise("security_raised", None);
            }
            Some(_) => match self.text(key)?.unwrap_or_default() {
                "otherwise" => self.raise("security_raised", Some(true)),
                "related_activity" => self.set("security_basis", json!("related")),
                "none" => {}
                word => {
                    let basis = self.one_of(key, word, SECURITY)?;
                    self.set("security_basis", json!(basis));
                }
            },
            None => {}
        }
        Ok(())
    }

    /// Whether what is stated says that the person was, or is, in prison or jail: then a release that is not stated is
    /// not *not so*, but not known.
    fn served_a_term(&self) -> bool {
        let convictions = self.get("convictions").and_then(Value::as_array);
        let term = |it: &Value| it.get("custody_days").and_then(Value::as_i64).unwrap_or(0);
        convictions.is_some_and(|all| all.iter().any(|it| term(it) > 0))
    }

    /// The list of convictions: what is stated is stated whole; where none is, complete where the criminal record was
    /// reviewed in full.
    fn convictions(&mut self, key: &str) -> Result<(), String> {
        const KNOWN: [&str; 9] = [
            "level",
            "agg",
            "custody_days",
            "incident",
            "date",
            "status",
            "sig",
            "imm_element",
            "suspended",
        ];
        let stated = self.get(key).cloned();
        let mut list = Vec::new();
        for item in stated.as_ref().and_then(Value::as_array).into_iter().flatten() {
            let item = item.as_object().ok_or_else(|| self.wrong(key))?;
            if item.keys().any(|it| !KNOWN.contains(&it.as_str())) {
                return Err(self.wrong(key));
            }
            list.push(Value::Object(conviction(item).ok_or_else(|| self.wrong(key))?));
        }
        let full = self.get("record_review").and_then(|it| it.get("criminal"));
        let value = match stated {
            Some(Value::Null) => unknown(),
            Some(_) => json!(list),
            None if full == Some(&json!("full")) => json!(list),
            None => json!({ "list": list, "complete": false }),
        };
        self.set(key, value);
        Ok(())
    }

    fn gang(&mut self, key: &str) -> Result<(), String> {
        let Some(gang) = self.get(key).cloned() else {
            self.set("gang_raised", json!(false));
            return Ok(());
        };
        let gang = gang.as_object().cloned().unwrap_or_default();
        if gang.keys().any(|it| !["age", "intentional"].contains(&it.as_str())) {
            return Err(self.wrong(key));
        }
        self.set("gang_raised", json!(true));
        let took_part = gang.get("intentional").filter(|it| it.is_boolean()).cloned();
        self.set("gang_activity", took_part.unwrap_or_else(unknown));
        let age = gang.get("age").filter(|it| it.is_number()).cloned();
        self.set("gang_age", age.unwrap_or_else(unknown));
        Ok(())
    }

    fn event(&mut self, key: &str, kind: &str) -> Result<(), String> {
        let days: Vec<String> = match self.get(key) {
            None | Some(Value::Null | Value::Bool(false)) => Vec::new(),
            Some(Value::Bool(true)) => vec![self.day.clone()],
            Some(_) => self.words(key)?.into_iter().map(str::to_owned).collect(),
        };
        for day in days {
            // A month stands for its first day.
            let day = if day.len() == 7 { format!("{day}-01") } else { day };
            self.events.push(json!({ "kind": kind, "on": day }));
        }
        Ok(())
    }

    /// The draft findings: on whether to act, and on the threat where something raises it.
    fn draft(&self) -> Result<Vec<Value>, String> {
        let translated = |key: &str, words: &[(&str, &str)], other: &dyn Fn(&str) -> String| {
            let here = self.words(key)?.into_iter().map(|word| {
                let known = words.iter().find(|(there, _)| *there == word);
                known.map_or_else(|| other(word), |(_, here)| (*here).to_owned())
            });
            Ok::<Vec<String>, String>(here.collect())
        };
        let weighing = translated("factors_considered", PROTECTED, &|it| it.replace('_', " "))?;
        let mut resting_on =
            translated("evidence_relied_on", GROUNDS, &|_| OTHER_EVIDENCE.to_owned())?;
        for method in self.words("method_used")?.into_iter().filter(|it| *it != "individual") {
            resting_on.push(self.one_of("method_used", method, GROUNDS)?);
        }
        if weighing.is_empty() && resting_on.is_empty() {
            return Ok(Vec::new());
        }
        let mut judgements = vec!["action_warranted"];
        if self.facts.get("threat_raised") == Some(&json!(true)) {
            judgements.push("current_threat");
        }
        let finding = |judgement: &&str| {
            json!({
                "judgement": judgement,
                "by": "officer",
                "on": self.day,
                "because": "as the scenario says",
                "weighing": weighing,
                "resting_on": resting_on,
                "draft": true,
            })
        };
        Ok(judgements.iter().map(finding).collect())
    }
}

/// One conviction; none where the form has no such word.
fn conviction(item: &Map<String, Value>) -> Option<Map<String, Value>> {
    let is = |key: &str| item.get(key) == Some(&json!(true));
    let known = |key: &str| item.get(key).filter(|it| !it.is_null());
    let mut row = Map::new();
    let mut set = |field: &str, value: Value| row.insert(field.to_owned(), value);
    let level = match item.get("level").and_then(Value::as_str)? {
        "felony" => "felony",
        "misdemeanor" => "misdemeanor",
        _ => return None,
    };
    set("level", json!(level));
    set("aggravated", json!(is("agg")));
    set("status_element", json!(is("imm_element")));
    set("gang_element", json!(false));
    set("minor", json!(false));
    let kind = match item.get("sig").and_then(Value::as_str) {
        None => "not_listed",
        Some(word) => SIGNIFICANT.iter().find(|(there, _)| *there == word)?.1,
    };
    set("kind", json!(kind));
    if let Some(days) = known("custody_days") {
        set("sentence", json!(format!("{days} days")));
        // What is suspended is not served.
        let to_serve = if is("suspended") { "0 days".to_owned() } else { format!("{days} days") };
        set("to_serve", json!(to_serve));
    } else if is("suspended") {
        set("to_serve", json!("0 days"));
    }
    if let Some(day) = known("date") {
        set("on", day.clone());
    }
    if let Some(incident) = item.get("incident").filter(|it| it.is_string()) {
        set("incident", incident.clone());
    }
    match item.get("status").map(Value::as_str) {
        None | Some(Some("standing")) => set("undone", json!(false)),
        Some(Some("vacated" | "expunged")) => set("undone", json!(true)),
        // Not known.
        Some(None) if item.get("status") == Some(&Value::Null) => None,
        Some(_) => return None,
    };
    Some(row)
}
