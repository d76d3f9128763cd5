//! Readers' replies under an article whose code does not say that they are replies.
//!
//! Each stands in an element of its own with the time it was written, as the posts of a live blog do. What tells them
//! apart: an article stands above them, and each ends in the same words ("Rating: 12 votes", "Reply").

use std::collections::BTreeMap;

use super::{
    evidence::Page,
    live::{Unit, is_stamp, nested},
};
use crate::{
    Furniture, Role,
    lexicon::{Cover, Key},
    told::Told,
};

/// Replies of the shortest thread.
const MIN_REPLIES: usize = 3;
/// Words of the shortest article above them.
const MIN_ABOVE: usize = 60;
/// Words of the longest line that ends a reply.
const MAX_REFRAIN_WORDS: usize = 4;
/// Times that are looked at.
const MAX_STAMPS: usize = 2_000;

/// Returns the lines of the thread that holds most words.
pub(super) fn replies(page: &Page, told: &[Told], body: &[bool]) -> Vec<usize> {
    let stamps: Vec<usize> = (0..told.len()).filter(|i| is_stamp(page, told, *i)).take(MAX_STAMPS).collect();
    if page.live || stamps.len() < MIN_REPLIES {
        return Vec::new();
    }
    let words = |unit: &Unit| unit.clone().filter(|i| body[*i]).map(|i| told[i].words).sum::<usize>();
    let mut best: (usize, Vec<Unit>) = (0, Vec::new());
    for (units, _) in nested(page, &stamps, &words) {
        let Some(start) = units.first().map(|unit| unit.start) else { continue };
        let all: usize = units.iter().map(words).sum();
        if units.len() >= MIN_REPLIES && all > best.0 && words(&(0..start)) >= MIN_ABOVE && has_refrain(told, &units) {
            best = (all, units);
        }
    }
    best.1.into_iter().flatten().collect()
}

/// Tells whether two of three units hold one short line, numbers aside, or words of replies.
fn has_refrain(told: &[Told], units: &[Unit]) -> bool {
    let mut lines: BTreeMap<String, usize> = BTreeMap::new();
    let mut named = 0;
    for unit in units {
        let comments = Key::Role(Role::Furniture(Furniture::Comments));
        named += usize::from(unit.clone().any(|i| told[i].cover(comments).is_some_and(|c| c == Cover::Whole)));
        let mut own: Vec<String> = unit
            .clone()
            .map(|i| &told[i])
            .filter(|t| t.words <= MAX_REFRAIN_WORDS && t.dates.is_empty() && t.cover(Key::Ago).is_none())
            .filter(|t| !t.has(Role::Furniture(Furniture::Share), Cover::Inside))
            .map(|t| t.folded.chars().filter(|c| !c.is_numeric() && !c.is_whitespace()).collect::<String>())
            .filter(|line| line.chars().filter(|c| c.is_alphabetic()).count() >= 3)
            .collect();
        own.sort();
        own.dedup();
        for line in own {
            *lines.entry(line).or_default() += 1;
        }
    }
    lines.values().copied().chain([named]).any(|n| n * 3 >= units.len() * 2)
}
