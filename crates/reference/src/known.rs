//! What a case knows of each fact: the non-empty set of values it may have, and whether it may be absent.
//!
//! Reads a policy and a case; produces one [`Known`] for each fact. *Effective fact*: what is stated, or the
//! presumed value where what is stated allows it. Fields of records are leaves of their own; the fields of an
//! element that is not stated (*the others*) may be anything.

use std::rc::Rc;

use whereas_hir::Hir;
use whereas_hir::expr::Literal;
use whereas_hir::vocabulary::Fact;
use whereas_value::answer::SetView;
use whereas_value::id::{ChoiceId, FactId, IndexVec};
use whereas_value::{Case, Given, Interval, Leaf, Number, Partial, Stated, TextSet, Type, Values};

/// What is known of a fact, of a field, or of an element.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Known {
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
        /// One element that is not stated.
        others: Box<Known>,
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

    /// The leaves of what is known, each made of its path.
    pub fn leaves(
        &self,
        path: &mut Vec<u32>,
        leaf: &mut impl FnMut(&[u32]) -> Leaf,
        all: &mut Vec<Leaf>,
    ) {
        match self {
            Self::Value { .. } => all.push(leaf(path)),
            Self::Record { fields, .. } => {
                all.push(leaf(path));
                for (place, field) in (0..).zip(fields) {
                    path.push(place);
                    field.leaves(path, leaf, all);
                    path.pop();
                }
            }
            Self::List { .. } => {}
        }
    }

    /// The same with what is at the end of a path replaced.
    pub fn with(&self, path: &[u32], value: Self) -> Self {
        match (path.split_first(), self) {
            (None, _) => value,
            (Some((first, rest)), Self::Record { may_be_absent, may_be_present, fields }) => {
                let replaced = (0..).zip(fields).map(|(place, field)| {
                    if place == *first { field.with(rest, value.clone()) } else { field.clone() }
                });
                Self::Record {
                    may_be_absent: *may_be_absent,
                    may_be_present: *may_be_present,
                    fields: replaced.collect(),
                }
            }
            (Some(_), Self::Value { .. } | Self::List { .. }) => self.clone(),
        }
    }
}

/// All values of a choice, one bit each.
pub(crate) fn all_values(hir: &Hir, choice: ChoiceId) -> u64 {
    let count = hir.choices.get(choice).map_or(0, |choice| choice.values.len());
    (0..count.min(64)).fold(0, |bits, value| bits | 1 << value)
}

/// Everything of a type: what is known of a value of which nothing is said.
pub(crate) fn everything(hir: &Hir, ty: &Type, bounds: &Interval) -> Known {
    let may_be_absent = matches!(ty, Type::Optional(_));
    match ty.present() {
        Type::Record(record) => {
            let fields = hir.records.get(*record).map_or(&[][..], |record| &record.fields);
            let fields = fields.iter().map(|field| everything(hir, &field.ty, &Interval::ANY));
            Known::Record { may_be_absent, may_be_present: true, fields: fields.collect() }
        }
        Type::List(element) => {
            let others = Box::new(everything(hir, element, &Interval::ANY));
            Known::List { rows: Vec::new(), complete: false, others }
        }
        Type::Truth
        | Type::Number
        | Type::Integer
        | Type::Money { .. }
        | Type::Date
        | Type::Days
        | Type::Months
        | Type::Minutes
        | Type::NumberIn(_)
        | Type::Text
        | Type::Choice(_)
        | Type::Set(_)
        | Type::Optional(_)
        | Type::Broken => Known::Value { values: any_value(hir, ty, bounds), may_be_absent },
    }
}

/// All values of a type that is neither a record nor a list.
pub(crate) fn any_value(hir: &Hir, ty: &Type, bounds: &Interval) -> Values {
    match ty {
        Type::Truth => Values::Truth { may_no: true, may_yes: true },
        Type::Choice(choice) => Values::Choice(all_values(hir, *choice)),
        Type::Set(choice) => {
            Values::Set(Some(SetView { definite: 0, possible: all_values(hir, *choice) }))
        }
        Type::Text => Values::Text(TextSet::Any),
        Type::Number
        | Type::Integer
        | Type::Money { .. }
        | Type::Date
        | Type::Days
        | Type::Months
        | Type::Minutes
        | Type::NumberIn(_) => Values::Number(Some(bounds.clone())),
        Type::Optional(inner) => any_value(hir, inner, bounds),
        Type::Record(_) | Type::List(_) | Type::Broken => nothing(ty),
    }
}

/// No value of a type.
pub(crate) fn nothing(ty: &Type) -> Values {
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
        Type::Truth | Type::Optional(_) | Type::Record(_) | Type::List(_) | Type::Broken => {
            Values::Truth { may_no: false, may_yes: false }
        }
    }
}

/// The one value that a literal is.
pub(crate) fn literal(literal: &Literal) -> Values {
    match literal {
        Literal::Truth(yes) => Values::Truth { may_no: !yes, may_yes: *yes },
        Literal::Choice { value, .. } => Values::Choice(bit(*value)),
        Literal::Text(text) => Values::Text(TextSet::single(text.clone())),
        Literal::ChoiceName(_) => Values::Choice(0),
        Literal::Number(_)
        | Literal::Money { .. }
        | Literal::Date(_)
        | Literal::Days(_)
        | Literal::Months(_)
        | Literal::Minutes(_)
        | Literal::Quantity { .. } => Values::Number(number(literal).map(Interval::single)),
    }
}

/// The bit of a value of a choice.
pub(crate) fn bit(value: u32) -> u64 {
    1_u64.checked_shl(value).unwrap_or(0)
}

/// The number that a literal is; of a date its day number.
pub(crate) fn number(literal: &Literal) -> Option<Number> {
    match literal {
        Literal::Number(number)
        | Literal::Money { amount: number, .. }
        | Literal::Days(number)
        | Literal::Months(number)
        | Literal::Minutes(number)
        | Literal::Quantity { amount: number, .. } => Some(number.clone()),
        Literal::Date(date) => Some(Number::from(date.days())),
        Literal::Truth(_) | Literal::Text(_) | Literal::Choice { .. } | Literal::ChoiceName(_) => {
            None
        }
    }
}

/// The bounds of a fact.
pub(crate) fn bounds(fact: &Fact) -> Interval {
    let least = fact.least.as_ref().and_then(number);
    let most = fact.most.as_ref().and_then(number);
    Interval::new(least, most).unwrap_or(Interval::ANY)
}

fn given(hir: &Hir, ty: &Type, bounds: &Interval, given: &Given) -> Known {
    match (ty.present(), &given.value) {
        (Type::Record(record), value) => {
            let declared = hir.records.get(*record).map_or(&[][..], |record| &record.fields);
            let fields = (0_usize..).zip(declared).map(|(place, field)| match value {
                None => absent(hir, &field.ty),
                Some(Partial::Record(stated)) => stated.get(place).map_or_else(
                    || everything(hir, &field.ty, &Interval::ANY),
                    |stated| self::given(hir, &field.ty, &Interval::ANY, stated),
                ),
                Some(_) => everything(hir, &field.ty, &Interval::ANY),
            });
            Known::Record {
                may_be_absent: given.may_be_absent,
                may_be_present: value.is_some(),
                fields: fields.collect(),
            }
        }
        (Type::List(element), value) => {
            let (stated, complete) = match value {
                Some(Partial::List { elements, complete }) => (elements.as_slice(), *complete),
                Some(_) => (&[][..], false),
                None => (&[][..], true),
            };
            let rows = stated.iter().map(|row| self::given(hir, element, &Interval::ANY, row));
            let others = Box::new(everything(hir, element, &Interval::ANY));
            Known::List { rows: rows.collect(), complete, others }
        }
        (ty, None) => Known::Value { values: nothing(ty), may_be_absent: true },
        (ty, Some(partial)) => Known::Value {
            values: some_value(hir, ty, bounds, partial),
            may_be_absent: given.may_be_absent,
        },
    }
}

fn absent(hir: &Hir, ty: &Type) -> Known {
    given(hir, ty, &Interval::ANY, &Given::absent())
}

/// The values of a partial value.
pub(crate) fn some_value(hir: &Hir, ty: &Type, bounds: &Interval, partial: &Partial) -> Values {
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
        Partial::Any | Partial::Record(_) | Partial::List { .. } => any_value(hir, ty, bounds),
    }
}

/// What the case states of a fact.
pub(crate) fn stated(hir: &Hir, fact: &Fact, stated: &Stated) -> Known {
    match stated {
        Stated::LeftOut | Stated::Asked => everything(hir, &fact.ty, &bounds(fact)),
        Stated::Given(value) => given(hir, &fact.ty, &bounds(fact), value),
    }
}

/// *Effective fact*: the presumed value, where what is stated allows it.
fn effective(fact: &Fact, known: Known) -> Known {
    match (&fact.presumed, &known) {
        (Some(presumed), Known::Value { values, .. }) => {
            let presumed = literal(presumed);
            if meets(values, &presumed) {
                Known::Value { values: presumed, may_be_absent: false }
            } else {
                known
            }
        }
        _ => known,
    }
}

fn meets(values: &Values, one: &Values) -> bool {
    !crate::tables::meet(values, one).is_empty()
}

/// All facts of a case, with presumptions or without.
pub(crate) fn facts(hir: &Hir, case: &Case, presume: bool) -> IndexVec<FactId, Rc<Known>> {
    let known = hir.facts.enumerate().map(|(id, fact)| {
        let known = stated(hir, fact, case.facts.get(id).unwrap_or(&Stated::LeftOut));
        Rc::new(if presume { effective(fact, known) } else { known })
    });
    known.collect()
}
