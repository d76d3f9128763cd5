//! Tags, labels and words -> parts of speech and morphology.
//!
//! Source: the model's attribute ruler, some 180 rules over one or two tokens. Each tests the tag, the label, the word in
//! lower case and whether it is white space; all are tested before any acts, then they act in order. `train` turns the
//! tests round: for each tag, label and word the set of rules that it passes. What the rules at a token are is then the
//! intersection of its four sets.
//!
//! Layout of `table.ruler`, little-endian; a text has its length in bytes before it as one byte, a set is [`SETS`] `u64`:
//! morphologies and lemmas (each a `u16` count and the texts); the tag and the label that rules set (a text each); `u16`
//! count of rules and for each the `u8` token that it sets (0 or 1), its [`Pos`] (`u8`), morphology and lemma (`u16`) or
//! all ones, and whether it sets the tag (1) or the label (2) (`u8`); the set of rules over two tokens. Then, for the
//! first and for the second token of a rule: tags (`u16` count, text and set of each), the set for any other tag; labels
//! likewise, with one set more for no label; words (`u16` count and sets by number); sets for what is not and what is
//! white space.

use super::{
    pos::Pos,
    tables::{Cursor, TableError},
    tokens::Tokens,
};

/// Numbers that hold a set of rules.
pub const SETS: usize = 3;
type Set = [u64; SETS];

/// The label of a token that has none.
pub const NO_LABEL: u8 = u8::MAX;
/// No lemma was set.
pub const NO_LEMMA: u16 = u16::MAX;

/// Gives tokens their part of speech and morphology.
#[derive(Debug, Clone)]
pub struct Ruler {
    morphologies: Vec<String>,
    lemmas: Vec<String>,
    actions: Vec<Action>,
    /// Rules over two tokens.
    pairs: Set,
    first: Tests,
    second: Tests,
    tag: u8,
    label: u8,
}

/// What the ruler says of tokens: one row each in every column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rulings {
    /// Part of speech.
    pub pos: Vec<Pos>,
    /// Index into [`Ruler::morphologies`].
    pub morphology: Vec<u16>,
    /// Index into [`Ruler::lemmas`] or [`NO_LEMMA`].
    pub lemma: Vec<u16>,
}

#[derive(Debug, Clone, Copy)]
struct Action {
    sets_second: bool,
    pos: Option<Pos>,
    morphology: Option<u16>,
    lemma: Option<u16>,
    sets_tag: bool,
    sets_label: bool,
}

/// Which rules a tag, label, word or kind passes.
#[derive(Debug, Clone)]
struct Tests {
    tags: Vec<Set>,
    labels: Vec<Set>,
    no_label: Set,
    words: Vec<Set>,
    spaces: [Set; 2],
}

impl Ruler {
    /// Opens `table.ruler` for a tagger and parser with these labels, in order of their numbers.
    ///
    /// # Errors
    ///
    /// When the table is damaged, or a label that a rule sets is not among those given.
    pub fn new(table: &[u8], tags: &[impl AsRef<str>], labels: &[impl AsRef<str>]) -> Result<Ruler, TableError> {
        let tags: Vec<&str> = tags.iter().map(AsRef::as_ref).collect();
        let labels: Vec<&str> = labels.iter().map(AsRef::as_ref).collect();
        read(&mut Cursor(table), &tags, &labels).ok_or(TableError { name: "table.ruler" })
    }

    /// Returns the morphologies, such as `Number=Sing`; the first is empty.
    pub fn morphologies(&self) -> &[String] {
        &self.morphologies
    }

    /// Returns the lemmas that rules set.
    pub fn lemmas(&self) -> &[String] {
        &self.lemmas
    }

    /// Writes over `rulings` what the rules say of `tokens`, whose tags and labels are given by number; a label may be
    /// [`NO_LABEL`]. Changes the tag and label of white space.
    ///
    /// # Panics
    ///
    /// When `tags` or `labels` are fewer than the tokens, or a number is none of those the ruler was opened with.
    pub fn rule(&self, tokens: &Tokens, tags: &mut [u8], labels: &mut [u8], rulings: &mut Rulings) {
        rulings.pos.clear();
        rulings.morphology.clear();
        rulings.lemma.clear();
        let passed = |tests: &Tests, tag, label, index: usize| {
            tests.passed(tag, label, tokens.word[index], tokens.features[index].is_space)
        };
        // rules of the token before that set this one
        let mut carried = [0; SETS];
        for index in 0..tokens.len() {
            let mut rules = passed(&self.first, tags[index], labels[index], index);
            let mut here = carried;
            carried = [0; SETS];
            let pairs = and(rules, self.pairs);
            if pairs != [0; SETS] {
                rules = and(rules, self.pairs.map(|set| !set));
                if index + 1 < tokens.len() {
                    let next = passed(&self.second, tags[index + 1], labels[index + 1], index + 1);
                    for rule in members(and(pairs, next)) {
                        let set = if self.actions[rule].sets_second { &mut carried } else { &mut here };
                        set[rule / 64] |= 1 << (rule % 64);
                    }
                }
            }
            let (mut pos, mut morphology, mut lemma) = (Pos::Other, 0, NO_LEMMA);
            for rule in members(or(rules, here)) {
                let action = &self.actions[rule];
                pos = action.pos.unwrap_or(pos);
                morphology = action.morphology.unwrap_or(morphology);
                lemma = action.lemma.unwrap_or(lemma);
                if action.sets_tag {
                    tags[index] = self.tag;
                }
                if action.sets_label {
                    labels[index] = self.label;
                }
            }
            rulings.pos.push(pos);
            rulings.morphology.push(morphology);
            rulings.lemma.push(lemma);
        }
    }
}

impl Tests {
    fn passed(&self, tag: u8, label: u8, word: u16, is_space: bool) -> Set {
        let label = if label == NO_LABEL { &self.no_label } else { &self.labels[usize::from(label)] };
        let both = and(self.tags[usize::from(tag)], *label);
        let word = self.words.get(usize::from(word)).unwrap_or(&self.words[0]);
        and(both, and(*word, self.spaces[usize::from(is_space)]))
    }
}

fn and(a: Set, b: Set) -> Set {
    std::array::from_fn(|n| a[n] & b[n])
}

fn or(a: Set, b: Set) -> Set {
    std::array::from_fn(|n| a[n] | b[n])
}

/// Returns the rules of a set in rising order.
fn members(set: Set) -> impl Iterator<Item = usize> {
    set.into_iter().enumerate().flat_map(|(n, mut bits)| {
        std::iter::from_fn(move || {
            let lowest = bits.trailing_zeros();
            bits &= bits.wrapping_sub(1);
            (lowest < 64).then_some(n * 64 + lowest as usize)
        })
    })
}

fn read(at: &mut Cursor, tags: &[&str], labels: &[&str]) -> Option<Ruler> {
    let texts = |at: &mut Cursor| (0..at.u16()?).map(|_| at.text().map(str::to_owned)).collect::<Option<Vec<String>>>();
    let (morphologies, lemmas) = (texts(at)?, texts(at)?);
    let number = |all: &[&str], name: &str| u8::try_from(all.iter().position(|known| *known == name)?).ok();
    let (tag, label) = (number(tags, at.text()?)?, number(labels, at.text()?)?);
    let actions = (0..at.u16()?).map(|_| action(at, &morphologies, &lemmas)).collect::<Option<Vec<Action>>>()?;
    let pairs = set(at, actions.len())?;
    let mut tests = || tests(at, actions.len(), tags, labels);
    let (first, second) = (tests()?, tests()?);
    at.0.is_empty().then_some(Ruler { morphologies, lemmas, actions, pairs, first, second, tag, label })
}

fn action(at: &mut Cursor, morphologies: &[String], lemmas: &[String]) -> Option<Action> {
    let (second, pos, morphology, lemma, sets) = (at.u8()?, at.u8()?, at.u16()?, at.u16()?, at.u8()?);
    let of = |number: u16, all: &[String]| match number {
        u16::MAX => Some(None),
        number => (usize::from(number) < all.len()).then_some(Some(number)),
    };
    Some(Action {
        sets_second: second > 0,
        pos: Pos::ALL.get(usize::from(pos)).copied(),
        morphology: of(morphology, morphologies)?,
        lemma: of(lemma, lemmas)?,
        sets_tag: sets & 1 > 0,
        sets_label: sets & 2 > 0,
    })
}

fn tests(at: &mut Cursor, rules: usize, tags: &[&str], labels: &[&str]) -> Option<Tests> {
    let tags = named(at, rules, tags)?;
    let labels = named(at, rules, labels)?;
    let no_label = set(at, rules)?;
    let words: Vec<Set> = (0..at.u16()?).map(|_| set(at, rules)).collect::<Option<_>>()?;
    let spaces = [set(at, rules)?, set(at, rules)?];
    (!words.is_empty()).then_some(Tests { tags, labels, no_label, words, spaces })
}

/// Reads sets by name and returns those of `names`.
fn named(at: &mut Cursor, rules: usize, names: &[&str]) -> Option<Vec<Set>> {
    let known: Vec<(&str, Set)> = (0..at.u16()?).map(|_| Some((at.text()?, set(at, rules)?))).collect::<Option<_>>()?;
    let other = set(at, rules)?;
    let find = |name: &&str| known.iter().find(|(known, _)| known == name).map_or(other, |(_, set)| *set);
    Some(names.iter().map(find).collect())
}

/// Reads a set of some of `rules`.
fn set(at: &mut Cursor, rules: usize) -> Option<Set> {
    let mut set = [0; SETS];
    for number in &mut set {
        *number = at.u64()?;
    }
    members(set).all(|rule| rule < rules).then_some(set)
}
