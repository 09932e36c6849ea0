//! A made-up package of many clauses, to measure with.
//!
//! Reads: how many clauses. Produces: the files of one package, with nothing to find in it. A clause has some 300
//! bytes, five conditions and an example; one in five prevails over the one before it; each cites a passage that
//! says what it says. Invariant: the same number gives the same bytes, and each file is under the limit.

use std::fmt::Write as _;

use whereas_driver::{Files, MANIFEST};

/// How many clauses stand in a file of their own.
const IN_A_FILE: usize = 1_000;
/// How many clauses decide one question.
const IN_A_GROUP: usize = 5;

const VOCABULARY: &str = r#"choice Kind
  plain  "a plain case"
  mixed  "a mixed case"
  urgent "an urgent case"
  late   "a late case"

fact age : integer "the age in years"
  at least 0
fact income : money in USD "the yearly income"
fact entry : date "the date of entry"
fact kind : Kind "the kind of case"
fact member : yes/no "the person is a member"
  not "the person is not a member"
"#;

const POLICY: &str = r#"policy allowances
  title "Allowances of an invented fund"
  authority "The fund"
  issued 2020-01-01
  examples as of 2024-06-01 given kind is plain, member is yes
  contest "Write to the fund."

use "vocabulary.policy"
"#;

const FORCE: &str = r#"
source founding "The founding of the fund"
  fidelity restated

clause 0 "When the rules apply"
  cites founding [0]
  policy in force from 2020-01-01
"#;

/// The files of a package of that many clauses.
#[must_use]
pub fn package(clauses: usize) -> Files {
    let mut policy = POLICY.to_owned();
    let mut files = Files::new();
    for part in 0..clauses.div_ceil(IN_A_FILE) {
        let _ = writeln!(policy, "use \"part_{part}.policy\"");
        let last = clauses.min((part + 1) * IN_A_FILE);
        let (text, passages) = part_of(part, part * IN_A_FILE..last);
        files.insert(format!("part_{part}.policy"), text);
        files.insert(format!("sources/part_{part}.md"), passages);
    }
    policy.push_str(FORCE);
    files.insert("allowances.policy".to_owned(), policy);
    files.insert("vocabulary.policy".to_owned(), VOCABULARY.to_owned());
    files.insert(MANIFEST.to_owned(), "[package]\nname = \"allowances\"\n".to_owned());
    files
}

/// The clauses of one file, and their passages.
fn part_of(part: usize, clauses: std::ops::Range<usize>) -> (String, String) {
    let mut text = format!(
        "use \"vocabulary.policy\"\n\nsource part_{part} \"Part {part} of the rules\"\n  \
         passages \"sources/part_{part}.md\"\n  fidelity restated\n"
    );
    let mut passages = format!("# Part {part}\n");
    for at in clauses {
        if at % IN_A_GROUP == 0 {
            let group = at / IN_A_GROUP;
            let _ = write!(
                text,
                "\ndecision rate_{group} : money in USD \"the rate of group {group}\"\n  otherwise 0 USD\n"
            );
        }
        clause(part, at, &mut text);
        passage(at, &mut passages);
    }
    (text, passages)
}

/// What a clause says in numbers: the age, the income, the allowance.
const fn numbers(at: usize) -> (usize, usize, usize) {
    (21 + at % 60, 1_001 + at, 100 + at % 97)
}

/// The clauses of a group are of kinds that exclude each other, but for the last, which prevails over the one before.
const fn kind(at: usize) -> &'static str {
    match at % IN_A_GROUP {
        0 => "plain",
        1 => "mixed",
        2 => "urgent",
        _ => "late",
    }
}

fn clause(part: usize, at: usize, text: &mut String) {
    let (group, (age, income, allowance)) = (at / IN_A_GROUP, numbers(at));
    let id = id(at);
    let kind = kind(at);
    let despite = match at % IN_A_GROUP {
        4 => format!("  despite {}\n", self::id(at - 1)),
        _ => String::new(),
    };
    let _ = write!(
        text,
        "\nclause {id} \"Rate {at}\"\n  cites part_{part} [{id}]\n  \
         rate_{group} is {allowance} USD\n    \
         when kind is {kind} and member and age >= {age} and income > {income} USD and entry is after 2019-03-04\n{despite}\n  \
         example \"it is paid\"\n    \
         given kind is {kind}, age is {age}, income is {} USD, entry is 2019-03-05\n    \
         expect rate_{group} is {allowance} USD because {id}\n",
        income + 1
    );
}

fn passage(at: usize, passages: &mut String) {
    let (age, income, allowance) = numbers(at);
    let (kind, id) = (kind(at), id(at));
    let article = if kind == "urgent" { "an" } else { "a" };
    let _ = write!(
        passages,
        "\n## [{id}] Rate {at}\nIn {article} {kind} case, a member who is at least {age} years old, whose yearly \
         income exceeds ${income}\nand who entered after 4 March 2019, is paid ${allowance}.\n"
    );
}

/// The id of a clause and of its passage.
fn id(at: usize) -> String {
    format!("{}.{}", at / IN_A_GROUP + 1, at % IN_A_GROUP + 1)
}

#[cfg(test)]
mod tests {
    use whereas_driver::{Asked, compile, examples};
    use whereas_source::Sources;

    use super::*;

    #[test]
    fn the_package_is_sound_laid_out_and_as_long_as_it_says() {
        let files = package(60);
        let compilation = compile(&files, Asked::default());
        assert_eq!(compilation.diagnostics, []);
        let runs: Vec<_> =
            compilation.policies.iter().flat_map(|it| examples::run(it, None)).collect();
        assert_eq!(runs.len(), 60);
        assert!(runs.iter().all(examples::ExampleRun::passed));
        let policies = files.iter().filter(|(path, _)| path.ends_with(".policy"));
        for (path, text) in policies {
            let mut sources = Sources::new();
            let file = sources.add(path.as_str(), text.as_str());
            assert!(whereas_fmt::format(file, text).text == *text, "{path}");
        }
        assert!(files["part_0.policy"].len() > 300 * 60);
        assert!(files["part_0.policy"].len() < whereas_syntax::MAX_FILE_BYTES / 16);
    }
}
