//! What is missing, awaited or open, by names.

use schemars::JsonSchema;
use serde::Serialize;
use whereas_eval::ledger::{FactorState, LedgerEntry};
use whereas_plan::book::NamedWords;
use whereas_plan::{Book, Plan};
use whereas_value::answer::Missing;
use whereas_value::id::{FactId, FactorId, JudgementId, LedgerId, QuestionId};
use whereas_value::types::Type;
use whereas_value::{Case, Leaf};

use whereas_words::telling::Telling;

use super::{Named, clause};

/// A fact, or a part of one, that nobody has stated.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct MissingFact {
    /// Where in a case it is stated: `entered_on`, `convictions[2].undone`; places are counted from one.
    pub path: String,
    /// The fact, by its name.
    pub fact: String,
    /// What it is called, in words.
    pub label: String,
    /// What is stated of it in part, in words; null where nothing is.
    pub stated: Option<String>,
    /// Whether what is missing is whether the list has further elements.
    pub others: bool,
    /// The question that asks for it; null where the policy words none.
    pub ask: Option<String>,
    /// Where it is held; null where the policy does not say.
    pub held_in: Option<String>,
    /// Whether knowing it decides, whatever it turns out to be.
    pub alone_decides: bool,
}

/// A judgement, or a factor, that somebody must find.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct Awaited {
    /// Whether it is a judgement or a factor.
    pub kind: AwaitedKind,
    /// Its name.
    pub name: String,
    /// Its label; of a judgement a clause that may follow on `whether`.
    pub label: String,
    /// The clause it belongs to, by its id.
    pub clause: String,
    /// Who may find it; where nobody is named, a person.
    pub by: Vec<Named>,
    /// Who bears the burden of showing it; null where nobody does.
    pub burden: Option<Named>,
    /// What is to be weighed.
    pub ledgers: Vec<LedgerNamed>,
}

/// A ledger with the factors that stand in it. None has a weight.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct LedgerNamed {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: String,
    /// What `toward` speaks for.
    pub toward: String,
    /// What `away` speaks for.
    pub away: String,
    /// Whether further factors may be weighed.
    pub open: bool,
    /// Its factors.
    pub factors: Vec<FactorNamed>,
}

/// A factor of a ledger.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct FactorNamed {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: String,
    /// The clause it belongs to, by its id.
    pub clause: String,
    /// Which way it speaks in this ledger.
    pub direction: Direction,
    /// Whether the case has it; null where the clause of the factor is not in force.
    pub state: Option<FactorStatus>,
    /// The facts that would tell.
    pub missing: Vec<MissingFact>,
    /// All that would tell, in words: facts, judgements, open questions.
    pub would_tell: Vec<String>,
}

/// What somebody must find.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AwaitedKind {
    /// A judgement.
    Judgement,
    /// A factor of a ledger.
    Factor,
}

/// Which way a factor speaks in a ledger. It has no weight.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// For what the ledger calls `toward`.
    Toward,
    /// For what the ledger calls `away`.
    Away,
    /// Either way.
    EitherWay,
}

/// Whether a case has a factor.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FactorStatus {
    /// It is present.
    Present,
    /// It is not.
    Absent,
    /// Somebody looked for it, and it was not shown.
    NotShown,
    /// It may be present: what would tell is not settled.
    MayBePresent,
    /// A person must find it.
    MustBeFound,
    /// Its condition has no value.
    Valueless,
}

/// A judgement of the policy: what only a person can find.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct JudgementOutcome {
    /// Its name.
    pub name: String,
    /// Its label: a clause that may follow on `whether`.
    pub label: String,
    /// The clause it belongs to, by its id.
    pub clause: String,
    /// Who may find it; where nobody is named, a person.
    pub by: Vec<Named>,
    /// Whether some decision of the policy reads it, near or far. Where none does, somebody makes it all the same.
    pub decides: bool,
}

/// An open question.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct OpenQuestion {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: String,
    /// The clause that asks it, by its id.
    pub clause: String,
    /// Its readings.
    pub readings: Vec<Named>,
}

/// The missing facts, in the order of the answer.
pub(super) fn missing(plan: &Plan, case: &Case, missing: &[Missing]) -> Vec<MissingFact> {
    missing.iter().map(|it| fact(plan, case, &it.leaf, it.alone_decides)).collect()
}

/// The missing facts among leaves that have no order of their own.
pub(super) fn facts(plan: &Plan, case: &Case, leaves: &[Leaf]) -> Vec<MissingFact> {
    let is_fact =
        |leaf: &&Leaf| matches!(leaf, Leaf::Fact(..) | Leaf::Element { .. } | Leaf::Others(_));
    leaves.iter().filter(is_fact).map(|leaf| fact(plan, case, leaf, false)).collect()
}

fn fact(plan: &Plan, case: &Case, leaf: &Leaf, alone_decides: bool) -> MissingFact {
    let book = &plan.book;
    let (id, others) = match leaf {
        Leaf::Fact(id, _) | Leaf::Element { list: id, .. } => (Some(*id), false),
        Leaf::Others(id) => (Some(*id), true),
        Leaf::Judgement(_) | Leaf::Found(_) | Leaf::Question(_) => (None, false),
    };
    let words = id.and_then(|id| book.facts.get(id));
    let name = words.map_or_else(String::new, |it| it.name.to_string());
    let path = match leaf {
        Leaf::Fact(id, fields) => format!("{name}{}", fields_of(plan, *id, false, fields)),
        Leaf::Element { list, row, path } => {
            let number = row.saturating_add(1);
            format!("{name}[{number}]{}", fields_of(plan, *list, true, path))
        }
        Leaf::Others(_) | Leaf::Judgement(_) | Leaf::Found(_) | Leaf::Question(_) => name.clone(),
    };
    MissingFact {
        path,
        fact: name,
        label: whereas_words::leaf::name(plan, leaf),
        stated: whereas_words::leaf::stated(plan, case, leaf),
        others,
        ask: words.and_then(|it| it.ask.as_ref()).map(|label| label.plain.to_string()),
        held_in: words.and_then(|it| it.held_in.as_ref()).map(|label| label.plain.to_string()),
        alone_decides,
    }
}

/// `convictions.undone`: a field of a record fact, or of the elements of a list.
pub(super) fn field(plan: &Plan, fact: FactId, field: u32) -> String {
    let list = plan
        .meaning
        .facts
        .facts
        .get(fact)
        .is_some_and(|it| matches!(it.ty.present(), Type::List(_)));
    let name = plan.book.facts.get(fact).map_or("", |it| it.name.as_str());
    format!("{name}{}", fields_of(plan, fact, list, &[field]))
}

/// `.born.on`: the names on the way through records.
fn fields_of(plan: &Plan, fact: FactId, element: bool, path: &[u32]) -> String {
    let mut out = String::new();
    let mut ty = plan.meaning.facts.facts.get(fact).map(|it| it.ty.present());
    if let (true, Some(Type::List(of))) = (element, ty) {
        ty = Some(of.present());
    }
    for field in path {
        let Some(Type::Record(record)) = ty else { break };
        let place = usize::try_from(*field).unwrap_or(usize::MAX);
        let words = plan.book.records.get(*record).and_then(|it| it.fields.get(place));
        out.push('.');
        out.push_str(words.map_or("?", |it| it.name.as_str()));
        ty =
            plan.meaning.facts.records.get(*record).and_then(|it| it.get(place)).map(Type::present);
    }
    out
}

/// The judgements and found factors that are open.
pub(super) fn awaited(
    plan: &Plan,
    case: &Case,
    leaves: &[Leaf],
    telling: &Telling,
) -> Vec<Awaited> {
    leaves
        .iter()
        .filter_map(|leaf| match leaf {
            Leaf::Judgement(id) => judgement(plan, case, *id, telling),
            Leaf::Found(id) => factor(plan, *id),
            Leaf::Fact(..) | Leaf::Element { .. } | Leaf::Others(_) | Leaf::Question(_) => None,
        })
        .collect()
}

/// Every judgement of the policy, in its order.
pub(super) fn judgements(plan: &Plan) -> Vec<JudgementOutcome> {
    let of = |(id, words): (JudgementId, &NamedWords)| {
        let declared = plan.meaning.facts.judgements.get(id);
        JudgementOutcome {
            name: words.name.to_string(),
            label: words.label.plain.to_string(),
            clause: declared.map_or_else(String::new, |it| clause(&plan.book, it.clause)),
            by: declared.map_or_else(Vec::new, |it| {
                it.makers.iter().filter_map(|(actor, _)| actor_named(&plan.book, *actor)).collect()
            }),
            decides: !plan.book.undecisive.contains(&id),
        }
    };
    plan.book.judgements.enumerate().map(of).collect()
}

fn judgement(plan: &Plan, case: &Case, id: JudgementId, telling: &Telling) -> Option<Awaited> {
    let entries = telling.ledgers.get(&id).map(Vec::as_slice).unwrap_or(&[]);
    let book = &plan.book;
    let words = book.judgements.get(id)?;
    let ty = plan.meaning.facts.judgements.get(id)?;
    Some(Awaited {
        kind: AwaitedKind::Judgement,
        name: words.name.to_string(),
        label: words.label.plain.to_string(),
        clause: clause(book, ty.clause),
        by: ty.makers.iter().filter_map(|(actor, _)| actor_named(book, *actor)).collect(),
        burden: ty.burden.and_then(|(actor, _)| actor_named(book, actor)),
        ledgers: (plan.meaning.facts.ledgers_of(id).into_iter())
            .filter_map(|ledger| ledger_named(plan, case, ledger, entries))
            .collect(),
    })
}

fn factor(plan: &Plan, id: FactorId) -> Option<Awaited> {
    let words = plan.book.factors.get(id)?;
    let ty = plan.meaning.facts.factors.get(id)?;
    Some(Awaited {
        kind: AwaitedKind::Factor,
        name: words.name.to_string(),
        label: words.label.plain.to_string(),
        clause: clause(&plan.book, ty.clause),
        by: ty.found_by.iter().filter_map(|actor| actor_named(&plan.book, *actor)).collect(),
        burden: None,
        ledgers: Vec::new(),
    })
}

pub(super) fn actor_named(book: &Book, id: whereas_value::id::ActorId) -> Option<Named> {
    let words = book.actors.get(id)?;
    Some(Named { name: words.name.to_string(), label: words.label.plain.to_string() })
}

fn ledger_named(
    plan: &Plan,
    case: &Case,
    id: LedgerId,
    entries: &[LedgerEntry],
) -> Option<LedgerNamed> {
    let words = plan.book.ledgers.get(id)?;
    let mut factors = Vec::new();
    for (factor, named) in plan.book.factors.enumerate() {
        let Some((_, direction)) = named.directions.iter().find(|(ledger, _)| *ledger == id) else {
            continue;
        };
        let entry = entries.iter().find(|it| it.factor == factor);
        let at = plan.meaning.facts.factors.get(factor).map(|it| it.clause);
        factors.push(FactorNamed {
            name: named.name.to_string(),
            label: named.label.plain.to_string(),
            clause: at.map_or_else(String::new, |at| clause(&plan.book, at)),
            direction: match direction.as_str() {
                "toward" => Direction::Toward,
                "away" => Direction::Away,
                _ => Direction::EitherWay,
            },
            state: entry.map(|it| state(it.state)),
            missing: entry.map_or_else(Vec::new, |it| facts(plan, case, &it.missing)),
            would_tell: entry.map_or_else(Vec::new, |it| {
                it.missing.iter().map(|leaf| whereas_words::leaf::name(plan, leaf)).collect()
            }),
        });
    }
    Some(LedgerNamed {
        name: words.name.to_string(),
        label: words.label.plain.to_string(),
        toward: words.toward.plain.to_string(),
        away: words.away.plain.to_string(),
        open: plan.meaning.facts.open_ledgers.get(id).copied().unwrap_or(false),
        factors,
    })
}

const fn state(state: FactorState) -> FactorStatus {
    match state {
        FactorState::Present => FactorStatus::Present,
        FactorState::Absent => FactorStatus::Absent,
        FactorState::NotShown => FactorStatus::NotShown,
        FactorState::MayBePresent => FactorStatus::MayBePresent,
        FactorState::MustBeFound => FactorStatus::MustBeFound,
        FactorState::Valueless => FactorStatus::Valueless,
    }
}

/// The open questions.
pub(super) fn questions(book: &Book, ids: &[QuestionId]) -> Vec<OpenQuestion> {
    ids.iter()
        .filter_map(|id| {
            let words = book.questions.get(*id)?;
            Some(OpenQuestion {
                name: words.name.to_string(),
                label: words.label.plain.to_string(),
                clause: clause(book, words.clause),
                readings: words
                    .readings
                    .iter()
                    .map(|it| Named {
                        name: it.name.to_string(),
                        label: it.label.plain.to_string(),
                    })
                    .collect(),
            })
        })
        .collect()
}
