//! The corpus of the fuzzers, replayed: every file is read to its end without a panic.

use std::path::Path;

use page::{Given, Media, Page, Reader};

fn files(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target);
    let mut found: Vec<_> = std::fs::read_dir(&folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.display().to_string(), std::fs::read(&path).unwrap()))
        .collect();
    found.sort();
    assert!(found.len() >= 4, "{target} has no corpus");
    found
}

#[test]
fn articles() {
    let reader = Reader::new();
    for (_, bytes) in files("article") {
        let _ = reader.article(&Page::of(bytes), &Given::default());
    }
}

#[test]
fn dumps() {
    let reader = Reader::new();
    for (_, bytes) in files("dump") {
        let _ = reader.article(&Page { media: Some(Media::Text), ..Page::of(bytes) }, &Given::default());
    }
}

#[test]
fn archives_and_feeds() {
    let reader = Reader::new();
    for (name, bytes) in files("warc").into_iter().chain(files("feed")) {
        for page in page::pages(&bytes[..], &name).flatten() {
            let _ = reader.article(&page, &Given::default());
        }
    }
}
