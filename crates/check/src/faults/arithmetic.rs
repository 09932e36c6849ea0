//! Faults of arithmetic.

use whereas_diagnostics::{Diagnostic, codes::types as codes};
use whereas_hir::Hir;
use whereas_hir::expr::{Arithmetic, Expr, ExprId};
use whereas_value::date::Date;
use whereas_value::id::PolicyId;
use whereas_value::number::Number;
use whereas_value::types::Type;

use super::values::with_unit;
use crate::checker::{Describe, Places, also, at};
use crate::words;

/// `entered_on * 3`: things that do not go together.
pub struct Amounts {
    /// The whole.
    pub expr: ExprId,
    /// The operation.
    pub op: Arithmetic,
    /// Left of it.
    pub left: (ExprId, Type),
    /// Right of it.
    pub right: (ExprId, Type),
}

impl Describe for Amounts {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let (left, right) = (words::expr(hir, self.left.0), words::expr(hir, self.right.0));
        let (a, b) = (words::a_type(hir, &self.left.1), words::a_type(hir, &self.right.1));
        let doing = match self.op {
            Arithmetic::Add => "added",
            Arithmetic::Subtract => "taken one from the other",
            Arithmetic::Multiply => "multiplied",
            Arithmetic::Divide => "divided one by the other",
        };
        let message = format!("`{left}` is {a} and `{right}` is {b}: they cannot be {doing}");
        let diagnostic = at(codes::AMOUNTS, places.expr(self.expr), message);
        let diagnostic = also(diagnostic, places.expr(self.left.0), a);
        let diagnostic = also(diagnostic, places.expr(self.right.0), b);
        match (self.op, &self.left.1, &self.right.1) {
            (Arithmetic::Add, Type::Days | Type::Months, Type::Date) => {
                diagnostic.help(format!("write the date first: `{right} + {left}`"))
            }
            (Arithmetic::Add | Arithmetic::Subtract, Type::Date, Type::Number | Type::Integer) => {
                diagnostic.help(format!(
                    "say of what: `{right} days`; or `{right} months`, where the policy says how `month ends round`"
                ))
            }
            (
                Arithmetic::Multiply | Arithmetic::Divide,
                Type::Days | Type::Months | Type::Minutes,
                _,
            )
            | (Arithmetic::Multiply, _, Type::Days | Type::Months | Type::Minutes) => {
                diagnostic.note("a length of time is a whole number of days, months or minutes: it is multiplied by whole numbers only")
            }
            (Arithmetic::Multiply | Arithmetic::Divide, Type::NumberIn(_), _)
            | (Arithmetic::Multiply | Arithmetic::Divide, _, Type::NumberIn(_)) => {
                diagnostic.note("a number in a unit is multiplied and divided by plain numbers; divided by another in the same unit it is a plain number")
            }
            (Arithmetic::Add | Arithmetic::Subtract, _, _) => {
                with_unit(diagnostic, hir, places, &self.left, &self.right)
            }
            _ => diagnostic,
        }
    }
}

/// `marginal scale x (20 % up to 40_000, 30 % up to 10_000, 40 % above)`
pub struct ScaleLimits {
    /// The limit of a band.
    pub below: ExprId,
    /// The limit of the next.
    pub above: ExprId,
    /// The first day on which they do not rise; always, where both are written.
    pub day: Option<Date>,
    /// What the one is.
    pub low: Number,
    /// What the other is.
    pub high: Number,
}

impl Describe for ScaleLimits {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let (below, above) = (words::expr(hir, self.below), words::expr(hir, self.above));
        let message = match self.day {
            None => format!("this band ends at {above}, and the one below it at {below} already"),
            Some(day) => format!(
                "from {day} this band ends at `{above}` ({}), and the one below it at `{below}` ({}) already",
                self.high, self.low
            ),
        };
        let diagnostic = at(codes::SCALE_LIMITS, places.expr(self.above), message);
        also(diagnostic, places.expr(self.below), "the limit of the band below")
            .help("write the bands from the lowest to the highest")
    }
}

/// `marginal scale entered_on (…)`
pub struct ScaleOf {
    /// What is scaled.
    pub expr: ExprId,
    /// What it is.
    pub found: Type,
}

impl Describe for ScaleOf {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let (what, ty) = (words::expr(hir, self.expr), words::a_type(hir, &self.found));
        let message = format!("`{what}` is {ty}: a scale takes parts of a number or of money");
        at(codes::SCALE_OF, places.expr(self.expr), message)
            .help("give it the number or the amount that is taxed or counted in bands")
    }
}

/// `250 EUR * 3 EUR`
pub struct MoneyTimesMoney {
    /// The whole.
    pub expr: ExprId,
    /// Left of it.
    pub left: ExprId,
    /// Right of it.
    pub right: ExprId,
}

impl Describe for MoneyTimesMoney {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let (left, right) = (words::expr(hir, self.left), words::expr(hir, self.right));
        let message =
            format!("`{left}` and `{right}` are both money, and money times money is no amount");
        let diagnostic = at(codes::MONEY_TIMES_MONEY, places.expr(self.expr), message);
        let diagnostic = also(diagnostic, places.expr(self.left), "money");
        also(diagnostic, places.expr(self.right), "money")
            .help("declare one of the two as a `number`: it is no amount of money")
    }
}

/// `250 EUR + 3 USD`, `250 EUR + 3 EUR a month`
pub struct MixedMoney {
    /// The whole.
    pub expr: ExprId,
    /// Left of it.
    pub left: (ExprId, Type),
    /// Right of it.
    pub right: (ExprId, Type),
}

impl Describe for MixedMoney {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let (left, right) = (words::expr(hir, self.left.0), words::expr(hir, self.right.0));
        let (a, b) = (words::a_type(hir, &self.left.1), words::a_type(hir, &self.right.1));
        let message =
            format!("`{left}` is {a} and `{right}` is {b}: nothing turns one into the other");
        let diagnostic = at(codes::MIXED_MONEY, places.expr(self.expr), message);
        let diagnostic = also(diagnostic, places.expr(self.left.0), a);
        let diagnostic = also(diagnostic, places.expr(self.right.0), b);
        match (&self.left.1, &self.right.1) {
            (Type::Money { currency: a, .. }, Type::Money { currency: b, .. }) if a != b => diagnostic
                .help("if the text names a rate, make it a parameter of type number and state the sum in one currency"),
            _ => diagnostic.help("say in the text and here for how long, and state both for the same time"),
        }
    }
}

/// `30 days + 2 months`
pub struct DaysWithMonths {
    /// The whole.
    pub expr: ExprId,
    /// Left of it.
    pub left: (ExprId, Type),
    /// Right of it.
    pub right: (ExprId, Type),
}

impl Describe for DaysWithMonths {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let (left, right) = (words::expr(hir, self.left.0), words::expr(hir, self.right.0));
        let (a, b) = (words::a_type(hir, &self.left.1), words::a_type(hir, &self.right.1));
        let message =
            format!("`{left}` is {a} and `{right}` is {b}: a month has no fixed number of days");
        let diagnostic = at(codes::DAYS_WITH_MONTHS, places.expr(self.expr), message);
        let diagnostic = also(diagnostic, places.expr(self.left.0), a);
        also(diagnostic, places.expr(self.right.0), b)
            .help("add them to a date one after the other: `(D + 2 months) + 30 days`")
    }
}

/// `a - b` of two dates
pub struct DateMinusDate {
    /// The whole.
    pub expr: ExprId,
    /// The later day, as it seems.
    pub left: ExprId,
    /// The earlier.
    pub right: ExprId,
}

impl Describe for DateMinusDate {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let tight = |id: ExprId| {
            let text = words::expr(hir, id);
            if matches!(hir.exprs.get(id), Some(Expr::Arithmetic { .. } | Expr::If { .. })) {
                format!("({text})")
            } else {
                text
            }
        };
        let (left, right) = (tight(self.left), tight(self.right));
        let message =
            format!("`{left}` and `{right}` are both dates: say what is counted between them");
        let diagnostic = at(codes::DATE_MINUS_DATE, places.expr(self.expr), message);
        let better = format!("days from {right} to {left}");
        match places.expr(self.expr) {
            Some(span) => diagnostic.fix(format!("write `{better}`"), span, better),
            None => diagnostic.help(format!("write `{better}`")),
        }
    }
}

/// `D + 2 months` where the policy has no rule for month ends
pub struct NoMonthEnds {
    /// The whole.
    pub expr: ExprId,
    /// The policy that reads it.
    pub policy: PolicyId,
}

impl Describe for NoMonthEnds {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let name = words::expr(hir, self.expr);
        let message = match hir.exprs.get(self.expr) {
            Some(Expr::Arithmetic { .. }) => {
                format!(
                    "`{name}` may end on a day that its month does not have, and the policy has no rule for it"
                )
            }
            _ => format!(
                "`{name}` counts months, and the policy has no rule for the days that a month does not have"
            ),
        };
        let diagnostic = at(codes::NO_MONTH_ENDS, places.expr(self.expr), message);
        also(diagnostic, places.policy(self.policy), "the rule belongs here")
            .help("say `month ends round down`, `month ends round up` or `month ends are errors` in the policy")
            .note("one month after 31 January is 28 February, 1 March, or no day at all; who was born on 29 February is a year older on 28 February, or on 1 March")
    }
}

/// `entered_on rounded to 2 places …`
pub struct NotRoundable {
    /// What is rounded.
    pub expr: ExprId,
    /// Its type.
    pub found: Type,
}

impl Describe for NotRoundable {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let name = words::expr(hir, self.expr);
        let ty = words::a_type(hir, &self.found);
        let message = format!("`{name}` is {ty}: only numbers and money are rounded");
        at(codes::NOT_ROUNDABLE, places.expr(self.expr), message)
            .label(ty)
            .help("take out `rounded to …`")
    }
}

/// A money decision whose value may have more places than its coin.
pub struct UnroundedMoney {
    /// The value.
    pub expr: ExprId,
    /// The code of the currency.
    pub currency: ecow::EcoString,
    /// The places of its coin.
    pub places: u32,
}

impl Describe for UnroundedMoney {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let name = words::expr(hir, self.expr);
        let (code, coin) = (&self.currency, self.places);
        let part = match coin {
            0 => format!("{code} has no smaller coin"),
            places => format!("{code} has {places} places after the point"),
        };
        let message = format!(
            "`{name}` may come to a part of a coin, and nothing says how it is rounded: {part}"
        );
        let whole = if name.len() < 48 { name.as_str() } else { "…" };
        at(codes::UNROUNDED_MONEY, places.expr(self.expr), message).help(format!(
            "round it as the text says, with brackets around the whole: `({whole}) rounded to {coin} places half up`; \
             or `… down`, `… up`"
        ))
    }
}

/// `(x rounded to 2 places half up) rounded to 3 places up`
pub struct RoundedAgain {
    /// The outer rounding.
    pub expr: ExprId,
    /// The places there are already.
    pub has: u32,
}

impl Describe for RoundedAgain {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let name = words::expr(hir, self.expr);
        let has = match self.has {
            0 => "is whole already".to_owned(),
            1 => "is rounded to one place already".to_owned(),
            more => format!("is rounded to {more} places already"),
        };
        let message = format!("`{name}` rounds what {has}");
        at(codes::ROUNDED_AGAIN, places.expr(self.expr), message).help("leave out one of the two")
    }
}
