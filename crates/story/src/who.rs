//! Who a source is, over articles: one name for one person, body or outlet.

use std::collections::BTreeSet;

use reading::{PartyIx, Source, SourceKind, Unnamed};

use crate::{
    NodeKind, Piece,
    lexicon::Lexicon,
    wire::Agencies,
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
}

impl People {
    /// Gathers the parties of all pieces.
    pub fn of(pieces: &[&Piece]) -> People {
        let mut known: Vec<(Vec<String>, String, String)> = Vec::new();
        let outlets =
            pieces.iter().flat_map(|piece| [family(&piece.carrier.outlet), family(&piece.carrier.family)]).collect();
        let mut people = People { names: Vec::new(), roles: Vec::new(), outlets };
        for piece in pieces {
            let mut names = Vec::new();
            for party in &piece.reading.parties {
                let stands_for = party.stands_for.and_then(|ix| piece.reading.parties.get(ix as usize));
                let name = stands_for.map_or(party.name.as_str(), |state| state.name.as_str());
                let tokens: Vec<String> = words(name).map(|word| word.lower).filter(|word| word != "the").collect();
                let person = party.kind == SourceKind::Person;
                let same = |(other, _, _): &&(Vec<String>, String, String)| same_name(&tokens, other, person);
                let found = known.iter().find(same).map(|(_, key, name)| (key.clone(), name.clone()));
                let (key, name) = found.unwrap_or_else(|| {
                    let key = tokens.join(" ");
                    known.push((tokens.clone(), key.clone(), name.to_owned()));
                    (key, name.to_owned())
                });
                if person && let Some(role) = party.role {
                    people.roles.push((stems(piece.article.words(role)), key.clone(), name.clone()));
                }
                names.push((key, name));
            }
            people.names.push(names);
        }
        people
    }

    /// Returns the key and name of a party of a piece.
    pub fn party(&self, piece: usize, party: PartyIx) -> Option<&(String, String)> {
        self.names.get(piece)?.get(party as usize)
    }

    /// Returns who a source of a piece is; none for the page itself and for nobody.
    pub fn who(&self, at: usize, piece: &Piece, source: &Source) -> Option<Who> {
        let words = source.span.map_or("", |span| piece.article.words(span));
        let called = piece.reading.called(piece.article, source);
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
    if let Some(agency) = Agencies::own().named(name) {
        return agency.to_lowercase();
    }
    let mut tokens: Vec<String> = words(name).map(|word| word.lower).filter(|word| word != "the").collect();
    let ends = ["newspaper", "agency", "news", "website", "online", "com", "broadcaster"];
    while tokens.len() > 1 && tokens.last().is_some_and(|last| ends.contains(&last.as_str())) {
        tokens.pop();
    }
    tokens.join(" ")
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

/// Tells whether two names are of one: the same words, or of a person the same last name and no other first name.
fn same_name(a: &[String], b: &[String], person: bool) -> bool {
    if a == b {
        return !a.is_empty();
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    person && !short.is_empty() && short.len() < long.len() && long.ends_with(short)
        || person && short.len() > 1 && short.last() == long.last() && short.first() == long.first()
}
