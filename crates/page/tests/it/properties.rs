//! What holds for any page.

use page::{Article, Given, Media, Page, Reader};
use proptest::prelude::*;

/// Pieces that pages are made of, sound and broken.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z ,.“”]{0,80}",
        "\\PC{0,40}",
        Just(
            "<p>The council met on Friday and agreed that the bridge should be opened to cars at last.</p>".to_owned()
        ),
        Just("<div class=\"share\"><a href=/x>Share</a></div>".to_owned()),
        Just("<figure><img><figcaption>The pier. <span>ADA POLL</span></figcaption></figure>".to_owned()),
        Just("<table><tr><td>a<td>b<tr><td>c<td>d</table>".to_owned()),
        Just(
            "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-05-03\"}</script>"
                .to_owned()
        ),
        Just("By Ada Poll\n3 May 2024\n".to_owned()),
        Just("(With input from Northwire)\n© 2024 Press. All rights reserved.\n".to_owned()),
        Just("<span class=hidden>x</span><br><br>".to_owned()),
        "<[a-z]{1,6}( [a-z]{1,5}=\"?[a-z]{0,5})?",
    ]
}

fn sound(article: &Article) {
    let text = &article.text;
    let mut end = 0;
    let mut covered = String::new();
    for block in &article.blocks {
        let (start, stop) = (block.span.start as usize, block.span.end as usize);
        assert!(end <= start && start < stop && stop <= text.len(), "blocks out of order: {block:?}");
        assert!(text.get(start..stop).is_some(), "a border inside a character: {block:?}");
        assert!((0.0..=1.0).contains(&block.why.confidence));
        covered.push_str(&text[start..stop]);
        end = stop;
    }
    let solid = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    assert_eq!(solid(&covered), solid(text), "text outside of every block");
    let spans = article.credits.iter().filter_map(|c| c.span).chain(article.bylines.iter().filter_map(|b| b.span));
    for span in spans.chain(article.links.iter().map(|l| l.span)).chain(article.corrections.iter().copied()) {
        assert!(text.get(span.range()).is_some_and(|words| !words.is_empty()), "{span:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn blocks_cover_the_text_in_order(pieces in prop::collection::vec(piece(), 0..24), html in any::<bool>()) {
        let joined = pieces.join(if html { "" } else { "\n" });
        let page = Page { media: Some(if html { Media::Html } else { Media::Text }), ..Page::of(joined) };
        if let Ok(article) = Reader::new().article(&page, &Given::default()) {
            sound(&article);
        }
    }

    #[test]
    fn any_bytes_are_an_article_or_a_reason(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        for page in page::pages(&bytes[..], "x").flatten() {
            if let Ok(article) = Reader::new().article(&page, &Given::default()) {
                sound(&article);
            }
        }
    }
}

#[test]
fn the_same_page_is_the_same_article_on_any_number_of_threads() {
    let html = include_str!("../../../../tests/pages/uk-telegram/page.html");
    let reader = Reader::new();
    let read = || reader.article(&Page::of(html), &Given::default()).unwrap();
    let once = read();
    let many: Vec<Article> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(read)).collect();
        threads.into_iter().map(|t| t.join().unwrap()).collect()
    });
    assert!(many.iter().all(|article| *article == once));
}
