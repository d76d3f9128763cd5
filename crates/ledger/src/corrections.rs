//! What people decide: written down, and carried out.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};
use text::Id;

use crate::{
    Error, Ledger,
    entry::EntryKind,
    filed::Filed,
    fold::{alias, id},
    holding::{AT, FIXED, edit, lay_over, quotes},
    ledger::{moment, order},
    store::{Row, Store, Value},
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

/// Returns the articles of a story, in order of publication.
pub(crate) fn articles(store: &mut dyn Store, story: Id) -> Result<Vec<Id>, Error> {
    let rows = store.rows("SELECT article FROM member WHERE story = ?1 ORDER BY moment, article", &[story.into()])?;
    rows.iter().map(|row| id(row.text(0), "article")).collect()
}

/// Reads decisions, the oldest first: all or those about one target, with or without what was there before and after, which is long.
pub(crate) fn noted(store: &mut dyn Store, target: Option<Id>, whole: bool) -> Result<Vec<Correction>, Error> {
    let sql = format!(
        "SELECT id, at, action, target, value, reason{} FROM correction{} ORDER BY at, row",
        if whole { ", before, after" } else { "" },
        if target.is_some() { " WHERE target = ?1" } else { "" }
    );
    let values: Vec<Value> = target.map(Value::from).into_iter().collect();
    store.rows(&sql, &values)?.iter().map(correction).collect()
}

pub(crate) fn correction(row: &Row) -> Result<Correction, Error> {
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
