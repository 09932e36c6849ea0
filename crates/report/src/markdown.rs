//! The page as Markdown, for reviews that live beside the files.

use std::fmt::Write as _;

use whereas_hir::clause::Direction;
use whereas_readings::{Piece, pieces};

use crate::model::{ByActor, Clause, Passage, Report};
use crate::phrases::Phrases;

/// A page being written.
struct Page<'a> {
    report: &'a Report,
    words: &'a Phrases,
    out: String,
}

/// The page.
pub(crate) fn page(report: &Report, words: &Phrases) -> String {
    let mut page = Page { report, words, out: String::new() };
    page.head();
    page.heading(2, words.clauses);
    for clause in &report.clauses {
        page.clause(clause);
    }
    page.facts();
    page.judgements();
    page.heading(2, words.never);
    page.list(&report.never);
    page.questions();
    page.by_actor(words.duties, &report.duties);
    page.by_actor(words.permissions, &report.permissions);
    page.heading(2, words.unencoded);
    for (passage, commentary) in &report.unencoded {
        if *commentary {
            page.line(&format!("{}:", words.marked_commentary));
        }
        page.passage(passage);
    }
    if report.unencoded.is_empty() {
        page.line(words.nothing);
    }
    page.heading(2, words.notices);
    page.list(&report.notices);
    page.heading(2, words.contest);
    let contest = report.contest.as_ref().map(|how| page.said(how));
    page.line(contest.as_deref().unwrap_or(words.no_contest));
    page.out.truncate(page.out.trim_end().len());
    page.out.push('\n');
    page.out
}

/// A text in which nothing is markup.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for it in text.chars() {
        match it {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '~' | '!' => {
                out.push('\\');
                out.push(it);
            }
            '\n' | '\r' => out.push(' '),
            _ => out.push(it),
        }
    }
    // What would begin a list or a heading at the start of a line.
    let digits = out.chars().take_while(char::is_ascii_digit).count();
    let after = out.chars().nth(digits);
    match after {
        Some('.' | ')') if digits > 0 => {
            let (number, rest) = out.split_at_checked(digits).unwrap_or((out.as_str(), ""));
            format!("{number}\\{rest}")
        }
        Some('-' | '+' | '=') if digits == 0 => format!("\\{out}"),
        _ => out,
    }
}

/// Text between fences that are longer than any in it.
fn fenced(text: &str) -> String {
    let mut longest = 0_usize;
    let mut current = 0_usize;
    for it in text.chars() {
        current = if it == '`' { current.saturating_add(1) } else { 0 };
        longest = longest.max(current);
    }
    let fence = "`".repeat(longest.saturating_add(1).max(3));
    format!("{fence}text\n{text}\n{fence}")
}

impl Page<'_> {
    fn line(&mut self, text: &str) {
        let _ = writeln!(self.out, "{text}\n");
    }

    fn item(&mut self, text: &str) {
        let _ = writeln!(self.out, "- {text}");
    }

    fn gap(&mut self) {
        self.out.push('\n');
    }

    fn heading(&mut self, level: usize, text: &str) {
        self.line(&format!("{} {text}", "#".repeat(level)));
    }

    /// A text in its pieces; what stands in another language says which.
    fn said(&self, text: &str) -> String {
        let mut out = String::new();
        for piece in pieces(text) {
            match piece {
                Piece::Words(words) | Piece::Label(words) => out.push_str(&escaped(&words)),
                Piece::Foreign(label) => {
                    let _ = write!(out, "{} \\[{}\\]", escaped(&label), self.report.first);
                }
            }
        }
        out
    }

    fn list(&mut self, all: &[(String, String)]) {
        if all.is_empty() {
            self.line(self.words.nothing);
            return;
        }
        for (clause, said) in all {
            let text = format!("{} ({})", self.said(said), escaped(clause));
            self.item(&text);
        }
        self.gap();
    }

    fn head(&mut self) {
        let (report, words) = (self.report, self.words);
        let title = self.said(&report.title);
        self.heading(1, &format!("{title} – {}", words.report_on));
        if let Some(untranslated) = &report.untranslated {
            self.line(untranslated);
        }
        if !report.missing.is_empty() {
            let [before, of, after] = words.missing_of;
            let (missing, labels) = (report.missing.len(), report.labels);
            self.heading(2, words.missing_head);
            self.line(&format!("{before}{missing}{of}{labels}{after} {}", words.missing_lead));
            for label in &report.missing {
                let name = escaped(&format!("{} {}", label.what, label.name));
                self.item(&format!("{name}: {}", escaped(&label.plain)));
            }
            self.gap();
        }
        self.heading(2, words.identity);
        let edition = report.edition.map(|edition| edition.to_string());
        let rows = [
            (words.name, Some(escaped(&report.name))),
            (words.authority, report.authority.as_ref().map(|it| self.said(it))),
            (words.issued, report.issued.clone()),
            (words.edition, edition),
            (words.plan, Some(report.plan.clone())),
        ];
        for (name, value) in rows {
            if let Some(value) = value {
                self.item(&format!("{name}: {value}"));
            }
        }
        self.gap();
        self.heading(3, words.sources);
        for source in &report.sources {
            let title = self.said(&source.title);
            let dated = source.dated.as_ref();
            let dated = dated.map_or_else(String::new, |it| format!(", {} {it}", words.dated));
            self.item(&format!("{title}{dated}: **{}**", source.fidelity));
        }
        self.gap();
        self.heading(2, words.force);
        if report.force.is_empty() {
            self.line(words.force_none);
        } else {
            self.list(&report.force);
        }
        self.heading(2, words.how);
        for text in words.how_text {
            self.line(text);
        }
    }

    fn passage(&mut self, passage: &Passage) {
        let words = self.words;
        let mark =
            if passage.unverified { format!(" (**{}**)", words.unverified) } else { String::new() };
        let (source, id) = (self.said(&passage.source), escaped(&passage.id));
        self.line(&format!("> *{source} \\[{id}\\] {}*{mark}", escaped(&passage.heading)));
        let lines: Vec<String> =
            passage.text.lines().map(|line| format!("> {}", escaped(line))).collect();
        self.line(&lines.join("\n"));
    }

    fn clause(&mut self, clause: &Clause) {
        let words = self.words;
        let title = self.said(&clause.title);
        self.heading(3, &format!("{} {} – {title}", words.clause, escaped(&clause.id)));
        self.heading(4, words.passage);
        if clause.passages.is_empty() {
            self.line(words.no_passage);
        }
        for passage in &clause.passages {
            self.passage(passage);
        }
        self.heading(4, words.reading);
        for sentence in &clause.reading {
            let sentence = self.said(sentence);
            self.line(&sentence);
        }
        let edges = [
            (words.prevails_over, &clause.over),
            (words.gives_way_to, &clause.under),
            (words.switches_off, &clause.off),
            (words.switched_off_by, &clause.off_by),
        ];
        for (heading, ids) in edges {
            if !ids.is_empty() {
                self.line(&format!("**{heading}:** {}", escaped(&ids.join(", "))));
            }
        }
        self.heading(4, words.written);
        self.line(&fenced(&clause.written));
        self.heading(4, words.examples);
        if clause.examples.is_empty() {
            self.line(words.no_examples);
        }
        for example in &clause.examples {
            let came = if example.came { words.came_true } else { words.not_true };
            let title = escaped(&whereas_readings::text(&example.title));
            let [open, close] = words.quotes;
            self.line(&format!("{open}{title}{close}: **{came}**"));
            if !example.outcome.is_empty() {
                self.line(&fenced(&example.outcome.join("\n")));
            }
        }
        if !clause.accepted.is_empty() {
            self.heading(4, words.accepted);
            for (code, reason) in &clause.accepted {
                let reason = escaped(&whereas_readings::text(reason));
                self.item(&format!("{code}: {reason}"));
            }
            self.gap();
        }
        self.heading(4, words.sign);
        let blanks = [words.sign_name, words.sign_date, words.sign_remarks];
        for blank in blanks {
            self.item(&format!("{blank}: "));
        }
        self.gap();
    }

    fn facts(&mut self) {
        let words = self.words;
        self.heading(2, words.facts);
        if self.report.facts.is_empty() {
            self.line(words.nothing);
            return;
        }
        let heads = [words.fact, words.asked, words.kind, words.held, words.presumed];
        let _ = writeln!(self.out, "| {} |", heads.join(" | "));
        let _ = writeln!(self.out, "|{}", " --- |".repeat(heads.len()));
        for fact in &self.report.facts {
            let perhaps =
                |text: Option<&String>| text.map_or_else(|| "–".to_owned(), |text| self.said(text));
            let cells = [
                self.said(&fact.label),
                perhaps(fact.ask.as_ref()),
                self.said(&fact.kind),
                perhaps(fact.held.as_ref()),
                perhaps(fact.presumed.as_ref()),
            ];
            let row = format!("| {} |", cells.join(" | "));
            let _ = writeln!(self.out, "{row}");
        }
        self.gap();
    }

    fn judgements(&mut self) {
        let words = self.words;
        self.heading(2, words.judgements);
        if self.report.judgements.is_empty() {
            self.line(words.nothing);
        }
        for judgement in &self.report.judgements {
            let label = self.said(&judgement.label);
            self.heading(3, &format!("{label} ({})", escaped(&judgement.clause)));
            let who = judgement.makers.as_ref().map(|who| self.said(who));
            self.line(&format!(
                "**{}:** {}",
                words.made_by,
                who.as_deref().unwrap_or(words.a_person)
            ));
            if let Some(who) = &judgement.burden {
                let who = self.said(who);
                self.line(&format!("**{}:** {who}", words.burden));
            }
            for ledger in &judgement.ledgers {
                let label = self.said(&ledger.label);
                self.heading(4, &format!("{}: {label}", words.must_weigh));
                for (factor, direction) in &ledger.factors {
                    let way = match direction {
                        Direction::Toward => {
                            format!("{} {}", words.toward, self.said(&ledger.toward))
                        }
                        Direction::Away => format!("{} {}", words.away, self.said(&ledger.away)),
                        Direction::EitherWay => words.either.to_owned(),
                    };
                    let factor = self.said(factor);
                    self.item(&format!("{factor} – {way}"));
                }
                if ledger.open {
                    self.item(words.open_ledger);
                }
                self.gap();
            }
        }
    }

    fn questions(&mut self) {
        let words = self.words;
        self.heading(2, words.questions);
        if self.report.questions.is_empty() {
            self.line(words.nothing);
        }
        for question in &self.report.questions {
            let asked = self.said(&question.asked);
            self.heading(3, &format!("{asked} ({})", escaped(&question.clause)));
            for reading in &question.readings {
                let reading = self.said(reading);
                self.item(&reading);
            }
            self.gap();
        }
    }

    fn by_actor(&mut self, heading: &str, actors: &[ByActor]) {
        self.heading(2, heading);
        if actors.is_empty() {
            self.line(self.words.nothing);
        }
        for actor in actors {
            let name = self.said(&actor.actor);
            self.heading(3, &name);
            for (said, clause) in &actor.all {
                let text = format!("{} ({})", self.said(said), escaped(clause));
                self.item(&text);
            }
            self.gap();
        }
    }
}
