//! What may be stated of a fact, as JSON Schema: a value, a part of one, that it is absent, that it was asked for.

use serde_json::{Map, Value, json};
use whereas_plan::book::NamedWords;
use whereas_plan::facts::FactType;
use whereas_value::Currency;
use whereas_value::number::Number;
use whereas_value::types::Type;

use super::{set, truth};
use crate::Vocabulary;
use crate::words;

/// The digits of a number as a text: `12.50`, `1_500`, `1.5e3`.
const DIGITS: &str = r"[0-9][0-9_]*(\.[0-9_]+)?([eE][+-]?[0-9]+)?";
/// A day, a month or a year.
const DATE: &str = "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$";

/// The least and the greatest value, where a fact has them.
#[derive(Clone, Copy, Default)]
struct Bounds<'a> {
    least: Option<&'a Number>,
    most: Option<&'a Number>,
}

/// What may be stated of a fact.
pub(super) fn stated(fact: &FactType, policy: Vocabulary<'_>) -> Value {
    let bounds = Bounds { least: fact.least.as_ref(), most: fact.most.as_ref() };
    let mut one = value(&fact.ty, bounds, policy);
    if bounds.least.is_some() || bounds.most.is_some() {
        set(&mut one, "$comment", json!(words::bounds(fact, policy.book)));
    }
    one
}

fn value(ty: &Type, bounds: Bounds<'_>, policy: Vocabulary<'_>) -> Value {
    let point = plain(ty, bounds, policy);
    let mut forms = vec![point.clone(), tagged("unknown", json!({ "const": "asked" }))];
    if let Type::Optional(_) = ty {
        forms.push(tagged("absent", json!({ "const": true })));
    }
    let one_of = |mut point: Value| {
        if let Type::Optional(_) = ty {
            point = json!({ "anyOf": [point, tagged("absent", json!({ "const": true }))] });
        }
        tagged("one_of", json!({ "type": "array", "items": point, "minItems": 1 }))
    };
    match ty.present() {
        Type::Number
        | Type::Integer
        | Type::Money { .. }
        | Type::Date
        | Type::Days
        | Type::Months
        | Type::Minutes
        | Type::NumberIn(_) => {
            let ends =
                json!({ "type": "array", "items": point.clone(), "minItems": 2, "maxItems": 2 });
            forms.push(tagged("between", ends));
            forms.push(tagged("at_least", point.clone()));
            forms.push(tagged("at_most", point.clone()));
            forms.push(one_of(point));
        }
        Type::Truth | Type::Choice(_) | Type::Text => forms.push(one_of(point)),
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
fn plain(ty: &Type, bounds: Bounds<'_>, policy: Vocabulary<'_>) -> Value {
    match ty.present() {
        Type::Truth => truth(),
        Type::Number => {
            let text = format!("^{}{DIGITS} *%?$", sign(bounds));
            json!({ "anyOf": [number("number", bounds), { "type": "string", "pattern": text }] })
        }
        Type::Integer => {
            let text = format!("^{}{DIGITS}$", sign(bounds));
            json!({ "anyOf": [number("integer", bounds), { "type": "string", "pattern": text }] })
        }
        Type::Money { currency, per } => {
            let per = per.map(words::rhythm);
            let text =
                format!("^{}( +{currency}{})?$", amount(currency, bounds), per.unwrap_or(""));
            json!({ "anyOf": [
                number("number", bounds),
                { "type": "string", "pattern": text },
                in_parts(currency, per, bounds),
            ] })
        }
        Type::Date => json!({ "anyOf": [
            { "type": "string", "pattern": DATE },
            { "type": "integer", "minimum": 1000, "maximum": 9999 },
        ] }),
        Type::Days => length(&["days", "weeks"], "(days?|weeks?)"),
        Type::Months => length(&["months", "years"], "(months?|years?)"),
        Type::Minutes => length(&["minutes", "hours"], "(minutes?|hours?)"),
        Type::NumberIn(unit) => {
            let unit = policy.book.units.get(*unit).map_or("", |it| it.name.as_str());
            let text = format!("^{}{DIGITS}( +{unit})?$", sign(bounds));
            json!({ "anyOf": [number("number", bounds), { "type": "string", "pattern": text }] })
        }
        Type::Text => json!({ "type": "string" }),
        Type::Choice(choice) => {
            named(policy.book.choices.get(*choice).map(|it| it.values.as_slice()))
        }
        Type::Set(choice) => {
            let values = named(policy.book.choices.get(*choice).map(|it| it.values.as_slice()));
            json!({ "type": "array", "items": values })
        }
        Type::List(element) => {
            let element = value(element, Bounds::default(), policy);
            json!({ "type": "array", "items": element, "maxItems": crate::raw::MAX_ELEMENTS })
        }
        Type::Record(record) => {
            let mut fields = Map::new();
            let words =
                policy.book.records.get(*record).map(|it| it.fields.as_slice()).unwrap_or(&[]);
            let types = policy.facts.records.get(*record).map(Vec::as_slice).unwrap_or(&[]);
            for (field, ty) in words.iter().zip(types) {
                let mut one = value(ty, Bounds::default(), policy);
                set(&mut one, "title", json!(field.label.plain));
                // Readers that take `on` for a truth name it so.
                if field.name == "on" {
                    fields.insert("true".to_owned(), one.clone());
                }
                fields.insert(field.name.to_string(), one);
            }
            json!({ "type": "object", "additionalProperties": false, "properties": fields })
        }
        Type::Optional(_) | Type::Broken => json!(true),
    }
}

/// A number without quotes, within its bounds.
fn number(kind: &str, bounds: Bounds<'_>) -> Value {
    let mut one = json!({ "type": kind });
    for (key, bound) in [("minimum", bounds.least), ("maximum", bounds.most)] {
        let Some(bound) = bound else { continue };
        let exact = bound.to_i64().map(|whole| json!(whole));
        if let Some(bound) = exact.or_else(|| serde_json::from_str(&bound.to_string()).ok()) {
            set(&mut one, key, bound);
        }
    }
    one
}

/// The sign that a text may start with.
fn sign(bounds: Bounds<'_>) -> &'static str {
    if bounds.least.is_some_and(|least| !least.is_negative()) { "" } else { "-?" }
}

/// The digits of an amount, no more decimal places than its currency has.
fn amount(currency: &str, bounds: Bounds<'_>) -> String {
    let places = Currency::of(currency).map_or(2, Currency::places);
    let power = r"[0-9][0-9_]*(\.[0-9_]+)?[eE][+-]?[0-9]+";
    format!(r"{}([0-9][0-9_]*(\.[0-9]{{0,{places}}}0*)?|{power})", sign(bounds))
}

/// `{"amount": "33.33", "currency": "USD", "per": "month"}`, as outcomes have it.
fn in_parts(currency: &str, per: Option<&str>, bounds: Bounds<'_>) -> Value {
    let text = format!("^{}$", amount(currency, bounds));
    let digits =
        json!({ "anyOf": [number("number", bounds), { "type": "string", "pattern": text }] });
    let mut properties = Map::new();
    properties.insert("amount".to_owned(), digits);
    properties.insert("currency".to_owned(), json!({ "const": currency }));
    let mut required = vec!["amount", "currency"];
    if let Some(per) = per {
        properties.insert("per".to_owned(), json!({ "const": per.trim_start_matches(" a ") }));
        required.push("per");
    }
    json!({ "type": "object", "additionalProperties": false, "required": required, "properties": properties })
}

/// The values of a choice, each with its label; where there is none, nothing fits.
fn named(values: Option<&[NamedWords]>) -> Value {
    match values.unwrap_or(&[]) {
        [] => json!(false),
        values => {
            let one = |it: &NamedWords| json!({ "const": it.name, "title": it.label.plain });
            json!({ "oneOf": values.iter().map(one).collect::<Vec<_>>() })
        }
    }
}

fn length(units: &[&str], words: &str) -> Value {
    let text = json!({ "type": "string", "pattern": format!("^-?{DIGITS} +{words}$") });
    let whole = json!({ "anyOf": [
        { "type": "integer" },
        { "type": "string", "pattern": format!("^-?{DIGITS}$") },
    ] });
    let mut forms = vec![text];
    forms.extend(units.iter().map(|unit| tagged(unit, whole.clone())));
    json!({ "anyOf": forms })
}
