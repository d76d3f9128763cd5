//! Input that cannot be read: one line that says what it is and what to do, and the rest goes on.

use crate::program::{Folder, page, run, run_with};

#[test]
fn what_is_missing_or_empty_is_named_and_the_rest_is_read() {
    let folder = Folder::new("bad-missing");
    let (good, empty) = (folder.write("good.txt", page(1)), folder.write("empty.txt", ""));
    let missing = folder.path().join("missing.txt").display().to_string();
    let hollow = folder.path().join("hollow");
    std::fs::create_dir(&hollow).unwrap();
    let hollow = hollow.display().to_string();
    let run = run(&["read", "--quiet", &missing, &empty, &hollow, &good]);
    assert_eq!(run.code, 1);
    let lines: Vec<&str> = run.err.lines().collect();
    assert_eq!(lines.len(), 3, "{}", run.err);
    for (line, name) in lines.iter().zip([&missing, &empty, &hollow]) {
        assert!(line.starts_with("onrecord: ") && line.contains(name.as_str()), "{line}");
    }
    assert!(run.out.contains("Ada Poll"));
}

#[test]
fn a_summary_follows_unless_quiet() {
    let folder = Folder::new("bad-summary");
    let good = folder.write("good.txt", page(1));
    let run = run(&["read", &good, "/nowhere/at/all"]);
    assert_eq!(run.err.lines().last(), Some("onrecord: 1 read, 1 not"));
}

#[test]
fn nothing_on_standard_input_is_a_failure_not_a_panic() {
    let run = run_with(&["read"], b"");
    assert_eq!(run.code, 1);
    assert_eq!(run.err.lines().count(), 1);
}

#[test]
fn bytes_that_are_no_text_do_no_harm() {
    let noise: Vec<u8> = (0..50_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    for bytes in [
        &noise[..],
        b"\0\0\0\0",
        b"%PDF-1.7\n\x93\x8c\x8b\x9e",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"\x1f\x8b\x08\0\0\0",
        b"\xff\xfe",
    ] {
        let run = run_with(&["read", "-"], bytes);
        assert!(run.code == 0 || run.code == 1, "{:?}: {}", &bytes[..2], run.code);
        assert!(!run.err.contains("panicked"), "{}", run.err);
        assert!(run.err.lines().all(|line| line.starts_with("onrecord: ")));
    }
}

#[test]
fn the_name_of_a_file_cannot_write_on_the_terminal() {
    let run = run(&["read", "no\u{1b}[2Jsuch\nfile"]);
    assert_eq!((run.code, run.err.lines().count()), (1, 1));
    assert!(!run.err.contains('\u{1b}'));
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("bad-permission");
    let file = folder.write("locked.txt", page(1));
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&file).is_ok() {
        return; // the superuser reads everything
    }
    let run = run(&["read", &file]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("may not be read"), "{}", run.err);
}

#[test]
fn wrong_weights_are_refused_on_one_line() {
    let folder = Folder::new("bad-weights");
    let (good, weights) = (folder.write("good.txt", page(1)), folder.write("en.safetensors", "<html>"));
    for (file, why) in [(weights.as_str(), "has 6 bytes"), ("/nowhere/en.safetensors", "cannot read weights")] {
        let run = run(&["read", "--weights", file, &good]);
        assert_eq!((run.code, run.err.lines().count(), run.out.as_str()), (1, 1, ""));
        assert!(run.err.contains(why) && run.err.contains(file), "{}", run.err);
    }
}
