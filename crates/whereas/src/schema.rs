//! The JSON Schemas of what Whereas says: made from the types that are written, and from their comments.
//!
//! Reads types; produces schemas by the draft of 2020-12. Invariant: a schema names everything that may stand in what it
//! describes, and everything of it must stand there.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};

use crate::Outcome;
use crate::compare::{self, Comparison};
use crate::force::{self, ForceOfPackage};
use crate::outcome;

/// The schema of outcomes, the same for all policies.
#[must_use]
pub fn outcome() -> serde_json::Value {
    of::<Outcome>("outcome", outcome::SCHEMA_VERSION)
}

/// The schema of what is said of force, the same for all policies.
#[must_use]
pub fn force() -> serde_json::Value {
    of::<ForceOfPackage>("force", force::SCHEMA_VERSION)
}

/// The schema of comparisons, the same for all policies.
#[must_use]
pub fn comparison() -> serde_json::Value {
    of::<Comparison>("comparison", compare::SCHEMA_VERSION)
}

/// The schema of what is written of a type, under the name and the version of its form.
#[must_use]
pub fn of<T: JsonSchema>(name: &str, version: u32) -> serde_json::Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let settings = settings.with_transform(RecursiveTransform(close));
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("$id".to_owned(), format!("urn:whereas:{name}:{version}").into());
    schema.to_value()
}

/// Refuses what is not named, in every object that names its fields.
fn close(schema: &mut Schema) {
    if schema.get("properties").is_some() {
        schema.insert("additionalProperties".to_owned(), false.into());
    }
    // Comments are broken into lines; descriptions are not.
    if let Some(serde_json::Value::String(text)) = schema.get_mut("description") {
        *text = text.replace('\n', " ");
    }
    // What a format says of the size of an integer is of no use to readers.
    schema.remove("format");
}
