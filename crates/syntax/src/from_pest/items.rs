//! Items, clauses' bodies apart.

use super::{Builder, Node, Parts};
use crate::grammar::Rule;
use crate::tree::{
    Background, Bound, Calendar, Choice, ChoiceValue, DaysCount, Decision, DecisionType, Element,
    Event, Fact, Fidelity, Field, Item, Labelled, Ledger, MonthEnds, Otherwise, Parameter,
    ParameterValue, Policy, Record, Source, Unit, Use,
};

impl Builder<'_> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "an item is one of a few rules")]
    pub(super) fn item(&mut self, node: Node<'_>) -> Option<Item> {
        Some(match node.as_rule() {
            Rule::policy_item => Item::Policy(self.policy(node)?),
            Rule::use_item => Item::Use(self.use_item(node)?),
            Rule::source_item => Item::Source(self.source(node)?),
            Rule::choice_item => Item::Choice(self.choice(node)?),
            Rule::record_item => Item::Record(self.record(node)?),
            Rule::actor_item => Item::Actor(self.labelled(node)?),
            Rule::ground_item => Item::Ground(self.labelled(node)?),
            Rule::protected_item => Item::Protected(self.labelled(node)?),
            Rule::event_item => {
                let Labelled { name, label, span } = self.labelled(node)?;
                Item::Event(Event { name, label, span })
            }
            Rule::unit_item => {
                let Labelled { name, label, span } = self.labelled(node)?;
                Item::Unit(Unit { name, label, span })
            }
            Rule::calendar_item => Item::Calendar(self.calendar(node)?),
            Rule::parameter_item => Item::Parameter(self.parameter(node)?),
            Rule::fact_item => Item::Fact(self.fact(node)?),
            Rule::decision_item => Item::Decision(self.decision(node)?),
            Rule::ledger_item => Item::Ledger(self.ledger(node)?),
            Rule::clause_item => Item::Clause(self.clause(node)?),
            _ => return None,
        })
    }

    fn policy(&mut self, node: Node<'_>) -> Option<Policy> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let mut policy = Policy::named(self.name_in(&mut parts)?, span);
        while let Some(part) = parts.next() {
            self.policy_part(part, &mut policy)?;
        }
        Some(policy)
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "a policy has a few parts")]
    pub(super) fn policy_part(&mut self, part: Node<'_>, policy: &mut Policy) -> Option<()> {
        let at = self.span(&part);
        let rule = part.as_rule();
        let mut parts = Parts::of(part);
        match rule {
            Rule::title_part => {
                let label = self.label_in(&mut parts)?;
                self.once(&mut policy.title, label, at, "title");
            }
            Rule::authority_part => {
                let label = self.label_in(&mut parts)?;
                self.once(&mut policy.authority, label, at, "authority");
            }
            Rule::issued_part => {
                let date = self.date_in(&mut parts)?;
                self.once(&mut policy.issued, date, at, "issued");
            }
            Rule::edition_part => {
                let number = parts.take(Rule::number)?;
                let number = self.number(number);
                self.once(&mut policy.edition, number, at, "edition");
            }
            Rule::governed_part => {
                let name = self.name_in(&mut parts)?;
                self.once(&mut policy.governed_by, name, at, "governed by");
            }
            Rule::applies_part => {
                let when = self.expr_in(&mut parts)?;
                self.once(&mut policy.applies_when, when, at, "applies when");
            }
            Rule::month_ends_part => {
                parts.word(Rule::k_month);
                parts.word(Rule::k_ends);
                let rule = if parts.word(Rule::k_are) {
                    MonthEnds::AreErrors
                } else {
                    parts.word(Rule::k_round);
                    if parts.word(Rule::k_up) { MonthEnds::RoundUp } else { MonthEnds::RoundDown }
                };
                self.once(&mut policy.month_ends, rule, at, "month ends");
            }
            Rule::days_count_part => {
                let count = match std::iter::from_fn(|| parts.any())
                    .any(|word| word.as_rule() == Rule::k_next)
                {
                    true => DaysCount::FromNextDay,
                    false => DaysCount::FromSameDay,
                };
                self.once(&mut policy.days_count, count, at, "days count");
            }
            Rule::languages_part => {
                let languages = parts.all(Rule::language);
                let languages = languages.into_iter().map(|it| self.name(it)).collect();
                let mut slot = Some(std::mem::take(&mut policy.languages))
                    .filter(|already| !already.is_empty());
                self.once(&mut slot, languages, at, "languages");
                policy.languages = slot.unwrap_or_default();
            }
            Rule::background_part => {
                let as_of = match parts.take(Rule::as_of_part) {
                    Some(part) => Some(self.date_in(&mut Parts::of(part))?),
                    None => None,
                };
                let given = match parts.take(Rule::given_part) {
                    Some(part) => self.givens(part)?,
                    None => Vec::new(),
                };
                let background = Background { as_of, given, span: at };
                self.once(&mut policy.examples, background, at, "examples");
            }
            Rule::contest_part => {
                let label = self.label_in(&mut parts)?;
                self.once(&mut policy.contest, label, at, "contest");
            }
            _ => return None,
        }
        Some(())
    }

    fn use_item(&mut self, node: Node<'_>) -> Option<Use> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let path = self.text(parts.take(Rule::text)?)?;
        Some(Use { path, alias: self.name_in(&mut parts), span })
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "a source has a few parts")]
    fn source(&mut self, node: Node<'_>) -> Option<Source> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let name = self.name_in(&mut parts)?;
        let title = self.label_in(&mut parts)?;
        let (mut dated, mut address, mut passages, mut fidelity) = (None, None, None, None);
        while let Some(part) = parts.next() {
            let at = self.span(&part);
            let rule = part.as_rule();
            let mut parts = Parts::of(part);
            match rule {
                Rule::dated_part => {
                    let date = self.date_in(&mut parts)?;
                    self.once(&mut dated, date, at, "dated");
                }
                Rule::address_part => {
                    let text = self.text(parts.take(Rule::text)?)?;
                    self.once(&mut address, text, at, "address");
                }
                Rule::passages_part => {
                    let text = self.text(parts.take(Rule::text)?)?;
                    self.once(&mut passages, text, at, "passages");
                }
                Rule::fidelity_part => {
                    parts.word(Rule::k_fidelity);
                    let word = match parts.any()?.as_rule() {
                        Rule::k_official => Fidelity::Official,
                        Rule::k_translated => Fidelity::Translated,
                        Rule::k_restated => Fidelity::Restated,
                        _ => return None,
                    };
                    self.once(&mut fidelity, word, at, "fidelity");
                }
                _ => return None,
            }
        }
        Some(Source { name, title, dated, address, passages, fidelity, span })
    }

    fn choice(&mut self, node: Node<'_>) -> Option<Choice> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let ordered = parts.word(Rule::k_ordered);
        let name = self.name(parts.take(Rule::type_name)?);
        let values = parts
            .all(Rule::choice_value)
            .into_iter()
            .map(|value| {
                let mut parts = Parts::of(value);
                let name = self.name_in(&mut parts)?;
                Some(ChoiceValue { name, label: self.label_in(&mut parts)? })
            })
            .collect::<Option<_>>()?;
        Some(Choice { ordered, name, values, span })
    }

    fn record(&mut self, node: Node<'_>) -> Option<Record> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let name = self.name(parts.take(Rule::type_name)?);
        let fields = parts
            .all(Rule::record_field)
            .into_iter()
            .map(|field| {
                let mut parts = Parts::of(field);
                let name = self.name(parts.take(Rule::field_name)?);
                let ty = self.type_in(&mut parts)?;
                Some(Field { name, ty, label: self.label_in(&mut parts)? })
            })
            .collect::<Option<_>>()?;
        Some(Record { name, fields, span })
    }

    fn labelled(&mut self, node: Node<'_>) -> Option<Labelled> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let name = self.name_in(&mut parts)?;
        Some(Labelled { name, label: self.label_in(&mut parts)?, span })
    }

    fn calendar(&mut self, node: Node<'_>) -> Option<Calendar> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let name = self.name_in(&mut parts)?;
        let label = self.label_in(&mut parts)?;
        let (mut weekend, mut holidays) = (Vec::new(), Vec::new());
        while let Some(part) = parts.next() {
            let rule = part.as_rule();
            let mut parts = Parts::of(part);
            if rule == Rule::weekend_part {
                weekend.extend(self.names(parts.take(Rule::names)?));
            } else {
                for date in parts.all(Rule::date) {
                    holidays.push(self.date(date)?);
                }
            }
        }
        Some(Calendar { name, label, weekend, holidays, span })
    }

    fn parameter(&mut self, node: Node<'_>) -> Option<Parameter> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let name = self.name_in(&mut parts)?;
        let ty = self.type_in(&mut parts)?;
        let label = self.label_in(&mut parts)?;
        let values = parts
            .all(Rule::parameter_value)
            .into_iter()
            .map(|value| {
                let span = self.span(&value);
                let mut parts = Parts::of(value);
                let value = self.value_in(&mut parts)?;
                Some(ParameterValue { value, from: self.date_in(&mut parts)?, span })
            })
            .collect::<Option<_>>()?;
        Some(Parameter { name, ty, label, values, span })
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "a fact has a few parts")]
    fn fact(&mut self, node: Node<'_>) -> Option<Fact> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let name = self.name_in(&mut parts)?;
        let ty = self.type_in(&mut parts)?;
        let label = self.label_in(&mut parts)?;
        let (mut ask, mut held_in, mut presumed, mut complete) = (None, None, None, None);
        let mut bounds = Vec::new();
        while let Some(part) = parts.next() {
            let at = self.span(&part);
            let rule = part.as_rule();
            let mut parts = Parts::of(part);
            match rule {
                Rule::ask_part => {
                    let label = self.label_in(&mut parts)?;
                    self.once(&mut ask, label, at, "ask");
                }
                Rule::held_part => {
                    let label = self.label_in(&mut parts)?;
                    self.once(&mut held_in, label, at, "held in");
                }
                Rule::bound_part => bounds.push(self.bound(parts)?),
                Rule::presumed_part => {
                    let value = self.value_in(&mut parts)?;
                    self.once(&mut presumed, value, at, "presumed");
                }
                Rule::complete_part => {
                    let when = self.expr_in(&mut parts)?;
                    self.once(&mut complete, when, at, "complete only when");
                }
                _ => return None,
            }
        }
        let complete_only_when = complete;
        Some(Fact { name, ty, label, ask, held_in, bounds, presumed, complete_only_when, span })
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "a bound is said in three ways")]
    fn bound(&mut self, mut parts: Parts<'_>) -> Option<Bound> {
        let rule = parts.peek()?;
        if matches!(rule, Rule::at_least | Rule::at_most) {
            parts.any();
        }
        let first = parts.take(Rule::literal)?;
        let first = self.literal(first)?;
        Some(match rule {
            Rule::at_least => Bound::AtLeast(first),
            Rule::at_most => Bound::AtMost(first),
            _ => {
                let second = parts.take(Rule::literal)?;
                Bound::Between(first, self.literal(second)?)
            }
        })
    }

    fn decision(&mut self, node: Node<'_>) -> Option<Decision> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let name = self.name_in(&mut parts)?;
        let of = match self.name_in(&mut parts) {
            Some(name) => Some(Element { name, list: self.path(parts.take(Rule::path)?)? }),
            None => None,
        };
        let ty = match parts.take(Rule::total_type) {
            Some(total) => DecisionType::Total(self.type_in(&mut Parts::of(total))?),
            None => DecisionType::Plain(self.type_in(&mut parts)?),
        };
        let label = self.label_in(&mut parts)?;
        let otherwise = match parts.take(Rule::otherwise_part) {
            Some(part) => {
                let mut parts = Parts::of(part);
                parts.word(Rule::k_otherwise);
                Some(if parts.peek() == Some(Rule::k_undetermined) {
                    Otherwise::Undetermined(self.span(&parts.any()?))
                } else {
                    Otherwise::Value(self.tight_in(&mut parts)?)
                })
            }
            None => None,
        };
        Some(Decision { name, of, ty, label, otherwise, span })
    }

    fn ledger(&mut self, node: Node<'_>) -> Option<Ledger> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let name = self.name_in(&mut parts)?;
        let label = self.label_in(&mut parts)?;
        let toward = self.label_in(&mut parts)?;
        let away = self.label_in(&mut parts)?;
        let open = parts.word(Rule::k_open);
        Some(Ledger { name, label, toward, away, open, span })
    }
}
