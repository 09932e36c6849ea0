//! Who found what, when and why.
//!
//! What a finding lacks or may not rest on is a *defect*, which the run tells by clause. Here only what cannot
//! be understood is refused: names nobody declared, a value that is none of its judgement's, a second finding
//! on one judgement.

use std::collections::BTreeMap;

use whereas_source::Span;
use whereas_value::case::{Basis, Finding, Weighed};
use whereas_value::id::JudgementId;
use whereas_value::types::Type;

use crate::event::{actor, day, text};
use crate::fact::{Values, entry};
use crate::names::{Known, Names};
use crate::path::Path;
use crate::problems;
use crate::raw::{Entry, Kind, Node};
use crate::scalar::{self, Word};
use crate::shape::fields;

const FIELDS: [&str; 10] = [
    "judgement",
    "value",
    "by",
    "on",
    "because",
    "weighing",
    "present",
    "not_shown",
    "resting_on",
    "draft",
];

pub(crate) fn read(
    items: &[Node],
    values: &mut Values<'_>,
    names: &Names<'_>,
    known: &Known<'_>,
) -> Option<Vec<Finding>> {
    let mut findings = Vec::new();
    let mut first: BTreeMap<JudgementId, Span> = BTreeMap::new();
    let mut sound = true;
    let list = Path::of("findings");
    for (index, item) in items.iter().enumerate() {
        if values.is_full() {
            return None;
        }
        let path = list.item(index);
        match finding(item, &path, values, names, known) {
            None => sound = false,
            Some(None) => {}
            Some(Some(finding)) => {
                if !finding.draft
                    && let Some(before) = first.insert(finding.judgement, item.span)
                {
                    let name = values
                        .policy
                        .book
                        .judgements
                        .get(finding.judgement)
                        .map_or("", |it| &it.name);
                    values.report(problems::two_findings(before, item.span, name));
                    sound = false;
                }
                findings.push(finding);
            }
        }
    }
    sound.then_some(findings)
}

/// The finding; `Some(None)` where only another policy has its judgement.
fn finding(
    item: &Node,
    path: &Path<'_>,
    values: &mut Values<'_>,
    names: &Names<'_>,
    known: &Known<'_>,
) -> Option<Option<Finding>> {
    let entries = fields(item, &FIELDS, path, values)?;
    let of = format!("`{path}`");
    let Some(word) = entry(entries, "judgement").and_then(|it| Word::of(&it.value)) else {
        values.report(problems::missing_field(item.span, &of, "judgement"));
        return None;
    };
    let judgement = match names.judgements.get(word.text) {
        Some(judgement) => *judgement,
        None if known.judgements.contains(word.text) => return Some(None),
        None => {
            let near = known.judgements.iter().copied();
            values.report(problems::unknown_judgement(word.span, word.text, near));
            return None;
        }
    };
    let draft = flag(entries, "draft", path, values);
    let value = value(item, entries, judgement, draft, path, values);
    let by = actor(entries, "by", path, values, names, known);
    let on = match entry(entries, "on") {
        None => Some(None),
        Some(on) => day(&on.value, &path.field("on"), values).map(Some),
    };
    let because = text(entries, "because", path, values);
    let weighed = weighed(entries, path, values, names);
    let resting_on = bases(entries, "resting_on", path, values, names);
    let (weighing, also_weighing) = weighed?;
    Some(Some(Finding {
        judgement,
        value: value?,
        by: by?,
        on: on?,
        because: because?.unwrap_or_default(),
        weighing,
        also_weighing,
        resting_on: resting_on?,
        draft: draft?,
    }))
}

fn flag(entries: &[Entry], field: &str, path: &Path<'_>, values: &mut Values<'_>) -> Option<bool> {
    match entry(entries, field) {
        None => Some(false),
        Some(entry) => match Word::of(&entry.value).and_then(scalar::truth) {
            Some(flag) => Some(flag),
            None => values.wrong(&entry.value, &Type::Truth, &path.field(field)),
        },
    }
}

/// The value: one single value of the judgement's type. That of a draft is read and laid aside.
fn value(
    item: &Node,
    entries: &[Entry],
    judgement: JudgementId,
    draft: Option<bool>,
    path: &Path<'_>,
    values: &mut Values<'_>,
) -> Option<Option<whereas_value::Partial>> {
    let Some(entry) = entry(entries, "value") else {
        if draft? {
            return Some(None);
        }
        values.report(problems::missing_field(item.span, &format!("`{path}`"), "value"));
        return None;
    };
    let ty = &values.policy.facts.judgements.get(judgement)?.ty;
    let path = path.field("value");
    if let Kind::Map(_) | Kind::List(_) = entry.value.kind {
        return values.wrong(&entry.value, ty, &path);
    }
    let value = values.single(&entry.value, ty, &path)?;
    Some(if draft? { None } else { Some(value) })
}

/// What was weighed: factors, and beside them facts and further factors in the finder's own words.
fn weighed(
    entries: &[Entry],
    path: &Path<'_>,
    values: &mut Values<'_>,
    names: &Names<'_>,
) -> Option<(Vec<Weighed>, Vec<Basis>)> {
    let (mut factors, mut others) = (BTreeMap::new(), Vec::new());
    let mut sound = true;
    for (field, present) in
        [("weighing", None), ("present", Some(true)), ("not_shown", Some(false))]
    {
        let Some(words) = list(entries, field, path, values) else {
            sound = false;
            continue;
        };
        for word in words {
            match (names.factors.get(word.text), present) {
                (Some(factor), _) => {
                    let before = factors.insert(*factor, present.unwrap_or(true));
                    if before == Some(true)
                        && present == Some(false)
                        && named_in(entries, "present", word.text)
                    {
                        let why = format!("`{}` is said to be present and not shown", word.text);
                        values.report(problems::nothing_possible(
                            word.span,
                            &path.field(field),
                            &why,
                        ));
                        sound = false;
                    }
                }
                (None, None) => match basis(word, names, values, true) {
                    Some(basis) => others.push(basis),
                    None => sound = false,
                },
                (None, Some(_)) => {
                    let near = names.factors.keys().copied();
                    values.report(problems::unknown_basis(word.span, word.text, "factor", near));
                    sound = false;
                }
            }
        }
    }
    let factors =
        factors.into_iter().map(|(factor, present)| Weighed { factor, present }).collect();
    sound.then_some((factors, others))
}

fn named_in(entries: &[Entry], field: &str, name: &str) -> bool {
    let Some(Kind::List(items)) = entry(entries, field).map(|it| &it.value.kind) else {
        return false;
    };
    items.iter().filter_map(Word::of).any(|word| word.text == name)
}

fn bases(
    entries: &[Entry],
    field: &str,
    path: &Path<'_>,
    values: &mut Values<'_>,
    names: &Names<'_>,
) -> Option<Vec<Basis>> {
    // Where a policy declares no grounds, what a finding rests on is said in plain words.
    let free = !values.policy.facts.has_grounds;
    let mut bases = Vec::new();
    let mut sound = true;
    for word in list(entries, field, path, values)? {
        match basis(word, names, values, free) {
            Some(basis) => bases.push(basis),
            None => sound = false,
        }
    }
    sound.then_some(bases)
}

/// The words of a list of names.
fn list<'n>(
    entries: &'n [Entry],
    field: &str,
    path: &Path<'_>,
    values: &mut Values<'_>,
) -> Option<Vec<Word<'n>>> {
    let path = path.field(field);
    let items = match entry(entries, field).map(|it| &it.value) {
        None => return Some(Vec::new()),
        Some(Node { kind: Kind::List(items), .. }) => items,
        Some(node) => return values.wrong_with(node, "a list of names", &path),
    };
    let mut words = Vec::new();
    let mut sound = true;
    for (index, item) in items.iter().enumerate() {
        match Word::of(item) {
            Some(word) => words.push(word),
            None => {
                let none: Option<()> = values.wrong_with(item, "a name", &path.item(index));
                sound = none.is_some();
            }
        }
    }
    sound.then_some(words)
}

/// A ground, a fact, a field of a record, a protected characteristic; or, where that is free to the finder, a
/// text of more than one word.
fn basis(word: Word<'_>, names: &Names<'_>, values: &mut Values<'_>, free: bool) -> Option<Basis> {
    let name = word.text;
    if let Some(ground) = names.grounds.get(name) {
        return Some(Basis::Ground(*ground));
    }
    if let Some(fact) = names.facts.get(name) {
        return Some(Basis::Fact(*fact));
    }
    if let Some(protected) = names.protected.get(name) {
        return Some(Basis::Protected(*protected));
    }
    if let Some(field) = field(name, names, values) {
        return Some(field);
    }
    if free && name.trim().contains(char::is_whitespace) {
        return Some(Basis::Other(name.trim().into()));
    }
    let near = names.grounds.keys().chain(names.facts.keys()).chain(names.factors.keys()).copied();
    let kinds = if free { "factor, ground or fact" } else { "ground or fact" };
    let problem = problems::unknown_basis(word.span, name, kinds, near);
    values.report(if free && problem.help.is_empty() {
        problem.help("a further factor is said in more than one word")
    } else {
        problem
    });
    None
}

/// `convictions.undone`
fn field(name: &str, names: &Names<'_>, values: &Values<'_>) -> Option<Basis> {
    let (fact, field) = name.rsplit_once('.')?;
    let fact = *names.facts.get(fact)?;
    let ty = values.policy.facts.facts.get(fact)?.ty.present();
    let element = if let Type::List(element) = ty { element.present() } else { ty };
    let Type::Record(record) = element else { return None };
    let fields = &values.policy.book.records.get(*record)?.fields;
    let place = fields.iter().position(|known| known.name == field)?;
    Some(Basis::Field(fact, u32::try_from(place).ok()?))
}
