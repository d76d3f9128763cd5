//! Who a source is, over articles: one name for one person, body or outlet.

use std::collections::{BTreeMap, BTreeSet};

use reading::{Filler, Party, PartyIx, Source, SourceKind, Unnamed, agency};

use crate::{
    NodeKind, Piece,
    lexicon::Lexicon,
    words::{stem, words},
};

/// Who a source is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Who {
    /// The same for the same source in every article; of an outlet its family, of one without a name what the words tell.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: NodeKind,
    /// What is told of one without a name.
    pub told: Option<Told>,
}

/// What is told of a source without a name, in stems.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Told {
    role: Vec<String>,
    country: Vec<String>,
    body: Vec<String>,
}

/// Everybody who is named in the articles of a story.
#[derive(Debug)]
pub(crate) struct People {
    /// Of each piece, the key and the full name of each party.
    names: Vec<Vec<(String, String)>>,
    /// Stems of the words that stand for a person ("mayor"), with the person's key and name, in the order of the pieces.
    roles: Vec<(Vec<String>, String, String)>,
    /// Families of the outlets that carry the pieces.
    outlets: BTreeSet<String>,
    /// For whom those stand who are known by key: the state or body whose official a person is; states and bodies for themselves.
    sides: BTreeMap<String, String>,
    /// Keys of persons.
    persons: BTreeSet<String>,
}

impl People {
    /// Gathers the parties of all pieces.
    pub fn of(pieces: &[&Piece]) -> People {
        let mut known: Vec<(Vec<String>, bool, String, String)> = Vec::new();
        let outlets =
            pieces.iter().flat_map(|piece| [family(&piece.carrier.outlet), family(&piece.carrier.family)]).collect();
        let mut people =
            People { names: Vec::new(), roles: Vec::new(), outlets, sides: BTreeMap::new(), persons: BTreeSet::new() };
        for piece in pieces {
            let mut names = Vec::new();
            for party in &piece.reading.parties {
                let stands_for = party.stands_for.and_then(|ix| piece.reading.parties.get(ix as usize));
                let name = stands_for.map_or(party.name.as_str(), |state| state.name.as_str());
                let tokens: Vec<String> = words(name).map(|word| word.lower).filter(|word| word != "the").collect();
                let person = party.kind == SourceKind::Person;
                let spelt: Vec<String> = tokens.iter().map(|token| spelling(token)).collect();
                let same = |(other, is_person, ..): &&(Vec<String>, bool, String, String)| {
                    // a last name alone may be taken for a body's
                    let short = *is_person && spelt.len() == 1 && stands_alone(party.kind);
                    same_name(&spelt, other, person || short)
                };
                let found = known.iter().find(same).map(|(_, _, key, name)| (key.clone(), name.clone()));
                let (key, name) = found.unwrap_or_else(|| {
                    let key = tokens.join(" ");
                    known.push((spelt.clone(), person, key.clone(), name.to_owned()));
                    (key, name.to_owned())
                });
                if person && let Some(role) = party.role {
                    people.roles.push((stems(piece.article.words(role)), key.clone(), name.clone()));
                }
                names.push((key, name));
            }
            let is_person = |(party, _): &(&Party, &(String, String))| party.kind == SourceKind::Person;
            let persons = piece.reading.parties.iter().zip(&names).filter(is_person);
            people.persons.extend(persons.map(|(_, (key, _))| key.clone()));
            for (party, (key, _)) in piece.reading.parties.iter().zip(&names) {
                if let Some(side) = side(party, &piece.reading.parties, &names) {
                    people.sides.entry(key.clone()).or_insert(side);
                }
            }
            people.names.push(names);
        }
        people
    }

    /// Returns for whom a party of a piece stands, as far as any piece says.
    pub fn side(&self, piece: usize, party: PartyIx) -> Option<String> {
        let mut side = self.sides.get(&self.party(piece, party)?.0)?;
        // the envoy of a president stands for the president's state
        for _ in 0..MAX_HANDS {
            match self.sides.get(side).filter(|next| *next != side) {
                Some(next) => side = next,
                None => break,
            }
        }
        Some(side.clone()).filter(|side| !self.persons.contains(side))
    }

    /// Tells whether a key is a person's.
    pub fn is_person(&self, key: &str) -> bool {
        self.persons.contains(key)
    }

    /// Tells whether a name is of an outlet that carries a piece.
    pub fn is_outlet(&self, name: &str) -> bool {
        self.outlets.contains(&family(name))
    }

    /// Tells whether a name is a state's: a place that holds many others.
    pub fn is_state(&self, name: &str) -> bool {
        let key: Vec<String> = words(name).map(|word| word.lower).filter(|word| word != "the").collect();
        let side = self.sides.get(&key.join(" "));
        side.is_some_and(|side| side.len() == 2 && side.chars().all(|c| c.is_ascii_uppercase()))
    }

    /// Returns the parties that words of a piece mean, with key and name: the one they name, else all that are named in them ("envoys
    /// of Arlen and Vesk").
    pub fn within(&self, at: usize, piece: &Piece, filler: &Filler) -> Vec<(PartyIx, String, String)> {
        let named = |party: PartyIx| self.party(at, party).map(|(key, name)| (party, key.clone(), name.clone()));
        if let Some(party) = filler.party {
            return named(party).into_iter().collect();
        }
        let inside = |party: &Party| {
            party.mentions.iter().any(|span| filler.span.start <= span.start && span.end <= filler.span.end)
        };
        let found = piece.reading.parties.iter().zip(0..).filter(|(party, _)| inside(party));
        found.filter_map(|(_, ix)| named(ix)).collect()
    }

    /// Returns the key and name of a party of a piece.
    pub fn party(&self, piece: usize, party: PartyIx) -> Option<&(String, String)> {
        self.names.get(piece)?.get(party as usize)
    }

    /// Returns who a source of a piece is; none for the page itself and for nobody.
    pub fn who(&self, at: usize, piece: &Piece, source: &Source) -> Option<Who> {
        let words = source.span.map_or("", |span| piece.article.words(span));
        let named = source.party.and_then(|party| piece.reading.parties.get(party as usize));
        // somebody who is named does not hide behind "the source", whatever mentions are joined to
        let hides = source.kind == SourceKind::Unnamed
            && source.name.is_none()
            && named.is_none_or(|party| party.kind != SourceKind::Unnamed);
        if hides && let Some(first) = first_told(piece, source) {
            return self.who(at, piece, first);
        }
        let called = if hides { words.to_owned() } else { piece.reading.called(piece.article, source) };
        let party = source.party.and_then(|party| self.party(at, party));
        let of = |key: String, name: String, kind| Some(Who { key, name, kind, told: None });
        let outlet = party.map_or_else(|| family(&called), |(_, name)| family(name));
        let is_outlet =
            source.kind == SourceKind::Outlet || self.outlets.contains(&outlet) && source.kind != SourceKind::Unnamed;
        match source.kind {
            SourceKind::Page | SourceKind::Nobody | SourceKind::Own => None,
            _ if is_outlet => of(outlet, party.map_or(called, |(_, name)| name.clone()), NodeKind::Outlet),
            SourceKind::Document => {
                let head = stems(noun(words)).pop().unwrap_or_default();
                of(head, called, NodeKind::Document)
            }
            SourceKind::Unnamed => {
                let told = Told::of(piece, words, source.unnamed.as_ref());
                let key = [told.role.join(" "), told.country.join(" "), told.body.join(" ")].join("|");
                Some(Who { key, name: called, kind: NodeKind::Unnamed, told: Some(told) })
            }
            _ => match party {
                Some((key, name)) => of(key.clone(), name.clone(), NodeKind::Party),
                None if words.is_empty() => None,
                None => {
                    let head = stems(noun(words));
                    let bears = |(role, _, _): &&(Vec<String>, String, String)| {
                        head.last().is_some_and(|head| role.contains(head))
                    };
                    match self.roles.iter().find(bears) {
                        Some((_, key, name)) => of(key.clone(), name.clone(), NodeKind::Party),
                        None => of(head.join(" "), called, NodeKind::Party),
                    }
                }
            },
        }
    }
}

/// Returns the source without a name that "the source", "the officials" mean: the last one before of that kind.
fn first_told<'a>(piece: &Piece<'a>, source: &Source) -> Option<&'a Source> {
    let span = source.span?;
    let head = |span: text::Span| stems(noun(piece.article.words(span))).pop();
    let is_definite =
        words(piece.article.words(span)).next().is_some_and(|word| Lexicon::english().definite.contains(&word.lower));
    let own = head(span).filter(|_| is_definite)?;
    let earlier = piece.reading.statements.iter().flat_map(|statement| &statement.sources);
    let same = |other: &&Source| {
        let before = other.span.is_some_and(|other| other.end <= span.start && head(other).as_ref() == Some(&own));
        before && other.kind == SourceKind::Unnamed
    };
    earlier.filter(same).max_by_key(|other| other.span.map(|span| span.start))
}

impl Told {
    fn of(piece: &Piece, words: &str, unnamed: Option<&Unnamed>) -> Told {
        let span = |span: Option<text::Span>| span.map(|span| stems(piece.article.words(span))).unwrap_or_default();
        let told = unnamed.map(|unnamed| Told {
            role: span(unnamed.role),
            country: span(unnamed.country),
            body: span(unnamed.body),
        });
        told.filter(|told| !told.role.is_empty())
            .unwrap_or_else(|| Told { role: stems(noun(words)), ..Told::default() })
    }

    /// Tells whether two sources without a name may be the same: nothing that is told of them is at odds.
    pub fn may_be(&self, other: &Told) -> bool {
        let any = &Lexicon::english().any_source;
        let is_any = |role: &[String]| role.last().is_none_or(|head| any.iter().any(|word| stem(word) == head));
        let heads = self.role.last() == other.role.last() || is_any(&self.role) && is_any(&other.role);
        let agree = |a: &[String], b: &[String]| a.is_empty() || b.is_empty() || a.iter().any(|word| b.contains(word));
        heads && agree(&self.country, &other.country) && agree(&self.body, &other.body)
    }
}

/// Returns the key of an outlet's family by its name: agencies by their short name, others without "the" and what all outlets are called.
pub(crate) fn family(name: &str) -> String {
    if let Some(agency) = agency(name) {
        return agency.to_lowercase();
    }
    let mut tokens: Vec<String> = words(name).map(|word| word.lower).filter(|word| word != "the").collect();
    let ends = &Lexicon::english().ends_outlet;
    while tokens.len() > 1 && tokens.last().is_some_and(|last| ends.contains(last)) {
        tokens.pop();
    }
    tokens.join(" ")
}

/// Returns for whom a party stands: its state, whom it works for, or itself where it is a state or body; none for a person of whom that is
/// not said.
fn side(party: &Party, parties: &[Party], names: &[(String, String)]) -> Option<String> {
    if let Some(country) = party.country {
        return Some(country.code().to_owned());
    }
    let own = party.affiliation.and_then(|ix| Some((parties.get(ix as usize)?, names.get(ix as usize)?)));
    if let Some((state, (key, _))) = own {
        return Some(state.country.map_or_else(|| key.clone(), |country| country.code().to_owned()));
    }
    let itself =
        matches!(party.kind, SourceKind::Government | SourceKind::Organisation | SourceKind::Group | SourceKind::Named);
    let at = parties.iter().position(|other| std::ptr::eq(other, party)).filter(|_| itself)?;
    names.get(at).map(|(key, _)| key.clone())
}

/// Returns the words of a phrase up to what tells more of its noun: "a court filing", without "seen by the Post".
fn noun(phrase: &str) -> &str {
    let ends = &Lexicon::english().ends_noun;
    let mut seen = false;
    let end = words(phrase).find(|word| {
        let ends = seen && ends.contains(&word.lower);
        seen = true;
        ends
    });
    end.map_or(phrase, |word| &phrase[..word.start])
}

fn stems(text: &str) -> Vec<String> {
    let stop = &Lexicon::english().stop;
    words(text).filter(|word| !stop.contains(&word.lower)).map(|word| stem(&word.lower).to_owned()).collect()
}

/// Tells whether a name by itself, of this kind, may be a person's last name.
fn stands_alone(kind: SourceKind) -> bool {
    matches!(kind, SourceKind::Person | SourceKind::Organisation | SourceKind::Named | SourceKind::Unknown)
}

/// Returns a word of a name in one spelling of those that are written for it in Latin letters: Zelensky, Zelenskyy, Zelenskiy.
fn spelling(word: &str) -> String {
    let ends = ["iy", "yy", "ij", "yj", "ii", "yi"];
    let stem = ends.iter().find_map(|end| word.strip_suffix(end)).filter(|stem| stem.chars().count() >= MIN_STEM);
    stem.map_or_else(|| word.to_owned(), |stem| format!("{stem}y"))
}

/// Hands through which somebody stands for a state: the aide of an envoy of a president.
const MAX_HANDS: usize = 3;
/// Letters before the ending of a name that is spelt in several ways.
const MIN_STEM: usize = 4;

/// Tells whether two names are of one: the same words, or of a person the same last name and no other first name.
fn same_name(a: &[String], b: &[String], person: bool) -> bool {
    if a == b {
        return !a.is_empty();
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    person && !short.is_empty() && short.len() < long.len() && long.ends_with(short)
        || person && short.len() > 1 && short.last() == long.last() && short.first() == long.first()
}
