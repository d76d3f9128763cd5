//! Merges and splits that people decided on, carried out.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use text::Id;

use crate::{
    Error,
    corrections::{articles, correction},
    fold::id,
    ledger::order,
    store::Store,
};

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
