//! The ledger as Parquet: one table a part.

use std::io::{self, Write};

use parquet::errors::ParquetError;
use serde::de::DeserializeOwned;
use text::Id;

use crate::{
    CalendarEntry, ChangeEntry, ClaimEntry, CopyEntry, EntryKind, Error, FigureEntry, Ledger, Part, PositionEntry,
    Wanted,
    formats::{Column, Kind, Listed, Table},
};

/// Columns of the table of editions; offsets of all other tables count in its `text`.
const ARTICLES: [Column; 11] = [
    ("article", Kind::Text),
    ("edition", Kind::Text),
    ("story", Kind::Text),
    ("published", Kind::Moment),
    ("seen", Kind::Moment),
    ("outlet", Kind::Text),
    ("publisher", Kind::Text),
    ("title", Kind::Text),
    ("url", Kind::Text),
    ("language", Kind::Text),
    ("text", Kind::Text),
];
/// Columns of the table of decisions.
const CORRECTIONS: [Column; 8] = [
    ("id", Kind::Text),
    ("at", Kind::Moment),
    ("action", Kind::Text),
    ("target", Kind::Text),
    ("value", Kind::Text),
    ("reason", Kind::Text),
    ("before", Kind::Text),
    ("after", Kind::Text),
];

impl Ledger {
    /// Writes one part of the ledger, or of one story, as a table in Parquet.
    ///
    /// # Errors
    /// Those of the database; an error of the writer inside the result.
    pub fn table<W: Write + Send>(&mut self, part: Part, story: Option<Id>, out: W) -> Result<io::Result<W>, Error> {
        let written = match part {
            Part::Articles => self.articles_table(story, out)?,
            Part::Stories => {
                let stories = match story {
                    Some(story) => vec![self.story(&story.to_string())?],
                    None => self.stories(&Wanted::default())?,
                };
                rows(out, &mut |take| stories.iter().try_for_each(take))
            }
            Part::Entries(EntryKind::Claim) => self.entries_table::<ClaimEntry, W>(EntryKind::Claim, story, out)?,
            Part::Entries(EntryKind::Calendar) => {
                self.entries_table::<CalendarEntry, W>(EntryKind::Calendar, story, out)?
            }
            Part::Entries(EntryKind::Position) => {
                self.entries_table::<PositionEntry, W>(EntryKind::Position, story, out)?
            }
            Part::Entries(EntryKind::Figure) => self.entries_table::<FigureEntry, W>(EntryKind::Figure, story, out)?,
            Part::Entries(EntryKind::Change) => self.entries_table::<ChangeEntry, W>(EntryKind::Change, story, out)?,
            Part::Entries(EntryKind::Copy) => self.entries_table::<CopyEntry, W>(EntryKind::Copy, story, out)?,
            Part::Corrections => {
                let all = self.corrections(None)?;
                (|| {
                    let mut table = Table::new(&CORRECTIONS, out)?;
                    for one in all {
                        let json = |value: &serde_json::Value| value.to_string();
                        table.row(vec![
                            one.id.into(),
                            one.at.into(),
                            one.action.as_str().into(),
                            one.target.into(),
                            json(&one.value).into(),
                            one.reason.as_str().into(),
                            json(&one.before).into(),
                            json(&one.after).into(),
                        ])?;
                    }
                    table.end()
                })()
            }
        };
        Ok(written.map_err(io::Error::other))
    }

    fn articles_table<W: Write + Send>(&mut self, story: Option<Id>, out: W) -> Result<Result<W, ParquetError>, Error> {
        let mut table = match Table::new(&ARTICLES, out) {
            Ok(table) => table,
            Err(error) => return Ok(Err(error)),
        };
        let mut written = Ok(());
        self.told(story, &mut |told| {
            let edition = &told.edition;
            let article = &edition.article;
            let found = |found: &Option<page::Found<String>>| found.as_ref().map(|found| found.value.clone());
            let cells = vec![
                article.id.into(),
                article.edition.into(),
                told.story.into(),
                edition.moment.into(),
                edition.seen.into(),
                found(&article.outlet).into(),
                edition.publisher.clone().into(),
                found(&article.title).into(),
                found(&article.url).into(),
                article.language.clone().into(),
                article.text.as_str().into(),
            ];
            if written.is_ok() {
                written = table.row(cells);
            }
            Ok(())
        })?;
        Ok(written.and_then(|()| table.end()))
    }

    fn entries_table<T: Listed + DeserializeOwned, W: Write + Send>(
        &mut self,
        kind: EntryKind,
        story: Option<Id>,
        out: W,
    ) -> Result<Result<W, ParquetError>, Error> {
        let mut asked = Ok(());
        let written = rows(out, &mut |take: &mut dyn FnMut(&T) -> Result<(), ParquetError>| {
            let mut written = Ok(());
            asked = self.entries_out(kind, story, &mut |data| {
                if let (true, Ok(entry)) = (written.is_ok(), serde_json::from_str(data)) {
                    written = take(&entry);
                }
            });
            written
        });
        asked.map(|()| written)
    }
}

/// What is done with each entry.
type Take<'a, T> = &'a mut dyn FnMut(&T) -> Result<(), ParquetError>;

fn rows<T: Listed, W: Write + Send>(
    out: W,
    entries: &mut dyn FnMut(Take<'_, T>) -> Result<(), ParquetError>,
) -> Result<W, ParquetError> {
    let mut table = Table::new(&T::columns(), out)?;
    entries(&mut |entry| entry.cells().into_iter().try_for_each(|cells| table.row(cells)))?;
    table.end()
}

#[cfg(test)]
mod tests {
    use parquet::{
        file::reader::{FileReader, SerializedFileReader},
        record::Field,
    };

    use super::*;
    use crate::contract::{Place, exported, fill};

    #[test]
    fn every_table_is_read_back_and_its_words_stand_in_the_texts() {
        let place = Place::file("tables");
        let mut ledger = place.ledger();
        fill(&mut ledger);
        let mut read = |part: Part| -> Vec<Vec<(String, Field)>> {
            let bytes = ledger.table(part, None, Vec::new()).unwrap().unwrap();
            let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
            let rows = reader.get_row_iter(None).unwrap().map(Result::unwrap);
            rows.map(|row| row.into_columns()).collect()
        };
        let cell = |row: &[(String, Field)], name: &str| -> Field {
            row.iter().find(|(column, _)| column == name).map(|(_, field)| field.clone()).unwrap()
        };
        let texts: Vec<_> = read(Part::Articles).iter().map(|row| (cell(row, "edition"), cell(row, "text"))).collect();
        assert_eq!(texts.len(), 4);
        for part in
            Part::all().into_iter().filter(|part| matches!(part, Part::Entries(kind) if *kind != EntryKind::Copy))
        {
            let rows = read(part);
            assert!(!rows.is_empty() || part == Part::Entries(EntryKind::Position), "{}", part.name());
            for row in rows {
                let (Field::Long(start), Field::Long(end)) = (cell(&row, "start"), cell(&row, "end")) else { continue };
                let (_, Field::Str(text)) = texts.iter().find(|(id, _)| *id == cell(&row, "edition")).unwrap() else {
                    panic!("no text")
                };
                assert_eq!(Field::Str(text[start as usize..end as usize].to_owned()), cell(&row, "text"));
            }
        }
        assert_eq!(read(Part::Stories).len(), 2);
        assert_eq!(
            read(Part::Entries(EntryKind::Copy)).len(),
            exported(&mut ledger).matches("\"type\":\"copy\"").count()
        );
    }
}
