//! Numbers of a sentence: how much, of what, and how that is meant.

use reading::Bound;

use crate::{
    lexicon::Lexicon,
    words::{Word, stem, words},
};

/// Words before a number that say how it is meant, at most.
const BEFORE: usize = 3;
/// Words after a number among which the thing counted stands, at most.
const AFTER: usize = 3;

/// A number of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Number {
    /// Its value.
    pub value: f64,
    /// How it is meant.
    pub bound: Bound,
    /// Stem of what is counted; empty when the sentence does not say.
    pub of: String,
}

/// Returns the numbers of a sentence that count something: no years, no days of a month, no times of day.
pub(crate) fn numbers(sentence: &str) -> Vec<Number> {
    let lists = Lexicon::english();
    let all: Vec<Word> = words(sentence).collect();
    let mut numbers = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let start = at;
        let Some(mut value) = value(&all[at]) else {
            at += 1;
            continue;
        };
        at += 1;
        while let Some(times) = all.get(at).and_then(|word| lists.multiples.get(&word.lower)) {
            value *= times;
            at += 1;
        }
        let before = |n: usize| start.checked_sub(n).map_or("", |place| all[place].lower.as_str());
        let sign = sentence[..all[start].start].chars().next_back();
        let dated = lists.days.contains(before(1)) || all.get(at).is_some_and(|word| lists.days.contains(&word.lower));
        let year = (1900.0..2100.0).contains(&value) && all[start].lower.len() == 4 && sign != Some('$');
        let clock = sentence[all[start].end..].starts_with(':') || sign == Some(':');
        if dated || year || clock || sign == Some('-') {
            continue;
        }
        let of = match sign {
            Some('$' | '€' | '£') => "money".to_owned(),
            _ => counted(&all, at, sentence, &all[at - 1]),
        };
        let phrase: Vec<&str> = (1..=BEFORE).rev().map(before).collect();
        numbers.push(Number { value, bound: bound(&phrase.join(" ")), of });
    }
    numbers
}

fn value(word: &Word) -> Option<f64> {
    let lists = Lexicon::english();
    if let Some(value) = lists.numbers.get(&word.lower) {
        return Some(*value);
    }
    let plain: String = word.lower.chars().filter(|c| *c != ',').collect();
    let digits = plain.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let value: f64 = digits.parse().ok().filter(|value: &f64| value.is_finite())?;
    match &plain[digits.len()..] {
        "" => Some(value),
        "m" | "mn" => Some(value * 1e6),
        "bn" => Some(value * 1e9),
        "k" => Some(value * 1e3),
        _ => None,
    }
}

/// The thing counted: the first of the next words that is no small word.
fn counted(all: &[Word], at: usize, sentence: &str, last: &Word) -> String {
    if sentence[last.end..].trim_start().starts_with('%') {
        return "percent".to_owned();
    }
    let lists = Lexicon::english();
    let tells = |word: &&Word| !lists.stop.contains(&word.lower) && value(word).is_none();
    let next = all[at.min(all.len())..].iter().take(AFTER).find(tells);
    let next = next.map_or("", |word| word.lower.as_str());
    lists
        .toll
        .iter()
        .find(|(_, words)| words.contains(next))
        .map_or_else(|| stem(next).to_owned(), |(name, _)| name.clone())
}

fn bound(before: &str) -> Bound {
    let lists = Lexicon::english();
    let has = |phrases: &[String]| phrases.iter().any(|phrase| before.ends_with(phrase.as_str()));
    match () {
        _ if has(&lists.at_least) => Bound::AtLeast,
        _ if has(&lists.at_most) => Bound::AtMost,
        _ if has(&lists.about) => Bound::About,
        _ => Bound::Exact,
    }
}

/// How two numbers of the same thing stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stand {
    /// They are the same.
    Same,
    /// The first says more: the second follows from it.
    Implies,
    /// The second says more.
    Implied,
    /// Both cannot be.
    Differ,
}

/// Share by which "about" may be off.
const ABOUT: f64 = 0.1;

/// Tells how two numbers stand to each other: "19" implies "at least 12".
pub(crate) fn stand(a: &Number, b: &Number) -> Stand {
    use Bound::*;
    let near = (a.value - b.value).abs() <= ABOUT * a.value.abs().max(b.value.abs());
    match (a.bound, b.bound) {
        (x, y) if a.value == b.value && (x == y || x == About || y == About) => Stand::Same,
        (Exact | About, AtLeast) if a.value >= b.value => Stand::Implies,
        (AtLeast, Exact | About) if b.value >= a.value => Stand::Implied,
        (Exact | About, AtMost) if a.value <= b.value => Stand::Implies,
        (AtMost, Exact | About) if b.value <= a.value => Stand::Implied,
        (AtLeast, AtLeast) if a.value > b.value => Stand::Implies,
        (AtLeast, AtLeast) => Stand::Implied,
        (AtMost, AtMost) if a.value < b.value => Stand::Implies,
        (AtMost, AtMost) => Stand::Implied,
        (About, _) | (_, About) if near => Stand::Same,
        _ => Stand::Differ,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(sentence: &str) -> Vec<(f64, Bound, String)> {
        numbers(sentence).into_iter().map(|number| (number.value, number.bound, number.of)).collect()
    }

    #[test]
    fn what_is_counted_and_how_is_read() {
        assert_eq!(read("At least 12 people died on 3 May 2024."), [(12.0, Bound::AtLeast, "peopl".to_owned())]);
        assert_eq!(read("The toll rose to nineteen dead."), [(19.0, Bound::Exact, "dead".to_owned())]);
        assert_eq!(read("About $4.5 million was lost at 10:30."), [(4_500_000.0, Bound::About, "money".to_owned())]);
        assert_eq!(read("Up 3.5% since January 4."), [(3.5, Bound::Exact, "percent".to_owned())]);
    }

    #[test]
    fn a_higher_count_implies_a_floor() {
        let one = |sentence: &str| numbers(sentence).remove(0);
        assert_eq!(stand(&one("19 dead"), &one("at least 12 dead")), Stand::Implies);
        assert_eq!(stand(&one("at least 12 dead"), &one("19 dead")), Stand::Implied);
        assert_eq!(stand(&one("19 dead"), &one("31 dead")), Stand::Differ);
        assert_eq!(stand(&one("about 200 boats"), &one("204 boats")), Stand::Same);
    }
}
