//! On whose word: the sources of a statement from the outlet down.

use page::{Article, Credit, CreditKind};

use crate::{Evidence, Hop, How, Source, SourceKind, Statement};

/// Links that a chain holds at most; a text that nests deeper is cut there.
pub const MAX_HOPS: usize = 12;
/// How sure it is that the page uses the work of whom a credit line names.
const CREDIT: f32 = 0.9;

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

/// Returns the links that may stand behind any statement of a page: agencies and outlets whose work its credit lines say it uses,
/// in order of the text. Not those that are credited with the whole text, which stand in every chain.
pub fn possible(article: &Article, statements: &[Statement]) -> Vec<Hop> {
    let whole = statements.first().and_then(|statement| statement.chain.iter().find(|hop| hop.how == How::Credit));
    let whole = whole.and_then(|hop| hop.from.span);
    let outlet = article.outlet.as_ref().map(|outlet| outlet.value.to_lowercase()).unwrap_or_default();
    let counts = |credit: &&Credit| {
        let stated =
            credit.span.zip(whole).is_some_and(|(credit, whole)| credit.start < whole.end && whole.start < credit.end);
        credit.kind != CreditKind::Photo && !stated && credit.name.to_lowercase() != outlet
    };
    let hop = |credit: &Credit| {
        let name = credit.span.is_none().then(|| credit.name.clone());
        let from = Source { name, ..Source::of(credit.span, SourceKind::Outlet) };
        Hop { from, how: How::Possible, why: credit.span.map(|span| Evidence::new(span, "credit", CREDIT)) }
    };
    article.credits.iter().filter(counts).map(hop).collect()
}

/// Adds a link, unless it is one already or the chain is full: a chain that comes back to itself ends.
fn link(chain: &mut Vec<Hop>, source: &Source, how: How, why: &Evidence) {
    let same = |hop: &Hop| {
        let words = hop.from.span.is_some() && hop.from.span == source.span;
        let party = hop.from.party.is_some() && hop.from.party == source.party;
        let name = hop.from.name.is_some() && hop.from.name == source.name;
        words || party || name
    };
    let links = !matches!(source.kind, SourceKind::Nobody | SourceKind::Own);
    if links && chain.len() < MAX_HOPS && !chain.iter().any(same) {
        chain.push(Hop { from: source.clone(), how, why: Some(why.clone()) });
    }
}

/// Adds those who say the same words together with the last link.
pub fn join(chain: &mut Vec<Hop>, others: &[Source], why: &Evidence) {
    others.iter().for_each(|other| link(chain, other, How::Jointly, why));
}

/// Appends a cited source to the chain of the statement that cites it, and returns the chain for the cited one.
pub fn cite(citing: &mut Statement, told: Option<Source>, source: &Source, why: &Evidence) -> Vec<Hop> {
    if let Some(told) = told {
        link(&mut citing.chain, &told, How::ToldTo, why);
    }
    link(&mut citing.chain, source, How::Cited, why);
    citing.chain.clone()
}

/// Returns the chain of a further source that a statement cites beside the first: `above` is the citing one's chain without that.
pub fn cite_too(above: &[Hop], source: &Source, why: &Evidence) -> Vec<Hop> {
    let mut chain = above.to_vec();
    link(&mut chain, source, How::Cited, why);
    chain
}
