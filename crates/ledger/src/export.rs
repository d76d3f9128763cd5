//! The ledger, or one story of it, as lines: always in the same order, what two machines compare.

use std::io::{self, Write};

use reading::Reading;
use serde_json::{Value as Json, json};
use text::Id;

use crate::{
    Error, Ledger,
    entry::EntryKind,
    formats::escaped,
    ledger::{EDITION, Edition, edition},
    list::Wanted,
    pack::unpack_json,
    store::Value,
};

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Each edition with its text and reading.
    Articles,
    /// Each story with its articles.
    Stories,
    /// Entries of one kind.
    Entries(EntryKind),
    /// What people decided.
    Corrections,
}

/// An edition with what it says and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The edition.
    pub edition: Edition,
    /// What it says; nothing where it has no reading.
    pub reading: Option<Reading>,
    /// The file it came from.
    pub input: String,
    /// Which page of that file, from 1.
    pub page: u32,
    /// The story that holds its article.
    pub story: Option<Id>,
}

impl Part {
    /// Returns all parts in their order.
    pub fn all() -> Vec<Part> {
        let entries = EntryKind::ALL.into_iter().map(Part::Entries);
        [Part::Articles, Part::Stories].into_iter().chain(entries).chain([Part::Corrections]).collect()
    }

    /// Returns the name of its lines.
    pub fn name(self) -> &'static str {
        match self {
            Part::Articles => "article",
            Part::Stories => "story",
            Part::Entries(kind) => kind.name(),
            Part::Corrections => "correction",
        }
    }
}

impl Ledger {
    /// Writes parts of the ledger, or of one story, one JSON object a line, each with its `type`. Nothing in it depends on when or in
    /// what order pages were added: after a rebuild, two ledgers of the same pages give the same bytes.
    ///
    /// # Errors
    /// Those of the database; an error of the writer inside the result.
    pub fn export(&mut self, parts: &[Part], story: Option<Id>, out: &mut dyn Write) -> Result<io::Result<()>, Error> {
        for part in parts {
            let mut written = Ok(());
            let mut line = |mut value: Json| {
                if let Json::Object(object) = &mut value {
                    object.insert("type".to_owned(), part.name().into());
                }
                if written.is_ok() {
                    written = writeln!(out, "{}", escaped(&value.to_string()));
                }
            };
            match part {
                Part::Articles => self.told(story, &mut |told| {
                    let Told { edition, reading, .. } = told;
                    let reading = serde_json::to_value(reading).unwrap_or_default();
                    line(json!({ "published": edition.moment, "publisher": edition.publisher, "article": edition.article, "reading": reading }));
                    Ok(())
                })?,
                Part::Stories => self.stories_out(story, &mut line)?,
                Part::Entries(kind) => {
                    self.entries_out(*kind, story, &mut |data| line(serde_json::from_str(data).unwrap_or_default()))?;
                }
                Part::Corrections => {
                    for one in self.corrections(None)? {
                        if story.is_none_or(|story| one.target == story) || self.is_about(story, one.target)? {
                            line(serde_json::to_value(one).unwrap_or_default());
                        }
                    }
                }
            }
            if written.is_err() {
                return Ok(written);
            }
        }
        Ok(Ok(()))
    }

    /// Hands over each edition with what it says, of one story or all, in the order of publication.
    ///
    /// # Errors
    /// Those of the database, a row that cannot be read back, or what `take` returned.
    pub fn told(&mut self, story: Option<Id>, take: &mut dyn FnMut(Told) -> Result<(), Error>) -> Result<(), Error> {
        let columns = EDITION.replace(", ", ", e.");
        let (kept, values) = match story {
            Some(story) => ("WHERE e.article IN (SELECT article FROM member WHERE story = ?1)", vec![story.into()]),
            None => ("", Vec::new()),
        };
        let sql = format!(
            "SELECT e.{columns}, r.data, c.input, c.page, m.story FROM edition e \
             LEFT JOIN reading r ON r.article = e.article AND r.edition = e.id LEFT JOIN capture c ON c.id = e.capture \
             LEFT JOIN member m ON m.article = e.article {kept} ORDER BY e.moment, e.article, e.made, e.id"
        );
        self.store.each(&sql, &values, &mut |row| {
            take(Told {
                edition: edition(&row)?,
                reading: unpack_json(row.blob(11)).ok(),
                input: row.text(12).to_owned(),
                page: u32::try_from(row.int(13)).unwrap_or(0),
                story: row.text(14).parse().ok(),
            })
        })
    }

    /// Hands over the JSON of each entry of one kind, of one story or all.
    ///
    /// # Errors
    /// Those of the database.
    pub fn entries_out(&mut self, kind: EntryKind, story: Option<Id>, take: &mut dyn FnMut(&str)) -> Result<(), Error> {
        let mut values: Vec<Value> = vec![kind.name().into()];
        values.extend(story.map(Value::from));
        let kept = if story.is_some() { " AND story = ?2" } else { "" };
        let sql = format!("SELECT data FROM entry WHERE kind = ?1{kept} ORDER BY story, moment, id, data");
        self.store.each(&sql, &values, &mut |row| {
            take(row.text(0));
            Ok(())
        })
    }

    /// Tells whether a decision is about an entry or article of a story.
    fn is_about(&mut self, story: Option<Id>, target: Id) -> Result<bool, Error> {
        let Some(story) = story else { return Ok(true) };
        let sql = "SELECT 1 FROM entry WHERE id = ?1 AND story = ?2 UNION SELECT 1 FROM member WHERE article = ?1 AND story = ?2";
        Ok(self.store.row(sql, &[target.into(), story.into()])?.is_some())
    }

    fn stories_out(&mut self, story: Option<Id>, line: &mut dyn FnMut(Json)) -> Result<(), Error> {
        let mut stories = match story {
            Some(story) => vec![self.story(&story.to_string())?],
            None => self.stories(&Wanted::default())?,
        };
        stories.sort_by_key(|story| (story.first, story.id));
        for story in stories {
            let members = self.articles(story.id, None)?;
            let mut value = serde_json::to_value(&story).unwrap_or_default();
            value["members"] = serde_json::to_value(members).unwrap_or_default();
            line(value);
        }
        Ok(())
    }
}
