//! What is counted of the elements above the lines: words, links, rows of brothers that are built alike.

use super::{
    features::{FAR, ln, share},
    lines::Lines,
    tree::{NONE, NodeIx, Tree},
};

/// Sums over everything below each node.
pub(super) struct Above {
    words: Vec<f32>,
    good: Vec<f32>,
    lines: Vec<u32>,
    chars: Vec<u32>,
    link_chars: Vec<u32>,
}

impl Above {
    pub(super) fn count(tree: &Tree, page: &Lines, words: &[usize], good: &[bool]) -> Above {
        let len = tree.len();
        let mut sums = Above {
            words: vec![0.0; len],
            good: vec![0.0; len],
            lines: vec![0; len],
            chars: vec![0; len],
            link_chars: vec![0; len],
        };
        for (i, line) in page.lines.iter().enumerate().filter(|(_, l)| !l.hidden) {
            for at in std::iter::once(line.node).chain(tree.ancestors(line.node)).chain([0]) {
                let at = at as usize;
                sums.words[at] += words[i] as f32;
                sums.good[at] += if good[i] { words[i] as f32 } else { 0.0 };
                sums.lines[at] += 1;
                sums.chars[at] += line.chars;
                sums.link_chars[at] += line.link_chars;
            }
        }
        sums
    }

    pub(super) fn good(&self, node: NodeIx) -> f32 {
        self.good.get(node as usize).copied().unwrap_or(0.0)
    }

    pub(super) fn words_below(&self, node: NodeIx) -> f32 {
        self.words.get(node as usize).copied().unwrap_or(0.0)
    }

    pub(super) fn lines_below(&self, node: NodeIx) -> f32 {
        self.lines.get(node as usize).map_or(0.0, |n| ln(*n as usize))
    }

    pub(super) fn links(&self, node: NodeIx) -> f32 {
        share(self.link_chars[node as usize], self.chars[node as usize])
    }

    /// Returns the deepest element that holds more than `part` of the good words.
    pub(super) fn container(&self, tree: &Tree, part: f32) -> NodeIx {
        let mut at = 0;
        let least = self.good(0) * part;
        while let Some(next) = tree.children(at).find(|c| self.good(*c) > least) {
            at = next;
        }
        at
    }
}

/// How many brothers of each element are built alike: comments, cards and teasers come in rows.
pub(super) struct Twins(Vec<u32>);

/// Words that an element must hold to count as one of a row.
const TWIN_WORDS: f32 = 6.0;

impl Twins {
    pub(super) fn count(tree: &Tree, page: &Lines, above: &Above) -> Twins {
        let mut counts = vec![0; tree.len()];
        let mut done = vec![false; tree.len()];
        for line in &page.lines {
            for at in std::iter::once(line.node).chain(tree.ancestors(line.node)) {
                let parent = tree.node(at).parent;
                if parent == NONE || std::mem::replace(&mut done[parent as usize], true) {
                    continue;
                }
                let mut children: Vec<(u64, NodeIx)> = tree
                    .children(parent)
                    .filter(|c| above.words_below(*c) >= TWIN_WORDS)
                    .map(|c| (signature(tree, c), c))
                    .collect();
                children.sort();
                for group in children.chunk_by(|a, b| a.0 == b.0) {
                    for (_, child) in group {
                        counts[*child as usize] = group.len() as u32;
                    }
                }
            }
        }
        Twins(counts)
    }

    pub(super) fn own(&self, node: NodeIx) -> u32 {
        self.0[node as usize]
    }

    /// Returns the largest row that something above the line's own element stands in, and how far up.
    pub(super) fn most(&self, tree: &Tree, node: NodeIx) -> (u32, f32) {
        let mut best = (0, FAR);
        for (up, at) in tree.ancestors(node).take(8).enumerate() {
            let count = self.0[at as usize];
            if count > best.0 && count > 1 {
                best = (count, up as f32);
            }
        }
        best
    }
}

/// Returns a number that elements of the same tag and class share.
pub(super) fn signature(tree: &Tree, node: NodeIx) -> u64 {
    let bytes = tree.name(node).bytes().chain([0]).chain(tree.attr(node, "class").unwrap_or("").bytes());
    // FNV-1a; digits are left out because classes number their elements.
    bytes
        .filter(|b| !b.is_ascii_digit())
        .fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

/// The way from a container to the top.
pub(super) struct Ladder {
    container: NodeIx,
    /// For each node of the tree its steps above the container, [`NONE`] when it is not above it.
    steps: Vec<u32>,
}

impl Ladder {
    pub(super) fn of(tree: &Tree, container: NodeIx) -> Ladder {
        let mut steps = vec![NONE; tree.len()];
        for (up, node) in std::iter::once(container).chain(tree.ancestors(container)).enumerate() {
            steps[node as usize] = up as u32;
        }
        Ladder { container, steps }
    }

    /// Steps from the line's place up to the container: 0 inside it directly, negative outside by the steps up from the
    /// container to something that holds both.
    pub(super) fn steps(&self, tree: &Tree, node: NodeIx) -> f32 {
        let mut chain = std::iter::once(node).chain(tree.ancestors(node)).enumerate();
        match chain.find(|(_, n)| self.steps[*n as usize] != NONE) {
            Some((up, n)) if n == self.container => (up as f32).min(12.0),
            Some((_, n)) => -(self.steps[n as usize] as f32).min(20.0),
            None => -20.0,
        }
    }
}
