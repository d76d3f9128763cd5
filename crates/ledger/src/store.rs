//! A database, seen through the little that the ledger asks of it.

use crate::Error;

/// A value in a row or a question.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A whole number.
    Int(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

/// What can be searched by its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shelf {
    /// Titles and texts of editions, by `edition.row`.
    Texts,
    /// Entries of stories, by `entry.row`.
    Entries,
}

/// One row of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Row(pub Vec<Value>);

/// What is done with each row of a long answer.
pub type Take<'a> = &'a mut dyn FnMut(Row) -> Result<(), Error>;

/// What a ledger is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// To ask; it must be there.
    Read,
    /// To change; it must be there.
    Write,
    /// To change; a missing one is made.
    Create,
}

/// A database: questions in the SQL that SQLite and Postgres share, `?1` for values.
pub trait Store {
    /// Changes the database; returns how many rows were changed.
    ///
    /// # Errors
    /// [`Error`] in every case that has a variant of its own; nothing is changed then.
    fn run(&mut self, sql: &str, values: &[Value]) -> Result<usize, Error>;

    /// Adds a row to a table that numbers its rows in a column `row`; returns its number.
    ///
    /// # Errors
    /// As [`Store::run`].
    fn insert(&mut self, sql: &str, values: &[Value]) -> Result<i64, Error>;

    /// Asks, and hands over row after row.
    ///
    /// # Errors
    /// As [`Store::run`], or what `take` returned.
    fn each(&mut self, sql: &str, values: &[Value], take: Take<'_>) -> Result<(), Error>;

    /// Begins a change of several steps: all of it happens or nothing. There is one writer at a time.
    ///
    /// # Errors
    /// [`Error::Locked`] when another writer does not end.
    fn begin(&mut self) -> Result<(), Error>;

    /// Lets all that is asked until [`Store::end`] be answered as the database is at this moment, whoever writes to it.
    ///
    /// # Errors
    /// As [`Store::run`].
    fn freeze(&mut self) -> Result<(), Error>;

    /// Ends the change; `keep` false takes all of it back.
    ///
    /// # Errors
    /// As [`Store::run`].
    fn end(&mut self, keep: bool) -> Result<(), Error>;

    /// Lets the words of a text be found under a number; what stood there before is replaced.
    ///
    /// # Errors
    /// As [`Store::run`].
    fn index(&mut self, shelf: Shelf, row: i64, title: &str, text: &str) -> Result<(), Error>;

    /// Takes a text out of what is found.
    ///
    /// # Errors
    /// As [`Store::run`].
    fn unindex(&mut self, shelf: Shelf, row: i64) -> Result<(), Error>;

    /// Returns the numbers of the texts that hold the words (all of them, or any), the best first, at most `limit` of them.
    ///
    /// # Errors
    /// As [`Store::run`].
    fn find(&mut self, shelf: Shelf, words: &[String], any: bool, limit: usize) -> Result<Vec<i64>, Error>;

    /// Returns a condition that holds of the `row` of texts with all of the words, with `?at` for the value that goes with it; nothing when
    /// there are no words.
    fn holding(&self, shelf: Shelf, words: &[String], at: usize) -> Option<(String, Value)>;

    /// Counts the texts that hold a word, up to `most`.
    ///
    /// # Errors
    /// As [`Store::run`].
    fn held(&mut self, shelf: Shelf, word: &str, most: usize) -> Result<usize, Error>;

    /// Says what is wrong with the database itself, if anything.
    ///
    /// # Errors
    /// As [`Store::run`].
    fn faults(&mut self) -> Result<Vec<String>, Error>;

    /// Returns how many bytes it takes.
    ///
    /// # Errors
    /// As [`Store::run`].
    fn bytes(&mut self) -> Result<u64, Error>;

    /// Copies the whole database, as it is at one moment, to a new file; false when it is no file that can be copied.
    ///
    /// # Errors
    /// [`Error`] when the file cannot be written.
    fn copy_to(&mut self, path: &std::path::Path) -> Result<bool, Error>;

    /// Asks, and returns all rows.
    ///
    /// # Errors
    /// As [`Store::run`].
    fn rows(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Row>, Error> {
        let mut rows = Vec::new();
        self.each(sql, values, &mut |row| {
            rows.push(row);
            Ok(())
        })?;
        Ok(rows)
    }

    /// Asks, and returns the first row.
    ///
    /// # Errors
    /// As [`Store::run`].
    fn row(&mut self, sql: &str, values: &[Value]) -> Result<Option<Row>, Error> {
        Ok(self.rows(sql, values)?.into_iter().next())
    }
}

impl Row {
    /// Returns the text in column `at`, empty when there is none.
    pub fn text(&self, at: usize) -> &str {
        match self.0.get(at) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    /// Returns the text in column `at`.
    pub fn maybe(&self, at: usize) -> Option<String> {
        match self.0.get(at) {
            Some(Value::Text(text)) => Some(text.clone()),
            _ => None,
        }
    }

    /// Returns the number in column `at`, 0 when there is none.
    pub fn int(&self, at: usize) -> i64 {
        match self.0.get(at) {
            Some(Value::Int(n)) => *n,
            _ => 0,
        }
    }

    /// Returns the bytes in column `at`, none when there are none.
    pub fn blob(&self, at: usize) -> &[u8] {
        match self.0.get(at) {
            Some(Value::Blob(bytes)) => bytes,
            _ => &[],
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}

impl From<i64> for Value {
    fn from(n: i64) -> Value {
        Value::Int(n)
    }
}

impl From<usize> for Value {
    fn from(n: usize) -> Value {
        Value::Int(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Value {
        Value::Blob(bytes)
    }
}

impl From<text::Id> for Value {
    fn from(id: text::Id) -> Value {
        Value::Text(id.to_string())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Null, Into::into)
    }
}
