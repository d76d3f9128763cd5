//! Who holds an office that an article names first and whose holder it names later: "the city's security chief ... Security Chief Ada Poll".

use std::ops::Range;

use lang::{Label, Tag};
use text::Span;

use super::who::Who;
use crate::{
    Source, SourceKind,
    parties::{Country, Gazetteer, Named},
};

/// Offices of which a story has one holder, so that the noun alone tells who is meant.
const SOLE: [&str; 6] = ["president", "premier", "chancellor", "mayor", "king", "pope"];

/// An office: its words in lower case, the last being what it is, and the state that they name.
struct Office {
    words: Vec<String>,
    country: Option<Country>,
}

impl Who<'_> {
    /// Lays sources known by an office alone on the one person whom the article names with that office.
    pub fn holders(&self, sources: &mut [Source]) {
        for source in sources.iter_mut() {
            let alone = source.kind == SourceKind::Person && source.party.is_none();
            let Some(words) = source.span.filter(|_| alone) else { continue };
            let Some(office) = self.office_of(words) else { continue };
            let mut fits = self.roles().filter(|(_, role)| role.is(&office));
            if let (Some((party, _)), None) = (fits.next(), fits.next()) {
                source.party = Some(party);
                source.name = None;
            }
        }
    }

    /// The office that a definite phrase names: "the city's security chief".
    fn office_of(&self, words: Span) -> Option<Office> {
        let head = self.head(words)?;
        let range = self.view.tokens().within(words);
        let first = self.view.word(range.start);
        let definite = matches!(first.as_str(), "the" | "its" | "their")
            || self.view.tokens().child(head, &[Label::Poss]).is_some();
        let plain = self.view.tag(head) == Tag::Nn && range.end == head + 1;
        let office = self.office(range.start..head + 1, head)?;
        let telling = office.words.len() > 1 || office.words.iter().any(|word| SOLE.contains(&word.as_str()));
        (definite && plain && telling).then_some(office)
    }

    /// The people of the article with their offices.
    fn roles(&self) -> impl Iterator<Item = (crate::PartyIx, Office)> {
        self.parties.iter().enumerate().filter(|(_, party)| party.kind == SourceKind::Person).filter_map(
            |(at, party)| {
                let range = self.view.tokens().within(party.role?);
                let last = range.end.checked_sub(1)?;
                Some((at as crate::PartyIx, self.office(range, last)?))
            },
        )
    }

    /// Reads the words of an office; none where it is no office that the lists have.
    fn office(&self, range: Range<u32>, head: u32) -> Option<Office> {
        let view = &self.view;
        let offices = &view.lexicon.kinds.office;
        if !offices.contains(&view.lemma(head)) && !offices.contains(&view.word(head)) {
            return None;
        }
        let gazetteer = Gazetteer::english();
        let mut office = Office { words: Vec::new(), country: None };
        for token in range {
            let word = view.tokens().word(token, view.text);
            if let Some(Named::State(country) | Named::Adjective(country) | Named::Seat(country)) =
                gazetteer.named(word)
            {
                office.country = Some(country);
            } else if word.starts_with(char::is_alphabetic)
                && (token == head || matches!(view.label(token), Label::Compound | Label::Amod | Label::Nmod))
            {
                office.words.push(word.to_lowercase());
            }
        }
        Some(office)
    }
}

impl Office {
    /// Tells whether two are one office: the same words, and no two states.
    fn is(&self, other: &Office) -> bool {
        let apart = self.country.zip(other.country).is_some_and(|(one, other)| one != other);
        !apart && self.words == other.words
    }
}
