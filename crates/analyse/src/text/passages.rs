//! The passages of a policy, read once, and the look-up from a quantity to where a passage says it.
//!
//! Reads: the places of the passages and their files. Produces: [`Passages`]. Invariant: every mention has its place
//! in the Markdown file; equal mentions of a passage are one [group](Passage::group).

use std::collections::BTreeMap;

use ecow::EcoString;
use whereas_hir::Hir;
use whereas_hir::map::SourceMap;
use whereas_plan::across::across;
use whereas_source::{Sources, Span};
use whereas_value::date::Date;
use whereas_value::id::SourceId;
use whereas_value::number::Number;

use super::dates::Day;
use super::lexicon::{Lexicon, Sign};
use super::mentions::{Mention, Said, Value, read};
use super::uses::{How, Quantity, Use};

/// How many mentions of one quantity are looked at: a passage that says a number a thousand times says it.
const MOST: usize = 8;

/// How many passages are read one after the other: for fewer a second thread is not worth it.
const AT_ONCE: usize = 256;

/// What a mention is looked up by.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Key {
    Written(Number),
    Percent(Number),
    Money(Number),
    Days(Number),
    Months(Number),
    Minutes(Number),
    Day(Day),
}

/// One passage that a clause cites.
#[derive(Debug)]
pub(crate) struct Passage {
    /// Its heading.
    pub heading: Span,
    /// Whether nobody need encode it.
    pub commentary: bool,
    /// What it says.
    pub said: Said,
    /// Where each mention stands.
    pub places: Vec<Span>,
    /// Where each mention stands, its comparing words with it.
    pub signs: Vec<Option<Span>>,
    /// The start of its text.
    text: Span,
    index: BTreeMap<Key, Vec<usize>>,
    groups: Vec<usize>,
    used: Vec<bool>,
}

/// All passages that are cited.
#[derive(Debug, Default)]
pub(crate) struct Passages {
    /// The passages.
    pub all: Vec<Passage>,
    known: BTreeMap<(SourceId, EcoString), usize>,
}

impl Passages {
    /// Reads every passage that a clause cites.
    pub fn read(hir: &Hir, map: &SourceMap, sources: &Sources, lexicon: &Lexicon) -> Self {
        let mut passages = Self::default();
        let mut places = BTreeMap::new();
        for (id, source) in hir.sources.enumerate() {
            let spans = map.passages.get(id).map_or(&[][..], Vec::as_slice);
            for (passage, place) in source.texts.iter().zip(spans) {
                places.insert((id, passage.id.clone()), (passage, *place));
            }
        }
        let mut cited = Vec::new();
        for id in hir.clauses.iter().flat_map(|it| &it.cites) {
            if passages.known.contains_key(id) {
                continue;
            }
            let Some((passage, place)) = places.get(id) else { continue };
            let Some(text) = sources.text(place.text) else { continue };
            let title = sources.text(place.heading).unwrap_or("");
            passages.known.insert(id.clone(), cited.len());
            cited.push(((place.heading, title), (place.text, text), passage.commentary));
        }
        let some: Vec<_> = cited.chunks(AT_ONCE).collect();
        let read = across(&some, |some| {
            let each = some.iter();
            each.map(|it| Passage::new(it.0, it.1, it.2, lexicon)).collect::<Vec<_>>()
        });
        passages.all = read.into_iter().flatten().collect();
        passages
    }

    /// The place of a cited passage among these.
    pub fn find(&self, cited: &(SourceId, EcoString)) -> Option<usize> {
        self.known.get(cited).copied()
    }
}

impl Passage {
    fn new(
        (heading, title): (Span, &str),
        (span, text): (Span, &str),
        commentary: bool,
        lexicon: &Lexicon,
    ) -> Self {
        let mut said = read(text, lexicon);
        let mut places: Vec<Span> =
            said.mentions.iter().map(|it| within(span, &it.range)).collect();
        let mut signs: Vec<Option<Span>> = said
            .mentions
            .iter()
            .map(|it| it.sign.as_ref().map(|(_, range)| within(span, range)))
            .collect();
        // What only the heading says satisfies a clause, and asks nothing of it.
        let (skipped, title) = title.split_once(']').unwrap_or(("", title));
        let start = u32::try_from(skipped.len().saturating_add(1)).unwrap_or(u32::MAX);
        let base = Span::new(heading.file, heading.start.saturating_add(start), heading.end);
        for mut mention in read(title, lexicon).mentions {
            places.push(within(base, &mention.range));
            signs.push(None);
            mention.strong = false;
            mention.sign = None;
            mention.item = 0;
            said.mentions.push(mention);
        }
        let mut index: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
        let mut first: BTreeMap<(Value, Option<Number>), usize> = BTreeMap::new();
        let mut groups = Vec::new();
        for (at, mention) in said.mentions.iter().enumerate() {
            let same = (mention.value.clone(), mention.written.clone());
            groups.push(*first.entry(same).or_insert(at));
            for key in keys(mention) {
                let same = index.entry(key).or_default();
                if same.len() < MOST {
                    same.push(at);
                }
            }
        }
        let used = vec![false; groups.len()];
        Self { heading, commentary, said, places, signs, text: span, index, groups, used }
    }

    /// Where something in its text stands.
    pub fn place(&self, range: &std::ops::Range<usize>) -> Span {
        within(self.text, range)
    }

    /// The mention that stands for all that say the same.
    pub fn group(&self, mention: usize) -> usize {
        self.groups.get(mention).copied().unwrap_or(mention)
    }

    /// Marks a mention, and all that say the same, as used by some clause.
    pub fn mark(&mut self, mention: usize) {
        let group = self.group(mention);
        if let Some(used) = self.used.get_mut(group) {
            *used = true;
        }
    }

    /// Whether some clause uses it.
    pub fn is_used(&self, mention: usize) -> bool {
        self.used.get(self.group(mention)).copied().unwrap_or(false)
    }

    /// Marks everything that a key leads to: what a label says.
    pub fn mark_key(&mut self, key: &Key) {
        for mention in self.index.get(key).cloned().unwrap_or_default() {
            self.mark(mention);
        }
    }

    /// Where it says this quantity; and where it says the neighbouring one with the limit on its other side:
    /// `after 1 November` of a clause with `on or after 2 November`.
    pub fn find(&self, it: &Use) -> (Vec<usize>, Vec<usize>) {
        let mut same = self.exactly(&it.quantity, it.calculated);
        if same.is_empty() {
            same = self.made_of(&it.parts);
        }
        same.retain(|at| self.is_limit(*at, &it.quantity, it.how));
        let (How::Sign(sign), Some(step)) = (it.how, it.step) else { return (same, Vec::new()) };
        let above = sign.limit_is_above();
        let by = if above { step.saturating_neg() } else { step };
        let Some(next) = moved(&it.quantity, by) else { return (same, Vec::new()) };
        let mut shifted = self.exactly(&next, it.calculated);
        shifted.retain(|at| {
            let Some(mention) = self.said.mentions.get(*at) else { return false };
            match &mention.sign {
                Some((said, _)) => said.limit_is_above() != above,
                None => {
                    matches!(mention.value, Value::Day(Day::Month(..) | Day::Year(_)))
                        && self.is_limit(*at, &next, How::Sign(sign.other_limit()))
                }
            }
        });
        (same, shifted)
    }

    /// Every number of a fraction by itself.
    fn made_of(&self, parts: &[Number]) -> Vec<usize> {
        let mut found = Vec::new();
        for part in parts.iter().filter(|it| **it != Number::ONE && **it != Number::from(100)) {
            let one = self.exactly(&Quantity::Number(part.clone()), true);
            if one.is_empty() {
                return Vec::new();
            }
            found.extend(one);
        }
        found
    }

    /// Of a month or a year, whether the day is the one a limit falls on: its first, or its last.
    fn is_limit(&self, mention: usize, quantity: &Quantity, how: How) -> bool {
        let Some(said) = self.said.mentions.get(mention) else { return false };
        let (Value::Day(day), Quantity::Date(date), How::Sign(sign)) = (&said.value, quantity, how)
        else {
            return true;
        };
        let first = match day {
            Day::Month(..) => date.ymd().2 == 1,
            Day::Year(_) => (date.ymd().1, date.ymd().2) == (1, 1),
            Day::Full(_) | Day::Either(..) | Day::Yearly(..) => return true,
        };
        first == sign.limit_is_above()
    }

    fn exactly(&self, quantity: &Quantity, calculated: bool) -> Vec<usize> {
        let of = |key: Key| self.index.get(&key).into_iter().flatten().copied();
        let value = |at: &usize| self.said.mentions.get(*at).map(|it| &it.value);
        let bare = |at: &usize| matches!(value(at), Some(Value::Bare(_)));
        // A number of a table whose unit stands at its head.
        let in_table =
            |at: &usize| bare(at) && self.said.mentions.get(*at).is_some_and(|it| it.item > 0);
        match quantity {
            Quantity::Number(number) => {
                let mut found: Vec<usize> = of(Key::Percent(number.clone())).collect();
                let written: Vec<usize> = of(Key::Written(number.clone())).collect();
                found.extend(written.iter().filter(|at| bare(at)));
                if found.is_empty() {
                    found.extend(written.iter().filter(|at| match value(at) {
                        Some(
                            Value::Days(_) | Value::Months(_) | Value::Minutes(_) | Value::Day(_),
                        ) => true,
                        Some(Value::Percent(_)) => !calculated,
                        Some(Value::Bare(_) | Value::Money(..)) | None => false,
                    }));
                }
                found
            }
            Quantity::Money(amount, currency) => {
                let right = |at: &usize| match value(at) {
                    Some(Value::Money(_, currencies)) => currencies.iter().any(|it| it == currency),
                    _ => false,
                };
                let in_table = of(Key::Written(amount.clone())).filter(in_table);
                of(Key::Money(amount.clone())).filter(right).chain(in_table).collect()
            }
            Quantity::Days(number) => {
                let in_table = of(Key::Written(number.clone())).filter(in_table);
                of(Key::Days(number.clone())).chain(in_table).collect()
            }
            Quantity::Minutes(number) => of(Key::Minutes(number.clone())).collect(),
            Quantity::Months(number) => {
                let years = number.checked_div(&Number::from(12)).unwrap_or(Number::ZERO);
                let in_table = of(Key::Written(number.clone())).chain(of(Key::Written(years)));
                of(Key::Months(number.clone())).chain(in_table.filter(in_table_of(self))).collect()
            }
            Quantity::Date(date) => {
                let (year, month, day) = date.ymd();
                let next = date.plus_days(1).ok();
                let ends_month = day == 1 || next.is_none_or(|it| it.ymd().1 != month);
                let ends_year = (month, day) == (1, 1) || (month, day) == (12, 31);
                let mut found: Vec<usize> = of(Key::Day(Day::Full(*date))).collect();
                found.extend(of(Key::Day(Day::Yearly(month, day))));
                if ends_month {
                    found.extend(of(Key::Day(Day::Month(year, month))));
                }
                if ends_year {
                    found.extend(of(Key::Day(Day::Year(year))));
                }
                found
            }
        }
    }

    /// The days it says, whole.
    pub fn days(&self) -> Vec<(usize, Date)> {
        let full = |(at, mention): (usize, &Mention)| match mention.value {
            Value::Day(Day::Full(date)) => Some((at, date)),
            Value::Day(Day::Either(..) | Day::Month(..) | Day::Year(_) | Day::Yearly(..))
            | Value::Bare(_)
            | Value::Percent(_)
            | Value::Money(..)
            | Value::Days(_)
            | Value::Months(_)
            | Value::Minutes(_) => None,
        };
        self.said.mentions.iter().enumerate().filter_map(full).take(2 * MOST).collect()
    }

    /// The lengths of time it says in days.
    pub fn lengths(&self) -> Vec<(usize, i64)> {
        let days = |(at, mention): (usize, &Mention)| match &mention.value {
            Value::Days(days) => Some((at, days.to_i64()?)),
            Value::Bare(_)
            | Value::Percent(_)
            | Value::Money(..)
            | Value::Months(_)
            | Value::Minutes(_)
            | Value::Day(_) => None,
        };
        self.said.mentions.iter().enumerate().filter_map(days).take(2 * MOST).collect()
    }

    /// The sign at a mention.
    pub fn sign(&self, mention: usize) -> Option<Sign> {
        self.said.mentions.get(mention)?.sign.as_ref().map(|(sign, _)| *sign)
    }
}

fn in_table_of(passage: &Passage) -> impl Fn(&usize) -> bool + '_ {
    |at| {
        passage
            .said
            .mentions
            .get(*at)
            .is_some_and(|it| it.item > 0 && matches!(it.value, Value::Bare(_)))
    }
}

/// What a mention is found by.
pub(crate) fn keys(mention: &Mention) -> Vec<Key> {
    let mut keys = match &mention.value {
        Value::Bare(_) => Vec::new(),
        Value::Percent(number) => vec![Key::Percent(number.clone())],
        Value::Money(amount, _) => vec![Key::Money(amount.clone())],
        Value::Days(number) => vec![Key::Days(number.clone())],
        Value::Months(number) => vec![Key::Months(number.clone())],
        Value::Minutes(number) => vec![Key::Minutes(number.clone())],
        Value::Day(Day::Either(one, other)) => {
            vec![Key::Day(Day::Full(*one)), Key::Day(Day::Full(*other))]
        }
        Value::Day(Day::Year(year)) => {
            vec![Key::Day(Day::Year(*year)), Key::Written(Number::from(*year))]
        }
        Value::Day(day) => vec![Key::Day(*day)],
    };
    keys.extend(mention.written.clone().map(Key::Written));
    if let (Some(whole), Value::Months(_)) = (&mention.whole, &mention.value) {
        keys.push(Key::Months(whole.clone()));
    }
    if let (Some(whole), Value::Days(_)) = (&mention.whole, &mention.value) {
        keys.push(Key::Days(whole.clone()));
    }
    keys
}

fn moved(quantity: &Quantity, by: i64) -> Option<Quantity> {
    let add = |number: &Number| {
        number.is_integer().then(|| number.checked_add(&Number::from(by)).ok()).flatten()
    };
    match quantity {
        Quantity::Number(number) => add(number).map(Quantity::Number),
        Quantity::Days(number) => add(number).map(Quantity::Days),
        Quantity::Months(number) => add(number).map(Quantity::Months),
        Quantity::Minutes(number) => add(number).map(Quantity::Minutes),
        Quantity::Date(date) => date.plus_days(by).ok().map(Quantity::Date),
        Quantity::Money(..) => None,
    }
}

fn within(base: Span, range: &std::ops::Range<usize>) -> Span {
    let at = |byte: usize| base.start.saturating_add(u32::try_from(byte).unwrap_or(u32::MAX));
    Span::new(base.file, at(range.start), at(range.end))
}
