//! Positions: `languages/en/cases/positions.md`.

use std::collections::BTreeMap;

use page::Role;
use reading::{ConditionKind, Position};

use crate::{
    articles::{READER, article},
    cases::cases,
};

const CASES: &str = include_str!("../../../../languages/en/cases/positions.md");

#[test]
fn every_position_case_is_read_as_written() {
    let cases = cases(CASES);
    let mut wrong = String::new();
    let mut stances: BTreeMap<&str, usize> = BTreeMap::new();
    for case in &cases {
        let lines: Vec<_> = case.sentences.iter().map(|line| (Role::Paragraph, *line)).collect();
        let article = article(&lines);
        let reading = READER.reading(&article);
        let row = |position: &Position| {
            let words = |span| article.words(span).to_owned();
            let party = reading.side(&article, position.party.party).unwrap_or_else(|| words(position.party.span));
            let condition = position.condition.map(|(_, span)| words(span)).unwrap_or_default();
            let kind = position.condition.map_or("", |(kind, _)| name(kind)).to_owned();
            vec![party, position.stance.name().to_owned(), words(position.what), condition, kind]
        };
        let rows: Vec<Vec<String>> = reading.positions.iter().map(row).collect();
        let same = |(expected, read): (&Vec<&str>, &Vec<String>)| {
            let rest = read.iter().skip(expected.len().max(3)).all(String::is_empty);
            rest && expected.iter().zip(read).all(|(expected, read)| expected == read)
        };
        let right = match case.expected == [["none"]] {
            true => rows.is_empty(),
            false => rows.len() == case.expected.len() && case.expected.iter().zip(&rows).all(same),
        };
        case.expected.iter().filter_map(|row| row.get(1)).for_each(|stance| *stances.entry(stance).or_default() += 1);
        if !right {
            wrong += &format!("\nline {}: {}\n", case.line, case.sentences.join(" / "));
            case.expected.iter().for_each(|row| wrong += &format!("  expected {}\n", row.join(" | ")));
            rows.iter().for_each(|row| wrong += &format!("  read     {}\n", row.join(" | ")));
        }
    }
    assert!(stances.len() == 8 && stances.values().all(|cases| *cases >= 5), "five cases a stance: {stances:?}");
    assert!(wrong.is_empty(), "{wrong}");
}

fn name(kind: ConditionKind) -> &'static str {
    match kind {
        ConditionKind::If => "if",
        ConditionKind::Unless => "unless",
        ConditionKind::Until => "until",
        ConditionKind::InExchange => "in-exchange",
        ConditionKind::Provided => "provided",
    }
}
