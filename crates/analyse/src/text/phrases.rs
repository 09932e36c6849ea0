//! Phrases of one or more words, looked up by where they begin; the longest counts.

use std::collections::BTreeMap;

use super::tokens::Token;

/// Phrases and what each means, by their first word.
#[derive(Debug)]
pub(crate) struct Phrases<T>(BTreeMap<String, Vec<(Vec<String>, T)>>);

impl<T> Phrases<T> {
    /// Reads a table; an entry that is not understood is an error.
    pub fn new<V>(
        table: BTreeMap<String, V>,
        read: impl Fn(&V) -> Result<T, String>,
    ) -> Result<Self, String> {
        let mut phrases: BTreeMap<String, Vec<(Vec<String>, T)>> = BTreeMap::new();
        for (phrase, written) in table {
            let words: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
            let value = read(&written).map_err(|error| format!("{phrase}: {error}"))?;
            let first = words.first().cloned().unwrap_or_default();
            phrases.entry(first).or_default().push((words, value));
        }
        for same in phrases.values_mut() {
            same.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        Ok(Self(phrases))
    }

    /// The longest phrase whose words are the next of these, and how many they are.
    pub fn longest<'t>(
        &self,
        words: impl Iterator<Item = &'t Token> + Clone,
    ) -> Option<(usize, &T)> {
        let first = words.clone().next()?;
        self.0.get(&first.text)?.iter().find_map(|(phrase, value)| {
            let mut words = words.clone();
            let all = phrase.iter().all(|word| words.next().is_some_and(|it| it.text == *word));
            all.then_some((phrase.len(), value))
        })
    }
}
