//! What was wanted: the parser's rules, as phrases a drafter knows.

use whereas_diagnostics::near_name;

use crate::grammar::{Rule, word};

/// The phrases for the rules tried at one place, most useful first, each once.
pub(super) struct Wanted {
    phrases: Vec<String>,
    /// Whether an expression could go on.
    goes_on: bool,
}

/// More alternatives than this are no help to a reader.
const MOST: usize = 5;

/// The phrases for these rules.
pub(super) fn phrases(rules: &[Rule]) -> Wanted {
    let mut phrases = Vec::new();
    for rule in rules {
        let phrase = match word(*rule) {
            Some(word) => Some(format!("`{word}`")),
            None => phrase(*rule).map(str::to_owned),
        };
        if let Some(phrase) = phrase
            && !phrases.contains(&phrase)
        {
            phrases.push(phrase);
        }
    }
    let goes_on = phrases
        .iter()
        .any(|phrase| [OPERATOR, "`when`", "`unless`", STATEMENT].contains(&phrase.as_str()));
    // Nearly everything can go on with an operator, every label in another language, every
    // number with a unit; say so only where nothing else can stand.
    for noise in [OPERATOR, LANGUAGE, CURRENCY] {
        if phrases.len() > 1 {
            phrases.retain(|phrase| phrase != noise);
        }
    }
    Wanted { phrases, goes_on }
}

/// What is wanted where a value has ended: so much that it is no help to list it.
pub(super) fn anything() -> Wanted {
    Wanted { phrases: Vec::new(), goes_on: true }
}

impl Wanted {
    /// `a name, a date or `when``; none where there is nothing useful to say.
    pub(super) fn sentence(&self) -> Option<String> {
        match self.phrases.as_slice() {
            [one] => Some(one.clone()),
            many if self.open_ended() || many.is_empty() => None,
            [first @ .., last] => Some(format!("{} or {last}", first.join(", "))),
            [] => None,
        }
    }

    /// Whether so much could stand here that listing it is no help.
    pub(super) fn open_ended(&self) -> bool {
        self.phrases.is_empty() || self.phrases.len() > MOST
    }

    /// Whether a label, and nothing else that matters, was wanted.
    pub(super) fn label_only(&self) -> bool {
        // A type that ends may go on with its unit or its rhythm.
        let goes_on = ["`in`", "`a`"];
        self.phrases.iter().any(|phrase| phrase == LABEL)
            && self.phrases.iter().all(|it| it == LABEL || goes_on.contains(&it.as_str()))
    }

    /// Whether a name would do.
    pub(super) fn name(&self) -> bool {
        self.phrases.iter().any(|phrase| phrase == NAME)
    }

    /// Whether only a name would do.
    pub(super) fn only_a_name(&self) -> bool {
        self.name() && self.phrases.len() == 1
    }

    /// Whether only the name of a choice or a record would do.
    pub(super) fn only_a_type_name(&self) -> bool {
        matches!(self.phrases.as_slice(), [one] if one == TYPE_NAME)
    }

    /// The word of the language that is wanted and near to this one.
    pub(super) fn near(&self, word: &str) -> Option<&str> {
        let words = self.phrases.iter().filter_map(|it| it.strip_prefix('`')?.strip_suffix('`'));
        near_name(word, words)
    }

    /// The word of the language that alone would do.
    pub(super) fn only_a_word(&self) -> Option<&str> {
        let [one] = self.phrases.as_slice() else { return None };
        let word = one.strip_prefix('`')?.strip_suffix('`')?;
        word.bytes().all(|b| b.is_ascii_lowercase()).then_some(word)
    }

    /// Whether only a clause's id would do.
    pub(super) fn only_an_id(&self) -> bool {
        matches!(self.phrases.as_slice(), [one] if one == ID)
    }

    /// Whether a type would do, and little else.
    pub(super) fn a_type(&self) -> bool {
        self.phrases.iter().any(|phrase| phrase == TYPE) && !self.value()
    }

    /// Whether values in brackets are wanted.
    pub(super) fn bracketed_values(&self) -> bool {
        self.phrases.iter().any(|phrase| phrase == OPTIONS)
    }

    /// Whether an expression could go on here.
    pub(super) fn goes_on(&self) -> bool {
        self.goes_on
    }

    /// Whether a value would do.
    pub(super) fn value(&self) -> bool {
        self.phrases.iter().any(|phrase| phrase == VALUE)
    }

    /// Whether one of these words or marks would do.
    pub(super) fn holds_one_of(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.phrases.contains(&format!("`{word}`")))
    }
}

const LANGUAGE: &str = "a language such as `es`";
const CURRENCY: &str = "a currency such as `EUR`";
const VALUE: &str = "a value";
const OPERATOR: &str = "an operator such as `and`";
const NAME: &str = "a name";
const TYPE_NAME: &str = "a type's name with a capital";
const TYPE: &str = "a type";
const ID: &str = "a clause's id";
const OPTIONS: &str = "values in brackets";
const STATEMENT: &str = "a statement";
const LABEL: &str = "a label in quotes";

#[expect(clippy::wildcard_enum_match_arm, reason = "most rules say nothing to a drafter")]
fn phrase(rule: Rule) -> Option<&'static str> {
    Some(match rule {
        Rule::name | Rule::names | Rule::either_names | Rule::path | Rule::paths => NAME,
        Rule::field_name | Rule::record_field => "a field's name",
        Rule::choice_value => "a value of the choice",
        Rule::type_name => TYPE_NAME,
        Rule::id | Rule::ids | Rule::clause_refs | Rule::clause_ref | Rule::switch_ref => ID,
        Rule::passage => "a passage's id",
        Rule::citation => "a source and `[passage]`",
        Rule::row_id => "the row's id",
        Rule::code => "a code such as `W0123`",
        Rule::language => LANGUAGE,
        Rule::label | Rule::text | Rule::short_text | Rule::long_text => LABEL,
        Rule::number => "a number",
        Rule::percent => "a percentage",
        Rule::currency => CURRENCY,
        Rule::date => "a date such as `2024-01-31`",
        Rule::literal | Rule::stretch => "a literal such as `90 days`",
        Rule::a_type | Rule::plain_type | Rule::total_type => TYPE,
        Rule::expr
        | Rule::junction
        | Rule::negation
        | Rule::comparison
        | Rule::clamp
        | Rule::sum
        | Rule::product
        | Rule::factor
        | Rule::tight
        | Rule::primary
        | Rule::small
        | Rule::is_tail => VALUE,
        Rule::value | Rule::values => "a value as a case states it",
        Rule::is_outcome => "what is expected",
        Rule::each | Rule::list | Rule::filtered_list => "`x in list`",
        Rule::options => OPTIONS,
        Rule::statement | Rule::rule_statement | Rule::means => STATEMENT,
        Rule::example => "an example",
        Rule::expect => "`expect`",
        Rule::given | Rule::given_part => "what is given",
        Rule::finding => "`found`",
        Rule::event_fact => "`event`",
        Rule::rule_verb => "`is`, `includes`, `excludes` or `adds`",
        Rule::when_part => "`when`",
        Rule::unless_part => "`unless`",
        Rule::duty_force => "`must`, `should` or `must not`",
        Rule::arises => "`arises`",
        Rule::due => "`due`",
        Rule::table_rule => "`exactly one`, `all that apply` or `first, because \"…\"`",
        Rule::row => "a row of the table",
        Rule::header => "the table's header, `| row | …`",
        Rule::column => "a column's head",
        Rule::cell => "a cell",
        Rule::bearing => "`toward in`, `away in` or `either way in`",
        Rule::answer => "an answer",
        Rule::force_days => "`from`",
        Rule::rounding_word => "`up`, `down`, `away from zero` or `toward zero`",
        Rule::extreme => "`smallest`, `largest`, `earliest` or `latest`",
        Rule::close => "`)`",
        Rule::close_list => "`]`",
        Rule::close_set => "`}`",
        Rule::colon => "`:`",
        Rule::comma => "`,`",
        Rule::bar => "`|`",
        Rule::compare_tail
        | Rule::compare_symbol
        | Rule::plus
        | Rule::minus
        | Rule::times
        | Rule::divide
        | Rule::k_and
        | Rule::k_or
        | Rule::k_but
        | Rule::k_rounded
        | Rule::rounding
        | Rule::clamp_tail
        | Rule::dot_field => OPERATOR,
        _ => return None,
    })
}
