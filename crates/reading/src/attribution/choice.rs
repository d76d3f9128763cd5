//! Which candidates stand: the likeliest first, none that takes what another has.

use std::collections::BTreeSet;

use super::judge::Case;

/// A candidate stands when the judge gives it at least this. Chosen for F1 by cross-validation: see `weights/attribution.md`.
pub const LEAST: f32 = 0.28;
/// Inside the content of another a cue as likely as this stands too.
const LEAST_INSIDE: f32 = 0.5;
/// Of a content that an accepted one has in part, more than this is enough to leave it out.
const TAKEN: f32 = 0.5;

/// A candidate that stands.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Tokens of the cue.
    pub cue: Vec<usize>,
    /// Tokens of the source.
    pub source: Vec<usize>,
    /// Tokens of the content.
    pub content: Vec<usize>,
    /// How likely it is right.
    pub score: f32,
    /// The choice whose content holds its cue.
    pub within: Option<usize>,
}

/// Chooses among the candidates of a text, those inside others with them; `likely` is one number for each. In the order of
/// the cues.
pub fn choose(case: &Case, likely: &[f32]) -> Vec<Choice> {
    let mut chosen = choose_above(case, likely, LEAST);
    let outer = chosen.len();
    for candidate in case.candidates.iter().filter(|candidate| candidate.rank == 0) {
        let cue = &case.cues[candidate.cue];
        if cue.likely < LEAST_INSIDE || chosen.iter().any(|choice| choice.cue == cue.tokens) {
            continue;
        }
        let holds = |choice: &Choice| {
            let own = |token: &usize| choice.content.binary_search(token).is_ok();
            cue.tokens.iter().all(own) && candidate.content.iter().all(own)
        };
        let Some(within) = chosen[..outer].iter().position(holds) else { continue };
        let (source, content) = (candidate.source.clone(), candidate.content.clone());
        let score = cue.likely * candidate.likely;
        chosen.push(Choice { cue: cue.tokens.clone(), source, content, score, within: Some(within) });
    }
    let mut order: Vec<usize> = (0..chosen.len()).collect();
    order.sort_by(|a, b| chosen[*a].cue.cmp(&chosen[*b].cue));
    let mut places = vec![0; order.len()];
    order.iter().enumerate().for_each(|(place, at)| places[*at] = place);
    chosen.iter_mut().for_each(|choice| choice.within = choice.within.map(|at| places[at]));
    chosen.sort_by(|a, b| a.cue.cmp(&b.cue));
    chosen
}

/// Chooses outermost attributions that the judge gives at least `least`, in the order of their cues.
pub fn choose_above(case: &Case, likely: &[f32], least: f32) -> Vec<Choice> {
    let mut order: Vec<usize> = (0..case.candidates.len()).filter(|at| likely[*at] >= least).collect();
    order.sort_by(|a, b| likely[*b].total_cmp(&likely[*a]).then(a.cmp(b)));
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let mut done: BTreeSet<usize> = BTreeSet::new();
    let mut chosen: Vec<Choice> = Vec::new();
    for at in order {
        let candidate = &case.candidates[at];
        let cue = &case.cues[candidate.cue].tokens;
        if done.contains(&candidate.cue) || cue.iter().any(|token| taken.contains(token)) {
            continue;
        }
        let free: Vec<usize> = candidate.content.iter().copied().filter(|token| !taken.contains(token)).collect();
        let lost = candidate.content.len() - free.len();
        if free.is_empty() || lost as f32 > TAKEN * candidate.content.len() as f32 {
            continue;
        }
        done.insert(candidate.cue);
        taken.extend(cue);
        taken.extend(&free);
        chosen.push(Choice {
            cue: cue.clone(),
            source: candidate.source.clone(),
            content: free,
            score: likely[at],
            within: None,
        });
    }
    chosen.sort_by(|a, b| a.cue.cmp(&b.cue));
    chosen
}
