//! Where the parties of an article are spoken of, for looking up.

use lang::{Analysis, Label};
use text::Span;

use super::Gazetteer;
use crate::{Party, PartyIx, SourceKind};

/// Affiliations that are gone up at most: spokesman, ministry, government, state.
const MAX_STEPS: usize = 4;

/// Where the parties of an article are spoken of. A look-up costs a search in a sorted list.
#[derive(Debug, Default)]
pub struct Places {
    /// The token that each mention's others hang on, and the party; ascending. Of several mentions at one token the shortest.
    heads: Vec<(u32, PartyIx)>,
    /// What each mention covers, in the order of the text.
    spans: Vec<(Span, PartyIx)>,
    /// Parties that others may belong to: states and bodies.
    owners: Vec<bool>,
}

impl Places {
    /// Lists the mentions of all parties.
    pub fn of(analysis: &Analysis, parties: &[Party]) -> Places {
        let tokens = &analysis.tokens;
        let mut spans: Vec<(Span, PartyIx)> = parties
            .iter()
            .zip(0..)
            .flat_map(|(party, at)| party.mentions.iter().map(move |span| (*span, at)))
            .collect();
        spans.sort_unstable_by_key(|(span, at)| (span.start, span.end, *at));
        let head = |(span, at): &(Span, PartyIx)| Some((tokens.head_of(tokens.within(*span))?, span.len(), *at));
        let mut heads: Vec<(u32, usize, PartyIx)> = spans.iter().filter_map(head).collect();
        heads.sort_unstable();
        heads.dedup_by_key(|(head, ..)| *head);
        let heads = heads.into_iter().map(|(head, _, at)| (head, at)).collect();
        let owner = |party: &Party| matches!(party.kind, SourceKind::Government | SourceKind::Organisation);
        Places { heads, spans, owners: parties.iter().map(owner).collect() }
    }

    /// Returns the party that a phrase with this head means.
    pub fn party_at(&self, head: u32) -> Option<PartyIx> {
        let at = self.heads.binary_search_by_key(&head, |(head, _)| *head).ok()?;
        self.heads.get(at).map(|(_, party)| *party)
    }

    /// Returns the party that these words mean, see [`crate::Scene::party_of`].
    pub fn party_of(&self, analysis: &Analysis, span: Span) -> Option<PartyIx> {
        let tokens = &analysis.tokens;
        let head = tokens.head_of(tokens.within(span))?;
        self.party_at(head).or_else(|| self.within_name(span)).or_else(|| self.beside(analysis, head))
    }

    /// The mention that holds the words as a part: "Stone" of "Ada Stone".
    fn within_name(&self, span: Span) -> Option<PartyIx> {
        const NEAR: usize = 4;
        let end = self.spans.partition_point(|(other, _)| other.start <= span.start);
        let near = self.spans.get(end.saturating_sub(NEAR)..end)?;
        near.iter().rev().find(|(other, _)| other.has(span)).map(|(_, party)| *party)
    }

    /// Somebody named beside an office, or the state or body that stands in front: "the minister, Ada Stone", "Russian delegation".
    fn beside(&self, analysis: &Analysis, head: u32) -> Option<PartyIx> {
        let tokens = &analysis.tokens;
        if let Some(named) = tokens.child(head, &[Label::Appos]).and_then(|other| self.party_at(other)) {
            return Some(named);
        }
        let words = &Gazetteer::english().words;
        let lemma = tokens.lemma(head).to_lowercase();
        let serves = words.office.contains(&lemma) || words.body.contains(&lemma);
        let front = tokens.children(head).iter().filter(|child| {
            matches!(tokens.label[**child as usize], Label::Poss | Label::Amod | Label::Compound | Label::Nmod)
        });
        let owner = |party: &PartyIx| self.owners.get(*party as usize).copied().unwrap_or(false);
        front.filter_map(|child| self.party_at(*child)).find(owner).filter(|_| serves)
    }
}

/// Returns the state or bloc for which a party speaks: that of a government or of somebody who works for one; else the party.
pub fn side_of(parties: &[Party], party: PartyIx) -> PartyIx {
    let mut at = party;
    for _ in 0..MAX_STEPS {
        let Some(here) = parties.get(at as usize) else { return party };
        let above = match here.kind {
            SourceKind::Person => here.affiliation,
            _ => here.stands_for.or(here.affiliation),
        };
        match above {
            Some(above) => at = above,
            None => return at,
        }
    }
    at
}
