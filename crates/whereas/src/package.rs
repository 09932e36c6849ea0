//! A package that decides cases.

use std::collections::BTreeMap;

use ecow::EcoString;
use whereas_cases::{Format, Vocabulary};
use whereas_diagnostics::Diagnostic;
use whereas_driver::Files;
use whereas_eval::{Session, limits};
use whereas_plan::Plan;
use whereas_plan::across::across;
use whereas_plan::file::{self, Hashed};
use whereas_source::{FileId, Sources};
use whereas_value::{Answers, Case, Date};

use crate::decided::Decided;
use crate::faults::{Faults, Part};
use crate::loaded::Loaded;
use crate::plan_file;

/// The policies of a package, compiled, each with its hashes.
#[derive(Clone, Debug)]
pub struct Package {
    /// Of two policies in force together: the one that controls, and the one that stands back.
    controls: Vec<(EcoString, EcoString)>,
    /// The policies of which each stands for its own scope.
    apart: Vec<Vec<EcoString>>,
    pub(crate) policies: Vec<Hashed>,
    /// The policies that were left out by [`Self::only_policy`]: their facts may still be stated, and how they stand to
    /// what is told is told.
    pub(crate) silent: Vec<Hashed>,
}

/// A policy and its hashes: with the engine's version and the hash of a case, what an answer stands on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Identity<'p> {
    /// The name of the policy.
    pub policy: &'p str,
    /// The hash of what the plan means.
    pub plan: &'p str,
    /// The hash of its words.
    pub book: &'p str,
}

impl From<whereas_driver::Package> for Package {
    fn from(package: whereas_driver::Package) -> Self {
        let controls = package.manifest.relations.iter();
        let controls = controls
            .map(|it| (it.policy.name.as_str().into(), it.controls_over.name.as_str().into()))
            .collect();
        let names = |group: &Vec<whereas_driver::Said>| {
            group.iter().map(|said| said.name.as_str().into()).collect()
        };
        let apart = package.manifest.apart.iter().map(names).collect();
        let hashes = across(&package.plans, |it| [it.meaning.hash(), it.book.hash()]);
        let policies = package.plans.into_iter().zip(hashes).map(|(plan, [meaning, book])| {
            Hashed { meaning: meaning.to_string(), book: book.to_string(), plan }
        });
        let policies = policies.collect();
        Self { controls, apart, policies, silent: Vec::new() }
    }
}

impl Package {
    /// Compiles the files of a package: paths inside of it, and texts. Anything that is an error keeps it from
    /// being one; [`Loaded`] tells warnings too.
    ///
    /// ```
    /// use whereas::{Files, Package};
    ///
    /// let files = Files::from([("rules.policy".to_owned(), "policy rules\n  titel \"Rules\"\n".to_owned())]);
    /// let faults = Package::load(&files).unwrap_err();
    /// assert!(faults.to_string().starts_with("rules.policy:2:3: error["));
    /// ```
    pub fn load(files: &Files) -> Result<Self, Faults> {
        Loaded::from_files(files).map(|loaded| loaded.package)
    }

    /// Reads what [`Self::to_plan`] wrote: a package without its sources, which answers as they do. The name is shown
    /// where something is wrong with the bytes.
    pub fn from_plan(name: &str, bytes: &[u8]) -> Result<Self, Faults> {
        match file::read(bytes) {
            Ok(file::Compiled { controls, apart, plans }) => {
                Ok(Self { controls, apart, policies: plans, silent: Vec::new() })
            }
            Err(refused) => Err(plan_file::faults(name, &refused)),
        }
    }

    /// The package as the bytes of a plan file: the same for the same sources, whatever the machine.
    pub fn to_plan(&self) -> Result<Vec<u8>, Faults> {
        let compiled = file::Compiled {
            controls: self.controls.clone(),
            apart: self.apart.clone(),
            plans: self.policies.clone(),
        };
        file::write(&compiled).map_err(|refused| plan_file::faults("the plan", &refused))
    }

    /// What the policies say of a case, in the format that the end of its name says. A day given apart from the
    /// text stands for its `as_of`.
    pub fn decide_text(
        &self,
        name: &str,
        text: &str,
        as_of: Option<Date>,
    ) -> Result<Decided<'_>, Faults> {
        let mut sources = Sources::new();
        let file = sources.add(name, text);
        let format = Format::of_name(name).unwrap_or_else(|| Format::of_text(text));
        self.decide(text, file, format, as_of)
            .map_err(|found| Faults::new(Part::Case, sources, found))
    }

    /// The plans, in the order of the package.
    pub fn plans(&self) -> impl Iterator<Item = &Plan> {
        self.policies.iter().map(|policy| &policy.plan)
    }

    /// The policies, each with the hashes by which its answers are known.
    pub fn identities(&self) -> impl Iterator<Item = Identity<'_>> {
        self.policies.iter().map(|policy| Identity {
            policy: &policy.plan.book.policy.name,
            plan: &policy.meaning,
            book: &policy.book,
        })
    }

    /// What a case may state under each of the policies.
    #[must_use]
    pub fn vocabularies(&self) -> Vec<Vocabulary<'_>> {
        self.plans().map(vocabulary).collect()
    }

    /// The titles of all its policies by name, those among them that do not answer.
    pub(crate) fn titles(&self) -> BTreeMap<String, String> {
        let all = self.policies.iter().chain(&self.silent).map(|it| &it.plan.book.policy);
        all.map(|it| (it.name.to_string(), it.title.plain.to_string())).collect()
    }

    /// Whether one policy is said to control over another.
    pub(crate) fn controls(&self, policy: &str, over: &str) -> bool {
        self.controls.iter().any(|(one, other)| one == policy && other == over)
    }

    /// Whether two policies are said to stand each for its own scope.
    pub(crate) fn are_apart(&self, policy: &str, other: &str) -> bool {
        let both = |group: &Vec<EcoString>| {
            group.iter().any(|it| it == policy) && group.iter().any(|it| it == other)
        };
        policy != other && self.apart.iter().any(both)
    }

    /// Leaves only the policy of this name to answer; whether there is one. Where there is none, nothing changes. A case
    /// that was written for the whole package stays a case of it.
    #[must_use = "where it is false, all policies still answer"]
    pub fn only_policy(&mut self, name: &str) -> bool {
        let is = |it: &Hashed| it.plan.book.policy.name == name;
        if !self.policies.iter().any(is) {
            return false;
        }
        let all = std::mem::take(&mut self.policies);
        let (kept, silent) = all.into_iter().partition(is);
        self.policies = kept;
        self.silent.extend::<Vec<_>>(silent);
        true
    }

    /// Tells answers in this language, where the labels of a policy have words in it and a grammar speaks it; whether one has.
    /// What lacks words in it keeps those of the policy's first language, and says so behind them.
    #[must_use = "where it is false, nothing changes"]
    pub fn tell_in(&mut self, language: &str) -> bool {
        // Labels of which nothing is said are in English.
        let has = |it: &Hashed| {
            let known = &it.plan.book.languages;
            known.iter().any(|it| it == language) || known.is_empty() && language == "en"
        };
        let spoken = whereas_words::grammar::named(language).is_some();
        if !spoken || !self.policies.iter().any(has) {
            return false;
        }
        for policy in self.policies.iter_mut().chain(&mut self.silent).filter(|it| has(it)) {
            policy.plan.book = policy.plan.book.in_language(language);
        }
        true
    }

    /// The languages in which answers can be told, in order.
    #[must_use]
    pub fn languages(&self) -> Vec<&str> {
        let spoken = whereas_words::grammar::languages();
        let all = self.policies.iter().flat_map(|it| &it.plan.book.languages);
        let mut all: Vec<&str> =
            all.map(EcoString::as_str).filter(|it| spoken.contains(it)).collect();
        all.push("en");
        all.sort_unstable();
        all.dedup();
        all
    }

    /// What the policies say of the case of a file; or everything that is wrong with the file. A day given apart
    /// from the file stands for its `as_of`.
    pub fn decide(
        &self,
        text: &str,
        file: FileId,
        format: Format,
        as_of: Option<Date>,
    ) -> Result<Decided<'_>, Vec<Diagnostic>> {
        self.decide_cases(self.cases(text, file, format, as_of)?, file)
    }

    /// The case of a file as each policy reads it; or everything that is wrong with the file.
    pub(crate) fn cases(
        &self,
        text: &str,
        file: FileId,
        format: Format,
        as_of: Option<Date>,
    ) -> Result<Vec<Case>, Vec<Diagnostic>> {
        let mut policies = self.vocabularies();
        policies.extend(self.silent.iter().map(|policy| vocabulary(&policy.plan)));
        let cases = whereas_cases::read(text, file, format, as_of, &policies)?;
        let all = self.policies.iter().chain(&self.silent).zip(&cases);
        match all.map(|(policy, case)| limits::past(&policy.plan, case)).find_map(|past| past) {
            Some(past) => Err(vec![crate::faults::too_much(file, past)]),
            None => Ok(cases),
        }
    }

    /// What the policies say of a case, given as each of them reads it; an error where that is too much to tell.
    pub(crate) fn decide_cases(
        &self,
        cases: Vec<Case>,
        file: FileId,
    ) -> Result<Decided<'_>, Vec<Diagnostic>> {
        let each = self.policies.iter().chain(&self.silent).zip(&cases);
        let each: Vec<(&Hashed, &Case)> = each.collect();
        let answers = across(&each, |(policy, case)| {
            whereas_eval::answers(&mut Session::new(&policy.plan), case)
        });
        self.decided(cases, answers, file)
    }

    /// Sessions over all policies, to decide one case after another with.
    pub(crate) fn sessions(&self) -> Vec<Session<'_>> {
        let all = self.policies.iter().chain(&self.silent);
        all.map(|policy| Session::new(&policy.plan)).collect()
    }

    /// The same as [`Self::decide_cases`], with sessions of this package.
    pub(crate) fn decide_in<'p>(
        &'p self,
        sessions: &mut [Session<'p>],
        cases: Vec<Case>,
        file: FileId,
    ) -> Result<Decided<'p>, Vec<Diagnostic>> {
        let answers = sessions
            .iter_mut()
            .zip(&cases)
            .map(|(session, case)| whereas_eval::answers(session, case))
            .collect();
        self.decided(cases, answers, file)
    }

    /// The answers, unless they are too much to tell.
    fn decided(
        &self,
        cases: Vec<Case>,
        answers: Vec<Answers>,
        file: FileId,
    ) -> Result<Decided<'_>, Vec<Diagnostic>> {
        let decided = Decided::new(self, cases, answers);
        let past = decided.answers().find_map(limits::past_telling);
        match past {
            Some(past) => Err(vec![crate::faults::too_much(file, past)]),
            None => Ok(decided),
        }
    }
}

pub(crate) fn vocabulary(plan: &Plan) -> Vocabulary<'_> {
    Vocabulary { facts: &plan.meaning.facts, book: &plan.book }
}
