//! A book in another of its languages: what stood beside a label's plain words stands in their place.
//!
//! Nothing else changes, and the meaning of the plan does not. What has no words in that language keeps those of the
//! first, and says so behind them.

use ecow::{EcoString, eco_format};
use whereas_value::label::{Label, Translation};

use crate::book::Book;

impl Book {
    /// The book with its plain labels in this language; as it is where they are in it already.
    #[must_use]
    pub fn in_language(&self, language: &str) -> Self {
        let mut book = self.clone();
        let first = book.languages.first().cloned().unwrap_or_else(|| "en".into());
        if first == language {
            return book;
        }
        book.languages.retain(|it| it != language);
        book.languages.insert(0, language.into());
        book.each_label(&mut |label| turn(label, &first, language));
        book
    }

    /// Every label that an answer may be told with.
    fn each_label(&mut self, see: &mut dyn FnMut(&mut Label)) {
        see(&mut self.policy.title);
        self.policy.authority.iter_mut().for_each(&mut *see);
        self.policy.contest.iter_mut().for_each(&mut *see);
        self.notices.iter_mut().for_each(|(_, it)| see(it));
        self.sources.iter_mut().for_each(|it| see(&mut it.title));
        self.clauses.iter_mut().for_each(|it| see(&mut it.title));
        let values = self.choices.iter_mut().flat_map(|it| &mut it.values);
        let fields = self.records.iter_mut().flat_map(|it| &mut it.fields);
        let readings = self.questions.iter_mut().flat_map(|it| {
            see(&mut it.label);
            &mut it.readings
        });
        let readings: Vec<_> = readings.collect();
        let named = values
            .chain(fields)
            .chain(readings)
            .chain(self.actors.iter_mut())
            .chain(self.grounds.iter_mut())
            .chain(self.events.iter_mut())
            .chain(self.protected.iter_mut())
            .chain(self.units.iter_mut())
            .chain(self.decisions.iter_mut())
            .chain(self.judgements.iter_mut());
        named.for_each(|it| see(&mut it.label));
        for fact in self.facts.iter_mut() {
            see(&mut fact.label);
            fact.ask.iter_mut().for_each(&mut *see);
            fact.held_in.iter_mut().for_each(&mut *see);
        }
        for ledger in self.ledgers.iter_mut() {
            [&mut ledger.label, &mut ledger.toward, &mut ledger.away]
                .into_iter()
                .for_each(&mut *see);
        }
        self.factors.iter_mut().for_each(|it| see(&mut it.label));
        for duty in self.duties.iter_mut() {
            see(&mut duty.label);
            duty.upon_breach.iter_mut().for_each(&mut *see);
        }
        self.permissions.iter_mut().for_each(|it| see(&mut it.label));
        self.guarantees.iter_mut().for_each(|it| see(&mut it.label));
        self.suspensions.iter_mut().for_each(see);
    }
}

/// What is said of a phrase that stands in another language than what is around it.
fn foreign(phrase: &EcoString, language: &str) -> EcoString {
    eco_format!("{phrase} [{language}]")
}

fn turn(label: &mut Label, first: &EcoString, language: &str) {
    let own = label.others.iter().position(|it| it.language == language);
    let Some(own) = own else {
        // What says nothing is in no language.
        if !label.plain.is_empty() {
            label.negated = label.negated.as_ref().map(|it| foreign(it, first));
            label.plain = foreign(&label.plain, first);
        }
        return;
    };
    let own = label.others.remove(own);
    label.others.push(Translation {
        language: first.clone(),
        plain: std::mem::replace(&mut label.plain, own.plain),
        negated: std::mem::replace(&mut label.negated, own.negated),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(spanish: bool) -> Label {
        let other = Translation {
            language: "es".into(),
            plain: "es mayor".into(),
            negated: Some("no es mayor".into()),
        };
        Label {
            plain: "is grown".into(),
            negated: Some("is a child".into()),
            others: if spanish { vec![other] } else { Vec::new() },
        }
    }

    #[test]
    fn a_label_turns_and_turns_back() {
        let mut book = Book { languages: vec!["en".into(), "es".into()], ..Book::default() };
        book.policy.title = label(true);
        let spanish = book.in_language("es");
        assert_eq!(spanish.languages, ["es", "en"]);
        assert_eq!(spanish.policy.title.plain, "es mayor");
        assert_eq!(spanish.policy.title.negated.as_deref(), Some("no es mayor"));
        let mut back = spanish.in_language("en");
        assert_eq!(back.languages, ["en", "es"]);
        assert_eq!(back.policy.title, book.policy.title);
        back.languages = book.languages.clone();
        assert_eq!(back, book);
    }

    #[test]
    fn what_has_no_words_in_the_language_says_so() {
        let mut book = Book { languages: vec!["en".into(), "es".into()], ..Book::default() };
        book.policy.title = label(false);
        let spanish = book.in_language("es");
        assert_eq!(spanish.policy.title.plain, "is grown [en]");
        assert_eq!(spanish.policy.title.negated.as_deref(), Some("is a child [en]"));
    }
}
