//! What a case knows of each fact: the possible values, and whether it may be absent.
//!
//! Reads the types of a plan and a case; produces one [`Known`] for each fact, and of each leaf that programs read
//! its [`State`]. *Effective fact*: the presumed value, where what is stated allows it; else what is stated.

use smallvec::SmallVec;
use whereas_plan::Facts;
use whereas_plan::facts::{Constant, FactType};
use whereas_value::answer::SetView;
use whereas_value::id::FactId;
use whereas_value::{Cause, Causes, Interval, Number, Partial, Stated, TextSet, Type, Values};

use crate::given;

/// What is known of a fact, of a field, or of an element.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Known {
    /// One value of these, if it exists.
    Value {
        /// The possible values; none where it surely does not exist.
        values: Values,
        /// Whether it may not exist.
        may_be_absent: bool,
    },
    /// A record, field by field.
    Record {
        /// Whether it may not exist.
        may_be_absent: bool,
        /// Whether it may exist.
        may_be_present: bool,
        /// Its fields.
        fields: Vec<Known>,
    },
    /// A list.
    List {
        /// The elements that are stated.
        rows: Vec<Known>,
        /// Whether the case says that these are all.
        complete: bool,
    },
}

impl Known {
    /// Whether one value is known, or that there surely is none.
    pub fn is_single(&self) -> bool {
        match self {
            Self::Value { values, may_be_absent } => {
                if values.is_empty() {
                    *may_be_absent
                } else {
                    !may_be_absent && values.is_single()
                }
            }
            Self::Record { may_be_absent, may_be_present, fields } => {
                !may_be_present || !may_be_absent && fields.iter().all(Self::is_single)
            }
            Self::List { .. } => false,
        }
    }

    /// What a path of fields leads to.
    pub fn at_mut(&mut self, path: &[u32]) -> Option<&mut Self> {
        match (path.split_first(), self) {
            (None, known) => Some(known),
            (Some((first, rest)), Self::Record { fields, .. }) => {
                fields.get_mut(*first as usize)?.at_mut(rest)
            }
            (Some(_), Self::Value { .. } | Self::List { .. }) => None,
        }
    }

    /// What programs read of it at the end of a path.
    pub fn state(&self, path: &[u32]) -> State {
        let mut known = self;
        let mut around = Arounds::new();
        for step in path {
            let Self::Record { may_be_absent, may_be_present, fields } = known else {
                return State::nothing();
            };
            around.push(Around { absent: *may_be_absent, present: *may_be_present });
            let Some(field) = fields.get(*step as usize) else { return State::nothing() };
            known = field;
        }
        let single = known.is_single();
        match known {
            Self::Value { values, may_be_absent } => {
                State::new(around, values.clone(), *may_be_absent, !values.is_empty(), single)
            }
            Self::Record { may_be_absent, may_be_present, .. } => {
                State::new(around, Values::Choice(0), *may_be_absent, *may_be_present, single)
            }
            Self::List { .. } => State::new(around, Values::Choice(0), false, true, single),
        }
    }
}

/// A record on the way to a leaf.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Around {
    /// It may not exist.
    pub absent: bool,
    /// It may exist.
    pub present: bool,
}

/// The records on the way to a leaf, from the outside. There are hardly ever more than a few.
pub type Arounds = SmallVec<[Around; 4]>;

/// What a program reads of a leaf.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct State {
    /// The records on the way, from the outside.
    pub around: Arounds,
    /// The possible values.
    pub values: Values,
    /// It may not exist.
    pub absent: bool,
    /// It may exist.
    pub present: bool,
    /// It is known: one value, or none for sure.
    pub single: bool,
    /// Its own value is not known to be one value that is there: it is a leaf of its own.
    pub open: bool,
    /// The causes where nothing stands beside it that rules absence out.
    pub causes: Causes,
}

impl State {
    pub(crate) fn new(
        around: Arounds,
        values: Values,
        absent: bool,
        present: bool,
        single: bool,
    ) -> Self {
        let may_be_absent = absent || around.iter().any(|record| record.absent);
        let causes = if may_be_absent { Causes::of(Cause::Undetermined) } else { Causes::NONE };
        let open = absent || !values.is_single();
        Self { around, values, absent, present, single, open, causes }
    }

    /// The same within an interval, where it is a number that is there.
    pub fn within(&self, days: &Interval) -> Self {
        let Values::Number(Some(known)) = &self.values else { return self.clone() };
        if self.absent {
            return self.clone();
        }
        let values = Values::Number(known.meet(days));
        Known::Value { values, may_be_absent: false }.state(&[])
    }

    pub(crate) fn nothing() -> Self {
        Self::new(Arounds::new(), Values::Choice(0), true, false, true)
    }

    /// The same, read with what stands beside it: one bit of `guards` for each step of the way.
    pub fn guarded(
        &self,
        guards: u32,
        facts: &Facts,
        ty: &Type,
        path: &[u32],
        bounds: &Interval,
    ) -> Self {
        let guard = |depth: usize| {
            u32::try_from(depth).is_ok_and(|depth| depth < 32 && guards >> depth & 1 == 1)
        };
        let mut around = Arounds::new();
        let mut read = self.clone();
        let mut fresh = false;
        let mut ty = ty;
        for (depth, step) in path.iter().enumerate() {
            let stated = self.around.get(depth).copied();
            let record = match stated {
                Some(record) if !fresh => record,
                Some(_) | None => Around { absent: matches!(ty, Type::Optional(_)), present: true },
            };
            if guard(depth) {
                around.push(Around { absent: false, present: true });
                fresh |= !record.present;
            } else {
                around.push(record);
            }
            ty = field_type(facts, ty, *step);
        }
        if fresh {
            read.values = any_value(facts, ty, &Interval::ANY);
            read.absent = matches!(ty, Type::Optional(_));
            read.present = true;
            read.single = false;
            read.open = true;
        }
        let (single, open) = (read.single, read.open);
        if guard(path.len()) {
            read.absent = false;
            if read.values.is_empty() && !matches!(ty.present(), Type::Record(_)) {
                read.values = any_value(facts, ty, bounds);
            }
        }
        Self { open, ..Self::new(around, read.values, read.absent, read.present, single) }
    }

    /// Whether no record around it is in doubt: `is known` asks it.
    pub fn is_placed(&self) -> bool {
        let absent = self.around.iter().any(|record| record.absent);
        let present =
            self.around.iter().filter(|record| record.absent).all(|record| record.present);
        !absent || !present
    }

    /// Whether it may exist, as far as the records around it say.
    pub fn may_be_placed(&self) -> bool {
        self.around.iter().filter(|record| record.absent).all(|record| record.present)
    }

    /// Whether a record around it may be absent.
    pub fn may_be_missing(&self) -> bool {
        self.around.iter().any(|record| record.absent)
    }
}

/// The type of what is not there.
static BROKEN: Type = Type::Broken;

/// The type of a field.
pub fn field_type<'f>(facts: &'f Facts, ty: &Type, field: u32) -> &'f Type {
    let fields = ty.record().and_then(|record| facts.records.get(record));
    fields.and_then(|fields| fields.get(field as usize)).unwrap_or(&BROKEN)
}

/// The type of a list's elements.
pub fn element_type(facts: &Facts, list: FactId) -> &Type {
    facts.facts.get(list).and_then(|fact| fact.ty.listed()).unwrap_or(&BROKEN)
}

/// All values of a choice of this many, one bit each.
pub const fn all_bits(count: u32) -> u64 {
    match u64::MAX.checked_shr(64_u32.saturating_sub(count)) {
        Some(bits) => bits,
        None => 0,
    }
}

/// All values of a type that is neither a record nor a list.
pub fn any_value(facts: &Facts, ty: &Type, bounds: &Interval) -> Values {
    let size = |choice| all_bits(facts.choices.get(choice).copied().unwrap_or(0));
    match ty.present() {
        Type::Truth => Values::Truth { may_no: true, may_yes: true },
        Type::Choice(choice) => Values::Choice(size(*choice)),
        Type::Set(choice) => Values::Set(Some(SetView { definite: 0, possible: size(*choice) })),
        Type::Text => Values::Text(TextSet::Any),
        Type::Number
        | Type::Integer
        | Type::Money { .. }
        | Type::Date
        | Type::Days
        | Type::Months
        | Type::Minutes
        | Type::NumberIn(_) => Values::Number(Some(bounds.clone())),
        Type::Record(_) | Type::List(_) | Type::Optional(_) | Type::Broken => {
            Values::Truth { may_no: false, may_yes: false }
        }
    }
}

/// No value of a type.
pub fn no_value(ty: &Type) -> Values {
    match ty.present() {
        Type::Choice(_) => Values::Choice(0),
        Type::Set(_) => Values::Set(None),
        Type::Text => Values::Text(TextSet::one_of([])),
        Type::Number
        | Type::Integer
        | Type::Money { .. }
        | Type::Date
        | Type::Days
        | Type::Months
        | Type::Minutes
        | Type::NumberIn(_) => Values::Number(None),
        Type::Truth | Type::Record(_) | Type::List(_) | Type::Optional(_) | Type::Broken => {
            Values::Truth { may_no: false, may_yes: false }
        }
    }
}

/// The values of a partial value.
pub fn some_value(facts: &Facts, ty: &Type, bounds: &Interval, partial: &Partial) -> Values {
    match partial {
        Partial::Truth { may_no, may_yes } => Values::Truth { may_no: *may_no, may_yes: *may_yes },
        Partial::Choice(bits) => Values::Choice(*bits),
        Partial::Number(interval) => {
            Values::Number(interval.meet(bounds).or_else(|| Some(interval.clone())))
        }
        Partial::Text(texts) => Values::Text(texts.clone()),
        Partial::Set { may_in, may_out } => {
            Values::Set(Some(SetView { definite: may_in & !may_out, possible: *may_in }))
        }
        Partial::Any | Partial::Record(_) | Partial::List { .. } => any_value(facts, ty, bounds),
    }
}

/// The bounds of a fact, all numbers where it has none.
pub fn bounds(fact: &FactType) -> Interval {
    fact.bounds().unwrap_or(Interval::ANY)
}

/// What a case knows of a fact: with its presumption, or only as stated. Also whether the presumption matters.
pub fn fact(
    facts: &Facts,
    fact: &FactType,
    stated: Option<&Stated>,
    presume: bool,
) -> (Known, bool) {
    let bounds = bounds(fact);
    let known = given::known(facts, &fact.ty, &bounds, given::given(stated));
    let (Some(presumed), Known::Value { values, .. }) = (&fact.presumed, &known) else {
        return (known, false);
    };
    let presumed = constant(presumed);
    if !presume || !meets(values, &presumed) {
        return (known, false);
    }
    let effective = Known::Value { values: presumed, may_be_absent: false };
    let changed = effective != known;
    (effective, changed)
}

/// The one value that a constant is.
pub fn constant(constant: &Constant) -> Values {
    match constant {
        Constant::Truth(yes) => Values::Truth { may_no: !yes, may_yes: *yes },
        Constant::Choice(place) => Values::Choice(1_u64.checked_shl(*place).unwrap_or(0)),
        Constant::Number(number) => Values::Number(Some(Interval::single(Number::clone(number)))),
        Constant::Text(text) => Values::Text(TextSet::single(text.clone())),
    }
}

/// Whether some value is possible in both.
pub fn meets(a: &Values, b: &Values) -> bool {
    match (a, b) {
        (Values::Truth { may_no: n, may_yes: y }, Values::Truth { may_no: m, may_yes: z }) => {
            n & m || y & z
        }
        (Values::Choice(a), Values::Choice(b)) => a & b != 0,
        (Values::Number(Some(a)), Values::Number(Some(b))) => a.meet(b).is_some(),
        (Values::Text(a), Values::Text(b)) => !a.meet(b).is_empty(),
        (
            Values::Truth { .. }
            | Values::Choice(_)
            | Values::Number(_)
            | Values::Text(_)
            | Values::Set(_),
            _,
        ) => false,
    }
}
