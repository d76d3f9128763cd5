//! How the ledger is: what it holds, what waits, what a rebuild would change.

use reading::Version;
use serde::Serialize;

use crate::{Error, Ledger};

/// How the ledger is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Health {
    /// What it holds, by name.
    pub holds: Vec<Count>,
    /// Bytes that it takes.
    pub bytes: u64,
    /// Faults of the database itself.
    pub faults: Vec<String>,
    /// Articles that wait for a story: an add was cut off, the next command that writes goes on.
    pub waiting: usize,
    /// Stories that wait to be written.
    pub dirty: usize,
    /// Articles that came after later ones: a rebuild may put them into other stories.
    pub late: usize,
    /// Stories that articles came to and that were not looked at again for merges and splits: a rebuild does.
    pub touched: usize,
    /// Readings that another version of the program or other weights made: a rebuild makes them anew.
    pub outdated: usize,
    /// Articles whose language is not read, by language.
    pub unread: Vec<Count>,
}

/// How many there are of something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    /// What.
    pub what: String,
    /// How many.
    pub count: usize,
}

/// What is counted.
const COUNTS: [(&str, &str); 13] = [
    ("pages", "SELECT count(*) FROM capture"),
    ("articles", "SELECT count(DISTINCT article) FROM edition"),
    ("editions", "SELECT count(*) FROM edition"),
    ("stories", "SELECT count(*) FROM story"),
    ("claims", "SELECT count(*) FROM entry WHERE kind = 'claim'"),
    ("calendar entries", "SELECT count(*) FROM entry WHERE kind = 'calendar'"),
    ("positions", "SELECT count(*) FROM entry WHERE kind = 'position'"),
    ("figures", "SELECT count(*) FROM entry WHERE kind = 'figure'"),
    ("changes", "SELECT count(*) FROM entry WHERE kind = 'change'"),
    ("stories merged or split", "SELECT count(*) FROM repair"),
    ("corrections by people", "SELECT count(*) FROM correction"),
    ("feeds", "SELECT count(*) FROM feed"),
    ("inputs not read", "SELECT count(*) FROM skipped"),
];

impl Ledger {
    /// Looks at the whole ledger; `made_by` is what would make its readings today. Reads the file once from end to end.
    ///
    /// # Errors
    /// Those of the database; what does not fit is no error but a fault.
    pub fn health(&mut self, made_by: Option<&Version>) -> Result<Health, Error> {
        let faults = self.store.faults()?;
        let mut count = |sql: &str| -> Result<usize, Error> {
            Ok(self.store.row(sql, &[])?.map_or(0, |row| usize::try_from(row.int(0)).unwrap_or(0)))
        };
        let mut holds = Vec::new();
        for (what, sql) in COUNTS {
            holds.push(Count { what: what.to_owned(), count: count(sql)? });
        }
        let (waiting, dirty) = (count("SELECT count(*) FROM queue")?, count("SELECT count(*) FROM dirty")?);
        let touched = count("SELECT count(*) FROM touched")?;
        let outdated = match made_by {
            Some(version) => {
                let weights = version.weights.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
                // what is in another language is read without weights
                let sql = "SELECT count(*) FROM reading WHERE maker NOT IN (SELECT id FROM maker WHERE program = ?1 AND weights IN (?2, ''))";
                let row = self.store.row(sql, &[version.program.as_str().into(), weights.into()])?;
                row.map_or(0, |row| usize::try_from(row.int(0)).unwrap_or(0))
            }
            None => 0,
        };
        let sql = "SELECT coalesce(language, 'unknown'), count(*) FROM edition WHERE language IS NULL OR language <> 'en' \
                   GROUP BY language ORDER BY 2 DESC, 1";
        let rows = self.store.rows(sql, &[])?;
        let unread = rows
            .iter()
            .map(|row| Count { what: row.text(0).to_owned(), count: usize::try_from(row.int(1)).unwrap_or(0) })
            .collect();
        let late = self.late()?;
        let bytes = self.store.bytes()?;
        Ok(Health { holds, bytes, faults, waiting, dirty, late, touched, outdated, unread })
    }
}
