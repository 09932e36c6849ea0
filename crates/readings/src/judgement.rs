//! Judgements, factors, and what may not count, in sentences.

use whereas_hir::clause::{Bar, BarKind, Barred, Direction, Presence};
use whereas_value::id::{ActorId, ClauseId, LedgerId};
use whereas_words::plain;

use crate::Ctx;
use crate::condition::holds;

/// What a clause says of judgements and factors.
pub(crate) fn sentences(ctx: Ctx<'_>, id: ClauseId) -> Vec<String> {
    let hir = ctx.checked.hir();
    let mut out = Vec::new();
    for judgement in &hir.judgements {
        let makers: Vec<ActorId> = parts(&judgement.makers, id);
        let ledgers: Vec<LedgerId> = parts(&judgement.ledgers, id);
        let own = judgement.clause == id;
        if !own && makers.is_empty() && ledgers.is_empty() {
            continue;
        }
        let weighing = if ledgers.is_empty() {
            String::new()
        } else {
            let names: Vec<&str> =
                ledgers.iter().map(|ledger| hir.ledgers[*ledger].label.plain.as_str()).collect();
            format!(", weighing {}", plain::all_of(&names))
        };
        let who = if makers.is_empty() { "a person".to_owned() } else { actors(ctx, &makers) };
        out.push(format!("Whether {} is for {who} to judge{weighing}.", judgement.label.plain));
        if let (true, Some(bearer)) = (own, judgement.burden) {
            out.push(format!(
                "Until {} shows it, the answer is no.",
                hir.actors[bearer].label.plain
            ));
        }
    }
    for factor in hir.factors.iter().filter(|factor| factor.clause == id) {
        let speaks: Vec<String> = factor
            .ledgers
            .iter()
            .map(|(ledger, direction)| {
                let ledger = &hir.ledgers[*ledger];
                let way = match direction {
                    Direction::Toward => format!("for {}", ledger.toward.plain),
                    Direction::Away => format!("for {}", ledger.away.plain),
                    Direction::EitherWay => "either way".to_owned(),
                };
                format!("{way} in weighing {}", ledger.label.plain)
            })
            .collect();
        let present = match &factor.present {
            Presence::When(condition) => format!("where {}", holds(ctx, *condition)),
            Presence::FoundBy(of) => format!("where {} finds it", actors(ctx, of)),
        };
        out.push(format!("“{}” counts {}, {present}.", factor.label.plain, plain::all_of(&speaks)));
    }
    out
}

fn parts<T: Copy>(of: &[(T, ClauseId)], id: ClauseId) -> Vec<T> {
    of.iter().filter(|(_, clause)| *clause == id).map(|(part, _)| *part).collect()
}

/// Actors, by their labels.
pub(crate) fn actors(ctx: Ctx<'_>, of: &[ActorId]) -> String {
    let names: Vec<&str> =
        of.iter().map(|actor| ctx.checked.hir().actors[*actor].label.plain.as_str()).collect();
    plain::one_of(&names)
}

/// `may not rest only on`, `never consider`.
pub(crate) fn bar(ctx: Ctx<'_>, bar: &Bar) -> String {
    let hir = ctx.checked.hir();
    let barred: Vec<String> = bar.barred.iter().map(|barred| barred_words(ctx, barred)).collect();
    let judgements =
        bar.judgements.iter().map(|id| format!("whether {}", hir.judgements[*id].label.plain));
    let decisions = bar.decisions.iter().map(|id| format!("“{}”", hir.decisions[*id].label.plain));
    let of: Vec<String> = decisions.chain(judgements).collect();
    let of = plain::all_of(&of);
    match bar.kind {
        BarKind::RestOnlyOn => {
            format!("A finding {of} may not rest on {} alone.", plain::one_of(&barred))
        }
        BarKind::RestOn => format!("A finding {of} may not rest on {}.", plain::one_of(&barred)),
        BarKind::NeverConsider => {
            format!("{} may never be considered in {of}.", plain::capital(&plain::all_of(&barred)))
        }
    }
}

fn barred_words(ctx: Ctx<'_>, barred: &Barred) -> String {
    let hir = ctx.checked.hir();
    match barred {
        Barred::Protected(id) => hir.protected[*id].label.plain.to_string(),
        Barred::Ground(id) => hir.grounds[*id].label.plain.to_string(),
        Barred::Fact(id) => hir.facts[*id].label.plain.to_string(),
        Barred::Factor(id) => hir.factors[*id].label.plain.to_string(),
        Barred::Field(id, field) => {
            let fact = &hir.facts[*id];
            let label = if let whereas_value::Type::Record(record) = fact.ty.element() {
                whereas_hir::vocabulary::field(&hir.records, *record, *field)
            } else {
                None
            };
            label.map_or_else(String::new, |field| {
                format!("{} (of {})", field.label.plain, fact.label.plain)
            })
        }
        Barred::FieldOf(record, field) => {
            let label = whereas_hir::vocabulary::field(&hir.records, *record, *field)
                .map_or_else(String::new, |field| field.label.plain.to_string());
            let mut of: Vec<&str> = hir
                .fields_with(*record, *field)
                .into_iter()
                .map(|(fact, _)| hir.facts[fact].label.plain.as_str())
                .collect();
            of.dedup();
            if of.is_empty() { label } else { format!("{label} (of {})", plain::all_of(&of)) }
        }
    }
}
