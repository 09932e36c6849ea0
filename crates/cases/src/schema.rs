//! The JSON Schema of the cases of a policy, for editors and for forms.
//!
//! It accepts no less than [`crate::read`] does, and says what it can of types, bounds, names and labels.

mod values;

use serde_json::{Map, Value, json};

use crate::Vocabulary;
use values::stated;

/// The schema of a case that these policies decide.
#[must_use]
pub fn schema(policies: &[Vocabulary<'_>]) -> Value {
    let mut facts = Map::new();
    let (mut judgements, mut actors, mut events) = (Vec::new(), Vec::new(), Vec::new());
    for policy in policies {
        for (id, words) in policy.book.facts.enumerate() {
            let Some(fact) = policy.facts.facts.get(id) else { continue };
            let mut one = stated(fact, *policy);
            set(&mut one, "title", json!(words.label.plain));
            if let Some(ask) = &words.ask {
                set(&mut one, "description", json!(ask.plain));
            }
            facts.entry(words.name.to_string()).or_insert(one);
        }
        let add = |to: &mut Vec<Value>, name: &str| {
            if !to.iter().any(|known| known == name) {
                to.push(json!(name));
            }
        };
        policy.book.judgements.iter().for_each(|it| add(&mut judgements, &it.name));
        policy.book.actors.iter().for_each(|it| add(&mut actors, &it.name));
        policy.book.events.iter().for_each(|it| add(&mut events, &it.name));
    }
    let names = policies.iter().map(|it| it.book.policy.name.as_str()).collect::<Vec<_>>();
    let titles = policies.iter().map(|it| it.book.policy.title.plain.as_str()).collect::<Vec<_>>();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("urn:whereas:case:{}", names.join(":")),
        "title": format!("A case of {}", titles.join("; ")),
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "$schema": { "type": "string" },
            "as_of": day(),
            "facts": { "type": "object", "additionalProperties": false, "properties": facts },
            "findings": { "type": "array", "items": finding(&judgements, &actors) },
            "events": { "type": "array", "items": event(&events, &actors) },
            "events_complete": truth(),
        },
    })
}

fn set(schema: &mut Value, key: &str, value: Value) {
    if let Value::Object(map) = schema {
        map.insert(key.to_owned(), value);
    }
}

fn day() -> Value {
    let pattern = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
    json!({ "type": "string", "pattern": pattern })
}

fn truth() -> Value {
    json!({ "enum": [true, false, "yes", "no", "true", "false"] })
}

/// A name of a list; where there is none, nothing fits.
fn one_of(names: &[Value]) -> Value {
    if names.is_empty() { json!(false) } else { json!({ "enum": names }) }
}

fn finding(judgements: &[Value], actors: &[Value]) -> Value {
    let names = json!({ "type": "array", "items": { "type": "string" } });
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["judgement"],
        "properties": {
            "judgement": one_of(judgements),
            "value": { "type": ["boolean", "number", "string"] },
            "by": one_of(actors),
            "on": day(),
            // So it is read by readers that take `on` for a truth.
            "true": day(),
            "because": { "type": "string" },
            "weighing": names,
            "present": names,
            "not_shown": names,
            "resting_on": names,
            "draft": truth(),
        },
    })
}

fn event(events: &[Value], actors: &[Value]) -> Value {
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["kind"],
        "anyOf": [{ "required": ["on"] }, { "required": ["true"] }],
        "properties": {
            "kind": one_of(events),
            "on": day(),
            "true": day(),
            "by": one_of(actors),
            "about": { "type": "string" },
        },
    })
}
