//! The types of a policy as text: what `whereas show types` says.
//!
//! Reads a policy and its [`Tables`]; produces one line for every name that has a type and, clause by clause, one for
//! every term, rule and condition. By name, never by number, and the same for the same policy.

use std::fmt::Write;

use whereas_hir::Hir;
use whereas_hir::clause::{Gives, Presence, Waits};
use whereas_hir::expr::ExprId;
use whereas_hir::policy::DecisionKind;
use whereas_value::id::ClauseId;
use whereas_value::types::Type;

use crate::tables::Tables;
use crate::words;

/// What is printed.
#[derive(Clone, Copy)]
struct Of<'a> {
    hir: &'a Hir,
    tables: &'a Tables,
}

/// The types of a policy.
#[must_use]
pub fn print(hir: &Hir, tables: &Tables) -> String {
    let of = Of { hir, tables };
    let mut out = String::new();
    for fact in &hir.facts {
        line(&mut out, "", &format!("fact {}", fact.name), &words::type_name(hir, &fact.ty));
    }
    for parameter in &hir.parameters {
        line(
            &mut out,
            "",
            &format!("parameter {}", parameter.name),
            &words::type_name(hir, &parameter.ty),
        );
    }
    for decision in &hir.decisions {
        let ty = match &decision.kind {
            DecisionKind::Is(ty) => words::type_name(hir, ty),
            DecisionKind::Total(ty) => format!("total {}", words::type_name(hir, ty)),
            DecisionKind::Set(choice) => words::type_name(hir, &Type::Set(*choice)),
        };
        line(&mut out, "", &format!("decision {}", decision.name), &ty);
        if let Some(value) = decision.otherwise {
            of_expr(&mut out, of, "otherwise", value);
        }
    }
    for id in hir.clauses.ids() {
        of_clause(&mut out, of, id);
    }
    out
}

fn of_clause(out: &mut String, of: Of<'_>, id: ClauseId) {
    let hir = of.hir;
    let Some(clause) = hir.clauses.get(id) else { return };
    let mut body = String::new();
    for term in hir.terms.iter().filter(|term| term.clause == id) {
        of_expr(&mut body, of, &format!("{} means", term.name), term.means);
    }
    for function in hir.functions.iter().filter(|function| function.clause == id) {
        of_expr(&mut body, of, &format!("function {} means", function.name), function.means);
    }
    for judgement in hir.judgements.iter().filter(|judgement| judgement.clause == id) {
        line(
            &mut body,
            "  ",
            &format!("judgement {}", judgement.name),
            &words::type_name(hir, &judgement.ty),
        );
    }
    for rule in clause.rules.iter().filter_map(|rule| hir.rules.get(*rule)) {
        let name = words::of_element(hir, rule.decision, rule.element);
        let (word, value) = match rule.gives {
            Gives::Is(value) => ("is", value),
            Gives::Includes(value) => ("includes", value),
            Gives::Excludes(value) => ("excludes", value),
            Gives::Adds(value) => ("adds", value),
        };
        of_expr(&mut body, of, &format!("{name} {word}"), value);
        part(&mut body, of, "when", rule.when);
        part(&mut body, of, "unless", rule.unless);
    }
    for off in &clause.switch_offs {
        let targets: Vec<_> =
            off.targets.iter().map(|target| words::clause(hir, *target)).collect();
        let _ = writeln!(body, "  {} off", targets.join(", "));
        part(&mut body, of, "when", off.when);
        part(&mut body, of, "unless", off.unless);
    }
    for waits in &clause.prerequisites {
        let name = match waits.of {
            Waits::Decision(decision) | Waits::Value(decision, _) => {
                words::of_element(hir, decision, waits.element)
            }
            Waits::Judgement(judgement) => hir
                .judgements
                .get(judgement)
                .map_or_else(String::new, |judgement| judgement.name.to_string()),
        };
        of_expr(&mut body, of, &format!("{name} only after"), waits.condition);
    }
    for factor in hir.factors.iter().filter(|factor| factor.clause == id) {
        if let Presence::When(condition) = factor.present {
            of_expr(&mut body, of, &format!("factor {} when", factor.name), condition);
        }
    }
    if !body.is_empty() {
        let _ = writeln!(out, "clause {}", clause.id);
        out.push_str(&body);
    }
}

fn part(out: &mut String, of: Of<'_>, word: &str, expr: Option<ExprId>) {
    if let Some(expr) = expr {
        of_expr(out, of, &format!("  {word}"), expr);
    }
}

fn of_expr(out: &mut String, of: Of<'_>, word: &str, expr: ExprId) {
    let hir = of.hir;
    let ty = of.tables.types.get(expr).unwrap_or(&Type::Broken);
    let text = format!("{word} {}", words::expr(hir, expr));
    line(out, "  ", &text, &words::type_name(hir, ty));
}

fn line(out: &mut String, indent: &str, what: &str, ty: &str) {
    let _ = writeln!(out, "{indent}{what} : {ty}");
}

/// An expression in the words of the language, for other messages about a checked policy.
#[must_use]
pub fn expression(hir: &Hir, expr: ExprId) -> String {
    words::expr(hir, expr)
}
