//! One name, one thing: what a case calls by a name is the same for every policy of a package.
//!
//! Reads what the policies declare that a case names; reports a name that is declared twice for different things. A
//! case is one file for all of them, so under such a name one value, or one finding, would answer two questions.

use std::collections::BTreeMap;

use ecow::EcoString;
use whereas_diagnostics::Diagnostic;
use whereas_hir::Hir;
use whereas_hir::map::SourceMap;
use whereas_hir::print::type_words;
use whereas_hir::vocabulary::Named;
use whereas_source::Span;
use whereas_value::id::Id;
use whereas_value::types::Type;
use whereas_value::{IndexVec, Label};

use crate::{Policy, problems};

/// The language of labels where a policy names none.
const DEFAULT_LANGUAGE: &str = "en";

/// What a case names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Fact,
    Judgement,
    Factor,
    Actor,
    Ground,
    Event,
}

impl Kind {
    const fn words(self) -> &'static str {
        match self {
            Self::Fact => "fact",
            Self::Judgement => "judgement",
            Self::Factor => "factor",
            Self::Actor => "actor",
            Self::Ground => "ground",
            Self::Event => "event",
        }
    }
}

/// One declaration, as the policy that reads it sees it.
struct Declared<'a> {
    span: Span,
    label: BTreeMap<&'a str, (&'a str, Option<&'a str>)>,
    /// What a case may state: the type, and whatever its values and fields are called.
    ty: Option<(String, String)>,
}

/// Reports every name of a case that two declarations of the package give to different things.
pub(crate) fn check(policies: &[Policy], found: &mut Vec<Diagnostic>) {
    let mut all: BTreeMap<(Kind, &EcoString, usize), Vec<Declared<'_>>> = BTreeMap::new();
    for (place, Policy { hir, map, .. }) in policies.iter().enumerate() {
        let mut add = |kind: Kind, name, span: Option<&Span>, label, ty: Option<&Type>| {
            // Only findings name a factor: it is one of the policy whose judgement they answer.
            let within = if kind == Kind::Factor { place } else { 0 };
            let Some(span) = span.copied() else { return };
            let same = all.entry((kind, name, within)).or_default();
            // What two policies use from one file is declared once.
            if same.iter().all(|it| it.span != span) {
                let ty = ty.map(|ty| (type_words(hir, ty), shape(hir, ty)));
                same.push(Declared { span, label: by_language(hir, label), ty });
            }
        };
        for (id, it) in hir.facts.enumerate() {
            add(Kind::Fact, &it.name, map.facts.get(id), &it.label, Some(&it.ty));
        }
        for (id, it) in hir.judgements.enumerate() {
            add(Kind::Judgement, &it.name, map.judgements.get(id), &it.label, Some(&it.ty));
        }
        for (id, it) in hir.factors.enumerate() {
            add(Kind::Factor, &it.name, map.factors.get(id), &it.label, None);
        }
        for (kind, named) in named(hir, map) {
            for (span, it) in named {
                add(kind, &it.name, Some(span), &it.label, None);
            }
        }
    }
    for ((kind, name, _), declared) in &all {
        let Some((first, others)) = declared.split_first() else { continue };
        for other in others {
            // A name that one file declares twice is told as that.
            if other.span.file != first.span.file {
                found.extend(compare(*kind, name, first, other));
            }
        }
    }
}

type Places<'a> = Vec<(&'a Span, &'a Named)>;

fn named<'a>(hir: &'a Hir, map: &'a SourceMap) -> [(Kind, Places<'a>); 3] {
    fn places<'a, I: Id>(
        spans: &'a IndexVec<I, Span>,
        named: &'a IndexVec<I, Named>,
    ) -> Places<'a> {
        spans.iter().zip(named.iter()).collect()
    }
    [
        (Kind::Actor, places(&map.actors, &hir.actors)),
        (Kind::Ground, places(&map.grounds, &hir.grounds)),
        (Kind::Event, places(&map.events, &hir.events)),
    ]
}

fn compare(
    kind: Kind,
    name: &str,
    first: &Declared<'_>,
    second: &Declared<'_>,
) -> Option<Diagnostic> {
    let (one, other) = (first.span, second.span);
    if let (Some((a, inside)), Some((b, other_inside))) = (&first.ty, &second.ty)
        && (a != b || inside != other_inside)
    {
        let same_words = a == b;
        let (a, b) = if same_words { (inside, other_inside) } else { (a, b) };
        return Some(problems::two_types(kind.words(), name, (a, one), (b, other)));
    }
    let differs = first.label.iter().find_map(|(language, label)| {
        let other = second.label.get(language)?;
        (label != other).then_some((label, other))
    });
    if let Some((a, b)) = differs {
        // Only the negations differ.
        let (a, b) = if a.0 == b.0 {
            (a.1.unwrap_or_default(), b.1.unwrap_or_default())
        } else {
            (a.0, b.0)
        };
        return Some(problems::two_labels(kind.words(), name, (a, one), (b, other)));
    }
    // A judgement belongs to its clause: two of them are two questions, whatever they are called.
    matches!(kind, Kind::Judgement).then(|| problems::two_judgements(name, one, other))
}

/// A label by its languages: the plain phrase and its negation.
fn by_language<'a>(
    hir: &'a Hir,
    label: &'a Label,
) -> BTreeMap<&'a str, (&'a str, Option<&'a str>)> {
    let languages = hir.policies.get(Hir::MAIN).map(|policy| &policy.languages);
    let first = languages.and_then(|all| all.first()).map_or(DEFAULT_LANGUAGE, EcoString::as_str);
    let plain = (first, (label.plain.as_str(), label.negated.as_deref()));
    let others = label.others.iter();
    let others =
        others.map(|it| (it.language.as_str(), (it.plain.as_str(), it.negated.as_deref())));
    std::iter::once(plain).chain(others).collect()
}

/// What a case may state of a type, in words: the values of a choice, the fields of a record with their types.
fn shape(hir: &Hir, ty: &Type) -> String {
    match ty {
        Type::Choice(id) | Type::Set(id) => {
            let values = hir.choices.get(*id).into_iter().flat_map(|it| &it.values);
            let mut values: Vec<String> =
                values.map(|it| format!("{} “{}”", it.name, it.label.plain)).collect();
            values.sort();
            values.join(", ")
        }
        Type::Record(id) => {
            let fields = hir.records.get(*id).into_iter().flat_map(|it| &it.fields);
            let mut fields: Vec<String> = fields
                .map(|it| {
                    let inside = shape(hir, &it.ty);
                    let ty = if inside.is_empty() { type_words(hir, &it.ty) } else { inside };
                    format!("{} “{}” ({ty})", it.name, it.label.plain)
                })
                .collect();
            fields.sort();
            fields.join(", ")
        }
        Type::NumberIn(id) => hir
            .units
            .get(*id)
            .map_or_else(String::new, |it| format!("{} “{}”", it.name, it.label.plain)),
        Type::List(inner) | Type::Optional(inner) => shape(hir, inner),
        Type::Truth
        | Type::Number
        | Type::Integer
        | Type::Money { .. }
        | Type::Date
        | Type::Days
        | Type::Months
        | Type::Minutes
        | Type::Text
        | Type::Broken => String::new(),
    }
}
