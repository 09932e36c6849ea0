//! One of two choices, and the rules of a question where each gives one value that is written in the policy: sets of rules as
//! bits.

use whereas_value::{Cause, Causes};

use super::{Args, Rule, Rules, put, spot, truth};
use crate::cell::{ChoiceCell, Truth};
use crate::machine::Machine;
use crate::store::Store;

impl Machine<'_> {
    pub(super) fn run_if_choice(&self, store: &mut Store, all: &[Args], rows: Option<u32>) {
        self.tried(store, all, rows, |view, _, at| {
            let (then, otherwise) = (*view.choice.get(at.b)?, *view.choice.get(at.c)?);
            let choice = match Truth(view.truth(at.a)) {
                Truth::YES => then,
                Truth::NO => otherwise,
                Truth::OPEN => ChoiceCell {
                    bits: then.bits | otherwise.bits,
                    causes: then.causes.and(otherwise.causes),
                },
                Truth(_) => return None,
            };
            put(view.choice, at.out, choice)
        });
    }

    pub(super) fn run_choice_of_rules(&self, store: &mut Store, all: &[Args], rows: Option<u32>) {
        self.tried(store, all, rows, |view, args, at| {
            let (bits, causes) = self.of_rules(view.truth, args, at.row)?;
            put(view.choice, at.out, ChoiceCell { bits, causes })
        });
    }

    /// Of a yes/no the values are the bits of a truth.
    pub(super) fn run_truth_of_rules(&self, store: &mut Store, all: &[Args], rows: Option<u32>) {
        self.tried(store, all, rows, |view, args, at| {
            let (bits, causes) = self.of_rules(view.truth, args, at.row)?;
            put(view.truth, at.out, Truth::of(bits & 1 != 0, bits & 2 != 0, causes))
        });
    }

    /// The values, and the causes; nothing where some rule may have no application.
    fn of_rules(&self, truths: &[Truth], args: &Args, row: u32) -> Option<(u64, Causes)> {
        let rules = self.code.rules.get(args.a as usize)?;
        let settled = settled(rules, truths, row);
        if let Some(settled) = settled
            && let Some(values) = settled.one_value(rules)
        {
            return Some(otherwise(rules, settled.standing, values, Causes::NONE));
        }
        let Verdicts { may, must, sure, stood, values, contested } = match settled {
            Some(settled) => settled.verdicts(rules),
            None => open(rules, truths, row)?,
        };
        let (mut values, mut causes) = (values, Causes::NONE);
        if contested != 0 {
            causes = Causes::of(Cause::Conflict);
            if each(&rules.rows, must).any(|rule| rule.against & must != 0) {
                return Some((0, causes));
            }
        }
        // No rule that surely stands lets more be than itself and those above it. Those that surely prevail and give
        // all that may be bound nothing.
        let mut bounding = sure;
        if values.is_power_of_two() {
            bounding &= !must;
        }
        for rule in each(&rules.rows, bounding) {
            let within = each(&rules.rows, rule.within & may);
            values &= within.fold(0, |bound, rule| bound | rule.gives);
        }
        Some(otherwise(rules, stood, values, causes))
    }
}

/// Where none stands: what holds otherwise.
#[inline(always)]
fn otherwise(rules: &Rules, stood: u64, values: u64, causes: Causes) -> (u64, Causes) {
    match rules.otherwise {
        _ if stood != 0 => (values, causes),
        Some(otherwise) => (values | otherwise, causes),
        None => (values, causes.and(Causes::of(Cause::Undetermined))),
    }
}

/// What becomes of the rules of a question: sets of them, and the values that they give.
struct Verdicts {
    may: u64,
    must: u64,
    sure: u64,
    stood: u64,
    values: u64,
    contested: u64,
}

/// The rules that stand, and those that prevail, where neither is open of any.
#[derive(Clone, Copy)]
struct Settled {
    standing: u64,
    prevailing: u64,
}

/// Where each rule surely stands or surely does not, and surely prevails or surely does not.
#[inline(always)]
fn settled(rules: &Rules, truths: &[Truth], row: u32) -> Option<Settled> {
    let (mut standing, mut prevailing, mut beside) = (0_u64, 0_u64, 0_u8);
    for (rule, at) in rules.rows.iter().zip(0_u32..) {
        let stands = truth(truths, spot(rule.stands, row));
        let prevails = truth(truths, spot(rule.prevails, row));
        // A truth that is settled is 1 or 2.
        beside |= stands.wrapping_sub(1) | prevails.wrapping_sub(1);
        standing |= u64::from(stands >> 1).wrapping_shl(at);
        prevailing |= u64::from(prevails >> 1).wrapping_shl(at);
    }
    (beside <= 1).then_some(Settled { standing, prevailing })
}

impl Settled {
    /// The one value that all give which prevail, or none; nothing where they give several. Then none disagrees with
    /// another, and a rule that only stands rules it out where none that prevails is above it. Without a branch that
    /// turns on the case: which rules prevail is hard to foresee.
    #[inline(always)]
    fn one_value(self, rules: &Rules) -> Option<u64> {
        let Self { standing, prevailing } = self;
        let all = |is: bool| u64::from(is).wrapping_neg();
        let given = rules.giving.iter().map(|(gives, by)| gives & all(by & prevailing != 0));
        let values = given.fold(0, |values, gives| values | gives);
        let only = standing & !prevailing;
        let mut held = u64::MAX;
        for (rule, at) in rules.rows.iter().zip(0_u32..) {
            let free = only.wrapping_shr(at) & 1 == 0;
            held &= all(free | (rule.within & prevailing != 0));
        }
        (values & values.wrapping_sub(1) == 0).then_some(values & held)
    }

    fn verdicts(self, rules: &Rules) -> Verdicts {
        let Self { standing, prevailing } = self;
        let (mut values, mut contested) = (0, 0);
        for rule in each(&rules.rows, prevailing) {
            values |= rule.gives;
            contested |= rule.against & prevailing;
        }
        Verdicts {
            may: prevailing,
            must: prevailing,
            sure: standing,
            stood: standing,
            values,
            contested,
        }
    }
}

/// Where it is open of some; nothing where some rule may have no application.
fn open(rules: &Rules, truths: &[Truth], row: u32) -> Option<Verdicts> {
    let mut all = Verdicts { may: 0, must: 0, sure: 0, stood: 0, values: 0, contested: 0 };
    let (mut any, mut bit) = (0_u8, 1_u64);
    for rule in &rules.rows {
        let stands = truth(truths, spot(rule.stands, row));
        let prevails = truth(truths, spot(rule.prevails, row));
        any |= stands | prevails;
        // The bit of the rule, where it is so.
        let mask = |is: bool| u64::from(is).wrapping_neg();
        let may_prevail = mask(prevails & Truth::YES_BIT != 0);
        // Only earlier rules are in `against`: those are in `may` already.
        all.contested |= may_prevail & rule.against & all.may;
        all.values |= may_prevail & rule.gives;
        all.may |= may_prevail & bit;
        all.must |= mask(prevails == Truth::YES.0) & bit;
        all.sure |= mask(stands == Truth::YES.0) & bit;
        all.stood |= mask(stands & Truth::NO_BIT == 0) & bit;
        bit <<= 1;
    }
    (any <= Truth::OPEN.0).then_some(all)
}

/// The rules of a set.
#[inline(always)]
fn each(rules: &[Rule], mut set: u64) -> impl Iterator<Item = &Rule> {
    std::iter::from_fn(move || {
        let rule = rules.get(set.trailing_zeros() as usize)?;
        set &= set.wrapping_sub(1);
        Some(rule)
    })
}
