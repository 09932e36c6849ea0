//! What is told with everything that is said of a policy, where no case is answered: by which plan, what the policy wants
//! said, and how to contest.

use std::fmt::Write as _;

use serde::Serialize;
use whereas_words::{grammar, plain};

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
    /// In plain words, without the title.
    #[must_use]
    pub fn closing(&self) -> String {
        closing(&self.notices, self.contest.as_deref(), &self.plan)
    }

    /// What several policies want told, in plain words: each one's notices and how to contest it under its title, then once
    /// for all of them which do not say how, and by which plans.
    #[must_use]
    pub fn all(standings: &[Self]) -> String {
        let mut out = String::new();
        if let [one] = standings {
            let _ = write!(out, "{}\n{}", one.policy.label, one.closing());
            return out;
        }
        for one in standings.iter().filter(|it| !it.notices.is_empty() || it.contest.is_some()) {
            let said = outcome::said_with(&one.notices, one.contest.as_deref()).concat();
            let _ = writeln!(out, "{}\n{said}", one.policy.label);
        }
        let silent = standings.iter().filter(|it| it.contest.is_none());
        let silent: Vec<&str> = silent.map(|it| it.policy.name.as_str()).collect();
        let plans: Vec<String> = standings
            .iter()
            .map(|it| format!("{} {}", it.policy.name, it.plan.get(..12).unwrap_or(&it.plan)))
            .collect();
        let mut lines = Vec::new();
        if !silent.is_empty() {
            lines.push(format!("To contest: no way is said by {}.", plain::all_of(&silent)));
        }
        let engine = Engine::this().version;
        lines.push(format!("Stands on: the plans {} · engine {engine}", plans.join(" · ")));
        for line in lines.iter().flat_map(|line| plain::wrapped(line)) {
            let _ = writeln!(out, "{line}");
        }
        out
    }
}

/// The notices, how to contest, and by which plan and engine.
pub(crate) fn closing(notices: &[Notice], contest: Option<&str>, plan: &str) -> String {
    let mut out = outcome::said_with(notices, contest).concat();
    if contest.is_none() {
        let _ = writeln!(out, "{}", grammar::english().contest(None));
    }
    let plan = plan.get(..12).unwrap_or(plan);
    let _ = writeln!(out, "Stands on: plan {plan} · engine {}", Engine::this().version);
    out
}
