//! The quantities that a passage mentions, each with the comparing words around it.
//!
//! Reads: the text of a passage and a lexicon. Produces: [`Mention`]s in order. Invariant: numbers that only say
//! where something is written (`section 5`, `132(c)`, `Form 8`) are none.

mod joined;

use std::ops::Range;

use whereas_value::number::Number;

use super::comparing;
use super::dates::{Day, date};
use super::lexicon::{Lexicon, Measure, Sign, Way, Whole};
use super::numbers::{Written, number};
use super::tokens::{Kind, Token, tokens};

/// What a passage says: a number, an amount, a length of time, a date.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Value {
    /// `three`, `two-thirds`
    Bare(Number),
    /// `20 percent`, as a fraction
    Percent(Number),
    /// `$1,000`: the amount, and the currencies it may be in
    Money(Number, Vec<String>),
    /// `90 days`, `two weeks`
    Days(Number),
    /// `6 months`, `5 years`
    Months(Number),
    /// `24 hours`, `90 minutes`
    Minutes(Number),
    /// `1 November 2020`
    Day(Day),
}

impl Value {
    /// Whether it is a length of time.
    pub const fn is_length(&self) -> bool {
        matches!(self, Self::Days(_) | Self::Months(_) | Self::Minutes(_))
    }
}

/// One quantity in a passage.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Mention {
    /// What it says.
    pub value: Value,
    /// The number as written, without its unit: 5 of `5 years`.
    pub written: Option<Number>,
    /// Where it stands in the passage.
    pub range: Range<usize>,
    /// Whether a clause has to do something with it; else it only satisfies a clause that does.
    pub strong: bool,
    /// The comparing words at it, and where they and it stand.
    pub sign: Option<(Sign, Range<usize>)>,
    /// Whether the sign is said of a time in which something has to happen: `within`.
    pub span: bool,
    /// The line of a list or row of a table; 0 outside of these.
    pub item: u32,
    /// Of `five years and six months`, the whole.
    pub whole: Option<Number>,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// `a day`
    article: bool,
}

/// Whether a passage says that all of a list, or any of it, must hold; and where.
pub(crate) type Listing = (Whole, Range<usize>);

/// How a passage says that something is rounded; and where.
pub(crate) type SaidRounding = (Way, Range<usize>);

/// What a text says.
#[derive(Debug, Default)]
pub(crate) struct Said {
    /// The quantities.
    pub mentions: Vec<Mention>,
    /// The words on lists.
    pub listings: Vec<Listing>,
    /// The words on rounding.
    pub roundings: Vec<SaidRounding>,
    /// `unless`, `except`
    pub exceptions: Vec<Range<usize>>,
    /// The lines of lists and rows of tables, by number, in small letters.
    pub items: Vec<(u32, String)>,
}

/// Reads a text.
pub(crate) fn read(text: &str, lexicon: &Lexicon) -> Said {
    let tokens = tokens(text, &lexicon.separators);
    let mut reader = Reader { tokens: &tokens, lexicon, out: Vec::new() };
    reader.run();
    let mut mentions = reader.out;
    joined::share_units(&mut mentions, &tokens, lexicon);
    joined::join_lengths(&mut mentions, &tokens, lexicon);
    comparing::add_signs(&mut mentions, &tokens, lexicon);
    for mention in &mut mentions {
        settle(mention);
    }
    let mut items: Vec<(u32, String)> = Vec::new();
    for token in tokens.iter().filter(|it| it.item > 0) {
        match items.last_mut() {
            Some((item, line)) if *item == token.item => {
                line.push(' ');
                line.push_str(&token.text);
            }
            Some(_) | None => items.push((token.item, token.text.clone())),
        }
    }
    let listings = comparing::all(&tokens, &lexicon.lists);
    let roundings = comparing::all(&tokens, &lexicon.rounding);
    let exceptions = comparing::all(&tokens, &lexicon.exceptions);
    let exceptions = exceptions.into_iter().filter_map(|(is, range)| is.then_some(range)).collect();
    Said { mentions, listings, roundings, exceptions, items }
}

/// What asks nothing of a clause: nothing and one, years, and small numbers in words that nothing is held against.
fn settle(mention: &mut Mention) {
    let weak = match &mention.value {
        Value::Bare(number) => {
            let trivial = number.is_zero() || *number == Number::ONE;
            trivial || (mention.written.is_none() && mention.sign.is_none())
        }
        Value::Percent(number)
        | Value::Money(number, _)
        | Value::Days(number)
        | Value::Months(number)
        | Value::Minutes(number) => number.is_zero(),
        Value::Day(Day::Year(_)) => true,
        Value::Day(_) => false,
    };
    mention.strong &= !weak;
    if mention.written.is_none()
        && let Value::Bare(number) = &mention.value
    {
        mention.written = Some(number.clone());
    }
}

struct Reader<'t> {
    tokens: &'t [Token],
    lexicon: &'t Lexicon,
    out: Vec<Mention>,
}

impl Reader<'_> {
    fn run(&mut self) {
        let mut at = 0;
        let mut reference = false;
        while let Some(token) = self.tokens.get(at) {
            if let Some((day, end)) = date(self.tokens, at, self.lexicon) {
                self.push(Value::Day(day), None, at..end, true);
                at = end;
                reference = false;
            } else if let Some((mention, end)) = self.quantity(at, reference) {
                if let Some(mention) = mention {
                    reference = false;
                    self.out.push(mention);
                }
                at = end;
            } else {
                reference = self.refers(token, reference);
                at = at.saturating_add(1);
            }
        }
    }

    fn push(&mut self, value: Value, written: Option<Number>, tokens: Range<usize>, strong: bool) {
        self.out.push(self.mention(value, written, tokens, strong));
    }

    fn mention(
        &self,
        value: Value,
        written: Option<Number>,
        tokens: Range<usize>,
        strong: bool,
    ) -> Mention {
        let first = self.tokens.get(tokens.start);
        let start = first.map_or(0, |it| it.range.start);
        let last = self.tokens.get(tokens.end.saturating_sub(1));
        let end = last.map_or(start, |it| it.range.end);
        let item = first.map_or(0, |it| it.item);
        Mention {
            value,
            written,
            range: start..end,
            strong,
            sign: None,
            span: false,
            item,
            whole: None,
            tokens,
            article: false,
        }
    }

    /// Whether what follows this token only says where something is written.
    fn refers(&self, token: &Token, before: bool) -> bool {
        let words = &self.lexicon.words;
        if words.references.contains(&token.text) {
            return true;
        }
        let joins = match token.kind {
            Kind::Sign => {
                matches!(token.text.as_str(), "(" | ")" | "," | "." | "-" | "–" | "/" | "§")
            }
            Kind::Word => {
                token.text.chars().count() == 1 || words.between_numbers.contains(&token.text)
            }
            Kind::Digits => true,
        };
        before && joins
    }

    /// The quantity that starts here and where it ends; no quantity, but an end, for a number that is only a
    /// reference.
    fn quantity(&self, at: usize, reference: bool) -> Option<(Option<Mention>, usize)> {
        let token = self.tokens.get(at)?;
        let prefix = self.money_before(at);
        let start = prefix.as_ref().map_or(at, |(length, ..)| at.saturating_add(*length));
        let Some(written) = number(self.tokens, start, self.lexicon) else {
            return self.hinted(at).map(|(mention, end)| (Some(mention), end));
        };
        let mut end = self.said_again(written.end, &written.number);
        let (value, unit_end) = match prefix {
            Some((_, scale, currencies)) => {
                let amount = written.number.checked_mul(&scale).ok()?;
                (Some(Value::Money(amount, currencies)), end)
            }
            None => match self.unit(end, &written.number) {
                Some((value, end)) => (Some(value), end),
                None => (None, end),
            },
        };
        if value.is_some() {
            end = self.said_again(unit_end, &written.number);
        }
        let Some(value) = value else {
            if written.digits && (reference || self.is_reference(at, &written)) {
                return Some((None, written.end));
            }
            let mention = self.bare(&written, at..end);
            return Some((Some(mention), end));
        };
        // `the first day`, `the second year`: an order rather than a length.
        let order = written.ordinal && written.number <= Number::from(12);
        let mut mention = self.mention(value, Some(written.number.clone()), at..end, !order);
        mention.article = token.kind == Kind::Word && written.number == Number::ONE;
        Some((Some(mention), end))
    }

    fn bare(&self, written: &Written, tokens: Range<usize>) -> Mention {
        if written.plain
            && !written.ordinal
            && let Some(year) = written.number.to_i64().and_then(|it| i32::try_from(it).ok())
            && (1800..=2100).contains(&year)
        {
            return self.mention(Value::Day(Day::Year(year)), None, tokens, true);
        }
        let mut strong = !written.ordinal;
        if written.fraction {
            let part = !written.digits;
            let after = self.tokens.get(tokens.end);
            let of = after.is_some_and(|it| self.lexicon.words.of.contains(&it.text));
            strong = !part || of || written.number != Number::ratio(1, 2).unwrap_or(Number::ZERO);
        }
        let shown = written.digits || written.fraction || written.number > Number::from(12);
        let number = Some(written.number.clone()).filter(|_| shown);
        self.mention(Value::Bare(written.number.clone()), number, tokens, strong)
    }

    /// Past `(60)` after `sixty`, `($500)` after `five hundred dollars`.
    fn said_again(&self, at: usize, said: &Number) -> usize {
        if !self.tokens.get(at).is_some_and(|it| it.is("(")) {
            return at;
        }
        let inside = at.saturating_add(1);
        let start = self.money_before(inside).map_or(inside, |(length, ..)| inside + length);
        let Some(written) = number(self.tokens, start, self.lexicon) else { return at };
        if written.number != *said {
            return at;
        }
        let end = self.unit(written.end, said).map_or(written.end, |(_, end)| end);
        if self.tokens.get(end).is_some_and(|it| it.is(")")) { end.saturating_add(1) } else { at }
    }

    /// `$`, `USD` before a number: how many tokens, the coin, the currencies.
    fn money_before(&self, at: usize) -> Option<(usize, Number, Vec<String>)> {
        let rest = self.tokens.get(at..)?;
        let (length, scale, currencies) = match self.lexicon.money.longest(rest.iter()) {
            Some((length, (scale, currencies))) => (length, scale.clone(), currencies.clone()),
            None => (1, Number::ONE, vec![code(rest.first()?)?]),
        };
        let next = rest.get(length)?;
        (next.kind == Kind::Digits).then_some((length, scale, currencies))
    }

    /// The unit that follows a number.
    fn unit(&self, at: usize, of: &Number) -> Option<(Value, usize)> {
        let mut at = at;
        for _ in 0..4 {
            let rest = self.tokens.get(at..)?;
            let times = |scale: &Number| of.checked_mul(scale).ok();
            if let Some((length, (scale, measure))) = self.lexicon.units.longest(rest.iter()) {
                return Some((measured(times(scale)?, *measure), at.saturating_add(length)));
            }
            if let Some((length, (scale, currencies))) = self.lexicon.money.longest(rest.iter()) {
                let value = Value::Money(times(scale)?, currencies.clone());
                // `5 $10`: the sign belongs to what follows.
                let next = rest.get(length).is_some_and(|it| it.kind == Kind::Digits && it.glued);
                return (!next).then_some((value, at.saturating_add(length)));
            }
            let first = rest.first()?;
            if let Some(currency) = code(first) {
                return Some((Value::Money(of.clone(), vec![currency]), at.saturating_add(1)));
            }
            if !first.is("-") && !self.lexicon.words.before_units.contains(&first.text) {
                return None;
            }
            at = at.saturating_add(1);
        }
        None
    }

    /// `a day`, `annually`, `twice`
    fn hinted(&self, at: usize) -> Option<(Mention, usize)> {
        let token = self.tokens.get(at)?;
        if self.lexicon.words.articles.contains(&token.text) {
            let next = at.saturating_add(1);
            // `a third of`, `a quarter of`
            if let Some(below) = self.part(next) {
                let end = next.saturating_add(1);
                let value = Value::Bare(below.clone());
                return Some((self.mention(value, Some(below), at..end, true), end));
            }
            let (value, end) = self.unit(next, &Number::ONE)?;
            if matches!(value, Value::Percent(_)) {
                return None;
            }
            let mut mention = self.mention(value, Some(Number::ONE), at..end, false);
            mention.article = true;
            return Some((mention, end));
        }
        if let Some(number) = self.part(at) {
            let value = Value::Bare(number.clone());
            return Some((self.mention(value, Some(number), at..at + 1, true), at + 1));
        }
        let rest = self.tokens.get(at..)?;
        let (length, (number, measure)) = self.lexicon.hints.longest(rest.iter())?;
        let end = at.saturating_add(length);
        let value = match measure {
            Some(measure) => measured(number.clone(), *measure),
            None => Value::Bare(number.clone()),
        };
        Some((self.mention(value, Some(number.clone()), at..end, false), end))
    }

    /// `half of`, `third of`
    fn part(&self, at: usize) -> Option<Number> {
        let token = self.tokens.get(at)?;
        let below = self.lexicon.fractions.get(&token.text)?;
        let of = self.tokens.get(at.saturating_add(1))?;
        let means_part = self.lexicon.words.of.contains(&of.text);
        Number::ratio(1, *below).ok().filter(|_| means_part)
    }

    /// Whether a number in digits only says where something is written, as its neighbours show.
    fn is_reference(&self, at: usize, written: &Written) -> bool {
        let before = |back: usize| at.checked_sub(back).and_then(|at| self.tokens.get(at));
        let after = |on: usize| self.tokens.get(written.end.saturating_add(on));
        let this_glued = self.tokens.get(at).is_some_and(|it| it.glued);
        let word = |it: &Token| it.kind == Kind::Word;
        let digits = |it: &Token| it.kind == Kind::Digits;
        // `I-130`, `C4`, `1.121-1`, `2016/679`
        let dash = |it: &Token| it.glued && (it.is("-") || it.is("/"));
        if this_glued
            && before(1).is_some_and(|it| {
                word(it) || (dash(it) && before(2).is_some_and(|it| word(it) || digits(it)))
            })
        {
            return true;
        }
        if after(0).is_some_and(dash)
            && after(1).is_some_and(|it| it.glued && (digits(it) || word(it)))
        {
            return true;
        }
        // `132(c)`, `4a`
        let opens = after(0).is_some_and(|it| it.glued && it.is("("));
        let short = after(1).is_some_and(|it| it.glued && it.text.len() <= 4);
        if opens && short && after(2).is_some_and(|it| it.is(")")) {
            return true;
        }
        if after(0).is_some_and(|it| it.glued && word(it)) {
            return true;
        }
        // `(3)`
        if before(1).is_some_and(|it| it.is("(")) && after(0).is_some_and(|it| it.is(")")) {
            return true;
        }
        after(0).is_some_and(|it| self.lexicon.words.references_after.contains(&it.text))
    }
}

/// The code of a currency.
fn code(token: &Token) -> Option<String> {
    if token.kind != Kind::Word || token.text.len() != 3 || !token.capital {
        return None;
    }
    let code = token.text.to_uppercase();
    whereas_value::currency::Currency::of(&code).map(|_| code)
}

fn measured(number: Number, measure: Measure) -> Value {
    match measure {
        Measure::Days => Value::Days(number),
        Measure::Months => Value::Months(number),
        Measure::Minutes => Value::Minutes(number),
        Measure::Percent => {
            let hundred = Number::from(100);
            Value::Percent(number.checked_div(&hundred).unwrap_or(Number::ZERO))
        }
    }
}

#[cfg(test)]
mod tests;
