//! A small policy's vocabulary, written out: what the compiler would give for it.

use whereas_plan::book::{
    ChoiceWords, FactWords, FactorWords, LedgerWords, NamedWords, RecordWords,
};
use whereas_plan::facts::{FactType, FactorType, JudgementType};
use whereas_plan::{Book, Facts};
use whereas_value::id::{ActorId, ChoiceId, ClauseId, LedgerId, RecordId};
use whereas_value::label::Label;
use whereas_value::types::{Rhythm, Type};
use whereas_value::{Date, Number};

fn named(name: &str) -> NamedWords {
    NamedWords { name: name.into(), label: Label::plain(format!("the {name}")) }
}

/// Facts of every type, a judgement of two ledgers, two grounds and two events.
pub fn vocabulary() -> (Facts, Book) {
    let (mut facts, mut book) = (Facts::default(), Book::default());
    let entry = book.choices.push(ChoiceWords {
        name: "Entry".into(),
        values: ["lawful", "unlawful", "not_known_how"].map(named).to_vec(),
    });
    facts.choices.push(3);
    assert_eq!(entry, ChoiceId(0));
    book.records.push(RecordWords {
        name: "Conviction".into(),
        fields: ["offence", "on", "sentence", "undone", "absent"].map(named).to_vec(),
    });
    facts.records.push(vec![
        Type::Text,
        Type::Date,
        Type::Days,
        Type::Optional(Box::new(Type::Truth)),
        Type::Truth,
    ]);
    let money = Type::Money { currency: "USD".into(), per: None };
    let a_month = Type::Money { currency: "JPY".into(), per: Some(Rhythm::Month) };
    let conviction = Type::Record(RecordId(0));
    let (first, last) = (Date::from_ymd(1900, 1, 1), Date::from_ymd(2100, 1, 1));
    let day = |date: Option<Date>| date.map(|date| Number::from(date.days()));
    let unit = book.units.push(named("km"));
    let declared: [(&str, Type, Option<Number>, Option<Number>); 17] = [
        ("entry", Type::Choice(entry), None, None),
        ("entered_on", Type::Date, day(first), day(last)),
        ("convictions", Type::List(Box::new(conviction.clone())), None, None),
        ("worst", Type::Optional(Box::new(conviction)), None, None),
        ("threat_raised", Type::Truth, None, None),
        ("gain", money, Some(Number::ZERO), None),
        ("rent", a_month, None, None),
        ("children", Type::Integer, Some(Number::ZERO), Some(Number::from(20))),
        ("share", Type::Number, None, None),
        ("stay", Type::Days, None, None),
        ("residence", Type::Months, None, None),
        ("remarks", Type::Text, None, None),
        ("ways", Type::Set(entry), None, None),
        ("left_on", Type::Optional(Box::new(Type::Date)), None, None),
        ("scores", Type::List(Box::new(Type::Integer)), None, None),
        ("distance", Type::NumberIn(unit), Some(Number::ZERO), None),
        ("late", Type::Minutes, None, None),
    ];
    for (name, ty, least, most) in declared {
        facts.facts.push(FactType { ty, least, most, presumed: None });
        book.facts.push(FactWords {
            name: name.into(),
            label: Label::plain(format!("the {name}")),
            ask: None,
            held_in: None,
        });
    }
    book.actors.push(named("officer"));
    book.actors.push(named("department"));
    book.grounds.push(named("interview"));
    book.grounds.push(named("database_hit"));
    facts.has_grounds = true;
    book.protected.push(named("religion"));
    book.events.push(named("arrest"));
    book.events.push(named("review"));
    book.decisions.push(named("priority"));
    book.ledgers.push(LedgerWords {
        name: "safety".into(),
        label: Label::plain("what bears on safety"),
        toward: Label::plain("acting"),
        away: Label::plain("not acting"),
    });
    facts.open_ledgers.push(true);
    book.judgements.push(named("current_threat"));
    facts.judgements.push(JudgementType {
        ty: Type::Truth,
        clause: ClauseId(0),
        makers: vec![(ActorId(0), ClauseId(0))],
        ledgers: vec![(LedgerId(0), ClauseId(0))],
        bars: Vec::new(),
        burden: None,
    });
    for name in ["remorse", "rehabilitation"] {
        book.factors.push(FactorWords {
            name: name.into(),
            label: Label::plain(format!("the {name}")),
            directions: vec![(LedgerId(0), "away".into())],
        });
        facts.factors.push(FactorType {
            clause: ClauseId(0),
            ledgers: vec![LedgerId(0)],
            found_by: vec![ActorId(0)],
        });
    }
    (facts, book)
}
