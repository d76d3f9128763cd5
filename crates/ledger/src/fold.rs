//! What waits -> stories: each article gets its story, and each story that changed is written again.

use std::num::NonZeroUsize;

use jiff::Timestamp;
use page::Article;
use reading::{Reading, Version};
use story::{Body, Carrier, Clusterer, CopyKind, Profile, Recent, Sketch};
use text::Id;

use crate::{
    Error, Ledger,
    assemble::{Assembled, Made, Member, assemble},
    holding::Corrections,
    lately::{Lately, Looked},
    ledger::{EDITION, edition, maker, order},
    moves::apply,
    pack::{pack, unpack, unpack_json},
    repair::{Looks, repair},
    store::{Shelf, Store},
};

/// Articles that get their story in one step: what a crash makes to be done again.
const BATCH: usize = 2_000;
/// Stories that are written in one step.
const STORIES: usize = 64;
/// Recent articles that a new one is compared with.
const MAX_NEAR: usize = 3;
/// Editions of one story that are read together; of a larger one the last are.
const MAX_MEMBERS: usize = 3_000;

/// Holds of editions that some page is read as: one that an earlier program read otherwise is kept, and counts no more.
const CURRENT: &str = "EXISTS (SELECT 1 FROM source s WHERE s.article = e.article AND s.edition = e.id)";

/// What became of the articles that waited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Folded {
    /// Articles that got their story.
    pub articles: usize,
    /// Articles of these that carry the text of a recent one.
    pub copies: usize,
    /// Stories that were written.
    pub stories: usize,
    /// Merges and splits of stories that were looked at again.
    pub repairs: usize,
}

/// What the next article is compared with.
struct State {
    clusterer: Clusterer,
    recent: Recent,
    lately: Lately,
    turn: i64,
    /// Moment of the last article that got its story.
    last: String,
    /// Articles that came after later ones: a rebuild may place them otherwise.
    late: i64,
}

impl Ledger {
    /// Gives every article that waits its story, and writes the stories that changed. `seen` is called with the number done.
    ///
    /// Cut off at any moment, it goes on where it was when it is called again.
    ///
    /// # Errors
    /// Those of the database.
    pub fn fold(&mut self, jobs: Option<NonZeroUsize>, seen: &mut dyn FnMut(usize)) -> Result<Folded, Error> {
        self.folded(Looks::AtFew, jobs, seen)
    }

    /// Does so, and looks at few or at all of the stories again that articles came to.
    pub(crate) fn folded(
        &mut self,
        looks: Looks,
        jobs: Option<NonZeroUsize>,
        seen: &mut dyn FnMut(usize),
    ) -> Result<Folded, Error> {
        let mut folded = Folded::default();
        let mut state = None;
        loop {
            let step = self.within(|store| place(store, &mut state))?;
            folded.articles += step.articles;
            folded.copies += step.copies;
            seen(step.articles);
            if step.articles < BATCH {
                break;
            }
        }
        folded.repairs = self.within(|store| look_again(store, state, folded.articles, looks))?;
        self.within(apply)?;
        loop {
            let written = self.write(jobs)?;
            folded.stories += written;
            if written < STORIES {
                return Ok(folded);
            }
        }
    }

    /// Writes the next stories that changed; returns how many.
    fn write(&mut self, jobs: Option<NonZeroUsize>) -> Result<usize, Error> {
        self.within(|store| {
            let dirty = store.rows("SELECT story FROM dirty ORDER BY story LIMIT ?1", &[STORIES.into()])?;
            if dirty.is_empty() {
                return Ok(0);
            }
            let corrections = Corrections::of(store)?;
            let mut stories = Vec::new();
            for row in &dirty {
                let id = id(row.text(0), "story")?;
                let (members, left_out) = members(store, id, &corrections)?;
                stories.push((id, members, left_out));
            }
            let maker = maker(store, &Version::of([]))?;
            let assembled = reading::read_many(stories, jobs, |(id, members, left_out)| {
                (id, (!members.is_empty()).then(|| assemble(id, &members, left_out)))
            });
            for (id, assembled) in assembled {
                erase(store, id)?;
                if let Some(assembled) = assembled {
                    keep(store, assembled, maker, &corrections)?;
                }
                store.run("DELETE FROM dirty WHERE story = ?1", &[id.into()])?;
            }
            Ok(dirty.len())
        })
    }

    /// Tells how many articles came after later ones, so that a rebuild may place them otherwise.
    ///
    /// # Errors
    /// Those of the database.
    pub fn late(&mut self) -> Result<usize, Error> {
        let row = self.store.row("SELECT data FROM state WHERE name = 'turn'", &[])?;
        let line = row.map(|row| String::from_utf8_lossy(row.blob(0)).into_owned()).unwrap_or_default();
        Ok(line.split(' ').nth(2).and_then(|late| late.parse().ok()).unwrap_or(0))
    }
}

/// Gives the next articles their stories.
fn place(store: &mut dyn Store, state: &mut Option<State>) -> Result<Folded, Error> {
    let mut folded = Folded::default();
    let waiting = store.rows("SELECT moment, article FROM queue ORDER BY moment, article LIMIT ?1", &[BATCH.into()])?;
    if waiting.is_empty() {
        return Ok(folded);
    }
    let turn = turn(store)?;
    let state = match state.take().filter(|state| state.turn == turn.0) {
        Some(kept) => state.insert(kept),
        None => state.insert(load(store, turn)?),
    };
    let corrections = Corrections::of(store)?;
    let sql = format!("SELECT {EDITION} FROM edition WHERE article = ?1 ORDER BY made, seen, id LIMIT 1");
    for row in &waiting {
        store.run("DELETE FROM queue WHERE moment = ?1 AND article = ?2", &[row.text(0).into(), row.text(1).into()])?;
        let Some(found) = store.row(&sql, &[row.text(1).into()])? else { continue };
        let edition = edition(&found)?;
        let article = &edition.article;
        if corrections.is_retracted(article.id) {
            continue;
        }
        folded.articles += 1;
        if row.text(0) < state.last.as_str() {
            state.late += 1;
        } else {
            state.last = row.text(0).to_owned();
        }
        let at = Some(edition.moment);
        let looked =
            Looked { body: Body::of(article, &Carrier::of(article)), profile: profile(article, edition.moment) };
        let mut sketch = Sketch::of(&looked.body);
        sketch.at = at;
        let carried = carried(store, state, &sketch, &looked.body)?;
        let story = match carried {
            Some(story) => {
                folded.copies += 1;
                state.clusterer.follow(story, at);
                story
            }
            None => state.clusterer.place(&looked.profile).story,
        };
        state.recent.add(&sketch);
        state.lately.add(article.id, looked);
        let story = alias(store, story)?;
        let values = [article.id.into(), story.into(), row.text(0).into()];
        store.run(
            "INSERT INTO member (article, story, moment) VALUES (?1, ?2, ?3) ON CONFLICT (article) DO NOTHING",
            &values,
        )?;
        for table in ["dirty", "touched"] {
            let sql = format!("INSERT INTO {table} (story) VALUES (?1) ON CONFLICT DO NOTHING");
            store.run(&sql, &[story.into()])?;
        }
    }
    save(store, state)?;
    Ok(folded)
}

/// Looks again at stories that articles came to; returns how many were merged and split.
fn look_again(store: &mut dyn Store, state: Option<State>, came: usize, looks: Looks) -> Result<usize, Error> {
    if store.row("SELECT 1 FROM touched LIMIT 1", &[])?.is_none() {
        return Ok(0);
    }
    let turn = turn(store)?;
    let mut state = match state.filter(|state| state.turn == turn.0) {
        Some(kept) => kept,
        None => load(store, turn)?,
    };
    let repairs = repair(store, &mut state.clusterer, &state.lately, came, looks)?;
    if repairs > 0 {
        save(store, &mut state)?;
    }
    Ok(repairs)
}

/// Makes the profile of an article that counts as published at a moment.
pub(crate) fn profile(article: &Article, moment: Timestamp) -> Profile {
    let title = article.title.as_ref().map_or("", |title| title.value.as_str());
    Profile::of_text(article.id, Some(moment), title, &article.running_text())
}

/// Returns the story of the recent article whose text this one carries.
fn carried(store: &mut dyn Store, state: &State, sketch: &Sketch, body: &Body) -> Result<Option<Id>, Error> {
    let sql = format!("SELECT {EDITION} FROM edition WHERE article = ?1 ORDER BY made, seen, id LIMIT 1");
    for near in state.recent.near(sketch).into_iter().take(MAX_NEAR) {
        let copy = match state.lately.find(near) {
            Some(other) => other.body.compare(body),
            None => {
                let Some(row) = store.row(&sql, &[near.into()])? else { continue };
                let other = edition(&row)?.article;
                Body::of(&other, &Carrier::of(&other)).compare(body)
            }
        };
        if copy.is_some_and(|copy| matches!(copy.kind, CopyKind::Copy | CopyKind::Abridged)) {
            let member = store.row("SELECT story FROM member WHERE article = ?1", &[near.into()])?;
            if let Some(member) = member {
                return id(member.text(0), "story").map(Some);
            }
        }
    }
    Ok(None)
}

/// Follows the stories that went into others.
pub(crate) fn alias(store: &mut dyn Store, mut story: Id) -> Result<Id, Error> {
    // aliases are written with their last target; a second step is one that was merged later
    for _ in 0..64 {
        match store.row("SELECT story FROM alias WHERE id = ?1", &[story.into()])? {
            Some(row) => story = id(row.text(0), "story")?,
            None => break,
        }
    }
    Ok(story)
}

/// Reads the editions of a story with what they say, the oldest first; says how many were left out.
fn members(store: &mut dyn Store, story: Id, corrections: &Corrections) -> Result<(Vec<Member>, usize), Error> {
    let columns = EDITION.replace(", ", ", e.");
    let count = format!(
        "SELECT count(*) FROM member m JOIN edition e ON e.article = m.article AND {CURRENT} WHERE m.story = ?1"
    );
    let count = store.row(&count, &[story.into()])?.map_or(0, |row| usize::try_from(row.int(0)).unwrap_or(0));
    let sql = format!(
        "SELECT e.{columns}, r.data FROM member m JOIN edition e ON e.article = m.article AND {CURRENT} \
         JOIN reading r ON r.article = e.article AND r.edition = e.id WHERE m.story = ?1 ORDER BY e.moment, e.article, e.made, e.seen, e.id"
    );
    let left_out = count.saturating_sub(MAX_MEMBERS);
    let mut at = 0;
    let mut members: Vec<Member> = Vec::new();
    store.each(&sql, &[story.into()], &mut |row| {
        at += 1;
        let edition = edition(&row)?;
        let article = edition.article.id;
        if at <= left_out || corrections.is_retracted(article) {
            return Ok(());
        }
        let broken = |why| Error::Row { what: "reading", id: article.to_string(), why };
        let reading: Reading = unpack_json(row.blob(11)).map_err(broken)?;
        let later = members.last().is_some_and(|last| last.edition.article.id == article);
        let changed = if edition.made > edition.moment { edition.made } else { edition.seen.max(edition.moment) };
        let at = if later { changed } else { edition.moment };
        members.push(Member { edition, reading, at });
        Ok(())
    })?;
    Ok((members, left_out))
}

/// Takes out what a story came to.
fn erase(store: &mut dyn Store, story: Id) -> Result<(), Error> {
    for row in store.rows("SELECT row FROM entry WHERE story = ?1", &[story.into()])? {
        store.unindex(Shelf::Entries, row.int(0))?;
    }
    store.run("DELETE FROM entry WHERE story = ?1", &[story.into()])?;
    store.run("DELETE FROM story WHERE id = ?1", &[story.into()]).map(drop)
}

/// Writes what a story comes to, as people corrected it.
fn keep(store: &mut dyn Store, assembled: Assembled, maker: i64, corrections: &Corrections) -> Result<(), Error> {
    let Assembled { story, entries } = assembled;
    let values = [
        story.id.into(),
        maker.into(),
        story.title.as_str().into(),
        order(story.first).into(),
        order(story.last).into(),
        story.articles.into(),
        serde_json::to_string(&story).unwrap_or_default().into(),
    ];
    let sql = "INSERT INTO story (id, maker, title, first, last, articles, data) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    store.run(sql, &values)?;
    let sql =
        "INSERT INTO entry (kind, id, story, moment, name, weight, data, made) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let heirs = corrections.heirs(&entries);
    for mut entry in entries {
        let place_of = heirs.get(&entry.id).copied();
        corrections.correct(&mut entry, place_of);
        let Made { kind, id, filed, data, made } = entry;
        let values = [
            kind.name().into(),
            id.into(),
            story.id.into(),
            filed.moment.into(),
            filed.name.into(),
            filed.weight.into(),
            data.into(),
            made.into(),
        ];
        let row = store.insert(sql, &values)?;
        let (title, text) = &filed.words;
        if !title.is_empty() {
            store.index(Shelf::Entries, row, title, text)?;
        }
    }
    Ok(())
}

/// Reads how often the state was written, the last moment and the number of late articles.
fn turn(store: &mut dyn Store) -> Result<(i64, String, i64), Error> {
    let Some(row) = store.row("SELECT data FROM state WHERE name = 'turn'", &[])? else {
        return Ok((0, String::new(), 0));
    };
    let line = String::from_utf8_lossy(row.blob(0)).into_owned();
    let mut parts = line.split(' ');
    let turn = parts.next().and_then(|turn| turn.parse().ok()).unwrap_or(0);
    let last = parts.next().unwrap_or_default().to_owned();
    Ok((turn, last, parts.next().and_then(|late| late.parse().ok()).unwrap_or(0)))
}

fn load(store: &mut dyn Store, (turn, last, late): (i64, String, i64)) -> Result<State, Error> {
    let broken = |why: String| Error::Row { what: "state of stories", id: "clusters".to_owned(), why };
    let mut kept = |name: &str| -> Result<Option<Vec<u8>>, Error> {
        let row = store.row("SELECT data FROM state WHERE name = ?1", &[name.into()])?;
        row.map(|row| unpack(row.blob(0)).map_err(broken)).transpose()
    };
    let clusterer = kept("clusters")?.map(|bytes| Clusterer::load(&bytes)).transpose();
    let recent = kept("recent")?.map(|bytes| Recent::load(&bytes)).transpose();
    Ok(State {
        clusterer: clusterer.map_err(|error| broken(error.to_string()))?.unwrap_or_default(),
        recent: recent.map_err(|error| broken(error.to_string()))?.unwrap_or_default(),
        lately: Lately::default(),
        turn,
        last,
        late,
    })
}

fn save(store: &mut dyn Store, state: &mut State) -> Result<(), Error> {
    state.turn += 1;
    let maker = maker(store, &Version::of([]))?;
    let sql = "INSERT INTO state (name, maker, data) VALUES (?1, ?2, ?3) \
               ON CONFLICT (name) DO UPDATE SET maker = excluded.maker, data = excluded.data";
    let turn = format!("{} {} {}", state.turn, state.last, state.late).into_bytes();
    for (name, data) in
        [("clusters", pack(&state.clusterer.save())), ("recent", pack(&state.recent.save())), ("turn", turn)]
    {
        store.run(sql, &[name.into(), maker.into(), data.into()])?;
    }
    Ok(())
}

/// Reads an id back.
pub(crate) fn id(text: &str, what: &'static str) -> Result<Id, Error> {
    text.parse().map_err(|error: text::IdError| Error::Row { what, id: text.to_owned(), why: error.to_string() })
}
