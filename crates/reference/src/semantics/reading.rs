//! Section 10: what is read of a case. Facts, fields, elements; absence; what is known; days and parameters.

use whereas_hir::expr::{EventField, Expr, ExprId};
use whereas_value::id::{ParameterId, QuestionId};
use whereas_value::{Cause, Causes, Interval, Leaf, Number, TextSet, Type, Values};

use whereas_hir::Hir;

use super::{At, Place, Root, Run};
use crate::known::{self, Known};
use crate::open::Open;
use crate::tables::{Seen, join, needs, truth};

impl<'a> Run<'_, 'a> {
    // -------------------------------------------------------------- facts, fields, elements

    pub(super) fn field(&mut self, id: ExprId, base: ExprId, field: u32, at: &At<'a>) -> Seen {
        if let Some((root, path)) = self.path(id) {
            return self.read(root, &path, at);
        }
        if let Some((term, day)) = whereas_hir::expr::day_of(self.hir(), base, field) {
            let clause = self.hir().terms.get(term).map(|term| term.clause);
            let policy = clause.map_or(Hir::MAIN, |clause| self.policy_of(clause));
            return self.value(day, &At::policy(policy));
        }
        // `(the c in xs with smallest c.born).name`, perhaps of a record within the element.
        let hir = self.hir();
        let mut path = vec![field];
        let mut base = base;
        while let Some(Expr::Field { base: inner, field }) = hir.exprs.get(base) {
            path.insert(0, *field);
            base = *inner;
        }
        if let Some(Expr::Pick { largest, over, key }) = hir.exprs.get(base) {
            return self.pick(*largest, *over, *key, &path, at);
        }
        self.broken(id)
    }

    /// Where a root leads: what is known there, its type, and the leaf of a path from it.
    pub(super) fn start(&self, root: Root, at: &At<'a>) -> Option<(Known, Type, Option<Place>)> {
        let hir = self.hir();
        let (fact, place) = match root {
            Root::Fact(fact) => (fact, None),
            Root::Variable(variable) => {
                let place = at.place(variable)?;
                (place.list(), Some(place))
            }
        };
        let known = self.facts.get(fact)?;
        let declared = hir.facts.get(fact)?.ty.clone();
        let Some(place) = place else { return Some((Known::clone(known), declared, None)) };
        let Known::List { rows, others, .. } = &**known else { return None };
        let Type::List(element) = declared.present() else { return None };
        let known = match place {
            Place::Row(_, row) => rows.get(usize::try_from(row).ok()?)?.clone(),
            Place::Others(_) => Known::clone(others),
        };
        Some((known, Type::clone(element), Some(place)))
    }

    /// The leaf of a path.
    pub(super) fn path_leaf(&self, root: Root, place: Option<Place>, path: &[u32]) -> Open {
        let path = path.to_vec();
        match (root, place) {
            (_, Some(Place::Row(list, row))) => self.leaf(&Leaf::Element { list, row, path }),
            (_, Some(Place::Others(list))) => self.leaf(&Leaf::Others(list)),
            (Root::Fact(fact), None) => self.leaf(&Leaf::Fact(fact, path)),
            (Root::Variable(_), None) => Open::default(),
        }
    }

    /// Reading a leaf: its values, and *undetermined* where it, or a record around it, may be absent.
    pub(super) fn read(&mut self, root: Root, path: &[u32], at: &At<'a>) -> Seen {
        let Some(found) = self.look(root, path, at) else {
            return Seen::of(Causes::of(Cause::Undetermined), truth(false, false));
        };
        let Known::Value { values, may_be_absent } = &found.known else {
            return Seen::of(Causes::of(Cause::Undetermined), truth(false, false));
        };
        let guarded = at.present.contains(&(root, path.to_vec()));
        let mut open = found.open;
        if !values.is_single() || *may_be_absent {
            open.add(&found.leaf);
        }
        let hir = self.hir();
        let fresh = || known::any_value(hir, found.ty.present(), &found.bounds);
        let values = if guarded && values.is_empty() { fresh() } else { values.clone() };
        let absent = found.record_may_be_absent || *may_be_absent && !guarded;
        let causes = if absent { Causes::of(Cause::Undetermined) } else { Causes::NONE };
        Seen::of(causes, values).on(&open)
    }

    /// Goes down a path. A record that may be absent is a leaf of its own on the way, unless it was asked about.
    fn look(&self, root: Root, path: &[u32], at: &At<'a>) -> Option<Look> {
        let hir = self.hir();
        let (mut known, mut ty, place) = self.start(root, at)?;
        let bounds = match (root, path) {
            (Root::Fact(fact), []) => known::bounds(hir.facts.get(fact)?),
            _ => Interval::ANY,
        };
        let mut open = Open::default();
        let (mut may_be_absent, mut may_be_present) = (false, true);
        for (depth, field) in path.iter().enumerate() {
            let here = path.get(..depth).unwrap_or_default();
            let Known::Record { may_be_absent: absent, may_be_present: present, fields } = &known
            else {
                return None;
            };
            let Type::Record(record) = ty.present() else { return None };
            let declared = whereas_hir::vocabulary::field(&hir.records, *record, *field)?;
            let guarded = at.present.contains(&(root, here.to_vec()));
            if *absent && !guarded {
                may_be_absent = true;
                may_be_present &= *present;
                if *present {
                    open.add(&self.path_leaf(root, place, here));
                }
            }
            let next = if guarded && !present {
                known::everything(hir, &declared.ty, &Interval::ANY)
            } else {
                fields.get(usize::try_from(*field).ok()?)?.clone()
            };
            ty = declared.ty.clone();
            known = next;
        }
        let leaf = self.path_leaf(root, place, path);
        Some(Look {
            known,
            ty,
            bounds,
            leaf,
            open,
            record_may_be_absent: may_be_absent,
            record_may_be_present: may_be_present,
        })
    }

    /// `F is absent`: yes or no.
    pub(super) fn is_absent(&mut self, id: ExprId, at: &At<'a>) -> Seen {
        let hir = self.hir();
        if let Some((root, path)) = self.path(id) {
            let Some(found) = self.look(root, &path, at) else { return Seen::truth(false) };
            return found.absence();
        }
        if let Some(Expr::Term(term)) = hir.exprs.get(id) {
            let Some(term) = hir.terms.get(*term) else { return Seen::truth(false) };
            return self.is_absent(term.means, &At::policy(self.policy_of(term.clause)));
        }
        // Nothing else can be absent.
        let of = self.value(id, at);
        let values = if of.valueless() { truth(false, false) } else { truth(true, false) };
        Seen::of(of.causes, values).from([&of])
    }

    /// `F is known` speaks of the record, not of the world: yes, or without a value (*not ready*); never no. So it asks
    /// what the case itself knows, whatever the refinement has settled.
    pub(super) fn is_known(&mut self, id: ExprId, at: &At<'a>) -> Seen {
        let setting = self.setting;
        let (variant, record, lifted) = (self.variant, self.record, self.lifted);
        let mut itself =
            Run::new(setting, variant, record, record, &setting.unfixed, lifted, self.good);
        let known = self.path(id).and_then(|(root, path)| {
            // Not even the period of the variant cuts the record of the day that governs.
            let cut = std::mem::replace(&mut itself.facts, record.clone());
            let found = itself.look(root, &path, at)?;
            itself.facts = cut;
            let around = !found.record_may_be_absent || !found.record_may_be_present;
            if let (Known::List { rows, .. }, Root::Fact(list)) = (&found.known, root) {
                let all = rows.iter().all(Known::is_single);
                return Some(all && itself.there(list).surely_no());
            }
            Some(around && found.known.is_single())
        });
        needs(&Seen::truth(known.unwrap_or(false)))
    }

    // -------------------------------------------------------------- questions, days, parameters, events

    /// `q is A`: an open question is a leaf that nothing settles, save where force turns on it.
    pub(super) fn reading(&mut self, question: QuestionId, reading: u32) -> Seen {
        let taken = self.variant.readings.get(&question).or(self.fixed.questions.get(&question));
        match taken {
            Some(taken) => Seen::truth(*taken == reading),
            None => {
                let count = self.hir().questions.get(question).map_or(0, |q| q.readings.len());
                Seen::sure(truth(count > 1, true)).on(&self.leaf(&Leaf::Question(question)))
            }
        }
    }

    /// The governing day: that of the fact which governs, or the as-of day.
    pub(super) fn governing_day(&mut self) -> Seen {
        let day = Seen::sure(Values::Number(Some(self.variant.governing())));
        match self.hir().policies.get(Hir::MAIN).and_then(|policy| policy.governed_by) {
            Some(fact) => day.on(&self.leaf(&Leaf::Fact(fact, Vec::new()))),
            None => day,
        }
    }

    /// `p on D`: the value that is in force on the day; before the first there is none.
    pub(super) fn parameter(&mut self, id: ParameterId, on: Option<ExprId>, at: &At<'a>) -> Seen {
        let hir = self.hir();
        let day = match on {
            Some(on) => self.value(on, at),
            None => self.governing_day(),
        };
        let Some(parameter) = hir.parameters.get(id) else { return day };
        let mut values = known::nothing(&parameter.ty);
        let mut causes = day.causes;
        if let Some(day) = day.interval() {
            let ends = parameter.values.iter().skip(1).map(|(from, _)| from.plus_days(-1).ok());
            let ends = ends.chain([None]);
            for ((from, value), last) in parameter.values.iter().zip(ends) {
                let last = last.map(|last| Number::from(last.days()));
                let period = Interval::new(Some(Number::from(from.days())), last);
                if period.is_some_and(|period| period.meet(day).is_some()) {
                    values = join(&values, &known::literal(value));
                }
            }
            let first = parameter.values.first().map(|(from, _)| Number::from(from.days()));
            let early = first.is_none_or(|first| day.lo().is_none_or(|lo| *lo < first));
            if early {
                causes = causes.and(Causes::of(Cause::Undetermined));
            }
        }
        Seen::of(causes, values).from([&day])
    }

    /// `E.on`, `E.by`, `E.about`, of the event from which a duty arises.
    pub(super) fn event_field(&mut self, field: EventField, at: &At<'a>) -> Seen {
        let Some(event) = at.event else {
            return Seen::of(Causes::of(Cause::Undetermined), truth(false, false));
        };
        match field {
            EventField::On => Seen::sure(Values::Number(Some(Interval::of_date(event.on)))),
            EventField::By(None) => Seen::truth(event.by.is_some()),
            EventField::By(Some(actor)) => match event.by {
                Some(by) => Seen::truth(by == actor),
                None => Seen::sure(truth(true, true)).on(&self.setting.leaves.event_by()),
            },
            EventField::About => match &event.about {
                Some(about) => Seen::sure(Values::Text(TextSet::single(about.clone()))),
                None => {
                    Seen::sure(Values::Text(TextSet::Any)).on(&self.setting.leaves.event_about())
                }
            },
        }
    }
}

/// What a path leads to.
struct Look {
    known: Known,
    ty: Type,
    bounds: Interval,
    /// The leaf of the path itself.
    leaf: Open,
    /// The records around it that may be absent.
    open: Open,
    record_may_be_absent: bool,
    record_may_be_present: bool,
}

impl Look {
    pub(super) fn absence(&self) -> Seen {
        let (absent, present) = match &self.known {
            Known::Value { values, may_be_absent } => (*may_be_absent, !values.is_empty()),
            Known::Record { may_be_absent, may_be_present, .. } => {
                (*may_be_absent, *may_be_present)
            }
            Known::List { .. } => (false, true),
        };
        let mut open = self.open.clone();
        if absent && present {
            open.add(&self.leaf);
        }
        let no = present && self.record_may_be_present;
        Seen::sure(truth(no, absent || self.record_may_be_absent)).on(&open)
    }
}
