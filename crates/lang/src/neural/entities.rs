//! Vectors -> entities: each token begins one, is inside, ends it, is one by itself, or is outside.

use super::{
    kernel::{Kernel, Rows},
    scorer::{Scorer, TokenRows},
    weights::Weights,
    word::{Entity, Features},
};
use crate::Error;

/// Tokens of a state.
const ROLES: usize = 3;
/// Registers of scores: 74 actions.
const VECTORS: usize = 10;

/// The state machine of entities.
#[derive(Debug)]
pub struct Entities {
    scorer: Scorer<ROLES, VECTORS>,
    actions: Vec<(Kind, u8)>,
    /// What is added to the scores outside of an entity: when it could only be this token, and when it could go on.
    alone: Vec<f32>,
    open: Vec<f32>,
    /// By label, what is added inside of an entity that could go on.
    inside: Vec<Vec<f32>>,
    labels: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Begin,
    In,
    Last,
    Unit,
    Out,
}

impl Entities {
    /// Opens it.
    pub fn open(weights: &Weights) -> Result<Self, Error> {
        const ACTIONS: &str = "entities.actions";
        let names = weights.names(ACTIONS)?;
        let mut kinds = Vec::new();
        for name in &names {
            let kind = match name.split_once(' ') {
                Some(("B", _)) => Kind::Begin,
                Some(("I", _)) => Kind::In,
                Some(("L", _)) => Kind::Last,
                Some(("U", _)) => Kind::Unit,
                Some(("O", _)) => Kind::Out,
                _ => return Err(weights.wrong(ACTIONS, format!("has an action `{name}`"))),
            };
            kinds.push((kind, name.split_once(' ').map_or("", |(_, label)| label)));
        }
        let mut labels: Vec<String> = kinds.iter().map(|(_, label)| (*label).to_owned()).collect();
        labels.retain(|label| !label.is_empty());
        labels.sort_unstable();
        labels.dedup();
        let index = |label: &str| labels.iter().position(|other| other == label).unwrap_or_default();
        let scorer = Scorer::open(weights, "entities")?;
        let allowing = |allowed: &dyn Fn(Kind, &str) -> bool| {
            scorer.allowing(|action| kinds.get(action).is_some_and(|(kind, label)| allowed(*kind, label)))
        };
        let one = |kind: Kind, label: &str| kind == Kind::Out || kind == Kind::Unit && !label.is_empty();
        let inside = |of: &String| allowing(&|kind, label| matches!(kind, Kind::In | Kind::Last) && label == of);
        Ok(Self {
            alone: allowing(&one),
            open: allowing(&|kind, label| one(kind, label) || kind == Kind::Begin),
            inside: labels.iter().map(inside).collect(),
            actions: kinds.iter().map(|(kind, label)| (*kind, index(label) as u8)).collect(),
            scorer,
            labels,
        })
    }

    /// The names of the labels.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// Adds the entities of a text's tokens. An entity ends where a sentence of `starts` does; none are looked for
    /// where that is empty. `first` is the number of the first token.
    pub fn read(
        &self,
        kernel: Kernel,
        features: &[Features],
        tokens: Rows,
        (starts, first): (&[bool], u32),
        rows: &mut TokenRows,
        entities: &mut Vec<Entity>,
    ) {
        rows.clear();
        let mut open: Option<(usize, u8)> = None;
        for (token, features) in features.iter().enumerate() {
            let goes_on = token + 1 < tokens.count && !starts.get(token + 1).is_some_and(|start| *start);
            let (kind, label) = match open {
                Some((_, label)) if !goes_on => (Kind::Last, label),
                Some((start, label)) => {
                    let state = [Some(token), Some(start), Some(token - 1)];
                    self.action(kernel, tokens, state, &self.inside[label as usize], rows)
                }
                None if features.is_space => (Kind::Out, 0),
                None => {
                    let allowed = if goes_on { &self.open } else { &self.alone };
                    self.action(kernel, tokens, [Some(token), None, None], allowed, rows)
                }
            };
            match (kind, open) {
                (Kind::Begin, _) => open = Some((token, label)),
                (Kind::Last, Some((start, _))) => {
                    entities.push(Entity { start: first + start as u32, end: first + token as u32 + 1, label });
                    open = None;
                }
                (Kind::Unit, _) => {
                    entities.push(Entity { start: first + token as u32, end: first + token as u32 + 1, label });
                }
                _ => {}
            }
        }
    }

    fn action(
        &self,
        kernel: Kernel,
        tokens: Rows,
        state: [Option<usize>; ROLES],
        allowed: &[f32],
        rows: &mut TokenRows,
    ) -> (Kind, u8) {
        let action = self.scorer.best(kernel, tokens, state, allowed, rows);
        self.actions[action.min(self.actions.len() - 1)]
    }
}
