//! What the programs of all variants share: the leaves they read, and the conditions that words are made of.

use std::collections::BTreeMap;

use whereas_check::Checked;
use whereas_hir::Hir;
use whereas_hir::expr::{Expr, ExprId, Literal, Over};
use whereas_plan::book::{ConditionWords, FigureWords};
use whereas_plan::facts::Constant;
use whereas_plan::meaning::{Column, Input};
use whereas_plan::op::{Class, ColumnId, InputId};
use whereas_value::id::{FactId, IndexVec};
use whereas_value::{Leaf, Number, Type};

/// The leaves and conditions of all programs.
#[derive(Default)]
pub struct Shared {
    /// Facts and fields of record facts.
    pub inputs: IndexVec<InputId, Input>,
    /// Fields of elements.
    pub columns: IndexVec<ColumnId, Column>,
    /// Conditions that are not made of others.
    pub conditions: Vec<ConditionWords>,
    /// Values that are worked out, and what they are worked out from.
    pub figures: Vec<FigureWords>,
    input_ids: BTreeMap<(FactId, Vec<u32>), InputId>,
    column_ids: BTreeMap<(FactId, Vec<u32>), ColumnId>,
    condition_ids: BTreeMap<ExprId, u32>,
    figure_ids: BTreeMap<ExprId, u32>,
}

impl Shared {
    /// The input of a fact or a field of it.
    pub fn input(&mut self, hir: &Hir, fact: FactId, path: &[u32]) -> InputId {
        let key = (fact, path.to_vec());
        if let Some(input) = self.input_ids.get(&key) {
            return *input;
        }
        let ty = hir.facts.get(fact).map_or(Type::Broken, |fact| fact.ty.clone());
        let ty = at_path(hir, ty, path);
        let (class, discrete) = (Class::of(&ty), ty.present().is_discrete());
        let input = self.inputs.push(Input { fact, path: path.to_vec(), ty, class, discrete });
        self.input_ids.insert(key, input);
        input
    }

    /// The column of a field of a list's elements.
    pub fn column(&mut self, hir: &Hir, list: FactId, path: &[u32]) -> ColumnId {
        let key = (list, path.to_vec());
        if let Some(column) = self.column_ids.get(&key) {
            return *column;
        }
        let ty = at_path(hir, element_type(hir, list), path);
        let class = Class::of(&ty);
        let column = self.columns.push(Column { list, path: path.to_vec(), ty, class });
        self.column_ids.insert(key, column);
        column
    }

    /// The number of a condition that is not made of others.
    pub fn condition(&mut self, checked: &Checked, expr: ExprId) -> u32 {
        if let Some(number) = self.condition_ids.get(&expr) {
            return *number;
        }
        let number = u32::try_from(self.conditions.len()).unwrap_or(u32::MAX);
        self.conditions.push(ConditionWords {
            expr: expr.0,
            leaves: leaves(checked.hir(), expr),
            ..ConditionWords::default()
        });
        self.condition_ids.insert(expr, number);
        number
    }

    /// The number of a value that is worked out.
    pub fn figure(&mut self, checked: &Checked, expr: ExprId) -> u32 {
        if let Some(number) = self.figure_ids.get(&expr) {
            return *number;
        }
        let number = u32::try_from(self.figures.len()).unwrap_or(u32::MAX);
        let fact = match path(checked.hir(), expr) {
            Some((Root::Fact(fact), _)) => Some(fact),
            Some((Root::Variable(_), _)) | None => None,
        };
        let ty = checked.ty(expr).clone();
        self.figures.push(FigureWords { expr: expr.0, ty, fact, words: BTreeMap::new() });
        self.figure_ids.insert(expr, number);
        number
    }
}

/// The type of a list's elements.
pub fn element_type(hir: &Hir, list: FactId) -> Type {
    match hir.facts.get(list).map(|fact| fact.ty.present()) {
        Some(Type::List(element)) => Type::clone(element),
        Some(_) | None => Type::Broken,
    }
}

/// The type at the end of a path of fields.
pub fn at_path(hir: &Hir, ty: Type, path: &[u32]) -> Type {
    path.iter().fold(ty, |ty, field| {
        let Type::Record(record) = ty.present() else { return Type::Broken };
        whereas_hir::vocabulary::field(&hir.records, *record, *field)
            .map_or(Type::Broken, |field| field.ty.clone())
    })
}

/// A value written in the policy.
pub fn constant(literal: &Literal) -> Option<Constant> {
    Some(match literal {
        Literal::Truth(yes) => Constant::Truth(*yes),
        Literal::Choice { value, .. } => Constant::Choice(*value),
        Literal::Text(text) => Constant::Text(text.clone()),
        Literal::Number(number)
        | Literal::Money { amount: number, .. }
        | Literal::Days(number)
        | Literal::Months(number)
        | Literal::Minutes(number)
        | Literal::Quantity { amount: number, .. } => Constant::Number(number.clone()),
        Literal::Date(date) => Constant::Number(Number::from(date.days())),
        Literal::ChoiceName(_) => return None,
    })
}

/// The facts, judgements and questions that an expression speaks of directly or through terms, in order.
fn leaves(hir: &Hir, expr: ExprId) -> Vec<Leaf> {
    let mut found = std::collections::BTreeSet::new();
    let mut seen = std::collections::BTreeSet::new();
    let mut todo = vec![expr];
    while let Some(id) = todo.pop() {
        if !seen.insert(id) {
            continue;
        }
        let Some(expr) = hir.exprs.get(id) else { continue };
        if let Some((root, path)) = path(hir, id) {
            found.extend(leaf(hir, root, path));
            continue;
        }
        if let Expr::Judgement(judgement) = expr {
            found.insert(Leaf::Judgement(*judgement));
        } else if let Expr::Reading { question, .. } = expr {
            found.insert(Leaf::Question(*question));
        } else if let Expr::Term(term) = expr {
            todo.extend(hir.terms.get(*term).map(|term| term.means));
        } else if let Expr::GoverningDay = expr {
            let fact = hir.policies.get(Hir::MAIN).and_then(|policy| policy.governed_by);
            found.extend(fact.map(|fact| Leaf::Fact(fact, Vec::new())));
        } else {
            let list = over(expr).and_then(|over| hir.variables.get(over.variable));
            found.extend(list.map(|variable| Leaf::Others(variable.list)));
            todo.extend(expr.operands());
        }
    }
    found.into_iter().collect()
}

fn leaf(hir: &Hir, root: Root, path: Vec<u32>) -> Option<Leaf> {
    match root {
        Root::Fact(fact) => {
            let is_list = matches!(hir.facts.get(fact)?.ty.present(), Type::List(_));
            Some(if is_list { Leaf::Others(fact) } else { Leaf::Fact(fact, path) })
        }
        Root::Variable(variable) => Some(Leaf::Others(hir.variables.get(variable)?.list)),
    }
}

/// The elements that a form over a list speaks of.
pub fn over(expr: &Expr) -> Option<&Over> {
    if let Expr::Any(over)
    | Expr::Count(over)
    | Expr::Every { over, .. }
    | Expr::CountDifferent { over, .. }
    | Expr::Sum { over, .. }
    | Expr::Extreme { over, .. }
    | Expr::DaysInAny { over, .. }
    | Expr::Pick { over, .. } = expr
    {
        return Some(over);
    }
    None
}

/// What a path of fields starts from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Root {
    /// A fact.
    Fact(FactId),
    /// An element of a list.
    Variable(whereas_hir::expr::VarId),
}

/// The path of a fact, of an element, or of a field of one.
pub fn path(hir: &Hir, expr: ExprId) -> Option<(Root, Vec<u32>)> {
    let mut path = Vec::new();
    let mut id = expr;
    loop {
        let expr = hir.exprs.get(id)?;
        let root = if let Expr::Fact(fact) = expr {
            Root::Fact(*fact)
        } else if let Expr::Variable(variable) = expr {
            Root::Variable(*variable)
        } else if let Expr::Field { base, field } = expr {
            path.push(*field);
            id = *base;
            continue;
        } else {
            return None;
        };
        path.reverse();
        return Some((root, path));
    }
}
