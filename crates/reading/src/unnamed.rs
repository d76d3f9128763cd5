//! What a text tells of a source without a name: how many, what they are, whom they serve, how they know, why they are
//! nameless.

use std::ops::Range;

use lang::{Analysis, EntityKind, Label, Pos, ReferentKind, Tag, Tokens};
use text::Span;

use crate::{lexicon::Lexicon, source::Unnamed};

/// Tokens after words on anonymity in which the reason for it begins.
const NEAR: u32 = 6;
/// Tokens of a clause that gives a reason, at most.
const CLAUSE: u32 = 40;

/// Reads a phrase for a source without a name; none for no words.
///
/// `words` are the bytes of the source. Cost: linear in the sentence and the one that follows.
pub(crate) fn unnamed(text: &str, analysis: &Analysis, words: Span, lexicon: &Lexicon) -> Option<Unnamed> {
    let tokens = &analysis.tokens;
    let range = tokens.within(words);
    let read = Phrase { text, analysis, tokens, lexicon, head: tokens.head_of(range.clone())?, range };
    Some(read.unnamed())
}

struct Phrase<'a> {
    text: &'a str,
    analysis: &'a Analysis,
    tokens: &'a Tokens,
    lexicon: &'a Lexicon,
    head: u32,
    range: Range<u32>,
}

impl Phrase<'_> {
    fn word(&self, token: u32) -> String {
        self.tokens.word(token, self.text).to_lowercase()
    }

    fn tag(&self, token: u32) -> Tag {
        self.tokens.tag[token as usize]
    }

    fn span(&self, range: Range<u32>) -> Option<Span> {
        (!range.is_empty()).then(|| self.tokens.words(range))
    }

    fn unnamed(&self) -> Unnamed {
        let country = self.country();
        Unnamed {
            count: self.count(),
            role: self.role(country.as_ref()),
            country: country.and_then(|country| self.span(country)),
            body: self.body(),
            position: self.position(),
            reason: self.reason(),
            // a matter of the verb, not of the phrase
            told: None,
        }
    }

    /// The tokens of the phrase up to its head noun.
    fn front(&self) -> Range<u32> {
        self.range.start..self.head
    }

    fn count(&self) -> Option<u16> {
        let number = |token: u32| {
            let word = self.word(token);
            let value = self.lexicon.numbers.get(&word).copied().or_else(|| word.parse().ok())?;
            matches!(self.tag(token), Tag::Cd | Tag::Dt).then_some(value)
        };
        if let Some(number) = self.front().take(2).find_map(number) {
            return Some(number);
        }
        let first = self.word(self.range.start);
        let one = matches!(first.as_str(), "a" | "an" | "another" | "someone" | "somebody");
        (one && self.tag(self.head) != Tag::Nns).then_some(1)
    }

    /// The state or bloc that somebody serves, before the noun.
    fn country(&self) -> Option<Range<u32>> {
        let serves = self.lexicon.source.serving.contains(self.tokens.lemma(self.head))
            || self.front().any(|token| self.lexicon.source.serving.contains(&self.word(token)));
        if !serves {
            return None;
        }
        let is_state = |token: &u32| {
            let word = self.word(*token);
            let kind = self.analysis.entity_of(*token).map(|entity| (entity.kind, entity.tokens.len()));
            let capital = self.tokens.word(*token, self.text).starts_with(char::is_uppercase);
            let listed = self.lexicon.source.nationality.contains(&word);
            capital && (listed || matches!(kind, Some((EntityKind::Group, _)) | Some((EntityKind::Polity, 1))))
        };
        let first = self.front().find(is_state)?;
        let last = self.front().rfind(is_state)?;
        // "European Commission official": a body's
        let body = (last + 1 < self.head) && self.tokens.word(last + 1, self.text).starts_with(char::is_uppercase);
        let joined = (first..=last).all(|token| is_state(&token) || matches!(self.tag(token), Tag::Cc | Tag::Comma));
        (joined && !body).then_some(first..last + 1)
    }

    /// What they are: the noun with what stands in front of it, without number, country and "unnamed".
    fn role(&self, country: Option<&Range<u32>>) -> Option<Span> {
        let start = country.map_or(self.range.start, |country| country.end);
        let outside = |token: &u32| {
            let word = self.word(*token);
            matches!(self.tag(*token), Tag::Dt | Tag::Cd | Tag::Pdt)
                || matches!(
                    word.as_str(),
                    "unnamed"
                        | "anonymous"
                        | "unidentified"
                        | "several"
                        | "some"
                        | "many"
                        | "few"
                        | "other"
                        | "multiple"
                        | "various"
                        | "second"
                        | "third"
                        | "dozens"
                        | "more"
                        | "than"
                        | "at"
                        | "least"
                        | "nearly"
                        | "about"
                )
        };
        let start = (start..self.head).find(|token| !outside(token)).unwrap_or(self.head);
        if matches!(self.word(self.head).as_str(), "someone" | "somebody") {
            return None;
        }
        self.span(start..self.head + 1)
    }

    /// The ministry, firm or agency: in front of the noun, or behind "at", "with", "in", "from", "of".
    fn body(&self) -> Option<Span> {
        let organisation = |token: u32| {
            let by_entity =
                self.analysis.entity_of(token).is_some_and(|entity| entity.kind == EntityKind::Organisation);
            let means = self.analysis.meant_by(token);
            by_entity || means.iter().any(|at| self.analysis.mentions[*at].kind == ReferentKind::Organisation)
        };
        for prep in
            self.tokens.children(self.head).iter().filter(|child| self.tokens.label[**child as usize] == Label::Prep)
        {
            let fits = matches!(self.word(*prep).as_str(), "at" | "with" | "in" | "from" | "of" | "inside");
            let Some(object) = self.tokens.child(*prep, &[Label::Pobj]).filter(|_| fits) else { continue };
            if organisation(object) {
                let reach = self.tokens.reach(object);
                let start = if self.tag(reach.start) == Tag::Dt { reach.start + 1 } else { reach.start };
                return self.span(start..object + 1);
            }
        }
        let entity = self
            .front()
            .find_map(|token| self.analysis.entity_of(token).filter(|entity| entity.kind == EntityKind::Organisation));
        let entity = entity.map(|entity| entity.tokens.clone())?;
        let start = if self.tag(entity.start) == Tag::Dt { entity.start + 1 } else { entity.start };
        self.span(start.max(self.range.start)..entity.end.min(self.head))
    }

    /// What puts them in a position to know: the words behind the noun, or those set apart by a comma.
    fn position(&self) -> Option<Span> {
        let after = self.head + 1..self.range.end;
        if !after.is_empty() && !self.is_anonymity(after.clone()) && self.word(after.start) != "of" || self.of_body() {
            return self.span(after);
        }
        let comma = self.range.end;
        let sentence = &self.analysis.sentences[self.analysis.sentence_of(self.head)?];
        if !sentence.tokens.contains(&comma) || self.word(comma) != "," {
            return None;
        }
        let clause = comma + 1..self.clause_end(comma + 1, sentence.tokens.end);
        let knows = clause.clone().next().is_some_and(|token| {
            let word = self.word(token);
            word == "who"
                || matches!(self.tag(token), Tag::Vbn)
                    && matches!(self.tokens.label[token as usize], Label::Acl | Label::Advcl)
        });
        let closed = clause.end < sentence.tokens.end && self.word(clause.end) == ",";
        if knows && closed && !self.is_anonymity(clause.clone()) { self.span(clause) } else { None }
    }

    /// "A member of the budget committee".
    fn of_body(&self) -> bool {
        let after = self.head + 1;
        after < self.range.end && self.word(after) == "of" && self.body().is_some()
    }

    fn clause_end(&self, start: u32, end: u32) -> u32 {
        let stop = |token: &u32| {
            let word = self.tokens.word(*token, self.text);
            matches!(word, "," | ";" | "." | "\"" | "”" | "“" | "—" | "–")
                || self.tokens.pos[*token as usize] == Pos::Space
        };
        (start..end.min(start + CLAUSE)).find(stop).unwrap_or(end.min(start + CLAUSE))
    }

    fn is_anonymity(&self, tokens: Range<u32>) -> bool {
        let words = self.tokens.words(tokens).of(self.text).to_lowercase();
        self.lexicon.source.anonymity.iter().any(|phrase| words.contains(phrase.as_str()))
    }

    /// Why they are nameless: in the sentence, or at the beginning of the next one of the same paragraph.
    fn reason(&self) -> Option<Span> {
        let at = self.analysis.sentence_of(self.head)?;
        let here = &self.analysis.sentences[at];
        let own = self.reason_in(self.range.start..here.tokens.end).or_else(|| self.reason_in(here.tokens.clone()));
        own.or_else(|| {
            let next = self.analysis.sentences.get(at + 1)?;
            let gap = self.text.get(here.span.end as usize..next.span.start as usize)?;
            let subject = self.word(next.tokens.start);
            let about = matches!(subject.as_str(), "he" | "she" | "they" | "both" | "all" | "neither" | "the");
            if about && !gap.contains('\n') { self.reason_in(next.tokens.clone()) } else { None }
        })
    }

    fn reason_in(&self, tokens: Range<u32>) -> Option<Span> {
        let stretch = self.tokens.words(tokens.clone());
        let words = stretch.of(self.text).to_lowercase();
        if words.len() != stretch.len() {
            return None;
        }
        let found = self
            .lexicon
            .source
            .anonymity
            .iter()
            .filter_map(|phrase| Some((words.find(phrase.as_str())?, phrase.len())));
        let (start, len) = found.min_by_key(|(start, len)| (*start, std::cmp::Reverse(*len)))?;
        let phrase = Span::new(stretch.start as usize + start, stretch.start as usize + start + len);
        let phrase = self.tokens.within(phrase);
        let near = phrase.end..tokens.end.min(phrase.end + NEAR);
        let opens = |token: &u32| {
            let word = self.word(*token);
            let verb = matches!(self.tag(*token), Tag::Vbg);
            let to = word == "to" && *token == phrase.end;
            to || matches!(
                word.as_str(),
                "because" | "since" | "as" | "given" | "for" | "in" | "before" | "under" | "due"
            ) || verb
        };
        let is_ban =
            |token: u32| matches!(self.word(token).as_str(), "authorised" | "authorized" | "allowed" | "permitted");
        let start = near.clone().find(opens).filter(|token| (phrase.end..*token).all(|token| self.word(token) != "."));
        let ban = phrase.clone().find(|token| is_ban(*token));
        let start = match (start, ban) {
            // "was not authorised to speak" is a reason by itself
            (_, Some(_)) => {
                let be = phrase.start.saturating_sub(1);
                Some(if self.tokens.lemma(be) == "be" { be } else { phrase.start })
            }
            (start, None) => start,
        }?;
        self.span(start..self.clause_end(start, tokens.end))
    }
}
