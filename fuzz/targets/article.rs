//! Any bytes -> an article whose blocks lie in order inside its text.
#![no_main]

use std::sync::LazyLock;

use page::{Given, Page, Reader};

static READER: LazyLock<Reader> = LazyLock::new(Reader::new);

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(article) = READER.article(&Page::of(bytes), &Given::default()) {
        let mut end = 0;
        for block in &article.blocks {
            assert!(end <= block.span.start && article.text.get(block.span.range()).is_some());
            end = block.span.end;
        }
    }
});
