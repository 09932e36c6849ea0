//! The grammar comes back to a rule only through an opening bracket. Brackets are counted before the grammar is asked,
//! so that this bounds how deep it recurses, whatever the text.

use std::collections::{BTreeMap, BTreeSet};

use pest_meta::ast::Expr;
use pest_meta::parser;

type Rules = BTreeMap<String, Expr>;
type Left = BTreeMap<String, (i32, i32)>;

#[test]
fn no_rule_comes_back_to_itself_without_a_bracket() {
    let path = xtask::root().join("grammar/whereas.pest");
    let text = std::fs::read_to_string(path).expect("the grammar is there");
    assert_eq!(circles(&text), Ok(Vec::new()));
}

#[test]
fn a_rule_that_comes_back_is_found() {
    assert_eq!(found(r#"a = { "x" ~ b } b = { "(" ~ a ~ ")" | "y" }"#), "");
    assert_eq!(found(r#"a = { open ~ a ~ ")" | "y" } open = { "f(" }"#), "");
    assert_eq!(found(r#"a = { "x" ~ b } b = { ("(" ~ "1" ~ ")")? ~ a | "y" }"#), "a b");
    assert_eq!(found(r#"a = { "not" ~ a | "y" }"#), "a");
    assert_eq!(found(r#"a = { "(" ~ "x" ~ ")" ~ a | "y" }"#), "a");
    assert_eq!(found(r#"a = { b ~ a | "y" } b = { "(" ~ b ~ ")" | "x" }"#), "a");
    assert_eq!(found(r#"a = { &"(" ~ "x" ~ a | "y" }"#), "a");
}

fn found(grammar: &str) -> String {
    circles(grammar).map_or_else(|problem| problem, |found| found.join(" "))
}

/// The rules that come back to themselves and pass no bracket.
fn circles(grammar: &str) -> Result<Vec<String>, String> {
    let pairs = parser::parse(parser::Rule::grammar_rules, grammar);
    let pairs = pairs.map_err(|problem| problem.to_string())?;
    // Left recursion is refused here already; what is left consumes something each time round.
    let rules = parser::consume_rules(pairs).map_err(|problems| format!("{problems:?}"))?;
    let rules: Rules = rules.into_iter().map(|rule| (rule.name, rule.expr)).collect();
    // How many brackets each rule leaves open, where a rule inside itself leaves none; and that this is so.
    let mut left = Left::new();
    for name in rules.keys() {
        leaves_of(name, &rules, &mut left);
    }
    for (name, expr) in &rules {
        assert_eq!(left.get(name), Some(&leaves(expr, &left)), "{name}");
    }
    let mut edges: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (name, expr) in &rules {
        reached(expr, 0, &left, edges.entry(name.as_str()).or_default());
    }
    let comes_back = |start: &str| {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut next = vec![start];
        while let Some(name) = next.pop() {
            for to in edges.get(name).into_iter().flatten() {
                if to == start {
                    return true;
                }
                if seen.insert(to) {
                    next.push(to);
                }
            }
        }
        false
    };
    Ok(rules.keys().filter(|name| comes_back(name)).cloned().collect())
}

fn leaves_of(name: &str, rules: &Rules, left: &mut Left) {
    let (false, Some(expr)) = (left.contains_key(name), rules.get(name)) else { return };
    left.insert(name.to_owned(), (0, 0));
    for inner in expr.iter_top_down() {
        if let Expr::Ident(inner) = inner {
            leaves_of(&inner, rules, left);
        }
    }
    let found = leaves(expr, left);
    left.insert(name.to_owned(), found);
}

/// How many brackets what this takes opens more than it closes, at the least and at the most.
#[expect(clippy::wildcard_enum_match_arm, reason = "the other forms take no bracket and no rule")]
fn leaves(expr: &Expr, left: &Left) -> (i32, i32) {
    match expr {
        Expr::Str(text) | Expr::Insens(text) => {
            let one = |c| match c {
                '(' | '[' | '{' => 1,
                ')' | ']' | '}' => -1,
                _ => 0,
            };
            let sum = text.chars().map(one).sum();
            (sum, sum)
        }
        Expr::Ident(name) => left.get(name).copied().unwrap_or((0, 0)),
        Expr::Seq(a, b) => {
            let (a, b) = (leaves(a, left), leaves(b, left));
            (a.0 + b.0, a.1 + b.1)
        }
        Expr::Choice(a, b) => {
            let (a, b) = (leaves(a, left), leaves(b, left));
            (a.0.min(b.0), a.1.max(b.1))
        }
        Expr::Opt(one) => {
            let one = leaves(one, left);
            (one.0.min(0), one.1.max(0))
        }
        Expr::Rep(one)
        | Expr::RepOnce(one)
        | Expr::RepExact(one, _)
        | Expr::RepMin(one, _)
        | Expr::RepMax(one, _)
        | Expr::RepMinMax(one, _, _) => match leaves(one, left) {
            (0, 0) => (0, 0),
            _ => (-MANY, MANY),
        },
        Expr::Push(one) => leaves(one, left),
        _ => (0, 0),
    }
}

const MANY: i32 = 1_000;

/// Adds the rules that are asked for here where no bracket of this rule is sure to be open; `open` are so before it.
#[expect(clippy::wildcard_enum_match_arm, reason = "the other forms take no bracket and no rule")]
fn reached(expr: &Expr, open: i32, left: &Left, into: &mut BTreeSet<String>) {
    match expr {
        Expr::Ident(name) if open < 1 => {
            into.insert(name.clone());
        }
        Expr::Seq(a, b) => {
            reached(a, open, left, into);
            reached(b, open + leaves(a, left).0, left, into);
        }
        Expr::Choice(a, b) => {
            reached(a, open, left, into);
            reached(b, open, left, into);
        }
        Expr::PosPred(one)
        | Expr::NegPred(one)
        | Expr::Opt(one)
        | Expr::Rep(one)
        | Expr::RepOnce(one)
        | Expr::RepExact(one, _)
        | Expr::RepMin(one, _)
        | Expr::RepMax(one, _)
        | Expr::RepMinMax(one, _, _)
        | Expr::Push(one) => reached(one, open, left, into),
        _ => {}
    }
}
