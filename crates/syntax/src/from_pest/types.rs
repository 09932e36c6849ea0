//! Types.

use super::{Builder, Node, Parts, words};
use crate::grammar::Rule;
use crate::tree::{Type, TypeKind};

impl Builder<'_> {
    pub(super) fn type_in(&self, parts: &mut Parts<'_>) -> Option<Type> {
        self.type_of(parts.take(Rule::a_type)?)
    }

    /// Any of the rules that are a type; they nest three deep at most.
    #[expect(clippy::wildcard_enum_match_arm, reason = "a type is one of a few rules")]
    pub(super) fn type_of(&self, node: Node<'_>) -> Option<Type> {
        let span = self.span(&node);
        let rule = node.as_rule();
        let mut parts = Parts::of(node);
        let kind = match rule {
            Rule::a_type => return self.type_of(parts.next()?),
            Rule::optional_type | Rule::optional_plain_type => {
                TypeKind::Optional(Box::new(self.type_of(parts.next()?)?))
            }
            Rule::list_type => TypeKind::List(Box::new(self.type_of(parts.next()?)?)),
            Rule::plain_type => self.plain_type(parts.any()?)?,
            _ => return None,
        };
        Some(Type { kind, span })
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "a plain type is one of a few rules")]
    fn plain_type(&self, node: Node<'_>) -> Option<TypeKind> {
        let rule = node.as_rule();
        Some(match rule {
            Rule::yes_no_type => TypeKind::YesNo,
            Rule::k_number => TypeKind::Number,
            Rule::k_integer => TypeKind::Integer,
            Rule::k_date => TypeKind::Date,
            Rule::k_days => TypeKind::Days,
            Rule::k_months => TypeKind::Months,
            Rule::k_minutes => TypeKind::Minutes,
            Rule::k_hours => TypeKind::Hours,
            Rule::k_text => TypeKind::Text,
            Rule::k_period => TypeKind::Period,
            Rule::type_name => TypeKind::Named(self.name(node)),
            Rule::set_type => TypeKind::Set(self.name(Parts::of(node).take(Rule::type_name)?)),
            Rule::number_in_type => {
                TypeKind::NumberIn(self.name(Parts::of(node).take(Rule::name)?))
            }
            Rule::money_type => {
                let mut parts = Parts::of(node);
                let currency = self.name(parts.take(Rule::currency)?);
                let rhythm = match parts.take(Rule::rhythm) {
                    Some(node) => Some(words::rhythm(node)?),
                    None => None,
                };
                TypeKind::Money { currency, rhythm }
            }
            _ => return None,
        })
    }
}
