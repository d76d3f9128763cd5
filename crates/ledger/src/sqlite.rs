//! SQLite: one file, one writer, many readers.

use std::{
    io::Read,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{
    Connection, ErrorCode, OpenFlags,
    config::DbConfig,
    params_from_iter,
    types::{ToSql, ToSqlOutput, ValueRef},
};

use crate::{
    Error,
    store::{Access, Row, Shelf, Store, Take, Value},
};

/// Marks a file as a ledger (`PRAGMA application_id`): "onrc".
const APPLICATION: i64 = 0x6f6e_7263;
/// Layouts, in order: the first is what `user_version` 1 stands for.
const MIGRATIONS: [&str; 4] = [
    concat!(include_str!("migrations/001.sql"), include_str!("migrations/001-sqlite.sql")),
    include_str!("migrations/002.sql"),
    concat!(include_str!("migrations/003.sql"), include_str!("migrations/003-sqlite.sql")),
    include_str!("migrations/004.sql"),
];
/// First bytes of an SQLite file.
pub const MAGIC: &[u8] = b"SQLite format 3\0";
/// How long one writer waits for another.
const PATIENCE: Duration = Duration::from_secs(5);
/// Pages of the log of changes that are written into the file in one go, 32 MB: with SQLite's 1,000, pages of the indices, which every
/// article touches anew, were copied some thirty times more often.
const CHECKPOINT_PAGES: i64 = 8_000;
/// Statements kept prepared.
const PREPARED: usize = 64;
/// Faults of the file that are listed.
const FAULTS: usize = 20;

/// A ledger in a file.
#[derive(Debug)]
pub struct Sqlite {
    connection: Connection,
    path: PathBuf,
}

impl Sqlite {
    /// Opens a ledger, and brings an older one up to this program's layout where it may be written.
    ///
    /// # Errors
    /// [`Error`], one variant a case: missing, foreign, newer, locked, damaged, read-only.
    pub fn open(path: &Path, access: Access) -> Result<Sqlite, Error> {
        let exists = path.exists();
        if !exists && access != Access::Create {
            return Err(Error::Missing { path: path.to_owned() });
        }
        let has_bytes = exists && sniffed(path)?;
        if exists && access != Access::Read {
            writable(path)?;
        }
        let connection = match access {
            Access::Read => reader(path),
            Access::Write | Access::Create => {
                let create = if access == Access::Create { OpenFlags::SQLITE_OPEN_CREATE } else { OpenFlags::empty() };
                Connection::open_with_flags(
                    path,
                    OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | create,
                )
            }
        };
        let connection = connection.map_err(|error| said(path, "open", error))?;
        let mut sqlite = Sqlite { connection, path: path.to_owned() };
        sqlite.set(access)?;
        let version = sqlite.number("PRAGMA user_version")?;
        let application = sqlite.number("PRAGMA application_id")?;
        if has_bytes && application != APPLICATION && (version != 0 || sqlite.number(TABLES)? != 0) {
            return Err(Error::Foreign { path: path.to_owned(), what: "another program's SQLite database" });
        }
        let known = MIGRATIONS.len() as i64;
        match version {
            found if found > known => Err(Error::Newer { path: path.to_owned(), found, known }),
            found if found == known => Ok(sqlite),
            0 if access != Access::Create && application != APPLICATION => {
                Err(Error::Missing { path: path.to_owned() })
            }
            _ if access == Access::Read => {
                drop(sqlite);
                match Sqlite::open(path, Access::Write) {
                    Err(Error::ReadOnly { path } | Error::Open { path, .. }) => Err(Error::Older { path }),
                    opened => opened,
                }
            }
            _ => sqlite.migrate().map(|()| sqlite),
        }
    }

    fn set(&mut self, access: Access) -> Result<(), Error> {
        let path = self.path.clone();
        let say = |error| said(&path, "open", error);
        self.connection.busy_timeout(PATIENCE).map_err(say)?;
        self.connection.set_prepared_statement_cache_capacity(PREPARED);
        // a question is planned once, not anew for every value
        self.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(say)?;
        // another program's words in a table must never run
        self.connection.pragma_update(None, "trusted_schema", false).map_err(say)?;
        if access != Access::Read {
            self.connection.pragma_update(None, "journal_mode", "wal").map_err(say)?;
            self.connection.pragma_update(None, "synchronous", "normal").map_err(say)?;
            self.connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES).map_err(say)?;
        }
        self.connection.pragma_update(None, "cache_size", -65_536).map_err(say)
    }

    fn migrate(&mut self) -> Result<(), Error> {
        self.begin()?;
        let done = (|| {
            // another program may have been first
            let from = usize::try_from(self.number("PRAGMA user_version")?).unwrap_or(0);
            for migration in MIGRATIONS.iter().skip(from) {
                self.connection.execute_batch(migration).map_err(|e| said(&self.path, "lay out", e))?;
            }
            let marks = format!("PRAGMA user_version = {}; PRAGMA application_id = {APPLICATION}", MIGRATIONS.len());
            self.connection.execute_batch(&marks).map_err(|e| said(&self.path, "lay out", e))
        })();
        self.end(done.is_ok())?;
        done
    }

    fn number(&self, sql: &str) -> Result<i64, Error> {
        self.connection.query_row(sql, [], |row| row.get(0)).map_err(|error| said(&self.path, sql, error))
    }
}

const TABLES: &str = "SELECT count(*) FROM sqlite_master";

impl Store for Sqlite {
    fn run(&mut self, sql: &str, values: &[Value]) -> Result<usize, Error> {
        let say = |error| said(&self.path, sql, error);
        let mut statement = self.connection.prepare_cached(sql).map_err(say)?;
        statement.execute(params_from_iter(values)).map_err(say)
    }

    fn insert(&mut self, sql: &str, values: &[Value]) -> Result<i64, Error> {
        // RETURNING would make it a statement of several steps, before each of which FTS5 writes out all it has gathered
        self.run(sql, values)?;
        Ok(self.connection.last_insert_rowid())
    }

    fn each(&mut self, sql: &str, values: &[Value], take: Take<'_>) -> Result<(), Error> {
        let say = |error| said(&self.path, sql, error);
        let mut statement = self.connection.prepare_cached(sql).map_err(say)?;
        let columns = statement.column_count();
        let mut rows = statement.query(params_from_iter(values)).map_err(say)?;
        while let Some(row) = rows.next().map_err(say)? {
            let mut out = Vec::with_capacity(columns);
            for at in 0..columns {
                out.push(value(row.get_ref(at).map_err(say)?));
            }
            take(Row(out))?;
        }
        Ok(())
    }

    fn begin(&mut self) -> Result<(), Error> {
        self.connection.execute_batch("BEGIN IMMEDIATE").map_err(|error| said(&self.path, "begin", error))
    }

    fn freeze(&mut self) -> Result<(), Error> {
        // the moment is that of the first question
        let frozen = self.connection.execute_batch("BEGIN; SELECT count(*) FROM maker");
        frozen.map_err(|error| said(&self.path, "begin", error))
    }

    fn end(&mut self, keep: bool) -> Result<(), Error> {
        if self.connection.is_autocommit() {
            // a full disk has taken the change back by itself
            return Ok(());
        }
        let ended = self.connection.execute_batch(if keep { "COMMIT" } else { "ROLLBACK" });
        ended.map_err(|error| said(&self.path, "commit", error))
    }

    fn index(&mut self, shelf: Shelf, row: i64, title: &str, text: &str) -> Result<(), Error> {
        let sql = match shelf {
            Shelf::Texts => "INSERT OR REPLACE INTO words (rowid, title, text) VALUES (?1, ?2, ?3)",
            Shelf::Entries => "INSERT OR REPLACE INTO entry_words (rowid, title, text) VALUES (?1, ?2, ?3)",
        };
        self.run(sql, &[row.into(), title.into(), text.into()]).map(drop)
    }

    fn unindex(&mut self, shelf: Shelf, row: i64) -> Result<(), Error> {
        let sql = match shelf {
            Shelf::Texts => "DELETE FROM words WHERE rowid = ?1",
            Shelf::Entries => "DELETE FROM entry_words WHERE rowid = ?1",
        };
        self.run(sql, &[row.into()]).map(drop)
    }

    fn find(&mut self, shelf: Shelf, words: &[String], any: bool, limit: usize) -> Result<Vec<i64>, Error> {
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let sql = match shelf {
            Shelf::Texts => {
                "SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY bm25(words, 4.0, 1.0), rowid LIMIT ?2"
            }
            Shelf::Entries => {
                "SELECT rowid FROM entry_words WHERE entry_words MATCH ?1 ORDER BY bm25(entry_words, 4.0, 1.0), rowid LIMIT ?2"
            }
        };
        let rows = self.rows(sql, &[matching(words, any).into(), limit.into()])?;
        Ok(rows.iter().map(|row| row.int(0)).collect())
    }

    fn holding(&self, shelf: Shelf, words: &[String], at: usize) -> Option<(String, Value)> {
        let table = match shelf {
            Shelf::Texts => "words",
            Shelf::Entries => "entry_words",
        };
        // the plus keeps the walk in the order that is asked for: common words stand in more rows than can be looked up one by one
        let condition = format!("+row IN (SELECT rowid FROM {table} WHERE {table} MATCH ?{at})");
        (!words.is_empty()).then(|| (condition, matching(words, false).into()))
    }

    fn held(&mut self, shelf: Shelf, word: &str, most: usize) -> Result<usize, Error> {
        let sql = match shelf {
            Shelf::Texts => "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ?1 LIMIT ?2)",
            Shelf::Entries => "SELECT count(*) FROM (SELECT 1 FROM entry_words WHERE entry_words MATCH ?1 LIMIT ?2)",
        };
        let row = self.row(sql, &[matching(&[word.to_owned()], true).into(), most.into()])?;
        Ok(row.map_or(0, |row| usize::try_from(row.int(0)).unwrap_or(0)))
    }

    fn faults(&mut self) -> Result<Vec<String>, Error> {
        let rows = self.rows(&format!("PRAGMA integrity_check({FAULTS})"), &[])?;
        Ok(rows.iter().map(|row| row.text(0).to_owned()).filter(|fault| fault != "ok").collect())
    }

    fn bytes(&mut self) -> Result<u64, Error> {
        let files = ["", "-wal"].iter().map(|end| format!("{}{end}", self.path.display()));
        Ok(files.filter_map(|path| std::fs::metadata(path).ok()).map(|meta| meta.len()).sum())
    }

    fn copy_to(&mut self, path: &Path) -> Result<bool, Error> {
        let name = path.display().to_string();
        let copied = self.connection.execute("VACUUM INTO ?1", [&name]);
        copied.map(|_| true).map_err(|error| match said(path, "copy", error) {
            Error::Database { path, why, .. } => Error::Open { path, why },
            error => error,
        })
    }
}

/// Writes words as a question of FTS5: each in quotation marks, so that none is an operator.
fn matching(words: &[String], any: bool) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{}\"", word.replace('"', "\"\""))).collect();
    quoted.join(if any { " OR " } else { " " })
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(n) => ValueRef::Integer(*n),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

fn value(found: ValueRef<'_>) -> Value {
    match found {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(n) => Value::Int(n),
        ValueRef::Real(n) => Value::Int(n as i64),
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
    }
}

/// Tells whether there are bytes, and refuses those that are no SQLite file.
fn sniffed(path: &Path) -> Result<bool, Error> {
    let open = |error: std::io::Error| Error::Open { path: path.to_owned(), why: error.to_string() };
    if path.is_dir() {
        return Err(Error::Foreign { path: path.to_owned(), what: "a folder" });
    }
    let mut head = Vec::new();
    std::fs::File::open(path).map_err(open)?.take(MAGIC.len() as u64).read_to_end(&mut head).map_err(open)?;
    if !head.is_empty() && head != MAGIC {
        return Err(Error::Foreign { path: path.to_owned(), what: "another kind of file" });
    }
    Ok(!head.is_empty())
}

/// Refuses a file that may not be written: SQLite would open it and fail later, in other words.
fn writable(path: &Path) -> Result<(), Error> {
    use std::io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
    match std::fs::OpenOptions::new().append(true).open(path) {
        Err(error) if matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem) => {
            Err(Error::ReadOnly { path: path.to_owned() })
        }
        _ => Ok(()),
    }
}

/// Opens for reading; from a folder that may not be written as well, as long as nobody writes.
fn reader(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    match connection.query_row(TABLES, [], |_| Ok(())) {
        Err(error) if matches!(error.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly)) => {
            let name = path.display().to_string().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
            Connection::open_with_flags(format!("file:{name}?immutable=1"), flags | OpenFlags::SQLITE_OPEN_URI)
        }
        _ => Ok(connection),
    }
}

fn said(path: &Path, doing: &str, error: rusqlite::Error) -> Error {
    let path = path.to_owned();
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Locked { path },
        Some(ErrorCode::DiskFull) => Error::Full { path },
        Some(ErrorCode::ReadOnly) => Error::ReadOnly { path },
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Error::Damaged { path, what: error.to_string() },
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Error::Open { path, why: error.to_string() },
        _ => Error::Database { path, doing: doing.to_owned(), why: error.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_takes_a_change_back_and_nothing_else() {
        let path = std::env::temp_dir().join(format!("onrecord-full-{}", std::process::id()));
        let _ = std::fs::remove_file(&path);
        let mut store = Sqlite::open(&path, Access::Create).unwrap();
        let insert = "INSERT INTO body (id, size, data) VALUES (?1, 0, ?2)";
        store.run(insert, &["kept".into(), vec![7; 9].into()]).unwrap();
        let pages = store.number("PRAGMA page_count").unwrap();
        store.connection.pragma_update(None, "max_page_count", pages).unwrap();
        store.begin().unwrap();
        let full = store.run(insert, &["lost".into(), vec![7; 1 << 20].into()]);
        assert!(matches!(full, Err(Error::Full { .. })), "{full:?}");
        store.end(false).unwrap();
        let kept = store.rows("SELECT id FROM body", &[]).unwrap();
        assert_eq!(kept.iter().map(|row| row.text(0)).collect::<Vec<_>>(), ["kept"]);
        assert_eq!(store.faults().unwrap(), Vec::<String>::new());
        drop(store);
        ["", "-wal", "-shm"].iter().for_each(|end| drop(std::fs::remove_file(format!("{}{end}", path.display()))));
    }
}
