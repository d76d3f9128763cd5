//! Which sayings of a story are one claim, and how others stand to it.

use std::collections::BTreeSet;

use text::Id;

use crate::{
    Likeness, Piece, Relation,
    alike::{came_out, counts_same, odds},
    number::{Stand, stand},
    saying::Saying,
    words::ByHash,
};

/// Odds (their logarithm) from which a saying is of a matter: six to four.
const SAME_MATTER: f32 = 0.4;
/// Odds of a translation, and of nearly the same words, which the weights were not learnt on.
const SURE: f32 = 4.0;
const SAME_WORDS: f32 = 0.9;
/// Share of words from which two sayings that count the same thing are of one matter, to whatever number they count.
const SAME_COUNT: f32 = 0.6;
/// Sayings of a matter that a new one is compared with.
const COMPARED: usize = 12;
/// Earlier sayings that are looked at for one.
const LOOKED_AT: usize = 64;
/// Sayings with a word, beyond which it leads to none.
const MAX_WITH_WORD: usize = 300;
/// Sentences at the head of an article that are claims though nobody is quoted and nobody repeats them.
const LEAD: usize = 3;

/// A claim before it is counted.
#[derive(Debug)]
pub(crate) struct Group {
    /// Digest of the first saying.
    pub id: Id,
    /// Place of the saying whose words are shown.
    pub gist: usize,
    /// Places of sayings and how they stand to the claim, in their order.
    pub members: Vec<(usize, Relation)>,
    /// Places of the sayings that make the claim, a newer value or not.
    pub own: Vec<usize>,
}

/// Puts sayings together that are one claim. `sayings` are in the order in which they were published, and `holder` says who holds one.
pub(crate) fn groups(
    pieces: &[&Piece],
    sayings: &[Saying],
    likeness: &Likeness,
    holder: impl Fn(usize) -> String,
) -> Vec<Group> {
    let mut groups = Vec::new();
    for matter in matters(pieces, sayings, likeness) {
        let variants = variants(sayings, &matter);
        let holders: Vec<Vec<String>> =
            variants.iter().map(|variant| variant.iter().map(|at| holder(*at)).collect()).collect();
        for (own, variant) in variants.iter().enumerate() {
            let mut members: Vec<(usize, Relation)> = Vec::new();
            // what a later value of the same holder took the place of
            let replaced = |at: usize| {
                let later = |other: &usize| {
                    *other != own
                        && variants[*other]
                            .iter()
                            .any(|place| pieces[sayings[*place].piece].at > pieces[sayings[at].piece].at)
                };
                let same = |other: &usize| holders[*other].iter().any(|held| *held == holder(at));
                let moved = |other: &usize| {
                    relation(&sayings[at], &sayings[variants[*other][0]]) == Some(Relation::Contradicts)
                        || relation(&sayings[variants[*other][0]], &sayings[at]) == Some(Relation::Entails)
                };
                (0..variants.len())
                    .any(|other| later(&other) && same(&other) && moved(&other) && !sayings[at].numbers.is_empty())
            };
            members.extend(
                variant.iter().map(|at| (*at, if replaced(*at) { Relation::Superseded } else { Relation::Same })),
            );
            let head = &sayings[variant[0]];
            for (other, places) in variants.iter().enumerate().filter(|(other, _)| *other != own) {
                for at in places {
                    let place = places.iter().position(|place| place == at).unwrap_or(0);
                    let same_holder = holders[own].contains(&holders[other][place]);
                    let earlier = pieces[sayings[*at].piece].at < pieces[head.piece].at;
                    let relation = match relation(&sayings[*at], head) {
                        // a newer value of the same holder says nothing against the old one: it was right in its time
                        None | Some(Relation::Contradicts) if same_holder && earlier && !head.numbers.is_empty() => {
                            Relation::Superseded
                        }
                        Some(Relation::Contradicts) if same_holder && !head.numbers.is_empty() => continue,
                        None => continue,
                        Some(relation) => relation,
                    };
                    members.push((*at, relation));
                }
            }
            members.sort_by_key(|(at, _)| *at);
            let first = &sayings[variant[0]];
            let article = pieces[first.piece].article.id;
            let id = Id::of(&["claim", &article.to_string(), &first.words]);
            let gist = central(variant, likeness);
            groups.push(Group { id, gist, members, own: variant.clone() });
        }
    }
    groups.retain(|group| is_worth_it(group, sayings));
    groups.sort_by_key(|group| group.members.first().map(|(at, _)| *at));
    groups
}

/// Tells whether a claim is worth a row: somebody is quoted, it counts something, it tells what is or was on a day, it is told twice, or it
/// leads an article.
fn is_worth_it(group: &Group, sayings: &[Saying]) -> bool {
    let own = |at: &usize| {
        let saying = &sayings[*at];
        saying.statement.is_none() && saying.numbers.is_empty() && saying.events.is_empty()
    };
    let leads = |at: &usize| {
        let piece = sayings[*at].piece;
        sayings[..*at].iter().rev().take_while(|saying| saying.piece == piece).count() < LEAD
    };
    match group.members.as_slice() {
        [(only, _)] => !own(only) || leads(only),
        _ => true,
    }
}

/// Sayings of one matter, each list in order.
fn matters(pieces: &[&Piece], sayings: &[Saying], likeness: &Likeness) -> Vec<Vec<usize>> {
    let mut with: ByHash<Vec<u32>> = ByHash::default();
    let mut matters: Vec<Vec<usize>> = Vec::new();
    // of each matter the sayings that others are compared with, no two of the same words
    let mut told: Vec<Vec<usize>> = Vec::new();
    let mut matter_of: Vec<usize> = Vec::with_capacity(sayings.len());
    for at in 0..sayings.len() {
        let mut near: Vec<(usize, f32)> = Vec::new();
        let mut seen = std::collections::BTreeMap::new();
        for term in likeness.terms(at) {
            let Some(list) = with.get(&u64::from(term.0)).filter(|list| list.len() <= MAX_WITH_WORD) else { continue };
            for other in list {
                *seen.entry(*other as usize).or_insert(0.0) += term.1;
            }
        }
        near.extend(seen);
        near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        near.truncate(LOOKED_AT);
        let among: BTreeSet<usize> = near.iter().map(|(other, _)| matter_of[*other]).collect();
        let mut best: Option<(usize, f32)> = None;
        for matter in among {
            let nearness = nearness(pieces, sayings, likeness, at, &told[matter]);
            if nearness >= SAME_MATTER && best.is_none_or(|(_, other)| nearness > other) {
                best = Some((matter, nearness));
            }
        }
        let matter = best.map_or_else(
            || {
                matters.push(Vec::new());
                told.push(Vec::new());
                matters.len() - 1
            },
            |(matter, _)| matter,
        );
        let is_new = || told[matter].iter().all(|other: &usize| sayings[*other].words != sayings[at].words);
        if told[matter].len() < COMPARED && is_new() {
            told[matter].push(at);
        }
        matters[matter].push(at);
        matter_of.push(matter);
        for term in likeness.terms(at) {
            with.entry(u64::from(term.0)).or_default().push(at as u32);
        }
    }
    matters
}

/// How near a saying is to those of a matter, as odds (their logarithm): half by the nearest, half by all.
fn nearness(pieces: &[&Piece], sayings: &[Saying], likeness: &Likeness, at: usize, told: &[usize]) -> f32 {
    let language = |at: usize| pieces[sayings[at].piece].article.language.as_deref();
    let near = |other: &usize| {
        let apart = language(at).zip(language(*other)).is_some_and(|(one, two)| one != two);
        let bar = if counts_same(&sayings[at], &sayings[*other]) { SAME_COUNT } else { SAME_WORDS };
        let verbatim = likeness.wording(at, *other) >= bar || sayings[at].words == sayings[*other].words;
        // what is told in another language shares no words
        let same = verbatim || apart && likeness.are_translations(at, *other);
        if same { SURE } else { odds(likeness, sayings, at, *other) }
    };
    let near: Vec<f32> = told.iter().map(near).collect();
    let best = near.iter().copied().fold(f32::MIN, f32::max);
    0.5 * (best + near.iter().sum::<f32>() / near.len().max(1) as f32)
}

/// Sayings of a matter with the same numbers and the same yes or no.
fn variants(sayings: &[Saying], matter: &[usize]) -> Vec<Vec<usize>> {
    let mut variants: Vec<Vec<usize>> = Vec::new();
    for at in matter {
        let agrees = |variant: &Vec<usize>| relation(&sayings[*at], &sayings[variant[0]]) == Some(Relation::Same);
        match variants.iter().position(agrees) {
            Some(found) => variants[found].push(*at),
            None => variants.push(vec![*at]),
        }
    }
    variants
}

/// How a saying stands to another of the same matter; none when the other says more and nothing is at odds, or one tells the plan and the
/// other its end.
fn relation(one: &Saying, head: &Saying) -> Option<Relation> {
    if one.is_off != head.is_off || came_out(one, head) && !one.is_off {
        return None;
    }
    let mut relation = Relation::Same;
    let mut less = false;
    for number in &head.numbers {
        for other in one.numbers.iter().filter(|other| other.of == number.of) {
            match stand(other, number) {
                Stand::Same => {}
                Stand::Implies if relation == Relation::Same => relation = Relation::Entails,
                Stand::Implied => less = true,
                Stand::Implies => {}
                Stand::Differ => relation = Relation::Contradicts,
            }
        }
        // the same number elsewhere settles it: "3 dead" and "killed 3"
        if one.numbers.iter().any(|other| other.of == number.of && stand(other, number) == Stand::Same)
            && relation == Relation::Contradicts
        {
            relation = Relation::Same;
        }
    }
    if relation != Relation::Same && one.is_whole != head.is_whole {
        return Some(Relation::OtherScope);
    }
    if one.is_negated != head.is_negated {
        return Some(Relation::Contradicts);
    }
    (!less || relation != Relation::Same).then_some(relation)
}

/// The saying that says most of what all say.
fn central(variant: &[usize], likeness: &Likeness) -> usize {
    let nearness = |at: &usize| {
        variant
            .iter()
            .take(COMPARED)
            .filter(|other| *other != at)
            .map(|other| likeness.wording(*at, *other))
            .sum::<f32>()
    };
    let best = variant.iter().take(COMPARED).map(|at| (*at, nearness(at)));
    best.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map_or(variant[0], |(at, _)| at)
}
