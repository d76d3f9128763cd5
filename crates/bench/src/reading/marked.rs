//! Statements beside marked ones, by the definitions of statements/score.py beside the data, in per cent.

use std::{collections::BTreeSet, path::Path};

use anyhow::Context;
use serde_json::Value;

/// Share of words that what is said must have in common with what is marked, to be compared and to be found.
const LEAST_DICE: (f64, f64) = (0.5, 0.8);
/// Words that names are compared without.
const PASSED: [&str; 10] = ["the", "a", "an", "of", "mr", "ms", "mrs", "president", "prime", "minister"];

/// Returns the scores of `statements/`: F1 of what is found, and of what is matched the share with the right source kind and act; whole
/// chains of all that is marked. Nothing where there is no data.
pub fn scores(folder: &Path) -> anyhow::Result<Vec<(&'static str, f64)>> {
    let (articles, gold) = (folder.join("articles.jsonl"), folder.join("gold.jsonl"));
    if !articles.is_file() || !gold.is_file() {
        return Ok(Vec::new());
    }
    let mut lines = Vec::new();
    super::predict(&articles, &mut lines)?;
    let rows = |text: &str| -> anyhow::Result<Vec<Value>> {
        text.lines().filter(|line| !line.trim().is_empty()).map(|line| Ok(serde_json::from_str(line)?)).collect()
    };
    let predicted = rows(std::str::from_utf8(&lines)?)?;
    let gold = rows(&std::fs::read_to_string(&gold).with_context(|| gold.display().to_string())?)?;
    let (mut marked, mut said, mut found, mut matched, mut kind, mut act, mut chain) = (0, 0, 0, 0, 0, 0, 0);
    for row in &gold {
        let own = predicted.iter().find(|other| other["id"] == row["id"]);
        let (gold, own) = (list(&row["statements"]), own.map_or(&[][..], |own| list(&own["statements"])));
        marked += gold.len();
        said += own.len();
        for (wanted, read) in pairs(gold, own) {
            matched += 1;
            found += usize::from(dice(&wanted["content_text"], &read["content_text"]) >= LEAST_DICE.1);
            kind += usize::from(wanted["source_kind"] == read["source_kind"]);
            act += usize::from(wanted["act"] == read["act"]);
            let (one, other) = (list(&wanted["chain"]), list(&read["chain"]));
            let whole = one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other));
            chain += usize::from(whole);
        }
    }
    let share = |part: usize, all: usize| 100.0 * part as f64 / f64::max(1.0, all as f64);
    Ok(vec![
        ("f1", share(2 * found, marked + said)),
        ("kind", share(kind, matched)),
        ("act", share(act, matched)),
        ("chain", share(chain, marked)),
    ])
}

/// Pairs of a marked and a read statement, the most alike first, each in one pair at most.
fn pairs<'v>(gold: &'v [Value], own: &'v [Value]) -> Vec<(&'v Value, &'v Value)> {
    let mut likeness: Vec<(f64, usize, usize)> = Vec::new();
    for (i, wanted) in gold.iter().enumerate() {
        for (j, read) in own.iter().enumerate() {
            let content = dice(&wanted["content_text"], &read["content_text"]);
            let (one, other) = (core(&wanted["source_text"]), core(&read["source_text"]));
            let meets = one.is_empty() && other.is_empty() || !one.is_disjoint(&other);
            if content >= LEAST_DICE.0 && meets {
                likeness.push((content + 0.1 * dice(&wanted["source_text"], &read["source_text"]), i, j));
            }
        }
    }
    likeness.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    let (mut taken, mut used, mut pairs) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for (_, i, j) in likeness {
        if !taken.contains(&i) && !used.contains(&j) {
            taken.insert(i);
            used.insert(j);
            pairs.push((&gold[i], &own[j]));
        }
    }
    pairs
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The words of a text or of a list of texts, in lower case.
fn words(value: &Value) -> BTreeSet<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Array(texts) => texts.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
        _ => String::new(),
    };
    let lower = text.to_lowercase().replace("’s", "").replace("'s", "");
    let all = lower.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-')));
    all.filter(|word| word.contains(char::is_alphanumeric)).map(str::to_owned).collect()
}

fn core(value: &Value) -> BTreeSet<String> {
    let all = words(value);
    let kept: BTreeSet<String> = all.iter().filter(|word| !PASSED.contains(&word.as_str())).cloned().collect();
    if kept.is_empty() { all } else { kept }
}

fn same(one: &Value, other: &Value) -> bool {
    let (one, other) = (core(one), core(other));
    !one.is_empty() && !other.is_empty() && (one.is_subset(&other) || other.is_subset(&one))
}

fn dice(one: &Value, other: &Value) -> f64 {
    let (one, other) = (words(one), words(other));
    let both = one.intersection(&other).count() as f64;
    if one.is_empty() && other.is_empty() { 1.0 } else { 2.0 * both / (one.len() + other.len()) as f64 }
}
