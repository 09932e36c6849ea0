//! The published schemas: they are made from the types, every outcome is as they say, and what is not is refused.

use std::path::Path;

use jsonschema::Validator;
use serde_json::{Value, json};
use whereas::{Asked, Decisions, schema};

use crate::{each_case, each_comparison, each_package};

fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::meta::validate(schema).expect("a schema");
    jsonschema::draft202012::new(schema).expect("a schema")
}

#[track_caller]
fn is_valid(validator: &Validator, value: &Value, what: &str) {
    let faults: Vec<String> =
        validator.iter_errors(value).map(|it| format!("{}: {it}", it.instance_path())).collect();
    assert!(faults.is_empty(), "{what}: {faults:#?}");
}

/// What is published is what the types say. `WHEREAS_WRITE=1` writes it.
#[test]
fn the_published_schemas_are_those_of_the_types() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema");
    for (name, schema) in [
        ("outcome-1", schema::outcome()),
        ("comparison-1", schema::comparison()),
        ("force-1", schema::force()),
    ] {
        let path = folder.join(format!("{name}.json"));
        let now = format!("{schema:#}\n");
        if std::env::var_os("WHEREAS_WRITE").is_some() {
            std::fs::write(&path, &now).expect("a file that can be written");
        }
        let published = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(published == now, "{name}: `whereas schema` prints another one; raise its version");
    }
}

/// Every field and every code is described.
#[test]
fn everything_in_the_schemas_is_described() {
    fn undescribed(at: &str, schema: &Value, found: &mut Vec<String>) {
        let described = |it: &Value| {
            it["description"].as_str().is_some_and(|it| it.ends_with('.') || it.ends_with('`'))
        };
        for (name, field) in schema["properties"].as_object().into_iter().flatten() {
            if !described(field) {
                found.push(format!("{at}.{name}"));
            }
        }
        for one in schema["oneOf"].as_array().into_iter().flatten() {
            if !described(one) {
                found.push(format!("{at}: {one}"));
            }
        }
        for (name, of) in schema["$defs"].as_object().into_iter().flatten() {
            undescribed(name, of, found);
        }
    }
    let mut found = Vec::new();
    undescribed("outcome", &schema::outcome(), &mut found);
    undescribed("comparison", &schema::comparison(), &mut found);
    undescribed("force", &schema::force(), &mut found);
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn every_outcome_is_as_the_schema_says() {
    let validator = validator(&schema::outcome());
    let mut outcomes = 0;
    let cases = each_case(|name, decided| {
        for asked in [
            Asked::default(),
            Asked { either_way: true, ..Asked::default() },
            Asked { decisions: Some(&Decisions::none()), ..Asked::default() },
        ] {
            let json = decided.outcome(asked).to_json();
            is_valid(&validator, &serde_json::from_str(&json).expect("JSON"), name);
            outcomes += 1;
        }
    });
    assert!(cases > 50 && outcomes == 3 * cases, "{cases} cases, {outcomes} outcomes");
}

#[test]
fn every_comparison_is_as_its_schema_says() {
    let validator = validator(&schema::comparison());
    let cases = each_comparison(|name, compared| {
        let json = compared.comparison().to_json();
        is_valid(&validator, &serde_json::from_str(&json).expect("JSON"), name);
    });
    assert!(cases > 50, "{cases} cases");
}

#[test]
fn the_days_in_force_are_as_their_schema_says() {
    let validator = validator(&schema::force());
    each_package(|package, folder| {
        let force = package.force(None, None).to_json();
        is_valid(
            &validator,
            &serde_json::from_str(&force).expect("JSON"),
            &folder.to_string_lossy(),
        );
    });
}

/// Each field taken away, each code replaced, a field added anywhere: none of it is an outcome.
#[test]
fn what_is_no_outcome_is_refused() {
    let validator = validator(&schema::outcome());
    let (mut changed, mut last) = (0, Value::Null);
    each_case(|name, decided| {
        if last.is_null() || name.contains("either") || name.contains("late") {
            let asked = Asked { either_way: true, ..Asked::default() };
            last = serde_json::from_str(&decided.outcome(asked).to_json()).expect("JSON");
            for (what, value) in mutations(&last) {
                assert!(!validator.is_valid(&value), "{name}: {what} is let through");
                changed += 1;
            }
        }
    });
    assert!(changed > 500, "{changed} changes");
    for pointer in [
        "/policies/0/notices",
        "/policies/0/contest",
        "/policies/0/plan",
        "/policies/0/case",
        "/engine/version",
    ] {
        assert!(last.pointer(pointer).is_some(), "{pointer} is there to be taken away");
    }
}

/// An outcome with one thing wrong, in every place where it can be.
fn mutations(outcome: &Value) -> Vec<(String, Value)> {
    let mut all = vec![(
        "another version".to_owned(),
        changed(outcome, "", |it| it["schema_version"] = json!(2)),
    )];
    let mut open = vec![(String::new(), outcome)];
    while let Some((at, value)) = open.pop() {
        match value {
            Value::Array(elements) => {
                open.extend(
                    elements.iter().enumerate().map(|(place, it)| (format!("{at}/{place}"), it)),
                );
            }
            Value::Object(fields) => {
                all.push((
                    format!("a field more in {at}"),
                    changed(outcome, &at, |it| it["score"] = json!(1)),
                ));
                for (name, field) in fields {
                    open.push((format!("{at}/{name}"), field));
                    // These are left out where there is nothing to say.
                    if !["either_way", "per", "row", "adds"].contains(&name.as_str()) {
                        let without = changed(outcome, &at, |it| {
                            it.as_object_mut().expect("an object").remove(name);
                        });
                        all.push((format!("without {at}/{name}"), without));
                    }
                    if ["status", "standing", "kind", "modality", "state"].contains(&name.as_str())
                        && field.is_string()
                    {
                        let other = changed(outcome, &at, |it| it[name] = json!("perhaps"));
                        all.push((format!("another {at}/{name}"), other));
                    }
                    if name == "states" || name == "causes" {
                        let other = changed(outcome, &at, |it| it[name] = json!(["perhaps"]));
                        all.push((format!("another {at}/{name}"), other));
                    }
                    let wrong = changed(outcome, &at, |it| it[name] = json!(1.5));
                    all.push((format!("a fraction as {at}/{name}"), wrong));
                }
            }
            _ => {}
        }
    }
    all
}

fn changed(outcome: &Value, at: &str, change: impl FnOnce(&mut Value)) -> Value {
    let mut value = outcome.clone();
    change(value.pointer_mut(at).expect("a place"));
    value
}
