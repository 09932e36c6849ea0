//! Test results as JUnit's XML: a suite for each policy, and one for the outcomes of each package.
//!
//! Invariant: whatever titles and answers hold, the XML is well formed. It says no times: the same results give the
//! same bytes.

use std::fmt::Write as _;

use whereas::Standing;
use whereas::outcome::Engine;
use whereas_diagnostics::render;

use super::{Broken, Example, Tested};

/// One test and what is said of it.
struct Case<'t> {
    suite: &'t str,
    class: String,
    name: &'t str,
    /// Its file, and the line in it.
    file: Option<(&'t str, u32)>,
    fault: Option<Fault>,
}

/// Why a test did not pass.
struct Fault {
    kind: Kind,
    message: String,
    text: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Something else came than was expected.
    Failure,
    /// Nothing could be tested.
    Error,
}

impl Kind {
    const fn word(self) -> &'static str {
        match self {
            Self::Failure => "failure",
            Self::Error => "error",
        }
    }
}

pub(super) fn text(tested: &Tested) -> String {
    let error = tested.error.iter().map(|why| Case {
        suite: "whereas",
        class: "whereas".to_owned(),
        name: "the run",
        file: None,
        fault: Some(Fault { kind: Kind::Error, message: why.clone(), text: String::new() }),
    });
    let examples = tested.examples.iter().map(example);
    let outcomes = tested.outcomes.iter().map(|it| Case {
        suite: &it.package,
        class: format!("{}.outcomes", it.package),
        name: &it.case,
        file: None,
        fault: it.failed().then(|| Fault {
            kind: Kind::Failure,
            message: it.why().to_owned(),
            text: it.diff.clone(),
        }),
    });
    let broken = tested.broken.iter().map(broken);
    let cases: Vec<Case<'_>> = error.chain(broken).chain(examples).chain(outcomes).collect();
    let count = |cases: &[Case<'_>], kind: Kind| {
        cases.iter().filter(|it| it.fault.as_ref().is_some_and(|it| it.kind == kind)).count()
    };
    let counts = |cases: &[Case<'_>]| {
        let (failures, errors) = (count(cases, Kind::Failure), count(cases, Kind::Error));
        format!("tests=\"{}\" failures=\"{failures}\" errors=\"{errors}\"", cases.len())
    };
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(out, "<testsuites name=\"whereas\" {}>", counts(&cases));
    for suite in cases.chunk_by(|a, b| a.suite == b.suite) {
        let name = escaped(suite.first().map_or("", |it| it.suite));
        let _ = writeln!(out, "  <testsuite name=\"{name}\" {}>", counts(suite));
        write_properties(suite, tested, &mut out);
        for case in suite {
            write_case(case, &mut out);
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

/// By which engine and plans a suite was run, and what its policies want told with every answer: of a suite of examples
/// those of its policy, of one of outcomes those of its package.
fn write_properties(suite: &[Case<'_>], tested: &Tested, out: &mut String) {
    let Some(first) = suite.first() else { return };
    let of_examples = tested.examples.iter().any(|it| it.run.policy == first.suite);
    let told = |it: &&Standing| it.policy.name == first.suite || !of_examples;
    let standings: Vec<&Standing> = tested.standings.iter().filter(told).collect();
    if standings.is_empty() {
        return;
    }
    out.push_str("    <properties>\n");
    let mut property = |name: &str, value: &str| {
        let (name, value) = (escaped(name), escaped(value));
        let _ = writeln!(out, "      <property name=\"{name}\" value=\"{value}\"/>");
    };
    property("engine", Engine::this().version);
    for Standing { policy, plan, book, notices, contest } in standings {
        let name = &policy.name;
        property(&format!("{name}.plan"), plan);
        property(&format!("{name}.book"), book);
        for notice in notices {
            property(&format!("{name}.notice.{}", notice.clause), &notice.text);
        }
        if let Some(contest) = contest {
            property(&format!("{name}.contest"), contest);
        }
    }
    out.push_str("    </properties>\n");
}

fn broken(broken: &Broken) -> Case<'_> {
    let first = broken.errors.first();
    let message = first.map_or_else(String::new, |it| format!("{}: {}", it.code, it.message));
    let text = render::short(&broken.errors, &broken.sources);
    Case {
        suite: &broken.package,
        class: broken.package.clone(),
        name: "it compiles",
        file: None,
        fault: Some(Fault { kind: Kind::Error, message, text }),
    }
}

fn example(example: &Example) -> Case<'_> {
    let run = &example.run;
    let fault = (!run.passed()).then(|| {
        let mut text = format!("{}\n", example.at);
        for (failure, told) in example.failures() {
            let _ = writeln!(text, "{}\n  came: {}", failure.expected, failure.came);
            for line in &told.because {
                let _ = writeln!(text, "    {line}");
            }
        }
        let message = run.failures.first().map_or_else(String::new, |it| it.expected.clone());
        Fault { kind: Kind::Failure, message, text }
    });
    let class = format!("{}.{}", run.policy, run.clause);
    let file = example.file.as_ref().map(|(file, line)| (file.as_str(), *line));
    Case { suite: &run.policy, class, name: &run.title, file, fault }
}

fn write_case(case: &Case<'_>, out: &mut String) {
    let (class, name) = (escaped(&case.class), escaped(case.name));
    let file = case.file.map_or_else(String::new, |(file, line)| {
        format!(" file=\"{}\" line=\"{line}\"", escaped(file))
    });
    let head = format!("    <testcase classname=\"{class}\" name=\"{name}\"{file}");
    match &case.fault {
        None => {
            let _ = writeln!(out, "{head}/>");
        }
        Some(fault) => {
            let _ = writeln!(out, "{head}>");
            let (word, message) = (fault.kind.word(), escaped(&fault.message));
            let text = escaped(&fault.text);
            let _ = writeln!(out, "      <{word} message=\"{message}\">{text}</{word}>");
            out.push_str("    </testcase>\n");
        }
    }
}

/// Text as it may stand in XML, in an attribute too; what no XML may hold is shown as its replacement.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_in_a_title_ends_its_attribute() {
        assert_eq!(
            super::escaped("a<b> & \"c\"\u{1b}[0m\n"),
            "a&lt;b&gt; &amp; &quot;c&quot;\u{fffd}[0m&#10;"
        );
    }
}
