//! The cases of `languages/en/cases/events.md` and `status.md`.

use std::collections::BTreeMap;

use page::{Article, Dated, Place, Role};
use reading::{Event, Filler, Reading};

use crate::{
    articles::{READER, article},
    cases::{Case, cases},
};

const EVENTS: &str = include_str!("../../../../languages/en/cases/events.md");
const STATUS: &str = include_str!("../../../../languages/en/cases/status.md");
/// Mentions of `status.md` whose status is read right, per cent: may rise, never fall.
const STATUS_FLOOR: f64 = 95.0;

/// Reads a case as an article of Wednesday 11 March 2026.
fn read(case: &Case<'_>) -> (Article, Reading) {
    let lines: Vec<_> = case.sentences.iter().map(|line| (Role::Paragraph, *line)).collect();
    let mut article = article(&lines);
    article.published = Some(Dated {
        day: "2026-03-11".parse().unwrap(),
        time: None,
        offset_minutes: None,
        at: None,
        utc_day: None,
        stamp: "2026-03-11".to_owned(),
        place: Place::Given,
    });
    let reading = READER.reading(&article);
    (article, reading)
}

fn with_words<'a>(article: &Article, reading: &'a Reading, words: &str) -> Vec<&'a Event> {
    let told = |event: &&Event| {
        let trigger = article.words(event.trigger);
        trigger.contains(words) || words.contains(trigger)
    };
    reading.events.iter().filter(told).collect()
}

#[test]
fn the_status_of_most_mentions_is_read_as_marked() {
    let (mut right, mut all, mut wrong) = (0, 0, String::new());
    let mut by_status: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for case in cases(STATUS) {
        let (article, reading) = read(&case);
        for row in &case.expected {
            let [words, status, ..] = row[..] else { panic!("line {}: {row:?}", case.line) };
            let conditional = row.get(2) == Some(&"conditional");
            let found = with_words(&article, &reading, words);
            let is = |event: &&Event| event.status.name() == status && event.conditional == conditional;
            // of several with these words the first counts, but for those that are done by saying them
            let exact = |event: &&&Event| article.words(event.trigger) == words;
            let plain = |event: &&&Event| event.kind.0 != "word" && !event.new_date;
            let first = found.iter().filter(plain).find(exact).or_else(|| found.iter().find(plain)).or(found.first());
            let (good, of) = by_status.entry(status).or_default();
            all += 1;
            *of += 1;
            if first.is_some_and(is) {
                right += 1;
                *good += 1;
            } else {
                let got: Vec<_> = found.iter().map(|e| (e.kind.0.as_str(), e.status.name(), e.conditional)).collect();
                wrong += &format!(
                    "line {}: {words}: {status}, read as {got:?}\n  {}\n",
                    case.line,
                    case.sentences.join(" ")
                );
            }
        }
    }
    let percent = 100.0 * f64::from(right) / f64::from(all);
    println!("{wrong}{right} of {all}, {percent:.1} per cent; {by_status:?}");
    assert!(all >= 300, "{all} mentions");
    assert!(percent >= STATUS_FLOOR, "{percent:.1} per cent of {all}");
}

#[test]
fn every_event_case_is_read_as_written() {
    let mut wrong = String::new();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for case in cases(EVENTS) {
        let (article, reading) = read(&case);
        if case.expected == [["none"]] {
            let entries: Vec<_> = reading.events.iter().filter(|event| event.is_entry()).collect();
            if !entries.is_empty() {
                wrong += &format!("\nline {}: {}\n  read {entries:?}\n", case.line, case.sentences.join(" / "));
            }
            continue;
        }
        for row in &case.expected {
            *counts.entry(row[1].to_owned()).or_default() += 1;
            *counts.entry(row[2].to_owned()).or_default() += 1;
            let found = with_words(&article, &reading, row[0]);
            let rows: Vec<_> = found.iter().map(|event| columns(&article, &reading, event)).collect();
            if !rows.iter().any(|columns| row[1..].iter().eq(columns.iter().take(row.len() - 1))) {
                wrong +=
                    &format!("\nline {}: {}\n  expected {}\n", case.line, case.sentences.join(" / "), row.join(" | "));
                rows.iter().for_each(|columns| wrong += &format!("  read     {}\n", columns.join(" | ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    let types: toml::Table = toml::from_str(include_str!("../../../../languages/events.toml")).unwrap();
    let mut few = Vec::new();
    for list in ["kind", "plover"] {
        for entry in types[list].as_array().unwrap() {
            let name = entry["name"].as_str().unwrap();
            let count = counts.get(name).copied().unwrap_or(0);
            few.extend((count < 5).then(|| format!("{name}: {count}")));
        }
    }
    assert!(few.is_empty(), "fewer than five cases: {few:?}");
}

/// Kind, type that PLOVER codes or else the deed's, status, days, place, who.
fn columns(article: &Article, reading: &Reading, event: &Event) -> Vec<String> {
    let plover = event.coded.as_ref().or(event.plover.as_ref()).map_or("-", |plover| plover.0.as_str());
    let days = event.days.map_or_else(
        || "-".to_owned(),
        |days| {
            let last = days.end.yesterday().unwrap();
            if days.start == last { last.to_string() } else { format!("{}..{last}", days.start) }
        },
    );
    let place = event.place.map_or("-", |place| article.words(place));
    // two that have the same words are known by their names
    let alone = |filler: &Filler| event.who().filter(|other| other.span == filler.span).count() == 1;
    let name = |filler: &Filler| {
        let name = reading.side(article, filler.party).filter(|_| !alone(filler));
        name.unwrap_or_else(|| article.words(filler.span).to_owned())
    };
    let who: Vec<String> = event.who().map(name).collect();
    vec![
        event.kind.0.clone(),
        plover.to_owned(),
        event.status.name().to_owned(),
        days,
        place.to_owned(),
        who.join(" + "),
    ]
}

#[test]
fn a_day_that_cannot_be_resolved_stays_with_its_event() {
    let lines =
        ["Norland and Karvia held talks in Lund.", "The talks in Lund last weekend were hard, a minister said."];
    let article = article(&lines.map(|line| (Role::Paragraph, line)));
    let reading = READER.reading(&article);
    let talks: Vec<&Event> = reading.events.iter().filter(|event| event.kind.0 == "talks").collect();
    assert_eq!(talks.len(), 2);
    for one in talks {
        let when = one.when.and_then(|ix| reading.times.get(ix as usize)).map(|time| article.words(time.span));
        assert_eq!((when, one.days), (Some("last weekend"), None));
    }
}

#[test]
fn a_question_tells_of_no_deed_and_a_source_takes_no_part() {
    let question = Case {
        line: 0,
        sentences: vec!["Did the envoy of Norland meet the general in Lund on Tuesday?"],
        expected: vec![],
    };
    assert!(with_words(&read(&question).0, &read(&question).1, "meet").is_empty());
    let told = "Envoys of Norland and Karvia met on Tuesday, according to a port official.";
    let (article, reading) = read(&Case { line: 0, sentences: vec![told], expected: vec![] });
    let met = with_words(&article, &reading, "met");
    let words: Vec<&str> = met[0].roles.iter().map(|filler| article.words(filler.span)).collect();
    assert!(!words.is_empty() && words.iter().all(|word| !word.contains("official")), "{words:?}");
}

#[test]
fn who_strikes_is_told_by_the_sentence_before() {
    let sentences = vec!["Dock workers in Tarn rejected the offer on Monday. A strike will begin on Friday."];
    let (article, reading) = read(&Case { line: 0, sentences, expected: vec![] });
    let who = |reading: &Reading| -> Vec<String> {
        let strike = reading.events.iter().find(|event| event.kind.0 == "strike").unwrap();
        strike.who().map(|filler| article.words(filler.span).to_owned()).collect()
    };
    let (by_rule, _) = READER.linked(&article, None);
    assert_eq!(who(&by_rule), [""; 0]);
    assert_eq!(who(&reading), ["Dock workers in Tarn"]);
    assert_eq!(reading.made_by.weights.len(), by_rule.made_by.weights.len() + 1);
}

#[test]
fn all_who_represent_a_side_take_part() {
    let sentences = vec![
        "U.S. and Polish negotiators are expected to hold talks in Lund this weekend.",
        "U.S. President Martin Vale's special envoy, Steve Wolff, and Vale's son-in-law, Jared Lind, are expected to represent the U.S. side, while the Polish delegation is expected to include Polish President Jan Kral's special envoy, Kirill Dobry.",
    ];
    let (article, reading) = read(&Case { line: 0, sentences, expected: vec![] });
    let talks = reading.events.iter().find(|event| event.kind.0 == "talks").unwrap();
    let who: Vec<&str> = talks.who().map(|filler| article.words(filler.span)).collect();
    assert!(["Steve Wolff", "Jared Lind", "Kirill Dobry"].iter().all(|name| who.contains(name)), "{who:?}");
}
