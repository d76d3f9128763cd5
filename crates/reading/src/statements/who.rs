//! Who is meant by the words for a source: a party that the article names, or a nameless one who spoke before.

use std::collections::HashMap;

use lang::Tag;
use page::Article;
use text::Span;

use super::{found::Naming, view::View};
use crate::{Party, PartyIx, Source, SourceKind, Unnamed, unnamed::unnamed};

/// Blocks over which "the report" may reach back to the outlet whose it is.
const ECHO_BLOCKS: usize = 2;
/// Bytes before "the report" in which another report must not be spoken of.
const ECHO_BYTES: usize = 4_000;
/// Blocks over which a pronoun that nothing else decides means who was last heard.
pub(super) const NEAR_BLOCKS: usize = 2;
/// Nameless sources of which later words may speak.
const MAX_HEARD: usize = 50;

/// Where words for a source stand.
pub struct Heard {
    /// The block.
    pub block: usize,
    /// Whether it cites a further source.
    pub cites: bool,
    /// Whether it is told in what another says.
    pub is_told: bool,
    /// Where its sentence ends.
    pub end: u32,
    /// The subject of what is said.
    pub about: Option<u32>,
}

/// A source without a name that was heard.
pub(super) struct Nameless {
    pub(super) source: Source,
    pub(super) head: u32,
    pub(super) lemma: String,
    pub(super) is_plural: bool,
}

/// Who spoke last.
pub(super) struct Last {
    pub(super) source: Source,
    pub(super) head: u32,
    pub(super) block: usize,
    pub(super) end: u32,
}

/// Who the sources of an article are.
pub struct Who<'a> {
    pub(super) article: &'a Article,
    pub(super) view: View<'a>,
    /// The parties so far.
    pub parties: Vec<Party>,
    /// Number of mentions in the analysis -> party.
    pub(super) meant: HashMap<usize, PartyIx>,
    /// Name -> party.
    pub(super) named: HashMap<String, PartyIx>,
    /// Last name -> parties.
    pub(super) by_last: HashMap<String, Vec<PartyIx>>,
    /// Outlets among the parties that have been a source, in order.
    pub(super) said: Vec<PartyIx>,
    /// The last block in which an outlet was a source.
    pub(super) echoed: usize,
    pub(super) nameless: Vec<Nameless>,
    pub(super) last: Option<Last>,
    /// The last person and the last body that were a source, with their blocks.
    pub(super) last_person: Option<(PartyIx, usize)>,
    pub(super) last_body: Option<(PartyIx, usize)>,
}

impl<'a> Who<'a> {
    /// Begins with an article.
    pub fn new(article: &'a Article, view: View<'a>) -> Who<'a> {
        Who {
            article,
            view,
            parties: Vec::new(),
            meant: HashMap::new(),
            named: HashMap::new(),
            by_last: HashMap::new(),
            said: Vec::new(),
            echoed: 0,
            nameless: Vec::new(),
            last: None,
            last_person: None,
            last_body: None,
        }
    }

    /// Returns the source that words mean.
    pub fn source(&mut self, naming: Option<&Naming>, heard: &Heard) -> Source {
        let Some(naming) = naming else { return Source::of(None, SourceKind::Nobody) };
        let naming = &Naming { name: naming.name.filter(|name| self.is_name(naming.words, *name)), ..naming.clone() };
        let words = naming.words;
        let mut kind = self.view.kind(naming);
        if heard.cites && naming.name.is_some() && self.view.is_bare_name(words) {
            kind = SourceKind::Outlet; // "Semana, which cited a memo"
        }
        let thing = heard.about.is_some_and(|about| self.view.is_thing(about));
        let plain = naming.role.is_none() && self.view.tokens().within(words).len() <= 3;
        if kind == SourceKind::Person && thing && plain && naming.name.is_some() {
            kind = SourceKind::Organisation; // "Grinfarm said it would sue"
        }
        if let Some(outlet) = self.echo(words, heard.block) {
            return outlet;
        }
        if let Some(name) = self.view.report_of(words) {
            let outlet = Source { span: Some(words), ..self.outlet(name) };
            self.note(&outlet, None, heard.block);
            return outlet;
        }
        let head = self.head(words);
        let pronoun = head.is_some_and(|head| matches!(self.view.tag(head), Tag::Prp) && self.is_one_word(words));
        if pronoun && let Some(head) = head {
            let source = self.pronoun(words, head, heard);
            self.heard(&source, Some(head), heard);
            return source;
        }
        if let Some(source) = head.and_then(|head| self.back(words, head, kind)) {
            self.heard(&source, head, heard);
            return source;
        }
        let party = match naming.name {
            Some(name) if !matches!(kind, SourceKind::Group | SourceKind::Unnamed | SourceKind::Own) => {
                self.party(name, naming.role, kind)
            }
            None if !matches!(kind, SourceKind::Unnamed | SourceKind::Own | SourceKind::Document) => {
                self.meant(words, kind)
            }
            _ => None,
        };
        let kind = match party.and_then(|party| self.parties.get(party as usize)) {
            Some(party) if matches!(kind, SourceKind::Unknown | SourceKind::Named) => party.kind,
            _ => kind,
        };
        let mut source = Source { party, ..Source::of(Some(words), kind) };
        if kind == SourceKind::Unnamed {
            source.unnamed = Some(self.details(words, &Unnamed::default()));
        }
        source.name = head.and_then(|head| self.name(words, head, &source));
        self.note(&source, head, heard.block);
        self.heard(&source, head, heard);
        source
    }

    /// Notes who spoke last, what others are told to have said left out.
    pub(super) fn heard(&mut self, source: &Source, head: Option<u32>, heard: &Heard) {
        if !heard.is_told
            && let Some(head) = head
        {
            self.last = Some(Last { source: source.clone(), head, block: heard.block, end: heard.end });
        }
    }

    /// Returns the outlet that was told, unless it is this one.
    pub fn told(&mut self, told: &Naming) -> Option<Source> {
        const ANYBODY: [&str; 6] = ["the press", "press", "the media", "media", "local media", "the news media"];
        let name = told.name.map(|name| self.view.masthead(name, told.words));
        let told = &Naming { name, ..told.clone() };
        let words = told.name.unwrap_or(told.words).of(self.view.text);
        if ANYBODY.contains(&words.to_lowercase().as_str()) {
            return None;
        }
        if self.is_this_outlet(words) {
            return None;
        }
        if let Some(outlet) = self.echo(told.words, self.echoed) {
            return Some(outlet);
        }
        if told.name.is_none() && told.words.of(self.view.text).eq_ignore_ascii_case("the agency") {
            return None; // one that nobody has heard: of news, or of a state
        }
        let party = told.name.and_then(|name| self.party(name, told.role, SourceKind::Outlet));
        Some(Source { party, ..Source::of(Some(told.words), SourceKind::Outlet) })
    }

    /// Returns the outlet that these words name.
    pub fn outlet(&mut self, words: Span) -> Source {
        let party = self.party(words, None, SourceKind::Outlet);
        Source { party, ..Source::of(Some(words), SourceKind::Outlet) }
    }

    /// Tells whether words name the outlet of the page: its name or the end of it.
    pub fn is_this_outlet(&self, words: &str) -> bool {
        let Some(outlet) = self.view.outlet else { return false };
        let plain = |words: &str| {
            let lower = words.to_lowercase();
            lower
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !matches!(*word, "" | "the"))
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let (outlet, words) = (plain(outlet), plain(words));
        !words.is_empty() && outlet.windows(words.len()).any(|window| window == words)
    }

    /// Returns what a source is called: its own name, its party's, or its words.
    pub fn called(&self, source: &Source) -> Option<String> {
        let party = source.party.and_then(|party| self.parties.get(party as usize)).map(|party| party.name.clone());
        let words = source.span.map(|span| span.of(self.view.text).to_owned());
        source.name.clone().or(party).or(words)
    }

    pub(super) fn head(&self, words: Span) -> Option<u32> {
        let tokens = self.view.tokens();
        tokens.head_of(tokens.within(words))
    }

    pub(super) fn is_one_word(&self, words: Span) -> bool {
        self.view.tokens().within(words).len() == 1
    }

    /// "The report" after exactly one outlet means that outlet's.
    pub(super) fn echo(&mut self, words: Span, block: usize) -> Option<Source> {
        let echo = self.view.lexicon.source.outlet_echo.contains(&self.article.words(words).to_lowercase());
        let near = block.saturating_sub(self.echoed) <= ECHO_BLOCKS;
        let &[outlet] = &self.said[..] else { return None };
        // "the agency" may be one that the text names
        let other =
            self.is_named(words) && self.mentions_of(words).is_none_or(|at| self.meant.get(&at) != Some(&outlet));
        if !echo || !near || other || self.has_other_report(words) {
            return None;
        }
        self.echoed = block;
        Some(Source { party: Some(outlet), ..Source::of(Some(words), SourceKind::Outlet) })
    }

    /// Tells whether the text before a span speaks of a report that is no outlet's: "a report by the audit court".
    pub(super) fn has_other_report(&self, span: Span) -> bool {
        let start = (span.start as usize).saturating_sub(ECHO_BYTES);
        let start = (start..=span.start as usize).find(|at| self.view.text.is_char_boundary(*at)).unwrap_or(0);
        let before = self.view.text.get(start..span.start as usize).unwrap_or_default().to_lowercase();
        self.view.lexicon.source.other_report.iter().any(|words| before.contains(words.as_str()))
    }

    /// Notes who was heard.
    pub(super) fn note(&mut self, source: &Source, head: Option<u32>, block: usize) {
        if let Some(party) = source.party {
            match source.kind {
                SourceKind::Person => self.last_person = Some((party, block)),
                SourceKind::Government | SourceKind::Organisation => self.last_body = Some((party, block)),
                SourceKind::Outlet => {
                    self.last_body = Some((party, block));
                    self.echoed = block;
                    if !self.said.contains(&party) {
                        self.said.push(party);
                    }
                }
                _ => {}
            }
            return;
        }
        let nameless = matches!(
            source.kind,
            SourceKind::Unnamed
                | SourceKind::Document
                | SourceKind::Group
                | SourceKind::Person
                | SourceKind::Organisation
                | SourceKind::Government
        );
        if let Some(head) = head.filter(|_| nameless) {
            let count = source.unnamed.as_ref().and_then(|unnamed| unnamed.count);
            let is_plural = count.is_some_and(|count| count > 1) || matches!(self.view.tag(head), Tag::Nns);
            if self.nameless.len() >= MAX_HEARD {
                self.nameless.remove(0);
            }
            let lemma = self.view.lemma(head);
            self.nameless.push(Nameless { source: source.clone(), head, lemma, is_plural });
        }
    }

    /// What is told of a nameless source here, on top of what is known.
    pub(super) fn details(&self, words: Span, known: &Unnamed) -> Unnamed {
        let told = unnamed(self.view.text, self.view.analysis, words, self.view.lexicon).unwrap_or_default();
        Unnamed {
            count: known.count.or(told.count),
            role: known.role.or(told.role),
            country: known.country.or(told.country),
            body: known.body.or(told.body),
            position: told.position.or(known.position),
            reason: told.reason.or(known.reason),
            told: known.told,
        }
    }
}
