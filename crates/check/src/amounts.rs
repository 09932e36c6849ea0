//! How large numbers may become and how many places they may carry.
//!
//! Reads the policy and its types; produces a [`Reach`] for every numeric expression, and from it how the numbers
//! are kept ([`Repr`]) and whether money needs rounding. Invariant: a reach holds every value that the expression
//! can have in a case whose numbers have at most 38 digits and whose lists have at most 100,000 elements.

use std::collections::{BTreeMap, BTreeSet};

use whereas_hir::Hir;
use whereas_hir::clause::Gives;
use whereas_hir::expr::{Arithmetic, Elapsed, Expr, ExprId, Literal};
use whereas_value::currency::Currency;
use whereas_value::date::Date;
use whereas_value::id::{ClauseId, DecisionId, IndexVec};
use whereas_value::interval::{Interval, Lifted};
use whereas_value::month::MonthEnds;
use whereas_value::number::Number;
use whereas_value::types::Type;

use crate::leaves;
use crate::tables::Repr;
use crate::visit;

/// The most elements of a list.
const ELEMENTS: i64 = 100_000;

/// The values a numeric expression may have.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reach {
    /// From where to where; an end that is not there is not known.
    pub span: Interval,
    /// The places after the point; none where no number of places is sure to be enough.
    pub places: Option<u32>,
    /// Whether a rounding is among what it is made of.
    pub rounded: bool,
}

/// The reach of every numeric expression; none of the others.
pub fn reaches(hir: &Hir, types: &IndexVec<ExprId, Type>) -> IndexVec<ExprId, Option<Reach>> {
    let given = Given::of(hir);
    // What a decision is given stands before the first that reads it, so before all others.
    let mut read = BTreeSet::new();
    let order = visit::order_by(hir, |expr, out| {
        out.extend(expr.operands());
        if read_whole(expr).is_none_or(|decision| read.insert(decision)) {
            out.extend(given.by(expr));
        }
        if let Expr::Term(term) = expr {
            out.extend(hir.terms.get(*term).map(|term| term.means));
        }
    });
    let reaches = hir.exprs.iter().map(|_| None).collect();
    let mut analysis = Analysis { hir, types, given: &given, reaches, decisions: BTreeMap::new() };
    for id in order {
        let reach = analysis.of(id);
        if let Some(place) = analysis.reaches.get_mut(id) {
            *place = reach;
        }
    }
    analysis.reaches
}

/// What each decision may be given.
struct Given<'a> {
    hir: &'a Hir,
    /// The values that rules give, with their clauses.
    values: IndexVec<DecisionId, Vec<(ClauseId, ExprId)>>,
}

impl<'a> Given<'a> {
    fn of(hir: &'a Hir) -> Self {
        let mut values: IndexVec<DecisionId, Vec<_>> =
            hir.decisions.iter().map(|_| Vec::new()).collect();
        for rule in hir.rules.iter() {
            if let (Gives::Is(value), Some(all)) = (&rule.gives, values.get_mut(rule.decision)) {
                all.push((rule.clause, *value));
            }
        }
        Self { hir, values }
    }

    /// Where an expression reads a decision, all that it may be given: by every rule and `otherwise`, by the rules of
    /// the clauses it is read under, or by those of the others. Nothing for other expressions.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the others read no decision")]
    fn by(&self, expr: &Expr) -> Vec<ExprId> {
        let rules = |decision: DecisionId, clause: &dyn Fn(ClauseId) -> bool| -> Vec<ExprId> {
            let rules = self.values.get(decision).into_iter().flatten();
            rules.filter(|(by, _)| clause(*by)).map(|(_, value)| *value).collect()
        };
        match expr {
            Expr::Decision(decision) | Expr::DecisionOf { decision, .. } => {
                let mut values = rules(*decision, &|_| true);
                let decision = self.hir.decisions.get(*decision);
                values.extend(decision.and_then(|decision| decision.otherwise));
                values
            }
            Expr::Under { decision, clauses, .. } => {
                rules(*decision, &|clause| clauses.contains(&clause))
            }
            Expr::Apart { decision, clause, .. } => rules(*decision, &|other| other != *clause),
            _ => Vec::new(),
        }
    }
}

/// The decision that is read whole.
#[expect(clippy::wildcard_enum_match_arm, reason = "the others read no decision, or a part of one")]
const fn read_whole(expr: &Expr) -> Option<DecisionId> {
    match expr {
        Expr::Decision(decision) | Expr::DecisionOf { decision, .. } => Some(*decision),
        _ => None,
    }
}

struct Analysis<'a> {
    hir: &'a Hir,
    types: &'a IndexVec<ExprId, Type>,
    given: &'a Given<'a>,
    reaches: IndexVec<ExprId, Option<Reach>>,
    /// Of each decision that was read whole, how large it may become.
    decisions: BTreeMap<DecisionId, Option<Reach>>,
}

impl Analysis<'_> {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "every other form is as large as its type says"
    )]
    fn of(&mut self, id: ExprId) -> Option<Reach> {
        let ty = self.types.get(id)?.present();
        if !ty.is_numeric() {
            return None;
        }
        let whole = of_type(ty);
        let expr = self.hir.exprs.get(id)?;
        let found = match expr {
            Expr::Literal(literal) => {
                leaves::number(literal).map(|number| literal_reach(literal, number))
            }
            Expr::Fact(fact) => self.hir.facts.get(*fact).map(|fact| {
                let end = |bound: &Option<Literal>| bound.as_ref().and_then(leaves::number);
                within(whole.clone(), end(&fact.least), end(&fact.most))
            }),
            Expr::Parameter { parameter, .. } => {
                self.hir.parameters.get(*parameter).and_then(|parameter| {
                    let values = parameter.values.iter();
                    hull(values.filter_map(|(_, value)| {
                        Some(literal_reach(value, leaves::number(value)?))
                    }))
                })
            }
            Expr::Term(term) => self.hir.terms.get(*term).and_then(|term| self.at(term.means)),
            Expr::Decision(_)
            | Expr::DecisionOf { .. }
            | Expr::Under { .. }
            | Expr::Apart { .. } => match read_whole(expr) {
                Some(decision) => {
                    if !self.decisions.contains_key(&decision) {
                        let reach = self.given(expr);
                        self.decisions.insert(decision, reach);
                    }
                    self.decisions.get(&decision).cloned().flatten()
                }
                None => self.given(expr),
            },
            Expr::If { then, otherwise, .. } => self.all(&[*then, *otherwise]),
            Expr::Lesser(all) => self.folded(all, Interval::lesser),
            Expr::Greater(all) => self.folded(all, Interval::greater),
            Expr::Arithmetic { op, left, right } => self.arithmetic(*op, *left, *right),
            Expr::Rounded { value, places, rounding } => self.at(*value).map(|reach| Reach {
                span: lifted(reach.span.rounded(*places, *rounding))
                    .unwrap_or_else(|| whole.span.clone()),
                places: Some(reach.places.map_or(*places, |had| had.min(*places))),
                rounded: true,
            }),
            Expr::Elapsed { unit, from, to } => self.elapsed(*unit, *from, *to),
            Expr::Count(_) | Expr::CountDifferent { .. } => {
                Some(Reach { span: up_to(Number::from(ELEMENTS)), places: Some(0), rounded: false })
            }
            Expr::Sum { item, .. } => self.at(*item).map(|reach| Reach {
                span: lifted(reach.span.times(&up_to(Number::from(ELEMENTS))))
                    .unwrap_or_else(|| whole.span.clone()),
                ..reach
            }),
            Expr::Extreme { item, .. } => self.at(*item),
            _ => None,
        };
        Some(found.unwrap_or(whole))
    }

    /// How large a decision may become where it is read.
    fn given(&self, expr: &Expr) -> Option<Reach> {
        let values = self.given.by(expr);
        if values.is_empty() {
            // Nothing is ever given: that is told where it is read.
            let span = Interval::single(Number::ZERO);
            return Some(Reach { span, places: Some(0), rounded: false });
        }
        // One value that is not known yet stands in a circle: nothing is known of the whole.
        self.all(&values).map(|reach| Reach { rounded: false, ..reach })
    }

    fn at(&self, id: ExprId) -> Option<Reach> {
        self.reaches.get(id).cloned().flatten()
    }

    fn all(&self, ids: &[ExprId]) -> Option<Reach> {
        let known: Option<Vec<Reach>> = ids.iter().map(|id| self.at(*id)).collect();
        hull(known?.into_iter())
    }

    fn folded(&self, ids: &[ExprId], join: fn(&Interval, &Interval) -> Interval) -> Option<Reach> {
        let known: Option<Vec<Reach>> = ids.iter().map(|id| self.at(*id)).collect();
        known?.into_iter().reduce(|a, b| Reach { span: join(&a.span, &b.span), ..both(&a, &b) })
    }

    fn arithmetic(&self, op: Arithmetic, left: ExprId, right: ExprId) -> Option<Reach> {
        let (a, b) = (self.at(left)?, self.at(right)?);
        let ty = |id: ExprId| self.types.get(id).map_or(&Type::Broken, Type::present);
        let joined = both(&a, &b);
        if *ty(left) == Type::Date {
            let length = if op == Arithmetic::Subtract { b.span.negated() } else { b.span };
            let moved = if *ty(right) == Type::Months {
                either_rule(|ends| a.span.date_plus_months(&length, ends))
            } else {
                lifted(a.span.date_plus_days(&length))
            };
            return Some(Reach { span: moved.unwrap_or_else(calendar), ..joined });
        }
        let places = match op {
            Arithmetic::Add | Arithmetic::Subtract => joined.places,
            Arithmetic::Multiply => a.places.and_then(|places| places.checked_add(b.places?)),
            Arithmetic::Divide => None,
        };
        let result = match op {
            Arithmetic::Add => a.span.plus(&b.span),
            Arithmetic::Subtract => a.span.minus(&b.span),
            Arithmetic::Multiply => a.span.times(&b.span),
            Arithmetic::Divide => a.span.over(&b.span, ty(right).is_discrete()),
        };
        Some(Reach { span: lifted(result).unwrap_or_else(unbounded), places, ..joined })
    }

    fn elapsed(&self, unit: Elapsed, from: ExprId, to: ExprId) -> Option<Reach> {
        let (from, to) = (self.at(from)?.span, self.at(to)?.span);
        let counted = match unit {
            Elapsed::Days => lifted(from.days_until(&to)),
            Elapsed::Months => either_rule(|ends| from.months_until(&to, ends)),
            Elapsed::Years => {
                // Years are counted in months.
                let years = either_rule(|ends| from.years_until(&to, ends));
                years.and_then(|years| lifted(years.times(&Interval::single(Number::from(12)))))
            }
        };
        Some(Reach { span: counted.unwrap_or_else(calendar_span), places: Some(0), rounded: false })
    }
}

fn lifted(result: Lifted) -> Option<Interval> {
    result.value
}

/// Under whichever rule for month ends a policy has.
fn either_rule(count: impl Fn(MonthEnds) -> Lifted) -> Option<Interval> {
    Some(lifted(count(MonthEnds::RoundDown))?.hull(&lifted(count(MonthEnds::RoundUp))?))
}

fn both(a: &Reach, b: &Reach) -> Reach {
    Reach {
        span: a.span.hull(&b.span),
        places: a.places.and_then(|places| Some(places.max(b.places?))),
        rounded: a.rounded || b.rounded,
    }
}

fn hull(reaches: impl Iterator<Item = Reach>) -> Option<Reach> {
    reaches.reduce(|a, b| both(&a, &b))
}

fn literal_reach(literal: &Literal, number: Number) -> Reach {
    let places = if matches!(literal, Literal::Date(_)) { Some(0) } else { number.places() };
    Reach { span: Interval::single(number), places, rounded: false }
}

/// All that a case can state of a type: money in whole coins, at most 38 digits of them.
#[expect(clippy::wildcard_enum_match_arm, reason = "every other form is as large as its type says")]
fn of_type(ty: &Type) -> Reach {
    let (span, places) = match ty {
        Type::Date => (calendar(), Some(0)),
        Type::Integer | Type::Days | Type::Months => (digits(0), Some(0)),
        Type::Money { currency, .. } => match Currency::of(currency) {
            Some(currency) => (digits(currency.places()), Some(currency.places())),
            None => (unbounded(), None),
        },
        _ => (unbounded(), None),
    };
    Reach { span, places, rounded: false }
}

fn within(mut reach: Reach, least: Option<Number>, most: Option<Number>) -> Reach {
    let bounds = Interval::new(least, most).and_then(|bounds| bounds.meet(&reach.span));
    if let Some(bounds) = bounds {
        reach.span = bounds;
    }
    reach
}

fn up_to(most: Number) -> Interval {
    Interval::new(Some(Number::ZERO), Some(most)).unwrap_or_else(unbounded)
}

fn unbounded() -> Interval {
    Interval::new(None, None).unwrap_or_else(|| Interval::single(Number::ZERO))
}

fn calendar() -> Interval {
    let day = |y, m, d| Date::from_ymd(y, m, d).map(|date| Number::from(date.days()));
    Interval::new(day(1, 1, 1), day(9999, 12, 31)).unwrap_or_else(unbounded)
}

fn calendar_span() -> Interval {
    let span = Number::from(whereas_value::interval::CALENDAR_SPAN);
    Interval::new(Some(span.negated()), Some(span)).unwrap_or_else(unbounded)
}

/// Numbers of at most 38 digits, the last of them at this place after the point.
fn digits(places: u32) -> Interval {
    let most = "9".repeat(38).parse::<Number>().ok();
    let unit = power_of_ten(places);
    let most = most.and_then(|most| most.checked_div(&unit?).ok());
    Interval::new(most.as_ref().map(Number::negated), most).unwrap_or_else(unbounded)
}

fn power_of_ten(places: u32) -> Option<Number> {
    10_i64.checked_pow(places).map(Number::from)
}

/// How the numbers of an expression are kept.
pub fn repr(reach: Option<&Reach>) -> Repr {
    let Some(reach) = reach else { return Repr::Rational };
    let (Some(lo), Some(hi)) = (reach.span.lo(), reach.span.hi()) else { return Repr::Rational };
    let Some(places) = reach.places.filter(|places| *places <= 38) else { return Repr::Rational };
    let Ok(scale) = u8::try_from(places) else { return Repr::Rational };
    let Some(unit) = big_power_of_ten(places) else { return Repr::Rational };
    // An end of an interval may lie between two values: the scaled one is rounded outwards by comparing it.
    let fits = |least: &Number, most: &Number| {
        let (Ok(lo), Ok(hi)) = (lo.checked_mul(&unit), hi.checked_mul(&unit)) else { return false };
        *least <= lo && hi <= *most
    };
    let small = Number::from(i64::MAX);
    if fits(&small.negated(), &small) {
        return Repr::Small { scale };
    }
    match i128::MAX.to_string().parse::<Number>() {
        Ok(wide) if fits(&wide.negated(), &wide) => Repr::Wide { scale },
        _ => Repr::Rational,
    }
}

fn big_power_of_ten(places: u32) -> Option<Number> {
    let ten = Number::from(10);
    let mut power = Number::ONE;
    for _ in 0..places {
        power = power.checked_mul(&ten).ok()?;
    }
    Some(power)
}
