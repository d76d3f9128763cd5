//! What holds of all decisions, laid over what the program worked out.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Json};
use text::Id;

use crate::{
    Error,
    assemble::Made,
    corrections::noted,
    entry::{EntryKind, Review},
    filed::Filed,
    store::{Shelf, Store},
};

/// Where, beside the fields of a decision, the words are kept on which its entry rested first: by these the decision finds an entry that
/// later articles made part of another.
pub(crate) const AT: &str = "$at";

/// Fields that name an entry: these cannot be edited.
pub(crate) const FIXED: [&str; 3] = ["id", "story", "review"];

/// What holds of all decisions: the last one about each entry and article.
pub(crate) struct Corrections {
    retracted: BTreeSet<Id>,
    reviews: BTreeMap<Id, (Review, Map<String, Json>)>,
    /// Of an entry that was decided about: its kind, and the words on which it rested first, as article and bytes.
    anchors: BTreeMap<Id, (String, String, u64, u64)>,
}

impl Corrections {
    /// Reads what holds.
    pub fn of(store: &mut dyn Store) -> Result<Corrections, Error> {
        Corrections::about(store, None)
    }

    /// Reads what holds of one target, or of all.
    fn about(store: &mut dyn Store, target: Option<Id>) -> Result<Corrections, Error> {
        let mut holds = Corrections { retracted: BTreeSet::new(), reviews: BTreeMap::new(), anchors: BTreeMap::new() };
        for one in noted(store, target, false)? {
            let review = Review { action: one.action.clone(), reason: one.reason, at: one.at };
            match one.action.as_str() {
                "retract" => drop(holds.retracted.insert(one.target)),
                "restore" => {
                    holds.retracted.remove(&one.target);
                    holds.reviews.remove(&one.target);
                }
                "accept" | "edit" | "reject" => {
                    let held = holds.reviews.entry(one.target).or_insert_with(|| (review.clone(), Map::new()));
                    held.0 = review;
                    if let Json::Object(mut fields) = one.value {
                        if let Some(at) = fields.remove(AT) {
                            let text = |name: &str| at[name].as_str().unwrap_or_default().to_owned();
                            let number = |name: &str| at[name].as_u64().unwrap_or_default();
                            let anchor = (text("kind"), text("article"), number("start"), number("end"));
                            holds.anchors.entry(one.target).or_insert(anchor);
                        }
                        held.1.extend(fields);
                    }
                }
                _ => {}
            }
        }
        Ok(holds)
    }

    /// Tells whether an article is to count for nothing.
    pub fn is_retracted(&self, article: Id) -> bool {
        self.retracted.contains(&article)
    }

    /// Returns which entries of a story take over a decision about one that is none any more: of the same kind, resting on the words on
    /// which that one rested first. Entry -> whose decision.
    pub fn heirs(&self, entries: &[Made]) -> BTreeMap<Id, Id> {
        let own: BTreeSet<Id> = entries.iter().map(|entry| entry.id).collect();
        let lost: Vec<_> = self.anchors.iter().filter(|(target, _)| !own.contains(target)).collect();
        let mut heirs = BTreeMap::new();
        if lost.is_empty() {
            return heirs;
        }
        let free = entries.iter().filter(|entry| !self.reviews.contains_key(&entry.id));
        for entry in free {
            let is_kind = |(_, (kind, ..)): &&(&Id, &(String, String, u64, u64))| kind == entry.kind.name();
            if !lost.iter().any(|one| is_kind(&one)) {
                continue;
            }
            let data: Json = serde_json::from_str(&entry.data).unwrap_or_default();
            let rests = |one: &&(&Id, &(String, String, u64, u64))| {
                let (_, (_, article, start, end)) = one;
                let on = |(other, from, to): (&str, u64, u64)| other == article && from < *end && *start < to;
                is_kind(one) && quotes(&data).any(on)
            };
            if let Some((target, _)) = lost.iter().find(rests) {
                // the first that rests on them, no other
                if !heirs.values().any(|taken| taken == *target) {
                    heirs.insert(entry.id, **target);
                }
            }
        }
        heirs
    }

    /// Lays what people said over an entry: about it, or about the one whose place it took.
    pub fn correct(&self, entry: &mut Made, place_of: Option<Id>) {
        let Some((review, fields)) = self.reviews.get(&place_of.unwrap_or(entry.id)) else { return };
        let made = std::mem::take(&mut entry.data);
        let mut data: Json = serde_json::from_str(&made).unwrap_or_default();
        let mut edited = data.clone();
        edit(&mut edited, fields);
        // what does not fit, as the fields of an entry do not fit its changes, stays as it was worked out
        if let (false, Ok(filed)) = (fields.is_empty(), Filed::of(entry.kind, &edited)) {
            (data, entry.filed) = (edited, filed);
        }
        if let (Json::Object(data), Ok(review)) = (&mut data, serde_json::to_value(review)) {
            data.insert("review".to_owned(), review);
        }
        entry.data = data.to_string();
        entry.made = Some(made);
    }
}

/// Brings an entry to what holds of the decisions about it; the rest of its story does not change with them.
pub(crate) fn lay_over(store: &mut dyn Store, target: Id) -> Result<(), Error> {
    let corrections = Corrections::about(store, Some(target))?;
    // what changed about an entry goes under its id, and is not shown when it is wrong
    let sql = "SELECT row, kind, coalesce(made, data), moment, name FROM entry WHERE id = ?1 AND kind <> 'copy'";
    for row in store.rows(sql, &[target.into()])? {
        let Some(kind) = EntryKind::named(row.text(1)) else { continue };
        let data = row.text(2).to_owned();
        let filed = Filed { moment: row.text(3).to_owned(), name: row.text(4).to_owned(), ..Filed::default() };
        let known = serde_json::from_str(&data).map_err(|error| error.to_string());
        let filed = known.and_then(|known: Json| Filed::of(kind, &known)).unwrap_or(filed);
        let mut entry = Made { kind, id: target, filed, data, made: None };
        corrections.correct(&mut entry, None);
        let Made { filed, data, made, .. } = entry;
        let values =
            [row.int(0).into(), filed.moment.into(), filed.name.into(), filed.weight.into(), data.into(), made.into()];
        let sql = "UPDATE entry SET moment = ?2, name = ?3, weight = ?4, data = ?5, made = ?6 WHERE row = ?1";
        store.run(sql, &values)?;
        let (title, text) = &filed.words;
        if !title.is_empty() {
            store.index(Shelf::Entries, row.int(0), title, text)?;
        }
    }
    Ok(())
}

/// Returns the words on which an entry rests, as article and bytes.
pub(crate) fn quotes(data: &Json) -> impl Iterator<Item = (&str, u64, u64)> {
    let lists = ["mentions", "history", "values", "quotes"].into_iter().filter_map(|list| data[list].as_array());
    lists.flatten().filter_map(|one| {
        let quote = if one["quote"].is_object() { &one["quote"] } else { one };
        let (article, span) = (quote["article"].as_str()?, &quote["span"]);
        Some((article, span["start"].as_u64()?, span["end"].as_u64()?))
    })
}

pub(crate) fn edit(data: &mut Json, fields: &Map<String, Json>) {
    let Json::Object(data) = data else { return };
    for (field, value) in fields.iter().filter(|(field, _)| !FIXED.contains(&field.as_str())) {
        data.insert(field.clone(), value.clone());
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use serde_json::json;

    use super::*;

    fn entry(name: &str, kind: EntryKind, list: &str, spans: &[(u64, u64)]) -> Made {
        let quote = |span: &(u64, u64)| json!({"quote": {"article": "a", "span": {"start": span.0, "end": span.1}}});
        let data = json!({list: spans.iter().map(quote).collect::<Vec<_>>()}).to_string();
        Made { kind, id: Id::of(&[name]), filed: Filed::default(), data, made: None }
    }

    #[test]
    fn a_decision_goes_to_the_entry_that_took_the_words_over() {
        let target = Id::of(&["gone"]);
        let review = Review { action: "accept".to_owned(), reason: String::new(), at: Timestamp::UNIX_EPOCH };
        let corrections = Corrections {
            retracted: BTreeSet::new(),
            reviews: BTreeMap::from([(target, (review, Map::new()))]),
            anchors: BTreeMap::from([(target, ("claim".to_owned(), "a".to_owned(), 10, 20))]),
        };
        let mut all = vec![
            entry("calendar", EntryKind::Calendar, "history", &[(10, 20)]),
            entry("elsewhere", EntryKind::Claim, "mentions", &[(20, 30)]),
            entry("heir", EntryKind::Claim, "mentions", &[(40, 50), (12, 18)]),
            entry("late", EntryKind::Claim, "mentions", &[(10, 20)]),
        ];
        assert_eq!(corrections.heirs(&all), BTreeMap::from([(Id::of(&["heir"]), target)]));
        corrections.correct(&mut all[2], Some(target));
        let data: Json = serde_json::from_str(&all[2].data).unwrap();
        assert_eq!(data["review"]["action"], "accept");
        all.push(entry("gone", EntryKind::Claim, "mentions", &[(10, 20)]));
        assert!(corrections.heirs(&all).is_empty(), "it is there itself");
    }
}
