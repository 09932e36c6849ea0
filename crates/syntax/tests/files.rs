//! Whole files: good ones and their trees, broken ones and what is said of them.

#![expect(clippy::unwrap_used, reason = "what a test cannot do without, it may fail on")]

use std::path::{Path, PathBuf};

use whereas_diagnostics::render;
use whereas_source::{FileId, Sources, Span};
use whereas_syntax::tree::Item;
use whereas_syntax::{parse, parse_all, show};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn files_under(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files_under(&path, found);
        } else if path.extension().is_some_and(|it| it == "policy") {
            found.push(path);
        }
    }
}

fn policies(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    files_under(&root().join(folder), &mut found);
    found
        .into_iter()
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect()
}

#[test]
fn good_files_are_read_and_their_trees_stay() {
    for (name, text) in policies("tests/syntax/good") {
        let mut sources = Sources::new();
        let file = sources.add(format!("{name}.policy"), text.as_str());
        let (parse, problems) = parse(file, &text);
        assert_eq!(render::terminal(&problems, &sources, false), "", "{name}");
        insta::assert_snapshot!(format!("good-{name}"), show::tree(&parse.tree));
    }
}

#[test]
fn the_projects_own_policies_are_read() {
    let policies = policies("policies");
    assert!(!policies.is_empty());
    for (name, text) in policies {
        let mut sources = Sources::new();
        let file = sources.add(format!("{name}.policy"), text.as_str());
        let (_, problems) = parse(file, &text);
        assert_eq!(render::terminal(&problems, &sources, false), "", "{name}");
    }
}

/// The first line of a broken file is `# E0107:5, E0108:9`: the codes, and the lines they are about.
#[test]
fn broken_files_say_what_is_wrong_and_keep_the_rest() {
    let broken = policies("tests/syntax/broken");
    assert!(broken.len() > 70);
    let mut differ = Vec::new();
    for (name, text) in broken {
        let mut sources = Sources::new();
        let file = sources.add(format!("{name}.policy"), text.as_str());
        let (parse, problems) = parse(file, &text);
        let mut found: Vec<(u32, &str)> = problems
            .iter()
            .map(|problem| {
                (sources.place(problem.span().unwrap()).unwrap().line, problem.code.id())
            })
            .collect();
        found.sort_unstable();
        let found: Vec<String> =
            found.iter().map(|(line, code)| format!("{code}:{line}")).collect();
        let wanted = text.lines().next().unwrap();
        if format!("# {}", found.join(", ")) != wanted {
            differ.push(format!("{name}: wanted {wanted}\n    found # {}", found.join(", ")));
        }
        let said = render::terminal(&problems, &sources, false);
        for word in ["k_", "_part", "_tail", "expected", "EOI", "SOI"] {
            assert!(!said.contains(&format!(" {word}")), "{name}: {said}");
        }
        let shown = format!("{said}\n---\n{}", show::tree(&parse.tree));
        insta::assert_snapshot!(format!("broken-{name}"), shown);
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

#[test]
fn tokens_joined_are_the_file() {
    let mut all = policies("tests/syntax");
    all.extend(policies("policies"));
    for form in ["pos.txt", "neg.txt"] {
        let path = root().join("tests/syntax/forms").join(form);
        all.push((form.to_owned(), std::fs::read_to_string(path).unwrap()));
    }
    all.push(("odd".to_owned(), "\u{feff}\r a\r\nß§…\t\"\"\" \n#x\r\n\"".to_owned()));
    for (name, text) in all {
        let mut sources = Sources::new();
        let file = sources.add(name.clone(), text.as_str());
        let (parse, _) = parse(file, &text);
        let mut end = 0;
        for token in &parse.tokens {
            assert_eq!(token.span.start, end, "{name}: tokens follow each other");
            assert!(sources.text(token.span).is_some_and(|text| !text.is_empty()), "{name}");
            end = token.span.end;
        }
        assert_eq!(end as usize, text.len(), "{name}: tokens reach the end");
    }
}

#[test]
fn spans_hold_what_was_said_and_no_space_or_comment_around_it() {
    for (name, text) in policies("tests/syntax/good") {
        let mut sources = Sources::new();
        let file = sources.add(name.clone(), text.as_str());
        let (parse, _) = parse(file, &text);
        let clauses = parse.tree.clauses();
        let statements = clauses.flat_map(|clause| &clause.statements).map(|it| it.span);
        let examples = parse.tree.clauses().flat_map(|clause| &clause.examples).map(|it| it.span);
        let exprs = parse.tree.exprs.ids().map(|id| parse.tree.exprs.span(id).unwrap());
        let items = parse.tree.items.iter().map(|item| item.span());
        for span in items.chain(statements).chain(examples).chain(exprs) {
            let said = sources.text(span).unwrap();
            assert_eq!(said.trim(), said, "{name}");
            let last = said.lines().last().unwrap();
            assert!(!last.contains('#') || last.contains('"'), "{name}: {last}");
        }
    }
}

/// Words taken away, doubled and swapped in a file that has every construct.
#[test]
fn no_jumble_of_words_makes_the_parser_panic_or_lie_about_places() {
    let (_, text) =
        policies("tests/syntax/good").into_iter().find(|(name, _)| name == "library").unwrap();
    let words: Vec<&str> = text.split_inclusive([' ', '\n']).collect();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % u64::try_from(below).unwrap()).unwrap()
    };
    for _ in 0..150 {
        let mut jumbled = words.clone();
        for _ in 0..=next(40) {
            let (a, b) = (next(jumbled.len()), next(jumbled.len()));
            match next(3) {
                0 => drop(jumbled.remove(a)),
                1 => jumbled.insert(a, words[next(words.len())]),
                _ => jumbled.swap(a, b),
            }
        }
        let jumbled = jumbled.concat();
        let mut sources = Sources::new();
        let file = sources.add("jumbled.policy", jumbled.as_str());
        let (parse, problems) = parse(file, &jumbled);
        for problem in &problems {
            assert_true(&sources, problem.span().unwrap(), jumbled.len());
            assert!(!problem.message.contains("k_"), "{}", problem.message);
        }
        let broken = parse.tree.items.iter().filter(|item| matches!(item, Item::Broken(_))).count();
        assert!(broken <= problems.len());
    }
}

#[test]
fn every_prefix_of_a_file_is_read_without_panic_and_with_true_spans() {
    let (_, text) =
        policies("tests/syntax/good").into_iter().find(|(name, _)| name == "parking").unwrap();
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
        let prefix = text.get(..end).unwrap();
        let mut sources = Sources::new();
        let file = sources.add("prefix.policy", prefix);
        let (parse, problems) = parse(file, prefix);
        for problem in &problems {
            assert_true(&sources, problem.span().unwrap(), end);
            for help in &problem.help {
                for edit in &help.edits {
                    assert_true(&sources, edit.span, end);
                }
            }
        }
        for item in &parse.tree.items {
            assert_true(&sources, item.span(), end);
        }
        for id in parse.tree.exprs.ids() {
            assert_true(&sources, parse.tree.exprs.span(id).unwrap(), end);
        }
    }
}

fn assert_true(sources: &Sources, span: Span, end: usize) {
    assert!(sources.text(span).is_some(), "{span:?} in a file of {end} bytes");
}

#[test]
fn several_files_at_once_are_read_as_one_by_one() {
    let mut texts: Vec<String> = policies("tests/syntax").into_iter().map(|(_, it)| it).collect();
    // Enough for several threads.
    let long = texts.iter().map(String::as_str).collect::<Vec<_>>().join("\n").repeat(8);
    texts.extend([long.clone(), String::new(), long]);
    let mut sources = Sources::new();
    let files: Vec<(FileId, &str)> =
        texts.iter().map(|text| (sources.add("x.policy", text.as_str()), text.as_str())).collect();
    let one_by_one: Vec<_> = files.iter().map(|(file, text)| parse(*file, text)).collect();
    for _ in 0..3 {
        assert!(parse_all(&files) == one_by_one);
    }
}
