//! On which days a policy is in force: stretches of days, from the first to the last, with what is so on each of them.
//!
//! Reads what a plan says of force; produces stretches without a gap between them. Invariant: neighbours differ, and
//! on every day of a stretch the same holds under each reading of the open questions on which force turns.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Serialize;
use whereas_eval::force::{MAIN, force};
use whereas_plan::Plan;
use whereas_plan::meaning::{ForceSpan, in_force};
use whereas_value::Date;
use whereas_value::answer::ForceUnder;
use whereas_value::id::QuestionId;
use whereas_words::outcome::force_words;
use whereas_words::plain;

use crate::outcome::{self, Engine, ForceOutcome, Named, Notice, clause, force_outcome};
use crate::package::Package;
use crate::standing::closing;

/// The version of the form of what is said of force. It rises with every change of the form.
pub const SCHEMA_VERSION: u32 = 1;

/// On which days the policies of a package are in force.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct ForceOfPackage {
    /// The version of this form. It rises with every change of it.
    #[schemars(extend("const" = SCHEMA_VERSION))]
    pub schema_version: u32,
    /// The engine that ran.
    pub engine: Engine,
    /// The first day that was asked for; null: from ever.
    pub from: Option<Date>,
    /// The last day that was asked for; null: for ever.
    pub to: Option<Date>,
    /// What holds of each policy, in the order of the package.
    pub policies: Vec<ForceOfPolicy>,
}

/// On which days a policy and its clauses are in force.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct ForceOfPolicy {
    /// The policy: its name and title.
    pub policy: Named,
    /// The hash of what the policy means: BLAKE3, in 64 hexadecimal digits.
    #[schemars(extend("pattern" = outcome::HASH))]
    pub plan: String,
    /// Its stretches of days, in order.
    pub days: Vec<Stretch>,
    /// The clauses that say of themselves when they are in force, in the order of the policy.
    pub clauses: Vec<ForceOfClause>,
    /// What the policy wants said with every answer.
    pub notices: Vec<Notice>,
    /// How to contest; null where the policy does not say.
    pub contest: Option<String>,
}

/// On which days a clause is in force, and its policy with it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct ForceOfClause {
    /// The clause, by its id.
    pub clause: String,
    /// Its title.
    pub title: String,
    /// Its stretches of days, in order.
    pub days: Vec<Stretch>,
}

/// Days on which the same holds, both ends in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub struct Stretch {
    /// The first day; null: from ever.
    pub from: Option<Date>,
    /// The last day; null: for ever.
    pub to: Option<Date>,
    /// Whether readings of open questions disagree.
    pub contested: bool,
    /// What holds; of contested days, under each reading.
    pub force: Vec<ForceOutcome>,
    #[serde(skip)]
    words: Vec<String>,
}

impl Package {
    /// On which of the days from one to another, both in, each policy is in force. No first day means from ever, no
    /// last one for ever; nothing where the last is before the first.
    #[must_use]
    pub fn force(&self, from: Option<Date>, to: Option<Date>) -> ForceOfPackage {
        let titles = self.titles();
        let policies = self
            .policies
            .iter()
            .map(|policy| {
                let of = Of { plan: &policy.plan, titles: &titles, from, to };
                let book = &policy.plan.book;
                ForceOfPolicy {
                    policy: outcome::named(&book.policy.name, &book.policy.title),
                    plan: policy.meaning.clone(),
                    days: of_policy(of),
                    clauses: clauses(of),
                    notices: outcome::notices(book),
                    contest: outcome::contest(book),
                }
            })
            .collect();
        ForceOfPackage {
            schema_version: SCHEMA_VERSION,
            engine: Engine::this(),
            from,
            to,
            policies,
        }
    }
}

/// Of which plan, and of which days.
#[derive(Clone, Copy)]
pub(crate) struct Of<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The titles of the policies of the package, by name.
    pub titles: &'a BTreeMap<String, String>,
    /// The first day; without it, from ever.
    pub from: Option<Date>,
    /// The last day; without it, for ever.
    pub to: Option<Date>,
}

/// The stretches of days of a policy.
pub(crate) fn of_policy(of: Of<'_>) -> Vec<Stretch> {
    let plan = of.plan;
    let Some(policy) = plan.meaning.policies.get(MAIN) else { return Vec::new() };
    let cuts = ends(&policy.spans).chain(policy.replaced.iter().map(|it| it.from)).collect();
    stretches(of, cuts, |day, reading| force(plan, MAIN, day, reading))
}

fn clauses(of: Of<'_>) -> Vec<ForceOfClause> {
    let plan = of.plan;
    let own = plan.meaning.clauses.enumerate().filter(|(_, it)| !it.spans.is_empty());
    let own = own.filter(|(_, it)| it.policy == MAIN);
    own.map(|(id, it)| ForceOfClause {
        clause: clause(&plan.book, id),
        title: outcome::title(&plan.book, id),
        days: of_clause(of, &it.spans),
    })
    .collect()
}

fn of_clause(of: Of<'_>, spans: &[ForceSpan]) -> Vec<Stretch> {
    let plan = of.plan;
    let Some(policy) = plan.meaning.policies.get(MAIN) else { return Vec::new() };
    let replaced = policy.replaced.iter().map(|it| it.from);
    let cuts = ends(&policy.spans).chain(replaced).chain(ends(spans)).collect();
    stretches(of, cuts, |day, reading| {
        let of_policy = force(plan, MAIN, day, reading);
        // What the clause says of itself matters only where its policy is in force.
        if policy.is_in_force(day, reading) && !in_force(spans, day, reading) {
            return whereas_eval::force::of_spans(plan, spans, day, reading);
        }
        of_policy
    })
}

/// The days on which what statements of force say may change.
fn ends(spans: &[ForceSpan]) -> impl Iterator<Item = Date> {
    spans.iter().flat_map(|span| span.from.into_iter().chain(span.before))
}

type Readings = Vec<(QuestionId, u32)>;

/// The stretches between cuts, those that are alike joined.
fn stretches(
    Of { plan, titles, from, to }: Of<'_>,
    cuts: BTreeSet<Date>,
    of: impl Fn(Date, &dyn Fn(QuestionId) -> Option<u32>) -> whereas_value::answer::Force,
) -> Vec<Stretch> {
    let first = from.unwrap_or(Date::MIN);
    let last = to.unwrap_or(Date::MAX);
    if first > last {
        return Vec::new();
    }
    let readings = readings(plan);
    let starts = cuts.into_iter().filter(|day| first < *day && *day <= last);
    let mut all: Vec<Stretch> = Vec::new();
    for start in std::iter::once(first).chain(starts) {
        let told = told(plan, titles, &readings, |taken| {
            of(start, &|question| {
                taken.iter().find(|(asked, _)| *asked == question).map(|(_, reading)| *reading)
            })
        });
        let day_before = start.plus_days(-1).ok();
        match all.last_mut() {
            Some(before) if before.words == told.words => {}
            Some(before) => {
                before.to = day_before;
                all.push(Stretch { from: Some(start), ..told });
            }
            None => all.push(Stretch { from, ..told }),
        }
    }
    if let Some(end) = all.last_mut() {
        end.to = to;
    }
    all
}

/// Every way of reading the questions on which force turns.
fn readings(plan: &Plan) -> Vec<Readings> {
    let mut all = vec![Readings::new()];
    for question in &plan.meaning.contested {
        let offered = plan.meaning.readings.get(*question).copied().unwrap_or(0);
        let each = |taken: &Readings| -> Vec<Readings> {
            (0..offered)
                .map(|reading| taken.iter().copied().chain([(*question, reading)]).collect())
                .collect()
        };
        all = all.iter().flat_map(each).collect();
    }
    all
}

/// What holds on a day: once where all readings agree, else under each.
fn told(
    plan: &Plan,
    titles: &BTreeMap<String, String>,
    readings: &[Readings],
    of: impl Fn(&Readings) -> whereas_value::answer::Force,
) -> Stretch {
    let mut under: Vec<ForceUnder> = readings
        .iter()
        .map(|taken| ForceUnder { readings: taken.clone(), from: None, force: of(taken) })
        .collect();
    let contested = under.windows(2).any(|pair| match pair {
        [one, other] => one.force != other.force,
        _ => false,
    });
    if !contested {
        under.truncate(1);
        under.iter_mut().for_each(|it| it.readings.clear());
    }
    Stretch {
        from: None,
        to: None,
        contested,
        force: under.iter().map(|it| force_outcome(&plan.book, it, titles)).collect(),
        words: under.iter().map(|it| force_words(plan, it, contested, titles)).collect(),
    }
}

impl ForceOfPackage {
    /// All of it as JSON, with a line break at its end.
    #[must_use]
    pub fn to_json(&self) -> String {
        outcome::pretty(self)
    }

    /// In plain words, policy by policy.
    #[must_use]
    pub fn to_text(&self) -> String {
        let texts: Vec<String> = self.policies.iter().map(ForceOfPolicy::text).collect();
        texts.join("\n")
    }
}

impl ForceOfPolicy {
    /// In plain words: a line for each stretch of days.
    fn text(&self) -> String {
        let mut out = format!("{} ({})\n", self.policy.label, self.policy.name);
        lines(&self.days, "  ", &mut out);
        for clause in &self.clauses {
            let _ = writeln!(out, "  clause {} “{}”", clause.clause, clause.title);
            lines(&clause.days, "    ", &mut out);
        }
        out.push_str(&closing(&self.notices, self.contest.as_deref(), &self.plan));
        out
    }
}

fn lines(days: &[Stretch], indent: &str, out: &mut String) {
    for stretch in days {
        let when = match (stretch.from, stretch.to) {
            (None, None) => "on every day".to_owned(),
            (None, Some(to)) => format!("until {}", plain::date(to)),
            (Some(from), None) => format!("from {}", plain::date(from)),
            (Some(from), Some(to)) if from == to => format!("on {}", plain::date(from)),
            (Some(from), Some(to)) => format!("{} to {}", plain::date(from), plain::date(to)),
        };
        match stretch.words.as_slice() {
            [one] if !stretch.contested => {
                let _ = writeln!(out, "{indent}{when}: {one}");
            }
            all => {
                let _ = writeln!(out, "{indent}{when}: contested");
                for one in all {
                    let _ = writeln!(out, "{indent}    {one}");
                }
            }
        }
    }
}
