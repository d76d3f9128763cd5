//! A page as it came in: its bytes, and what was known about them.

use jiff::Timestamp;
use page::{Entry, Given, Media, Page};
use serde::{Deserialize, Serialize};
use text::Id;

/// A page as it came in. The same bytes with the same facts are the same capture, whatever file they stood in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture {
    /// The bytes and what the transport and the feed said.
    pub page: Page,
    /// What whoever ran the program knew.
    pub given: Given,
    /// The file it came from.
    pub input: String,
    /// Which page of the file, from 1.
    pub number: u32,
}

/// What was known about a page's bytes, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Facts {
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    media: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    charset: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<Entry>,
    #[serde(skip_serializing_if = "is_nothing")]
    given: Given,
}

fn is_nothing(given: &Given) -> bool {
    *given == Given::default()
}

impl Capture {
    /// Returns the digest of the bytes and of what was known about them.
    ///
    /// When it was fetched and what file it stood in are no part of it.
    pub fn id(&self) -> Id {
        Id::of(&[b"capture".as_slice(), self.facts().as_bytes(), &self.page.body])
    }

    /// Returns the digest of the bytes alone.
    pub fn body_id(&self) -> Id {
        Id::of(&[b"body".as_slice(), &self.page.body])
    }

    /// Returns what was known about the bytes, as JSON.
    pub(crate) fn facts(&self) -> String {
        let media = self.page.media.map(|media| match media {
            Media::Html => "html".to_owned(),
            Media::Text => "text".to_owned(),
        });
        let facts = Facts {
            url: self.page.url.clone(),
            media,
            charset: self.page.charset.clone(),
            entry: self.page.entry.clone(),
            given: self.given.clone(),
        };
        serde_json::to_string(&facts).unwrap_or_default()
    }

    /// Makes a capture of what was kept.
    pub(crate) fn of(facts: &str, body: Vec<u8>, fetched: Option<Timestamp>, input: &str, number: u32) -> Capture {
        let facts: Facts = serde_json::from_str(facts).unwrap_or_default();
        let media = match facts.media.as_deref() {
            Some("html") => Some(Media::Html),
            Some("text") => Some(Media::Text),
            _ => None,
        };
        let page = Page { url: facts.url, fetched, media, charset: facts.charset, body, entry: facts.entry };
        Capture { page, given: facts.given, input: input.to_owned(), number }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_makes_the_same_capture() {
        let mut page = Page::of("The ferry sailed.");
        page.url = Some("https://a.example/f".to_owned());
        page.media = Some(Media::Text);
        page.entry = Some(Entry { title: Some("Ferry".to_owned()), ..Entry::default() });
        let given = Given { outlet: Some("Harbour Press".to_owned()), ..Given::default() };
        let capture = Capture { page, given, input: "feed.xml".to_owned(), number: 3 };
        let again = Capture::of(&capture.facts(), capture.page.body.clone(), None, "feed.xml", 3);
        assert_eq!((again.id(), &again), (capture.id(), &capture));
        let elsewhere = Capture { input: "other.xml".to_owned(), ..capture.clone() };
        assert_eq!(elsewhere.id(), capture.id());
    }
}
