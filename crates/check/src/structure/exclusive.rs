//! Whether the conditions of two rules exclude each other, as far as one can see from the conditions alone.
//!
//! Reads the policy and its classes. Invariant: "excluded" is said only of what no case can make true together; "not
//! seen" is said of all else. Terms are followed, and `and`, `or` and `not`; a comparison with constants is held against
//! another of the same thing. Bounded: what is too deep or too broad to look through is not seen.

use std::cmp::Ordering;

use whereas_hir::Hir;
use whereas_hir::clause::Rule;
use whereas_hir::expr::{Compare, Expr, ExprId, Literal};
use whereas_value::id::IndexVec;
use whereas_value::number::Number;

/// Past this depth of terms and conditions nothing is looked at.
const DEEPEST: usize = 24;
/// Past this many conditions of one rule no more are taken.
const MOST: usize = 64;

/// What the conditions are looked at with.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// The policy.
    pub hir: &'a Hir,
    /// The class of every expression.
    pub classes: &'a IndexVec<ExprId, u32>,
}

/// A condition that holds, or does not.
#[derive(Clone, Copy)]
struct Atom {
    expr: ExprId,
    holds: bool,
}

/// What holds wherever a rule applies.
#[derive(Default)]
struct Known {
    /// Each of these.
    atoms: Vec<Atom>,
    /// Of each of these lists, one at least.
    either: Vec<Vec<Atom>>,
}

/// Whether no case meets the conditions of both rules.
pub fn exclude(look: Look<'_>, a: &Rule, b: &Rule) -> bool {
    let mut known = Known::default();
    for rule in [a, b] {
        for (condition, holds) in [(rule.when, true), (rule.unless, false)] {
            if let Some(expr) = condition {
                look.take(Atom { expr, holds }, &mut known, 0);
            }
        }
    }
    look.impossible(&known, 3)
}

impl Look<'_> {
    fn class(self, id: ExprId) -> u32 {
        self.classes.get(id).copied().unwrap_or(u32::MAX)
    }

    /// Takes down what a condition says.
    fn take(self, atom: Atom, known: &mut Known, depth: usize) {
        let all = known.atoms.len().saturating_add(known.either.len());
        if depth > DEEPEST || all > MOST {
            return;
        }
        let deeper = depth.saturating_add(1);
        let Atom { holds, .. } = atom;
        match self.hir.exprs.get(atom.expr) {
            Some(Expr::Not(inner)) => {
                self.take(Atom { expr: *inner, holds: !holds }, known, deeper);
            }
            Some(Expr::Term(term)) => {
                // The name itself is a condition, too: `qualifies` against `not qualifies`.
                known.atoms.push(atom);
                if let Some(term) = self.hir.terms.get(*term) {
                    self.take(Atom { expr: term.means, holds }, known, deeper);
                }
            }
            Some(Expr::Compare { op: op @ (Compare::Equal | Compare::NotEqual), left, right })
                if self.truth(*right).is_some() =>
            {
                let same = *op == Compare::Equal;
                let wanted = self.truth(*right).unwrap_or_default() == same;
                self.take(Atom { expr: *left, holds: wanted == holds }, known, deeper);
            }
            Some(Expr::And(parts)) if holds => {
                for expr in parts {
                    self.take(Atom { expr: *expr, holds }, known, deeper);
                }
            }
            Some(Expr::Or(parts)) if !holds => {
                for expr in parts {
                    self.take(Atom { expr: *expr, holds }, known, deeper);
                }
            }
            Some(Expr::And(parts) | Expr::Or(parts)) => {
                known.atoms.push(atom);
                known.either.push(parts.iter().map(|expr| Atom { expr: *expr, holds }).collect());
            }
            _ => known.atoms.push(atom),
        }
    }

    fn truth(self, id: ExprId) -> Option<bool> {
        let Expr::Literal(Literal::Truth(truth)) = self.hir.exprs.get(id)? else { return None };
        Some(*truth)
    }

    /// Whether no case meets all that is known. `splits` is how often one of several is tried after the other.
    fn impossible(self, known: &Known, splits: usize) -> bool {
        for (place, a) in known.atoms.iter().enumerate() {
            let after = known.atoms.iter().skip(place.saturating_add(1));
            if self.never(*a) || after.clone().any(|b| self.contradict(*a, *b)) {
                return true;
            }
        }
        let Some(fewer) = splits.checked_sub(1) else { return false };
        known.either.iter().enumerate().any(|(place, parts)| {
            parts.len() <= 8
                && parts.iter().all(|part| {
                    let mut with = Known {
                        atoms: known.atoms.clone(),
                        either: known
                            .either
                            .iter()
                            .enumerate()
                            .filter(|(other, _)| *other != place)
                            .map(|(_, parts)| parts.clone())
                            .collect(),
                    };
                    self.take(*part, &mut with, 0);
                    self.impossible(&with, fewer)
                })
        })
    }

    /// Whether a condition never holds as it is said.
    fn never(self, atom: Atom) -> bool {
        self.truth(atom.expr).is_some_and(|truth| truth != atom.holds)
    }

    fn contradict(self, a: Atom, b: Atom) -> bool {
        if self.class(a.expr) == self.class(b.expr) {
            return a.holds != b.holds;
        }
        if let (Some(Expr::Reading { question: q, .. }), Some(Expr::Reading { question: r, .. })) =
            (self.hir.exprs.get(a.expr), self.hir.exprs.get(b.expr))
        {
            return q == r && a.holds && b.holds;
        }
        let (Some(x), Some(y)) = (self.range(a), self.range(b)) else { return false };
        x.subject == y.subject && !x.meets(&y)
    }

    /// What a comparison leaves possible of what it speaks of.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the others compare nothing")]
    fn range(self, atom: Atom) -> Option<Range> {
        let compare = |op: Compare, with: ExprId| Some((op, self.point(with)?));
        let (subject, any_of) = match self.hir.exprs.get(atom.expr)? {
            Expr::Compare { op, left, right } => match (self.point(*left), self.point(*right)) {
                (_, Some(_)) => (*left, vec![vec![compare(*op, *right)?]]),
                (Some(_), None) => (*right, vec![vec![compare(turned(*op), *left)?]]),
                (None, None) => (*left, vec![vec![(*op, Point::Same(self.class(*right)))]]),
            },
            Expr::OneOf { subject, values } => {
                let values: Option<Vec<_>> = values
                    .iter()
                    .map(|value| Some(vec![compare(Compare::Equal, *value)?]))
                    .collect();
                (*subject, values?)
            }
            Expr::Between { subject, low, high } => {
                let ends = vec![compare(Compare::AtLeast, *low)?, compare(Compare::AtMost, *high)?];
                (*subject, vec![ends])
            }
            _ => return None,
        };
        Some(Range { subject: self.class(subject), any_of, holds: atom.holds })
    }

    /// The constant that an expression is, through terms.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the others are no constant")]
    fn point(self, id: ExprId) -> Option<Point> {
        let mut at = id;
        for _ in 0..DEEPEST {
            match self.hir.exprs.get(at)? {
                Expr::Literal(literal) => return Point::of(literal),
                Expr::Term(term) => at = self.hir.terms.get(*term)?.means,
                _ => return None,
            }
        }
        None
    }
}

const fn turned(op: Compare) -> Compare {
    match op {
        Compare::Less => Compare::More,
        Compare::AtMost => Compare::AtLeast,
        Compare::More => Compare::Less,
        Compare::AtLeast => Compare::AtMost,
        Compare::Equal | Compare::NotEqual => op,
    }
}

/// What something is held against.
#[derive(Clone, PartialEq, Eq)]
enum Point {
    /// A number on the line of its type. `true`: nothing lies between two that follow each other.
    Number(Number, bool),
    /// A text.
    Text(ecow::EcoString),
    /// A value that is not known, by its class.
    Same(u32),
}

impl Point {
    fn of(literal: &Literal) -> Option<Self> {
        Some(match literal {
            Literal::Number(number)
            | Literal::Money { amount: number, .. }
            | Literal::Quantity { amount: number, .. } => Self::Number(number.clone(), false),
            Literal::Days(number) | Literal::Months(number) | Literal::Minutes(number) => {
                Self::Number(number.clone(), true)
            }
            Literal::Date(date) => Self::Number(Number::from(date.days()), true),
            Literal::Choice { value, .. } => Self::Number(Number::from(*value), true),
            Literal::Text(text) => Self::Text(text.clone()),
            Literal::Truth(_) | Literal::ChoiceName(_) => return None,
        })
    }
}

/// What a comparison says of its subject: one of several, each of which is all of several.
struct Range {
    subject: u32,
    any_of: Vec<Vec<(Compare, Point)>>,
    holds: bool,
}

impl Range {
    fn points(&self) -> impl Iterator<Item = &Point> {
        self.any_of.iter().flatten().map(|(_, point)| point)
    }

    /// Whether something is left possible by both.
    fn meets(&self, other: &Self) -> bool {
        let points: Vec<&Point> = self.points().chain(other.points()).collect();
        let numbers: Option<Vec<(&Number, bool)>> = points
            .iter()
            .map(|point| match point {
                Point::Number(number, whole) => Some((number, *whole)),
                Point::Text(_) | Point::Same(_) => None,
            })
            .collect();
        if let Some(mut numbers) = numbers {
            numbers.sort_by_key(|(number, _)| *number);
            numbers.dedup_by_key(|(number, _)| *number);
            return candidates(&numbers).iter().any(|at| {
                let test = |point: &Point| match point {
                    Point::Number(number, _) => Some(at.cmp(number)),
                    Point::Text(_) | Point::Same(_) => None,
                };
                self.allows(test) && other.allows(test)
            });
        }
        if let [Point::Same(a), rest @ ..] = points.as_slice()
            && rest.iter().all(|point| **point == Point::Same(*a))
        {
            return [Ordering::Less, Ordering::Equal, Ordering::Greater]
                .into_iter()
                .any(|at| self.allows(|_| Some(at)) && other.allows(|_| Some(at)));
        }
        // Texts: each of them, or another one.
        let texts = points.iter().all(|point| matches!(point, Point::Text(_)));
        !texts
            || points.iter().map(|point| Some(*point)).chain([None]).any(|at| {
                let test = |point: &Point| {
                    Some(if at == Some(point) { Ordering::Equal } else { Ordering::Less })
                };
                self.allows(test) && other.allows(test)
            })
    }

    /// Whether a value is allowed that compares so with each point.
    fn allows(&self, compared: impl Fn(&Point) -> Option<Ordering>) -> bool {
        let meets = |(op, point): &(Compare, Point)| {
            compared(point).is_none_or(|at| match op {
                Compare::Equal => at.is_eq(),
                Compare::NotEqual => at.is_ne(),
                Compare::Less => at.is_lt(),
                Compare::AtMost => at.is_le(),
                Compare::More => at.is_gt(),
                Compare::AtLeast => at.is_ge(),
            })
        };
        self.any_of.iter().any(|all| all.iter().all(meets)) == self.holds
    }
}

/// A value below all numbers, each of them, one between each two, and one above all. Where nothing lies between two whole
/// ones, none is tried.
fn candidates(numbers: &[(&Number, bool)]) -> Vec<Number> {
    let one = Number::from(1_i32);
    let mut found = Vec::new();
    if let Some((first, _)) = numbers.first() {
        found.extend(first.checked_sub(&one).ok());
    }
    for (place, (number, whole)) in numbers.iter().enumerate() {
        found.push((*number).clone());
        let next = numbers.get(place.saturating_add(1)).map(|(next, _)| *next);
        let after = number.checked_add(&one).ok();
        match (next, after) {
            (None, after) => found.extend(after),
            (Some(next), Some(after)) if *whole && after >= *next => {}
            (Some(next), _) => {
                let sum = number.checked_add(next).ok();
                found.extend(sum.and_then(|sum| sum.checked_div(&Number::from(2_i32)).ok()));
            }
        }
    }
    found
}
