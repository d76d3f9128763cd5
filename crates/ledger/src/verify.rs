//! Whether every row still rests on the words it says it rests on.

use reading::Reading;
use serde::Serialize;
use serde_json::Value as Json;
use text::{Id, Span};

use crate::{
    Error, Ledger,
    entry::EntryKind,
    fits::checked,
    ledger::{EDITION, edition},
    pack::{unpack, unpack_json},
    store::{Row, Value},
};

/// Faults that are told in words; the rest is counted.
const MAX_TOLD: usize = 1_000;

/// What a check of the whole ledger found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Verified {
    /// Pages whose bytes were hashed again.
    pub pages: usize,
    /// Texts that were hashed again.
    pub texts: usize,
    /// Spans that were checked against their text.
    pub spans: usize,
    /// Quoted words that were compared with their text.
    pub quotes: usize,
    /// Faults.
    pub faults: usize,
    /// The faults, one a line; the first of them where there are many.
    pub told: Vec<String>,
}

impl Verified {
    fn fault(&mut self, what: impl FnOnce() -> String) {
        self.faults += 1;
        if self.told.len() < MAX_TOLD {
            self.told.push(what());
        }
    }
}

impl Ledger {
    /// Hashes every page and text again, checks every span of every reading, and compares every quoted word with its text; of one story
    /// only, if it is given.
    ///
    /// # Errors
    /// Those of the database; what does not fit is no error but a fault.
    pub fn verify(&mut self, story: Option<Id>, seen: &mut dyn FnMut(usize)) -> Result<Verified, Error> {
        let mut verified = Verified::default();
        let values: Vec<Value> = story.map(Value::from).into_iter().collect();
        let of = |sql: &'static str| if story.is_some() { sql } else { "" };
        if story.is_none() {
            for fault in self.store.faults()? {
                verified.fault(|| format!("database: {fault}"));
            }
        }
        let sql = format!(
            "SELECT id, data FROM body {} ORDER BY id",
            of(
                "WHERE id IN (SELECT c.body FROM member m JOIN source s ON s.article = m.article JOIN capture c ON c.id = s.capture \
                WHERE m.story = ?1)"
            )
        );
        self.store.each(&sql, &values, &mut |row| {
            verified.pages += 1;
            seen(1);
            let found = unpack(row.blob(1)).map(|body| Id::of(&[b"body".as_slice(), &body]).to_string());
            if found.as_deref() != Ok(row.text(0)) {
                verified.fault(|| format!("page {}: its bytes are not those that came in", row.text(0)));
            }
            Ok(())
        })?;
        let columns = EDITION.replace(", ", ", e.");
        let sql = format!(
            "SELECT e.{columns}, r.data FROM edition e LEFT JOIN reading r ON r.article = e.article AND r.edition = e.id {} ORDER BY e.row",
            of("WHERE e.article IN (SELECT article FROM member WHERE story = ?1)")
        );
        self.store.each(&sql, &values, &mut |row| {
            seen(1);
            edition_verified(&row, &mut verified);
            Ok(())
        })?;
        self.entries_verified(story, &mut verified, seen)?;
        if story.is_some() {
            return Ok(verified);
        }
        for (what, sql) in ORPHANS {
            for row in self.store.rows(sql, &[])? {
                verified.fault(|| format!("{what} {}", row.text(0)));
            }
        }
        Ok(verified)
    }

    /// Compares the words of every entry with the texts.
    fn entries_verified(
        &mut self,
        story: Option<Id>,
        verified: &mut Verified,
        seen: &mut dyn FnMut(usize),
    ) -> Result<(), Error> {
        let stories = match story {
            Some(story) => vec![Row(vec![story.into()])],
            None => self.store.rows("SELECT id FROM story ORDER BY id", &[])?,
        };
        for story in stories {
            let sql = "SELECT e.id, e.text, e.article FROM edition e JOIN member m ON m.article = e.article WHERE m.story = ?1";
            let mut texts = std::collections::BTreeMap::new();
            for row in self.store.rows(sql, &[story.text(0).into()])? {
                let text = unpack(row.blob(1)).ok().and_then(|text| String::from_utf8(text).ok()).unwrap_or_default();
                texts.insert((row.text(2).to_owned(), row.text(0).to_owned()), text);
            }
            let sql = "SELECT kind, id, data FROM entry WHERE story = ?1 ORDER BY row";
            self.store.each(sql, &[story.text(0).into()], &mut |row| {
                seen(1);
                let name = format!("{} {}", row.text(0), row.text(1));
                if !EntryKind::ALL.iter().any(|kind| kind.name() == row.text(0)) {
                    verified.fault(|| format!("{name}: of no known kind"));
                }
                match serde_json::from_str::<Json>(row.text(2)) {
                    Ok(data) => quotes(&data, &mut |quote| {
                        verified.quotes += 1;
                        if !is_true(quote, &texts) {
                            verified.fault(|| format!("{name}: its words are not in the text they are quoted from"));
                        }
                    }),
                    Err(error) => verified.fault(|| format!("{name}: {error}")),
                }
                Ok(())
            })?;
        }
        Ok(())
    }
}

/// Hashes the text of an edition again, and checks the spans of its article and reading.
fn edition_verified(row: &Row, verified: &mut Verified) {
    verified.texts += 1;
    let id = row.text(2).to_owned();
    let article = match edition(row) {
        Ok(edition) => edition.article,
        Err(error) => return verified.fault(|| error.to_string()),
    };
    let reading = match row.blob(11) {
        [] => Err("it is missing; run onrecord rebuild".to_owned()),
        data => unpack_json::<Reading>(data),
    };
    let mut faults = Vec::new();
    verified.spans += checked(&article, reading.as_ref().ok(), &mut |what| faults.push(what));
    faults.extend(reading.err().map(|why| format!("reading of {id}: {why}")));
    faults.into_iter().for_each(|what| verified.fault(|| what));
}

/// Rows that lead nowhere.
const ORPHANS: [(&str, &str); 5] = [
    ("page without its bytes:", "SELECT id FROM capture WHERE body NOT IN (SELECT id FROM body)"),
    ("edition without its page:", "SELECT id FROM edition WHERE capture NOT IN (SELECT id FROM capture)"),
    (
        "article of no edition in a story:",
        "SELECT article FROM member WHERE article NOT IN (SELECT article FROM edition)",
    ),
    (
        "article that neither waits nor stands in a story:",
        "SELECT DISTINCT article FROM edition WHERE article NOT IN (SELECT article FROM member) \
         AND article NOT IN (SELECT article FROM queue) AND article NOT IN (SELECT target FROM correction)",
    ),
    ("page that is read as no edition:", "SELECT id FROM capture WHERE id NOT IN (SELECT capture FROM source)"),
];

/// Hands over every quote below a value.
fn quotes(value: &Json, take: &mut dyn FnMut(&serde_json::Map<String, Json>)) {
    match value {
        Json::Object(object) if object.contains_key("edition") && object.contains_key("span") => take(object),
        Json::Object(object) => object.values().for_each(|value| quotes(value, take)),
        Json::Array(array) => array.iter().for_each(|value| quotes(value, take)),
        _ => {}
    }
}

fn is_true(
    quote: &serde_json::Map<String, Json>,
    texts: &std::collections::BTreeMap<(String, String), String>,
) -> bool {
    let text = |key: &str| quote.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
    let span: Option<Span> = quote.get("span").and_then(|span| serde_json::from_value(span.clone()).ok());
    let kept = texts.get(&(text("article"), text("edition")));
    kept.zip(span).is_some_and(|(kept, span)| kept.get(span.range()) == Some(text("text").as_str()))
}
