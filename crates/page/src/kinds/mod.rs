//! A source -> the pages in it: a file with one page, a web archive, a feed, lines of articles; plain or gzipped. Read as a stream.

mod feed;
mod jsonl;
mod opml;
mod warc;

pub use opml::{Listed, feeds};

use std::io::{BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;

use crate::{
    Page, Unread,
    limits::{MAX_FEED_BYTES, MAX_PAGE_BYTES},
};

/// One page of a source, or why it was left out.
pub type Opened = Result<Page, Unread>;

/// Bytes at the start by which a source is known.
const SNIFF_BYTES: usize = 1024;

/// Opens a source and yields each page in it, in order; what cannot be read is yielded as the reason.
///
/// `name` is the file's name; the bytes decide what it is, the name only between alike. Of one page at most
/// [`MAX_PAGE_BYTES`] and a byte are read, so that the reader can report the cut; archives are streamed.
pub fn pages<'a>(source: impl Read + Send + 'a, name: &str) -> Box<dyn Iterator<Item = Opened> + Send + 'a> {
    let mut source = BufReader::with_capacity(64 << 10, source);
    let gzipped = source.fill_buf().is_ok_and(|head| head.starts_with(&[0x1f, 0x8b]));
    if gzipped {
        plain(BufReader::with_capacity(64 << 10, MultiGzDecoder::new(source)), name, true)
    } else {
        plain(source, name, false)
    }
}

fn plain<'a>(
    mut source: impl BufRead + Send + 'a,
    name: &str,
    gzipped: bool,
) -> Box<dyn Iterator<Item = Opened> + Send + 'a> {
    let head: Vec<u8> = source.fill_buf().map(|head| head[..head.len().min(SNIFF_BYTES)].to_vec()).unwrap_or_default();
    if head.starts_with(b"WARC/") {
        return Box::new(warc::Records::new(source));
    }
    if jsonl::is_articles(&head, name) {
        return Box::new(jsonl::Lines::new(source));
    }
    let mut bytes = Vec::new();
    let bound = MAX_PAGE_BYTES.max(MAX_FEED_BYTES) as u64 + 1;
    let ended = source.take(bound).read_to_end(&mut bytes);
    let broken = ended
        .err()
        .filter(|_| gzipped)
        .map(|error| Unread::Gzip { read: bytes.len() as u64, reason: error.to_string() });
    if bytes.is_empty() {
        return Box::new(std::iter::once(Err(broken.unwrap_or(Unread::Empty))));
    }
    if opml::is_opml(&bytes) {
        let list = Unread::Foreign { what: "a list of feeds (OPML)", advice: "`onrecord add` notes the feeds in it" };
        return Box::new(std::iter::once(Err(list)));
    }
    let pages: Box<dyn Iterator<Item = Opened> + Send> =
        if is_feed(&head, name) { feed::entries(&bytes) } else { Box::new(std::iter::once(Ok(Page::of(bytes)))) };
    Box::new(pages.chain(broken.map(Err)))
}

/// Tells a feed by its root element, or its version key.
fn is_feed(head: &[u8], name: &str) -> bool {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    let root = ["<rss", "<feed", "<rdf:rdf"].iter().any(|root| head.contains(root));
    let xml = head.starts_with("<?xml")
        || head.starts_with("<rss")
        || head.starts_with("<feed")
        || head.starts_with("<rdf:rdf");
    let xml_name = [".rss", ".atom"].iter().any(|end| name.to_ascii_lowercase().trim_end_matches(".gz").ends_with(end));
    xml && (root || xml_name) && !head.contains("<html")
        || head.starts_with('{') && head.contains("jsonfeed.org/version")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn open(bytes: &[u8], name: &str) -> Vec<Opened> {
        pages(bytes, name).collect()
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    }

    const WARC: &str = "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\nabcd\r\n\r\n\
        WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <https://a.example/x>\r\nWARC-Date: 2024-05-03T10:00:00Z\r\nContent-Length: 91\r\n\r\n\
        HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nX-A: b\r\n\r\n<p>The ferry sailed.</p>\r\n\r\n\r\n";

    #[test]
    fn records_of_an_archive_are_pages_with_address_and_time_of_fetch() {
        for bytes in [WARC.as_bytes().to_vec(), gzip(WARC.as_bytes())] {
            let found = open(&bytes, "a.warc");
            let page = found[0].as_ref().unwrap();
            assert_eq!(page.url.as_deref(), Some("https://a.example/x"));
            assert_eq!(page.charset.as_deref(), Some("utf-8"));
            assert_eq!(page.fetched.unwrap().to_string(), "2024-05-03T10:00:00Z");
            assert!(String::from_utf8_lossy(&page.body).starts_with("<p>The ferry"), "{page:?}");
            assert_eq!(found.len(), 1);
        }
    }

    #[test]
    fn an_archive_that_breaks_off_keeps_what_it_has_and_says_so() {
        let cut = &WARC.as_bytes()[..WARC.len() - 20];
        let found = open(cut, "a.warc");
        assert!(found[0].is_ok());
        assert!(matches!(found[1], Err(Unread::Record { .. })), "{found:?}");
    }

    #[test]
    fn a_broken_gzip_keeps_what_could_be_read() {
        let page = "<p>The ferry between the old pier and the island sailed again on Friday.</p>".repeat(2000);
        let mut packed = gzip(page.as_bytes());
        packed.truncate(packed.len() / 2);
        let found = open(&packed, "a.html.gz");
        assert!(found.last().unwrap().is_err());
    }

    #[test]
    fn entries_of_a_feed_are_pages_that_know_their_source() {
        let feed = "<?xml version='1.0'?><rss version='2.0'><channel><title>Harbour Press</title><item><title>Ferry returns</title>\
            <link>https://a.example/f</link><pubDate>Fri, 03 May 2024 10:00:00 +0000</pubDate><source url='https://n.example'>Northwire</source>\
            <description>&lt;p&gt;The ferry sailed.&lt;/p&gt;</description></item></channel></rss>";
        let found = open(feed.as_bytes(), "feed.xml");
        let page = found[0].as_ref().unwrap();
        let entry = page.entry.as_ref().unwrap();
        assert_eq!(entry.source.as_deref(), Some("Northwire"));
        assert_eq!(entry.feed.as_deref(), Some("Harbour Press"));
        assert_eq!(page.url.as_deref(), Some("https://a.example/f"));
        let article = crate::Reader::new().article(page, &crate::Given::default()).unwrap();
        assert_eq!(article.kind, crate::PageKind::Article);
        assert_eq!(article.running_text(), "The ferry sailed.");
        assert_eq!(article.outlet.unwrap().value, "Northwire");
    }
}
