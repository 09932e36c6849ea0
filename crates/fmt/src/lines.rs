//! Which words start a line, and how deep.
//!
//! Reads: an item and its words. Produces: a depth on each word that always starts a line. Invariant: the first word
//! of an item does, and nothing else at depth nought.

use whereas_source::Span;
use whereas_syntax::tree::{
    Clause, Example, Fact, Item, Judgement, Label, Policy, Statement, StatementKind, Table,
};

use crate::words::{Word, at};

/// Whether a blank line always stands between two items: between any of which one is more than a few lines of
/// vocabulary. Between the others the drafter chooses.
pub(crate) fn parted(above: &Item, below: &Item) -> bool {
    is_large(above) || is_large(below)
}

fn is_large(item: &Item) -> bool {
    match item {
        Item::Policy(_)
        | Item::Source(_)
        | Item::Choice(_)
        | Item::Record(_)
        | Item::Calendar(_)
        | Item::Ledger(_)
        | Item::Clause(_) => true,
        Item::Use(_)
        | Item::Actor(_)
        | Item::Ground(_)
        | Item::Protected(_)
        | Item::Event(_)
        | Item::Unit(_)
        | Item::Parameter(_)
        | Item::Fact(_)
        | Item::Decision(_)
        | Item::Broken(_) => false,
    }
}

/// Marks the lines of an item.
pub(crate) fn mark(item: &Item, words: &mut [Word<'_>]) {
    count_brackets(words);
    start(words, 0, 0);
    match item {
        Item::Policy(it) => policy(it, words),
        Item::Source(_) => {
            parts(words, &[], |text| matches!(text, "dated" | "address" | "passages" | "fidelity"));
        }
        Item::Choice(it) => {
            for value in &it.values {
                start_at(words, value.name.span, 1);
            }
        }
        Item::Record(it) => {
            for field in &it.fields {
                start_at(words, field.name.span, 1);
            }
        }
        Item::Calendar(it) => {
            let names: Vec<Span> = it.weekend.iter().map(|name| name.span).collect();
            parts(words, &names, |text| matches!(text, "weekend" | "holidays"));
        }
        Item::Parameter(it) => {
            for value in &it.values {
                start_at(words, value.span, 1);
            }
        }
        Item::Fact(it) => fact(it, words),
        Item::Decision(it) => {
            label(&it.label, words, 1);
            parts(words, &[], |text| text == "otherwise");
        }
        Item::Ledger(_) => {
            parts(words, &[], |text| matches!(text, "toward" | "away" | "open" | "closed"));
        }
        Item::Clause(it) => clause(it, words),
        Item::Use(_)
        | Item::Actor(_)
        | Item::Ground(_)
        | Item::Protected(_)
        | Item::Event(_)
        | Item::Unit(_)
        | Item::Broken(_) => {}
    }
    no_blank_under_heads(words);
}

/// A line has no blank line between it and what is deeper.
fn no_blank_under_heads(words: &mut [Word<'_>]) {
    let mut above = None;
    for word in words {
        let Some(depth) = word.line else { continue };
        if above.is_some_and(|above| depth > above) {
            word.set_blank(false);
        }
        above = Some(depth);
    }
}

fn count_brackets(words: &mut [Word<'_>]) {
    let mut open: Vec<&str> = Vec::new();
    for word in words {
        if !word.joined && matches!(word.text, ")" | "]" | "}") {
            open.pop();
        }
        word.brackets = u16::try_from(open.len()).unwrap_or(u16::MAX);
        word.in_braces = open.last() == Some(&"{");
        if !word.joined && matches!(word.text, "(" | "[" | "{") {
            open.push(word.text);
        }
    }
}

fn start(words: &mut [Word<'_>], index: usize, depth: usize) {
    if let Some(word) = words.get_mut(index) {
        word.line = Some(depth);
    }
}

fn start_at(words: &mut [Word<'_>], span: Span, depth: usize) {
    start(words, at(words, span.start), depth);
}

/// Starts a line at each word that starts a part, after the item's or statement's own two; words in `names`, which
/// stand in order, are names, whatever they are.
fn parts(words: &mut [Word<'_>], names: &[Span], starts: impl Fn(&str) -> bool) {
    let depth = words.first().and_then(|word| word.line).unwrap_or(0).saturating_add(1);
    let mut names = names.iter().peekable();
    let mut before = "";
    for (index, word) in words.iter_mut().enumerate() {
        while names.next_if(|name| name.end <= word.start).is_some() {}
        let is_name = names.peek().is_some_and(|name| name.start <= word.start);
        let free = index > 1 && word.owner.is_none() && word.brackets == 0 && before != ".";
        if free && !is_name && !word.is_text() && starts(word.text) {
            word.line = Some(depth);
        }
        before = word.text;
    }
}

/// The further forms of a label, each on a line: `not "…"`, `es: "…" not "…"`.
fn label(label: &Label, words: &mut [Word<'_>], depth: usize) {
    if let Some(negated) = &label.negated {
        let text = at(words, negated.span.start);
        start(words, text.saturating_sub(1), depth);
    }
    for other in &label.others {
        start_at(words, other.language.span, depth);
    }
}

fn policy(policy: &Policy, words: &mut [Word<'_>]) {
    let mut names: Vec<Span> = policy.languages.iter().map(|name| name.span).collect();
    names.extend(policy.governed_by.as_ref().map(|name| name.span));
    if let Some(background) = &policy.examples {
        // All of it but its first word.
        names.push(Span::new(
            background.span.file,
            background.span.start.saturating_add(1),
            background.span.end,
        ));
    }
    names.sort();
    parts(words, &names, |text| {
        matches!(
            text,
            "title"
                | "authority"
                | "issued"
                | "edition"
                | "governed"
                | "applies"
                | "month"
                | "days"
                | "languages"
                | "examples"
                | "contest"
        )
    });
}

fn fact(fact: &Fact, words: &mut [Word<'_>]) {
    let mut names = vec![fact.ty.span];
    names.extend(fact.presumed.as_ref().map(|value| value.span));
    label(&fact.label, words, 1);
    parts(words, &names, |text| {
        matches!(text, "ask" | "held" | "at" | "between" | "presumed" | "complete")
    });
}

fn clause(clause: &Clause, words: &mut [Word<'_>]) {
    for one in &clause.statements {
        let (from, to) = (at(words, one.span.start), at(words, one.span.end));
        start(words, from, 1);
        statement(one, words.get_mut(from..to).unwrap_or_default());
    }
    for (index, one) in clause.examples.iter().enumerate() {
        let (from, to) = (at(words, one.span.start), at(words, one.span.end));
        start(words, from, 1);
        let mine = words.get_mut(from..to).unwrap_or_default();
        if index == 0
            && !clause.statements.is_empty()
            && let Some(first) = mine.first_mut()
        {
            first.set_blank(true);
        }
        example(one, mine);
    }
}

fn statement(statement: &Statement, words: &mut [Word<'_>]) {
    match &statement.kind {
        StatementKind::Judgement(it) => judgement(it, words),
        StatementKind::OpenQuestion(_) => parts(words, &[], |text| text == "either"),
        StatementKind::Duty(_) => {
            parts(words, &[], |text| {
                matches!(
                    text,
                    "owed"
                        | "arises"
                        | "ongoing"
                        | "due"
                        | "discharged"
                        | "breached"
                        | "excused"
                        | "upon"
                        | "must"
                        | "should"
                )
            });
            force_beside_owed(words);
        }
        StatementKind::Table(it) => table(it, words),
        StatementKind::Cites(_)
        | StatementKind::InForce(_)
        | StatementKind::PolicyInForce(_)
        | StatementKind::PolicySuspended(_)
        | StatementKind::PolicyReplaces(_)
        | StatementKind::Notice(_)
        | StatementKind::Means(_)
        | StatementKind::Function(_)
        | StatementKind::Rule(_)
        | StatementKind::Despite(_)
        | StatementKind::SubjectTo(_)
        | StatementKind::SwitchOff(_)
        | StatementKind::OnlyAfter(_)
        | StatementKind::JudgementPart(_)
        | StatementKind::Factor(_)
        | StatementKind::RestLimit(_)
        | StatementKind::NeverConsider(_)
        | StatementKind::Guarantee(_)
        | StatementKind::Permission(_)
        | StatementKind::Commentary(_)
        | StatementKind::Accept { .. } => {}
    }
}

fn judgement(judgement: &Judgement, words: &mut [Word<'_>]) {
    let mut names = vec![judgement.ty.span];
    names.extend(judgement.made_by.iter().map(|name| name.span));
    names.extend(judgement.weighing.iter().chain(&judgement.burden_on).map(|name| name.span));
    names.sort();
    label(&judgement.label, words, 2);
    parts(words, &names, |text| matches!(text, "made" | "weighing" | "only" | "burden"));
}

/// `must` and `should` stand beside `owed by A` where they follow it.
fn force_beside_owed(words: &mut [Word<'_>]) {
    let mut last = "";
    for word in words {
        if word.line.is_none() {
            continue;
        }
        if last == "owed" && matches!(word.text, "must" | "should") {
            word.line = None;
            word.set_blank(false);
        } else {
            last = word.text;
        }
    }
}

fn table(table: &Table, words: &mut [Word<'_>]) {
    let head = words.iter().position(|word| word.text == "|");
    start(words, head.unwrap_or(usize::MAX), 2);
    for row in &table.rows {
        start_at(words, row.span, 2);
    }
}

fn example(_: &Example, words: &mut [Word<'_>]) {
    parts(words, &[], |text| {
        matches!(text, "as" | "like" | "given" | "found" | "event" | "expect")
    });
    // `found j as draft` has no line of its own for `as`.
    let drafts: Vec<usize> = words
        .windows(2)
        .enumerate()
        .filter(|(_, pair)| {
            matches!(pair, [as_word, next] if as_word.text == "as" && next.text != "of")
        })
        .map(|(index, _)| index)
        .collect();
    for index in drafts {
        if let Some(word) = words.get_mut(index) {
            word.line = None;
        }
    }
}
