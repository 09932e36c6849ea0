//! Expressions with names resolved. Words that mean the same are one form: `exceeds` and `>` are [`Compare::More`].

use ecow::EcoString;
use whereas_value::date::Date;
use whereas_value::define_ids;
use whereas_value::id::{
    ClauseId, DecisionId, FactId, JudgementId, ParameterId, QuestionId, TermId,
};
use whereas_value::number::Number;
use whereas_value::rounding::Rounding;

define_ids! {
    /// An expression.
    ExprId;
    /// A name bound to the elements of a list.
    VarId;
    /// A function.
    FunctionId;
}

/// A name bound to each element of a list in turn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Variable {
    /// Its name.
    pub name: EcoString,
    /// The list it runs over: always a fact.
    pub list: FactId,
}

/// An expression.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Expr {
    /// What could not be read or resolved; an error was reported. Never in a checked policy.
    Missing,
    /// `yes`, `3`, `250 EUR`, `2020-11-01`, `90 days`, `"x"`, a choice value
    Literal(Literal),
    /// A fact by its name.
    Fact(FactId),
    /// A judgement by its name.
    Judgement(JudgementId),
    /// A derived term by its name.
    Term(TermId),
    /// A decision by its name; read through the scope of its policy where that is another one.
    Decision(DecisionId),
    /// `d of x`, of a decision for each element
    DecisionOf {
        /// The decision.
        decision: DecisionId,
        /// The element.
        element: VarId,
    },
    /// `p`, `p on D`
    Parameter {
        /// The parameter.
        parameter: ParameterId,
        /// The day; without it the governing day.
        on: Option<ExprId>,
    },
    /// `q is A`, of an open question
    Reading {
        /// The question.
        question: QuestionId,
        /// The place of the reading among those it offers.
        reading: u32,
    },
    /// A name bound to an element.
    Variable(VarId),
    /// In what a function means: the value it is given for one of its parameters.
    Argument {
        /// The function.
        function: FunctionId,
        /// The place of the parameter.
        place: u32,
    },
    /// `f(a, b)`
    Call {
        /// The function.
        function: FunctionId,
        /// What it is given, in order.
        arguments: Vec<ExprId>,
        /// What it means of them, written out: all that the call is.
        means: ExprId,
    },
    /// `x.field`; the base is a record fact, a variable, another field, or [`Expr::Pick`]
    Field {
        /// The record.
        base: ExprId,
        /// The place of the field in its record.
        field: u32,
    },
    /// `E.on`, `E.by`, `E.about` in the conditions of a duty that arises on event E
    EventField(EventField),
    /// `as-of day`
    AsOfDay,
    /// `governing day`
    GoverningDay,
    /// `not C`
    Not(ExprId),
    /// `C and D`, `all of (…)`; two or more
    And(Vec<ExprId>),
    /// `C or D`, `any of (…)`; two or more. `none of (…)` is the `not` of it
    Or(Vec<ExprId>),
    /// `at least 2 of (…)`
    AtLeast {
        /// How many at least.
        count: u32,
        /// Of these.
        of: Vec<ExprId>,
    },
    /// Every comparison of two values; of an ordered choice by its order
    Compare {
        /// The comparison.
        op: Compare,
        /// Left of it.
        left: ExprId,
        /// Right of it.
        right: ExprId,
    },
    /// `x is one of (a, b)`; `is not one of` is the `not` of it
    OneOf {
        /// What is asked about.
        subject: ExprId,
        /// The values, one or more.
        values: Vec<ExprId>,
    },
    /// `x is between A and B`: both ends in
    Between {
        /// What is asked about.
        subject: ExprId,
        /// The lower end.
        low: ExprId,
        /// The upper end.
        high: ExprId,
    },
    /// `S includes V`, of a set that is a fact or a decision
    Includes {
        /// [`Expr::Decision`] or an expression of type set.
        set: ExprId,
        /// The place of the value in its choice.
        value: u32,
    },
    /// `S is empty`, of a set or a list
    IsEmpty(ExprId),
    /// `F is known`, of a fact, or of a field of a record fact or element
    IsKnown(ExprId),
    /// `F is absent`
    IsAbsent(ExprId),
    /// `d is decided`
    IsDecided {
        /// The decision.
        decision: DecisionId,
        /// Of a decision for each element, which.
        element: Option<VarId>,
    },
    /// `if C then A else B`
    If {
        /// The condition.
        test: ExprId,
        /// Where it holds.
        then: ExprId,
        /// Where it does not.
        otherwise: ExprId,
    },
    /// `A + B`, `A - B`, `A * B`, `A / B`; `32 % of X` is a product, `half of X` a product by 1/2
    Arithmetic {
        /// The operation.
        op: Arithmetic,
        /// Left of it.
        left: ExprId,
        /// Right of it.
        right: ExprId,
    },
    /// `the lesser of (…)`, `earliest of (a, b)`; and `but not more than B`
    Lesser(Vec<ExprId>),
    /// `the greater of (…)`, `latest of (a, b)`; and `but not less than A`
    Greater(Vec<ExprId>),
    /// `X rounded to 2 places half up`
    Rounded {
        /// What is rounded.
        value: ExprId,
        /// To how many decimal places.
        places: u32,
        /// Which way.
        rounding: Rounding,
    },
    /// `marginal scale x (0 % up to A, 20 % up to B, 40 % above)`: each rate on the part of x that lies in its band
    Scale {
        /// x.
        base: ExprId,
        /// The bands from the lowest: all but the last have an upper limit.
        bands: Vec<Band>,
    },
    /// `days from A to B`, `months from A to B`, `years from A to B` (completed; years as months by twelve)
    Elapsed {
        /// The unit.
        unit: Elapsed,
        /// The earlier day.
        from: ExprId,
        /// The later day.
        to: ExprId,
    },
    /// `(A through B)`: what a call is given for a period; whatever is asked of a period is asked of its two days
    Span {
        /// Its first day.
        from: ExprId,
        /// Its last day, which is in it.
        to: ExprId,
    },
    /// `P overlaps Q`, `days in P`, `days in P within Q`, `days between P and Q`
    Periods {
        /// What is asked.
        asked: Periods,
        /// The first and the last day of each.
        days: Vec<ExprId>,
    },
    /// `days in any of (c for c in xs where C) within Q`: each day once
    DaysInAny {
        /// The elements that count.
        over: Over,
        /// The period of an element.
        item: Ends,
        /// The days that may be counted.
        within: Option<Ends>,
    },
    /// `d under CLAUSE`, and `clauses under` of a group
    Under {
        /// The decision.
        decision: DecisionId,
        /// The clauses, in order; one where an id is written.
        clauses: Vec<ClauseId>,
        /// Of a decision for each element, which.
        element: Option<VarId>,
    },
    /// `d apart from this clause`
    Apart {
        /// The decision.
        decision: DecisionId,
        /// The clause that says it.
        clause: ClauseId,
        /// Of a decision for each element, which.
        element: Option<VarId>,
    },
    /// `any (c in xs where C)`: some element for which C
    Any(Over),
    /// `every (c in xs where F has C)`: the filter is F, the body C
    Every {
        /// The elements it speaks of.
        over: Over,
        /// What each must have.
        has: ExprId,
    },
    /// `count of (c in xs where C)`
    Count(Over),
    /// `count of different (c.k for c in xs where C)`
    CountDifferent {
        /// The elements that count.
        over: Over,
        /// What must differ.
        key: ExprId,
    },
    /// `sum of (c.pay for c in xs where C)`
    Sum {
        /// The elements that count.
        over: Over,
        /// What is added.
        item: ExprId,
    },
    /// `smallest of (…)`, `earliest of (… for c in xs)`, and the other ends
    Extreme {
        /// The largest, or else the smallest.
        largest: bool,
        /// The elements that count.
        over: Over,
        /// What is compared.
        item: ExprId,
    },
    /// `the c in xs where C with smallest c.born`; only ever the base of a [`Expr::Field`]
    Pick {
        /// The largest, or else the smallest.
        largest: bool,
        /// The elements that count.
        over: Over,
        /// What is compared.
        key: ExprId,
    },
}

impl Expr {
    /// The decision that is read here, and of which element.
    #[must_use]
    pub const fn decision(&self) -> Option<(DecisionId, Option<VarId>)> {
        if let Self::Decision(decision) = self {
            Some((*decision, None))
        } else if let Self::DecisionOf { decision, element } = self {
            Some((*decision, Some(*element)))
        } else {
            None
        }
    }

    /// Its operands, in the order in which they are written. What a name stands for is no operand.
    #[must_use]
    pub fn operands(&self) -> Vec<ExprId> {
        match self {
            Self::Missing
            | Self::Literal(_)
            | Self::Fact(_)
            | Self::Judgement(_)
            | Self::Term(_)
            | Self::Decision(_)
            | Self::DecisionOf { .. }
            | Self::Reading { .. }
            | Self::Variable(_)
            | Self::Argument { .. }
            | Self::EventField(_)
            | Self::AsOfDay
            | Self::GoverningDay
            | Self::IsDecided { .. }
            | Self::Under { .. }
            | Self::Apart { .. } => Vec::new(),
            Self::Parameter { on, .. } => on.iter().copied().collect(),
            Self::Field { base: one, .. }
            | Self::Call { means: one, .. }
            | Self::Not(one)
            | Self::Includes { set: one, .. }
            | Self::IsEmpty(one)
            | Self::IsKnown(one)
            | Self::IsAbsent(one)
            | Self::Rounded { value: one, .. } => vec![*one],
            Self::And(all)
            | Self::Or(all)
            | Self::AtLeast { of: all, .. }
            | Self::Lesser(all)
            | Self::Greater(all) => all.clone(),
            Self::Compare { left, right, .. } | Self::Arithmetic { left, right, .. } => {
                vec![*left, *right]
            }
            Self::Scale { base, bands } => {
                let of_band = |band: &Band| std::iter::once(band.rate).chain(band.up_to);
                std::iter::once(*base).chain(bands.iter().flat_map(of_band)).collect()
            }
            Self::OneOf { subject, values } => {
                std::iter::once(*subject).chain(values.iter().copied()).collect()
            }
            Self::Between { subject, low, high } => vec![*subject, *low, *high],
            Self::If { test, then, otherwise } => vec![*test, *then, *otherwise],
            Self::Elapsed { from, to, .. } | Self::Span { from, to } => vec![*from, *to],
            Self::Periods { days, .. } => days.clone(),
            Self::DaysInAny { over, item, within } => {
                let ends = std::iter::once(*item).chain(*within);
                let ends = ends.flat_map(|ends| [ends.from, ends.to]);
                over.filter.iter().copied().chain(ends).collect()
            }
            Self::Any(over) | Self::Count(over) => over.filter.iter().copied().collect(),
            Self::Every { over, has: item }
            | Self::CountDifferent { over, key: item }
            | Self::Sum { over, item }
            | Self::Extreme { over, item, .. }
            | Self::Pick { over, key: item, .. } => {
                over.filter.iter().copied().chain([*item]).collect()
            }
        }
    }
}

/// The two days of a period, both of which are in it. One whose last day is before its first has no day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ends {
    /// The first.
    pub from: ExprId,
    /// The last.
    pub to: ExprId,
}

/// What is asked of periods.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Periods {
    /// `P overlaps Q`: whether some day is in both
    Overlap,
    /// `days in P`: how many it has
    Days,
    /// `days in P within Q`: how many are in both
    DaysWithin,
    /// `days between P and Q`: how many lie after the one and before the other
    DaysBetween,
}

/// A band of a scale.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Band {
    /// What is taken of the part that lies in it: `20 %`.
    pub rate: ExprId,
    /// Where it ends; `above` ends nowhere.
    pub up_to: Option<ExprId>,
}

impl Band {
    /// Whether it goes on without an end.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.up_to.is_none()
    }
}

/// Of a term that is a period, the day that a field of it is.
#[must_use]
pub fn day_of(hir: &crate::Hir, base: ExprId, field: u32) -> Option<(TermId, ExprId)> {
    let Expr::Term(id) = hir.exprs.get(base)? else { return None };
    let Expr::Span { from, to } = hir.exprs.get(hir.terms.get(*id)?.means)? else { return None };
    Some((*id, if field == 0 { *from } else { *to }))
}

/// The period, by its name, whose first and last day two expressions are.
#[must_use]
pub fn period_of(hir: &crate::Hir, from: ExprId, to: ExprId) -> Option<ExprId> {
    let (from, to) = (hir.exprs.get(from)?, hir.exprs.get(to)?);
    match (from, to) {
        (Expr::Field { base, field: 0 }, Expr::Field { base: other, field: 1 })
            if base == other =>
        {
            Some(*base)
        }
        _ => None,
    }
}

/// The elements that a form over a list speaks of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Over {
    /// The name of the element; it says which list.
    pub variable: VarId,
    /// `where C`; all of them without it.
    pub filter: Option<ExprId>,
}

/// A value written in a policy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Literal {
    /// `yes`, `no`
    Truth(bool),
    /// `3`, `2.5`, `32 %`
    Number(Number),
    /// `250 EUR`, `250 EUR a month`
    Money {
        /// How much.
        amount: Number,
        /// The ISO code.
        currency: EcoString,
        /// The rhythm, where there is one.
        per: Option<whereas_value::types::Rhythm>,
    },
    /// `2020-11-01`
    Date(Date),
    /// `90 days`, `2 weeks`
    Days(Number),
    /// `6 months`, `5 years`
    Months(Number),
    /// `90 minutes`, `2 hours`
    Minutes(Number),
    /// `1_500 km`
    Quantity {
        /// How much.
        amount: Number,
        /// Of which unit.
        unit: whereas_value::id::UnitId,
    },
    /// `"…"`
    Text(EcoString),
    /// A value of a choice, resolved by what it is held against.
    Choice {
        /// The choice.
        choice: whereas_value::id::ChoiceId,
        /// Its place in it.
        value: u32,
    },
    /// A name that is a value of some choice, before the checker knows which. Never in a checked policy.
    ChoiceName(EcoString),
}

/// A comparison.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Compare {
    /// `is`, `=`
    Equal,
    /// `is not`, `!=`
    NotEqual,
    /// `is less than`, `is before`, `<`
    Less,
    /// `is at most`, `is on or before`, `is not more than`, `<=`
    AtMost,
    /// `is more than`, `exceeds`, `is after`, `>`
    More,
    /// `is at least`, `is on or after`, `is not less than`, `>=`
    AtLeast,
}

/// An arithmetic operation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Arithmetic {
    /// `A + B`
    Add,
    /// `A - B`
    Subtract,
    /// `A * B`
    Multiply,
    /// `A / B`
    Divide,
}

/// What `… from A to B` counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Elapsed {
    /// `days from A to B`
    Days,
    /// `months from A to B`: completed months
    Months,
    /// `years from A to B`: completed years, in months
    Years,
}

/// A part of the event a duty arises from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EventField {
    /// `E.on`
    On,
    /// `E.by`: compared with an actor
    By(Option<whereas_value::id::ActorId>),
    /// `E.about`
    About,
}
