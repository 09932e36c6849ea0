//! Expressions: names become ids, and every way to say a thing becomes one form.
//!
//! Invariant: operands are pushed before what uses them, in the order of writing. The parser bounds how deep an
//! expression nests, so recursion over it is bounded.

mod compare;
mod fields;
mod lists;
mod names;
mod periods;

use whereas_source::Span;
use whereas_syntax::tree::{self, ArithmeticWord, DayWord, Expr as Written, ManyWord, PickWord};
use whereas_value::id::ChoiceId;
use whereas_value::number::Number;
use whereas_value::rounding::Rounding;

use super::faults;
use super::labels::small;
use super::literals::percent;
use super::lower::{Env, Lower};
use crate::expr::{Arithmetic, Band, Elapsed, Expr, ExprId, Literal, Periods};

impl Lower<'_> {
    /// An expression; `hint` is the choice whose values its names may be, where that is known.
    pub fn expr(&mut self, env: &mut Env, id: tree::ExprId, hint: Option<ChoiceId>) -> ExprId {
        let span = self.span_of(env.file, id);
        let Some(tree) = self.tree(env.file) else { return self.missing(span) };
        match tree.expr(id) {
            Written::Missing => self.missing(span),
            Written::Literal(literal) => match self.literal(env.file, literal) {
                Some(literal) => self.literal_expr(literal, span),
                None => self.missing(span),
            },
            Written::Name(name) => self.name(env, name, hint),
            Written::Field { base, field } => self.field(env, *base, field, span),
            Written::Call { function, arguments } => self.call(env, function, arguments, span),
            Written::Of { decision, element } => self.decision_of(env, decision, *element, span),
            Written::On { parameter, day } => self.parameter_on(env, parameter, *day, span),
            Written::Under { decision, clause } => self.under_clause(env, decision, clause, span),
            Written::Apart { decision } => self.apart(env, decision, span),
            Written::Day(DayWord::AsOf | DayWord::DecisionDate) => self.push(Expr::AsOfDay, span),
            Written::Day(DayWord::Governing) => self.push(Expr::GoverningDay, span),
            Written::If { branches, otherwise } => {
                self.branches(env, branches, *otherwise, hint, span)
            }
            Written::And(of) => {
                let of = self.exprs(env, of, None);
                self.push(Expr::And(of), span)
            }
            Written::Or(of) => {
                let of = self.exprs(env, of, None);
                self.push(Expr::Or(of), span)
            }
            Written::Not(of) => {
                let of = self.expr(env, *of, None);
                self.push(Expr::Not(of), span)
            }
            Written::Compare { left, word, negated, right } => {
                self.compare(env, *left, *word, *negated, *right, span)
            }
            Written::OneOf { subject, negated, options } => {
                self.one_of(env, *subject, *negated, options, span)
            }
            Written::Between { subject, negated, low, high } => {
                self.between(env, *subject, *negated, (*low, *high), span)
            }
            Written::Within { subject, negated, period } => {
                let test = self.within(env, *subject, *period, span);
                self.negated_if(*negated, test, span)
            }
            Written::Test { subject, negated, test } => {
                let test = self.test(env, *subject, *test, span);
                self.negated_if(*negated, test, span)
            }
            Written::Clamp { value, least, most, least_first } => {
                self.clamp(env, *value, (*least, *most), *least_first, hint, span)
            }
            Written::Arithmetic { word, left, right } => {
                let left = self.expr(env, *left, None);
                let right = self.expr(env, *right, None);
                let op = match word {
                    ArithmeticWord::Plus => Arithmetic::Add,
                    ArithmeticWord::Minus => Arithmetic::Subtract,
                    ArithmeticWord::Times => Arithmetic::Multiply,
                    ArithmeticWord::Divide => Arithmetic::Divide,
                };
                self.push(Expr::Arithmetic { op, left, right }, span)
            }
            Written::PercentOf { rate, base } => {
                self.part_of(env, percent(rate), rate.span, *base, span)
            }
            Written::HalfOf(base) => self.part_of(env, Number::ratio(1, 2).ok(), span, *base, span),
            Written::Rounded { value, places, word } => {
                let value = self.expr(env, *value, None);
                match small(places) {
                    Some(places) if places <= MAX_PLACES => {
                        let rounding = rounding(*word);
                        self.push(Expr::Rounded { value, places, rounding }, span)
                    }
                    Some(_) | None => {
                        self.report(faults::exprs::places(places.span));
                        self.missing(span)
                    }
                }
            }
            Written::Pick { word, options } => {
                let options = self.exprs(env, options, hint);
                let pick = if is_largest(*word) { Expr::Greater } else { Expr::Lesser };
                self.several(options, pick, span)
            }
            Written::Many { word, conditions } => self.many(env, word, conditions, span),
            Written::PickEach { word, body, each } => {
                let largest = is_largest(*word);
                self.over(env, each, span, |lower, env, over| {
                    let item = lower.expr(env, *body, hint);
                    lower.push(Expr::Extreme { largest, over, item }, span)
                })
            }
            Written::AnyElement(each) => {
                self.over(env, each, span, |lower, _, over| lower.push(Expr::Any(over), span))
            }
            Written::EveryElement { each, has } => {
                self.over(env, each, span, |lower, env, over| {
                    let has = lower.expr(env, *has, None);
                    lower.push(Expr::Every { over, has }, span)
                })
            }
            Written::Count(each) => {
                self.over(env, each, span, |lower, _, over| lower.push(Expr::Count(over), span))
            }
            Written::CountDifferent { key, each, .. } => {
                self.over(env, each, span, |lower, env, over| {
                    let key = lower.expr(env, *key, None);
                    lower.push(Expr::CountDifferent { over, key }, span)
                })
            }
            Written::Sum { body, each } => self.over(env, each, span, |lower, env, over| {
                let item = lower.expr(env, *body, None);
                lower.push(Expr::Sum { over, item }, span)
            }),
            Written::TheOne { each, .. } => {
                self.report(faults::exprs::pick_without_field(span, &each.element));
                self.missing(span)
            }
            Written::Elapsed { word, from, to } => {
                let from = self.expr(env, *from, None);
                let to = self.expr(env, *to, None);
                let unit = match word {
                    tree::SpanWord::Days => Elapsed::Days,
                    tree::SpanWord::Months => Elapsed::Months,
                    tree::SpanWord::Years => Elapsed::Years,
                };
                self.push(Expr::Elapsed { unit, from, to }, span)
            }
            Written::Span { from, to } => self.span(env, *from, *to, span),
            Written::DaysIn { period, within } => self.days_in(env, *period, *within, span),
            Written::DaysInAny { body, each, within } => {
                self.days_in_any(env, *body, each, *within, span)
            }
            Written::DaysBetween { first, second } => {
                self.of_two(env, Periods::DaysBetween, (*first, *second), span)
            }
            Written::Scale { base, bands } => self.scale(env, *base, bands, span),
        }
    }

    /// Several expressions in order.
    fn exprs(&mut self, env: &mut Env, of: &[tree::ExprId], hint: Option<ChoiceId>) -> Vec<ExprId> {
        of.iter().map(|id| self.expr(env, *id, hint)).collect()
    }

    /// What is said of several; of one it is that one.
    fn several(
        &mut self,
        of: Vec<ExprId>,
        join: impl Fn(Vec<ExprId>) -> Expr,
        span: Span,
    ) -> ExprId {
        match of.as_slice() {
            [] => self.missing(span),
            [one] => *one,
            [_, _, ..] => self.push(join(of), span),
        }
    }

    /// `is not …`: the `not` of a test.
    fn negated_if(&mut self, negated: bool, test: ExprId, span: Span) -> ExprId {
        if negated { self.push(Expr::Not(test), span) } else { test }
    }

    /// Each band but the last says where it ends, and the last goes on.
    fn scale(
        &mut self,
        env: &mut Env,
        base: tree::ExprId,
        bands: &[tree::ScaleBand],
        span: Span,
    ) -> ExprId {
        let base = self.expr(env, base, None);
        let last = bands.len().saturating_sub(1);
        let misplaced = |(place, band): (usize, &tree::ScaleBand)| {
            (band.up_to.is_none() != (place == last)).then_some(band.rate)
        };
        let misplaced = bands.iter().enumerate().find_map(misplaced);
        let bands: Vec<Band> = bands
            .iter()
            .map(|band| Band {
                rate: self.expr(env, band.rate, None),
                up_to: band.up_to.map(|limit| self.expr(env, limit, None)),
            })
            .collect();
        match misplaced {
            Some(rate) => {
                let rate = self.span_of(env.file, rate);
                self.report(faults::exprs::bands(rate, bands.last().is_some_and(Band::is_open)));
                self.missing(span)
            }
            None => self.push(Expr::Scale { base, bands }, span),
        }
    }

    fn branches(
        &mut self,
        env: &mut Env,
        branches: &[tree::Branch],
        otherwise: tree::ExprId,
        hint: Option<ChoiceId>,
        span: Span,
    ) -> ExprId {
        let lowered: Vec<(ExprId, ExprId)> = branches
            .iter()
            .map(|branch| (self.expr(env, branch.test, None), self.expr(env, branch.value, hint)))
            .collect();
        let mut rest = self.expr(env, otherwise, hint);
        for (test, then) in lowered.into_iter().rev() {
            rest = self.push(Expr::If { test, then, otherwise: rest }, span);
        }
        rest
    }

    /// `but not less than A` takes the greater of the two, `but not more than B` the lesser.
    fn clamp(
        &mut self,
        env: &mut Env,
        value: tree::ExprId,
        (least, most): (Option<tree::ExprId>, Option<tree::ExprId>),
        least_first: bool,
        hint: Option<ChoiceId>,
        span: Span,
    ) -> ExprId {
        let mut value = self.expr(env, value, hint);
        let hint = self.choice_hint(value).or(hint);
        let bounds = [(least, true), (most, false)];
        let order = if least_first { [0, 1] } else { [1, 0] };
        for place in order {
            let Some((Some(bound), is_least)) = bounds.get(place).copied() else { continue };
            let bound = self.expr(env, bound, hint);
            let of = vec![value, bound];
            value = self.push(if is_least { Expr::Greater(of) } else { Expr::Lesser(of) }, span);
        }
        value
    }

    /// `32 % of x`, `half of x`: a product.
    fn part_of(
        &mut self,
        env: &mut Env,
        rate: Option<Number>,
        rate_span: Span,
        base: tree::ExprId,
        span: Span,
    ) -> ExprId {
        let left = match rate {
            Some(rate) => self.literal_expr(Literal::Number(rate), rate_span),
            None => self.missing(rate_span),
        };
        let right = self.expr(env, base, None);
        self.push(Expr::Arithmetic { op: Arithmetic::Multiply, left, right }, span)
    }

    fn many(
        &mut self,
        env: &mut Env,
        word: &ManyWord,
        conditions: &[tree::ExprId],
        span: Span,
    ) -> ExprId {
        let of = self.exprs(env, conditions, None);
        match word {
            ManyWord::Any => self.several(of, Expr::Or, span),
            ManyWord::All => self.several(of, Expr::And, span),
            ManyWord::None => {
                let any = self.several(of, Expr::Or, span);
                self.push(Expr::Not(any), span)
            }
            ManyWord::AtLeast(written) => {
                let possible = u32::try_from(of.len()).unwrap_or(u32::MAX);
                match small(written) {
                    Some(count) if (1..=possible).contains(&count) => {
                        self.push(Expr::AtLeast { count, of }, span)
                    }
                    Some(_) | None => {
                        self.report(faults::exprs::count_of(written.span, of.len()));
                        self.missing(span)
                    }
                }
            }
        }
    }
}

/// The most places to which something can be rounded.
const MAX_PLACES: u32 = 38;

/// Whether a word takes the largest.
fn is_largest(word: PickWord) -> bool {
    match word {
        PickWord::Greater | PickWord::Latest | PickWord::Largest => true,
        PickWord::Lesser | PickWord::Earliest | PickWord::Smallest => false,
    }
}

fn rounding(word: tree::RoundingWord) -> Rounding {
    match word {
        tree::RoundingWord::Up => Rounding::Up,
        tree::RoundingWord::Down => Rounding::Down,
        tree::RoundingWord::AwayFromZero => Rounding::AwayFromZero,
        tree::RoundingWord::TowardZero => Rounding::TowardZero,
        tree::RoundingWord::HalfUp => Rounding::HalfUp,
        tree::RoundingWord::HalfDown => Rounding::HalfDown,
        tree::RoundingWord::HalfAwayFromZero => Rounding::HalfAwayFromZero,
        tree::RoundingWord::HalfTowardZero => Rounding::HalfTowardZero,
    }
}
