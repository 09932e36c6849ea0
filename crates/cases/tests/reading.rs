//! Case files in, cases by name or messages out.

mod support;

use whereas_cases::{Format, Vocabulary, canonical, decode, hash, read};
use whereas_diagnostics::render;
use whereas_plan::program::Dimension;
use whereas_source::Sources;
use whereas_value::Date;

/// The canonical form of the case, or what is wrong with it, one line each.
fn show_in(format: Format, text: &str) -> String {
    let (facts, book) = support::vocabulary();
    let policy = Vocabulary { facts: &facts, book: &book };
    let mut sources = Sources::new();
    let name = match format {
        Format::Json => "case.json",
        Format::Yaml => "case.yaml",
        Format::Toml => "case.toml",
    };
    let file = sources.add(name, text);
    match read(text, file, format, None, &[policy]) {
        Ok(cases) => {
            assert_eq!(cases.len(), 1);
            cases.iter().map(|case| canonical(case, policy)).collect()
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            let mut out = render::short(&problems, &sources);
            for problem in &problems {
                if let Some(span) = problem.span() {
                    assert!(sources.text(span).is_some(), "a place in the file: {problem:?}");
                }
                for help in &problem.help {
                    let edit = help.edits.first().map_or("", |edit| &edit.text);
                    out.push_str(&format!("  {} {edit}\n", help.message));
                }
            }
            out
        }
    }
}

fn yaml(text: &str) -> String {
    show_in(Format::Yaml, text)
}

/// One fact as YAML states it.
fn fact(text: &str) -> String {
    let shown = yaml(&format!("as_of: 2021-12-15\nfacts:\n  {text}\n"));
    shown.trim_start_matches("case 1\nas of 2021-12-15\nevents complete\n").trim_end().to_owned()
}

#[test]
fn every_type_has_its_values() {
    let stated = [
        "entry: unlawful",
        "entry: \"unlawful\"",
        "entry: { one_of: [lawful, unlawful] }",
        "entered_on: 2020-11-02",
        "entered_on: \"2020-11\"",
        "entered_on: 2020",
        "entered_on: { between: [2020-11-02, 2020-12-01] }",
        "entered_on: { at_most: 2020-11-02 }",
        "entered_on: { unknown: asked }",
        "left_on: { absent: true }",
        "left_on: { one_of: [2020-11-02, { absent: true }] }",
        "left_on: 2020-11-02",
        "threat_raised: no",
        "threat_raised: true",
        "gain: 250.50",
        "gain: 250 USD",
        "gain: 1_500 USD",
        "rent: 100000 JPY a month",
        "children: 3",
        "children: { between: [1, 3] }",
        "share: 0.1",
        "share: 32 %",
        "share: 1.5e3",
        "stay: 90 days",
        "stay: { weeks: 2 }",
        "stay: { between: [90 days, { days: 100 }] }",
        "residence: 2 years",
        "residence: 1 month",
        "remarks: no quotes needed",
        "remarks: \"no\"",
        "remarks: { one_of: [\"a\", \"b\"] }",
        "ways: [lawful, unlawful]",
        "ways: []",
        "ways: { includes: [lawful], excludes: [unlawful] }",
        "scores: [1, 2]",
        "scores: { list: [{ between: [1, 2] }], complete: false }",
        "convictions: [{ offence: theft, on: \"2014\", sentence: 200 days, undone: { absent: true } }]",
        "convictions: [{ undone: { unknown: asked }, absent: yes }]",
        "worst: { absent: true }",
        "distance: 1_500",
        "distance: 2.5 km",
        "distance: { between: [1 km, 2] }",
        "late: 110 minutes",
        "late: { hours: 2 }",
        "late: { at_most: 2 hours }",
    ];
    let shown: Vec<String> =
        stated.iter().map(|text| format!("{text}\n    {}", fact(text))).collect();
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn what_is_wrong_with_a_value_is_said_at_its_place() {
    let stated = [
        "entyr: unlawful",
        "current_threat: yes",
        "religion: none",
        "priority: high",
        "entry: unlawfull",
        "entry: no",
        "entry:",
        "entered_on: 2021-02-31",
        "entered_on: yesterday",
        "entered_on: 2020-11-02T10:00:00",
        "entered_on: 1899-12-31",
        "entered_on: { between: [2020-11-02, 2020-11-01] }",
        "entered_on: { betwen: [2020-11-02, 2020-11-01] }",
        "entered_on: { absent: true }",
        "threat_raised: maybe",
        "threat_raised: 1",
        "gain: -1",
        "gain: 250.123",
        "gain: 250 EUR",
        "gain: \"250\"",
        "gain: 1e309",
        "gain: 250 apples",
        "rent: 100.5",
        "rent: 100 JPY",
        "children: 2.5",
        "children: 21",
        "children: 123456789012345678901234567890123456789",
        "share: .nan",
        "share: 0x10",
        "stay: 90",
        "stay: 3 months",
        "stay: 1.5 days",
        "residence: 90 days",
        "remarks: no",
        "remarks: 2020-11-02",
        "remarks: [a]",
        "ways: { includes: [lawful], excludes: [lawful] }",
        "ways: [lawful, unlawfull]",
        "scores: 3",
        "scores: { list: [1] }",
        "scores: { one_of: [1] }",
        "convictions: [{ offence: theft, undnoe: yes }]",
        "convictions: [{ sentence: 200 }, { on: 2014-13-01 }]",
        "worst: { absent: maybe }",
        "entry: { one_of: [] }",
        "entry: { unknown: 3 }",
        "distance: -1 km",
        "distance: 3 miles",
        "distance: { km: 3 }",
        "late: 110",
        "late: 1.5 minutes",
        "late: 2 days",
    ];
    let shown: Vec<String> = stated
        .iter()
        .map(|text| format!("{text}\n    {}", fact(text).replace('\n', "\n    ")))
        .collect();
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn the_same_case_in_three_formats_is_one_case() {
    let in_yaml = "\
as_of: 2021-12-15
facts:
  entry: unlawful
  entered_on: \"2020-11\"
  gain: 250.50
  convictions:
    - { offence: theft, on: 2014-05-02, sentence: 200 days, undone: no }
findings:
  - judgement: current_threat
    value: yes
    by: officer
    on: 2021-12-10
    because: two assaults
    weighing: [remorse, \"a letter from the neighbours\"]
    not_shown: [rehabilitation]
    resting_on: [interview, convictions.undone]
events:
  - { kind: arrest, on: 2021-12-01, by: department, about: a case }
events_complete: no
";
    let in_json = r#"{
  "events_complete": false,
  "as_of": "2021-12-15",
  "facts": {
    "entry": "unlawful", "entered_on": "2020-11", "gain": 250.5,
    "convictions": [{"offence": "theft", "on": "2014-05-02", "sentence": "200 days", "undone": false}]
  },
  "findings": [{
    "judgement": "current_threat", "value": true, "by": "officer", "on": "2021-12-10",
    "because": "two assaults", "weighing": ["remorse", "a letter from the neighbours"],
    "not_shown": ["rehabilitation"], "resting_on": ["interview", "convictions.undone"]
  }],
  "events": [{"kind": "arrest", "on": "2021-12-01", "by": "department", "about": "a case"}]
}"#;
    let in_toml = r#"
as_of = 2021-12-15
events_complete = false
[facts]
entry = "unlawful"
entered_on = "2020-11"
gain = 250.50
convictions = [{ offence = "theft", on = 2014-05-02, sentence = "200 days", undone = false }]
[[findings]]
judgement = "current_threat"
value = true
by = "officer"
on = 2021-12-10
because = "two assaults"
weighing = ["remorse", "a letter from the neighbours"]
not_shown = ["rehabilitation"]
resting_on = ["interview", "convictions.undone"]
[[events]]
kind = "arrest"
on = 2021-12-01
by = "department"
about = "a case"
"#;
    let shown = yaml(in_yaml);
    assert_eq!(shown, show_in(Format::Json, in_json));
    assert_eq!(shown, show_in(Format::Toml, in_toml));
    insta::assert_snapshot!(shown);
}

#[test]
fn what_is_wrong_with_a_file_is_said_at_its_place() {
    let deep =
        format!("as_of: 2021-12-15\nfacts:\n  scores: {}1{}", "[".repeat(70), "]".repeat(70));
    let files = [
        "",
        "facts: {}",
        "as_of: 2021-12-15\nfacts: [a]",
        "as_of: 2021-12\nfacts: {}",
        "as_of: 2021-12-15\nfact: {}",
        "as_of: 2021-12-15\nentry: lawful",
        "as_of: 2021-12-15\nas_of: 2021-12-16",
        "as_of: 2021-12-15\nfacts:\n  entry: lawful\n  entry: unlawful",
        "as_of: &a 2021-12-15",
        "as_of: !!str 2021-12-15",
        "as_of: 2021-12-15\n---\nas_of: 2021-12-16",
        "as_of: [2021-12-15",
        "as_of: 2021-12-15\nevents_complete: perhaps",
        "[a: b",
        "just a text",
        deep.as_str(),
        "as_of: 2021-12-15\nevents:\n  - { kind: arest, on: 2021-01-01 }\n  - { on: 2021-01-01 }\n  - { kind: arrest }\n  - { kind: arrest, on: 2021-01, by: offcer }",
        "as_of: 2021-12-15\nfindings:\n  - { judgement: curent_threat, value: yes }\n  - { judgement: current_threat }\n  - { judgement: current_threat, value: perhaps, by: nobody, on: 2021-02-30 }\n  - { value: yes }",
        "as_of: 2021-12-15\nfindings:\n  - { judgement: current_threat, value: yes, weighing: [remors, mood] }\n  - { judgement: current_threat, draft: true, resting_on: [interveiw, \"some words\"] }",
        "as_of: 2021-12-15\nfindings:\n  - { judgement: current_threat, value: yes }\n  - { judgement: current_threat, value: no }",
        "as_of: 2021-12-15\nfindings:\n  - { judgement: current_threat, value: yes, present: [remorse], not_shown: [remorse], weight: 3 }",
    ];
    let shown: Vec<String> = files
        .iter()
        .map(|text| {
            let cut: String = text.chars().take(300).collect();
            format!("{cut}\n  =>\n{}", yaml(text))
        })
        .collect();
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn json_and_toml_say_where_they_cannot_be_read() {
    let json = [
        "{\"as_of\": 2021-12-15}",
        "{\"as_of\": \"2021-12-15\", \"as_of\": \"2021-12-15\"}",
        "{\"as_of\": \"2021-12-15\",}",
        "{as_of: \"2021-12-15\"}",
        "{\"as_of\": \"2021-12-15\"} x",
        "{\"as_of\": \"2021-12-15",
        "{\"as_of\": yes}",
        "{\"as_of\": \"\\q\"}",
        "{\"as_of\": \"\\ud800\"}",
        "{\"as_of\": \"2021-12-15\", \"facts\": {\"children\": 1e309}}",
        "{\"as_of\": \"2021-12-15\", \"facts\": {\"children\": 007}}",
        "{\"as_of\": \"2021-12-15\", \"facts\": {\"children\": null}}",
    ];
    let toml = [
        "as_of = 2021-12-15\nas_of = 2021-12-15",
        "as_of = ",
        "as_of = 2021-02-31",
        "as_of = 2021-12-15\n[facts]\nchildren = 0x10",
    ];
    let mut shown: Vec<String> =
        json.iter().map(|text| format!("{text}\n{}", show_in(Format::Json, text))).collect();
    shown.extend(toml.iter().map(|text| format!("{text}\n{}", show_in(Format::Toml, text))));
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn limits_hold_at_the_limit_and_one_past_it() {
    let list = |count: usize| {
        let items = vec!["1"; count].join(",");
        format!("{{\"as_of\": \"2021-12-15\", \"facts\": {{\"scores\": [{items}]}}}}")
    };
    for format in [Format::Json, Format::Yaml] {
        assert!(show_in(format, &list(100_000)).starts_with("case 1"));
        assert!(show_in(format, &list(100_001)).contains("E0506"), "{format:?}");
    }
    let start = std::time::Instant::now();
    assert!(show_in(Format::Json, &list(1_000_000)).contains("E0506"));
    assert!(start.elapsed().as_secs() < 5);
    let digits = |count: usize| fact(&format!("share: {}", "9".repeat(count)));
    assert!(digits(38).starts_with("fact share"));
    assert!(digits(39).contains("E0518"));

    let mut sources = Sources::new();
    let problems = decode("big.yaml", &vec![b' '; (16 << 20) + 1], &mut sources).unwrap_err();
    assert_eq!(problems[0].code.id(), "E0501");
    assert!(decode("big.yaml", &vec![b' '; 16 << 20], &mut sources).is_ok());
    let problems = decode("bad.yaml", b"as_of: \xff\xfe", &mut sources).unwrap_err();
    assert_eq!(
        render::short(&problems, &sources),
        "bad.yaml:1:8: error[E0502]: this byte is no part of a UTF-8 text\n"
    );
}

/// A policy that takes the elements of a list twice over; the others count as one element more.
#[test]
fn lists_within_lists_have_a_million_combinations_at_most() {
    let (mut facts, book) = support::vocabulary();
    let found = book.facts.enumerate().find(|(_, fact)| fact.name == "scores");
    let list = Dimension::List(found.expect("the list").0);
    facts.nested = vec![vec![list, list]];
    let said = |count: usize| {
        let items = vec!["1"; count].join(",");
        let text = format!("{{\"as_of\": \"2021-12-15\", \"facts\": {{\"scores\": [{items}]}}}}");
        let mut sources = Sources::new();
        let file = sources.add("case.json", text.as_str());
        let policy = Vocabulary { facts: &facts, book: &book };
        let read = read(&text, file, Format::Json, None, &[policy]);
        read.err().map(|problems| render::short(&problems, &sources))
    };
    assert_eq!(said(999), None);
    assert_eq!(
        said(1_000).unwrap(),
        "case.json:1:25: error[E0533]: the policy holds the elements of `scores` against each other, which are more than \
         1000000 combinations here\n"
    );
}

#[test]
fn a_fact_of_any_policy_of_the_package_is_no_mistake() {
    let (facts, book) = support::vocabulary();
    let mut other_book = whereas_plan::Book::default();
    let mut other_facts = whereas_plan::Facts::default();
    other_facts.facts.push(facts.facts[whereas_value::id::FactId(4)].clone());
    other_book.facts.push(whereas_plan::book::FactWords {
        name: "elsewhere".into(),
        label: whereas_value::Label::plain("x"),
        ask: None,
        held_in: None,
    });
    let policies = [
        Vocabulary { facts: &facts, book: &book },
        Vocabulary { facts: &other_facts, book: &other_book },
    ];
    let text = "facts: { elsewhere: yes, children: 2 }";
    let mut sources = Sources::new();
    let file = sources.add("case.yaml", text);
    let as_of = Date::from_ymd(2021, 12, 15);
    let cases = read(text, file, Format::Yaml, as_of, &policies).unwrap();
    assert!(canonical(&cases[0], policies[0]).contains("fact children is 2"));
    assert!(canonical(&cases[1], policies[1]).contains("fact elsewhere is yes"));
    let text = "facts: { elsewher: yes, childern: 2, religion: x }";
    let file = sources.add("wrong.yaml", text);
    let problems = read(text, file, Format::Yaml, as_of, &policies).unwrap_err();
    insta::assert_snapshot!(render::short(&problems, &sources));
}

#[test]
fn an_actor_of_another_policy_is_told_as_that() {
    let (facts, book) = support::vocabulary();
    let mut other = whereas_plan::Book::default();
    other.actors.push(whereas_plan::book::NamedWords {
        name: "mayor".into(),
        label: whereas_value::Label::plain("the mayor"),
    });
    let other_facts = whereas_plan::Facts::default();
    let policies = [
        Vocabulary { facts: &facts, book: &book },
        Vocabulary { facts: &other_facts, book: &other },
    ];
    let judgement = &book.judgements[whereas_value::id::JudgementId(0)].name;
    let text = format!("findings: [{{ judgement: {judgement}, value: yes, by: mayor }}]");
    let mut sources = Sources::new();
    let file = sources.add("case.yaml", text.as_str());
    let as_of = Date::from_ymd(2021, 12, 15);
    let problems = read(&text, file, Format::Yaml, as_of, &policies).unwrap_err();
    let of_actor = problems.iter().find(|it| it.code.id() == "E0528").expect("it is told");
    assert!(of_actor.message.contains("`mayor` is an actor of another policy"), "{of_actor:?}");
    assert!(of_actor.help.iter().any(|it| it.message.contains("in a file that both policies use")));
}

#[test]
fn the_hash_is_of_what_is_stated_and_of_nothing_else() {
    let (facts, book) = support::vocabulary();
    let policy = Vocabulary { facts: &facts, book: &book };
    let hashed = |text: &str| {
        let mut sources = Sources::new();
        let file = sources.add("case.yaml", text);
        hash(&read(text, file, Format::Yaml, None, &[policy]).unwrap()[0], policy)
    };
    let one = hashed("as_of: 2021-12-15\nfacts: { children: 2, gain: 250.50 }");
    assert_eq!(
        one,
        hashed(
            "# a comment\nfacts: { gain: 250.5 USD, children: 2, entry: { unknown: asked } }\nas_of: \"2021-12-15\""
        )
    );
    assert_ne!(one, hashed("as_of: 2021-12-16\nfacts: { children: 2, gain: 250.50 }"));
    assert_ne!(one, hashed("as_of: 2021-12-15\nfacts: { children: 3, gain: 250.50 }"));
    assert_eq!(one.len(), 64);
}

#[test]
fn a_file_in_which_everything_is_wrong_is_laid_aside_quickly() {
    let fields: Vec<String> = (0..100_000).map(|it| format!("a{it}: 1")).collect();
    let start = std::time::Instant::now();
    let said = fact(&format!("remarks: {{ {} }}", fields.join(", ")));
    assert!(said.lines().count() <= 2_000, "{} lines", said.lines().count());
    let said = fact(&format!("convictions: [{}]", vec!["{ undnoe: yes }"; 100_000].join(", ")));
    assert!(said.contains("did you mean undone"));
    assert!(start.elapsed().as_secs() < 10);
}

/// Whatever the bytes are: an answer, and places that lie in the file.
#[test]
fn no_text_makes_it_panic() {
    let seeds = [
        "as_of: 2021-12-15\nfacts:\n  convictions:\n    - { offence: theft, on: \"2014\" }\n  ways: [lawful]\nevents: []\n",
        "{\"as_of\": \"2021-12-15\", \"facts\": {\"scores\": [1, 2.5e1, {\"between\": [1, 2]}]}}",
        "as_of = 2021-12-15\n[facts]\nentry = \"lawful\"\nscores = [1, 2]\n[[events]]\nkind = \"arrest\"\n",
    ];
    let pieces = [
        "{", "}", "[", "]", ":", "-", ",", "\"", "'", "\\u", "é", "|", ">", "&a", "*a", "!", "%",
        "#", "\n", "\t", "? ", "~", "1e309", "\u{feff}", "=", ".",
    ];
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % u64::try_from(below).unwrap()).unwrap()
    };
    for _ in 0..6_000 {
        let mut text: Vec<char> = seeds[next(3)].chars().collect();
        for _ in 0..=next(6) {
            let at = next(text.len() + 1);
            if next(2) == 0 && at < text.len() {
                text.remove(at);
            } else {
                text.splice(at..at, pieces[next(pieces.len())].chars());
            }
        }
        let text: String = text.into_iter().collect();
        for format in [Format::Json, Format::Yaml, Format::Toml] {
            show_in(format, &text);
        }
    }
}

#[test]
fn the_schema_names_every_fact() {
    let (facts, book) = support::vocabulary();
    let schema = whereas_cases::schema(&[Vocabulary { facts: &facts, book: &book }]);
    let properties = schema["properties"]["facts"]["properties"].as_object().unwrap();
    assert_eq!(properties.len(), 17);
    insta::assert_snapshot!(serde_json::to_string_pretty(&properties["gain"]).unwrap());
}

/// What the schema says of a fact, and what the reader says of it.
#[test]
fn the_schema_and_the_reader_agree_on_values() {
    let (facts, book) = support::vocabulary();
    let policy = Vocabulary { facts: &facts, book: &book };
    let schema = whereas_cases::schema(&[policy]);
    let schema = jsonschema::draft202012::new(&schema).unwrap();
    let both = |fact: &str, value: serde_json::Value| {
        let case = serde_json::json!({ "as_of": "2021-12-15", "facts": { fact: value } });
        let mut sources = Sources::new();
        let text = case.to_string();
        let file = sources.add("case.json", text.as_str());
        let read = read(&text, file, Format::Json, None, &[policy]).is_ok();
        assert_eq!(schema.is_valid(&case), read, "{text}");
        read
    };
    use serde_json::json;
    // What outcomes say of values is taken as a fact.
    assert!(both("gain", json!({ "amount": "20", "currency": "USD" })));
    assert!(both("gain", json!("20")));
    assert!(both("gain", json!("20.50 USD")));
    assert!(both("share", json!("0.1")));
    assert!(both("children", json!("2")));
    assert!(!both("gain", json!({ "amount": "20", "currency": "EUR" })));
    assert!(!both("gain", json!({ "amount": "20", "currency": "USD", "per": "month" })));
    assert!(!both("gain", json!({ "amount": "20" })));
    assert!(!both("gain", json!("x USD x")));
    assert!(!both("gain", json!("1.999 USD")));
    assert!(!both("gain", json!("20 USDX")));
    assert!(!both("children", json!(-1)));
    assert!(!both("children", json!("many")));
    assert!(!both("entered_on", json!("2024-13")));
}

#[test]
fn the_key_on_may_have_been_read_as_a_truth() {
    let plain = yaml("as_of: 2021-12-15\nevents:\n  - { kind: arrest, on: 2021-12-01 }\n");
    let truth = yaml("as_of: 2021-12-15\nevents:\n  - { kind: arrest, true: 2021-12-01 }\n");
    assert_eq!(plain, truth);
    let both =
        "as_of: 2021-12-15\nevents:\n  - { kind: arrest, on: 2021-12-01, true: 2021-12-01 }\n";
    assert!(yaml(both).contains("E0504"), "{}", yaml(both));
}

#[test]
fn a_text_without_a_name_is_read_as_what_it_looks_like() {
    for (text, format) in [
        ("{ \"as_of\": 1 }", Format::Json),
        ("as_of: 2021-12-15", Format::Yaml),
        ("# a case\n\nas_of: \"a = b\"", Format::Yaml),
        ("# a case\n\nas_of = \"2021-12-15\"", Format::Toml),
        ("[facts]\nchildren = 2", Format::Toml),
        ("facts.children=2", Format::Toml),
        ("", Format::Yaml),
    ] {
        assert_eq!(Format::of_text(text), format, "{text}");
    }
}

#[test]
fn a_problem_points_at_the_value_it_is_about() {
    let (facts, book) = support::vocabulary();
    let policy = Vocabulary { facts: &facts, book: &book };
    let text =
        "facts:\n  children: many\n  chldren: 2\nevents:\n  - { kind: nothing, on: 2021-12-01 }\n";
    let mut sources = Sources::new();
    let file = sources.add("case.yaml", text);
    let found = read(text, file, Format::Yaml, None, &[policy]).unwrap_err();
    let pointers: Vec<_> = found.iter().map(|it| (it.code.id(), it.pointer.as_deref())).collect();
    assert_eq!(
        pointers,
        [
            ("E0510", Some("/as_of")),
            ("E0515", Some("/facts/children")),
            ("E0511", Some("/facts/chldren")),
            ("E0531", Some("/events/0/kind")),
        ]
    );
}
