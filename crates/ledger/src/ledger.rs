//! The ledger: what is kept.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use page::Article;
use reading::{Reading, Version};
use text::Id;

use crate::{
    Error,
    address::is_address,
    capture::Capture,
    moment::{Moment, stamp},
    pack::{pack, pack_json, unpack, unpack_json},
    publisher::publisher,
    sqlite::Sqlite,
    store::{Access, Row, Shelf, Store},
};

/// What is kept, and how it is asked for.
pub struct Ledger {
    pub(crate) store: Box<dyn Store>,
    path: PathBuf,
}

/// A page that was read, on its way into the ledger.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// The page.
    pub capture: Capture,
    /// What it published.
    pub article: Article,
    /// What that says.
    pub reading: Reading,
}

/// What became of a page that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// An article that was not there.
    New,
    /// Another text at an address that was there.
    Edition,
    /// The same text at the same address as before.
    Unchanged,
}

/// An input that was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The file.
    pub input: String,
    /// Which page of it, from 1; 0 for the file as a whole.
    pub page: u32,
    /// What it is and what to do.
    pub why: String,
    /// When it was tried last.
    pub at: Option<Timestamp>,
}

/// An edition as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Edition {
    /// Its number in this ledger.
    pub row: i64,
    /// What was published, text and all.
    pub article: Article,
    /// The page it was read from.
    pub capture: Id,
    /// When it counts as published: orders articles.
    pub moment: Timestamp,
    /// When it was made, as it says itself: changed, else published.
    pub made: Timestamp,
    /// When it was fetched, else added.
    pub seen: Timestamp,
    /// When it came into this ledger.
    pub added: Timestamp,
    /// Domain that its publisher registered.
    pub publisher: Option<String>,
}

/// Columns of [`Edition`], in the order in which [`edition`] reads them.
pub(crate) const EDITION: &str = "row, article, id, capture, moment, made, seen, added, publisher, text, facts";

impl std::fmt::Debug for Ledger {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ledger").finish_non_exhaustive()
    }
}

impl Ledger {
    /// Opens the ledger in a file or, where the program was built with the feature `postgres`, at an address that begins with
    /// `postgres://`.
    ///
    /// # Errors
    /// [`Error`], one variant a case: missing, foreign, newer, locked, damaged, read-only.
    pub fn open(path: &Path, access: Access) -> Result<Ledger, Error> {
        let store: Box<dyn Store> = match is_address(path) {
            #[cfg(feature = "postgres")]
            true => Box::new(crate::postgres::Postgres::open(path, access)?),
            #[cfg(not(feature = "postgres"))]
            true => return Err(Error::Without { what: "PostgreSQL", feature: "postgres" }),
            false => Box::new(Sqlite::open(path, access)?),
        };
        Ok(Ledger { store, path: path.to_owned() })
    }

    /// Returns where it is; an address with all that was given in it.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Changes the ledger in several steps: all of them happen or none.
    pub(crate) fn within<T>(&mut self, change: impl FnOnce(&mut dyn Store) -> Result<T, Error>) -> Result<T, Error> {
        self.store.begin()?;
        let changed = change(&mut *self.store);
        let ended = self.store.end(changed.is_ok());
        // what went wrong first is what matters
        changed.and_then(|changed| ended.map(|()| changed))
    }

    /// Tells of each capture whether it is there.
    ///
    /// # Errors
    /// Those of the database, here and below.
    pub fn has(&mut self, captures: &[Id]) -> Result<Vec<bool>, Error> {
        let mut there = Vec::with_capacity(captures.len());
        for id in captures {
            there.push(self.store.row("SELECT 1 FROM capture WHERE id = ?1", &[(*id).into()])?.is_some());
        }
        Ok(there)
    }

    /// Keeps pages that were read: all of them or, on an error, none. Returns what became of each.
    ///
    /// # Errors
    /// Those of the database.
    pub fn put(&mut self, kept: &[Kept], now: Timestamp) -> Result<Vec<Added>, Error> {
        self.within(|store| kept.iter().map(|kept| put(store, kept, now)).collect())
    }

    /// Notes inputs that were not read.
    ///
    /// # Errors
    /// Those of the database.
    pub fn skip(&mut self, skipped: &[Skipped], now: Timestamp) -> Result<(), Error> {
        let sql = "INSERT INTO skipped (input, page, why, added) VALUES (?1, ?2, ?3, ?4) \
                   ON CONFLICT (input, page, why) DO UPDATE SET added = excluded.added";
        self.within(|store| {
            for one in skipped {
                let page = i64::from(one.page);
                store.run(
                    sql,
                    &[one.input.as_str().into(), page.into(), one.why.as_str().into(), now.to_string().into()],
                )?;
            }
            Ok(())
        })
    }

    /// Notes feeds by address and title; returns how many are new.
    ///
    /// # Errors
    /// Those of the database.
    pub fn follow(&mut self, feeds: &[(String, String)], now: Timestamp) -> Result<usize, Error> {
        let sql = "INSERT INTO feed (url, title, added) VALUES (?1, ?2, ?3) ON CONFLICT (url) DO NOTHING";
        self.within(|store| {
            let mut new = 0;
            for (url, title) in feeds {
                new += store.run(sql, &[url.as_str().into(), title.as_str().into(), now.to_string().into()])?;
            }
            Ok(new)
        })
    }

    /// Returns all editions of an article, the oldest first.
    ///
    /// # Errors
    /// Those of the database, or a row that cannot be read back.
    pub fn editions(&mut self, article: Id) -> Result<Vec<Edition>, Error> {
        let sql = format!("SELECT {EDITION} FROM edition WHERE article = ?1 ORDER BY made, seen, id");
        self.store.rows(&sql, &[article.into()])?.iter().map(edition).collect()
    }

    /// Returns the reading of an edition.
    ///
    /// # Errors
    /// Those of the database, or a row that cannot be read back.
    pub fn reading(&mut self, article: Id, of: Id) -> Result<Option<Reading>, Error> {
        let row = self
            .store
            .row("SELECT data FROM reading WHERE article = ?1 AND edition = ?2", &[article.into(), of.into()])?;
        let broken = |why| Error::Row { what: "reading", id: of.to_string(), why };
        row.map(|row| unpack_json(row.blob(0)).map_err(broken)).transpose()
    }
}

/// Keeps one page that was read.
fn put(store: &mut dyn Store, kept: &Kept, now: Timestamp) -> Result<Added, Error> {
    let Kept { capture, article, reading } = kept;
    let maker = maker(store, &reading.made_by)?;
    put_capture(store, capture, now)?;
    put_source(store, capture.id(), article)?;
    let there = store.row(
        "SELECT capture FROM edition WHERE article = ?1 AND id = ?2",
        &[article.id.into(), article.edition.into()],
    )?;
    if there.is_some() {
        // what a person says about a page is worth more than what was known before
        if capture.given != page::Given::default() {
            put_facts(store, capture, article, now)?;
        }
        return Ok(Added::Unchanged);
    }
    let known = store.row("SELECT 1 FROM edition WHERE article = ?1 LIMIT 1", &[article.id.into()])?.is_some();
    put_edition(store, capture.id(), capture.page.fetched, article, maker, now)?;
    put_reading(store, article, reading, maker)?;
    Ok(if known { Added::Edition } else { Added::New })
}

/// Keeps a page's bytes and what was known about them.
pub(crate) fn put_capture(store: &mut dyn Store, capture: &Capture, now: Timestamp) -> Result<(), Error> {
    let body = capture.body_id();
    if store.row("SELECT 1 FROM body WHERE id = ?1", &[body.into()])?.is_none() {
        let values = [body.into(), capture.page.body.len().into(), pack(&capture.page.body).into()];
        store.run("INSERT INTO body (id, size, data) VALUES (?1, ?2, ?3)", &values)?;
    }
    let values = [
        capture.id().into(),
        body.into(),
        capture.facts().into(),
        capture.input.as_str().into(),
        i64::from(capture.number).into(),
        capture.page.fetched.map(|at| at.to_string()).into(),
        now.to_string().into(),
    ];
    let sql = "INSERT INTO capture (id, body, facts, input, page, fetched, added) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
               ON CONFLICT (id) DO NOTHING";
    store.run(sql, &values).map(drop)
}

/// Notes as which edition a page is read.
pub(crate) fn put_source(store: &mut dyn Store, capture: Id, article: &Article) -> Result<(), Error> {
    let sql = "INSERT INTO source (capture, article, edition) VALUES (?1, ?2, ?3) \
               ON CONFLICT (capture) DO UPDATE SET article = excluded.article, edition = excluded.edition";
    store.run(sql, &[capture.into(), article.id.into(), article.edition.into()]).map(drop)
}

/// Keeps an edition that is not there, and lets its story be found.
pub(crate) fn put_edition(
    store: &mut dyn Store,
    capture: Id,
    fetched: Option<Timestamp>,
    article: &Article,
    maker: i64,
    now: Timestamp,
) -> Result<(), Error> {
    let seen = fetched.unwrap_or(now);
    let moment = Moment::of(article, seen).at;
    let values = [
        article.id.into(),
        article.edition.into(),
        capture.into(),
        maker.into(),
        order(moment).into(),
        order(made(article, seen)).into(),
        order(seen).into(),
        order(now).into(),
        article.title.as_ref().map(|title| title.value.as_str()).into(),
        article.outlet.as_ref().map(|outlet| outlet.value.as_str()).into(),
        article.url.as_ref().and_then(|url| publisher(&url.value)).into(),
        article.url.as_ref().map(|url| url.value.as_str()).into(),
        article.language.as_deref().into(),
        pack(article.text.as_bytes()).into(),
        facts(article).into(),
    ];
    let sql = "INSERT INTO edition (article, id, capture, maker, moment, made, seen, added, title, outlet, publisher, url, language, text, \
               facts) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
    let row = store.insert(sql, &values)?;
    let title = article.title.as_ref().map_or("", |title| title.value.as_str());
    store.index(Shelf::Texts, row, title, &article.running_text())?;
    wait(store, article.id, moment)
}

/// Puts an article before the stories: into the queue, or its story among those to be written again.
fn wait(store: &mut dyn Store, article: Id, moment: Timestamp) -> Result<(), Error> {
    match store.row("SELECT story FROM member WHERE article = ?1", &[article.into()])? {
        Some(member) => {
            store.run("INSERT INTO dirty (story) VALUES (?1) ON CONFLICT DO NOTHING", &[member.text(0).into()])?;
        }
        None if store.row("SELECT 1 FROM queue WHERE article = ?1", &[article.into()])?.is_none() => {
            store
                .run("INSERT INTO queue (moment, article) VALUES (?1, ?2)", &[order(moment).into(), article.into()])?;
        }
        None => {}
    }
    Ok(())
}

/// Replaces what is known about an edition besides its text.
pub(crate) fn put_facts(
    store: &mut dyn Store,
    capture: &Capture,
    article: &Article,
    now: Timestamp,
) -> Result<(), Error> {
    let seen = capture.page.fetched.unwrap_or(now);
    let values = [
        article.id.into(),
        article.edition.into(),
        capture.id().into(),
        order(Moment::of(article, seen).at).into(),
        order(made(article, seen)).into(),
        article.title.as_ref().map(|title| title.value.as_str()).into(),
        article.outlet.as_ref().map(|outlet| outlet.value.as_str()).into(),
        facts(article).into(),
    ];
    let sql = "UPDATE edition SET capture = ?3, moment = ?4, made = ?5, title = ?6, outlet = ?7, facts = ?8 WHERE article = ?1 AND id = ?2";
    store.run(sql, &values)?;
    wait(store, article.id, Moment::of(article, seen).at)
}

/// Keeps what an edition says, in place of what was read of it before.
pub(crate) fn put_reading(
    store: &mut dyn Store,
    article: &Article,
    reading: &Reading,
    maker: i64,
) -> Result<(), Error> {
    let sql = "INSERT INTO reading (article, edition, maker, data) VALUES (?1, ?2, ?3, ?4) \
               ON CONFLICT (article, edition) DO UPDATE SET maker = excluded.maker, data = excluded.data";
    store.run(sql, &[article.id.into(), article.edition.into(), maker.into(), pack_json(reading).into()]).map(drop)
}

/// Returns the number of what made a row.
pub(crate) fn maker(store: &mut dyn Store, version: &Version) -> Result<i64, Error> {
    let weights = version.weights.iter().map(Id::to_string).collect::<Vec<_>>().join(" ");
    let values = [version.program.as_str().into(), weights.into()];
    let find = "SELECT id FROM maker WHERE program = ?1 AND weights = ?2";
    if let Some(row) = store.row(find, &values)? {
        return Ok(row.int(0));
    }
    store.run("INSERT INTO maker (program, weights) VALUES (?1, ?2)", &values)?;
    Ok(store.row(find, &values)?.map_or(0, |row| row.int(0)))
}

/// Writes a moment so that text sorts as time does.
pub(crate) fn order(at: Timestamp) -> String {
    format!("{at:.3}")
}

/// Reads a moment back.
pub(crate) fn moment(text: &str) -> Timestamp {
    text.parse().unwrap_or(Timestamp::UNIX_EPOCH)
}

/// When an edition was made, as its page says.
fn made(article: &Article, seen: Timestamp) -> Timestamp {
    let published = Moment::of(article, seen).at;
    let changed = article.modified.as_ref().and_then(stamp).filter(|at| (published..=seen.max(published)).contains(at));
    changed.unwrap_or(published)
}

/// Everything about an article but its text.
fn facts(article: &Article) -> Vec<u8> {
    pack_json(&Article { text: String::new(), ..article.clone() })
}

/// Reads an edition from the columns [`EDITION`].
pub(crate) fn edition(row: &Row) -> Result<Edition, Error> {
    let broken = |why: String| Error::Row { what: "edition", id: row.text(2).to_owned(), why };
    let id = |at: usize| row.text(at).parse::<Id>().map_err(|error| broken(error.to_string()));
    let mut article: Article = unpack_json(row.blob(10)).map_err(broken)?;
    article.text =
        String::from_utf8(unpack(row.blob(9)).map_err(broken)?).map_err(|error| broken(error.to_string()))?;
    article.id = id(1)?;
    article.edition = id(2)?;
    Ok(Edition {
        row: row.int(0),
        article,
        capture: id(3)?,
        moment: moment(row.text(4)),
        made: moment(row.text(5)),
        seen: moment(row.text(6)),
        added: moment(row.text(7)),
        publisher: row.maybe(8),
    })
}
