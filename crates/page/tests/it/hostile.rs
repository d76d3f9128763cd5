//! Pages made to hang, to crash or to hide: each is read in bounded time, its text is kept, its cuts are reported.

use std::{
    io::{Read, Write},
    time::{Duration, Instant},
};

use page::{Article, Given, Page, Reader, Unread, pages};

/// An unoptimised build on a busy machine; optimised, each takes a second or two.
const PATIENCE: Duration = Duration::from_secs(60);
const STORY: &str =
    "The ferry between the old pier and the island sailed again on Friday, twelve years after it had stopped.";

fn read(bytes: impl Into<Vec<u8>>) -> Article {
    let page = Page::of(bytes);
    let reader = Reader::new();
    let start = Instant::now();
    let article = reader.article(&page, &Given::default()).unwrap();
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    article
}

fn is_cut(article: &Article, bound: &str) -> bool {
    article.cuts.iter().any(|c| c.bound == bound)
}

#[test]
fn two_hundred_thousand_nested_tags_keep_their_text() {
    let article = read(format!("<html><body><p>{STORY}</p>{}<p>{STORY} Twice.</p>", "<div>".repeat(200_000)));
    assert!(article.text.contains("Twice.") && is_cut(&article, "depth"));
}

#[test]
fn a_tag_with_a_million_attributes_loses_only_attributes() {
    let article = read(format!("<html><body><p {}>{STORY}</p>", "a=1 ".repeat(1_000_000)));
    assert!(article.text.contains(STORY) && is_cut(&article, "attributes"));
}

#[test]
fn a_hundred_megabytes_are_read_up_to_the_bound() {
    let bytes = format!("<p>{STORY}</p>\n").repeat(100_000_000 / (STORY.len() + 8));
    let page = pages(bytes.as_bytes(), "big.html").next().unwrap().unwrap();
    assert!(page.body.len() <= page::limits::MAX_PAGE_BYTES + 1);
    let article = read(page.body);
    assert!(is_cut(&article, "page bytes") && article.text.starts_with(STORY));
}

#[test]
fn unclosed_formatting_does_not_multiply() {
    let tags: String = (0..3000).map(|n| format!("<b id={n}><i id={n}>")).collect();
    let article = read(format!("<html><body>{tags}{}<p>{STORY}", "<p>x".repeat(3000)));
    assert!(article.text.contains(STORY));
}

#[test]
fn tables_in_tables_and_lists_in_lists_end() {
    let article = read(format!("<html><body>{}{STORY}", "<table><tr><td>".repeat(3000)));
    assert!(article.text.contains(STORY));
    let article = read(format!("<html><body>{}{STORY}", "<ul><li><svg>".repeat(50_000)));
    assert!(!article.text.is_empty());
}

#[test]
fn nulls_and_a_wrong_character_set_leave_a_page() {
    let article = read(format!("<meta charset=utf-16><p>{STORY}\0\0 \u{1b}[31mRed</p>"));
    assert!(article.text.contains(STORY) && !article.text.contains(['\0', '\u{1b}']));
    let (bytes, _, _) =
        encoding_rs::WINDOWS_1251.encode("<p>Трамвай вернулся из музея на линию в понедельник, шесть лет спустя.</p>");
    let page = Page { charset: Some("utf-8".to_owned()), ..Page::of(bytes.into_owned()) };
    assert!(Reader::new().article(&page, &Given::default()).unwrap().text.contains("Трамвай"));
}

#[test]
fn a_text_dump_of_one_endless_line_or_of_only_line_ends_is_bounded() {
    assert!(read("word ".repeat(500_000)).text.len() > 1_000_000);
    assert!(read(format!("{}{STORY}", "\n".repeat(1_000_000))).text.ends_with(STORY));
    assert_eq!(Reader::new().article(&Page::of("\n".repeat(1000)), &Given::default()), Err(Unread::Empty));
}

#[test]
fn a_record_longer_than_its_archive_keeps_its_text_and_says_so() {
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>{STORY}</p>");
    let warc = format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\n{http}");
    let found: Vec<_> = pages(warc.as_bytes(), "a.warc").collect();
    assert!(String::from_utf8_lossy(&found[0].as_ref().unwrap().body).contains(STORY));
    assert!(found[1].as_ref().unwrap_err().to_string().contains("ends inside a record"));
}

/// Yields a record that never ends.
struct Endless(u64);

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 400000000\r\n\r\nHTTP/1.1 200 OK\r\n\r\n";
        for byte in buffer.iter_mut() {
            *byte = head.get(self.0 as usize).copied().unwrap_or(b'a');
            self.0 += 1;
        }
        Ok(if self.0 > 500_000_000 { 0 } else { buffer.len() })
    }
}

#[test]
fn an_endless_record_is_streamed_not_stored() {
    let first = pages(Endless(0), "a.warc").next().unwrap().unwrap();
    assert!(first.body.len() <= page::limits::MAX_PAGE_BYTES + page::limits::MAX_HEADER_BYTES + 1);
}

#[test]
fn a_gzip_bomb_is_unpacked_to_the_bound() {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..300 {
        packer.write_all(&vec![b'a'; 1 << 20]).unwrap();
    }
    let packed = packer.finish().unwrap();
    let page = pages(&packed[..], "bomb.html.gz").next().unwrap().unwrap();
    assert!(page.body.len() <= page::limits::MAX_PAGE_BYTES + 1);
    let broken = pages(&packed[..1000], "bomb.html.gz").collect::<Vec<_>>();
    assert!(matches!(broken.last(), Some(Err(Unread::Gzip { .. }))));
}
