//! The sale of a home: days in any of several spans within five years, by sorting and joining them.

use common::Rng;
use whereas_plan::Plan;
use whereas_value::case::{Given, Partial, Stated};
use whereas_value::id::FactId;
use whereas_value::{Case, Date, Interval};

use crate::policy::{self, cents, choice};

/// Days from the first of January of the year 1, as `Date` counts them from its own beginning.
type Day = i32;

struct Span {
    who: u8,
    first: Day,
    last: Day,
}

struct Seller {
    who: u8,
    last_claimed: Option<Day>,
}

pub struct Native {
    /// Year, month, day, and the day they are.
    sold: (i32, u32, u32),
    sold_on: Day,
    /// In cents.
    gain: i64,
    sellers: Vec<Seller>,
    owned: Vec<Span>,
    lived: Vec<Span>,
}

const SINGLE: i64 = 25_000_000;
const JOINT: i64 = 50_000_000;
const NEEDED: i32 = 730;
/// The first day that is drawn.
const FROM: (i32, u32, u32) = (2010, 1, 1);

pub struct Law([FactId; 5]);

impl super::Law for Law {
    type Native = Native;
    const NAME: &'static str = "sale";
    const FOLDER: &'static str = "home-sale";
    const ANSWER: &'static str = "excluded";

    fn new(plan: &Plan) -> Self {
        Self(["sale_date", "gain", "sellers", "owned", "lived"].map(|it| policy::fact(plan, it)))
    }

    fn draw(random: &mut Rng) -> Native {
        let sold = (
            random.range(2016, 2022) as i32,
            random.range(1, 12) as u32,
            random.range(1, 28) as u32,
        );
        let sold_on = day(sold);
        let joint = random.p(50);
        let who = if joint { 2 } else { 1 };
        let sellers = (0..who)
            .map(|who| {
                let claimed = random.p(25);
                let before = random.range(1, 1_500) as Day;
                Seller { who, last_claimed: claimed.then(|| sold_on - before) }
            })
            .collect();
        let mut spans = |most: i64| {
            (0..random.range(1, most))
                .map(|_| {
                    let first = day(FROM) + random.range(0, 3_600) as Day;
                    let last = first + random.range(100, 2_000) as Day;
                    Span { who: random.below(who.into()) as u8, first, last }
                })
                .collect()
        };
        let (owned, lived) = (spans(3), spans(4));
        Native { sold, sold_on, gain: random.range(0, 70_000_000), sellers, owned, lived }
    }

    fn by_hand(native: &Native) -> i64 {
        // No day after the twenty-eighth is drawn: every year has the day.
        let years_before = |years: i32| day((native.sold.0 - years, native.sold.1, native.sold.2));
        let window = (years_before(5), native.sold_on - 1);
        let two_years = years_before(2);
        let joint = native.sellers.iter().any(|it| it.who == 1);
        let (mut limits, mut all_lived, mut any_owned, mut any_barred) = (0, true, false, false);
        let mut single = false;
        let either_owned = days_in(&native.owned, None, window) >= NEEDED;
        for seller in &native.sellers {
            let owned = days_in(&native.owned, Some(seller.who), window) >= NEEDED;
            let lived = days_in(&native.lived, Some(seller.who), window) >= NEEDED;
            let barred =
                seller.last_claimed.is_some_and(|on| on > two_years && on <= native.sold_on);
            any_owned |= owned;
            all_lived &= lived;
            any_barred |= barred;
            single |= seller.who == 0 && owned && lived && !barred;
            limits += if either_owned && lived && !barred { SINGLE } else { 0 };
        }
        match joint {
            true if any_owned && all_lived && !any_barred => native.gain.min(JOINT),
            true => native.gain.min(limits),
            false if single => native.gain.min(SINGLE),
            false => 0,
        }
    }

    fn case(&self, plan: &Plan, native: &Native) -> Case {
        let mut case = policy::empty(plan, Date::from_ymd(2023, 1, 1).expect("a day"));
        let spans = |spans: &[Span]| {
            let rows = spans.iter().map(|it| {
                let time = Partial::Record(vec![
                    Given::present(on(it.first)),
                    Given::present(on(it.last)),
                ]);
                vec![Given::present(choice(it.who.into())), Given::present(time)]
            });
            list(rows)
        };
        let sellers = native.sellers.iter().map(|it| {
            let claimed = it.last_claimed.map_or_else(Given::absent, |day| Given::present(on(day)));
            vec![Given::present(choice(it.who.into())), claimed]
        });
        let stated = [
            on(native.sold_on),
            cents(native.gain),
            list(sellers),
            spans(&native.owned),
            spans(&native.lived),
        ];
        for (fact, value) in self.0.iter().zip(stated) {
            *case.facts.get_mut(*fact).expect("a place for every fact") =
                Stated::Given(Given::present(value));
        }
        case
    }
}

/// The days within a window that lie in any of the spans of one person, or of anybody.
fn days_in(spans: &[Span], who: Option<u8>, (from, to): (Day, Day)) -> Day {
    let mut within: [(Day, Day); 4] = [(Day::MAX, Day::MAX); 4];
    let mut count = 0;
    for span in spans {
        let (first, last) = (span.first.max(from), span.last.min(to));
        if who.is_none_or(|who| who == span.who) && first <= last {
            within[count] = (first, last);
            count += 1;
        }
    }
    let within = &mut within[..count];
    within.sort_unstable();
    let (mut days, mut reached) = (0, Day::MIN);
    for (first, last) in within {
        days += (*last - (*first - 1).max(reached)).max(0);
        reached = reached.max(*last);
    }
    days
}

/// Days since the beginning of March of the year 0.
fn day((year, month, day): (i32, u32, u32)) -> Day {
    let (year, month) =
        if month < 3 { (year - 1, month as i32 + 9) } else { (year, month as i32 - 3) };
    365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day as i32 - 1
}

fn on(counted: Day) -> Partial {
    let start = Date::from_ymd(FROM.0, FROM.1, FROM.2).expect("a day");
    let date = start.plus_days((counted - day(FROM)).into()).expect("a day");
    Partial::Number(Interval::of_date(date))
}

fn list(rows: impl Iterator<Item = Vec<Given>>) -> Partial {
    Partial::List {
        elements: rows.map(|row| Given::present(Partial::Record(row))).collect(),
        complete: true,
    }
}
