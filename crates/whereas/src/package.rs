//! A package that decides cases.

use whereas_cases::{Format, Vocabulary};
use whereas_diagnostics::Diagnostic;
use whereas_driver::{Files, Manifest};
use whereas_eval::Session;
use whereas_plan::Plan;
use whereas_source::{FileId, Sources};
use whereas_value::{Case, Date};

use crate::decided::Decided;
use crate::faults::Faults;

/// The policies of a package, compiled, each with its hashes.
#[derive(Clone, Debug)]
pub struct Package {
    manifest: Manifest,
    policies: Vec<Policy>,
}

/// A plan and its hashes.
#[derive(Clone, Debug)]
pub(crate) struct Policy {
    pub plan: Plan,
    pub meaning: String,
    pub book: String,
}

impl From<whereas_driver::Package> for Package {
    fn from(package: whereas_driver::Package) -> Self {
        let policies = package
            .plans
            .into_iter()
            .map(|plan| Policy {
                meaning: plan.meaning.hash().to_string(),
                book: plan.book.hash().to_string(),
                plan,
            })
            .collect();
        Self { manifest: package.manifest, policies }
    }
}

impl Package {
    /// Compiles the files of a package: paths inside of it, and texts. Anything that is an error keeps it from
    /// being one.
    pub fn load(files: &Files) -> Result<Self, Faults> {
        let compilation = whereas_driver::compile(files, whereas_driver::Asked::default());
        match compilation.package() {
            Some(package) => Ok(Self::from(package)),
            None => Err(Faults::new(compilation.sources, compilation.diagnostics)),
        }
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
        self.decide(text, file, format, as_of).map_err(|found| Faults::new(sources, found))
    }

    /// The plans, in the order of the package.
    pub fn plans(&self) -> impl Iterator<Item = &Plan> {
        self.policies.iter().map(|policy| &policy.plan)
    }

    /// What a case may state under each of the policies.
    #[must_use]
    pub fn vocabularies(&self) -> Vec<Vocabulary<'_>> {
        self.plans().map(vocabulary).collect()
    }

    /// Leaves only the policy of this name; whether there is one.
    pub fn only_policy(&mut self, name: &str) -> bool {
        self.policies.retain(|policy| policy.plan.book.policy.name == name);
        !self.policies.is_empty()
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
        let cases = whereas_cases::read(text, file, format, as_of, &self.vocabularies())?;
        Ok(self.decide_cases(cases))
    }

    /// What the policies say of a case, given as each of them reads it.
    #[must_use]
    pub fn decide_cases(&self, cases: Vec<Case>) -> Decided<'_> {
        let answers = self
            .policies
            .iter()
            .zip(&cases)
            .map(|(policy, case)| whereas_eval::answers(&mut Session::new(&policy.plan), case))
            .collect();
        Decided::new(&self.manifest, &self.policies, cases, answers)
    }
}

pub(crate) fn vocabulary(plan: &Plan) -> Vocabulary<'_> {
    Vocabulary { facts: &plan.meaning.facts, book: &plan.book }
}
