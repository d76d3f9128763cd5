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

#[test]
fn of_a_damaged_ledger_what_fits_is_taken_over() {
    let (_folder, path) = ledger("damage-other");
    let database = Connection::open(&path).unwrap();
    database.execute_batch("DROP TRIGGER edition_text_stays").unwrap();
    let other: Vec<u8> = database.query_row("SELECT text FROM edition WHERE row = 1", [], |row| row.get(0)).unwrap();
    database.execute("UPDATE edition SET text = ?1 WHERE row = 2", [other]).unwrap();
    drop(database);
    let folder = Folder::new("damage-whole");
    let run = on(&folder, &["add", &path.display().to_string()]);
    assert_eq!((run.code, run.err.lines().count()), (1, 1), "{}", run.err);
    assert!(run.err.contains("damaged there: page"), "{}", run.err);
    assert!(run.out.starts_with("3 added"), "{}", run.out);
    assert_eq!(on(&folder, &["verify"]).code, 0);
}

#[test]
fn a_page_dated_in_another_age_is_kept_and_said() {
    let folder = Folder::new("damage-dates");
    for (name, year) in [("old.txt", "1970"), ("new.txt", "2099")] {
        let file = folder.write(name, page(3).replace("3 May 2024", &format!("3 May {year}")));
        let run = on(
            &folder,
            &["add", &file, "--date", &format!("{year}-05-03"), "--url", &format!("https://lune.example/{year}")],
        );
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.out.starts_with("1 added"), "{}", run.out);
        assert!(!run.out.contains("without a date"), "{}", run.out);
        let said = format!("{name}: dated 2099-05-03, which cannot be; kept");
        assert_eq!(run.err.contains(&said), year == "2099", "{}", run.err);
    }
    // an old page is believed who gives its day; one of days to come stands where it was seen
    let old = on(&folder, &["search", "flood", "--format", "jsonl"]);
    assert!(old.out.contains("1970-05-03T12:00:00Z"), "{}", old.out);
    let stories = on(&folder, &["stories", "--since", "2026-03-19", "--until", "2026-03-21", "--format", "jsonl"]);
    assert!(stories.out.lines().count() >= 1, "{}", stories.out);
    assert_eq!(on(&folder, &["verify"]).code, 0);
}

/// Mounts a small disk in a folder and takes it away again; only the superuser can.
struct Disk(std::path::PathBuf);

impl Disk {
    fn new(folder: &Folder, options: &str) -> Option<Disk> {
        let path = folder.path().join("disk");
        std::fs::create_dir_all(&path).unwrap();
        let disk = Disk(path);
        if disk.mount(options) {
            return Some(disk);
        }
        eprintln!("skipped: a disk can be mounted by the superuser only");
        None
    }

    fn mount(&self, options: &str) -> bool {
        let mount = std::process::Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "tmpfs"])
            .arg(&self.0)
            .stderr(std::process::Stdio::null())
            .status();
        mount.is_ok_and(|status| status.success())
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg(&self.0).stderr(std::process::Stdio::null()).status();
    }
}

#[test]
fn a_full_disk_is_said_on_one_line_and_nothing_is_lost() {
    let folder = Folder::new("damage-full");
    let Some(disk) = Disk::new(&folder, "size=8m") else { return };
    let ledger = disk.0.join("l.onrecord").display().to_string();
    let add = |path: &str| crate::program::run(&["add", "-q", path, "--ledger", &ledger]);
    let few = folder.write("few.txt", page(1));
    assert_eq!(add(&few).code, 0);
    // words that no packing makes small
    let mut seed = 1_u64;
    let mut noise = |count: usize| {
        let mut word = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            format!("{:x}", seed >> 16)
        };
        (0..count).map(|_| word()).collect::<Vec<_>>().join(" ")
    };
    for n in 0..12 {
        let text = format!("{}\n\nA list of the works, Ada Poll said: {}.\n", page(10 + n), noise(4_000));
        folder.write(&format!("many/{n:02}.txt"), text);
    }
    let many = folder.path().join("many").display().to_string();
    let filler = disk.0.join("filler");
    std::fs::write(&filler, vec![7; 7 << 20]).unwrap();
    let full = add(&many);
    assert_eq!((full.code, full.err.lines().count()), (1, 1), "{}", full.err);
    assert!(full.err.contains("the disk is full; free some space"), "{}", full.err);
    std::fs::remove_file(&filler).unwrap();
    let verify = crate::program::run(&["verify", "--ledger", &ledger]);
    assert_eq!(verify.code, 0, "{}", verify.err);
    assert_eq!(add(&many).code, 0);
    let verify = crate::program::run(&["verify", "--ledger", &ledger]);
    assert!(verify.code == 0 && verify.out.starts_with("13 pages and 13 texts"), "{}{}", verify.out, verify.err);
}

#[test]
fn a_read_only_ledger_can_be_asked_and_says_so_when_it_cannot_be_written() {
    let folder = Folder::new("damage-read-only");
    let Some(disk) = Disk::new(&folder, "size=16m") else { return };
    let ledger = disk.0.join("l.onrecord").display().to_string();
    let file = folder.write("a.txt", page(1));
    assert_eq!(crate::program::run(&["add", "-q", &file, "--ledger", &ledger]).code, 0);
    assert!(disk.mount("remount,ro"));
    let more = folder.write("more.txt", page(2));
    let add = crate::program::run(&["add", &more, "--ledger", &ledger]);
    assert_eq!((add.code, add.err.lines().count()), (1, 1), "{}", add.err);
    assert!(add.err.contains("the ledger is read-only; allow writing"), "{}", add.err);
    for command in [&["stories"][..], &["search", "flood"], &["verify"]] {
        let mut args = command.to_vec();
        args.extend(["--ledger", &ledger]);
        let run = crate::program::run(&args);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{command:?}");
    }
}
