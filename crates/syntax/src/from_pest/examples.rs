//! Examples: values, findings, events, expectations.

use super::{Builder, Node, Parts};
use crate::grammar::Rule;
use crate::tree::{
    EventFact, Example, Expect, Expected, Finding, FindingFactor, Given, GivenValue, InTime, State,
    Value, ValueKind, Weighed,
};

impl Builder<'_> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "an example has a few parts")]
    pub(super) fn example(&mut self, node: Node<'_>) -> Option<Example> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let title = self.text(parts.take(Rule::text)?)?;
        let (mut as_of, mut like) = (None, None);
        let (mut given, mut found) = (Vec::new(), Vec::new());
        let (mut events, mut expects) = (Vec::new(), Vec::new());
        while let Some(part) = parts.next() {
            let at = self.span(&part);
            match part.as_rule() {
                Rule::as_of_part => {
                    let date = self.date_in(&mut Parts::of(part))?;
                    self.once(&mut as_of, date, at, "as of");
                }
                Rule::like_part => {
                    let text = self.text(Parts::of(part).take(Rule::text)?)?;
                    self.once(&mut like, text, at, "like");
                }
                Rule::given_part => given.extend(self.givens(part)?),
                Rule::finding => found.push(self.finding(part)?),
                Rule::event_fact => events.push(self.event_fact(part)?),
                Rule::expect => expects.push(self.expect(part)?),
                _ => return None,
            }
        }
        Some(Example { title, as_of, like, given, found, events, expects, span })
    }

    pub(super) fn givens(&mut self, node: Node<'_>) -> Option<Vec<Given>> {
        Parts::of(node).all(Rule::given).into_iter().map(|given| self.given(given)).collect()
    }

    fn given(&mut self, node: Node<'_>) -> Option<Given> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let fact = self.path(parts.take(Rule::path)?)?;
        let value = match parts.take(Rule::value) {
            Some(value) => GivenValue::Is(self.value(value)?),
            None => GivenValue::Includes(self.values(parts.take(Rule::list_value)?)?),
        };
        Some(Given { fact, value, span })
    }

    pub(super) fn value_in(&mut self, parts: &mut Parts<'_>) -> Option<Value> {
        let node = parts.take(Rule::value)?;
        self.value(node)
    }

    /// The values directly inside a node.
    fn values(&mut self, node: Node<'_>) -> Option<Vec<Value>> {
        Parts::of(node).all(Rule::value).into_iter().map(|value| self.value(value)).collect()
    }

    fn value(&mut self, node: Node<'_>) -> Option<Value> {
        let span = self.span(&node);
        let inner = node.into_inner().next()?;
        Some(Value { span, ..self.plain_value(inner)? })
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "a value is one of a few rules")]
    fn plain_value(&mut self, inner: Node<'_>) -> Option<Value> {
        let span = self.span(&inner);
        let kind = match inner.as_rule() {
            Rule::literal => ValueKind::Literal(self.literal(inner)?),
            Rule::month => {
                let (year, month) = self.month(inner)?;
                ValueKind::Month { year, month }
            }
            Rule::span_value => {
                let mut parts = Parts::of(inner);
                let (from, to) = (parts.next()?, parts.next()?);
                let (from, to) = (self.day(from)?, self.day(to)?);
                ValueKind::Span(Box::new(from), Box::new(to))
            }
            Rule::list_value => ValueKind::List(self.values(inner)?),
            Rule::record_value => {
                let fields = Parts::of(inner).all(Rule::field_value).into_iter().map(|field| {
                    let mut parts = Parts::of(field);
                    let name = self.name(parts.take(Rule::field_name)?);
                    Some((name, self.value_in(&mut parts)?))
                });
                ValueKind::Record(fields.collect::<Option<_>>()?)
            }
            Rule::set_value => {
                let names = Parts::of(inner).take(Rule::names);
                ValueKind::Set(names.map(|names| self.names(names)).unwrap_or_default())
            }
            Rule::k_unknown => ValueKind::Unknown,
            Rule::k_absent => ValueKind::Absent,
            Rule::between_value => {
                let mut parts = Parts::of(inner);
                let mut after = |word| if parts.word(word) { parts.any() } else { None };
                let (low, high) = (after(Rule::k_between)?, after(Rule::k_and)?);
                let low = Box::new(self.plain_value(low)?);
                ValueKind::Between(low, Box::new(self.plain_value(high)?))
            }
            Rule::one_of_value => ValueKind::OneOf(self.values(inner)?),
            Rule::name => ValueKind::Choice(self.name(inner)),
            _ => return None,
        };
        Some(Value { kind, span })
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "a finding has a few parts")]
    fn finding(&mut self, node: Node<'_>) -> Option<Finding> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let judgement = self.name_in(&mut parts)?;
        let value = match parts.take(Rule::value) {
            Some(value) => Some(self.value(value)?),
            None => None,
        };
        let draft = value.is_none();
        let (mut by, mut on, mut because) = (None, None, None);
        let (mut weighing, mut resting_on) = (None, None);
        while let Some(part) = parts.next() {
            let at = self.span(&part);
            let rule = part.as_rule();
            let mut parts = Parts::of(part);
            match rule {
                Rule::by_part => {
                    let name = self.name_in(&mut parts)?;
                    self.once(&mut by, name, at, "by");
                }
                Rule::on_part => {
                    let date = self.date_in(&mut parts)?;
                    self.once(&mut on, date, at, "on");
                }
                Rule::because_text => {
                    let text = self.text(parts.take(Rule::text)?)?;
                    self.once(&mut because, text, at, "because");
                }
                Rule::weighing_factors => {
                    let factors = self.weighed(parts)?;
                    self.once(&mut weighing, factors, at, "weighing");
                }
                Rule::resting_part => {
                    let paths = self.paths(parts.take(Rule::paths)?)?;
                    self.once(&mut resting_on, paths, at, "resting on");
                }
                _ => return None,
            }
        }
        let (weighing, resting_on) = (weighing.unwrap_or_default(), resting_on.unwrap_or_default());
        Some(Finding { draft, judgement, value, by, on, because, weighing, resting_on, span })
    }

    fn weighed(&mut self, mut parts: Parts<'_>) -> Option<Vec<FindingFactor>> {
        let factors = parts.all(Rule::weighed_factor).into_iter().map(|node| {
            let mut parts = Parts::of(node);
            let factor = self.name_in(&mut parts)?;
            let weighed = if parts.word(Rule::k_present) {
                Weighed::Present
            } else if parts.word(Rule::k_not) {
                Weighed::NotShown
            } else {
                Weighed::Named
            };
            Some(FindingFactor { factor, weighed })
        });
        factors.collect()
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "an event has a few parts")]
    fn event_fact(&mut self, node: Node<'_>) -> Option<EventFact> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let event = self.name_in(&mut parts)?;
        let (mut on, mut by, mut about) = (None, None, None);
        while let Some(part) = parts.next() {
            let at = self.span(&part);
            let rule = part.as_rule();
            let mut parts = Parts::of(part);
            match rule {
                Rule::happened_on => {
                    let day = parts.next()?;
                    let day = self.day(day)?;
                    self.once(&mut on, day, at, "on");
                }
                Rule::by_part => {
                    let name = self.name_in(&mut parts)?;
                    self.once(&mut by, name, at, "by");
                }
                Rule::about_part => {
                    let text = self.text(parts.take(Rule::text)?)?;
                    self.once(&mut about, text, at, "about");
                }
                _ => return None,
            }
        }
        Some(EventFact { event, on, by, about, span })
    }

    fn day(&mut self, node: Node<'_>) -> Option<Value> {
        let span = self.span(&node);
        let kind = if node.as_rule() == Rule::date {
            let kind = crate::tree::LiteralKind::Date(self.date(node)?);
            ValueKind::Literal(crate::tree::Literal { kind, span })
        } else {
            let (year, month) = self.month(node)?;
            ValueKind::Month { year, month }
        };
        Some(Value { kind, span })
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "an expectation has a few parts")]
    fn expect(&mut self, node: Node<'_>) -> Option<Expect> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let subject = self.name_in(&mut parts)?;
        let (mut of, mut expected) = (None, None);
        let (mut for_value, mut because, mut missing) = (None, None, None);
        while let Some(part) = parts.next() {
            let at = self.span(&part);
            let rule = part.as_rule();
            let mut parts = Parts::of(part);
            match rule {
                Rule::outcome => expected = Some(self.outcome(parts)?),
                Rule::expect_of => {
                    let value = self.value_in(&mut parts)?;
                    self.once(&mut of, value, at, "of");
                }
                Rule::for_part => {
                    let name = self.name_in(&mut parts)?;
                    self.once(&mut for_value, name, at, "for");
                }
                Rule::because_part => {
                    let ids = Parts::of(parts.take(Rule::ids)?).all(Rule::id);
                    let ids = ids.into_iter().map(|id| self.id(id)).collect();
                    self.once(&mut because, ids, at, "because");
                }
                Rule::missing_part => {
                    let paths = self.paths(parts.take(Rule::paths)?)?;
                    self.once(&mut missing, paths, at, "missing");
                }
                _ => return None,
            }
        }
        Some(Expect {
            subject,
            of,
            expected: expected?,
            for_value,
            because: because.unwrap_or_default(),
            missing: missing.unwrap_or_default(),
            span,
        })
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "an outcome is said in five ways")]
    fn outcome(&mut self, mut parts: Parts<'_>) -> Option<Expected> {
        let first = parts.any()?.as_rule();
        if first == Rule::k_is {
            let is = parts.take(Rule::is_outcome)?;
            return self.is_outcome(is.into_inner().next()?);
        }
        let names = self.names(parts.take(Rule::names)?);
        Some(match first {
            Rule::k_includes => Expected::Includes(names),
            Rule::k_excludes => Expected::Excludes(names),
            Rule::k_awaits => Expected::Awaits(names),
            Rule::k_depends => Expected::DependsOn(names),
            _ => return None,
        })
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "an outcome is one of four rules")]
    fn is_outcome(&mut self, node: Node<'_>) -> Option<Expected> {
        Some(match node.as_rule() {
            Rule::status => status(node.into_inner().next()?.as_rule())?,
            Rule::state => Expected::State(self.state(node.into_inner().next()?)?),
            Rule::set_value => {
                let names = Parts::of(node).take(Rule::names);
                Expected::Set(names.map(|names| self.names(names)).unwrap_or_default())
            }
            Rule::values => Expected::Values(self.values(node)?),
            _ => return None,
        })
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "the states are a few rules")]
    fn state(&mut self, node: Node<'_>) -> Option<State> {
        Some(match node.as_rule() {
            Rule::s_not_arisen => State::NotArisen,
            Rule::s_not_met => State::NotMet,
            Rule::s_not_held => State::NotHeld,
            Rule::s_pending => match Parts::of(node).take(Rule::date) {
                Some(date) => State::Pending(Some(self.date(date)?)),
                None => State::Pending(None),
            },
            Rule::s_discharged => {
                let mut parts = Parts::of(node);
                parts.word(Rule::k_discharged);
                State::Discharged(if parts.word(Rule::k_in) {
                    Some(InTime::InTime)
                } else if parts.word(Rule::k_late) {
                    Some(InTime::Late)
                } else if parts.word(Rule::k_day) {
                    Some(InTime::DayNotRecorded)
                } else {
                    None
                })
            }
            Rule::s_excused => State::Excused,
            Rule::s_breached => State::Breached,
            Rule::s_kept => State::Kept,
            Rule::s_open => State::OpenWithoutDeadline,
            Rule::s_held => State::Held,
            _ => return None,
        })
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the statuses are a few rules")]
fn status(rule: Rule) -> Option<Expected> {
    Some(match rule {
        Rule::s_unknown => Expected::Unknown,
        Rule::s_undetermined => Expected::Undetermined,
        Rule::s_not_ready => Expected::NotReady,
        Rule::s_not_in_force => Expected::NotInForce,
        Rule::s_out_of_scope => Expected::OutOfScope,
        Rule::s_in_conflict => Expected::InConflict,
        Rule::s_fault => Expected::Fault,
        Rule::s_used => Expected::Used,
        Rule::s_draft => Expected::Draft,
        Rule::s_defective => Expected::Defective,
        Rule::s_not_yet_usable => Expected::NotYetUsable,
        Rule::s_not_asked => Expected::NotAsked,
        _ => return None,
    })
}
