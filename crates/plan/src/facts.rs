//! What a case may state: the types and bounds of facts, by id. Part of the meaning.

use ecow::EcoString;
use serde::{Deserialize, Serialize};
use whereas_value::Phrase;
use whereas_value::case::{Basis, Given, Partial};
use whereas_value::id::{
    ActorId, ChoiceId, ClauseId, FactId, FactorId, GroundId, IndexVec, JudgementId, LedgerId,
    ProtectedId, RecordId,
};
use whereas_value::interval::Interval;
use whereas_value::number::Number;
use whereas_value::types::Type;
use whereas_value::{Case, Stated};

use crate::program::Dimension;

/// The types of everything a case may state.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Facts {
    /// Of each choice, how many values it has.
    pub choices: IndexVec<ChoiceId, u32>,
    /// Of each record, the types of its fields.
    pub records: IndexVec<RecordId, Vec<Type>>,
    /// Which record a period is: its two days are its first and its last.
    pub period: Option<RecordId>,
    /// The facts.
    pub facts: IndexVec<FactId, FactType>,
    /// The judgements.
    pub judgements: IndexVec<JudgementId, JudgementType>,
    /// The factors.
    pub factors: IndexVec<FactorId, FactorType>,
    /// Of each ledger, whether a finding may weigh further factors.
    pub open_ledgers: IndexVec<LedgerId, bool>,
    /// Of each protected characteristic, the words that name it in a finding.
    pub protected: IndexVec<ProtectedId, Vec<Phrase>>,
    /// Whether the policy declares grounds: a finding must then rest on something.
    pub has_grounds: bool,
    /// The lists, and kinds of events, that are gone through within one another, in order and each once: a case may not
    /// state too many elements of them. They are the frames of the programs that have more than one dimension.
    pub nested: Vec<Vec<Dimension>>,
}

/// In how many ways the elements of lists within lists may be taken together.
pub const MAX_COMBINATIONS: u32 = 1_000_000;

impl Facts {
    /// The lists within lists of which a case states so many elements that there are more than [`MAX_COMBINATIONS`].
    #[must_use]
    pub fn too_many(&self, case: &Case) -> Option<&[Dimension]> {
        let length = |dimension: &Dimension| match dimension {
            Dimension::List(list) => match case.facts.get(*list) {
                Some(Stated::Given(Given {
                    value: Some(Partial::List { elements, .. }), ..
                })) => {
                    // One more for the others.
                    elements.len().saturating_add(1)
                }
                Some(Stated::Given(_) | Stated::LeftOut | Stated::Asked) | None => 1,
            },
            Dimension::Events(kind) => {
                case.events.iter().filter(|event| event.kind == *kind).count()
            }
        };
        let ways = |nested: &[Dimension]| nested.iter().map(length).fold(1, usize::saturating_mul);
        self.nested
            .iter()
            .map(Vec::as_slice)
            .find(|nested| ways(nested) > MAX_COMBINATIONS as usize)
    }
}

impl Facts {
    /// The ledgers that a judgement weighs, each once, in the order in which its clauses name them.
    #[must_use]
    pub fn ledgers_of(&self, judgement: JudgementId) -> Vec<LedgerId> {
        let mut all = Vec::new();
        for (ledger, _) in self.judgements.get(judgement).into_iter().flat_map(|it| &it.ledgers) {
            if !all.contains(ledger) {
                all.push(*ledger);
            }
        }
        all
    }
}

/// The type of a fact.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FactType {
    /// Its type.
    pub ty: Type,
    /// The least value, as a number or a day number.
    pub least: Option<Number>,
    /// The greatest.
    pub most: Option<Number>,
    /// `presumed V`.
    pub presumed: Option<Constant>,
}

impl FactType {
    /// The bounds as an interval; `None` where the lower one is above the upper.
    #[must_use]
    pub fn bounds(&self) -> Option<Interval> {
        Interval::new(self.least.clone(), self.most.clone())
    }
}

/// A single value, by type.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Constant {
    /// Of a yes/no.
    Truth(bool),
    /// Of a choice: the place of the value.
    Choice(u32),
    /// Of a number, an amount, a length of time, or a date as its day number.
    Number(Number),
    /// Of a text.
    Text(EcoString),
}

/// The type of a judgement.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct JudgementType {
    /// Its type: yes/no, a choice, or a numeric type.
    pub ty: Type,
    /// The clause it belongs to.
    pub clause: ClauseId,
    /// Who may find it, each by the clause that says so.
    pub makers: Vec<(ActorId, ClauseId)>,
    /// The ledgers it weighs, each by the clause that says so.
    pub ledgers: Vec<(LedgerId, ClauseId)>,
    /// What its findings may not rest on or name.
    pub bars: Vec<Bar>,
    /// Whether it is *no* until a sound finding shows it: who bears the burden, and by which clause.
    pub burden: Option<(ActorId, ClauseId)>,
}

/// A factor.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FactorType {
    /// The clause it belongs to.
    pub clause: ClauseId,
    /// The ledgers it stands in.
    pub ledgers: Vec<LedgerId>,
    /// `found by A or B`: one of them must find it. Nobody: `when C`.
    pub found_by: Vec<ActorId>,
}

/// `may not rest only on`, `may not rest on`, `never consider`, of one judgement or of a decision that reads it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Bar {
    /// The clause that says it.
    pub clause: ClauseId,
    /// Which bar it is.
    pub kind: BarKind,
    /// What is barred.
    pub barred: Vec<Barred>,
    /// The words that name what may never count, and what they name.
    pub phrases: Vec<(Basis, Vec<Phrase>)>,
}

/// Which bar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BarKind {
    /// `may not rest only on`
    RestOnlyOn,
    /// `may not rest on`
    RestOn,
    /// `never consider`
    NeverConsider,
}

/// What may not count.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Barred {
    /// A protected characteristic.
    Protected(ProtectedId),
    /// A ground.
    Ground(GroundId),
    /// A fact.
    Fact(FactId),
    /// A field of a record, or one that holds what is barred: the fact and the field's place.
    Field(FactId, u32),
    /// A factor.
    Factor(FactorId),
}
