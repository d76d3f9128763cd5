//! The stories that articles can join: live ones, and closed ones by the few words that tell them best.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use jiff::Timestamp;
use text::Id;

use super::{
    facts::Facts,
    profile::Profile,
    vector::{Vector, Weighed, add, heaviest, norm},
};
use crate::{
    Error,
    background::Background,
    state::{Reading, Writing},
    words::ByHash,
};

/// Words that a story is compared by.
pub(crate) const STORY_TERMS: usize = 150;
/// Words of their headlines and leads that a story is compared by.
const LEAD_TERMS: usize = 100;
/// How much of the nearness is lost by a day without an article. More than a day takes no more.
const LOST_A_DAY: f32 = 0.15;
const SECONDS_A_DAY: f32 = 86_400.0;
/// Words that a story is found by.
const POSTED_TERMS: usize = 32;
/// Stories that are compared exactly, of those that share most with an article.
const COMPARED: usize = 16;
/// Live stories at most: beyond, the one that has waited longest is closed.
const MAX_LIVE: usize = 60_000;
/// Words that a closed story is kept by.
const CLOSED_TERMS: usize = 12;
/// Closed stories that one word finds: the last ones.
const CLOSED_BY_TERM: usize = 16;
/// Closed stories that are kept; the oldest go first.
const MAX_CLOSED: usize = 300_000;
/// A story that articles join.
#[derive(Debug, Clone)]
pub(crate) struct Live {
    id: Id,
    /// Sum of its articles' vectors, cut to its heaviest words; sorted by hash.
    terms: Vec<(u32, f32)>,
    norm: f32,
    /// The same of their headlines and leads; empty where all are headlines.
    lead: Vec<(u32, f32)>,
    facts: Facts,
    posted: Vec<u32>,
    last: Option<Timestamp>,
    order: u64,
}

#[derive(Debug, Clone)]
struct Closed {
    id: Id,
    terms: Vec<(u32, f32)>,
    norm: f32,
}

/// All stories.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stories {
    live: Vec<Option<Live>>,
    free: Vec<u32>,
    /// Place of each live story by its id.
    places: BTreeMap<Id, u32>,
    /// Live stories by when they were last touched.
    waiting: BTreeSet<(Option<Timestamp>, u64, u32)>,
    posted: ByHash<Vec<u32>>,
    touches: u64,
    /// The closed ones, oldest first; one that was revived leaves a gap.
    closed: VecDeque<Option<Closed>>,
    /// How many closed ones have gone for good.
    gone: u32,
    closed_by: ByHash<VecDeque<u32>>,
}

impl Live {
    /// Makes a story of its first article.
    pub fn new(id: Id, profile: &Profile, vector: &Vector, last: Option<Timestamp>) -> Live {
        let mut live = Live { id, last, ..Live::empty(id) };
        live.add(profile, vector);
        live
    }

    /// Makes a story without articles.
    pub fn empty(id: Id) -> Live {
        let facts = Facts::default();
        Live { id, terms: Vec::new(), norm: 0.0, lead: Vec::new(), facts, posted: Vec::new(), last: None, order: 0 }
    }

    /// Returns the sum of its articles' vectors.
    pub fn terms(&self) -> &[(u32, f32)] {
        &self.terms
    }

    /// Returns the length of that sum.
    pub fn norm(&self) -> f32 {
        self.norm
    }

    /// Returns the sum of the vectors of headlines and leads.
    pub fn lead(&self) -> &[(u32, f32)] {
        &self.lead
    }

    /// Returns what the leads of its articles named.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Notes when it was alive.
    pub fn lives(&mut self, at: Option<Timestamp>) {
        self.last = self.last.max(at);
    }

    /// Takes in an article.
    pub fn add(&mut self, profile: &Profile, vector: &Vector) {
        add(&mut self.terms, &vector.terms, STORY_TERMS);
        add(&mut self.lead, &vector.lead, LEAD_TERMS);
        self.norm = norm(&self.terms);
        self.facts.add(profile);
    }

    /// Returns what is left of a nearness by the time that has passed since its last article.
    fn fresh(&self, at: Option<Timestamp>) -> f32 {
        let (Some(last), Some(at)) = (self.last, at) else { return 1.0 };
        let days = (at.as_second() - last.as_second()) as f32 / SECONDS_A_DAY;
        1.0 - LOST_A_DAY * days.clamp(0.0, 1.0)
    }

    /// Tells whether something that an article names cannot be of this story.
    fn keeps_out(&self, profile: &Profile, background: &Background) -> bool {
        let knows = |hash: u32| {
            let within = |terms: &[(u32, f32)]| terms.binary_search_by_key(&hash, |(hash, _)| *hash).is_ok();
            within(&self.terms) || within(&self.lead)
        };
        self.facts.conflict(profile, knows, |hash| background.rarity(hash)).is_some()
    }
}

impl Stories {
    /// Returns the place of the live story that is nearest and at least so near, with its nearness; none that something keeps it out of.
    pub fn nearest(&self, profile: &Profile, vector: &Vector, background: &Background, bar: f32) -> Option<(u32, f32)> {
        let mut shared: ByHash<f32> = ByHash::default();
        let mut found = Vec::new();
        for Weighed { hash, weight, .. } in &vector.terms {
            for place in self.posted.get(&u64::from(*hash)).into_iter().flatten() {
                let sum = shared.entry(u64::from(*place)).or_insert_with(|| {
                    found.push(*place);
                    0.0
                });
                *sum += weight * weight;
            }
        }
        let id = |place: u32| self.live[place as usize].as_ref().map(|live| live.id);
        let mut found: Vec<(u32, f32)> = found.into_iter().map(|place| (place, shared[&u64::from(place)])).collect();
        let order = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then_with(|| id(a.0).cmp(&id(b.0)));
        if found.len() > COMPARED {
            found.select_nth_unstable_by(COMPARED, order);
            found.truncate(COMPARED);
        }
        let exact = found.into_iter().filter_map(|(place, _)| {
            let live = self.live[place as usize].as_ref()?;
            Some((place, vector.nearness(live) * live.fresh(profile.at)))
        });
        let mut near: Vec<(u32, f32)> = exact.filter(|(_, score)| *score >= bar).collect();
        near.sort_unstable_by(order);
        near.into_iter().find(|(place, _)| {
            let live = self.live[*place as usize].as_ref();
            live.is_some_and(|live| !live.keeps_out(profile, background))
        })
    }

    /// Adds an article to a live story, and returns the story's id.
    pub fn join(&mut self, place: u32, profile: &Profile, vector: &Vector, now: Option<Timestamp>) -> Id {
        let mut live = self.take(place);
        live.add(profile, vector);
        live.last = live.last.max(now);
        let id = live.id;
        self.put(place, live);
        id
    }

    /// Adds a story.
    pub fn open(&mut self, live: Live) {
        let place = self.free.pop().unwrap_or_else(|| {
            self.live.push(None);
            self.live.len() as u32 - 1
        });
        self.put(place, live);
        if self.places.len() > MAX_LIVE {
            self.close_oldest();
        }
    }

    /// Puts a story in the place of the live one of this id; a closed one stays as it is.
    pub fn replace(&mut self, story: Id, live: Live) {
        let is_closed = self.closed.iter().flatten().any(|closed| closed.id == story);
        if !is_closed {
            self.forget(story);
            self.open(live);
        }
    }

    /// Takes a live story out: its articles are another's.
    pub fn forget(&mut self, story: Id) {
        if let Some(place) = self.places.remove(&story) {
            let live = self.take(place);
            live.posted.iter().for_each(|hash| self.unpost(*hash, place));
            self.free.push(place);
        }
    }

    /// Notes that a story lives on.
    pub fn touch(&mut self, story: Id, now: Option<Timestamp>) {
        if let Some(place) = self.places.get(&story).copied() {
            let mut live = self.take(place);
            live.last = live.last.max(now);
            self.put(place, live);
        }
    }

    /// Closes the stories that were last touched before this moment.
    pub fn close_before(&mut self, moment: Timestamp) {
        while self.waiting.first().is_some_and(|(last, ..)| last.is_some_and(|last| last < moment)) {
            self.close_oldest();
        }
    }

    /// Returns the closed story that is nearest, with its nearness.
    pub fn nearest_closed(&self, vector: &Vector) -> Option<(Id, f32)> {
        let mut seen: BTreeSet<u32> = BTreeSet::new();
        for Weighed { hash, .. } in &vector.terms {
            seen.extend(self.closed_by.get(&u64::from(*hash)).into_iter().flatten().copied());
        }
        let near = seen.into_iter().filter_map(|number| {
            let closed = self.closed.get(number.checked_sub(self.gone)? as usize)?.as_ref()?;
            Some((closed.id, vector.nearness_to(&closed.terms, closed.norm)))
        });
        near.min_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)))
    }

    /// Opens a closed story again.
    pub fn revive(&mut self, story: Id, profile: &Profile, vector: &Vector, now: Option<Timestamp>) {
        let found = self.closed.iter_mut().find(|closed| closed.as_ref().is_some_and(|closed| closed.id == story));
        if let Some(closed) = found.and_then(Option::take) {
            let mut live = Live { terms: closed.terms, last: now, ..Live::empty(story) };
            live.add(profile, vector);
            self.open(live);
        }
    }

    fn take(&mut self, place: u32) -> Live {
        let live = self.live[place as usize].take().expect("places are of live stories");
        self.waiting.remove(&(live.last, live.order, place));
        live
    }

    /// Puts a story at its place, found by its heaviest words.
    fn put(&mut self, place: u32, mut live: Live) {
        let posted: Vec<u32> = heaviest(&live.terms, POSTED_TERMS).into_iter().map(|(hash, _)| hash).collect();
        for hash in posted.iter().filter(|hash| live.posted.binary_search(hash).is_err()) {
            self.posted.entry(u64::from(*hash)).or_default().push(place);
        }
        let old = std::mem::replace(&mut live.posted, posted);
        for hash in old.into_iter().filter(|hash| live.posted.binary_search(hash).is_err()) {
            self.unpost(hash, place);
        }
        self.touches += 1;
        live.order = self.touches;
        self.waiting.insert((live.last, live.order, place));
        self.places.insert(live.id, place);
        self.live[place as usize] = Some(live);
    }

    fn unpost(&mut self, hash: u32, place: u32) {
        if let Some(list) = self.posted.get_mut(&u64::from(hash)) {
            if let Some(at) = list.iter().position(|other| *other == place) {
                list.swap_remove(at);
            }
            if list.is_empty() {
                self.posted.remove(&u64::from(hash));
            }
        }
    }

    fn close_oldest(&mut self) {
        let Some((_, _, place)) = self.waiting.first().copied() else { return };
        let Some(live) = self.live[place as usize].clone() else { return };
        self.forget(live.id);
        let closed = Closed { id: live.id, norm: live.norm, terms: heaviest(&live.terms, CLOSED_TERMS) };
        self.keep(closed);
    }

    fn keep(&mut self, closed: Closed) {
        let number = self.gone + self.closed.len() as u32;
        for (hash, _) in &closed.terms {
            let list = self.closed_by.entry(u64::from(*hash)).or_default();
            list.push_back(number);
            if list.len() > CLOSED_BY_TERM {
                list.pop_front();
            }
        }
        self.closed.push_back(Some(closed));
        if self.closed.len() > MAX_CLOSED {
            let oldest = self.closed.pop_front().flatten();
            for (hash, _) in oldest.into_iter().flat_map(|closed| closed.terms) {
                if let Some(list) = self.closed_by.get_mut(&u64::from(hash)) {
                    list.retain(|number| *number != self.gone);
                    if list.is_empty() {
                        self.closed_by.remove(&u64::from(hash));
                    }
                }
            }
            self.gone += 1;
        }
    }

    /// Writes all stories: the live ones in the order in which they were touched.
    pub fn save(&self, out: &mut Writing) {
        out.number(self.waiting.len() as u32);
        for live in self.waiting.iter().filter_map(|(_, _, place)| self.live[*place as usize].as_ref()) {
            out.id(live.id);
            out.moment(live.last);
            save_terms(&live.terms, out);
            save_terms(&live.lead, out);
            live.facts.save(out);
        }
        out.number(self.closed.iter().flatten().count() as u32);
        for closed in self.closed.iter().flatten() {
            out.id(closed.id);
            out.number(closed.norm.to_bits());
            save_terms(&closed.terms, out);
        }
    }

    /// Reads all stories. In the first form of a state they have no leads and no facts: they get them from what comes in.
    ///
    /// # Errors
    /// When the state is damaged.
    pub fn load(from: &mut Reading, form: u32) -> Result<Stories, Error> {
        let mut stories = Stories::default();
        for _ in 0..from.number()? {
            let (id, last) = (from.id()?, from.moment()?);
            let terms = load_terms(from, STORY_TERMS)?;
            let mut live = Live { norm: norm(&terms), terms, last, ..Live::empty(id) };
            if form > 1 {
                live.lead = load_terms(from, LEAD_TERMS)?;
                live.facts = Facts::load(from)?;
            }
            if stories.places.len() >= MAX_LIVE || stories.places.contains_key(&id) {
                return Err(Error::Damaged);
            }
            stories.open(live);
        }
        for _ in 0..from.number()? {
            let (id, norm) = (from.id()?, f32::from_bits(from.number()?));
            stories.keep(Closed { id, norm, terms: load_terms(from, CLOSED_TERMS)? });
        }
        Ok(stories)
    }
}

fn save_terms(terms: &[(u32, f32)], out: &mut Writing) {
    out.number(terms.len() as u32);
    for (hash, weight) in terms {
        out.number(*hash);
        out.number(weight.to_bits());
    }
}

fn load_terms(from: &mut Reading, most: usize) -> Result<Vec<(u32, f32)>, Error> {
    let number = from.number()? as usize;
    let mut terms = Vec::with_capacity(number.min(most));
    for _ in 0..number {
        let (hash, weight) = (from.number()?, f32::from_bits(from.number()?));
        if !weight.is_finite() || terms.last().is_some_and(|(last, _)| *last >= hash) || terms.len() == most {
            return Err(Error::Damaged);
        }
        terms.push((hash, weight));
    }
    Ok(terms)
}
