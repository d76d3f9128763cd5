//! Any text for an article's, each line a paragraph: what is read rests on its words, figures above all.
#![no_main]

use std::sync::LazyLock;

use page::{Given, Media, Page};

static PAGES: LazyLock<page::Reader> = LazyLock::new(page::Reader::new);
static READER: LazyLock<reading::Reader> = LazyLock::new(|| reading::Reader::english().expect("built in"));

libfuzzer_sys::fuzz_target!(|text: &str| {
    let page = Page { media: Some(Media::Text), ..Page::of(text.to_owned()) };
    let Ok(mut article) = PAGES.article(&page, &Given::default()) else { return };
    article.language = Some("en".to_owned());
    let reading = READER.reading(&article);
    let lies_within = |span: text::Span| article.text.get(span.range()).is_some_and(|words| !words.is_empty());
    for figure in &reading.figures {
        let spans = [Some(figure.why.span), figure.of, figure.scope];
        assert!(spans.into_iter().flatten().all(lies_within));
        assert!(!figure.value.is_empty() && figure.value.bytes().all(|digit| digit.is_ascii_digit() || digit == b'.'));
    }
    for event in &reading.events {
        let spans = [Some(event.why.span), Some(event.trigger), event.place, event.condition];
        assert!(spans.into_iter().flatten().chain(event.roles.iter().map(|filler| filler.span)).all(lies_within));
        assert!(event.when.is_none_or(|at| reading.times.get(at as usize).is_some()));
    }
    for position in &reading.positions {
        let sides = [Some(position.party), position.toward].into_iter().flatten().map(|side| side.span);
        let spans = [position.why.span, position.what].into_iter().chain(position.condition.map(|(_, span)| span));
        assert!(spans.chain(sides).all(lies_within));
    }
    for statement in &reading.statements {
        let sources = statement.sources.iter().filter_map(|source| source.span);
        assert!(statement.content.iter().copied().chain(statement.cue).chain(sources).all(lies_within));
    }
});
