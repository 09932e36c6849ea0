//! Clauses and their statements.

use super::exprs::{date, paths, ty};
use super::{Printer, label, names, text};
use crate::tree::{
    Arises, Cell, Clause, ClauseRef, ColumnRole, CompareWord, Discharge, Due, Duty, DutyForce,
    ExprId, Factor, FactorBasis, FactorSide, Force, Guarantee, GuaranteeKind, Judgement,
    JudgementPart, Name, Permission, Rule, StatementKind, SwitchOff, Table, TableRule, UponBreach,
};

impl Printer<'_> {
    pub(super) fn clause(&mut self, clause: &Clause) {
        self.line(0, format!("clause {} {}", clause.id.text, label(&clause.title)));
        for statement in &clause.statements {
            self.statement(&statement.kind);
        }
        for example in &clause.examples {
            self.example(example);
        }
        for it in &clause.broken {
            let declares = names(&it.declares);
            self.line(1, format!("broken {} declares {declares}", it.word).trim_end());
        }
    }

    fn statement(&mut self, kind: &StatementKind) {
        match kind {
            StatementKind::Cites(cites) => {
                for it in cites {
                    self.line(1, format!("cites {} [{}]", it.source.text, it.passage.text));
                }
            }
            StatementKind::InForce(it) => {
                self.line(1, format!("in force {}{}", force(it.force), reading(it.when.as_ref())));
            }
            StatementKind::PolicyInForce(it) => {
                let reading = reading(it.when.as_ref());
                self.line(1, format!("policy in force {}{reading}", force(it.force)));
            }
            StatementKind::PolicySuspended(it) => {
                let why = it.why.as_ref().map_or(String::new(), |why| format!(" {}", label(why)));
                let reading = reading(it.when.as_ref());
                self.line(1, format!("policy suspended {}{why}{reading}", force(it.force)));
            }
            StatementKind::PolicyReplaces(it) => {
                self.line(1, format!("policy replaces {}", it.text))
            }
            StatementKind::Notice(it) => self.line(1, format!("notice {}", label(it))),
            StatementKind::Means(it) => {
                let of = it.ty.as_ref().map_or(String::new(), |of| format!(" : {}", ty(of)));
                let value = self.expr(it.value);
                let called =
                    it.label.as_ref().map_or(String::new(), |it| format!(" {}", label(it)));
                self.line(1, format!("{}{of}{called} means {value}", it.name.text));
            }
            StatementKind::Function(it) => {
                let parameters: Vec<String> = it
                    .parameters
                    .iter()
                    .map(|p| format!("{} : {}", p.name.text, ty(&p.ty)))
                    .collect();
                let (name, parameters) = (&it.name.text, parameters.join(", "));
                let (result, value) = (ty(&it.result), self.expr(it.value));
                self.line(1, format!("function {name}({parameters}) : {result} means {value}"));
            }
            StatementKind::Rule(it) => self.rule(it),
            StatementKind::Despite(it) => self.line(1, format!("despite {}", clauses(it))),
            StatementKind::SubjectTo(it) => self.line(1, format!("subject to {}", clauses(it))),
            StatementKind::SwitchOff(it) => self.switch_off(it),
            StatementKind::OnlyAfter(it) => {
                let may = match &it.value {
                    Some(value) => format!("include {}", value.text),
                    None => "be decided".to_owned(),
                };
                let (decision, after) = (&it.decision.text, self.expr(it.after));
                self.line(1, format!("{decision} may {may} only after {after}"));
            }
            StatementKind::Judgement(it) => self.judgement(it),
            StatementKind::JudgementPart(it) => self.judgement_part(it),
            StatementKind::Factor(it) => self.factor(it),
            StatementKind::RestLimit(it) => {
                let only = if it.only { " only" } else { "" };
                let (judgement, grounds) = (&it.judgement.text, names(&it.grounds));
                self.line(1, format!("{judgement} may not rest{only} on {grounds}"));
            }
            StatementKind::NeverConsider(it) => {
                let (what, within) = (paths(&it.what), names(&it.within));
                self.line(1, format!("never consider {what} in {within}"));
            }
            StatementKind::OpenQuestion(it) => {
                self.line(1, format!("open question {} {}", it.name.text, label(&it.label)));
                for answer in &it.answers {
                    let of =
                        answer.label.as_ref().map_or(String::new(), |it| format!(" {}", label(it)));
                    self.line(2, format!("answer {}{of}", answer.name.text));
                }
            }
            StatementKind::Guarantee(it) => self.guarantee(it),
            StatementKind::Duty(it) => self.duty(it),
            StatementKind::Permission(it) => self.permission(it),
            StatementKind::Table(it) => self.table(it),
            StatementKind::Commentary(it) => self.line(1, format!("commentary {}", label(it))),
            StatementKind::Accept { code, reason } => {
                self.line(1, format!("accept {} {}", code.text, text(reason)));
            }
        }
    }

    fn conditions(&mut self, when: Option<ExprId>, unless: Option<ExprId>) {
        for (word, condition) in [("when", when), ("unless", unless)] {
            if let Some(condition) = condition {
                let condition = self.expr(condition);
                self.line(2, format!("{word} {condition}"));
            }
        }
    }

    fn rule(&mut self, it: &Rule) {
        let of = it.of.as_ref().map_or(String::new(), |of| format!(" of {}", of.text));
        let value = self.expr(it.value);
        self.line(1, format!("rule {}{of} {} {value}", it.decision.text, it.verb.word()));
        self.conditions(it.when, it.unless);
    }

    fn switch_off(&mut self, it: &SwitchOff) {
        let of = it.for_element.as_ref().map_or(String::new(), |of| format!(" for {}", of.text));
        self.line(1, format!("switch off {}{of}", clauses(&it.clauses)));
        self.conditions(it.when, it.unless);
    }

    fn judgement(&mut self, it: &Judgement) {
        self.line(1, format!("judgement {} : {} {}", it.name.text, ty(&it.ty), label(&it.label)));
        if !it.made_by.is_empty() {
            self.line(2, format!("made by {}", names(&it.made_by)));
        }
        if let Some(ledger) = &it.weighing {
            self.line(2, format!("weighing {}", ledger.text));
        }
        if let Some(after) = it.only_after {
            let after = self.expr(after);
            self.line(2, format!("only after {after}"));
        }
        if let Some(actor) = &it.burden_on {
            self.line(2, format!("burden on {}", actor.text));
        }
    }

    fn judgement_part(&mut self, part: &JudgementPart) {
        let line = match part {
            JudgementPart::MadeBy { judgement, actors } => {
                format!("{} made by {}", judgement.text, names(actors))
            }
            JudgementPart::Weighs { judgement, ledger } => {
                format!("{} weighs {}", judgement.text, ledger.text)
            }
            JudgementPart::FoundOnlyAfter { judgement, after } => {
                format!("{} may be found only after {}", judgement.text, self.expr(*after))
            }
            JudgementPart::BurdenOn { judgement, actor } => {
                format!("{} burden on {}", judgement.text, actor.text)
            }
        };
        self.line(1, line);
    }

    fn factor(&mut self, it: &Factor) {
        self.line(1, format!("factor {} {}", it.name.text, label(&it.label)));
        for bearing in &it.bearings {
            let side = match bearing.side {
                FactorSide::Toward => "toward",
                FactorSide::Away => "away",
                FactorSide::EitherWay => "either way",
            };
            self.line(2, format!("{side} in {}", names(&bearing.ledgers)));
        }
        let basis = match &it.basis {
            FactorBasis::When(when) => format!("when {}", self.expr(*when)),
            FactorBasis::FoundBy(actors) => format!("found by {}", names(actors)),
        };
        self.line(2, basis);
    }

    fn guarantee(&mut self, it: &Guarantee) {
        let kind = match &it.kind {
            GuaranteeKind::Always(condition) => format!("always {}", self.expr(*condition)),
            GuaranteeKind::Never(condition) => format!("never {}", self.expr(*condition)),
            GuaranteeKind::Monotone { raising, lowers, decision } => {
                let never = if *lowers { "lowers" } else { "raises" };
                format!("raising {} never {never} {}", raising.text, decision.text)
            }
        };
        self.line(1, format!("guarantee {} {kind}", label(&it.label)));
    }

    fn duty(&mut self, it: &Duty) {
        self.line(1, format!("duty {} {}", it.name.text, label(&it.label)));
        let jointly = if it.jointly { " jointly" } else { "" };
        let to = it.to.as_ref().map_or(String::new(), |to| format!(" to {}", to.text));
        let force = match it.force {
            Some(DutyForce::Must) => " must",
            Some(DutyForce::Should) => " should",
            Some(DutyForce::MustNot) => " must not",
            None => "",
        };
        self.line(2, format!("owed by {}{jointly}{to}{force}", names(&it.owed_by)));
        if let Some(arises) = &it.arises {
            let line = match arises {
                Arises::When(when) => format!("arises when {}", self.expr(*when)),
                Arises::OnEvent { event, when } => {
                    let when = when.map_or(String::new(), |id| format!(" when {}", self.expr(id)));
                    format!("arises on event {}{when}", event.text)
                }
                Arises::OnIssue => "arises on issue".to_owned(),
                Arises::Ongoing => "ongoing".to_owned(),
            };
            self.line(2, line);
        }
        if let Some(due) = &it.due {
            let line = match due {
                Due::Within { time, of } => {
                    let of = of.map_or(String::new(), |of| format!(" of {}", self.expr(of)));
                    format!("due within {}{of}", self.expr(*time))
                }
                Due::By(day) => format!("due by {}", self.expr(*day)),
                Due::Before(day) => format!("due before {}", self.expr(*day)),
                Due::BeforeEvent(event) => format!("due before event {}", event.text),
                Due::Every(time) => format!("due every {}", self.expr(*time)),
            };
            self.line(2, line);
        }
        for discharge in &it.discharged {
            let line = match discharge {
                Discharge::ByEvent(event) => format!("discharged by event {}", event.text),
                Discharge::When(when) => format!("discharged when {}", self.expr(*when)),
                Discharge::BreachedByEvent(event) => format!("breached by event {}", event.text),
            };
            self.line(2, line);
        }
        if let Some(when) = it.excused_when {
            let when = self.expr(when);
            self.line(2, format!("excused when {when}"));
        }
        match &it.upon_breach {
            Some(UponBreach::Duty(duty)) => self.line(2, format!("upon breach duty {}", duty.text)),
            Some(UponBreach::Words(words)) => self.line(2, format!("upon breach {}", label(words))),
            None => {}
        }
    }

    fn permission(&mut self, it: &Permission) {
        self.line(1, format!("permission {} {}", it.name.text, label(&it.label)));
        self.line(2, format!("held by {}", names(&it.held_by)));
        self.conditions(it.when, None);
    }

    fn table(&mut self, table: &Table) {
        let rule = match &table.rule {
            TableRule::ExactlyOne => "exactly one".to_owned(),
            TableRule::AllThatApply => "all that apply".to_owned(),
            TableRule::First(because) => format!("first, because {}", text(because)),
        };
        self.line(1, format!("table {rule}"));
        let columns: Vec<String> = table
            .columns
            .iter()
            .map(|column| match &column.role {
                ColumnRole::Input(input) => self.expr(*input),
                ColumnRole::Is(name) => format!("{} is", name.text),
                ColumnRole::Includes(name) => format!("{} includes", name.text),
                ColumnRole::Adds(name) => format!("{} adds", name.text),
            })
            .collect();
        self.line(2, format!("| {} |", columns.join(" | ")));
        for row in &table.rows {
            let cells: Vec<String> = row.cells.iter().map(|cell| self.cell(cell)).collect();
            self.line(2, format!("{} | {} |", row.id.text, cells.join(" | ")));
        }
    }

    fn cell(&self, cell: &Cell) -> String {
        match cell {
            Cell::Any => "-".to_owned(),
            Cell::Range(low, high) => format!("{} to {}", self.expr(*low), self.expr(*high)),
            Cell::Values(values) => self.list(values),
            Cell::Tests(tests) => {
                let test = |(word, value): &(CompareWord, ExprId)| {
                    format!("{} {}", word.words(false), self.expr(*value))
                };
                tests.iter().map(test).collect::<Vec<_>>().join(" and ")
            }
        }
    }
}

fn force(force: Force) -> String {
    let before = force.before.map_or(String::new(), |day| format!(" before {}", date(day)));
    let through = force.through.map_or(String::new(), |day| format!(" through {}", date(day)));
    format!("from {}{before}{through}", date(force.from))
}

fn clauses(refs: &[ClauseRef]) -> String {
    let one = |it: &ClauseRef| match it {
        ClauseRef::One(id) => id.text.to_string(),
        ClauseRef::Under(id) => format!("under {}", id.text),
    };
    refs.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// ` when q is A`, where force is contested.
fn reading(when: Option<&(Name, Name)>) -> String {
    when.map_or(String::new(), |(question, answer)| {
        format!(" when {} is {}", question.text, answer.text)
    })
}
