//! A whole policy: its head, its vocabulary, its clauses; and the policy that it uses.

use std::collections::BTreeSet;

use super::clauses::{Clause, END, say};
use super::duties::EVENTS;
use super::judging::{ACTORS, GROUNDS, push};
use super::leaves::{Context, Maker};
use super::tree::{File, Item, Model, Part, Piece, Sort, fill, level};
use super::vocabulary::{DAYS, Decision, Fact, Kind, Shape, Style, Vocabulary, literal, type_name};
use crate::random::Random;

/// The policy of a seed.
#[must_use]
pub fn model(seed: u64, style: Style) -> Model {
    let mut random = Random::new(seed);
    let with_use = random.chance(12);
    let mut files = Vec::new();
    let mut used = Vec::new();
    if with_use {
        let vocabulary = Vocabulary::draw(&mut random, Style::Wild, "u");
        let mut maker = Maker::new(random.clone(), style, vocabulary);
        let alias = maker.random.chance(30);
        let items = file(&mut maker, true);
        random = maker.random.clone();
        let lead = if alias { "other." } else { "" };
        used = maker
            .vocabulary
            .decisions
            .iter()
            .map(|decision| Decision {
                name: format!("{lead}{}", decision.name),
                kind: decision.kind,
            })
            .collect();
        let line = if alias { "use \"other.policy\" as other" } else { "use \"other.policy\"" };
        files.push((line, File { name: "other.policy".to_owned(), items }));
    }
    let mut vocabulary = Vocabulary::draw(&mut random, style, "");
    vocabulary.used = used;
    let mut maker = Maker::new(random, style, vocabulary);
    let mut items = file(&mut maker, with_use);
    let choices = choice_items(&maker.vocabulary);
    let first_values = maker
        .vocabulary
        .choices
        .iter()
        .filter_map(|choice| choice.values.first())
        .map(|v| (*v).to_owned())
        .collect();
    if with_use {
        for (line, _) in &files {
            items.insert(1, item("use", line));
        }
        let words = File { name: "words.policy".to_owned(), items: choices };
        let mut all = vec![File { name: "main.policy".to_owned(), items }];
        all.extend(files.into_iter().map(|(_, file)| file));
        all.push(words);
        return Model { files: all, first_values };
    }
    let place = items.iter().position(|item| item.form == "source").map_or(0, |at| at + 1);
    items.splice(place..place, choices);
    Model { files: vec![File { name: "main.policy".to_owned(), items }], first_values }
}

fn item(form: &'static str, head: &str) -> Item {
    Item { form, head: vec![Piece::Text(head.to_owned())], parts: Vec::new(), movable: false }
}

fn choice_items(vocabulary: &Vocabulary) -> Vec<Item> {
    vocabulary
        .choices
        .iter()
        .map(|choice| {
            let (form, head) = if choice.ordered {
                ("ordered choice", format!("ordered choice {} from lowest", choice.name))
            } else {
                ("choice", format!("choice {}", choice.name))
            };
            let parts = choice
                .values
                .iter()
                .map(|value| say("choice value", format!("{value} \"{value}\"")))
                .collect();
            Item { parts, ..item(form, &head) }
        })
        .chain([item("unit", "unit km \"kilometres\"")])
        .collect()
}

/// The items of one policy's file.
fn file(maker: &mut Maker, shares_words: bool) -> Vec<Item> {
    let main = maker.vocabulary.prefix.is_empty();
    let prefix = maker.vocabulary.prefix;
    for number in 0..maker.random.pick(&[0, 0, 0, 1, 1, 2]).copied().unwrap_or(0) {
        maker.vocabulary.questions.push(format!("{prefix}q{number}"));
    }
    decisions(maker);
    let count = maker.random.between(2, 5);
    let mut clauses = maker.clauses(count);
    let judging = main && maker.random.chance(50);
    if judging {
        maker.name_judgements(count);
    }
    for _ in 0..maker.random.pick(&[0, 0, 1, 1, 2]).copied().unwrap_or(0) {
        let part = maker.term();
        let by = maker.random.below(count);
        push(&mut clauses, by, (END, END), part);
    }
    for _ in 0..maker.random.pick(&[0, 0, 0, 1, 2]).copied().unwrap_or(0) {
        let part = maker.function();
        let by = maker.random.below(count);
        push(&mut clauses, by, (END, END), part);
    }
    let facts = fact_items(maker);
    let parameters = parameter_items(maker);
    rules(maker, &mut clauses);
    maker.edge_parts(&mut clauses);
    if judging {
        maker.judgement_parts(&mut clauses);
    }
    waits(maker, &mut clauses);
    switch_offs(maker, &mut clauses);
    if main && maker.random.chance(35) {
        maker.duty_parts(&mut clauses);
    }
    let mut extra = Vec::new();
    if maker.random.chance(22) {
        extra.push(maker.guarantee());
    }
    if maker.random.chance(8) {
        extra.push(say("notice", "notice \"A notice.\""));
    }
    if maker.random.chance(5) {
        extra.push(say("accept", "accept W0303 \"the record is meant\""));
    }
    for part in extra {
        let by = maker.random.below(count);
        push(&mut clauses, by, (END, END), part);
    }

    let mut items = vec![head(maker)];
    if shares_words {
        items.push(item("use", "use \"words.policy\""));
    }
    let dated = if maker.random.chance(8) {
        " dated 2024-01-05 address \"https://example.invalid/memo\""
    } else {
        ""
    };
    let source = format!(
        "source {prefix}memo \"The memorandum\"{dated} passages \"sources/{prefix}memo.md\" fidelity restated"
    );
    items.push(item("source", &source));
    if main {
        items.extend(record_items(&maker.vocabulary));
        items.extend(
            ACTORS.iter().map(|name| item("actor", &format!("actor {name} \"the {name}\""))),
        );
        items.extend(EVENTS.iter().map(|name| item("event", &format!("event {name} \"{name}\""))));
        items.push(item("protected", "protected religion \"the religion\""));
        if maker.vocabulary.grounds {
            items.extend(
                GROUNDS.iter().map(|name| item("ground", &format!("ground {name} \"{name}\""))),
            );
        }
        for ledger in 0..maker.vocabulary.ledgers {
            let open = maker.random.word(&["", " open", " closed"]);
            items.push(item("ledger", &format!("ledger l{ledger} \"ledger {ledger}\" toward \"for it\" away \"against it\"{open}")));
        }
    }
    items.extend(parameters);
    items.extend(facts);
    items.extend(decision_items(maker));
    let lead = if main { "1".to_owned() } else { "U.1".to_owned() };
    let mut first = clause_item(prefix, &lead);
    first.parts.extend(first_clause(maker));
    items.push(first);
    for clause in clauses {
        let mut item = clause_item(prefix, &clause.id);
        item.parts.extend(clause.parts);
        items.push(item);
    }
    if maker.random.chance(5) {
        items.push(item(
            "clause commentary",
            &format!(
                "clause {}99 \"Words\" commentary \"no operative content\"",
                if main { "" } else { "U." }
            ),
        ));
    }
    items
}

fn clause_item(prefix: &str, id: &str) -> Item {
    let mut item = item("clause", &format!("clause {id} \"clause {id}\""));
    item.movable = true;
    item.parts.push(say("cites", format!("cites {prefix}memo [{id}]")));
    item
}

fn decisions(maker: &mut Maker) {
    let lists = maker.vocabulary.lists();
    for number in 0..maker.random.between(1, 3) {
        let kind = match maker.random.below(100) {
            0..20 => Kind::Set(0),
            20..26 => Kind::Total(maker.summed_sort()),
            26..30 if !lists.is_empty() => {
                let list = maker.random.pick(&lists).copied().unwrap_or(0);
                Kind::EachTotal(maker.summed_sort(), list)
            }
            26..50 if !lists.is_empty() => {
                let list = maker.random.pick(&lists).copied().unwrap_or(0);
                if maker.random.chance(35) {
                    Kind::EachSet(0, list)
                } else {
                    Kind::Each(maker.some_sort(), list)
                }
            }
            _ => Kind::Is(maker.some_sort()),
        };
        let name = format!("{}d{number}", maker.vocabulary.prefix);
        maker.vocabulary.decisions.push(Decision { name, kind });
    }
}

/// The name of the fact at a place.
fn name_of(maker: &Maker, fact: usize) -> String {
    maker.vocabulary.facts.get(fact).map(|fact| fact.name.clone()).unwrap_or_default()
}

fn rules(maker: &mut Maker, clauses: &mut [Clause]) {
    let mut apart = Vec::new();
    let decisions = maker.vocabulary.decisions.len();
    for at in 0..clauses.len() {
        if maker.random.chance(10) {
            let part = maker.own_force();
            if let Some(clause) = clauses.get_mut(at) {
                clause.own_force = true;
                clause.parts.push(part);
            }
        }
        for number in 0..maker.random.pick(&[1, 1, 1, 2, 3]).copied().unwrap_or(1) {
            // Every decision has a rule.
            let first = number == 0 && at < decisions;
            let decision = if first { at } else { maker.random.below(decisions) };
            let table = maker.random.chance(7);
            let table = if table { maker.table(decision) } else { None };
            if let Some(part) = table.or_else(|| maker.rule(clauses, at, decision, &mut apart)) {
                push(clauses, at, (decision, END), part);
                if let Some(clause) = clauses.get_mut(at) {
                    clause.rules.insert(decision);
                }
            }
        }
    }
}

fn waits(maker: &mut Maker, clauses: &mut [Clause]) {
    for at in 0..clauses.len() {
        let own: BTreeSet<usize> =
            clauses.get(at).map(|clause| clause.rules.clone()).unwrap_or_default();
        for decision in own {
            if maker.random.chance(14)
                && let Some(part) = maker.decision_waits(decision)
            {
                push(clauses, at, (decision, END), part);
            }
        }
    }
}

fn switch_offs(maker: &mut Maker, clauses: &mut [Clause]) {
    for by in 1..clauses.len() {
        for target in 0..by {
            if maker.random.chance(14)
                && let Some((part, targets)) = maker.switch_off(clauses, by, target)
            {
                let limit = targets
                    .iter()
                    .filter_map(|target| clauses.get(*target))
                    .map(|clause| clause.limit)
                    .min()
                    .unwrap_or((END, END));
                push(clauses, by, limit, part);
            }
        }
    }
}

fn head(maker: &mut Maker) -> Item {
    let name = if maker.vocabulary.prefix.is_empty() { "main_policy" } else { "other_policy" };
    let mut it = item("policy", &format!("policy {name}"));
    it.parts.push(say("title", "title \"A policy\""));
    it.parts.push(say("authority", "authority \"Nobody\""));
    if maker.random.chance(6) {
        it.parts.push(say("edition", "edition 2026"));
    }
    it.parts.push(say(
        "issued",
        format!("issued {}", maker.random.word(&["2024-01-10", "2024-01-30", "2024-02-01"])),
    ));
    let days: Vec<String> = maker
        .vocabulary
        .facts
        .iter()
        .filter(|fact| fact.shape == Shape::Plain(Sort::Date) && !fact.optional)
        .map(|fact| fact.name.clone())
        .collect();
    if let (Some(day), true) = (maker.random.pick(&days).cloned(), maker.random.chance(40)) {
        it.parts.push(say("governed by", format!("governed by {day}")));
    }
    if maker.random.chance(25) {
        let condition = maker.truth(1, &Context::of_facts());
        it.parts.push(Part {
            form: "applies when",
            pieces: fill("applies when {}", level::CHOICE, vec![condition]),
        });
    }
    if maker.vocabulary.month_ends {
        let (form, words) = match maker.random.below(3) {
            0 => ("month ends round down", "month ends round down"),
            1 => ("month ends round up", "month ends round up"),
            _ => ("month ends are errors", "month ends are errors"),
        };
        it.parts.push(say(form, words));
    }
    let (form, words) = if maker.random.chance(50) {
        ("days count from the next day", "days count from the next day")
    } else {
        ("days count from the same day", "days count from the same day")
    };
    it.parts.push(say(form, words));
    it.parts.push(say("contest", "contest \"Ask again.\""));
    it
}

/// The first clause: what the policy says of its own force, and the open questions.
fn first_clause(maker: &mut Maker) -> Vec<Part> {
    let mut parts = Vec::new();
    for name in maker.vocabulary.questions.clone() {
        let third =
            if maker.random.chance(15) { format!(" or {name}_c \"so\"") } else { String::new() };
        parts.push(say("open question", format!(
            "open question {name} \"the question {name}?\" either {name}_a \"this way\" or {name}_b \"that way\"{third}"
        )));
    }
    match maker.random.below(100) {
        0..40 => {}
        40..82 => parts.push(say("policy in force", "policy in force from 2024-01-01")),
        82..85 => {
            parts.push(say("policy in force", format!("policy in force from {}", maker.day())))
        }
        85..89 if !maker.vocabulary.questions.is_empty() => {
            // The day on which force begins is contested.
            let questions = maker.vocabulary.questions.clone();
            let question = maker.random.pick(&questions).cloned().unwrap_or_default();
            let days = [maker.day(), maker.day()];
            for (reading, day) in ["a", "b"].iter().zip(days) {
                parts.push(say(
                    "policy in force when",
                    format!("policy in force from {day} when {question} is {question}_{reading}"),
                ));
            }
        }
        85..94 => parts.push(say(
            "policy in force before",
            format!("policy in force from 2024-01-01 before {}", maker.day()),
        )),
        _ => parts.push(say(
            "policy in force through",
            format!("policy in force from 2024-01-01 through {}", maker.day()),
        )),
    }
    if maker.random.chance(8) {
        parts.push(say(
            "policy suspended",
            format!(
                "policy suspended from {} before 2024-02-02 \"a court\"",
                maker.random.word(&DAYS[..3])
            ),
        ));
    }
    for question in maker.vocabulary.questions.clone() {
        if maker.random.chance(30) {
            let from = maker.random.word(&DAYS[..4]);
            parts.push(say("policy suspended when", format!(
                "policy suspended from {from} before 2024-02-03 \"a court\" when {question} is {question}_{}",
                maker.random.word(&["a", "b"])
            )));
        }
    }
    if !maker.vocabulary.used.is_empty() && maker.random.chance(12) {
        parts.push(say("policy replaces", "policy replaces other_policy"));
    }
    parts
}

fn record_items(vocabulary: &Vocabulary) -> Vec<Item> {
    vocabulary
        .records
        .iter()
        .filter(|(name, _)| *name != "period")
        .map(|(name, fields)| {
            let parts = fields
                .iter()
                .map(|field| {
                    let optional = if field.optional { "optional " } else { "" };
                    let form = if field.optional { "optional field" } else { "field" };
                    let of = type_name(vocabulary, field.sort);
                    say(form, format!("{} : {optional}{of} \"the {}\"", field.name, field.name))
                })
                .collect();
            Item { parts, ..item("record", &format!("record {name}")) }
        })
        .collect()
}

fn parameter_items(maker: &mut Maker) -> Vec<Item> {
    let mut items = Vec::new();
    for (name, sort) in maker.vocabulary.parameters.clone() {
        let head =
            format!("parameter {name} : {} \"the parameter\"", type_name(&maker.vocabulary, sort));
        let mut it = item("parameter", &head);
        let first = if maker.random.chance(85) { "2020-01-01" } else { "2024-01-30" };
        let mut starts = vec![first];
        if maker.random.chance(70) {
            starts.push("2024-01-31");
        }
        if maker.random.chance(40) {
            starts.push("2024-02-01");
        }
        for start in starts {
            let value = literal(&mut maker.random, &maker.vocabulary, sort);
            it.parts.push(say("parameter value", format!("is {value} from {start}")));
        }
        items.push(it);
    }
    items
}

fn fact_items(maker: &mut Maker) -> Vec<Item> {
    let mut items = Vec::new();
    for fact in maker.vocabulary.facts.clone() {
        items.push(fact_item(maker, &fact));
    }
    items
}

fn fact_item(maker: &mut Maker, fact: &Fact) -> Item {
    let record = |at: usize| maker.vocabulary.records.get(at).map_or("", |(name, _)| *name);
    let (form, of) = match fact.shape {
        Shape::Plain(sort) => ("fact", type_name(&maker.vocabulary, sort)),
        Shape::Record(at) => ("fact of a record", record(at).to_owned()),
        Shape::Records(at) => ("list of records", format!("list of {}", record(at))),
        Shape::List(sort) => {
            ("list of values", format!("list of {}", type_name(&maker.vocabulary, sort)))
        }
        Shape::Set(choice) => (
            "fact of a set",
            format!("set of {}", type_name(&maker.vocabulary, Sort::Choice(choice))),
        ),
    };
    let (form, of) = match (fact.optional, fact.shape) {
        (true, Shape::Record(_)) => ("optional record", format!("optional {of}")),
        (true, Shape::List(sort)) => (
            "list of optional values",
            format!("list of optional {}", type_name(&maker.vocabulary, sort)),
        ),
        (true, _) => ("optional fact", format!("optional {of}")),
        (false, _) => (form, of),
    };
    let mut it = item(form, &format!("fact {} : {of} \"the fact {}\"", fact.name, fact.name));
    let name = &fact.name;
    if maker.random.chance(10) {
        it.parts.push(say("ask", format!("ask \"What is {name}?\"")));
        it.parts.push(say("held in", "held in \"the file\""));
    }
    let Shape::Plain(sort) = fact.shape else {
        if matches!(fact.shape, Shape::Records(_) | Shape::List(_)) && maker.random.chance(30) {
            let context = Context { plain: true, ..Context::default() };
            let condition = maker.truth(1, &context);
            it.parts.push(Part {
                form: "complete only when",
                pieces: fill("complete only when {}", level::CHOICE, vec![condition]),
            });
        }
        return it;
    };
    let bounds = match sort {
        Sort::Integer | Sort::Number => Some(("0", "3")),
        Sort::Money => Some(("0 USD", "3 USD")),
        Sort::Wage => Some(("0 USD a month", "3 USD a month")),
        Sort::Date => Some(("2024-01-29", "2024-02-02")),
        Sort::Days => Some(("0 days", "3 days")),
        Sort::Months => Some(("0 months", "2 months")),
        Sort::Minutes => Some(("0 minutes", "2 hours")),
        Sort::Counted => Some(("0 km", "3 km")),
        Sort::Truth | Sort::Text | Sort::Choice(_) | Sort::Other => None,
    };
    if let Some((least, most)) = bounds {
        if maker.random.chance(70) {
            it.parts.push(say("between", format!("between {least} and {most}")));
        } else {
            it.parts.push(say("at least", format!("at least {least}")));
            if maker.random.chance(60) {
                it.parts.push(say("at most", format!("at most {most}")));
            }
        }
    }
    if maker.random.chance(16) {
        // Within the bounds, or there is nothing to presume.
        let value = match sort {
            Sort::Integer => format!("{}", maker.random.below(4)),
            Sort::Months => "1 month".to_owned(),
            _ => literal(&mut maker.random, &maker.vocabulary, sort),
        };
        it.parts.push(say("presumed", format!("presumed {value}")));
    }
    it
}

fn decision_items(maker: &mut Maker) -> Vec<Item> {
    let mut items = Vec::new();
    for (at, decision) in maker.vocabulary.decisions.clone().into_iter().enumerate() {
        let name = &decision.name;
        let (form, head, sort) = match decision.kind {
            Kind::Is(sort) => {
                let form = match sort {
                    Sort::Truth => "decision yes/no",
                    Sort::Choice(_) => "decision choice",
                    Sort::Integer | Sort::Number => "decision number",
                    Sort::Money | Sort::Wage => "decision money",
                    Sort::Date => "decision date",
                    Sort::Counted => "decision number in a unit",
                    Sort::Days | Sort::Months | Sort::Minutes => "decision length of time",
                    Sort::Text | Sort::Other => "decision text",
                };
                (form, format!("decision {name} : {}", type_name(&maker.vocabulary, sort)), sort)
            }
            Kind::Set(choice) => {
                let of = type_name(&maker.vocabulary, Sort::Choice(choice));
                ("decision set", format!("decision {name} : set of {of}"), Sort::Other)
            }
            Kind::Each(sort, list) => {
                let (over, of) = (name_of(maker, list), type_name(&maker.vocabulary, sort));
                (
                    "decision for each element",
                    format!("decision {name} of x{list} in {over} : {of}"),
                    sort,
                )
            }
            Kind::Total(sort) => {
                let of = type_name(&maker.vocabulary, sort);
                ("decision total", format!("decision {name} : total {of}"), Sort::Other)
            }
            Kind::EachTotal(sort, list) => {
                let (over, of) = (name_of(maker, list), type_name(&maker.vocabulary, sort));
                (
                    "decision total for each element",
                    format!("decision {name} of x{list} in {over} : total {of}"),
                    Sort::Other,
                )
            }
            Kind::EachSet(choice, list) => {
                let over = name_of(maker, list);
                let of = type_name(&maker.vocabulary, Sort::Choice(choice));
                (
                    "decision set for each element",
                    format!("decision {name} of x{list} in {over} : set of {of}"),
                    Sort::Other,
                )
            }
        };
        let mut it = item(form, &format!("{head} \"the decision {name}\""));
        if sort != Sort::Other {
            if maker.random.chance(60) {
                let context = Context::from((at, 0));
                let mut value = maker.literal(sort);
                if maker.random.chance(15) && sort != Sort::Money {
                    value = maker.leaf(sort, &context);
                }
                it.parts.push(Part {
                    form: "otherwise",
                    pieces: fill("otherwise {}", level::TIGHT, vec![value]),
                });
            } else if sort == Sort::Truth || maker.random.chance(30) {
                it.parts.push(say("otherwise undetermined", "otherwise undetermined"));
            }
        }
        items.push(it);
    }
    items
}
