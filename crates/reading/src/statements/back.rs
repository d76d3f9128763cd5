//! Who speaks again: pronouns, "the doctor", "one of them".

use lang::{Label, ReferentKind, Tag};
use text::Span;

use super::who::{Heard, NEAR_BLOCKS, Nameless, Who};
use crate::{
    Source, SourceKind, Unnamed,
    parties::{Gazetteer, Named},
};

/// Sentences of its paragraph before a pronoun in which the person is looked for who is meant.
const MAX_BEFORE: usize = 8;

impl Who<'_> {
    /// Returns the one whom a pronoun means.
    pub(super) fn pronoun(&mut self, words: Span, head: u32, heard: &Heard) -> Source {
        let word = self.view.word(head);
        let person = matches!(word.as_str(), "he" | "she" | "i" | "him");
        if matches!(word.as_str(), "i" | "we") && !self.view.in_quotes(head) {
            return Source::of(Some(words), SourceKind::Own);
        }
        let meant = self.mentions_of(words);
        let meant = self.subject_before(head, meant).filter(|_| person).or(meant);
        let fits = |kind: SourceKind| match word.as_str() {
            "he" | "she" | "i" | "him" => matches!(kind, SourceKind::Person | SourceKind::Named | SourceKind::Unknown),
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
        let party = if place { None } else { meant.and_then(|meant| self.party_of(meant, SourceKind::Unknown)) };
        let party = party.filter(|party| fits(self.parties[*party as usize].kind));
        let nameless = mentions.filter(|_| !place && party.is_none()).filter(|mentions| mentions.name.is_none());
        // "The swap is off, the ministry said. It blamed": no swap blames anybody
        let body = self.last.as_ref().filter(|last| {
            let is_body =
                matches!(last.source.kind, SourceKind::Government | SourceKind::Organisation | SourceKind::Outlet);
            word == "it" && nameless.is_some() && is_body && last.block == heard.block && last.end <= words.start
        });
        if let Some(last) = body {
            let name = self.called(&last.source).filter(|_| last.source.party.is_none());
            return Source { span: Some(words), name, ..last.source.clone() };
        }
        if let Some(mentions) = nameless
            && let Some(first) = mentions.places.first().filter(|first| first.how == lang::How::Noun)
        {
            // somebody who is described, and was not heard before: "the mayor ... she said"
            let naming = self.view.noun(first.head);
            if let Some(naming) = naming.filter(|naming| naming.words.end <= words.start) {
                let kind = self.view.kind(&naming);
                let unnamed = (kind == SourceKind::Unnamed).then(|| self.details(naming.words, &Unnamed::default()));
                let kind = if fits(kind) || unnamed.is_some() {
                    kind
                } else if person {
                    SourceKind::Person
                } else {
                    SourceKind::Organisation
                };
                let name = Some(self.phrase_name(naming.words, first.head));
                let source = Source { name, unnamed, ..Source::of(Some(words), kind) };
                self.note(&source, Some(first.head), heard.block);
                return source;
            }
        }
        // "The mill is not for sale, it said"
        let about = heard.about.filter(|_| party.is_none()).and_then(|about| {
            let naming = self.view.noun(about)?;
            let kind = self.view.kind(&naming);
            if !fits(kind) {
                return None;
            }
            self.party(naming.name?, naming.role, kind)
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

    /// Of a pronoun that is taken for somebody of another paragraph: the person who is the subject of a sentence before it in its own.
    /// "Poll met the press. “We are done,” she said."
    fn subject_before(&self, head: u32, meant: Option<usize>) -> Option<usize> {
        let (view, analysis) = (self.view, self.view.analysis);
        let at = analysis.sentence_of(head)?;
        let near = |first: usize| {
            let between = analysis.sentences[first].span.end..analysis.sentences[first + 1].span.start;
            view.text.get(between.start as usize..between.end as usize).is_some_and(|between| !between.contains('\n'))
        };
        let before = (0..at).rev().take(MAX_BEFORE).take_while(|first| near(*first));
        let sentences = before.map(|first| &analysis.sentences[first]);
        let is_here = |start: u32, from: u32| start >= from && start < view.tokens().span[head as usize].start;
        let pronoun = if view.word(head) == "she" { lang::Gender::Female } else { lang::Gender::Male };
        let mut subject = None;
        let mut opens = analysis.sentences[at].span.start;
        for sentence in sentences {
            opens = sentence.span.start;
            let is_subject = |token: &u32| matches!(view.label(*token), Label::Nsubj | Label::Nsubjpass);
            let named = |token: u32| {
                let found = analysis.meant_by(token).into_iter().find(|at| {
                    let mentions = &analysis.mentions[*at];
                    let person = matches!(mentions.kind, ReferentKind::Person | ReferentKind::Unknown);
                    person && mentions.name.is_some() && !self.is_state(mentions.name.clone())
                })?;
                analysis.mentions[found].gender.is_none_or(|gender| gender == pronoun).then_some(found)
            };
            subject = subject.or_else(|| sentence.tokens.clone().filter(is_subject).find_map(named));
        }
        let elsewhere = meant.is_none_or(|meant| {
            let places = &analysis.mentions[meant].places;
            !places.iter().any(|place| {
                place.how != lang::How::Pronoun && is_here(view.tokens().span[place.head as usize].start, opens)
            })
        });
        subject.filter(|_| elsewhere)
    }

    /// "He" and "she" go on with the person who spoke last in the paragraph, unless somebody else has come between.
    pub(super) fn speaks_on(&self, words: Span, head: u32, heard: &Heard, meant: Option<usize>) -> Option<Source> {
        let view = self.view;
        let last = self.last.as_ref().filter(|last| last.block == heard.block)?;
        let one = match last.source.kind {
            SourceKind::Person => true,
            SourceKind::Unnamed => last.source.unnamed.as_ref().is_some_and(|unnamed| unnamed.count == Some(1)),
            _ => false,
        };
        if !one || !matches!(view.word(head).as_str(), "he" | "she" | "him") {
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

    pub(super) fn is_state(&self, name: Option<std::ops::Range<u32>>) -> bool {
        let words = name.map(|name| self.view.tokens().words(name).of(self.view.text));
        words.is_some_and(|words| matches!(Gazetteer::english().named(words), Some(Named::State(_) | Named::Seat(_))))
    }

    /// "The doctor", "one of them", "the two": a nameless one who was heard before.
    pub(super) fn back(&self, words: Span, head: u32, kind: SourceKind) -> Option<Source> {
        let view = self.view;
        let lower = words.of(view.text).to_lowercase();
        let first = lower.split_whitespace().next().unwrap_or_default();
        let lemma = view.lemma(head);
        let bare_one = matches!(first, "one" | "another" | "others" | "both" | "neither" | "each")
            && (self.is_one_word(words) || lower.contains(" of the") || lower.contains(" of them"));
        let pair =
            matches!(lower.as_str(), "the two" | "the pair" | "the three" | "both" | "the former" | "the latter");
        if pair || bare_one {
            let of = view
                .labelled(head, Label::Prep)
                .flat_map(|prep| view.labelled(prep, Label::Pobj).collect::<Vec<_>>())
                .next();
            let of = of
                .filter(|of| !matches!(view.word(*of).as_str(), "them" | "these" | "those" | "two" | "three" | "pair"));
            let of = of.map(|of| view.lemma(of));
            let fits = |nameless: &&Nameless| {
                nameless.is_plural
                    && nameless.source.kind != SourceKind::Document
                    && of.as_ref().is_none_or(|of| *of == nameless.lemma)
            };
            let found = self.nameless.iter().rev().find(fits)?;
            let part = matches!(first, "one" | "another" | "others");
            return Some(self.again(words, found, part));
        }
        let definite = matches!(first, "the" | "this" | "that" | "these" | "those" | "both");
        if !definite || matches!(view.tag(head), Tag::Nnp | Tag::Nnps) {
            return None;
        }
        let plain = view.tokens().within(words).all(|token| {
            token >= head || matches!(view.label(token), Label::Det | Label::Nummod | Label::Amod | Label::Compound)
        });
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
        let exact = |nameless: &&Nameless| nameless.lemma == lemma && same(nameless);
        let found = self
            .nameless
            .iter()
            .rev()
            .find(exact)
            .or_else(|| self.nameless.iter().rev().find(same))
            .filter(|_| plain && !tail && !self.is_named(words))?;
        Some(self.again(words, found, found.is_plural && !plural))
    }

    /// Whether the article names whom words mean.
    pub(super) fn is_named(&self, words: Span) -> bool {
        self.mentions_of(words).is_some_and(|meant| self.view.analysis.mentions[meant].name.is_some())
    }

    /// A source that was heard before, or a part of it.
    pub(super) fn again(&self, words: Span, before: &Nameless, part: bool) -> Source {
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
        Source {
            name: Some(called),
            unnamed,
            party: before.source.party,
            ..Source::of(Some(words), before.source.kind)
        }
    }
}
