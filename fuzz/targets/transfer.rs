//! A ledger in which somebody changed one value to anything: it is checked, exported, copied, made anew and taken over without harm, and what
//! was taken over verifies.
#![no_main]

use std::{path::PathBuf, sync::LazyLock};

use jiff::Timestamp;
use ledger::{Access, Action, Capture, Kept, Ledger, Part};
use page::{Given, Page};
use rusqlite::{Connection, params, types::Value};

/// What can be changed: tables and columns that another program writes.
const CELLS: [(&str, &str); 24] = [
    ("body", "id"),
    ("body", "data"),
    ("body", "size"),
    ("capture", "facts"),
    ("capture", "fetched"),
    ("capture", "added"),
    ("capture", "page"),
    ("edition", "article"),
    ("edition", "id"),
    ("edition", "moment"),
    ("edition", "made"),
    ("edition", "text"),
    ("edition", "facts"),
    ("source", "edition"),
    ("reading", "data"),
    ("correction", "action"),
    ("correction", "target"),
    ("correction", "value"),
    ("correction", "at"),
    ("member", "story"),
    ("state", "data"),
    ("story", "data"),
    ("entry", "data"),
    ("entry", "kind"),
];

/// A small ledger that lets itself be changed.
static SOUND: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let path = place("sound");
    let (pages, reader) = (page::Reader::new(), reading::Reader::english().expect("built in"));
    let mut ledger = Ledger::open(&path, Access::Create).expect("a new file");
    let report = "Flood closes the Holm bridge\n\nThe bridge at Holm is closed, Mayor Ada Poll said on Monday. \
                  At least 12 houses are under water. Talks with the province are planned for 9 March.\n";
    let kept = |outlet: &str, date: &str| {
        let url = format!("https://{outlet}.example/flood");
        let given = Given { url: Some(url), outlet: Some(outlet.to_owned()), date: Some(date.to_owned()) };
        let page = Page::of(report);
        let article = pages.article(&page, &given).expect("an article");
        let reading = reader.reading(&article);
        Kept { capture: Capture { page, given, input: "x".to_owned(), number: 1 }, article, reading }
    };
    let all = [kept("courier", "2026-03-02"), kept("harbour", "2026-03-03")];
    ledger.put(&all, Timestamp::UNIX_EPOCH).expect("kept");
    ledger.fold(None, &mut |_| ()).expect("put into stories");
    ledger.review(all[0].article.id, Action::Retract, "by mistake", Timestamp::UNIX_EPOCH).expect("retracted");
    drop(ledger);
    let change = Connection::open(&path).expect("a ledger");
    let sql = "SELECT 'DROP TRIGGER ' || name FROM sqlite_master WHERE type = 'trigger'";
    let mut triggers = change.prepare(sql).expect("a schema");
    let drops: Vec<String> =
        triggers.query_map([], |row| row.get(0)).expect("triggers").flatten().collect();
    drop(triggers);
    drops.iter().for_each(|sql| change.execute_batch(sql).expect("a trigger"));
    change.execute_batch("PRAGMA journal_mode = delete").expect("one file");
    drop(change);
    std::fs::read(path).expect("a ledger")
});

fn place(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("onrecord-fuzz-transfer-{name}-{}", std::process::id()));
    ["", "-wal", "-shm"].iter().for_each(|end| drop(std::fs::remove_file(format!("{}{end}", path.display()))));
    path
}

// which value, in what form, and then the value
libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let [cell, form, bytes @ ..] = input else { return };
    let path = place("changed");
    std::fs::write(&path, &*SOUND).expect("room");
    let (table, column) = CELLS[usize::from(*cell) % CELLS.len()];
    let value = match form % 5 {
        0 => Value::Text(String::from_utf8_lossy(bytes).into_owned()),
        1 => Value::Blob(bytes.to_vec()),
        2 => Value::Blob(zstd::bulk::compress(bytes, 1).expect("in memory")),
        3 => Value::Integer(bytes.iter().fold(0, |sum: i64, byte| sum.wrapping_mul(256) + i64::from(*byte))),
        _ => Value::Null,
    };
    let change = Connection::open(&path).expect("a ledger");
    let key = if matches!(table, "reading" | "edition" | "member") { "article" } else { "rowid" };
    let key = if matches!(table, "body" | "capture" | "story") { "id" } else { key };
    let key = match table {
        "source" => "capture",
        "state" => "name",
        _ => key,
    };
    let sql = format!("UPDATE {table} SET {column} = ?1 WHERE {key} = (SELECT min({key}) FROM {table})");
    if change.execute(&sql, params![value]).is_err() {
        return;
    }
    drop(change);
    let now = Timestamp::UNIX_EPOCH;
    let Ok(mut changed) = Ledger::open(&path, Access::Write) else { return };
    let _ = changed.verify(None, &mut |_| ());
    let _ = changed.export(&Part::all(), None, &mut Vec::new());
    let _ = changed.backup(&place("copy"));
    let mut own = Ledger::open(&place("own"), Access::Create).expect("a new file");
    if own.absorb(&mut changed, now, &mut |_| ()).is_ok() {
        own.fold(None, &mut |_| ()).expect("what was taken over fits");
        let verified = own.verify(None, &mut |_| ()).expect("it is checked");
        assert!(verified.faults == 0, "{:?}", verified.told);
    }
    let read = |capture: &Capture| Some(capture).and(None);
    let _ = changed.rebuild(Some(&read), None, now, &mut |_| ());
    let _ = changed.fold(None, &mut |_| ());
});
