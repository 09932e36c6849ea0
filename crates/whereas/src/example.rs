//! Why an example comes to what it comes to: the lines of one answer, without what stands around it.

use whereas_eval::Session;
use whereas_value::id::DecisionId;
use whereas_value::{Case, Of};
use whereas_words::outcome::{Asked, decisions_only};
use whereas_words::telling::Telling;

use crate::package::Package;

impl Package {
    /// The answer that a policy gives to one question of a case, with its reasons. It is for the author of an example,
    /// and no outcome: notices and how to contest are in those.
    #[must_use]
    pub fn why(&self, policy: &str, case: &Case, decision: DecisionId, of: Of) -> Vec<String> {
        let named = self.plans().find(|plan| plan.book.policy.name == policy);
        let Some(plan) = named else { return Vec::new() };
        let answers = whereas_eval::answers(&mut Session::new(plan), case);
        let telling = Telling::of(plan, case, &answers);
        let asked = Asked { questions: vec![(decision, Some(of))], ..Asked::default() };
        decisions_only(plan, case, &answers, &telling, &asked)
    }
}
