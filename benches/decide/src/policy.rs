//! The policies of the workloads: read from `benches/policies`, compiled to plans, and their names looked up.

use std::path::Path;

use whereas_driver::{Asked, Files, compile};
use whereas_plan::Plan;
use whereas_value::case::{Given, Partial, Stated};
use whereas_value::id::{ClauseId, DecisionId, FactId};
use whereas_value::{Case, Date, Id, Interval, Number};

/// The plan of a workload.
pub fn plan(name: &str) -> Plan {
    plan_in(&format!("../policies/{name}"))
}

/// The plan of the one policy of a folder, which is named from here.
pub fn plan_in(folder: &str) -> Plan {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files = Files::new();
    read(&root, "", &mut files);
    let package = compile(&files, Asked::default()).package().expect("it compiles");
    package.plans.into_iter().next().expect("one policy")
}

/// The policies and passages of a folder and those in it.
fn read(folder: &Path, below: &str, files: &mut Files) {
    for entry in std::fs::read_dir(folder).expect("the policies lie there") {
        let path = entry.expect("an entry").path();
        let name = format!("{below}{}", path.file_name().expect("a name").to_string_lossy());
        if path.is_dir() {
            read(&path, &format!("{name}/"), files);
        } else if [".policy", ".md", ".toml"].iter().any(|end| name.ends_with(end)) {
            files.insert(name, std::fs::read_to_string(&path).expect("text"));
        }
    }
}

/// A case of which nothing is known.
pub fn empty(plan: &Plan, as_of: Date) -> Case {
    let facts = plan.meaning.facts.facts.iter().map(|_| Stated::LeftOut).collect();
    Case { as_of, facts, findings: Vec::new(), events: Vec::new(), events_complete: true }
}

pub fn fact(plan: &Plan, name: &str) -> FactId {
    let found = plan.book.facts.enumerate().find(|(_, fact)| fact.name == name);
    found.expect("the policy has the fact").0
}

pub fn decision(plan: &Plan, name: &str) -> DecisionId {
    let found = plan.book.decisions.enumerate().find(|(_, decision)| decision.name == name);
    found.expect("the policy has the decision").0
}

/// Of each clause its place among these ids.
pub fn places(plan: &Plan, ids: &[&str]) -> Vec<u32> {
    let place =
        |id: &str| ids.iter().position(|other| *other == id).expect("a clause of the workload");
    plan.book.clauses.iter().map(|clause| place(&clause.id) as u32).collect()
}

pub fn place(places: &[u32], clause: ClauseId) -> u32 {
    places[clause.index()]
}

pub fn truth(yes: bool) -> Partial {
    Partial::Truth { may_no: !yes, may_yes: yes }
}

pub fn choice(place: u32) -> Partial {
    Partial::Choice(1 << place)
}

pub fn number(whole: i64) -> Partial {
    Partial::Number(Interval::single(Number::from(whole)))
}

pub fn cents(cents: i64) -> Partial {
    Partial::Number(Interval::single(Number::ratio(cents, 100).expect("100 is not 0")))
}

/// A date packed as the workloads pack it.
pub fn day(packed: i32) -> Date {
    let (month, day) = (packed / 100 % 100, packed % 100);
    Date::from_ymd(packed / 10_000, month as u32, day as u32).expect("a day of the workload")
}

pub fn date(packed: i32) -> Partial {
    Partial::Number(Interval::of_date(day(packed)))
}

pub fn list(rows: impl Iterator<Item = Vec<Partial>>) -> Partial {
    let record = |fields: Vec<Partial>| {
        Given::present(Partial::Record(fields.into_iter().map(Given::present).collect()))
    };
    Partial::List { elements: rows.map(record).collect(), complete: true }
}
