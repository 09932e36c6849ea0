//! Whether a text in somebody's own words names a thing: by its label or its name, as whole words.
//!
//! Reads texts and labels; produces their words in a form in which case, accents, punctuation, spaces and an article
//! in front of a label do not count. Nothing is understood: another form of the word, or a word for a part of the
//! thing, is another word.

use ecow::EcoString;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::label::Label;

/// Articles that do not count at the beginning of a label.
const ARTICLES: [&str; 26] = [
    "the", "a", "an", "el", "la", "los", "las", "un", "una", "le", "les", "une", "der", "die",
    "das", "ein", "eine", "il", "lo", "i", "gli", "uno", "o", "os", "as", "um",
];

/// The words of a text, in order.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, serde::Serialize, serde::Deserialize)]
pub struct Phrase(Vec<EcoString>);

impl Phrase {
    /// The words of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut words = Words::default();
        words.add(text);
        Self(words.each().map(EcoString::from).collect())
    }

    /// The words of a label without the article it begins with; none where there are no others.
    #[must_use]
    pub fn of_label(label: &str) -> Option<Self> {
        let Self(mut words) = Self::of(label);
        let article = |word: &EcoString| ARTICLES.contains(&word.as_str());
        if words.len() > 1 && words.first().is_some_and(article) {
            words.remove(0);
        }
        (!words.is_empty()).then_some(Self(words))
    }

    /// The words of every phrase of a label, in all its languages.
    pub fn of_labels(label: &Label) -> impl Iterator<Item = Self> {
        let first = std::iter::once(&label.plain).chain(&label.negated);
        let others =
            label.others.iter().flat_map(|it| std::iter::once(&it.plain).chain(&it.negated));
        first.chain(others).filter_map(|text| Self::of_label(text))
    }

    /// How many words it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it has no words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether another phrase stands in it, as whole words one after the other.
    #[must_use]
    pub fn holds(&self, other: &Self) -> bool {
        !other.is_empty() && self.0.windows(other.len()).any(|words| words == other.0)
    }
}

/// The words of texts, one after the other: room that is used again.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// All of them without anything between.
    signs: String,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Words {
    /// Forgets them.
    pub fn clear(&mut self) {
        self.signs.clear();
        self.ends.clear();
    }

    /// Adds the words of a text.
    pub fn add(&mut self, text: &str) {
        for sign in text.nfkd().filter(|sign| !is_within_words(*sign)) {
            if !sign.is_alphanumeric() {
                self.end();
                continue;
            }
            let alone = is_written_without_spaces(sign);
            if alone {
                self.end();
            }
            // By way of the capitals, so that `ß` and `ss` are one, and both forms of the Greek s.
            self.signs.extend(sign.to_uppercase().flat_map(char::to_lowercase));
            if alone {
                self.end();
            }
        }
        self.end();
    }

    /// A gap that no phrase reaches across: a word without signs, as no phrase has.
    pub fn gap(&mut self) {
        self.ends.push(self.signs.len());
    }

    /// Whether a phrase stands in them, as whole words one after the other.
    #[must_use]
    pub fn hold(&self, phrase: &Phrase) -> bool {
        let stands = |start: usize| {
            let places = start..;
            phrase.0.iter().zip(places).all(|(word, place)| self.word(place) == Some(word.as_str()))
        };
        !phrase.is_empty() && (0..self.ends.len()).any(stands)
    }

    fn each(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).filter_map(|place| self.word(place))
    }

    /// The word at a place.
    fn word(&self, place: usize) -> Option<&str> {
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied();
        self.signs.get(start.unwrap_or(0)..*self.ends.get(place)?)
    }

    /// Ends a word, where there is one.
    fn end(&mut self) {
        if self.signs.len() > self.ends.last().copied().unwrap_or(0) {
            self.ends.push(self.signs.len());
        }
    }
}

/// Signs that do not end a word and are no part of it: accents, apostrophes, and what is not seen.
fn is_within_words(sign: char) -> bool {
    let unseen = matches!(
        sign,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}'
    );
    unseen || matches!(sign, '\'' | '’' | '‘' | 'ʼ' | '＇') || is_combining_mark(sign)
}

/// Letters of scripts that put no spaces between words: each is a word of its own.
const fn is_written_without_spaces(sign: char) -> bool {
    matches!(
        sign,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            | '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'
    )
}
