//! Faults of the policy as a whole.

use whereas_diagnostics::{Diagnostic, codes::types as codes};
use whereas_hir::Hir;
use whereas_hir::expr::ExprId;
use whereas_source::Span;
use whereas_value::date::Date;
use whereas_value::id::{ClauseId, DecisionId, ParameterId, PolicyId, QuestionId, RuleId};

use crate::checker::{Describe, Places, also, at};
use crate::graph::Node;
use crate::words;

/// One thing that reads another.
pub struct Step {
    /// What reads.
    pub from: Node,
    /// What is read.
    pub to: Node,
    /// Where.
    pub span: Option<Span>,
}

/// A node in the words of a drafter; none for a rule, whose decision stands before it.
fn named(hir: &Hir, node: &Node) -> Option<String> {
    let name =
        |name: Option<&ecow::EcoString>| format!("`{}`", name.map_or("?", |name| name.as_str()));
    Some(match node {
        Node::Answer(id) | Node::Decision(id) => format!("`{}`", words::decision(hir, *id)),
        Node::Rule(_) => return None,
        Node::Under(id, clauses) => {
            let clauses: Vec<_> =
                clauses.iter().map(|clause| words::clause(hir, *clause)).collect();
            format!("`{} under {}`", words::decision(hir, *id), clauses.join(", "))
        }
        Node::Apart(id, clause) => {
            format!(
                "`{}` apart from clause {}",
                words::decision(hir, *id),
                words::clause(hir, *clause)
            )
        }
        Node::Off(clause) => format!("whether clause {} applies", words::clause(hir, *clause)),
        Node::Judgement(id) => name(hir.judgements.get(*id).map(|judgement| &judgement.name)),
        Node::Factor(id) => name(hir.factors.get(*id).map(|factor| &factor.name)),
        Node::Term(id) => name(hir.terms.get(*id).map(|term| &term.name)),
        Node::Scope(id) => {
            format!("the scope of {}", name(hir.policies.get(*id).map(|policy| &policy.name)))
        }
        Node::Arising(id) | Node::Due(id) | Node::Discharge(id) | Node::Excuse(id) => {
            name(hir.duties.get(*id).map(|duty| &duty.name))
        }
        Node::Parameter(id) => name(hir.parameters.get(*id).map(|parameter| &parameter.name)),
        Node::Fact(id) => format!("`{}`", words::fact(hir, *id)),
        Node::Whole(id, path) if words::has_fields(hir, *id, path) => {
            format!("every field of `{}`", words::path(hir, *id, path))
        }
        Node::Field(id, path) | Node::Whole(id, path) => {
            format!("`{}`", words::path(hir, *id, path))
        }
        Node::Force => "the governing day".to_owned(),
        Node::AsOfDay => "the as-of day".to_owned(),
    })
}

/// Adds every step as a place, and gives the names that are met in order.
fn told(hir: &Hir, mut diagnostic: Diagnostic, steps: &[Step]) -> Diagnostic {
    for step in steps.iter().take(16) {
        if let Some(to) = named(hir, &step.to) {
            diagnostic = also(diagnostic, step.span, format!("{to} is read here"));
        }
    }
    diagnostic
}

/// A meaning that goes round.
pub struct Circle {
    /// The steps round, from a thing with a name back to it.
    pub steps: Vec<Step>,
}

impl Describe for Circle {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let mut names: Vec<String> =
            self.steps.first().and_then(|step| named(hir, &step.from)).into_iter().collect();
        names.extend(self.steps.iter().filter_map(|step| named(hir, &step.to)));
        let message = match names.split_first() {
            Some((first, rest)) if rest.len() <= 1 => format!("{first} depends on itself"),
            Some((first, rest)) => {
                format!("{first} depends on itself: it reads {}", rest.join(", which reads "))
            }
            None => "this depends on itself".to_owned(),
        };
        let place = self.steps.first().and_then(|step| declared(places, &step.from).or(step.span));
        told(hir, at(codes::CYCLE, place, message), &self.steps)
            .help("state what comes first as a fact or a decision of its own")
    }
}

fn declared(places: Places<'_>, node: &Node) -> Option<Span> {
    match node {
        Node::Answer(id) | Node::Decision(id) | Node::Under(id, _) | Node::Apart(id, _) => {
            places.decision(*id)
        }
        Node::Rule(id) => places.rule(*id),
        Node::Off(id) => places.clause(*id),
        Node::Judgement(id) => places.judgement(*id),
        Node::Factor(id) => places.factor(*id),
        Node::Term(id) => places.term(*id),
        Node::Scope(id) => places.policy(*id),
        Node::Arising(id) | Node::Due(id) | Node::Discharge(id) | Node::Excuse(id) => {
            places.duty(*id)
        }
        Node::Parameter(id) => places.parameter(*id),
        Node::Fact(id) | Node::Field(id, _) | Node::Whole(id, _) => places.fact(*id),
        Node::Force | Node::AsOfDay => None,
    }
}

/// Clauses each of which prevails over the one before, and the first over the last.
pub struct OverrideCircle {
    /// The clauses; each is below the next.
    pub clauses: Vec<ClauseId>,
}

impl Describe for OverrideCircle {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let names: Vec<_> = self.clauses.iter().map(|clause| words::clause(hir, *clause)).collect();
        let first = self.clauses.first().copied();
        let message = match names.as_slice() {
            [only] => format!("clause {only} is said to prevail over itself"),
            [a, b] => format!("clauses {a} and {b} are each said to prevail over the other"),
            all => format!(
                "clauses {} are said to prevail over each other in a circle",
                all.join(", ")
            ),
        };
        let mut diagnostic =
            at(codes::OVERRIDE_CYCLE, first.and_then(|clause| places.clause(clause)), message);
        for (lower, upper) in self.clauses.iter().zip(self.clauses.iter().cycle().skip(1)) {
            let text = format!("stands back behind clause {}", words::clause(hir, *upper));
            diagnostic = also(diagnostic, places.clause(*lower), text);
        }
        diagnostic
            .help("take out one `despite` or `subject to`: the text says which of them yields")
    }
}

/// `applies when C` where C reads a decision
pub struct ScopeReadsDecision {
    /// The policy.
    pub policy: PolicyId,
    /// What is read.
    pub read: Node,
    /// Where, step by step.
    pub spans: Vec<Option<Span>>,
}

impl Describe for ScopeReadsDecision {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let name = hir.policies.get(self.policy).map_or("?", |policy| policy.name.as_str());
        let read = named(hir, &self.read).unwrap_or_default();
        let message = format!(
            "whether `{name}` applies depends on {read}, and a decision is made only where the policy applies"
        );
        let first = self.spans.first().copied().flatten();
        let mut diagnostic =
            at(codes::SCOPE_READS_DECISION, first.or(places.policy(self.policy)), message);
        for span in self.spans.iter().skip(1) {
            diagnostic = also(diagnostic, *span, "read here");
        }
        diagnostic.help("let the scope speak of facts only")
    }
}

/// More readings than are decided side by side.
pub struct TooManyReadings {
    /// The questions.
    pub questions: Vec<QuestionId>,
    /// How many readings they make together.
    pub readings: u64,
}

impl Describe for TooManyReadings {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let names: Vec<_> = self
            .questions
            .iter()
            .filter_map(|id| hir.questions.get(*id))
            .map(|question| format!("`{}`", question.name))
            .collect();
        let message = format!(
            "what is in force can be read in {} ways ({}), and at most 16 are decided side by side",
            self.readings,
            names.join(", ")
        );
        let mut diagnostic = at(
            codes::TOO_MANY_READINGS,
            self.questions.first().and_then(|id| places.question(*id)),
            message,
        );
        for question in self.questions.iter().skip(1).take(8) {
            diagnostic = also(diagnostic, places.question(*question), "force depends on this, too");
        }
        diagnostic
            .help("settle some of them in the text, or ask two that hang together as one question")
    }
}

/// More pairs of clauses of which one prevails over the other than are held against each other.
pub struct TooManyOverrides {
    /// The clause with the most above it.
    pub clause: ClauseId,
    /// How many there are.
    pub above: usize,
}

impl Describe for TooManyOverrides {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let name = words::clause(hir, self.clause);
        let message = format!(
            "`despite` and `subject to` put clauses above one another in more than {} pairs; above clause {name} alone there are {}",
            crate::force::PAIRS,
            self.above
        );
        at(codes::TOO_MANY_OVERRIDES, places.clause(self.clause), message)
            .help("say of each clause only what its text says: over which rule it prevails, not over every exception to it")
    }
}

/// Two clauses that each say `d apart from this clause`, neither above the other.
pub struct ApartUnordered {
    /// The decision.
    pub decision: DecisionId,
    /// One clause, and where it says it.
    pub first: (ClauseId, ExprId),
    /// The other.
    pub second: (ClauseId, ExprId),
}

impl Describe for ApartUnordered {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let (a, b) = (words::clause(hir, self.first.0), words::clause(hir, self.second.0));
        let name = words::decision(hir, self.decision);
        let message =
            format!("clauses {a} and {b} each start from what the other gives for `{name}`");
        let diagnostic = at(codes::APART_UNORDERED, places.expr(self.second.1), message);
        also(diagnostic, places.expr(self.first.1), format!("clause {a} speaks of it here")).help(
            format!("say which comes last: `despite {a}` in clause {b}, or the other way round"),
        )
        .note("each would wait for the other: the one that prevails starts from what the other gives")
    }
}

/// How a clause says that it prevails over another.
fn despite(hir: &Hir, clause: ClauseId, other: &str) -> String {
    let already: Vec<&str> = hir
        .clauses
        .get(clause)
        .map(|it| it.despite.iter().map(|it| words::clause(hir, *it)).collect())
        .unwrap_or_default();
    let clause = words::clause(hir, clause);
    if already.is_empty() || already.len() > 4 {
        return format!("say `despite {other}` in clause {clause}");
    }
    let already = already.join(", ");
    format!("in clause {clause}, add it to `despite {already}`: `despite {already}, {other}`")
}

/// A clause that changes what others give, without prevailing over them.
pub struct ApartWithoutEdge {
    /// The decision.
    pub decision: DecisionId,
    /// The clause.
    pub clause: ClauseId,
    /// A clause it does not prevail over.
    pub other: ClauseId,
    /// Where it says it.
    pub expr: ExprId,
}

impl Describe for ApartWithoutEdge {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let (clause, other) = (words::clause(hir, self.clause), words::clause(hir, self.other));
        let name = words::decision(hir, self.decision);
        let message = format!(
            "clause {clause} changes what clause {other} gives for `{name}` and does not prevail over it, so that the two conflict"
        );
        let diagnostic = at(codes::APART_WITHOUT_EDGE, places.expr(self.expr), message);
        also(diagnostic, places.clause(self.other), "gives a value, too").help(despite(
            hir,
            self.clause,
            other,
        ))
    }
}

/// `never consider X in d`, and d reads X
pub struct NeverConsidered {
    /// The clause that says so.
    pub clause: ClauseId,
    /// For what.
    pub of: Node,
    /// How it is read all the same.
    pub steps: Vec<Step>,
}

impl Describe for NeverConsidered {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let read = self.steps.last().and_then(|step| named(hir, &step.to)).unwrap_or_default();
        let of = named(hir, &self.of).unwrap_or_default();
        let by = words::clause(hir, self.clause);
        let through: Vec<String> =
            self.steps.iter().rev().skip(1).rev().filter_map(|step| named(hir, &step.to)).collect();
        let through = if through.is_empty() {
            String::new()
        } else {
            format!(", through {}", through.join(", then "))
        };
        let message =
            format!("clause {by} says that {read} is never considered in {of}, and it is{through}");
        let place = self.steps.last().and_then(|step| step.span);
        let diagnostic = at(codes::NEVER_CONSIDERED, place, message);
        let diagnostic =
            told(hir, diagnostic, self.steps.split_last().map_or(&[], |(_, before)| before));
        also(diagnostic, places.clause(self.clause), "this clause says so").help(format!(
            "take {read} out of what {of} depends on; it may be used neither itself nor by way of another name"
        ))
    }
}

/// A policy without any statement of force.
pub struct NoForce {
    /// The policy.
    pub policy: PolicyId,
}

impl Describe for NoForce {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let name = hir.policies.get(self.policy).map_or("?", |policy| policy.name.as_str());
        let message = format!(
            "`{name}` does not say when it is in force, so that it decides every case of every year"
        );
        at(codes::NO_FORCE, places.policy(self.policy), message)
            .help("say in the clause that says so: `policy in force from 2021-11-29`")
    }
}

/// `is known` where it holds everything up.
pub struct KnownOutside {
    /// The question.
    pub expr: ExprId,
}

impl Describe for KnownOutside {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let name = words::expr(hir, self.expr);
        let message = format!(
            "`{name}` is never no: as a condition it makes the answer not ready until it is known"
        );
        at(codes::KNOWN_OUTSIDE, places.expr(self.expr), message)
            .help("if something must be known first, say `… may be decided only after …`")
            .note("what nobody has stated needs no condition: the answer is unknown by itself; `presumed`, `optional` with `is absent`, or a fact of its own say the rest")
    }
}

/// Two rules that disagree wherever one of them applies.
pub struct CertainConflict {
    /// One rule.
    pub first: RuleId,
    /// The other.
    pub second: RuleId,
    /// The one that has a condition, where only one has.
    pub narrow: Option<RuleId>,
}

impl Describe for CertainConflict {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let rule = |id: RuleId| hir.rules.get(id);
        let clause = |id: RuleId| rule(id).map_or("?", |rule| words::clause(hir, rule.clause));
        let name = rule(self.first).map_or("?", |rule| words::decision(hir, rule.decision));
        let (a, b) = (clause(self.first), clause(self.second));
        let bare =
            |id: RuleId| rule(id).is_none_or(|rule| rule.when.is_none() && rule.unless.is_none());
        let when = match self.narrow {
            Some(narrow) => format!("wherever the rule of clause {} applies", clause(narrow)),
            None if bare(self.first) => "in every case".to_owned(),
            None => "wherever they apply".to_owned(),
        };
        let same = a == b;
        let message = if same {
            format!("two rules of clause {a} give different answers for `{name}` {when}")
        } else {
            format!("clauses {a} and {b} give different answers for `{name}` {when}")
        };
        let diagnostic = at(codes::CERTAIN_CONFLICT, places.rule(self.second), message);
        let diagnostic = also(diagnostic, places.rule(self.first), "the other rule");
        if same {
            diagnostic.help("put the exception into a clause of its own that says `despite`, or give both conditions that exclude each other")
        } else {
            diagnostic.help(format!("say which of the two prevails, as the text does: `despite {a}` in clause {b}, or the other way round"))
        }
    }
}

/// A parameter whose first value comes after the first day on which it is read.
pub struct ParameterGap {
    /// The parameter.
    pub parameter: ParameterId,
    /// A clause that reads it.
    pub clause: ClauseId,
    /// The first day on which that clause is in force.
    pub begins: Date,
}

impl Describe for ParameterGap {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let Some(parameter) = hir.parameters.get(self.parameter) else {
            return at(codes::PARAMETER_GAP, None, "a parameter has no value on some day");
        };
        let clause = words::clause(hir, self.clause);
        let first = parameter.values.first().map_or_else(String::new, |(day, _)| day.to_string());
        let message = format!(
            "`{}` has no value before {first}, and clause {clause} reads it from {}",
            parameter.name, self.begins
        );
        let diagnostic = at(codes::PARAMETER_GAP, places.parameter(self.parameter), message);
        also(diagnostic, places.clause(self.clause), "read here")
            .help(format!("give the value it had from {}", self.begins))
    }
}

/// A decision without a rule.
pub struct NoRules {
    /// The decision.
    pub decision: DecisionId,
}

impl Describe for NoRules {
    fn describe(&self, hir: &Hir, places: Places<'_>) -> Diagnostic {
        let message = format!(
            "no clause says anything of `{}`, so that it is never in force",
            words::decision(hir, self.decision)
        );
        at(codes::NO_RULES, places.decision(self.decision), message)
            .help("write the clause that decides it, or take the decision out")
    }
}
