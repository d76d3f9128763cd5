//! Predictions of the story stage, in the formats of `story/score.py` beside the marked data.

mod against;
mod claims;
mod copies;
mod docs;
mod floors;
mod ledger;
mod stories;
mod stream;

use std::{io::Read, path::Path};

use anyhow::Context;
use serde::de::DeserializeOwned;

pub use claims::claims;
pub use copies::{dups, wire};
pub use floors::own;
pub use floors::scores;
pub use ledger::{ledger, score};
pub use stories::stories;
pub use stream::stream;

/// Returns the rows of a file of JSON lines, gzipped or not.
pub fn rows<T: DeserializeOwned>(path: &Path) -> anyhow::Result<Vec<T>> {
    let bytes = std::fs::read(path)
        .with_context(|| format!("skipped: no data at {}; give the file of marked articles", path.display()))?;
    let mut text = String::new();
    if bytes.starts_with(&[0x1f, 0x8b]) {
        flate2::read::GzDecoder::new(bytes.as_slice()).read_to_string(&mut text)?;
    } else {
        text = String::from_utf8(bytes)?;
    }
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| Ok(serde_json::from_str(line)?)).collect()
}
