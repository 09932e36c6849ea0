//! What is told with everything that is said of a policy, where no case is answered: by which plan, what the policy wants
//! said, and how to contest.

use std::fmt::Write as _;

use serde::Serialize;

use crate::outcome::{self, Engine, Named, Notice};
use crate::package::Package;

/// What one policy wants told with whatever is said of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Standing {
    /// The policy: its name and title.
    pub policy: Named,
    /// The hash of what the policy means.
    pub plan: String,
    /// The hash of its words.
    pub book: String,
    /// What the policy wants said with every answer.
    pub notices: Vec<Notice>,
    /// How to contest; nothing where the policy does not say.
    pub contest: Option<String>,
}

impl Package {
    /// What each policy wants told with whatever is said of it, in the order of the package.
    #[must_use]
    pub fn standings(&self) -> Vec<Standing> {
        let of = |policy: &whereas_plan::file::Hashed| {
            let book = &policy.plan.book;
            Standing {
                policy: outcome::named(&book.policy.name, &book.policy.title),
                plan: policy.meaning.clone(),
                book: policy.book.clone(),
                notices: outcome::notices(book),
                contest: outcome::contest(book),
            }
        };
        self.policies.iter().map(of).collect()
    }
}

impl Standing {
    /// In plain words: the title, and below it the rest.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}\n{}", self.policy.label, self.closing())
    }

    /// The same without the title.
    #[must_use]
    pub fn closing(&self) -> String {
        closing(&self.notices, self.contest.as_deref(), &self.plan)
    }
}

/// The notices, how to contest, and by which plan and engine.
pub(crate) fn closing(notices: &[Notice], contest: Option<&str>, plan: &str) -> String {
    let mut out = outcome::said_with(notices, contest).concat();
    let plan = plan.get(..12).unwrap_or(plan);
    let _ = writeln!(out, "Stands on: plan {plan} · engine {}", Engine::this().version);
    out
}
