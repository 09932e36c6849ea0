//! Tight values: what holds together without brackets.

use whereas_diagnostics::{Diagnostic, codes};

use super::{Builder, Node, Parts};
use crate::grammar::Rule;
use crate::tree::{
    DayWord, Each, Expr, ExprId, FieldPath, Literal, LiteralKind, ManyWord, Name, PickWord,
    ScaleBand, SpanWord,
};

impl Builder<'_> {
    pub(super) fn tight_in(&mut self, parts: &mut Parts<'_>) -> Option<ExprId> {
        let node = parts.take(Rule::tight)?;
        self.tight(node)
    }

    /// `tight` and `small`: something, and the fields read of it.
    pub(super) fn tight(&mut self, node: Node<'_>) -> Option<ExprId> {
        let start = self.span(&node).before();
        let mut parts = Parts::of(node);
        let first = parts.next()?;
        let mut base = self.primary(first)?;
        for dot_field in parts.all(Rule::dot_field) {
            let field = self.name(Parts::of(dot_field).take(Rule::field_name)?);
            let span = start.to(field.span);
            base = self.push(Expr::Field { base, field }, span, &[base]);
        }
        Some(base)
    }

    fn small_in(&mut self, parts: &mut Parts<'_>) -> Option<ExprId> {
        let node = parts.take(Rule::small)?;
        self.tight(node)
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "a tight value is one of a few rules")]
    fn primary(&mut self, node: Node<'_>) -> Option<ExprId> {
        let span = self.span(&node);
        match node.as_rule() {
            Rule::primary => self.primary(node.into_inner().next()?),
            Rule::literal => {
                let literal = self.literal(node)?;
                Some(self.push(Expr::Literal(literal), span, &[]))
            }
            Rule::date => self.date_expr(node),
            Rule::month_for_day => {
                let month = node.as_str().trim();
                let message = format!(
                    "`{month}` is a month, and an expression needs a day; only what a case knows of a \
                     date may be a month"
                );
                let problem = Diagnostic::new(codes::syntax::MONTH_FOR_DAY, span, message);
                self.problems.push(problem.fix(
                    "if its first day is meant",
                    span,
                    format!("{month}-01"),
                ));
                Some(self.missing(span))
            }
            Rule::bracketed => self.bracketed(node),
            Rule::day_word => {
                let word = day_word(node)?;
                Some(self.push(Expr::Day(word), span, &[]))
            }
            Rule::named => self.named(node),
            Rule::elapsed => self.elapsed(node),
            Rule::days_in => self.days_in(node),
            Rule::days_between => self.days_between(node),
            Rule::pick => self.pick(node),
            Rule::the_one => self.the_one(node),
            Rule::any_every => self.any_every(node),
            Rule::many => self.many(node),
            Rule::count => self.count(node),
            Rule::total_of => self.total_of(node),
            Rule::scale => self.scale(node),
            _ => None,
        }
    }

    fn date_expr(&mut self, node: Node<'_>) -> Option<ExprId> {
        let date = self.date(node)?;
        let literal = Literal { kind: LiteralKind::Date(date), span: date.span };
        Some(self.push(Expr::Literal(literal), date.span, &[]))
    }

    pub(super) fn bracketed(&mut self, node: Node<'_>) -> Option<ExprId> {
        let mut parts = Parts::of(node);
        let first = parts.take(Rule::expr)?;
        let start = self.span(&first);
        let from = self.expr(first)?;
        let Some(last) = parts.take(Rule::sum) else { return Some(from) };
        let span = start.to(self.span(&last));
        let to = self.sum(last)?;
        Some(self.push(Expr::Span { from, to }, span, &[from, to]))
    }

    pub(super) fn name_expr(&mut self, node: Node<'_>) -> ExprId {
        let name = self.name(node);
        let span = name.span;
        self.push(Expr::Name(name), span, &[])
    }

    /// `rerouting.arrives_late` as an expression.
    pub(super) fn path_expr(&mut self, path: FieldPath) -> ExprId {
        let start = path.base.span;
        let mut base = self.push(Expr::Name(path.base), start, &[]);
        for field in path.fields {
            let span = start.to(field.span);
            base = self.push(Expr::Field { base, field }, span, &[base]);
        }
        base
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "a name is narrowed in four ways")]
    fn named(&mut self, node: Node<'_>) -> Option<ExprId> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let first = parts.next()?;
        if first.as_rule() == Rule::call {
            return self.call(first);
        }
        let Some(tail) = parts.next() else { return Some(self.name_expr(first)) };
        let name = self.name(first);
        let rule = tail.as_rule();
        let mut parts = Parts::of(tail);
        let (expr, operand) = match rule {
            Rule::of_tail => {
                let element = self.narrowing(parts.next()?)?;
                (Expr::Of { decision: name, element }, Some(element))
            }
            Rule::on_tail => {
                let day = self.narrowing(parts.next()?)?;
                (Expr::On { parameter: name, day }, Some(day))
            }
            Rule::under_tail => {
                let clause = self.id(parts.take(Rule::id)?);
                (Expr::Under { decision: name, clause }, None)
            }
            Rule::apart_tail => (Expr::Apart { decision: name }, None),
            _ => return None,
        };
        Some(self.push(expr, span, operand.as_slice()))
    }

    /// What stands after `of` and `on`.
    fn narrowing(&mut self, node: Node<'_>) -> Option<ExprId> {
        if node.as_rule() == Rule::path {
            let path = self.path(node)?;
            return Some(self.path_expr(path));
        }
        self.primary(node)
    }

    fn call(&mut self, node: Node<'_>) -> Option<ExprId> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let function = self.name_in(&mut Parts::of(parts.take(Rule::call_head)?))?;
        let arguments = self.exprs_in(&mut parts)?;
        let operands = arguments.clone();
        Some(self.push(Expr::Call { function, arguments }, span, &operands))
    }

    fn exprs_in(&mut self, parts: &mut Parts<'_>) -> Option<Vec<ExprId>> {
        let nodes = parts.all(Rule::expr);
        nodes.into_iter().map(|node| self.expr(node)).collect()
    }

    fn elapsed(&mut self, node: Node<'_>) -> Option<ExprId> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let word = if parts.word(Rule::k_years) {
            SpanWord::Years
        } else if parts.word(Rule::k_months) {
            SpanWord::Months
        } else {
            SpanWord::Days
        };
        let from = self.small_in(&mut parts)?;
        let to = self.small_in(&mut parts)?;
        Some(self.push(Expr::Elapsed { word, from, to }, span, &[from, to]))
    }

    fn days_in(&mut self, node: Node<'_>) -> Option<ExprId> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let Some(any) = parts.take(Rule::any_period) else {
            let period = self.small_in(&mut parts)?;
            let within = self.small_perhaps(&mut parts)?;
            let operands: Vec<ExprId> = std::iter::once(period).chain(within).collect();
            return Some(self.push(Expr::DaysIn { period, within }, span, &operands));
        };
        let mut inside = Parts::of(any);
        let body = self.expr_in(&mut inside)?;
        let (each, mut operands) = self.each(inside.take(Rule::each)?)?;
        let within = self.small_perhaps(&mut parts)?;
        operands.push(body);
        operands.extend(within);
        Some(self.push(Expr::DaysInAny { body, each, within }, span, &operands))
    }

    /// `within q`, where it is said.
    fn small_perhaps(&mut self, parts: &mut Parts<'_>) -> Option<Option<ExprId>> {
        match parts.take(Rule::small) {
            Some(small) => self.tight(small).map(Some),
            None => Some(None),
        }
    }

    fn days_between(&mut self, node: Node<'_>) -> Option<ExprId> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let first = self.small_in(&mut parts)?;
        let second = self.small_in(&mut parts)?;
        Some(self.push(Expr::DaysBetween { first, second }, span, &[first, second]))
    }

    fn pick(&mut self, node: Node<'_>) -> Option<ExprId> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let word = if parts.word(Rule::k_the) {
            if parts.word(Rule::k_lesser) { PickWord::Lesser } else { PickWord::Greater }
        } else {
            extreme(parts.take(Rule::extreme)?)?
        };
        let options = self.exprs_in(&mut parts)?;
        let Some(each) = parts.take(Rule::each) else {
            let operands = options.clone();
            return Some(self.push(Expr::Pick { word, options }, span, &operands));
        };
        let body = options.first().copied()?;
        let (each, mut operands) = self.each(each)?;
        operands.push(body);
        Some(self.push(Expr::PickEach { word, body, each }, span, &operands))
    }

    fn the_one(&mut self, node: Node<'_>) -> Option<ExprId> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let element = self.name_in(&mut parts)?;
        let (each, mut operands) = self.each_of(element, parts.take(Rule::list)?)?;
        let word = extreme(parts.take(Rule::extreme)?)?;
        let key = self.small_in(&mut parts)?;
        operands.push(key);
        Some(self.push(Expr::TheOne { each, word, key }, span, &operands))
    }

    fn any_every(&mut self, node: Node<'_>) -> Option<ExprId> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let (each, mut operands) = self.each(parts.take(Rule::each)?)?;
        let Some(has) = parts.take(Rule::expr) else {
            return Some(self.push(Expr::AnyElement(each), span, &operands));
        };
        let has = self.expr(has)?;
        operands.push(has);
        Some(self.push(Expr::EveryElement { each, has }, span, &operands))
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "how many is said in four ways")]
    fn many(&mut self, node: Node<'_>) -> Option<ExprId> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let word = match parts.peek()? {
            Rule::k_any => ManyWord::Any,
            Rule::k_all => ManyWord::All,
            Rule::k_none => ManyWord::None,
            _ => {
                let number = parts.take(Rule::number)?;
                ManyWord::AtLeast(self.number(number))
            }
        };
        let conditions = self.options(parts.take(Rule::options)?)?;
        let operands = conditions.clone();
        Some(self.push(Expr::Many { word, conditions }, span, &operands))
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "a count is said in three ways")]
    fn count(&mut self, node: Node<'_>) -> Option<ExprId> {
        let span = self.span(&node);
        let inner = Parts::of(node).next()?;
        match inner.as_rule() {
            Rule::each => {
                let (each, operands) = self.each(inner)?;
                Some(self.push(Expr::Count(each), span, &operands))
            }
            Rule::different_bracketed => {
                let mut parts = Parts::of(inner);
                let key = self.expr_in(&mut parts)?;
                let (each, mut operands) = self.each(parts.take(Rule::each)?)?;
                operands.push(key);
                let expr = Expr::CountDifferent { key, each, bracketed: true };
                Some(self.push(expr, span, &operands))
            }
            Rule::different_open => {
                let mut parts = Parts::of(inner);
                let path = self.path(parts.take(Rule::path)?)?;
                let key = self.path_expr(path);
                let element = self.name_in(&mut parts)?;
                let (each, mut operands) = self.each_of(element, parts.take(Rule::list)?)?;
                operands.push(key);
                let expr = Expr::CountDifferent { key, each, bracketed: false };
                Some(self.push(expr, span, &operands))
            }
            _ => None,
        }
    }

    fn total_of(&mut self, node: Node<'_>) -> Option<ExprId> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let body = self.expr_in(&mut parts)?;
        let (each, mut operands) = self.each(parts.take(Rule::each)?)?;
        operands.push(body);
        Some(self.push(Expr::Sum { body, each }, span, &operands))
    }

    /// `c in xs where C`, with the expressions in it.
    fn each(&mut self, node: Node<'_>) -> Option<(Each, Vec<ExprId>)> {
        let mut parts = Parts::of(node);
        let element = self.name_in(&mut parts)?;
        let list = parts.next()?;
        if list.as_rule() == Rule::filtered_list {
            return self.each_of(element, list);
        }
        let path = self.path(list)?;
        let list = self.path_expr(path);
        let filter = match parts.take(Rule::expr) {
            Some(filter) => Some(self.expr(filter)?),
            None => None,
        };
        let operands = std::iter::once(list).chain(filter).collect();
        Some((Each { element, list, filter }, operands))
    }

    /// `xs`, `(xs where C)`.
    fn each_of(&mut self, element: Name, node: Node<'_>) -> Option<(Each, Vec<ExprId>)> {
        if node.as_rule() == Rule::list {
            return self.each_of(element, node.into_inner().next()?);
        }
        let (path, filter) = if node.as_rule() == Rule::filtered_list {
            let mut parts = Parts::of(node);
            let path = parts.take(Rule::path)?;
            (path, Some(parts.take(Rule::expr)?))
        } else {
            (node, None)
        };
        let path = self.path(path)?;
        let list = self.path_expr(path);
        let filter = match filter {
            Some(filter) => Some(self.expr(filter)?),
            None => None,
        };
        let operands = std::iter::once(list).chain(filter).collect();
        Some((Each { element, list, filter }, operands))
    }

    fn scale(&mut self, node: Node<'_>) -> Option<ExprId> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let base = parts.next()?;
        let base =
            if base.as_rule() == Rule::name { self.name_expr(base) } else { self.bracketed(base)? };
        let mut operands = vec![base];
        let mut bands = Vec::new();
        for band in parts.all(Rule::band) {
            let mut parts = Parts::of(band);
            let rate = match parts.take(Rule::percent) {
                Some(percent) => {
                    let span = self.span(&percent);
                    let kind = LiteralKind::Percent(self.percent(percent)?);
                    self.push(Expr::Literal(Literal { kind, span }), span, &[])
                }
                None => self.small_in(&mut parts)?,
            };
            let up_to = match parts.take(Rule::sum) {
                Some(sum) => Some(self.sum(sum)?),
                None => None,
            };
            operands.push(rate);
            operands.extend(up_to);
            bands.push(ScaleBand { rate, up_to });
        }
        Some(self.push(Expr::Scale { base, bands }, span, &operands))
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the days every case has are three rules")]
fn day_word(node: Node<'_>) -> Option<DayWord> {
    Some(match node.into_inner().next()?.as_rule() {
        Rule::as_of_day => DayWord::AsOf,
        Rule::governing_day => DayWord::Governing,
        Rule::decision_date => DayWord::DecisionDate,
        _ => return None,
    })
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the extremes are four words")]
fn extreme(node: Node<'_>) -> Option<PickWord> {
    Some(match node.into_inner().next()?.as_rule() {
        Rule::k_earliest => PickWord::Earliest,
        Rule::k_latest => PickWord::Latest,
        Rule::k_smallest => PickWord::Smallest,
        Rule::k_largest => PickWord::Largest,
        _ => return None,
    })
}
