//! A finished tree: words with two-part labels find their real heads, and sentences begin where trees do.

/// No word.
const NONE: u32 = u32::MAX;

/// Words that are looked at for two-part labels, for each word of a text. A sentence of no more words needs no more; beyond
/// it words keep their present heads, so that a sentence without end costs no square of its length.
const LOOKS: usize = 256;

/// Rounds of widening at most, as in spaCy; more than one only where arcs cross.
const ROUNDS: usize = 12;

/// Heads and labels of a text's words; room to work on them.
#[derive(Debug, Default)]
pub struct Tree {
    heads: Vec<u32>,
    labels: Vec<u8>,
    /// The outermost words below each word, itself included.
    edges: Vec<(u32, u32)>,
    /// Children in order: the next sibling of each word, then the first child of each.
    links: Vec<u32>,
    level: Vec<u32>,
    deeper: Vec<u32>,
    starts: Vec<bool>,
    /// Words that may still be looked at.
    looks: usize,
}

impl Tree {
    /// Takes heads and labels; a word without becomes its own head, labelled `root`.
    pub fn begin(&mut self, arcs: impl Iterator<Item = Option<(u32, u8)>>, root: u8) {
        self.heads.clear();
        self.labels.clear();
        for (word, arc) in (0..).zip(arcs) {
            let (head, label) = arc.unwrap_or((word, root));
            self.heads.push(head);
            self.labels.push(label);
        }
    }

    /// Adds heads and labels.
    pub fn write(&self, heads: &mut Vec<u32>, labels: &mut Vec<u8>) {
        heads.extend_from_slice(&self.heads);
        labels.extend_from_slice(&self.labels);
    }

    /// Adds for each word whether a sentence begins with it: the leftmost word below one that is its own head.
    pub fn mark_sentences(&mut self, starts: &mut Vec<bool>) {
        self.widen();
        starts.extend_from_slice(&self.starts);
    }

    /// Finds the edges, and the sentence starts that follow from them.
    ///
    /// As spaCy does it: children widen their heads once from left to right and once from right to left, again until
    /// no head lies outside of its sentence.
    fn widen(&mut self) {
        self.edges.clear();
        self.edges.extend((0..).zip(&self.heads).map(|(word, _)| (word, word)));
        for _ in 0..ROUNDS {
            let words = self.heads.len();
            for word in (0..words).chain((0..words).rev()) {
                let (left, right) = self.edges[word];
                let edges = &mut self.edges[self.heads[word] as usize];
                *edges = (edges.0.min(left), edges.1.max(right));
            }
            self.starts.clear();
            self.starts.resize(words, false);
            for (word, head) in self.heads.iter().enumerate() {
                if *head as usize == word {
                    self.starts[self.edges[word].0 as usize] = true;
                }
            }
            if self.heads_are_inside() {
                break;
            }
        }
    }

    /// Whether each word's head is in its sentence. The text's last word counts as the next sentence's start, and the
    /// words of a sentence may have their head there: so spaCy has it.
    fn heads_are_inside(&self) -> bool {
        let mut start = 0;
        for word in 0..self.heads.len() {
            if word > 0 && self.starts[word] || word + 1 == self.heads.len() {
                if self.heads[start..word].iter().any(|head| !(start..=word).contains(&(*head as usize))) {
                    return false;
                }
                start = word;
            }
        }
        true
    }

    /// Lists everyone's children.
    fn list_children(&mut self) {
        self.links.clear();
        self.links.resize(2 * self.heads.len(), NONE);
        for word in (0..self.heads.len()).rev() {
            self.insert(word as u32);
        }
    }

    /// Where the first child of a word is linked.
    fn first(&self, word: u32) -> usize {
        self.heads.len() + word as usize
    }

    /// Puts a word among its head's children, in order. A word is no child of itself.
    fn insert(&mut self, word: u32) {
        let head = self.heads[word as usize];
        if head == word {
            return;
        }
        let mut at = self.first(head);
        while self.links[at] < word {
            at = self.links[at] as usize;
            self.looks = self.looks.saturating_sub(1);
        }
        self.links[word as usize] = std::mem::replace(&mut self.links[at], word);
    }

    /// Takes a word from its head's children.
    fn remove(&mut self, word: u32) {
        let mut at = self.first(self.heads[word as usize]);
        while self.links[at] < word {
            at = self.links[at] as usize;
            self.looks = self.looks.saturating_sub(1);
        }
        if self.links[at] == word {
            self.links[at] = self.links[word as usize];
        }
    }

    /// The first word with a label below a word's head, level by level, each from left to right. Nothing below `word`
    /// itself or below a word to be skipped is looked at, nor what is beyond the edges that a head had at first.
    fn find(&mut self, word: u32, label: u8, skip: impl Fn(usize) -> bool) -> Option<u32> {
        self.level.clear();
        self.level.push(self.heads[word as usize]);
        while !self.level.is_empty() {
            self.deeper.clear();
            for head in &self.level {
                let (left, right) = self.edges[*head as usize];
                let mut child = self.links[self.first(*head)];
                while child != NONE {
                    self.looks = self.looks.checked_sub(1)?;
                    let seen = (left..=right).contains(&child) && child != word && !skip(child as usize);
                    if seen && self.labels[child as usize] == label {
                        return Some(child);
                    }
                    if seen {
                        self.deeper.push(child);
                    }
                    child = self.links[child as usize];
                }
            }
            std::mem::swap(&mut self.level, &mut self.deeper);
        }
        None
    }
}

/// Gives words whose label has two parts the first one, and as head the word below their head that has the second.
///
/// From left to right: later words see what became of earlier ones. White space is neither a head nor looked below.
pub fn children_of_parts(tree: &mut Tree, parts: &[Option<(u8, u8)>], is_space: impl Fn(usize) -> bool) {
    let two_part = |label: &u8| parts[*label as usize].is_some();
    if !tree.labels.iter().any(two_part) {
        return;
    }
    tree.widen();
    tree.list_children();
    tree.looks = LOOKS * tree.heads.len();
    for word in 0..tree.heads.len() {
        if let Some((label, of)) = parts[tree.labels[word] as usize] {
            if let Some(head) = tree.find(word as u32, of, &is_space) {
                tree.remove(word as u32);
                tree.heads[word] = head;
                tree.insert(word as u32);
            }
            tree.labels[word] = label;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(heads: &[u32], labels: &[u8]) -> Tree {
        let mut tree = Tree::default();
        let arcs = heads.iter().zip(labels).zip(0..);
        tree.begin(arcs.map(|((head, label), word)| (*head != word).then_some((*head, *label))), 0);
        tree
    }

    fn starts(tree: &mut Tree) -> Vec<bool> {
        let mut starts = Vec::new();
        tree.mark_sentences(&mut starts);
        starts
    }

    #[test]
    fn sentences_begin_where_trees_do() {
        assert_eq!(starts(&mut tree(&[1, 1, 1, 4, 4], &[1; 5])), [true, false, false, true, false]);
        assert!(starts(&mut tree(&[], &[])).is_empty());
        // The first word of the second sentence is two arcs below its head.
        assert_eq!(starts(&mut tree(&[0, 2, 4, 4, 4], &[1; 5])), [true, true, false, false, false]);
    }

    #[test]
    fn a_word_finds_its_head_below_its_present_one() {
        // 2 is labelled 5: a 1, below the first 3 that is below its head. 1 is white space with that label.
        let mut parts = [None; 6];
        parts[5] = Some((1, 3));
        let mut tree = tree(&[4, 4, 4, 4, 4, 4], &[2, 3, 5, 3, 0, 3]);
        children_of_parts(&mut tree, &parts, |word| word == 1);
        assert_eq!(tree.heads, [4, 4, 3, 4, 4, 4]);
        assert_eq!(tree.labels, [2, 3, 1, 3, 0, 3]);
    }

    #[test]
    fn a_sentence_without_end_is_looked_through_only_so_often() {
        // every word hangs on the first and looks for a label that none has
        const WORDS: usize = 20_000;
        let mut parts = [None; 6];
        parts[5] = Some((1, 4));
        let mut tree = tree(&[0; WORDS], &[5; WORDS]);
        children_of_parts(&mut tree, &parts, |_| false);
        assert_eq!(tree.looks, 0);
        assert!(tree.heads.iter().all(|head| *head == 0) && tree.labels.iter().skip(1).all(|label| *label == 1));
    }

    #[test]
    fn a_word_whose_head_is_not_found_keeps_the_present_one() {
        let mut parts = [None; 6];
        parts[5] = Some((1, 4));
        let mut tree = tree(&[1, 1, 1], &[5, 0, 2]);
        children_of_parts(&mut tree, &parts, |_| false);
        assert_eq!((&tree.heads[..], &tree.labels[..]), (&[1, 1, 1][..], &[1, 0, 2][..]));
    }
}
