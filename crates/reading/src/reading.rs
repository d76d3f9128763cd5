//! Everything that one article says.

use page::{Article, limits::Cut};
use serde::{Deserialize, Serialize};
use text::{Id, Span};

use crate::{
    Event, Figure, Hop, Party, PartyIx, Position, PublicationBounds, SetAside, Source, SourceKind, Statement, Time,
    parties::side_of,
};

/// Everything that one article says, each item with the words it rests on.
///
/// Every span counts **bytes** of [`page::Article::text`], half-open, on character boundaries. Every list is in the order of the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The article that was read.
    pub article: Id,
    /// Its edition: the text that the spans count in.
    pub edition: Id,
    /// What made the reading.
    pub made_by: Version,
    /// Who appears, in the order of first appearance.
    pub parties: Vec<Party>,
    /// Who said what, on whose word.
    pub statements: Vec<Statement>,
    /// Whose work the page says it uses without saying in which sentence: links that may stand behind any statement, and are in no
    /// chain. "With input from Northwire".
    #[serde(default)]
    pub possible: Vec<Hop>,
    /// When: the time expressions.
    pub times: Vec<Time>,
    /// What the text tells of the day of publication, where the page has no date.
    #[serde(default)]
    pub bounds: Option<PublicationBounds>,
    /// What happens, by status: a row a mention.
    pub events: Vec<Event>,
    /// What each side wants. Empty so far.
    pub positions: Vec<Position>,
    /// Which numbers are in play. Empty so far.
    pub figures: Vec<Figure>,
    /// What was not read as news.
    pub set_aside: SetAside,
    /// What a bound of the reading cut off; what the page stage cut off is in the article.
    pub cuts: Vec<Cut>,
}

/// What made a reading: enough to make it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Name and version of the program.
    pub program: String,
    /// Digests of the weights that were used, in order of use; none when only rules were.
    pub weights: Vec<Id>,
}

/// What an item rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The sentence or words.
    pub span: Span,
    /// Name of the rule that decided, as in `quote-before`, `that`, `according-to`.
    pub rule: String,
    /// How sure, `0..=1`, higher is surer. Set by rule, not yet calibrated on marked data.
    pub score: f32,
}

impl Reading {
    /// Returns what a source is called: its own name, that of its party, or its words; the page by its outlet.
    pub fn called(&self, article: &Article, source: &Source) -> String {
        if source.kind == SourceKind::Page {
            return article.outlet.as_ref().map_or_else(|| "this page".to_owned(), |outlet| outlet.value.clone());
        }
        let party = || self.parties.get(source.party? as usize).map(|party| party.name.clone());
        let words = || source.span.map_or_else(String::new, |span| article.words(span).to_owned());
        let Some(name) = source.name.clone().or_else(party) else { return words() };
        let stands = source.party.and_then(|party| self.parties.get(party as usize)).is_some_and(|party| {
            party.kind == SourceKind::Government && (party.is_state() || party.stands_for.is_some())
        });
        // "Russian government (“Moscow”)": the name, and the words that stand for it
        let worded = words();
        let worded = worded.strip_prefix("the ").or_else(|| worded.strip_prefix("The ")).unwrap_or(&worded);
        let pronoun = worded.chars().all(char::is_lowercase);
        if stands && !pronoun && worded != "It" && !name.contains(worded) {
            format!("{name} (“{worded}”)")
        } else {
            name
        }
    }
}

impl Reading {
    /// Returns the name of a party, and in brackets the state or bloc for which it speaks, else its office: "Ada Stone (Norway)".
    pub fn side(&self, article: &Article, party: Option<PartyIx>) -> Option<String> {
        let at = party?;
        let party = self.parties.get(at as usize)?;
        let side = &self.parties.get(side_of(&self.parties, at) as usize)?.name;
        let role = party.role.filter(|_| *side == party.name && party.kind == SourceKind::Person);
        let beside = role.map(|role| article.words(role)).or(Some(side.as_str()).filter(|side| *side != party.name));
        Some(beside.map_or(party.name.clone(), |beside| format!("{} ({beside})", party.name)))
    }
}

impl Version {
    /// Returns this version of the program with the weights of these digests.
    pub fn of(weights: impl IntoIterator<Item = Id>) -> Version {
        let program = concat!("onrecord ", env!("CARGO_PKG_VERSION")).to_owned();
        Version { program, weights: weights.into_iter().collect() }
    }
}

impl Evidence {
    /// Makes evidence of a span and the rule that read it.
    pub fn new(span: Span, rule: &str, score: f32) -> Evidence {
        Evidence { span, rule: rule.to_owned(), score: score.clamp(0.0, 1.0) }
    }
}
