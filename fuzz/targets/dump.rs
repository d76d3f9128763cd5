//! Any bytes, taken for a text dump.
#![no_main]

use std::sync::LazyLock;

use page::{Given, Media, Page, Reader};

static READER: LazyLock<Reader> = LazyLock::new(Reader::new);

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let page = Page { media: Some(Media::Text), ..Page::of(bytes) };
    let _ = READER.article(&page, &Given::default());
});
