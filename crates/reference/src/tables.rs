//! Sections 2 and 4: the tables of truth and the operators on possible values.
//!
//! A value is seen as the set of outcomes it may have: values, and causes for which there may be none. Every operator
//! here is the exact lift, on independent operands, of what it does in one world. Nothing here knows a policy.

use whereas_hir::expr::Compare;
use whereas_value::answer::SetView;
use whereas_value::{Abstract, Cause, Causes, Interval, TextSet, Values, Verdict};

use crate::open::Open;

/// What may come of an expression, and the leaves that it still turns on.
///
/// Invariant: where one single outcome is possible, `open` is empty: nothing else can matter. So `open` *is* the walk
/// of section 5, backwards from here through what is not single.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Seen {
    /// Why there may be no value.
    pub causes: Causes,
    /// The possible values.
    pub values: Values,
    /// The leaves it turns on.
    pub open: Open,
}

impl Seen {
    /// An outcome that turns on nothing.
    pub fn of(causes: Causes, values: Values) -> Self {
        Self { causes, values, open: Open::default() }
    }

    /// A value that is there.
    pub fn sure(values: Values) -> Self {
        Self::of(Causes::NONE, values)
    }

    /// Surely yes, or surely no.
    pub fn truth(yes: bool) -> Self {
        Self::sure(truth(!yes, yes))
    }

    /// The same, turning on these leaves, unless it is single.
    pub fn on(mut self, leaves: &Open) -> Self {
        if !self.is_single() {
            self.open.add(leaves);
        }
        self
    }

    /// The same, turning on what these turn on, unless it is single.
    pub fn from<'s>(mut self, parts: impl IntoIterator<Item = &'s Self>) -> Self {
        if !self.is_single() {
            for part in parts {
                self.open.add(&part.open);
            }
        }
        self
    }

    /// The outcomes, without the leaves.
    pub fn outcome(&self) -> Abstract {
        Abstract { causes: self.causes, values: self.values.clone() }
    }

    /// Whether exactly one outcome is possible.
    pub fn is_single(&self) -> bool {
        if self.values.is_empty() {
            self.causes.count() <= 1
        } else {
            self.causes.is_empty() && self.values.is_single()
        }
    }

    /// Whether it may be yes.
    pub fn may_yes(&self) -> bool {
        matches!(self.values, Values::Truth { may_yes: true, .. })
    }

    /// Whether it may be no.
    pub fn may_no(&self) -> bool {
        matches!(self.values, Values::Truth { may_no: true, .. })
    }

    /// Whether it is yes, whatever is not known.
    pub fn surely_yes(&self) -> bool {
        self.causes.is_empty() && self.may_yes() && !self.may_no()
    }

    /// Whether it is no, whatever is not known.
    pub fn surely_no(&self) -> bool {
        self.causes.is_empty() && self.may_no() && !self.may_yes()
    }

    /// Whether it surely has no value.
    pub fn valueless(&self) -> bool {
        self.values.is_empty()
    }

    /// The possible numbers, where it is a number.
    pub fn interval(&self) -> Option<&Interval> {
        match &self.values {
            Values::Number(interval) => interval.as_ref(),
            Values::Truth { .. } | Values::Choice(_) | Values::Text(_) | Values::Set(_) => None,
        }
    }
}

/// The possible values of a yes/no.
pub(crate) const fn truth(may_no: bool, may_yes: bool) -> Values {
    Values::Truth { may_no, may_yes }
}

/// The possible values of a comparison.
pub(crate) const fn verdict(verdict: Verdict) -> Values {
    truth(verdict.may_no, verdict.may_yes)
}

// ------------------------------------------------------------------ truth

/// `and`: any no, then no; else any without a value, then the worst cause; else yes.
pub(crate) fn and(all: &[Seen]) -> Seen {
    let no = all.iter().any(Seen::may_no);
    let yes = all.iter().all(Seen::may_yes);
    let causes =
        possible_causes(all, |other, cause| other.may_yes() || other.causes.has_up_to(cause));
    Seen::of(causes, truth(no, yes)).from(all)
}

/// `or`: the dual of `and`.
pub(crate) fn or(all: &[Seen]) -> Seen {
    let negated: Vec<Seen> = all.iter().map(not).collect();
    not(&and(&negated))
}

/// `not`: keeps the cause.
pub(crate) fn not(seen: &Seen) -> Seen {
    Seen { values: truth(seen.may_yes(), seen.may_no()), ..seen.clone() }
}

/// `at least k`: yes where k say yes; no where yes and valueless together are fewer than k; else the worst cause.
pub(crate) fn at_least(count: u32, all: &[Seen]) -> Seen {
    let number = |test: &dyn Fn(&Seen) -> bool| {
        u32::try_from(all.iter().filter(|seen| test(seen)).count()).unwrap_or(u32::MAX)
    };
    let yes = number(&|seen| seen.may_yes()) >= count;
    let no = number(&|seen| !seen.may_no()) < count;
    let mut causes = Causes::NONE;
    for (place, seen) in all.iter().enumerate() {
        for cause in seen.causes.iter() {
            // This one has the cause. The others: at most k - 1 yes, and with the valueless at least k - 1, none worse.
            let others: Vec<&Seen> =
                all.iter().enumerate().filter(|(i, _)| *i != place).map(|(_, s)| s).collect();
            let worse = |seen: &&Seen| seen.valueless() && !seen.causes.has_up_to(cause);
            let most = others.iter().filter(|s| s.may_yes() || s.causes.has_up_to(cause)).count();
            let least = others.iter().filter(|s| !s.may_no() && !s.causes.has_up_to(cause)).count();
            let needed = usize::try_from(count).unwrap_or(usize::MAX);
            if !others.iter().any(worse) && most + 1 >= needed && least < needed {
                causes = causes.and(Causes::of(cause));
            }
        }
    }
    Seen::of(causes, truth(no, yes)).from(all)
}

/// `needs(C)`: yes where C is yes, *not ready* where it is no, else its cause; never no.
pub(crate) fn needs(condition: &Seen) -> Seen {
    let causes = if condition.may_no() {
        condition.causes.and(Causes::of(Cause::NotReady))
    } else {
        condition.causes
    };
    Seen::of(causes, truth(false, condition.may_yes())).from([condition])
}

/// The causes of which some operand has each, while every other lets it through.
fn possible_causes(all: &[Seen], lets: impl Fn(&Seen, Cause) -> bool) -> Causes {
    let possible = |cause: &Cause| {
        all.iter().enumerate().any(|(place, seen)| {
            seen.causes.has(*cause)
                && all.iter().enumerate().all(|(other, seen)| other == place || lets(seen, *cause))
        })
    };
    Cause::ALL.into_iter().filter(possible).collect()
}

// ------------------------------------------------------------------ strict operators

/// Arithmetic, comparison, `is empty`: the worst cause of the operands, each of which is needed.
pub(crate) fn strict(all: &[Seen]) -> Causes {
    possible_causes(all, |other, cause| !other.valueless() || other.causes.has_up_to(cause))
}

/// A comparison of two values. `same`: both sides are the same value, whatever it is.
pub(crate) fn compare(op: Compare, left: &Seen, right: &Seen, same: bool) -> Seen {
    let both = [left.clone(), right.clone()];
    let causes = strict(&both);
    let values = if left.valueless() || right.valueless() {
        truth(false, false)
    } else if same {
        let yes = matches!(op, Compare::Equal | Compare::AtMost | Compare::AtLeast);
        truth(!yes, yes)
    } else {
        let (a, b) = (&left.values, &right.values);
        verdict(match op {
            Compare::Equal => equal(a, b),
            Compare::NotEqual => equal(a, b).negated(),
            Compare::Less => less(a, b),
            Compare::AtMost => less(b, a).negated(),
            Compare::More => less(b, a),
            Compare::AtLeast => less(a, b).negated(),
        })
    };
    Seen::of(causes, values).from(&both)
}

/// `a is b`. Yes is possible where the two may meet; no is unless both are the same single value.
pub(crate) fn equal(a: &Values, b: &Values) -> Verdict {
    match (a, b) {
        (Values::Number(Some(a)), Values::Number(Some(b))) => a.is_equal_to(b),
        (Values::Text(a), Values::Text(b)) => a.is_equal_to(b),
        _ => Verdict { may_yes: !meet(a, b).is_empty(), may_no: !(a.is_single() && a == b) },
    }
}

/// `a is less than b`: of numbers and dates by their ends, of an ordered choice by its lowest and highest.
fn less(a: &Values, b: &Values) -> Verdict {
    match (ends(a), ends(b)) {
        (Some(a), Some(b)) => a.is_less_than(&b),
        _ => Verdict { may_no: true, may_yes: true },
    }
}

/// Possible values on a line, by their ends.
pub(crate) fn ends(values: &Values) -> Option<Interval> {
    match values {
        Values::Number(interval) => interval.clone(),
        Values::Choice(bits) if *bits != 0 => {
            let (lo, hi) = (bits.trailing_zeros(), 63 - bits.leading_zeros());
            Interval::new(Some(lo.into()), Some(hi.into()))
        }
        Values::Choice(_) | Values::Truth { .. } | Values::Text(_) | Values::Set(_) => None,
    }
}

// ------------------------------------------------------------------ sets of values

/// What may be in the one or in the other, of one type.
#[must_use]
pub fn join(a: &Values, b: &Values) -> Values {
    match (a, b) {
        (Values::Truth { may_no: n, may_yes: y }, Values::Truth { may_no: m, may_yes: z }) => {
            truth(*n || *m, *y || *z)
        }
        (Values::Choice(a), Values::Choice(b)) => Values::Choice(a | b),
        (Values::Number(a), Values::Number(b)) => Values::Number(match (a, b) {
            (Some(a), Some(b)) => Some(a.hull(b)),
            (None, other) | (other, None) => other.clone(),
        }),
        (Values::Text(a), Values::Text(b)) => Values::Text(a.union(b)),
        (Values::Set(a), Values::Set(b)) => Values::Set(match (a, b) {
            (Some(a), Some(b)) => Some(SetView {
                definite: a.definite & b.definite,
                possible: a.possible | b.possible,
            }),
            (None, other) | (other, None) => *other,
        }),
        _ => a.clone(),
    }
}

/// What may be in both.
pub(crate) fn meet(a: &Values, b: &Values) -> Values {
    match (a, b) {
        (Values::Truth { may_no: n, may_yes: y }, Values::Truth { may_no: m, may_yes: z }) => {
            truth(*n && *m, *y && *z)
        }
        (Values::Choice(a), Values::Choice(b)) => Values::Choice(a & b),
        (Values::Number(Some(a)), Values::Number(Some(b))) => Values::Number(a.meet(b)),
        (Values::Text(a), Values::Text(b)) => Values::Text(a.meet(b)),
        (Values::Set(Some(a)), Values::Set(Some(b))) => {
            let (definite, possible) = (a.definite | b.definite, a.possible & b.possible);
            let view = SetView { definite, possible };
            Values::Set((definite & !possible == 0).then_some(view))
        }
        _ => none_like(a),
    }
}

/// No value of the same type.
pub(crate) fn none_like(values: &Values) -> Values {
    match values {
        Values::Truth { .. } => truth(false, false),
        Values::Choice(_) => Values::Choice(0),
        Values::Number(_) => Values::Number(None),
        Values::Text(_) => Values::Text(TextSet::one_of([])),
        Values::Set(_) => Values::Set(None),
    }
}

/// Whether two values may differ, and whether they must. Neither, where one of them surely is not there.
pub(crate) fn differ(a: &Values, b: &Values) -> (bool, bool) {
    if a.is_empty() || b.is_empty() {
        return (false, false);
    }
    (!(a.is_single() && a == b), meet(a, b).is_empty())
}

/// What either may be: of two readings, two periods, two lanes.
pub(crate) fn either(a: &Seen, b: &Seen) -> Seen {
    Seen::of(a.causes.and(b.causes), join(&a.values, &b.values)).from([a, b])
}

/// `if C then A else B`, of branches that are made only where they may be taken.
pub(crate) fn choose(
    test: &Seen,
    then: impl FnOnce() -> Seen,
    otherwise: impl FnOnce() -> Seen,
    none: Values,
) -> Seen {
    let mut seen = Seen::of(test.causes, none);
    let mut open = test.open.clone();
    for branch in [test.may_yes().then(then), test.may_no().then(otherwise)].into_iter().flatten() {
        open.add(&branch.open);
        seen = Seen::of(seen.causes.and(branch.causes), join(&seen.values, &branch.values));
    }
    seen.on(&open)
}
