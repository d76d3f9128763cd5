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
    for figure in READER.reading(&article).figures {
        let spans = [Some(figure.why.span), figure.of, figure.scope];
        assert!(spans.into_iter().flatten().all(|span| article.text.get(span.range()).is_some_and(|words| !words.is_empty())));
        assert!(!figure.value.is_empty() && figure.value.bytes().all(|digit| digit.is_ascii_digit() || digit == b'.'));
    }
});
