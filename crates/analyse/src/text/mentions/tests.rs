//! Texts with the quantities that are read in them.

use super::super::dates::Day;
use super::super::lexicon::{self, Sign};
use super::{Mention, Value, read};

fn of(language: &str, text: &str) -> Vec<String> {
    let lexicon = lexicon::of(language).unwrap();
    let said = read(text, lexicon);
    let one = |it: &Mention| {
        let value = match &it.value {
            Value::Money(amount, of) => format!("{amount} {}", of.first().unwrap()),
            Value::Bare(it) => format!("{it}"),
            Value::Percent(it) => format!("{it} of"),
            Value::Days(it) => format!("{it} days"),
            Value::Months(it) => format!("{it} months"),
            Value::Minutes(it) => format!("{it} minutes"),
            Value::Day(Day::Full(it)) => format!("{it}"),
            Value::Day(it) => format!("{it:?}"),
        };
        let sign = it.sign.as_ref().map_or("", |(sign, _)| match sign {
            Sign::More => "> ",
            Sign::AtLeast => ">= ",
            Sign::Less => "< ",
            Sign::AtMost => "<= ",
        });
        format!("{sign}{value}{}", if it.strong { "" } else { " ~" })
    };
    said.mentions.iter().map(one).collect()
}

#[test]
fn quantities_and_what_is_held_against_them() {
    let mut wrong = Vec::new();
    for (text, wanted) in [
        ("exceeds $1,000 but is not more than $1.5 million", vec!["> 1000 USD", "<= 1500000 USD"]),
        ("within sixty (60) days after 1 November 2020", vec!["<= 60 days", "> 2020-11-01"]),
        ("five hundred dollars ($500) or more", vec![">= 500 USD"]),
        ("at least 18 years of age", vec![">= 216 months"]),
        ("18 years of age or older", vec![">= 216 months"]),
        ("over the age of twenty-one", vec!["> 21"]),
        ("between 18 and 65 years", vec![">= 216 months", "<= 780 months"]),
        ("10, 15 or 20 percent", vec!["0.1 of", "0.15 of", "0.2 of"]),
        ("fifteen percent (15%) of", vec!["0.15 of"]),
        ("two-thirds of the members", vec!["2/3"]),
        ("half of the price", vec!["0.5"]),
        ("a third of it", vec!["1/3"]),
        ("a year and a day", vec!["12 months", "1 days"]),
        ("five years and six months", vec!["60 months", "6 months"]),
        ("no later than 30 days before the hearing", vec![">= 30 days"]),
        ("at least 30 days before the hearing", vec![">= 30 days"]),
        ("on or before March 31, 2024", vec!["<= 2024-03-31"]),
        ("does not exceed 20 percent of", vec!["<= 0.2 of"]),
        ("may not be more than 20 percent", vec!["<= 0.2 of"]),
        (
            "section 5, paragraphs (3) and 12(b), 8 U.S.C. 1226(a), Form I-130, § 1.121-1(c)(1)",
            vec![],
        ),
        ("paragraph 4 or 30 days", vec!["30 days"]),
        ("the Act of 1996", vec!["Year(1996) ~"]),
        ("until the end of 2025, in March 2025", vec!["Year(2025) ~", "Month(2025, 3)"]),
        ("two witnesses, at least two witnesses", vec!["2 ~", ">= 2"]),
        ("three or more children", vec![">= 3"]),
        ("one of the parties, no charge", vec!["1 ~"]),
        ("once a month", vec!["1 ~", "1 months ~"]),
        ("the thirtieth day after", vec!["30 days"]),
        ("within 24 hours", vec!["<= 1440 minutes"]),
        ("less than 90 minutes", vec!["< 90 minutes"]),
        ("EUR 250 a month", vec!["250 EUR", "1 months ~"]),
        ("more than 2000 people", vec!["> 2000"]),
        ("a fee of 50 cents", vec!["0.5 USD"]),
        ("250 euros for flights of 1 500 kilometres or less", vec!["250 EUR", "<= 1500"]),
        ("between 1\u{a0}500 and 3\u{a0}500 kilometres", vec![">= 1500", "<= 3500"]),
        ("over a period of 3 years", vec!["36 months"]),
    ] {
        let found = of("en", text);
        if found != wanted {
            wrong.push(format!("{text}: {found:?}, not {wanted:?}"));
        }
    }
    for (text, wanted) in [
        ("no supere los 1.500,50 euros", vec!["<= 1500.5 EUR"]),
        ("a partir del 1 de noviembre de 2020", vec![">= 2020-11-01"]),
        ("dieciocho años o más", vec![">= 216 months"]),
        ("el 20 por ciento", vec!["0.2 of"]),
        ("dentro de los treinta días", vec!["<= 30 days"]),
        ("artículo 5.2", vec![]),
    ] {
        let found = of("es", text);
        if found != wanted {
            wrong.push(format!("{text}: {found:?}, not {wanted:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_place_is_in_the_text_however_it_is_cut() {
    let text = "§ 5(a) – between €1,000 and ½ of $2½ million (two) 31.12.2020, 1/2/2021, 30-th\n\
        | 3 or more | the 1st day of “März”, 2020 | años 1.500,50 |\n- (b) twenty-one and a half";
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    for language in ["en", "es"] {
        let lexicon = lexicon::of(language).unwrap();
        for (start, _) in &letters {
            for (end, letter) in letters.iter().rev().take(40) {
                let Some(cut) = text.get(*start..end + letter.len_utf8()) else { continue };
                let said = read(cut, lexicon);
                let mut last = 0;
                for mention in &said.mentions {
                    assert!(cut.get(mention.range.clone()).is_some(), "{cut}");
                    assert!(mention.range.start >= last, "{cut}: in order");
                    last = mention.range.end;
                    if let Some((_, sign)) = &mention.sign {
                        assert!(cut.get(sign.clone()).is_some(), "{cut}");
                    }
                }
            }
        }
    }
}
