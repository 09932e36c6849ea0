//! What a label says in a language, and which labels say nothing in it.

use whereas_check::Checked;
use whereas_hir::Hir;
use whereas_value::label::{Label, Translation};

fn translation<'l>(label: &'l Label, language: &str) -> Option<&'l Translation> {
    label.others.iter().find(|it| it.language == language)
}

/// The phrase of a label in a language, and whether it stands in another one because there is none.
pub(crate) fn phrase<'l>(label: &'l Label, first: &str, language: &str) -> (&'l str, bool) {
    if first == language {
        return (&label.plain, false);
    }
    translation(label, language).map_or((&label.plain, true), |it| (&it.plain, false))
}

/// The negated phrase of a label, where it has one in the language; of a label that has nothing in the language, the
/// one in the first language.
pub(crate) fn negation<'l>(
    label: &'l Label,
    first: &str,
    language: &str,
) -> Option<(&'l str, bool)> {
    if first == language {
        return label.negated.as_deref().map(|it| (it, false));
    }
    match translation(label, language) {
        Some(other) => other.negated.as_deref().map(|it| (it, false)),
        None => label.negated.as_deref().map(|it| (it, true)),
    }
}

/// A label that has no words in a language.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Missing {
    /// What is called so: `fact`, `clause`, `duty`.
    pub what: &'static str,
    /// By which name or id.
    pub name: String,
    /// What it says in the first language.
    pub plain: String,
}

/// The labels of a policy, and of what it uses, that have no words in a language; and how many there are in all.
#[must_use]
pub fn missing(checked: &Checked, language: &str) -> (Vec<Missing>, usize) {
    let hir = checked.hir();
    let policy = hir.policies.get(Hir::MAIN);
    let first = policy.and_then(|it| it.languages.first()).map_or(crate::LANGUAGE, |it| it);
    let (mut out, mut count) = (Vec::new(), 0_usize);
    each(hir, &mut |what, name, label| {
        count = count.saturating_add(1);
        if phrase(label, first, language).1 {
            let (name, plain) = (name.to_owned(), label.plain.to_string());
            out.push(Missing { what, name, plain });
        }
    });
    (out, count)
}

/// Every label that a report may show.
fn each(hir: &Hir, see: &mut dyn FnMut(&'static str, &str, &Label)) {
    if let Some(policy) = hir.policies.get(Hir::MAIN) {
        see("policy", &policy.name, &policy.title);
        for label in [&policy.authority, &policy.contest].into_iter().flatten() {
            see("policy", &policy.name, label);
        }
        for force in &policy.force {
            if let whereas_hir::policy::ForceKind::Suspended(why) = &force.kind {
                see("policy suspended", &policy.name, why);
            }
        }
    }
    hir.sources.iter().for_each(|it| see("source", &it.name, &it.title));
    for choice in &hir.choices {
        choice.values.iter().for_each(|it| see("value", &it.name, &it.label));
    }
    for record in &hir.records {
        record.fields.iter().for_each(|it| see("field", &it.name, &it.label));
    }
    hir.actors.iter().for_each(|it| see("actor", &it.name, &it.label));
    hir.grounds.iter().for_each(|it| see("ground", &it.name, &it.label));
    hir.events.iter().for_each(|it| see("event", &it.name, &it.label));
    hir.protected.iter().for_each(|it| see("protected", &it.name, &it.label));
    hir.units.iter().for_each(|it| see("unit", &it.name, &it.label));
    hir.parameters.iter().for_each(|it| see("parameter", &it.name, &it.label));
    for fact in &hir.facts {
        see("fact", &fact.name, &fact.label);
        fact.ask.iter().for_each(|ask| see("ask of", &fact.name, ask));
        fact.held_in.iter().for_each(|held| see("held in of", &fact.name, held));
    }
    hir.decisions.iter().for_each(|it| see("decision", &it.name, &it.label));
    for ledger in &hir.ledgers {
        [&ledger.label, &ledger.toward, &ledger.away]
            .into_iter()
            .for_each(|label| see("ledger", &ledger.name, label));
    }
    for clause in &hir.clauses {
        see("clause", &clause.id, &clause.title);
        clause.commentary.iter().for_each(|why| see("commentary of", &clause.id, why));
        clause.notices.iter().for_each(|notice| see("notice of", &clause.id, notice));
        for force in &clause.force {
            if let whereas_hir::policy::ForceKind::Suspended(why) = &force.kind {
                see("suspension of", &clause.id, why);
            }
        }
    }
    hir.judgements.iter().for_each(|it| see("judgement", &it.name, &it.label));
    hir.factors.iter().for_each(|it| see("factor", &it.name, &it.label));
    for question in &hir.questions {
        see("open question", &question.name, &question.label);
        question.readings.iter().for_each(|it| see("answer", &it.name, &it.label));
    }
    for term in &hir.terms {
        term.label.iter().for_each(|label| see("term", &term.name, label));
    }
    for duty in &hir.duties {
        see("duty", &duty.name, &duty.label);
        duty.upon_breach_text.iter().for_each(|text| see("breach of", &duty.name, text));
    }
    hir.permissions.iter().for_each(|it| see("permission", &it.name, &it.label));
    hir.guarantees.iter().for_each(|it| see("guarantee", &it.label.plain, &it.label));
}
