//! Expressions, from `if` down to rounding: what binds looser than a tight value.

use whereas_diagnostics::{Diagnostic, Edit, codes};
use whereas_source::Span;

use super::{Builder, Node, Parts};
use crate::grammar::Rule;
use crate::tree::{ArithmeticWord, Branch, CompareWord, Expr, ExprId, RoundingWord, TestWord};

/// An operand of arithmetic, with what must not stand beside another.
pub(super) struct Operand {
    pub id: ExprId,
    /// From the operand's start to its end, rounding included.
    span: Span,
    /// Where `rounded to …` stands, if it stands bare.
    rounding: Option<Span>,
}

impl Builder<'_> {
    pub(super) fn expr_in(&mut self, parts: &mut Parts<'_>) -> Option<ExprId> {
        let node = parts.take(Rule::expr)?;
        self.expr(node)
    }

    pub(super) fn expr(&mut self, node: Node<'_>) -> Option<ExprId> {
        let inner = node.into_inner().next()?;
        if inner.as_rule() == Rule::if_expr { self.if_expr(inner) } else { self.junction(inner) }
    }

    fn if_expr(&mut self, node: Node<'_>) -> Option<ExprId> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let mut branches = vec![self.branch(&mut parts)?];
        for else_if in parts.all(Rule::else_if) {
            branches.push(self.branch(&mut Parts::of(else_if))?);
        }
        let otherwise = self.junction(parts.take(Rule::junction)?)?;
        let mut operands: Vec<ExprId> = branches.iter().flat_map(|b| [b.test, b.value]).collect();
        operands.push(otherwise);
        Some(self.push(Expr::If { branches, otherwise }, span, &operands))
    }

    fn branch(&mut self, parts: &mut Parts<'_>) -> Option<Branch> {
        let test = self.junction(parts.take(Rule::junction)?)?;
        let value = self.junction(parts.take(Rule::junction)?)?;
        Some(Branch { test, value })
    }

    pub(super) fn junction(&mut self, node: Node<'_>) -> Option<ExprId> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let first = parts.take(Rule::negation)?;
        let mut spans = vec![self.span(&first)];
        let mut operands = vec![self.negation(first)?];
        let mut words = Vec::new();
        while let Some(word) = parts.any() {
            words.push((word.as_rule() == Rule::k_and, self.span(&word)));
            let operand = parts.take(Rule::negation)?;
            spans.push(self.span(&operand));
            operands.push(self.negation(operand)?);
        }
        let Some((all_and, _)) = words.first().copied() else { return operands.first().copied() };
        if words.iter().any(|(and, _)| *and != all_and) {
            self.problems.push(mixed(span, &spans, &words));
            return Some(self.missing(span));
        }
        let ids = operands.clone();
        let expr = if all_and { Expr::And(operands) } else { Expr::Or(operands) };
        Some(self.push(expr, span, &ids))
    }

    fn negation(&mut self, node: Node<'_>) -> Option<ExprId> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let negated = parts.word(Rule::k_not);
        let inner = self.comparison(parts.take(Rule::comparison)?)?;
        Some(if negated { self.push(Expr::Not(inner), span, &[inner]) } else { inner })
    }

    fn comparison(&mut self, node: Node<'_>) -> Option<ExprId> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let left = self.clamp(parts.take(Rule::clamp)?)?;
        let tails = parts.all(Rule::compare_tail);
        if let [first, second, ..] = tails.as_slice() {
            let compared = first.clone().into_inner().last();
            let compared = compared.map_or("", |it| it.as_str().trim());
            let problem = chained(self.span(first), self.span(second), first.as_str(), compared);
            self.problems.push(problem);
            return Some(self.missing(span));
        }
        match tails.into_iter().next() {
            Some(tail) => self.compare_tail(left, tail, span),
            None => Some(left),
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "a comparison goes on in a few ways")]
    fn compare_tail(&mut self, left: ExprId, node: Node<'_>, span: Span) -> Option<ExprId> {
        let mut parts = Parts::of(node);
        let first = parts.any()?;
        let word = match first.as_rule() {
            Rule::compare_symbol => symbol(first.as_str())?,
            Rule::k_exceeds => CompareWord::Exceeds,
            Rule::k_includes => CompareWord::Includes,
            Rule::k_overlaps => CompareWord::Overlaps,
            _ => {
                let negated = parts.word(Rule::k_not);
                return self.after_is(left, negated, parts.next()?, span);
            }
        };
        let right = self.clamp(parts.take(Rule::clamp)?)?;
        Some(self.push(Expr::Compare { left, word, negated: false, right }, span, &[left, right]))
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "`is` goes on in a few ways")]
    fn after_is(
        &mut self,
        subject: ExprId,
        negated: bool,
        node: Node<'_>,
        span: Span,
    ) -> Option<ExprId> {
        let rule = node.as_rule();
        let mut parts = Parts::of(node);
        match rule {
            Rule::one_of_tail => {
                let options = self.options(parts.take(Rule::options)?)?;
                let mut operands = options.clone();
                operands.push(subject);
                Some(self.push(Expr::OneOf { subject, negated, options }, span, &operands))
            }
            Rule::between_tail => {
                let low = self.sum_in(&mut parts)?;
                let high = self.sum_in(&mut parts)?;
                let expr = Expr::Between { subject, negated, low, high };
                Some(self.push(expr, span, &[subject, low, high]))
            }
            Rule::within_tail => {
                let period = self.clamp(parts.take(Rule::clamp)?)?;
                let expr = Expr::Within { subject, negated, period };
                Some(self.push(expr, span, &[subject, period]))
            }
            Rule::test_tail => {
                let test = match parts.any()?.as_rule() {
                    Rule::k_known => TestWord::Known,
                    Rule::k_absent => TestWord::Absent,
                    Rule::k_empty => TestWord::Empty,
                    Rule::k_decided => TestWord::Decided,
                    _ => return None,
                };
                Some(self.push(Expr::Test { subject, negated, test }, span, &[subject]))
            }
            Rule::is_tail => {
                let word = match parts.take(Rule::compare_words) {
                    Some(words) => compare_words(words)?,
                    None => CompareWord::Is,
                };
                let right = self.clamp(parts.take(Rule::clamp)?)?;
                let expr = Expr::Compare { left: subject, word, negated, right };
                Some(self.push(expr, span, &[subject, right]))
            }
            _ => None,
        }
    }

    pub(super) fn options(&mut self, node: Node<'_>) -> Option<Vec<ExprId>> {
        let nodes = Parts::of(node).all(Rule::expr);
        nodes.into_iter().map(|expr| self.expr(expr)).collect()
    }

    fn clamp(&mut self, node: Node<'_>) -> Option<ExprId> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let value = self.sum_in(&mut parts)?;
        let Some(tail) = parts.take(Rule::clamp_tail) else { return Some(value) };
        let (mut least, mut most, mut least_first) = (None, None, false);
        let mut parts = Parts::of(tail);
        let mut operands = vec![value];
        while let Some(bound) = parts.next() {
            let is_least = bound.as_rule() == Rule::not_less;
            least_first |= is_least && most.is_none();
            let id = self.sum_in(&mut Parts::of(bound))?;
            operands.push(id);
            if is_least {
                least = Some(id);
            } else {
                most = Some(id);
            }
        }
        Some(self.push(Expr::Clamp { value, least, most, least_first }, span, &operands))
    }

    pub(super) fn sum_in(&mut self, parts: &mut Parts<'_>) -> Option<ExprId> {
        let node = parts.take(Rule::sum)?;
        self.sum(node)
    }

    pub(super) fn sum(&mut self, node: Node<'_>) -> Option<ExprId> {
        Some(self.chain(node, Self::product)?.id)
    }

    fn product(&mut self, node: Node<'_>) -> Option<Operand> {
        self.chain(node, Self::factor)
    }

    /// Operands with signs between them, taken from the left.
    fn chain(
        &mut self,
        node: Node<'_>,
        operand: fn(&mut Self, Node<'_>) -> Option<Operand>,
    ) -> Option<Operand> {
        let (written, at) = (node.as_str(), self.span(&node));
        let mut parts = Parts::of(node);
        let first = parts.next()?;
        let first = operand(self, first)?;
        let start = first.span;
        let (mut left, mut whole) = (first.id, first.span);
        let mut rounding = first.rounding.map(|at| (first.span, at));
        let mut alone = true;
        while let Some(sign) = parts.next() {
            let next = parts.next()?;
            let next = operand(self, next)?;
            alone = false;
            rounding = next.rounding.map(|at| (next.span, at)).or(rounding);
            whole = start.to(next.span);
            let word = arithmetic(sign.as_rule())?;
            let expr = Expr::Arithmetic { word, left, right: next.id };
            left = self.push(expr, whole, &[left, next.id]);
        }
        // `11/01/2020` is a division of divisions, and never meant so.
        if !alone
            && written.starts_with(|c: char| c.is_ascii_digit())
            && let Some(problem) = crate::problems::date_in_other_form(written.trim_end(), at)
        {
            // Of its parts, that they start with a zero says nothing.
            let part = |it: &Diagnostic| {
                it.code == codes::syntax::NUMBER_FORM
                    && it.span().is_some_and(|it| at.start <= it.start && it.end <= at.end)
            };
            self.problems.retain(|it| !part(it));
            self.problems.push(problem);
            return Some(Operand { id: self.missing(at), span: at, rounding: None });
        }
        match rounding {
            Some((operand, at)) if !alone => {
                let before = self.end_before(at);
                self.problems.push(rounded_beside(whole, before, operand, at));
                Some(Operand { id: left, span: whole, rounding: None })
            }
            rounding => {
                Some(Operand { id: left, span: whole, rounding: rounding.map(|(_, at)| at) })
            }
        }
    }

    fn factor(&mut self, node: Node<'_>) -> Option<Operand> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let inner = parts.next()?;
        let share = inner.as_rule() != Rule::tight;
        let inner_span = self.span(&inner);
        let value = self.share_or_tight(inner)?;
        let Some(rounding) = parts.take(Rule::rounding) else {
            return Some(Operand { id: value, span: inner_span, rounding: None });
        };
        let at = self.span(&rounding);
        if share {
            let before = self.end_before(at);
            self.problems.push(rounded_beside(span, before, span, at));
        }
        let mut parts = Parts::of(rounding);
        let places = parts.take(Rule::number)?;
        let places = self.number(places);
        // `places` is a word between the number and `half`.
        parts.word(Rule::k_places);
        let half = parts.word(Rule::k_half);
        let word = rounding_word(half, parts.take(Rule::rounding_word)?)?;
        let id = self.push(Expr::Rounded { value, places, word }, span, &[value]);
        Some(Operand { id, span, rounding: if share { None } else { Some(at) } })
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "a factor is one of three rules")]
    fn share_or_tight(&mut self, node: Node<'_>) -> Option<ExprId> {
        let span = self.span(&node);
        match node.as_rule() {
            Rule::tight => self.tight(node),
            Rule::half_of => {
                let base = self.tight_in(&mut Parts::of(node))?;
                Some(self.push(Expr::HalfOf(base), span, &[base]))
            }
            Rule::percent_of => {
                let mut parts = Parts::of(node);
                let rate = parts.take(Rule::percent)?;
                let rate = self.percent(rate)?;
                let base = self.tight_in(&mut parts)?;
                Some(self.push(Expr::PercentOf { rate, base }, span, &[base]))
            }
            _ => None,
        }
    }
}

fn symbol(written: &str) -> Option<CompareWord> {
    Some(match written {
        "=" => CompareWord::Equal,
        "!=" => CompareWord::NotEqual,
        "<" => CompareWord::Less,
        "<=" => CompareWord::LessOrEqual,
        ">" => CompareWord::Greater,
        ">=" => CompareWord::GreaterOrEqual,
        _ => return None,
    })
}

/// A comparing word of a table's cell: `more than`, `exceeds`, `<=`.
#[expect(clippy::wildcard_enum_match_arm, reason = "a cell compares in three ways")]
pub(super) fn cell_word(node: Node<'_>) -> Option<CompareWord> {
    match node.as_rule() {
        Rule::compare_words => compare_words(node),
        Rule::k_exceeds => Some(CompareWord::Exceeds),
        Rule::compare_symbol => symbol(node.as_str()),
        _ => None,
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the comparing words are a few rules")]
fn compare_words(node: Node<'_>) -> Option<CompareWord> {
    Some(match node.into_inner().next()?.as_rule() {
        Rule::on_or_after => CompareWord::OnOrAfter,
        Rule::on_or_before => CompareWord::OnOrBefore,
        Rule::k_after => CompareWord::After,
        Rule::k_before => CompareWord::Before,
        Rule::at_least => CompareWord::AtLeast,
        Rule::at_most => CompareWord::AtMost,
        Rule::more_than => CompareWord::MoreThan,
        Rule::less_than => CompareWord::LessThan,
        _ => return None,
    })
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the signs of arithmetic are four rules")]
fn arithmetic(rule: Rule) -> Option<ArithmeticWord> {
    Some(match rule {
        Rule::plus => ArithmeticWord::Plus,
        Rule::minus => ArithmeticWord::Minus,
        Rule::times => ArithmeticWord::Times,
        Rule::divide => ArithmeticWord::Divide,
        _ => return None,
    })
}

fn rounding_word(half: bool, node: Node<'_>) -> Option<RoundingWord> {
    Some(match (node.into_inner().next()?.as_rule(), half) {
        (Rule::k_up, false) => RoundingWord::Up,
        (Rule::k_up, true) => RoundingWord::HalfUp,
        (Rule::k_down, false) => RoundingWord::Down,
        (Rule::k_down, true) => RoundingWord::HalfDown,
        (Rule::away_from_zero, false) => RoundingWord::AwayFromZero,
        (Rule::away_from_zero, true) => RoundingWord::HalfAwayFromZero,
        (Rule::toward_zero, false) => RoundingWord::TowardZero,
        (Rule::toward_zero, true) => RoundingWord::HalfTowardZero,
        _ => return None,
    })
}

/// `a and b or c`: offers brackets around each run of `and`, and around each run of `or`.
fn mixed(whole: Span, operands: &[Span], words: &[(bool, Span)]) -> Diagnostic {
    let message = "`and` and `or` are mixed; say with brackets what belongs together";
    let mut diagnostic = Diagnostic::new(codes::syntax::MIXED_AND_OR, whole, message);
    for word in ["and", "or"] {
        let at = words.iter().find(|(and, _)| *and == (word == "and"));
        if let Some((_, at)) = at {
            diagnostic = diagnostic.also(*at, format!("here `{word}`"));
        }
    }
    for and in [true, false] {
        let word = if and { "and" } else { "or" };
        let message = format!("bracket what is joined by `{word}`");
        diagnostic = diagnostic.fixes(message, bracket_runs(operands, words, and));
    }
    diagnostic
}

fn bracket_runs(operands: &[Span], words: &[(bool, Span)], and: bool) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut open = false;
    for (index, operand) in operands.iter().enumerate() {
        let joined_on = words.get(index).is_some_and(|(word, _)| *word == and);
        if joined_on && !open {
            edits.push(Edit { span: operand.before(), text: "(".to_owned() });
        } else if open && !joined_on {
            edits.push(Edit { span: operand.after(), text: ")".to_owned() });
        }
        open = joined_on;
    }
    edits
}

fn chained(first: Span, second: Span, first_text: &str, compared: &str) -> Diagnostic {
    let message = "a comparison follows another; join two comparisons with `and`";
    let diagnostic = Diagnostic::new(codes::syntax::CHAINED_COMPARISON, second, message)
        .label("this compares again")
        .also(first, "after this comparison");
    // `entry is` at the end of a line takes the next rule's name for its value.
    if first_text.trim().contains('\n') {
        diagnostic.help("the first comparison ends on another line: is its value missing there?")
    } else if first_text.starts_with(['<', '>', '=']) {
        let help = format!("say again what is compared: `and {compared} …`");
        diagnostic.fix(help, second.before(), format!("and {compared} "))
    } else {
        diagnostic
    }
}

/// `before` is where what stands before the rounding ends.
fn rounded_beside(whole: Span, before: Span, operand: Span, rounding: Span) -> Diagnostic {
    let message = "`rounded to` stands beside arithmetic; say with brackets what is rounded";
    let diagnostic = Diagnostic::new(codes::syntax::ROUNDED_BESIDE_ARITHMETIC, rounding, message);
    let insert = |span: Span, text: &str| Edit { span, text: text.to_owned() };
    let mut diagnostic = diagnostic;
    if whole.end == rounding.end {
        let edits = vec![insert(whole.before(), "("), insert(before, ")")];
        diagnostic = diagnostic.fixes("round the whole: bracket what stands before", edits);
    }
    if operand != whole {
        let edits = vec![insert(operand.before(), "("), insert(operand.after(), ")")];
        diagnostic = diagnostic.fixes("round this operand alone: bracket it", edits);
    }
    diagnostic
}
