//! Cues that may be, and the ways in which each may be read: candidates for the judge.

use std::ops::Range;

use super::{
    arguments::{self, CueMap},
    crf::{Sequence, Sums},
    cues,
    features::Features,
    structure::Structure,
    weights::{ARGUMENT_LABELS, CUE_LABELS, Table},
    words::Words,
};

/// A cue whose likeliest token is less likely than this is not looked at. Half as much finds 1 % more of the cues of PolNeAR
/// and takes twice the time.
const LEAST_CUE: f32 = 0.10;
/// A token belongs to a cue when it is at least this likely, as a part of the cue's likeliest token.
const CUE_SHARE: f32 = 0.45;
/// A likely first token begins a new cue when that is at least this much of its likelihood to be in a cue at all.
const NEW_CUE: f32 = 0.5;
/// A cue as likely as this is one to the arguments of others.
const KNOWN_CUE: f32 = 0.4;
/// Ways in which a cue is read.
const WAYS: usize = 6;
/// What tree and marks suggest is a candidate when its likelihood is at least this, as a logarithm.
const LEAST_SUGGESTED: f32 = -14.0;
/// Cues of one text; further ones are not looked at. News has one in twenty words.
pub const MAX_CUES: usize = 20_000;

/// A cue that may be.
#[derive(Debug, Clone)]
pub struct FoundCue {
    /// Its tokens.
    pub tokens: Vec<usize>,
    /// How likely its likeliest token is to be in a cue.
    pub likely: f32,
    /// How likely its least likely one is.
    pub least: f32,
}

/// One way to read a cue.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Place of its cue among the cues.
    pub cue: usize,
    /// Tokens of the source.
    pub source: Vec<usize>,
    /// Tokens of the content; never none.
    pub content: Vec<usize>,
    /// Its place among the ways of the cue, best first.
    pub rank: usize,
    /// How likely it is, of all ways to read the cue.
    pub likely: f32,
}

/// What is known of a cue's window.
#[derive(Debug)]
pub struct Window {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// How likely each is in the source and in the content.
    pub source: Vec<f32>,
    /// See `source`.
    pub content: Vec<f32>,
    /// How likely each begins a piece of content.
    pub begins: Vec<f32>,
    /// What tree and marks suggest.
    pub structure: Structure,
}

/// Finds the cues of a text, in order.
pub fn cues(words: &Words, table: &Table) -> Vec<FoundCue> {
    let mut found = Vec::new();
    for sentence in &words.sentences {
        if found.len() >= MAX_CUES {
            break;
        }
        let seen: Vec<Features> = sentence.clone().map(|at| cue_features(words, at)).collect();
        let emissions = table.emissions(&seen);
        let sums = Sequence { labels: CUE_LABELS, emissions: &emissions, transitions: &table.transitions }.sums();
        let any = |at: usize| {
            if words.space[sentence.start + at] { 0.0 } else { 1.0 - sums.probability(at, 0, CUE_LABELS) }
        };
        let likely: Vec<f32> = (0..sentence.len()).map(any).collect();
        let begins = |at: usize| sums.probability(at, 1, CUE_LABELS) > NEW_CUE * likely[at];
        let mut at = 0;
        while at < likely.len() {
            if likely[at] < LEAST_CUE * CUE_SHARE {
                at += 1;
                continue;
            }
            let start = at;
            at += 1;
            while at < likely.len() && likely[at] >= LEAST_CUE * CUE_SHARE && !begins(at) {
                at += 1;
            }
            let most = likely[start..at].iter().copied().fold(0.0, f32::max);
            if most >= LEAST_CUE {
                found.extend(run(&likely, start..at, most, sentence.start));
            }
        }
    }
    found
}

/// Returns the stretch around the likeliest token whose tokens are likely enough beside it.
fn run(likely: &[f32], range: Range<usize>, most: f32, offset: usize) -> Option<FoundCue> {
    let peak = range.clone().find(|at| likely[*at] >= most)?;
    let fits = |at: &usize| likely[*at] >= most * CUE_SHARE;
    let start = (range.start..peak).rev().take_while(fits).last().unwrap_or(peak);
    let end = (peak + 1..range.end).take_while(fits).last().unwrap_or(peak) + 1;
    let least = likely[start..end].iter().copied().fold(1.0, f32::min);
    Some(FoundCue { tokens: (start + offset..end + offset).collect(), likely: most, least })
}

/// Returns what is seen at a token that may be in a cue.
pub fn cue_features(words: &Words, at: usize) -> Features {
    let mut seen = Features(Vec::with_capacity(100));
    cues::see(words, at, &mut seen);
    seen
}

/// Returns the map of the cues that are likely enough for other cues to reckon with.
pub fn known_cues(words: &Words, cues: &[FoundCue]) -> CueMap {
    CueMap::of(cues.iter().filter(|cue| cue.likely >= KNOWN_CUE).map(|cue| &cue.tokens[..]), words.len())
}

/// Reads each cue in its likeliest ways. The second part is one window a cue.
pub fn candidates(words: &Words, cues: &[FoundCue], table: &Table) -> (Vec<Candidate>, Vec<Window>) {
    let map = known_cues(words, cues);
    let (mut all, mut windows) = (Vec::new(), Vec::new());
    for (number, cue) in cues.iter().enumerate() {
        let tokens = arguments::window(words, &cue.tokens);
        let seen = arguments::see(words, &cue.tokens, tokens.clone(), &map);
        let emissions = table.emissions(&seen);
        let sequence = Sequence { labels: ARGUMENT_LABELS, emissions: &emissions, transitions: &table.transitions };
        let sums = sequence.sums();
        let mut own: Vec<Candidate> = Vec::new();
        for way in sequence.best(WAYS) {
            let of = |labels: [u8; 2]| {
                let at = way.labels.iter().zip(tokens.clone()).filter(|(label, _)| labels.contains(label));
                at.map(|(_, at)| at).filter(|at| !words.space[*at] && !cue.tokens.contains(at)).collect::<Vec<usize>>()
            };
            let (source, content) = (of([1, 2]), of([3, 4]));
            let likely = (way.score - sums.total).exp();
            if let Some(same) = own.iter_mut().find(|other| other.source == source && other.content == content) {
                same.likely += likely;
            } else if !content.is_empty() {
                own.push(Candidate { cue: number, source, content, rank: own.len(), likely });
            }
        }
        let (source, content) = own.first().map(|best| (best.source.clone(), best.content.clone())).unwrap_or_default();
        let structure = Structure::of(words, &cue.tokens, &source, &tokens);
        for content in structure.contents(words, &content, &cue.tokens, &tokens) {
            if content.is_empty() || own.iter().any(|other| other.source == source && other.content == content) {
                continue;
            }
            let mut labels = vec![0_u8; tokens.len()];
            label(&mut labels, &source, 1, tokens.start);
            label(&mut labels, &content, 3, tokens.start);
            let likely = sequence.score(&labels) - sums.total;
            if likely >= LEAST_SUGGESTED {
                let (source, likely) = (source.clone(), likely.exp());
                own.push(Candidate { cue: number, source, content, rank: own.len(), likely });
            }
        }
        windows.push(Window::of(tokens, &sums, structure));
        all.extend(own);
    }
    (all, windows)
}

/// Writes the labels of a role's tokens: `first`, and the one after it where a piece goes on.
fn label(labels: &mut [u8], role: &[usize], first: u8, start: usize) {
    let mut before = None;
    for at in role {
        let goes_on = before.is_some_and(|before| before + 1 == *at);
        labels[at - start] = first + u8::from(goes_on);
        before = Some(*at);
    }
}

impl Window {
    fn of(tokens: Range<usize>, sums: &Sums, structure: Structure) -> Window {
        let both =
            |first, at| sums.probability(at, first, ARGUMENT_LABELS) + sums.probability(at, first + 1, ARGUMENT_LABELS);
        let all = 0..tokens.len();
        Window {
            tokens,
            source: all.clone().map(|at| both(1, at)).collect(),
            content: all.clone().map(|at| both(3, at)).collect(),
            begins: all.map(|at| sums.probability(at, 3, ARGUMENT_LABELS)).collect(),
            structure,
        }
    }

    /// Returns the mean of `column` over some tokens; 0 for those outside the window.
    pub fn mean(&self, column: &[f32], tokens: &[usize]) -> f32 {
        let at = |token: &usize| token.checked_sub(self.tokens.start).and_then(|at| column.get(at)).copied();
        tokens.iter().map(|token| at(token).unwrap_or(0.0)).sum::<f32>() / tokens.len().max(1) as f32
    }
}
