//! The bytes as fetched or found.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One page, before anything is read from it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// Its address, when known.
    pub url: Option<String>,
    /// When it was fetched. Never taken for a publication date.
    pub fetched: Option<Timestamp>,
    /// What it is; `None` lets the bytes decide.
    pub media: Option<Media>,
    /// The character set that the transport gave (`Content-Type`), as written.
    pub charset: Option<String>,
    /// The bytes, decompressed.
    pub body: Vec<u8>,
    /// What a feed said about the entry that this page is.
    pub entry: Option<Entry>,
}

/// What a page's bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Media {
    /// HTML, or a piece of it.
    Html,
    /// A text dump: what a person gets by copying the page.
    Text,
}

/// What a feed says of one of its entries, apart from the text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Entry {
    /// Title of the entry.
    pub title: Option<String>,
    /// Names of its authors.
    pub authors: Vec<String>,
    /// Its own stamp, as ISO 8601.
    pub published: Option<String>,
    /// Its update stamp, as ISO 8601.
    pub updated: Option<String>,
    /// Title of the feed.
    pub feed: Option<String>,
    /// `<source>`: the publication that the entry was taken from.
    pub source: Option<String>,
    /// Summary, when it is apart from the text.
    pub summary: Option<String>,
    /// Who published it, where that is said apart from the feed.
    pub outlet: Option<String>,
    /// Agencies whose reporting it says it uses.
    pub credits: Vec<String>,
}

/// What whoever runs the program knows about a page; it wins over what the page says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Given {
    /// The page's address.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// When: `YYYY-MM-DD` or a full stamp.
    pub date: Option<String>,
}

impl Page {
    /// Makes a page of bytes about which nothing else is known.
    pub fn of(body: impl Into<Vec<u8>>) -> Page {
        Page { body: body.into(), ..Page::default() }
    }
}
