//! What the judge sees when it looks a second time: a candidate beside what the first look gave its rivals.

use std::ops::Range;

use page::html::trees::Trees;

use super::{
    candidate::Candidate,
    judge::{self, Case, neighbours},
};

/// Columns that a row has more than at the first look.
const MORE: usize = 12;
/// Columns of a row.
pub const COLUMNS: usize = judge::COLUMNS + MORE;

/// Says how likely candidates are right, in two looks.
#[derive(Debug)]
pub struct Judge {
    /// Trees for rows of [`judge::rows`].
    pub first: Trees,
    /// Trees for rows of [`rows`].
    pub second: Trees,
}

impl Judge {
    /// Returns how likely each candidate is right.
    pub fn probabilities(&self, case: &Case) -> Vec<f32> {
        if case.candidates.is_empty() {
            return Vec::new();
        }
        let seen = judge::rows(case);
        let first = self.first.probabilities(&seen, judge::COLUMNS);
        self.second.probabilities(&rows(case, &seen, &first), COLUMNS)
    }
}

/// Returns one row a candidate, `[candidates, COLUMNS]`: what was seen at the first look, and what that look gave it and others.
pub fn rows(case: &Case, seen: &[f32], first: &[f32]) -> Vec<f32> {
    let own = own(case.candidates, case.cues.len());
    let best = |range: &Range<usize>| range.clone().reduce(|best, at| if first[at] > first[best] { at } else { best });
    // the likeliest candidate of each cue
    let bests: Vec<Option<usize>> = own.iter().map(best).collect();
    let near: Vec<Vec<usize>> = (0..case.cues.len()).map(|at| neighbours(case.cues, case.windows, at)).collect();
    let mut rows = Vec::with_capacity(case.candidates.len() * COLUMNS);
    for (at, candidate) in case.candidates.iter().enumerate() {
        rows.extend(&seen[at * judge::COLUMNS..(at + 1) * judge::COLUMNS]);
        let rivals = own[candidate.cue].clone();
        let sum = |fits: &dyn Fn(&Candidate) -> bool| -> f32 {
            rivals.clone().filter(|other| fits(&case.candidates[*other])).map(|other| first[other]).sum()
        };
        let most = rivals.clone().filter(|other| *other != at).map(|other| first[other]).fold(0.0, f32::max);
        let above = rivals.clone().filter(|other| first[*other] > first[at]).count();
        rows.extend([
            first[at],
            first[at] - most,
            above as f32,
            sum(&|_| true),
            sum(&|other| other.content == candidate.content),
            sum(&|other| other.source == candidate.source),
        ]);
        let cue = &case.cues[candidate.cue].tokens;
        // shares of this content, by the likeliest reading of another cue that takes it; then of cues that hold or are held
        let (mut taken, mut by, mut holder, mut held, mut speaks, mut shared) =
            (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
        for other in near[candidate.cue].iter().filter_map(|cue| bests[*cue]) {
            let (rival, score) = (&case.candidates[other], first[other]);
            let inside = |tokens: &[usize], all: &[usize]| {
                tokens.iter().filter(|token| all.binary_search(token).is_ok()).count() as f32
                    / tokens.len().max(1) as f32
            };
            let share = inside(&candidate.content, &rival.content);
            if share * score > taken * by {
                (taken, by) = (share, score);
            }
            holder = holder.max(score * inside(cue, &rival.content));
            held = held.max(score * inside(&case.cues[rival.cue].tokens, &candidate.content));
            if rival.source == candidate.source && !candidate.source.is_empty() {
                shared = shared.max(score);
            }
            if !candidate.source.is_empty() {
                speaks = speaks.max(score * inside(&candidate.source, &rival.content));
            }
        }
        rows.extend([taken, by, holder, held, speaks, shared]);
    }
    rows
}

/// Returns the candidates of each cue.
fn own(candidates: &[Candidate], cues: usize) -> Vec<Range<usize>> {
    let mut own = vec![0..0; cues];
    for (at, candidate) in candidates.iter().enumerate() {
        let range = &mut own[candidate.cue];
        *range = if range.start == range.end { at..at + 1 } else { range.start..at + 1 };
    }
    own
}
