//! What is asked for: stories and their entries, as lists.

use jiff::{Timestamp, civil::Date};
use serde::de::DeserializeOwned;
use text::Id;

use crate::{
    Error, Ledger, Skipped,
    entry::{CalendarEntry, ChangeEntry, ClaimEntry, CopyEntry, EntryKind, FigureEntry, PositionEntry, StoryEntry},
    fold::alias,
    ledger::order,
    search::words,
    store::{Row, Shelf, Value},
};

/// Which entries are asked for. Everything that is not named is not asked about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted {
    /// Of this story.
    pub story: Option<Id>,
    /// In which these words stand: who takes part, whose position, which measure, on whose word.
    pub name: Option<String>,
    /// Of this status (calendar) or kind (changes, copies), by its name.
    pub state: Option<String>,
    /// From this day or moment on.
    pub since: Option<Timestamp>,
    /// Before this day or moment.
    pub until: Option<Timestamp>,
    /// At most so many.
    pub limit: Option<usize>,
    /// Those too that a person rejected.
    pub rejected: bool,
    /// The newest first.
    pub newest: bool,
}

/// Rows that are returned when no limit is given.
const MAX_LOOKED: usize = 200_000;
/// Entries that people rejected among those of one answer.
pub(crate) const MAX_REJECTED: usize = 100;

impl Ledger {
    /// Returns stories, the one with the newest article first.
    ///
    /// # Errors
    /// Those of the database, here and below.
    pub fn stories(&mut self, wanted: &Wanted) -> Result<Vec<StoryEntry>, Error> {
        let limit = wanted.limit.unwrap_or(MAX_LOOKED);
        let of = |row: &Row| serde_json::from_str(row.text(0)).ok();
        let Some(name) = &wanted.name else {
            let sql = "SELECT data FROM story WHERE last >= ?1 AND last < ?2 ORDER BY last DESC, id LIMIT ?3";
            let rows = self.store.rows(sql, &[since(wanted), until(wanted), limit.into()])?;
            return Ok(rows.iter().filter_map(of).collect());
        };
        let (name, mut named) = (name.to_lowercase(), Vec::new());
        let sql = "SELECT title, id FROM story WHERE last >= ?1 AND last < ?2 ORDER BY last DESC, id LIMIT ?3";
        self.store.each(sql, &[since(wanted), until(wanted), MAX_LOOKED.into()], &mut |row| {
            if named.len() < limit && row.text(0).to_lowercase().contains(&name) {
                named.push(row.text(1).to_owned());
            }
            Ok(())
        })?;
        let mut stories = Vec::new();
        for id in named {
            stories.extend(self.store.row("SELECT data FROM story WHERE id = ?1", &[id.into()])?.as_ref().and_then(of));
        }
        Ok(stories)
    }

    /// Returns one story by its id, an id it had before it was merged, or the beginning of one.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is none.
    pub fn story(&mut self, asked: &str) -> Result<StoryEntry, Error> {
        let found = self.id_of("story", asked, &["SELECT id FROM story", "SELECT id FROM alias"])?;
        let id = alias(&mut *self.store, found)?;
        let row = self.store.row("SELECT data FROM story WHERE id = ?1", &[id.into()])?;
        let story = row.and_then(|row| serde_json::from_str(row.text(0)).ok());
        story.ok_or_else(|| unknown("story", asked))
    }

    /// Returns the whole id that begins as asked, of the ids that the questions give.
    pub(crate) fn id_of(&mut self, what: &'static str, asked: &str, from: &[&str]) -> Result<Id, Error> {
        let asked = asked.trim().to_lowercase();
        if is_id(&asked) {
            for sql in from {
                let column = if sql.contains("SELECT article") { "article" } else { "id" };
                let sql = format!("{sql} WHERE {column} >= ?1 AND {column} < ?2 ORDER BY {column} LIMIT 1");
                let past = format!("{asked}~");
                if let Some(row) = self.store.row(&sql, &[asked.as_str().into(), past.into()])? {
                    return crate::fold::id(row.text(0), what);
                }
            }
        }
        Err(unknown(what, &asked))
    }

    /// Returns the id of an article that begins as asked.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is none.
    pub fn article_id(&mut self, asked: &str) -> Result<Id, Error> {
        self.id_of("article", asked, &["SELECT article FROM edition"])
    }

    /// Returns the id of an entry that begins as asked.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is none.
    pub fn entry_id(&mut self, asked: &str) -> Result<Id, Error> {
        self.id_of("entry", asked, &["SELECT id FROM entry"])
    }

    /// Returns claims, in the order in which they came up.
    ///
    /// # Errors
    /// Those of the database.
    pub fn claims(&mut self, wanted: &Wanted) -> Result<Vec<ClaimEntry>, Error> {
        self.entries(EntryKind::Claim, wanted)
    }

    /// Returns the calendar, by day; what has no day stands last.
    ///
    /// # Errors
    /// Those of the database.
    pub fn calendar(&mut self, wanted: &Wanted) -> Result<Vec<CalendarEntry>, Error> {
        self.entries(EntryKind::Calendar, wanted)
    }

    /// Returns positions, in the order in which they came up.
    ///
    /// # Errors
    /// Those of the database.
    pub fn positions(&mut self, wanted: &Wanted) -> Result<Vec<PositionEntry>, Error> {
        self.entries(EntryKind::Position, wanted)
    }

    /// Returns figures, by their last value.
    ///
    /// # Errors
    /// Those of the database.
    pub fn figures(&mut self, wanted: &Wanted) -> Result<Vec<FigureEntry>, Error> {
        self.entries(EntryKind::Figure, wanted)
    }

    /// Returns changes, the oldest first unless asked otherwise.
    ///
    /// # Errors
    /// Those of the database.
    pub fn changes(&mut self, wanted: &Wanted) -> Result<Vec<ChangeEntry>, Error> {
        self.entries(EntryKind::Change, wanted)
    }

    /// Returns who carries whom.
    ///
    /// # Errors
    /// Those of the database.
    pub fn copies(&mut self, wanted: &Wanted) -> Result<Vec<CopyEntry>, Error> {
        self.entries(EntryKind::Copy, wanted)
    }

    /// Returns what was not read, the latest first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn skipped(&mut self, wanted: &Wanted) -> Result<Vec<Skipped>, Error> {
        let sql =
            "SELECT input, page, why, added FROM skipped WHERE added >= ?1 ORDER BY added DESC, input, page LIMIT ?2";
        let limit = wanted.limit.unwrap_or(MAX_LOOKED);
        let one = |row: &Row| Skipped {
            input: row.text(0).to_owned(),
            page: u32::try_from(row.int(1)).unwrap_or(0),
            why: row.text(2).to_owned(),
            at: row.text(3).parse().ok(),
        };
        Ok(self.store.rows(sql, &[since(wanted), limit.into()])?.iter().map(one).collect())
    }

    /// Returns entries of one kind.
    fn entries<T: DeserializeOwned>(&mut self, kind: EntryKind, wanted: &Wanted) -> Result<Vec<T>, Error> {
        let by_day = kind == EntryKind::Calendar;
        let (from, to) = if by_day { (since_day(wanted), until_day(wanted)) } else { (since(wanted), until(wanted)) };
        let story = wanted.story.map(|story| story.to_string());
        let (way, limit) = (if wanted.newest { "DESC" } else { "ASC" }, wanted.limit.unwrap_or(MAX_LOOKED));
        let mut values = vec![kind.name().into(), from, to];
        let mut kept = "kind = ?1 AND moment >= ?2 AND moment < ?3".to_owned();
        for (column, value) in [("story", story), ("name", wanted.state.clone())] {
            if let Some(value) = value {
                values.push(value.into());
                kept += &format!(" AND {column} = ?{}", values.len());
            }
        }
        if let Some(name) = &wanted.name {
            let Some((held, asked)) = self.store.holding(Shelf::Entries, &words(name), values.len() + 1) else {
                return Ok(Vec::new());
            };
            kept += &format!(" AND {held}");
            values.push(asked);
        }
        // rejected entries are few: what is asked for beyond the limit makes up for them
        values.push(limit.saturating_add(MAX_REJECTED).into());
        let last = values.len();
        let sql = format!("SELECT row FROM entry WHERE {kept} ORDER BY moment {way}, row {way} LIMIT ?{last}");
        let rows = self.store.rows(&sql, &values)?;
        self.read(rows.iter().map(|row| row.int(0)), wanted.rejected, limit)
    }

    /// Reads entries by their numbers until there are enough: they are large, and only those that are shown are read.
    pub(crate) fn read<T: DeserializeOwned>(
        &mut self,
        rows: impl Iterator<Item = i64>,
        rejected: bool,
        limit: usize,
    ) -> Result<Vec<T>, Error> {
        let mut entries = Vec::new();
        for row in rows {
            if entries.len() >= limit {
                break;
            }
            let row = self.store.row("SELECT data FROM entry WHERE row = ?1", &[row.into()])?;
            let row = row.filter(|row| rejected || !is_rejected(row));
            entries.extend(row.and_then(|row| serde_json::from_str(row.text(0)).ok()));
        }
        Ok(entries)
    }
}

/// Tells whether an id can begin so.
pub(crate) fn is_id(asked: &str) -> bool {
    !asked.is_empty() && asked.bytes().all(|b| b.is_ascii_lowercase() || (b'2'..=b'7').contains(&b))
}

/// Tells from its JSON in column 0 whether a person rejected an entry.
pub(crate) fn is_rejected(row: &Row) -> bool {
    row.text(0).contains("\"review\":{\"action\":\"reject\"")
}

fn unknown(what: &'static str, asked: &str) -> Error {
    let advice = match what {
        "story" => "`onrecord stories` lists them",
        "article" => "`onrecord search WORDS` finds it",
        _ => "ids stand in `--format json` of each command",
    };
    Error::Unknown { what, id: asked.to_owned(), advice }
}

/// A text behind every moment and day.
const END: &str = "~";

fn since(wanted: &Wanted) -> Value {
    wanted.since.map_or(String::new(), order).into()
}

fn until(wanted: &Wanted) -> Value {
    wanted.until.map_or(END.to_owned(), order).into()
}

fn since_day(wanted: &Wanted) -> Value {
    wanted.since.map(day).unwrap_or_default().into()
}

fn until_day(wanted: &Wanted) -> Value {
    wanted.until.map_or(END.to_owned(), day).into()
}

fn day(at: Timestamp) -> String {
    let date: Date = at.to_zoned_datetime(jiff::tz::TimeZone::UTC).date();
    date.to_string()
}
