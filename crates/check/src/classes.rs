//! Value numbering: which expressions always have one value.
//!
//! Reads the policy; produces one class for each expression, the same for two of them only if they have the same
//! value in every case. A term stands for what it means, `not not C` for C; the operands of `and`, `or`, the lesser
//! and the greater are a set, and those of whatever else gives the same in any order are put into one. Every name
//! bound to an element is its own, so that two quantifiers over one list are two classes.

use std::collections::{BTreeMap, BTreeSet};

use whereas_hir::Hir;
use whereas_hir::expr::{Arithmetic, Compare, EventField, Expr, ExprId};
use whereas_value::id::{DecisionId, IndexVec};

use crate::visit::{self, Root};

/// What an expression is, over the classes of its operands.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    form: &'static str,
    operands: Vec<u32>,
    /// Ids and literals.
    detail: String,
}

/// The class of every expression.
pub fn run(hir: &Hir, owners: &IndexVec<ExprId, Option<Root>>) -> IndexVec<ExprId, u32> {
    let mut numbering = Numbering {
        hir,
        owners,
        classes: hir.exprs.iter().map(|_| u32::MAX).collect(),
        known: BTreeMap::new(),
        negations: BTreeMap::new(),
        next: 0,
    };
    for id in visit::order(hir) {
        let class = numbering.of(id);
        if let Some(place) = numbering.classes.get_mut(id) {
            *place = class;
        }
    }
    numbering.classes
}

struct Numbering<'a> {
    hir: &'a Hir,
    owners: &'a IndexVec<ExprId, Option<Root>>,
    classes: IndexVec<ExprId, u32>,
    known: BTreeMap<Key, u32>,
    /// Of a class that is a `not`, what it negates.
    negations: BTreeMap<u32, u32>,
    next: u32,
}

impl Numbering<'_> {
    fn class(&self, id: ExprId) -> u32 {
        self.classes.get(id).copied().unwrap_or(u32::MAX)
    }

    fn fresh(&mut self) -> u32 {
        let class = self.next;
        self.next = class.saturating_add(1);
        class
    }

    fn keyed(&mut self, form: &'static str, operands: Vec<u32>, detail: String) -> u32 {
        let key = Key { form, operands, detail };
        if let Some(class) = self.known.get(&key) {
            return *class;
        }
        let class = self.fresh();
        self.known.insert(key, class);
        class
    }

    fn of(&mut self, id: ExprId) -> u32 {
        let Some(expr) = self.hir.exprs.get(id) else { return u32::MAX };
        let operands: Vec<u32> = expr.operands().into_iter().map(|part| self.class(part)).collect();
        let plain = String::new;
        match expr {
            // Nothing is known of what could not be read: it equals nothing.
            Expr::Missing => self.fresh(),
            Expr::Term(term) => {
                let means = self.hir.terms.get(*term).map(|term| term.means);
                match means.map(|means| self.class(means)) {
                    Some(class) if class != u32::MAX => class,
                    // A term in a circle.
                    _ => self.fresh(),
                }
            }
            // A call is what the function means.
            Expr::Call { .. } => operands.first().copied().unwrap_or(u32::MAX),
            Expr::Argument { function, place } => {
                self.keyed("argument", operands, format!("{function:?} {place}"))
            }
            Expr::Not(_) => {
                let inner = operands.first().copied().unwrap_or(u32::MAX);
                if let Some(class) = self.negations.get(&inner) {
                    return *class;
                }
                let class = self.keyed("not", operands, plain());
                self.negations.insert(class, inner);
                class
            }
            Expr::And(_) => self.joined("and", &operands),
            Expr::Or(_) => self.joined("or", &operands),
            Expr::Literal(literal) => self.keyed("literal", operands, format!("{literal:?}")),
            Expr::Fact(fact) => self.keyed("fact", operands, format!("{fact:?}")),
            Expr::Judgement(judgement) => {
                self.keyed("judgement", operands, format!("{judgement:?}"))
            }
            Expr::Decision(decision) => {
                let scope = self.scope(id, *decision);
                self.keyed("decision", operands, format!("{decision:?} {scope}"))
            }
            Expr::DecisionOf { decision, element } => {
                let scope = self.scope(id, *decision);
                self.keyed("decision of", operands, format!("{decision:?} {element:?} {scope}"))
            }
            Expr::IsDecided { decision, element } => {
                let scope = self.scope(id, *decision);
                self.keyed("is decided", operands, format!("{decision:?} {element:?} {scope}"))
            }
            Expr::Under { decision, clauses, element } => {
                let scope = self.scope(id, *decision);
                let clauses: BTreeSet<_> = clauses.iter().collect();
                self.keyed(
                    "under",
                    operands,
                    format!("{decision:?} {clauses:?} {element:?} {scope}"),
                )
            }
            Expr::Apart { decision, clause, element } => {
                let scope = self.scope(id, *decision);
                self.keyed(
                    "apart",
                    operands,
                    format!("{decision:?} {clause:?} {element:?} {scope}"),
                )
            }
            Expr::Parameter { parameter, .. } => {
                self.keyed("parameter", operands, format!("{parameter:?}"))
            }
            Expr::Reading { question, reading } => {
                self.keyed("reading", operands, format!("{question:?} {reading}"))
            }
            Expr::Variable(variable) => self.keyed("variable", operands, format!("{variable:?}")),
            Expr::Field { field, .. } => self.keyed("field", operands, field.to_string()),
            Expr::EventField(field) => {
                // Each duty has an event of its own.
                let owner = self.owners.get(id).copied().flatten();
                let field = match field {
                    EventField::On => "on".to_owned(),
                    EventField::By(by) => format!("by {by:?}"),
                    EventField::About => "about".to_owned(),
                };
                self.keyed("event", operands, format!("{field} {owner:?}"))
            }
            Expr::AsOfDay => self.keyed("as-of day", operands, plain()),
            Expr::GoverningDay => self.keyed("governing day", operands, plain()),
            Expr::AtLeast { count, .. } => {
                self.keyed("at least", in_order(operands), count.to_string())
            }
            Expr::Compare { op, .. } => {
                let operands = match op {
                    Compare::Equal | Compare::NotEqual => in_order(operands),
                    Compare::Less | Compare::AtMost | Compare::More | Compare::AtLeast => operands,
                };
                self.keyed("compare", operands, format!("{op:?}"))
            }
            Expr::OneOf { .. } => {
                let mut operands = operands.into_iter();
                let subject = operands.next();
                let values: BTreeSet<u32> = operands.collect();
                self.keyed("one of", subject.into_iter().chain(values).collect(), plain())
            }
            Expr::Between { .. } => self.keyed("between", operands, plain()),
            Expr::Includes { value, .. } => self.keyed("includes", operands, value.to_string()),
            Expr::IsEmpty(_) => self.keyed("is empty", operands, plain()),
            Expr::IsKnown(_) => self.keyed("is known", operands, plain()),
            Expr::IsAbsent(_) => self.keyed("is absent", operands, plain()),
            Expr::If { .. } => self.keyed("if", operands, plain()),
            Expr::Arithmetic { op, .. } => {
                let ends = self.month_ends(id);
                let operands = match op {
                    Arithmetic::Add | Arithmetic::Multiply => in_order(operands),
                    Arithmetic::Subtract | Arithmetic::Divide => operands,
                };
                self.keyed("arithmetic", operands, format!("{op:?} {ends}"))
            }
            Expr::Lesser(_) => self.joined("lesser", &operands),
            Expr::Greater(_) => self.joined("greater", &operands),
            Expr::Scale { bands, .. } => self.keyed("scale", operands, bands.len().to_string()),
            Expr::Rounded { places, rounding, .. } => {
                self.keyed("rounded", operands, format!("{places} {rounding:?}"))
            }
            Expr::Elapsed { unit, .. } => {
                let ends = self.month_ends(id);
                self.keyed("elapsed", operands, format!("{unit:?} {ends}"))
            }
            Expr::Span { .. } => self.keyed("span", operands, plain()),
            Expr::Periods { asked, .. } => self.keyed("periods", operands, format!("{asked:?}")),
            Expr::DaysInAny { over, within, .. } => {
                self.over("days in any", operands, over, within.is_some())
            }
            Expr::Any(over) | Expr::Count(over) => {
                let form = if matches!(expr, Expr::Any(_)) { "any" } else { "count" };
                self.keyed(form, operands, format!("{:?}", over.variable))
            }
            Expr::Every { over, .. } => self.over("every", operands, over, false),
            Expr::CountDifferent { over, .. } => {
                self.over("count different", operands, over, false)
            }
            Expr::Sum { over, .. } => self.over("sum", operands, over, false),
            Expr::Extreme { largest, over, .. } => self.over("extreme", operands, over, *largest),
            Expr::Pick { largest, over, .. } => self.over("pick", operands, over, *largest),
        }
    }

    fn over(
        &mut self,
        form: &'static str,
        operands: Vec<u32>,
        over: &whereas_hir::expr::Over,
        largest: bool,
    ) -> u32 {
        let filtered = over.filter.is_some();
        self.keyed(form, operands, format!("{:?} {filtered} {largest}", over.variable))
    }

    /// The operands are a set; of one operand alone, it is that operand.
    fn joined(&mut self, form: &'static str, operands: &[u32]) -> u32 {
        let set: BTreeSet<u32> = operands.iter().copied().collect();
        match (set.first().copied(), set.len()) {
            (Some(only), 1) => only,
            _ => self.keyed(form, set.into_iter().collect(), String::new()),
        }
    }

    /// Two policies may have two rules for month ends: a month later is then two days.
    fn month_ends(&self, id: ExprId) -> String {
        if self.hir.policies.len() < 2 {
            return String::new();
        }
        let policy = self.owners.get(id).copied().flatten().map(|root| root.policy(self.hir));
        let ends = policy
            .and_then(|policy| self.hir.policies.get(policy))
            .and_then(|policy| policy.month_ends);
        format!("{ends:?}")
    }

    /// A decision of another policy is read through its scope, and one of the same policy is not: two values.
    fn scope(&self, reader: ExprId, decision: DecisionId) -> &'static str {
        let of = self.hir.decisions.get(decision).map(|decision| decision.policy);
        let by = self.owners.get(reader).copied().flatten().map(|root| root.policy(self.hir));
        if of.is_some() && by.is_some() && of != by { "scoped" } else { "" }
    }
}

/// Operands whose order is without meaning.
fn in_order(mut operands: Vec<u32>) -> Vec<u32> {
    operands.sort_unstable();
    operands
}
