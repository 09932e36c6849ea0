//! Numbers, amounts, dates and lengths of time: one value, or the range it lies in.

use whereas_plan::facts::FactType;
use whereas_value::types::Type;
use whereas_value::{Interval, Number};

use super::{Values, entry};
use crate::path::Path;
use crate::problems;
use crate::raw::{Entry, Kind, Node};
use crate::scalar::{self, Word};
use crate::words;

/// The tags of a range.
const RANGE: [&str; 3] = ["between", "at_least", "at_most"];

impl Values<'_> {
    pub(super) fn interval(
        &mut self,
        node: &Node,
        ty: &Type,
        bounds: Option<&FactType>,
        path: &Path<'_>,
    ) -> Option<Interval> {
        let Kind::Map(entries) = &node.kind else {
            return self.point(node, ty, bounds, path);
        };
        match entries.as_slice() {
            [Entry { key, value, .. }] if key == "between" => {
                self.between(node, value, ty, bounds, path)
            }
            [Entry { key, value, .. }] if key == "at_least" => {
                let end = self.point(value, ty, bounds, path)?;
                self.clipped(node, Interval::new(end.lo().cloned(), None), bounds, path)
            }
            [Entry { key, value, .. }] if key == "at_most" => {
                let end = self.point(value, ty, bounds, path)?;
                self.clipped(node, Interval::new(None, end.hi().cloned()), bounds, path)
            }
            [Entry { key, value, .. }] if is_unit(ty, key) => {
                self.in_unit(node, value, key, ty, bounds, path)
            }
            entries if is_amount(ty) && entries.iter().any(|it| it.key == "amount") => {
                self.amount(node, entries, ty, bounds, path)
            }
            entries => {
                let mut allowed = RANGE.to_vec();
                allowed.extend(["one_of", "unknown"]);
                allowed.extend(units(ty));
                self.only(entries, &allowed, path)?;
                self.wrong(node, ty, path)
            }
        }
    }

    /// `{between: [a, b]}`: both ends in.
    fn between(
        &mut self,
        node: &Node,
        ends: &Node,
        ty: &Type,
        bounds: Option<&FactType>,
        path: &Path<'_>,
    ) -> Option<Interval> {
        let Kind::List(items) = &ends.kind else {
            return self.wrong_with(ends, "a list of two ends", &path.field("between"));
        };
        let [low, high] = items.as_slice() else {
            return self.wrong_with(ends, "a list of two ends", &path.field("between"));
        };
        let low = self.point(low, ty, bounds, path);
        let high = self.point(high, ty, bounds, path);
        let range = Interval::new(low?.lo().cloned(), high?.hi().cloned());
        if range.is_none() {
            self.report(problems::nothing_possible(
                node.span,
                path,
                "the first end is above the second",
            ));
        }
        range
    }

    /// One value; of a date perhaps only its month or year.
    fn point(
        &mut self,
        node: &Node,
        ty: &Type,
        bounds: Option<&FactType>,
        path: &Path<'_>,
    ) -> Option<Interval> {
        if let Kind::Map(entries) = &node.kind
            && let [Entry { key, value, .. }] = entries.as_slice()
            && is_unit(ty, key)
        {
            return self.in_unit(node, value, key, ty, bounds, path);
        }
        if let Kind::Map(entries) = &node.kind
            && is_amount(ty)
            && entries.iter().any(|it| it.key == "amount")
        {
            return self.amount(node, entries, ty, bounds, path);
        }
        let Some(word) = Word::of(node) else { return self.wrong(node, ty, path) };
        if let Type::Date = ty.present() {
            let date = scalar::date(word, path);
            let (first, last) = self.take(date)?;
            return self.clipped(node, Interval::of_dates(first, last), bounds, path);
        }
        let wanted = words::wanted(ty, self.policy.book);
        let number = if let Type::NumberIn(unit) = ty.present() {
            let unit = self.policy.book.units.get(*unit).map_or("", |it| it.name.as_str());
            scalar::number_in(word, unit, &wanted, path)
        } else {
            scalar::number(word, ty, &wanted, path)
        };
        let number = self.take(number)?;
        self.clipped(node, Some(Interval::single(number)), bounds, path)
    }

    /// `{amount: "33.33", currency: USD, per: month}`, as outcomes write it.
    fn amount(
        &mut self,
        node: &Node,
        entries: &[Entry],
        ty: &Type,
        bounds: Option<&FactType>,
        path: &Path<'_>,
    ) -> Option<Interval> {
        self.only(entries, &["amount", "currency", "per"], path)?;
        let of = format!("`{path}`");
        let mut word = |name: &str| {
            let Some(entry) = entry(entries, name) else {
                self.report(problems::missing_field(node.span, &of, name));
                return None;
            };
            match Word::of(&entry.value) {
                Some(word) => Some(word),
                None => self.wrong_with(&entry.value, "one word", &path.field(name)),
            }
        };
        let (digits, currency) = (word("amount")?, word("currency")?);
        let per = match entry(entries, "per") {
            Some(_) => format!(" a {}", word("per")?.text),
            None => String::new(),
        };
        let unit = format!("{}{per}", currency.text);
        let wanted = words::wanted(ty, self.policy.book);
        let amount = scalar::amount(digits, &unit, ty, &wanted, path);
        let amount = self.take(amount)?;
        self.clipped(node, Some(Interval::single(amount)), bounds, path)
    }

    /// `{days: 90}`
    fn in_unit(
        &mut self,
        node: &Node,
        value: &Node,
        unit: &str,
        ty: &Type,
        bounds: Option<&FactType>,
        path: &Path<'_>,
    ) -> Option<Interval> {
        let field = path.field(unit);
        let Some(word) = Word::of(value) else {
            return self.wrong_with(value, "a whole number", &field);
        };
        let amount = scalar::number(word, &Type::Integer, "a whole number", &field);
        let amount: Number = self.take(amount)?;
        let wrong = || {
            Box::new(problems::wrong_type(
                node.span,
                path,
                &words::wanted(ty, self.policy.book),
                "a map",
            ))
        };
        let length = scalar::length(amount, unit, ty, wrong);
        let length = self.take(length)?;
        self.clipped(node, Some(Interval::single(length)), bounds, path)
    }

    /// What of a range lies within the bounds of the fact; nothing of it is a problem.
    fn clipped(
        &mut self,
        node: &Node,
        range: Option<Interval>,
        bounds: Option<&FactType>,
        path: &Path<'_>,
    ) -> Option<Interval> {
        let (Some(range), Some(fact)) = (&range, bounds) else { return range };
        let within = fact.bounds().and_then(|bounds| bounds.meet(range));
        if within.is_none() {
            let found = match &node.kind {
                Kind::Plain(word) | Kind::Quoted(word) => word.to_string(),
                Kind::Nothing | Kind::List(_) | Kind::Map(_) => "outside".to_owned(),
            };
            self.report(problems::out_of_bounds(
                node.span,
                path,
                &found,
                &words::bounds(fact, self.policy.book),
            ));
        }
        within
    }
}

fn units(ty: &Type) -> &'static [&'static str] {
    match ty.present() {
        Type::Days => &["days", "weeks"],
        Type::Months => &["months", "years"],
        Type::Minutes => &["minutes", "hours"],
        Type::Truth
        | Type::Number
        | Type::Integer
        | Type::Money { .. }
        | Type::NumberIn(_)
        | Type::Date
        | Type::Text
        | Type::Choice(_)
        | Type::Record(_)
        | Type::List(_)
        | Type::Set(_)
        | Type::Optional(_)
        | Type::Broken => &[],
    }
}

fn is_amount(ty: &Type) -> bool {
    matches!(ty.present(), Type::Money { .. })
}

fn is_unit(ty: &Type, key: &str) -> bool {
    units(ty).contains(&key)
}
