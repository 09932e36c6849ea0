//! Judgements, factors, prerequisites, limits on what may count, open questions.

use super::{Builder, Node, Parts};
use crate::grammar::Rule;
use crate::tree::{
    Answer, Factor, FactorBasis, FactorBearing, FactorSide, Judgement, JudgementPart, Name,
    NeverConsider, OnlyAfter, OpenQuestion, RestLimit, StatementKind,
};

impl Builder<'_> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "a judgement has a few parts")]
    pub(super) fn judgement(&mut self, mut parts: Parts<'_>) -> Option<Judgement> {
        let name = self.name_in(&mut parts)?;
        let ty = self.type_in(&mut parts)?;
        let label = self.label_in(&mut parts)?;
        let (mut made_by, mut weighing, mut only_after, mut burden_on) = (None, None, None, None);
        while let Some(part) = parts.next() {
            let at = self.span(&part);
            let rule = part.as_rule();
            let mut parts = Parts::of(part);
            match rule {
                Rule::made_part => {
                    let actors = self.actors_in(&mut parts)?;
                    self.once(&mut made_by, actors, at, "made by");
                }
                Rule::weighing_part => {
                    let ledger = self.name_in(&mut parts)?;
                    self.once(&mut weighing, ledger, at, "weighing");
                }
                Rule::only_after_part => {
                    let after = self.expr_in(&mut parts)?;
                    self.once(&mut only_after, after, at, "only after");
                }
                Rule::burden_part => {
                    let actor = self.name_in(&mut parts)?;
                    self.once(&mut burden_on, actor, at, "burden on");
                }
                _ => return None,
            }
        }
        let made_by = made_by.unwrap_or_default();
        Some(Judgement { name, ty, label, made_by, weighing, only_after, burden_on })
    }

    pub(super) fn actors_in(&self, parts: &mut Parts<'_>) -> Option<Vec<Name>> {
        Some(self.names(parts.take(Rule::either_names)?))
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "a judgement's part is said in three ways")]
    pub(super) fn judgement_statement(
        &mut self,
        rule: Rule,
        mut parts: Parts<'_>,
    ) -> Option<JudgementPart> {
        let judgement = self.name_in(&mut parts)?;
        Some(match rule {
            Rule::judgement_made => {
                JudgementPart::MadeBy { judgement, actors: self.actors_in(&mut parts)? }
            }
            Rule::judgement_weighs => {
                JudgementPart::Weighs { judgement, ledger: self.name_in(&mut parts)? }
            }
            Rule::judgement_burden => {
                JudgementPart::BurdenOn { judgement, actor: self.name_in(&mut parts)? }
            }
            _ => return None,
        })
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "what may be is said in four ways")]
    pub(super) fn may(&mut self, mut parts: Parts<'_>) -> Option<StatementKind> {
        let subject = self.name_in(&mut parts)?;
        let rest = parts.next()?;
        let rule = rest.as_rule();
        let mut parts = Parts::of(rest);
        Some(match rule {
            Rule::may_be_decided => StatementKind::OnlyAfter(OnlyAfter {
                decision: subject,
                value: None,
                after: self.expr_in(&mut parts)?,
            }),
            Rule::may_include => {
                let value = Some(self.name_in(&mut parts)?);
                let after = self.expr_in(&mut parts)?;
                StatementKind::OnlyAfter(OnlyAfter { decision: subject, value, after })
            }
            Rule::may_be_found => StatementKind::JudgementPart(JudgementPart::FoundOnlyAfter {
                judgement: subject,
                after: self.expr_in(&mut parts)?,
            }),
            Rule::may_not_rest => {
                parts.word(Rule::k_not);
                parts.word(Rule::k_rest);
                let only = parts.word(Rule::k_only);
                let grounds = self.names(parts.take(Rule::names)?);
                StatementKind::RestLimit(RestLimit { judgement: subject, only, grounds })
            }
            _ => return None,
        })
    }

    pub(super) fn factor_statement(&mut self, mut parts: Parts<'_>) -> Option<Factor> {
        let name = self.name_in(&mut parts)?;
        let label = self.label_in(&mut parts)?;
        let bearings = parts
            .all(Rule::bearing)
            .into_iter()
            .map(|node| self.bearing(node))
            .collect::<Option<_>>()?;
        let basis = match parts.take(Rule::expr) {
            Some(when) => FactorBasis::When(self.expr(when)?),
            None => FactorBasis::FoundBy(self.actors_in(&mut parts)?),
        };
        Some(Factor { name, label, bearings, basis })
    }

    fn bearing(&mut self, node: Node<'_>) -> Option<FactorBearing> {
        let mut parts = Parts::of(node);
        let side = if parts.word(Rule::k_toward) {
            FactorSide::Toward
        } else if parts.word(Rule::k_away) {
            FactorSide::Away
        } else {
            FactorSide::EitherWay
        };
        Some(FactorBearing { side, ledgers: self.names(parts.take(Rule::names)?) })
    }

    pub(super) fn never_consider(&mut self, mut parts: Parts<'_>) -> Option<NeverConsider> {
        let what = self.paths(parts.take(Rule::paths)?)?;
        Some(NeverConsider { what, within: self.names(parts.take(Rule::names)?) })
    }

    pub(super) fn open_question(&mut self, mut parts: Parts<'_>) -> Option<OpenQuestion> {
        let name = self.name_in(&mut parts)?;
        let label = self.label_in(&mut parts)?;
        let answers = parts
            .all(Rule::answer)
            .into_iter()
            .map(|answer| {
                let span = self.span(&answer);
                let mut parts = Parts::of(answer);
                let name = self.name_in(&mut parts)?;
                let label = match parts.take(Rule::label) {
                    Some(label) => Some(self.label(label)?),
                    None => None,
                };
                Some(Answer { name, label, span })
            })
            .collect::<Option<_>>()?;
        Some(OpenQuestion { name, label, answers })
    }
}
