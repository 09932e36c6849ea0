//! Expressions and literals.

use whereas_value::date::Date;
use whereas_value::id::ChoiceId;
use whereas_value::number::Number;
use whereas_value::types::Type;

use super::{Printer, name_of, rhythm_words};
use crate::expr::{
    Arithmetic, Band, Compare, Elapsed, EventField, Expr, ExprId, Literal, Over, Periods, VarId,
};
use crate::vocabulary::field;

impl Printer<'_> {
    /// An expression that stands alone.
    pub(super) fn expr(&self, id: ExprId) -> String {
        self.nested(id, false)
    }

    /// An expression inside another one: bracketed if it is made of several words.
    fn inner(&self, id: ExprId) -> String {
        self.nested(id, true)
    }

    fn nested(&self, id: ExprId, brackets: bool) -> String {
        let Some(expr) = self.hir.exprs.get(id) else { return "?".to_owned() };
        let (words, tight) = self.words(expr);
        if brackets && !tight { format!("({words})") } else { words }
    }

    /// The words of an expression, and whether they hold together without brackets.
    fn words(&self, expr: &Expr) -> (String, bool) {
        let hir = self.hir;
        match expr {
            Expr::Missing => ("missing".to_owned(), true),
            Expr::Literal(literal) => (self.literal(literal), true),
            Expr::Fact(id) => (name_of(hir.facts.get(*id).map(|it| &it.name)), true),
            Expr::Judgement(id) => (name_of(hir.judgements.get(*id).map(|it| &it.name)), true),
            Expr::Term(id) => (name_of(hir.terms.get(*id).map(|it| &it.name)), true),
            Expr::Decision(id) => (self.decision_name(*id), true),
            Expr::DecisionOf { decision, element } => {
                let decision = self.decision_name(*decision);
                (format!("{decision} of {}", self.variable(*element)), false)
            }
            Expr::Parameter { parameter, on } => {
                let name = name_of(hir.parameters.get(*parameter).map(|it| &it.name));
                match on {
                    None => (name, true),
                    Some(on) => (format!("{name} on {}", self.inner(*on)), false),
                }
            }
            Expr::Reading { question, reading } => {
                let question = hir.questions.get(*question);
                let place = usize::try_from(*reading).unwrap_or(usize::MAX);
                let reading = question.and_then(|it| it.readings.get(place)).map(|it| &it.name);
                let name = name_of(question.map(|it| &it.name));
                (format!("{name} is {}", name_of(reading)), false)
            }
            Expr::Variable(id) => (self.variable(*id), true),
            Expr::Field { base, field } => {
                (format!("{}.{}", self.inner(*base), self.field_name(*base, *field)), true)
            }
            Expr::Argument { function, place } => {
                let given = self.hir.functions.get(*function).zip(usize::try_from(*place).ok());
                let name = given.and_then(|(it, place)| it.parameters.get(place));
                (name_of(name.map(|(name, _)| name)), true)
            }
            Expr::Call { function, arguments, .. } => {
                let name = name_of(self.hir.functions.get(*function).map(|it| &it.name));
                (format!("{name}({})", self.listed(arguments)), true)
            }
            Expr::EventField(field) => match field {
                EventField::On => ("event.on".to_owned(), true),
                EventField::About => ("event.about".to_owned(), true),
                EventField::By(None) => ("event.by".to_owned(), true),
                EventField::By(Some(actor)) => {
                    let actor = name_of(hir.actors.get(*actor).map(|it| &it.name));
                    (format!("event.by is {actor}"), false)
                }
            },
            Expr::AsOfDay => ("as-of day".to_owned(), true),
            Expr::GoverningDay => ("governing day".to_owned(), true),
            Expr::Not(of) => (format!("not {}", self.inner(*of)), false),
            Expr::And(of) => (self.joined(of, " and "), false),
            Expr::Or(of) => (self.joined(of, " or "), false),
            Expr::AtLeast { count, of } => {
                (format!("at least {count} of ({})", self.listed(of)), true)
            }
            Expr::Compare { op, left, right } => {
                let op = compare_symbol(*op);
                (format!("{} {op} {}", self.inner(*left), self.inner(*right)), false)
            }
            Expr::OneOf { subject, values } => {
                (format!("{} is one of ({})", self.inner(*subject), self.listed(values)), false)
            }
            Expr::Between { subject, low, high } => {
                let (low, high) = (self.inner(*low), self.inner(*high));
                (format!("{} is between {low} and {high}", self.inner(*subject)), false)
            }
            Expr::Includes { set, value } => {
                let value = self.set_value(*set, *value);
                (format!("{} includes {value}", self.inner(*set)), false)
            }
            Expr::IsEmpty(of) => (format!("{} is empty", self.inner(*of)), false),
            Expr::IsKnown(of) => (format!("{} is known", self.inner(*of)), false),
            Expr::IsAbsent(of) => (format!("{} is absent", self.inner(*of)), false),
            Expr::IsDecided { decision, element } => {
                (format!("{} is decided", self.decision_of(*decision, *element)), false)
            }
            Expr::If { test, then, otherwise } => {
                let (test, then) = (self.inner(*test), self.inner(*then));
                (format!("if {test} then {then} else {}", self.inner(*otherwise)), false)
            }
            Expr::Arithmetic { op, left, right } => {
                let op = match op {
                    Arithmetic::Add => "+",
                    Arithmetic::Subtract => "-",
                    Arithmetic::Multiply => "*",
                    Arithmetic::Divide => "/",
                };
                (format!("{} {op} {}", self.inner(*left), self.inner(*right)), false)
            }
            Expr::Lesser(of) => (format!("the lesser of ({})", self.listed(of)), true),
            Expr::Greater(of) => (format!("the greater of ({})", self.listed(of)), true),
            Expr::Scale { base, bands } => {
                let band = |band: &Band| match band.up_to {
                    Some(limit) => format!("{} up to {}", self.inner(band.rate), self.inner(limit)),
                    None => format!("{} above", self.inner(band.rate)),
                };
                let bands: Vec<String> = bands.iter().map(band).collect();
                (format!("marginal scale {} ({})", self.inner(*base), bands.join(", ")), true)
            }
            Expr::Rounded { value, places, rounding } => {
                let value = self.inner(*value);
                (format!("{value} rounded to {places} places {rounding}"), false)
            }
            Expr::Elapsed { unit, from, to } => {
                let unit = match unit {
                    Elapsed::Days => "days",
                    Elapsed::Months => "months",
                    Elapsed::Years => "years",
                };
                (format!("{unit} from {} to {}", self.inner(*from), self.inner(*to)), false)
            }
            Expr::Span { from, to } => {
                (format!("{} through {}", self.inner(*from), self.inner(*to)), false)
            }
            Expr::Periods { asked, days } => self.periods(*asked, days),
            Expr::DaysInAny { over, item, within } => {
                let (over, item) = (self.over(over), self.period(item.from, item.to));
                let within = within.map_or_else(String::new, |within| {
                    format!(" within {}", self.period(within.from, within.to))
                });
                (format!("days in any of ({item} for {over}){within}"), false)
            }
            Expr::Under { decision, clauses, element } => {
                let clauses = self.clause_ids(clauses);
                (format!("{} under {clauses}", self.decision_of(*decision, *element)), false)
            }
            Expr::Apart { decision, clause, element } => {
                let decision = self.decision_of(*decision, *element);
                (format!("{decision} apart from {}", self.clause_ids(&[*clause])), false)
            }
            Expr::Any(over) => (format!("any ({})", self.over(over)), true),
            Expr::Every { over, has } => {
                (format!("every ({} has {})", self.over(over), self.expr(*has)), true)
            }
            Expr::Count(over) => (format!("count of ({})", self.over(over)), true),
            Expr::CountDifferent { over, key } => {
                let over = self.over(over);
                (format!("count of different ({} for {over})", self.expr(*key)), true)
            }
            Expr::Sum { over, item } => {
                (format!("sum of ({} for {})", self.expr(*item), self.over(over)), true)
            }
            Expr::Extreme { largest, over, item } => {
                let which = if *largest { "largest" } else { "smallest" };
                (format!("{which} of ({} for {})", self.expr(*item), self.over(over)), true)
            }
            Expr::Pick { largest, over, key } => {
                let which = if *largest { "largest" } else { "smallest" };
                (format!("the {} with {which} {}", self.over(over), self.inner(*key)), false)
            }
        }
    }

    fn periods(&self, asked: Periods, days: &[ExprId]) -> (String, bool) {
        let of: Vec<String> = days
            .chunks(2)
            .map(|ends| match ends {
                [from, to] => self.period(*from, *to),
                _ => String::new(),
            })
            .collect();
        let text = match asked {
            Periods::Overlap => of.join(" overlaps "),
            Periods::Days | Periods::DaysWithin => format!("days in {}", of.join(" within ")),
            Periods::DaysBetween => format!("days between {}", of.join(" and ")),
        };
        (text, false)
    }

    /// A period by its name, or by its two days.
    fn period(&self, from: ExprId, to: ExprId) -> String {
        match crate::expr::period_of(self.hir, from, to) {
            Some(period) => self.inner(period),
            None => format!("({} through {})", self.inner(from), self.inner(to)),
        }
    }

    fn joined(&self, of: &[ExprId], word: &str) -> String {
        of.iter().map(|id| self.inner(*id)).collect::<Vec<_>>().join(word)
    }

    fn listed(&self, of: &[ExprId]) -> String {
        of.iter().map(|id| self.expr(*id)).collect::<Vec<_>>().join(", ")
    }

    fn over(&self, over: &Over) -> String {
        let each = self.element(over.variable);
        match over.filter {
            None => each,
            Some(filter) => format!("{each} where {}", self.expr(filter)),
        }
    }

    /// `c in convictions`.
    pub(super) fn element(&self, id: VarId) -> String {
        let list = self.hir.variables.get(id).and_then(|it| self.hir.facts.get(it.list));
        format!("{} in {}", self.variable(id), name_of(list.map(|it| &it.name)))
    }

    pub(super) fn variable(&self, id: VarId) -> String {
        name_of(self.hir.variables.get(id).map(|it| &it.name))
    }

    pub(super) fn decision_name(&self, id: whereas_value::id::DecisionId) -> String {
        name_of(self.hir.decisions.get(id).map(|it| &it.name))
    }

    /// `d`, or `d of c`.
    pub(super) fn decision_of(
        &self,
        id: whereas_value::id::DecisionId,
        element: Option<VarId>,
    ) -> String {
        match element {
            None => self.decision_name(id),
            Some(element) => format!("{} of {}", self.decision_name(id), self.variable(element)),
        }
    }

    pub(super) fn clause_ids(&self, ids: &[whereas_value::id::ClauseId]) -> String {
        Self::names(ids, |id| name_of(self.hir.clauses.get(*id).map(|it| &it.id)))
    }

    /// The type of a record-valued expression, as far as it is needed to name its fields.
    fn record_type(&self, id: ExprId) -> Option<Type> {
        let of_list = |variable: VarId| {
            let list = self.hir.variables.get(variable)?.list;
            let ty = self.hir.facts.get(list)?.ty.present();
            if let Type::List(element) = ty { Some(element.present().clone()) } else { None }
        };
        let expr = self.hir.exprs.get(id)?;
        if let Expr::Fact(id) = expr {
            Some(self.hir.facts.get(*id)?.ty.present().clone())
        } else if let Expr::Variable(id) = expr {
            of_list(*id)
        } else if let Expr::Pick { over, .. } = expr {
            of_list(over.variable)
        } else if let Expr::Field { base, field: place } = expr {
            let Type::Record(record) = self.record_type(*base)? else { return None };
            Some(field(&self.hir.records, record, *place)?.ty.present().clone())
        } else {
            None
        }
    }

    fn field_name(&self, base: ExprId, place: u32) -> String {
        match self.record_type(base) {
            Some(Type::Record(record)) => {
                name_of(field(&self.hir.records, record, place).map(|it| &it.name))
            }
            _ => format!("#{place}"),
        }
    }

    fn set_value(&self, set: ExprId, value: u32) -> String {
        let choice = match self.hir.exprs.get(set) {
            Some(Expr::Decision(id)) => match self.hir.decisions.get(*id).map(|it| &it.kind) {
                Some(crate::policy::DecisionKind::Set(choice)) => Some(*choice),
                _ => None,
            },
            _ => match self.record_type(set) {
                Some(Type::Set(choice)) => Some(choice),
                _ => None,
            },
        };
        choice.map_or_else(|| format!("#{value}"), |choice| self.value_name(choice, value))
    }

    /// The name of a value of a choice.
    pub(super) fn value_name(&self, choice: ChoiceId, value: u32) -> String {
        let place = usize::try_from(value).unwrap_or(usize::MAX);
        let value = self.hir.choices.get(choice).and_then(|it| it.values.get(place));
        name_of(value.map(|it| &it.name))
    }

    pub(super) fn literal(&self, literal: &Literal) -> String {
        match literal {
            Literal::Truth(true) => "yes".to_owned(),
            Literal::Truth(false) => "no".to_owned(),
            Literal::Number(number) => number.to_string(),
            Literal::Money { amount, currency, per } => {
                let per = per.map_or_else(String::new, |per| format!(" {}", rhythm_words(per)));
                format!("{amount} {currency}{per}")
            }
            Literal::Date(date) => date.to_string(),
            Literal::Days(days) => format!("{days} days"),
            Literal::Months(months) => format!("{months} months"),
            Literal::Minutes(minutes) => format!("{minutes} minutes"),
            Literal::Quantity { amount, unit } => {
                format!("{amount} {}", name_of(self.hir.units.get(*unit).map(|it| &it.name)))
            }
            Literal::Text(text) => format!("{:?}", text.as_str()),
            Literal::Choice { choice, value } => self.value_name(*choice, *value),
            Literal::ChoiceName(name) => format!("{name}?"),
        }
    }

    /// A number on the line of a type, in the words of the type.
    pub(super) fn number(&self, number: &Number, ty: &Type) -> String {
        match ty.present() {
            Type::Date => match number.to_i64().and_then(Date::from_days) {
                Some(date) => date.to_string(),
                None => number.to_string(),
            },
            Type::Money { currency, per } => self.literal(&Literal::Money {
                amount: number.clone(),
                currency: currency.clone(),
                per: *per,
            }),
            Type::Days => format!("{number} days"),
            Type::Months => format!("{number} months"),
            Type::Minutes => format!("{number} minutes"),
            Type::NumberIn(unit) => {
                self.literal(&Literal::Quantity { amount: number.clone(), unit: *unit })
            }
            Type::Truth
            | Type::Number
            | Type::Integer
            | Type::Text
            | Type::Choice(_)
            | Type::Record(_)
            | Type::List(_)
            | Type::Set(_)
            | Type::Optional(_)
            | Type::Broken => number.to_string(),
        }
    }
}

/// The symbol of a comparison.
const fn compare_symbol(op: Compare) -> &'static str {
    match op {
        Compare::Equal => "=",
        Compare::NotEqual => "!=",
        Compare::Less => "<",
        Compare::AtMost => "<=",
        Compare::More => ">",
        Compare::AtLeast => ">=",
    }
}
