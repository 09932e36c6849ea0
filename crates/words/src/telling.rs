//! Why rules stand or not, and what bears on the judgements that are open: read off the runs of the plan.

mod beside;
mod elements;
mod figures;
mod rules;
mod runs;

use std::collections::{BTreeMap, BTreeSet};

use whereas_eval::Session;
use whereas_eval::cell::Truth;
use whereas_eval::ledger::{LedgerEntry, ledger};
use whereas_eval::machine::Machine;
use whereas_eval::store::Store;
use whereas_eval::trace::Told;
use whereas_plan::Plan;
use whereas_plan::facts::Constant;
use whereas_plan::program::Form;
use whereas_value::answer::{FindingClass, FindingReport, Rest, TraceUnder};
use whereas_value::duty::{PermissionAnswer, PermissionState};
use whereas_value::id::{
    FactId, FactorId, GuaranteeId, JudgementId, LedgerId, PermissionId, QuestionId,
};
use whereas_value::types::Type;
use whereas_value::{Answer, Answers, Case, Date, Leaf, Question, Stated, Status};

pub use figures::AtFault;
use rules::Of;
pub use rules::{OfQuestion, OfRules, Switched};
use runs::Runs;

use crate::grammar::{self, Grammar};
use crate::said::{Said, without_mark};
use crate::{finding, idle, leaf, value};

pub use beside::{Arising, DutyTelling, GuaranteeTelling, Holds, Reads, Settled};

/// Why a condition came out as it did.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reason {
    /// In words.
    pub text: String,
    /// The facts that are presumed in it.
    pub presumes: Vec<FactId>,
    /// The judgements in it that count as *no* since nobody has shown them.
    pub not_shown: Vec<JudgementId>,
}

/// What there is to tell of a run beside its answers.
#[derive(Clone, Debug, Default)]
pub struct Telling {
    /// Only the reasons that an outcome without its trace tells are read.
    pub short: bool,
    /// Of each question, why its rules stand or not: of all readings and periods, and of each where they differ.
    pub rules: BTreeMap<Question, OfQuestion>,
    /// The days whose law applies, where that is not the law of the day as of which the case is decided.
    pub law: Option<(Date, Date)>,
    /// Of the condition under which the policy applies, the parts that settle it.
    pub scope: Vec<Reason>,
    /// Of each permission, the parts of its condition that settle it.
    pub permissions: BTreeMap<PermissionId, Vec<Reason>>,
    /// Of each instance of a duty, in the order of the answers, why it stands as it does.
    pub duties: Vec<DutyTelling>,
    /// Of each permission, the questions that its condition reads.
    pub permission_reads: BTreeMap<PermissionId, Reads>,
    /// Of each guarantee that is broken, why.
    pub guarantees: BTreeMap<GuaranteeId, GuaranteeTelling>,
    /// The judgements on whose burden, not discharged, the state of a duty or a permission rests.
    pub counted_beside: BTreeSet<JudgementId>,
    /// Of each question, the judgements that count as *no* in its answer since nobody has shown them, and whose finding
    /// could change it.
    pub counted: BTreeMap<Question, BTreeSet<JudgementId>>,
    /// Of each judgement that is awaited or so counted, the factors that bear on it.
    pub ledgers: BTreeMap<JudgementId, Vec<LedgerEntry>>,
}

impl Telling {
    /// Runs the case once and reads off its slots what the answers turn on.
    #[must_use]
    pub fn of(plan: &Plan, case: &Case, answers: &Answers) -> Self {
        Self::default().told(plan, case, answers)
    }

    /// The same, as far as an outcome without its trace tells it in words.
    #[must_use]
    pub fn short(plan: &Plan, case: &Case, answers: &Answers) -> Self {
        Self { short: true, ..Self::default() }.told(plan, case, answers)
    }

    fn told(mut self, plan: &Plan, case: &Case, answers: &Answers) -> Self {
        let mut session = Session::new(plan);
        let loaded = session.load(case);
        let pass = session.pass(case, &loaded);
        if let Some(ran) = pass.runs.first()
            && let Some(machine) = session.machine(case, &loaded, ran)
        {
            self.read(plan, &machine, &ran.store, answers);
            let presumed = presumptions(plan, case);
            let teller = Teller::new(plan, &machine, &ran.store, answers, &presumed);
            self.read_beside(teller, &session, &loaded, &pass, answers);
        }
        if pass.runs.len() > 1 {
            let runs = Runs { plan, case, session: &session, loaded: &loaded, pass: &pass };
            for (question, answer) in &answers.questions {
                if let Some(told) = runs.told(answers, *question, answer, self.short) {
                    let idle = idle::clauses(plan, answers, *question, answer);
                    self.rules.insert(*question, OfQuestion { idle, ..told });
                }
            }
        }
        self.counted = counted(&self, answers);
        let duties = answers.duties.iter().flat_map(|duty| &duty.rests_on);
        let permissions = answers.permissions.iter().flat_map(|it| &it.rests_on);
        let open = answers.duties.iter().zip(&self.duties);
        let open = open.flat_map(|(answer, told)| told.counted(answer));
        let rests = duties.chain(permissions).copied().filter_map(burden);
        let permitted = answers.permissions.iter().flat_map(|it| self.counted_in(it));
        self.counted_beside = rests.chain(open).chain(permitted).collect();
        let judgement = |leaf: &Leaf| match leaf {
            Leaf::Judgement(id) => Some(*id),
            Leaf::Fact(..)
            | Leaf::Element { .. }
            | Leaf::Others(_)
            | Leaf::Found(_)
            | Leaf::Question(_) => None,
        };
        let awaited = (answers.questions.iter().flat_map(|(_, answer)| &answer.awaits))
            .chain(answers.duties.iter().flat_map(|duty| &duty.missing))
            .chain(answers.permissions.iter().flat_map(|permission| &permission.missing));
        let awaited: BTreeSet<JudgementId> = (awaited.filter_map(judgement))
            .chain(self.counted.values().flatten().chain(&self.counted_beside).copied())
            .collect();
        for judgement in awaited {
            let entries = ledger(&mut session, case, &loaded, &pass, judgement);
            self.ledgers.insert(judgement, entries);
        }
        session.done(pass);
        self
    }

    /// Where it is open whether a permission is held, the judgements in its reasons that count as *no* since nobody has
    /// shown them.
    #[must_use]
    pub fn counted_in(&self, answer: &PermissionAnswer) -> BTreeSet<JudgementId> {
        let open = answer.state() == PermissionState::Unknown;
        let reasons = self.permissions.get(&answer.permission).into_iter().flatten();
        let reasons = reasons.filter(|_| open);
        reasons.flat_map(|reason| reason.not_shown.iter().copied()).collect()
    }

    /// Why an instance of a duty stands as it does, by its place among the answers.
    #[must_use]
    pub fn of_duty(&self, place: usize) -> DutyTelling {
        self.duties.get(place).cloned().unwrap_or_default()
    }

    /// Reads off the slots of a run what its answers turn on.
    pub fn read(&mut self, plan: &Plan, machine: &Machine<'_>, store: &Store, answers: &Answers) {
        let case = machine.case;
        let presumed = presumptions(plan, case);
        let teller = Teller::new(plan, machine, store, answers, &presumed);
        let as_of = (answers.as_of, answers.as_of);
        self.law = Some(answers.governing).filter(|governing| *governing != as_of);
        let scope = machine.scope_condition(store);
        self.scope = scope.map_or_else(Vec::new, |told| parts(teller, &told));
        for permission in &answers.permissions {
            let id = permission.permission;
            let told = machine.permission_condition(store, id);
            let told = told.map_or_else(Vec::new, |told| parts(teller, &told));
            self.permissions.insert(id, told);
        }
        for (question, answer) in &answers.questions {
            let of = Of::whole(*question, answer);
            let all = OfRules::read(teller, of, self.short).unwrap_or_default();
            let idle = idle::clauses(plan, answers, *question, answer);
            self.rules.insert(*question, OfQuestion { all, idle, under: Vec::new() });
        }
    }

    /// Why the rules of a question stand or not, in all readings and periods.
    #[must_use]
    pub fn of_all(&self, question: Question) -> Option<&OfRules> {
        Some(&self.rules.get(&question)?.all)
    }

    /// Each reading and period apart, where they differ.
    #[must_use]
    pub fn under(&self, question: Question) -> &[(TraceUnder, OfRules)] {
        self.rules.get(&question).map_or(&[][..], |it| it.under.as_slice())
    }
}

/// The judgements on which answers turn although they count as *no*: of a decided answer those it rests on, of another
/// those in its reasons.
fn counted(telling: &Telling, answers: &Answers) -> BTreeMap<Question, BTreeSet<JudgementId>> {
    let mut counted: BTreeMap<Question, BTreeSet<JudgementId>> = BTreeMap::new();
    for (question, answer) in &answers.questions {
        let all = counted.entry(*question).or_default();
        all.extend(answer.rests_on.iter().copied().filter_map(burden));
        if let Some(of) = telling.rules.get(question).filter(|_| is_open(answer)) {
            let reasons =
                of.under.iter().map(|(_, why)| why).chain([&of.all]).flat_map(OfRules::each_reason);
            all.extend(reasons.flat_map(|reason| reason.not_shown.iter().copied()));
        }
    }
    counted
}

/// The judgement that nobody has shown, where something rests on one.
const fn burden(rest: Rest) -> Option<JudgementId> {
    match rest {
        Rest::Burden(judgement) => Some(judgement),
        Rest::Presumed(_) => None,
    }
}

/// Whether an answer is none yet, or none at all, though its rules are in force for the case.
fn is_open(answer: &Answer) -> bool {
    !matches!(answer.status, Status::Decided | Status::OutOfScope | Status::NotInForce)
}

/// What is presumed in a case, since it states nothing of it.
fn presumptions(plan: &Plan, case: &Case) -> BTreeSet<FactId> {
    let facts = plan.meaning.facts.facts.enumerate();
    let silent = |id: FactId| !matches!(case.facts.get(id), Some(Stated::Given(_)));
    let presumed = facts.filter(|(id, fact)| fact.presumed.is_some() && silent(*id));
    presumed.map(|(id, _)| id).collect()
}

/// What the words of a condition are made from.
#[derive(Clone, Copy)]
struct Teller<'a> {
    plan: &'a Plan,
    case: &'a Case,
    findings: &'a [FindingReport],
    presumed: &'a BTreeSet<FactId>,
    /// The run that is told.
    machine: &'a Machine<'a>,
    store: &'a Store,
    /// The days whose law is told.
    days: (Date, Date),
    /// The readings that are told; of others the first.
    readings: &'a [(QuestionId, u32)],
    /// Without what differs between the runs that are told as one: what values came to, and which elements made it so.
    bare: bool,
}

impl<'a> Teller<'a> {
    const fn new(
        plan: &'a Plan,
        machine: &'a Machine<'a>,
        store: &'a Store,
        answers: &'a Answers,
        presumed: &'a BTreeSet<FactId>,
    ) -> Self {
        let (findings, days) = (answers.findings.as_slice(), answers.governing);
        let case = machine.case;
        Self { plan, case, findings, presumed, machine, store, days, readings: &[], bare: false }
    }

    fn say(self) -> &'static dyn Grammar {
        grammar::of(&self.plan.book)
    }

    /// Whether a judgement counts as *no* since nobody has shown it, in the readings that are told.
    fn is_not_shown(self, judgement: JudgementId) -> bool {
        let meaning = &self.plan.meaning;
        let burden = meaning.facts.judgements.get(judgement).and_then(|it| it.burden);
        let Some((_, by)) = burden else { return false };
        let is_used =
            |it: &FindingReport| it.judgement == judgement && it.class == FindingClass::Used;
        let reading = |question| {
            let told = self.readings.iter().find(|(other, _)| *other == question);
            Some(told.map_or(0, |(_, reading)| *reading))
        };
        meaning.is_clause_in_force(by, self.days.0, reading) && !self.findings.iter().any(is_used)
    }
}

fn parts(teller: Teller<'_>, told: &Told) -> Vec<Reason> {
    told.reasons().into_iter().filter_map(|(atom, told)| part(teller, atom, told)).collect()
}

/// One condition: in the words of how it came out, with what is stated, presumed or found of what it speaks of.
fn part(teller: Teller<'_>, atom: u32, told: &Told) -> Option<Reason> {
    let truth = told.truth;
    let condition = teller.machine.program.conditions.get(told.condition as usize)?;
    if let Form::AtLeast { count, of, .. } = &condition.form {
        return Some(elements::at_least(teller, *count, of, told));
    }
    let words = teller.plan.book.conditions.get(atom as usize)?;
    let say = teller.say();
    let both = words.words.get(say.code()).or_else(|| words.words.get("en"))?;
    let mut text = Said::new(if truth == Truth::YES {
        answered(say, &both.yes)
    } else if truth == Truth::NO {
        answered(say, &both.no)
    } else if truth.is_valueless() {
        say.no_answer(asked_of(say, &both.yes, &both.no))
    } else {
        say.not_known(asked_of(say, &both.yes, &both.no))
    });
    text = text.on_days(teller.days, say);
    let settled = truth == Truth::YES || truth == Truth::NO;
    let several = words.leaves.len() > 1;
    let (mut presumes, mut not_shown) = (Vec::new(), Vec::new());
    for leaf in &words.leaves {
        match leaf {
            Leaf::Fact(fact, _) => {
                if settled && teller.presumed.contains(fact) {
                    presumes.push(*fact);
                    let note = presumed(teller.plan, *fact);
                    // Of several things, the mark stands behind the one that is presumed.
                    let label = leaf::label(teller.plan, leaf);
                    if !(several && text.put_behind(&label, &note)) {
                        text.put_at_end(&note);
                    }
                } else {
                    let fails = truth == Truth::NO;
                    text = with_stated(teller, text, leaf, *fact, Place { fails, several });
                }
            }
            Leaf::Judgement(judgement) if settled && teller.is_not_shown(*judgement) => {
                not_shown.push(*judgement);
                let label = label_of(teller.plan, *judgement);
                // That nobody has shown it is not that it is not so.
                if truth == Truth::NO && Said::new(both.yes.to_string()).is_only(label) {
                    text = text.map(|_| say.not_shown(label, bearer(teller.plan, *judgement)));
                } else {
                    text.put_at_end(&say.counts_as_not_shown(label));
                }
            }
            Leaf::Judgement(judgement) if settled => text.put_at_end(&found(teller, *judgement)),
            Leaf::Judgement(_)
            | Leaf::Element { .. }
            | Leaf::Others(_)
            | Leaf::Found(_)
            | Leaf::Question(_) => {}
        }
    }
    let figures = figures::Figures { roots: &condition.reads, at: &told.at };
    let mut text = figures.put(teller, &text, &mut presumes);
    figures.put_fault(teller, &mut text, truth);
    let mut reason = Reason { text: text.plain(), presumes, not_shown };
    elements::put(teller, &condition.form, told, &mut reason);
    Some(reason)
}

/// `the answer to “how the person entered” is “unlawfully”` needs no roundabout words where it is settled.
fn answered(say: &dyn Grammar, said: &str) -> String {
    let (start, end) = say.answer_to();
    let rest = said.strip_prefix(start).and_then(|rest| rest.split_once(end));
    rest.map_or_else(|| said.to_owned(), |(label, rest)| format!("{label}{rest}"))
}

/// Of two ways to put a question, the one without a negation: nobody asks whether there are none.
fn asked_of<'a>(say: &dyn Grammar, yes: &'a str, no: &'a str) -> &'a str {
    if say.negative().iter().any(|start| without_mark(yes).starts_with(start)) { no } else { yes }
}

/// Where what is stated of a fact is to be put.
#[derive(Clone, Copy)]
struct Place {
    /// The condition does not hold.
    fails: bool,
    /// It speaks of several things.
    several: bool,
}

/// A text with what is stated of a fact that it speaks of: behind the fact's label where the text has it.
fn with_stated(teller: Teller<'_>, text: Said, leaf: &Leaf, fact: FactId, at: Place) -> Said {
    let (plan, say) = (teller.plan, teller.say());
    let Some(stated) = leaf::stated(plan, teller.case, leaf) else { return text };
    let mut text = text;
    // Of several things, each has its own behind it.
    if at.several && !is_measured(plan, fact) {
        text.put_behind(&leaf::label(plan, leaf), &format!(" ({stated})"));
        return text;
    }
    let plain = text.plain();
    if plain.contains(&stated) && !is_measured(plan, fact) || stated == say.none() {
        // Of several that would do, which it is.
        let alone = say.says_it_is(&plain, &stated);
        let told = alone || !is_choice(plan, fact);
        return if told { text } else { text.map(|text| say.it_is(text, &stated)) };
    }
    if is_measured(plan, fact) {
        let name = leaf::name(plan, leaf);
        if !text.put_behind(&name, &format!(" ({stated})")) {
            text.put_at_end(&format!(" ({name}: {stated})"));
        }
        return text;
    }
    // What it is instead.
    if at.fails && is_choice(plan, fact) { text.map(|text| say.but(text, &stated)) } else { text }
}

/// Whether a fact's own value says more than the condition does: a day or a number does, a yes or a no does not.
fn is_measured(plan: &Plan, fact: FactId) -> bool {
    plan.meaning.facts.facts.get(fact).is_some_and(|fact| {
        fact.ty.present().is_numeric() || matches!(fact.ty.present(), Type::Record(_))
    })
}

fn is_choice(plan: &Plan, fact: FactId) -> bool {
    let declared = plan.meaning.facts.facts.get(fact);
    declared.is_some_and(|fact| matches!(fact.ty.present(), Type::Choice(_)))
}

fn label_of(plan: &Plan, judgement: JudgementId) -> &str {
    plan.book.judgements.get(judgement).map_or("", |it| it.label.plain.as_str())
}

/// Who has the burden of a judgement.
pub(crate) fn bearer(plan: &Plan, judgement: JudgementId) -> Option<&str> {
    let (bearer, _) = plan.meaning.facts.judgements.get(judgement)?.burden?;
    plan.book.actors.get(bearer).map(|it| it.label.plain.as_str())
}

/// ` (presumed)`; of a fact that is more than a yes or a no also what is presumed.
fn presumed(plan: &Plan, fact: FactId) -> String {
    let Some(declared) = plan.meaning.facts.facts.get(fact) else { return String::new() };
    let say = grammar::of(&plan.book);
    match &declared.presumed {
        Some(Constant::Truth(_)) | None => say.presumed(None),
        Some(other) => say.presumed(Some(&value::constant(&plan.book, &declared.ty, other))),
    }
}

/// ` (found by the officer on 10 December 2021)`, where a finding is used.
fn found(teller: Teller<'_>, judgement: JudgementId) -> String {
    let report = teller
        .findings
        .iter()
        .find(|report| report.judgement == judgement && report.class == FindingClass::Used);
    let finding = report.and_then(|report| teller.case.findings.get(report.finding as usize));
    let say = teller.say();
    finding.map_or_else(String::new, |it| say.found(&finding::by(teller.plan, it)))
}

/// Which way a factor speaks in a ledger: `for declining it`; nothing where it is not in the ledger.
#[must_use]
pub fn ledger_way(plan: &Plan, ledger: LedgerId, factor: FactorId) -> Option<String> {
    let directions = &plan.book.factors.get(factor)?.directions;
    let (_, way) = directions.iter().find(|(of, _)| *of == ledger)?;
    let (ledger, say) = (plan.book.ledgers.get(ledger)?, grammar::of(&plan.book));
    Some(match way.as_str() {
        "toward" => say.speaks(Some(&ledger.toward.plain)),
        "away" => say.speaks(Some(&ledger.away.plain)),
        _ => say.speaks(None),
    })
}

/// A factor of a ledger, and whether it is present.
#[must_use]
pub fn ledger_line(plan: &Plan, entry: &LedgerEntry) -> String {
    let Some(words) = plan.book.factors.get(entry.factor) else { return String::new() };
    let label = words.label.plain.as_str();
    let say = grammar::of(&plan.book);
    let missing = entry.missing.iter().map(|it| leaf::name(plan, it));
    // That the fact that is its label would tell says nothing.
    let whether = say.whether(label);
    let missing: Vec<String> = missing.filter(|it| *it != whether && it != label).collect();
    format!("{label} ({})", say.factor(entry.state, &missing.join("; ")))
}
