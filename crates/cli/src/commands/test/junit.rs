//! Test results as JUnit's XML: a suite for each policy, and one for the outcomes of each package.
//!
//! Invariant: whatever titles and answers hold, the XML is well formed. It says no times: the same results give the
//! same bytes.

use std::fmt::Write as _;

use super::{Example, Tested};

/// One test and, where it failed, what is said of that.
struct Case<'t> {
    suite: &'t str,
    class: String,
    name: &'t str,
    failure: Option<(String, String)>,
}

pub(super) fn text(tested: &Tested) -> String {
    let examples = tested.examples.iter().map(example);
    let outcomes = tested.outcomes.iter().map(|it| Case {
        suite: &it.package,
        class: format!("{}.outcomes", it.package),
        name: &it.case,
        failure: it.failed().then(|| (it.why().to_owned(), it.diff.clone())),
    });
    let cases: Vec<Case<'_>> = examples.chain(outcomes).collect();
    let failures = |cases: &[Case<'_>]| cases.iter().filter(|it| it.failure.is_some()).count();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let (all, failed) = (cases.len(), failures(&cases));
    let _ = writeln!(out, "<testsuites name=\"whereas\" tests=\"{all}\" failures=\"{failed}\">");
    for suite in cases.chunk_by(|a, b| a.suite == b.suite) {
        let name = suite.first().map_or("", |it| it.suite);
        let (name, all, failed) = (escaped(name), suite.len(), failures(suite));
        let _ = writeln!(
            out,
            "  <testsuite name=\"{name}\" tests=\"{all}\" failures=\"{failed}\" errors=\"0\">"
        );
        for case in suite {
            write_case(case, &mut out);
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

fn example(example: &Example) -> Case<'_> {
    let run = &example.run;
    let failure = (!run.passed()).then(|| {
        let mut text = format!("{}\n", example.at);
        for failure in &run.failures {
            let _ = writeln!(text, "{}\n  came: {}", failure.expected, failure.came);
        }
        let message = run.failures.first().map_or_else(String::new, |it| it.expected.clone());
        (message, text)
    });
    let class = format!("{}.{}", run.policy, run.clause);
    Case { suite: &run.policy, class, name: &run.title, failure }
}

fn write_case(case: &Case<'_>, out: &mut String) {
    let (class, name) = (escaped(&case.class), escaped(case.name));
    match &case.failure {
        None => {
            let _ = writeln!(out, "    <testcase classname=\"{class}\" name=\"{name}\"/>");
        }
        Some((message, text)) => {
            let _ = writeln!(out, "    <testcase classname=\"{class}\" name=\"{name}\">");
            let (message, text) = (escaped(message), escaped(text));
            let _ = writeln!(out, "      <failure message=\"{message}\">{text}</failure>");
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
