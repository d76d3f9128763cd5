//! On whose word: the sources of a statement from the outlet down.

use crate::{Evidence, Hop, How, Source, SourceKind, Statement};

/// Links that a chain holds at most; a text that nests deeper is cut there.
pub const MAX_HOPS: usize = 12;

/// Builds the chain of a statement.
///
/// `above` is the chain of the statement whose content holds this one, or that of the whole page; `told` the outlet that was told.
/// Nobody and the outlet's own reporter are no links.
pub fn chain(above: &[Hop], told: Option<Source>, source: &Source, why: &Evidence) -> Vec<Hop> {
    let mut chain = above.to_vec();
    if let Some(told) = told {
        link(&mut chain, &told, How::ToldTo, why);
    }
    link(&mut chain, source, How::Stated, why);
    chain
}

/// Returns the chain that everything on a page hangs on: who published it, and the agency that its dateline credits.
pub fn page(credited: Option<(Source, Evidence)>) -> Vec<Hop> {
    let mut chain = vec![Hop { from: Source::page(), how: How::Carried, why: None }];
    chain.extend(credited.map(|(from, why)| Hop { from, how: How::Credit, why: Some(why) }));
    chain
}

/// Adds a link, unless it is one already or the chain is full: a chain that comes back to itself ends.
fn link(chain: &mut Vec<Hop>, source: &Source, how: How, why: &Evidence) {
    let same = |hop: &Hop| {
        let words = hop.from.span.is_some() && hop.from.span == source.span;
        let party = hop.from.party.is_some() && hop.from.party == source.party;
        words || party
    };
    let links = !matches!(source.kind, SourceKind::Nobody | SourceKind::Own);
    if links && chain.len() < MAX_HOPS && !chain.iter().any(same) {
        chain.push(Hop { from: source.clone(), how, why: Some(why.clone()) });
    }
}

/// Appends a cited source to the chain of the statement that cites it, and returns the chain for the cited one.
pub fn cite(citing: &mut Statement, told: Option<Source>, source: &Source, why: &Evidence) -> Vec<Hop> {
    if let Some(told) = told {
        link(&mut citing.chain, &told, How::ToldTo, why);
    }
    link(&mut citing.chain, source, How::Cited, why);
    citing.chain.clone()
}
