//! The words of a plan, copied from the policy. What is worded from conditions is filled in by others.

use ecow::EcoString;
use whereas_check::Checked;
use whereas_hir::Hir;
use whereas_hir::clause::Direction;
use whereas_hir::duty::Modality;
use whereas_hir::policy::DecisionKind;
use whereas_hir::vocabulary::{Fidelity, Named};
use whereas_plan::Book;
use whereas_plan::book::{
    ChoiceWords, ClauseWords, DutyWords, FactWords, FactorWords, GuaranteeWords, LedgerWords,
    NamedWords, PassageWords, PermissionWords, PolicyWords, QuestionWords, RecordWords,
    SourceWords,
};
use whereas_value::Type;

/// The words of a policy.
pub fn book(checked: &Checked) -> Book {
    let hir = checked.hir();
    let policy = hir.policies.get(Hir::MAIN);
    let notices = hir.clauses.enumerate().flat_map(|(id, clause)| {
        let main = clause.policy == Hir::MAIN;
        clause.notices.iter().filter(move |_| main).map(move |notice| (id, notice.clone()))
    });
    Book {
        languages: policy.map(|policy| policy.languages.clone()).unwrap_or_default(),
        policy: policy.map(policy_words).unwrap_or_default(),
        notices: notices.collect(),
        sources: hir.sources.iter().map(source).collect(),
        clauses: hir
            .clauses
            .iter()
            .map(|clause| ClauseWords {
                id: clause.id.clone(),
                title: clause.title.clone(),
                cites: clause.cites.clone(),
                commentary: clause.commentary.as_ref().map(|it| it.plain.clone()),
                readings: Default::default(),
            })
            .collect(),
        choices: hir
            .choices
            .iter()
            .map(|choice| ChoiceWords {
                name: choice.name.clone(),
                values: choice.values.iter().map(named).collect(),
            })
            .collect(),
        records: hir
            .records
            .iter()
            .map(|record| RecordWords {
                name: record.name.clone(),
                fields: record
                    .fields
                    .iter()
                    .map(|field| NamedWords {
                        name: field.name.clone(),
                        label: field.label.clone(),
                    })
                    .collect(),
            })
            .collect(),
        actors: hir.actors.iter().map(named).collect(),
        grounds: hir.grounds.iter().map(named).collect(),
        events: hir.events.iter().map(named).collect(),
        protected: hir.protected.iter().map(named).collect(),
        units: hir.units.iter().map(named).collect(),
        facts: hir
            .facts
            .iter()
            .map(|fact| FactWords {
                name: fact.name.clone(),
                label: fact.label.clone(),
                ask: fact.ask.clone(),
                held_in: fact.held_in.clone(),
            })
            .collect(),
        decisions: hir
            .decisions
            .iter()
            .map(|decision| NamedWords {
                name: decision.name.clone(),
                label: decision.label.clone(),
            })
            .collect(),
        decision_types: hir
            .decisions
            .iter()
            .map(|decision| match &decision.kind {
                DecisionKind::Is(ty) | DecisionKind::Total(ty) => ty.clone(),
                DecisionKind::Set(choice) => Type::Set(*choice),
            })
            .collect(),
        totals: hir
            .decisions
            .enumerate()
            .filter(|(_, decision)| decision.kind.is_total())
            .map(|(id, _)| id)
            .collect(),
        ledgers: hir
            .ledgers
            .iter()
            .map(|ledger| LedgerWords {
                name: ledger.name.clone(),
                label: ledger.label.clone(),
                toward: ledger.toward.clone(),
                away: ledger.away.clone(),
            })
            .collect(),
        judgements: hir
            .judgements
            .iter()
            .map(|judgement| NamedWords {
                name: judgement.name.clone(),
                label: judgement.label.clone(),
            })
            .collect(),
        undecisive: checked.tables().undecisive.clone(),
        factors: hir
            .factors
            .iter()
            .map(|factor| FactorWords {
                name: factor.name.clone(),
                label: factor.label.clone(),
                directions: factor
                    .ledgers
                    .iter()
                    .map(|(ledger, direction)| (*ledger, direction_words(*direction)))
                    .collect(),
            })
            .collect(),
        questions: hir
            .questions
            .iter()
            .map(|question| QuestionWords {
                name: question.name.clone(),
                label: question.label.clone(),
                clause: question.clause,
                readings: question.readings.iter().map(named).collect(),
            })
            .collect(),
        duties: hir
            .duties
            .iter()
            .map(|duty| DutyWords {
                name: duty.name.clone(),
                label: duty.label.clone(),
                modality: match duty.modality {
                    Modality::Must => EcoString::inline("must"),
                    Modality::Should => EcoString::inline("should"),
                    Modality::MustNot => EcoString::inline("must not"),
                },
                owed_by: duty.owed_by.clone(),
                jointly: duty.jointly,
                to: duty.to,
                upon_breach: duty.upon_breach_text.clone(),
            })
            .collect(),
        permissions: hir
            .permissions
            .iter()
            .map(|permission| PermissionWords {
                name: permission.name.clone(),
                label: permission.label.clone(),
                held_by: permission.held_by.clone(),
            })
            .collect(),
        rows: hir
            .rules
            .enumerate()
            .filter_map(|(id, rule)| Some((id, rule.row.as_ref()?.id.clone())))
            .collect(),
        guarantees: hir
            .guarantees
            .iter()
            .map(|guarantee| GuaranteeWords {
                clause: guarantee.clause,
                label: guarantee.label.clone(),
            })
            .collect(),
        ..Book::default()
    }
}

fn policy_words(policy: &whereas_hir::policy::Policy) -> PolicyWords {
    PolicyWords {
        name: policy.name.clone(),
        title: policy.title.clone(),
        authority: policy.authority.clone(),
        issued: policy.issued,
        contest: policy.contest.clone(),
    }
}

fn named(named: &Named) -> NamedWords {
    NamedWords { name: named.name.clone(), label: named.label.clone() }
}

fn source(source: &whereas_hir::vocabulary::Source) -> SourceWords {
    let passages = source.texts.iter().map(|passage| {
        let words = PassageWords {
            title: passage.title.clone(),
            text: passage.text.clone(),
            unverified: passage.unverified,
        };
        (passage.id.clone(), words)
    });
    SourceWords {
        name: source.name.clone(),
        title: source.title.clone(),
        fidelity: source.fidelity.map(|fidelity| match fidelity {
            Fidelity::Official => EcoString::inline("official"),
            Fidelity::Translated => EcoString::inline("translated"),
            Fidelity::Restated => EcoString::inline("restated"),
        }),
        passages: passages.collect(),
    }
}

const fn direction_words(direction: Direction) -> EcoString {
    match direction {
        Direction::Toward => EcoString::inline("toward"),
        Direction::Away => EcoString::inline("away"),
        Direction::EitherWay => EcoString::inline("either way"),
    }
}
