//! The page of a small policy with hostile labels, and of the memorandum with all that it holds.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what a test cannot do without, it may fail on"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use scraper::{ElementRef, Html, Selector};
use whereas_driver::{Asked, Compilation, compile};
use whereas_report::{Form, page};

const SMALL: &str = r#"policy pool
  title "The \"pool\" <b>rules</b> & more" es: "Las normas de la piscina"
  languages en, es
  contest "Write to <script>alert(1)</script>." es: "Escriba al ayuntamiento."

source rules "Rules of the pool" es: "Normas de la piscina"
  address "javascript:alert(1)"
  passages "rules.md"
  fidelity restated

actor guard "the guard" es: "el socorrista"
fact age : integer "the swimmer's age" es: "la edad del bañista"
  ask "How old is the swimmer?" es: "¿Cuántos años tiene el bañista?"
fact escorted : yes/no "an adult comes along" not "no adult comes along"
  es: "viene un adulto" not "no viene ningún adulto"
fact name : yes/no "<img src=x onerror=alert(1)> שלום was said" not "nothing was said"
decision admitted : yes/no "the swimmer may go in" not "the swimmer may not go in"
  es: "el bañista puede entrar" not "el bañista no puede entrar"
  otherwise no

clause 1 "Who may go in" es: "Quién puede entrar"
  cites rules [1]
  policy in force from 2024-01-01 through 2025-12-31
  grown "the swimmer is grown up or nearly so" not "the swimmer is a child"
    es: "el bañista es adulto o casi" not "el bañista es un niño"
    means age is at least 14
  admitted is yes when grown or escorted

  example "fourteen </pre><script>alert(1)</script>"
    as of 2024-06-01
    given age is 14, name is no
    expect admitted is yes because 1

clause 2 "What is said" es: "Lo que se dice"
  cites rules [2]
  admitted is no when name
  despite 1
  notice "Mind the *step* [here](x)." es: "Cuidado con el escalón."
  open question rope "does the rope count?" es: "¿cuenta la cuerda?"
    either counts "it counts" es: "cuenta" or not_so "it does not" es: "no cuenta"

  example "said"
    as of 2024-06-01
    given age is 14, name is yes
    expect admitted is no because 2
"#;

const PASSAGES: &str = "## [1] Who\nWhoever is 14 years old, or comes with an adult, may go in. <i>x</i>\n\n\
                        ## [2] What\nNot whoever says the word.\n\n## [3] Aside\ncommentary\nNothing.\n";

fn small() -> Compilation {
    compiled(SMALL, PASSAGES)
}

/// A text cannot hold its own quotes: the label says `"pool"` between three of them.
fn compiled(policy: &str, passages: &str) -> Compilation {
    let policy = policy.replace(
        r#""The \"pool\" <b>rules</b> & more""#,
        r#""""The "pool" <b>rules</b> & more""""#,
    );
    let files = [("whereas.toml", ""), ("pool.policy", policy.as_str()), ("rules.md", passages)];
    let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
    compile(&files.into_iter().collect(), Asked::default())
}

fn written(compilation: &Compilation, policy: &str, language: &str, form: Form) -> String {
    let told: Vec<&str> = compilation.diagnostics.iter().map(|it| it.message.as_str()).collect();
    let found = compilation.policies.iter().find(|it| it.name == policy).unwrap();
    page(compilation, found, language, form).unwrap_or_else(|| panic!("{told:?}"))
}

fn all<'h>(html: &'h Html, selector: &str) -> Vec<ElementRef<'h>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

/// What must hold of every page.
fn sound(text: &str) -> Html {
    let html = Html::parse_document(text);
    assert_eq!(html.errors, Vec::<std::borrow::Cow<'_, str>>::new());
    let mut ids = BTreeSet::new();
    for element in all(&html, "[id]") {
        let id = element.value().id().unwrap();
        assert!(ids.insert(id), "the id {id} stands twice");
        assert!(!id.contains(char::is_whitespace), "{id:?}");
    }
    for link in all(&html, "a[href]") {
        let to = link.value().attr("href").unwrap();
        match to.strip_prefix('#') {
            Some(id) => assert!(ids.contains(id), "{to} leads nowhere"),
            None => assert!(to.starts_with("https://") || to.starts_with("http://"), "{to}"),
        }
    }
    for element in all(&html, "[aria-labelledby]") {
        let id = element.value().attr("aria-labelledby").unwrap();
        assert!(ids.contains(id), "{id} names nothing");
    }
    let mut above = 0;
    for heading in all(&html, "h1, h2, h3, h4, h5, h6") {
        let level: u32 = heading.value().name().trim_start_matches('h').parse().unwrap();
        assert!(level <= above + 1, "h{above} is followed by h{level}: {:?}", heading.inner_html());
        above = level;
    }
    for loads in
        ["script", "img", "link", "iframe", "object", "embed", "[src]", "[onerror]", "[onclick]"]
    {
        assert_eq!(all(&html, loads).len(), 0, "{loads}");
    }
    for cell in all(&html, "th") {
        assert!(cell.value().attr("scope").is_some(), "{}", cell.html());
    }
    for one in ["main", "header", "footer", "nav", "h1", "a.skip"] {
        assert_eq!(all(&html, one).len(), 1, "{one}");
    }
    html
}

#[test]
fn the_page_of_a_small_policy() {
    let compilation = small();
    insta::assert_snapshot!("small_en_html", written(&compilation, "pool", "en", Form::Html));
    insta::assert_snapshot!("small_en_md", written(&compilation, "pool", "en", Form::Markdown));
    insta::assert_snapshot!("small_es_md", written(&compilation, "pool", "es", Form::Markdown));
}

#[test]
fn nothing_that_a_policy_says_is_markup() {
    for language in whereas_report::languages() {
        let html = sound(&written(&small(), "pool", language, Form::Html));
        assert_eq!(all(&html, "b, i").len(), 0);
        let text: String = html.root_element().text().collect();
        assert!(
            text.contains("<script>alert(1)</script>"),
            "{language}: the example's title is there"
        );
        assert!(!written(&small(), "pool", language, Form::Html).contains("javascript:"));
    }
}

#[test]
fn what_has_no_words_in_the_language_is_marked_and_told_at_the_head() {
    let html = sound(&written(&small(), "pool", "es", Form::Html));
    assert_eq!(html.root_element().value().attr("lang"), Some("es"));
    let missing: Vec<String> =
        all(&html, "#missing li").iter().map(|it| it.text().collect()).collect();
    assert_eq!(missing, ["fact name: <img src=x onerror=alert(1)> שלום was said"]);
    let clause = all(&html, "[id='clause-2']")[0];
    let foreign: Vec<String> = clause
        .select(&Selector::parse(".foreign[lang=en]").unwrap())
        .map(|it| it.text().collect())
        .collect();
    assert!(
        foreign.contains(&"<img src=x onerror=alert(1)> שלום was said".to_owned()),
        "{foreign:?}"
    );
    let html = sound(&written(&small(), "pool", "en", Form::Html));
    assert_eq!(all(&html, "#missing").len(), 0);
}

/// Script that runs the other way never turns what stands around it: each text of a policy stands apart, in the direction
/// of its own first letter. The rule as written is code, and runs as code does.
#[test]
fn what_runs_from_right_to_left_stands_apart() {
    for language in whereas_report::languages() {
        let html = sound(&written(&small(), "pool", language, Form::Html));
        let mut count = 0;
        for node in html.root_element().descendants() {
            let Some(text) = node.value().as_text() else { continue };
            if !text.contains("שלום") {
                continue;
            }
            let around = node.ancestors().filter_map(ElementRef::wrap);
            let apart = around.take_while(|it| it.value().name() != "body").any(|it| {
                it.value().name() == "bdi"
                    || it.value().attr("dir") == Some("auto")
                    || it.value().name() == "pre" && it.value().attr("dir") == Some("ltr")
            });
            assert!(apart, "{language}: {text:?}");
            count += 1;
        }
        assert!(count >= 3, "{language}: {count}");
    }
}

#[test]
fn what_came_of_an_example_is_told_in_the_language_of_the_page() {
    let compilation = small();
    let told = |language, clause| {
        let html = sound(&written(&compilation, "pool", language, Form::Html));
        let lines = all(&html, &format!("[id='clause-{clause}'] .outcome p"));
        lines.iter().map(|it| it.text().collect()).collect::<Vec<String>>()
    };
    insta::assert_snapshot!([told("en", 1), told("es", 1), told("es", 2)].concat().join("\n"));
}

#[test]
fn a_passage_stands_in_paragraphs_and_clauses_in_the_order_of_their_passages() {
    let policy = SMALL.replace("cites rules [1]", "cites rules [9]");
    let passages =
        format!("{PASSAGES}\n## [9] Last\nOne line\nand its end.\n\n- an item\n- another\n");
    let compilation = compiled(&policy, &passages);
    let html = sound(&written(&compilation, "pool", "en", Form::Html));
    let ids: Vec<&str> = all(&html, "article").iter().filter_map(|it| it.value().id()).collect();
    assert_eq!(ids, ["clause-2", "clause-1"]);
    let parts: Vec<String> = all(&html, "[id='clause-1'] blockquote p[lang]")
        .iter()
        .map(|it| it.text().collect())
        .collect();
    assert_eq!(parts, ["One line and its end.", "- an item", "- another"]);
}

#[test]
fn the_memorandum_stands_on_its_page_whole() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policies/dhs");
    let mut files = BTreeMap::new();
    for folder in [root.clone(), root.join("sources")] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
                files.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    files.retain(|name, _| {
        name.ends_with(".policy") || name.ends_with(".toml") || name.starts_with("sources/")
    });
    let compilation = compile(&files, Asked::default());
    for policy in &compilation.policies {
        let hir = policy.compiled.as_ref().unwrap().checked.hir();
        for language in whereas_report::languages() {
            let html = sound(&written(&compilation, &policy.name, language, Form::Html));
            let text: String = html.root_element().text().collect();
            let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let whole = plain(&text);
            let own = hir.clauses.iter().filter(|it| it.policy == whereas_hir::Hir::MAIN);
            let mut count = 0;
            for clause in own {
                count += 1;
                let id = format!("clause-{}", clause.id);
                let here =
                    all(&html, "article").into_iter().find(|it| it.value().id() == Some(&id));
                let here = plain(&here.unwrap().text().collect::<String>());
                for (source, passage) in &clause.cites {
                    let texts = &hir.sources.get(*source).unwrap().texts;
                    let passage = texts.iter().find(|it| it.id == *passage).unwrap();
                    assert!(here.contains(&plain(&passage.text)), "{id}: {}", passage.text);
                }
                if language == "en" {
                    for notice in &clause.notices {
                        assert!(whole.contains(notice.plain.as_str()), "{}", notice.plain);
                    }
                }
            }
            assert_eq!(all(&html, "article").len(), count);
            assert_eq!(all(&html, "fieldset").len(), count, "each clause can be signed off");
            assert_eq!(all(&html, "#facts tbody tr").len(), hir.facts.len());
            assert!(!whole.contains("no resultó como se esperaba"));
            assert!(!whole.contains("did not come as expected"));
        }
        let twice = |form| written(&compilation, &policy.name, "en", form);
        assert_eq!(twice(Form::Html), twice(Form::Html), "the same policy gives the same page");
    }
}
