//! What is asked for: stories and their entries, as lists.

use jiff::{Timestamp, civil::Date};
use serde::de::DeserializeOwned;
use text::Id;

use crate::{
    Error, Ledger, Skipped,
    entry::{CalendarEntry, ChangeEntry, ClaimEntry, CopyEntry, EntryKind, FigureEntry, PositionEntry, StoryEntry},
    fold::alias,
    ledger::{moment, order},
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
/// Entries that are looked through for a name: more are not worth the wait.
const MAX_FOUND: usize = 5_000;
/// Entries that any of several words may find: ranking more takes longer than a reader waits.
const MAX_COMMON: usize = 20_000;
/// Entries that people rejected among those of one answer.
const MAX_REJECTED: usize = 100;

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
        let is_id = !asked.is_empty() && asked.bytes().all(|b| b.is_ascii_lowercase() || (b'2'..=b'7').contains(&b));
        if is_id {
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

    /// Returns the claims of a story, those that most articles carry first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn leading_claims(&mut self, story: Id, limit: Option<usize>) -> Result<Vec<ClaimEntry>, Error> {
        /// What claims are ordered by: reading all of a large story's claims in full takes longer than a reader waits.
        #[derive(serde::Deserialize)]
        struct Counts {
            carriers: u32,
            at_most: u32,
        }
        let sql = "SELECT data, row FROM entry WHERE story = ?1 AND kind = 'claim' ORDER BY moment, row";
        let mut counted = Vec::new();
        self.store.each(sql, &[story.into()], &mut |row| {
            if let (Ok(Counts { carriers, at_most }), false) = (serde_json::from_str(row.text(0)), is_rejected(&row)) {
                counted.push((std::cmp::Reverse((carriers, at_most)), counted.len(), row.int(1)));
            }
            Ok(())
        })?;
        counted.sort();
        let mut claims = Vec::new();
        for (_, _, row) in counted.into_iter().take(limit.unwrap_or(usize::MAX)) {
            let found = self.store.row("SELECT data FROM entry WHERE row = ?1", &[row.into()])?;
            claims.extend(found.and_then(|row| serde_json::from_str::<ClaimEntry>(row.text(0)).ok()));
        }
        Ok(claims)
    }

    /// Returns claims that a text says or an id names, the nearest first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn trace(&mut self, asked: &str, limit: usize) -> Result<Vec<ClaimEntry>, Error> {
        if let Ok(id) = asked.trim().to_lowercase().parse::<Id>() {
            let rows = self.store.rows("SELECT data FROM entry WHERE id = ?1 AND kind = 'claim'", &[id.into()])?;
            if !rows.is_empty() {
                return Ok(rows.iter().filter_map(|row| serde_json::from_str(row.text(0)).ok()).collect());
            }
        }
        let asked = words(asked);
        let all = self.found(&asked, false, limit)?;
        if all.is_empty() { self.found(&asked, true, limit) } else { Ok(all) }
    }

    /// Returns claims that rest on a source or outlet whose name holds these words, in the order in which they came up.
    ///
    /// # Errors
    /// Those of the database.
    pub fn resting_on(&mut self, name: &str, limit: usize) -> Result<Vec<ClaimEntry>, Error> {
        let mut rows = self.store.find(Shelf::Entries, &words(name), false, MAX_FOUND)?;
        // entries are numbered as they are written: near enough to the order in which they came up
        rows.sort();
        let mut claims: Vec<ClaimEntry> = Vec::new();
        for row in rows {
            let sql = "SELECT data FROM entry WHERE row = ?1 AND kind = 'claim'";
            let found = self.store.row(sql, &[row.into()])?;
            let claim = found.and_then(|row| serde_json::from_str::<ClaimEntry>(row.text(0)).ok());
            claims.extend(claim.filter(|claim| is_kept(claim) && claim.rests_on(name)));
            if claims.len() >= limit {
                break;
            }
        }
        claims.sort_by_cached_key(|claim| claim.mentions.first().and_then(|mention| mention.quote.published));
        Ok(claims)
    }

    /// Returns of many words those that few entries hold: what most entries say is no help in finding one.
    fn rare(&mut self, words: &[String]) -> Result<Vec<String>, Error> {
        let mut counted = Vec::new();
        for word in words {
            counted.push((self.store.held(Shelf::Entries, word, MAX_COMMON)?, word));
        }
        counted.sort();
        let mut sum = 0;
        let rare = counted.into_iter().enumerate().take_while(|(at, (count, _))| {
            sum += count;
            *at == 0 || sum < MAX_COMMON
        });
        Ok(rare.map(|(_, (_, word))| word.clone()).collect())
    }

    /// Returns claims that hold all of the words or any, the nearest first.
    pub(crate) fn found(&mut self, words: &[String], any: bool, limit: usize) -> Result<Vec<ClaimEntry>, Error> {
        let mut claims: Vec<ClaimEntry> = Vec::new();
        let words = if any { &self.rare(words)? } else { words };
        // entries of other kinds stand among them
        for row in self.store.find(Shelf::Entries, words, any, limit.saturating_mul(4))? {
            let sql = "SELECT data FROM entry WHERE row = ?1 AND kind = 'claim'";
            let found = self.store.row(sql, &[row.into()])?;
            claims.extend(found.and_then(|row| serde_json::from_str::<ClaimEntry>(row.text(0)).ok()));
            if claims.len() >= limit {
                break;
            }
        }
        claims.retain(is_kept);
        Ok(claims)
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
        let mut entries = Vec::new();
        let mut take = |row: &Row| {
            if wanted.rejected || !is_rejected(row) {
                entries.extend(serde_json::from_str(row.text(0)).ok());
            }
            entries.len() < limit
        };
        match &wanted.name {
            Some(name) => {
                values.push(Value::Null);
                // the entries themselves are large: only those that are listed are read
                let sql = format!("SELECT moment, row FROM entry WHERE {kept} AND row = ?{}", values.len());
                let mut found = Vec::new();
                for row in self.store.find(Shelf::Entries, &words(name), false, MAX_FOUND)? {
                    if let Some(last) = values.last_mut() {
                        *last = row.into();
                    }
                    found.extend(self.store.row(&sql, &values)?.map(|row| (row.text(0).to_owned(), row.int(1))));
                }
                found.sort();
                if wanted.newest {
                    found.reverse();
                }
                for (_, row) in found {
                    let row = self.store.row("SELECT data FROM entry WHERE row = ?1", &[row.into()])?;
                    if row.is_some_and(|row| !take(&row)) {
                        break;
                    }
                }
            }
            None => {
                // rejected entries are few: what is asked for beyond the limit makes up for them
                values.push(limit.saturating_add(MAX_REJECTED).into());
                let sql = format!(
                    "SELECT data FROM entry WHERE {kept} ORDER BY moment {way}, row {way} LIMIT ?{}",
                    values.len()
                );
                for row in self.store.rows(&sql, &values)? {
                    if !take(&row) {
                        break;
                    }
                }
            }
        }
        Ok(entries)
    }

    /// Returns the articles of a story, the oldest first: id, moment, outlet, title, address, how many editions.
    ///
    /// # Errors
    /// Those of the database.
    pub fn articles(&mut self, story: Id) -> Result<Vec<ArticleEntry>, Error> {
        let sql = "SELECT m.article, m.moment, e.outlet, e.title, e.url, \
                   (SELECT count(*) FROM edition o WHERE o.article = m.article), e.publisher \
                   FROM member m JOIN edition e ON e.article = m.article AND e.row = \
                   (SELECT o.row FROM edition o WHERE o.article = m.article ORDER BY o.made, o.seen, o.id LIMIT 1) \
                   WHERE m.story = ?1 ORDER BY m.moment, m.article";
        let one = |row: &Row| {
            Ok(ArticleEntry {
                id: crate::fold::id(row.text(0), "article")?,
                published: moment(row.text(1)),
                outlet: row.maybe(2).or_else(|| row.maybe(6)),
                title: row.maybe(3),
                url: row.maybe(4),
                editions: usize::try_from(row.int(5)).unwrap_or(0),
            })
        };
        self.store.rows(sql, &[story.into()])?.iter().map(one).collect()
    }
}

/// An article in the list of a story.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct ArticleEntry {
    /// The article.
    pub id: Id,
    /// When it counts as published.
    pub published: Timestamp,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// How many versions of its text there are.
    pub editions: usize,
}

/// Tells from its JSON in column 0 whether a person rejected an entry.
fn is_rejected(row: &Row) -> bool {
    row.text(0).contains("\"review\":{\"action\":\"reject\"")
}

/// Tells whether no person rejected a claim.
fn is_kept(claim: &ClaimEntry) -> bool {
    claim.review.as_ref().is_none_or(|review| review.action != "reject")
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
