//! The whole ledger as lines, always in the same order: what two machines compare.

use std::io::{self, Write};

use serde_json::{Value as Json, json};

use crate::{
    Error, Ledger,
    entry::EntryKind,
    formats::escaped,
    ledger::{EDITION, edition},
    list::Wanted,
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
    /// Writes parts of the ledger, one JSON object a line, each with its `type`. Nothing in it depends on when or in what order
    /// pages were added: after a rebuild, two ledgers of the same pages give the same bytes.
    ///
    /// # Errors
    /// Those of the database; an error of the writer inside the result.
    pub fn export(&mut self, parts: &[Part], out: &mut dyn Write) -> Result<io::Result<()>, Error> {
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
                Part::Articles => self.articles_out(&mut line)?,
                Part::Stories => self.stories_out(&mut line)?,
                Part::Entries(kind) => {
                    let sql = "SELECT data FROM entry WHERE kind = ?1 ORDER BY story, moment, id, data";
                    self.store.each(sql, &[kind.name().into()], &mut |row| {
                        line(serde_json::from_str(row.text(0)).unwrap_or_default());
                        Ok(())
                    })?;
                }
                Part::Corrections => {
                    for one in self.corrections(None)? {
                        line(serde_json::to_value(one).unwrap_or_default());
                    }
                }
            }
            if written.is_err() {
                return Ok(written);
            }
        }
        Ok(Ok(()))
    }

    fn articles_out(&mut self, line: &mut dyn FnMut(Json)) -> Result<(), Error> {
        let columns = EDITION.replace(", ", ", e.");
        let sql = format!(
            "SELECT e.{columns}, r.data FROM edition e LEFT JOIN reading r ON r.article = e.article AND r.edition = e.id \
             ORDER BY e.moment, e.article, e.made, e.id"
        );
        self.store.each(&sql, &[], &mut |row| {
            let edition = edition(&row)?;
            let reading: Json = crate::pack::unpack_json(row.blob(11)).unwrap_or_default();
            line(json!({ "published": edition.moment, "publisher": edition.publisher, "article": edition.article, "reading": reading }));
            Ok(())
        })
    }

    fn stories_out(&mut self, line: &mut dyn FnMut(Json)) -> Result<(), Error> {
        let mut stories = self.stories(&Wanted::default())?;
        stories.sort_by_key(|story| (story.first, story.id));
        for story in stories {
            let members = self.articles(story.id)?;
            let mut value = serde_json::to_value(&story).unwrap_or_default();
            value["members"] = serde_json::to_value(members).unwrap_or_default();
            line(value);
        }
        Ok(())
    }
}
