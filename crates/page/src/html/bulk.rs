//! How much text lies below each node of a tree.

use super::{
    elements::is_unseen,
    tree::{Data, NONE, NodeIx, Tree},
};

/// Bytes of the shortest paragraph that counts as running text.
const MIN_PROSE: u32 = 60;

/// Bytes of text that are no white space, by node. What is never shown counts nothing.
#[derive(Debug)]
pub struct Bulk {
    words: Vec<u32>,
    prose: Vec<u32>,
}

impl Bulk {
    /// Measures a tree. Linear in its size.
    pub fn of(tree: &Tree) -> Bulk {
        let mut order: Vec<NodeIx> = Vec::with_capacity(tree.len());
        let mut at = Some(0);
        while let Some(node) = at {
            let enter = match &tree.node(node).data {
                Data::Element(name, _) => !is_unseen(&name.local),
                _ => true,
            };
            order.push(node);
            at = tree.following(node, 0, enter);
        }
        let mut bulk = Bulk { words: vec![0; tree.len()], prose: vec![0; tree.len()] };
        for &node in order.iter().rev() {
            let ix = node as usize;
            if let Data::Text(words) = &tree.node(node).data {
                bulk.words[ix] = solid_bytes(words);
            } else if tree.name(node) == "p" && bulk.words[ix] >= MIN_PROSE {
                bulk.prose[ix] = bulk.words[ix];
            }
            let parent = tree.node(node).parent;
            if parent != NONE && node != 0 {
                bulk.words[parent as usize] += bulk.words[ix];
                bulk.prose[parent as usize] += bulk.prose[ix];
            }
        }
        bulk
    }

    /// Bytes of the words below a node.
    pub fn words(&self, node: NodeIx) -> u32 {
        self.words[node as usize]
    }

    /// Bytes of the long paragraphs below a node, itself included.
    pub fn prose(&self, node: NodeIx) -> u32 {
        self.prose[node as usize]
    }
}

/// Counts the bytes that are no white space.
fn solid_bytes(words: &str) -> u32 {
    if words.is_ascii() {
        let solid = |piece: &[u8]| piece.iter().map(|b| u8::from(!matches!(b, 9..=13 | b' '))).sum::<u8>();
        words.as_bytes().chunks(128).map(|piece| u32::from(solid(piece))).sum()
    } else {
        words.split_whitespace().map(|word| word.len() as u32).sum()
    }
}
