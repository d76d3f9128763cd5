//! On whose word: the sources of a statement from the outlet down.

use crate::{Evidence, Hop, How, Source, Statement};

/// Links that a chain holds at most; a text that nests deeper is cut there.
pub const MAX_HOPS: usize = 12;

/// Builds the chain of a statement.
///
/// `above` is the chain of the statement whose content holds this one, or none; `told` the outlet that was told.
pub fn chain(above: &[Hop], told: Option<Source>, source: &Source, why: &Evidence) -> Vec<Hop> {
    let mut chain = above.to_vec();
    if chain.is_empty() {
        chain.push(Hop { from: Source::page(), how: How::Carried, why: None });
    }
    chain.extend(told.map(|from| Hop { from, how: How::ToldTo, why: Some(why.clone()) }));
    chain.push(Hop { from: source.clone(), how: How::Stated, why: Some(why.clone()) });
    chain.truncate(MAX_HOPS);
    chain
}

/// Appends a cited source to the chain of the statement that cites it, and returns the chain for the cited one.
pub fn cite(citing: &mut Statement, source: &Source, why: &Evidence) -> Vec<Hop> {
    if citing.chain.len() < MAX_HOPS {
        citing.chain.push(Hop { from: source.clone(), how: How::Cited, why: Some(why.clone()) });
    }
    citing.chain.clone()
}
