//! What is known of a page's lines before they get roles, and which of them are running text.

use std::ops::Range;

use super::{
    features::Features,
    lines::Lines,
    markup::{Mark, Marks},
    roles::BODY,
    tree::{NodeIx, Tree},
};
use crate::{
    Role,
    lexicon::{Cover, Key, Langs, Lexicon, line::fold},
    metadata::names,
    told::Told,
};

/// Levels above a line at which the names of elements still tell what it is.
const NEAR: usize = 3;
/// Words from which a line is a paragraph and no heading or label.
const MIN_TEXT_WORDS: usize = 12;
/// Lines from a standfirst, or the points under a headline, to the byline and date.
const FACTS_REACH: usize = 6;
/// Lines of the longest head of an article: headline to date.
const HEAD_LINES: usize = 12;
/// Standfirsts, and groups of points, before byline and date.
const MAX_STANDFIRSTS: usize = 3;
/// Words of the shortest text beside which comments are told by their name in the code.
const MIN_OUTSIDE: usize = 60;
/// Lines of the longest inset between two paragraphs, and the probability from which the second is text as the first is.
const INSET_REACH: usize = 8;
const MIN_OVER: f32 = 0.15;
/// Times by which the text below a headline outweighs what introduces it from above.
const MIN_BELOW: usize = 2;
/// Words of the shortest text in which the model may have found nothing: two sentences under a headline.
const MIN_BRIEF: usize = 20;
/// Words of the longest line that is read as a row of links.
const MAX_ROW_WORDS: usize = 16;

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
    /// The head states that the page is a live blog.
    pub live: bool,
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
        let mut model: Vec<bool> =
            (0..lines.len()).map(|i| self.body[i] >= BODY && !lines[i].hidden && Some(i) != heading).collect();
        // A sentence in the same sort of paragraph as the text above it goes on with it: right above it, or over an inset.
        let class = |i: usize| self.tree.attr(lines[i].node, "class");
        let parent = |i: usize| self.tree.node(lines[i].node).parent;
        let is_p = |i: usize| self.tree.name(lines[i].node) == "p";
        for i in 1..lines.len() {
            let goes_on = !model[i]
                && is_p(i)
                && !lines[i].hidden
                && Some(i) != heading
                && told[i].is_sentence()
                && told[i].aside().is_none()
                && self.link_share(i) < 0.2;
            if !goes_on {
                continue;
            }
            let alike =
                |j: usize| is_p(j) && lines[j].node != lines[i].node && parent(j) == parent(i) && class(j) == class(i);
            let near = alike(i - 1) && model[i - 1] && class(i).is_some();
            let above = (i.saturating_sub(INSET_REACH)..i).rev().find(|j| parent(*j) == parent(i));
            let over = self.body[i] >= MIN_OVER && above.is_some_and(|j| j + 1 < i && model[j] && alike(j));
            model[i] = near || over;
        }
        self.without_comments(told, &mut model, heading);
        let words = |chosen: &[bool]| (0..lines.len()).filter(|i| chosen[*i]).map(|i| told[i].words).sum::<usize>();
        let dense = self.densest(told);
        let (by_model, by_density) = (words(&model), words(&dense));
        // Tuned on the marked pages: a model that finds less than this share of the dense part has failed there.
        let failed = by_density >= 30 && by_model * 4 < by_density || by_density >= MIN_BRIEF && by_model == 0;
        if failed { dense } else { model }
    }

    /// What the code calls comments is none of the text, when there is text outside and the headline is not in it.
    fn without_comments(&self, told: &[Told], body: &mut [bool], heading: Option<usize>) {
        let inside: Vec<usize> =
            (0..body.len()).filter(|i| body[*i] && self.up_to_mark(*i, Mark::Comments).is_some()).collect();
        let outside = (0..body.len()).filter(|i| body[*i]).map(|i| told[i].words).sum::<usize>()
            - inside.iter().map(|i| told[*i].words).sum::<usize>();
        let holds_all = heading.is_some_and(|h| self.up_to_mark(h, Mark::Comments).is_some());
        if outside >= MIN_OUTSIDE && !holds_all {
            for i in inside {
                body[i] = false;
            }
        }
    }

    /// Finds the first line of the text proper.
    ///
    /// A standfirst stands alone before byline and date: the text begins where more of it follows, and after them.
    pub(super) fn first(&self, told: &[Told], body: &[bool], heading: Option<usize>) -> Option<usize> {
        let long = |i: &usize| body[*i] && told[*i].words >= MIN_TEXT_WORDS;
        // What little stands above the headline introduces it.
        let words = |range: Range<usize>| range.filter(|i| body[*i]).map(|i| told[i].words).sum::<usize>();
        let top = heading.filter(|h| words(0..*h) * MIN_BELOW < words(*h..told.len())).unwrap_or(0);
        let found = (top..told.len()).filter(long).find(|i| (i + 1..(i + 4).min(told.len())).any(|j| body[j]));
        let mut first = found.or_else(|| (top..told.len()).find(long)).or_else(|| body.iter().position(|b| *b))?;
        let from = heading.filter(|h| *h < first);
        for _ in 0..MAX_STANDFIRSTS {
            let reach = first + 1..(first + 1 + FACTS_REACH).min(told.len());
            let fact = reach.clone().find(|j| {
                let told = &told[*j];
                (told.is_dateline() || told.is_byline())
                    && !told.is_sentence()
                    && self.up_to_mark(*j, Mark::Comments).is_none()
            });
            // More text before the date: it stands inside the text, or begins something else.
            let between = |f: usize| (first + 1..f).any(|j| long(&j) && self.up_to(j, "li").is_none());
            let Some(fact) = fact.filter(|f| from.is_some_and(|h| *f <= h + HEAD_LINES) && !between(*f)) else { break };
            let Some(next) = (fact + 1..told.len()).find(long) else { break };
            first = next;
        }
        Some(first)
    }

    /// Reads the writers from the bylines between headline and text; folded.
    pub(super) fn shown_writers(&self, told: &[Told], heading: Option<usize>, first: Option<usize>) -> Vec<String> {
        let (Some(heading), Some(first)) = (heading, first) else { return Vec::new() };
        (heading + 1..=first.min(heading + HEAD_LINES))
            .filter(|i| told[*i].words <= MAX_ROW_WORDS && !told[*i].is_sentence())
            .filter(|i| told[*i].is_byline() || self.up_to_mark(*i, Mark::Byline).is_some_and(|up| up <= 2))
            .flat_map(|i| names::persons(self.words(i), &told[i].dates, self.lexicon, self.langs))
            .map(|person| fold(&person.name))
            .filter(|name| name.chars().count() >= 5 && name.contains(' '))
            .collect()
    }

    /// Finds the headlines of further articles on the page: elements like that of the first, over a byline and text.
    pub(super) fn second_headings(&self, told: &[Told], body: &[bool], heading: Option<usize>) -> Vec<usize> {
        let Some(heading) = heading else { return Vec::new() };
        let lines = &self.lines.lines;
        let like = |i: usize| {
            let (a, b) = (lines[i].node, lines[heading].node);
            self.tree.name(a) == self.tree.name(b) && self.tree.attr(a, "class") == self.tree.attr(b, "class")
        };
        let tagged = matches!(self.tree.name(lines[heading].node), "h1" | "h2" | "h3");
        (heading + 1..told.len())
            .filter(|_| tagged)
            .filter(|i| like(*i) && !lines[*i].hidden && told[*i].words >= 3 && told[*i].folded != told[heading].folded)
            .filter(|i| {
                let reach = i + 1..(i + 1 + FACTS_REACH).min(told.len());
                let signed = reach.clone().any(|j| told[j].is_byline() || told[j].is_dateline());
                signed && reach.filter(|j| body[*j] && told[*j].words >= MIN_TEXT_WORDS).count() >= 2
            })
            .collect()
    }

    /// Returns what all links of a line are, when it is nothing but links of one kind of furniture.
    pub(super) fn row(&self, i: usize, told: &Told) -> Option<Role> {
        let line = &self.lines.lines[i];
        if told.words > MAX_ROW_WORDS || line.hidden || line.link_chars * 10 < line.chars * 9 {
            return None;
        }
        let links = &self.lines.links;
        let from = links.partition_point(|(span, _)| span.start < line.span.start);
        let mut kind = None;
        let mut count = 0;
        for (span, _) in links[from..].iter().take_while(|(span, _)| span.end <= line.span.end) {
            let folded = fold(span.of(&self.lines.text));
            let hits = self.lexicon.hits(&folded, self.langs);
            let whole = hits.iter().filter(|h| h.cover == Cover::Whole).find_map(|h| match h.key {
                Key::Role(role @ Role::Furniture(_)) => Some(role),
                _ => None,
            })?;
            if *kind.get_or_insert(whole) != whole {
                return None;
            }
            count += 1;
        }
        kind.filter(|_| count >= 2)
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
