//! Another ledger -> this one: two ledgers become one, nothing twice.

use jiff::Timestamp;
use reading::Reading;
use text::Id;

use crate::{
    Error, Ledger,
    capture::Capture,
    corrections::write,
    fits::fits,
    fold::id,
    ledger::{Added, EDITION, Edition, edition, maker, put_capture, put_edition, put_reading, put_source},
    store::Row,
};

/// A page with its edition and reading, on its way from one ledger to another.
struct Step {
    capture: Capture,
    added: Timestamp,
    edition: Edition,
    reading: Reading,
}

/// Reads one page of another ledger with what was read of it. Whoever wrote that ledger, what does not rest on its text stays there.
fn step(other: &mut Ledger, source: &Row) -> Result<Option<Step>, Error> {
    let (capture, added) = other.capture(source.text(0))?;
    let sql = format!("SELECT {EDITION} FROM edition WHERE article = ?1 AND id = ?2");
    let Some(found) = other.store.row(&sql, &[source.text(1).into(), source.text(2).into()])? else { return Ok(None) };
    let edition = edition(&found)?;
    let Some(reading) = other.reading(edition.article.id, edition.article.edition)? else { return Ok(None) };
    let unfit = |why| Error::Row { what: "page", id: source.text(0).to_owned(), why };
    fits(&edition.article, &reading).map_err(unfit)?;
    Ok(Some(Step { capture, added, edition, reading }))
}

/// Editions that are taken over in one step.
const BATCH: usize = 256;

/// What was taken over.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Absorbed {
    /// Articles that were not there.
    pub new: usize,
    /// Other texts of articles that were there.
    pub editions: usize,
    /// Editions that were there.
    pub unchanged: usize,
    /// Decisions of people.
    pub corrections: usize,
    /// What of the other ledger is damaged and was left there, one line each.
    pub unfit: Vec<String>,
}

impl Ledger {
    /// Takes over what another ledger keeps: pages, editions, readings, people's decisions. Its stories are made anew here.
    ///
    /// # Errors
    /// Those of both databases. What was taken over by then is kept, and done again it goes on.
    pub fn absorb(
        &mut self,
        other: &mut Ledger,
        now: Timestamp,
        seen: &mut dyn FnMut(usize),
    ) -> Result<Absorbed, Error> {
        let mut absorbed = Absorbed::default();
        let captures = other.store.rows("SELECT capture, article, edition FROM source ORDER BY capture", &[])?;
        for batch in captures.chunks(BATCH) {
            let mut steps = Vec::new();
            for row in batch {
                match step(other, row) {
                    Ok(step) => steps.extend(step),
                    Err(Error::Row { what, id, why }) => absorbed.unfit.push(format!("{what} {id}: {why}")),
                    Err(error) => return Err(error),
                }
            }
            let taken = self.within(|store| {
                let mut taken = Vec::new();
                for Step { capture, added, edition, reading } in &steps {
                    let article = &edition.article;
                    put_capture(store, capture, *added)?;
                    put_source(store, capture.id(), article)?;
                    let known = store.rows("SELECT id FROM edition WHERE article = ?1", &[article.id.into()])?;
                    if known.iter().any(|row| row.text(0) == article.edition.to_string()) {
                        taken.push(Added::Unchanged);
                        continue;
                    }
                    let maker = maker(store, &reading.made_by)?;
                    put_edition(store, capture.id(), Some(edition.seen), article, maker, now)?;
                    put_reading(store, article, reading, maker)?;
                    taken.push(if known.is_empty() { Added::New } else { Added::Edition });
                }
                Ok(taken)
            })?;
            for one in taken {
                match one {
                    Added::New => absorbed.new += 1,
                    Added::Edition => absorbed.editions += 1,
                    Added::Unchanged => absorbed.unchanged += 1,
                }
            }
            seen(batch.len());
        }
        let corrections = other.corrections(None)?;
        self.within(|store| {
            for one in &corrections {
                let there = store.row("SELECT 1 FROM correction WHERE id = ?1", &[one.id.into()])?.is_some();
                absorbed.corrections += usize::from(!there);
                write(store, one)?;
                let sql = "INSERT INTO dirty (story) SELECT story FROM entry WHERE id = ?1 UNION SELECT story FROM member WHERE article = ?1 \
                           ON CONFLICT DO NOTHING";
                store.run(sql, &[one.target.into()])?;
            }
            Ok(())
        })?;
        Ok(absorbed)
    }

    /// Returns the digests of all pages, in order: what two machines that hold the same pages agree on.
    ///
    /// # Errors
    /// Those of the database.
    pub fn pages(&mut self) -> Result<Vec<Id>, Error> {
        let rows = self.store.rows("SELECT id FROM capture ORDER BY id", &[])?;
        rows.iter().map(|row| id(row.text(0), "page")).collect()
    }
}
