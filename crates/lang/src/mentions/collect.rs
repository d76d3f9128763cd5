//! The phrases of a text that may mean somebody.

use std::{collections::BTreeSet, ops::Range};

use super::{
    Gender, ReferentKind,
    known::{Form, Phrase, Place, Pronoun},
    lexicon::Lexicon,
    quotes::Quotes,
};
use crate::{Analysis, EntityKind, Label, Pos, Sentence, Tag, Tokens};

/// Tokens in front of a head that are looked at for what belongs to it.
const FRONT: u32 = 12;

/// Bytes of a dateline at most.
const DATELINE: usize = 100;
/// Letters of what is read letter by letter, at least: "JD" is a person.
const LETTERS: usize = 3;
/// Words of what an office is of: "Secretary of State".
const OFFICE: u32 = 4;

/// Phrases of a text at most; what follows has no mentions. The longest articles have a tenth of it, and the time that
/// resolving takes is bounded by it.
const PHRASES: usize = 50_000;

/// Returns the phrases in the order of the text, a longer one before those that begin with it.
pub(super) fn phrases(text: &str, analysis: &Analysis, quotes: &Quotes, lexicon: &Lexicon) -> Vec<Phrase> {
    let (surnames, phrases) = Default::default();
    let mut collected = Collected { surnames, text, analysis, tokens: &analysis.tokens, quotes, lexicon, phrases };
    let full = |entity: &&crate::Entity| entity.kind == EntityKind::Person && entity.tokens.len() > 1;
    let last = |entity: &crate::Entity| collected.word(entity.tokens.end - 1);
    collected.surnames = analysis.entities.iter().filter(full).map(last).collect();
    for (at, sentence) in (0..).zip(&analysis.sentences) {
        if collected.phrases.len() >= PHRASES {
            break;
        }
        collected.sentence(at, sentence);
    }
    collected.phrases.sort_by_key(|phrase| (phrase.tokens.start, std::cmp::Reverse(phrase.tokens.end)));
    collected.phrases
}

struct Collected<'a> {
    /// Last words of the names of persons.
    surnames: BTreeSet<String>,
    text: &'a str,
    analysis: &'a Analysis,
    tokens: &'a Tokens,
    quotes: &'a Quotes,
    lexicon: &'a Lexicon,
    phrases: Vec<Phrase>,
}

impl Collected<'_> {
    fn sentence(&mut self, at: u32, sentence: &Sentence) {
        let mut token = sentence.tokens.start;
        while token < sentence.tokens.end {
            let name = self.name(token, sentence.tokens.end);
            let end = name.end;
            if end > token {
                self.add_name(at, name, sentence.tokens.start);
                token = end;
                continue;
            }
            self.add_other(at, token, sentence);
            token += 1;
        }
    }

    fn word(&self, token: u32) -> String {
        self.tokens.word(token, self.text).trim_end_matches('.').to_lowercase()
    }

    fn tag(&self, token: u32) -> Tag {
        self.tokens.tag[token as usize]
    }

    fn label(&self, token: u32) -> Label {
        self.tokens.label[token as usize]
    }

    /// Whether a word is tagged as one of a name, or is somebody's last name ("Cook said"), and written so.
    fn is_name_word(&self, token: u32) -> bool {
        let is_known = || {
            self.tag(token) == Tag::Nn
                && self.surnames.contains(&self.word(token))
                && !token.checked_sub(1).is_some_and(|before| matches!(self.tag(before), Tag::Dt | Tag::Jj))
        };
        !self.is_small(token) && (matches!(self.tag(token), Tag::Nnp | Tag::Nnps) || is_known())
    }

    fn is_small(&self, token: u32) -> bool {
        self.tokens.word(token, self.text).starts_with(char::is_lowercase)
    }

    /// Returns the words of the name that begins at `token`, titles in front included; none when no name begins there.
    fn name(&self, token: u32, end: u32) -> Range<u32> {
        let named = |token: u32| self.analysis.entity_of(token).filter(|entity| is_name(entity.kind));
        let first = named(token);
        if !self.is_name_word(token)
            && first.is_none_or(|entity| entity.tokens.start != token || !self.has_name(&entity.tokens))
        {
            return token..token;
        }
        if first.is_none() && self.analysis.entity_of(token).is_some() {
            return token..token;
        }
        let mut last = first.map_or(token + 1, |entity| entity.tokens.end);
        while last < end {
            let here = named(last);
            let goes_on = match (here, first) {
                // words of the same kind of name, of which the model took only a part for one
                (Some(entity), _) if entity.tokens.start == last => {
                    let before = self.analysis.entity_of(last - 1).map(|entity| entity.kind);
                    let person = entity.kind == EntityKind::Person && matches!(before, None | Some(EntityKind::Person));
                    let rest = entity.tokens.len() == 1 && first.is_some_and(|first| first.kind == EntityKind::Person);
                    let titled = before.is_none() && self.lexicon.is_title(&self.word(last - 1));
                    (person || rest && before.is_none()) && (self.is_joined(last - 1, last) || titled)
                }
                (Some(_), _) => !matches!(self.tag(last), Tag::OpenBracket | Tag::CloseBracket),
                (None, _) => {
                    // "Sheikh Nasim" is no people
                    let title = self.lexicon.is_title(&self.word(last - 1)) && self.tag(last) == Tag::Nnp;
                    let people = |entity: &crate::Entity| entity.kind == EntityKind::Group && title;
                    self.analysis.entity_of(last).is_none_or(people)
                        && self.is_name_word(last)
                        && (self.is_joined(last - 1, last) && !self.lexicon.is_title(&self.word(last))
                            || self.is_name_word(last - 1) && self.lexicon.is_title(&self.word(last - 1)))
                }
            };
            if !goes_on {
                break;
            }
            last = here.map_or(last + 1, |entity| entity.tokens.end);
        }
        // "Gro Vik (Centre": a bracket is in no name
        let bracket = |token: &u32| matches!(self.tag(*token), Tag::OpenBracket | Tag::CloseBracket);
        token..(token + 1..last).find(bracket).unwrap_or(last)
    }

    /// Whether two neighbours are parts of one name in the tree.
    fn is_joined(&self, left: u32, right: u32) -> bool {
        let head = |token: u32| self.tokens.head[token as usize];
        let part = |token: u32| matches!(self.label(token), Label::Compound | Label::Nmod | Label::Amod);
        self.is_name_word(left)
            && self.is_name_word(right)
            && (part(left) && (head(left) == right || head(left) == head(right)) || head(right) == left)
    }

    fn has_name(&self, tokens: &Range<u32>) -> bool {
        let is_noun =
            |token: u32| matches!(self.tokens.pos[token as usize], Pos::Name | Pos::Noun | Pos::Adjective | Pos::Verb);
        tokens.clone().any(|token| is_noun(token) && !self.is_small(token))
    }

    fn add_name(&mut self, sentence: u32, found: Range<u32>, first: u32) {
        let mut tokens = self.trimmed(found);
        if tokens.is_empty() {
            return;
        }
        let entity = self.analysis.entity_of(tokens.end - 1).map(|entity| entity.kind);
        // titles in front: "Prime Minister", "Gov."
        let limit = tokens.end - 1;
        let last_title =
            tokens.clone().take_while(|token| *token < limit).filter(|t| self.lexicon.is_title(&self.word(*t))).last();
        let is_body = self.lexicon.organisation_names.contains(&self.word(limit)) && entity != Some(EntityKind::Person);
        let start = tokens.start;
        if let Some(title) = last_title.filter(|_| !is_body) {
            tokens.start = title + 1;
        }
        let head = self.tokens.head_of(tokens.clone()).unwrap_or(tokens.end - 1);
        let front = self.front(tokens.start, head, first);
        let office = self.office(start, first);
        let role = self.role(office.unwrap_or(front).min(start)..tokens.start);
        let words: Vec<String> = tokens.clone().map(|token| self.word(token)).collect();
        let Some((first_word, last_word)) = words.first().zip(words.last()) else { return };
        if words.len() == 1
            && self.lexicon.is_title(last_word)
            && !self.lexicon.is_given_name(last_word)
            && entity != Some(EntityKind::Person)
        {
            // "the President": an office, no name
            self.add_noun(sentence, tokens.end - 1, first);
            return;
        }
        // "rival Norsk Lines": a body may be one too
        let is_office = |role: &Range<u32>| self.lexicon.is_office(&self.word(role.end - 1));
        let may_be_body =
            entity == Some(EntityKind::Organisation) && words.len() > 1 && !self.lexicon.is_given_name(first_word);
        let titled =
            role.clone().is_some_and(|role| self.has_person(role.clone()) && (!may_be_body || is_office(&role)))
                || office.is_some()
                || last_title.is_some() && !is_body;
        if let Some(office) = office {
            // "State" in "Secretary of State Ada Poll" is no name
            let inside = |other: &Phrase| other.tokens.start >= office && other.kind == ReferentKind::Unknown;
            while self.phrases.last().is_some_and(inside) {
                self.phrases.pop();
            }
        }
        let before_title = || self.is_joined(limit, limit + 1) && self.lexicon.is_title(&self.word(limit + 1));
        if entity.is_none() && ((limit + 1) as usize) < self.tokens.len() && before_title() {
            // "Prime" of "Prime Minister"
            return;
        }
        let by_name = self.lexicon.gender_of_name(first_word);
        let is_family = self.tag(head) == Tag::Nnps
            && tokens.len() == 1
            && matches!(self.label(head), Label::Nsubj | Label::Nsubjpass);
        // "carmaker Halbach", "the broadcaster NHK"
        let is_firm = start == tokens.start
            && front < start
            && (entity != Some(EntityKind::Person) || words.len() == 1)
            && self.lexicon.any_organisation.contains(&self.word(start - 1))
            && self.lexicon.gender_of_name(first_word).is_none();
        let is_dateline = tokens.start == first && self.is_dateline(sentence);
        let kind = match entity {
            _ if is_dateline => ReferentKind::Place,
            _ if is_firm => ReferentKind::Organisation,
            _ if titled => ReferentKind::Person,
            _ if is_body => ReferentKind::Organisation,
            // "BDLS" is nobody's name; "JD" may be
            Some(EntityKind::Person) if words.len() == 1 && self.is_letters(tokens.start) => ReferentKind::Organisation,
            Some(EntityKind::Person) => ReferentKind::Person,
            _ if by_name.is_some() && words.len() > 1 && words.len() < 5 && entity != Some(EntityKind::Work) => {
                ReferentKind::Person
            }
            _ if by_name.is_some() && words.len() == 1 => ReferentKind::Person,
            // one word alone may be anything: the model takes half of all surnames for firms
            Some(EntityKind::Organisation) if words.len() == 1 && !self.is_acronym(tokens.start) => {
                ReferentKind::Unknown
            }
            Some(EntityKind::Organisation) => ReferentKind::Organisation,
            // "the Bruuns"
            Some(EntityKind::Location) if is_family => ReferentKind::Person,
            Some(EntityKind::Polity | EntityKind::Location | EntityKind::Facility) => ReferentKind::Place,
            Some(EntityKind::Event | EntityKind::Product | EntityKind::Work | EntityKind::Law) => ReferentKind::Thing,
            _ => ReferentKind::Unknown,
        };
        let titles = start..tokens.start;
        let by_title = || {
            let all = role.clone().unwrap_or(titles);
            all.rev().find_map(|token| self.lexicon.gender_of_noun(&self.word(token)))
        };
        let is_person = matches!(kind, ReferentKind::Person | ReferentKind::Unknown);
        let gender = if is_person { by_title().or(by_name) } else { None };
        let phrase = Phrase {
            role: role.filter(|_| titled),
            form: Form::Name,
            is_plural: self.tag(head) == Tag::Nnps
                && tokens.len() == 1
                && matches!(kind, ReferentKind::Person | ReferentKind::Unknown),
            is_sure: is_dateline || kind != ReferentKind::Place || tokens.len() > 1 || self.is_where(head),
            kind,
            gender,
            ..self.phrase(sentence, tokens, head)
        };
        self.phrases.push(phrase);
    }

    /// Returns where an office begins that ends in front of a name: "Secretary of State Ada Poll".
    fn office(&self, start: u32, first: u32) -> Option<u32> {
        let mut at = start;
        while at > first && start - at < OFFICE && self.is_name_word(at - 1) {
            at -= 1;
        }
        let of = |token: u32| matches!(self.word(token).as_str(), "of" | "for");
        at = at.checked_sub(u32::from(at > first && self.word(at - 1) == "the"))?;
        let title = at.checked_sub(2).filter(|title| *title >= first && at < start && of(at - 1))?;
        let is_office = self.is_name_word(title) && self.lexicon.is_title(&self.word(title));
        is_office.then(|| self.front(title, title, first))
    }

    /// Whether a sentence is the dateline of a block: "LONDON (Reuters) -".
    fn is_dateline(&self, sentence: u32) -> bool {
        let sentence = &self.analysis.sentences[sentence as usize];
        let words = sentence.span.of(self.text);
        words.len() < DATELINE && words.ends_with(['-', '–', '—'])
    }

    /// Takes articles, marks and possessive endings off a name.
    fn trimmed(&self, mut tokens: Range<u32>) -> Range<u32> {
        let outside = |token: u32| {
            self.word(token) == "the"
                || matches!(
                    self.tokens.pos[token as usize],
                    Pos::Determiner
                        | Pos::Punctuation
                        | Pos::Space
                        | Pos::Particle
                        | Pos::Adposition
                        | Pos::Coordinator
                )
        };
        while tokens.start < tokens.end && outside(tokens.start) {
            tokens.start += 1;
        }
        while tokens.start < tokens.end && outside(tokens.end - 1) {
            tokens.end -= 1;
        }
        tokens
    }

    /// Returns where the words begin that stand in front of `start` and belong to `head`.
    fn front(&self, start: u32, head: u32, first: u32) -> u32 {
        let mut at = start;
        while at > first && start - at < FRONT {
            let token = at - 1;
            let mut above = std::iter::once(token).chain(self.tokens.ancestors(token).take(FRONT as usize));
            let belongs = above.any(|above| {
                self.tokens.head[above as usize] == head
                    && matches!(
                        self.label(above),
                        Label::Det
                            | Label::Amod
                            | Label::Compound
                            | Label::Nmod
                            | Label::Poss
                            | Label::Nummod
                            | Label::Quantmod
                            | Label::Predet
                    )
            });
            if !belongs
                || matches!(self.tokens.pos[token as usize], Pos::Space)
                || matches!(self.tag(token), Tag::Comma | Tag::Colon)
            {
                break;
            }
            at = token;
        }
        at
    }

    /// Returns the words in front of a name without article.
    fn role(&self, mut tokens: Range<u32>) -> Option<Range<u32>> {
        while tokens.start < tokens.end && matches!(self.tag(tokens.start), Tag::Dt | Tag::OpenQuote | Tag::CloseQuote)
        {
            tokens.start += 1;
        }
        (!tokens.is_empty()).then_some(tokens)
    }

    /// Whether a word is in capitals, or a body's by the article in front of it.
    fn is_acronym(&self, token: u32) -> bool {
        let word = self.tokens.word(token, self.text);
        let capitals = word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) && word.chars().count() > 1;
        capitals || token > 0 && self.word(token - 1) == "the"
    }

    /// Whether a word is letters that stand for words: in capitals, three or more, in a sentence that is not all capitals.
    fn is_letters(&self, token: u32) -> bool {
        let letters = |token: u32| {
            let word = self.tokens.word(token, self.text);
            word.chars().count() >= LETTERS && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
        };
        let shouts = |at: Option<u32>| at.is_some_and(|at| (at as usize) < self.tokens.len() && letters(at));
        letters(token) && !shouts(token.checked_sub(1)) && !shouts(token.checked_add(1))
    }

    fn has_person(&self, tokens: Range<u32>) -> bool {
        let last = tokens.end - 1;
        self.lexicon.is_title(&self.word(last)) || self.lexicon.is_person(&self.tokens.lemma(last).to_lowercase())
    }

    fn add_other(&mut self, sentence: u32, token: u32, whole: &Sentence) {
        if let Some(pronoun) = self.pronoun(token) {
            let phrase = self.phrase(sentence, token..token + 1, token);
            let gender = match pronoun {
                Pronoun::She => Some(Gender::Female),
                Pronoun::He => Some(Gender::Male),
                _ => None,
            };
            let kind = match pronoun {
                Pronoun::It | Pronoun::They => ReferentKind::Unknown,
                _ => ReferentKind::Person,
            };
            let is_plural = matches!(pronoun, Pronoun::They | Pronoun::We);
            self.phrases.push(Phrase { form: Form::Pronoun(pronoun), kind, gender, is_plural, ..phrase });
        } else if self.is_people(token) {
            // "the Houthis", "Republicans"
            let is_person = self.lexicon.is_person(&self.tokens.lemma(token).to_lowercase());
            let kind = if is_person { ReferentKind::Person } else { ReferentKind::Organisation };
            let phrase = self.phrase(sentence, token..token + 1, token);
            self.phrases.push(Phrase { form: Form::Name, kind, is_plural: true, ..phrase });
        } else if matches!(self.tag(token), Tag::Nn | Tag::Nns)
            || matches!(self.tag(token), Tag::Nnp | Tag::Nnps)
                && (self.is_small(token) || self.lexicon.is_person(&self.word(token)))
            || self.stands_alone(token)
            || self.is_one_of_several(token)
        {
            self.add_noun(sentence, token, whole.tokens.start);
        }
    }

    /// Whether a word is the name of a people, party or creed as somebody who does something.
    fn is_people(&self, token: u32) -> bool {
        matches!(self.tag(token), Tag::Nnp | Tag::Nnps)
            && !self.is_small(token)
            && self.word(token).ends_with('s')
            && self.analysis.entity_of(token).is_some_and(|entity| entity.kind == EntityKind::Group)
            && matches!(
                self.label(token),
                Label::Nsubj | Label::Nsubjpass | Label::Dobj | Label::Pobj | Label::Dative | Label::Conj
            )
    }

    /// Whether a word that is no noun stands for one: "the two", "the former", "the 54-year-old".
    fn stands_alone(&self, token: u32) -> bool {
        let article = || {
            let before = (token.saturating_sub(5)..token).rev();
            before
                .take_while(|before| matches!(self.tag(*before), Tag::Dt | Tag::Cd | Tag::Hyph | Tag::Nn | Tag::Jj))
                .any(|before| self.word(before) == "the")
        };
        let word = self.word(token);
        let is_old = word == "old" && token >= 2 && self.word(token - 2) == "year";
        let argument =
            matches!(self.label(token), Label::Nsubj | Label::Nsubjpass | Label::Dobj | Label::Pobj | Label::Dative);
        argument && (is_old || matches!(word.as_str(), "two" | "three" | "former" | "latter" | "accused")) && article()
    }

    /// "One of them said", "another said".
    fn is_one_of_several(&self, token: u32) -> bool {
        let speaks =
            || self.tokens.parent(token).is_some_and(|verb| self.lexicon.speaking.contains(self.tokens.lemma(verb)));
        matches!(self.word(token).as_str(), "one" | "another") && self.label(token) == Label::Nsubj && speaks()
    }

    fn pronoun(&self, token: u32) -> Option<Pronoun> {
        let is_pronoun = matches!(self.tag(token), Tag::Prp | Tag::PrpPossessive | Tag::Wp | Tag::WpPossessive);
        Some(match self.word(token).as_str() {
            "he" | "him" | "his" | "himself" => Pronoun::He,
            "she" | "her" | "hers" | "herself" => Pronoun::She,
            "it" | "its" | "itself" if is_pronoun => Pronoun::It,
            "they" | "them" | "their" | "theirs" | "themselves" => Pronoun::They,
            "i" | "me" | "my" | "mine" | "myself" if is_pronoun => Pronoun::I,
            "we" | "us" | "our" | "ours" | "ourselves" if is_pronoun => Pronoun::We,
            "who" | "whom" | "whose"
                if self.tokens.ancestors(token).take(4).any(|above| self.label(above) == Label::Relcl) =>
            {
                Pronoun::Who
            }
            _ => return None,
        })
    }

    fn add_noun(&mut self, sentence: u32, head: u32, first: u32) {
        let entity = self.analysis.entity_of(head).map(|entity| entity.kind);
        if matches!(self.label(head), Label::Compound | Label::Nmod | Label::Amod | Label::Npadvmod | Label::Quantmod)
            || entity.is_some_and(|kind| {
                !is_name(kind) && !matches!(kind, EntityKind::Cardinal | EntityKind::Date | EntityKind::Group)
            })
        {
            return;
        }
        let lemma = self.tokens.lemma(head).to_lowercase();
        let word = self.word(head);
        let is_old = word == "old";
        if entity == Some(EntityKind::Date) && !is_old {
            return;
        }
        let start = self.front(head, head, first);
        let start = if is_old {
            (head.saturating_sub(5)..head).find(|at| self.word(*at) == "the").unwrap_or(start)
        } else {
            start
        };
        let front = self.tag(start);
        let definite = matches!(self.word(start).as_str(), "the" | "this" | "that" | "these" | "those" | "both")
            && start < head
            || matches!(self.tag(head), Tag::Nnp);
        let is_plural = (matches!(self.tag(head), Tag::Nns | Tag::Nnps)
            || self.lexicon.plural_nouns.contains(&lemma)
            || matches!(word.as_str(), "two" | "three"))
            && front != Tag::Cd
            || front == Tag::Cd && self.word(start) != "one" && matches!(self.tag(head), Tag::Nns);
        let by_lemma = if self.is_one_of_several(head)
            || matches!(word.as_str(), "old" | "two" | "three" | "former" | "latter" | "accused")
        {
            ReferentKind::Person
        } else if self.lexicon.kind_of_noun(&word) != ReferentKind::Thing {
            self.lexicon.kind_of_noun(&word)
        } else {
            self.lexicon.kind_of_noun(&lemma)
        };
        let gender = self
            .lexicon
            .gender_of_noun(&lemma)
            .or_else(|| self.lexicon.gender_of_noun(&word))
            .filter(|_| by_lemma == ReferentKind::Person);
        let phrase = Phrase {
            form: Form::Noun { definite },
            kind: by_lemma,
            gender,
            is_plural,
            ..self.phrase(sentence, start..self.compound_end(head), head)
        };
        self.phrases.push(phrase);
    }

    /// Returns the end of a word with the hyphens that it goes on with: "sister-in-law".
    fn compound_end(&self, head: u32) -> u32 {
        let mut end = head + 1;
        let glued = |token: u32| {
            let spans = self.tokens.span.get(token as usize - 1).zip(self.tokens.span.get(token as usize));
            spans.is_some_and(|(left, right)| left.end == right.start)
        };
        while glued(end) && self.word(end) == "-" && glued(end + 1) {
            end += 2;
        }
        end
    }

    fn phrase(&self, sentence: u32, tokens: Range<u32>, head: u32) -> Phrase {
        let (place, verb) = self.place(head);
        let speaks = place == Place::Subject
            && verb.is_some_and(|verb| self.lexicon.speaking.contains(self.tokens.lemma(verb)))
            || self.is_according(head);
        Phrase {
            quote: self.quotes.of.get(head as usize).copied().flatten(),
            form: Form::Name,
            kind: ReferentKind::Unknown,
            gender: None,
            is_plural: false,
            is_sure: true,
            role: None,
            tokens,
            head,
            sentence,
            place,
            speaks,
        }
    }

    /// "In", "near" a place.
    fn is_where(&self, head: u32) -> bool {
        let above = self.tokens.parent(head).filter(|_| self.label(head) == Label::Pobj);
        let word = above.map(|above| self.word(above)).unwrap_or_default();
        matches!(
            word.as_str(),
            "in" | "at" | "to" | "from" | "near" | "into" | "across" | "through" | "outside" | "around" | "towards"
        )
    }

    /// "According to" somebody.
    fn is_according(&self, head: u32) -> bool {
        let Some(to) = self.tokens.parent(head).filter(|_| self.label(head) == Label::Pobj) else { return false };
        self.tokens.parent(to).is_some_and(|above| self.word(above) == "according")
    }

    /// What a phrase is in its clause, and the verb it is the subject of. Appositions and joined phrases are what the first
    /// one is.
    fn place(&self, head: u32) -> (Place, Option<u32>) {
        let mut at = head;
        for _ in 0..4 {
            match self.label(at) {
                Label::Appos | Label::Conj => match self.tokens.parent(at) {
                    Some(above) => at = above,
                    None => break,
                },
                Label::Nsubj | Label::Nsubjpass => return (Place::Subject, self.tokens.parent(at)),
                Label::Dobj | Label::Dative | Label::Attr => return (Place::Object, None),
                Label::Pobj => return (Place::Other, None),
                Label::Poss => return (Place::Possessor, None),
                _ => break,
            }
        }
        (Place::Other, None)
    }
}

/// Whether entities of a kind are names.
fn is_name(kind: EntityKind) -> bool {
    use EntityKind::*;
    matches!(kind, Person | Organisation | Polity | Location | Facility | Event | Product | Work | Law)
}
