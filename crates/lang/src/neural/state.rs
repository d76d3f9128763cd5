//! The parser's state: words on a stack, words to come, and the arcs between them.

/// No word.
const NONE: u32 = u32::MAX;

/// A state of the arc-eager system with words that go back to the buffer and with sentence breaks: M. Honnibal and
/// M. Johnson, "An Improved Non-monotonic Transition System for Dependency Parsing", EMNLP 2015.
#[derive(Debug, Default)]
pub struct State {
    stack: Vec<u32>,
    /// Words that were put back, the next one last.
    back: Vec<u32>,
    /// The first word that was never read.
    next: u32,
    words: Vec<Word>,
    /// Sentences are given: none begins elsewhere, and each has one root.
    is_bound: bool,
}

#[derive(Debug, Clone, Copy)]
struct Word {
    head: u32,
    label: u8,
    /// It went back to the buffer once and is not to be shifted again.
    shifted: bool,
    starts_sentence: bool,
    /// The child on either side that was made last.
    last_left: u32,
    last_right: u32,
    /// The child of the same head, on the same side, that was made before this one.
    before: u32,
}

const NEW: Word = Word {
    head: NONE,
    label: 0,
    shifted: false,
    starts_sentence: false,
    last_left: NONE,
    last_right: NONE,
    before: NONE,
};

/// Kinds of actions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The next word goes onto the stack.
    Shift,
    /// The top of the stack is done with, or goes back when it has no head yet.
    Reduce,
    /// The top of the stack becomes a child of the next word.
    Left,
    /// The next word becomes a child of the top of the stack and goes onto it.
    Right,
    /// A sentence begins after the next word.
    Break,
}

impl State {
    /// The state before the first of so many words. When `starts` is not empty, sentences begin at these words, and
    /// nowhere else.
    pub fn begin(&mut self, words: usize, starts: impl ExactSizeIterator<Item = usize>) {
        self.stack.clear();
        self.back.clear();
        self.next = 0;
        self.words.clear();
        self.words.resize(words, NEW);
        self.is_bound = starts.len() > 0;
        for start in starts {
            self.words[start].starts_sentence = true;
        }
    }

    /// Nothing is left to do.
    pub fn is_over(&self) -> bool {
        self.stack.is_empty() && self.coming(0).is_none()
    }

    /// Whether actions of a kind are allowed.
    pub fn allows(&self, kind: Kind) -> bool {
        let starts = |word: usize| self.words[word].starts_sentence;
        match (kind, self.coming(0), self.coming(1)) {
            (Kind::Break, ..) if self.is_bound => false,
            (Kind::Reduce, next, _) if self.is_bound && self.stack.len() == 1 => {
                // a word that has no head yet may go only when no word of its sentence is left to be its head
                self.top(0).is_some_and(|top| self.words[top].head != NONE) || next.is_none_or(starts)
            }
            (Kind::Reduce, ..) => !self.stack.is_empty(),
            (_, None, _) => false,
            (Kind::Shift, ..) if self.stack.is_empty() => true,
            (Kind::Shift, Some(next), after) => after.is_some() && !starts(next) && !self.words[next].shifted,
            (Kind::Left | Kind::Right, Some(next), _) => !self.stack.is_empty() && !starts(next),
            (Kind::Break, Some(next), Some(after)) => after == next + 1 && !starts(after),
            (Kind::Break, _, None) => false,
        }
    }

    /// Acts. Does nothing where the words for it are not there.
    pub fn act(&mut self, kind: Kind, label: u8) {
        match (kind, self.top(0), self.coming(0)) {
            (Kind::Shift, _, Some(_)) => self.push(),
            (Kind::Reduce, Some(top), _) => {
                self.stack.pop();
                if self.words[top].head == NONE && !self.stack.is_empty() {
                    self.words[top].shifted = true;
                    self.back.push(top as u32);
                }
            }
            (Kind::Left, Some(top), Some(next)) => {
                self.attach(top, next, label);
                self.words[next].shifted = false;
                self.stack.pop();
            }
            (Kind::Right, Some(top), Some(next)) => {
                self.attach(next, top, label);
                self.push();
            }
            (Kind::Break, ..) => {
                if let Some(after) = self.coming(1) {
                    self.words[after].starts_sentence = true;
                }
            }
            _ => {}
        }
    }

    /// The words that the scores follow from: the next two, the top three of the stack, the last left child of the next
    /// word and of the top, the last right child of the top.
    pub fn roles(&self) -> [Option<usize>; 8] {
        let (next, top) = (self.coming(0), self.top(0));
        [
            next,
            self.coming(1),
            top,
            self.top(1),
            self.top(2),
            next.and_then(|word| index(self.words[word].last_left)),
            top.and_then(|word| index(self.words[word].last_left)),
            top.and_then(|word| index(self.words[word].last_right)),
        ]
    }

    /// Each word's head and label, none for a word without a head.
    pub fn heads(&self) -> impl Iterator<Item = Option<(u32, u8)>> {
        self.words.iter().map(|word| (word.head != NONE).then_some((word.head, word.label)))
    }

    /// A word of the buffer, 0 being the next one.
    fn coming(&self, at: usize) -> Option<usize> {
        match self.back.len().checked_sub(at + 1) {
            Some(at) => Some(self.back[at] as usize),
            None => Some(self.next as usize + at - self.back.len()).filter(|word| *word < self.words.len()),
        }
    }

    /// A word of the stack, 0 being the top.
    fn top(&self, at: usize) -> Option<usize> {
        self.stack.len().checked_sub(at + 1).map(|at| self.stack[at] as usize)
    }

    /// The next word goes onto the stack.
    fn push(&mut self) {
        let word = self.back.pop().unwrap_or_else(|| {
            self.next += 1;
            self.next - 1
        });
        self.stack.push(word);
    }

    /// Makes `child` a child of `head` and of nobody else.
    fn attach(&mut self, child: usize, head: usize, label: u8) {
        if let Some(former) = index(self.words[child].head) {
            self.detach(child, former);
        }
        let last = self.last_child(head, child);
        let before = std::mem::replace(last, child as u32);
        self.words[child] = Word { head: head as u32, label, before, ..self.words[child] };
    }

    /// Takes a child from its head's list.
    fn detach(&mut self, child: usize, head: usize) {
        let before = self.words[child].before;
        let last = self.last_child(head, child);
        if *last == child as u32 {
            *last = before;
            return;
        }
        let mut at = index(*last);
        while let Some(sibling) = at {
            let link = &mut self.words[sibling].before;
            if *link == child as u32 {
                *link = before;
                return;
            }
            at = index(*link);
        }
    }

    /// The last child that a head has on a word's side.
    fn last_child(&mut self, head: usize, side: usize) -> &mut u32 {
        let word = &mut self.words[head];
        if side < head { &mut word.last_left } else { &mut word.last_right }
    }
}

fn index(word: u32) -> Option<usize> {
    (word != NONE).then_some(word as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(words: usize, actions: &[(Kind, u8)]) -> State {
        let mut state = State::default();
        state.begin(words, [].into_iter());
        for (kind, label) in actions {
            assert!(state.allows(*kind), "{kind:?} in {state:?}");
            state.act(*kind, *label);
        }
        state
    }

    use Kind::{Break, Left, Reduce, Right, Shift};

    #[test]
    fn three_words_become_a_tree() {
        // She saw him
        let state = state(3, &[(Shift, 0), (Left, 1), (Shift, 0), (Right, 2), (Reduce, 0), (Reduce, 0)]);
        assert!(state.is_over());
        assert_eq!(state.heads().collect::<Vec<_>>(), [Some((1, 1)), None, Some((1, 2))]);
    }

    #[test]
    fn a_word_without_a_head_goes_back_and_is_not_shifted_again() {
        let mut state = state(3, &[(Shift, 0), (Shift, 0), (Reduce, 0)]);
        assert_eq!(state.roles()[..4], [Some(1), Some(2), Some(0), None]);
        assert!(!state.allows(Shift));
        state.act(Right, 3);
        assert_eq!(state.roles()[..4], [Some(2), None, Some(1), Some(0)]);
        assert_eq!(state.roles()[7], None);
        assert!(!state.allows(Shift), "the last word is not shifted onto others");
    }

    #[test]
    fn a_later_arc_replaces_the_earlier_one() {
        let mut state = state(4, &[(Shift, 0), (Right, 1), (Right, 2)]);
        assert_eq!(state.roles()[7], None);
        state.act(Left, 3);
        assert_eq!(state.heads().collect::<Vec<_>>(), [None, Some((0, 1)), Some((3, 3)), None]);
        let [next, _, top, .., left, _, right] = state.roles();
        assert_eq!((next, top, left, right), (Some(3), Some(1), Some(2), None));
        state.act(Left, 4);
        assert_eq!(state.roles()[5], Some(1));
        assert_eq!(state.roles()[7], None, "word 1 is no longer a child of word 0");
    }

    #[test]
    fn no_arc_crosses_a_break() {
        let mut state = state(3, &[(Shift, 0), (Break, 0)]);
        assert!(!state.allows(Break));
        state.act(Right, 1);
        for kind in [Shift, Left, Right] {
            assert!(!state.allows(kind));
        }
        state.act(Reduce, 0);
        state.act(Reduce, 0);
        assert!(state.allows(Shift));
    }

    #[test]
    fn a_given_sentence_has_one_root_and_no_other_begins() {
        let mut state = State::default();
        state.begin(4, [0, 3].into_iter());
        state.act(Shift, 0);
        assert!(!state.allows(Break) && !state.allows(Reduce), "word 1 can still be its head");
        state.act(Shift, 0);
        state.act(Right, 1);
        state.act(Reduce, 0);
        state.act(Reduce, 0);
        assert_eq!(state.roles()[..3], [Some(1), Some(3), Some(0)], "word 1 is asked again");
        state.act(Right, 2);
        for kind in [Shift, Left, Right] {
            assert!(!state.allows(kind), "word 3 begins a sentence");
        }
        state.act(Reduce, 0);
        assert!(state.allows(Reduce));
        state.act(Reduce, 0);
        assert!(state.allows(Shift));
    }

    #[test]
    fn nothing_happens_where_there_are_no_words() {
        let mut state = state(0, &[]);
        for kind in [Shift, Reduce, Left, Right, Break] {
            assert!(!state.allows(kind));
            state.act(kind, 1);
        }
        assert!(state.is_over());
    }
}
