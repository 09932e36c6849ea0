//! Names, ids, texts, labels, dates, numbers and literals.

use ecow::EcoString;
use whereas_diagnostics::{Diagnostic, codes};
use whereas_source::Span;

use super::{Builder, Node, Parts};
use crate::grammar::Rule;
use crate::tree::{
    Date, FieldPath, Id, Label, Literal, LiteralKind, Name, Number, OtherLanguage, Rhythm, Text,
};

/// The most digits a number may have.
const MAX_DIGITS: usize = 38;

impl Builder<'_> {
    pub(super) fn name(&self, node: Node<'_>) -> Name {
        Name { text: node.as_str().into(), span: self.span(&node) }
    }

    pub(super) fn name_in(&self, parts: &mut Parts<'_>) -> Option<Name> {
        Some(self.name(parts.take(Rule::name)?))
    }

    pub(super) fn names(&self, node: Node<'_>) -> Vec<Name> {
        Parts::of(node).all(Rule::name).into_iter().map(|name| self.name(name)).collect()
    }

    pub(super) fn id(&self, node: Node<'_>) -> Id {
        let text = node.as_str().trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
        let text = EcoString::from(text);
        Id { text, span: self.span(&node) }
    }

    pub(super) fn path(&self, node: Node<'_>) -> Option<FieldPath> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let base = self.name(parts.next()?);
        let fields =
            parts.all(Rule::field_name).into_iter().map(|field| self.name(field)).collect();
        Some(FieldPath { base, fields, span })
    }

    pub(super) fn paths(&self, node: Node<'_>) -> Option<Vec<FieldPath>> {
        Parts::of(node).all(Rule::path).into_iter().map(|path| self.path(path)).collect()
    }

    pub(super) fn text(&self, node: Node<'_>) -> Option<Text> {
        let span = self.span(&node);
        let inner = node.into_inner().next()?;
        let long = inner.as_rule() == Rule::long_text;
        let quotes = if long { "\"\"\"" } else { "\"" };
        let text = inner.as_str().strip_prefix(quotes)?.strip_suffix(quotes)?;
        Some(Text { text: text.replace("\r\n", "\n").into(), long, span })
    }

    pub(super) fn label(&self, node: Node<'_>) -> Option<Label> {
        let span = self.span(&node);
        let mut parts = Parts::of(node);
        let phrase = self.text(parts.take(Rule::text)?)?;
        let negated = self.negated(&mut parts)?;
        let others = parts
            .all(Rule::other_language)
            .into_iter()
            .map(|other| self.other_language(other))
            .collect::<Option<_>>()?;
        Some(Label { phrase, negated, others, span })
    }

    pub(super) fn label_in(&self, parts: &mut Parts<'_>) -> Option<Label> {
        self.label(parts.take(Rule::label)?)
    }

    fn other_language(&self, node: Node<'_>) -> Option<OtherLanguage> {
        let mut parts = Parts::of(node);
        let language = self.name(parts.take(Rule::language)?);
        let phrase = self.text(parts.take(Rule::text)?)?;
        let negated = self.negated(&mut parts)?;
        Some(OtherLanguage { language, phrase, negated })
    }

    // `None` is a wrong shape; `Some(None)` says nothing was said.
    fn negated(&self, parts: &mut Parts<'_>) -> Option<Option<Text>> {
        match parts.take(Rule::text) {
            Some(text) => Some(Some(self.text(text)?)),
            None => Some(None),
        }
    }

    pub(super) fn number(&mut self, node: Node<'_>) -> Number {
        let span = self.span(&node);
        let written = EcoString::from(node.as_str());
        let digits = written.chars().filter(char::is_ascii_digit).count();
        if digits > MAX_DIGITS {
            let message =
                format!("this number has {digits} digits; a number may have at most {MAX_DIGITS}");
            self.report(codes::syntax::LONG_NUMBER, span, message);
            // A number that is certainly within the limit, so that later passes need not check.
            return Number { written: "0".into(), span };
        }
        // `01`, which looks like a part of a date or of a number of something.
        let (sign, unsigned) =
            written.strip_prefix('-').map_or(("", written.as_str()), |rest| ("-", rest));
        let rest = unsigned.trim_start_matches(['0', '_']);
        if unsigned.starts_with("0") && unsigned.len() > 1 && !unsigned.starts_with("0.") {
            let zero = if rest.is_empty() || rest.starts_with('.') { "0" } else { "" };
            let plain = EcoString::from(format!("{sign}{zero}{rest}"));
            let message = format!("a number is written without zeros before it: `{plain}`");
            let problem = Diagnostic::new(codes::syntax::NUMBER_FORM, span, message);
            self.problems.push(problem.fix("say", span, plain.as_str()));
            return Number { written: plain, span };
        }
        Number { written, span }
    }

    /// A date; one that is in no calendar is reported and stands as the month's first.
    pub(super) fn date(&mut self, node: Node<'_>) -> Option<Date> {
        let span = self.span(&node);
        let mut fields = node.as_str().split('-');
        let year: u16 = fields.next()?.parse().ok()?;
        let month: u8 = fields.next()?.parse().ok()?;
        let day: u8 = fields.next()?.parse().ok()?;
        let days = days_in(year, month);
        if days == 0 {
            self.no_such_month(year, month, span);
            return Some(Date { year: year.max(1), month: month.clamp(1, 12), day: 1, span });
        }
        if day == 0 || day > days {
            let message = format!("`{}` is no date: the month has {days} days", node.as_str());
            let problem = Diagnostic::new(codes::syntax::IMPOSSIBLE_DATE, span, message);
            let last = format!("{year:04}-{month:02}-{days:02}");
            self.problems.push(match day {
                0 => problem.help("days are counted from 01"),
                _ => problem.fix("if the last day of the month is meant, write it", span, last),
            });
            return Some(Date { year, month, day: 1, span });
        }
        Some(Date { year, month, day, span })
    }

    /// A month: year and number.
    pub(super) fn month(&mut self, node: Node<'_>) -> Option<(u16, u8)> {
        let span = self.span(&node);
        let (year, month) = node.as_str().split_once('-')?;
        let (year, month): (u16, u8) = (year.parse().ok()?, month.parse().ok()?);
        if days_in(year, month) == 0 {
            self.no_such_month(year, month, span);
            return Some((year.max(1), month.clamp(1, 12)));
        }
        Some((year, month))
    }

    fn no_such_month(&mut self, year: u16, month: u8, span: Span) {
        let message = if year == 0 {
            "there is no year 0; years go from 1 to 9999".to_owned()
        } else {
            format!("there is no month {month}; months go from 01 to 12")
        };
        self.report(codes::syntax::IMPOSSIBLE_DATE, span, message);
    }

    pub(super) fn date_in(&mut self, parts: &mut Parts<'_>) -> Option<Date> {
        let node = parts.take(Rule::date)?;
        self.date(node)
    }

    pub(super) fn literal(&mut self, node: Node<'_>) -> Option<Literal> {
        let span = self.span(&node);
        let inner = node.into_inner().next()?;
        Some(Literal { kind: self.literal_kind(inner)?, span })
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "a literal is one of a few rules")]
    fn literal_kind(&mut self, node: Node<'_>) -> Option<LiteralKind> {
        Some(match node.as_rule() {
            Rule::date => LiteralKind::Date(self.date(node)?),
            Rule::percent => LiteralKind::Percent(self.percent(node)?),
            Rule::money => self.money(node)?,
            Rule::quantity => self.quantity(node)?,
            Rule::number => LiteralKind::Number(self.number(node)),
            Rule::yes_or_no => LiteralKind::YesNo(Parts::of(node).word(Rule::k_yes)),
            Rule::text => LiteralKind::Text(self.text(node)?),
            _ => return None,
        })
    }

    pub(super) fn percent(&mut self, node: Node<'_>) -> Option<Number> {
        let number = Parts::of(node).take(Rule::number)?;
        Some(self.number(number))
    }

    fn money(&mut self, node: Node<'_>) -> Option<LiteralKind> {
        let mut parts = Parts::of(node);
        let amount = parts.take(Rule::number)?;
        let amount = self.number(amount);
        let currency = self.name(parts.take(Rule::currency)?);
        let rhythm = match parts.take(Rule::rhythm_words) {
            Some(words) => Some(rhythm(Parts::of(words).take(Rule::rhythm)?)?),
            None => None,
        };
        Some(LiteralKind::Money { amount, currency, rhythm })
    }

    fn quantity(&mut self, node: Node<'_>) -> Option<LiteralKind> {
        let mut parts = Parts::of(node);
        let amount = parts.take(Rule::number)?;
        let amount = self.number(amount);
        let unit = parts.take(Rule::unit_word)?;
        Some(match unit.as_str() {
            "day" | "days" => LiteralKind::Days(amount),
            "week" | "weeks" => LiteralKind::Weeks(amount),
            "month" | "months" => LiteralKind::Months(amount),
            "year" | "years" => LiteralKind::Years(amount),
            "hour" | "hours" => LiteralKind::Hours(amount),
            "minute" | "minutes" => LiteralKind::Minutes(amount),
            _ => LiteralKind::Quantity { amount, unit: self.name(unit) },
        })
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "a rhythm is one of four words")]
pub(super) fn rhythm(node: Node<'_>) -> Option<Rhythm> {
    Some(match node.into_inner().next()?.as_rule() {
        Rule::k_day => Rhythm::Day,
        Rule::k_week => Rhythm::Week,
        Rule::k_month => Rhythm::Month,
        Rule::k_year => Rhythm::Year,
        _ => return None,
    })
}

/// How many days a month has; zero for a month or year that is none.
fn days_in(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    match month {
        _ if year == 0 || year > 9999 => 0,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    }
}
