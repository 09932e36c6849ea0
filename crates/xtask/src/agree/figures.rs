//! How often what was seen.

use std::collections::BTreeMap;

use whereas_hir::clause::{Presence, Waits};
use whereas_hir::expr::Expr;
use whereas_hir::policy::ForceKind;
use whereas_value::answer::{Of, Status};
use whereas_value::case::{Partial, Stated};
use whereas_value::{Answers, Case};

use crate::generate::Model;
use crate::package::{Compiled, Refused};

/// Counts by name.
pub type Counts = BTreeMap<String, u64>;

/// From how many pairs on a share says something of what is drawn.
const LARGE: u64 = 50_000;
/// What is drawn in fewer than one in so many is drawn too seldom to be tested.
const ONE_IN: u64 = 100;
/// Things whose meeting has to be drawn often enough: each is where the meaning is easily got wrong.
const NEEDED: [&str; 5] = [
    "override x unknown",
    "switch-off x judgement",
    "prerequisite x suspension",
    "per element x open list",
    "count of different x open list",
];

/// The figures of a run.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// Policies that were drawn.
    pub drawn: u64,
    /// Policies that were refused.
    pub refused: u64,
    /// Pairs of a policy and a case.
    pub pairs: u64,
    /// Refused policies by the code of the error.
    pub codes: Counts,
    /// One message of each code.
    pub messages: BTreeMap<String, String>,
    /// Policies that hold a form.
    pub forms: Counts,
    /// Pairs in which two things meet.
    pub meetings: Counts,
    /// Answers by status, findings by class, duties by state.
    pub seen: Counts,
    /// What the laws came to.
    pub laws: Counts,
}

/// One more of something.
pub fn count(counts: &mut Counts, what: &str) {
    match counts.get_mut(what) {
        Some(count) => *count += 1,
        None => {
            counts.insert(what.to_owned(), 1);
        }
    }
}

impl Figures {
    /// A policy that was compiled.
    pub fn policy(&mut self, model: &Model) {
        self.drawn += 1;
        for form in model.forms() {
            count(&mut self.forms, form);
        }
    }

    /// A policy that was refused.
    pub fn refused(&mut self, refused: &Refused) {
        self.drawn += 1;
        self.refused += 1;
        let mut codes = refused.codes.clone();
        codes.dedup();
        for (code, line) in refused.codes.iter().zip(refused.text.lines()) {
            self.messages.entry(code.clone()).or_insert_with(|| line.to_owned());
        }
        for code in codes {
            count(&mut self.codes, &code);
        }
    }

    /// A pair on which both interpreters agree.
    pub fn pair(&mut self, model: &Model, compiled: &Compiled, case: &Case, answers: &Answers) {
        self.pairs += 1;
        for (question, answer) in &answers.questions {
            let of = match question.of {
                Of::Whole => "question",
                Of::Value(_) => "value",
                Of::Element(_) => "element",
                Of::ElementValue(..) => "value of element",
            };
            count(&mut self.seen, &format!("{of} {}", answer.status.words()));
        }
        for finding in &answers.findings {
            count(&mut self.seen, &format!("finding {:?}", finding.class));
            for defect in &finding.defects {
                let words = format!("{:?}", defect.kind);
                let name = words.split(['(', ' ']).next().unwrap_or_default();
                count(&mut self.seen, &format!("defect {name}"));
            }
        }
        for duty in &answers.duties {
            match duty.states.as_slice() {
                [one] => count(&mut self.seen, &format!("duty {}", one.words())),
                _ => count(&mut self.seen, "duty unknown"),
            }
        }
        for force in &answers.force {
            let words = format!("{:?}", force.force);
            let name = words.split([' ', '{']).next().unwrap_or_default();
            count(&mut self.seen, &format!("force {name}"));
        }
        self.meetings(compiled, case, answers, model);
    }

    fn meetings(&mut self, compiled: &Compiled, case: &Case, answers: &Answers, model: &Model) {
        let hir = compiled.checked.hir();
        let open = |status: Status| {
            matches!(
                status,
                Status::Unknown | Status::AwaitingJudgement | Status::DependsOnQuestion
            )
        };
        let edges = hir
            .clauses
            .iter()
            .any(|clause| !clause.despite.is_empty() || !clause.subject_to.is_empty());
        let unknown = answers
            .questions
            .iter()
            .any(|(_, answer)| open(answer.status) && answer.trace.len() > 1);
        let switched =
            hir.clauses.iter().flat_map(|clause| &clause.switch_offs).flat_map(|off| &off.targets);
        let mut switched = switched
            .filter(|target| hir.judgements.iter().any(|judgement| judgement.clause == **target));
        let waits = hir.clauses.iter().any(|clause| !clause.prerequisites.is_empty());
        let suspended = hir
            .policies
            .iter()
            .flat_map(|policy| &policy.force)
            .any(|it| matches!(it.kind, ForceKind::Suspended(_)));
        let counted = hir.exprs.iter().filter_map(|expr| match expr {
            Expr::CountDifferent { over, .. } => hir.variables.get(over.variable),
            _ => None,
        });
        let mut counted_open = counted.filter(|variable| match case.facts.get(variable.list) {
            Some(Stated::Given(given)) => {
                !matches!(given.value, Some(Partial::List { complete: true, .. }))
            }
            Some(Stated::LeftOut | Stated::Asked) | None => true,
        });
        let meets = [
            ("count of different x open list", counted_open.next().is_some()),
            ("override x unknown", edges && unknown),
            ("switch-off x judgement", switched.next().is_some()),
            ("prerequisite x suspension", waits && suspended),
            ("per element x open list", !answers.possibly_others.is_empty()),
            (
                "judgement waits",
                hir.clauses
                    .iter()
                    .flat_map(|clause| &clause.prerequisites)
                    .any(|it| matches!(it.of, Waits::Judgement(_))),
            ),
            (
                "found factor x finding",
                hir.factors.iter().any(|it| matches!(it.present, Presence::FoundBy(_)))
                    && !case.findings.is_empty(),
            ),
            ("several variants", answers.force.len() > 1),
            ("two policies", model.files.len() > 1),
            (
                "rests on something",
                answers.questions.iter().any(|(_, answer)| !answer.rests_on.is_empty()),
            ),
            ("events incomplete", !case.events_complete && !answers.duties.is_empty()),
            (
                "more than one missing",
                answers.questions.iter().any(|(_, answer)| answer.missing.len() > 1),
            ),
            ("a guarantee is broken", !answers.broken.is_empty()),
        ];
        for (what, holds) in meets {
            if holds {
                count(&mut self.meetings, what);
            }
        }
    }

    /// What a large run drew in less than one in a hundred: forms of policies, meetings of pairs. A smaller run says
    /// nothing of that.
    #[must_use]
    pub fn rare(&self) -> Vec<String> {
        if self.pairs < LARGE {
            return Vec::new();
        }
        let clean = self.drawn - self.refused;
        let is_rare = |count: u64, of: u64| count * ONE_IN < of;
        let forms = self.forms.iter().filter(|(_, count)| is_rare(**count, clean));
        let forms = forms.map(|(form, count)| format!("rare: {form}, {}", share(*count, clean)));
        let meetings = NEEDED.iter().filter_map(|needed| {
            let count = self.meetings.get(*needed).copied().unwrap_or(0);
            is_rare(count, self.pairs)
                .then(|| format!("rare: {needed}, {}", share(count, self.pairs)))
        });
        forms.chain(meetings).collect()
    }

    /// Adds the figures of another run.
    pub fn join(&mut self, other: Self) {
        self.drawn += other.drawn;
        self.refused += other.refused;
        self.pairs += other.pairs;
        for (mine, theirs) in [
            (&mut self.codes, other.codes),
            (&mut self.forms, other.forms),
            (&mut self.meetings, other.meetings),
            (&mut self.seen, other.seen),
            (&mut self.laws, other.laws),
        ] {
            for (what, more) in theirs {
                *mine.entry(what).or_insert(0) += more;
            }
        }
        for (code, line) in other.messages {
            self.messages.entry(code).or_insert(line);
        }
    }

    /// The figures as lines.
    #[must_use]
    pub fn words(&self) -> String {
        let clean = self.drawn - self.refused;
        let mut out = format!(
            "{} pairs; {} policies, {} refused ({})\n",
            self.pairs,
            self.drawn,
            self.refused,
            share(self.refused, self.drawn)
        );
        for (code, count) in &self.codes {
            let message = self.messages.get(code).map(String::as_str).unwrap_or_default();
            out.push_str(&format!("  refused {code} {count}: {message}\n"));
        }
        let mut table = |title: &str, counts: &Counts, of: u64| {
            out.push_str(&format!("{title}\n"));
            let mut lines: Vec<(&u64, &String)> =
                counts.iter().map(|(what, count)| (count, what)).collect();
            lines.sort();
            for (count, what) in lines {
                out.push_str(&format!("  {:>8} {count:>9} {what}\n", share(*count, of)));
            }
        };
        table("forms, of policies", &self.forms, clean);
        table("meetings, of pairs", &self.meetings, self.pairs);
        table("seen, each of pairs", &self.seen, self.pairs);
        table("laws", &self.laws, self.pairs);
        out
    }
}

/// A share in per cent with two places, without a float.
#[must_use]
pub fn share(part: u64, of: u64) -> String {
    let hundredths = (part * 10_000).checked_div(of).unwrap_or(0);
    format!("{}.{:02} %", hundredths / 100, hundredths % 100)
}
