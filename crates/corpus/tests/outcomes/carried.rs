//! What every output carries, and that the words say what the data says.

use serde_json::Value;
use whereas::outcome::{ClauseForceStatus, ForceStatus, PolicyOutcome, RestsOnKind, RuleStanding};
use whereas::{Asked, Decisions, Outcome};
use whereas_value::Cause;

use crate::each_case;

/// A text without its line breaks.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a text has to carry of a policy: hashes by their first signs, notices, how to contest.
fn carried(outcome: &Outcome, policy: &PolicyOutcome) -> Vec<String> {
    let short = |hash: &str| hash.get(..12).unwrap_or_default().to_owned();
    let mut all = vec![
        flat(&policy.policy.label),
        format!("plan {}", short(&policy.plan)),
        format!("engine {}", outcome.engine.version),
        format!("case {}", short(&policy.case)),
        "the law of ".to_owned(),
        "To contest: ".to_owned(),
    ];
    all.extend(policy.contest.iter().map(|contest| flat(contest)));
    let in_force = policy.force.iter().any(|it| it.status == ForceStatus::InForce);
    for notice in &policy.notices {
        // Of a policy that is not in force at all, that stands at the head.
        let idle = match notice.force {
            ClauseForceStatus::NotInForce if in_force => ", which is not in force on that day",
            ClauseForceStatus::Open if in_force => ", which may not be in force on that day",
            _ => "",
        };
        all.push(flat(&format!("Notice ({}{idle}): {}", notice.clause, notice.text)));
    }
    all
}

/// What the data tells of why a policy's answers are as they are, as the words have it.
fn reasons(policy: &PolicyOutcome) -> Vec<&str> {
    let mut all: Vec<&str> = policy.scope_because.iter().map(String::as_str).collect();
    for question in &policy.questions {
        for line in &question.trace {
            // What only waits is told by what it waits for; what is switched off, by what switches it off.
            let told_by_another = line.standing == RuleStanding::SwitchedOff;
            if line.causes != [Cause::NotReady] && !told_by_another {
                all.extend(line.because.iter().map(String::as_str));
            }
            all.extend(line.by.iter().map(String::as_str));
        }
        for wait in &question.prerequisites {
            all.push(&wait.title);
            all.extend(wait.because.iter().map(String::as_str));
        }
        let burdens = question.rests_on.iter().filter(|it| it.kind == RestsOnKind::Burden);
        all.extend(burdens.map(|it| it.text.as_str()));
        all.extend(question.missing.iter().map(|it| it.label.as_str()));
        all.extend(question.awaits.iter().map(|it| it.label.as_str()));
    }
    for duty in &policy.duties {
        all.extend(duty.because.iter().map(String::as_str));
        for condition in duty.discharge.iter().chain(&duty.excuse) {
            all.extend(condition.because.iter().map(String::as_str));
        }
        all.extend(duty.happened.iter().chain(&duty.arose_from).map(|it| it.kind.label.as_str()));
        all.extend(duty.not_recorded.iter().map(|it| it.label.as_str()));
        all.extend(duty.upon_breach_of.iter().map(|it| it.label.as_str()));
    }
    for broken in &policy.broken_guarantees {
        all.extend([&broken.label, &broken.title].map(String::as_str));
        all.extend(broken.because.iter().map(String::as_str));
    }
    for finding in &policy.findings {
        all.extend(finding.by.iter().map(|it| it.label.as_str()));
        all.extend(finding.defects.iter().map(|it| it.text.as_str()));
    }
    all
}

#[test]
fn every_output_carries_what_it_stands_on_and_the_words_say_what_the_data_says() {
    let mut told = 0;
    let cases = each_case(|name, decided| {
        let outcome = decided.outcome(Asked::default());
        let traced = flat(&decided.text(Asked { trace: true, ..Asked::default() }));
        let outputs = [
            flat(&decided.text(Asked::default())),
            flat(&decided.text(Asked { either_way: true, ..Asked::default() })),
            flat(&decided.duties_text()),
            traced.clone(),
        ];
        for policy in &outcome.policies {
            for wanted in carried(&outcome, policy) {
                for output in &outputs {
                    assert!(output.contains(&wanted), "{name}: no {wanted:?} in\n{output}");
                }
            }
            for reason in reasons(policy) {
                assert!(traced.contains(&flat(reason)), "{name}: no {reason:?} in\n{traced}");
                told += 1;
            }
        }
    });
    assert!(cases > 50 && told > 500, "{cases} cases, {told} reasons");
}

/// Whatever is asked for, what identifies an answer, its days, its notices and how to contest stand in the data, and are
/// the same.
#[test]
fn every_outcome_as_data_carries_what_it_stands_on() {
    let (mut notices, mut contests) = (0, 0);
    let cases = each_case(|name, decided| {
        let all = Asked::default();
        let asked = [
            all,
            Asked { either_way: true, ..all },
            Asked { trace: true, ..all },
            Asked { decisions: Some(&Decisions::none()), ..all },
        ];
        let plans: Vec<_> = decided.identities().collect();
        let mut first = None;
        for asked in asked {
            let json = decided.outcome(asked).to_json();
            let json: Value = serde_json::from_str(&json).expect("JSON");
            assert_eq!(json["engine"]["name"], "whereas", "{name}");
            assert_eq!(json["engine"]["version"], env!("CARGO_PKG_VERSION"), "{name}");
            let policies = json["policies"].as_array().expect("policies");
            assert_eq!(policies.len(), plans.len(), "{name}");
            let mut carried = vec![json["as_of"].clone()];
            for (policy, plan) in policies.iter().zip(&plans) {
                assert_eq!(policy["policy"]["name"], plan.policy, "{name}");
                assert_eq!(policy["plan"], plan.plan, "{name}");
                assert_eq!(policy["book"], plan.book, "{name}");
                assert_eq!(policy["case"].as_str().map(str::len), Some(64), "{name}");
                for day in [&policy["governing"]["from"], &policy["governing"]["to"]] {
                    assert_eq!(day.as_str().map(str::len), Some(10), "{name}");
                }
                notices += policy["notices"].as_array().expect("notices").len();
                contests += usize::from(policy["contest"].is_string());
                let fields = ["case", "governing", "notices", "contest", "force"];
                carried.extend(fields.iter().map(|field| policy[*field].clone()));
            }
            let first = first.get_or_insert_with(|| carried.clone());
            assert_eq!(*first, carried, "{name}");
        }
    });
    assert!(notices > cases && contests > cases, "{cases} cases, {notices}, {contests}");
}
