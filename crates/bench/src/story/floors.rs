//! Scores of the story stage on marked data.

use std::{collections::BTreeMap, path::Path};

use serde::Deserialize;

use super::{against, claims, copies, docs::docs, ledger::said, rows, stories};

#[derive(Deserialize)]
struct Label {
    id: String,
    label: u8,
}

#[derive(Deserialize)]
struct Wire {
    id: String,
    wire: String,
}

/// Returns every score by name, in per cent.
pub fn scores(folder: &Path) -> anyhow::Result<Vec<(&'static str, f64)>> {
    let of = |name: &str| folder.join(format!("{name}.jsonl.gz"));
    let clusters =
        |name: &str| stories::b_cubed(&of(&format!("stories-{name}.docs")), &of(&format!("stories-{name}.gold")));
    let mut out = Vec::new();
    copies::dups(&of("dups.docs"), None, &mut out)?;
    let ours: Vec<Label> = serde_json::Deserializer::from_slice(&out).into_iter().collect::<Result<_, _>>()?;
    let ours: BTreeMap<String, bool> = ours.into_iter().map(|row| (row.id, row.label == 1)).collect();
    let gold: Vec<Label> = rows(&of("dups.gold"))?;
    let dups = f1(gold.iter().map(|row| (row.label == 1, ours.get(&row.id).copied().unwrap_or(false), true)));
    let mut out = Vec::new();
    copies::wire(&of("credit-polnear"), &mut out)?;
    let ours: Vec<Wire> = serde_json::Deserializer::from_slice(&out).into_iter().collect::<Result<_, _>>()?;
    let ours: BTreeMap<String, String> = ours.into_iter().map(|row| (row.id, row.wire.to_lowercase())).collect();
    let gold: Vec<Wire> = rows(&of("credit-polnear"))?;
    let wire = f1(gold.iter().map(|row| {
        let ours = ours.get(&row.id).map_or("", String::as_str);
        (!row.wire.is_empty(), !ours.is_empty(), row.wire.to_lowercase() == ours)
    }));
    Ok(vec![
        ("stories_uci", clusters("uci")?),
        ("stories_ecb", clusters("ecb")?),
        ("stories_wikinews", clusters("wikinews")?),
        ("copies", dups),
        ("wire", wire),
        ("claims", claims::precision_at_half(&of("claims-ecb"))?),
    ])
}

/// Returns the scores of every story of `examples/` that has a gold, by example and name: `ferry_origins`.
pub fn own(examples: &Path) -> anyhow::Result<Vec<(String, f64)>> {
    let mut folders: Vec<_> =
        std::fs::read_dir(examples)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    folders.sort();
    let mut scores = Vec::new();
    for folder in folders.iter().filter(|folder| folder.join("gold.json").is_file()) {
        let ours = serde_json::from_value(said(&docs(&folder.join("pages"))?))?;
        let beside = against::beside(&against::read(&folder.join("gold.json"))?, &ours);
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        scores.extend(beside.figures().map(|(what, score)| (format!("{name}_{what}"), score)));
    }
    Ok(scores)
}

/// F1 in per cent of rows of (marked, found, the same).
fn f1(rows: impl Iterator<Item = (bool, bool, bool)>) -> f64 {
    let (mut right, mut wrong, mut missed) = (0.0, 0.0, 0.0);
    for (marked, found, same) in rows {
        right += f64::from(marked && found && same);
        wrong += f64::from(found && !(marked && same));
        missed += f64::from(marked && !(found && same));
    }
    200.0 * right / (2.0 * right + wrong + missed).max(1.0)
}
