//! What holds for any article.

use std::num::NonZeroUsize;

use page::Role;
use proptest::prelude::*;
use reading::{How, Reading};
use text::Span;

use crate::articles::{READER, article};

/// Every span anywhere in a reading: an object with just a start and an end.
fn spans(reading: &Reading) -> Vec<Span> {
    fn gather(value: &serde_json::Value, spans: &mut Vec<Span>) {
        match value {
            serde_json::Value::Object(object) => {
                match (object.get("start").and_then(|v| v.as_u64()), object.get("end").and_then(|v| v.as_u64())) {
                    (Some(start), Some(end)) => spans.push(Span::new(start as usize, end as usize)),
                    _ => object.values().for_each(|value| gather(value, spans)),
                }
            }
            serde_json::Value::Array(array) => array.iter().for_each(|value| gather(value, spans)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    gather(&serde_json::to_value(reading).unwrap(), &mut found);
    found
}

fn check(lines: &[String]) {
    let lines: Vec<(Role, &str)> = lines.iter().map(|line| (Role::Paragraph, line.as_str())).collect();
    let article = article(&lines);
    let reading = READER.reading(&article);
    for span in spans(&reading) {
        assert!(
            article.text.get(span.range()).is_some_and(|words| !words.is_empty()),
            "{span:?} of {:?}",
            article.text
        );
    }
    for statement in &reading.statements {
        assert!(!statement.chain.is_empty() && !statement.content.is_empty());
        assert!(statement.cue.is_some() || !statement.why.rule.is_empty(), "neither cue nor reason");
        let (first, rest) = statement.chain.split_first().unwrap();
        assert!(first.how == How::Carried && first.why.is_none() && rest.iter().all(|hop| hop.why.is_some()));
        assert!(rest.iter().all(|hop| !matches!(hop.how, How::Carried | How::Possible)));
        assert!(statement.content.windows(2).all(|two| two[0].end <= two[1].start), "order: {:?}", article.text);
        let apart =
            |other: Span| statement.content.iter().all(|piece| piece.end <= other.start || other.end <= piece.start);
        assert!(statement.cue.is_none_or(apart), "cue in content: {:?}", article.text);
        assert!(statement.sources.iter().filter_map(|s| s.span).all(apart), "source in content: {:?}", article.text);
        assert!(statement.within.is_none_or(|at| (at as usize) < reading.statements.len()));
    }
    let starts: Vec<u32> = reading.statements.iter().filter_map(|statement| Some(statement.cue?.start)).collect();
    assert!(starts.is_sorted(), "order of statements: {:?}", article.text);
    assert_eq!(READER.reading(&article), reading);
}

proptest! {
    #[test]
    fn arbitrary_text_does_no_harm(lines in prop::collection::vec("\\PC{0,80}", 0..4)) {
        check(&lines);
    }

    #[test]
    fn arbitrary_news_does_no_harm(lines in prop::collection::vec(
        "( |, |\\. |: |\"|“|”|‘|’| – |said|has said|told|Reuters|Mayor|Ada|Poll|Quayside|the agency|he|they|the|report|two|people|familiar|with|that|and|but|nor|neither|warned|of|citing|quoted by|according to|adding|on Friday|not|who|first to report|reported|had it|heard from|was the answer of|;|İstanbul|é|May 3, 2024|2024-05-03| ){0,40}", 0..4)) {
        check(&lines);
    }
}

#[test]
fn one_thread_and_eight_give_the_same_bytes() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../languages/en/cases");
    let cases = ["chains.md", "status.md"].map(|file| std::fs::read_to_string(folder.join(file)).unwrap());
    let lines: Vec<&str> =
        cases.iter().flat_map(|cases| cases.lines()).filter_map(|line| line.strip_prefix("> ")).collect();
    let articles = || -> Vec<page::Article> {
        let paragraphs =
            |lines: &[&str]| article(&lines.iter().map(|line| (Role::Paragraph, *line)).collect::<Vec<_>>());
        lines.chunks(6).map(paragraphs).collect()
    };
    let read = |jobs: usize| {
        reading::read_many(articles(), NonZeroUsize::new(jobs), |article| {
            serde_json::to_string(&READER.reading(&article)).unwrap()
        })
    };
    let one = read(1);
    assert!(one.len() > 40 && one.iter().any(|reading| reading.contains("\"cue\":{")));
    assert_eq!(read(8), one);
}
