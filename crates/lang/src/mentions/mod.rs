//! Text, [`Analysis`] -> [`Mentions`]: which names, nouns and pronouns mean the same person, body or thing.
//!
//! Rules in the order of their sureness, after H. Lee et al., "Deterministic Coreference Resolution Based on Entity-Centric,
//! Precision-Ranked Rules", Computational Linguistics 39(4), 2013: names are joined over the whole text first, then
//! appositions and titles, then nouns and pronouns in the order of the text, each to the most salient one that agrees with
//! it. What no rule decides stays by itself.

mod collect;
mod known;
mod lexicon;
mod names;
mod pronouns;
mod quotes;

use std::ops::Range;

use crate::Analysis;
use known::Known;

/// All places where a text speaks of one person, body or thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mentions {
    /// What it is, as far as the text tells.
    pub kind: ReferentKind,
    /// Whether a woman or a man, where the text tells.
    pub gender: Option<Gender>,
    /// Whether several are meant.
    pub is_plural: bool,
    /// The tokens of the fullest name, without title; none where it has no name.
    pub name: Option<Range<u32>>,
    /// What it is said to be, in titles, appositions and after "is": "special envoy", in the order of the text.
    pub roles: Vec<Range<u32>>,
    /// The places, in the order of the text.
    pub places: Vec<Mention>,
}

/// One place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its tokens; those of a noun with what stands in front of it.
    pub tokens: Range<u32>,
    /// The token that the others hang on.
    pub head: u32,
    /// How it is spoken of.
    pub how: How,
}

/// How somebody is spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// By name, whole or in part.
    Name,
    /// By a noun: "the minister".
    Noun,
    /// By a pronoun.
    Pronoun,
}

/// What is spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReferentKind {
    /// A person, or several.
    Person,
    /// A firm, state body, party, team.
    Organisation,
    /// A country, city, region, building.
    Place,
    /// Something that speaks by being read.
    Document,
    /// Anything else.
    Thing,
    /// A name of which the text does not say what it is.
    Unknown,
}

/// Of a person, as the words tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gender {
    /// She.
    Female,
    /// He.
    Male,
}

impl Analysis {
    /// Returns the numbers of those in [`Analysis::mentions`] that the phrase with this head means: several for "they"
    /// where the text names each.
    pub fn meant_by(&self, head: u32) -> Vec<usize> {
        let start = self.meant.partition_point(|(other, _)| *other < head);
        self.meant[start..].iter().take_while(|(other, _)| *other == head).map(|(_, at)| *at as usize).collect()
    }

    /// Lists the heads of all mentions; to be called when these are there.
    pub(crate) fn index_mentions(&mut self) {
        let heads =
            |(at, mentions): (u32, &Mentions)| mentions.places.iter().map(|place| (place.head, at)).collect::<Vec<_>>();
        self.meant = (0..).zip(&self.mentions).flat_map(heads).collect();
        self.meant.sort_unstable();
    }
}

/// Finds who and what an analysed text speaks of, in the order in which they first appear.
///
/// Nobody is looked for further back than a bounded number of phrases, and after 50,000 phrases nobody is.
pub(crate) fn mentions(text: &str, analysis: &Analysis) -> Vec<Mentions> {
    if analysis.tokens.label.is_empty() {
        return Vec::new();
    }
    let lexicon = lexicon::Lexicon::english();
    let quotes = quotes::Quotes::of(text, analysis);
    let phrases = collect::phrases(text, analysis, &quotes, lexicon);
    let mut known = Known::new(text, analysis, &quotes, lexicon, phrases);
    names::join(&mut known);
    names::attach_roles(&mut known);
    pronouns::resolve(&mut known);
    known.finish()
}
