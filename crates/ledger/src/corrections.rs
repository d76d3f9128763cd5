//! What people decided, laid over what the program worked out.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};
use text::Id;

use crate::{
    Error, Ledger,
    assemble::Made,
    entry::{EntryKind, Review},
    filed::Filed,
    fold::{alias, id},
    ledger::{moment, order},
    store::{Row, Shelf, Store, Value},
};

/// What a person does to an entry, a story or an article.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// An entry is right.
    Accept,
    /// Fields of an entry are to be others.
    Edit(Map<String, Json>),
    /// An entry is wrong: it is kept, and not shown.
    Reject,
    /// A story goes into another.
    Merge(Id),
    /// Articles leave a story and make one of their own.
    Split(Vec<Id>),
    /// An article is to count for nothing, however often it is added again.
    Retract,
    /// What was decided about this entry or article holds no more.
    Restore,
}

/// A decision, as it was noted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// Digest of the decision.
    pub id: Id,
    /// When.
    pub at: Timestamp,
    /// `accept`, `edit`, `reject`, `merge`, `split`, `retract`, `restore`.
    pub action: String,
    /// The entry, story or article.
    pub target: Id,
    /// Fields, stories or articles that go with the action.
    pub value: Json,
    /// Why.
    pub reason: String,
    /// What was there before.
    pub before: Json,
    /// What is there since.
    pub after: Json,
}

impl Action {
    /// Returns the name under which it is noted.
    pub fn name(&self) -> &'static str {
        match self {
            Action::Accept => "accept",
            Action::Edit(_) => "edit",
            Action::Reject => "reject",
            Action::Merge(_) => "merge",
            Action::Split(_) => "split",
            Action::Retract => "retract",
            Action::Restore => "restore",
        }
    }
}

/// Where, beside the fields of a decision, the words are kept on which its entry rested first: by these the decision finds an entry that
/// later articles made part of another.
const AT: &str = "$at";

/// Fields that name an entry: these cannot be edited.
const FIXED: [&str; 3] = ["id", "story", "review"];

impl Ledger {
    /// Notes a decision and carries it out. It survives all that is added later, and a rebuild.
    ///
    /// # Errors
    /// [`Error::Unknown`] when the target or a story or article named with it is not there.
    pub fn review(&mut self, target: Id, action: Action, reason: &str, now: Timestamp) -> Result<Correction, Error> {
        let noted = self.within(|store| note(store, target, &action, reason, now))?;
        self.fold(None, &mut |_| ())?;
        Ok(noted)
    }

    /// Returns all decisions, the oldest first; those about one target when it is given.
    ///
    /// # Errors
    /// Those of the database, or a row that cannot be read back.
    pub fn corrections(&mut self, target: Option<Id>) -> Result<Vec<Correction>, Error> {
        noted(&mut *self.store, target, true)
    }

    /// Returns all decisions, the oldest first, without what was there before and after.
    ///
    /// # Errors
    /// As [`Ledger::corrections`].
    pub fn decisions(&mut self) -> Result<Vec<Correction>, Error> {
        noted(&mut *self.store, None, false)
    }
}

fn note(store: &mut dyn Store, target: Id, action: &Action, reason: &str, now: Timestamp) -> Result<Correction, Error> {
    let unknown = |what, advice| Error::Unknown { what, id: target.to_string(), advice };
    let dirty = "INSERT INTO dirty (story) SELECT story FROM member WHERE article = ?1 ON CONFLICT DO NOTHING";
    let (value, before, after) = match action {
        Action::Accept | Action::Edit(_) | Action::Reject => {
            let sql = "SELECT data, kind FROM entry WHERE id = ?1 AND kind NOT IN ('change', 'copy') LIMIT 1";
            let row = store.row(sql, &[target.into()])?;
            let row =
                row.ok_or_else(|| unknown("entry", "ids stand in `--format json` and `--format csv` of each command"))?;
            let before: Json = serde_json::from_str(row.text(0)).unwrap_or_default();
            let mut after = before.clone();
            let mut value = Map::new();
            if let Some(first) = quotes(&before).next() {
                value.insert(
                    AT.to_owned(),
                    json!({"article": first.0, "start": first.1, "end": first.2, "kind": row.text(1)}),
                );
            }
            if let Action::Edit(fields) = action {
                let unfit = |why| Error::Unfit { id: target.to_string(), why };
                let known = |field: &&String| !FIXED.contains(&field.as_str()) && before.get(field.as_str()).is_some();
                if let Some(field) = fields.keys().find(|field| !known(field)) {
                    return Err(unfit(format!("it has no field {field:?} that can be edited")));
                }
                edit(&mut after, fields);
                if let Some(kind) = EntryKind::named(row.text(1)) {
                    Filed::of(kind, &after).map_err(unfit)?;
                }
                value.extend(fields.clone());
            }
            (Json::Object(value), before, after)
        }
        Action::Merge(into) => {
            let into = alias(store, *into)?;
            let (from, to) = (articles(store, target)?, articles(store, into)?);
            if from.is_empty() || to.is_empty() || into == target {
                return Err(unknown("story to merge", "give the ids of two stories; `onrecord stories` lists them"));
            }
            (
                json!({"into": into, "articles": from, "anchor": to[0]}),
                json!({"articles": from}),
                json!({"story": into}),
            )
        }
        Action::Split(away) => {
            let there = articles(store, target)?;
            if away.is_empty() || away.len() >= there.len() || !away.iter().all(|article| there.contains(article)) {
                return Err(unknown(
                    "story to split",
                    "name some, not all, of the articles it holds; `onrecord story ID` lists them",
                ));
            }
            let parts: Vec<String> = away.iter().map(Id::to_string).collect();
            let new = Id::of(&["split", &target.to_string(), &parts.join(" ")]);
            (json!({"articles": away, "as": new}), json!({"articles": there}), json!({"story": new, "articles": away}))
        }
        Action::Retract => {
            store
                .row("SELECT 1 FROM edition WHERE article = ?1 LIMIT 1", &[target.into()])?
                .ok_or_else(|| unknown("article", "`onrecord search WORDS` finds its id"))?;
            store.run(dirty, &[target.into()])?;
            (Json::Null, json!({"counts": true}), json!({"counts": false}))
        }
        Action::Restore => {
            let known = store.row("SELECT 1 FROM correction WHERE target = ?1 LIMIT 1", &[target.into()])?;
            known.ok_or_else(|| unknown("decision about", "`onrecord review log` lists all decisions"))?;
            store.run(dirty, &[target.into()])?;
            // an entry that took over the decision is worked out anew with its story
            if store.row("SELECT 1 FROM entry WHERE id = ?1 LIMIT 1", &[target.into()])?.is_none() {
                for one in noted(store, Some(target), false)? {
                    if let Some(article) = one.value[AT]["article"].as_str() {
                        store.run(dirty, &[article.into()])?;
                    }
                }
            }
            let queue = "INSERT INTO queue (moment, article) SELECT min(moment), article FROM edition WHERE article = ?1 \
                         AND article NOT IN (SELECT article FROM member) GROUP BY article ON CONFLICT DO NOTHING";
            store.run(queue, &[target.into()])?;
            (Json::Null, Json::Null, Json::Null)
        }
    };
    let at = order(now);
    let digest = Id::of(&[&at, action.name(), &target.to_string(), &value.to_string(), reason]);
    let noted = Correction {
        id: digest,
        at: now,
        action: action.name().to_owned(),
        target,
        value,
        reason: reason.to_owned(),
        before,
        after,
    };
    write(store, &noted)?;
    lay_over(store, target)?;
    Ok(noted)
}

/// Brings an entry to what holds of the decisions about it; the rest of its story does not change with them.
fn lay_over(store: &mut dyn Store, target: Id) -> Result<(), Error> {
    let corrections = Corrections::about(store, Some(target))?;
    // what changed about an entry goes under its id, and is not shown when it is wrong
    let sql = "SELECT row, kind, coalesce(made, data), moment, name FROM entry WHERE id = ?1 AND kind <> 'copy'";
    for row in store.rows(sql, &[target.into()])? {
        let Some(kind) = EntryKind::named(row.text(1)) else { continue };
        let data: Json = serde_json::from_str(row.text(2)).unwrap_or_default();
        let filed = Filed { moment: row.text(3).to_owned(), name: row.text(4).to_owned(), ..Filed::default() };
        let filed = Filed::of(kind, &data).unwrap_or(filed);
        let mut entry = Made { kind, id: target, filed, data, made: None };
        corrections.correct(&mut entry, None);
        let Made { filed, data, made, .. } = entry;
        let values = [
            row.int(0).into(),
            filed.moment.into(),
            filed.name.into(),
            filed.weight.into(),
            data.to_string().into(),
            made.map(|made| made.to_string()).into(),
        ];
        let sql = "UPDATE entry SET moment = ?2, name = ?3, weight = ?4, data = ?5, made = ?6 WHERE row = ?1";
        store.run(sql, &values)?;
        let (title, text) = &filed.words;
        if !title.is_empty() {
            store.index(Shelf::Entries, row.int(0), title, text)?;
        }
    }
    Ok(())
}

/// Writes a decision down, once.
pub(crate) fn write(store: &mut dyn Store, one: &Correction) -> Result<(), Error> {
    let values = [
        one.id.into(),
        order(one.at).into(),
        one.action.as_str().into(),
        one.target.into(),
        one.value.to_string().into(),
        one.reason.as_str().into(),
        one.before.to_string().into(),
        one.after.to_string().into(),
    ];
    let sql = "INSERT INTO correction (id, at, action, target, value, reason, before, after) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) \
               ON CONFLICT (id) DO NOTHING";
    store.run(sql, &values).map(drop)
}

fn articles(store: &mut dyn Store, story: Id) -> Result<Vec<Id>, Error> {
    let rows = store.rows("SELECT article FROM member WHERE story = ?1 ORDER BY moment, article", &[story.into()])?;
    rows.iter().map(|row| id(row.text(0), "article")).collect()
}

/// Reads decisions, the oldest first: all or those about one target, with or without what was there before and after, which is long.
fn noted(store: &mut dyn Store, target: Option<Id>, whole: bool) -> Result<Vec<Correction>, Error> {
    let sql = format!(
        "SELECT id, at, action, target, value, reason{} FROM correction{} ORDER BY at, row",
        if whole { ", before, after" } else { "" },
        if target.is_some() { " WHERE target = ?1" } else { "" }
    );
    let values: Vec<Value> = target.map(Value::from).into_iter().collect();
    store.rows(&sql, &values)?.iter().map(correction).collect()
}

fn correction(row: &Row) -> Result<Correction, Error> {
    let json = |at: usize| serde_json::from_str(row.text(at)).unwrap_or_default();
    Ok(Correction {
        id: id(row.text(0), "correction")?,
        at: moment(row.text(1)),
        action: row.text(2).to_owned(),
        target: id(row.text(3), "correction")?,
        value: json(4),
        reason: row.text(5).to_owned(),
        before: json(6),
        after: json(7),
    })
}

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
            let rests = |(_, (kind, article, start, end)): &&(&Id, &(String, String, u64, u64))| {
                let on = |(other, from, to): (&str, u64, u64)| other == article && from < *end && *start < to;
                kind == entry.kind.name() && quotes(&entry.data).any(on)
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
        if let Some((review, fields)) = self.reviews.get(&place_of.unwrap_or(entry.id)) {
            entry.made = Some(entry.data.clone());
            let mut edited = entry.data.clone();
            edit(&mut edited, fields);
            // what does not fit, as the fields of an entry do not fit its changes, stays as it was worked out
            if let (false, Ok(filed)) = (fields.is_empty(), Filed::of(entry.kind, &edited)) {
                (entry.data, entry.filed) = (edited, filed);
            }
            if let Json::Object(data) = &mut entry.data
                && let Ok(review) = serde_json::to_value(review)
            {
                data.insert("review".to_owned(), review);
            }
        }
    }
}

/// Returns the words on which an entry rests, as article and bytes.
fn quotes(data: &Json) -> impl Iterator<Item = (&str, u64, u64)> {
    let lists = ["mentions", "history", "values", "quotes"].into_iter().filter_map(|list| data[list].as_array());
    lists.flatten().filter_map(|one| {
        let quote = if one["quote"].is_object() { &one["quote"] } else { one };
        let (article, span) = (quote["article"].as_str()?, &quote["span"]);
        Some((article, span["start"].as_u64()?, span["end"].as_u64()?))
    })
}

fn edit(data: &mut Json, fields: &Map<String, Json>) {
    let Json::Object(data) = data else { return };
    for (field, value) in fields.iter().filter(|(field, _)| !FIXED.contains(&field.as_str())) {
        data.insert(field.clone(), value.clone());
    }
}

/// Returns the articles that people's merges and splits speak of.
pub(crate) fn moved(store: &mut dyn Store) -> Result<BTreeSet<Id>, Error> {
    let mut all = BTreeSet::new();
    for row in store.rows("SELECT value FROM correction WHERE action IN ('merge', 'split')", &[])? {
        let value: Json = serde_json::from_str(row.text(0)).unwrap_or_default();
        let listed = value["articles"].as_array().cloned().unwrap_or_default();
        all.extend(listed.iter().chain([&value["anchor"]]).filter_map(|id| id.as_str()?.parse::<Id>().ok()));
    }
    Ok(all)
}

/// Carries out the merges and splits that were not yet, in their order.
pub(crate) fn apply(store: &mut dyn Store) -> Result<(), Error> {
    let sql = "SELECT id, at, action, target, value, reason, before, after FROM correction WHERE action IN ('merge', 'split') \
               AND id NOT IN (SELECT correction FROM applied) ORDER BY at, row";
    for one in store.rows(sql, &[])?.iter().map(correction).collect::<Result<Vec<_>, _>>()? {
        let listed = one.value["articles"].as_array().cloned().unwrap_or_default();
        let listed: Vec<Id> = listed.iter().filter_map(|id| id.as_str()?.parse().ok()).collect();
        let story_of = |store: &mut dyn Store, article: Id| -> Result<Option<Id>, Error> {
            let row = store.row("SELECT story FROM member WHERE article = ?1", &[article.into()])?;
            row.map(|row| id(row.text(0), "story")).transpose()
        };
        let mut moves: Vec<(Id, Id)> = Vec::new();
        if one.action == "merge" {
            let anchor = one.value["anchor"].as_str().and_then(|id| id.parse().ok());
            let into = anchor.map(|anchor| story_of(store, anchor)).transpose()?.flatten();
            let from = listed.first().map(|first| story_of(store, *first)).transpose()?.flatten();
            if let (Some(from), Some(into)) = (from, into)
                && from != into
            {
                moves = articles(store, from)?.into_iter().map(|article| (article, into)).collect();
                let sql = "INSERT INTO alias (id, story, at) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO UPDATE SET story = excluded.story";
                store.run(sql, &[from.into(), into.into(), order(one.at).into()])?;
            }
        } else if let Some(new) = one.value["as"].as_str().and_then(|id| id.parse::<Id>().ok()) {
            moves = listed.into_iter().map(|article| (article, new)).collect();
        }
        for (article, story) in moves {
            for sql in [
                "INSERT INTO dirty (story) SELECT story FROM member WHERE article = ?1 ON CONFLICT DO NOTHING",
                "UPDATE member SET story = ?2 WHERE article = ?1",
                "INSERT INTO dirty (story) SELECT story FROM member WHERE article = ?1 ON CONFLICT DO NOTHING",
            ] {
                let values = [article.into(), story.into()];
                store.run(sql, &values[..if sql.starts_with("UPDATE") { 2 } else { 1 }])?;
            }
        }
        store.run("INSERT INTO applied (correction) VALUES (?1)", &[one.id.into()])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str, kind: EntryKind, list: &str, spans: &[(u64, u64)]) -> Made {
        let quote = |span: &(u64, u64)| json!({"quote": {"article": "a", "span": {"start": span.0, "end": span.1}}});
        let data = json!({list: spans.iter().map(quote).collect::<Vec<_>>()});
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
        assert_eq!(all[2].data["review"]["action"], "accept");
        all.push(entry("gone", EntryKind::Claim, "mentions", &[(10, 20)]));
        assert!(corrections.heirs(&all).is_empty(), "it is there itself");
    }
}
