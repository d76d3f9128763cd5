//! How well a referent fits a phrase that may mean it.

use super::*;

impl Known<'_> {
    /// How present a referent is at a phrase, by the place where it was mentioned last.
    pub(super) fn salience(&self, at: usize, referent: usize, last: usize) -> f32 {
        let (phrase, known) = (&self.phrases[at], &self.referents[referent]);
        let distance = phrase.sentence - self.phrases[last].sentence;
        let here = self.phrases[last].sentence;
        // the best place of that sentence counts
        let there = known
            .phrases
            .iter()
            .rev()
            .filter(|other| **other <= last)
            .take_while(|other| self.phrases[**other].sentence == here);
        let mut score = there.clone().map(|other| place(&self.phrases[*other])).fold(f32::MIN, f32::max);
        score += weight::SENTENCE * distance as f32;
        let paragraph = |sentence: u32| self.quotes.paragraph[sentence as usize];
        score += weight::PARAGRAPH * (paragraph(phrase.sentence) - paragraph(here)) as f32;
        let speaks = |other: &&usize| self.phrases[**other].speaks && self.phrases[**other].quote.is_none();
        let spoke = known.phrases.iter().rev().filter(|other| **other < at).take(4).filter(speaks);
        if phrase.speaks
            && spoke.map(|other| phrase.sentence - self.phrases[*other].sentence).any(|distance| distance <= 2)
        {
            score += weight::SPEAKER;
        }
        if there.clone().any(|other| matches!(self.phrases[*other].form, Form::Pronoun(_))) {
            score += weight::CENTRE;
        }
        if phrase.quote.is_none() && there.clone().all(|other| self.phrases[*other].quote.is_some()) {
            score += weight::QUOTED;
        }
        score += weight::OFTEN * (known.phrases.len() as f32).log2();
        if known.names.is_empty() {
            score += weight::NO_NAME;
        }
        score
    }

    /// How well a referent fits a pronoun.
    pub(super) fn fitness(&self, at: usize, referent: usize, pronoun: Pronoun) -> f32 {
        let (phrase, known) = (&self.phrases[at], &self.referents[referent]);
        let mut score = 0.0;
        match pronoun {
            Pronoun::He | Pronoun::She => {
                if known.gender.is_none() {
                    score += weight::NO_GENDER;
                }
                score += match known.kind {
                    ReferentKind::Unknown => weight::NO_KIND,
                    ReferentKind::Place => weight::PLACE,
                    _ => 0.0,
                };
            }
            Pronoun::It => {
                score += match (phrase.speaks, known.kind) {
                    (true, ReferentKind::Organisation) => 2.0,
                    (true, ReferentKind::Document) => 1.5,
                    (true, ReferentKind::Place) => -0.5,
                    (true, ReferentKind::Unknown) => 0.0,
                    (true, _) => -4.0,
                    (false, ReferentKind::Organisation) => 0.6,
                    (false, ReferentKind::Unknown) => -0.4,
                    (false, ReferentKind::Place) => -0.6,
                    (false, _) => 0.0,
                };
            }
            Pronoun::They => {
                score += match (known.is_plural, known.kind) {
                    (true, ReferentKind::Person) => 1.0,
                    (true, _) => 0.0,
                    (false, ReferentKind::Organisation) => -0.8,
                    (false, ReferentKind::Person) => -5.0,
                    (false, _) => -4.0,
                };
                if phrase.speaks && !matches!(known.kind, ReferentKind::Person | ReferentKind::Organisation) {
                    score -= 3.0;
                }
            }
            _ => {}
        }
        score
    }

    /// Whether nothing forbids that a pronoun means a referent.
    pub(super) fn may_be(&self, at: usize, referent: usize, pronoun: Pronoun) -> bool {
        let (phrase, known) = (&self.phrases[at], &self.referents[referent]);
        let agrees = match pronoun {
            Pronoun::He | Pronoun::She => {
                let gender = if pronoun == Pronoun::He { Gender::Male } else { Gender::Female };
                let person = matches!(known.kind, ReferentKind::Person | ReferentKind::Unknown)
                    || known.kind == ReferentKind::Place && !known.is_sure;
                person && !known.is_plural && known.gender.is_none_or(|other| other == gender)
            }
            Pronoun::It => known.kind != ReferentKind::Person && !known.is_plural && known.gender.is_none(),
            Pronoun::They => {
                let several = matches!(known.kind, ReferentKind::Person | ReferentKind::Organisation);
                known.is_plural || several && known.gender.is_none()
            }
            _ => true,
        };
        agrees && !self.is_part_of(at, referent) && !self.is_bound(at, referent) && !self.is_speaker(phrase, referent)
    }

    /// "His lawyer" is not he.
    pub(super) fn is_part_of(&self, at: usize, referent: usize) -> bool {
        let phrase = &self.phrases[at];
        let holds = |other: &&usize| {
            let other = &self.phrases[**other];
            other.tokens.contains(&phrase.head) && other.head != phrase.head
        };
        self.near(at, referent).any(|other| holds(&other))
    }

    /// "Rask told him": he is not Rask.
    pub(super) fn is_bound(&self, at: usize, referent: usize) -> bool {
        let tokens = &self.analysis.tokens;
        let phrase = &self.phrases[at];
        let reflexive = tokens.word(phrase.head, self.text).to_lowercase().contains("sel");
        if phrase.place == Place::Possessor || reflexive {
            return false;
        }
        let Some(verb) = self.verb_of(phrase.head) else { return false };
        let same_verb = |other: &usize| {
            let other = &self.phrases[*other];
            other.head != phrase.head
                && other.place != Place::Possessor
                && other.quote == phrase.quote
                && self.verb_of(other.head) == Some(verb)
                && matches!(
                    tokens.label[other.head as usize],
                    Label::Nsubj | Label::Nsubjpass | Label::Dobj | Label::Dative | Label::Pobj
                )
                && (other.place == Place::Subject || phrase.place == Place::Subject)
        };
        if self.near(at, referent).any(same_verb) {
            return true;
        }
        let shared = phrase.place != Place::Subject;
        shared && self.subject_of(verb).is_some_and(|subject| self.meant[subject].contains(&referent))
    }

    /// Phrases of a referent in the sentence of a phrase.
    pub(super) fn near(&self, at: usize, referent: usize) -> impl Iterator<Item = &usize> {
        let phrases = &self.referents[referent].phrases;
        let sentence = self.phrases[at].sentence;
        let start = phrases.partition_point(|other| self.phrases[*other].sentence < sentence);
        phrases[start..].iter().take_while(move |other| self.phrases[**other].sentence == sentence).take(NEAR)
    }

    /// Who speaks a quotation is not "he" in it.
    pub(super) fn is_speaker(&self, phrase: &Phrase, referent: usize) -> bool {
        let Some(quote) = phrase.quote else { return false };
        let tokens = &self.analysis.tokens;
        let sentence = &self.analysis.sentences[phrase.sentence as usize];
        let speaks = |other: &&usize| {
            let other = &self.phrases[**other];
            other.speaks && other.quote != Some(quote) && sentence.tokens.contains(&other.head)
        };
        let said = self.referents[referent].phrases.iter().any(|other| speaks(&other));
        said && !tokens.is_empty()
    }

    /// Whether a referent is the subject of a verb that a phrase's clause hangs on: "Veit said he".
    pub(super) fn commands(&self, at: usize, referent: usize) -> bool {
        let phrase = &self.phrases[at];
        let mut token = phrase.head;
        for level in 0..VERBS {
            let Some(verb) = self.verb_of(token) else { return false };
            if let Some(subject) = self.subject_of(verb) {
                let own = level == 0 && phrase.place != Place::Possessor;
                if subject != at && !own && subject < at {
                    return self.meant[subject].contains(&referent);
                }
            }
            token = verb;
        }
        false
    }

    /// Whether a noun is of a body or place that a referent is not known to be of: "the chief executive of Norsk Lines".
    pub(super) fn is_of_another(&self, at: usize, referent: usize) -> bool {
        let tokens = &self.analysis.tokens;
        let head = self.phrases[at].head;
        let prepositions = tokens.children(head).iter().filter(|child| {
            **child > head
                && tokens.label[**child as usize] == Label::Prep
                && matches!(tokens.word(**child, self.text), "of" | "for" | "at" | "in")
        });
        let mut names = prepositions
            .filter_map(|child| tokens.child(*child, &[Label::Pobj]))
            .filter_map(|object| self.phrase_of(object))
            .filter(|object| self.phrases[*object].form == Form::Name)
            .flat_map(|object| self.words(self.phrases[object].tokens.clone()))
            .peekable();
        if names.peek().is_none() {
            return false;
        }
        let known = &self.referents[referent];
        let mut words: Vec<String> = known.names.concat();
        known.roles.iter().for_each(|role| words.extend(self.words(role.clone())));
        !names.any(|name| words.contains(&name))
    }

    /// Whether a referent has other words of this kind in its names and roles, so that it is somebody else.
    pub(super) fn is_contrary(&self, referent: usize, adjectives: &[String]) -> bool {
        if adjectives.is_empty() {
            return false;
        }
        let known = &self.referents[referent];
        let mut words: Vec<String> = known.names.concat();
        for role in &known.roles {
            words.extend(self.words(role.clone()));
        }
        for phrase in known.phrases.iter().take(AHEAD) {
            words.extend(self.words(self.phrases[*phrase].tokens.clone()));
        }
        let has = |adjective: &String| words.contains(adjective);
        let content = adjectives
            .iter()
            .filter(|word| word.chars().all(char::is_alphabetic) && !self.lexicon.any_adjective.contains(*word));
        !content.clone().all(has) && content.count() > 0
    }
}
