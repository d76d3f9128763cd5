//! Nouns and pronouns: whom they mean.
//!
//! Each goes to the candidate with the best score. What is salient is nearness, being a subject, having spoken last, and
//! being meant by the pronouns before; S. Lappin and H. Leass, "An Algorithm for Pronominal Anaphora Resolution",
//! Computational Linguistics 20(4), 1994. The weights were set on `languages/en/cases/mentions.md` on 2026-11-24.

mod fitness;

use super::{
    Gender, ReferentKind,
    known::{Form, Known, Phrase, Place, Pronoun},
};
use crate::Label;

/// Phrases that are looked back over at most; some ten paragraphs of news.
const BACK: usize = 200;
/// Phrases that are looked ahead over, in the same sentence.
const AHEAD: usize = 20;
/// Sentences that a pronoun looks back over at most.
const SENTENCES: u32 = 8;
/// Phrases of one referent in one sentence that are looked at.
const NEAR: usize = 32;
/// Sentences at the beginning of a text in which a pronoun may find its name later.
const OPENING: u32 = 3;
/// Phrases that "and" joins at most.
const JOINED: usize = 8;
/// Verbs above a pronoun whose subjects count as near.
const VERBS: usize = 3;

/// What makes a candidate likely, in one unit; see the module.
mod weight {
    /// For each sentence between.
    pub const SENTENCE: f32 = -1.0;
    /// For each paragraph between.
    pub const PARAGRAPH: f32 = -0.25;
    /// The same for a noun that may stand for anybody: "the suspect".
    pub const NOUN_APART: f32 = -1.0;
    pub const SUBJECT: f32 = 2.0;
    pub const OBJECT: f32 = 0.6;
    pub const POSSESSOR: f32 = 0.2;
    /// It has spoken, and the pronoun speaks too.
    pub const SPEAKER: f32 = 1.2;
    /// It was meant by a pronoun last.
    pub const CENTRE: f32 = 0.7;
    /// It is the subject of a verb that the pronoun's clause hangs on.
    pub const COMMANDS: f32 = 2.6;
    /// It was mentioned only in quotation marks, and the pronoun stands outside.
    pub const QUOTED: f32 = -2.5;
    /// Its gender is not known.
    pub const NO_GENDER: f32 = -0.8;
    /// What it is is not known.
    pub const NO_KIND: f32 = -0.5;
    /// It is most likely a place.
    pub const PLACE: f32 = -2.0;
    /// For each doubling of the times it was mentioned.
    pub const OFTEN: f32 = 0.3;
    /// It has no name.
    pub const NO_NAME: f32 = -0.5;
    /// It follows the pronoun, as the subject of the clause that the pronoun's clause goes before.
    pub const AHEAD: f32 = 2.0;
    /// A candidate with less is none.
    pub const LEAST: f32 = -3.5;
}

/// Finds whom each noun and pronoun means: what stands outside of quotation marks first, then what stands inside, then
/// those who speak of themselves.
pub(super) fn resolve(known: &mut Known) {
    for (quoted, nouns) in [(false, true), (false, false), (true, true), (true, false)] {
        for at in 0..known.phrases.len() {
            if known.phrases[at].quote.is_some() != quoted || !known.meant[at].is_empty() {
                continue;
            }
            match known.phrases[at].form {
                Form::Noun { definite } if nouns => noun(known, at, definite),
                Form::Name | Form::Noun { .. } | Form::Pronoun(Pronoun::I | Pronoun::We) => {}
                Form::Pronoun(pronoun) if !nouns => {
                    for referent in meant(known, at, pronoun) {
                        known.add(at, referent);
                    }
                }
                Form::Pronoun(_) => {}
            }
        }
    }
    let speakers = speakers(known);
    for at in 0..known.phrases.len() {
        let Form::Pronoun(pronoun @ (Pronoun::I | Pronoun::We)) = known.phrases[at].form else { continue };
        let speaker = known.phrases[at].quote.and_then(|quote| speakers[quote as usize]);
        let Some(speaker) = speaker else { continue };
        let mut speaking = known.meant[speaker].clone();
        let mut head = known.phrases[speaker].head;
        for _ in 0..JOINED {
            let next = known.analysis.tokens.child(head, &[Label::Conj]).filter(|_| pronoun == Pronoun::We);
            let Some(next) = next.and_then(|next| known.phrase_of(next)) else { break };
            speaking.extend(known.meant[next].clone());
            head = known.phrases[next].head;
        }
        for referent in &speaking {
            let referent = *referent;
            let several = known.referents[referent].is_plural || speaking.len() > 1;
            let body =
                several || matches!(known.referents[referent].kind, ReferentKind::Organisation | ReferentKind::Place);
            if pronoun == Pronoun::I || body {
                known.add(at, referent);
            }
        }
    }
}

/// A noun: somebody known, or somebody new.
fn noun(known: &mut Known, at: usize, definite: bool) {
    let apposed = apposed(known, at);
    let found = if !apposed.is_empty() || !definite { apposed } else { known_noun(known, at) };
    if found.is_empty() {
        known.introduce(at);
    }
    for referent in found {
        known.add(at, referent);
    }
}

/// What a noun is apposed to: "the car, a white van".
fn apposed(known: &Known, at: usize) -> Vec<usize> {
    let tokens = &known.analysis.tokens;
    let phrase = &known.phrases[at];
    let above = tokens.parent(phrase.head).filter(|_| tokens.label[phrase.head as usize] == Label::Appos);
    let Some(noun) = above.and_then(|above| known.phrase_of(above)) else { return Vec::new() };
    let other = &known.phrases[noun];
    let agrees =
        other.is_plural == phrase.is_plural && other.kind == phrase.kind && matches!(other.form, Form::Noun { .. });
    if agrees { known.meant[noun].clone() } else { Vec::new() }
}

/// The referents of the phrases before `at`, nearest first, each with its last phrase.
fn before(known: &Known, at: usize) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for phrase in (0..at).rev().take(BACK) {
        for referent in &known.meant[phrase] {
            if !found.iter().any(|(other, _)| other == referent) {
                found.push((*referent, phrase));
            }
        }
    }
    found
}

/// Whom a noun with "the" means: somebody called so before, or a word that may stand for anybody of the kind.
fn known_noun(known: &Known, at: usize) -> Vec<usize> {
    let phrase = &known.phrases[at];
    let words = known.words(phrase.tokens.clone());
    let lemma = known.analysis.tokens.lemma(phrase.head).to_lowercase();
    let Some(word) = words.last() else { return Vec::new() };
    if matches!(word.as_str(), "two" | "three") || matches!(lemma.as_str(), "pair" | "duo" | "couple") {
        return the_two(known, at);
    }
    let candidates = before(known, at);
    if matches!(word.as_str(), "former" | "latter") {
        let mut persons: Vec<usize> = candidates
            .iter()
            .filter(|(referent, _)| known.referents[*referent].kind == ReferentKind::Person)
            .map(|(referent, _)| *referent)
            .take(2)
            .collect();
        if word == "former" {
            persons.reverse();
        }
        return persons.into_iter().take(1).collect();
    }
    // called by this noun, or has it in the name: "the ministry"
    let adjectives = words.get(1..words.len() - 1).unwrap_or_default();
    let called = |(referent, _): &&(usize, usize)| {
        let other = &known.referents[*referent];
        let noun = other.nouns.iter().any(|noun| *noun == lemma || noun == word)
            || other
                .names
                .iter()
                .any(|name| name.len() > 1 && name.contains(word) && phrase.kind == ReferentKind::Organisation);
        noun && other.is_plural == phrase.is_plural
            && !known.is_contrary(*referent, adjectives)
            && !known.is_of_another(at, *referent)
            && !known.is_part_of(at, *referent)
    };
    if let Some((referent, _)) = candidates.iter().find(called) {
        return vec![*referent];
    }
    if phrase.is_plural {
        return Vec::new();
    }
    let stands_for = match phrase.kind {
        ReferentKind::Person
            if known.lexicon.any_person.contains(&lemma) || matches!(word.as_str(), "old" | "accused") =>
        {
            ReferentKind::Person
        }
        ReferentKind::Organisation if known.lexicon.any_organisation.contains(&lemma) => ReferentKind::Organisation,
        _ => return Vec::new(),
    };
    let scored = candidates.iter().filter(|(referent, last)| {
        let other = &known.referents[*referent];
        let agrees = phrase.gender.zip(other.gender).is_none_or(|(one, other)| one == other);
        other.kind == stands_for
            && agrees
            && !other.is_plural
            && !other.names.is_empty()
            && (word == "old" || !known.is_contrary(*referent, adjectives))
            && !known.is_of_another(at, *referent)
            && !known.is_part_of(at, *referent)
            && phrase.sentence - known.phrases[*last].sentence <= SENTENCES
    });
    let apart = |last: usize| {
        let paragraph = |phrase: &Phrase| known.quotes.paragraph[phrase.sentence as usize];
        weight::NOUN_APART * (paragraph(phrase) - paragraph(&known.phrases[last])) as f32
    };
    let best = scored.map(|(referent, last)| (known.salience(at, *referent, *last) + apart(*last), *referent));
    best.max_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, referent)| referent).into_iter().collect()
}

/// The two persons who were named last, or together.
fn the_two(known: &Known, at: usize) -> Vec<usize> {
    let persons = before(known, at).into_iter().filter(|(referent, _)| {
        let other = &known.referents[*referent];
        matches!(other.kind, ReferentKind::Person | ReferentKind::Unknown)
            && !other.is_plural
            && !other.names.is_empty()
    });
    let mut two: Vec<usize> = persons.take(2).map(|(referent, _)| referent).collect();
    two.sort_unstable();
    if two.len() == 2 { two } else { Vec::new() }
}

/// Whom a pronoun means.
fn meant(known: &Known, at: usize, pronoun: Pronoun) -> Vec<usize> {
    let phrase = &known.phrases[at];
    match pronoun {
        Pronoun::Who => return relative(known, phrase.head),
        Pronoun::It if means_nobody(known, phrase.head) => return Vec::new(),
        _ => {}
    }
    let mut best: Option<(f32, Vec<usize>)> = None;
    let mut offer = |score: f32, referents: Vec<usize>| {
        if score >= weight::LEAST && best.as_ref().is_none_or(|(other, _)| score > *other) {
            best = Some((score, referents));
        }
    };
    for (referent, last) in before(known, at) {
        if phrase.sentence - known.phrases[last].sentence > SENTENCES || !known.may_be(at, referent, pronoun) {
            continue;
        }
        let mut score = known.salience(at, referent, last) + known.fitness(at, referent, pronoun);
        if known.commands(at, referent) {
            score += weight::COMMANDS;
        }
        offer(score, vec![referent]);
    }
    for (referent, next) in ahead(known, at) {
        if known.may_be(at, referent, pronoun) {
            let score = weight::AHEAD + known.fitness(at, referent, pronoun) + place(&known.phrases[next]);
            offer(score, vec![referent]);
        }
    }
    if pronoun == Pronoun::They {
        for (members, score) in together(known, at) {
            offer(score, members);
        }
    }
    if let Some((_, referents)) = best {
        return referents;
    }
    if matches!(pronoun, Pronoun::He | Pronoun::She) { opening(known, at, pronoun) } else { Vec::new() }
}

/// At the beginning of a text a pronoun may go before its name: the first subject of the sentences that follow.
fn opening(known: &Known, at: usize, pronoun: Pronoun) -> Vec<usize> {
    let sentence = known.phrases[at].sentence;
    if sentence > 0 {
        return Vec::new();
    }
    let following =
        (at + 1..known.phrases.len()).take(AHEAD).take_while(|next| known.phrases[*next].sentence < OPENING);
    let named = |next: &usize| {
        let phrase = &known.phrases[*next];
        phrase.form == Form::Name && phrase.place == Place::Subject && phrase.sentence > sentence
    };
    let referents = following.filter(named).flat_map(|next| &known.meant[next]).copied();
    referents.filter(|referent| known.may_be(at, *referent, pronoun)).take(1).collect()
}

/// "Who" of a relative clause is what the clause hangs on.
fn relative(known: &Known, head: u32) -> Vec<usize> {
    let tokens = &known.analysis.tokens;
    let verb = std::iter::once(head)
        .chain(tokens.ancestors(head).take(4))
        .find(|above| tokens.label[*above as usize] == Label::Relcl);
    let noun = verb.and_then(|verb| tokens.parent(verb)).and_then(|noun| known.phrase_of(noun));
    noun.map(|noun| known.meant[noun].clone()).unwrap_or_default()
}

/// "It is expected that", "it rained".
fn means_nobody(known: &Known, head: u32) -> bool {
    let tokens = &known.analysis.tokens;
    let label = tokens.label[head as usize];
    if label == Label::Expl {
        return true;
    }
    let Some(verb) = tokens.parent(head).filter(|_| matches!(label, Label::Nsubj | Label::Nsubjpass)) else {
        return false;
    };
    let after: Vec<String> = known.words(verb..(verb + 5).min(tokens.len() as u32));
    let clause = |verb: u32| {
        tokens.children(verb).iter().any(|child| {
            *child > verb
                && matches!(
                    tokens.label[*child as usize],
                    Label::Ccomp | Label::Xcomp | Label::Csubj | Label::Advcl | Label::Acl
                )
        })
    };
    let below = tokens.children(verb).iter().any(|child| *child > verb && clause(*child));
    let lists = known.lexicon;
    let be = tokens.lemma(verb) == "be";
    let said = label == Label::Nsubjpass && lists.nobody_is.contains(tokens.word(verb, known.text));
    let is = be
        && after.iter().skip(1).take(3).any(|word| lists.nobody_is.contains(word))
        && (clause(verb) || below || after.get(1).is_some_and(|word| word == "raining"));
    let does = lists.nobody_does.contains(tokens.lemma(verb))
        && (clause(verb) || matches!(tokens.lemma(verb), "rain" | "snow"));
    said || is || does
}

/// Referents that are named after a pronoun in the same sentence, when the pronoun's clause goes before theirs.
fn ahead(known: &Known, at: usize) -> Vec<(usize, usize)> {
    let tokens = &known.analysis.tokens;
    let phrase = &known.phrases[at];
    if let Some(quote) = phrase.quote {
        // "He lied to us," she said of Tom Rask
        let outside =
            |next: &usize| known.phrases[*next].quote != Some(quote) && known.phrases[*next].form == Form::Name;
        let following = (at + 1..known.phrases.len()).take(AHEAD);
        let here = following.take_while(|next| known.phrases[*next].sentence == phrase.sentence);
        return here
            .filter(outside)
            .flat_map(|next| known.meant[next].iter().map(move |referent| (*referent, next)))
            .collect();
    }
    let early = |token: u32| {
        matches!(
            tokens.label[token as usize],
            Label::Advcl | Label::Prep | Label::Ccomp | Label::Npadvmod | Label::Pcomp | Label::Csubj
        )
    };
    // the clause in which the pronoun stands, and the verb it goes before
    let Some(clause) = std::iter::once(phrase.head)
        .chain(tokens.ancestors(phrase.head).take(8))
        .find(|above| early(*above) && tokens.parent(*above).is_some_and(|head| head > phrase.head))
    else {
        return Vec::new();
    };
    let Some(verb) = tokens.parent(clause) else { return Vec::new() };
    let following =
        (at + 1..known.phrases.len()).take(AHEAD).take_while(|next| known.phrases[*next].sentence == phrase.sentence);
    let is_subject = |next: &usize| {
        let next = &known.phrases[*next];
        next.place == Place::Subject
            && tokens.ancestors(next.head).take(3).any(|above| above == verb)
            && !matches!(next.form, Form::Pronoun(_))
    };
    following
        .filter(is_subject)
        .flat_map(|next| known.meant[next].iter().map(move |referent| (*referent, next)))
        .collect()
}

/// Those who are named together, "Ada Poll and Ben Holm": their numbers and how salient they are.
fn together(known: &Known, at: usize) -> Vec<(Vec<usize>, f32)> {
    let tokens = &known.analysis.tokens;
    let mut found = Vec::new();
    for first in (0..known.phrases.len().min(at + AHEAD)).rev().take(BACK / 2) {
        let phrase = &known.phrases[first];
        let distance = known.phrases[at].sentence.abs_diff(phrase.sentence);
        if distance > 3 || first >= at && distance > 0 || first == at {
            continue;
        }
        let mut members = known.meant[first].clone();
        let mut head = phrase.head;
        let mut joined = false;
        for _ in 0..JOINED {
            let Some(next) = tokens.child(head, &[Label::Conj]) else { break };
            let Some(other) = known.phrase_of(next) else { break };
            members.extend(&known.meant[other]);
            joined = true;
            head = next;
        }
        members.sort_unstable();
        members.dedup();
        let persons = members.iter().all(|referent| {
            matches!(
                known.referents[*referent].kind,
                ReferentKind::Person | ReferentKind::Unknown | ReferentKind::Organisation | ReferentKind::Place
            )
        });
        if joined && members.len() > 1 && persons && !matches!(phrase.form, Form::Pronoun(_)) {
            found.push((members, place(phrase) + 0.8 + weight::SENTENCE * distance as f32));
        }
    }
    found
}

fn place(phrase: &Phrase) -> f32 {
    match phrase.place {
        Place::Subject => weight::SUBJECT,
        Place::Object => weight::OBJECT,
        Place::Possessor => weight::POSSESSOR,
        Place::Other => 0.0,
    }
}

/// The phrase of the speaker of each quotation.
fn speakers(known: &Known) -> Vec<Option<usize>> {
    let count = known.quotes.count as usize;
    let mut places: Vec<Option<(u32, u32)>> = vec![None; count];
    for (token, quote) in (0_u32..).zip(&known.quotes.of) {
        if let Some(quote) = quote {
            let place = places[*quote as usize].get_or_insert((token, token));
            place.1 = token;
        }
    }
    // those who speak outside of quotation marks, by sentence
    let mut speaking: Vec<Vec<usize>> = vec![Vec::new(); known.analysis.sentences.len()];
    for (at, phrase) in known.phrases.iter().enumerate() {
        if phrase.speaks && phrase.quote.is_none() {
            speaking[phrase.sentence as usize].push(at);
        }
    }
    let mut found: Vec<Option<usize>> = Vec::with_capacity(count);
    for (quote, place) in places.iter().enumerate() {
        let Some((first, last)) = *place else {
            found.push(None);
            continue;
        };
        let sentences = known.analysis.sentence_of(first).zip(known.analysis.sentence_of(last));
        let Some((from, to)) = sentences else {
            found.push(None);
            continue;
        };
        let distance = |at: &usize| {
            let head = known.phrases[*at].head;
            if head < first { first - head } else { head.saturating_sub(last) }
        };
        let here = (from..=to).flat_map(|sentence| &speaking[sentence]).copied().min_by_key(distance);
        let paragraph = known.quotes.paragraph[from];
        let earlier = || {
            let before = quote.checked_sub(1)?;
            let (_, end) = places[before]?;
            let sentence = known.analysis.sentence_of(end)?;
            (known.quotes.paragraph[sentence] == paragraph).then(|| found[before])?
        };
        let leads = || {
            let before = from.checked_sub(1)?;
            let sentence = &known.analysis.sentences[before];
            let near = known.quotes.paragraph[before] + 1 >= paragraph;
            (near && sentence.span.of(known.text).ends_with(':')).then(|| speaking[before].last().copied())?
        };
        let beside = || {
            let before = from.checked_sub(1).filter(|before| known.quotes.paragraph[*before] == paragraph)?;
            speaking[before].last().copied()
        };
        let after = || {
            let next = to + 1;
            let same = known.quotes.paragraph.get(next).is_some_and(|other| *other <= paragraph + 1);
            same.then(|| speaking[next].first().copied())?
        };
        // a paragraph that is one quotation goes on with the speaker before
        let goes_on = || quote.checked_sub(1).and_then(|before| found[before]);
        found.push(here.or_else(leads).or_else(earlier).or_else(beside).or_else(goes_on).or_else(after));
    }
    found
}
