//! What changed between two readings of a story.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use text::Id;

use crate::{Appointment, Claim, Receipt, Series, Story, Value};

/// One thing that changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Change {
    /// What kind.
    pub kind: ChangeKind,
    /// What, in one line.
    pub what: String,
    /// Id of the claim, appointment, position, series or article that changed.
    pub of: Id,
    /// The words that were there before.
    pub from: Option<Receipt>,
    /// The words that changed it.
    pub to: Option<Receipt>,
}

/// Kinds of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// A claim that nobody had made.
    NewClaim,
    /// A claim has one origin more.
    OriginGained,
    /// A claim has lost an origin.
    OriginLost,
    /// An appointment is new.
    NewAppointment,
    /// An appointment has another status or day.
    StatusMoved,
    /// A party's position is new or another.
    PositionMoved,
    /// A figure has another value.
    FigureChanged,
    /// An article's text was changed without a word.
    Edited,
    /// An article was changed and says so.
    Corrected,
    /// An article was withdrawn.
    Withdrawn,
}

/// Tells what changed from one reading of a story to a later one, by kind, then what.
///
/// "Since a moment" is the story of the pieces up to then beside the story of all.
pub fn changes(before: &Story, after: &Story) -> Vec<Change> {
    let mut changes: Vec<Change> =
        after.changes.iter().filter(|change| !before.changes.contains(change)).cloned().collect();
    claims(before, after, &mut changes);
    calendar(before, after, &mut changes);
    let old: BTreeSet<Id> = before.positions.iter().map(|held| held.id).collect();
    changes.extend(after.positions.iter().filter(|held| !old.contains(&held.id)).map(|held| Change {
        kind: ChangeKind::PositionMoved,
        what: format!("{}: {}", held.party, held.what),
        of: held.id,
        from: None,
        to: held.at.first().copied(),
    }));
    let old: BTreeMap<Id, &Series> = before.figures.iter().map(|series| (series.id, series)).collect();
    for series in &after.figures {
        let (Some(newest), was) = (newest(series), old.get(&series.id).and_then(|series| self::newest(series))) else {
            continue;
        };
        if let Some(was) = was.filter(|was| was.value != newest.value) {
            let what = format!("{}: {} became {}", series.measure, was.value, newest.value);
            changes.push(Change {
                kind: ChangeKind::FigureChanged,
                what,
                of: series.id,
                from: Some(was.at),
                to: Some(newest.at),
            });
        }
    }
    changes.sort();
    changes.dedup();
    changes
}

fn claims(before: &Story, after: &Story, changes: &mut Vec<Change>) {
    let old: BTreeMap<Id, &Claim> = before.claims.iter().map(|claim| (claim.id, claim)).collect();
    for claim in &after.claims {
        let last = claim.mentions.last().map(|mention| mention.at);
        let mut add = |kind, what: String, from| changes.push(Change { kind, what, of: claim.id, from, to: last });
        let Some(was) = old.get(&claim.id) else {
            add(ChangeKind::NewClaim, claim.gist.clone(), None);
            continue;
        };
        let from = was.mentions.last().map(|mention| mention.at);
        let (then, now) = (names(was), names(claim));
        for name in now.difference(&then) {
            add(ChangeKind::OriginGained, format!("{name}: {}", claim.gist), from);
        }
        for name in then.difference(&now) {
            add(ChangeKind::OriginLost, format!("{name}: {}", claim.gist), from);
        }
    }
}

fn names(claim: &Claim) -> BTreeSet<&str> {
    claim.origins.roots.iter().map(|root| root.name.as_str()).collect()
}

fn calendar(before: &Story, after: &Story, changes: &mut Vec<Change>) {
    let old: BTreeMap<Id, &Appointment> = before.calendar.iter().map(|one| (one.id, one)).collect();
    for one in &after.calendar {
        let to = one.history.last().map(|step| step.at);
        let what = format!("{}: {}", one.kind.0, one.who.join(", "));
        match old.get(&one.id) {
            None => changes.push(Change { kind: ChangeKind::NewAppointment, what, of: one.id, from: None, to }),
            Some(was) if was.status != one.status || was.when != one.when => {
                let from = was.history.last().map(|step| step.at);
                changes.push(Change { kind: ChangeKind::StatusMoved, what, of: one.id, from, to });
            }
            Some(_) => {}
        }
    }
}

fn newest(series: &Series) -> Option<&Value> {
    series.values.iter().max_by_key(|value| value.published)
}
