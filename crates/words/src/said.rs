//! The words of a condition, in which its labels can be found again.

use whereas_plan::book::{
    FIGURE_END, FIGURE_START, LABEL_END, LABEL_START, VALUES_END, VALUES_NEXT, VALUES_START,
};
use whereas_value::Date;

use crate::grammar::{Grammar, one_of};

/// Words with their labels between marks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Said(String);

impl Said {
    pub(crate) const fn new(words: String) -> Self {
        Self(words)
    }

    /// The words without their marks.
    pub(crate) fn plain(&self) -> String {
        self.0.chars().filter(|it| !is_mark(*it)).collect()
    }

    /// The words with those values of parameters that are the law on a day from one to another.
    pub(crate) fn on_days(&self, days: (Date, Date), say: &dyn Grammar) -> Self {
        let mut out = String::new();
        let mut rest = self.0.as_str();
        while let Some((before, inside)) = rest.split_once(VALUES_START) {
            let (values, after) = inside.split_once(VALUES_END).unwrap_or((inside, ""));
            out.push_str(before);
            let values = values_on(values, days);
            if !values.is_empty() {
                out.push_str(&format!(" ({})", one_of(say, &values)));
            }
            rest = after;
        }
        out.push_str(rest);
        Self(out)
    }

    /// The words with what is to be put at the place of each value, by the number of its expression. What is put there is
    /// put once: at the first of several places.
    pub(crate) fn with_figures(&self, mut put: impl FnMut(u32) -> Option<String>) -> Self {
        let mut out = String::new();
        let mut done: Vec<&str> = Vec::new();
        let mut rest = self.0.as_str();
        while let Some((before, inside)) = rest.split_once(FIGURE_START) {
            let (expr, after) = inside.split_once(FIGURE_END).unwrap_or((inside, ""));
            out.push_str(before);
            if !done.contains(&expr)
                && let Some(what) = expr.parse().ok().and_then(&mut put)
            {
                out.push_str(&what);
                done.push(expr);
            }
            rest = after;
        }
        out.push_str(rest);
        Self(out)
    }

    /// The words made into others, their marks kept.
    pub(crate) fn map(&self, make: impl FnOnce(&str) -> String) -> Self {
        Self(make(&self.0))
    }

    /// Whether the words are this one label and nothing else.
    pub(crate) fn is_only(&self, label: &str) -> bool {
        self.0.strip_prefix(LABEL_START).and_then(|rest| rest.strip_suffix(LABEL_END))
            == Some(label)
    }

    /// Puts something behind the first place where a label stands: the whole of it, and not its letters in another one.
    /// Whether there is such a place.
    pub(crate) fn put_behind(&mut self, label: &str, what: &str) -> bool {
        let whole = format!("{LABEL_START}{label}{LABEL_END}");
        let Some(at) = self.0.find(&whole) else { return false };
        self.0.insert_str(at.saturating_add(whole.len()), what);
        true
    }

    /// Puts something behind all of it.
    pub(crate) fn put_at_end(&mut self, what: &str) {
        self.0.push_str(what);
    }
}

/// The values that are the law on a day from one to another, each once.
fn values_on(values: &str, (first, last): (Date, Date)) -> Vec<&str> {
    let mut out: Vec<&str> = Vec::new();
    for each in values.split(VALUES_NEXT) {
        let Some((day, value)) = each.split_once(':') else { continue };
        let Some(from) = day.parse().ok().and_then(Date::from_days) else { continue };
        // They stand in the order of their days: what began by the first day takes the place of what was before.
        if from <= first {
            out.clear();
        }
        if from <= last && !out.contains(&value) {
            out.push(value);
        }
    }
    out
}

/// Words without the marks that may stand before them.
pub(crate) fn without_mark(words: &str) -> &str {
    words.trim_start_matches(is_mark)
}

const fn is_mark(it: char) -> bool {
    matches!(it, LABEL_START | LABEL_END)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(words: &str) -> Said {
        let starts = words.replace('<', &LABEL_START.to_string());
        Said::new(starts.replace('>', &LABEL_END.to_string()))
    }

    #[test]
    fn what_is_stated_stands_behind_its_own_label() {
        let mut words = said("<the income of the partner> is more than <the income>");
        assert!(words.put_behind("the income", " (5)"));
        assert!(words.put_behind("the income of the partner", " (9)"));
        assert!(!words.put_behind("the", " (1)"));
        assert_eq!(words.plain(), "the income of the partner (9) is more than the income (5)");
    }

    #[test]
    fn of_the_values_of_a_parameter_those_of_the_day_are_told() {
        let words = Said::new(format!(
            "more than the limit{VALUES_START}0:5 EUR{VALUES_NEXT}10:7 EUR{VALUES_NEXT}20:9 EUR{VALUES_END}."
        ));
        let on = |first, last| {
            let days = [first, last].map(|it| Date::from_days(it).unwrap());
            let say = crate::grammar::english();
            words.on_days((days[0], days[1]), say).plain()
        };
        assert_eq!(on(10, 10), "more than the limit (7 EUR).");
        assert_eq!(on(9, 19), "more than the limit (5 EUR or 7 EUR).");
        assert_eq!(on(-5, -1), "more than the limit.");
    }

    #[test]
    fn words_around_a_label_are_no_label() {
        let mut words = said("at least one of <its>");
        assert!(!words.put_behind("it", " (1)"));
        assert!(!words.is_only("its") && said("<its>").is_only("its"));
    }
}
