//! Running the program.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// What a run left.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// A folder of its own for one test, removed afterwards.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Folder {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path.display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A page of an invented paper; `n` tells it from others.
pub fn page(n: usize) -> String {
    format!(
        "Bridge number {n} will open in spring\n\nBy Ada Lindqvist\n\n3 May 2024\n\n\
         The bridge over the Lune will open on 3 June 2024, Mayor Ada Poll said on Friday, after {n} months of work on its piers.\n\n\
         \"We kept our word,\" said Jonas Veit, the chief engineer, who had led the work since the flood of the year before last.\n\n\
         The cost was twice what was planned, according to two people familiar with the accounts.\n"
    )
}

/// Runs the program with nothing on standard input.
pub fn run(args: &[&str]) -> Run {
    run_with(args, b"")
}

/// Runs the program with bytes on standard input.
pub fn run_with(args: &[&str], input: &[u8]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).env_remove("CLICOLOR_FORCE");
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let bytes = input.to_vec();
    let writer = std::thread::spawn(move || drop(stdin.write_all(&bytes)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

#[test]
fn help_and_version_are_no_errors() {
    for args in [&["--help"][..], &["read", "--help"], &["--version"], &["read", "-h"]] {
        let run = run(args);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{args:?}");
        assert!(!run.out.is_empty());
    }
}

#[test]
fn wrong_usage_has_its_own_code() {
    for args in [
        &[][..],
        &["read", "--format", "pdf"],
        &["read", "--only", "rumours", "-"],
        &["read", "--date", "yesterday", "-"],
        &["read", "--url", "example", "-"],
        &["read", "--jobs", "0", "-"],
        &["read", "--format", "csv", "--only", "times", "-"],
        &["write"],
    ] {
        let run = run(args);
        assert_eq!(run.code, 2, "{args:?}");
        assert!(run.out.is_empty() && !run.err.is_empty(), "{args:?}");
    }
}
