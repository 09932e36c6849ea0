//! What a page says beside its clauses: facts, judgements, what may never count, open questions, duties,
//! permissions, notices.

use std::collections::BTreeMap;

use whereas_hir::Hir;
use whereas_value::id::{ActorId, ClauseId};
use whereas_value::types::Type;

use crate::model::{ByActor, Fact, From, Judgement, Ledger, Question};

/// The facts that a case may state.
pub(crate) fn facts(from: From<'_>) -> Vec<Fact> {
    let reader = from.reader;
    let facts = from.hir().facts.iter();
    facts
        .map(|fact| Fact {
            label: reader.heading(&fact.label),
            kind: kind(from, &fact.ty),
            ask: fact.ask.as_ref().map(|ask| reader.question(ask)),
            held: fact.held_in.as_ref().map(|held| reader.heading(held)),
            presumed: fact.presumed.as_ref().map(|value| reader.value(value)),
        })
        .collect()
}

/// What may be answered.
fn kind(from: From<'_>, ty: &Type) -> String {
    let [truth, number, integer, money, date, days, months, text, entry, minutes] =
        from.phrases.types;
    let values = |choice| {
        let values = from.hir().choices.get(choice).map(|it| it.values.as_slice());
        let values = values.unwrap_or_default().iter();
        let labels: Vec<String> = values.map(|it| from.reader.quoted(&it.label)).collect();
        labels.join(", ")
    };
    match ty {
        Type::Truth => truth.to_owned(),
        Type::Number => number.to_owned(),
        Type::Integer => integer.to_owned(),
        Type::Money { currency, per: _ } => format!("{money} {currency}"),
        Type::Date => date.to_owned(),
        Type::Days => days.to_owned(),
        Type::Months => months.to_owned(),
        Type::Minutes => minutes.to_owned(),
        Type::NumberIn(unit) => {
            let unit = from.hir().units.get(*unit).map(|it| from.reader.label(&it.label));
            format!("{number} ({})", unit.unwrap_or_default())
        }
        Type::Text => text.to_owned(),
        Type::Choice(choice) => format!("{}: {}", from.phrases.one_of, values(*choice)),
        Type::Set(choice) => format!("{}: {}", from.phrases.set_of, values(*choice)),
        Type::Record(record) => {
            let fields = from.hir().records.get(*record).map(|it| it.fields.as_slice());
            let fields = fields.unwrap_or_default().iter();
            let fields: Vec<String> = fields.map(|field| from.reader.label(&field.label)).collect();
            format!("{entry} ({})", fields.join("; "))
        }
        Type::List(of) => format!("{} {}", from.phrases.list_of, kind(from, of)),
        Type::Optional(of) => format!("{}, {}", kind(from, of), from.phrases.perhaps_none),
        Type::Broken => String::new(),
    }
}

/// What is for a person to judge.
pub(crate) fn judgements(from: From<'_>) -> Vec<Judgement> {
    let (hir, reader) = (from.hir(), from.reader);
    hir.judgements
        .enumerate()
        .map(|(id, judgement)| {
            let makers: Vec<ActorId> = judgement.makers.iter().map(|(actor, _)| *actor).collect();
            let burden = judgement.burden.and_then(|(actor, _)| hir.actors.get(actor));
            let ledgers = judgement.ledgers.iter().filter_map(|(id, _)| {
                let ledger = hir.ledgers.get(*id)?;
                Some(Ledger {
                    label: reader.heading(&ledger.label),
                    toward: reader.label(&ledger.toward),
                    away: reader.label(&ledger.away),
                    open: ledger.open,
                    factors: reader.factors(*id),
                })
            });
            Judgement {
                label: reader.judged(id),
                clause: from.clause(judgement.clause),
                makers: (!makers.is_empty()).then(|| reader.actors(&makers)),
                burden: burden.map(|actor| reader.label(&actor.label)),
                ledgers: ledgers.collect(),
            }
        })
        .collect()
}

/// What may never count, or not alone.
pub(crate) fn never(from: From<'_>) -> Vec<(String, String)> {
    let clauses = from.hir().clauses.ids();
    clauses
        .flat_map(|id| from.reader.bars(id).into_iter().map(move |said| (from.clause(id), said)))
        .collect()
}

/// What the text leaves open.
pub(crate) fn questions(from: From<'_>) -> Vec<Question> {
    let questions = from.hir().questions.iter();
    questions
        .map(|question| Question {
            asked: from.reader.question(&question.label),
            clause: from.clause(question.clause),
            readings: question.readings.iter().map(|it| from.reader.heading(&it.label)).collect(),
        })
        .collect()
}

/// Under each actor, in the order of the policy, what is said of it.
fn by_actor(from: From<'_>, said: Vec<(Vec<ActorId>, ClauseId, String)>) -> Vec<ByActor> {
    let mut all: BTreeMap<ActorId, Vec<(String, String)>> = BTreeMap::new();
    for (actors, clause, text) in said {
        for actor in actors {
            all.entry(actor).or_default().push((text.clone(), from.clause(clause)));
        }
    }
    all.into_iter()
        .filter_map(|(actor, all)| {
            let actor = from.reader.heading(&from.hir().actors.get(actor)?.label);
            Some(ByActor { actor, all })
        })
        .collect()
}

/// Duties, under each who owes them.
pub(crate) fn duties(from: From<'_>) -> Vec<ByActor> {
    let duties = from.hir().duties.enumerate();
    let said = duties
        .map(|(id, duty)| (duty.owed_by.clone(), duty.clause, from.reader.duty(id).join(" ")));
    by_actor(from, said.collect())
}

/// Permissions, under each who holds them.
pub(crate) fn permissions(from: From<'_>) -> Vec<ByActor> {
    let permissions = from.hir().permissions.enumerate();
    let said = permissions.map(|(id, permission)| {
        (permission.held_by.clone(), permission.clause, from.reader.permission(id))
    });
    by_actor(from, said.collect())
}

/// What every outcome says.
pub(crate) fn notices(from: From<'_>) -> Vec<(String, String)> {
    let clauses = from.hir().clauses.iter().filter(|clause| clause.policy == Hir::MAIN);
    clauses
        .flat_map(|clause| {
            let notices = clause.notices.iter();
            notices.map(move |notice| (clause.id.to_string(), from.reader.heading(notice)))
        })
        .collect()
}
