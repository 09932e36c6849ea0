//! Many cases, one a line: in their order, whatever number of threads decides them.

use std::io::{self, BufRead, Read};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use whereas::{Asked, DecidedLine, Files, Package};

fn package() -> Package {
    let policy = include_str!("../examples/park.policy");
    let files = Files::from([("park.policy".to_owned(), policy.to_owned())]);
    Package::load(&files).unwrap_or_else(|faults| unreachable!("{faults}"))
}

fn lines(count: usize) -> String {
    let case = |number: usize| match number % 4 {
        0 => "{\"as_of\": \"2024-06-01\", \"facts\": {\"leashed\": true}}\n",
        1 => "{\"as_of\": \"2024-06-01\"}\n",
        2 => "{\"as_of\": \"2023-06-01\", \"facts\": {\"leashed\": false}}\n",
        _ => "{\"as_of\": \"2024-06-01\", \"facts\": {\"leashed\": 7}}\n",
    };
    (0..count).map(case).collect()
}

fn tell(line: DecidedLine<'_>) -> String {
    match line.decided {
        Ok(decided) => format!("{} {}", line.number, decided.outcome(Asked::default()).to_json()),
        Err(faults) => format!("{} {faults}", line.number),
    }
}

fn told(threads: usize, lines: impl BufRead) -> (Vec<String>, io::Result<()>) {
    let mut told = Vec::new();
    let take = |line| {
        told.push(line);
        ControlFlow::Continue(())
    };
    let threads = NonZeroUsize::new(threads).unwrap_or(NonZeroUsize::MIN);
    let read = package().decide_lines(("cases.jsonl", lines), None, threads, tell, take);
    (told, read)
}

#[test]
fn threads_change_nothing() {
    let lines = lines(1_001);
    let (one, read) = told(1, lines.as_bytes());
    assert!(read.is_ok());
    assert_eq!(one.len(), 1_001);
    assert!(one.iter().enumerate().all(|(at, it)| it.starts_with(&format!("{} ", at + 1))));
    assert!(one[3].starts_with("4 cases.jsonl:4:46: error[E0515]"), "{}", one[3]);
    for threads in [2, 3, 16] {
        assert!(told(threads, lines.as_bytes()).0 == one, "{threads} threads");
    }
}

/// A line alone is what it is among others.
#[test]
fn a_line_does_not_depend_on_those_before_it() {
    let lines = lines(8);
    let all = told(2, lines.as_bytes()).0;
    let package = package();
    for (line, told) in lines.lines().zip(&all) {
        if let Ok(decided) = package.decide_text("case.json", line, None) {
            let alone = decided.outcome(Asked::default()).to_json();
            assert_eq!(told.split_once(' ').unwrap().1, alone);
        }
    }
}

/// Who has seen enough ends it; nothing is told after that.
#[test]
fn a_run_can_be_ended() {
    let mut seen = 0;
    let take = |_: String| {
        seen += 1;
        if seen == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    // There is no end of these lines.
    let endless = Endless(lines(64).into_bytes(), 0);
    let endless = io::BufReader::new(endless);
    let threads = NonZeroUsize::new(2).unwrap();
    let read = package().decide_lines(("cases.jsonl", endless), None, threads, tell, take);
    assert!(read.is_ok());
    assert_eq!(seen, 3);
}

struct Endless(Vec<u8>, usize);

impl Read for Endless {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        for byte in into.iter_mut() {
            *byte = self.0.get(self.1).copied().unwrap_or_default();
            self.1 = (self.1 + 1) % self.0.len();
        }
        Ok(into.len())
    }
}

/// What came before a disk failed is answered; then it is said.
#[test]
fn lines_that_cannot_be_read_on_are_no_end_of_the_file() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }
    let lines = lines(2);
    let (told, read) = told(2, io::BufReader::new(lines.as_bytes().chain(Broken)));
    assert_eq!(told.len(), 2);
    assert_eq!(read.unwrap_err().to_string(), "the disk is gone");
}
