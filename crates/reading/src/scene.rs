//! What the readers of events, positions and figures look at.

use lang::Analysis;
use page::Article;
use text::Span;

use crate::{
    Party, PartyIx, Statement, StatementIx, Time,
    parties::{Places, side_of},
};

/// An English article with all that was read of it before: what later readers look at and never change.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The article; all spans count in its text.
    pub article: &'a Article,
    /// Its sentences, tokens, trees, entities and mentions.
    pub analysis: &'a Analysis,
    /// The blocks that were analysed, ascending; an item of a list is one of its own.
    pub paragraphs: &'a [Span],
    /// Who said what, in order of the text.
    pub statements: &'a [Statement],
    /// Who appears.
    pub parties: &'a [Party],
    /// Where the parties are spoken of.
    pub places: &'a Places,
    /// When, in order of the text.
    pub times: &'a [Time],
}

impl<'a> Scene<'a> {
    /// Returns the words of a span.
    pub fn words(&self, span: Span) -> &'a str {
        self.article.words(span)
    }

    /// Returns the innermost statement that has the whole span in its content: the one with the shortest such piece.
    pub fn word_of(&self, span: Span) -> Option<StatementIx> {
        let holding = |statement: &Statement| statement.content.iter().find(|piece| piece.has(span)).map(|p| p.len());
        let all = self.statements.iter().zip(0..);
        all.filter_map(|(statement, at)| Some((holding(statement)?, at))).min().map(|(_, at)| at)
    }

    /// Returns the party that these words mean: the one whose name they are or stand in, the one that the head of the phrase
    /// means, or the state or body that it belongs to ("Russian delegation", "Norway's economy minister").
    pub fn party_of(&self, span: Span) -> Option<PartyIx> {
        self.places.party_of(self.analysis, span)
    }

    /// Returns the state or bloc for which a party speaks: that of a government or of somebody who works for one; else the party.
    pub fn side_of(&self, party: PartyIx) -> PartyIx {
        side_of(self.parties, party)
    }
}
