//! Words as columns, and walks through their trees.

use std::{ops::Range, sync::Arc};

use text::Span;

use crate::{
    Label, Tag,
    english::{lemmatizer::Lemmas, pos::Pos},
};

/// The tokens of a text: one row each in every column, in the order of the text.
///
/// A head is in the same sentence, and a sentence has one root, which is its own head. Columns that were not asked for are empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tokens {
    /// Bytes of the text that was analysed. No two overlap; none is empty.
    pub span: Vec<Span>,
    /// Base forms, by [`Lemmas::of`]: `say` for `said`.
    pub lemma: Lemmas,
    /// Tags of the Penn Treebank.
    pub tag: Vec<Tag>,
    /// Parts of speech of Universal Dependencies.
    pub pos: Vec<Pos>,
    /// Rows of [`Tokens::morphologies`].
    pub morph: Vec<u16>,
    /// The token that each hangs on; itself when it is a root.
    pub head: Vec<u32>,
    /// What each is to its head.
    pub label: Vec<Label>,
    /// What [`Tokens::morph`] counts in, such as `Number=Sing|Person=3`, by Universal Dependencies' names.
    pub morphologies: Arc<[Box<str>]>,
    pub(crate) children: Children,
}

/// Who hangs on whom, in order: the children of token n are `all[ends[n - 1]..ends[n]]`, and all below it are in `reach[n]`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Children {
    ends: Vec<u32>,
    all: Vec<u32>,
    reach: Vec<Range<u32>>,
}

/// The way from one token to another: up to the token that is above both, and down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// From the first token, which is included, to the one above both, which is not.
    pub up: Vec<u32>,
    /// The lowest token that is above both or is one of them.
    pub top: u32,
    /// From below it to the second token, which is included.
    pub down: Vec<u32>,
}

impl Tokens {
    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.span.len()
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.span.is_empty()
    }

    /// Returns the words of token `token` in `text`, the text that was analysed; `""` for a token that is not there.
    pub fn word<'t>(&self, token: u32, text: &'t str) -> &'t str {
        self.span.get(token as usize).map_or("", |span| span.of(text))
    }

    /// Returns the lemma of a token, `""` when lemmas were not asked for.
    pub fn lemma(&self, token: u32) -> &str {
        if (token as usize) < self.lemma.end.len() { self.lemma.of(token as usize) } else { "" }
    }

    /// Returns whether the morphology of a token has this feature, such as `Number=Plur`.
    pub fn has(&self, token: u32, feature: &str) -> bool {
        self.morphology(token).split('|').any(|has| has == feature)
    }

    /// Returns the morphology of a token, `""` when there is none.
    pub fn morphology(&self, token: u32) -> &str {
        let row = self.morph.get(token as usize).and_then(|row| self.morphologies.get(usize::from(*row)));
        row.map_or("", |row| row)
    }

    /// Returns the tokens that have a byte in `span`.
    pub fn within(&self, span: Span) -> Range<u32> {
        let start = self.span.partition_point(|token| token.end <= span.start);
        let end = self.span.partition_point(|token| token.start < span.end);
        start as u32..end.max(start) as u32
    }

    /// Returns the bytes from the first of some tokens to the last; an empty span for none.
    pub fn words(&self, tokens: Range<u32>) -> Span {
        let ends = self.span.get(tokens.start as usize).zip(self.span.get((tokens.end as usize).saturating_sub(1)));
        match ends {
            Some((first, last)) if tokens.start < tokens.end => Span { start: first.start, end: last.end },
            _ => Span::default(),
        }
    }

    /// Returns the tokens that hang on `token`, in order.
    pub fn children(&self, token: u32) -> &[u32] {
        let Children { ends, all, .. } = &self.children;
        let Some(end) = ends.get(token as usize) else { return &[] };
        let start = (token as usize).checked_sub(1).map_or(0, |before| ends[before]);
        &all[start as usize..*end as usize]
    }

    /// Returns the subject of a verb that the parser hung on an aside which has a subject of its own: "Vane, the Herald reported, would
    /// not sign".
    pub fn subject_before_aside(&self, verb: u32) -> Option<u32> {
        let is = |token: &u32, label: Label| self.label[*token as usize] == label;
        let aside = self.children(verb).iter().find(|at| **at < verb && is(at, Label::Parataxis))?;
        let mut subjects = self.children(*aside).iter().copied().filter(|at| is(at, Label::Nsubj));
        let first = subjects.next()?;
        subjects.next().map(|_| first)
    }

    /// Returns the first child with one of these labels.
    pub fn child(&self, token: u32, labels: &[Label]) -> Option<u32> {
        self.children(token).iter().copied().find(|child| labels.contains(&self.label[*child as usize]))
    }

    /// Returns the token that `token` hangs on, none for a root.
    pub fn parent(&self, token: u32) -> Option<u32> {
        self.head.get(token as usize).copied().filter(|head| *head != token)
    }

    /// Returns the tokens above `token`, from its head to the root.
    pub fn ancestors(&self, token: u32) -> impl Iterator<Item = u32> {
        // a tree is not deeper than it has tokens: what is no tree ends too
        std::iter::successors(self.parent(token), |token| self.parent(*token)).take(self.len())
    }

    /// Returns `token` and all below it, in the order of the text.
    pub fn subtree(&self, token: u32) -> Vec<u32> {
        let mut found = vec![token];
        let mut at = 0;
        while at < found.len() && found.len() <= self.len() {
            found.extend_from_slice(self.children(found[at]));
            at += 1;
        }
        found.sort_unstable();
        found
    }

    /// Returns the tokens from the leftmost to the rightmost of a subtree. Where arcs cross, others are between them. Costs
    /// nothing; `subtree` lists them.
    pub fn reach(&self, token: u32) -> Range<u32> {
        self.children.reach.get(token as usize).cloned().unwrap_or(token..token)
    }

    /// Returns the token of `tokens` that all others hang on, directly or not: the first whose head is outside, an article only where
    /// nothing else is: in "the Daily" of "the Daily paper" both hang on "paper".
    pub fn head_of(&self, tokens: Range<u32>) -> Option<u32> {
        let outside = |token: &u32| self.parent(*token).is_none_or(|head| !tokens.contains(&head));
        let mut heads = tokens.clone().filter(|token| (*token as usize) < self.head.len()).filter(outside);
        let first = heads.next()?;
        let article = |token: u32| self.label[token as usize] == Label::Det;
        if article(first) { heads.find(|head| !article(*head)).or(Some(first)) } else { Some(first) }
    }

    /// Returns the way between two tokens, none when they are not in one tree. Linear in the depth of the tree.
    pub fn path(&self, from: u32, to: u32) -> Option<Path> {
        let up = |token: u32| std::iter::once(token).chain(self.ancestors(token)).collect::<Vec<u32>>();
        let (mut up, mut down) = (up(from), up(to));
        let mut top = None;
        while up.last() == down.last()
            && let Some(common) = up.pop()
        {
            top = Some(common);
            down.pop();
        }
        down.reverse();
        Some(Path { up, top: top?, down })
    }

    /// Lists the children; to be called when the heads are there.
    pub(crate) fn link(&mut self) {
        let Children { ends, all, reach } = &mut self.children;
        ends.clear();
        ends.resize(self.head.len(), 0);
        all.clear();
        let arcs = || self.head.iter().zip(0_u32..).filter(|(head, token)| *head != token);
        for (head, _) in arcs() {
            ends[*head as usize] += 1;
        }
        let mut total = 0;
        for end in ends.iter_mut() {
            total += *end;
            *end = total - *end;
        }
        // each end is its token's beginning until its children are put there
        all.resize(total as usize, 0);
        for (head, token) in arcs() {
            let end = &mut ends[*head as usize];
            all[*end as usize] = token;
            *end += 1;
        }
        // from the roots down, then each to its head from the last found to the first
        let mut order: Vec<u32> =
            self.head.iter().zip(0..).filter(|(head, token)| *head == token).map(|(_, token)| token).collect();
        let mut at = 0;
        while let Some(token) = order.get(at).copied() {
            let start = (token as usize).checked_sub(1).map_or(0, |before| ends[before]);
            order.extend_from_slice(&all[start as usize..ends[token as usize] as usize]);
            at += 1;
        }
        reach.clear();
        reach.extend((0..self.head.len() as u32).map(|token| token..token + 1));
        for token in order.into_iter().rev() {
            let (Range { start, end }, head) = (reach[token as usize].clone(), self.head[token as usize]);
            let above = &mut reach[head as usize];
            *above = above.start.min(start)..above.end.max(end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The envoys | of Norland | said they | left.
    fn tokens() -> Tokens {
        let head = vec![1, 4, 1, 2, 4, 6, 4, 4];
        let span = (0..8).map(|n| Span { start: 3 * n, end: 3 * n + 2 }).collect();
        let mut tokens = Tokens { head, span, label: vec![Label::Dep; 8], ..Tokens::default() };
        tokens.link();
        tokens
    }

    #[test]
    fn a_tree_is_walked() {
        let tokens = tokens();
        assert_eq!(tokens.children(4), [1, 6, 7]);
        assert_eq!(tokens.children(0), [0; 0]);
        assert_eq!(tokens.children(99), [0; 0]);
        assert_eq!(tokens.subtree(1), [0, 1, 2, 3]);
        assert_eq!(tokens.reach(6), 5..7);
        for token in 0..8 {
            let subtree = tokens.subtree(token);
            assert_eq!(tokens.reach(token), subtree[0]..subtree[subtree.len() - 1] + 1);
        }
        assert_eq!(tokens.ancestors(3).collect::<Vec<_>>(), [2, 1, 4]);
        assert_eq!(tokens.head_of(0..4), Some(1));
        assert_eq!(tokens.head_of(5..6), Some(5));
        assert_eq!(tokens.head_of(3..3), None);
    }

    #[test]
    fn a_path_goes_over_the_lowest_common_token() {
        let tokens = tokens();
        assert_eq!(tokens.path(3, 5), Some(Path { up: vec![3, 2, 1], top: 4, down: vec![6, 5] }));
        assert_eq!(tokens.path(2, 1), Some(Path { up: vec![2], top: 1, down: vec![] }));
        assert_eq!(tokens.path(1, 1), Some(Path { up: vec![], top: 1, down: vec![] }));
    }

    #[test]
    fn bytes_find_their_tokens() {
        let tokens = tokens();
        assert_eq!(tokens.within(Span { start: 3, end: 7 }), 1..3);
        assert_eq!(tokens.within(Span { start: 2, end: 3 }), 1..1);
        assert_eq!(tokens.words(1..3), Span { start: 3, end: 8 });
        assert_eq!(tokens.words(3..3), Span::default());
    }
}
