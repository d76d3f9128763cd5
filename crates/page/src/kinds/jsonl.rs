//! Lines of JSON, an article each: what archives of news and other programs hand over.

use std::io::{BufRead, Read};

use serde::Deserialize;

use super::Opened;
use crate::{
    Entry, Media, Page, Unread,
    limits::{MAX_PAGE_BYTES, MAX_RECORDS},
};

/// One article: its text, and what is known about it. Other keys are left alone.
#[derive(Deserialize)]
struct Line {
    text: String,
    url: Option<String>,
    outlet: Option<String>,
    published: Option<String>,
    modified: Option<String>,
    title: Option<String>,
    byline: Option<OneOrMany>,
    credits: Option<OneOrMany>,
    fetched: Option<jiff::Timestamp>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    fn names(this: Option<OneOrMany>) -> Vec<String> {
        let names = match this {
            None => Vec::new(),
            Some(OneOrMany::One(name)) => vec![name],
            Some(OneOrMany::Many(names)) => names,
        };
        names.into_iter().filter(|name| !name.trim().is_empty()).collect()
    }
}

/// Tells lines of articles by their name or by the keys of the first.
pub fn is_articles(head: &[u8], name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let named = [".jsonl", ".ndjson"].iter().any(|end| name.trim_end_matches(".gz").ends_with(end));
    let head = head.trim_ascii_start();
    let first = head.split(|b| *b == b'\n').next().unwrap_or_default();
    let has = |key: &[u8]| first.windows(key.len()).any(|at| at == key);
    head.starts_with(b"{") && !has(b"jsonfeed.org/version") && (named || has(b"\"text\"") && has(b"\"title\""))
}

/// Reads the articles, line by line.
pub struct Lines<R> {
    source: R,
    at: u64,
    left: usize,
}

impl<R: BufRead> Lines<R> {
    /// Makes a reader of lines.
    pub fn new(source: R) -> Lines<R> {
        Lines { source, at: 0, left: MAX_RECORDS }
    }

    fn broken(&mut self, reason: String) -> Option<Opened> {
        Some(Err(Unread::Record { archive: "lines of articles", offset: self.at, reason }))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Opened;

    fn next(&mut self) -> Option<Opened> {
        while self.left > 0 {
            self.left -= 1;
            let mut line = Vec::new();
            // JSON writes a character in six bytes at most
            let bound = 6 * MAX_PAGE_BYTES as u64;
            let read = match self.source.by_ref().take(bound).read_until(b'\n', &mut line) {
                Ok(0) => return None,
                Ok(read) => read as u64,
                Err(error) => {
                    self.left = 0;
                    return self.broken(error.to_string());
                }
            };
            let start = self.at;
            self.at += read;
            if read == bound {
                self.left = 0;
                return self.broken("a line longer than any article; the rest is not read".to_owned());
            }
            if line.trim_ascii().is_empty() {
                continue;
            }
            return Some(serde_json::from_slice::<Line>(&line).map(page).map_err(|error| Unread::Record {
                archive: "lines of articles",
                offset: start,
                reason: format!(
                    "{error}; a line is an object with text, and title, url, outlet, published where known"
                ),
            }));
        }
        None
    }
}

fn page(line: Line) -> Page {
    Page {
        url: line.url,
        fetched: line.fetched,
        media: Some(Media::Text),
        charset: Some("utf-8".to_owned()),
        body: line.text.into_bytes(),
        entry: Some(Entry {
            title: line.title,
            authors: OneOrMany::names(line.byline),
            published: line.published,
            updated: line.modified,
            outlet: line.outlet,
            credits: OneOrMany::names(line.credits),
            ..Entry::default()
        }),
    }
}

#[cfg(test)]
mod tests {
    use crate::{CreditKind, Given, Reader, pages};

    #[test]
    fn each_line_is_an_article_and_a_broken_one_is_named() {
        let lines = concat!(
            r#"{"id": "a", "url": "https://lune.example/a", "outlet": "Lune Courier", "published": "2026-03-05T10:00:00Z", "#,
            r#""title": "Bridge opens", "text": "The bridge over the Lune opened on Thursday, the port said.", "#,
            r#""byline": "Ada Lindqvist", "credits": ["Northwire"]}"#,
            "\n\n{\"title\": \"no text\"}\n{\"text\": \"The ferry sailed on Friday, the port said.\"}",
        );
        let found: Vec<_> = pages(lines.as_bytes(), "a.jsonl").collect();
        assert_eq!(found.iter().map(|page| page.is_ok()).collect::<Vec<_>>(), [true, false, true]);
        let article = Reader::new().article(found[0].as_ref().unwrap(), &Given::default()).unwrap();
        assert_eq!(article.outlet.as_ref().unwrap().value, "Lune Courier");
        assert_eq!(article.title.as_ref().unwrap().value, "Bridge opens");
        assert_eq!(article.published.as_ref().unwrap().iso(), "2026-03-05T10:00:00Z");
        assert!(article.credits.iter().any(|credit| credit.name == "Northwire" && credit.kind == CreditKind::Agency));
        assert_eq!(article.bylines[0].name, "Ada Lindqvist");
    }
}
