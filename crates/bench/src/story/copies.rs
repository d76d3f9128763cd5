//! Copies and rewrites among pairs of articles, and the agencies that articles come from.

use std::{
    collections::BTreeMap,
    io::Write,
    path::{Path, PathBuf},
};

use serde::Deserialize;
use serde_json::json;
use story::{Body, wire_of_text};
use text::Id;

#[derive(Deserialize)]
struct Doc {
    id: String,
    text: String,
}

#[derive(Deserialize)]
struct Pair {
    id: String,
    a: String,
    b: String,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    author: Option<String>,
    text: String,
}

/// Writes `{id, label, kind}` for every pair `{id, a, b}` of `pairs`, else of `*.pairs.jsonl` or `*.gold.jsonl` beside `docs`: 1 where one
/// is told after the other.
pub fn dups(docs: &Path, pairs: Option<&Path>, out: &mut impl Write) -> anyhow::Result<()> {
    let bodies: Vec<Doc> = super::rows(docs)?;
    let bodies: BTreeMap<String, Body> =
        bodies.into_iter().map(|doc| (doc.id.clone(), Body::of_text(Id::of(&[&doc.id]), &doc.text))).collect();
    let beside = |name: &str| PathBuf::from(docs.to_string_lossy().replace(".docs.", name));
    let found = [beside(".pairs."), beside(".gold.")].into_iter().find(|path| path.is_file());
    let pairs = pairs.map(Path::to_owned).or(found).unwrap_or_else(|| beside(".gold."));
    for pair in super::rows::<Pair>(&pairs)? {
        let both = bodies.get(&pair.a).zip(bodies.get(&pair.b));
        let copy = both.and_then(|(a, b)| a.compare(b));
        let label = copy.as_ref().is_some_and(|copy| copy.kind.derives());
        let kind = copy.as_ref().map_or("none", |copy| copy.kind.name());
        writeln!(out, "{}", json!({ "id": pair.id, "label": u8::from(label), "kind": kind }))?;
    }
    Ok(())
}

/// Writes `{id, wire}` for every article `{id, author, text}`.
pub fn wire(articles: &Path, out: &mut impl Write) -> anyhow::Result<()> {
    for row in super::rows::<Row>(articles)? {
        let wire = wire_of_text(row.author.as_deref().unwrap_or(""), &row.text);
        writeln!(out, "{}", json!({ "id": row.id, "wire": wire.map_or_else(String::new, |wire| wire.agency) }))?;
    }
    Ok(())
}
