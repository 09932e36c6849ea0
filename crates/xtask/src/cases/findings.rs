//! Findings of every kind: good, made by the wrong person, without reasons or date, dated later, forgetting a
//! factor, resting on what may not suffice, naming what may never count; and drafts.

use whereas_hir::Hir;
use whereas_hir::clause::Presence;
use whereas_value::case::{Basis, Finding, Partial, Weighed};
use whereas_value::id::{ActorId, FactId, FactorId, GroundId, JudgementId, ProtectedId};
use whereas_value::{Date, Id, Number, Type};

use super::{draw::given, interval, size_of};
use crate::random::Random;

/// The findings of a case.
pub(super) fn draw(hir: &Hir, random: &mut Random, as_of: Date) -> Vec<Finding> {
    let mut out = Vec::new();
    for judgement in hir.judgements.ids() {
        if random.chance(12) {
            let mut draft = one(hir, judgement, random, as_of);
            draft.draft = true;
            draft.value = None;
            spoil(hir, &mut draft, random);
            out.push(draft);
        }
        if random.chance(55) {
            let mut finding = one(hir, judgement, random, as_of);
            if random.chance(35) {
                spoil(hir, &mut finding, random);
            }
            out.push(finding);
        }
    }
    random.shuffle(&mut out);
    out
}

/// The factors that a judgement weighs: those of one of its ledgers.
pub(super) fn factors(hir: &Hir, judgement: JudgementId) -> Vec<FactorId> {
    let Some(it) = hir.judgements.get(judgement) else { return Vec::new() };
    let meets = |factor: &whereas_hir::clause::Factor| {
        factor.ledgers.iter().any(|(ledger, _)| it.ledgers.iter().any(|(of, _)| of == ledger))
    };
    hir.factors.enumerate().filter(|(_, factor)| meets(factor)).map(|(id, _)| id).collect()
}

/// One value of the type of a judgement.
pub(super) fn value(hir: &Hir, judgement: JudgementId, random: &mut Random) -> Option<Partial> {
    let ty = &hir.judgements.get(judgement)?.ty;
    let one = match ty {
        Type::Choice(_) => {
            let size = usize::try_from(size_of(hir, ty)).unwrap_or(1);
            return Some(Partial::Choice(1 << random.below(size)));
        }
        Type::Integer | Type::Number => interval(Number::from(0), Number::from(3)),
        _ => return given(hir, ty, (None, None), random, 100).value,
    };
    let (lo, hi) = (one.lo().cloned(), one.hi().cloned());
    given(hir, ty, (lo, hi), random, 100).value
}

/// A finding without a formal defect, save that it may forget a factor.
fn one(hir: &Hir, judgement: JudgementId, random: &mut Random, as_of: Date) -> Finding {
    let makers: Vec<ActorId> = hir
        .judgements
        .get(judgement)
        .map(|it| it.makers.iter().map(|(who, _)| *who).collect())
        .unwrap_or_default();
    let by = random
        .pick(&makers)
        .copied()
        .unwrap_or_else(|| ActorId::from_index(random.below(hir.actors.len())));
    let days = i64::try_from(random.below(6)).unwrap_or(0);
    let mut finding = Finding {
        judgement,
        value: value(hir, judgement, random),
        by: Some(by),
        on: as_of.plus_days(-days).ok(),
        because: "it is so".into(),
        weighing: Vec::new(),
        also_weighing: Vec::new(),
        resting_on: Vec::new(),
        draft: false,
    };
    let careful = random.pick(&[60, 90, 100]).copied().unwrap_or(90);
    for factor in factors(hir, judgement) {
        if random.chance(careful) {
            finding.weighing.push(weighed(hir, factor, random));
        }
    }
    if !hir.grounds.is_empty() {
        finding.resting_on.push(Basis::Ground(GroundId::from_index(0)));
        if random.chance(30) {
            finding
                .resting_on
                .push(Basis::Ground(GroundId::from_index(random.below(hir.grounds.len()))));
        }
    }
    finding
}

fn weighed(hir: &Hir, factor: FactorId, random: &mut Random) -> Weighed {
    let found =
        hir.factors.get(factor).is_some_and(|it| matches!(it.present, Presence::FoundBy(_)));
    Weighed { factor, present: !found || random.chance(50) }
}

/// Makes a finding defective, perhaps.
fn spoil(hir: &Hir, finding: &mut Finding, random: &mut Random) {
    match random.below(15) {
        0 => finding.by = Some(ActorId::from_index(random.below(hir.actors.len()))),
        1 => finding.by = None,
        2 => finding.on = None,
        3 => finding.on = finding.on.and_then(|day| day.plus_days(12).ok()),
        4 => finding.because = random.word(&["", "  "]).into(),
        5 => finding.weighing.clear(),
        6 => finding.resting_on.clear(),
        7 if hir.grounds.len() > 2 => {
            finding.resting_on = vec![Basis::Ground(GroundId::from_index(2))]
        }
        8 if hir.grounds.len() > 2 => {
            finding.resting_on = vec![
                Basis::Ground(GroundId::from_index(1)),
                Basis::Ground(GroundId::from_index(2)),
            ];
        }
        9 if !hir.protected.is_empty() => {
            let basis = Basis::Protected(ProtectedId::from_index(0));
            if random.chance(50) {
                finding.resting_on.push(basis)
            } else {
                finding.also_weighing.push(basis)
            }
        }
        10 => finding.also_weighing.push(Basis::Other("a further point".into())),
        11 => say(hir, finding, random),
        12 if !hir.factors.is_empty() => {
            let factor = FactorId::from_index(random.below(hir.factors.len()));
            if finding.weighing.iter().all(|it| it.factor != factor) {
                finding.weighing.push(weighed(hir, factor, random));
            }
        }
        _ => {
            let fact = FactId::from_index(random.below(hir.facts.len()));
            let list = hir.facts.get(fact).is_some_and(|it| match it.ty.present() {
                Type::List(of) => matches!(of.present(), Type::Record(_)),
                Type::Record(_) => true,
                _ => false,
            });
            let basis =
                if list && random.chance(60) { Basis::Field(fact, 0) } else { Basis::Fact(fact) };
            if random.chance(50) {
                finding.resting_on.push(basis)
            } else {
                finding.also_weighing.push(basis)
            }
        }
    }
}

/// Names something in the finder's own words: in the reasons, or as a further factor.
fn say(hir: &Hir, finding: &mut Finding, random: &mut Random) {
    let mut labels: Vec<&str> = hir.protected.iter().map(|it| it.label.plain.as_str()).collect();
    labels.extend(hir.grounds.iter().map(|it| it.label.plain.as_str()));
    labels.extend(hir.facts.iter().map(|it| it.label.plain.as_str()));
    labels.extend(hir.factors.iter().map(|it| it.label.plain.as_str()));
    labels.extend(hir.records.iter().flat_map(|it| &it.fields).map(|it| it.label.plain.as_str()));
    let Some(label) = random.pick(&labels).copied() else { return };
    let text = format!("since {} counts", label.to_uppercase());
    if random.chance(60) {
        finding.because = text.into();
    } else {
        finding.also_weighing.push(Basis::Other(text.into()));
    }
}

/// A finding that answers a judgement soundly, as far as can be told from outside: by one of its makers, weighing
/// every factor, each found factor as the other findings have it.
pub(super) fn sound(
    hir: &Hir,
    judgement: JudgementId,
    others: &[Finding],
    random: &mut Random,
    as_of: Date,
) -> Finding {
    let mut finding = one(hir, judgement, random, as_of);
    finding.weighing =
        factors(hir, judgement).into_iter().map(|factor| weighed(hir, factor, random)).collect();
    for weighed in &mut finding.weighing {
        let mut before =
            others.iter().filter(|other| !other.draft).flat_map(|other| &other.weighing);
        if let Some(before) = before.rfind(|before| before.factor == weighed.factor) {
            weighed.present = before.present;
        }
    }
    finding.also_weighing.clear();
    finding.resting_on.truncate(1);
    finding
}
