//! What was wanted: the parser's rules, as phrases a drafter knows.

use crate::grammar::{Rule, word};

/// The phrases for the rules tried at one place, most useful first, each once.
pub(super) struct Wanted {
    phrases: Vec<String>,
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
    // Nearly everything can go on with an operator; say so only where nothing else can stand.
    if phrases.len() > 1 {
        phrases.retain(|phrase| phrase != OPERATOR);
    }
    Wanted { phrases }
}

impl Wanted {
    /// `a name, a date or `when``; none where there is nothing useful to say.
    pub(super) fn sentence(&self) -> Option<String> {
        match self.phrases.as_slice() {
            [] => None,
            [one] => Some(one.clone()),
            many if many.len() > MOST => None,
            [first @ .., last] => Some(format!("{} or {last}", first.join(", "))),
        }
    }

    /// Whether a label, and nothing else that matters, was wanted.
    pub(super) fn label_only(&self) -> bool {
        self.phrases.iter().any(|phrase| phrase == LABEL)
            && self.phrases.len() <= 2
            && self
                .phrases
                .iter()
                .all(|phrase| phrase == LABEL || phrase == "`in`" || phrase == "`a`")
    }

    /// Whether a name would do.
    pub(super) fn name(&self) -> bool {
        self.phrases.iter().any(|phrase| phrase == NAME)
    }

    /// Whether this word would do.
    pub(super) fn holds(&self, word: &str) -> bool {
        let quoted = format!("`{word}`");
        self.phrases.contains(&quoted)
    }
}

const OPERATOR: &str = "an operator such as `and`";
const NAME: &str = "a name";
const LABEL: &str = "a label in quotes";

#[expect(clippy::wildcard_enum_match_arm, reason = "most rules say nothing to a drafter")]
fn phrase(rule: Rule) -> Option<&'static str> {
    Some(match rule {
        Rule::name | Rule::names | Rule::either_names | Rule::path | Rule::paths => NAME,
        Rule::field_name | Rule::record_field => "a field's name",
        Rule::choice_value => "a value of the choice",
        Rule::type_name => "a type's name with a capital",
        Rule::id | Rule::ids | Rule::clause_refs | Rule::clause_ref => "a clause's id",
        Rule::switch_ref => "a clause's id",
        Rule::passage => "a passage's id",
        Rule::citation => "a source and `[passage]`",
        Rule::row_id => "the row's id",
        Rule::code => "a code such as `W0123`",
        Rule::language => "a language such as `es`",
        Rule::label | Rule::text | Rule::short_text | Rule::long_text => LABEL,
        Rule::number => "a number",
        Rule::percent => "a percentage",
        Rule::currency => "a currency such as `EUR`",
        Rule::date => "a date such as `2024-01-31`",
        Rule::literal | Rule::stretch => "a literal such as `90 days`",
        Rule::a_type | Rule::plain_type | Rule::total_type => "a type",
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
        | Rule::is_tail => "a value",
        Rule::value | Rule::values => "a value as a case states it",
        Rule::is_outcome => "what is expected",
        Rule::each | Rule::list | Rule::filtered_list => "`x in list`",
        Rule::options => "values in brackets",
        Rule::statement | Rule::rule_statement | Rule::means => "a statement",
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
