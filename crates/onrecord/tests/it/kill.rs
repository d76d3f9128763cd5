//! An add that is killed: nothing lost, nothing twice.

use std::{
    process::{Command, Stdio},
    time::Duration,
};

use crate::{
    keeping::on,
    program::{Folder, page},
};

/// How often an add is killed; ONRECORD_KILLS sets another number.
const KILLS: u64 = 6;
/// Pages of the add.
const PAGES: usize = 120;

#[test]
fn an_add_that_is_killed_goes_on_where_it_was() {
    let kills = std::env::var("ONRECORD_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS);
    let folder = Folder::new("kill");
    (0..PAGES).for_each(|n| drop(folder.write(&format!("pages/{n:03}.txt"), page(n))));
    let pages = folder.path().join("pages").display().to_string();
    let ledger = folder.path().join("l.onrecord").display().to_string();
    let whole = Folder::new("kill-whole");
    let started = std::time::Instant::now();
    assert_eq!(on(&whole, &["add", &pages]).code, 0);
    let span = started.elapsed();
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    for kill in 0..kills {
        // xorshift: the moments differ, and are the same in every run
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        let args = ["add", &pages, "--ledger", &ledger, "--now", "2026-03-20T12:00:00Z"];
        let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .args(args)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_micros(seed % u64::try_from(span.as_micros()).unwrap().max(1)));
        // the end may have come first
        let _ = child.kill();
        child.wait().unwrap();
        if std::path::Path::new(&ledger).exists() && kill % 3 == 0 {
            let verify = on(&folder, &["verify"]);
            assert!(verify.code == 0 || verify.err.contains("no ledger here"), "kill {kill}: {}", verify.err);
        }
    }
    let finish = on(&folder, &["add", &pages]);
    assert_eq!(finish.code, 0, "{}", finish.err);
    let verify = on(&folder, &["verify"]);
    assert_eq!(verify.code, 0, "{}", verify.err);
    assert!(verify.out.starts_with(&format!("{PAGES} pages and {PAGES} texts")), "{}", verify.out);
    let (killed, whole) = (on(&folder, &["export"]), on(&whole, &["export"]));
    assert!(killed.out == whole.out, "a ledger whose adds were killed says what an undisturbed one says");
}
