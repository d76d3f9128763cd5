//! Articles that were taken back, and articles whose text was changed.

use std::collections::{BTreeMap, BTreeSet};

use lang::Analysis;
use page::Role;
use text::{Id, Span};

use crate::{Change, ChangeKind, Copy, Piece, lexicon::Lexicon, number::numbers, words};

/// Share of the words of an article's headline that an advisory must have to take it back, and how many words a headline has at least.
const SAME_TITLE: f32 = 0.7;
const MIN_TITLE: usize = 3;
/// Letters at the beginning of a block in which it says that it takes an article back.
const HEAD: usize = 160;

/// Returns the articles that were withdrawn, with where that is said: those that say so themselves, those that an advisory of the
/// same outlet names, and all that carry one of them.
pub(crate) fn withdrawn(pieces: &[&Piece], copies: &[Copy]) -> (BTreeSet<Id>, Vec<Change>) {
    let mut gone: BTreeSet<Id> = BTreeSet::new();
    let mut changes = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let Some(span) = notice(piece) else { continue };
        let text = tellings(&piece.article.text);
        let is_meant = |earlier: &&&Piece| {
            earlier.article.id != piece.article.id
                && earlier.carrier.family == piece.carrier.family
                && notice(earlier).is_none()
        };
        let named = |earlier: &Piece| {
            let title = tellings(earlier.article.title.as_ref().map_or("", |title| title.value.as_str()));
            title.intersection(&text).count() as f32 / title.len().max(MIN_TITLE) as f32
        };
        let meant = pieces[..at].iter().filter(is_meant).map(|earlier| (earlier, named(earlier)));
        let meant = meant.filter(|(_, share)| *share >= SAME_TITLE).max_by(|a, b| a.1.total_cmp(&b.1));
        let article = meant.map_or(piece.article.id, |(earlier, _)| earlier.article.id);
        if gone.insert(article) {
            let what = piece.article.words(span).trim().to_owned();
            changes.push(Change {
                kind: ChangeKind::Withdrawn,
                what,
                of: article,
                from: None,
                to: Some(piece.receipt(span)),
            });
        }
    }
    // whoever carries what is gone has nothing left either
    loop {
        let more: Vec<Id> =
            copies.iter().filter(|copy| copy.kind.derives() && gone.contains(&copy.of)).map(|copy| copy.by).collect();
        let before = gone.len();
        gone.extend(more);
        if gone.len() == before {
            return (gone, changes);
        }
    }
}

/// Stems of the words that tell something.
fn tellings(text: &str) -> BTreeSet<String> {
    let stop = &Lexicon::english().stop;
    words::words(text)
        .filter(|word| !stop.contains(&word.lower))
        .map(|word| words::stem(&word.lower).to_owned())
        .collect()
}

/// Returns the words with which a piece takes an article back.
pub(crate) fn notice(piece: &Piece) -> Option<Span> {
    let says = |role: Role| role.is_body() || matches!(role, Role::Headline | Role::Correction);
    let lists = Lexicon::english();
    piece.article.blocks.iter().filter(|block| says(block.role)).map(|block| block.span).find(|span| {
        let words = piece.article.words(*span);
        let head = words.char_indices().nth(HEAD).map_or(words, |(end, _)| &words[..end]);
        Lexicon::find(&lists.withdrawn, head).is_some()
    })
}

/// Returns what was edited and corrected between the editions of each article.
pub(crate) fn edits(pieces: &[&Piece]) -> Vec<Change> {
    let mut editions: BTreeMap<Id, Vec<&Piece>> = BTreeMap::new();
    for piece in pieces {
        let list = editions.entry(piece.article.id).or_default();
        if list.last().is_none_or(|last| last.article.edition != piece.article.edition) {
            list.push(piece);
        }
    }
    editions.values().flat_map(|list| list.windows(2).flat_map(|pair| edit(pair[0], pair[1]))).collect()
}

fn edit(old: &Piece, new: &Piece) -> Vec<Change> {
    let (before, after) = (sentences(old), sentences(new));
    let folded = |piece: &Piece, span: &Span| {
        words::words(piece.article.words(*span)).map(|word| word.lower).collect::<Vec<_>>()
    };
    let old_words: BTreeSet<Vec<String>> = before.iter().map(|span| folded(old, span)).collect();
    let new_words: BTreeSet<Vec<String>> = after.iter().map(|span| folded(new, span)).collect();
    let gone: Vec<Span> = before.into_iter().filter(|span| !new_words.contains(&folded(old, span))).collect();
    let come: Vec<Span> = after.into_iter().filter(|span| !old_words.contains(&folded(new, span))).collect();
    if gone.is_empty() && come.is_empty() {
        return Vec::new();
    }
    let noted = new.article.corrections.len() > old.article.corrections.len();
    let mut changes = Vec::new();
    for (from, to) in pairs(old, &gone, new, &come) {
        let (was, is) = (numbers(old.article.words(from)), numbers(new.article.words(to)));
        let moved = was.iter().find_map(|was| {
            let same = |is: &&crate::number::Number| is.of == was.of && is.value != was.value;
            is.iter().find(same).map(|is| format!("{} {} became {}", was.value, was.of, is.value))
        });
        let what = moved.map(|moved| if noted { moved } else { format!("{moved}; no correction notice") });
        changes.extend(what.map(|what| Change {
            kind: ChangeKind::FigureChanged,
            what,
            of: new.article.id,
            from: Some(old.receipt(from)),
            to: Some(new.receipt(to)),
        }));
    }
    let kind = if noted { ChangeKind::Corrected } else { ChangeKind::Edited };
    let notice = if noted { "with a correction notice" } else { "no correction notice" };
    let what = format!("{} sentences gone, {} new; {notice}", gone.len(), come.len());
    let first = |piece: &Piece, spans: &[Span]| spans.first().map(|span| piece.receipt(*span));
    changes.push(Change { kind, what, of: new.article.id, from: first(old, &gone), to: first(new, &come) });
    changes
}

/// Sentences that took each other's place: those that share most words, each once.
fn pairs(old: &Piece, gone: &[Span], new: &Piece, come: &[Span]) -> Vec<(Span, Span)> {
    let set = |piece: &Piece, span: &Span| {
        words::words(piece.article.words(*span)).map(|word| word.lower).collect::<BTreeSet<_>>()
    };
    let news: Vec<(Span, BTreeSet<String>)> = come.iter().map(|span| (*span, set(new, span))).collect();
    let mut taken = BTreeSet::new();
    let mut pairs = Vec::new();
    for span in gone.iter().take(MAX_PAIRED) {
        let own = set(old, span);
        let shared = |other: &BTreeSet<String>| own.intersection(other).count();
        let best = news
            .iter()
            .take(MAX_PAIRED)
            .filter(|(to, _)| !taken.contains(to))
            .max_by_key(|(to, other)| (shared(other), std::cmp::Reverse(to.start)));
        if let Some((to, _)) = best.filter(|(_, other)| shared(other) * 2 >= own.len()) {
            taken.insert(*to);
            pairs.push((*span, *to));
        }
    }
    pairs
}

/// Sentences of an edit that are compared with each other, at most.
const MAX_PAIRED: usize = 60;

fn sentences(piece: &Piece) -> Vec<Span> {
    let says = |role: Role| role.is_body() || role == Role::Headline;
    let blocks: Vec<Span> =
        piece.article.blocks.iter().filter(|block| says(block.role)).map(|block| block.span).collect();
    Analysis::of_sentences(&piece.article.text, &blocks).sentences.iter().map(|sentence| sentence.span).collect()
}
