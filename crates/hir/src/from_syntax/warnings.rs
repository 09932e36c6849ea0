//! What has a meaning, and probably not the one intended.

use std::collections::BTreeSet;

use whereas_diagnostics::{Diagnostic, codes::warnings as codes};
use whereas_syntax::tree::{RuleVerb, StatementKind};
use whereas_value::id::{FactId, ParameterId, QuestionId, TermId};

use super::lower::Lower;
use crate::Hir;
use crate::clause::{Barred, GuaranteeKind};
use crate::expr::{Expr, FunctionId};
use whereas_value::case::Basis;

/// What the policy reads.
#[derive(Default)]
struct Used {
    facts: BTreeSet<FactId>,
    parameters: BTreeSet<ParameterId>,
    questions: BTreeSet<QuestionId>,
    terms: BTreeSet<TermId>,
    functions: BTreeSet<FunctionId>,
}

impl Lower<'_> {
    pub(super) fn warnings(&mut self) {
        self.missing_and();
        // Where something could not be read, what it would have used is not known.
        let broken = self.problems.iter().any(Diagnostic::is_error)
            || self.declared.clauses.iter().any(|it| !it.node.broken.is_empty())
            || self.declared.broken_ids.iter().any(|ids| !ids.is_empty());
        if !broken {
            self.never_used();
        }
    }

    /// A rule without a condition right after one with: `when b` and then, on the next line, `tier is top`, of
    /// which the author may have meant the second to go on with the first.
    fn missing_and(&mut self) {
        for declared in self.declared.clauses.iter() {
            for pair in declared.node.statements.windows(2) {
                let [first, second] = pair else { continue };
                let (StatementKind::Rule(before), StatementKind::Rule(rule)) =
                    (&first.kind, &second.kind)
                else {
                    continue;
                };
                let conditional = before.when.is_some() || before.unless.is_some();
                // What adds is no condition, so that no `and` can be missing before it.
                let may_be_one = rule.verb != RuleVerb::Adds;
                if conditional && may_be_one && rule.when.is_none() && rule.unless.is_none() {
                    let name = &rule.decision;
                    let message =
                        format!("`{}` is given a value here without any condition", name.text);
                    let problem = Diagnostic::new(codes::MISSING_AND, second.span, message)
                        .also(first.span, "right after a rule that has one")
                        .help(
                            "if this is a condition of the rule before it, join the two with `and`",
                        )
                        .help("if it is meant so, say why: `accept W0201 \"…\"`");
                    self.problems.push(problem);
                }
            }
        }
    }

    /// Names of the main policy's own file that nothing reads.
    fn never_used(&mut self) {
        let used = self.used();
        let mut unused = Vec::new();
        for (id, it) in self.declared.facts.enumerate() {
            if it.file == 0 && !used.facts.contains(&id) {
                unused.push((&it.node.name, "fact"));
            }
        }
        for (id, it) in self.declared.parameters.enumerate() {
            if it.file == 0 && !used.parameters.contains(&id) {
                unused.push((&it.node.name, "parameter"));
            }
        }
        let own = |clause| self.declared.clauses.get(clause).is_some_and(|it| it.file == 0);
        for (id, it) in self.declared.terms.enumerate() {
            if own(it.clause) && !used.terms.contains(&id) {
                unused.push((&it.node.name, "term"));
            }
        }
        for (id, it) in self.declared.functions.enumerate() {
            if own(it.clause) && !used.functions.contains(&id) {
                unused.push((&it.node.name, "function"));
            }
        }
        for (id, it) in self.declared.questions.enumerate() {
            if own(it.clause) && !used.questions.contains(&id) {
                unused.push((&it.node.name, "open question"));
            }
        }
        for (name, what) in unused {
            let message = format!("nothing reads the {what} `{}`", name.text);
            let problem = Diagnostic::new(codes::NEVER_USED, name.span, message)
                .help("take it out, or write the clause that needs it");
            self.problems.push(problem);
        }
    }

    fn used(&self) -> Used {
        let hir: &Hir = &self.hir;
        let mut used = Used::default();
        for expr in &hir.exprs {
            if let Expr::Fact(id) = expr {
                used.facts.insert(*id);
            } else if let Expr::Parameter { parameter, .. } = expr {
                used.parameters.insert(*parameter);
            } else if let Expr::Reading { question, .. } = expr {
                used.questions.insert(*question);
            } else if let Expr::Term(id) = expr {
                used.terms.insert(*id);
            } else if let Expr::Call { function, .. } = expr {
                used.functions.insert(*function);
            }
        }
        used.facts.extend(hir.variables.iter().map(|it| it.list));
        used.facts.extend(hir.policies.iter().filter_map(|it| it.governed_by));
        let force = hir.policies.iter().flat_map(|it| &it.force);
        let force = force.chain(hir.clauses.iter().flat_map(|it| &it.force));
        used.questions.extend(force.filter_map(|it| it.when).map(|(question, _)| question));
        for barred in hir.clauses.iter().flat_map(|it| &it.bars).flat_map(|it| &it.barred) {
            if let Barred::Fact(id) | Barred::Field(id, _) = barred {
                used.facts.insert(*id);
            } else if let Barred::FieldOf(record, field) = barred {
                let fields = hir.fields_with(*record, *field);
                used.facts.extend(fields.into_iter().map(|(fact, _)| fact));
            }
        }
        for guarantee in &hir.guarantees {
            if let GuaranteeKind::Raising { fact, .. } = guarantee.kind {
                used.facts.insert(fact);
            }
        }
        for finding in hir.examples.iter().flat_map(|it| &it.case.findings) {
            for basis in finding.resting_on.iter().chain(&finding.also_weighing) {
                if let Basis::Fact(id) | Basis::Field(id, _) = basis {
                    used.facts.insert(*id);
                }
            }
        }
        used
    }
}
