//! What a case says of one fact: a value of its type, a part of one, that it is absent, that nobody knows.
//!
//! Directed by the type throughout, so a key is a tag only where its type has that tag: a record's own field
//! `absent` is its field.

mod number;
mod record;

use ecow::EcoString;
use whereas_diagnostics::Diagnostic;
use whereas_plan::facts::FactType;
use whereas_value::id::ChoiceId;
use whereas_value::types::Type;
use whereas_value::{Given, Partial, Stated, TextSet};

use crate::Vocabulary;
use crate::path::Path;
use crate::problems;
use crate::raw::{Entry, Kind, Node};
use crate::scalar::{self, Word};
use crate::words;

/// Reads values against one policy and gathers what is wrong.
pub(crate) struct Values<'a> {
    pub policy: Vocabulary<'a>,
    pub problems: Vec<Diagnostic>,
}

impl<'a> Values<'a> {
    pub(crate) const fn new(policy: Vocabulary<'a>) -> Self {
        Self { policy, problems: Vec::new() }
    }

    /// Notes a problem; where there are very many, the first of them.
    pub(crate) fn report(&mut self, problem: Diagnostic) {
        if !self.is_full() {
            self.problems.push(problem);
        }
    }

    /// Whether so much is wrong that the rest of the file is no longer read: there is no case already.
    pub(crate) const fn is_full(&self) -> bool {
        self.problems.len() >= crate::MAX_PROBLEMS
    }

    /// The value, or the problem noted.
    pub(crate) fn take<T>(&mut self, read: scalar::Scalar<T>) -> Option<T> {
        read.map_err(|problem| self.report(*problem)).ok()
    }

    /// What is stated of a fact.
    pub(crate) fn stated(
        &mut self,
        node: &Node,
        fact: &FactType,
        path: &Path<'_>,
    ) -> Option<Stated> {
        if self.is_unknown(node, &fact.ty, path)? {
            return Some(Stated::Asked);
        }
        self.given(node, &fact.ty, Some(fact), path).map(Stated::Given)
    }

    /// A value of a type. Bounds are those of the fact; fields have none.
    fn given(
        &mut self,
        node: &Node,
        ty: &Type,
        bounds: Option<&FactType>,
        path: &Path<'_>,
    ) -> Option<Given> {
        let optional = matches!(ty, Type::Optional(_));
        if let Kind::Nothing = node.kind {
            self.report(problems::says_nothing(node.span, path));
            return None;
        }
        if self.is_unknown(node, ty, path)? {
            return Some(Given { value: Some(Partial::Any), may_be_absent: optional });
        }
        if self.is_absent(node, ty, path)? {
            if !optional {
                self.report(problems::not_optional(node.span, path));
                return None;
            }
            return Some(Given::absent());
        }
        if let Some((items, _)) = one_of(node, ty)
            && optional
        {
            return self.optional_one_of(node, items, ty, bounds, path);
        }
        self.present(node, ty, bounds, path).map(Given::present)
    }

    /// `{one_of: [a, {absent: true}]}`: of an optional type, absence may be among the possible values.
    fn optional_one_of(
        &mut self,
        node: &Node,
        items: &[Node],
        ty: &Type,
        bounds: Option<&FactType>,
        path: &Path<'_>,
    ) -> Option<Given> {
        let mut rest = Vec::new();
        let mut may_be_absent = false;
        for item in items {
            if self.is_absent(item, ty, path)? {
                may_be_absent = true;
            } else {
                rest.push(item.clone());
            }
        }
        if rest.is_empty() && may_be_absent {
            return Some(Given::absent());
        }
        let value = self.one_of(node, &rest, ty, bounds, path)?;
        Some(Given { value: Some(value), may_be_absent })
    }

    /// One single value of a type that is no list, record or set: what a finding finds.
    pub(crate) fn single(&mut self, node: &Node, ty: &Type, path: &Path<'_>) -> Option<Partial> {
        let value = self.present(node, ty, None, path)?;
        // A part of a date is no finding of a day.
        if matches!(&value, Partial::Number(interval) if !interval.is_single()) {
            return self.wrong_with(node, "one single value", path);
        }
        Some(value)
    }

    fn present(
        &mut self,
        node: &Node,
        ty: &Type,
        bounds: Option<&FactType>,
        path: &Path<'_>,
    ) -> Option<Partial> {
        if let Some((items, _)) = one_of(node, ty) {
            return self.one_of(node, items, ty, bounds, path);
        }
        match ty.present() {
            Type::Truth => self.truth(node, ty, path),
            Type::Number
            | Type::Integer
            | Type::Money { .. }
            | Type::Date
            | Type::Days
            | Type::Months
            | Type::Minutes
            | Type::NumberIn(_) => self.interval(node, ty, bounds, path).map(Partial::Number),
            Type::Text => self.text(node, path),
            Type::Choice(choice) => {
                self.choice(node, *choice, path).map(|bit| Partial::Choice(1 << bit))
            }
            Type::Record(record) => self.record(node, *record, path),
            Type::List(element) => self.list(node, element, path),
            Type::Set(choice) => self.set(node, *choice, path),
            // Neither is left in a policy that was compiled.
            Type::Optional(_) | Type::Broken => None,
        }
    }

    /// `{one_of: [a, b]}`: what any of them may be.
    fn one_of(
        &mut self,
        node: &Node,
        items: &[Node],
        ty: &Type,
        bounds: Option<&FactType>,
        path: &Path<'_>,
    ) -> Option<Partial> {
        let mut all: Option<Partial> = None;
        for item in items {
            let next = self.present(item, ty, bounds, path)?;
            all = Some(match all {
                None => next,
                Some(before) => union(before, next),
            });
        }
        if all.is_none() {
            self.report(problems::nothing_possible(node.span, path, "`one_of` lists nothing"));
        }
        all
    }

    fn truth(&mut self, node: &Node, ty: &Type, path: &Path<'_>) -> Option<Partial> {
        match Word::of(node).and_then(scalar::truth) {
            Some(yes) => Some(Partial::Truth { may_no: !yes, may_yes: yes }),
            None => self.wrong(node, ty, path),
        }
    }

    fn text(&mut self, node: &Node, path: &Path<'_>) -> Option<Partial> {
        match Word::of(node) {
            Some(word) => {
                let text = scalar::text(word, path);
                self.take(text).map(|text| Partial::Text(TextSet::single(text)))
            }
            None => self.wrong(node, &Type::Text, path),
        }
    }

    /// The place of a value of a choice.
    pub(crate) fn choice(&mut self, node: &Node, choice: ChoiceId, path: &Path<'_>) -> Option<u32> {
        let Some(word) = Word::of(node) else {
            return self.wrong(node, &Type::Choice(choice), path);
        };
        let values =
            self.policy.book.choices.get(choice).map(|it| it.values.as_slice()).unwrap_or(&[]);
        let names = values.iter().map(|value| value.name.as_str());
        match names.clone().position(|name| name == word.text).and_then(|at| u32::try_from(at).ok())
        {
            Some(at) if at < 64 => Some(at),
            _ => {
                self.report(problems::unknown_value(word.span, path, word.text, names));
                None
            }
        }
    }

    /// `[a, b]`, or `{list: [a, b], complete: false}`.
    fn list(&mut self, node: &Node, element: &Type, path: &Path<'_>) -> Option<Partial> {
        let (items, complete) = match &node.kind {
            Kind::List(items) => (items.as_slice(), true),
            Kind::Map(entries) => self.listed(node, entries, element, path)?,
            Kind::Nothing | Kind::Plain(_) | Kind::Quoted(_) => {
                return self.wrong(node, &Type::List(Box::new(element.clone())), path);
            }
        };
        let mut elements = Vec::with_capacity(items.len());
        let mut sound = true;
        for (index, item) in items.iter().enumerate() {
            if self.is_full() {
                return None;
            }
            match self.given(item, element, None, &path.item(index)) {
                Some(given) => elements.push(given),
                None => sound = false,
            }
        }
        sound.then_some(Partial::List { elements, complete })
    }

    fn listed<'n>(
        &mut self,
        node: &Node,
        entries: &'n [Entry],
        element: &Type,
        path: &Path<'_>,
    ) -> Option<(&'n [Node], bool)> {
        self.only(entries, &["list", "complete", "unknown"], path)?;
        let ty = Type::List(Box::new(element.clone()));
        let Some(Kind::List(items)) = entry(entries, "list").map(|it| &it.value.kind) else {
            return self.wrong(node, &ty, path);
        };
        let Some(complete) = entry(entries, "complete") else {
            let of = format!("`{path}`");
            self.report(problems::missing_field(node.span, &of, "complete"));
            return None;
        };
        match Word::of(&complete.value).and_then(scalar::truth) {
            Some(complete) => Some((items, complete)),
            None => self.wrong(&complete.value, &Type::Truth, &path.field("complete")),
        }
    }

    /// `[a, b]`, the whole set; or `{includes: [a], excludes: [b]}`, what is known of it.
    fn set(&mut self, node: &Node, choice: ChoiceId, path: &Path<'_>) -> Option<Partial> {
        let count = self.policy.facts.choices.get(choice).copied().unwrap_or(0);
        let all = if count >= 64 { u64::MAX } else { (1_u64 << count).wrapping_sub(1) };
        match &node.kind {
            Kind::List(items) => {
                let bits = self.bits(items, choice, path)?;
                Some(Partial::Set { may_in: bits, may_out: all & !bits })
            }
            Kind::Map(entries) => {
                self.only(entries, &["includes", "excludes", "unknown"], path)?;
                let mut part = |name| match entry(entries, name).map(|it| &it.value) {
                    None => Some(0),
                    Some(Node { kind: Kind::List(items), .. }) => self.bits(items, choice, path),
                    Some(other) => self.wrong(other, &Type::Set(choice), path),
                };
                let (inside, outside) = (part("includes")?, part("excludes")?);
                if inside & outside != 0 {
                    let why = "a value is in it and out of it";
                    self.report(problems::nothing_possible(node.span, path, why));
                    return None;
                }
                Some(Partial::Set { may_in: all & !outside, may_out: all & !inside })
            }
            Kind::Nothing | Kind::Plain(_) | Kind::Quoted(_) => {
                self.wrong(node, &Type::Set(choice), path)
            }
        }
    }

    fn bits(&mut self, items: &[Node], choice: ChoiceId, path: &Path<'_>) -> Option<u64> {
        let mut bits = 0_u64;
        let mut sound = true;
        for (index, item) in items.iter().enumerate() {
            if self.is_full() {
                return None;
            }
            match self.choice(item, choice, &path.item(index)) {
                Some(bit) => bits |= 1 << bit,
                None => sound = false,
            }
        }
        sound.then_some(bits)
    }

    /// `{unknown: asked}`
    fn is_unknown(&mut self, node: &Node, ty: &Type, path: &Path<'_>) -> Option<bool> {
        let Some(value) = self.tag(node, ty, "unknown") else { return Some(false) };
        match Word::of(value).map(|word| word.text) {
            Some("asked" | "true" | "yes") => Some(true),
            _ => self.wrong_with(value, "`asked`", &path.field("unknown")),
        }
    }

    /// `{absent: true}`
    fn is_absent(&mut self, node: &Node, ty: &Type, path: &Path<'_>) -> Option<bool> {
        let Some(value) = self.tag(node, ty, "absent") else { return Some(false) };
        match Word::of(value).and_then(scalar::truth) {
            Some(true) => Some(true),
            _ => self.wrong_with(value, "`true`, or left out", &path.field("absent")),
        }
    }

    /// The value of a tag that stands alone in a map, where the type has no field of that name.
    fn tag<'n>(&self, node: &'n Node, ty: &Type, tag: &str) -> Option<&'n Node> {
        let Kind::Map(entries) = &node.kind else { return None };
        let [only] = entries.as_slice() else { return None };
        if only.key != tag || self.has_field(ty, tag) {
            return None;
        }
        Some(&only.value)
    }

    fn has_field(&self, ty: &Type, name: &str) -> bool {
        let Type::Record(record) = ty.present() else { return false };
        let record = self.policy.book.records.get(*record);
        record.is_some_and(|record| record.fields.iter().any(|field| field.name == name))
    }

    /// Notes every key of a map that is none of these.
    pub(crate) fn only(
        &mut self,
        entries: &[Entry],
        allowed: &[&str],
        path: &Path<'_>,
    ) -> Option<()> {
        let mut sound = true;
        for entry in entries {
            if self.is_full() {
                return None;
            }
            if !allowed.contains(&entry.key.as_str()) {
                let of = format!("`{path}`");
                let problem = problems::unknown_field(
                    entry.key_span,
                    &entry.key,
                    &of,
                    allowed.iter().copied(),
                );
                self.report(problem);
                sound = false;
            }
        }
        sound.then_some(())
    }

    pub(crate) fn wrong<T>(&mut self, node: &Node, ty: &Type, path: &Path<'_>) -> Option<T> {
        let wanted = words::wanted(ty, self.policy.book);
        self.wrong_with(node, &wanted, path)
    }

    pub(crate) fn wrong_with<T>(
        &mut self,
        node: &Node,
        wanted: &str,
        path: &Path<'_>,
    ) -> Option<T> {
        self.report(match node.kind {
            Kind::Nothing => problems::says_nothing(node.span, path),
            Kind::Plain(_) | Kind::Quoted(_) | Kind::List(_) | Kind::Map(_) => {
                problems::wrong_type(node.span, path, wanted, &words::found(&node.kind))
            }
        });
        None
    }
}

/// The entry of this name.
pub(crate) fn entry<'n>(entries: &'n [Entry], name: &str) -> Option<&'n Entry> {
    entries.iter().find(|entry| entry.key == name)
}

/// `{one_of: […]}`, of a type that is no record.
fn one_of<'n>(node: &'n Node, ty: &Type) -> Option<(&'n [Node], &'n EcoString)> {
    if let Type::Record(_) | Type::List(_) | Type::Set(_) = ty.present() {
        return None;
    }
    let Kind::Map(entries) = &node.kind else { return None };
    let [Entry { key, value: Node { kind: Kind::List(items), .. }, .. }] = entries.as_slice()
    else {
        return None;
    };
    (key == "one_of").then_some((items.as_slice(), key))
}

/// What may be in the one or in the other; of numbers the range that holds both.
fn union(a: Partial, b: Partial) -> Partial {
    match (a, b) {
        (Partial::Truth { may_no: a, may_yes: c }, Partial::Truth { may_no: b, may_yes: d }) => {
            Partial::Truth { may_no: a || b, may_yes: c || d }
        }
        (Partial::Choice(a), Partial::Choice(b)) => Partial::Choice(a | b),
        (Partial::Number(a), Partial::Number(b)) => Partial::Number(a.hull(&b)),
        (Partial::Text(a), Partial::Text(b)) => Partial::Text(a.union(&b)),
        // Both are of one type, so nothing else meets.
        (a, _) => a,
    }
}
