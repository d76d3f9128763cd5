//! Stories looked at again once articles came in: what was merged and split is written down, and old ids lead on.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use story::{Clusterer, Repair};
use text::Id;

use crate::{
    Error, Ledger,
    fold::{id, profile},
    holding::Corrections,
    lately::Lately,
    ledger::{EDITION, edition, moment},
    moves::moved,
    store::{Row, Store},
};

/// Articles that are looked at again for each that came in, when that is not a rebuild: what an add may cost.
const LOOKED_AT: usize = 4;
/// Articles that are looked at again however few came in.
const LEAST_LOOKED_AT: usize = 100;

/// A merge or split that the program made: a derived row, which a rebuild makes anew.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Repaired {
    /// Digest of what was done.
    pub id: Id,
    /// When the newest article then was published.
    pub at: Timestamp,
    /// `merge` or `split`.
    pub kind: String,
    /// The story that went into another, or that articles left.
    pub story: Id,
    /// The story it went into, or the new one.
    pub other: Id,
    /// The articles that moved, in order of publication.
    pub articles: Vec<Id>,
    /// How near the stories were, or how much likeness is left between the parts; `0..=1`.
    pub near: f32,
}

/// How many articles may be looked at again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Looks {
    /// As many as go with what came in. Stories that hold more wait for a rebuild.
    AtFew,
    /// All.
    AtAll,
}

impl Ledger {
    /// Returns the merges and splits that the program made, the oldest first; those of one story when it is given.
    ///
    /// # Errors
    /// Those of the database, or a row that cannot be read back.
    pub fn repairs(&mut self, story: Option<Id>) -> Result<Vec<Repaired>, Error> {
        let columns = "SELECT id, at, kind, story, other, articles, near FROM repair";
        let rows = match story {
            Some(story) => {
                let sql = format!("{columns} WHERE story = ?1 OR other = ?1 ORDER BY at, id");
                self.store.rows(&sql, &[story.into()])?
            }
            None => self.store.rows(&format!("{columns} ORDER BY at, id"), &[])?,
        };
        rows.iter().map(repaired).collect()
    }
}

fn repaired(row: &Row) -> Result<Repaired, Error> {
    Ok(Repaired {
        id: id(row.text(0), "repair")?,
        at: moment(row.text(1)),
        kind: row.text(2).to_owned(),
        story: id(row.text(3), "repair")?,
        other: id(row.text(4), "repair")?,
        articles: serde_json::from_str(row.text(5)).unwrap_or_default(),
        near: row.text(6).parse().unwrap_or(0.0),
    })
}

/// Looks again at the stories that articles came to since that was done, and carries out what is found; returns how much that was.
///
/// Stories that people merged or split stay as they are.
pub(crate) fn repair(
    store: &mut dyn Store,
    clusterer: &mut Clusterer,
    lately: &Lately,
    came: usize,
    looks: Looks,
) -> Result<usize, Error> {
    let touched = "SELECT story FROM touched";
    if looks == Looks::AtFew {
        let sql = format!("SELECT count(*) FROM member WHERE story IN ({touched})");
        let count = store.row(&sql, &[])?.map_or(0, |row| usize::try_from(row.int(0)).unwrap_or(0));
        if count > (came * LOOKED_AT).max(LEAST_LOOKED_AT) {
            return Ok(0);
        }
    }
    let mut decided: BTreeSet<String> = BTreeSet::new();
    for article in moved(store)? {
        let row = store.row("SELECT story FROM member WHERE article = ?1", &[article.into()])?;
        decided.extend(row.map(|row| row.text(0).to_owned()));
    }
    let corrections = Corrections::of(store)?;
    let mut repairs = clusterer.repairs();
    let first = format!("SELECT {EDITION} FROM edition WHERE article = ?1 ORDER BY made, seen, id LIMIT 1");
    for row in store.rows(&format!("{touched} ORDER BY story"), &[])? {
        let story = row.text(0).to_owned();
        if decided.contains(&story) {
            continue;
        }
        let sql = "SELECT article FROM member WHERE story = ?1 ORDER BY moment, article";
        for row in store.rows(sql, &[story.as_str().into()])? {
            let article = id(row.text(0), "article")?;
            if corrections.is_retracted(article) {
                continue;
            }
            let profile = match lately.find(article) {
                Some(looked) => looked.profile.clone(),
                None => {
                    let Some(found) = store.row(&first, &[article.into()])? else { continue };
                    let edition = edition(&found)?;
                    profile(&edition.article, edition.moment)
                }
            };
            repairs.add(id(&story, "story")?, profile);
        }
    }
    let found = repairs.carry_out();
    for repair in &found {
        write(store, repair)?;
    }
    store.run("DELETE FROM touched", &[])?;
    Ok(found.len())
}

/// Moves the articles of a repair and writes it down.
fn write(store: &mut dyn Store, repair: &Repair) -> Result<(), Error> {
    let (kind, story, other, near, articles) = match repair {
        Repair::Merge { story, into, near } => {
            let sql = "SELECT article FROM member WHERE story = ?1 ORDER BY moment, article";
            let rows = store.rows(sql, &[(*story).into()])?;
            let articles = rows.iter().map(|row| id(row.text(0), "article")).collect::<Result<Vec<Id>, _>>()?;
            ("merge", *story, *into, near, articles)
        }
        Repair::Split { story, new, articles, near } => ("split", *story, *new, near, articles.clone()),
    };
    let newest = store.row("SELECT max(moment) FROM member", &[])?;
    let at = newest.map(|row| row.text(0).to_owned()).unwrap_or_default();
    for article in &articles {
        store.run("UPDATE member SET story = ?2 WHERE article = ?1", &[(*article).into(), other.into()])?;
    }
    for story in [story, other] {
        store.run("INSERT INTO dirty (story) VALUES (?1) ON CONFLICT DO NOTHING", &[story.into()])?;
    }
    if kind == "merge" {
        let sql = "INSERT INTO alias (id, story, at) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO UPDATE SET story = excluded.story";
        store.run(sql, &[story.into(), other.into(), at.as_str().into()])?;
    }
    let listed = serde_json::to_string(&articles).unwrap_or_default();
    let digest = Id::of(&[kind, &story.to_string(), &other.to_string(), &listed]);
    let values =
        [digest.into(), at.into(), kind.into(), story.into(), other.into(), listed.into(), format!("{near:.3}").into()];
    let sql = "INSERT INTO repair (id, at, kind, story, other, articles, near) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
               ON CONFLICT (id) DO NOTHING";
    store.run(sql, &values).map(drop)
}
