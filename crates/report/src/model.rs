//! What a page says, before it has a form. Texts hold the marks of readings, which each form shows in its own way.

use whereas_check::Checked;
use whereas_driver::{Compilation, Policy};
use whereas_hir::Hir;
use whereas_hir::clause::Direction;
use whereas_hir::vocabulary::Fidelity;
use whereas_readings::{Missing, Reader};

use crate::phrases::Phrases;
use crate::{clauses, parts};

/// A page.
pub(crate) struct Report {
    /// The policy's first language: that of what has no translation.
    pub first: String,
    /// What is never translated, where the page is in another language.
    pub untranslated: Option<String>,
    pub title: String,
    pub name: String,
    pub authority: Option<String>,
    pub issued: Option<String>,
    pub edition: Option<u32>,
    pub plan: String,
    pub sources: Vec<Source>,
    /// Each statement of force with the clause that says it.
    pub force: Vec<(String, String)>,
    pub missing: Vec<Missing>,
    pub labels: usize,
    pub clauses: Vec<Clause>,
    pub facts: Vec<Fact>,
    pub judgements: Vec<Judgement>,
    /// Each with the clause that says it.
    pub never: Vec<(String, String)>,
    pub questions: Vec<Question>,
    pub duties: Vec<ByActor>,
    pub permissions: Vec<ByActor>,
    pub unencoded: Vec<(Passage, bool)>,
    /// Each with its clause.
    pub notices: Vec<(String, String)>,
    pub contest: Option<String>,
}

pub(crate) struct Source {
    pub title: String,
    pub dated: Option<String>,
    /// Only an address on the web.
    pub address: Option<String>,
    pub fidelity: &'static str,
}

pub(crate) struct Passage {
    pub source: String,
    pub id: String,
    pub heading: String,
    pub text: String,
    pub unverified: bool,
}

pub(crate) struct Clause {
    pub id: String,
    pub title: String,
    pub passages: Vec<Passage>,
    pub reading: Vec<String>,
    pub written: String,
    pub over: Vec<String>,
    pub under: Vec<String>,
    pub off: Vec<String>,
    pub off_by: Vec<String>,
    pub examples: Vec<Example>,
    /// The code and the reason.
    pub accepted: Vec<(String, String)>,
}

pub(crate) struct Example {
    pub title: String,
    pub came: bool,
    /// Lines in the language of the page, indented by what they belong to.
    pub outcome: Vec<String>,
}

pub(crate) struct Fact {
    pub label: String,
    pub kind: String,
    pub ask: Option<String>,
    pub held: Option<String>,
    pub presumed: Option<String>,
}

pub(crate) struct Judgement {
    pub label: String,
    pub clause: String,
    pub makers: Option<String>,
    pub burden: Option<String>,
    pub ledgers: Vec<Ledger>,
}

pub(crate) struct Ledger {
    pub label: String,
    pub toward: String,
    pub away: String,
    pub open: bool,
    pub factors: Vec<(String, Direction)>,
}

pub(crate) struct Question {
    pub asked: String,
    pub clause: String,
    pub readings: Vec<String>,
}

pub(crate) struct ByActor {
    pub actor: String,
    /// Each in sentences, with its clause.
    pub all: Vec<(String, String)>,
}

/// What the parts of a page are made from.
#[derive(Clone, Copy)]
pub(crate) struct From<'a> {
    pub compilation: &'a Compilation,
    pub policy: &'a Policy,
    pub checked: &'a Checked,
    pub reader: Reader<'a>,
    pub phrases: &'a Phrases,
}

impl<'a> From<'a> {
    pub(crate) fn hir(self) -> &'a Hir {
        self.checked.hir()
    }

    /// The id of a clause.
    pub(crate) fn clause(self, id: whereas_value::id::ClauseId) -> String {
        self.hir().clauses.get(id).map_or_else(String::new, |clause| clause.id.to_string())
    }
}

impl Report {
    pub(crate) fn of(
        compilation: &Compilation,
        policy: &Policy,
        phrases: &Phrases,
    ) -> Option<Self> {
        let compiled = policy.compiled.as_ref()?;
        let checked = &compiled.checked;
        let reader = Reader::new(checked, phrases.code)?;
        let from = From { compilation, policy, checked, reader, phrases };
        let hir = checked.hir();
        let main = hir.policies.get(Hir::MAIN)?;
        let (missing, labels) = whereas_readings::missing(checked, phrases.code);
        Some(Self {
            first: reader.first().to_owned(),
            untranslated: (reader.first() != phrases.code).then(|| {
                let [before, after] = phrases.untranslated;
                format!("{before}{}{after}", reader.first())
            }),
            title: reader.heading(&main.title),
            name: main.name.to_string(),
            authority: main.authority.as_ref().map(|it| reader.heading(it)),
            issued: main.issued.map(|day| reader.date(day)),
            edition: main.edition,
            plan: compiled.plan.meaning.hash().to_string(),
            sources: hir.sources.iter().map(|it| source(from, it)).collect(),
            force: reader.force().into_iter().map(|(id, it)| (from.clause(id), it)).collect(),
            missing,
            labels,
            clauses: clauses::all(from, &compiled.plan),
            facts: parts::facts(from),
            judgements: parts::judgements(from),
            never: parts::never(from),
            questions: parts::questions(from),
            duties: parts::duties(from),
            permissions: parts::permissions(from),
            unencoded: clauses::unencoded(from),
            notices: parts::notices(from),
            contest: main.contest.as_ref().map(|it| reader.heading(it)),
        })
    }
}

fn source(from: From<'_>, source: &whereas_hir::vocabulary::Source) -> Source {
    let [official, translated, restated, unsaid] = from.phrases.fidelity;
    // An address that is none of the web is not made a link of: a browser may take it for something to run.
    let web = |it: &&ecow::EcoString| it.starts_with("https://") || it.starts_with("http://");
    Source {
        title: from.reader.heading(&source.title),
        dated: source.dated.map(|day| from.reader.date(day)),
        address: source.address.as_ref().filter(web).map(ToString::to_string),
        fidelity: match source.fidelity {
            Some(Fidelity::Official) => official,
            Some(Fidelity::Translated) => translated,
            Some(Fidelity::Restated) => restated,
            None => unsaid,
        },
    }
}
