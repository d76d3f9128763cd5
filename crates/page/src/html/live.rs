//! The posts of a live blog: units of the page that begin with a time each and hold most of its text.
//!
//! Times alone prove nothing: comments, tickers of headlines and timelines have them, too. So something must say that
//! the page is live (JSON-LD, the headline, the names in the code), and the units must hold most of the text.

use std::collections::BTreeMap;

use super::{
    evidence::Page,
    markup::Mark,
    roles::{Scene, because},
    tree::{NONE, NodeIx},
};
use crate::{
    Furniture, Reason, Role,
    lexicon::{Cover, Key},
    metadata::clock,
    told::Told,
};

/// Posts of the shortest live blog; where the metadata say that it is one, two are enough.
const MIN_POSTS: usize = 3;
const MIN_STATED_POSTS: usize = 2;
/// Times that are looked at; a day of the busiest live blogs has some hundreds.
const MAX_POSTS: usize = 2_000;
/// Words of the longest line that is only a post's time: "Posted at 9:05 pm on Saturday by Ada Poll".
const MAX_STAMP_WORDS: usize = 9;
/// Lines of a post within which its time stands: above or under its heading.
const STAMP_REACH: usize = 3;
/// Levels from a time up to the element of its post.
const MAX_UP: usize = 8;
/// Part of the text that posts hold at least, in per cent: stated or in the headline; by names in the code alone.
const MIN_SHARE: usize = 50;
const MIN_MARKED_SHARE: usize = 60;

/// Lines from the first to the last of one post.
pub(super) type Unit = std::ops::Range<usize>;

/// What says that a page is live.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Hint {
    None,
    Headline,
    Stated,
}

/// Returns the number of the post that each line belongs to.
pub(super) fn posts(page: &Page, told: &[Told], body: &[bool], heading: Option<usize>) -> Vec<Option<u32>> {
    let mut of = vec![None; told.len()];
    let stamps: Vec<usize> = (0..told.len()).filter(|i| is_stamp(page, told, *i)).take(MAX_POSTS).collect();
    if stamps.len() < MIN_STATED_POSTS {
        return of;
    }
    let titled = heading.is_some_and(|h| told[h].hits.iter().any(|hit| hit.key == Key::Live));
    let hint = if page.live {
        Hint::Stated
    } else if titled {
        Hint::Headline
    } else {
        Hint::None
    };
    let words = |unit: &Unit| unit.clone().filter(|i| body[*i]).map(|i| told[i].words).sum::<usize>();
    let all: usize = words(&(0..told.len()));
    let fits = |units: &[Unit], marked: bool| {
        let least = if hint == Hint::Stated { MIN_STATED_POSTS } else { MIN_POSTS };
        let share = if hint > Hint::None { MIN_SHARE } else { MIN_MARKED_SHARE };
        (hint > Hint::None || marked)
            && units.len() >= least
            && units.iter().map(words).sum::<usize>() * 100 >= all * share
    };
    let mut best: Option<Vec<Unit>> = None;
    for (units, marked) in nested(page, &stamps, &words).into_iter().chain(flat(page, &stamps, &words)) {
        let more = |b: &Vec<Unit>| units.iter().map(words).sum::<usize>() > b.iter().map(words).sum::<usize>();
        if fits(&units, marked) && best.as_ref().is_none_or(more) {
            best = Some(units);
        }
    }
    for (n, unit) in best.into_iter().flatten().enumerate() {
        for i in unit {
            of[i] = Some(n as u32);
        }
    }
    of
}

/// Tells whether a line is, or begins with, the time of a post.
pub(super) fn is_stamp(page: &Page, told: &[Told], i: usize) -> bool {
    let line = &page.lines.lines[i];
    if line.hidden || line.is_row || page.up_to_mark(i, Mark::Comments).is_some() {
        return false;
    }
    let words = page.words(i);
    if clock::at_start(words).is_some() {
        return true;
    }
    if told[i].words > MAX_STAMP_WORDS {
        return false;
    }
    let (clocked, told_ago) = (clock::is_inside(words), told[i].cover(Key::Ago).is_some());
    let timed = || page.up_to(i, "time").is_some_and(|up| up <= 1) || told[i].is_dateline();
    clocked && told_ago || (clocked || told_ago) && timed()
}

/// Units that are elements: children of one parent, of one tag, each with its own time near its start.
pub(super) fn nested(page: &Page, stamps: &[usize], words: &dyn Fn(&Unit) -> usize) -> Vec<(Vec<Unit>, bool)> {
    let lines = &page.lines.lines;
    // Lines under an element stand together.
    let mut streams: BTreeMap<(NodeIx, &str), Vec<(NodeIx, usize)>> = BTreeMap::new();
    for &stamp in stamps {
        for node in page.chain(stamp).take(MAX_UP) {
            let parent = page.tree.node(node).parent;
            if parent == NONE || matches!(page.tree.name(node), "body" | "html" | "main") {
                break;
            }
            let units = streams.entry((parent, page.tree.name(node))).or_default();
            if units.last().is_none_or(|(last, _)| *last != node) {
                units.push((node, stamp));
            }
        }
    }
    let under = |i: usize, node: NodeIx| page.chain(i).any(|n| n == node);
    let range = |node: NodeIx, stamp: usize| {
        let from = (0..=stamp).rev().take_while(|i| under(*i, node)).last().unwrap_or(stamp);
        let to = (stamp..lines.len()).take_while(|i| under(*i, node)).last().unwrap_or(stamp);
        from..to + 1
    };
    let mut found = Vec::new();
    for ((parent, _), nodes) in streams.iter().filter(|(_, nodes)| nodes.len() >= MIN_STATED_POSTS) {
        let units: Vec<Unit> = nodes
            .iter()
            .map(|(node, stamp)| (*stamp, range(*node, *stamp)))
            .filter(|(stamp, unit)| *stamp <= unit.start + STAMP_REACH && words(unit) > 0)
            .map(|(_, unit)| unit)
            .collect();
        let marked =
            nodes.iter().map(|(n, _)| n).chain([parent]).any(|n| page.lines.marks[*n as usize].has(Mark::Live));
        found.push((units, marked));
    }
    found
}

/// Units without an element of their own: from a time to the next, side by side in one parent.
fn flat(page: &Page, stamps: &[usize], words: &dyn Fn(&Unit) -> usize) -> Vec<(Vec<Unit>, bool)> {
    let parent = |i: usize| page.tree.node(page.lines.lines[i].node).parent;
    let mut by_parent: BTreeMap<NodeIx, Vec<usize>> = BTreeMap::new();
    for &stamp in stamps {
        by_parent.entry(parent(stamp)).or_default().push(stamp);
    }
    let is_heading = |i: usize| matches!(page.tree.name(page.lines.lines[i].node), "h2" | "h3" | "h4" | "h5");
    let mut found = Vec::new();
    for (parent, stamps) in by_parent.into_iter().filter(|(p, s)| *p != NONE && s.len() >= MIN_STATED_POSTS) {
        let last = stamps[stamps.len() - 1];
        let end = (last..page.lines.lines.len())
            .take_while(|i| page.chain(*i).any(|n| n == parent))
            .last()
            .map_or(last + 1, |i| i + 1);
        // A heading right above a time is that post's.
        let starts: Vec<usize> = stamps
            .iter()
            .map(|s| if *s > 0 && is_heading(s - 1) && !stamps.contains(&(s - 1)) { s - 1 } else { *s })
            .collect();
        let ends = starts.iter().skip(1).copied().chain([end]);
        let units: Vec<Unit> =
            starts.iter().copied().zip(ends).map(|(a, b)| a..b).filter(|unit| words(unit) > 0).collect();
        found.push((units, false));
    }
    found
}

impl Scene<'_, '_> {
    /// Gives the lines of posts their role: all that is not plainly a picture's, furniture or another article's.
    pub(super) fn live(&self, posts: &[Option<u32>], labels: &mut [(Role, Reason)]) {
        for (i, label) in labels.iter_mut().enumerate().filter(|(i, _)| posts[*i].is_some()) {
            let told = &self.told[i];
            let aside = told.aside().is_some_and(|(_, sure)| sure >= 0.75) && told.words <= MAX_STAMP_WORDS
                || label.0 == Role::Related && told.has(Role::Related, Cover::Start);
            let own = match label.0 {
                Role::Furniture(Furniture::Hidden | Furniture::Advertisement | Furniture::Share) => false,
                Role::Furniture(_) | Role::Related => !aside && (told.words > 0) && self.page.link_share(i) < 0.9,
                role => !matches!(role, Role::Headline | Role::Caption | Role::PhotoCredit | Role::Correction),
            };
            if own {
                *label = because(Role::LivePost, "a unit with its time", 0.8);
            }
        }
    }
}
