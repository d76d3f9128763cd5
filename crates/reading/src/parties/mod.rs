//! Article, [`Analysis`] -> [`Party`]: the states, bodies, groups and people that an article names, each with all places.

mod bodies;
mod country;
mod gathering;
mod gazetteer;
mod hits;
mod leaders;
mod offices;
mod places;

use lang::Analysis;
use page::Article;
use text::Span;

pub use country::Country;
pub use gazetteer::{Body, Gazetteer, Named, State};
pub use places::{Places, side_of};

use crate::{Party, PartyIx, Statement, Time};
use gathering::Gathering;

/// Parties of one article; further ones are passed over. Long articles name some hundreds.
pub const MAX_PARTIES: usize = 1_000;

/// Reads parties. Opening one reads the lists of places and bodies.
#[derive(Debug)]
pub struct Parties {
    gazetteer: &'static Gazetteer,
}

impl Parties {
    /// Opens the lists of English, which are part of the program.
    pub fn english() -> Parties {
        Parties { gazetteer: Gazetteer::english() }
    }

    /// Returns all parties that the article names, in the order of first appearance.
    ///
    /// `times` are its dates, which are nobody's name. `sources` are those that statements are laid on. Where they stand in the new list,
    /// and which of them turn out to be one, is written into the statements.
    pub fn parties(
        &self,
        article: &Article,
        analysis: &Analysis,
        paragraphs: &[Span],
        times: &[Time],
        sources: Vec<Party>,
        statements: &mut [Statement],
    ) -> Vec<Party> {
        let mut gathering = Gathering::new(&article.text, analysis, self.gazetteer);
        gathering.dates = times.iter().map(|time| time.span).collect();
        gathering.names();
        gathering.bodies();
        let places = sources.into_iter().map(|source| gathering.source(source)).collect::<Vec<_>>();
        gathering.people();
        gathering.offices(paragraphs, article.published.as_ref().map(|date| date.day.year()));
        let (parties, order) = gathering.finish();
        let place =
            |at: PartyIx| places.get(at as usize).copied().flatten().and_then(|at| order.get(at).copied().flatten());
        for statement in statements {
            for source in statement.sources.iter_mut().chain(statement.chain.iter_mut().map(|hop| &mut hop.from)) {
                source.party = source.party.and_then(place);
            }
        }
        parties
    }
}
