//! Where a line may be broken that is too long, expressions apart.
//!
//! Reads: the words of an item, its lines marked. Produces: gaps. Invariant: a lower level is broken first; what
//! stands in brackets is broken after what stands around it.

use whereas_syntax::TokenKind;
use whereas_syntax::tree::{Item, StatementKind};

use crate::words::{Word, at};

/// A place before a word where its line may be broken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Gap {
    /// The lowest of a line is broken first.
    pub level: u16,
    /// How the gaps of one level are broken.
    pub style: Style,
}

/// How the gaps of one level are broken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Style {
    /// All of them, or none.
    Each,
    /// Only where the line would become too long.
    Fill,
    /// All of them or none, and what follows starts where the first part does, unless that starts the line.
    Flush,
    /// All of them or none, and what the first part is broken into starts where what follows does.
    Level,
}

/// The parts of a statement: `when C`, `because "…"`.
const PART: u16 = 0;
/// What a part may be broken into.
const INNER: u16 = 1;
/// After the verb of a rule.
const VERB: u16 = 2;
/// The forms of a label.
const LABEL: u16 = 5;
/// Lists, outside of brackets; within brackets two more for each.
const LIST: u16 = 6;
/// Before the brackets around what an example states of a fact.
const STATED: u16 = 7;

/// Marks the gaps of an item.
pub(crate) fn mark(item: &Item, words: &mut [Word<'_>]) {
    if let Item::Clause(clause) = item {
        for statement in &clause.statements {
            let start = at(words, statement.span.start);
            let end = at(words, statement.span.end);
            let mine = words.get_mut(start..end).unwrap_or_default();
            match statement.kind {
                StatementKind::Rule(_) => after_verb(mine),
                StatementKind::Table(_) => keep_rows(mine),
                StatementKind::Cites(_)
                | StatementKind::InForce(_)
                | StatementKind::PolicyInForce(_)
                | StatementKind::PolicySuspended(_)
                | StatementKind::PolicyReplaces(_)
                | StatementKind::Notice(_)
                | StatementKind::Means(_)
                | StatementKind::Function(_)
                | StatementKind::Despite(_)
                | StatementKind::SubjectTo(_)
                | StatementKind::SwitchOff(_)
                | StatementKind::OnlyAfter(_)
                | StatementKind::Judgement(_)
                | StatementKind::JudgementPart(_)
                | StatementKind::Factor(_)
                | StatementKind::RestLimit(_)
                | StatementKind::NeverConsider(_)
                | StatementKind::OpenQuestion(_)
                | StatementKind::Guarantee(_)
                | StatementKind::Duty(_)
                | StatementKind::Permission(_)
                | StatementKind::Commentary(_)
                | StatementKind::Accept { .. } => {}
            }
        }
    }
    let mut head = "";
    let mut borne = false;
    for index in 0..words.len() {
        let before = index.checked_sub(1).and_then(|at| words.get(at));
        let after = words.get(index.saturating_add(1));
        let Some(word) = words.get(index) else { continue };
        if word.line.is_some() {
            (head, borne) = (word.text, false);
            continue;
        }
        let Some(before) = before else { continue };
        // Columns have no width that a row could be broken to.
        if head == "|" {
            continue;
        }
        if word.owner.is_none() || before.is("means") {
            let found = gap(head, before, word, after, borne);
            borne |= head == "factor" && is_bearing(word);
            if let (Some(gap), Some(word)) = (found, words.get_mut(index)) {
                word.gap = Some(gap);
            }
        }
    }
}

fn gap(
    head: &str,
    before: &Word<'_>,
    word: &Word<'_>,
    after: Option<&Word<'_>>,
    borne: bool,
) -> Option<Gap> {
    let each = |level: u16| Some(Gap { level, style: Style::Each });
    let flush = |level: u16| Some(Gap { level, style: Style::Flush });
    let fill = |level: u16| Some(Gap { level, style: Style::Fill });
    if before.is("means") {
        return each(PART);
    }
    if before.is(",") {
        return fill(LIST.saturating_add(word.brackets.saturating_mul(2)));
    }
    let stated = before.is("is") || before.is("includes");
    if head == "given" && stated && word.brackets == 0 && matches!(word.text, "[" | "{") {
        return each(STATED);
    }
    let is_language =
        word.kind == TokenKind::Name && after.is_some_and(|it| it.text == ":") && before.is_text();
    if is_language || word.text == "not" && before.is_text() {
        return each(LABEL);
    }
    // What is left are words of the language; a field may be written like one.
    if word.kind != TokenKind::Keyword || before.text == "." || word.brackets > 0 {
        return None;
    }
    let leads = |text: &str| after.is_some_and(|it| it.is(text));
    match (head, word.text) {
        ("factor", "when" | "found") => flush(INNER),
        ("factor", _) if is_bearing(word) => {
            if borne {
                flush(INNER)
            } else {
                each(PART)
            }
        }
        ("never", "in") => each(PART),
        ("guarantee", "always" | "never" | "raising") if before.is_text() => each(PART),
        ("expect", "because" | "missing" | "for") => fill(PART),
        ("found", "because") => each(PART),
        ("found", "weighing" | "resting") => flush(INNER),
        ("either", "or") => each(PART),
        (_, "or") => fill(LIST),
        ("permission", "held") => each(PART),
        ("examples", "given") => each(PART),
        (_, "only") if leads("after") => each(PART),
        (_, "because") => each(PART),
        (_, "when") => match before.text {
            "applies" | "arises" | "discharged" | "excused" | "only" => None,
            _ => Some(Gap { level: PART, style: Style::Level }),
        },
        (_, "unless") => Some(Gap { level: PART, style: Style::Level }),
        _ => None,
    }
}

/// `toward in L`, `away in L`, `either way in L`.
fn is_bearing(word: &Word<'_>) -> bool {
    matches!(word.text, "toward" | "away" | "either") && word.owner.is_none()
}

/// A rule may be broken after its verb.
fn after_verb(words: &mut [Word<'_>]) {
    let is_verb = |word: &Word<'_>| {
        word.owner.is_none() && matches!(word.text, "is" | "includes" | "excludes" | "adds")
    };
    let verb = words.iter().position(is_verb);
    if let Some(word) = verb.and_then(|at| words.get_mut(at.saturating_add(1))) {
        word.gap = Some(Gap { level: VERB, style: Style::Each });
    }
}

/// The rows of a table are never broken.
fn keep_rows(words: &mut [Word<'_>]) {
    let rows = words.iter().position(|word| word.text == "|").unwrap_or(words.len());
    for word in words.iter_mut().skip(rows) {
        word.gap = None;
    }
}
