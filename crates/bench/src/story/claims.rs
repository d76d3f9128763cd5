//! Pairs of sentences that tell the same.

use std::{collections::BTreeMap, io::Write, path::Path};

use serde::Deserialize;
use serde_json::json;
use story::Likeness;

/// From this score on a pair is written down as telling the same.
const SAME: f32 = 0.5;

#[derive(Deserialize)]
struct Pair {
    id: String,
    a: String,
    b: String,
    #[serde(default)]
    label: u8,
}

/// Returns every pair with how likely it tells the same.
fn scored(pairs: &Path) -> anyhow::Result<Vec<(Pair, f32)>> {
    let pairs: Vec<Pair> = super::rows(pairs)?;
    let mut sentences: Vec<&str> = pairs.iter().flat_map(|pair| [pair.a.as_str(), pair.b.as_str()]).collect();
    sentences.sort_unstable();
    sentences.dedup();
    let places: BTreeMap<&str, usize> = sentences.iter().enumerate().map(|(at, sentence)| (*sentence, at)).collect();
    let likeness = Likeness::of(sentences.iter().copied());
    let scores: Vec<f32> =
        pairs.iter().map(|pair| likeness.score(places[pair.a.as_str()], places[pair.b.as_str()])).collect();
    Ok(pairs.into_iter().zip(scores).collect())
}

/// Writes `{id, label, score}` for every pair `{id, a, b}`; the sentences of the file are taken together.
pub fn claims(pairs: &Path, out: &mut impl Write) -> anyhow::Result<()> {
    for (pair, score) in scored(pairs)? {
        writeln!(out, "{}", json!({ "id": pair.id, "label": u8::from(score >= SAME), "score": score }))?;
    }
    Ok(())
}

/// Precision in per cent where half of the pairs that tell the same are found.
pub fn precision_at_half(pairs: &Path) -> anyhow::Result<f64> {
    let mut scored = scored(pairs)?;
    scored.sort_by(|a, b| b.1.total_cmp(&a.1));
    let half = scored.iter().filter(|(pair, _)| pair.label == 1).count().div_ceil(2);
    let mut found = 0;
    for (at, (pair, _)) in scored.iter().enumerate() {
        found += usize::from(pair.label == 1);
        if found >= half {
            return Ok(100.0 * found as f64 / (at + 1) as f64);
        }
    }
    Ok(0.0)
}
