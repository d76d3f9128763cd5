//! What tense and weekdays tell of the day of publication.

use lang::Analysis;
use text::Span;

use super::{lexicon::Lexicon, resolve::Tense};
use crate::{Basis, Edge, PublicationBounds, Time, TimexKind};

/// Tokens around a weekday that its part of the day is looked for in.
const NEAR: u32 = 4;

/// Returns what the times of an article without a date tell of the day it was published; `tenses` has a tense for each.
///
/// Of several past weekdays the last is meant: the one before the widest gap in the week.
pub(super) fn bounds(
    text: &str,
    times: &[Time],
    tenses: &[Tense],
    analysis: Option<&Analysis>,
    lexicon: &Lexicon,
) -> Option<PublicationBounds> {
    let weekday = |time: &Time| {
        let number = time.value.strip_prefix("XXXX-WXX-")?.get(..1)?.parse::<i8>().ok()?;
        let plain = !time.value.contains(' ') && time.basis == Basis::Unresolved && time.timex.kind != TimexKind::Set;
        plain.then_some(number)
    };
    let of = |wanted: Tense| {
        let all = times.iter().zip(tenses).zip(0_u32..).filter(move |((_, tense), _)| **tense == wanted);
        all.filter_map(|((time, _), at)| Some((weekday(time)?, at))).collect::<Vec<(i8, u32)>>()
    };
    let (past, future) = (of(Tense::Past), of(Tense::Future));
    // the days from each to the next of the same kind, around the week
    let gap = |day: i8, all: &[(i8, u32)], step: i8| {
        (1..=7).find(|n| all.iter().any(|(other, _)| (day - 1 + step * n).rem_euclid(7) + 1 == *other)).unwrap_or(7)
    };
    let pick = |all: &[(i8, u32)], step: i8| {
        let widest = all.iter().map(|(day, _)| gap(*day, all, step)).max()?;
        all.iter().find(|(day, _)| gap(*day, all, step) == widest).copied()
    };
    let after = pick(&past, 1);
    // a day that is past and to come is no bound: another week is meant
    let before = pick(&future, -1).filter(|(day, _)| past.iter().all(|(other, _)| other != day));
    let edge = |(day, at): (i8, u32), with_event: bool| {
        let same = times.iter().zip(tenses).zip(0_u32..).filter(|((time, tense), _)| {
            weekday(time) == Some(day) && **tense == if with_event { Tense::Future } else { Tense::Past }
        });
        let all: Vec<u32> = same.map(|(_, at)| at).collect();
        let part = |at: u32| part_of_day(text, times.get(at as usize)?.span, analysis?, lexicon);
        let event = |at: u32| event(times.get(at as usize)?.span, analysis?, lexicon).filter(|_| with_event);
        let told = all.iter().copied().find(|at| part(*at).is_some() || event(*at).is_some()).unwrap_or(at);
        Edge { time: told, part_of_day: part(told), event: event(told) }
    };
    let full = |time: &&Time| time.why.rule != "decade" && matches!(time.basis, Basis::Explicit | Basis::Caption);
    let days = times.iter().zip(tenses).filter(|(_, tense)| **tense != Tense::Future).map(|(time, _)| time);
    let dated = days
        .filter(full)
        .filter_map(|time| time.interval.filter(|i| i.start.tomorrow().is_ok_and(|next| next == i.end)));
    let found = PublicationBounds {
        after: after.map(|found| edge(found, false)),
        before: before.map(|found| edge(found, true)),
        not_before: dated.map(|interval| interval.start).max(),
    };
    (!found.is_empty()).then_some(found)
}

/// "in his evening address on Wednesday"; "Wednesday evening" says it itself.
fn part_of_day(text: &str, span: Span, analysis: &Analysis, lexicon: &Lexicon) -> Option<Span> {
    let tokens = &analysis.tokens;
    let within = tokens.within(span);
    let sentence = &analysis.sentences.get(analysis.sentence_of(within.start)?)?.tokens;
    let near = within.start.saturating_sub(NEAR).max(sentence.start)..within.start;
    let part = |token: &u32| {
        let facts = lexicon.facts(tokens.word(*token, text));
        facts.part.is_some() && !facts.plural
    };
    near.rev().find(part).map(|token| tokens.words(token..token + 1))
}

/// What is said to happen on a day, in the same sentence: a noun of what is scheduled.
fn event(span: Span, analysis: &Analysis, lexicon: &Lexicon) -> Option<Span> {
    let tokens = &analysis.tokens;
    let within = tokens.within(span);
    let sentence = &analysis.sentences.get(analysis.sentence_of(within.start)?)?.tokens;
    let is = |token: &u32| {
        let noun = matches!(tokens.tag[*token as usize], lang::Tag::Nn | lang::Tag::Nns);
        noun && lexicon.tense.scheduled.iter().any(|word| word == tokens.lemma(*token))
    };
    let behind = (within.end..sentence.end).find(is);
    let token = behind.or_else(|| (sentence.start..within.start).rev().find(is))?;
    Some(tokens.words(token..token + 1))
}
