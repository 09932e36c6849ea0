//! A case in all its variants at once: every outcome is the union over them.
//!
//! Reads what is settled for this pass; produces of every question its joined outcome and its walk. To the walk of the
//! variants are added what tells them apart: the contested questions, and the governing day where it is cut.

use std::collections::BTreeMap;
use std::rc::Rc;

use whereas_hir::Hir;
use whereas_hir::expr::Expr;
use whereas_value::answer::Defect;
use whereas_value::id::{DecisionId, FactId, IndexVec, QuestionId};
use whereas_value::{Date, Interval, Leaf, Values};

use crate::findings;
use crate::force::{Readings, Variant, contested, variants};
use crate::known::Known;
use crate::open::Open;
use crate::semantics::{Fixed, Run, Setting, Which};
use crate::tables::{Seen, either};

/// What a pass goes over: the facts, what is settled, and the variants.
pub(crate) struct Over {
    pub facts: IndexVec<FactId, Rc<Known>>,
    /// What the case itself knows.
    record: Option<IndexVec<FactId, Rc<Known>>>,
    pub fixed: Fixed,
    pub lifted: bool,
    /// What is static, which one pass may share with another.
    fixture: Rc<Static>,
}

/// The variants of a case, and what does not depend on the world in them.
pub(crate) struct Static {
    days: (Date, Date),
    taken: Readings,
    pub variants: Vec<Variant>,
    /// In each variant, the formal defects of each finding.
    pub formal: Vec<Vec<Vec<Defect>>>,
    good: Vec<Vec<bool>>,
    /// The leaves that tell the variants apart.
    pub apart: Open,
}

impl Static {
    fn new(setting: &Setting<'_>, days: (Date, Date), taken: Readings) -> Self {
        let hir = setting.checked.hir();
        let variants = variants(hir, days, &taken);
        let formal: Vec<Vec<Vec<Defect>>> = variants
            .iter()
            .map(|variant| findings::formal(setting.checked, variant, setting.case))
            .collect();
        let good = formal.iter().map(|formal| formal.iter().map(Vec::is_empty).collect()).collect();
        let apart = apart(setting, &variants, &taken);
        Self { days, taken, variants, formal, good, apart }
    }
}

impl Over {
    /// All variants of a case with these facts. `like`: the case itself, of which some leaves are settled here.
    pub fn new(
        setting: &Setting<'_>,
        facts: IndexVec<FactId, Rc<Known>>,
        fixed: Fixed,
        like: Option<&Self>,
    ) -> Self {
        let hir = setting.checked.hir();
        let days = governing(setting, &facts);
        let contested = contested(hir);
        let taken = fixed.questions.iter().filter(|(question, _)| contested.contains(question));
        let taken: Readings = taken.map(|(question, reading)| (*question, *reading)).collect();
        let shared = like.map(|like| &like.fixture);
        let shared = shared.filter(|shared| shared.days == days && shared.taken == taken);
        let fixture = match shared {
            Some(shared) => Rc::clone(shared),
            None => Rc::new(Static::new(setting, days, taken)),
        };
        let record = like.map(|like| like.facts.clone());
        Self { facts, record, fixed, lifted: false, fixture }
    }

    /// The case without what is presumed, and without burdens.
    pub fn lifted(setting: &Setting<'_>, stated: IndexVec<FactId, Rc<Known>>) -> Self {
        Self { lifted: true, ..Self::new(setting, stated, Fixed::default(), None) }
    }

    /// What is static.
    pub fn fixture(&self) -> &Static {
        &self.fixture
    }

    /// Runs over it that have asked nothing yet.
    pub fn pass<'r, 'a>(&'r self, setting: &'r Setting<'a>) -> Pass<'r, 'a> {
        let runs = self.fixture.variants.iter().zip(&self.fixture.good);
        let runs = runs.map(|(variant, good)| {
            let record = self.record.as_ref().unwrap_or(&self.facts);
            Run::new(setting, variant, &self.facts, record, &self.fixed, self.lifted, good)
        });
        Pass { over: self, runs: runs.collect(), asked: BTreeMap::new() }
    }
}

/// The governing day, as far as it is known: of the fact which governs, or the as-of day.
pub(crate) fn governing(
    setting: &Setting<'_>,
    facts: &IndexVec<FactId, Rc<Known>>,
) -> (Date, Date) {
    let as_of = (setting.case.as_of, setting.case.as_of);
    let hir = setting.checked.hir();
    let Some(fact) = hir.policies.get(Hir::MAIN).and_then(|policy| policy.governed_by) else {
        return as_of;
    };
    let Some(Known::Value { values: Values::Number(Some(days)), .. }) =
        facts.get(fact).map(Rc::as_ref)
    else {
        return as_of;
    };
    let calendar = Interval::of_dates(Date::MIN, Date::MAX);
    let within = calendar.and_then(|calendar| days.meet(&calendar));
    let day = |end: Option<i64>| end.and_then(Date::from_days);
    let ends = within.and_then(|days| {
        let first = day(days.lo().and_then(whereas_value::Number::ceiling))?;
        let last = day(days.hi().and_then(whereas_value::Number::floor))?;
        (first <= last).then_some((first, last))
    });
    ends.unwrap_or(as_of)
}

/// The leaves that tell variants apart: the contested questions of which some reading alone changes what is in force (or
/// that are read elsewhere too), and the governing day where it is cut.
fn apart(setting: &Setting<'_>, variants: &[Variant], taken: &Readings) -> Open {
    let hir = setting.checked.hir();
    let mut open = Open::default();
    let is_read = |question: QuestionId| {
        let reads =
            |expr: &Expr| matches!(expr, Expr::Reading { question: q, .. } if *q == question);
        hir.exprs.iter().any(reads)
    };
    for question in contested(hir).into_iter().filter(|question| !taken.contains_key(question)) {
        if is_read(question) || changes_force(variants, question) {
            open.add(&setting.leaves.only(&Leaf::Question(question)));
        }
    }
    let first = variants.first().map(|variant| variant.days);
    if variants.iter().any(|variant| Some(variant.days) != first)
        && let Some(fact) = hir.policies.get(Hir::MAIN).and_then(|policy| policy.governed_by)
    {
        open.add(&setting.leaves.only(&Leaf::Fact(fact, Vec::new())));
    }
    open
}

/// Whether two variants that differ in the reading of one question alone differ in the clauses in force.
fn changes_force(variants: &[Variant], question: QuestionId) -> bool {
    let others = |variant: &Variant| {
        let mut readings = variant.readings.clone();
        readings.remove(&question);
        readings
    };
    variants.iter().enumerate().any(|(place, variant)| {
        variants.iter().take(place).any(|other| {
            other.days == variant.days
                && others(other) == others(variant)
                && other.live != variant.live
        })
    })
}

/// One pass over a case.
pub(crate) struct Pass<'r, 'a> {
    over: &'r Over,
    pub runs: Vec<Run<'r, 'a>>,
    asked: BTreeMap<(DecisionId, Which), Seen>,
}

impl<'r, 'a> Pass<'r, 'a> {
    /// The answer of a question in all variants.
    pub fn question(&mut self, decision: DecisionId, which: Which) -> Seen {
        if let Some(seen) = self.asked.get(&(decision, which)) {
            return seen.clone();
        }
        let seen = self.joined(|run| run.scoped(decision, which));
        self.asked.insert((decision, which), seen.clone());
        seen
    }

    /// What is asked of every variant, joined.
    pub fn joined(&mut self, mut ask: impl FnMut(&mut Run<'r, 'a>) -> Seen) -> Seen {
        let each: Vec<Seen> = self.runs.iter_mut().map(&mut ask).collect();
        let joined = each.into_iter().reduce(|a, b| either(&a, &b));
        // A policy has at least one variant in every case.
        joined.unwrap_or_else(|| Seen::truth(false)).on(&self.over.fixture.apart)
    }
}
