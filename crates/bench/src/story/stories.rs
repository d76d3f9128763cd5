//! Which story each article belongs to, decided in the order of the stream.

use std::{collections::BTreeMap, io::Write, path::Path};

use serde::Deserialize;
use serde_json::json;
use story::{Clusterer, Profile};
use text::Id;

#[derive(Deserialize)]
struct Row {
    id: String,
    t: i64,
    #[serde(default)]
    title: String,
    #[serde(default)]
    text: String,
}

#[derive(Deserialize)]
struct Gold {
    id: String,
    story: String,
}

/// Returns the story of every article of a file, in order.
pub fn placed(docs: &Path) -> anyhow::Result<Vec<(String, Id)>> {
    let mut clusterer = Clusterer::new();
    let mut placed = Vec::new();
    for row in super::rows::<Row>(docs)? {
        let at = jiff::Timestamp::from_second(row.t).ok();
        let profile = Profile::of_text(Id::of(&[&row.id]), at, &row.title, &row.text);
        placed.push((row.id, clusterer.place(&profile).story));
    }
    Ok(placed)
}

/// Writes `{id, story}` for every article, in order.
pub fn stories(docs: &Path, out: &mut impl Write) -> anyhow::Result<()> {
    for (id, story) in placed(docs)? {
        writeln!(out, "{}", json!({ "id": id, "story": story }))?;
    }
    Ok(())
}

/// B-cubed F1 in per cent, as `score.py cluster` counts it.
pub fn b_cubed(docs: &Path, gold: &Path) -> anyhow::Result<f64> {
    let gold: BTreeMap<String, String> =
        super::rows::<Gold>(gold)?.into_iter().map(|row| (row.id, row.story)).collect();
    let mut both: BTreeMap<(&str, Id), f64> = BTreeMap::new();
    let (mut of_gold, mut of_ours): (BTreeMap<&str, f64>, BTreeMap<Id, f64>) = Default::default();
    let placed = placed(docs)?;
    for (id, story) in &placed {
        let Some(marked) = gold.get(id) else { continue };
        *both.entry((marked, *story)).or_default() += 1.0;
        *of_gold.entry(marked).or_default() += 1.0;
        *of_ours.entry(*story).or_default() += 1.0;
    }
    let all = of_gold.values().sum::<f64>();
    let p = both.iter().map(|((_, ours), n)| n * n / of_ours[ours]).sum::<f64>() / all;
    let r = both.iter().map(|((marked, _), n)| n * n / of_gold[marked]).sum::<f64>() / all;
    Ok(200.0 * p * r / (p + r))
}
