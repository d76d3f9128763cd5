//! Any bytes, opened as a warc and read to the end.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for page in page::pages(bytes, "x.warc") {
        let _ = page.map(|page| page.body.len());
    }
});
