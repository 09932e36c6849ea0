//! `whereas coverage`: what the examples of a policy show of its clauses.

use std::fmt::Write as _;

use serde_json::json;
use whereas::outcome::Engine;
use whereas::{Package, Standing};
use whereas_driver::coverage::{ClauseCoverage, ExampleNamed, Kind, coverage};

use super::load::no_policy;
use super::note_errors;
use crate::args::{Coverage, OutputFormat};
use crate::terminal::Terminal;
use crate::{Ending, Ran, disk};

/// How much of a title a line of the table shows.
const TITLE: usize = 40;

pub(crate) fn run(arguments: &Coverage, terminal: &Terminal) -> Ran {
    let mut ending = Ending::Clean;
    let mut policies: Vec<Covered> = Vec::new();
    let mut all: Vec<String> = Vec::new();
    for package in disk::packages(&arguments.path)? {
        let compilation = package.compile();
        if compilation.has_errors() {
            note_errors(&compilation, terminal);
            ending = Ending::Found;
            continue;
        }
        all.extend(compilation.policies.iter().map(|policy| policy.name.to_string()));
        let wanted = |name: &str| arguments.policy.as_deref().is_none_or(|policy| policy == name);
        let package = compilation.package().map(Package::from);
        let standings = package.map(|it| it.standings()).unwrap_or_default();
        let shown = compilation.policies.iter().filter(|policy| wanted(&policy.name));
        policies.extend(shown.filter_map(|policy| {
            let standing = standings.iter().find(|it| it.policy.name == policy.name.as_str())?;
            Some(Covered { standing: standing.clone(), clauses: coverage(policy) })
        }));
    }
    if policies.is_empty()
        && ending == Ending::Clean
        && let Some(name) = &arguments.policy
    {
        let known: Vec<&str> = all.iter().map(String::as_str).collect();
        return Err(no_policy(name, &known));
    }
    match arguments.output_format {
        OutputFormat::Human => {
            let told = |it: &Covered| {
                let table = table(&it.standing.policy.name, &it.clauses);
                format!("{table}{}", it.standing.closing())
            };
            let tables: Vec<String> = policies.iter().map(told).collect();
            terminal.result(&tables.join("\n"));
        }
        OutputFormat::Json => terminal.result(&json(&policies)),
    }
    let lacks = policies.iter().flat_map(|it| &it.clauses).any(ClauseCoverage::lacks);
    Ok(if arguments.strict && lacks { Ending::Found } else { ending })
}

/// What the examples of a policy show, and what the policy wants told with it.
struct Covered {
    standing: Standing,
    clauses: Vec<ClauseCoverage>,
}

/// A line for each clause, then a count.
fn table(name: &str, clauses: &[ClauseCoverage]) -> String {
    let longest = |of: &dyn Fn(&ClauseCoverage) -> usize| clauses.iter().map(of).max().unwrap_or(0);
    let id = longest(&|it| it.clause.chars().count());
    let title = longest(&|it| cut(&it.title).chars().count());
    let mut out = format!("{name}\n");
    for clause in clauses {
        let head = format!("  {:id$}  {:title$}", clause.clause, cut(&clause.title));
        let _ = writeln!(out, "{head}  {}", says(clause));
    }
    let operative = clauses.iter().filter(|it| it.kind == Kind::Operative).count();
    let lacking = clauses.iter().filter(|it| it.lacks()).count();
    let commentary = clauses.iter().filter(|it| matches!(it.kind, Kind::Commentary(_))).count();
    let indirect = clauses.len().saturating_sub(operative).saturating_sub(commentary);
    let number = |count: usize, one: &str, more: &str| {
        format!("{count} {}", if count == 1 { one } else { more })
    };
    let _ = writeln!(
        out,
        "{}: {} shown both ways, {lacking} not; {}, {}",
        number(clauses.len(), "clause", "clauses"),
        operative.saturating_sub(lacking),
        number(indirect, "works through other clauses", "work through other clauses"),
        number(commentary, "is commentary", "are commentary"),
    );
    out
}

fn says(clause: &ClauseCoverage) -> String {
    match &clause.kind {
        Kind::Commentary(reason) => format!("commentary: {reason}"),
        Kind::Indirect => {
            let own = match clause.own {
                0 => "no example of its own".to_owned(),
                1 => "1 example of its own".to_owned(),
                own => format!("{own} examples of its own"),
            };
            format!("works through other clauses; {own}")
        }
        Kind::Operative => {
            let one = |what: &str, shown: &[ExampleNamed]| match shown {
                [] => format!("{what}: NO EXAMPLE"),
                [one] => format!("{what}: {}", name(clause, one)),
                [one, more @ ..] => {
                    format!("{what}: {} and {} more", name(clause, one), more.len())
                }
            };
            let (bites, does_not) =
                (one("bites", &clause.bites), one("does not", &clause.does_not));
            format!("{bites}; {does_not}")
        }
    }
}

/// The title of an example, with its clause where that is another one.
fn name(clause: &ClauseCoverage, example: &ExampleNamed) -> String {
    if example.clause == clause.clause {
        format!("“{}”", example.title)
    } else {
        format!("{} “{}”", example.clause, example.title)
    }
}

fn cut(title: &str) -> String {
    if title.chars().count() <= TITLE {
        return title.to_owned();
    }
    let kept: String = title.chars().take(TITLE.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

fn json(policies: &[Covered]) -> String {
    let examples = |shown: &[ExampleNamed]| -> Vec<serde_json::Value> {
        shown.iter().map(|it| json!({ "clause": it.clause, "title": it.title })).collect()
    };
    let clause = |it: &ClauseCoverage| {
        let (kind, reason) = match &it.kind {
            Kind::Operative => ("operative", None),
            Kind::Indirect => ("indirect", None),
            Kind::Commentary(reason) => ("commentary", Some(reason)),
        };
        json!({
            "clause": it.clause,
            "title": it.title,
            "kind": kind,
            "reason": reason,
            "own_examples": it.own,
            "bites": examples(&it.bites),
            "does_not": examples(&it.does_not),
            "lacks": it.lacks(),
        })
    };
    let policies: Vec<serde_json::Value> = policies
        .iter()
        .map(|Covered { standing, clauses }| {
            let clauses: Vec<serde_json::Value> = clauses.iter().map(clause).collect();
            json!({
                "policy": standing.policy.name,
                "plan": standing.plan,
                "book": standing.book,
                "clauses": clauses,
                "notices": standing.notices,
                "contest": standing.contest,
            })
        })
        .collect();
    format!(
        "{:#}\n",
        json!({ "schema_version": 2, "engine": Engine::this(), "policies": policies })
    )
}
