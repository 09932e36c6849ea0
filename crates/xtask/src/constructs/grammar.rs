//! The grammar as data, and run over texts.

use std::collections::BTreeSet;
use std::path::Path;

use pest_meta::parser;
use pest_vm::Vm;

/// One rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its name.
    pub name: String,
    /// Its documentation, if it has any.
    pub says: String,
    /// The section of the grammar it stands in.
    pub section: String,
    /// Whether it leaves no trace where it is met: its text is that of the rule around it.
    pub silent: bool,
}

/// The grammar.
pub struct Grammar {
    /// Its rules, in order.
    pub rules: Vec<Rule>,
    vm: Vm,
}

impl Grammar {
    /// Reads the file of the grammar.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn read(path: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        let pairs =
            parser::parse(parser::Rule::grammar_rules, &text).map_err(|error| error.to_string())?;
        let ast = parser::consume_rules(pairs).map_err(|errors| {
            errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
        })?;
        let silent: BTreeSet<String> = ast
            .iter()
            .filter(|rule| rule.ty == pest_meta::ast::RuleType::Silent)
            .map(|rule| rule.name.clone())
            .collect();
        let vm = Vm::new(pest_meta::optimizer::optimize(ast));
        let (mut rules, mut says, mut section) = (Vec::new(), String::new(), String::new());
        let mut after_line = false;
        for line in text.lines() {
            if let Some(words) = line.strip_prefix("///") {
                says.push_str(words);
            } else if line.starts_with("// ---") {
                after_line = true;
            } else if let Some(title) = line.strip_prefix("// ").filter(|_| after_line) {
                section = title.to_owned();
                after_line = false;
            } else if let Some((name, _)) =
                line.split_once('=').filter(|(name, _)| is_name(name.trim()))
            {
                let name = name.trim().to_owned();
                let silent = silent.contains(&name);
                rules.push(Rule {
                    name,
                    says: says.trim().to_owned(),
                    section: section.clone(),
                    silent,
                });
                says.clear();
            }
        }
        Ok(Self { rules, vm })
    }

    /// The rules met in the text of one item; none where it is no item.
    #[must_use]
    pub fn rules_in(&self, item: &str) -> BTreeSet<String> {
        match self.vm.parse("one_item", item) {
            Ok(pairs) => pairs.flatten().map(|pair| pair.as_rule().to_owned()).collect(),
            Err(_) => BTreeSet::new(),
        }
    }
}

fn is_name(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}
