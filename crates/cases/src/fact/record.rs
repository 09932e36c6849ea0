//! Records: a map of their fields. A field that is left out is not known.

use whereas_value::id::RecordId;
use whereas_value::types::Type;
use whereas_value::{Given, Partial};

use super::{Values, entry};
use crate::path::Path;
use crate::problems;
use crate::raw::{Kind, Node};

impl Values<'_> {
    pub(super) fn record(
        &mut self,
        node: &Node,
        record: RecordId,
        path: &Path<'_>,
    ) -> Option<Partial> {
        let Kind::Map(entries) = &node.kind else {
            return self.wrong(node, &Type::Record(record), path);
        };
        let (facts, book) = (self.policy.facts, self.policy.book);
        let fields = book.records.get(record).map(|it| it.fields.as_slice()).unwrap_or(&[]);
        let types = facts.records.get(record).map(Vec::as_slice).unwrap_or(&[]);
        let mut sound = true;
        for entry in entries {
            if self.is_full() {
                return None;
            }
            let names = fields.iter().map(|field| field.name.as_str());
            if !names.clone().any(|name| name == entry.key) {
                let problem =
                    problems::unknown_record_field(entry.key_span, path, &entry.key, names);
                self.report(problem);
                sound = false;
            }
        }
        let mut values = Vec::with_capacity(fields.len());
        for (field, ty) in fields.iter().zip(types) {
            let given = match entry(entries, &field.name) {
                Some(entry) => self.given(&entry.value, ty, None, &path.field(&field.name)),
                None => Some(Given {
                    value: Some(Partial::Any),
                    may_be_absent: matches!(ty, Type::Optional(_)),
                }),
            };
            match given {
                Some(given) => values.push(given),
                None => sound = false,
            }
        }
        let found = sound.then_some(Partial::Record(values))?;
        if facts.period != Some(record) {
            return Some(found);
        }
        let found = found.in_order();
        if found.is_none() {
            self.report(problems::ends_before(node.span, path));
        }
        found
    }
}
