//! Policies in, plans out: as text, as JSON, by their hash, and held to their predicates.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "what a test cannot do without, it may fail on"
)]

use whereas_driver::{Asked, Files, compile};
use whereas_plan::file::Hashed;
use whereas_plan::op::{Op, SlotId};
use whereas_plan::program::Dimension;
use whereas_plan::verify::Predicate;
use whereas_plan::{FORMAT, Plan, print, verify};
use whereas_value::{Causes, Date};

/// A loan of tools: rules with an exception, a switch-off, a judgement with a factor, a list, a parameter, a reading of
/// force that is contested.
const TOOLS: &str = include_str!("tools.policy");

fn plan(text: &str) -> Plan {
    let mut files = Files::new();
    files.insert("tools.policy".to_owned(), text.to_owned());
    let passages = ["1", "2", "3", "4", "5", "6"].map(|id| format!("## [{id}] Passage\n\nText.\n"));
    files.insert("rules.md".to_owned(), passages.join("\n"));
    let compilation = compile(&files, Asked::default());
    let told = said(&compilation);
    let policy = compilation.policies.into_iter().next().expect("a policy");
    let compiled = policy.compiled.unwrap_or_else(|| panic!("{told}"));
    whereas_lower::from_checked(&compiled.checked)
}

fn said(compilation: &whereas_driver::Compilation) -> String {
    compilation
        .diagnostics
        .iter()
        .map(|told| format!("{} {}\n", told.code.id(), told.message))
        .collect()
}

#[test]
fn a_plan_is_printed() {
    let plan = plan(TOOLS);
    assert_eq!(verify(&plan), []);
    let text = print::print(&plan);
    // The hashes change with every change of the form of plans: they are held by the tests below.
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.starts_with("meaning") && !line.starts_with("book"))
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn names_labels_comments_and_layout_do_not_change_what_a_plan_means() {
    let plan = plan(TOOLS);
    let renamed = TOOLS
        .replace("borrower_known", "acquainted")
        .replace("deposit", "pledge")
        .replace("\"the loan\"", "\"what is lent\"")
        .replace("careless", "heedless")
        .replace("\n\nclause", "\n\n# A remark.\n\n\nclause")
        .replace("  lent is no", "      lent is no");
    assert_ne!(renamed, TOOLS);
    let renamed = self::plan(&renamed);
    assert_eq!(renamed.meaning.hash(), plan.meaning.hash());
    assert_ne!(renamed.book.hash(), plan.book.hash());
}

#[test]
fn what_is_not_used_and_the_order_of_conditions_do_not_change_the_operations() {
    let plan = plan(TOOLS);
    let more = TOOLS.replace("  lent is yes when", "  idle means not damaged\n  lent is yes when");
    let swapped = TOOLS
        .replace("borrower_known and deposit >= minimum", "deposit >= minimum and borrower_known");
    assert_ne!(more, TOOLS);
    assert_ne!(swapped, TOOLS);
    for text in [more, swapped] {
        let other = self::plan(&text);
        let count = |plan: &Plan| {
            plan.meaning.programs.iter().map(|program| program.ops.len()).collect::<Vec<_>>()
        };
        assert_eq!(count(&other), count(&plan));
    }
}

#[test]
fn a_change_of_meaning_changes_the_hash() {
    let plan = plan(TOOLS);
    for (from, to) in [
        ("is 20 EUR from 2024-01-01", "is 21 EUR from 2024-01-01"),
        ("otherwise no", "otherwise undetermined"),
        ("despite 2", "subject to 2"),
        ("at least 0 EUR", "at least 1 EUR"),
        ("from 2024-03-01 before", "from 2024-02-28 before"),
        ("within 14 days", "within 15 days"),
    ] {
        let changed = TOOLS.replace(from, to);
        assert_ne!(changed, TOOLS, "{from}");
        assert_ne!(self::plan(&changed).meaning.hash(), plan.meaning.hash(), "{from}");
    }
}

#[test]
fn a_plan_survives_json() {
    let plan = plan(TOOLS);
    let json = serde_json::to_string(&plan).unwrap();
    let read: Plan = serde_json::from_str(&json).unwrap();
    assert_eq!(read, plan);
    assert_eq!(read.meaning.hash(), plan.meaning.hash());
    assert_eq!(read.book.hash(), plan.book.hash());
}

/// A plan as it was written in this form is read and written as it was. Whatever changes the form, such as a field, its name,
/// its place or its type, is seen here; what only lowers a policy otherwise is not.
#[test]
fn a_change_of_the_form_raises_its_version() {
    let path = format!("{}/tests/form-{FORMAT}.plan", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("KEEP_FORM").is_some() && !std::path::Path::new(&path).exists() {
        std::fs::write(&path, postcard::to_stdvec(&Hashed::from(plan(TOOLS))).unwrap()).unwrap();
    }
    let raise = "the form of plans has changed: raise `whereas_plan::FORMAT` by one and the number in docs/formats.md, \
                 remove the file form-….plan of the form before from crates/lower/tests, and run this test once with \
                 KEEP_FORM=1 set, which writes the new one";
    let Ok(kept) = std::fs::read(&path) else { panic!("{path} is not there: {raise}") };
    let read: Hashed = postcard::from_bytes(&kept).unwrap_or_else(|_| panic!("{raise}"));
    assert_eq!(read.plan.format, FORMAT, "{raise}");
    let page = format!("{}/../../docs/formats.md", env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(page).unwrap();
    assert!(page.contains(&format!("the least byte first: {FORMAT} |")), "{raise}");
    assert!(postcard::to_stdvec(&read).unwrap() == kept, "{raise}");
    // Names are no part of the bytes, but of the hashes.
    assert_eq!(read.plan.meaning.hash().to_string(), read.meaning, "{raise}");
    assert_eq!(read.plan.book.hash().to_string(), read.book, "{raise}");
}

/// The predicates that a plan breaks once it is damaged.
fn broken(damage: impl Fn(&mut Plan)) -> Vec<Predicate> {
    let mut plan = plan(TOOLS);
    damage(&mut plan);
    let mut found: Vec<Predicate> =
        verify(&plan).into_iter().map(|violation| violation.predicate).collect();
    found.sort();
    found.dedup();
    found
}

fn set(plan: &mut Plan, slot: SlotId, op: Op) {
    *plan.meaning.programs.last_mut().unwrap().ops.get_mut(slot).unwrap() = op;
}

/// The first slot whose operation is such.
fn find(plan: &Plan, is: impl Fn(&Op) -> bool) -> SlotId {
    let program = plan.meaning.programs.last().unwrap();
    program.ops.enumerate().find(|(_, op)| is(op)).map(|(slot, _)| slot).expect("such an operation")
}

#[test]
fn every_predicate_is_held() {
    assert_eq!(broken(|plan| plan.format += 1), [Predicate::FormatIsKnown]);
    assert_eq!(
        broken(|plan| {
            plan.meaning.programs.last_mut().unwrap().ops.push(Op::AsOfDay);
        }),
        [Predicate::SlotsMatchOperations]
    );
    assert_eq!(
        broken(|plan| {
            let slot = find(plan, |op| matches!(op, Op::Not(_)));
            set(plan, slot, Op::Not(slot));
        }),
        [Predicate::WrittenBeforeRead]
    );
    assert_eq!(
        broken(|plan| {
            let slot = find(plan, |op| matches!(op, Op::Cell { .. }));
            set(plan, slot, Op::AsOfDay);
        }),
        [Predicate::FramesAreConsistent, Predicate::UnitsFollowOperations]
    );
    assert_eq!(
        broken(|plan| {
            let slot = find(plan, |op| matches!(op, Op::Not(_)));
            set(plan, slot, Op::AsOfDay);
        }),
        [Predicate::ClassesAreConsistent]
    );
    assert_eq!(
        broken(|plan| {
            let program = plan.meaning.programs.last_mut().unwrap();
            let unit = program.units.iter_mut().find(|unit| unit.is_some());
            *unit.expect("a number") = Some(7);
        }),
        [Predicate::UnitsFollowOperations]
    );
    assert_eq!(
        broken(|plan| {
            // Before the policy is in force nothing has a value, and something must say why.
            let first = plan.meaning.programs.first_mut().unwrap();
            *first.ops.get_mut(SlotId(0)).unwrap() = Op::Valueless(Causes::NONE);
        }),
        [Predicate::ClassesAreConsistent]
    );
    assert_eq!(
        broken(|plan| {
            for input in plan.meaning.inputs.iter_mut() {
                input.fact.0 += 1000;
            }
        }),
        [Predicate::IdsInRange]
    );
    assert_eq!(
        broken(|plan| {
            for combine in plan.meaning.programs.last_mut().unwrap().combines.iter_mut() {
                combine.rows.iter_mut().for_each(|row| row.above.push(99));
            }
        }),
        [Predicate::RowsInRange]
    );
    assert_eq!(
        broken(|plan| {
            let list = plan.meaning.columns.iter().next().unwrap().list;
            plan.meaning.facts.nested.push(vec![Dimension::List(list), Dimension::List(list)]);
        }),
        [Predicate::NestedListsAreTold]
    );
    assert_eq!(
        broken(|plan| {
            plan.meaning.variants.pop();
        }),
        [Predicate::VariantsAreComplete]
    );
    assert_eq!(
        broken(|plan| {
            let day = Date::MIN;
            let last = plan.meaning.cuts.len() - 1;
            plan.meaning.cuts[last] = day;
        }),
        [Predicate::InOrder]
    );
}

#[test]
fn a_long_chain_of_decisions_and_terms_is_no_deeper_than_a_short_one() {
    let (mut declared, mut said) = (String::new(), String::new());
    for number in 0..1_500 {
        let before = match number {
            0 => "damaged".to_owned(),
            number => format!("term_{}", number - 1),
        };
        declared.push_str(&format!(
            "decision step_{number} : yes/no \"step {number}\"\n  otherwise no\n"
        ));
        said.push_str(&format!(
            "clause 9.{number} \"Step\"\n  cites rules [2]\n  step_{number} is yes when {before}\n  \
             term_{number} means not step_{number}\n\n"
        ));
    }
    let text = TOOLS.replace("decision lent :", &format!("{declared}decision lent :"));
    let plan = plan(&format!("{text}\n{said}"));
    assert_eq!(verify(&plan), []);
    assert!(plan.meaning.programs.iter().any(|program| program.ops.len() > 3_000));
}
