//! Stories looked at again, all articles together: those that became one, and those that chained two matters.
//!
//! Placing is decided as articles come in, when a story has little to tell it from another. Looked at again, with all that came since:
//!
//! - **merge**: two stories whose sums of vectors are near go together, the younger into the older. Headlines need less ([`MERGED`]): a
//!   matter that began in two wordings shares them by the end. Texts that were kept apart are mostly look-alikes, so they need much, and
//!   what would be split again is not merged.
//! - **split**: the leads of a story fall into two parts, each much more like itself than like the other ([`SPLIT`]), that run side by
//!   side ([`SIDE_BY_SIDE`]): template-like texts on two matters. Parts that follow each other are phases of one matter and stay.
//!
//! Measured on 2026-11-26 on the dev packs by `predict stories --repaired`: B-cubed F1 of UCI's headlines rises from .829 to .850, that of
//! ECB+ from .896 to .905 and its pairwise precision from .780 to .825; Wikinews and the samples in `examples/` stay as they are. By a
//! model of these rules in Python, 6 of 6 merges of UCI and 3 of 4 splits of ECB+ were right; without the rule that parts run side by
//! side 5 of 8 splits were, and `examples/ferry` fell into four.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use text::Id;

use super::{
    Clusterer, LIVE, TEXT_WORDS,
    live::{Live, STORY_TERMS},
    profile::Profile,
    vector::{Vector, Weighed, add, dot, heaviest, norm},
};

/// Nearness from which two stories are one: of headlines, and of texts.
const MERGED: (f32, f32) = (0.3, 0.75);
/// Words that stories which may be one are found by.
const FOUND_BY: usize = 12;
/// Stories with a word, beyond which it finds none: it tells too little.
const MAX_WITH_WORD: usize = 24;
/// How much of the likeness within its parts a story's parts have between them, at most, to be split.
const SPLIT: f32 = 0.7;
/// Articles that each part has at least, copies left out.
const MIN_PART: usize = 5;
/// Of all pairs of an article of one part and one of the other, the share in which either comes first, at least.
const SIDE_BY_SIDE: f32 = 0.35;
/// Share of a text, on average, from which a story is split: headlines have too few words.
const TEXTS: f32 = 0.5;
/// Nearness from which an article goes where another goes, as its copies do.
const COPY: f32 = 0.9;
/// Articles of a story that are looked at together, without copies; a larger story is not split.
const MAX_LOOKED: usize = 400;
/// Rounds of finding the parts.
const MAX_ROUNDS: usize = 8;

/// A change to the stories that articles were put into.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Repair {
    /// A story goes into another.
    Merge {
        /// The story that ends.
        story: Id,
        /// The one that goes on, which is the older.
        into: Id,
        /// How near they are, `0..=1`.
        near: f32,
    },
    /// Articles leave a story and make one of their own.
    Split {
        /// The story, which keeps its first article.
        story: Id,
        /// The new one.
        new: Id,
        /// What leaves it, in order of publication.
        articles: Vec<Id>,
        /// How much of the likeness within the parts is between them, `0..`, lower is clearer.
        near: f32,
    },
}

/// Stories on their way through a repair.
#[derive(Debug)]
pub struct Repairs<'a> {
    clusterer: &'a mut Clusterer,
    stories: BTreeMap<Id, Vec<Outline>>,
}

/// What is kept of an article for a repair.
#[derive(Debug, Clone)]
struct Outline {
    vector: Vector,
    share: f32,
    /// No more than its facts.
    profile: Profile,
}

impl Clusterer {
    /// Begins to look at stories again.
    pub fn repairs(&mut self) -> Repairs<'_> {
        Repairs { clusterer: self, stories: BTreeMap::new() }
    }
}

impl Repairs<'_> {
    /// Takes in an article of a story. Those of one story come in order of publication.
    pub fn add(&mut self, story: Id, mut profile: Profile) {
        let share = profile.share(TEXT_WORDS);
        let vector = Vector::of(&profile, &self.clusterer.background, share);
        profile.terms.retain(|term| term.is_number && term.lead > 0.0);
        profile.terms.shrink_to_fit();
        self.stories.entry(story).or_default().push(Outline { vector, share, profile });
    }

    /// Finds what to repair, carries it out in the clusterer, and returns it: splits by story, then merges, the nearest first.
    ///
    /// Time grows with the articles, and with the square of a story's up to 400. Done again, it finds nothing.
    pub fn carry_out(mut self) -> Vec<Repair> {
        let mut repairs = Vec::new();
        let mut waiting: BTreeSet<Id> = self.stories.keys().copied().collect();
        while let Some(story) = waiting.pop_first() {
            let Some((apart, near)) = parts(&self.stories[&story]) else { continue };
            let all = self.stories.remove(&story).unwrap_or_default();
            let (away, kept): (Vec<_>, Vec<_>) = all.into_iter().zip(apart).partition(|(_, away)| *away);
            let (away, kept) = (outlines(away), outlines(kept));
            let articles: Vec<Id> = away.iter().map(|outline| outline.profile.id).collect();
            let names: Vec<String> = articles.iter().map(Id::to_string).collect();
            let new = Id::of(&["split", &story.to_string(), &names.join(" ")]);
            self.clusterer.stories.replace(story, live(story, &kept));
            self.clusterer.stories.replace(new, live(new, &away));
            repairs.push(Repair::Split { story, new, articles, near });
            self.stories.extend([(story, kept), (new, away)]);
            waiting.extend([story, new]);
        }
        self.merge(&mut repairs);
        repairs
    }

    fn merge(&mut self, repairs: &mut Vec<Repair>) {
        let mut sums: BTreeMap<Id, Sum> = self.stories.iter().map(|(id, all)| (*id, Sum::of(all))).collect();
        let mut pairs: Vec<(f32, Id, Id)> = Vec::new();
        let mut with: BTreeMap<u32, Vec<Id>> = BTreeMap::new();
        for (id, sum) in &sums {
            heaviest(&sum.terms, FOUND_BY).iter().for_each(|(hash, _)| with.entry(*hash).or_default().push(*id));
        }
        let mut seen: BTreeSet<(Id, Id)> = BTreeSet::new();
        for found in with.values().filter(|found| found.len() <= MAX_WITH_WORD) {
            for (at, a) in found.iter().enumerate() {
                seen.extend(found[at + 1..].iter().map(|b| (*a, *b)));
            }
        }
        pairs.extend(seen.into_iter().filter_map(|(a, b)| Some((sums[&a].near(&sums[&b])?, a, b))));
        loop {
            pairs.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then_with(|| (b.1, b.2).cmp(&(a.1, a.2))));
            let Some((near, a, b)) = pairs.pop() else { return };
            let (into, story) = if sums[&a].first <= sums[&b].first { (a, b) } else { (b, a) };
            let mut together = [self.stories[&into].as_slice(), self.stories[&story].as_slice()].concat();
            together.sort_by_key(|outline| (outline.profile.at, outline.profile.id));
            if parts(&together).is_some() {
                continue;
            }
            self.stories.remove(&story);
            self.clusterer.stories.replace(into, live(into, &together));
            self.clusterer.stories.forget(story);
            repairs.push(Repair::Merge { story, into, near });
            sums.insert(into, Sum::of(&together));
            sums.remove(&story);
            self.stories.insert(into, together);
            let others: BTreeSet<Id> = pairs
                .iter()
                .filter(|(_, a, b)| [*a, *b].iter().any(|one| [into, story].contains(one)))
                .flat_map(|(_, a, b)| [*a, *b])
                .filter(|one| ![into, story].contains(one))
                .collect();
            pairs.retain(|(_, a, b)| ![*a, *b].iter().any(|one| [into, story].contains(one)));
            pairs.extend(others.into_iter().filter_map(|other| {
                let near = sums[&into].near(&sums[&other])?;
                Some((near, into.min(other), into.max(other)))
            }));
        }
    }
}

/// A story as its articles come to.
struct Sum {
    terms: Vec<(u32, f32)>,
    norm: f32,
    share: f32,
    first: Option<Timestamp>,
    last: Option<Timestamp>,
    live: Live,
}

impl Sum {
    fn of(all: &[Outline]) -> Sum {
        let live = live(Id::of(&["sum"]), all);
        let at = |outline: &Outline| outline.profile.at;
        Sum {
            terms: live.terms().to_vec(),
            norm: live.norm(),
            share: all.iter().map(|outline| outline.share).sum::<f32>() / all.len().max(1) as f32,
            first: all.iter().map(at).min().flatten(),
            last: all.iter().map(at).max().flatten(),
            live,
        }
    }

    /// Returns how near another story is, when that is near enough to be one with it.
    fn near(&self, other: &Sum) -> Option<f32> {
        let gap = |a: &Sum, b: &Sum| Some(b.first?.duration_since(a.last?));
        let is_late = [gap(self, other), gap(other, self)].into_iter().flatten().any(|gap: SignedDuration| gap > LIVE);
        let length = self.norm * other.norm;
        let near = if length > 0.0 { shared(&self.terms, &other.terms) / length } else { 0.0 };
        let bar = MERGED.0 + (MERGED.1 - MERGED.0) * self.share.min(other.share);
        (!is_late && near >= bar && !self.live.facts().differ(other.live.facts())).then_some(near)
    }
}

fn shared(a: &[(u32, f32)], b: &[(u32, f32)]) -> f32 {
    let with = |(hash, weight): &(u32, f32)| {
        let at = b.binary_search_by_key(hash, |(hash, _)| *hash).ok()?;
        Some(weight * b[at].1)
    };
    a.iter().filter_map(with).sum()
}

fn outlines(parted: Vec<(Outline, bool)>) -> Vec<Outline> {
    parted.into_iter().map(|(outline, _)| outline).collect()
}

/// Makes a story of its articles, as if they had just come in.
fn live(id: Id, all: &[Outline]) -> Live {
    let mut live = Live::empty(id);
    for outline in all {
        live.add(&outline.profile, &outline.vector);
        live.lives(outline.profile.at);
    }
    live
}

/// Returns which articles leave a story, and how much of the likeness within the parts is between them.
fn parts(all: &[Outline]) -> Option<(Vec<bool>, f32)> {
    let share = all.iter().map(|outline| outline.share).sum::<f32>() / all.len() as f32;
    if all.len() < 2 * MIN_PART || share < TEXTS {
        return None;
    }
    // each article, or the one whose copy it is
    let mut firsts: Vec<usize> = Vec::new();
    let mut first_of: Vec<usize> = Vec::with_capacity(all.len());
    for (at, outline) in all.iter().enumerate() {
        let is_copy = |first: &&usize| dot(&all[**first].vector.terms, &outline.vector.terms) >= COPY;
        let first = firsts.iter().position(|first| is_copy(&first)).unwrap_or(firsts.len());
        if first == firsts.len() {
            firsts.push(at);
        }
        first_of.push(first);
        if firsts.len() > MAX_LOOKED {
            return None;
        }
    }
    if firsts.len() < 2 * MIN_PART {
        return None;
    }
    let leads: Vec<&[Weighed]> = firsts.iter().map(|at| all[*at].vector.leading()).collect();
    let apart = halves(&leads)?;
    let near = between(&leads, &apart)?;
    let (mut earlier, mut pairs) = (0.0, 0.0);
    for a in (0..apart.len()).filter(|at| apart[*at]) {
        for b in (0..apart.len()).filter(|at| !apart[*at]) {
            earlier += f32::from(a < b);
            pairs += 1.0;
        }
    }
    let side_by_side = f32::min(earlier, pairs - earlier) >= SIDE_BY_SIDE * pairs;
    (near <= SPLIT && side_by_side).then(|| (first_of.into_iter().map(|first| apart[first]).collect(), near))
}

/// Parts articles in two by what their leads are nearest to, beginning from the two that are least alike; the first article stays.
fn halves(leads: &[&[Weighed]]) -> Option<Vec<bool>> {
    let mut least: Option<(f32, usize, usize)> = None;
    for a in 0..leads.len() {
        for b in a + 1..leads.len() {
            let like = dot(leads[a], leads[b]);
            least = least.filter(|(least, ..)| *least <= like).or(Some((like, a, b)));
        }
    }
    let (_, a, b) = least?;
    let mut apart: Vec<bool> = leads.iter().map(|lead| dot(lead, leads[b]) > dot(lead, leads[a])).collect();
    for _ in 0..MAX_ROUNDS {
        let sum = |part: bool| {
            let mut sum = Vec::new();
            leads
                .iter()
                .zip(&apart)
                .filter(|(_, apart)| **apart == part)
                .for_each(|(lead, _)| add(&mut sum, lead, STORY_TERMS));
            let norm = norm(&sum);
            (norm > 0.0).then_some((sum, norm))
        };
        let ((stay, stay_norm), (go, go_norm)) = (sum(false)?, sum(true)?);
        let near = |lead: &[Weighed], sum: &[(u32, f32)]| {
            let with = |term: &Weighed| {
                let at = sum.binary_search_by_key(&term.hash, |(hash, _)| *hash).ok()?;
                Some(term.weight * sum[at].1)
            };
            lead.iter().filter_map(with).sum::<f32>()
        };
        let next: Vec<bool> =
            leads.iter().map(|lead| near(lead, &go) / go_norm > near(lead, &stay) / stay_norm).collect();
        if next == apart {
            break;
        }
        apart = next;
    }
    if apart[0] {
        apart.iter_mut().for_each(|apart| *apart = !*apart);
    }
    let away = apart.iter().filter(|apart| **apart).count();
    (away >= MIN_PART && apart.len() - away >= MIN_PART).then_some(apart)
}

/// Returns the mean likeness of articles of two parts, divided by the mean likeness within each.
fn between(leads: &[&[Weighed]], apart: &[bool]) -> Option<f32> {
    let mut sums = [[(0.0_f32, 0.0_f32); 2]; 2];
    for a in 0..leads.len() {
        for b in a + 1..leads.len() {
            let sum = &mut sums[usize::from(apart[a].min(apart[b]))][usize::from(apart[a].max(apart[b]))];
            *sum = (sum.0 + dot(leads[a], leads[b]), sum.1 + 1.0);
        }
    }
    let mean = |(sum, count): (f32, f32)| sum / count.max(1.0);
    let within = (mean(sums[0][0]) * mean(sums[1][1])).sqrt();
    (within > 0.0).then(|| mean(sums[0][1]) / within)
}
