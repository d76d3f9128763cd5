//! Any bytes, opened as a feed and read to the end.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for page in page::pages(bytes, "x.feed") {
        let _ = page.map(|page| page.body.len());
    }
});
