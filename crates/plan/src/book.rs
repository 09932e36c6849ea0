//! The book: names, labels, questions, citations, notices. What an outcome is worded with, without the compiler.

use std::collections::{BTreeMap, BTreeSet};

use ecow::EcoString;
use serde::{Deserialize, Serialize};
use whereas_value::Leaf;
use whereas_value::date::Date;
use whereas_value::id::{
    ActorId, ChoiceId, ClauseId, DecisionId, DutyId, EventKindId, FactId, FactorId, GroundId,
    GuaranteeId, IndexVec, JudgementId, LedgerId, PermissionId, ProtectedId, QuestionId, RecordId,
    RuleId, SourceId, UnitId,
};
use whereas_value::label::Label;
use whereas_value::types::Type;

/// The words of a plan.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Book {
    /// The languages of its labels; the first is that of the plain phrases.
    pub languages: Vec<EcoString>,
    /// The policy.
    pub policy: PolicyWords,
    /// `notice`, each with its clause, of the whole policy.
    pub notices: Vec<(ClauseId, Label)>,
    /// The sources.
    pub sources: IndexVec<SourceId, SourceWords>,
    /// The clauses.
    pub clauses: IndexVec<ClauseId, ClauseWords>,
    /// The choices.
    pub choices: IndexVec<ChoiceId, ChoiceWords>,
    /// The records.
    pub records: IndexVec<RecordId, RecordWords>,
    /// The actors.
    pub actors: IndexVec<ActorId, NamedWords>,
    /// The grounds.
    pub grounds: IndexVec<GroundId, NamedWords>,
    /// The kinds of event.
    pub events: IndexVec<EventKindId, NamedWords>,
    /// The protected characteristics.
    pub protected: IndexVec<ProtectedId, NamedWords>,
    /// The units of the policy's own: the words after a number.
    pub units: IndexVec<UnitId, NamedWords>,
    /// The facts.
    pub facts: IndexVec<FactId, FactWords>,
    /// The decisions.
    pub decisions: IndexVec<DecisionId, NamedWords>,
    /// Of each decision the type of its values, by which they are worded: a choice and its values, an amount and
    /// its currency, a date. Of a set, [`Type::Set`].
    pub decision_types: IndexVec<DecisionId, Type>,
    /// The decisions that are totals: their rules add.
    pub totals: BTreeSet<DecisionId>,
    /// The ledgers.
    pub ledgers: IndexVec<LedgerId, LedgerWords>,
    /// The judgements.
    pub judgements: IndexVec<JudgementId, NamedWords>,
    /// The judgements that no decision reads: somebody makes them all the same, and so they are always told of.
    pub undecisive: BTreeSet<JudgementId>,
    /// The factors.
    pub factors: IndexVec<FactorId, FactorWords>,
    /// The open questions.
    pub questions: IndexVec<QuestionId, QuestionWords>,
    /// The duties.
    pub duties: IndexVec<DutyId, DutyWords>,
    /// The permissions.
    pub permissions: IndexVec<PermissionId, PermissionWords>,
    /// The guarantees.
    pub guarantees: IndexVec<GuaranteeId, GuaranteeWords>,
    /// By what a policy or clause is suspended, by the number the plan refers to.
    pub suspensions: Vec<Label>,
    /// The names of the policies that replace others, by the number the plan refers to.
    pub replacements: Vec<EcoString>,
    /// The rules that are rows of tables, by their ids: `7(1).row1`.
    pub rows: BTreeMap<RuleId, EcoString>,
    /// The conditions of rules, exceptions, prerequisites and factors, in words: by the number the plan refers to.
    pub conditions: Vec<ConditionWords>,
    /// The values that are worked out, in words: by the number the plan refers to.
    pub figures: Vec<FigureWords>,
}

/// A value that is worked out, or one of what it is worked out from, in words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FigureWords {
    /// The number of the expression it comes from.
    pub expr: u32,
    /// Its type, by which its values are worded.
    pub ty: Type,
    /// The fact that it is, or of which it is a field.
    pub fact: Option<FactId>,
    /// By language: what it is called. See [`FIGURE_START`].
    pub words: BTreeMap<EcoString, EcoString>,
}

/// A condition that is not made of others, in words.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct ConditionWords {
    /// The number of the expression it comes from.
    pub expr: u32,
    /// By language: how it reads where it holds, and where it does not.
    pub words: BTreeMap<EcoString, BothWays>,
    /// The facts, judgements and questions it speaks of directly.
    pub leaves: Vec<Leaf>,
}

/// In the words of a condition, a label begins. The marks are characters that no label has: what is stated of a fact is
/// put behind the label of that fact and of no other, however alike they sound.
pub const LABEL_START: char = '\u{FDD0}';
/// In the words of a condition, a label ends.
pub const LABEL_END: char = '\u{FDD2}';
/// In the words of a condition, the values of a parameter begin: each as the number of its first day, a colon, and the
/// value in words. Which of them is told is that of the day whose law applies.
pub const VALUES_START: char = '\u{FDD3}';
/// In the words of a condition, a further value of a parameter begins.
pub const VALUES_NEXT: char = '\u{FDD4}';
/// In the words of a condition, the values of a parameter end.
pub const VALUES_END: char = '\u{FDD5}';

/// Behind what a value is called that is worked out, the number of its expression begins: there the value is put.
pub const FIGURE_START: char = '\u{FDD6}';
/// It ends.
pub const FIGURE_END: char = '\u{FDD7}';

/// A phrase and its negation. Their labels stand between [`LABEL_START`] and [`LABEL_END`], the values of a parameter
/// that changes between [`VALUES_START`] and [`VALUES_END`].
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct BothWays {
    /// Where it holds.
    pub yes: EcoString,
    /// Where it does not.
    pub no: EcoString,
}

/// A policy in words.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct PolicyWords {
    /// Its name.
    pub name: EcoString,
    /// Its title.
    pub title: Label,
    /// Its authority.
    pub authority: Option<Label>,
    /// The day it was issued.
    pub issued: Option<Date>,
    /// How to contest.
    pub contest: Option<Label>,
}

/// A source in words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SourceWords {
    /// Its name.
    pub name: EcoString,
    /// Its title.
    pub title: Label,
    /// `official`, `translated`, `restated`, or nothing.
    pub fidelity: Option<EcoString>,
    /// Its passages by id.
    pub passages: BTreeMap<EcoString, PassageWords>,
}

/// A passage.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PassageWords {
    /// Its heading.
    pub title: EcoString,
    /// Its text.
    pub text: EcoString,
    /// Marked as not verified against the official text.
    pub unverified: bool,
}

/// A clause in words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ClauseWords {
    /// Its id, as lawyers write it.
    pub id: EcoString,
    /// Its title.
    pub title: Label,
    /// The passages it cites.
    pub cites: Vec<(SourceId, EcoString)>,
    /// Why it has no operative content, if it has none.
    pub commentary: Option<EcoString>,
    /// The clause in plain words, by language.
    pub readings: BTreeMap<EcoString, EcoString>,
}

/// A name and its label.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NamedWords {
    /// The name that policies and cases use.
    pub name: EcoString,
    /// The label.
    pub label: Label,
}

/// A choice in words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ChoiceWords {
    /// Its name.
    pub name: EcoString,
    /// Its values.
    pub values: Vec<NamedWords>,
}

/// A record in words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RecordWords {
    /// Its name.
    pub name: EcoString,
    /// Its fields.
    pub fields: Vec<NamedWords>,
}

/// A fact in words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FactWords {
    /// Its name.
    pub name: EcoString,
    /// Its label.
    pub label: Label,
    /// The question that asks for it.
    pub ask: Option<Label>,
    /// Where it is held.
    pub held_in: Option<Label>,
}

/// A ledger in words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LedgerWords {
    /// Its name.
    pub name: EcoString,
    /// Its label.
    pub label: Label,
    /// What `toward` speaks for.
    pub toward: Label,
    /// What `away` speaks for.
    pub away: Label,
}

/// A factor in words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FactorWords {
    /// Its name.
    pub name: EcoString,
    /// Its label.
    pub label: Label,
    /// In each of its ledgers, which way it speaks: `toward`, `away`, `either way`.
    pub directions: Vec<(LedgerId, EcoString)>,
}

/// An open question in words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct QuestionWords {
    /// Its name.
    pub name: EcoString,
    /// Its label.
    pub label: Label,
    /// The clause that asks it.
    pub clause: ClauseId,
    /// Its readings.
    pub readings: Vec<NamedWords>,
}

/// A duty in words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DutyWords {
    /// Its name.
    pub name: EcoString,
    /// Its label.
    pub label: Label,
    /// `must`, `should`, `must not`.
    pub modality: EcoString,
    /// Who owes it.
    pub owed_by: Vec<ActorId>,
    /// Whether they owe it jointly.
    pub jointly: bool,
    /// To whom.
    pub to: Option<ActorId>,
    /// `upon breach "…"`.
    pub upon_breach: Option<Label>,
}

/// A guarantee in words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct GuaranteeWords {
    /// The clause that gives it.
    pub clause: ClauseId,
    /// Its label.
    pub label: Label,
}

/// A permission in words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PermissionWords {
    /// Its name.
    pub name: EcoString,
    /// Its label.
    pub label: Label,
    /// Who holds it.
    pub held_by: Vec<ActorId>,
}
