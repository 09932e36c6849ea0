//! What answers rest on: the case with every presumption and burden lifted, run only where one may matter.

use std::collections::BTreeSet;
use std::sync::Arc;

use whereas_plan::SlotId;
use whereas_value::answer::Rest;
use whereas_value::duty::DutyAnswer;
use whereas_value::id::{FactId, JudgementId};
use whereas_value::{Case, Leaf};

use crate::case::Loaded;
use crate::machine::Machine;
use crate::said::Unsaid;
use crate::session::{Asked, Pass, Session, answer_slot};
use crate::{duties, variant};

/// The case with every presumption and burden lifted.
pub struct Lifting {
    presumed: BTreeSet<FactId>,
    burdened: BTreeSet<JudgementId>,
    run: Option<(Loaded, Box<Pass>)>,
}

impl Lifting {
    /// Of a case. `used`: the judgements that sound findings answer.
    pub fn new(
        session: &Session<'_>,
        case: &Case,
        loaded: &Loaded,
        used: &BTreeSet<JudgementId>,
    ) -> Self {
        let meaning = &session.plan().meaning;
        let presumes = meaning.facts.facts.iter().any(|fact| fact.presumed.is_some());
        let said = presumes.then(|| loaded.said(meaning, case));
        let judgements = session.plan().meaning.facts.judgements.enumerate();
        let burdened = judgements.filter(|(id, declared)| {
            variant::burdened(meaning, case, loaded, declared).0 && !used.contains(id)
        });
        Self {
            presumed: said.into_iter().flat_map(|said| said.presumed.iter().copied()).collect(),
            burdened: burdened.map(|(id, _)| id).collect(),
            run: None,
        }
    }

    /// Whether nothing is presumed, and nothing counts as not shown.
    pub fn is_idle(&self) -> bool {
        self.presumed.is_empty() && self.burdened.is_empty()
    }

    /// What a decided answer rests on.
    pub fn rests_on(&mut self, session: &mut Session<'_>, case: &Case, asked: Asked) -> Vec<Rest> {
        self.of_slot(session, case, |machine| {
            answer_slot(machine.program, asked).map(|slot| (slot, asked.row))
        })
    }

    /// What a single outcome of a slot rests on: what it would turn on, were every presumption and burden lifted.
    pub fn of_slot(
        &mut self,
        session: &mut Session<'_>,
        case: &Case,
        slot: impl Fn(&Machine<'_>) -> Option<(SlotId, u32)>,
    ) -> Vec<Rest> {
        if self.is_idle() {
            return Vec::new();
        }
        let (loaded, pass) = self.run.get_or_insert_with(|| lifted(session, case));
        let open = session.open_slot(case, loaded, pass, slot);
        self.of(&open)
    }

    /// Adds to each duty whose state is known what that rests on.
    pub fn tell_duties(&mut self, session: &mut Session<'_>, case: &Case, told: &mut [DutyAnswer]) {
        let (loaded, pass) = self.run.get_or_insert_with(|| lifted(session, case));
        let lifted = duties::duties(session, case, loaded, pass);
        for answer in told.iter_mut().filter(|answer| answer.states.len() == 1) {
            // Without what is presumed, it may be open on which day it arose.
            let is_it = |other: &&DutyAnswer| {
                let days = [answer.arose, other.arose];
                other.duty == answer.duty
                    && other.event == answer.event
                    && (answer.arose == other.arose || days.contains(&None))
            };
            let open = lifted.iter().filter(is_it).flat_map(|other| &other.missing);
            answer.rests_on = self.of(open);
        }
    }

    /// Of what is open, the presumptions and burdens.
    fn of<'l>(&self, open: impl IntoIterator<Item = &'l Leaf>) -> Vec<Rest> {
        let rests = open.into_iter().filter_map(|leaf| match leaf {
            Leaf::Fact(fact, _) => self.presumed.contains(fact).then_some(Rest::Presumed(*fact)),
            Leaf::Judgement(id) => self.burdened.contains(id).then_some(Rest::Burden(*id)),
            Leaf::Element { .. } | Leaf::Others(_) | Leaf::Found(_) | Leaf::Question(_) => None,
        });
        rests.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Gives the buffers back.
    pub fn done(self, session: &mut Session<'_>) {
        if let Some((_, pass)) = self.run {
            session.done(pass);
        }
    }
}

fn lifted(session: &mut Session<'_>, case: &Case) -> (Loaded, Box<Pass>) {
    let meaning = &session.plan().meaning;
    let loaded = Loaded::new(meaning, &Arc::new(Unsaid::new(meaning, false)), case);
    let pass = session.pass(case, &loaded);
    (loaded, pass)
}
