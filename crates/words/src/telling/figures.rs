//! Values that are worked out, in words: with the values of what they are worked out from, and the step at which one has
//! no result.

use whereas_eval::cell::Truth;
use whereas_eval::trace::{Culprit, NoResult, within};
use whereas_plan::program::{Figure, Given, Working};
use whereas_value::id::FactId;
use whereas_value::{Abstract, Cause};

use super::{Reason, Teller, elements, parts};
use crate::said::Said;
use crate::value;

/// How many of the names that a value is worked out from are told with what they mean.
const TERMS: usize = 4;
/// A formula of more letters is told by the values it is worked out from.
const LONG: usize = 300;
/// How deep something is looked for.
const DEPTH: u32 = 256;

/// The step at which a value has no result.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AtFault {
    /// The step, in words with the values of what it reads.
    pub words: String,
    /// Why.
    pub why: NoResult,
}

/// Values of which some words speak.
#[derive(Clone, Copy)]
pub(super) struct Figures<'a> {
    /// Among the figures of the program: these, and what they are worked out from.
    pub roots: &'a [u32],
    /// Of which elements of the lists around.
    pub at: &'a [u32],
}

impl Figures<'_> {
    /// Words with the values at their places.
    pub fn put(self, teller: Teller<'_>, text: &Said, presumes: &mut Vec<FactId>) -> Said {
        text.with_figures(|expr| {
            if teller.bare {
                return None;
            }
            let (number, at) = self.find(teller, expr)?;
            told(teller, teller.machine.figure(number)?, &at, presumes)
        })
    }

    /// Behind a condition that has no answer since some value in it has none: which step that is, and why.
    pub fn put_fault(self, teller: Teller<'_>, text: &mut Said, truth: Truth) {
        if teller.bare || !truth.is_valueless() || !truth.causes().has(Cause::Fault) {
            return;
        }
        let mut each = self.roots.iter();
        let found = each.find_map(|root| teller.machine.culprit(teller.store, *root, self.at));
        if let Some(fault) = found.and_then(|culprit| at_fault(teller, &culprit)) {
            text.put_at_end(&format!(" ({})", teller.say().at_fault(fault.why, &fault.words)));
        }
    }

    /// The figure of an expression, and of which elements it is.
    fn find(self, teller: Teller<'_>, expr: u32) -> Option<(u32, Vec<u32>)> {
        let mut each = self.roots.iter();
        each.find_map(|root| find(teller, *root, expr, self.at, DEPTH))
    }
}

fn find(
    teller: Teller<'_>,
    number: u32,
    expr: u32,
    at: &[u32],
    depth: u32,
) -> Option<(u32, Vec<u32>)> {
    let figure = teller.machine.figure(number)?;
    let at = within(at, figure.around);
    if teller.plan.book.figures.get(figure.words as usize)?.expr == expr {
        return Some((number, at.to_vec()));
    }
    let below = depth.checked_sub(1)?;
    // What a name means is told by itself.
    if matches!(figure.form, Working::Means(_)) && is_called(teller, figure) {
        return None;
    }
    figure.parts.iter().find_map(|part| find(teller, *part, expr, at, below))
}

/// Whether a figure is called by a name behind which its value is put.
fn is_called(teller: Teller<'_>, figure: &Figure) -> bool {
    let Some(words) = teller.plan.book.figures.get(figure.words as usize) else { return false };
    let mut own = false;
    let _ = said(teller, figure).with_figures(|expr| {
        own |= expr == words.expr;
        None
    });
    own
}

/// What a figure is called, or how it reads.
fn said(teller: Teller<'_>, figure: &Figure) -> Said {
    let say = teller.say();
    let words = teller.plan.book.figures.get(figure.words as usize);
    let words = words.and_then(|it| it.words.get(say.code()).or_else(|| it.words.get("en")));
    Said::new(words.map_or_else(String::new, ToString::to_string)).on_days(teller.days, say)
}

/// ` (350,000 USD)`, where it has one value.
fn told(
    teller: Teller<'_>,
    figure: &Figure,
    at: &[u32],
    presumes: &mut Vec<FactId>,
) -> Option<String> {
    let words = teller.plan.book.figures.get(figure.words as usize)?;
    let outcome = teller.machine.figure_value(teller.store, figure, at);
    if !is_value(&outcome) {
        return None;
    }
    let value = value::possible(&teller.plan.book, &words.ty, &outcome);
    if let Some(fact) = words.fact.filter(|fact| teller.presumed.contains(fact)) {
        presumes.push(fact);
        return Some(teller.say().presumed(Some(&value)));
    }
    match elements::of_value(teller, figure, at, &outcome) {
        Some(elements) => Some(format!(" ({value}: {elements})")),
        None => Some(format!(" ({value})")),
    }
}

/// Whether it is one value and nothing else.
fn is_value(outcome: &Abstract) -> bool {
    outcome.causes.is_empty() && outcome.is_single()
}

/// The value of a figure in words, where it has one.
pub(super) fn value_of(teller: Teller<'_>, number: u32, at: &[u32]) -> Option<String> {
    let figure = teller.machine.figure(number)?;
    let words = teller.plan.book.figures.get(figure.words as usize)?;
    let outcome = teller.machine.figure_value(teller.store, figure, at);
    is_value(&outcome).then(|| value::possible(&teller.plan.book, &words.ty, &outcome))
}

/// How what a rule gives came about, in lines: the formula with the values put in, then what the names in it mean.
pub(super) fn worked_out(teller: Teller<'_>, given: Given, at: &[u32]) -> Vec<Reason> {
    let say = teller.say();
    let figure = match given {
        Given::Figure(figure) => figure,
        Given::Condition(condition) => {
            let told = teller.machine.told_at(teller.store, condition, at);
            let because = told.map_or_else(Vec::new, |told| parts(teller, &told));
            return joined(because, |because| say.because(because)).into_iter().collect();
        }
    };
    let has_value =
        |figure: &Figure| is_value(&teller.machine.figure_value(teller.store, figure, at));
    if !teller.machine.figure(figure).is_some_and(has_value) {
        return Vec::new();
    }
    let mut terms = Vec::new();
    let mut lines: Vec<Reason> =
        formula(teller, figure, at, &mut terms, |text| say.it_is_worked_out(text))
            .into_iter()
            .collect();
    let mut place = 0;
    while let Some((term, at)) = terms.get(place).cloned() {
        place = place.saturating_add(1);
        if place > TERMS {
            break;
        }
        let Some(figure) = teller.machine.figure(term) else { continue };
        let Working::Means(means) = figure.form else { continue };
        let name = said(teller, figure).with_figures(|_| None).plain();
        lines.extend(formula(teller, means, &at, &mut terms, |text| format!("{name}: {text}")));
    }
    lines
}

/// One formula with its values; `terms` takes the names in it that mean others. What is chosen by a condition is told by
/// the branch that is taken, and why.
fn formula(
    teller: Teller<'_>,
    number: u32,
    at: &[u32],
    terms: &mut Vec<(u32, Vec<u32>)>,
    line: impl Fn(&str) -> String,
) -> Option<Reason> {
    let say = teller.say();
    let (mut taken, mut because) = (Some(number), Vec::new());
    for _ in 0..DEPTH {
        let Some(figure) = taken.and_then(|number| teller.machine.figure(number)) else { break };
        let Working::If { test, then, otherwise } = figure.form else { break };
        let at = within(at, figure.around);
        let truth = teller.machine.condition_truth(teller.store, test, at);
        let branch = match truth {
            Truth::YES => then,
            Truth::NO => otherwise,
            _ => break,
        };
        let told = teller.machine.told_at(teller.store, test, at);
        because.extend(told.map_or_else(Vec::new, |told| parts(teller, &told)));
        taken = branch;
    }
    let Some(number) = taken else { return joined(because, |because| say.because(because)) };
    let figure = teller.machine.figure(number)?;
    let roots = [number];
    let figures = Figures { roots: &roots, at };
    let mut presumes = Vec::new();
    let words = said(teller, figure);
    let mut text = figures.put(teller, &words, &mut presumes).plain();
    let mut named = Vec::new();
    let _ = words.with_figures(|expr| {
        let (place, at) = figures.find(teller, expr)?;
        let figure = teller.machine.figure(place)?;
        let value = told(teller, figure, &at, &mut Vec::new())?;
        let name = said(teller, figure).with_figures(|_| None).plain();
        named.push(format!("{name}{value}"));
        if matches!(figure.form, Working::Means(_)) && !terms.iter().any(|(it, _)| *it == place) {
            terms.push((place, at));
        }
        Some(String::new())
    });
    if text.chars().count() > LONG && !named.is_empty() {
        text = say.worked_out_from(&named.join("; "));
    }
    let mut reason = Reason { text: line(&text), presumes, not_shown: Vec::new() };
    if let Some(because) = joined(because, ToOwned::to_owned) {
        reason.text = say.since(&reason.text, &because.text);
        reason.presumes.extend(because.presumes);
        reason.not_shown.extend(because.not_shown);
    }
    Some(reason)
}

/// Reasons as one; none where there are none.
fn joined(reasons: Vec<Reason>, line: impl Fn(&str) -> String) -> Option<Reason> {
    if reasons.is_empty() {
        return None;
    }
    let mut all = Reason::default();
    let mut texts = Vec::new();
    for reason in reasons {
        texts.push(reason.text);
        all.presumes.extend(reason.presumes);
        all.not_shown.extend(reason.not_shown);
    }
    all.text = line(&texts.join("; "));
    Some(all)
}

/// The step at which what a rule gives has no result.
pub(super) fn given_fault(teller: Teller<'_>, given: Given, at: &[u32]) -> Option<AtFault> {
    let Given::Figure(figure) = given else { return None };
    at_fault(teller, &teller.machine.culprit(teller.store, figure, at)?)
}

fn at_fault(teller: Teller<'_>, culprit: &Culprit) -> Option<AtFault> {
    let figure = teller.machine.figure(culprit.figure)?;
    let roots = [culprit.figure];
    let figures = Figures { roots: &roots, at: &culprit.at };
    let words = figures.put(teller, &said(teller, figure), &mut Vec::new()).plain();
    Some(AtFault { words, why: culprit.why })
}
