//! RSS, Atom and JSON Feed entries as pages.

use feed_rs::model::{Entry as FeedEntry, Feed, Text};

use super::Opened;
use crate::{Entry, Media, Page, Unread, limits::MAX_RECORDS};

/// Reads a feed; every entry is a page of the text that the feed carries for it.
pub fn entries(bytes: &[u8]) -> Box<dyn Iterator<Item = Opened> + Send> {
    let parser = feed_rs::parser::Builder::new().sanitize_content(false).build();
    match parser.parse(bytes) {
        Ok(mut feed) => {
            let title = feed.title.as_ref().map(plain);
            let sources = sources(bytes);
            if sources.len() == feed.entries.len() {
                for (entry, source) in feed.entries.iter_mut().zip(sources) {
                    entry.source = source.or(entry.source.take());
                }
            }
            Box::new(of(feed).take(MAX_RECORDS).map(move |entry| Ok(page(entry, title.clone()))))
        }
        Err(error) => {
            Box::new(std::iter::once(Err(Unread::Record { archive: "feed", offset: 0, reason: error.to_string() })))
        }
    }
}

/// Finds `<source>` of every RSS item, in order: the parser does not keep it.
fn sources(bytes: &[u8]) -> Vec<Option<String>> {
    let xml = String::from_utf8_lossy(bytes);
    let items = xml.split("<item").skip(1).filter(|item| item.starts_with(['>', ' ', '\n', '\r', '\t']));
    items
        .map(|item| {
            let item = item.split("</item>").next().unwrap_or(item);
            let source = item.split("<source").nth(1).filter(|s| s.starts_with(['>', ' ', '\n']))?;
            let (_, text) = source.split_once('>')?;
            let text = text.split("</source>").next()?.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
            Some(crate::metadata::jsonld::plain(text)).filter(|t| !t.is_empty())
        })
        .collect()
}

fn of(feed: Feed) -> impl Iterator<Item = FeedEntry> + Send {
    feed.entries.into_iter()
}

fn page(entry: FeedEntry, feed: Option<String>) -> Page {
    let summary = entry.summary.as_ref().map(|s| s.content.clone());
    let body = entry.content.as_ref().and_then(|c| c.body.clone()).filter(|b| !b.trim().is_empty());
    let link = entry.links.iter().find(|l| l.rel.as_deref().is_none_or(|r| r == "alternate")).or(entry.links.first());
    let text = body.or(summary.clone()).unwrap_or_default();
    Page {
        url: link.map(|l| l.href.clone()),
        media: Some(if text.contains('<') && text.contains('>') { Media::Html } else { Media::Text }),
        // The parser has decoded it already.
        charset: Some("utf-8".to_owned()),
        body: text.into_bytes(),
        entry: Some(Entry {
            title: entry.title.as_ref().map(plain),
            authors: entry.authors.iter().filter_map(|a| a.name.clone()).filter(|n| !n.trim().is_empty()).collect(),
            published: entry.published.map(|d| d.to_rfc3339()),
            updated: entry.updated.map(|d| d.to_rfc3339()),
            feed,
            source: entry.source.filter(|s| !s.trim().is_empty()),
            summary,
            ..Entry::default()
        }),
        fetched: None,
    }
}

fn plain(text: &Text) -> String {
    crate::metadata::jsonld::plain(&text.content)
}
