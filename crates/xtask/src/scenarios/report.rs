//! The table of agreement.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::{Decided, class, engaged};

/// One scenario under one policy: what was expected, and what came.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The policy, as scenarios name it.
    pub policy: String,
    /// The scenario.
    pub scenario: String,
    /// The class that is expected.
    pub expected: String,
    /// Ours.
    pub ours: String,
    /// Whether the class is reached, with its question and what is missing.
    pub agrees: bool,
    /// How many clauses are expected, and which of them are not engaged.
    pub expected_clauses: (usize, Vec<String>),
    /// How many clauses are excluded, and which of them prevail or are surely present.
    pub excluded_clauses: (usize, Vec<String>),
    /// How many factors are expected, and which of them are not shown.
    pub factors: (usize, Vec<String>),
}

/// All reasons of a file.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reasons {
    #[serde(default)]
    pub(super) disagreement: Vec<Reason>,
}

/// Why we answer otherwise.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// The scenario.
    pub scenario: String,
    /// The policy.
    pub policy: String,
    /// The clause that bears our answer.
    pub clause: String,
    /// Why.
    pub reason: String,
}

/// What came of a file of scenarios.
#[derive(Clone, Debug)]
pub struct Report {
    /// In the order of the file.
    pub compared: Vec<Compared>,
}

/// Holds an outcome against what is expected of it.
pub fn compare(policy: &str, decided: &Decided<'_>) -> Compared {
    let (ours, agrees) = class::of(policy, decided);
    let clauses = engaged::of(decided);
    let book = &decided.plan.book;
    let names = |ids: &BTreeSet<_>| -> BTreeSet<String> {
        ids.iter().filter_map(|id| book.clauses.get(*id)).map(|it| it.id.to_string()).collect()
    };
    let (on, surely) = (names(&clauses.engaged), names(&clauses.surely));
    let notices: BTreeSet<_> = book.notices.iter().map(|(clause, _)| *clause).collect();
    let notices = names(&notices);
    let kept = |list: &[String], aside: &dyn Fn(&str) -> bool| -> Vec<String> {
        list.iter().map(|it| class::clause_id(it)).filter(|it| !aside(it)).collect()
    };
    let commentary = |it: &str| class::is_commentary(decided.plan, it);
    let wanted = kept(&decided.expected.apply, &commentary);
    let excluded = kept(&decided.expected.do_not, &|it| commentary(it) || notices.contains(it));
    let factors = kept(&decided.expected.factors, &commentary);
    let lack = |list: Vec<String>, has: &dyn Fn(&String) -> bool| {
        let count = list.len();
        (count, list.into_iter().filter(|it| !has(it)).collect())
    };
    Compared {
        policy: policy.to_owned(),
        scenario: decided.scenario.id.clone(),
        expected: decided.expected.class.clone(),
        ours,
        agrees,
        expected_clauses: lack(wanted, &|it| on.contains(it)),
        excluded_clauses: lack(excluded, &|it| !surely.contains(it)),
        factors: lack(factors, &|it| on.contains(it)),
    }
}

impl Report {
    /// What does not agree and is not among the reasons, and the reasons that answer nothing.
    #[must_use]
    pub fn unsettled(&self, reasons: &[Reason]) -> Vec<String> {
        let about = |one: &Compared, reason: &Reason| {
            reason.scenario == one.scenario && reason.policy == one.policy
        };
        let open = self.compared.iter().filter(|one| !one.agrees);
        let open = open.filter(|one| !reasons.iter().any(|reason| about(one, reason))).map(|one| {
            format!("{} {}: expected {}, came {}", one.policy, one.scenario, one.expected, one.ours)
        });
        let idle = reasons
            .iter()
            .filter(|reason| self.compared.iter().any(|one| about(one, reason) && one.agrees));
        let idle =
            idle.map(|it| format!("{} {}: agrees, and has a reason", it.policy, it.scenario));
        open.chain(idle).collect()
    }

    /// The table, a line for each scenario and policy, then the sums.
    #[must_use]
    pub fn table(&self) -> String {
        let mut out = String::new();
        let _ = writeln!(
            out,
            "{:<14} {:<8} {:<4} {:<28} {:<28} clauses  not these  factors",
            "policy", "scenario", "", "expected", "ours"
        );
        let mut sums: BTreeMap<&str, [usize; 8]> = BTreeMap::new();
        for one in &self.compared {
            let parts = [&one.expected_clauses, &one.excluded_clauses, &one.factors];
            let shown: Vec<String> = parts
                .iter()
                .map(|(count, lacking)| {
                    let met = count.saturating_sub(lacking.len());
                    let lacking = lacking.join(" ");
                    let but = if lacking.is_empty() { "" } else { " but " };
                    format!("{met}/{count}{but}{lacking}")
                })
                .collect();
            let _ = writeln!(
                out,
                "{:<14} {:<8} {:<4} {:<28} {:<28} {}",
                one.policy,
                one.scenario,
                if one.agrees { "yes" } else { "NO" },
                one.expected,
                one.ours,
                shown.join("  ")
            );
            let sum = sums.entry(&one.policy).or_default();
            let met = |(count, lacking): &(usize, Vec<String>)| count.saturating_sub(lacking.len());
            let more = [
                usize::from(one.agrees),
                1,
                met(&one.expected_clauses),
                one.expected_clauses.0,
                met(&one.excluded_clauses),
                one.excluded_clauses.0,
                met(&one.factors),
                one.factors.0,
            ];
            for (sum, more) in sum.iter_mut().zip(more) {
                *sum = sum.saturating_add(more);
            }
        }
        for (policy, [agree, of, clauses, all, excluded, none, factors, every]) in sums {
            let _ = writeln!(
                out,
                "{policy}: {agree} of {of} agree; expected clauses {clauses} of {all}, excluded clauses \
                 {excluded} of {none}, factors {factors} of {every}"
            );
        }
        out
    }
}
