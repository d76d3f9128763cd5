//! What the readers of events, positions and figures look at.

use lang::Analysis;
use page::Article;
use text::Span;

use crate::{Party, PartyIx, Statement, StatementIx, Time};

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

    /// Returns the party that these words mention.
    pub fn party_of(&self, span: Span) -> Option<PartyIx> {
        let mentioned = |party: &Party| party.mentions.iter().any(|mention| span.has(*mention) || mention.has(span));
        self.parties.iter().zip(0..).find(|(party, _)| mentioned(party)).map(|(_, at)| at)
    }
}
