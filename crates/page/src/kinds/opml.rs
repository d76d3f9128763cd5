//! OPML: a list of feeds.

use crate::limits::MAX_RECORDS;

/// A feed that a list names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its address.
    pub url: String,
    /// What the list calls it; empty when it does not.
    pub title: String,
}

/// Bytes at the start in which the root element stands.
const HEAD_BYTES: usize = 4096;

/// Tells a list of feeds by its root element.
pub fn is_opml(bytes: &[u8]) -> bool {
    let head =
        String::from_utf8_lossy(bytes.get(..bytes.len().min(HEAD_BYTES)).unwrap_or_default()).to_ascii_lowercase();
    let root = head.split('<').find(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic()));
    root.is_some_and(|tag| tag.starts_with("opml"))
}

/// Returns the feeds of a list, in order; nothing when the bytes are no list.
///
/// ```
/// let list = r#"<opml version="2.0"><body><outline text="Port &amp; Sea" xmlUrl="https://lune.example/feed"/></body></opml>"#;
/// let feeds = page::feeds(list.as_bytes()).unwrap();
/// assert_eq!((feeds[0].title.as_str(), feeds[0].url.as_str()), ("Port & Sea", "https://lune.example/feed"));
/// ```
pub fn feeds(bytes: &[u8]) -> Option<Vec<Listed>> {
    if !is_opml(bytes) {
        return None;
    }
    let text = String::from_utf8_lossy(bytes);
    let outlines = text.split("<outline").skip(1).take(MAX_RECORDS);
    let feeds = outlines.filter_map(|outline| {
        let attributes = attributes(outline);
        let value =
            |name: &str| attributes.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, v)| v.clone());
        let url = value("xmlUrl").filter(|url| url.starts_with("http://") || url.starts_with("https://"))?;
        Some(Listed { url, title: value("title").or_else(|| value("text")).unwrap_or_default() })
    });
    Some(feeds.collect())
}

/// Reads the attributes of a tag whose name has been read, up to its end.
fn attributes(tag: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = tag;
    while let Some((name, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let name = name.trim();
        let Some(mark) = after.chars().next().filter(|c| matches!(c, '"' | '\'')) else { break };
        // the tag ended before this sign
        if name.contains(['>', '<']) {
            break;
        }
        let Some((value, next)) = after[1..].split_once(mark) else { break };
        found.push((name.to_owned(), crate::metadata::jsonld::plain(value)));
        rest = next;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_outlines_with_an_address_are_feeds() {
        let list = "<?xml version='1.0'?><!-- mine --><OPML><head><title>a=\"b\"</title></head><body><outline text='News'>\
            <outline type='rss' title='Lune' xmlUrl='https://lune.example/f'/><outline xmlUrl='file:///etc/passwd'/>\
            <outline text=\"broken xmlUrl=\"></outline></body></OPML>";
        let feeds = feeds(list.as_bytes()).unwrap();
        assert_eq!(feeds, [Listed { url: "https://lune.example/f".to_owned(), title: "Lune".to_owned() }]);
        assert_eq!(super::feeds(b"<html><p>opml</p></html>"), None);
    }
}
