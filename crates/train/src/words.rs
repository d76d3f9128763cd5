//! In how many articles words stand: `weights/words.counts`.

use std::{io::Read, path::Path};

use anyhow::Context;
use serde::Deserialize;

/// Files that are counted, below the folder of the data.
const FILES: [&str; 3] =
    ["story/timeline-t17.docs.jsonl.gz", "story/credit-polnear.jsonl.gz", "attribution/polnear-train.jsonl.gz"];

#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    title: Option<String>,
    text: String,
}

/// Counts the words of the articles in `data`, and writes the file.
pub fn run(data: &Path, out: &Path) -> anyhow::Result<()> {
    let mut texts = Vec::new();
    for name in FILES {
        let path = data.join(name);
        let file = std::fs::File::open(&path).with_context(|| format!("no data at {}", path.display()))?;
        let mut lines = String::new();
        flate2::read::GzDecoder::new(file).read_to_string(&mut lines)?;
        for line in lines.lines().filter(|line| !line.trim().is_empty()) {
            let row: Row = serde_json::from_str(line)?;
            texts.push(format!("{} {}", row.title.unwrap_or_default(), row.text));
        }
    }
    let counts = story::counts(texts.iter().map(String::as_str));
    println!("{} articles, {} words", texts.len(), counts.len() / 8);
    Ok(std::fs::write(out, counts)?)
}
