//! Comparisons and tests: every word that compares is one of six, and `is not` is there or not.

use whereas_diagnostics::near_name;
use whereas_source::Span;
use whereas_syntax::tree::{self, CompareWord, TestWord};
use whereas_value::id::{ActorId, EventKindId, QuestionId};
use whereas_value::types::Type;

use super::super::entry::Entry;
use super::super::faults;
use super::super::lower::{Env, Lower};
use super::super::scope::Lookup;
use crate::expr::{Compare, EventField, Expr, ExprId, Periods};

/// What `is` asks of when it compares no values.
enum Special {
    /// `q is A`
    Question(QuestionId, tree::Name),
    /// `E.by is A`
    By(EventKindId, tree::Name),
}

impl Lower<'_> {
    pub(in crate::from_syntax) fn compare(
        &mut self,
        env: &mut Env,
        left: tree::ExprId,
        word: CompareWord,
        negated: bool,
        right: tree::ExprId,
        span: Span,
    ) -> ExprId {
        let op = match (word, negated) {
            (CompareWord::Includes, _) => return self.includes(env, left, right, span),
            (CompareWord::Overlaps, _) => {
                return self.of_two(env, Periods::Overlap, (left, right), span);
            }
            (CompareWord::Is, false) | (CompareWord::Equal, _) => Compare::Equal,
            (CompareWord::Is, true) | (CompareWord::NotEqual, _) => Compare::NotEqual,
            (CompareWord::After | CompareWord::MoreThan, false)
            | (CompareWord::OnOrBefore | CompareWord::AtMost, true)
            | (CompareWord::Exceeds | CompareWord::Greater, _) => Compare::More,
            (CompareWord::Before | CompareWord::LessThan, false)
            | (CompareWord::OnOrAfter | CompareWord::AtLeast, true)
            | (CompareWord::Less, _) => Compare::Less,
            (CompareWord::OnOrAfter | CompareWord::AtLeast, false)
            | (CompareWord::Before | CompareWord::LessThan, true)
            | (CompareWord::GreaterOrEqual, _) => Compare::AtLeast,
            (CompareWord::OnOrBefore | CompareWord::AtMost, false)
            | (CompareWord::After | CompareWord::MoreThan, true)
            | (CompareWord::LessOrEqual, _) => Compare::AtMost,
        };
        if let (Compare::Equal | Compare::NotEqual, Some(special)) = (op, self.special(env, left)) {
            let test = self.is_special(env, &special, right, span);
            return self.negated_if(op == Compare::NotEqual, test, span);
        }
        let (left, right) = if self.is_value(env, left) {
            let right = self.expr(env, right, None);
            let hint = self.choice_hint(right);
            (self.expr(env, left, hint), right)
        } else {
            let left = self.expr(env, left, None);
            let hint = self.choice_hint(left);
            (left, self.expr(env, right, hint))
        };
        self.dates_only(word, left, right, span);
        self.push(Expr::Compare { op, left, right }, span)
    }

    /// `after` and `before` are words of the calendar.
    fn dates_only(&mut self, word: CompareWord, left: ExprId, right: ExprId, span: Span) {
        let of_days = match word {
            CompareWord::After
            | CompareWord::Before
            | CompareWord::OnOrAfter
            | CompareWord::OnOrBefore => true,
            CompareWord::Is
            | CompareWord::AtLeast
            | CompareWord::AtMost
            | CompareWord::MoreThan
            | CompareWord::LessThan
            | CompareWord::Exceeds
            | CompareWord::Includes
            | CompareWord::Overlaps
            | CompareWord::Equal
            | CompareWord::NotEqual
            | CompareWord::Less
            | CompareWord::LessOrEqual
            | CompareWord::Greater
            | CompareWord::GreaterOrEqual => false,
        };
        let is_other = |id: ExprId| {
            self.known(id).is_some_and(|ty| !matches!(ty.present(), Type::Date | Type::Broken))
        };
        if of_days && is_other(left) && is_other(right) {
            self.report(faults::exprs::dates_only(word.words(false), span));
        }
    }

    pub(in crate::from_syntax) fn one_of(
        &mut self,
        env: &mut Env,
        subject: tree::ExprId,
        negated: bool,
        options: &[tree::ExprId],
        span: Span,
    ) -> ExprId {
        if let Some(special) = self.special(env, subject) {
            let any: Vec<ExprId> = options
                .iter()
                .map(|option| {
                    let at = self.span_of(env.file, *option);
                    self.is_special(env, &special, *option, at)
                })
                .collect();
            let any = self.several(any, Expr::Or, span);
            return self.negated_if(negated, any, span);
        }
        let subject = self.expr(env, subject, None);
        let hint = self.choice_hint(subject);
        let values = self.exprs(env, options, hint);
        let test = self.push(Expr::OneOf { subject, values }, span);
        self.negated_if(negated, test, span)
    }

    pub(in crate::from_syntax) fn between(
        &mut self,
        env: &mut Env,
        subject: tree::ExprId,
        negated: bool,
        (low, high): (tree::ExprId, tree::ExprId),
        span: Span,
    ) -> ExprId {
        let subject = self.expr(env, subject, None);
        let hint = self.choice_hint(subject);
        let low = self.expr(env, low, hint);
        let high = self.expr(env, high, hint);
        let test = self.push(Expr::Between { subject, low, high }, span);
        self.negated_if(negated, test, span)
    }

    /// An open question, or who made an event: what `is` holds against a name that has no value.
    fn special(&self, env: &Env, id: tree::ExprId) -> Option<Special> {
        if let Some(name) = self.plain_name(env, id) {
            return match self.scopes.get(env.file)?.look_up(&name.text) {
                Lookup::One(Entry::Question(question)) => Some(Special::Question(question, name)),
                Lookup::One(_) | Lookup::Several(..) | Lookup::Under(_) | Lookup::Nothing => None,
            };
        }
        let Some(tree::Expr::Field { base, field }) = self.tree(env.file).map(|it| it.expr(id))
        else {
            return None;
        };
        let base = self.plain_name(env, *base)?;
        if let Some(Ok(Entry::Question(question))) = self.aliased(env.file, &base, field) {
            return Some(Special::Question(question, field.clone()));
        }
        let event = self.event_of(env, &base)?;
        (field.text == "by").then_some(Special::By(event, base))
    }

    fn is_special(
        &mut self,
        env: &Env,
        special: &Special,
        option: tree::ExprId,
        span: Span,
    ) -> ExprId {
        let name = self.plain_name(env, option);
        match special {
            Special::Question(question, asked) => {
                let place = match &name {
                    Some(name) => self.reading(*question, name),
                    None => {
                        let at = self.span_of(env.file, option);
                        self.report(faults::exprs::no_reading(at, &asked.text));
                        None
                    }
                };
                match place {
                    Some(reading) => {
                        self.push(Expr::Reading { question: *question, reading }, span)
                    }
                    None => self.missing(span),
                }
            }
            Special::By(event, asked) => {
                let may = self.may_read_event(env, *event, asked, span);
                let actor: Option<ActorId> = match name.as_ref() {
                    Some(name) => self.actor(env.file, name),
                    None => {
                        self.report(faults::duties::by_alone(asked, span));
                        None
                    }
                };
                match actor.filter(|_| may) {
                    Some(actor) => self.push(Expr::EventField(EventField::By(Some(actor))), span),
                    None => self.missing(span),
                }
            }
        }
    }

    /// The place of a reading among those that a question offers; reported where it offers none such.
    pub fn reading(&mut self, question: QuestionId, name: &tree::Name) -> Option<u32> {
        let asked = self.declared.questions.get(question)?.node;
        if let Some(place) = asked.answers.iter().position(|it| it.name.text == name.text) {
            return u32::try_from(place).ok();
        }
        let known: Vec<&str> = asked.answers.iter().map(|it| it.name.text.as_str()).collect();
        let near = near_name(&name.text, known.iter().copied());
        self.report(faults::exprs::no_such_reading(name, &asked.name.text, &known, near));
        None
    }

    fn includes(
        &mut self,
        env: &mut Env,
        set: tree::ExprId,
        value: tree::ExprId,
        span: Span,
    ) -> ExprId {
        let set = self.expr(env, set, None);
        let at = self.span_of(env.file, value);
        if self.known(set) == Some(&Type::Broken) {
            return self.missing(span);
        }
        let choice = self.known(set).and_then(Type::set_of);
        let Some(choice) = choice else {
            let set_span = self.map.exprs.get(set).copied().unwrap_or(span);
            self.report(faults::exprs::not_a_set(set_span));
            return self.missing(span);
        };
        match self.plain_name(env, value) {
            Some(name) => match self.choice_value(env.file, choice, &name) {
                Some(value) => self.push(Expr::Includes { set, value }, span),
                None => self.missing(span),
            },
            None => {
                self.report(faults::exprs::includes_one_value(at));
                self.missing(span)
            }
        }
    }

    pub(super) fn test(
        &mut self,
        env: &mut Env,
        subject: tree::ExprId,
        test: TestWord,
        span: Span,
    ) -> ExprId {
        match test {
            TestWord::Decided => self.is_decided(env, subject, span),
            TestWord::Empty => {
                let subject = self.expr(env, subject, None);
                self.push(Expr::IsEmpty(subject), span)
            }
            TestWord::Known | TestWord::Absent => {
                let subject = self.expr(env, subject, None);
                match self.hir.exprs.get(subject) {
                    Some(Expr::Missing) => self.missing(span),
                    Some(Expr::Fact(_) | Expr::Field { .. } | Expr::Variable(_)) => {
                        let known = test == TestWord::Known;
                        let expr = if known { Expr::IsKnown } else { Expr::IsAbsent };
                        self.push(expr(subject), span)
                    }
                    Some(_) | None => {
                        self.report(faults::exprs::of_facts_only(test.word(), span));
                        self.missing(span)
                    }
                }
            }
        }
    }

    fn is_decided(&mut self, env: &mut Env, subject: tree::ExprId, span: Span) -> ExprId {
        let subject = self.expr(env, subject, None);
        let decided = match self.hir.exprs.get(subject) {
            Some(Expr::Decision(decision)) => {
                Some(Expr::IsDecided { decision: *decision, element: None })
            }
            Some(Expr::DecisionOf { decision, element }) => {
                Some(Expr::IsDecided { decision: *decision, element: Some(*element) })
            }
            Some(Expr::Missing) => return self.missing(span),
            Some(_) | None => None,
        };
        match decided {
            Some(decided) => self.push(decided, span),
            None => {
                self.report(faults::exprs::decided_of_decisions(span));
                self.missing(span)
            }
        }
    }
}
