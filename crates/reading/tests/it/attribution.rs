//! What holds for the attributions of any text, and what must be found in plain news.

use std::sync::LazyLock;

use lang::Engine;
use proptest::prelude::*;
use reading::attribution::{Attribution, Attributor};
use text::Span;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::english().unwrap());
static ATTRIBUTOR: LazyLock<Attributor> = LazyLock::new(|| Attributor::english().unwrap());

fn found(text: &str) -> Vec<Attribution> {
    let mut start = 0;
    let line = |line: &str| {
        let span = Span::new(start, start + line.trim_end_matches('\n').len());
        start += line.len();
        span
    };
    let blocks: Vec<Span> = text.split_inclusive('\n').map(line).collect();
    ATTRIBUTOR.attributions(text, &ENGINE.analyse(text, &blocks), &blocks)
}

/// Source, cue and content in words, pieces parted by " | ".
fn told(text: &str) -> Vec<[String; 3]> {
    let words = |spans: &[Span]| spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" | ");
    found(text).iter().map(|found| [words(&found.source), words(&found.cue), words(&found.content)]).collect()
}

fn check(text: &str) {
    let all = found(text);
    for (at, one) in all.iter().enumerate() {
        assert!(!one.cue.is_empty() && !one.content.is_empty(), "{text:?}");
        assert!((0.0..=1.0).contains(&one.score));
        let mut own: Vec<Span> = one.source.iter().chain(&one.cue).chain(&one.content).copied().collect();
        assert!(own.iter().all(|span| text.get(span.range()).is_some_and(|words| !words.is_empty())), "{text:?}");
        for role in [&one.source, &one.cue, &one.content] {
            assert!(role.windows(2).all(|pair| pair[0].end <= pair[1].start), "pieces in order: {text:?}");
        }
        own.sort_unstable();
        assert!(own.windows(2).all(|pair| pair[0].end <= pair[1].start), "roles apart: {text:?} {one:?}");
        assert!(one.within.is_none_or(|within| within != at && all[within].within.is_none()), "{text:?}");
    }
    assert_eq!(found(text), all);
}

proptest! {
    #[test]
    fn arbitrary_text_does_no_harm(text in "(\\PC|\\n){0,200}") {
        check(&text);
    }

    #[test]
    fn arbitrary_news_does_no_harm(text in
        "( |, |\\. |: |\"|“|”|‘|’| – |\n|said|has said|told|Reuters|Mayor|Ada|Poll|he|they|the|report|two|people|that|and|but|warned|of|citing|according to|adding|İstanbul|é| ){0,60}") {
        check(&text);
    }
}

#[test]
fn plain_reports_are_found() {
    assert_eq!(
        told("The bridge will stay closed until June, the Norland transport ministry said on Friday."),
        [["the Norland transport ministry", "said", "The bridge will stay closed until June"]]
    );
    let two = told("Ada Poll, the mayor, said that the bridge was safe. “We have checked every bolt,” she added.");
    assert_eq!(two[0][2], "that the bridge was safe");
    assert_eq!(two[1], ["she", "added", "We have checked every bolt"]);
}

#[test]
fn many_threads_find_the_same() {
    let text = "“No deal,” Ada Poll said. According to the ministry, talks go on.\n".repeat(20);
    let once = found(&text);
    assert!(once.len() > 20);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(found(&text), once));
        }
    });
}
