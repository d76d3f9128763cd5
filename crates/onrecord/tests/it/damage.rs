//! Ledgers that cannot be used: one line each, nothing lost.

use rusqlite::Connection;

use crate::{
    keeping::on,
    program::{Folder, page},
};

fn ledger(name: &str) -> (Folder, std::path::PathBuf) {
    let folder = Folder::new(name);
    let pages: Vec<String> = (0..4).map(|n| folder.write(&format!("{n}.txt"), page(n))).collect();
    let mut args = vec!["add"];
    args.extend(pages.iter().map(String::as_str));
    assert_eq!(on(&folder, &args).code, 0);
    let path = folder.path().join("l.onrecord");
    (folder, path)
}

#[test]
fn a_locked_ledger_can_be_asked_and_says_so_when_it_cannot_be_written() {
    let (folder, path) = ledger("damage-locked");
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let more = folder.write("more.txt", page(9));
    let add = on(&folder, &["add", &more]);
    assert_eq!((add.code, add.err.lines().count()), (1, 1), "{}", add.err);
    assert!(add.err.contains("another program is writing"), "{}", add.err);
    assert_eq!(on(&folder, &["search", "flood"]).code, 0);
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(on(&folder, &["add", &more]).code, 0);
}

#[test]
fn a_newer_ledger_is_left_alone() {
    let (folder, path) = ledger("damage-newer");
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let before = std::fs::read(&path).unwrap();
    for command in ["stories", "verify", "rebuild"] {
        let run = on(&folder, &[command]);
        assert_eq!((run.code, run.err.lines().count()), (1, 1), "{}", run.err);
        assert!(run.err.contains("made by a newer onrecord"), "{}", run.err);
    }
    assert!(std::fs::read(&path).unwrap() == before);
}

#[test]
fn another_programs_database_is_refused() {
    let folder = Folder::new("damage-foreign");
    let path = folder.path().join("l.onrecord");
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE bookmarks (url TEXT)").unwrap();
    let file = folder.write("a.txt", page(1));
    let run = on(&folder, &["add", &file]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("another program's SQLite database"), "{}", run.err);
    let tables: i64 =
        Connection::open(&path).unwrap().query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0)).unwrap();
    assert_eq!(tables, 1);
}

#[test]
fn damage_is_found_and_never_a_panic() {
    let (folder, path) = ledger("damage-bytes");
    let whole = std::fs::read(&path).unwrap();
    let mut found = 0;
    for at in (4096..whole.len()).step_by((whole.len() / 24).max(1)) {
        let mut bytes = whole.clone();
        bytes[at..].iter_mut().take(600).for_each(|byte| *byte ^= 0x5a);
        std::fs::write(&path, &bytes).unwrap();
        for command in [&["verify"][..], &["stories"], &["search", "flood"], &["doctor"]] {
            let run = on(&folder, command);
            assert!(run.code == 0 || run.code == 1, "{at}: {}", run.code);
            assert!(!run.err.contains("panicked"), "{at}: {}", run.err);
            found += usize::from(command == ["verify"] && run.code == 1);
        }
    }
    // bytes that no row uses, and those of the words to search by, are not the ledger's
    assert!(found >= 4, "only {found} of some 24 were found");
    std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    let run = on(&folder, &["verify"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("damaged") || run.err.contains("fault") || run.err.contains("database"), "{}", run.err);
}

#[test]
fn a_text_that_was_tampered_with_does_not_verify() {
    let (folder, path) = ledger("damage-tamper");
    let database = Connection::open(&path).unwrap();
    database.execute_batch("DROP TRIGGER edition_text_stays").unwrap();
    let other: Vec<u8> = database.query_row("SELECT text FROM edition WHERE row = 1", [], |row| row.get(0)).unwrap();
    database.execute("UPDATE edition SET text = ?1 WHERE row = 2", [other]).unwrap();
    drop(database);
    let run = on(&folder, &["verify"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("its text is not the one it was made from"), "{}", run.err);
}
