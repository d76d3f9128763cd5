//! Types and roles on sentences with events of PLOVER.

use std::path::Path;

use anyhow::Context;
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Record {
    text: String,
    event: String,
    roles: Vec<Marked>,
}

#[derive(Deserialize)]
struct Marked {
    role: String,
    start: Option<u64>,
    end: Option<u64>,
}

/// Scores the first event of the right type whose trigger has words of the marked event, else the first with such words: `type`, in per cent of all
/// records; `source` and `target`, found where a span has words of a marked one, in per cent of the records that have one. A record marks one
/// event of its sentence, so what else is found is not scored.
pub fn scores(file: &Path) -> anyhow::Result<Vec<(&'static str, f64)>> {
    let reader = reading::Reader::english()?;
    let lines = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let (mut types, mut sources, mut targets) = ((0, 0), (0, 0), (0, 0));
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let record: Record = serde_json::from_str(line)?;
        let spans = |wanted: &str| -> Vec<(u64, u64)> {
            let roles = record.roles.iter().filter(|marked| marked.role.contains(wanted));
            roles.filter_map(|marked| Some((marked.start?, marked.end?))).collect()
        };
        let (words, source, target) = (spans("EVT"), spans("SRC"), spans("TAR"));
        let events = super::coded(&reader, &record.text).0;
        let told = |event: &&Value| meets(&[&event["trigger"]], &words);
        let right = |event: &&Value| event["type"] == record.event.as_str();
        let event = events.iter().filter(told).find(right).or_else(|| events.iter().find(told));
        types.1 += 1;
        types.0 += usize::from(event.as_ref().is_some_and(right));
        // both sides of an agreement are marked as source and target
        let mutual = record.roles.iter().any(|marked| marked.role == "SRC/TAR");
        for (count, marked, keys) in [
            (&mut sources, &source, &["source"][..]),
            (&mut targets, &target, if mutual { &["target", "source"][..] } else { &["target"] }),
        ] {
            if marked.is_empty() {
                continue;
            }
            let found = |event: &Value| {
                let spans: Vec<&Value> = keys.iter().filter_map(|key| event[*key].as_array()).flatten().collect();
                meets(&spans, marked)
            };
            count.1 += 1;
            count.0 += usize::from(event.is_some_and(found));
        }
    }
    let percent = |(found, all): (usize, usize)| 100.0 * found as f64 / all.max(1) as f64;
    Ok(vec![("type", percent(types)), ("source", percent(sources)), ("target", percent(targets))])
}

fn meets(found: &[&Value], marked: &[(u64, u64)]) -> bool {
    let ends = |span: &Value| Some((span.get(0)?.as_u64()?, span.get(1)?.as_u64()?));
    found
        .iter()
        .filter_map(|span| ends(span))
        .any(|(start, end)| marked.iter().any(|(from, to)| start < *to && *from < end))
}
