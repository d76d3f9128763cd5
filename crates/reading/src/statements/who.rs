//! Who is meant by the words for a source: a party that the article names, or a nameless one who spoke before.

use std::collections::HashMap;

use lang::{Label, ReferentKind, Tag};
use page::Article;
use text::Span;

use super::{
    found::Naming,
    gathered::{bare, owned},
    view::View,
};
use crate::{
    Party, PartyIx, Source, SourceKind, Unnamed,
    parties::{Gazetteer, MAX_PARTIES, Named},
    unnamed::unnamed,
};

/// Blocks over which "the report" may reach back to the outlet whose it is.
const ECHO_BLOCKS: usize = 2;
/// Bytes before "the report" in which another report must not be spoken of.
const ECHO_BYTES: usize = 4_000;
/// Blocks over which a pronoun that nothing else decides means who was last heard.
const NEAR_BLOCKS: usize = 2;
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
struct Nameless {
    source: Source,
    head: u32,
    lemma: String,
    is_plural: bool,
}

/// Who spoke last.
struct Last {
    source: Source,
    head: u32,
    block: usize,
    end: u32,
}

/// Who the sources of an article are.
pub struct Who<'a> {
    article: &'a Article,
    view: View<'a>,
    /// The parties so far.
    pub parties: Vec<Party>,
    /// Number of mentions in the analysis -> party.
    meant: HashMap<usize, PartyIx>,
    /// Name -> party.
    named: HashMap<String, PartyIx>,
    /// Last name -> parties.
    by_last: HashMap<String, Vec<PartyIx>>,
    /// Outlets among the parties that have been a source, in order.
    said: Vec<PartyIx>,
    /// The last block in which an outlet was a source.
    echoed: usize,
    nameless: Vec<Nameless>,
    last: Option<Last>,
    /// The last person and the last body that were a source, with their blocks.
    last_person: Option<(PartyIx, usize)>,
    last_body: Option<(PartyIx, usize)>,
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
        if let Some(outlet) = self.echo(words, heard.block) {
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
            None if !matches!(kind, SourceKind::Unnamed | SourceKind::Own | SourceKind::Document) => self.meant(words, kind),
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

    /// Tells whether the name in a phrase is whom the phrase means, and not somebody whom it only speaks of.
    fn is_name(&self, words: Span, name: Span) -> bool {
        let view = self.view;
        let (Some(head), Some(turn)) = (self.head(words), self.head(name)) else { return false };
        let proper = matches!(view.tag(turn), Tag::Nnp | Tag::Nnps) || view.analysis.entity_of(turn).is_some();
        let joined = matches!(view.label(turn), Label::Compound | Label::Appos | Label::Nmod | Label::Amod);
        proper && (turn == head || joined && view.tokens().parent(turn) == Some(head))
    }

    /// Notes who spoke last, what others are told to have said left out.
    fn heard(&mut self, source: &Source, head: Option<u32>, heard: &Heard) {
        if !heard.is_told && let Some(head) = head {
            self.last = Some(Last { source: source.clone(), head, block: heard.block, end: heard.end });
        }
    }

    /// Returns the outlet that was told, unless it is this one.
    pub fn told(&mut self, told: &Naming) -> Option<Source> {
        let words = told.name.unwrap_or(told.words).of(self.view.text);
        if self.is_this_outlet(words) {
            return None;
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
            lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !matches!(*word, "" | "the")).map(str::to_owned).collect::<Vec<_>>()
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

    fn head(&self, words: Span) -> Option<u32> {
        let tokens = self.view.tokens();
        tokens.head_of(tokens.within(words))
    }

    fn is_one_word(&self, words: Span) -> bool {
        self.view.tokens().within(words).len() == 1
    }

    /// "The report" after exactly one outlet means that outlet's.
    fn echo(&mut self, words: Span, block: usize) -> Option<Source> {
        let echo = self.view.lexicon.source.outlet_echo.contains(&self.article.words(words).to_lowercase());
        let near = block.saturating_sub(self.echoed) <= ECHO_BLOCKS;
        let &[outlet] = &self.said[..] else { return None };
        if !echo || !near || self.has_other_report(words) {
            return None;
        }
        self.echoed = block;
        Some(Source { party: Some(outlet), ..Source::of(Some(words), SourceKind::Outlet) })
    }

    /// Tells whether the text before a span speaks of a report that is no outlet's: "a report by the audit court".
    fn has_other_report(&self, span: Span) -> bool {
        let start = (span.start as usize).saturating_sub(ECHO_BYTES);
        let start = (start..=span.start as usize).find(|at| self.view.text.is_char_boundary(*at)).unwrap_or(0);
        let before = self.view.text.get(start..span.start as usize).unwrap_or_default().to_lowercase();
        self.view.lexicon.source.other_report.iter().any(|words| before.contains(words.as_str()))
    }

    /// Notes who was heard.
    fn note(&mut self, source: &Source, head: Option<u32>, block: usize) {
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
        let nameless = matches!(source.kind, SourceKind::Unnamed | SourceKind::Document | SourceKind::Group | SourceKind::Person | SourceKind::Organisation | SourceKind::Government);
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

    /// Returns the one whom a pronoun means.
    fn pronoun(&mut self, words: Span, head: u32, heard: &Heard) -> Source {
        let word = self.view.word(head);
        let person = matches!(word.as_str(), "he" | "she" | "i");
        if matches!(word.as_str(), "i" | "we") && !self.view.in_quotes(head) {
            return Source::of(Some(words), SourceKind::Own);
        }
        let meant = self.mentions_of(words);
        let fits = |kind: SourceKind| match word.as_str() {
            "he" | "she" | "i" => matches!(kind, SourceKind::Person | SourceKind::Named | SourceKind::Unknown),
            "it" => !matches!(kind, SourceKind::Person),
            _ => true,
        };
        if let Some(again) = self.speaks_on(words, head, heard, meant) {
            return again;
        }
        // a nameless one who was heard
        if let Some(meant) = meant {
            let places: Vec<u32> = self.view.analysis.mentions[meant].places.iter().map(|place| place.head).collect();
            if let Some(found) = self.nameless.iter().rev().find(|nameless| places.contains(&nameless.head)) {
                return self.again(words, found, false);
            }
        }
        let mentions = meant.map(|meant| &self.view.analysis.mentions[meant]);
        let place = mentions.is_some_and(|mentions| match mentions.kind {
            ReferentKind::Place => person || word == "it" && !self.is_state(mentions.name.clone()),
            ReferentKind::Organisation | ReferentKind::Document | ReferentKind::Thing => person,
            _ => person && self.is_state(mentions.name.clone()),
        });
        let party = if place { None } else { self.meant(words, SourceKind::Unknown) };
        let party = party.filter(|party| fits(self.parties[*party as usize].kind));
        let nameless = mentions.filter(|_| !place && party.is_none()).filter(|mentions| mentions.name.is_none());
        if let Some(mentions) = nameless
            && let Some(first) = mentions.places.first().filter(|first| first.how == lang::How::Noun)
        {
            // somebody who is described, and was not heard before: "the mayor ... she said"
            let naming = self.view.noun(first.head);
            if let Some(naming) = naming.filter(|naming| naming.words.end <= words.start) {
                let kind = self.view.kind(&naming);
                let unnamed = (kind == SourceKind::Unnamed).then(|| self.details(naming.words, &Unnamed::default()));
                let kind = if fits(kind) || unnamed.is_some() { kind } else if person { SourceKind::Person } else { SourceKind::Organisation };
                let name = Some(self.phrase_name(naming.words, first.head));
                let source = Source { name, unnamed, ..Source::of(Some(words), kind) };
                self.note(&source, Some(first.head), heard.block);
                return source;
            }
        }
        // "The mill is not for sale, it said"
        let about = heard.about.filter(|_| party.is_none()).and_then(|about| {
            let words = self.view.noun(about)?.words;
            let party = self.meant(words, SourceKind::Unknown)?;
            fits(self.parties[party as usize].kind).then_some(party)
        });
        let party = party.or(about);
        let last = if person { self.last_person } else { self.last_body };
        let last = last.filter(|(_, block)| heard.block.saturating_sub(*block) <= NEAR_BLOCKS && word != "they");
        let party = party.or(last.map(|(party, _)| party));
        let kind = match party.map(|party| self.parties[party as usize].kind) {
            _ if person => SourceKind::Person,
            Some(kind) if kind != SourceKind::Named => kind,
            _ if word == "they" => SourceKind::Group,
            _ => SourceKind::Organisation,
        };
        let source = Source { party, ..Source::of(Some(words), kind) };
        self.note(&source, None, heard.block);
        source
    }

    /// "He" and "she" go on with the person who spoke last in the paragraph, unless somebody else has come between.
    fn speaks_on(&self, words: Span, head: u32, heard: &Heard, meant: Option<usize>) -> Option<Source> {
        let view = self.view;
        let last = self.last.as_ref().filter(|last| last.block == heard.block)?;
        let one = match last.source.kind {
            SourceKind::Person => true,
            SourceKind::Unnamed => last.source.unnamed.as_ref().is_some_and(|unnamed| unnamed.count == Some(1)),
            _ => false,
        };
        if !one || !matches!(view.word(head).as_str(), "he" | "she") {
            return None;
        }
        let gender = |at: usize| view.analysis.mentions[at].gender;
        let before = view.analysis.meant_by(last.head);
        let theirs = before.first().and_then(|at| gender(*at));
        let word = if view.word(head) == "she" { lang::Gender::Female } else { lang::Gender::Male };
        let between = meant.filter(|meant| !before.contains(meant)).is_some_and(|meant| {
            view.analysis.mentions[meant].places.iter().any(|place| {
                let start = view.tokens().span[place.head as usize].start;
                let subject = matches!(view.label(place.head), Label::Nsubj | Label::Nsubjpass);
                place.how != lang::How::Pronoun && subject && last.end <= start && start < words.start
            })
        });
        if between || theirs.is_some_and(|gender| gender != word) {
            return None;
        }
        let name = self.called(&last.source).filter(|_| last.source.party.is_none());
        Some(Source { span: Some(words), name, ..last.source.clone() })
    }

    fn is_state(&self, name: Option<std::ops::Range<u32>>) -> bool {
        let words = name.map(|name| self.view.tokens().words(name).of(self.view.text));
        words.is_some_and(|words| matches!(Gazetteer::english().named(words), Some(Named::State(_) | Named::Seat(_))))
    }

    /// "The doctor", "one of them", "the two": a nameless one who was heard before.
    fn back(&self, words: Span, head: u32, kind: SourceKind) -> Option<Source> {
        let view = self.view;
        let lower = words.of(view.text).to_lowercase();
        let first = lower.split_whitespace().next().unwrap_or_default();
        let lemma = view.lemma(head);
        let bare_one = matches!(first, "one" | "another" | "others" | "both" | "neither" | "each") && (self.is_one_word(words) || lower.contains(" of the") || lower.contains(" of them"));
        let pair = matches!(lower.as_str(), "the two" | "the pair" | "the three" | "both" | "the former" | "the latter");
        if pair || bare_one {
            let of = view.labelled(head, Label::Prep).flat_map(|prep| view.labelled(prep, Label::Pobj).collect::<Vec<_>>()).next();
            let of = of.filter(|of| !matches!(view.word(*of).as_str(), "them" | "these" | "those" | "two" | "three" | "pair"));
            let of = of.map(|of| view.lemma(of));
            let fits = |nameless: &&Nameless| nameless.is_plural && nameless.source.kind != SourceKind::Document && of.as_ref().is_none_or(|of| *of == nameless.lemma);
            let found = self.nameless.iter().rev().find(fits)?;
            let part = matches!(first, "one" | "another" | "others");
            return Some(self.again(words, found, part));
        }
        let definite = matches!(first, "the" | "this" | "that" | "these" | "those" | "both");
        if !definite || matches!(view.tag(head), Tag::Nnp | Tag::Nnps) {
            return None;
        }
        let plain = view.tokens().within(words).all(|token| token >= head || matches!(view.label(token), Label::Det | Label::Nummod | Label::Amod | Label::Compound));
        let tail = view.tokens().within(words).end > head + 1;
        let plural = view.tag(head) == Tag::Nns;
        let general = matches!(lemma.as_str(), "source" | "person" | "official" | "man" | "woman" | "people");
        let same = |nameless: &&Nameless| {
            let read = nameless.source.kind == SourceKind::Document;
            let kin = nameless.lemma == lemma || general && nameless.source.kind == SourceKind::Unnamed;
            let fits = match kind {
                SourceKind::Document => read,
                SourceKind::Government | SourceKind::Organisation | SourceKind::Outlet => false,
                _ => nameless.source.kind == SourceKind::Unnamed,
            };
            kin && fits && (nameless.is_plural == plural || nameless.is_plural && nameless.lemma == lemma)
        };
        let found = self.nameless.iter().rev().find(same).filter(|_| plain && !tail && !self.is_named(words))?;
        Some(self.again(words, found, found.is_plural && !plural))
    }

    /// Whether the article names whom words mean.
    fn is_named(&self, words: Span) -> bool {
        self.mentions_of(words).is_some_and(|meant| self.view.analysis.mentions[meant].name.is_some())
    }

    /// A source that was heard before, or a part of it.
    fn again(&self, words: Span, before: &Nameless, part: bool) -> Source {
        let called = self.called(&before.source).unwrap_or_default();
        let called = if part && !called.to_lowercase().starts_with("one of") {
            let mut letters = called.chars();
            let first = letters.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
            let capital = self.view.tag(before.head) == Tag::Nnp;
            let rest = if capital { called.clone() } else { format!("{first}{}", letters.as_str()) };
            format!("one of {}", rest.strip_prefix("the ").unwrap_or(&rest))
        } else {
            called
        };
        let unnamed = before.source.unnamed.as_ref().map(|unnamed| {
            let count = if part { Some(1) } else { unnamed.count };
            self.details(words, &Unnamed { count, position: None, reason: None, ..unnamed.clone() })
        });
        Source { name: Some(called), unnamed, party: before.source.party, ..Source::of(Some(words), before.source.kind) }
    }

    /// What is told of a nameless source here, on top of what is known.
    fn details(&self, words: Span, known: &Unnamed) -> Unnamed {
        let told = unnamed(self.view.text, self.view.analysis, words, self.view.lexicon).unwrap_or_default();
        Unnamed {
            count: known.count.or(told.count),
            role: known.role.or(told.role),
            country: known.country.or(told.country),
            body: known.body.or(told.body),
            position: told.position.or(known.position),
            reason: told.reason.or(known.reason),
        }
    }

    /// Returns what a source is called where its words alone do not say.
    fn name(&self, words: Span, head: u32, source: &Source) -> Option<String> {
        let view = self.view;
        if source.party.is_some() {
            return None;
        }
        let spokesperson = view.lexicon.kinds.spokesperson.contains(&view.word(head));
        if spokesperson && matches!(source.kind, SourceKind::Organisation | SourceKind::Government) {
            let body = view.body_of(head, view.tokens().within(words))?;
            let turn = self.head(body)?;
            return Some(self.phrase_name(body, turn));
        }
        let name = self.phrase_name(words, head);
        (name != words.of(view.text)).then_some(name)
    }

    /// The words of a phrase with those that point elsewhere put in their place: "his party" -> "Alonso Poll's party".
    fn phrase_name(&self, words: Span, head: u32) -> String {
        let view = self.view;
        let tokens = view.tokens();
        let plain = words.of(view.text).to_owned();
        if let Some(name) = self.full_name(head).filter(|_| !matches!(view.tag(head), Tag::Nnp)) {
            return name;
        }
        if let Some(owner) = tokens.child(head, &[Label::Poss])
            && matches!(view.tag(owner), Tag::Nnp)
        {
            let gazetteer = Gazetteer::english();
            let own = tokens.words(tokens.reach(owner).start..owner + 1).of(view.text);
            let state = match gazetteer.named(own) {
                Some(Named::State(country) | Named::Seat(country)) => gazetteer.state(country),
                _ => None,
            };
            let rest = (owner + 1..head + 1).find(|at| view.label(*at) != Label::Case);
            if let (Some(state), Some(rest)) = (state, rest) {
                let rest = Span { start: tokens.span[rest as usize].start, ..words }.of(view.text);
                return format!("{} {rest}", state.adjective);
            }
        }
        let Some(owner) = tokens.child(head, &[Label::Poss]).filter(|owner| view.tag(*owner) == Tag::PrpPossessive) else {
            return plain;
        };
        let rest = Span { start: tokens.span[owner as usize].end, ..words }.of(view.text).trim_start();
        let called = self.full_name(owner).or_else(|| {
            let meant = view.analysis.meant_by(owner);
            let mentions = &view.analysis.mentions[*meant.first()?];
            let place = mentions.places.iter().find(|place| place.how == lang::How::Noun && place.head < owner)?;
            let naming = view.noun(place.head)?;
            Some(bare(naming.words.of(view.text)).to_owned())
        });
        called.map_or(plain, |called| format!("{}{rest}", owned(&called)))
    }

    /// The fullest name of the one whom a token means.
    fn full_name(&self, token: u32) -> Option<String> {
        let view = self.view;
        let meant = view.analysis.meant_by(token);
        let [one] = meant[..] else { return None };
        let name = view.analysis.mentions[one].name.clone()?;
        Some(view.tokens().words(name).of(view.text).to_owned())
    }

    /// Returns the party that a name means: the one of that name, or the one person whose last name it is.
    fn party(&mut self, mention: Span, role: Option<Span>, kind: SourceKind) -> Option<PartyIx> {
        let meant = self.mentions_of(mention);
        if let Some(at) = meant.and_then(|meant| self.meant.get(&meant).copied()) {
            return self.mentioned(at, mention, kind);
        }
        let fullest = meant.and_then(|meant| self.view.analysis.mentions[meant].name.clone());
        let fullest = fullest.map(|name| self.article.words(self.view.tokens().words(name)));
        let written = self.article.words(mention);
        // the shorter name of one who is named in full elsewhere
        let words = fullest.filter(|full| full.ends_with(written)).unwrap_or(written).to_owned();
        let same = self.named.get(&words).copied();
        let by_last = self.by_last.get(&words).map_or(&[][..], |all| &all[..]);
        let at = match (same, by_last) {
            (Some(at), _) | (None, &[at]) => at,
            // two people of that name: which one is not said
            (None, [_, _, ..]) => return None,
            (None, []) => self.add(words, kind, role, meant)?,
        };
        self.mentioned(at, mention, kind)
    }

    fn add(&mut self, name: String, kind: SourceKind, role: Option<Span>, meant: Option<usize>) -> Option<PartyIx> {
        if self.parties.len() >= MAX_PARTIES {
            return None;
        }
        let at = self.parties.len() as PartyIx;
        let last = name.rsplit(' ').next().filter(|last| last.len() < name.len());
        if let Some(last) = last.filter(|_| matches!(kind, SourceKind::Person | SourceKind::Named)) {
            self.by_last.entry(last.to_owned()).or_default().push(at);
        }
        self.named.entry(name.clone()).or_insert(at);
        if let Some(meant) = meant {
            self.meant.entry(meant).or_insert(at);
        }
        self.parties.push(Party::new(name, kind, role));
        Some(at)
    }

    /// Notes that a party is mentioned, and what the words say it is.
    fn mentioned(&mut self, at: PartyIx, mention: Span, kind: SourceKind) -> Option<PartyIx> {
        let party = self.parties.get_mut(at as usize)?;
        if party.kind == SourceKind::Named {
            party.kind = kind;
        }
        if !party.mentions.contains(&mention) {
            party.mentions.push(mention);
        }
        Some(at)
    }

    /// Returns the number of the one whose mentions the words are among, when there is one only.
    fn mentions_of(&self, words: Span) -> Option<usize> {
        match self.view.analysis.meant_by(self.head(words)?)[..] {
            [one] => Some(one),
            _ => None,
        }
    }

    /// Returns the party that a pronoun or a noun means, when the article names it.
    fn meant(&mut self, words: Span, kind: SourceKind) -> Option<PartyIx> {
        let meant = self.mentions_of(words)?;
        if let Some(at) = self.meant.get(&meant) {
            return Some(*at);
        }
        let mentions = &self.view.analysis.mentions[meant];
        let name = self.view.tokens().words(mentions.name.clone()?);
        let naming = self.view.naming(name)?;
        let kind = match (mentions.kind, kind) {
            (ReferentKind::Person, _) if !self.is_state(mentions.name.clone()) => SourceKind::Person,
            (_, SourceKind::Unknown | SourceKind::Named) => self.view.kind(&naming),
            (_, kind) => kind,
        };
        let written = self.article.words(name).to_owned();
        if let Some(at) = self.named.get(&written) {
            return Some(*at);
        }
        let role = mentions.roles.first().map(|role| self.view.tokens().words(role.clone()));
        self.add(written, kind, role, Some(meant))
    }
}
