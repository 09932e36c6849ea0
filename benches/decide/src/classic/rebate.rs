//! The rebate of rates: what is in fractions is counted in thirds of a cent.

use common::Rng;
use whereas_plan::Plan;
use whereas_value::case::{Given, Stated};
use whereas_value::id::FactId;
use whereas_value::{Case, Date};

use crate::policy::{self, cents, number, truth};

pub struct Native {
    /// Packed as the workloads pack days.
    applied_on: i32,
    at_start: bool,
    residential: bool,
    /// In cents.
    rates: i64,
    income: i64,
    dependants: i64,
}

const FACTS: [&str; 6] =
    ["applied_on", "ratepayer_at_start", "residential", "rates", "income", "dependants"];

pub struct Law([FactId; 6]);

impl super::Law for Law {
    type Native = Native;
    const NAME: &'static str = "rebate";
    const FOLDER: &'static str = "rates-rebate";
    const ANSWER: &'static str = "rebate";

    fn new(plan: &Plan) -> Self {
        Self(FACTS.map(|name| policy::fact(plan, name)))
    }

    fn draw(random: &mut Rng) -> Native {
        let applied_on = match random.below(3) {
            0 => random.date(2017, 2017).max(20_170_701),
            1 => random.date(2018, 2019),
            _ => random.date(2020, 2020).min(20_200_628),
        };
        Native {
            applied_on,
            at_start: random.p(90),
            residential: random.p(90),
            rates: random.range(0, 400_000),
            income: random.range(2_000_000, 5_000_000),
            dependants: random.range(0, 3),
        }
    }

    fn by_hand(native: &Native) -> i64 {
        if !(native.at_start && native.residential) {
            return 0;
        }
        let (threshold, maximum) = match native.applied_on {
            ..20_180_701 => (2_479_000, 62_000),
            ..20_190_701 => (2_518_000, 63_000),
            _ => (2_566_000, 64_000),
        };
        let rates_part = 2 * (native.rates - 16_000).max(0);
        let eights = (native.income - threshold - 50_000 * native.dependants).max(0) / 800;
        let before = (rates_part - eights * 300).clamp(0, maximum * 3);
        (2 * before + 3) / 6
    }

    fn case(&self, plan: &Plan, native: &Native) -> Case {
        let mut case = policy::empty(plan, Date::from_ymd(2020, 12, 1).expect("a day"));
        let stated = [
            policy::date(native.applied_on),
            truth(native.at_start),
            truth(native.residential),
            cents(native.rates),
            cents(native.income),
            number(native.dependants),
        ];
        for (fact, value) in self.0.iter().zip(stated) {
            *case.facts.get_mut(*fact).expect("a place for every fact") =
                Stated::Given(Given::present(value));
        }
        case
    }
}
