//! Names of one person or body, joined over the text, and what these are said to be.

use std::collections::HashMap;

use super::{
    ReferentKind,
    known::{Form, Known, Phrase},
};
use crate::{Label, Pos, Tag};

/// Bearers of a word of a name that are compared with a new name: a text that lists thousands does not cost their square.
const COMPARED: usize = 16;
/// Tokens of what an office is of, "for Marania", at most.
const TAIL: usize = 8;
/// Tokens between a name and the bracket or comma that holds its short form.
const GAP: u32 = 2;

/// Joins the names that one person, body or place has in the text.
pub(super) fn join(known: &mut Known) {
    // bearers by the words of their names, the latest last
    let mut bearers: HashMap<String, Vec<usize>> = HashMap::new();
    let named: Vec<usize> = (0..known.phrases.len()).filter(|at| known.phrases[*at].form == Form::Name).collect();
    let mut before: Option<usize> = None;
    for at in named {
        let words = known.words(known.phrases[at].tokens.clone());
        let short = before.and_then(|before| short_form(known, before, at));
        let found = short.or_else(|| {
            let near = words.iter().flat_map(|word| bearers.get(word).into_iter().flat_map(|all| all.iter()));
            let mut near: Vec<usize> = near.copied().chain(by_letters(&words, &bearers)).collect();
            near.sort_unstable();
            near.dedup();
            best(known, at, &words, &near)
        });
        let referent = match found {
            Some(referent) => {
                known.add(at, referent);
                referent
            }
            None => known.introduce(at),
        };
        let letters = initials(&words).into_iter();
        for word in words.into_iter().chain(letters) {
            let all = bearers.entry(word).or_default();
            all.retain(|other| *other != referent);
            all.push(referent);
            if all.len() > COMPARED {
                all.remove(0);
            }
        }
        before = Some(at);
    }
}

/// "European Union (EU)", "the National Harbour Board, or NHB".
fn short_form(known: &Known, before: usize, at: usize) -> Option<usize> {
    let (long, short) = (&known.phrases[before], &known.phrases[at]);
    let gap = long.tokens.end..short.tokens.start;
    if gap.is_empty() || gap.len() as u32 > GAP + 1 || short.tokens.len() > 1 {
        return None;
    }
    let gap = known.words(gap).concat();
    let word = known.analysis.tokens.word(short.tokens.start, known.text);
    let brackets = matches!(gap.as_str(), "(" | "(the") || gap == ",or" || gap == "(or";
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let first = known.analysis.tokens.word(long.tokens.start, known.text).chars().next()?;
    (brackets && capitals > 1 && word.starts_with(first)).then(|| known.meant[before].first().copied())?
}

fn by_letters(words: &[String], bearers: &HashMap<String, Vec<usize>>) -> Option<usize> {
    let [word] = words else { return None };
    bearers.get(&letters_key(word)).and_then(|all| all.last().copied())
}

/// The initials of a name of several words, as a key that no word is.
fn initials(words: &[String]) -> Option<String> {
    let letters: String = words
        .iter()
        .filter(|word| !matches!(word.as_str(), "of" | "the" | "and" | "for"))
        .filter_map(|word| word.chars().next())
        .collect();
    (letters.chars().count() > 1).then(|| letters_key(&letters))
}

fn letters_key(letters: &str) -> String {
    format!("({})", letters.replace('.', ""))
}

/// How surely a name is one of those that a referent has; a higher number is surer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Match {
    Given,
    Part,
    Surname,
    Whole,
}

/// Returns whose name it is, none when nobody's or when it may be either of two.
fn best(known: &Known, at: usize, words: &[String], near: &[usize]) -> Option<usize> {
    let phrase = &known.phrases[at];
    let mut found: Vec<(Match, usize)> = Vec::new();
    for referent in near {
        if let Some(how) = matches(known, phrase, words, *referent) {
            found.push((how, *referent));
        }
    }
    let surest = found.iter().map(|(how, _)| *how).max()?;
    found.retain(|(how, _)| *how == surest);
    if let [(_, one)] = found[..] {
        return Some(one);
    }
    // several: who is called so by title or gender
    let agree = |referent: &usize| phrase.gender.is_some() && known.referents[*referent].gender == phrase.gender;
    let agreeing: Vec<usize> = found.iter().map(|(_, referent)| *referent).filter(agree).collect();
    if let [one] = agreeing[..] {
        return Some(one);
    }
    let role = phrase.role.clone().map(|role| known.words(role)).unwrap_or_default();
    let has_role = |referent: &usize| role.last().is_some_and(|noun| known.referents[*referent].nouns.contains(noun));
    let by_role: Vec<usize> = found.iter().map(|(_, referent)| *referent).filter(has_role).collect();
    if let [one] = by_role[..] {
        return Some(one);
    }
    None
}

/// How a name matches the surest of a referent's names.
fn matches(known: &Known, phrase: &Phrase, words: &[String], referent: usize) -> Option<Match> {
    let other = &known.referents[referent];
    if phrase.gender.zip(other.gender).is_some_and(|(one, other)| one != other) {
        return None;
    }
    let how = |name: &Vec<String>| {
        let (short, long) = if words.len() < name.len() { (words, &name[..]) } else { (&name[..], words) };
        let same = (name == words).then_some(Match::Whole);
        let person = || matches_person(known, short, long).filter(|_| may_be_person(phrase.kind, other.kind, short));
        let body = || {
            matches_body(known, short, long, phrase.kind == ReferentKind::Place)
                .filter(|_| may_be_body(phrase.kind, other.kind))
        };
        same.or_else(person).or_else(body)
    };
    other.names.iter().filter_map(how).max()
}

/// Whether a name and a referent may be one person. What the model says of one word alone is not believed.
fn may_be_person(phrase: ReferentKind, other: ReferentKind, short: &[String]) -> bool {
    use ReferentKind::{Document, Person, Thing, Unknown};
    match (phrase, other) {
        (Document | Thing, _) => false,
        (_, Person | Unknown) => true,
        (Person, _) => short.len() == 1,
        _ => false,
    }
}

/// Whether a name and a referent may be one body.
fn may_be_body(phrase: ReferentKind, other: ReferentKind) -> bool {
    use ReferentKind::{Organisation, Person, Place, Unknown};
    match (phrase, other) {
        (Person, _) => false,
        (_, Organisation) => true,
        (Place, _) => false,
        (Organisation | Unknown, kind) => !matches!(kind, Person | Place),
        _ => false,
    }
}

/// "Veit" and "Jonas Veit", "John Stone" and "John R. Stone", "Lula" and "Luiz Lula da Silva".
fn matches_person(known: &Known, short: &[String], long: &[String]) -> Option<Match> {
    let (first, last) = (long.first()?, long.last()?);
    if long.len() < 2 {
        return None;
    }
    if long.ends_with(short) && !known.lexicon.organisation_names.contains(last) {
        return Some(Match::Surname);
    }
    match short {
        [given] if long.len() > 2 && long[1..].contains(given) => Some(Match::Part),
        [given] if given == first && known.lexicon.is_given_name(given) => Some(Match::Given),
        [one, .., other] if one == first && other == last => Some(Match::Whole),
        _ => None,
    }
}

/// "Norvik" and "Norvik Shipping Ltd", "the Commission" and "European Commission", "EU" and "European Union".
fn matches_body(known: &Known, short: &[String], long: &[String], is_place: bool) -> Option<Match> {
    let lists = known.lexicon;
    let part = match short {
        [] => false,
        [one] if long.len() > 1 => {
            let noun = lists.organisation_names.contains(one) || lists.kind_of_noun(one) == ReferentKind::Organisation;
            // "London" is not the London Stock Exchange
            let rest = || !is_place || long[1..].iter().all(|word| lists.organisation_endings.contains(word));
            long.first() == Some(one) && rest()
                || noun && long.last() == Some(one)
                || initials(long).as_deref() == Some(&letters_key(one))
        }
        [_] => false,
        _ => long.starts_with(short) || long.ends_with(short),
    };
    part.then_some(Match::Part)
}

/// Appositions and what stands after "is" mean the one they are about: "Ida Brandt, the union's leader".
pub(super) fn attach_roles(known: &mut Known) {
    for at in 0..known.phrases.len() {
        let Form::Noun { .. } = known.phrases[at].form else { continue };
        if known.phrases[at].kind != ReferentKind::Person && known.phrases[at].kind != ReferentKind::Organisation {
            continue;
        }
        let named = by_tree(known, at).or_else(|| beside(known, at));
        if let Some(named) = named.filter(|named| agrees(known, at, *named)) {
            let role = whole(known, at);
            let referent = known.meant[named][0];
            // the noun is surer of what it is than the model is of a name
            known.referents[referent].kind = known.phrases[at].kind;
            known.add(at, referent);
            known.referents[referent].roles.push(role);
        }
    }
}

/// The name that a noun is apposed to, or the other way round, or that it is said to be.
fn by_tree(known: &Known, at: usize) -> Option<usize> {
    let tokens = &known.analysis.tokens;
    let head = known.phrases[at].head;
    let is_named = |phrase: &usize| known.phrases[*phrase].form == Form::Name;
    let label = tokens.label[head as usize];
    if label == Label::Appos {
        let named = tokens.parent(head)?;
        return known.phrase_of(named).filter(is_named).filter(|_| !is_left_open(known, head, named));
    }
    // "Ada Poll, a developer and spokeswoman for the port,"
    let bare = known.phrases[at].tokens.start == head;
    let joined = tokens.parent(head).filter(|above| bare && label == Label::Conj && is_apposed(known, *above));
    if let Some(above) = joined {
        return known.phrase_of(tokens.parent(above)?).filter(is_named);
    }
    let apposed = tokens.children(head).iter().filter(|child| tokens.label[**child as usize] == Label::Appos);
    if let Some(named) = apposed.filter_map(|child| known.phrase_of(*child)).find(is_named) {
        return Some(named);
    }
    let verb = tokens.parent(head).filter(|_| label == Label::Attr)?;
    let is_now = matches!(tokens.lemma(verb), "be" | "become") && tokens.child(verb, &[Label::Neg]).is_none();
    known.subject_of(verb).filter(|_| is_now).filter(is_named)
}

/// Whether what looks like an apposition is the subject itself, since no mark closes it before the verb of the name that it seems to
/// hang on: "to see the envoy, Ada Poll, a person briefed on it told Quayside".
fn is_left_open(known: &Known, head: u32, named: u32) -> bool {
    let tokens = &known.analysis.tokens;
    let next = tokens.reach(head).end;
    let subject = matches!(tokens.label[named as usize], Label::Nsubj | Label::Nsubjpass);
    let verb = |at: u32| (at as usize) < tokens.len() && matches!(tokens.pos[at as usize], Pos::Verb | Pos::Auxiliary);
    subject && named < head && verb(next) && tokens.parent(named).is_some_and(|above| above >= next)
}

fn is_apposed(known: &Known, token: u32) -> bool {
    known.analysis.tokens.label[token as usize] == Label::Appos
}

/// The name that stands beside a noun with nothing but a comma between, where the tree says nothing of it.
fn beside(known: &Known, at: usize) -> Option<usize> {
    let tokens = &known.analysis.tokens;
    let noun = &known.phrases[at];
    let comma = |token: u32| tokens.word(token, known.text) == ",";
    let named = |other: usize| known.phrases.get(other).filter(|other| other.form == Form::Name).map(|_| other);
    // "Ada Poll, the mayor,"
    let before = (0..at).rev().take(3).find_map(named).filter(|before| {
        let end = known.phrases[*before].tokens.end;
        end + 1 == noun.tokens.start && comma(end)
    });
    let article =
        matches!(
            known.words(noun.tokens.start..noun.tokens.start + 1).first().map(String::as_str),
            Some("the" | "a" | "an")
        ) || noun.tokens.clone().any(|token| matches!(tokens.tag[token as usize], Tag::Pos | Tag::PrpPossessive));
    let closed = tokens.span.get(noun.tokens.end as usize).is_none_or(|_| {
        matches!(tokens.word(noun.tokens.end, known.text), "," | "." | "of" | ";" | "at" | "for" | "who" | "in")
    });
    if let Some(before) = before.filter(|_| article && closed) {
        return Some(before);
    }
    // "the mayor, Ada Poll,"
    let named_apart = |other: usize| named(other).filter(|other| comma(known.phrases[*other].tokens.start.max(1) - 1));
    let after = (at + 1..known.phrases.len()).take(4).find_map(named_apart)?;
    let start = known.phrases[after].tokens.start;
    let end = known.phrases[after].tokens.end;
    let shut =
        (end as usize) < tokens.len() && matches!(tokens.word(end, known.text), "," | "." | "said" | "has" | "(");
    // "the envoy for Marania, Ada Poll,"
    let gap = noun.tokens.end..start.saturating_sub(1).max(noun.tokens.end);
    let led_on = gap.len() < TAIL
        && gap.clone().next().is_none_or(|first| tokens.pos[first as usize] == Pos::Adposition)
        && gap.clone().all(|token| {
            !matches!(tokens.pos[token as usize], Pos::Punctuation | Pos::Verb | Pos::Auxiliary | Pos::Space)
        });
    (article && start > noun.tokens.end && led_on && comma(start - 1) && shut).then_some(after)
}

fn agrees(known: &Known, noun: usize, named: usize) -> bool {
    let (noun, named) = (&known.phrases[noun], &known.phrases[named]);
    let Some(referent) = known.meant[known.phrase_of(named.head).unwrap_or_default()].first() else { return false };
    let other = &known.referents[*referent];
    let doubtful = || {
        let words = other.names.first().map(Vec::as_slice).unwrap_or_default();
        let body = words.last().is_some_and(|word| known.lexicon.organisation_names.contains(word));
        match (noun.kind, other.kind) {
            (ReferentKind::Organisation, ReferentKind::Person) => other.gender.is_none() && other.roles.is_empty(),
            (ReferentKind::Person, ReferentKind::Organisation) => !body && words.len() == 2,
            _ => false,
        }
    };
    let kinds = noun.kind == other.kind || other.kind == ReferentKind::Unknown || doubtful();
    kinds
        && !noun.is_plural
        && noun.sentence == named.sentence
        && noun.gender.zip(other.gender).is_none_or(|(one, other)| one == other)
}

/// A noun with what hangs on it up to the next comma, its article left off.
fn whole(known: &Known, at: usize) -> std::ops::Range<u32> {
    let tokens = &known.analysis.tokens;
    let phrase = &known.phrases[at];
    let mut start = phrase.tokens.start;
    if tokens.pos[start as usize] == Pos::Determiner && start + 1 < phrase.tokens.end {
        start += 1;
    }
    let mut end = phrase.tokens.end;
    let reach = tokens.reach(phrase.head).end;
    while end < reach
        && !matches!(tokens.pos[end as usize], Pos::Punctuation | Pos::Space)
        && tokens.label[end as usize] != Label::Appos
        && !(tokens.label[end as usize] == Label::Cc && tokens.head[end as usize] == phrase.head)
    {
        end += 1;
    }
    // a relative clause is no part of what somebody is
    let clause = (phrase.tokens.end..end)
        .find(|token| matches!(tokens.word(*token, known.text), "who" | "whose" | "whom" | "which" | "that"));
    start..clause.unwrap_or(end)
}
