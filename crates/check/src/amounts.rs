//! How many places after the point numbers may carry.
//!
//! Reads the policy and its types; produces a [`Reach`] for every numeric expression, and from it whether money needs
//! rounding. Invariant: a reach holds every value that the expression can have. In which unit a number is kept while a
//! case is decided is not chosen here but with the plan, by its operations.

use std::collections::{BTreeMap, BTreeSet};

use whereas_hir::Hir;
use whereas_hir::clause::Gives;
use whereas_hir::expr::{Arithmetic, Band, Expr, ExprId, Literal};
use whereas_value::currency::Currency;
use whereas_value::id::{ClauseId, DecisionId, IndexVec};
use whereas_value::types::Type;

use crate::leaves;
use crate::visit;

/// What the values of a numeric expression may carry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reach {
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
            if let (Gives::Is(value) | Gives::Adds(value), Some(all)) =
                (&rule.gives, values.get_mut(rule.decision))
            {
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
    /// Of each decision that was read whole, what it may carry.
    decisions: BTreeMap<DecisionId, Option<Reach>>,
}

impl Analysis<'_> {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "every other form carries what its type says"
    )]
    fn of(&mut self, id: ExprId) -> Option<Reach> {
        let ty = self.types.get(id)?.present();
        if !ty.is_numeric() {
            return None;
        }
        let found = match self.hir.exprs.get(id)? {
            Expr::Literal(literal) => literal_reach(literal),
            Expr::Parameter { parameter, .. } => {
                self.hir.parameters.get(*parameter).and_then(|parameter| {
                    hull(parameter.values.iter().filter_map(|(_, value)| literal_reach(value)))
                })
            }
            Expr::Term(term) => self.hir.terms.get(*term).and_then(|term| self.at(term.means)),
            expr @ (Expr::Decision(_)
            | Expr::DecisionOf { .. }
            | Expr::Under { .. }
            | Expr::Apart { .. }) => match read_whole(expr) {
                Some(decision) => {
                    if !self.decisions.contains_key(&decision) {
                        let reach = self.given(expr);
                        self.decisions.insert(decision, reach);
                    }
                    self.decisions.get(&decision).copied().flatten()
                }
                None => self.given(expr),
            },
            Expr::Call { means, .. } => self.at(*means),
            Expr::If { then, otherwise, .. } => self.all(&[*then, *otherwise]),
            Expr::Lesser(all) | Expr::Greater(all) => self.all(all),
            Expr::Arithmetic { op, left, right } => self.arithmetic(*op, *left, *right),
            Expr::Scale { base, bands } => self.scale(*base, bands),
            Expr::Rounded { value, places, .. } => self.at(*value).map(|reach| Reach {
                places: Some(reach.places.map_or(*places, |had| had.min(*places))),
                rounded: true,
            }),
            Expr::Sum { item, .. } | Expr::Extreme { item, .. } => self.at(*item),
            _ => None,
        };
        Some(found.unwrap_or(Reach { places: of_type(ty), rounded: false }))
    }

    /// What a decision may carry where it is read.
    fn given(&self, expr: &Expr) -> Option<Reach> {
        let values = self.given.by(expr);
        if values.is_empty() {
            // Nothing is ever given: that is told where it is read.
            return Some(Reach { places: Some(0), rounded: false });
        }
        // One value that is not known yet stands in a circle: nothing is known of the whole.
        self.all(&values).map(|reach| Reach { rounded: false, ..reach })
    }

    fn at(&self, id: ExprId) -> Option<Reach> {
        self.reaches.get(id).copied().flatten()
    }

    fn all(&self, ids: &[ExprId]) -> Option<Reach> {
        let known: Option<Vec<Reach>> = ids.iter().map(|id| self.at(*id)).collect();
        hull(known?.into_iter())
    }

    /// Each part carries what the amount and its limits do, times its rate.
    fn scale(&self, base: ExprId, bands: &[Band]) -> Option<Reach> {
        let limits = bands.iter().filter_map(|band| band.up_to);
        let parts = self.all(&std::iter::once(base).chain(limits).collect::<Vec<_>>())?;
        let rates = self.all(&bands.iter().map(|band| band.rate).collect::<Vec<_>>())?;
        let places = parts.places.and_then(|places| places.checked_add(rates.places?));
        Some(Reach { places, ..both(parts, rates) })
    }

    fn arithmetic(&self, op: Arithmetic, left: ExprId, right: ExprId) -> Option<Reach> {
        let (a, b) = (self.at(left)?, self.at(right)?);
        let joined = both(a, b);
        let places = match op {
            Arithmetic::Add | Arithmetic::Subtract => joined.places,
            Arithmetic::Multiply => a.places.and_then(|places| places.checked_add(b.places?)),
            Arithmetic::Divide => None,
        };
        Some(Reach { places, ..joined })
    }
}

fn both(a: Reach, b: Reach) -> Reach {
    Reach {
        places: a.places.and_then(|places| Some(places.max(b.places?))),
        rounded: a.rounded || b.rounded,
    }
}

fn hull(reaches: impl Iterator<Item = Reach>) -> Option<Reach> {
    reaches.reduce(both)
}

fn literal_reach(literal: &Literal) -> Option<Reach> {
    let number = leaves::number(literal)?;
    let places = if matches!(literal, Literal::Date(_)) { Some(0) } else { number.places() };
    Some(Reach { places, rounded: false })
}

/// The places that a case can state of a type: of money those of its coin.
#[expect(clippy::wildcard_enum_match_arm, reason = "of every other type any number of places")]
fn of_type(ty: &Type) -> Option<u32> {
    match ty {
        Type::Date | Type::Integer | Type::Days | Type::Months | Type::Minutes => Some(0),
        Type::Money { currency, .. } => Currency::of(currency).map(Currency::places),
        _ => None,
    }
}
