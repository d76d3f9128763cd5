//! A ledger -> a new one: a copy in a file, or in another kind of database.

use std::{collections::BTreeMap, path::Path};

use crate::{
    Error, Ledger,
    address::{is_address, shown},
    ledger::{EDITION, edition},
    store::{Access, Shelf, Store, Value},
};

/// Editions whose words are read in one step.
const BATCH: i64 = 256;

/// Tables that are copied as they are, each with its columns, the first of which order it. Numbers of rows are given anew; `maker` is a
/// number of the table of that name. Stories and their entries are written anew.
const TABLES: [(&str, &str); 14] = [
    ("body", "id, size, data"),
    ("capture", "id, body, facts, input, page, fetched, added"),
    (
        "edition",
        "row, article, id, capture, maker, moment, made, seen, added, title, outlet, publisher, url, language, text, facts",
    ),
    ("source", "capture, article, edition"),
    ("reading", "article, edition, maker, data"),
    ("skipped", "input, page, why, added"),
    ("feed", "url, title, added"),
    ("correction", "row, id, at, action, target, value, reason, before, after"),
    ("applied", "correction"),
    ("queue", "moment, article"),
    ("member", "article, story, moment"),
    ("alias", "id, story, at"),
    ("repair", "id, at, kind, story, other, articles, near"),
    ("touched", "story"),
];

impl Ledger {
    /// Copies the whole ledger, as it is at this moment, to a new one; whoever writes to it may go on. From one kind of database to
    /// another, stories are written anew from what they hold: they come to the same.
    ///
    /// # Errors
    /// [`Error::Exists`] when something is there already; [`Error::Open`] when it cannot be written.
    pub fn backup(&mut self, path: &Path) -> Result<(), Error> {
        let exists = || Error::Exists { path: shown(path) };
        if !is_address(path) {
            if path.exists() {
                return Err(exists());
            }
            if self.store.copy_to(path)? {
                return Ok(());
            }
        }
        let mut to = Ledger::open(path, Access::Create)?;
        if to.store.row("SELECT 1 FROM capture LIMIT 1", &[])?.is_some() {
            return Err(exists());
        }
        let Ledger { store: from, .. } = self;
        // one moment of this ledger, and all of it or nothing there
        from.freeze()?;
        let copied = to.within(|to| copy(&mut **from, to));
        from.end(false)?;
        copied?;
        to.fold(None, &mut |_| ()).map(drop)
    }
}

/// Copies all tables but those that a fold writes.
fn copy(from: &mut dyn Store, to: &mut dyn Store) -> Result<(), Error> {
    let mut makers: BTreeMap<i64, i64> = BTreeMap::new();
    for row in from.rows("SELECT id, program, weights FROM maker ORDER BY id", &[])? {
        let values = [row.text(1).into(), row.text(2).into()];
        let made = to.row("INSERT INTO maker (program, weights) VALUES (?1, ?2) RETURNING id", &values)?;
        makers.insert(row.int(0), made.map_or(0, |made| made.int(0)));
    }
    for (table, columns) in TABLES {
        copy_table(from, to, table, columns, &makers)?;
    }
    for row in from.rows("SELECT name, maker, data FROM state ORDER BY name", &[])? {
        let maker = makers.get(&row.int(1)).copied().unwrap_or(0);
        let values = [row.text(0).into(), maker.into(), row.blob(2).to_vec().into()];
        to.run("INSERT INTO state (name, maker, data) VALUES (?1, ?2, ?3)", &values)?;
    }
    to.run("INSERT INTO dirty (story) SELECT DISTINCT story FROM member", &[]).map(drop)
}

fn copy_table(
    from: &mut dyn Store,
    to: &mut dyn Store,
    table: &str,
    columns: &str,
    makers: &BTreeMap<i64, i64>,
) -> Result<(), Error> {
    let names: Vec<&str> = columns.split(", ").collect();
    let is_numbered = names.first() == Some(&"row");
    let maker = names.iter().position(|name| *name == "maker");
    let kept = &names[usize::from(is_numbered)..];
    let places: Vec<String> = (1..=kept.len()).map(|at| format!("?{at}")).collect();
    let insert = format!("INSERT INTO {table} ({}) VALUES ({})", kept.join(", "), places.join(", "));
    let sql = format!("SELECT {columns} FROM {table} ORDER BY {}", order(table, &names));
    from.each(&sql, &[], &mut |mut row| {
        if let Some(Value::Int(number)) = maker.and_then(|at| row.0.get_mut(at)) {
            *number = makers.get(number).copied().unwrap_or(0);
        }
        to.run(&insert, &row.0[usize::from(is_numbered)..]).map(drop)
    })?;
    if table == "edition" { index(to) } else { Ok(()) }
}

/// Columns that tell the rows of a table apart.
fn order(table: &str, names: &[&str]) -> String {
    let count = match table {
        "reading" | "queue" => 2,
        "skipped" => 3,
        _ => 1,
    };
    names.iter().take(count).copied().collect::<Vec<_>>().join(", ")
}

/// Lets the words of all editions be found.
fn index(store: &mut dyn Store) -> Result<(), Error> {
    let sql = format!("SELECT {EDITION} FROM edition WHERE row > ?1 ORDER BY row LIMIT ?2");
    let mut last = 0;
    loop {
        let rows = store.rows(&sql, &[last.into(), BATCH.into()])?;
        let Some(end) = rows.last() else { return Ok(()) };
        last = end.int(0);
        for row in &rows {
            let edition = edition(row)?;
            let article = &edition.article;
            let title = article.title.as_ref().map_or("", |title| title.value.as_str());
            store.index(Shelf::Texts, edition.row, title, &article.running_text())?;
        }
    }
}
