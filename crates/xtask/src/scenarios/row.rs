//! The rows of a file of scenarios: facts, and what is expected of each policy.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

/// One scenario.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Its name.
    pub id: String,
    /// What is stated, by key.
    pub facts: Map<String, Value>,
    /// By policy, what should come of it.
    pub expected: BTreeMap<String, Expected>,
    /// What the scenario says is not known.
    pub missing: Vec<String>,
}

/// What should come of a scenario under one policy.
#[derive(Clone, Debug, Default)]
pub struct Expected {
    /// The class of outcome, with what is written behind a colon left out.
    pub class: String,
    /// The value that awaits a judgement.
    pub question: Option<String>,
    /// The clauses that apply.
    pub apply: Vec<String>,
    /// The clauses that do not.
    pub do_not: Vec<String>,
    /// The clauses of the factors that an officer is shown.
    pub factors: Vec<String>,
    /// The facts that this policy is said to miss.
    pub missing: Vec<String>,
}

const ROW: [&str; 10] = [
    "id",
    "title",
    "basis",
    "facts",
    "in_force_on_decision_date",
    "expected",
    "human_judgement_remaining",
    "missing_information",
    "note",
    "source",
];

const EXPECTED: [&str; 10] = [
    "outcome",
    "question",
    "clauses",
    "clauses_apply",
    "clauses_do_not_apply",
    "action_compelled",
    "factors_for_officer",
    "human_judgement",
    "missing",
    "note",
];

/// The scenarios of a text, a line for each.
///
/// # Errors
/// Where a line is no scenario.
pub fn read(text: &str) -> Result<Vec<Scenario>, String> {
    let mut scenarios = Vec::new();
    let mut ids = BTreeSet::new();
    for (place, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let at = |problem: String| format!("line {}: {problem}", place.saturating_add(1));
        let value: Value = serde_json::from_str(line).map_err(|error| at(error.to_string()))?;
        let scenario = scenario(&value).map_err(at)?;
        if !ids.insert(scenario.id.clone()) {
            return Err(at(format!("a second scenario `{}`", scenario.id)));
        }
        scenarios.push(scenario);
    }
    Ok(scenarios)
}

fn scenario(value: &Value) -> Result<Scenario, String> {
    let row = object(value, "a scenario", &ROW)?;
    let id = row.get("id").and_then(Value::as_str).ok_or("a scenario has no `id`")?.to_owned();
    let facts = row.get("facts").and_then(Value::as_object);
    let facts = facts.ok_or_else(|| format!("{id}: no `facts`"))?.clone();
    let policies = row.get("expected").and_then(Value::as_object);
    let mut by_policy = BTreeMap::new();
    for (policy, value) in policies.ok_or_else(|| format!("{id}: no `expected`"))? {
        by_policy.insert(policy.clone(), expected(value).map_err(|it| format!("{id}: {it}"))?);
    }
    let missing = texts(row.get("missing_information"));
    Ok(Scenario { id, facts, expected: by_policy, missing })
}

fn expected(value: &Value) -> Result<Expected, String> {
    let entries = object(value, "what is expected", &EXPECTED)?;
    let outcome = entries.get("outcome").and_then(Value::as_str).ok_or("no `outcome`")?;
    let (class, _) = outcome.split_once(':').unwrap_or((outcome, ""));
    let mut apply = texts(entries.get("clauses_apply"));
    apply.extend(texts(entries.get("clauses")));
    let factors = entries.get("factors_for_officer").and_then(Value::as_object);
    Ok(Expected {
        class: class.trim().to_owned(),
        question: entries.get("question").and_then(Value::as_str).map(str::to_owned),
        apply,
        do_not: texts(entries.get("clauses_do_not_apply")),
        factors: factors.into_iter().flat_map(Map::values).flat_map(|it| texts(Some(it))).collect(),
        missing: texts(entries.get("missing")),
    })
}

fn object<'a>(
    value: &'a Value,
    what: &str,
    known: &[&str],
) -> Result<&'a Map<String, Value>, String> {
    let entries = value.as_object().ok_or_else(|| format!("{what} is no object"))?;
    match entries.keys().find(|key| !known.contains(&key.as_str())) {
        Some(key) => Err(format!("{what} has no `{key}`")),
        None => Ok(entries),
    }
}

fn texts(value: Option<&Value>) -> Vec<String> {
    let list = value.and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}
