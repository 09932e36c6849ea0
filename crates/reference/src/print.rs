//! Answers as text, with the names of the policy: for tests, and to compare two interpreters by.
//!
//! Reads a policy and its [`Answers`]; produces lines in the order of the answers. Everything that an answer says is
//! in them, so that equal texts are equal answers.

use std::fmt::Write as _;

use whereas_hir::Hir;
use whereas_hir::policy::DecisionKind;
use whereas_value::answer::{
    Answer, Answers, Defect, DefectKind, FindingClass, Force, Met, Question, Rest, RuleTrace,
    Standing, Wait, When,
};
use whereas_value::case::Basis;
use whereas_value::duty::{Due, DutyAnswer, PermissionAnswer};
use whereas_value::id::{ChoiceId, ClauseId, DecisionId, FactId, QuestionId, RecordId};
use whereas_value::{Abstract, Cause, Causes, Date, Interval, Leaf, TextSet, Type, Values};

/// All answers, as text.
#[must_use]
pub fn print(hir: &Hir, answers: &Answers) -> String {
    let mut out = String::new();
    let printer = Printer { hir };
    for force in &answers.force {
        if force.force != Force::InForce || !force.readings.is_empty() || force.from.is_some() {
            let _ = writeln!(out, "{}", printer.force(force));
        }
    }
    if !answers.scope_rests_on.is_empty() {
        out.push_str(if answers.scope.may_be_in { "in scope\n" } else { "out of scope\n" });
        printer.rests_on(&mut out, &answers.scope_rests_on);
    }
    for (question, answer) in &answers.questions {
        printer.answer(&mut out, *question, answer);
    }
    for decision in &answers.possibly_others {
        let _ = writeln!(out, "possibly others: {}", printer.decision(*decision));
    }
    for report in &answers.findings {
        let judgement = printer.leaf(&Leaf::Judgement(report.judgement));
        let class = match report.class {
            FindingClass::Used => "used",
            FindingClass::Defective => "defective",
            FindingClass::NotYetUsable => "not yet usable",
            FindingClass::Draft => "draft",
            FindingClass::NotAsked => "not asked",
        };
        let _ = writeln!(out, "finding {} of {judgement}: {class}", report.finding);
        for defect in &report.defects {
            let _ = writeln!(out, "  {}", printer.defect(defect));
        }
        for factor in &report.may_be_present {
            let _ = writeln!(out, "  may be present: {}", printer.leaf(&Leaf::Found(*factor)));
        }
    }
    for duty in &answers.duties {
        printer.duty(&mut out, duty);
    }
    for permission in &answers.permissions {
        printer.permission(&mut out, permission);
    }
    for broken in &answers.broken {
        let guarantee = hir.guarantees.get(broken.guarantee);
        let label = guarantee.map(|guarantee| guarantee.label.plain.as_str());
        let _ = writeln!(out, "broken: {}", label.unwrap_or_default());
        printer.rests_on(&mut out, &broken.rests_on);
    }
    out
}

/// One possible outcome or more, in words.
#[must_use]
pub fn outcome(hir: &Hir, decision: DecisionId, outcome: &Abstract) -> String {
    Printer { hir }.outcome(decision, outcome)
}

/// A leaf by its name.
#[must_use]
pub fn leaf(hir: &Hir, leaf: &Leaf) -> String {
    Printer { hir }.leaf(leaf)
}

/// A question by its name.
#[must_use]
pub fn question(hir: &Hir, question: Question) -> String {
    Printer { hir }.question(question)
}

struct Printer<'h> {
    hir: &'h Hir,
}

impl Printer<'_> {
    fn force(&self, under: &whereas_value::answer::ForceUnder) -> String {
        let mut text = String::from("policy");
        if let Some(from) = under.from {
            let _ = write!(text, " from {from}");
        }
        for (question, reading) in &under.readings {
            let read = self.hir.questions.get(*question);
            let reading = usize::try_from(*reading).ok();
            let reading = read.zip(reading).and_then(|(q, place)| q.readings.get(place));
            let question = self.leaf(&Leaf::Question(*question));
            let _ =
                write!(text, " when {question} is {}", reading.map_or("?", |r| r.name.as_str()));
        }
        let force = match &under.force {
            Force::InForce => "in force".to_owned(),
            Force::NotYet { from } => format!("not in force before {from}"),
            Force::Ended { before } => format!("ended: not in force from {before}"),
            Force::Suspended { by, clause } => {
                format!("suspended by {by} (clause {})", self.clause(*clause))
            }
            Force::Replaced { by } => format!("replaced by {by}"),
        };
        format!("{text}: {force}")
    }

    fn answer(&self, out: &mut String, question: Question, answer: &Answer) {
        let name = self.question(question);
        let outcome = self.outcome(question.decision, &answer.outcome);
        let _ = writeln!(out, "{name}: {}: {outcome}", answer.status.words());
        for missing in &answer.missing {
            let alone = if missing.alone_decides { " (alone decides)" } else { "" };
            let _ = writeln!(out, "  missing {}{alone}", self.leaf(&missing.leaf));
        }
        for leaf in &answer.awaits {
            let _ = writeln!(out, "  awaits {}", self.leaf(leaf));
        }
        for id in &answer.questions {
            let _ = writeln!(out, "  turns on {}", self.leaf(&Leaf::Question(*id)));
        }
        self.rests_on(out, &answer.rests_on);
        self.rules(out, "  ", &answer.trace, &answer.waits);
        for under in &answer.under {
            let when: Vec<String> = under.when.iter().map(|when| self.when(when)).collect();
            let _ = writeln!(out, "  if {}:", when.join(", or "));
            self.rules(out, "    ", &under.trace, &under.waits);
        }
    }

    /// `q is A and the law is that of 2020-01-01 to 2020-01-31`
    fn when(&self, when: &When) -> String {
        let reading = |(id, reading): &(QuestionId, u32)| {
            let question = self.hir.questions.get(*id);
            let reading = question.and_then(|it| it.readings.get(usize::try_from(*reading).ok()?));
            let name = question.map_or("?", |it| it.name.as_str());
            format!("{name} is {}", reading.map_or("?", |it| it.name.as_str()))
        };
        let mut all: Vec<String> = when.readings.iter().map(reading).collect();
        all.extend(when.days.map(|(from, to)| format!("the law is that of {from} to {to}")));
        all.join(" and ")
    }

    fn rules(&self, out: &mut String, indent: &str, trace: &[RuleTrace], waits: &[Wait]) {
        for trace in trace {
            let standing = match &trace.standing {
                Standing::Prevails => "prevails".to_owned(),
                Standing::Overridden(by) => format!("overridden by {}", self.clauses(by)),
                Standing::SwitchedOff(by) => format!("switched off by {}", self.clauses(by)),
                Standing::NotApplicable => "not applicable".to_owned(),
                Standing::Open => "open".to_owned(),
                Standing::Valueless(causes) => format!("no value: {}", words(*causes)),
            };
            let clause = self.clause(trace.clause);
            let _ = writeln!(out, "{indent}clause {clause}, rule {}: {standing}", trace.rule.0);
        }
        for wait in waits {
            let met = match &wait.met {
                Met::Yes => "met".to_owned(),
                Met::No => "not met".to_owned(),
                Met::Open => "open".to_owned(),
                Met::Valueless(causes) => format!("no value: {}", words(*causes)),
                Met::SwitchedOff(by) => format!("switched off by {}", self.clauses(by)),
            };
            let _ = writeln!(out, "{indent}clause {} asks first: {met}", self.clause(wait.clause));
        }
    }

    fn rests_on(&self, out: &mut String, rests: &[Rest]) {
        for rest in rests {
            let rest = match rest {
                Rest::Presumed(fact) => format!("the presumption of {}", self.fact(*fact)),
                Rest::Burden(id) => format!("the burden of {}", self.leaf(&Leaf::Judgement(*id))),
            };
            let _ = writeln!(out, "  rests on {rest}");
        }
    }

    fn duty(&self, out: &mut String, answer: &DutyAnswer) {
        let name = self.hir.duties.get(answer.duty).map_or("?", |duty| duty.name.as_str());
        let states: Vec<&str> = answer.states.iter().map(|state| state.words()).collect();
        let _ = write!(out, "duty {name}");
        if let Some(event) = answer.event {
            let _ = write!(out, " of event {event}");
        }
        if let Some(day) = answer.arose {
            let _ = write!(out, " of {day}");
        }
        if let Some(about) = &answer.about {
            let _ = write!(out, " about \"{about}\"");
        }
        for first in &answer.upon {
            let first = self.hir.duties.get(*first).map_or("?", |duty| duty.name.as_str());
            let _ = write!(out, " upon breach of {first}");
        }
        let due = match &answer.due {
            Due::None => String::new(),
            Due::Between(first, last) if first == last => format!(", due {first}"),
            Due::Between(first, last) => format!(", due {first} to {last}"),
            Due::Valueless => ", due day without a value".to_owned(),
        };
        let _ = writeln!(out, "{due}: {}", states.join(" or "));
        for leaf in &answer.missing {
            let _ = writeln!(out, "  missing {}", self.leaf(leaf));
        }
        let said = [
            (answer.other_events, "whether there were other events"),
            (answer.about_missing, "what the event was about"),
            (answer.by_missing, "who caused the event"),
            (answer.hour_missing, "at what hour it was"),
            (answer.possibly_further, "possibly further instances"),
        ];
        for (_, words) in said.into_iter().filter(|(said, _)| *said) {
            let _ = writeln!(out, "  {words}");
        }
        self.rests_on(out, &answer.rests_on);
    }

    fn permission(&self, out: &mut String, answer: &PermissionAnswer) {
        let name = self.hir.permissions.get(answer.permission).map_or("?", |p| p.name.as_str());
        let mut all = Vec::new();
        if answer.may_be_held {
            all.push("held".to_owned());
        }
        if answer.may_not_be_held {
            all.push("not held".to_owned());
        }
        all.extend(answer.causes.iter().map(|cause| cause.words().to_owned()));
        let _ = writeln!(out, "permission {name}: {}", all.join(" or "));
        for leaf in &answer.missing {
            let _ = writeln!(out, "  missing {}", self.leaf(leaf));
        }
        for id in &answer.questions {
            let _ = writeln!(out, "  turns on {}", self.leaf(&Leaf::Question(*id)));
        }
        self.rests_on(out, &answer.rests_on);
    }

    fn defect(&self, defect: &Defect) -> String {
        let said = match &defect.kind {
            DefectKind::NotTheMaker(None) => "nobody is said to have made it".to_owned(),
            DefectKind::NotTheMaker(Some(actor)) => {
                let name = self.hir.actors.get(*actor).map_or("?", |actor| actor.name.as_str());
                format!("{name} may not make it")
            }
            DefectKind::NoDate => "no date".to_owned(),
            DefectKind::DatedLater(day) => format!("dated {day}, after the as-of day"),
            DefectKind::NoReasons => "no reasons".to_owned(),
            DefectKind::RestsOnNothing => "rests on nothing".to_owned(),
            DefectKind::FactorLeftOut(factor) => {
                format!("leaves out {}", self.leaf(&Leaf::Found(*factor)))
            }
            DefectKind::RestsOnlyOnInsufficient => "rests only on what does not suffice".to_owned(),
            DefectKind::RestsOnForbidden(basis) => format!("rests on {}", self.basis(basis)),
            DefectKind::NamesProtected(id) => {
                let name = self.hir.protected.get(*id).map_or("?", |named| named.name.as_str());
                format!("names {name}")
            }
            DefectKind::NamesNeverConsidered(basis) => {
                format!("names {}, which may never count", self.basis(basis))
            }
            DefectKind::LedgerClosed(basis) => {
                format!("weighs {}, and the ledger is closed", self.basis(basis))
            }
        };
        format!("defect: {said} (clause {})", self.clause(defect.clause))
    }

    fn basis(&self, basis: &Basis) -> String {
        match basis {
            Basis::Ground(id) => self.hir.grounds.get(*id).map_or("?", |g| g.name.as_str()).into(),
            Basis::Fact(fact) => self.fact(*fact),
            Basis::Protected(id) => {
                self.hir.protected.get(*id).map_or("?", |named| named.name.as_str()).into()
            }
            Basis::Field(fact, field) => self.leaf(&Leaf::Fact(*fact, vec![*field])),
            Basis::Factor(factor) => {
                self.hir.factors.get(*factor).map_or("?", |factor| factor.name.as_str()).into()
            }
            Basis::Other(text) => format!("\"{text}\""),
        }
    }

    fn question(&self, question: Question) -> String {
        let name = self.decision(question.decision);
        let name = match question.of.row() {
            Some(row) => format!("{name} of [{row}]"),
            None => name,
        };
        match (question.of.value(), self.set_of(question.decision)) {
            (None, _) => name,
            (Some(value), Some(choice)) => {
                format!("{name} includes {}", self.choice_value(choice, value))
            }
            (Some(value), None) => format!("{name} includes {value}"),
        }
    }

    fn outcome(&self, decision: DecisionId, outcome: &Abstract) -> String {
        let ty = self.hir.decisions.get(decision).map(|decision| match &decision.kind {
            DecisionKind::Is(ty) | DecisionKind::Total(ty) => ty.clone(),
            DecisionKind::Set(choice) => Type::Set(*choice),
        });
        let ty = ty.unwrap_or(Type::Broken);
        let values = (!outcome.values.is_empty()).then(|| self.values(&ty, &outcome.values));
        let causes = outcome.causes.iter().map(Cause::words).map(str::to_owned);
        let all: Vec<String> = values.into_iter().chain(causes).collect();
        if all.is_empty() { "nothing".to_owned() } else { all.join(" or ") }
    }

    fn values(&self, ty: &Type, values: &Values) -> String {
        match values {
            Values::Truth { may_no, may_yes } => match (may_no, may_yes) {
                (true, true) => "no or yes",
                (false, true) => "yes",
                (true, false) => "no",
                (false, false) => "",
            }
            .to_owned(),
            Values::Choice(bits) => {
                let Type::Choice(choice) = ty.present() else { return format!("{bits:b}") };
                self.set_names(*choice, *bits).join(" or ")
            }
            Values::Number(Some(interval)) => self.interval(ty, interval),
            Values::Number(None) => String::new(),
            Values::Text(TextSet::Any) => "any text".to_owned(),
            Values::Text(TextSet::OneOf(texts)) => {
                let texts: Vec<String> = texts.iter().map(|text| format!("\"{text}\"")).collect();
                texts.join(" or ")
            }
            Values::Set(None) => String::new(),
            Values::Set(Some(view)) => {
                let Type::Set(choice) = ty.present() else { return String::new() };
                let sure = self.set_names(*choice, view.definite).join(", ");
                if view.definite == view.possible {
                    return format!("{{ {sure} }}");
                }
                let maybe = self.set_names(*choice, view.possible & !view.definite).join(", ");
                format!("{{ {sure} }} and perhaps {{ {maybe} }}")
            }
        }
    }

    fn interval(&self, ty: &Type, interval: &Interval) -> String {
        let end = |number: Option<&whereas_value::Number>, open: &str| match number {
            None => open.to_owned(),
            Some(number) => {
                let date = number.to_i64().and_then(Date::from_days);
                match (ty.present(), date) {
                    (Type::Date, Some(date)) => date.to_string(),
                    _ => number.to_string(),
                }
            }
        };
        let (lo, hi) = (end(interval.lo(), "…"), end(interval.hi(), "…"));
        if interval.is_single() { lo } else { format!("{lo} to {hi}") }
    }

    fn set_of(&self, decision: DecisionId) -> Option<ChoiceId> {
        match self.hir.decisions.get(decision)?.kind {
            DecisionKind::Set(choice) => Some(choice),
            DecisionKind::Is(_) | DecisionKind::Total(_) => None,
        }
    }

    fn set_names(&self, choice: ChoiceId, bits: u64) -> Vec<String> {
        let places = (0..64_u32).filter(|place| bits >> place & 1 == 1);
        places.map(|place| self.choice_value(choice, place)).collect()
    }

    fn choice_value(&self, choice: ChoiceId, value: u32) -> String {
        let value = usize::try_from(value).ok();
        let values = self.hir.choices.get(choice).map(|choice| &choice.values);
        let named = values.zip(value).and_then(|(values, place)| values.get(place));
        named.map_or_else(|| "?".to_owned(), |value| value.name.to_string())
    }

    fn decision(&self, id: DecisionId) -> String {
        self.hir.decisions.get(id).map_or_else(|| "?".to_owned(), |d| d.name.to_string())
    }

    fn fact(&self, id: FactId) -> String {
        self.hir.facts.get(id).map_or_else(|| "?".to_owned(), |fact| fact.name.to_string())
    }

    fn clause(&self, id: ClauseId) -> &str {
        self.hir.clauses.get(id).map_or("?", |clause| clause.id.as_str())
    }

    fn clauses(&self, ids: &[ClauseId]) -> String {
        let names: Vec<&str> = ids.iter().map(|id| self.clause(*id)).collect();
        names.join(", ")
    }

    fn leaf(&self, leaf: &Leaf) -> String {
        let hir = self.hir;
        match leaf {
            Leaf::Fact(fact, path) => {
                let ty = hir.facts.get(*fact).map(|fact| fact.ty.clone());
                format!("{}{}", self.fact(*fact), self.path(ty, path))
            }
            Leaf::Element { list, row, path } => {
                let ty = hir.facts.get(*list).and_then(|fact| {
                    let Type::List(element) = fact.ty.present() else { return None };
                    Some(Type::clone(element))
                });
                format!("{}[{row}]{}", self.fact(*list), self.path(ty, path))
            }
            Leaf::Others(list) => format!("others of {}", self.fact(*list)),
            Leaf::Judgement(id) => {
                hir.judgements.get(*id).map_or_else(String::new, |named| named.name.to_string())
            }
            Leaf::Found(id) => {
                hir.factors.get(*id).map_or_else(String::new, |named| named.name.to_string())
            }
            Leaf::Question(id) => {
                hir.questions.get(*id).map_or_else(String::new, |named| named.name.to_string())
            }
        }
    }

    fn path(&self, ty: Option<Type>, path: &[u32]) -> String {
        let mut text = String::new();
        let mut ty = ty;
        for field in path {
            let record: Option<RecordId> = ty.as_ref().and_then(|ty| {
                let Type::Record(record) = ty.present() else { return None };
                Some(*record)
            });
            let declared = record.and_then(|record| {
                whereas_hir::vocabulary::field(&self.hir.records, record, *field)
            });
            let _ = write!(text, ".{}", declared.map_or("?", |field| field.name.as_str()));
            ty = declared.map(|field| field.ty.clone());
        }
        text
    }
}

fn words(causes: Causes) -> String {
    let words: Vec<&str> = causes.iter().map(Cause::words).collect();
    words.join(" or ")
}
