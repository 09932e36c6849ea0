//! The JSON Schema of the cases of a policy, for editors and for forms.
//!
//! It accepts no less than [`crate::read`] does, and says what it can of types, bounds and names.

use serde_json::{Map, Value, json};
use whereas_plan::facts::FactType;
use whereas_value::Date;
use whereas_value::label::Label;
use whereas_value::number::Number;
use whereas_value::types::Type;

use crate::Vocabulary;

/// The schema of a case that these policies decide.
#[must_use]
pub fn schema(policies: &[Vocabulary<'_>]) -> Value {
    let mut facts = Map::new();
    let (mut judgements, mut actors, mut events) = (Vec::new(), Vec::new(), Vec::new());
    for policy in policies {
        for (id, words) in policy.book.facts.enumerate() {
            let Some(fact) = policy.facts.facts.get(id) else { continue };
            let mut one = stated(fact, *policy);
            let label = words.ask.as_ref().unwrap_or(&words.label);
            set(&mut one, "description", json!(label.plain));
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
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A case",
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
    json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" })
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
        "required": ["kind", "on"],
        "properties": {
            "kind": one_of(events),
            "on": day(),
            "by": one_of(actors),
            "about": { "type": "string" },
        },
    })
}

/// What may be stated of a fact: a value, a part of one, that it is absent, that it was asked for.
fn stated(fact: &FactType, policy: Vocabulary<'_>) -> Value {
    let mut one = value(&fact.ty, policy);
    if let (Some(least), Value::Object(map)) = (&fact.least, &mut one) {
        map.insert("$comment".to_owned(), json!(format!("at least {}", bound(least, &fact.ty))));
    }
    if let (Some(most), Value::Object(map)) = (&fact.most, &mut one) {
        let before = map
            .get("$comment")
            .and_then(Value::as_str)
            .map_or(String::new(), |it| format!("{it}, "));
        map.insert(
            "$comment".to_owned(),
            json!(format!("{before}at most {}", bound(most, &fact.ty))),
        );
    }
    one
}

fn bound(number: &Number, ty: &Type) -> String {
    let day = |number: &Number| Date::from_days(number.to_i64()?);
    match day(number) {
        Some(day) if *ty.present() == Type::Date => day.to_string(),
        Some(_) | None => number.to_string(),
    }
}

fn value(ty: &Type, policy: Vocabulary<'_>) -> Value {
    let mut forms = vec![plain(ty, policy), tagged("unknown", json!({ "const": "asked" }))];
    if let Type::Optional(_) = ty {
        forms.push(tagged("absent", json!({ "const": true })));
    }
    let point = plain(ty, policy);
    match ty.present() {
        Type::Number
        | Type::Integer
        | Type::Money { .. }
        | Type::Date
        | Type::Days
        | Type::Months => {
            let ends =
                json!({ "type": "array", "items": point.clone(), "minItems": 2, "maxItems": 2 });
            forms.push(tagged("between", ends));
            forms.push(tagged("at_least", point.clone()));
            forms.push(tagged("at_most", point.clone()));
            forms.push(tagged("one_of", json!({ "type": "array", "items": point, "minItems": 1 })));
        }
        Type::Truth | Type::Choice(_) | Type::Text => {
            forms.push(tagged("one_of", json!({ "type": "array", "items": point, "minItems": 1 })));
        }
        Type::List(_) => forms.push(json!({
            "type": "object",
            "additionalProperties": false,
            "required": ["list", "complete"],
            "properties": { "list": point, "complete": truth() },
        })),
        Type::Set(_) => forms.push(json!({
            "type": "object",
            "additionalProperties": false,
            "properties": { "includes": point.clone(), "excludes": point },
        })),
        Type::Record(_) | Type::Optional(_) | Type::Broken => {}
    }
    json!({ "anyOf": forms })
}

fn tagged(tag: &str, value: Value) -> Value {
    json!({ "type": "object", "additionalProperties": false, "required": [tag], "properties": { tag: value } })
}

/// A single value of a type.
fn plain(ty: &Type, policy: Vocabulary<'_>) -> Value {
    match ty.present() {
        Type::Truth => truth(),
        Type::Number => {
            json!({ "anyOf": [{ "type": "number" }, { "type": "string", "pattern": "%$" }] })
        }
        Type::Integer => json!({ "type": "integer" }),
        Type::Money { currency, .. } => {
            json!({ "anyOf": [{ "type": "number" }, { "type": "string", "pattern": format!(" {currency}") }] })
        }
        Type::Date => json!({ "anyOf": [
            { "type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" },
            { "type": "integer", "minimum": 1000, "maximum": 9999 },
        ] }),
        Type::Days => length(&["days", "weeks"], "(days?|weeks?)"),
        Type::Months => length(&["months", "years"], "(months?|years?)"),
        Type::Text => json!({ "type": "string" }),
        Type::Choice(choice) => {
            one_of(&names(policy.book.choices.get(*choice).map(|it| it.values.as_slice())))
        }
        Type::Set(choice) => {
            let values =
                one_of(&names(policy.book.choices.get(*choice).map(|it| it.values.as_slice())));
            json!({ "type": "array", "items": values })
        }
        Type::List(element) => {
            json!({ "type": "array", "items": value(element, policy), "maxItems": 100_000 })
        }
        Type::Record(record) => {
            let mut fields = Map::new();
            let words =
                policy.book.records.get(*record).map(|it| it.fields.as_slice()).unwrap_or(&[]);
            let types = policy.facts.records.get(*record).map(Vec::as_slice).unwrap_or(&[]);
            for (field, ty) in words.iter().zip(types) {
                let mut one = value(ty, policy);
                set(&mut one, "description", described(&field.label));
                fields.insert(field.name.to_string(), one);
            }
            json!({ "type": "object", "additionalProperties": false, "properties": fields })
        }
        Type::Optional(_) | Type::Broken => json!(true),
    }
}

fn described(label: &Label) -> Value {
    json!(label.plain)
}

fn names(values: Option<&[whereas_plan::book::NamedWords]>) -> Vec<Value> {
    values.unwrap_or(&[]).iter().map(|value| json!(value.name)).collect()
}

fn length(units: &[&str], words: &str) -> Value {
    let mut forms = vec![json!({ "type": "string", "pattern": format!("^-?[0-9_]+ {words}$") })];
    forms.extend(units.iter().map(|unit| tagged(unit, json!({ "type": "integer" }))));
    json!({ "anyOf": forms })
}
