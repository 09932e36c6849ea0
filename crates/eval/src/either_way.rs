//! What would follow from an open judgement either way; told only where it is asked for.
//!
//! One run for each value of each judgement of finite type, refined as the answer is. Of several judgements the joint
//! table, up to 16 rows; past that each alone. Invariant: no outcome holds what the answer rules out.

use whereas_value::id::JudgementId;
use whereas_value::{Abstract, Case, Values};

use crate::case::Loaded;
use crate::session::{Asked, Session};
use crate::{outcome, refine};

/// The rows of a joint table.
const JOINT: usize = 16;

/// What would follow if judgements were found so.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EitherWay {
    /// The findings taken, in order.
    pub found: Vec<(JudgementId, Values)>,
    /// What would come of the question: perhaps still open.
    pub outcome: Abstract,
}

/// What would follow for a question from each value of these judgements, which its answer awaits. `loaded` is as before
/// afterwards.
pub fn either_way(
    session: &mut Session<'_>,
    case: &Case,
    loaded: &mut Loaded,
    asked: Asked,
    answer: &Abstract,
    judgements: &[JudgementId],
) -> Vec<EitherWay> {
    let meaning = &session.plan().meaning;
    let finite = judgements.iter().filter_map(|judgement| {
        // Told either way: a burden does not keep the other value from being found.
        let declared = meaning.facts.judgements.get(*judgement)?;
        let all =
            crate::known::any_value(&meaning.facts, &declared.ty, &whereas_value::Interval::ANY);
        Some((*judgement, crate::outcome::singles(&all)?))
    });
    let finite: Vec<(JudgementId, Vec<Values>)> = finite.collect();
    let rows = finite.iter().fold(1_usize, |rows, (_, values)| rows.saturating_mul(values.len()));
    let groups: Vec<Vec<(JudgementId, Vec<Values>)>> = if rows <= JOINT {
        vec![finite]
    } else {
        finite.into_iter().map(|one| vec![one]).collect()
    };
    let mut told = Vec::new();
    for group in groups.iter().filter(|group| !group.is_empty()) {
        for found in combinations(group) {
            loaded.fixed.supposed = found.iter().cloned().collect();
            let alone = refine::outcome(session, case, loaded, asked);
            loaded.fixed.supposed.clear();
            // Both are sound for the worlds in which it is found so: what either rules out is out.
            let outcome = outcome::meet(&alone, answer).unwrap_or(alone);
            told.push(EitherWay { found, outcome });
        }
    }
    told
}

/// Every combination of the values; the last judgement changes fastest.
fn combinations(of: &[(JudgementId, Vec<Values>)]) -> Vec<Vec<(JudgementId, Values)>> {
    let mut all: Vec<Vec<(JudgementId, Values)>> = vec![Vec::new()];
    for (judgement, values) in of {
        all = all
            .iter()
            .flat_map(|found| {
                values.iter().map(move |value| {
                    let mut found = found.clone();
                    found.push((*judgement, value.clone()));
                    found
                })
            })
            .collect();
    }
    all
}
