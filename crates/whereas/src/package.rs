//! A package that decides cases.

use whereas_cases::{Format, Vocabulary};
use whereas_diagnostics::Diagnostic;
use whereas_driver::Manifest;
use whereas_eval::Session;
use whereas_plan::Plan;
use whereas_source::FileId;
use whereas_value::{Case, Date};

use crate::outcome::{self, Engine, Hashes, Outcome, SCHEMA_VERSION};

/// The policies of a package, compiled, each with its hashes.
#[derive(Clone, Debug)]
pub struct Package {
    manifest: Manifest,
    policies: Vec<Policy>,
}

#[derive(Clone, Debug)]
struct Policy {
    plan: Plan,
    meaning: String,
    book: String,
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
    /// The plans, in the order of the package.
    pub fn plans(&self) -> impl Iterator<Item = &Plan> {
        self.policies.iter().map(|policy| &policy.plan)
    }

    /// Leaves only the policy of this name; whether there is one.
    pub fn only_policy(&mut self, name: &str) -> bool {
        self.policies.retain(|policy| policy.plan.book.policy.name == name);
        !self.policies.is_empty()
    }

    /// The cases of a file, one for each policy.
    pub fn read_case(
        &self,
        text: &str,
        file: FileId,
        format: Format,
        as_of: Option<Date>,
    ) -> Result<Vec<Case>, Vec<Diagnostic>> {
        let vocabularies: Vec<Vocabulary<'_>> =
            self.policies.iter().map(|policy| vocabulary(&policy.plan)).collect();
        whereas_cases::read(text, file, format, as_of, &vocabularies)
    }

    /// What the policies say of the case of a file; or everything that is wrong with the file.
    pub fn decide(
        &self,
        text: &str,
        file: FileId,
        format: Format,
        as_of: Option<Date>,
    ) -> Result<Outcome, Vec<Diagnostic>> {
        self.read_case(text, file, format, as_of).map(|cases| self.outcome(&cases))
    }

    /// What the policies say of their cases.
    #[must_use]
    pub fn outcome(&self, cases: &[Case]) -> Outcome {
        let mut policies: Vec<_> = self
            .policies
            .iter()
            .zip(cases)
            .map(|(policy, case)| {
                let answers = whereas_eval::answers(&mut Session::new(&policy.plan), case);
                let hash = whereas_cases::hash(case, vocabulary(&policy.plan));
                let hashes = Hashes { plan: &policy.meaning, book: &policy.book, case: &hash };
                outcome::of(&policy.plan, hashes, &answers)
            })
            .collect();
        let in_force: Vec<String> = policies
            .iter()
            .filter(|policy| policy.force.iter().any(|force| force.status == "in_force"))
            .map(|policy| policy.policy.name.clone())
            .collect();
        for policy in &mut policies {
            let over = |name: &&String| self.manifest.controls(name, &policy.policy.name);
            policy.controlled_by = in_force.iter().filter(over).cloned().collect();
        }
        Outcome {
            schema_version: SCHEMA_VERSION,
            engine: Engine::this(),
            as_of: cases.first().map_or(Date::MIN, |case| case.as_of),
            policies,
        }
    }
}

fn vocabulary(plan: &Plan) -> Vocabulary<'_> {
    Vocabulary { facts: &plan.meaning.facts, book: &plan.book }
}
