//! Articles made to cost more than they are worth: one endless paragraph of what a reading is made of. `EACH` says how long one may
//! be read, and what comes out of it may not be much longer than what went in.

use std::time::{Duration, Instant};

use page::Role;
use reading::MAX_READ_BYTES;

use crate::articles::{READER, article};

/// What is repeated.
const UNITS: [&str; 10] = [
    "\"He said\" she said ",
    "the minister said that talks on a deal would begin ",
    "according to ",
    "if they meet in Oslo ",
    "could, and ",
    "Friday ",
    "20 ",
    "Ada Poll ",
    "( ",
    "! a ",
];
/// Bytes of a paragraph: more than any of news.
const BYTES: usize = 30_000;
/// An unoptimised build on a busy machine; optimised, none takes half a second.
const EACH: Duration = Duration::from_secs(90);
/// Bytes of JSON a byte of the text: a statement, a party or a figure is some hundred.
const MOST_TIMES: usize = 400;

#[test]
fn endless_paragraphs_cost_little_and_give_little() {
    for unit in UNITS {
        let article = article(&[(Role::Paragraph, &unit.repeat(BYTES / unit.len()))]);
        let start = Instant::now();
        let reading = READER.reading(&article);
        assert!(start.elapsed() < EACH, "{unit:?}: {:?}", start.elapsed());
        let written = serde_json::to_string(&reading).unwrap().len();
        assert!(written < BYTES * MOST_TIMES, "{unit:?}: {written} bytes");
        let evidence: usize =
            reading.statements.iter().flat_map(|s| &s.chain).flat_map(|hop| &hop.why).map(|why| why.span.len()).sum();
        assert!(evidence < BYTES * MOST_TIMES, "{unit:?}: {evidence} bytes of evidence");
    }
}

#[test]
fn a_sentence_without_end_is_no_evidence_and_the_cuts_say_so() {
    let lead = "\"We leave on Friday,\" Ada Poll said.";
    let article =
        article(&[(Role::Paragraph, lead), (Role::Paragraph, &"the minister said that he said ".repeat(1_000))]);
    let reading = READER.reading(&article);
    assert!(!reading.statements.is_empty() && reading.statements.len() < 200, "{}", reading.statements.len());
    assert!(reading.statements.iter().all(|statement| statement.why.span.len() <= 4_000));
    assert!(
        reading.cuts.iter().any(|cut| cut.bound == "bytes of a sentence" && cut.seen > cut.limit),
        "{:?}",
        reading.cuts
    );
}

#[test]
fn what_stands_below_the_bound_is_left_and_the_cuts_say_so() {
    let filler = "Snow fell. ".repeat(MAX_READ_BYTES / 4 / 11 + 1);
    let said = "\"We leave on Friday,\" Ada Poll said.";
    let lines: Vec<(Role, &str)> =
        [said].into_iter().chain([filler.as_str(); 4]).chain([said]).map(|line| (Role::Paragraph, line)).collect();
    let reading = READER.reading(&article(&lines));
    assert_eq!(reading.statements.len(), 1);
    let [cut] = &reading.cuts[..] else { panic!("{:?}", reading.cuts) };
    assert_eq!((cut.bound.as_str(), cut.limit), ("bytes read", MAX_READ_BYTES as u64));
}

#[test]
fn a_title_that_breaks_off_names_nobody() {
    let text =
        "Former Secretary of Works and presidential hopeful Ada Corl is calling for the region to step up its efforts.";
    let reading = READER.reading(&article(&[(Role::Paragraph, text)]));
    let named = reading.statements.iter().flat_map(|one| &one.chain).filter_map(|hop| hop.from.name.as_ref());
    assert!(named.clone().all(|name| !name.is_empty()), "{:?}", named.collect::<Vec<_>>());
}
