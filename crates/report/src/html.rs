//! The page as one HTML file. The library escapes; nothing here is put together as text.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use whereas_hir::clause::Direction;
use whereas_readings::{Piece, pieces};

use crate::model::{ByActor, Clause, Judgement, Passage, Report};
use crate::phrases::Phrases;
use crate::style::STYLE;

/// What every part is written with.
#[derive(Clone, Copy)]
struct Page<'a> {
    report: &'a Report,
    words: &'a Phrases,
}

/// The page.
pub(crate) fn page(report: &Report, words: &Phrases) -> String {
    let page = Page { report, words };
    let policy =
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'";
    let title = whereas_readings::text(&report.title);
    html! {
        (DOCTYPE)
        html lang=(words.code) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(policy);
                title { (title) " – " (words.report_on) }
                // The style is this program's own text.
                style { (PreEscaped(STYLE)) }
            }
            body {
                a class="skip" href="#content" { (words.skip) }
                header {
                    p class="kicker" { (words.report_on) }
                    h1 { (page.said(&report.title)) }
                    (page.missing())
                }
                (page.contents())
                main id="content" tabindex="-1" {
                    (page.identity())
                    (page.force())
                    (page.how())
                    (page.clauses())
                    (page.facts())
                    (page.judgements())
                    (page.section("never", words.never, &page.list(&report.never)))
                    (page.questions())
                    (page.by_actor("duties", words.duties, &report.duties))
                    (page.by_actor("permissions", words.permissions, &report.permissions))
                    (page.unencoded())
                    (page.section("notices", words.notices, &page.list(&report.notices)))
                }
                footer { (page.contest()) }
            }
        }
    }
    .into_string()
}

/// A text in its paragraphs, each without the line breaks of its file; what is written as an item stays one.
fn paragraphs(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines().map(str::trim) {
        let numbered = line.strip_prefix('(').and_then(|it| it.split_once(')'));
        let item = line.starts_with(['-', '*', '•'])
            || numbered.is_some_and(|(number, _)| (1..=4).contains(&number.len()));
        match out.last_mut() {
            Some(last) if open && !line.is_empty() && !item => {
                last.push(' ');
                last.push_str(line);
            }
            _ if line.is_empty() => open = false,
            _ => {
                out.push(line.to_owned());
                open = true;
            }
        }
    }
    out
}

/// What came of an example: its answers, and below each why.
fn outcome(lines: &[String]) -> Markup {
    let class = |line: &str| match line.chars().take_while(|it| *it == ' ').count() {
        0 => "answer",
        1..=4 => "why",
        _ => "below",
    };
    html! {
        @if !lines.is_empty() {
            div class="outcome" {
                @for line in lines { p class=(class(line)) dir="auto" { (line.trim_start()) } "\n" }
            }
        }
    }
}

impl Page<'_> {
    /// A text in its pieces: labels set apart in their direction, and marked where they stand in another language.
    fn said(self, text: &str) -> Markup {
        html! {
            @for piece in pieces(text) {
                @match piece {
                    Piece::Words(words) => (words),
                    Piece::Label(label) => bdi { (label) },
                    Piece::Foreign(label) => {
                        bdi class="foreign" lang=(self.report.first) { (label) }
                        span class="mark" { " [" (self.report.first) "]" }
                    },
                }
            }
        }
    }

    /// What is never translated: the head of the page says so, once for all of it.
    fn untranslated(self, text: &str) -> Markup {
        html! { bdi lang=(self.report.first) { (whereas_readings::text(text)) } }
    }

    fn section(self, id: &str, heading: &str, inner: &Markup) -> Markup {
        html! {
            section id=(id) aria-labelledby={ (id) "-heading" } {
                h2 id={ (id) "-heading" } { (heading) }
                (inner)
            }
        }
    }

    fn to_clause(self, id: &str) -> Markup {
        let known = self.report.clauses.iter().any(|clause| clause.id == id);
        html! {
            @if known { a href={ "#clause-" (id) } { (id) } } @else { (id) }
        }
    }

    fn to_clauses(self, ids: &[String]) -> Markup {
        html! {
            @for (place, id) in ids.iter().enumerate() {
                @if place > 0 { ", " }
                (self.to_clause(id))
            }
        }
    }

    /// Sentences with the clause that says each.
    fn list(self, all: &[(String, String)]) -> Markup {
        html! {
            @if all.is_empty() { p { (self.words.nothing) } } @else {
                ul {
                    @for (clause, said) in all {
                        li { (self.said(said)) " (" (self.to_clause(clause)) ")" }
                    }
                }
            }
        }
    }

    fn missing(self) -> Markup {
        let [before, of, after] = self.words.missing_of;
        let missing = &self.report.missing;
        html! {
            @if let Some(untranslated) = &self.report.untranslated { p { (untranslated) } }
            @if !missing.is_empty() {
                section class="warn" aria-labelledby="missing-heading" id="missing" {
                    h2 id="missing-heading" { (self.words.missing_head) }
                    p { (before) (missing.len()) (of) (self.report.labels) (after) " " (self.words.missing_lead) }
                    details {
                        summary { (self.words.missing_head) }
                        ul {
                            @for label in missing {
                                li {
                                    code lang="en" dir="ltr" { (label.what) " " (label.name) }
                                    ": " bdi lang=(self.report.first) { (label.plain) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn contents(self) -> Markup {
        let words = self.words;
        let sections = [
            ("identity", words.identity),
            ("force", words.force),
            ("how", words.how),
            ("clauses", words.clauses),
            ("facts", words.facts),
            ("judgements", words.judgements),
            ("never", words.never),
            ("questions", words.questions),
            ("duties", words.duties),
            ("permissions", words.permissions),
            ("unencoded", words.unencoded),
            ("notices", words.notices),
            ("contest", words.contest),
        ];
        html! {
            nav aria-labelledby="contents-heading" {
                h2 id="contents-heading" { (words.contents) }
                ol {
                    @for (id, heading) in sections {
                        li {
                            a href={ "#" (id) } { (heading) }
                            @if id == "clauses" {
                                ul {
                                    @for clause in &self.report.clauses {
                                        li { a href={ "#clause-" (clause.id) } { (clause.id) " " (self.said(&clause.title)) } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn identity(self) -> Markup {
        let (report, words) = (self.report, self.words);
        let inner = html! {
            dl {
                dt { (words.name) } dd { code { (report.name) } }
                @if let Some(authority) = &report.authority { dt { (words.authority) } dd { (self.said(authority)) } }
                @if let Some(issued) = &report.issued { dt { (words.issued) } dd { (issued) } }
                @if let Some(edition) = report.edition { dt { (words.edition) } dd { (edition) } }
                dt { (words.plan) } dd { code { (report.plan) } }
            }
            h3 { (words.sources) }
            @if report.sources.is_empty() { p { (words.nothing) } } @else {
                ul {
                    @for source in &report.sources {
                        li {
                            @match &source.address {
                                Some(address) => a href=(address) rel="noreferrer" { (self.said(&source.title)) },
                                None => (self.said(&source.title)),
                            }
                            @if let Some(dated) = &source.dated { ", " (words.dated) " " (dated) }
                            ": " strong { (source.fidelity) }
                        }
                    }
                }
            }
        };
        self.section("identity", words.identity, &inner)
    }

    fn force(self) -> Markup {
        let inner = html! {
            @if self.report.force.is_empty() { p { (self.words.force_none) } } @else {
                ol {
                    @for (clause, said) in &self.report.force {
                        li { (self.said(said)) " (" (self.words.said_by) " " (self.to_clause(clause)) ")" }
                    }
                }
            }
        };
        self.section("force", self.words.force, &inner)
    }

    fn how(self) -> Markup {
        let inner = html! { @for text in self.words.how_text { p { (text) } } };
        self.section("how", self.words.how, &inner)
    }

    fn clauses(self) -> Markup {
        let inner = html! { @for clause in &self.report.clauses { (self.clause(clause)) } };
        self.section("clauses", self.words.clauses, &inner)
    }

    fn passage(self, passage: &Passage) -> Markup {
        html! {
            blockquote {
                p {
                    cite { (self.said(&passage.source)) " [" (passage.id) "]" }
                    @if !passage.heading.is_empty() { " " bdi lang=(self.report.first) { (passage.heading) } }
                    @if passage.unverified { " (" strong { (self.words.unverified) } ")" }
                }
                @for part in paragraphs(&passage.text) { p dir="auto" lang=(self.report.first) { (part) } "\n" }
            }
        }
    }

    fn clause(self, clause: &Clause) -> Markup {
        let words = self.words;
        let id = format!("clause-{}", clause.id);
        let edges = [
            (words.prevails_over, &clause.over),
            (words.gives_way_to, &clause.under),
            (words.switches_off, &clause.off),
            (words.switched_off_by, &clause.off_by),
        ];
        html! {
            article id=(id) aria-labelledby={ (id) "-heading" } {
                h3 id={ (id) "-heading" } { (words.clause) " " (clause.id) " – " (self.said(&clause.title)) }
                div class="columns" {
                    div {
                        h4 { (words.passage) }
                        @if clause.passages.is_empty() { p { (words.no_passage) } }
                        @for passage in &clause.passages { (self.passage(passage)) }
                    }
                    div {
                        h4 { (words.reading) }
                        @for sentence in &clause.reading { p { (self.said(sentence)) } }
                        @for (heading, ids) in edges {
                            @if !ids.is_empty() { p { strong { (heading) ": " } (self.to_clauses(ids)) } }
                        }
                    }
                }
                h4 { (words.written) }
                pre lang="en" dir="ltr" tabindex="0" { code { (clause.written) } }
                h4 { (words.examples) }
                @if clause.examples.is_empty() { p { (words.no_examples) } } @else {
                    ul class="examples" {
                        @for example in &clause.examples {
                            li {
                                p {
                                    (words.quotes[0]) (self.untranslated(&example.title)) (words.quotes[1]) ": "
                                    @if example.came { strong class="came" { (words.came_true) } }
                                    @else { strong { (words.not_true) } }
                                }
                                (outcome(&example.outcome))
                            }
                        }
                    }
                }
                @if !clause.accepted.is_empty() {
                    h4 { (words.accepted) }
                    ul {
                        @for (code, reason) in &clause.accepted { li { code { (code) } ": " (self.untranslated(reason)) } }
                    }
                }
                fieldset {
                    legend { (words.sign) ": " (clause.id) }
                    label { (words.sign_name) input type="text" autocomplete="off"; }
                    label { (words.sign_date) input type="text" autocomplete="off"; }
                    label { (words.sign_remarks) textarea rows="2" {} }
                }
            }
        }
    }

    fn facts(self) -> Markup {
        let words = self.words;
        let inner = html! {
            @if self.report.facts.is_empty() { p { (words.nothing) } } @else {
                // On a narrow screen rows stand as blocks; the roles keep it a table for who listens to it.
                table role="table" {
                    caption class="unseen" { (words.facts) }
                    thead role="rowgroup" {
                        tr role="row" {
                            @for head in [words.fact, words.asked, words.kind, words.held, words.presumed] {
                                th scope="col" role="columnheader" { (head) }
                            }
                        }
                    }
                    tbody role="rowgroup" {
                        @for fact in &self.report.facts {
                            tr role="row" {
                                th scope="row" role="rowheader" { (self.said(&fact.label)) }
                                td role="cell" data-label=(words.asked) { (self.perhaps(fact.ask.as_ref())) }
                                td role="cell" data-label=(words.kind) { (self.said(&fact.kind)) }
                                td role="cell" data-label=(words.held) { (self.perhaps(fact.held.as_ref())) }
                                td role="cell" data-label=(words.presumed) { (self.perhaps(fact.presumed.as_ref())) }
                            }
                        }
                    }
                }
            }
        };
        self.section("facts", words.facts, &inner)
    }

    fn perhaps(self, text: Option<&String>) -> Markup {
        html! { @match text { Some(text) => (self.said(text)), None => "–" } }
    }

    fn judgements(self) -> Markup {
        let inner = html! {
            @if self.report.judgements.is_empty() { p { (self.words.nothing) } }
            @for judgement in &self.report.judgements { (self.judgement(judgement)) }
        };
        self.section("judgements", self.words.judgements, &inner)
    }

    fn judgement(self, judgement: &Judgement) -> Markup {
        let words = self.words;
        html! {
            h3 { (self.said(&judgement.label)) " (" (self.to_clause(&judgement.clause)) ")" }
            p { strong { (words.made_by) ": " } @match &judgement.makers { Some(who) => (self.said(who)), None => (words.a_person) } }
            @if let Some(who) = &judgement.burden { p { strong { (words.burden) ": " } (self.said(who)) } }
            @for ledger in &judgement.ledgers {
                h4 { (words.must_weigh) ": " (self.said(&ledger.label)) }
                ul {
                    @for (factor, direction) in &ledger.factors {
                        li {
                            (self.said(factor)) " – "
                            @match direction {
                                Direction::Toward => { (words.toward) " " (self.said(&ledger.toward)) },
                                Direction::Away => { (words.away) " " (self.said(&ledger.away)) },
                                Direction::EitherWay => (words.either),
                            }
                        }
                    }
                    @if ledger.open { li { (words.open_ledger) } }
                }
            }
        }
    }

    fn questions(self) -> Markup {
        let words = self.words;
        let inner = html! {
            @if self.report.questions.is_empty() { p { (words.nothing) } }
            @for question in &self.report.questions {
                h3 { (self.said(&question.asked)) " (" (self.to_clause(&question.clause)) ")" }
                p { (words.readings) ":" }
                ul { @for reading in &question.readings { li { (self.said(reading)) } } }
            }
        };
        self.section("questions", words.questions, &inner)
    }

    fn by_actor(self, id: &str, heading: &str, actors: &[ByActor]) -> Markup {
        let inner = html! {
            @if actors.is_empty() { p { (self.words.nothing) } }
            @for actor in actors {
                h3 { (self.said(&actor.actor)) }
                ul {
                    @for (said, clause) in &actor.all { li { (self.said(said)) " (" (self.to_clause(clause)) ")" } }
                }
            }
        };
        self.section(id, heading, &inner)
    }

    fn unencoded(self) -> Markup {
        let words = self.words;
        let inner = html! {
            @if self.report.unencoded.is_empty() { p { (words.nothing) } }
            @for (passage, commentary) in &self.report.unencoded {
                @if *commentary { p { (words.marked_commentary) ":" } }
                (self.passage(passage))
            }
        };
        self.section("unencoded", words.unencoded, &inner)
    }

    fn contest(self) -> Markup {
        let inner = html! {
            p { @match &self.report.contest { Some(how) => (self.said(how)), None => (self.words.no_contest) } }
        };
        self.section("contest", self.words.contest, &inner)
    }
}
