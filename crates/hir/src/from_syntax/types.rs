//! Types as written, and where each may stand.

use whereas_syntax::tree::{self, TypeKind};
use whereas_value::currency::Currency;
use whereas_value::id::UnitId;
use whereas_value::types::{Rhythm, Type};

use super::entry::Entry;
use super::faults;
use super::lower::Lower;
use super::scope::Lookup;

/// Where a type stands: not every type may stand everywhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Standing {
    /// `fact f : T`
    Fact,
    /// `on : T` in a record
    Field,
    /// `parameter p : T`
    Parameter,
    /// `decision d : T`
    Decision,
    /// `judgement j : T`
    Judgement,
    /// `name : T means …`
    Term,
    /// `function f(a : T) : U`
    Function,
}

impl Standing {
    /// `a parameter`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Fact => "a fact",
            Self::Field => "a field",
            Self::Parameter => "a parameter",
            Self::Decision => "a decision",
            Self::Judgement => "a judgement",
            Self::Term => "a term",
            Self::Function => "what a function is given or gives",
        }
    }
}

impl Lower<'_> {
    /// A type, or [`Type::Broken`] where an error was reported.
    pub fn ty(&mut self, file: usize, ty: &tree::Type, standing: Standing) -> Type {
        let lowered = self.any_type(file, ty);
        let given =
            matches!(standing, Standing::Function | Standing::Term) && self.is_period(&lowered);
        if let Some(why) = misplaced(&lowered, standing).filter(|_| !given) {
            let why = if self.is_period(&lowered) {
                "periods stand only as facts and their fields, as terms, and as what a function is given"
            } else {
                why
            };
            self.report(faults::types::cannot_stand(ty.span, standing.words(), why));
            return Type::Broken;
        }
        lowered
    }

    fn any_type(&mut self, file: usize, ty: &tree::Type) -> Type {
        match &ty.kind {
            TypeKind::YesNo => Type::Truth,
            TypeKind::Number => Type::Number,
            TypeKind::Integer => Type::Integer,
            TypeKind::Money { currency, rhythm: per } => {
                if self.currency(currency) {
                    Type::Money { currency: currency.text.clone(), per: per.map(rhythm) }
                } else {
                    Type::Broken
                }
            }
            TypeKind::Date => Type::Date,
            TypeKind::Days => Type::Days,
            TypeKind::Months => Type::Months,
            TypeKind::Text => Type::Text,
            TypeKind::Minutes => Type::Minutes,
            TypeKind::NumberIn(name) => self.unit(file, name).map_or(Type::Broken, Type::NumberIn),
            TypeKind::Hours => {
                self.report(faults::duties::hours_here(ty.span));
                Type::Broken
            }
            TypeKind::Period => Type::Record(self.period()),
            TypeKind::Named(name) => {
                let named = |entry| matches!(entry, Entry::Choice(_) | Entry::Record(_));
                match self.find(file, name, named, "a choice or a record") {
                    Some(Entry::Choice(id)) => Type::Choice(id),
                    Some(Entry::Record(id)) => Type::Record(id),
                    Some(other) => {
                        let found = other.a_kind();
                        self.report(faults::names::wrong_kind(name, found, "a choice or a record"));
                        Type::Broken
                    }
                    None => Type::Broken,
                }
            }
            TypeKind::Set(name) => {
                let named = |entry| matches!(entry, Entry::Choice(_));
                match self.find(file, name, named, "a choice") {
                    Some(Entry::Choice(id)) => Type::Set(id),
                    Some(other) => {
                        self.report(faults::names::wrong_kind(name, other.a_kind(), "a choice"));
                        Type::Broken
                    }
                    None => Type::Broken,
                }
            }
            TypeKind::List(inner) => {
                let inner = self.any_type(file, inner);
                if inner == Type::Broken { inner } else { Type::List(Box::new(inner)) }
            }
            TypeKind::Optional(inner) => {
                let inner = self.any_type(file, inner);
                if inner == Type::Broken { inner } else { Type::Optional(Box::new(inner)) }
            }
        }
    }

    /// A unit by its name; nothing where an error was reported.
    pub fn unit(&mut self, file: usize, name: &tree::Name) -> Option<UnitId> {
        let scope = self.scopes.get(file)?;
        let found = scope.look_up_anywhere(&name.text);
        if let Some(own) = faults::units::own(&name.text) {
            // Where it is declared, that is told there.
            if !matches!(found, Lookup::One(Entry::Unit(_))) {
                self.report(faults::units::of_the_language(name, own));
            }
            return None;
        }
        match found {
            Lookup::One(Entry::Unit(id)) => return Some(id),
            Lookup::One(Entry::Broken) => {}
            Lookup::One(other) => {
                self.report(faults::names::wrong_kind(name, other.a_kind(), "a unit"));
            }
            Lookup::Several(first, second) => {
                self.report(faults::names::ambiguous(name, first, second));
            }
            Lookup::Under(_) | Lookup::Nothing => {
                let mut units = scope.names_where(|entry| matches!(entry, Entry::Unit(_)));
                units.extend_from_slice(&faults::units::all_own());
                let near = self.near(&name.text, units).map(str::to_owned);
                self.report(faults::units::unknown(name, near.as_deref()));
            }
        }
        None
    }

    /// Whether there is such a currency; reported where there is not.
    pub fn currency(&mut self, currency: &tree::Name) -> bool {
        let known = Currency::of(&currency.text).is_some();
        if !known {
            self.report(faults::types::unknown_currency(currency));
        }
        known
    }
}

/// The rhythm of an amount.
pub(super) const fn rhythm(rhythm: tree::Rhythm) -> Rhythm {
    match rhythm {
        tree::Rhythm::Day => Rhythm::Day,
        tree::Rhythm::Week => Rhythm::Week,
        tree::Rhythm::Month => Rhythm::Month,
        tree::Rhythm::Year => Rhythm::Year,
    }
}

/// Why a type cannot stand there.
fn misplaced(ty: &Type, standing: Standing) -> Option<&'static str> {
    match ty {
        Type::Truth
        | Type::Number
        | Type::Integer
        | Type::Money { .. }
        | Type::Date
        | Type::Days
        | Type::Months
        | Type::Minutes
        | Type::NumberIn(_)
        | Type::Text
        | Type::Choice(_)
        | Type::Broken => None,
        Type::Record(_) => match standing {
            Standing::Fact | Standing::Field => None,
            Standing::Parameter
            | Standing::Decision
            | Standing::Judgement
            | Standing::Term
            | Standing::Function => Some("records stand only as facts and their fields"),
        },
        Type::Set(_) => match standing {
            Standing::Fact | Standing::Field | Standing::Decision => None,
            Standing::Parameter | Standing::Judgement | Standing::Term | Standing::Function => {
                Some("sets stand only as facts, fields and decisions")
            }
        },
        Type::List(element) => match (standing, &**element) {
            (Standing::Fact, Type::List(_)) => Some("a list holds no lists"),
            (Standing::Fact, _) => None,
            (
                Standing::Field
                | Standing::Parameter
                | Standing::Decision
                | Standing::Judgement
                | Standing::Term
                | Standing::Function,
                _,
            ) => Some("lists stand only as facts"),
        },
        Type::Optional(inner) => match (standing, &**inner) {
            (Standing::Fact | Standing::Field, Type::List(_)) => {
                Some("a list that does not exist is an empty list")
            }
            (Standing::Fact | Standing::Field, Type::Optional(_)) => Some("it is optional already"),
            (Standing::Fact | Standing::Field, inner) => misplaced(inner, standing),
            (
                Standing::Parameter
                | Standing::Decision
                | Standing::Judgement
                | Standing::Term
                | Standing::Function,
                _,
            ) => Some("only facts and fields may be absent"),
        },
    }
}
