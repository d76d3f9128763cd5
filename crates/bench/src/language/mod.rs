//! The language engine, beside spaCy.

mod rows;

use std::{
    fs::File,
    io::{BufRead, BufReader, Read, Write},
    path::Path,
};

use anyhow::Context;
use lang::Engine;

use rows::{Text, rows};

/// Writes what the engine says of each text of `file`, a line each, in order. Lines of white space hold no text.
pub fn predict(file: &Path, out: &mut impl Write) -> anyhow::Result<()> {
    let engine = Engine::english()?;
    for text in texts(file)? {
        serde_json::to_writer(&mut *out, &rows(&engine, text?))?;
        writeln!(out)?;
    }
    Ok(())
}

/// Reads the texts of a file of JSON lines, gzipped or not, as they are asked for.
fn texts(file: &Path) -> anyhow::Result<impl Iterator<Item = anyhow::Result<Text>>> {
    let name = file.display().to_string();
    let mut bytes = BufReader::new(File::open(file).with_context(|| format!("no texts at {name}"))?);
    let is_gzip = bytes.fill_buf().with_context(|| name.clone())?.starts_with(&[0x1f, 0x8b]);
    let bytes: Box<dyn Read> =
        if is_gzip { Box::new(flate2::bufread::MultiGzDecoder::new(bytes)) } else { Box::new(bytes) };
    let lines = BufReader::new(bytes).lines().zip(1..);
    Ok(lines.filter(|(line, _)| !line.as_ref().is_ok_and(|line| line.trim().is_empty())).map(move |(line, number)| {
        let text = line.map_err(anyhow::Error::from).and_then(|line| Ok(serde_json::from_str(&line)?));
        text.with_context(|| format!("{name}, line {number}"))
    }))
}
