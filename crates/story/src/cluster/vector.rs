//! An article's words as vectors of length 1, and how near they are to a story's.

use super::{live::Live, profile::Profile};
use crate::background::Background;

/// Words of an article that are compared.
const ARTICLE_TERMS: usize = 50;
/// Words of its headline and lead that are compared.
const LEAD_TERMS: usize = 40;
/// How much more a name counts than another word as rare: look-alikes share all but their names. 2026-11-26, dev packs by
/// `predict stories`, here and below: see `crates/bench/README.md`.
const NAME: f32 = 1.5;
/// The same of a name that stands in the headline or the lead.
const LEAD_NAME: f32 = 2.0;
/// Share of the leads' nearness in the nearness of two texts: what is told first tells look-alikes apart (ECB+ pairwise precision .747
/// to .802 at .5; .3 is what Wikinews bears).
const LEAD: f32 = 0.3;
/// How much of the nearness is lost where a story has none of an article's names: of a headline, and of a text.
const STRANGER: (f32, f32) = (0.3, 0.6);
/// Power that rarity is taken to: below 1, since a word that nobody uses tells no more than a rare one.
const RARITY: f32 = 0.85;

/// An article's words as vectors of length 1.
#[derive(Debug, Clone)]
pub(crate) struct Vector {
    /// All of it, sorted by hash.
    pub terms: Vec<Weighed>,
    /// Headline and lead, sorted by hash; empty for a headline alone.
    pub lead: Vec<Weighed>,
    /// 0 for a headline, 1 for a text.
    share: f32,
}

/// A word of a vector.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Weighed {
    /// Hash of its stem.
    pub hash: u32,
    /// Its weight.
    pub weight: f32,
    /// Whether it is a name.
    pub is_name: bool,
}

impl Vector {
    /// Makes the vectors of an article; `share` is that of a text in it.
    pub fn of(profile: &Profile, background: &Background, share: f32) -> Vector {
        let mut terms = Vec::with_capacity(profile.terms.len());
        let mut lead = Vec::new();
        for term in &profile.terms {
            let rarity = background.rarity(term.hash).powf(RARITY);
            let weighed = |count: f32, name: f32| {
                let count = if count >= 1.0 { 1.0 + count.ln() } else { count };
                let weight = count * rarity * if term.is_name { name } else { 1.0 };
                Weighed { hash: term.hash, weight, is_name: term.is_name }
            };
            terms.push(weighed(term.count, if term.lead > 0.0 { LEAD_NAME } else { NAME }));
            if term.lead > 0.0 && !profile.is_headline() {
                lead.push(weighed(term.lead, LEAD_NAME));
            }
        }
        Vector { terms: unit(terms, ARTICLE_TERMS), lead: unit(lead, LEAD_TERMS), share }
    }

    /// Returns the words of headline and lead; of a headline alone all.
    pub fn leading(&self) -> &[Weighed] {
        if self.lead.is_empty() { &self.terms } else { &self.lead }
    }

    /// How near it is to a story, `0..=1`.
    pub fn nearness(&self, story: &Live) -> f32 {
        let all = self.nearness_of_all(story.terms(), story.norm());
        if self.lead.is_empty() || story.lead().is_empty() {
            return all.0 * all.1;
        }
        let lead = cosine(&self.lead, story.lead(), norm(story.lead()));
        ((1.0 - LEAD) * all.0 + LEAD * lead) * all.1
    }

    /// How near all of its words are to a sum of vectors, `0..=1`.
    pub fn nearness_to(&self, story: &[(u32, f32)], norm: f32) -> f32 {
        let (cosine, known) = self.nearness_of_all(story, norm);
        cosine * known
    }

    /// Returns the cosine with a sum of vectors, and what is left of it where that has not all of the names.
    fn nearness_of_all(&self, story: &[(u32, f32)], norm: f32) -> (f32, f32) {
        let (mut dot, mut names, mut known) = (0.0, 0.0, 0.0);
        for Weighed { hash, weight, is_name } in &self.terms {
            let found = story.binary_search_by_key(hash, |(hash, _)| *hash).ok();
            if let Some(at) = found {
                dot += weight * story[at].1;
            }
            if *is_name {
                names += weight;
                known += if found.is_some() { *weight } else { 0.0 };
            }
        }
        let stranger = if names > 0.0 { 1.0 - known / names } else { 0.0 };
        let lost = STRANGER.0 + (STRANGER.1 - STRANGER.0) * self.share;
        (if norm > 0.0 { dot / norm } else { 0.0 }, 1.0 - lost * stranger)
    }
}

/// Cuts a vector to its heaviest words and gives it length 1.
fn unit(mut terms: Vec<Weighed>, most: usize) -> Vec<Weighed> {
    let heavier = |a: &Weighed, b: &Weighed| b.weight.total_cmp(&a.weight).then(a.hash.cmp(&b.hash));
    if terms.len() > most {
        terms.select_nth_unstable_by(most, heavier);
        terms.truncate(most);
    }
    terms.sort_unstable_by_key(|term| term.hash);
    let norm = terms.iter().map(|term| term.weight * term.weight).sum::<f32>().sqrt();
    if norm > 0.0 {
        terms.iter_mut().for_each(|term| term.weight /= norm);
    }
    terms
}

fn cosine(lead: &[Weighed], story: &[(u32, f32)], norm: f32) -> f32 {
    let shared = |term: &Weighed| {
        let at = story.binary_search_by_key(&term.hash, |(hash, _)| *hash).ok()?;
        Some(term.weight * story[at].1)
    };
    if norm > 0.0 { lead.iter().filter_map(shared).sum::<f32>() / norm } else { 0.0 }
}

/// Returns the cosine of two vectors.
pub(crate) fn dot(a: &[Weighed], b: &[Weighed]) -> f32 {
    let with = |term: &Weighed| {
        let at = b.binary_search_by_key(&term.hash, |other| other.hash).ok()?;
        Some(term.weight * b[at].weight)
    };
    a.iter().filter_map(with).sum()
}

/// Returns the length of a sum of vectors.
pub(crate) fn norm(terms: &[(u32, f32)]) -> f32 {
    terms.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt()
}

/// Returns the heaviest terms, in the order of their hashes.
pub(crate) fn heaviest(terms: &[(u32, f32)], most: usize) -> Vec<(u32, f32)> {
    let mut terms = terms.to_vec();
    if terms.len() > most {
        terms.select_nth_unstable_by(most, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        terms.truncate(most);
        terms.sort_unstable_by_key(|(hash, _)| *hash);
    }
    terms
}

/// Adds a vector to a sum of vectors, which is cut to its heaviest words.
pub(crate) fn add(sum: &mut Vec<(u32, f32)>, vector: &[Weighed], most: usize) {
    for Weighed { hash, weight, .. } in vector {
        match sum.binary_search_by_key(hash, |(hash, _)| *hash) {
            Ok(at) => sum[at].1 += weight,
            Err(at) => sum.insert(at, (*hash, *weight)),
        }
    }
    if sum.len() > most {
        *sum = heaviest(sum, most);
    }
}
