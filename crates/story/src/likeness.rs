//! How likely two sentences tell the same: from their words, names and numbers, and from what the sentences around them share.
//!
//! Two sentences of one matter often share few words ("died", "passed away at 85") while each shares more with a third. So every
//! sentence also takes on something of those that are nearest to it, twice over, before two are compared.

use crate::{
    background,
    lexicon::Lexicon,
    words::{ByHash, short_hash, stem, words},
};

/// Words of a sentence that are looked at.
const MAX_WORDS: usize = 200;
/// Sentences' worth of articles in general: what a word tells in a set of few sentences, it tells as in any news.
const GENERAL: f32 = 100.0;
/// Sentences among which the nearest are looked for.
const CANDIDATES: usize = 40;
/// Sentences that a sentence takes on something of.
const NEAREST: usize = 8;
/// Nearness below which another sentence gives nothing.
const FAINT: f32 = 0.1;
/// Words that a sentence has at most after it has taken on something of others.
const TERMS: usize = 96;
/// Sentences with a word, beyond which it is not followed to them: it tells too little.
const MAX_WITH_WORD: usize = 400;
/// Articles with a word below which a capital at the beginning of a sentence makes it a name.
const RARE: f32 = 60.0;
/// Rarity from which a word of a headline in capitals is a name.
const RARE_IN_CAPITALS: f32 = 4.5;

/// Names and numbers that a sentence and its translation share, at least.
const TRANSLATED: usize = 3;

/// Weights of a logistic regression on the pairs of `claims-ecb` (2026-11-26: precision .868 at recall .5, each topic judged by weights
/// that have not seen it): first nearness, nearness after taking on, weight shared, share of all weight, names shared, numbers shared,
/// numbers at odds, words of the shorter sentence.
const WEIGHTS: [f32; 8] = [0.199, 3.465, 0.040, 0.499, -0.038, 0.541, -0.361, 0.013];
const BIAS: f32 = -2.241;

/// Sentences that can be compared with each other.
#[derive(Debug)]
pub struct Likeness {
    sentences: Vec<Sentence>,
    /// Each sentence's words, and its words after taking on; sorted by hash, of length 1.
    first: Vec<Vec<(u32, f32)>>,
    last: Vec<Vec<(u32, f32)>>,
}

#[derive(Debug)]
struct Sentence {
    /// Sorted by hash.
    terms: Vec<Term>,
    weight: f32,
    /// How many words tell something.
    len: usize,
}

#[derive(Debug, Clone, Copy)]
struct Term {
    hash: u32,
    kind: Kind,
    weight: f32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Name,
    Number,
}

impl Likeness {
    /// Takes sentences in. Cost grows with their number times `MAX_WITH_WORD` at most.
    pub fn of<'a>(sentences: impl IntoIterator<Item = &'a str>) -> Likeness {
        let mut sentences: Vec<Sentence> = sentences.into_iter().map(Sentence::of).collect();
        let mut with: ByHash<Vec<u32>> = ByHash::default();
        let mut places: ByHash<usize> = ByHash::default();
        for (at, sentence) in sentences.iter().enumerate() {
            for term in &sentence.terms {
                let next = places.len();
                places.entry(u64::from(term.hash)).or_insert(next);
                with.entry(u64::from(term.hash)).or_default().push(at as u32);
            }
        }
        let all = sentences.len() as f32 + GENERAL;
        for sentence in &mut sentences {
            for term in &mut sentence.terms {
                let here = with.get(&u64::from(term.hash)).map_or(0, Vec::len) as f32;
                let general = GENERAL * background::share(term.hash);
                term.weight = ((all + 1.0) / (here + general + 0.5)).ln().max(0.0);
            }
            sentence.weight = sentence.terms.iter().map(|term| term.weight).sum();
        }
        let first: Vec<Vec<(u32, f32)>> = sentences
            .iter()
            .map(|sentence| unit(sentence.terms.iter().map(|term| (term.hash, term.weight)).collect()))
            .collect();
        let near: Vec<Vec<u32>> = (0..first.len()).map(|at| candidates(at, &first, &with)).collect();
        let second = taken_on(&first, &near, &places);
        let last = taken_on(&second, &near, &places);
        Likeness { sentences, first, last }
    }

    /// How likely two of the sentences tell the same, `0..=1`.
    ///
    /// # Panics
    /// When there is no such sentence.
    pub fn score(&self, a: usize, b: usize) -> f32 {
        let (x, y) = (&self.sentences[a], &self.sentences[b]);
        let (mut shared, mut names, mut numbers) = (0.0, 0.0, 0.0);
        for term in &x.terms {
            let Ok(at) = y.terms.binary_search_by_key(&term.hash, |other| other.hash) else { continue };
            shared += term.weight;
            let kinds = [term.kind, y.terms[at].kind];
            names += if kinds.contains(&Kind::Name) { term.weight } else { 0.0 };
            numbers += if term.kind == Kind::Number { 1.0 } else { 0.0 };
        }
        let lacks = |one: &Sentence, other: &Sentence| {
            let missing = |term: &&Term| other.terms.binary_search_by_key(&term.hash, |other| other.hash).is_err();
            one.terms.iter().filter(|term| term.kind == Kind::Number).any(|term| missing(&term))
        };
        let odds = if lacks(x, y) && lacks(y, x) { 1.0 } else { 0.0 };
        let of_all = shared / (x.weight + y.weight - shared).max(1e-6);
        let first = dot(&self.first[a], &self.first[b]);
        let last = dot(&self.last[a], &self.last[b]);
        let features = [first, last, shared, of_all, names, numbers, odds, x.len.min(y.len) as f32];
        let sum: f32 = features.iter().zip(WEIGHTS).map(|(feature, weight)| feature * weight).sum();
        1.0 / (1.0 + (-sum - BIAS).exp())
    }

    /// Share of the weight of the words of both that both have, `0..=1`: how much they say alike in so many words.
    ///
    /// # Panics
    /// When there is no such sentence.
    pub fn wording(&self, a: usize, b: usize) -> f32 {
        dot(&self.first[a], &self.first[b])
    }

    /// How near two sentences are in the words that are neither names nor numbers, `0..=1`; 1 where one of them has none.
    pub(crate) fn deed(&self, a: usize, b: usize) -> f32 {
        let (x, y) = (&self.sentences[a], &self.sentences[b]);
        let square = |sentence: &Sentence| -> f32 {
            sentence.terms.iter().filter(|term| term.kind == Kind::Word).map(|term| term.weight * term.weight).sum()
        };
        let mut shared = 0.0;
        for term in x.terms.iter().filter(|term| term.kind == Kind::Word) {
            let found = y.terms.binary_search_by_key(&term.hash, |other| other.hash);
            shared += found.map_or(0.0, |at| term.weight * y.terms[at].weight);
        }
        let both = (square(x) * square(y)).sqrt();
        if both > 0.0 { shared / both } else { 1.0 }
    }

    /// Tells whether two sentences of different languages tell the same: by their names and numbers.
    pub(crate) fn are_translations(&self, a: usize, b: usize) -> bool {
        let marks = |sentence: &Sentence| -> Vec<u32> {
            sentence.terms.iter().filter(|term| term.kind != Kind::Word).map(|term| term.hash).collect()
        };
        let (x, y) = (marks(&self.sentences[a]), marks(&self.sentences[b]));
        let shared = x.iter().filter(|hash| y.contains(hash)).count();
        shared >= TRANSLATED && shared * 2 >= x.len().max(y.len())
    }

    /// Returns the words that a sentence is found by, with their weight.
    pub(crate) fn terms(&self, at: usize) -> impl Iterator<Item = (u32, f32)> + '_ {
        self.first[at].iter().copied()
    }
}

impl Sentence {
    fn of(text: &str) -> Sentence {
        let lists = Lexicon::english();
        let all: Vec<_> = words(text).take(MAX_WORDS).collect();
        let in_capitals = all.iter().filter(|word| word.capital).count() * 5 > all.len() * 3;
        let (mut terms, mut len): (Vec<Term>, usize) = (Vec::new(), 0);
        for (at, word) in all.iter().enumerate() {
            let is_number = word.lower.starts_with(|c: char| c.is_ascii_digit());
            if lists.stop.contains(&word.lower) || (word.lower.len() < 2 && !is_number) {
                continue;
            }
            len += 1;
            let hash = short_hash(stem(&word.lower));
            let is_name = || {
                let rare = || background::rarity(hash) > RARE_IN_CAPITALS;
                let first = || at > 0 || background::count(hash) < RARE;
                word.capital && !lists.days.contains(&word.lower) && if in_capitals { rare() } else { first() }
            };
            let kind = match () {
                _ if is_number => Kind::Number,
                _ if is_name() => Kind::Name,
                _ => Kind::Word,
            };
            match terms.iter_mut().find(|term| term.hash == hash) {
                Some(term) => term.kind = kind,
                None => terms.push(Term { hash, kind, weight: 0.0 }),
            }
        }
        terms.sort_unstable_by_key(|term| term.hash);
        Sentence { terms, weight: 0.0, len }
    }
}

/// Scales to length 1.
fn unit(mut terms: Vec<(u32, f32)>) -> Vec<(u32, f32)> {
    let norm = terms.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    if norm > 0.0 {
        terms.iter_mut().for_each(|(_, weight)| *weight /= norm);
    }
    terms
}

/// The sentences that share most words with one, most first, itself not among them.
fn candidates(at: usize, vectors: &[Vec<(u32, f32)>], with: &ByHash<Vec<u32>>) -> Vec<u32> {
    let mut sums: ByHash<f32> = ByHash::default();
    let mut found = Vec::new();
    for (hash, weight) in &vectors[at] {
        let Some(list) = with.get(&u64::from(*hash)).filter(|list| list.len() <= MAX_WITH_WORD) else { continue };
        for other in list.iter().filter(|other| **other as usize != at) {
            let theirs = &vectors[*other as usize];
            let theirs = theirs.binary_search_by_key(hash, |(hash, _)| *hash).map_or(0.0, |place| theirs[place].1);
            let sum = sums.entry(u64::from(*other)).or_insert_with(|| {
                found.push(*other);
                0.0
            });
            *sum += weight * theirs;
        }
    }
    let sum = |other: &u32| sums.get(&u64::from(*other)).copied().unwrap_or(0.0);
    found.sort_unstable_by(|a, b| sum(b).total_cmp(&sum(a)).then(a.cmp(b)));
    found.truncate(CANDIDATES);
    found
}

/// Every vector with something of those nearest to it.
fn taken_on(vectors: &[Vec<(u32, f32)>], near: &[Vec<u32>], places: &ByHash<usize>) -> Vec<Vec<(u32, f32)>> {
    // a sentence is laid out word by word once, and the many that are compared with it are not walked along with it
    let placed = |vector: &Vec<(u32, f32)>| -> Vec<(usize, f32)> {
        vector.iter().map(|(hash, weight)| (places[&u64::from(*hash)], *weight)).collect()
    };
    let placed: Vec<Vec<(usize, f32)>> = vectors.iter().map(placed).collect();
    let mut laid_out = vec![0.0; places.len()];
    let taken = |at: usize| {
        let own = &vectors[at];
        placed[at].iter().for_each(|(place, weight)| laid_out[*place] = *weight);
        let nearness =
            |other: &[(usize, f32)]| other.iter().fold(0.0, |sum, (place, weight)| sum + laid_out[*place] * weight);
        let mut near: Vec<(u32, f32)> =
            near[at].iter().map(|other| (*other, nearness(&placed[*other as usize]))).collect();
        placed[at].iter().for_each(|(place, _)| laid_out[*place] = 0.0);
        near.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        near.truncate(NEAREST);
        near.retain(|(_, nearness)| *nearness > FAINT);
        let all: f32 = near.iter().map(|(_, nearness)| nearness - FAINT).sum();
        let mut terms = own.clone();
        for (other, nearness) in near {
            let share = (nearness - FAINT) / all;
            terms.extend(vectors[other as usize].iter().map(|(hash, weight)| (*hash, weight * share)));
        }
        terms.sort_by_key(|(hash, _)| *hash);
        terms.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += if same { next.1 } else { 0.0 };
            same
        });
        if terms.len() > TERMS {
            terms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            terms.truncate(TERMS);
            terms.sort_by_key(|(hash, _)| *hash);
        }
        unit(terms)
    };
    (0..vectors.len()).map(taken).collect()
}

fn dot(a: &[(u32, f32)], b: &[(u32, f32)]) -> f32 {
    let (mut x, mut y, mut sum) = (0, 0, 0.0);
    while x < a.len() && y < b.len() {
        match a[x].0.cmp(&b[y].0) {
            std::cmp::Ordering::Less => x += 1,
            std::cmp::Ordering::Greater => y += 1,
            std::cmp::Ordering::Equal => {
                sum += a[x].1 * b[y].1;
                (x, y) = (x + 1, y + 1);
            }
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_in_other_words_is_nearer_than_what_is_not_told() {
        let likeness = Likeness::of([
            "Three miners died when a shaft collapsed at the Holm colliery on Friday.",
            "A shaft at Holm colliery caved in on Friday, killing three miners.",
            "The mayor of Ostby promised new buses for the school run.",
            "",
        ]);
        assert!(likeness.score(0, 1) > likeness.score(0, 2));
        assert!(likeness.wording(0, 1) > 0.3);
        assert!(likeness.score(0, 3) < 0.3 && likeness.wording(3, 3) == 0.0);
    }
}
