//! The rules of a question where each gives one value that is written in the policy: sets of rules as bits.

use whereas_value::{Cause, Causes};

use super::{Args, truths::truth};
use crate::cell::{ChoiceCell, Truth};
use crate::machine::Machine;
use crate::store::Store;

impl Machine<'_> {
    #[inline]
    pub(super) fn choice_of_rules(
        &self,
        store: &Store,
        args: &Args,
        row: u32,
    ) -> Option<ChoiceCell> {
        let (bits, causes) = self.of_rules(store, args, row)?;
        Some(ChoiceCell { bits, causes })
    }

    /// Of a yes/no the values are the bits of a truth.
    #[inline]
    pub(super) fn truth_of_rules(&self, store: &Store, args: &Args, row: u32) -> Option<Truth> {
        let (bits, causes) = self.of_rules(store, args, row)?;
        Some(Truth::of(bits & 1 != 0, bits & 2 != 0, causes))
    }

    /// The values, and the causes; nothing where some rule may have no application.
    fn of_rules(&self, store: &Store, args: &Args, row: u32) -> Option<(u64, Causes)> {
        let rules = self.code.rules.get(args.a as usize)?;
        let (mut may, mut must, mut sure, mut stood, mut any) = (0_u64, 0_u64, 0_u64, 0_u64, 0_u8);
        let mut bit = 1_u64;
        for rule in &rules.rows {
            let stands = truth(store, rule.stands, row);
            let prevails = truth(store, rule.prevails, row);
            any |= stands | prevails;
            may |= if prevails & Truth::YES_BIT != 0 { bit } else { 0 };
            must |= if prevails == Truth::YES.0 { bit } else { 0 };
            sure |= if stands == Truth::YES.0 { bit } else { 0 };
            stood |= if stands & Truth::NO_BIT == 0 { bit } else { 0 };
            bit <<= 1;
        }
        if any > Truth::OPEN.0 {
            return None;
        }
        let mut causes = Causes::NONE;
        let mut values = 0;
        for (place, rule) in each(rules.rows.as_slice(), may) {
            values |= rule.gives;
            if rule.against & may != 0 {
                causes = Causes::of(Cause::Conflict);
                if must >> place & 1 == 1 && rule.against & must != 0 {
                    return Some((0, causes));
                }
            }
        }
        for (_, rule) in each(rules.rows.as_slice(), sure) {
            let within = each(rules.rows.as_slice(), rule.within & may);
            values &= within.fold(0, |bound, (_, rule)| bound | rule.gives);
        }
        if stood == 0 {
            match rules.otherwise {
                Some(otherwise) => values |= otherwise,
                None => causes = causes.and(Causes::of(Cause::Undetermined)),
            }
        }
        Some((values, causes))
    }
}

/// The rules of a set.
fn each(rules: &[super::Rule], mut set: u64) -> impl Iterator<Item = (u32, &super::Rule)> {
    std::iter::from_fn(move || {
        let place = set.trailing_zeros();
        let rule = rules.get(place as usize)?;
        set &= set.wrapping_sub(1);
        Some((place, rule))
    })
}
