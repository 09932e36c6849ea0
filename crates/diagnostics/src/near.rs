//! Near names: the one the author probably meant, or none.
//!
//! Invariant: nothing is suggested that is not really near, since a wrong suggestion costs
//! more than none. Ties go to the name that comes first.

use strsim::damerau_levenshtein;

/// The candidate nearest to `wanted`, if it is near: at most one slip in a short name, and one
/// more for each further five letters, to three; or the same letters apart from case and `_`.
pub fn near_name<'a>(
    wanted: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    // Long words are nobody's slip, and the distance costs the product of the lengths.
    if wanted.len() > 64 {
        return None;
    }
    let length = wanted.chars().count();
    let allowed = if length < 3 { 0 } else { (length / 5).clamp(1, 3) };
    let mut best: Option<(usize, &'a str)> = None;
    let letters = letters(wanted);
    for candidate in candidates {
        if candidate == wanted || candidate.len() > 96 {
            continue;
        }
        // Each slip changes the length by one at most, and takes or brings one letter at most: most names are ruled
        // out at a glance.
        let far = candidate.len().abs_diff(wanted.len()) > 4 * allowed
            || (letters & !self::letters(candidate)).count_ones() as usize > allowed;
        let distance = if folded(candidate).eq(folded(wanted)) {
            0
        } else if far {
            continue;
        } else {
            damerau_levenshtein(wanted, candidate)
        };
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, name)| name)
}

/// Which letters, digits and signs a name has, one bit for each; some share one.
fn letters(name: &str) -> u64 {
    name.chars().fold(0, |bits, c| bits | 1 << (u32::from(c) & 63))
}

fn folded(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|c| *c != '_' && *c != '-').flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_really_near_names_are_offered() {
        let names = ["entered_on", "entry", "convictions", "a"];
        assert_eq!(near_name("enterd_on", names), Some("entered_on"));
        assert_eq!(near_name("entyr", names), Some("entry"));
        assert_eq!(near_name("conviction", names), Some("convictions"));
        assert_eq!(near_name("enteredOn", names), Some("entered_on"));
        assert_eq!(near_name("b", names), None);
        assert_eq!(near_name("centre", names), None);
        assert_eq!(near_name("religion", names), None);
    }
}
