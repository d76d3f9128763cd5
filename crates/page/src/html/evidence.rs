//! What is known of a page's lines before they get roles, and which of them are running text.

use super::{
    features::Features,
    lines::Lines,
    markup::{Mark, Marks},
    roles::BODY,
    tree::{NodeIx, Tree},
};
use crate::{
    lexicon::{Langs, Lexicon},
    told::Told,
};

/// Levels above a line at which the names of elements still tell what it is.
const NEAR: usize = 3;

/// What labels are made from.
pub struct Page<'a> {
    /// The tree.
    pub tree: &'a Tree,
    /// Its lines.
    pub lines: &'a Lines,
    /// What was measured of them.
    pub features: &'a Features,
    /// Probability of each to be running text.
    pub body: &'a [f32],
    /// Word lists.
    pub lexicon: &'a Lexicon,
    /// Languages of the page.
    pub langs: &'a Langs,
    /// The language.
    pub lang: Option<&'a str>,
    /// Folded names of writers that the head states.
    pub writers: &'a [String],
}

impl Page<'_> {
    pub(super) fn words(&self, i: usize) -> &str {
        self.lines.lines[i].span.of(&self.lines.text)
    }

    pub(super) fn chain(&self, i: usize) -> impl Iterator<Item = NodeIx> + '_ {
        let node = self.lines.lines[i].node;
        std::iter::once(node).chain(self.tree.ancestors(node))
    }

    /// Levels up to the nearest element of a tag.
    pub(super) fn up_to(&self, i: usize, tag: &str) -> Option<usize> {
        self.chain(i).position(|n| self.tree.name(n) == tag)
    }

    /// Levels up to the nearest element with a mark.
    pub(super) fn up_to_mark(&self, i: usize, mark: Mark) -> Option<usize> {
        let line = &self.lines.lines[i];
        let whole = line.inner.has(mark) && !matches!(mark, Mark::Article | Mark::Body);
        if whole {
            return Some(0);
        }
        if !self.lines.around[line.node as usize].has(mark) {
            return None;
        }
        self.chain(i)
            .take_while(|n| !matches!(self.tree.name(*n), "body" | "html"))
            .position(|n| self.lines.marks[n as usize].has(mark))
    }

    pub(super) fn near_mark(&self, i: usize, mark: Mark) -> bool {
        self.up_to_mark(i, mark).is_some_and(|up| up <= NEAR)
    }

    pub(super) fn marks(&self, i: usize) -> Marks {
        self.lines.marks[self.lines.lines[i].node as usize]
    }

    pub(super) fn link_share(&self, i: usize) -> f32 {
        let line = &self.lines.lines[i];
        line.link_chars as f32 / line.chars.max(1) as f32
    }

    /// Finds the line of the headline: what the measurements say, or a short bold line that byline and text follow.
    pub(super) fn heading(&self, told: &[Told]) -> Option<usize> {
        if let Some(h) = self.features.heading
            && told[h].words >= 1
            && (told[h].words <= 45)
        {
            return Some(h);
        }
        let first = (0..told.len()).find(|i| self.body[*i] >= BODY && told[*i].words >= 12)?;
        (first.saturating_sub(8)..first).find(|i| {
            let line = &self.lines.lines[*i];
            !line.hidden
                && line.bold_chars * 10 >= line.chars * 8
                && (3..=26).contains(&told[*i].words)
                && !told[*i].ends_sentence
                && told[*i].aside().is_none()
        })
    }

    /// Decides which lines are running text, from the better of two proposals.
    ///
    /// The model's is taken unless it finds next to nothing where the densest part of the page plainly holds sentences.
    pub(super) fn is_body(&self, told: &[Told], heading: Option<usize>) -> Vec<bool> {
        let lines = &self.lines.lines;
        let model: Vec<bool> =
            (0..lines.len()).map(|i| self.body[i] >= BODY && !lines[i].hidden && Some(i) != heading).collect();
        let words = |chosen: &[bool]| (0..lines.len()).filter(|i| chosen[*i]).map(|i| told[i].words).sum::<usize>();
        let dense = self.densest(told);
        let (by_model, by_density) = (words(&model), words(&dense));
        // Tuned on the marked pages: a model that finds less than this share of the dense part has failed there.
        if by_density >= 30 && by_model * 4 < by_density { dense } else { model }
    }

    /// The sentences of the element that holds most of the page's sentences.
    pub(super) fn densest(&self, told: &[Told]) -> Vec<bool> {
        let lines = &self.lines.lines;
        let sentence = |i: usize| {
            !lines[i].hidden
                && told[i].is_sentence()
                && self.link_share(i) < 0.4
                && told[i].aside().is_none_or(|(_, sure)| sure < 0.7)
        };
        let mut below = vec![0usize; self.tree.len()];
        for i in (0..lines.len()).filter(|i| sentence(*i)) {
            for n in self.chain(i).chain([0]) {
                below[n as usize] += told[i].words;
            }
        }
        let mut at = 0;
        while let Some(next) =
            self.tree.children(at).find(|c| below[*c as usize] * 3 > below[0] * 2 && below[*c as usize] > 0)
        {
            at = next;
        }
        (0..lines.len()).map(|i| sentence(i) && self.chain(i).any(|n| n == at)).collect()
    }
}
