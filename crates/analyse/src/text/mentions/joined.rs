//! Quantities that are said together: a unit said once for several, a length of two parts.

use whereas_value::number::Number;

use super::super::lexicon::Lexicon;
use super::super::tokens::Token;
use super::{Mention, Value};

/// `10, 15 or 20 percent`, `18 and 65 years`: the unit that is said once.
pub(super) fn share_units(mentions: &mut [Mention], tokens: &[Token], lexicon: &Lexicon) {
    let mut next: Option<Mention> = None;
    for mention in mentions.iter_mut().rev() {
        if let (Value::Bare(number), Some(next)) = (&mention.value, &next) {
            let between = tokens.get(mention.tokens.end..next.tokens.start).unwrap_or(&[]);
            let joined = !between.is_empty()
                && between.len() <= 3
                && between.iter().all(|it| {
                    it.is(",")
                        || it.is("-")
                        || it.is("–")
                        || lexicon.words.between_numbers.contains(&it.text)
                });
            let scale = next.written.as_ref().filter(|it| !it.is_zero());
            let of = |all: &Number| {
                scale
                    .and_then(|one| all.checked_div(one).and_then(|it| it.checked_mul(number)).ok())
            };
            let shared = match &next.value {
                Value::Percent(all) => of(all).map(Value::Percent),
                Value::Days(all) => of(all).map(Value::Days),
                Value::Months(all) => of(all).map(Value::Months),
                Value::Minutes(all) => of(all).map(Value::Minutes),
                Value::Money(all, currencies) => {
                    of(all).map(|amount| Value::Money(amount, currencies.clone()))
                }
                Value::Bare(_) | Value::Day(_) => None,
            };
            if let Some(value) = shared.filter(|_| joined && !next.article) {
                mention.written = Some(number.clone());
                mention.value = value;
            }
        }
        next = Some(mention.clone());
    }
}

/// `five years and six months`, `a year and a day`
pub(super) fn join_lengths(mentions: &mut [Mention], tokens: &[Token], lexicon: &Lexicon) {
    let pairs: Vec<(usize, Option<Number>)> = mentions
        .windows(2)
        .enumerate()
        .filter_map(|(at, pair)| {
            let [one, two] = pair else { return None };
            let between = tokens.get(one.tokens.end..two.tokens.start)?;
            let [join] = between else { return None };
            if !lexicon.words.inside_numbers.contains(&join.text) {
                return None;
            }
            match (&one.value, &two.value) {
                (Value::Months(a), Value::Months(b)) if a > b => Some((at, a.checked_add(b).ok())),
                (Value::Days(a), Value::Days(b)) if a > b => Some((at, a.checked_add(b).ok())),
                (Value::Months(_), Value::Days(_)) if one.article && two.article => {
                    Some((at, None))
                }
                _ => None,
            }
        })
        .collect();
    for (at, whole) in pairs {
        for mention in mentions.iter_mut().skip(at).take(2) {
            mention.strong = true;
            mention.whole.clone_from(&whole);
        }
    }
}
