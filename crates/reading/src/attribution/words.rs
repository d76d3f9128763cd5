//! The tokens of a text as columns that the features of attribution are made from.

use std::ops::Range;

use lang::{Analysis, Label, Pos, Tag, Tokens};
use text::Span;

use super::features::{hash, join};
use crate::quote::{opens_with_mark, quotes};

/// Steps up a tree that are followed, for reach; deeper ones are broken trees.
const MAX_DEPTH: usize = 60;
/// Verbs above one without subject whose subject may be its own.
const INHERITED: usize = 4;

/// One row a token, in the order of the text.
#[derive(Debug)]
pub struct Words<'a> {
    /// Their tags, trees and spans.
    pub tokens: &'a Tokens,
    /// Hash of the word in lower case.
    pub word: Vec<u32>,
    /// Hash of the lemma.
    pub lemma: Vec<u32>,
    /// Number of the tag.
    pub tag: Vec<u32>,
    /// Number of the label.
    pub label: Vec<u32>,
    /// Hash of the last three letters.
    pub suffix: Vec<u32>,
    /// Number of the kind of the entity that the token is in, from 1; 0 for none.
    pub entity: Vec<u32>,
    /// What the token is as an argument: the pronoun, the kind of entity, the noun, else the tag.
    pub sort: Vec<u32>,
    /// Number of its sentence and of its paragraph.
    pub sentence: Vec<u32>,
    /// See `sentence`.
    pub paragraph: Vec<u32>,
    /// Number of the quotation that it is in, marks included, from 1; 0 for none.
    pub quote: Vec<u32>,
    /// Whether it is a quotation mark.
    pub mark: Vec<bool>,
    /// Whether it is white space.
    pub space: Vec<bool>,
    /// First and last token of its subtree.
    pub left: Vec<u32>,
    /// See `left`.
    pub right: Vec<u32>,
    /// The token that is its own subject; itself for none.
    pub subject: Vec<u32>,
    /// Tokens of each sentence.
    pub sentences: Vec<Range<usize>>,
    /// Tokens of each paragraph.
    pub paragraphs: Vec<Range<usize>>,
}

impl<'a> Words<'a> {
    /// Makes the columns of an analysed text; `paragraphs` are its blocks, ascending.
    pub fn of(text: &str, analysis: &'a Analysis, paragraphs: &[Span]) -> Words<'a> {
        let tokens = &analysis.tokens;
        let n = tokens.head.len().min(tokens.tag.len());
        let mut words = Words {
            tokens,
            word: Vec::with_capacity(n),
            lemma: (0..n).map(|at| hash(tokens.lemma(at as u32))).collect(),
            tag: tokens.tag[..n].iter().map(|tag| *tag as u32).collect(),
            label: tokens.label[..n].iter().map(|label| *label as u32).collect(),
            suffix: Vec::with_capacity(n),
            entity: vec![0; n],
            sort: Vec::with_capacity(n),
            sentence: vec![0; n],
            paragraph: vec![0; n],
            quote: vec![0; n],
            mark: Vec::with_capacity(n),
            space: tokens.tag[..n].iter().map(|tag| *tag == Tag::Sp).collect(),
            left: (0..n as u32).collect(),
            right: (0..n as u32).collect(),
            subject: (0..n as u32).collect(),
            sentences: Vec::with_capacity(analysis.sentences.len()),
            paragraphs: Vec::with_capacity(paragraphs.len()),
        };
        for entity in &analysis.entities {
            let range = entity.tokens.start as usize..(entity.tokens.end as usize).min(n);
            words.entity.get_mut(range).into_iter().flatten().for_each(|kind| *kind = entity.kind as u32 + 1);
        }
        let mut lower = String::new();
        for at in 0..n {
            lower.clear();
            lower.extend(tokens.word(at as u32, text).chars().flat_map(char::to_lowercase));
            words.word.push(hash(&lower));
            let tail = lower.char_indices().rev().take(3).last().map_or(0, |(start, _)| start);
            words.suffix.push(hash(&lower[tail..]));
            words.mark.push(matches!(lower.as_str(), "\"" | "“" | "”" | "''" | "``" | "„" | "«" | "»"));
            words.sort.push(match (tokens.pos[at], words.entity[at]) {
                (Pos::Pronoun, _) => join(&[1, words.word[at]]),
                (_, kind @ 1..) => join(&[2, kind]),
                (Pos::Noun, 0) => join(&[3, words.lemma[at]]),
                _ => join(&[4, words.tag[at]]),
            });
        }
        for sentence in &analysis.sentences {
            let range = sentence.tokens.start as usize..(sentence.tokens.end as usize).min(n);
            if range.is_empty() {
                continue;
            }
            words.sentence[range.clone()].fill(words.sentences.len() as u32);
            words.sentences.push(range);
        }
        words.divide(text, paragraphs);
        words.reach();
        for at in (0..n).rev().filter(|at| matches!(tokens.label[*at], Label::Nsubj | Label::Nsubjpass)) {
            let head = words.head(at);
            words.subject[head] = at as u32;
        }
        words
    }

    /// Returns how many tokens there are.
    pub fn len(&self) -> usize {
        self.word.len()
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.word.is_empty()
    }

    /// Returns the head of a token, itself for a root.
    #[inline]
    pub fn head(&self, at: usize) -> usize {
        (self.tokens.head[at] as usize).min(self.len() - 1)
    }

    /// Returns the tokens that hang on one.
    #[inline]
    pub fn children(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        self.tokens.children(at as u32).iter().map(|child| *child as usize)
    }

    /// Returns what a token is to its head.
    #[inline]
    pub fn label_of(&self, at: usize) -> Label {
        self.tokens.label[at]
    }

    /// Returns whether a subject hangs on a token.
    #[inline]
    pub fn has_subject(&self, at: usize) -> bool {
        self.subject[at] as usize != at
    }

    /// Returns the subject of a token or, where it has none, that of the verb it is joined to or hangs on.
    pub fn subject_of(&self, at: usize) -> Option<usize> {
        let mut verb = at;
        for _ in 0..INHERITED {
            if self.has_subject(verb) {
                return Some(self.subject[verb] as usize);
            }
            let passes = matches!(self.label_of(verb), Label::Conj | Label::Xcomp | Label::Advcl | Label::Aux);
            let head = self.head(verb);
            if !passes || head == verb {
                return None;
            }
            verb = head;
        }
        None
    }

    /// Returns the token of `cue` that its others hang on.
    pub fn top(&self, cue: &[usize]) -> usize {
        let outside = |at: &usize| self.head(*at) == *at || !cue.contains(&self.head(*at));
        cue.iter().copied().find(outside).or(cue.first().copied()).unwrap_or(0)
    }

    fn divide(&mut self, text: &str, paragraphs: &[Span]) {
        let n = self.len();
        let mut at = 0;
        let mut number = 0;
        for (place, block) in paragraphs.iter().enumerate() {
            let start = at + self.tokens.span[at..n].partition_point(|token| token.start < block.start);
            let end = start + self.tokens.span[start..n].partition_point(|token| token.start < block.end);
            if start == end {
                continue;
            }
            at = end;
            let runs_on = paragraphs[place + 1..].iter().map(|next| next.of(text)).find(|next| !next.trim().is_empty());
            for quote in quotes(text, *block, runs_on.is_some_and(opens_with_mark)) {
                number += 1;
                let inside = self.tokens.within(quote);
                let inside = (inside.start as usize).max(start)..(inside.end as usize).min(end);
                self.quote.get_mut(inside).into_iter().flatten().for_each(|quote| *quote = number);
            }
            self.paragraph[start..end].fill(self.paragraphs.len() as u32 + 1);
            self.paragraphs.push(start..end);
        }
    }

    fn reach(&mut self) {
        for at in 0..self.len() {
            let mut above = at;
            for _ in 0..MAX_DEPTH {
                let head = self.head(above);
                if head == above {
                    break;
                }
                above = head;
                self.left[above] = self.left[above].min(at as u32);
                self.right[above] = self.right[above].max(at as u32);
            }
        }
    }
}
