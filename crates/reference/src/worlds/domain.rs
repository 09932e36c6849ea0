//! The worlds of a case: what each thing may be, and every way to settle all of them.
//!
//! Reads a checked policy and a small case; produces the values each fact, field and further element may have, and
//! steps through their combinations.

use std::collections::BTreeSet;

use whereas_check::Checked;
use whereas_hir::clause::Presence;
use whereas_value::id::{FactId, IndexVec};
use whereas_value::{Case, Date, Interval, Leaf, Number, TextSet, Type, Values};

use super::Concrete;
use crate::known::{self, Known};

/// How many elements that are not stated a world may add to an open list.
const FURTHER: usize = 2;
/// How many values of one fact are tried: past it, some of them.
const OF_ONE: usize = 2_000;
/// How many whole numbers of an interval are tried one by one; past it, only those that could make a difference.
const TRIED: i64 = 24;

/// One world: everything has one value.
pub(crate) struct Settled {
    pub facts: IndexVec<FactId, Option<Concrete>>,
    pub judgements: Vec<Concrete>,
    /// Of each factor that somebody must find, whether it is present; others are not asked.
    pub found: Vec<bool>,
    pub questions: Vec<u32>,
}

/// What each thing may be.
pub(super) struct Dims {
    pub(super) facts: Vec<Vec<Option<Concrete>>>,
    pub(super) judgements: Vec<Vec<Concrete>>,
    pub(super) found: Vec<Vec<bool>>,
    pub(super) questions: Vec<Vec<u32>>,
    pub(super) exhaustive: bool,
}

impl Dims {
    pub(super) fn new(checked: &Checked, case: &Case) -> Option<Self> {
        let hir = checked.hir();
        let mut domain = Domain { checked, as_of: case.as_of, cap: OF_ONE, exhaustive: true };
        let known = known::facts(hir, case, true);
        let mut facts = Vec::new();
        for (id, fact) in hir.facts.enumerate() {
            let leaf = |path: &[u32]| Leaf::Fact(id, path.to_vec());
            facts.push(domain.all(known.get(id)?, &fact.ty, &leaf, &mut Vec::new())?);
        }
        let mut judgements = Vec::new();
        for judgement in hir.judgements.iter() {
            // Where its burden is in force, a world reads it as no.
            let all = known::any_value(hir, judgement.ty.present(), &Interval::ANY);
            judgements.push(domain.values(&all, &judgement.ty, &[])?);
        }
        let found = hir.factors.iter().map(|factor| match factor.present {
            // Without a finding, nothing asks for factors.
            Presence::FoundBy(_) if !case.findings.is_empty() => vec![false, true],
            Presence::FoundBy(_) | Presence::When(_) => vec![false],
        });
        let readings = hir.questions.iter().map(|question| {
            (0..u32::try_from(question.readings.len()).unwrap_or(u32::MAX)).collect()
        });
        let (found, questions) = (found.collect(), readings.collect());
        Some(Self { facts, judgements, found, questions, exhaustive: domain.exhaustive })
    }

    pub(super) fn lengths(&self) -> Vec<usize> {
        let facts = self.facts.iter().map(Vec::len);
        let judgements = self.judgements.iter().map(Vec::len);
        let found = self.found.iter().map(Vec::len);
        facts.chain(judgements).chain(found).chain(self.questions.iter().map(Vec::len)).collect()
    }

    pub(super) fn len(&self) -> usize {
        self.lengths().len()
    }

    pub(super) fn size(&self) -> Option<usize> {
        self.lengths().into_iter().try_fold(1_usize, usize::checked_mul)
    }

    /// The world at a place; each dimension has at least one value.
    pub(super) fn at(&self, place: &[usize]) -> Settled {
        let mut places = place.iter().copied();
        fn pick<T: Clone>(dims: &[Vec<T>], places: &mut impl Iterator<Item = usize>) -> Vec<T> {
            let picked = dims.iter().filter_map(|values| values.get(places.next()?).cloned());
            picked.collect()
        }
        Settled {
            facts: pick(&self.facts, &mut places).into_iter().collect(),
            judgements: pick(&self.judgements, &mut places),
            found: pick(&self.found, &mut places),
            questions: pick(&self.questions, &mut places),
        }
    }

    pub(super) fn advance(&self, place: &mut [usize]) -> bool {
        for (place, length) in place.iter_mut().zip(self.lengths()) {
            *place += 1;
            if *place < length {
                return true;
            }
            *place = 0;
        }
        false
    }
}

/// Lists the values of what is known, one by one.
struct Domain<'a> {
    checked: &'a Checked,
    as_of: Date,
    cap: usize,
    exhaustive: bool,
}

impl Domain<'_> {
    /// All values; `None`: absent. Nothing where there are too many.
    fn all(
        &mut self,
        known: &Known,
        ty: &Type,
        leaf: &dyn Fn(&[u32]) -> Leaf,
        path: &mut Vec<u32>,
    ) -> Option<Vec<Option<Concrete>>> {
        let absent = |may: bool| may.then_some(None);
        match known {
            Known::Value { values, may_be_absent } => {
                let thresholds = self.checked.tables().thresholds.get(&leaf(path));
                let thresholds = thresholds.map_or(&[][..], Vec::as_slice);
                let present = self.values(values, ty, thresholds)?.into_iter().map(Some);
                Some(present.chain(absent(*may_be_absent)).collect())
            }
            Known::Record { may_be_absent, may_be_present, fields } => {
                let mut records = if *may_be_present { vec![Vec::new()] } else { Vec::new() };
                for (place, field) in (0..).zip(fields) {
                    let declared = self.field_type(ty, place)?;
                    path.push(place);
                    let values = self.all(field, &declared, leaf, path)?;
                    path.pop();
                    if *may_be_present {
                        records = self.product(&records, &values);
                    }
                }
                let present = records.into_iter().map(|fields| Some(Concrete::Record(fields)));
                Some(present.chain(absent(*may_be_absent)).collect())
            }
            Known::List { rows, complete, others } => {
                let Type::List(element) = ty.present() else { return None };
                let mut lists = vec![Vec::new()];
                for row in rows {
                    let values = self.all(row, element, &|_| Leaf::Others(FactId(0)), path)?;
                    lists = self.product(&lists, &values);
                }
                let stated = lists;
                let mut all = stated.clone();
                if !complete || self.may_have_others(leaf) {
                    self.exhaustive = false;
                    let others = self.all(others, element, &|_| Leaf::Others(FactId(0)), path)?;
                    let mut longer = stated;
                    for _ in 0..FURTHER {
                        longer = self.product(&longer, &others);
                        all.extend(longer.iter().cloned());
                    }
                }
                Some(all.into_iter().map(|row| Some(Concrete::List(row))).collect())
            }
        }
    }

    /// A list that the case calls complete may have others where the policy says when it can be.
    fn may_have_others(&self, leaf: &dyn Fn(&[u32]) -> Leaf) -> bool {
        let Leaf::Fact(list, _) = leaf(&[]) else { return false };
        let fact = self.checked.hir().facts.get(list);
        fact.is_some_and(|fact| fact.complete_only_when.is_some())
    }

    /// Every row with every value at its end; where these are too many, some of them, spread over all.
    fn product(
        &mut self,
        rows: &[Vec<Option<Concrete>>],
        values: &[Option<Concrete>],
    ) -> Vec<Vec<Option<Concrete>>> {
        let stride = rows.len().saturating_mul(values.len()) / self.cap + 1;
        self.exhaustive &= stride == 1;
        let mut all = Vec::new();
        for (place, (row, value)) in
            rows.iter().flat_map(|row| values.iter().map(move |value| (row, value))).enumerate()
        {
            let spread = place.wrapping_mul(2_654_435_761) >> 7;
            if spread.is_multiple_of(stride) {
                let mut row = row.clone();
                row.push(value.clone());
                all.push(row);
            }
        }
        all
    }

    fn field_type(&self, ty: &Type, field: u32) -> Option<Type> {
        let Type::Record(record) = ty.present() else { return None };
        let records = &self.checked.hir().records;
        Some(whereas_hir::vocabulary::field(records, *record, field)?.ty.clone())
    }

    fn values(&mut self, values: &Values, ty: &Type, cuts: &[Number]) -> Option<Vec<Concrete>> {
        Some(match values {
            Values::Truth { may_no, may_yes } => {
                let no = may_no.then_some(Concrete::Truth(false));
                no.into_iter().chain(may_yes.then_some(Concrete::Truth(true))).collect()
            }
            Values::Choice(bits) => {
                let values = (0..64).filter(|value| bits & known::bit(*value) != 0);
                values.map(Concrete::Choice).collect()
            }
            Values::Number(None) | Values::Set(None) => Vec::new(),
            Values::Number(Some(interval)) => {
                self.numbers(interval, ty, cuts).into_iter().map(Concrete::Number).collect()
            }
            Values::Text(TextSet::OneOf(texts)) => {
                texts.iter().cloned().map(Concrete::Text).collect()
            }
            Values::Text(TextSet::Any) => {
                self.exhaustive = false;
                ["", "some text"].map(|text| Concrete::Text(text.into())).to_vec()
            }
            Values::Set(Some(view)) => {
                let open = view.possible & !view.definite;
                (open.count_ones() <= 8).then_some(())?;
                let mut sets = vec![view.definite];
                for bit in (0..64).map(known::bit).filter(|bit| open & bit != 0) {
                    sets.extend(sets.clone().into_iter().map(|set| set | bit));
                }
                sets.into_iter().map(Concrete::Set).collect()
            }
        })
    }

    /// The numbers of an interval, one by one where they are few and whole; else its ends and what is next to the cuts.
    fn numbers(&mut self, interval: &Interval, ty: &Type, cuts: &[Number]) -> Vec<Number> {
        if let Some(one) = interval.as_single() {
            return vec![one.clone()];
        }
        let whole = ty.present().is_discrete();
        let ends =
            interval.lo().and_then(Number::ceiling).zip(interval.hi().and_then(Number::floor));
        if let (true, Some((lo, hi))) = (whole, ends)
            && hi.saturating_sub(lo) < TRIED
        {
            return (lo..=hi).map(Number::from).collect();
        }
        self.exhaustive = false;
        let mut some: BTreeSet<Number> =
            interval.lo().into_iter().chain(interval.hi()).cloned().collect();
        let near: Vec<Number> = if matches!(ty.present(), Type::Date) {
            let days = [-40, -7, 0, 7].map(|by| self.as_of.plus_days(by).unwrap_or(self.as_of));
            cuts.iter().cloned().chain(days.map(|day| Number::from(day.days()))).collect()
        } else {
            cuts.iter().cloned().chain([Number::ZERO]).collect()
        };
        for cut in near.into_iter().flat_map(|cut| {
            [-1, 0, 1].map(|by| cut.checked_add(&Number::from(by)).unwrap_or(Number::ZERO))
        }) {
            some.insert(cut);
        }
        some.retain(|number| interval.contains(number) && (!whole || number.is_integer()));
        if some.is_empty() {
            some.extend(ends.map(|(lo, _)| Number::from(lo)));
        }
        some.into_iter().collect()
    }
}
