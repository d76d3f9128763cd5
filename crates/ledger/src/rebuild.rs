//! Everything that the program worked out, worked out again from what was kept.

use std::{collections::BTreeSet, num::NonZeroUsize};

use jiff::Timestamp;
use page::Article;
use reading::Reading;
use text::Id;

use crate::{
    Error, Folded, Ledger,
    capture::Capture,
    ledger::{maker, moment, put_edition, put_facts, put_reading, put_source},
    pack::unpack,
    repair::Looks,
    store::Store,
};

/// Pages that are read in one step.
const BATCH: usize = 128;

/// Reads one page again; nothing when it holds no article.
pub type Read<'a> = &'a (dyn Fn(&Capture) -> Option<(Article, Reading)> + Sync);

/// What a rebuild did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rebuilt {
    /// Pages that were read again.
    pub pages: usize,
    /// Texts that came out otherwise than before: these are new editions of the program's making, not of the outlet's.
    pub retold: usize,
    /// What became of the stories.
    pub folded: Folded,
}

impl Ledger {
    /// Reads all pages again and makes all stories anew, in the order of publication. What people decided stays.
    ///
    /// The same pages come to the same rows, in whatever order they were added and on any number of threads. Cut off, it is begun again.
    ///
    /// # Errors
    /// Those of the database.
    pub fn rebuild(
        &mut self,
        read: Option<Read<'_>>,
        jobs: Option<NonZeroUsize>,
        now: Timestamp,
        seen: &mut dyn FnMut(usize),
    ) -> Result<Rebuilt, Error> {
        let mut rebuilt = Rebuilt::default();
        if let Some(read) = read {
            self.read_again(read, jobs, now, &mut rebuilt, seen)?;
        }
        let old = self.within(|store| {
            let sql = "SELECT m.story, min(m.article) FROM member m \
                       WHERE m.moment = (SELECT min(o.moment) FROM member o WHERE o.story = m.story) GROUP BY m.story ORDER BY m.story";
            let mut old: Vec<(String, String)> =
                store.rows(sql, &[])?.iter().map(|row| (row.text(0).to_owned(), row.text(1).to_owned())).collect();
            // who went into another is where that one's first article goes
            let sql = "SELECT a.id, min(m.article) FROM alias a JOIN member m ON m.story = a.story \
                       WHERE m.moment = (SELECT min(o.moment) FROM member o WHERE o.story = m.story) GROUP BY a.id ORDER BY a.id";
            old.extend(store.rows(sql, &[])?.iter().map(|row| (row.text(0).to_owned(), row.text(1).to_owned())));
            empty(store)?;
            Ok(old)
        })?;
        rebuilt.folded = self.folded(Looks::AtAll, jobs, &mut |_| ())?;
        self.within(|store| {
            let sql = "INSERT INTO alias (id, story, at) SELECT ?1, story, moment FROM member WHERE article = ?2 AND story <> ?1 \
                       AND NOT EXISTS (SELECT 1 FROM story WHERE id = ?1) ON CONFLICT (id) DO NOTHING";
            old.iter().try_for_each(|(id, article)| {
                store.run(sql, &[id.as_str().into(), article.as_str().into()]).map(drop)
            })
        })?;
        Ok(rebuilt)
    }

    fn read_again(
        &mut self,
        read: Read<'_>,
        jobs: Option<NonZeroUsize>,
        now: Timestamp,
        rebuilt: &mut Rebuilt,
        seen: &mut dyn FnMut(usize),
    ) -> Result<(), Error> {
        // the facts of an edition that several pages hold are those of the first: what people gave before what was fetched before the rest
        let sql = "SELECT id FROM capture ORDER BY facts NOT LIKE '%\"given\":%', fetched IS NULL, fetched, id";
        let captures: Vec<String> = self.store.rows(sql, &[])?.iter().map(|row| row.text(0).to_owned()).collect();
        let mut told: BTreeSet<(Id, Id)> = BTreeSet::new();
        for batch in captures.chunks(BATCH) {
            let mut pages = Vec::new();
            for id in batch {
                pages.push(self.capture(id)?);
            }
            let readings = reading::read_many(pages, jobs, |(capture, added)| {
                let read = read(&capture);
                (capture, added, read)
            });
            self.within(|store| {
                for (capture, added, read) in &readings {
                    let Some((article, reading)) = read else { continue };
                    let first = told.insert((article.id, article.edition));
                    rebuilt.retold += usize::from(retell(store, capture, *added, article, reading, first, now)?);
                }
                Ok(())
            })?;
            rebuilt.pages += batch.len();
            seen(batch.len());
        }
        Ok(())
    }

    /// Reads a page back as it came in, with when that was.
    pub(crate) fn capture(&mut self, id: &str) -> Result<(Capture, Timestamp), Error> {
        let broken = |why: String| Error::Row { what: "page", id: id.to_owned(), why };
        let sql = "SELECT c.facts, b.data, c.fetched, c.input, c.page, c.added FROM capture c JOIN body b ON b.id = c.body WHERE c.id = ?1";
        let row = self.store.row(sql, &[id.into()])?.ok_or_else(|| broken("its bytes are missing".to_owned()))?;
        let body = unpack(row.blob(1)).map_err(broken)?;
        let fetched = row.maybe(2).and_then(|at| at.parse().ok());
        let number = u32::try_from(row.int(4)).unwrap_or(0);
        Ok((Capture::of(row.text(0), body, fetched, row.text(3), number), moment(row.text(5))))
    }
}

/// Writes what a page says when it is read again; returns whether its text came out otherwise.
fn retell(
    store: &mut dyn Store,
    capture: &Capture,
    added: Timestamp,
    article: &Article,
    reading: &Reading,
    first: bool,
    now: Timestamp,
) -> Result<bool, Error> {
    let maker = maker(store, &reading.made_by)?;
    let there = store
        .row("SELECT 1 FROM edition WHERE article = ?1 AND id = ?2", &[article.id.into(), article.edition.into()])?;
    put_source(store, capture.id(), article)?;
    if there.is_none() {
        put_edition(store, capture.id(), Some(capture.page.fetched.unwrap_or(added)), article, maker, now)?;
    } else if first {
        put_facts(store, capture, article, added)?;
    }
    if first {
        put_reading(store, article, reading, maker)?;
    }
    Ok(there.is_none())
}

/// Takes out all stories and lets every article wait again.
fn empty(store: &mut dyn Store) -> Result<(), Error> {
    for sql in [
        "DELETE FROM member",
        "DELETE FROM alias",
        "DELETE FROM repair",
        "DELETE FROM touched",
        "DELETE FROM applied",
        "DELETE FROM state",
        "DELETE FROM queue",
        "DELETE FROM dirty",
        "INSERT INTO dirty (story) SELECT id FROM story",
        "INSERT INTO queue (moment, article) SELECT min(e.moment), e.article FROM edition e \
         WHERE EXISTS (SELECT 1 FROM source s WHERE s.article = e.article AND s.edition = e.id) GROUP BY e.article",
    ] {
        store.run(sql, &[])?;
    }
    Ok(())
}
