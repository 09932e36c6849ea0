//! Nothing stands in for a protected characteristic under its own name or label.
//!
//! Reads the declarations of all files; reports whatever is called as a protected characteristic is, and what asks for
//! one or tells of one: its label, as whole words, in the label of what a case states or a person finds, in a question,
//! or in where something is held. Words are compared as a finding's are: case, accents, punctuation and an article in
//! front of a label do not count.

use whereas_source::Span;
use whereas_syntax::tree;
use whereas_value::Phrase;

use super::faults;
use super::lower::Lower;

/// What a protected characteristic is called.
struct Called {
    name: ecow::EcoString,
    span: Span,
    label: Vec<Phrase>,
    any: Vec<Phrase>,
}

impl Lower<'_> {
    /// Facts, fields and whatever else a decision could read or a finding could name.
    pub(super) fn stand_ins(&mut self) {
        let declared = std::rc::Rc::clone(&self.declared);
        let protected: Vec<Called> = declared
            .protected
            .iter()
            .map(|it| {
                let label = phrases(&it.node.label);
                let name = &it.node.name;
                let any = label.iter().cloned().chain(Phrase::of_label(&name.text)).collect();
                Called { name: name.text.clone(), span: name.span, label, any }
            })
            .collect();
        if protected.is_empty() {
            return;
        }
        let mut things: Vec<(&tree::Name, Option<&tree::Label>, &str)> = Vec::new();
        things
            .extend(declared.facts.iter().map(|it| (&it.node.name, Some(&it.node.label), "fact")));
        let fields = declared.records.iter().flat_map(|it| &it.node.fields);
        things.extend(fields.map(|it| (&it.name, Some(&it.label), "field")));
        let parameters = declared.parameters.iter().map(|it| it.node);
        things.extend(parameters.map(|it| (&it.name, Some(&it.label), "parameter")));
        let grounds = declared.grounds.iter().map(|it| it.node);
        things.extend(grounds.map(|it| (&it.name, Some(&it.label), "ground")));
        let decisions = declared.decisions.iter().map(|it| it.node);
        things.extend(decisions.map(|it| (&it.name, Some(&it.label), "decision")));
        let judgements = declared.judgements.iter().map(|it| it.node);
        things.extend(judgements.map(|it| (&it.name, Some(&it.label), "judgement")));
        let factors = declared.factors.iter().map(|it| it.node);
        things.extend(factors.map(|it| (&it.name, Some(&it.label), "factor")));
        let questions = declared.questions.iter().map(|it| it.node);
        things.extend(questions.map(|it| (&it.name, Some(&it.label), "question")));
        things.extend(declared.terms.iter().map(|it| (&it.node.name, None, "term")));
        for (name, label, kind) in things {
            let labels = label.map(phrases).unwrap_or_default();
            let called = labels.into_iter().chain(Phrase::of_label(&name.text));
            self.stands_in(&protected, |it| &it.any, called, name, kind);
        }
        self.tells_of_protected(&protected);
        // A value may well be called by the one word that names a characteristic: a ground of persecution, say.
        for value in declared.choices.iter().flat_map(|it| &it.node.values) {
            let called = phrases(&value.label).into_iter();
            self.stands_in(&protected, |it| &it.label, called, &value.name, "value");
        }
    }

    /// What a case states or a person finds, in whose words the label of a protected characteristic stands.
    fn tells_of_protected(&mut self, protected: &[Called]) {
        let declared = std::rc::Rc::clone(&self.declared);
        let mut texts: Vec<(&tree::Label, &str)> = Vec::new();
        for fact in declared.facts.iter().map(|it| it.node) {
            texts.push((&fact.label, "label"));
            texts.extend(fact.ask.iter().map(|it| (it, "question")));
            texts.extend(fact.held_in.iter().map(|it| (it, "place where it is held")));
        }
        let fields = declared.records.iter().flat_map(|it| &it.node.fields);
        texts.extend(fields.map(|it| (&it.label, "label")));
        texts.extend(declared.events.iter().map(|it| (&it.node.label, "label")));
        texts.extend(declared.judgements.iter().map(|it| (&it.node.label, "label")));
        texts.extend(declared.factors.iter().map(|it| (&it.node.label, "label")));
        for (label, what) in texts {
            let called = phrases(label);
            let words: Vec<Phrase> = every_text(label).map(|it| Phrase::of(&it.text)).collect();
            let tells = |it: &&Called| {
                let same = it.any.iter().any(|phrase| called.contains(phrase));
                // What is called just so is told as that.
                (what != "label" || !same)
                    && it.label.iter().any(|phrase| words.iter().any(|text| text.holds(phrase)))
            };
            if let Some(it) = protected.iter().find(tells) {
                self.report(faults::names::tells_of(label.phrase.span, what, &it.name, it.span));
            }
        }
    }

    fn stands_in(
        &mut self,
        protected: &[Called],
        of: impl Fn(&Called) -> &[Phrase],
        called: impl Iterator<Item = Phrase>,
        name: &tree::Name,
        kind: &str,
    ) {
        let called: Vec<Phrase> = called.collect();
        let is_it = |it: &&Called| of(it).iter().any(|phrase| called.contains(phrase));
        // A name that is declared twice in one file is told as that.
        let told = |it: &&Called| it.name == name.text && it.span.file == name.span.file;
        if let Some(it) = protected.iter().find(is_it)
            && !(told(&it) && kind != "field")
        {
            self.report(faults::names::stands_in(name, kind, &it.name, it.span));
        }
    }
}

/// A label in all its languages.
fn phrases(label: &tree::Label) -> Vec<Phrase> {
    every_text(label).filter_map(|text| Phrase::of_label(&text.text)).collect()
}

fn every_text(label: &tree::Label) -> impl Iterator<Item = &tree::Text> {
    let first = std::iter::once(&label.phrase).chain(&label.negated);
    let others = label.others.iter().flat_map(|it| std::iter::once(&it.phrase).chain(&it.negated));
    first.chain(others)
}
