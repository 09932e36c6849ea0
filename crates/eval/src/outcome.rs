//! Outcomes as data: joined over variants, readings and lanes.

use whereas_value::answer::SetView;
use whereas_value::{Abstract, Values};

/// What either may be.
pub fn either(a: &Abstract, b: &Abstract) -> Abstract {
    Abstract { causes: a.causes.and(b.causes), values: join(&a.values, &b.values) }
}

/// The values of both.
pub fn join(a: &Values, b: &Values) -> Values {
    match (a, b) {
        (Values::Truth { may_no: n, may_yes: y }, Values::Truth { may_no: m, may_yes: z }) => {
            Values::Truth { may_no: n | m, may_yes: y | z }
        }
        (Values::Choice(a), Values::Choice(b)) => Values::Choice(a | b),
        (Values::Number(a), Values::Number(b)) => Values::Number(match (a, b) {
            (Some(a), Some(b)) => Some(a.hull(b)),
            (None, one) | (one, None) => one.clone(),
        }),
        (Values::Text(a), Values::Text(b)) => Values::Text(a.union(b)),
        (Values::Set(a), Values::Set(b)) => Values::Set(match (a, b) {
            (Some(a), Some(b)) => Some(SetView {
                definite: a.definite & b.definite,
                possible: a.possible | b.possible,
            }),
            (None, one) | (one, None) => *one,
        }),
        (
            Values::Truth { .. }
            | Values::Choice(_)
            | Values::Number(_)
            | Values::Text(_)
            | Values::Set(_),
            _,
        ) => a.clone(),
    }
}

/// What both allow; none where they exclude each other.
pub fn meet(a: &Abstract, b: &Abstract) -> Option<Abstract> {
    let causes = a.causes.without(a.causes.without(b.causes));
    let values = match (&a.values, &b.values) {
        (Values::Truth { may_no: n, may_yes: y }, Values::Truth { may_no: m, may_yes: z }) => {
            Values::Truth { may_no: n & m, may_yes: y & z }
        }
        (Values::Choice(a), Values::Choice(b)) => Values::Choice(a & b),
        (Values::Number(a), Values::Number(b)) => Values::Number(match (a, b) {
            (Some(a), Some(b)) => a.meet(b),
            (None, _) | (_, None) => None,
        }),
        (Values::Text(a), Values::Text(b)) => Values::Text(a.meet(b)),
        (Values::Set(a), Values::Set(b)) => Values::Set(match (a, b) {
            (Some(a), Some(b)) => Some(SetView {
                definite: a.definite | b.definite,
                possible: a.possible & b.possible,
            }),
            (None, _) | (_, None) => None,
        }),
        (
            Values::Truth { .. }
            | Values::Choice(_)
            | Values::Number(_)
            | Values::Text(_)
            | Values::Set(_),
            _,
        ) => a.values.clone(),
    };
    (!causes.is_empty() || !values.is_empty()).then_some(Abstract { causes, values })
}

/// Possible values one by one, where they are few by their type.
pub fn singles(values: &Values) -> Option<Vec<Values>> {
    match values {
        Values::Truth { may_no, may_yes } => {
            let no = may_no.then_some(Values::Truth { may_no: true, may_yes: false });
            let yes = may_yes.then_some(Values::Truth { may_no: false, may_yes: true });
            Some(no.into_iter().chain(yes).collect())
        }
        Values::Choice(bits) => {
            let each = (0..64_u32).map(|place| 1_u64.checked_shl(place).unwrap_or(0));
            Some(each.filter(|bit| bits & bit != 0).map(Values::Choice).collect())
        }
        Values::Number(_) | Values::Text(_) | Values::Set(_) => None,
    }
}

/// No value of the same type.
pub fn none_like(values: &Values) -> Values {
    match values {
        Values::Truth { .. } => Values::Truth { may_no: false, may_yes: false },
        Values::Choice(_) => Values::Choice(0),
        Values::Number(_) => Values::Number(None),
        Values::Text(_) => Values::Text(whereas_value::TextSet::one_of([])),
        Values::Set(_) => Values::Set(None),
    }
}
