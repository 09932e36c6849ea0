//! Judgements, factors, and what may not count, in sentences.

use whereas_hir::clause::{Bar, BarKind, Barred, Direction, Judgement, Presence};
use whereas_hir::vocabulary;
use whereas_value::id::{ActorId, ClauseId, JudgementId, LedgerId};
use whereas_value::types::Type;

use crate::Ctx;
use crate::condition::holds;
use crate::grammar::Judged;

/// What a clause says of judgements and factors.
pub(crate) fn sentences(ctx: Ctx<'_>, id: ClauseId) -> Vec<String> {
    let (hir, grammar) = (ctx.checked.hir(), ctx.grammar);
    let mut out = Vec::new();
    for judgement in &hir.judgements {
        let makers: Vec<ActorId> = parts(&judgement.makers, id);
        let ledgers: Vec<LedgerId> = parts(&judgement.ledgers, id);
        let own = judgement.clause == id;
        let label = ctx.label(&judgement.label);
        let of = judged(judgement, &label);
        let weighed: Vec<String> =
            ledgers.iter().map(|ledger| ctx.label(&hir.ledgers[*ledger].label)).collect();
        let weighing = (!weighed.is_empty()).then(|| grammar.all_of(&weighed));
        let who = (!makers.is_empty()).then(|| actors(ctx, &makers));
        if own || who.is_some() {
            out.push(grammar.to_judge(of, who.as_deref(), weighing.as_deref()));
        } else if let Some(weighing) = &weighing {
            out.push(grammar.weighed_in(of, weighing));
        }
        if let (true, Some((bearer, _))) = (own, judgement.burden) {
            out.push(grammar.burden(of, &ctx.label(&hir.actors[bearer].label)));
        }
        let open = ledgers.iter().zip(&weighed).filter(|(ledger, _)| hir.ledgers[**ledger].open);
        out.extend(open.map(|(_, label)| grammar.further_factors(label)));
    }
    for factor in hir.factors.iter().filter(|factor| factor.clause == id) {
        let speaks: Vec<String> = factor
            .ledgers
            .iter()
            .map(|(ledger, direction)| {
                let ledger = &hir.ledgers[*ledger];
                let side = match direction {
                    Direction::Toward => ctx.label(&ledger.toward),
                    Direction::Away => ctx.label(&ledger.away),
                    Direction::EitherWay => String::new(),
                };
                grammar.speaks(*direction, &side, &ctx.label(&ledger.label))
            })
            .collect();
        let present = match &factor.present {
            Presence::When(condition) => grammar.present_where(&holds(ctx, *condition)),
            Presence::FoundBy(of) => grammar.present_found(&actors(ctx, of)),
        };
        out.push(grammar.factor(&ctx.label(&factor.label), &speaks, &present));
    }
    out
}

/// What a judgement judges: whether something holds, or what something is.
fn judged<'a>(judgement: &Judgement, label: &'a str) -> Judged<'a> {
    if judgement.ty.present() == &Type::Truth {
        Judged::Whether(label)
    } else {
        Judged::What(label)
    }
}

/// `whether something holds`, or what is judged.
pub(crate) fn judged_words(ctx: Ctx<'_>, of: Judged<'_>) -> String {
    match of {
        Judged::Whether(condition) => ctx.grammar.whether(condition),
        Judged::What(what) => what.to_owned(),
    }
}

/// Says something of what a judgement judges.
pub(crate) fn with_judged<T>(
    ctx: Ctx<'_>,
    id: JudgementId,
    say: impl FnOnce(Judged<'_>) -> T,
) -> T {
    let judgement = &ctx.checked.hir().judgements[id];
    say(judged(judgement, &ctx.label(&judgement.label)))
}

fn parts<T: Copy>(of: &[(T, ClauseId)], id: ClauseId) -> Vec<T> {
    of.iter().filter(|(_, clause)| *clause == id).map(|(part, _)| *part).collect()
}

/// Actors, by their labels.
pub(crate) fn actors(ctx: Ctx<'_>, of: &[ActorId]) -> String {
    let actors = &ctx.checked.hir().actors;
    let names: Vec<String> = of.iter().map(|actor| ctx.label(&actors[*actor].label)).collect();
    ctx.grammar.one_of(&names)
}

/// `may not rest only on`, `never consider`.
pub(crate) fn bar(ctx: Ctx<'_>, bar: &Bar) -> String {
    let (hir, grammar) = (ctx.checked.hir(), ctx.grammar);
    let barred: Vec<String> = bar.barred.iter().map(|barred| barred_words(ctx, barred)).collect();
    let judgements = bar.judgements.iter().map(|id| {
        with_judged(ctx, *id, |of| match bar.kind {
            BarKind::RestOnlyOn | BarKind::RestOn => grammar.finding_on(of),
            BarKind::NeverConsider => judged_words(ctx, of),
        })
    });
    let decisions =
        bar.decisions.iter().map(|id| grammar.quoted(&ctx.label(&hir.decisions[*id].label)));
    let of: Vec<String> = decisions.chain(judgements).collect();
    let of = match bar.kind {
        BarKind::RestOnlyOn | BarKind::RestOn => grammar.one_of(&of),
        BarKind::NeverConsider => grammar.all_of(&of),
    };
    grammar.bar(bar.kind, &barred, &of)
}

/// What may not count.
pub(crate) fn barred_words(ctx: Ctx<'_>, barred: &Barred) -> String {
    let (hir, grammar) = (ctx.checked.hir(), ctx.grammar);
    match barred {
        Barred::Protected(id) => ctx.label(&hir.protected[*id].label),
        Barred::Ground(id) => ctx.label(&hir.grounds[*id].label),
        Barred::Fact(id) => ctx.label(&hir.facts[*id].label),
        Barred::Factor(id) => ctx.label(&hir.factors[*id].label),
        Barred::Field(id, field) => {
            let fact = &hir.facts[*id];
            let record = fact.ty.element().record();
            let field = record.and_then(|it| vocabulary::field(&hir.records, it, *field));
            field.map_or_else(String::new, |field| {
                grammar.of(&ctx.label(&field.label), &ctx.label(&fact.label))
            })
        }
        Barred::FieldOf(record, field) => {
            let label = vocabulary::field(&hir.records, *record, *field)
                .map_or_else(String::new, |field| ctx.label(&field.label));
            let mut of: Vec<String> = hir
                .fields_with(*record, *field)
                .into_iter()
                .map(|(fact, _)| ctx.label(&hir.facts[fact].label))
                .collect();
            of.dedup();
            if of.is_empty() { label } else { grammar.of(&label, &grammar.all_of(&of)) }
        }
    }
}
