//! Ministries, courts and other bodies of a state that are called by what they are: "Norway's foreign ministry".

use lang::{Label, Tag};

use super::{gathering::Gathering, hits::Hit};
use crate::{PartyIx, SourceKind};

impl Gathering<'_> {
    /// Gathers the bodies that a state's name, seat or adjective stands in front of, or behind "of".
    pub fn bodies(&mut self) {
        for at in 0..self.hits.len() {
            let hit = self.hits[at].clone();
            let _ = self.body_of(&hit);
        }
    }

    fn body_of(&mut self, hit: &Hit) -> Option<()> {
        let country = self.gazetteer.country(hit.named)?;
        let tokens = &self.analysis.tokens;
        let label = tokens.label[hit.head as usize];
        let above = tokens.parent(hit.head)?;
        let (noun, behind) = match label {
            Label::Poss | Label::Amod | Label::Compound | Label::Nmod => (above, false),
            Label::Pobj if tokens.word(above, self.text) == "of" => (tokens.parent(above)?, true),
            _ => return None,
        };
        let word = tokens.word(noun, self.text).to_lowercase();
        let words = &self.gazetteer.words;
        if !words.body.contains(&word) || (!behind && noun < hit.head) {
            return None;
        }
        // what stands between, or in front: "internationally recognised government", "foreign ministry"
        let modifies = |token: u32| {
            matches!(tokens.label[token as usize], Label::Amod | Label::Compound | Label::Nmod)
                && matches!(tokens.tag[token as usize], Tag::Jj | Tag::Nn | Tag::Nnp | Tag::Nns | Tag::Hyph)
        };
        let floor = if behind { noun.saturating_sub(4) } else { hit.tokens.end };
        let start = (floor..noun).rev().take_while(|token| modifies(*token)).last().unwrap_or(noun);
        let span = tokens.words(start..noun + 1);
        let state = self.gazetteer.state(country)?;
        let governs = words.government.contains(&word);
        let kind = SourceKind::Government;
        let party = if governs {
            self.government(country)?
        } else {
            let named = if behind && tokens.tag[noun as usize] == Tag::Nnp {
                tokens.words(start..hit.tokens.end).of(self.text).to_owned()
            } else {
                format!("{} {}", state.adjective, span.of(self.text).to_lowercase())
            };
            let state = self.state(country)?;
            let party = self.party(&named, kind)?;
            self.parties[party].country = Some(country);
            self.parties[party].affiliation = Some(state as PartyIx);
            party
        };
        self.mention(party, span);
        self.bodies.insert(noun, party);
        if let [one] = self.analysis.meant_by(noun)[..] {
            self.meant[one] = self.meant[one].or(Some(party));
        }
        Some(())
    }
}
