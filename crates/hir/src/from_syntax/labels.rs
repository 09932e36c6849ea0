//! Labels, dates and numbers: the small parts.

use ecow::EcoString;
use whereas_source::Span;
use whereas_syntax::tree;
use whereas_value::date::Date;
use whereas_value::label::{Label, Translation};
use whereas_value::number::Number;

use super::faults;
use super::lower::Lower;

impl Lower<'_> {
    /// A label. The languages it gives must be among those that the policy of the file names, if it names any.
    pub fn label(&mut self, file: usize, label: &tree::Label) -> Label {
        if label.phrase.text.trim().is_empty() {
            self.report(faults::names::empty_label(label.phrase.span));
        }
        for other in &label.others {
            self.language(file, &other.language);
        }
        label_of(label)
    }

    fn language(&mut self, file: usize, language: &tree::Name) {
        let policy = self.policy_of(file);
        let shared = self.files.files.get(file).is_some_and(|file| file.shared);
        let Some(item) = self.files.policy(policy).filter(|_| !shared) else { return };
        if !item.languages.is_empty()
            && !item.languages.iter().any(|known| known.text == language.text)
        {
            let known = item.languages.iter().map(|known| known.text.as_str());
            self.report(faults::names::unknown_language(language, known, item.name.span));
        }
    }
}

/// A label as it is written, with nothing asked of it.
pub(super) fn label_of(label: &tree::Label) -> Label {
    Label {
        plain: label.phrase.text.clone(),
        negated: label.negated.as_ref().map(|text| text.text.clone()),
        others: label
            .others
            .iter()
            .map(|other| Translation {
                language: other.language.text.clone(),
                plain: other.phrase.text.clone(),
                negated: other.negated.as_ref().map(|text| text.text.clone()),
            })
            .collect(),
    }
}

/// A date of the tree, which is always one of the calendar.
pub(super) fn date(date: tree::Date) -> Date {
    Date::from_ymd(i32::from(date.year), u32::from(date.month), u32::from(date.day))
        .unwrap_or(Date::MIN)
}

/// A number as written; none where the parser has already refused it.
pub(super) fn number(number: &tree::Number) -> Option<Number> {
    Number::parse_literal(&number.written).ok()
}

/// A whole number that fits, as in `rounded to 2 places`.
pub(super) fn small(written: &tree::Number) -> Option<u32> {
    number(written)?.to_i64().and_then(|whole| u32::try_from(whole).ok())
}

/// `in_plain_words` of a name: what stands for a label where none need be given.
pub(super) fn words_of(name: &str) -> EcoString {
    name.replace('_', " ").into()
}

impl Lower<'_> {
    /// The text of a span.
    pub fn text(&self, span: Span) -> EcoString {
        self.inputs.sources.text(span).unwrap_or("").trim().into()
    }
}
