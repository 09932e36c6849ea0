//! Random cases, and for each one that knows more.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Fact, Generator, Ty};

/// What is known of a value: nothing, one of a few, that it is absent.
#[derive(Clone, PartialEq, Eq)]
enum Known {
    Nothing,
    /// Some of the values, in order; at least one.
    Some(Vec<i64>),
    Absent,
}

#[derive(Clone)]
struct Item {
    t: Known,
    c: Known,
    n: Known,
    o: Known,
}

#[derive(Clone)]
struct Finding {
    value: String,
    weighing: Vec<String>,
    /// Whether it says on what it rests, and when it was made.
    good: bool,
}

#[derive(Clone)]
struct Case {
    facts: Vec<Known>,
    day: Known,
    /// The elements, and whether they are all.
    list: Option<(Vec<Item>, bool)>,
    findings: BTreeMap<usize, Finding>,
}

impl Generator {
    /// A case, and one that knows more.
    pub(super) fn pair(&mut self) -> [String; 2] {
        let case = self.case();
        let more = self.learn(&case);
        [self.print(&case), self.print(&more)]
    }

    fn values(fact: &Fact) -> Vec<i64> {
        match fact.ty {
            Ty::Truth => vec![0, 1],
            Ty::Kind => vec![0, 1, 2],
            Ty::Number => (fact.bounds.0..=fact.bounds.1).collect(),
        }
    }

    fn case(&mut self) -> Case {
        let share = self.random.pick(&[20, 50, 80]).unwrap_or(50);
        let mut facts = Vec::new();
        for place in 0..self.facts.len() {
            let Some(fact) = self.facts.get(place) else { continue };
            let (all, optional) = (Self::values(fact), fact.optional);
            facts.push(if !self.random.percent(share) {
                if self.random.percent(20) { self.part(&all) } else { Known::Nothing }
            } else if optional && self.random.percent(30) {
                Known::Absent
            } else {
                Known::Some(self.random.pick(&all).into_iter().collect())
            });
        }
        let days: Vec<i64> = (1..=6).collect();
        let day = if self.random.percent(50) {
            Known::Some(self.random.pick(&days).into_iter().collect())
        } else {
            self.part(&days)
        };
        let list = self.random.percent(85).then(|| {
            let count = self.random.pick(&[0, 1, 1, 2]).unwrap_or(0);
            let items = (0..count).map(|_| self.item()).collect();
            (items, self.random.percent(55))
        });
        let mut findings = BTreeMap::new();
        for place in 0..self.judgements.len() {
            if self.random.percent(50) {
                findings.insert(place, self.finding(place, 65));
            }
        }
        Case { facts, day, list, findings }
    }

    /// An interval of numbers, or some of the values.
    fn part(&mut self, all: &[i64]) -> Known {
        let (a, b) = (self.random.below(all.len()), self.random.below(all.len()));
        let (first, last) = (a.min(b), a.max(b));
        Known::Some(all.get(first..=last).unwrap_or_default().to_vec())
    }

    fn item(&mut self) -> Item {
        let mut field = |values: &[i64]| {
            if self.random.percent(65) {
                Known::Some(self.random.pick(values).into_iter().collect())
            } else {
                Known::Nothing
            }
        };
        let (t, c) = (field(&[0, 1]), field(&[0, 1, 2]));
        let mut o = field(&[0, 1]);
        if self.random.percent(25) {
            o = Known::Absent;
        }
        let n = if self.random.percent(70) {
            Known::Some(vec![self.random.between(0, 2)])
        } else {
            self.part(&[0, 1, 2])
        };
        Item { t, c, n, o }
    }

    fn finding(&mut self, place: usize, named: usize) -> Finding {
        let ty = self.judgements.get(place).map_or(Ty::Truth, |judgement| judgement.ty);
        let mut weighing = Vec::new();
        for factor in 0..self.factors.len() {
            if self.random.percent(named) {
                let found = self.factors.get(factor) == Some(&true);
                let shown = if found && self.random.percent(50) { " not shown" } else { "" };
                weighing.push(format!("k{factor}{shown}"));
            }
        }
        Finding { value: self.literal(ty), weighing, good: self.random.percent(85) }
    }

    /// The same case, with something learnt.
    fn learn(&mut self, case: &Case) -> Case {
        let mut more = case.clone();
        for (place, known) in more.facts.iter_mut().enumerate() {
            let Some(fact) = self.facts.get(place) else { continue };
            let (all, optional) = (Self::values(fact), fact.optional);
            // What is presumed is not learnt: it may be contradicted.
            let presumed = fact.presumed.is_some_and(|presumed| match &*known {
                Known::Nothing => true,
                Known::Some(values) => values.contains(&presumed),
                Known::Absent => false,
            });
            if !presumed && self.random.percent(50) {
                *known = match known {
                    Known::Nothing if optional && self.random.percent(25) => Known::Absent,
                    Known::Nothing => self.part(&all),
                    Known::Some(values) => {
                        let values = values.clone();
                        self.part(&values)
                    }
                    Known::Absent => Known::Absent,
                };
            }
        }
        if let (true, Known::Some(days)) = (self.random.percent(50), more.day.clone()) {
            more.day = self.part(&days);
        }
        if more.list.is_none() {
            more.list = self.random.percent(50).then(|| (Vec::new(), false));
        }
        if let Some((items, complete)) = &mut more.list {
            for item in items.iter_mut() {
                for (known, values) in
                    [(&mut item.t, &[0, 1][..]), (&mut item.c, &[0, 1, 2]), (&mut item.o, &[0, 1])]
                {
                    if *known == Known::Nothing && self.random.percent(50) {
                        *known = Known::Some(self.random.pick(values).into_iter().collect());
                    }
                }
                if let (Known::Some(values), true) = (item.n.clone(), self.random.percent(50)) {
                    item.n = self.part(&values);
                }
            }
            if !*complete {
                if self.random.percent(25) {
                    let item = self.item();
                    items.push(item);
                }
                *complete = self.random.percent(50);
            }
        }
        for place in 0..self.judgements.len() {
            let burden = self.judgements.get(place).is_some_and(|judgement| judgement.burden);
            if !more.findings.contains_key(&place) && self.random.percent(50) {
                let mut finding = self.finding(place, 100);
                // What a finding says of a factor is learnt only where no other has said the contrary.
                let others = more.findings.values().flat_map(|other| &other.weighing);
                let said: Vec<String> = others.cloned().collect();
                for weighed in &mut finding.weighing {
                    let name = weighed.trim_end_matches(" not shown").to_owned();
                    let heard =
                        said.iter().find(|other| other.trim_end_matches(" not shown") == name);
                    if let Some(heard) = heard {
                        weighed.clone_from(heard);
                    }
                }
                finding.good = true;
                if burden {
                    "no".clone_into(&mut finding.value);
                }
                more.findings.insert(place, finding);
            }
        }
        more
    }

    fn print(&mut self, case: &Case) -> String {
        let number = self.random.next();
        let mut text = format!("  example \"case {number}\"");
        let mut given = Vec::new();
        for (place, (known, fact)) in case.facts.iter().zip(&self.facts).enumerate() {
            given.extend(stated(known, fact.ty).map(|stated| format!("f{place} {stated}")));
        }
        if self.governed
            && let Known::Some(days) = &case.day
        {
            let day = |day: Option<&i64>| format!("2020-01-0{}", day.copied().unwrap_or(1));
            let (first, last) = (day(days.first()), day(days.last()));
            given.push(if first == last {
                format!("day is {first}")
            } else {
                format!("day is between {first} and {last}")
            });
        }
        if let (true, Some((items, complete))) = (self.list, &case.list) {
            let items: Vec<String> = items.iter().map(printed).collect();
            let word = if *complete { "is" } else { "includes" };
            if *complete || !items.is_empty() {
                given.push(format!("xs {word} [ {} ]", items.join(", ")));
            }
        }
        if !given.is_empty() {
            let _ = write!(text, "\n    given {}", given.join(", "));
        }
        for (place, finding) in &case.findings {
            let _ = write!(text, "\n    found j{place} is {} by judge", finding.value);
            let _ = write!(text, " on 2020-01-02 because \"reasons\"");
            if !finding.weighing.is_empty() {
                let _ = write!(text, " weighing {}", finding.weighing.join(", "));
            }
            if finding.good {
                let _ = write!(text, " resting on paper");
            }
        }
        text.push_str("\n    expect z is yes");
        text
    }
}

const KINDS: [&str; 3] = ["ka", "kb", "kc"];

pub(super) fn name(value: i64, ty: Ty) -> String {
    match ty {
        Ty::Truth => if value == 1 { "yes" } else { "no" }.to_owned(),
        Ty::Kind => {
            let place = usize::try_from(value).ok();
            place.and_then(|place| KINDS.get(place)).copied().unwrap_or("ka").to_owned()
        }
        Ty::Number => value.to_string(),
    }
}

fn stated(known: &Known, ty: Ty) -> Option<String> {
    match known {
        Known::Nothing => None,
        Known::Absent => Some("is absent".to_owned()),
        Known::Some(values) => match (values.as_slice(), ty) {
            ([], _) => None,
            ([one], _) => Some(format!("is {}", name(*one, ty))),
            ([first, .., last], Ty::Number) => Some(format!("is between {first} and {last}")),
            (_, Ty::Truth) => None,
            (some, Ty::Kind) => {
                let names: Vec<String> = some.iter().map(|value| name(*value, ty)).collect();
                Some(format!("is one of ({})", names.join(", ")))
            }
        },
    }
}

fn printed(item: &Item) -> String {
    let field = |label: &str, known: &Known, ty: Ty| match known {
        Known::Nothing => None,
        Known::Absent => Some(format!("{label}: absent")),
        Known::Some(values) => match values.as_slice() {
            [one] => Some(format!("{label}: {}", name(*one, ty))),
            [first, .., last] => Some(format!("{label}: between {first} and {last}")),
            [] => None,
        },
    };
    let fields = [
        field("t", &item.t, Ty::Truth),
        field("c", &item.c, Ty::Kind),
        field("n", &item.n, Ty::Number),
        field("o", &item.o, Ty::Truth),
    ];
    let fields: Vec<String> = fields.into_iter().flatten().collect();
    format!("{{ {} }}", fields.join(", "))
}
