//! Who a statement is laid on, and what kind of source that is.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use text::Span;

use crate::{
    PartyIx,
    lexicon::{Lexicon, holds},
    phrase::Phrase,
    token::Token,
};

/// Who a statement is laid on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The words; none for the page itself.
    pub span: Option<Span>,
    /// The party they mean, when the article names it. A pronoun or "the minister" means the party that mentions are joined to.
    pub party: Option<PartyIx>,
    /// What kind of source it is.
    pub kind: SourceKind,
    /// What it is called where the words alone do not say: "one of two diplomats", "the Seeland government".
    pub name: Option<String>,
    /// What is told of a source without a name.
    pub unnamed: Option<Unnamed>,
}

/// Kinds of sources and parties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// A person, named or by office, or a pronoun for one.
    Person,
    /// A firm, union, party, armed group, international body.
    Organisation,
    /// A state or one of its bodies, courts, police, capitals that stand for them.
    Government,
    /// A media outlet.
    Outlet,
    /// A filing, report, memo, record.
    Document,
    /// A camp or crowd: residents, critics.
    Group,
    /// A few whose identity is withheld or not given.
    Unnamed,
    /// Nobody is named: "it is believed".
    #[serde(rename = "none")]
    Nobody,
    /// The outlet's own reporter.
    Own,
    /// A name of which the words do not say what it is.
    Named,
    /// Not to be told from the words.
    Unknown,
    /// The page itself.
    Page,
}

/// What is told of a source without a name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Unnamed {
    /// How many, when said.
    pub count: Option<u16>,
    /// What they are: "diplomats", "people".
    pub role: Option<Span>,
    /// The state or bloc they serve, as worded: "U.S.", "Western".
    pub country: Option<Span>,
    /// The ministry, firm or agency they belong to: "White House".
    pub body: Option<Span>,
    /// What puts them in a position to know: "familiar with the matter".
    pub position: Option<Span>,
    /// Why they are nameless.
    pub reason: Option<Span>,
    /// The outlet that they told, as worded.
    pub told: Option<Span>,
}

/// What the words of a phrase tell of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// What kind of source it is.
    pub kind: SourceKind,
    /// Its name, as tokens.
    pub name: Option<Range<usize>>,
    /// What stands before the name.
    pub role: Option<Range<usize>>,
}

impl Source {
    /// Returns the page itself as a source.
    pub fn page() -> Source {
        Source::of(None, SourceKind::Page)
    }

    /// Returns a source of which only its words and kind are known.
    pub fn of(span: Option<Span>, kind: SourceKind) -> Source {
        Source { span, party: None, kind, name: None, unnamed: None }
    }
}

impl SourceKind {
    /// Returns the name used in JSON and tables.
    pub fn name(self) -> &'static str {
        use SourceKind::*;
        match self {
            Person => "person",
            Organisation => "organisation",
            Government => "government",
            Outlet => "outlet",
            Document => "document",
            Group => "group",
            Unnamed => "unnamed",
            Nobody => "none",
            Own => "own",
            Named => "named",
            Unknown => "unknown",
            Page => "page",
        }
    }
}

/// Tells what kind of source a phrase names.
pub fn typed(tokens: &[Token], phrase: &Phrase, lexicon: &Lexicon) -> Typed {
    let lists = &lexicon.source;
    let words = phrase.words.clone();
    let of = |kind, name, role| Typed { kind, name, role };
    let first = &tokens[words.start];
    if words.len() == 1 && lexicon.words.pronoun.contains(&first.lower) {
        let person = lexicon.words.person_pronoun.contains(&first.lower);
        return of(if person { SourceKind::Person } else { SourceKind::Unknown }, None, None);
    }
    let head = head(tokens, words.clone(), lexicon);
    let lower = joined(tokens, head.clone());
    let has = |list: &[String]| list.iter().any(|word| holds(&lower, word));
    let title_at = head.clone().rev().find(|i| lists.titles.contains(&tokens[*i].lower));
    let name = name(tokens, head.clone(), lexicon);
    let role = name
        .as_ref()
        .filter(|name| name.start > words.start)
        .map(|name| words.start..name.start)
        .filter(|role| !(role.len() == 1 && tokens[role.start].is("the")));
    let named = |at: &usize| name.as_ref().is_some_and(|name| name.contains(at));
    let joint = head.clone().any(|i| tokens[i].is("and") && !named(&i));
    if head.clone().any(|i| lists.spokesperson.contains(&tokens[i].lower)) {
        let body = joined(tokens, words.clone());
        let in_body = |list: &[String]| list.iter().any(|word| holds(&body, word));
        return match (&name, in_body(&lists.government), in_body(&lists.organisation)) {
            (Some(_), ..) => of(SourceKind::Person, name, role),
            (None, true, _) => of(SourceKind::Government, None, None),
            (None, false, true) => of(SourceKind::Organisation, None, None),
            _ => of(SourceKind::Unknown, None, None),
        };
    }
    let noun = tokens[head.end - 1].lower.as_str();
    if lists.outlets.iter().any(|outlet| name.as_ref().is_some_and(|name| joined(tokens, name.clone()) == *outlet))
        || (is_outlet_word(noun, lexicon) && !joint && (noun != "agency" || lower.ends_with("news agency")))
        || has(&lists.outlet[..4])
    {
        return of(SourceKind::Outlet, name, role);
    }
    if name.is_none() && (lists.people.contains(noun) || lists.people.contains(&first.lower) || noun == "one") {
        return of(SourceKind::Unknown, None, None);
    }
    if joint {
        return of(SourceKind::Group, None, None);
    }
    let appositive =
        phrase.apposition.clone().is_some_and(|a| tokens[a].iter().any(|t| lists.titles.contains(&t.lower)));
    if let Some(name) = name.clone().filter(|n| title_at.is_some_and(|t| t < n.start) || (appositive && n.len() <= 4)) {
        return of(SourceKind::Person, Some(name), role);
    }
    let named = name.clone().map(|n| joined(tokens, n)).unwrap_or_default();
    let whole = head
        .clone()
        .any(|i| is_name(tokens, i, lexicon))
        .then(|| if first.is("the") { head.start + 1..head.end } else { head.clone() })
        .filter(|w| !w.is_empty());
    if lists.metonyms.contains(&named) || lists.metonyms.contains(lower.trim_start_matches("the ")) {
        of(SourceKind::Government, name, role)
    } else if title_at == Some(head.end - 1) {
        of(SourceKind::Person, None, None)
    } else if lists.document.contains(noun) {
        of(SourceKind::Document, None, None)
    } else if has(&lists.government) {
        of(SourceKind::Government, whole, None)
    } else if has(&lists.organisation) {
        of(SourceKind::Organisation, whole, None)
    } else if lists.group.contains(noun) {
        of(SourceKind::Group, None, None)
    } else if name.is_some() {
        of(SourceKind::Named, name, role)
    } else {
        of(SourceKind::Unknown, None, None)
    }
}

/// Tells whether a word alone makes an outlet: "newspaper", "radio", or the name of one.
pub fn is_outlet_word(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.source.outlet.iter().any(|w| w == word)
        || lexicon.source.outlets.iter().any(|w| w == word)
        || word == "agency"
}

/// Returns the words before the first preposition, participle or relative that goes on after the head noun.
fn head(tokens: &[Token], words: Range<usize>, lexicon: &Lexicon) -> Range<usize> {
    let cut = (words.start + 1..words.end).find(|i| {
        let word = &tokens[*i].lower;
        let name = tokens[*i - 1].capital && tokens.get(*i + 1).is_some_and(|t| t.capital);
        let joins = word == "of" && name && (*i - words.start < 2 || !tokens[*i - 2].capital);
        let joins = joins || names_task(tokens, *i, lexicon);
        !joins
            && (lexicon.words.preposition.contains(word)
                || lexicon.words.relative.contains(word)
                || matches!(word.as_str(), "familiar" | "briefed" | "close" | "involved" | "working" | "present"))
    });
    words.start..cut.unwrap_or(words.end)
}

/// Returns the name in a head: its last run of capitals, titles in front left off.
fn name(tokens: &[Token], head: Range<usize>, lexicon: &Lexicon) -> Option<Range<usize>> {
    let end =
        head.clone().rev().find(|i| tokens[*i].capital && !lexicon.words.determiner.contains(&tokens[*i].lower))? + 1;
    // a capital before a common noun is a state's or a body's: "U.S. officials"; before an outlet's noun it is the outlet's
    if end < head.end && !tokens[end..head.end].iter().any(|t| is_outlet_word(&t.lower, lexicon)) {
        return None;
    }
    let mut start = end - 1;
    let task = head.clone().find(|i| names_task(tokens, *i, lexicon));
    let joins = |at: usize| {
        let within = tokens[at].is("and") && task.is_some_and(|task| task < at);
        (tokens[at].is("of") || within || task == Some(at)) && at > head.start && tokens[at - 1].capital
    };
    while start > head.start && (tokens[start - 1].capital || joins(start - 1)) {
        start -= 1;
    }
    if lexicon.words.determiner.contains(&tokens[start].lower) && start + 1 < end {
        start += 1;
    }
    let lower = joined(tokens, start..end);
    let body = lexicon.source.government.iter().chain(&lexicon.source.organisation).any(|word| holds(&lower, word));
    let title = (start..end).rev().find(|i| lexicon.source.titles.contains(&tokens[*i].lower));
    if let Some(title) = title.filter(|title| !body || *title + 2 < end) {
        start = title + 1;
        if tokens.get(start).is_some_and(|t| t.is("of")) {
            start += 2;
        }
    }
    let nationality = start + 1 == end && lexicon.source.nationality.contains(&tokens.get(start)?.lower);
    let plain = tokens.get(start..end)?.iter().all(|t| !t.lower.ends_with("'s"));
    (start < end && !nationality && plain && tokens[start].capital).then_some(start..end)
}

/// Tells whether the name of a body goes on at a "for": "the Bank for Reconstruction and Development".
fn names_task(tokens: &[Token], at: usize, lexicon: &Lexicon) -> bool {
    let lists = &lexicon.source;
    let body = |t: &Token| {
        let one = t.lower.strip_suffix('s').unwrap_or(&t.lower);
        let has = |list: &Vec<String>| list.iter().any(|word| *word == t.lower || word == one);
        t.capital && (has(&lists.organisation) || has(&lists.government))
    };
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    tokens[at].is("for") && before.is_some_and(body) && tokens.get(at + 1).is_some_and(|t| t.capital)
}

/// Tells whether a capital is more than that of a sentence's first word.
fn is_name(tokens: &[Token], at: usize, lexicon: &Lexicon) -> bool {
    let word = &tokens[at].lower;
    let common = lexicon.words.determiner.contains(word)
        || (at == 0 && (lexicon.source.government.contains(word) || lexicon.source.organisation.contains(word)));
    tokens[at].capital && !common
}

fn joined(tokens: &[Token], range: Range<usize>) -> String {
    tokens.get(range).unwrap_or_default().iter().map(|t| t.lower.as_str()).collect::<Vec<_>>().join(" ")
}
