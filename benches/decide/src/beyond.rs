//! What else is measured on the first workload: unknown facts, the walk, reasons, many lanes, a long list.
//!
//! Each figure stands beside a baseline that is named: hand-written Rust over the same cases complete, a pass, or what
//! the size of the case explains.

use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;

use common::Rng;
use common::w1;
use whereas_eval::refine::{self, Open};
use whereas_eval::session::{Asked, answer_slot};
use whereas_eval::{Session, missing};
use whereas_value::case::Stated;
use whereas_value::id::Id;
use whereas_value::{Case, Leaf, Status};
use whereas_words::outcome::{Asked as Words, Beside, StandsOn, lines};
use whereas_words::telling::Telling;

use crate::Workload as _;
use crate::measure::{Report, least, ns};
use crate::w1::Workload;

const CASES: usize = 4_000;
const REPEAT: usize = 2_000;

/// Measures and reports.
pub fn measure(report: &mut Report) {
    let workload = Workload::new();
    let natives = Workload::natives();
    let cases: Vec<Case> = natives[..CASES].iter().map(|native| workload.case(native)).collect();
    let mut session = Session::new(workload.plan());
    let native = least(|| Workload::by_hand(&natives));
    let hand = ("hand-written Rust, all known", native);
    let pass = passes(&mut session, &cases);
    report.against("W1", "the pass alone, all known", pass, hand);

    let mut random = Rng(30);
    let partial: Vec<Case> = cases.iter().map(|case| without(case, |_| random.p(30))).collect();
    let taken = passes(&mut session, &partial);
    report.against("W1", "the pass alone, 30 % of the facts unknown", taken, hand);
    let unknown: Vec<Case> = cases.iter().map(|case| without(case, |_| true)).collect();
    let taken = passes(&mut session, &unknown);
    report.against("W1", "the pass alone, all 30 facts unknown", taken, hand);

    one_case(report, &workload, &mut session, &cases, pass);
    long_list(report, &workload, &mut session, pass);
}

/// Nanoseconds a pass over cases that are read already.
fn passes(session: &mut Session<'_>, cases: &[Case]) -> f64 {
    let loaded: Vec<_> = cases.iter().map(|case| session.load(case)).collect();
    least(|| {
        ns(cases.len(), || {
            for (case, loaded) in cases.iter().zip(&loaded) {
                let pass = session.pass(black_box(case), loaded);
                session.done(black_box(pass));
            }
        })
    })
}

/// A case of which some facts are not known.
fn without(case: &Case, mut unknown: impl FnMut(usize) -> bool) -> Case {
    let facts = case.facts.iter().enumerate();
    let facts = facts.map(|(place, stated)| match unknown(place) {
        true => Stated::LeftOut,
        false => stated.clone(),
    });
    Case { facts: facts.collect(), ..case.clone() }
}

/// On one case that goes through all the rules, with ten facts unknown: the words, the walk, the order, the lanes.
fn one_case(
    report: &mut Report,
    workload: &Workload,
    session: &mut Session<'_>,
    cases: &[Case],
    pass: f64,
) {
    let asked = Asked { decision: workload.outcome(), value: 0, row: 0 };
    let (first, ten) = cases
        .iter()
        .find_map(|case| Some((case, ten(session, case, asked)?)))
        .expect("a case that turns on ten facts");
    words(report, workload, session, first, pass);
    let case = without(first, |place| ten.contains(&place));
    words(report, workload, session, &case, pass);
    let mut loaded = session.load(&case);
    let ran = session.pass(&case, &loaded);
    let beside = ("a pass", pass);

    let mut found = BTreeSet::new();
    let walk = least(|| {
        ns(REPEAT, || {
            for _ in 0..REPEAT {
                found.clear();
                session.walk(&case, &loaded, &ran, &mut found, |machine| {
                    answer_slot(machine.program, asked).map(|slot| (slot, 0))
                });
                black_box(&found);
            }
        })
    });
    let leaves: Vec<Leaf> = session.open(&case, &loaded, &ran, asked).into_iter().collect();
    let count = missing::facts(&leaves).count();
    report.against("W1", &format!("the walk, {count} facts missing"), walk, beside);

    let mut runs = 0;
    let order = least(|| {
        ns(REPEAT / 10, || {
            for _ in 0..REPEAT / 10 {
                let open = Open { asked, walk: leaves.clone(), runs: Default::default() };
                let mut open = [open];
                refine::try_leaves(session, &case, &mut loaded, &mut open, missing::is_tried);
                runs = open[0].runs.values().map(Vec::len).sum();
                black_box(missing::missing(&workload.plan().meaning, &open[0]));
            }
        })
    });
    let what = format!("their order, {count} facts missing, {runs} passes");
    report.against("W1", &what, order, beside);

    let few = refine::lane_leaves(&workload.plan().meaning, &case, &loaded, &leaves);
    let lanes: usize = few.iter().map(|(_, values)| values.len()).product();
    let taken = least(|| {
        ns(REPEAT / 10, || {
            for _ in 0..REPEAT / 10 {
                black_box(refine::lanes(session, &case, &mut loaded, &few, &[asked]));
            }
        })
    });
    report.against("W1", &format!("{lanes} lanes"), taken, beside);
    session.done(ran);
}

/// Ten facts on which a case turns where it says nothing of them.
fn ten(session: &mut Session<'_>, case: &Case, asked: Asked) -> Option<BTreeSet<usize>> {
    let mut unknown = BTreeSet::new();
    for place in 0..case.facts.len() {
        unknown.insert(place);
        let partial = without(case, |place| unknown.contains(&place));
        let loaded = session.load(&partial);
        let ran = session.pass(&partial, &loaded);
        let leaves = session.open(&partial, &loaded, &ran, asked);
        session.done(ran);
        let turns = |place: &usize| {
            leaves.iter().any(|leaf| matches!(leaf, Leaf::Fact(fact, _) if fact.index() == *place))
        };
        if !unknown.iter().all(turns) {
            unknown.remove(&place);
        }
        if unknown.len() == 10 {
            return Some(unknown);
        }
    }
    None
}

/// The outcome of one case as it is printed, from the slots of its run.
fn words(
    report: &mut Report,
    workload: &Workload,
    session: &mut Session<'_>,
    case: &Case,
    pass: f64,
) {
    let plan = workload.plan();
    let answers = whereas_eval::answers(session, case);
    let loaded = session.load(case);
    let ran = session.pass(case, &loaded);
    let machine = session.machine(case, &loaded, &ran.runs[0]).expect("it ran");
    let (beside, titles) = (Beside::default(), BTreeMap::new());
    let stands_on =
        StandsOn { plan: "plan", engine: "engine", case: "case", beside: &beside, titles: &titles };
    let kind = answers.questions.first().map_or("", |(_, answer)| match answer.status {
        Status::Decided => "decided",
        _ => "open",
    });
    for (what, trace, decisions) in [
        ("one decision in words", false, vec![(workload.outcome(), None)]),
        ("the outcome in words", false, Vec::new()),
        ("the outcome in words with its trace", true, Vec::new()),
    ] {
        let asked = Words { questions: decisions, trace, only_duties: false };
        let mut of_one = answers.clone();
        of_one.questions.retain(|(question, _)| asked.asks(*question));
        let mut bytes = 0;
        let taken = least(|| {
            ns(REPEAT / 10, || {
                for _ in 0..REPEAT / 10 {
                    let mut telling = Telling { short: !trace, ..Telling::default() };
                    telling.read(plan, &machine, &ran.runs[0].store, &of_one);
                    let lines = lines(plan, case, &of_one, &telling, &asked, stands_on);
                    bytes = lines.iter().map(String::len).sum();
                    black_box(lines);
                }
            })
        });
        let what = format!("{what} ({kind}; {bytes} bytes)");
        report.against("W1", &what, taken, ("a pass", pass));
    }
    session.done(ran);
}

/// A case with a thousand convictions that goes through all the rules.
fn long_list(report: &mut Report, workload: &Workload, session: &mut Session<'_>, pass: f64) {
    let natives = Workload::natives();
    let goes_through =
        |native: &&w1::Case| native.convictions.len() == 2 && w1::eval(native).1 >> 7 != 0;
    let mut long = natives.iter().find(goes_through).expect("one").clone();
    long.convictions =
        natives.iter().flat_map(|native| native.convictions.clone()).take(1_000).collect();
    let cases = vec![workload.case(&long); 20];
    let by_hand = vec![long; 2_000];
    let native = least(|| Workload::by_hand(&by_hand));
    let taken = passes(session, &cases);
    report.against("W1", "the pass alone, 1,000 convictions", taken, ("hand-written", native));
    report.against("W1", "the same, for each conviction", taken / 1_000.0, ("a pass", pass));
}
