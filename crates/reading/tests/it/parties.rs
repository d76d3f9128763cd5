//! Parties: `languages/en/cases/parties.md`.

use page::Role;
use reading::{Party, Reading};

use crate::{
    articles::{READER, article},
    cases::cases,
};

const CASES: &str = include_str!("../../../../languages/en/cases/parties.md");

#[test]
fn every_party_case_is_read_as_written() {
    let cases = cases(CASES);
    assert!(cases.len() >= 15, "{} cases", cases.len());
    let mut wrong = String::new();
    for case in &cases {
        let lines: Vec<_> = case.sentences.iter().map(|line| (Role::Paragraph, *line)).collect();
        let article = article(&lines);
        let reading = READER.reading(&article);
        let rows: Vec<Vec<String>> = reading.parties.iter().map(|party| row(&reading, party)).collect();
        for expected in &case.expected {
            let found = match expected[0].strip_prefix("no ") {
                Some(name) => rows.iter().all(|row| row[0] != name),
                None => rows.iter().any(|row| expected.iter().zip(row).all(|(expected, read)| expected == read)),
            };
            if !found {
                wrong += &format!(
                    "\nline {}: {}\n  expected {}\n",
                    case.line,
                    case.sentences.join(" / "),
                    expected.join(" | ")
                );
                rows.iter().for_each(|row| wrong += &format!("  read     {}\n", row.join(" | ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn row(reading: &Reading, party: &Party) -> Vec<String> {
    let kind = if party.is_state() { "state" } else { party.kind.name() };
    let above = party.stands_for.or(party.affiliation).and_then(|at| reading.parties.get(at as usize));
    vec![party.name.clone(), kind.to_owned(), above.map(|above| above.name.clone()).unwrap_or_default()]
}

#[test]
fn mentions_are_in_order_and_links_hold() {
    let lines = [
        (Role::Paragraph, "Norway's foreign ministry said Ada Stone, its envoy, had left. She said Oslo would wait."),
        (Role::Paragraph, "Kyiv and Moscow thanked her. \"We wait,\" the ministry said."),
    ];
    let reading = READER.reading(&article(&lines));
    assert!(reading.parties.len() >= 4);
    for party in &reading.parties {
        assert!(party.mentions.is_sorted_by_key(|span| span.start), "{party:?}");
        let links = party.affiliation.iter().chain(&party.stands_for);
        assert!(links.into_iter().all(|at| (*at as usize) < reading.parties.len()));
    }
    let first = |party: &Party| party.mentions.first().map_or(u32::MAX, |span| span.start);
    assert!(reading.parties.is_sorted_by_key(first));
}
