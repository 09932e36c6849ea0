//! The tree of a policy file: what the drafter wrote, typed, nothing resolved.
//!
//! Produced by [`parse`](crate::parse) alone. Invariants: every name, id and node has its span;
//! expressions live in the arena of [`Tree::exprs`] and refer only to expressions pushed before
//! them, so a walk over ids never meets a cycle and no node owns a deep chain; an expression is
//! at most [`MAX_EXPRESSION_DEPTH`](crate::MAX_EXPRESSION_DEPTH) deep; every date is in the calendar. The words chosen
//! where the language offers several (`exceeds` or `is more than`) are kept.

mod clauses;
mod duties;
mod examples;
mod exprs;
mod items;
mod judgements;
mod operators;
mod tables;
mod types;
mod words;

pub use clauses::{
    Cites, Clause, ClauseRef, Force, Function, Guarantee, GuaranteeKind, InForce, Means, OnlyAfter,
    Parameter as FunctionParameter, Rule, RuleVerb, Statement, StatementKind, Suspension,
    SwitchOff, lies_under,
};
pub use duties::{Arises, Discharge, Due, Duty, DutyForce, Permission, UponBreach};
pub use examples::{
    Background, EventFact, Example, Expect, Expected, Finding, FindingFactor, Given, GivenValue,
    InTime, State, Value, ValueKind, Weighed,
};
pub use exprs::{Branch, Each, Expr, ExprId, Exprs, ScaleBand};
pub(crate) use exprs::{MOST_STRETCHES, Stretch};
pub use items::{
    Bound, BrokenItem, Calendar, Choice, ChoiceValue, DaysCount, Decision, DecisionType, Element,
    Event, Fact, Fidelity, Field, Item, Labelled, Ledger, MonthEnds, Otherwise, Parameter,
    ParameterValue, Policy, Record, Source, Unit, Use,
};
pub use judgements::{
    Answer, Factor, FactorBasis, FactorBearing, FactorSide, Judgement, JudgementPart,
    NeverConsider, OpenQuestion, RestLimit,
};
pub use operators::{
    ArithmeticWord, CompareWord, DayWord, ManyWord, PickWord, RoundingWord, SpanWord, TestWord,
};
pub use tables::{Cell, Column, ColumnRole, Row, Table, TableRule};
pub use types::{Rhythm, Type, TypeKind};
pub use words::{
    Date, FieldPath, Id, Label, Literal, LiteralKind, Name, Number, OtherLanguage, Text,
};

use whereas_source::FileId;

/// A whole file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tree {
    /// The file this is the tree of.
    pub file: FileId,
    /// The items, in order. A file without a `policy` item is a vocabulary.
    pub items: Vec<Item>,
    /// Every expression of the file.
    pub exprs: Exprs,
}

impl Tree {
    /// The tree of an empty file.
    pub fn new(file: FileId) -> Self {
        Self { file, items: Vec::new(), exprs: Exprs::default() }
    }

    /// An expression.
    pub fn expr(&self, id: ExprId) -> &Expr {
        self.exprs.get(id)
    }

    /// The file's `policy` item: the first, where a broken file has several.
    pub fn policy(&self) -> Option<&Policy> {
        self.items.iter().find_map(|item| if let Item::Policy(it) = item { Some(it) } else { None })
    }

    /// The clauses, in order.
    pub fn clauses(&self) -> impl Iterator<Item = &Clause> {
        self.items
            .iter()
            .filter_map(|item| if let Item::Clause(it) = item { Some(it) } else { None })
    }
}
