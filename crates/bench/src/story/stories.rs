//! Which story each article belongs to, decided in the order of the stream.

use std::{collections::BTreeMap, io::Write, path::Path};

use serde::Deserialize;
use serde_json::json;
use story::{Clusterer, Profile, Repair};
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

/// Returns the story of every article of a file, in order; after all are placed they are looked at again if they are to be `repaired`.
pub fn placed(docs: &Path, repaired: bool) -> anyhow::Result<Vec<(String, Id)>> {
    let mut clusterer = Clusterer::new();
    let mut placed = Vec::new();
    let mut profiles = Vec::new();
    for row in super::rows::<Row>(docs)? {
        let at = jiff::Timestamp::from_second(row.t).ok();
        let profile = Profile::of_text(Id::of(&[&row.id]), at, &row.title, &row.text);
        placed.push((row.id, clusterer.place(&profile).story));
        profiles.push(profile);
    }
    if repaired {
        let ids: Vec<Id> = profiles.iter().map(|profile| profile.id).collect();
        let mut repairs = clusterer.repairs();
        placed.iter().zip(profiles).for_each(|((_, story), profile)| repairs.add(*story, profile));
        for repair in repairs.carry_out() {
            let moved = |(at, (_, of)): (usize, &(String, Id))| match &repair {
                Repair::Merge { story, into, .. } => (of == story).then_some((at, *into)),
                Repair::Split { new, articles, .. } => articles.contains(&ids[at]).then_some((at, *new)),
            };
            let moved: Vec<(usize, Id)> = placed.iter().enumerate().filter_map(moved).collect();
            moved.into_iter().for_each(|(at, story)| placed[at].1 = story);
        }
    }
    Ok(placed)
}

/// Writes `{id, story}` for every article, in order.
pub fn stories(docs: &Path, repaired: bool, out: &mut impl Write) -> anyhow::Result<()> {
    for (id, story) in placed(docs, repaired)? {
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
    let placed = placed(docs, false)?;
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
