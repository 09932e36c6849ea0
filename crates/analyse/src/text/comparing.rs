//! The comparing words at a quantity: `exceeds the sum of $500`, `18 years of age or older`, `between 3 and 5`.
//!
//! Reads: the tokens around a mention. Produces: its sign. Invariant: no sign where the words are not in the
//! lexicon; a negation before them turns the sign round.

use std::ops::Range;

use super::dates::Day;
use super::lexicon::{Comparing, Lexicon, Place, Sign};
use super::mentions::{Mention, Value};
use super::phrases::Phrases;
use super::tokens::{Kind, Token};

/// Gives every mention its sign.
pub(crate) fn add_signs(mentions: &mut [Mention], tokens: &[Token], lexicon: &Lexicon) {
    // Where `between` stands, and where its first quantity ends.
    let mut between: Option<(usize, usize)> = None;
    for mention in mentions {
        let opened = between.take();
        let start = mention.tokens.start;
        if let Some((word, end)) = opened
            && tokens.get(end..start).is_some_and(|it| {
                let [join] = it else { return false };
                lexicon.words.between_joins.contains(&join.text)
            })
        {
            mention.sign = Some((Sign::AtMost, word..mention.range.end));
            continue;
        }
        if let Some(word) = opens_between(mention, tokens, lexicon) {
            mention.sign = Some((Sign::AtLeast, word..mention.range.end));
            between = Some((word, mention.tokens.end));
        } else if let Some((sign, word, place)) = before(mention, tokens, lexicon) {
            mention.sign = Some((sign, word..mention.range.end));
            mention.span = place == Place::Span;
            // `more than 2000 people`: no year.
            if let (&Value::Day(Day::Year(year)), Place::Any) = (&mention.value, place) {
                mention.value = Value::Bare(year.into());
                mention.written = Some(year.into());
            }
        } else if let Some((sign, end)) = after(mention, tokens, lexicon) {
            mention.sign = Some((sign, mention.range.start..end));
        }
    }
}

/// Every place of a phrase of a table, and what it means: `all of the following`, `rounded up`.
pub(crate) fn all<T: Copy>(tokens: &[Token], phrases: &Phrases<T>) -> Vec<(T, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = tokens.get(at..).filter(|rest| !rest.is_empty()) {
        let mut next = at.saturating_add(1);
        if let Some((length, meant)) = phrases.longest(rest.iter())
            && let (Some(first), Some(last)) = (rest.first(), rest.get(length.saturating_sub(1)))
        {
            found.push((*meant, first.range.start..last.range.end));
            next = at.saturating_add(length);
        }
        at = next;
    }
    found
}

/// The places before a mention at which a comparing word may end, nearest first: past fillers.
fn places<'t>(
    mention: &Mention,
    tokens: &'t [Token],
    lexicon: &'t Lexicon,
) -> impl Iterator<Item = usize> + use<'t> {
    let filler =
        |it: &Token| lexicon.words.before_quantities.contains(&it.text) || it.is("(") || it.is("-");
    let start = mention.tokens.start;
    let mut open = true;
    (0..=5_usize).filter_map(move |back| {
        let end = start.checked_sub(back).filter(|_| open)?;
        let last = end.checked_sub(1).and_then(|at| tokens.get(at));
        open = last.is_some_and(filler);
        Some(end)
    })
}

/// Where `between` starts, right before a mention.
fn opens_between(mention: &Mention, tokens: &[Token], lexicon: &Lexicon) -> Option<usize> {
    places(mention, tokens, lexicon).find_map(|end| {
        let word = tokens.get(end.checked_sub(1)?)?;
        lexicon.words.between.contains(&word.text).then_some(word.range.start)
    })
}

/// The comparing words before a mention, and where they start.
fn before(mention: &Mention, tokens: &[Token], lexicon: &Lexicon) -> Option<(Sign, usize, Place)> {
    let found = places(mention, tokens, lexicon).find_map(|end| {
        let words = tokens.get(..end)?;
        let (length, meanings) = lexicon.before.longest(words.iter().rev())?;
        let (place, sign) = meanings.iter().find(|it| fits(it, mention))?;
        let first = end.checked_sub(length)?;
        let own = tokens.get(first).is_some_and(|it| lexicon.words.negations.contains(&it.text));
        let near = tokens.get(first.saturating_sub(3)..first).unwrap_or(&[]);
        let negation = near
            .iter()
            .rev()
            .take_while(|it| it.kind == Kind::Word)
            .find(|it| lexicon.words.negations.contains(&it.text));
        // A phrase that only looks like a comparison ends the search.
        let Some(mut sign) = *sign else { return Some(None) };
        if negation.is_some() && !own {
            sign = sign.opposite();
        }
        let timed = matches!(place, Place::Time) && mention.value.is_length();
        let following = tokens.get(mention.tokens.end..).unwrap_or(&[]);
        let backwards =
            following.iter().take(2).any(|it| lexicon.words.backwards.contains(&it.text));
        if timed && backwards {
            sign = sign.mirrored();
        }
        let start = negation.filter(|_| !own).or_else(|| tokens.get(first))?.range.start;
        Some(Some((sign, start, *place)))
    });
    found.flatten()
}

/// Whether a comparing word can be said of this.
const fn fits(comparing: &Comparing, mention: &Mention) -> bool {
    let length = mention.value.is_length();
    let date = matches!(mention.value, Value::Day(_));
    match comparing.0 {
        Place::Any => true,
        Place::Time => length || date,
        Place::Date => date && !matches!(mention.value, Value::Day(Day::Year(_))),
        Place::Span => length,
    }
}

/// The comparing words after a mention, and where they end.
fn after(mention: &Mention, tokens: &[Token], lexicon: &Lexicon) -> Option<(Sign, usize)> {
    let mut at = mention.tokens.end;
    // `3 children or more`: a number may count anything.
    let mut counts = matches!(mention.value, Value::Bare(_));
    for _ in 0..4 {
        let rest = tokens.get(at..)?;
        if let Some((length, sign)) = lexicon.after.longest(rest.iter()) {
            let end: Range<usize> = rest.get(length.saturating_sub(1))?.range.clone();
            return (*sign).map(|sign| (sign, end.end));
        }
        let first = rest.first()?;
        if !lexicon.words.after_quantities.contains(&first.text) {
            if !counts || first.kind != Kind::Word {
                return None;
            }
            counts = false;
        }
        at = at.saturating_add(1);
    }
    None
}
