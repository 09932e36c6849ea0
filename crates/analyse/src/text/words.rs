//! What is told, in words: always the place in the clause and the place in the passage.

use whereas_diagnostics::{Diagnostic, Edit, codes::lint as codes};
use whereas_source::{Sources, Span};
use whereas_value::number::Number;
use whereas_value::rounding::Rounding;

use super::dates::Day;
use super::lexicon::{Sign, Way};
use super::mentions::{Mention, Value};
use super::uses::{How, Quantity, Use};

/// Where a quantity stands in its clause, and the passages that were looked at.
#[derive(Clone, Copy)]
pub(super) struct Places<'p> {
    /// Every place of it in the clause.
    pub spans: &'p [Span],
    /// Whether these hold it and nothing else.
    pub alone: bool,
    /// The headings of the passages.
    pub headings: &'p [Span],
}

/// A quantity of a clause that no cited passage has.
pub(super) fn not_in_passage(
    sources: &Sources,
    quantity: &Quantity,
    places: Places<'_>,
    parameter: Option<(&str, Span)>,
    meant: Option<(&Mention, Span)>,
) -> Option<Diagnostic> {
    let spans: Vec<Span> = places.spans.iter().map(|span| with_percent(sources, *span)).collect();
    let (first, others) = spans.split_first()?;
    let written = match parameter {
        Some(_) => quantity.to_string(),
        None => one_line(sources, *first)?,
    };
    let of = parameter.map_or_else(String::new, |(name, _)| format!(", a value of `{name}`,"));
    let mut problem = match meant {
        Some((_, place)) => {
            let said = one_line(sources, place)?;
            let message = format!("`{written}`{of} is not in the passage, which says `{said}`");
            Diagnostic::new(codes::NOT_IN_PASSAGE, *first, message)
                .label("the clause")
                .also(place, "the passage")
        }
        None => {
            let message = format!("`{written}`{of} is in no passage that the clause cites");
            let mut problem =
                Diagnostic::new(codes::NOT_IN_PASSAGE, *first, message).label("the clause");
            for heading in places.headings {
                problem = problem.also(*heading, "not in this passage");
            }
            problem
        }
    };
    for other in others {
        problem = problem.also(*other, "and here");
    }
    if let Some((_, place)) = parameter {
        problem = problem.also(place, "the parameter");
    }
    let fix = meant.and_then(|(mention, _)| literal(&mention.value, quantity));
    Some(match fix.filter(|_| places.alone) {
        Some(text) => {
            let edit = |span: &Span| Edit { span: *span, text: in_its_unit(sources, *span, &text) };
            problem.fixes("write what the passage says", spans.iter().map(edit).collect())
        }
        None => problem
            .help("cite the passage that says so, or write what the passage says")
            .note("if it is meant so, say why in the clause: `accept W0401 \"…\"`"),
    })
}

/// A quantity of a passage that no clause uses.
pub(super) fn not_in_clause(sources: &Sources, clause: Span, spans: &[Span]) -> Option<Diagnostic> {
    let (first, others) = spans.split_first()?;
    let message =
        format!("no rule uses `{}`, which the cited passage says", one_line(sources, *first)?);
    let mut problem = Diagnostic::new(codes::NOT_IN_CLAUSE, clause, message)
        .label("the clause")
        .also(*first, "the passage");
    for other in others.iter().take(3) {
        problem = problem.also(*other, "and here");
    }
    Some(
        problem
            .help("write the rule for it, or cite the passage where the rule stands")
            .note("if it decides nothing, say why in the clause: `accept W0402 \"…\"`"),
    )
}

/// A comparison that the passage makes otherwise.
pub(super) fn other_comparison(
    sources: &Sources,
    it: &Use,
    span: Span,
    place: Span,
    wanted: Option<Sign>,
    date: bool,
) -> Option<Diagnostic> {
    let (own, said) = (one_line(sources, span)?, one_line(sources, place)?);
    let message = format!("`{own}` is not what the passage says: `{said}`");
    let problem = Diagnostic::new(codes::OTHER_COMPARISON, span, message)
        .label(match it.how {
            How::Sign(sign) => format!("the limit itself is {}", side(sign)),
            How::Equal => "only this value".to_owned(),
            How::Cap(sign) if sign.is_upward() => "never less than this".to_owned(),
            How::Cap(_) => "never more than this".to_owned(),
            How::Plain => String::new(),
        })
        .also(place, "the passage");
    let problem = problem.note(
        "if it compares something else than the passage does, say what: `accept W0403 \"…\"`",
    );
    let operator = it.comparison.and_then(|(_, between)| between);
    let edit = operator.zip(wanted).and_then(|(operator, wanted)| {
        let text = sources.text(operator)?;
        let known =
            OPERATORS.contains(&text.split_whitespace().collect::<Vec<_>>().join(" ").as_str());
        // The literal may stand on the left; then the operator is seen from the other side.
        let left = it.span.end <= operator.start;
        let wanted = if left != it.turned { wanted.mirrored() } else { wanted };
        known.then(|| (operator, format!(" {} ", operator_words(wanted, date || it.embedded))))
    });
    Some(match edit {
        Some((span, text)) => problem.fix("compare as the passage does", span, text),
        None => problem.help("compare as the passage does"),
    })
}

/// The words of the language between two things that are compared.
const OPERATORS: [&str; 16] = [
    "is",
    "=",
    "<",
    "<=",
    ">",
    ">=",
    "exceeds",
    "is more than",
    "is less than",
    "is at least",
    "is at most",
    "is after",
    "is before",
    "is on or after",
    "is on or before",
    "is not more than",
];

const fn operator_words(sign: Sign, date: bool) -> &'static str {
    match (sign, date) {
        (Sign::More, true) => "is after",
        (Sign::AtLeast, true) => "is on or after",
        (Sign::Less, true) => "is before",
        (Sign::AtMost, true) => "is on or before",
        (Sign::More, false) => "is more than",
        (Sign::AtLeast, false) => "is at least",
        (Sign::Less, false) => "is less than",
        (Sign::AtMost, false) => "is at most",
    }
}

/// Whether the limit itself is in.
const fn side(sign: Sign) -> &'static str {
    match sign {
        Sign::AtLeast | Sign::AtMost => "in",
        Sign::More | Sign::Less => "out",
    }
}

/// An amount from another line than its condition.
pub(super) fn other_line(
    sources: &Sources,
    given: Span,
    wrong: Span,
    right: Span,
    fix: Option<String>,
) -> Option<Diagnostic> {
    let given = with_percent(sources, given);
    let (own, said) = (one_line(sources, given)?, one_line(sources, right)?);
    let message = format!(
        "`{own}` stands on another line of the passage; the line of this condition says `{said}`"
    );
    let problem = Diagnostic::new(codes::OTHER_LINE, given, message)
        .label("the clause")
        .also(right, "the line of this condition")
        .also(wrong, "the line this was taken from");
    Some(match fix {
        Some(text) => {
            let text = in_its_unit(sources, given, &text);
            problem.fix("write what that line says", given, text)
        }
        None => problem.help("write what that line says"),
    })
}

/// All where the passage says any, or any where it says all.
pub(super) fn all_or_any(
    sources: &Sources,
    span: Span,
    place: Span,
    all: bool,
) -> Option<Diagnostic> {
    let said = one_line(sources, place)?;
    let own = if all { "any of these is enough" } else { "all of these must hold" };
    let message = format!("here {own}, and the passage says `{said}`");
    let wanted = if all { "`and`, or `all of (…)`" } else { "`or`, or `any of (…)`" };
    Some(
        Diagnostic::new(codes::ALL_OR_ANY, span, message)
            .label("the clause")
            .also(place, "the passage")
            .help(format!("join the conditions with {wanted}")),
    )
}

/// An exception of a passage that no clause makes.
pub(super) fn no_exception(sources: &Sources, clause: Span, place: Span) -> Option<Diagnostic> {
    let said = one_line(sources, place)?;
    let message =
        format!("the passage makes an exception, `{said}`, and no clause that cites it does");
    Some(
        Diagnostic::new(codes::NO_EXCEPTION, clause, message)
            .label("the clause")
            .also(place, "the passage")
            .help("say it with `unless`, or in a clause that says `despite` or `does not apply`")
            .note("if it is made elsewhere, say where: `accept W0412 \"…\"`"),
    )
}

/// What is rounded another way than the passage says.
pub(super) fn other_rounding(
    sources: &Sources,
    span: Span,
    place: Span,
    (said, own): (Way, Rounding),
) -> Option<Diagnostic> {
    let written = one_line(sources, place)?;
    let message = format!("here it is rounded {}, and the passage says `{written}`", own.words());
    let wanted = match said {
        Way::Up => "`up`, or `half up` if only the middle goes up",
        Way::AlwaysUp => "`up`",
        Way::Down => "`down`, or `half down` if only the middle goes down",
        Way::AlwaysDown => "`down`",
        Way::Nearest => "`half up`, or another way that says where the middle goes",
    };
    Some(
        Diagnostic::new(codes::OTHER_ROUNDING, span, message)
            .label("the clause")
            .also(place, "the passage")
            .help(format!("round as the passage says: {wanted}")),
    )
}

/// A passage that nobody cites.
pub(super) fn uncited(heading: Span, id: &str) -> Diagnostic {
    Diagnostic::new(codes::NOT_CITED, heading, format!("no clause cites the passage `{id}`"))
        .help("write its clause, or mark it: a line `commentary` right under the heading")
}

/// The quantity of a passage as a literal of the same kind as another.
pub(super) fn literal(value: &Value, like: &Quantity) -> Option<String> {
    match (value, like) {
        (Value::Percent(number), Quantity::Number(_)) => {
            let percent = number.checked_mul(&Number::from(100)).ok()?;
            percent.places()?;
            Some(format!("{} %", grouped(&percent)))
        }
        (Value::Bare(number), Quantity::Number(_)) => {
            number.places()?;
            Some(grouped(number))
        }
        (Value::Money(amount, currencies), Quantity::Money(_, currency)) => {
            let same = currencies.iter().any(|it| it == currency);
            same.then(|| coins(amount, currency))
        }
        (Value::Bare(number), Quantity::Money(_, currency)) => Some(coins(number, currency)),
        (Value::Days(number), Quantity::Days(_)) => Some(counted(number, "day")),
        (Value::Minutes(number), Quantity::Minutes(_)) => Some(minutes(number)),
        (Value::Months(number), Quantity::Months(_)) => {
            let years = number.checked_div(&Number::from(12)).ok()?;
            let whole = years.is_integer() && !years.is_zero();
            Some(if whole { counted(&years, "year") } else { counted(number, "month") })
        }
        (Value::Day(Day::Full(date)), Quantity::Date(_)) => Some(date.to_string()),
        _ => None,
    }
}

fn counted(number: &Number, unit: &str) -> String {
    let s = if *number == Number::ONE { "" } else { "s" };
    format!("{} {unit}{s}", grouped(number))
}

/// `2 hours`, `90 minutes`
fn minutes(number: &Number) -> String {
    let hours = number.checked_div(&Number::from(60)).ok().filter(|it| it.is_integer());
    match hours.filter(|it| !it.is_zero()) {
        Some(hours) => counted(&hours, "hour"),
        None => counted(number, "minute"),
    }
}

/// `1_500.50 USD`
fn coins(amount: &Number, currency: &str) -> String {
    let nought = if amount.places() == Some(1) { "0" } else { "" };
    format!("{}{nought} {currency}", grouped(amount))
}

/// `250_000`
fn grouped(number: &Number) -> String {
    let text = number.to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), ""), |parts| parts);
    let mut out = String::new();
    let count = whole.chars().count();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && count > 3 && count.saturating_sub(place) % 3 == 0 {
            out.push('_');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

impl std::fmt::Display for Quantity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => f.write_str(&grouped(number)),
            Self::Money(amount, currency) => f.write_str(&coins(amount, currency)),
            Self::Date(date) => write!(f, "{date}"),
            Self::Days(number) => f.write_str(&counted(number, "day")),
            Self::Months(number) => f.write_str(&counted(number, "month")),
            Self::Minutes(number) => f.write_str(&minutes(number)),
        }
    }
}

/// The place of a number with the sign of a percentage that follows it.
fn with_percent(sources: &Sources, span: Span) -> Span {
    let Some(file) = sources.file(span.file) else { return span };
    let end = usize::try_from(span.end).unwrap_or(usize::MAX);
    let rest = file.text().get(end..).unwrap_or("");
    let blank = rest.len().saturating_sub(rest.trim_start_matches(' ').len());
    let percent = rest.trim_start_matches(' ').starts_with('%');
    let more = u32::try_from(blank.saturating_add(1)).unwrap_or(0);
    if percent { Span::new(span.file, span.start, span.end.saturating_add(more)) } else { span }
}

/// A number that is to stand in place of another, with the unit of the policy's own that the other has.
fn in_its_unit(sources: &Sources, span: Span, number: &str) -> String {
    let written = sources.text(span).unwrap_or("").trim();
    let unit = written.rsplit_once([' ', '\t']).filter(|(before, unit)| {
        before.trim_end().ends_with(|it: char| it.is_ascii_digit())
            && unit.starts_with(|it: char| it.is_ascii_lowercase())
    });
    match unit {
        Some((_, unit)) if number.ends_with(|it: char| it.is_ascii_digit()) => {
            format!("{number} {unit}")
        }
        Some(_) | None => number.to_owned(),
    }
}

/// The text of a span in one line, cut where it is long.
fn one_line(sources: &Sources, span: Span) -> Option<String> {
    let text = sources.text(span)?.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = text.chars().take(90).collect();
    Some(if short.len() < text.len() { format!("{short}…") } else { text })
}
