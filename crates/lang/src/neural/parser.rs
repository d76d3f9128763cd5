//! Vectors -> heads, labels and sentence starts, one action after the other.

use super::{
    kernel::{Kernel, Rows},
    scorer::{Scorer, TokenRows},
    state::{Kind, State},
    tree::{Tree, children_of_parts},
    weights::Weights,
    word::{Features, Marks},
};
use crate::Error;

/// Words of a state.
const ROLES: usize = 8;
/// Registers of scores: 106 actions.
const VECTORS: usize = 14;
/// Actions a word at most; English takes two. Weights that never come to an end are stopped.
const ACTIONS: usize = 16;

/// The label of a word that has no head.
const ROOT: &str = "ROOT";
/// What stands between a label and that of the head to look for.
const PART: &str = "||";

/// The state machine of trees.
#[derive(Debug)]
pub struct Parser {
    scorer: Scorer<ROLES, VECTORS>,
    actions: Vec<(Kind, u8)>,
    /// By the set of allowed kinds, see [`allowed`]: what is added to the scores.
    allowed: Vec<Vec<f32>>,
    labels: Vec<String>,
    /// For a label that says which head to look for: the label proper, and that head's.
    parts: Vec<Option<(u8, u8)>>,
    root: u8,
}

/// Where a parser works.
#[derive(Debug, Default)]
pub struct Parsing {
    state: State,
    rows: TokenRows,
    tree: Tree,
}

impl Parser {
    /// Opens it.
    pub fn open(weights: &Weights) -> Result<Self, Error> {
        const ACTIONS: &str = "parser.actions";
        let names = weights.names(ACTIONS)?;
        let mut kinds = Vec::new();
        for name in &names {
            let kind = match name.split_once(' ') {
                Some(("S", _)) => Kind::Shift,
                Some(("D", _)) => Kind::Reduce,
                Some(("L", _)) => Kind::Left,
                Some(("R", _)) => Kind::Right,
                Some(("B", _)) => Kind::Break,
                _ => return Err(weights.wrong(ACTIONS, format!("has an action `{name}`"))),
            };
            kinds.push((kind, name.split_once(' ').map_or("", |(_, label)| label)));
        }
        let labels = labels(kinds.iter().map(|(_, label)| *label));
        let index = |label: &str| labels.iter().position(|other| other == label).unwrap_or_default() as u8;
        if labels.len() > 256 {
            return Err(weights.wrong(ACTIONS, format!("has {} labels", labels.len())));
        }
        let parts = labels.iter().map(|label| label.split_once(PART).map(|(own, head)| (index(own), index(head))));
        let scorer = Scorer::open(weights, "parser")?;
        let row =
            |set: usize| scorer.allowing(|action| kinds.get(action).is_some_and(|(kind, _)| set & bit(*kind) != 0));
        Ok(Self {
            allowed: (0..16).map(row).collect(),
            actions: kinds.iter().map(|(kind, label)| (*kind, index(label))).collect(),
            parts: parts.collect(),
            root: index(ROOT),
            scorer,
            labels,
        })
    }

    /// The names of the labels. Those with `||` in them are never given.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// Adds heads, labels and sentence starts of a text's tokens. Where `starts` are given, these are the sentences, and
    /// each has one root.
    pub fn read(
        &self,
        kernel: Kernel,
        (features, starts): (&[Features], impl ExactSizeIterator<Item = usize>),
        tokens: Rows,
        parsing: &mut Parsing,
        marks: &mut Marks,
    ) {
        let Parsing { state, rows, tree } = parsing;
        state.begin(tokens.count, starts);
        rows.clear();
        for _ in 0..ACTIONS * tokens.count {
            if state.is_over() {
                break;
            }
            let (kind, label) = self.action(kernel, tokens, state, rows);
            state.act(kind, label);
        }
        tree.begin(state.heads(), self.root);
        if self.parts.iter().any(Option::is_some) {
            children_of_parts(tree, &self.parts, |word| features[word].is_space);
        }
        tree.mark_sentences(&mut marks.sentence_starts);
        tree.write(&mut marks.heads, &mut marks.labels);
    }

    /// The best action that is allowed.
    fn action(&self, kernel: Kernel, tokens: Rows, state: &State, rows: &mut TokenRows) -> (Kind, u8) {
        let set = allowed(state);
        if set == bit(Kind::Shift) {
            return (Kind::Shift, 0);
        }
        if set == bit(Kind::Reduce) {
            return (Kind::Reduce, 0);
        }
        let action = self.scorer.best(kernel, tokens, state.roles(), &self.allowed[set], rows);
        self.actions[action.min(self.actions.len() - 1)]
    }
}

/// The kinds of actions that a state allows, a bit each; arcs to the left and to the right are allowed together.
fn allowed(state: &State) -> usize {
    let kinds = [Kind::Shift, Kind::Reduce, Kind::Left, Kind::Break];
    kinds.into_iter().filter(|kind| state.allows(*kind)).fold(0, |set, kind| set | bit(kind))
}

fn bit(kind: Kind) -> usize {
    match kind {
        Kind::Shift => 1,
        Kind::Reduce => 2,
        Kind::Left | Kind::Right => 4,
        Kind::Break => 8,
    }
}

/// All labels and their parts, sorted, those of two parts last.
fn labels<'a>(all: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut labels: Vec<String> =
        all.flat_map(|label| std::iter::once(label).chain(label.split(PART))).map(str::to_owned).collect();
    labels.push(ROOT.to_owned());
    labels.sort_unstable_by_key(|label| (label.contains(PART), label.clone()));
    labels.dedup();
    labels
}
