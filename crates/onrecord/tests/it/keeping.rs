//! The ledger as people meet it: what goes in, and what is said when it cannot.

use crate::program::{Folder, Run, page, run};

/// Runs a command on the ledger of a folder.
pub fn on(folder: &Folder, args: &[&str]) -> Run {
    let ledger = folder.path().join("l.onrecord").display().to_string();
    let mut all = args.to_vec();
    all.extend(["--ledger", &ledger, "--now", "2026-03-20T12:00:00Z"]);
    run(&all)
}

#[test]
fn the_same_twice_is_nothing_new_and_another_text_is_an_edition() {
    let folder = Folder::new("keep-twice");
    let pages = folder.path().join("pages").display().to_string();
    (0..5).for_each(|n| drop(folder.write(&format!("pages/{n}.txt"), page(n))));
    let first = on(&folder, &["add", &pages]);
    assert_eq!((first.code, first.err.as_str()), (0, ""), "{}", first.err);
    assert!(first.out.starts_with("5 added"), "{}", first.out);
    assert!(on(&folder, &["add", &pages]).out.starts_with("0 added, 5 unchanged"));
    let (one, two) = (folder.write("a.txt", page(7)), folder.write("b.txt", page(8)));
    for (file, said) in [(one, "1 added"), (two, "0 added, 1 new edition")] {
        let run = on(&folder, &["add", "--url", "https://lune.example/bridge", &file]);
        assert!(run.out.starts_with(said), "{}", run.out);
    }
    let verify = on(&folder, &["verify"]);
    assert_eq!(verify.code, 0, "{}", verify.err);
    let hits = on(&folder, &["search", "--format", "jsonl", "flood"]);
    assert_eq!(hits.out.lines().count(), 7);
}

#[test]
fn what_is_no_ledger_is_said_on_one_line() {
    let folder = Folder::new("keep-foreign");
    let text = folder.write("l.txt", "This is a note, not a ledger of any kind.");
    let mine = folder.path().join("none.onrecord").display().to_string();
    let dir = folder.path().display().to_string();
    for (file, said) in
        [(text.as_str(), "no ledger, but another kind of file"), (&mine, "no ledger here"), (&dir, "a folder")]
    {
        let run = run(&["stories", "--ledger", file]);
        assert_eq!((run.code, run.err.lines().count(), run.out.as_str()), (1, 1, ""), "{}", run.err);
        assert!(run.err.contains(said), "{}", run.err);
    }
    assert!(!std::path::Path::new(&mine).exists(), "a question makes no ledger");
}

#[test]
fn a_list_of_feeds_is_noted_and_a_feed_that_is_html_is_named() {
    let folder = Folder::new("keep-feeds");
    let list = folder.write(
        "list.opml",
        "<opml version='2.0'><body><outline text='Lune' xmlUrl='https://lune.example/feed'/></body></opml>",
    );
    let html = folder.write(
        "feed.rss",
        "<!doctype html><html><title>404 Not Found</title><body><h1>Page not found</h1></body></html>",
    );
    let warc = folder.write(
        "half.warc",
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9000\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>cut",
    );
    let good = folder.write("good.txt", page(1));
    let run = on(&folder, &["add", &list, &html, &warc, &good]);
    assert_eq!(run.code, 1);
    assert!(
        run.out.contains("1 added") && run.out.contains("1 feed noted") && run.out.contains("3 not read"),
        "{}{}",
        run.out,
        run.err
    );
    assert!(run.err.lines().any(|line| line.contains("feed.rss: ") && line.contains("error page")), "{}", run.err);
    assert!(run.err.lines().any(|line| line.contains("half.warc")), "{}", run.err);
    let changes = on(&folder, &["changes"]);
    assert!(changes.out.contains("NOT READ") && changes.out.contains("half.warc"), "{}", changes.out);
}
