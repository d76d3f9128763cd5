//! What was read of a story beside what a careful reader takes from it.

use std::{collections::BTreeSet, path::Path};

use serde::Deserialize;
use serde_json::Value;

/// Share of the words of the shorter of two pieces of evidence that must be in the other, for both to be one.
const SAME_EVIDENCE: f64 = 0.5;

/// A story's ledger, as far as it is scored.
#[derive(Debug, Deserialize)]
pub struct Ledger {
    copies: Vec<Copy>,
    claims: Vec<Claim>,
    calendar: Vec<Appointment>,
    #[serde(default)]
    figures: Vec<Series>,
    #[serde(default)]
    positions: Vec<Position>,
}

#[derive(Debug, Deserialize)]
struct Copy {
    of: Value,
    by: Value,
}

#[derive(Debug, Deserialize)]
struct Claim {
    gist: String,
    mentions: Vec<Mention>,
    origins_min: u32,
    origins_max: u32,
}

#[derive(Debug, Deserialize)]
struct Mention {
    doc: Value,
    evidence: String,
}

#[derive(Debug, Deserialize)]
struct Appointment {
    what: Value,
    when: Option<String>,
    #[serde(rename = "where")]
    place: Option<String>,
    history: Vec<Mention>,
    final_status: String,
}

#[derive(Debug, Deserialize)]
struct Series {
    values: Vec<Measured>,
}

#[derive(Debug, Deserialize)]
struct Measured {
    doc: Value,
    value: Value,
    bound: Value,
}

#[derive(Debug, Deserialize)]
struct Position {
    doc: Value,
    evidence: String,
    stance: String,
}

/// Scores of one story, in per cent, and a line for each thing that is not as it should be.
#[derive(Debug)]
pub struct Beside {
    /// F1 of pairs of who carries whom.
    pub copies: f64,
    /// Claims whose range of origins is right, of all in the gold.
    pub origins: f64,
    /// Meetings that were found, each by one row of its own, and end with the right status.
    pub meetings: f64,
    /// Values of figures that were found with their bound.
    pub figures: f64,
    /// Positions that were found with their stance.
    pub positions: f64,
    /// What is missing or other.
    pub misses: Vec<String>,
}

impl Beside {
    /// Returns the scores by name.
    pub fn figures(&self) -> [(&'static str, f64); 5] {
        [
            ("copies", self.copies),
            ("origins", self.origins),
            ("meetings", self.meetings),
            ("figures", self.figures),
            ("positions", self.positions),
        ]
    }
}

/// Reads a ledger.
pub fn read(path: &Path) -> anyhow::Result<Ledger> {
    Ok(serde_json::from_slice(&std::fs::read(path)?)?)
}

/// Compares a story's ledger with the gold.
pub fn beside(gold: &Ledger, ours: &Ledger) -> Beside {
    let mut misses = Vec::new();
    let pairs = |ledger: &Ledger| -> BTreeSet<(String, String)> {
        ledger.copies.iter().map(|copy| (copy.of.to_string(), copy.by.to_string())).collect()
    };
    let (marked, found) = (pairs(gold), pairs(ours));
    misses.extend(marked.difference(&found).map(|(of, by)| format!("copy missed: {by} of {of}")));
    misses.extend(found.difference(&marked).map(|(of, by)| format!("copy made up: {by} of {of}")));
    let copies = 200.0 * marked.intersection(&found).count() as f64 / (marked.len() + found.len()).max(1) as f64;

    let near = matched(
        gold.claims.iter().map(|claim| claim.mentions.as_slice()),
        ours.claims.iter().map(|claim| claim.mentions.as_slice()),
        |_, _| 0.0,
    );
    let mut origins = 0;
    for (claim, at) in gold.claims.iter().zip(near) {
        let range = at.map(|at| (ours.claims[at].origins_min, ours.claims[at].origins_max));
        let wanted = (claim.origins_min, claim.origins_max);
        origins += usize::from(range == Some(wanted));
        if range != Some(wanted) {
            let gist = at.map_or("not found", |at| &ours.claims[at].gist);
            misses.push(format!("origins {wanted:?}, not {range:?}: {}\n    {gist}", claim.gist));
        }
    }

    let near = matched(
        gold.calendar.iter().map(|one| one.history.as_slice()),
        ours.calendar.iter().map(|one| one.history.as_slice()),
        |marked, found| {
            let (marked, found) = (&gold.calendar[marked], &ours.calendar[found]);
            let same = |a: &Option<String>, b: &Option<String>| f64::from(a.is_some() && a == b);
            0.4 * same(&marked.when, &found.when)
                + 0.2 * same(&marked.place, &found.place)
                + 0.2 * f64::from(marked.what == found.what)
        },
    );
    let mut meetings = 0;
    for (one, at) in gold.calendar.iter().zip(near) {
        let status = at.map(|at| ours.calendar[at].final_status.as_str());
        let plain = |status: &str| status.replace([' ', '-'], "");
        let is_right = status.is_some_and(|status| plain(status) == plain(&one.final_status));
        meetings += usize::from(is_right);
        if !is_right {
            let when = one.when.as_deref().unwrap_or("some day");
            misses.push(format!("{} on {when}: {}, not {status:?}", one.what, one.final_status));
        }
    }

    let values = |ledger: &Ledger| -> BTreeSet<[String; 3]> {
        let values = ledger.figures.iter().flat_map(|series| &series.values);
        values.map(|value| [value.doc.to_string(), value.value.to_string(), bound(&value.bound)]).collect()
    };
    let (marked, found) = (values(gold), values(ours));
    misses.extend(marked.difference(&found).map(|value| format!("figure missed: {}", value.join(" "))));
    let figures = percent(marked.intersection(&found).count(), marked.len());
    let is_held = |held: &Position, position: &Position| {
        held.doc == position.doc
            && held.stance == position.stance
            && alike(&held.evidence, &position.evidence) >= SAME_EVIDENCE
    };
    let mut positions = 0;
    for position in &gold.positions {
        let found = ours.positions.iter().any(|held| is_held(held, position));
        positions += usize::from(found);
        if !found {
            misses.push(format!("position missed: {} {}", position.stance, position.evidence));
        }
    }
    Beside {
        copies,
        origins: percent(origins, gold.claims.len()),
        meetings: percent(meetings, gold.calendar.len()),
        figures,
        positions: percent(positions, gold.positions.len()),
        misses,
    }
}

/// Of each row of the gold the row of ours with most of its mentions, each of ours given once, to the one it is nearest to.
fn matched<'a>(
    gold: impl Iterator<Item = &'a [Mention]>,
    ours: impl Iterator<Item = &'a [Mention]>,
    more: impl Fn(usize, usize) -> f64,
) -> Vec<Option<usize>> {
    let (gold, ours): (Vec<_>, Vec<_>) = (gold.collect(), ours.collect());
    let mut pairs = Vec::new();
    for (marked, wanted) in gold.iter().enumerate() {
        for (found, mentions) in ours.iter().enumerate() {
            let best = |one: &Mention| {
                let same = mentions.iter().filter(|other| other.doc == one.doc);
                let score = same.map(|other| alike(&one.evidence, &other.evidence)).fold(0.0, f64::max);
                if score >= SAME_EVIDENCE { score } else { 0.0 }
            };
            let shared: f64 = wanted.iter().map(best).sum();
            if shared > 0.0 {
                // of two rows with the same mentions the one without others
                let extra = mentions.len().saturating_sub(wanted.len()) as f64;
                pairs.push((shared - 0.01 * extra + more(marked, found), marked, found));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut near = vec![None; gold.len()];
    let mut taken = BTreeSet::new();
    for (_, marked, found) in pairs {
        if near[marked].is_none() && taken.insert(found) {
            near[marked] = Some(found);
        }
    }
    near
}

/// Share of the words of the shorter of two texts that are in the other.
fn alike(a: &str, b: &str) -> f64 {
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (a, b) = (words(a), words(b));
    let shorter = a.len().min(b.len());
    if shorter == 0 { 0.0 } else { a.intersection(&b).count() as f64 / shorter as f64 }
}

fn percent(part: usize, all: usize) -> f64 {
    if all == 0 { 100.0 } else { 100.0 * part as f64 / all as f64 }
}

/// A bound by its side: more than a number is at least that many as far as a reader is told.
fn bound(bound: &Value) -> String {
    let side = match bound.as_str().unwrap_or_default() {
        "more-than" | "at-least" => "at-least",
        "less-than" | "at-most" => "at-most",
        "nearly" | "about" => "about",
        other => other,
    };
    side.to_owned()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{super::docs::docs, *};

    fn example(name: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name)
    }

    fn ours(path: &Path) -> Value {
        super::super::ledger::said(&docs(path).unwrap())
    }

    #[test]
    fn a_ledger_is_as_right_as_itself_and_wrong_where_it_differs() {
        let text = std::fs::read_to_string(example("ferry/gold.json")).unwrap();
        let gold: Ledger = serde_json::from_str(&text).unwrap();
        let same = beside(&gold, &gold);
        assert_eq!((same.copies, same.origins, same.meetings, same.misses.len()), (100.0, 100.0, 100.0, 0));
        let mut other: Ledger = serde_json::from_str(&text).unwrap();
        other.claims[0].origins_max += 1;
        other.calendar[0].final_status = "cancelled".to_owned();
        other.copies.pop();
        let scores = beside(&gold, &other);
        assert!(scores.origins < 100.0 && scores.meetings < 100.0 && scores.copies < 100.0);
        assert_eq!(scores.misses.len(), 3, "{:#?}", scores.misses);
    }

    #[test]
    fn evidence_is_verbatim_and_the_same_each_time() {
        let pages = example("ferry/pages");
        let all = docs(&pages).unwrap();
        let value = ours(&pages);
        assert_eq!(value.to_string(), ours(&pages).to_string());
        let keys: BTreeSet<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, BTreeSet::from(["calendar", "changes", "claims", "copies", "figures", "positions"]));
        let mut rows = Vec::new();
        for claim in value["claims"].as_array().unwrap() {
            rows.extend(claim["mentions"].as_array().unwrap());
        }
        for one in value["calendar"].as_array().unwrap() {
            rows.extend(one["history"].as_array().unwrap());
        }
        rows.extend(value["positions"].as_array().unwrap());
        assert!(rows.len() > 60);
        for row in rows {
            let evidence = row["evidence"].as_str().unwrap();
            let holds = |doc: &&super::super::docs::Doc| doc.id == row["doc"] && doc.article.text.contains(evidence);
            assert!(!evidence.is_empty() && all.iter().any(|doc| holds(&doc)), "{row}");
        }
    }
}
