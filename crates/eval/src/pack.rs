//! From a case to what is stated in it, as the store keeps it.
//!
//! A value that is there and of the class that is read goes to its place as it is; whatever else a case may say goes by
//! what programs read of it, and comes to the same.

use whereas_plan::op::ColumnId;
use whereas_plan::{Class, Meaning};
use whereas_value::id::FactId;
use whereas_value::{Case, Causes, Given, Partial, Type, case};

use crate::cell::{ChoiceCell, Truth};
use crate::given;
use crate::known;
use crate::said::Unsaid;
use crate::stated::{Packed, Stated, Stretch, in_units};

impl Unsaid {
    /// Packs a case, in the place of an earlier one.
    pub fn pack(&self, meaning: &Meaning, stated: &mut Stated, case: &Case) {
        stated.clone_from(self.stated());
        for (id, said) in case.facts.enumerate() {
            let case::Stated::Given(given) = said else { continue };
            let Some(fact) = meaning.facts.facts.get(id) else { continue };
            if let Type::List(_) = fact.ty.present() {
                let (elements, complete) = given::elements(Some(said));
                let rows = u32::try_from(elements.len()).unwrap_or(u32::MAX).saturating_add(1);
                if let Some(list) = stated.lists.get_mut(self.leaves().list(id) as usize) {
                    *list = Stretch { rows, complete };
                }
            }
            for input in self.inputs_of(id) {
                let Some(declared) = meaning.inputs.get(*input) else { continue };
                let plain =
                    declared.path.is_empty() && !(self.presume() && fact.presumed.is_some());
                let bounded = fact.least.is_some() || fact.most.is_some();
                let place = self.leaves().place(*input).filter(|_| plain);
                let packed = place.and_then(|(class, unit, place)| {
                    Some((place, packed(given, class, unit, bounded)?))
                });
                match packed {
                    Some((place, packed)) => stated.put(place, packed),
                    None => {
                        let (presume, path) = (self.presume(), &declared.path);
                        let state = given::of_fact(&meaning.facts, fact, given, presume, path);
                        self.leaves().put(stated, *input, &state);
                    }
                }
            }
        }
        for (id, column) in meaning.columns.enumerate() {
            self.pack_column(meaning, stated, case, id, column.list, &column.path);
        }
    }

    fn pack_column(
        &self,
        meaning: &Meaning,
        stated: &mut Stated,
        case: &Case,
        id: ColumnId,
        list: FactId,
        path: &[u32],
    ) {
        let Some(kept) = self.leaves().columns.get(id).copied() else { return };
        let (rows, _) = given::elements(case.facts.get(list));
        let element = known::element_type(&meaning.facts, list);
        for row in rows {
            let field = match (path, &row.value) {
                ([], _) => Some(row),
                ([step], Some(Partial::Record(fields))) if !row.may_be_absent => {
                    fields.get(*step as usize)
                }
                _ => None,
            };
            match field.and_then(|field| packed(field, kept.class, kept.unit, false)) {
                Some(packed) => stated.push(packed),
                None => {
                    let state = given::of_element(&meaning.facts, element, row, path);
                    stated.push_state(kept.class, kept.unit, &state);
                }
            }
        }
        if let Some(others) = self.others(id) {
            stated.push_state(kept.class, kept.unit, others);
        }
    }
}

/// A value that is there, of the class that is read. A number that is not one is within its bounds, if it has any.
fn packed(given: &Given, class: Class, unit: u8, bounded: bool) -> Option<Packed> {
    if given.may_be_absent {
        return None;
    }
    match (class, given.value.as_ref()?) {
        (Class::Truth, Partial::Truth { may_no, may_yes }) => {
            Some(Packed::Truth(Truth::of(*may_no, *may_yes, Causes::NONE)))
        }
        (Class::Choice, Partial::Choice(bits)) => {
            Some(Packed::Choice(ChoiceCell { bits: *bits, causes: Causes::NONE }))
        }
        (Class::Number, Partial::Number(interval)) => (!bounded || interval.as_single().is_some())
            .then(|| Packed::Number(in_units(interval, unit))),
        _ => None,
    }
}
