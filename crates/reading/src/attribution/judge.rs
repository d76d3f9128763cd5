//! What the judge sees of a candidate: a row of numbers for the trees that say how likely it is right.

use std::ops::Range;

use lang::{Label, Pos};

use super::{
    candidate::{Candidate, FoundCue, Window},
    structure::is_border,
    words::Words,
};

/// Columns of a row.
pub const COLUMNS: usize = 71;
/// Tokens of a document's cues for one of all, in per cent, and other numbers are cut off here.
const MOST: f32 = 99.0;

/// Everything about a text that rows are made from.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// Its tokens.
    pub words: &'a Words<'a>,
    /// Its cues.
    pub cues: &'a [FoundCue],
    /// One window a cue.
    pub windows: &'a [Window],
    /// All candidates, cue by cue.
    pub candidates: &'a [Candidate],
}

/// How cues stand to each other: one row a cue.
#[derive(Debug, Clone, Copy, Default)]
struct Standing {
    /// How likely it is in the content of another cue, and how likely that one is a cue.
    inside: f32,
    outer: f32,
    /// How likely another cue is in its content.
    holds: f32,
}

/// Returns one row a candidate, `[candidates, COLUMNS]`, row-major.
pub fn rows(case: &Case) -> Vec<f32> {
    let Case { words, cues, windows, candidates } = *case;
    let expected: f32 = cues.iter().map(|cue| cue.likely).sum();
    let density = 100.0 * expected / words.len().max(1) as f32;
    let near: Vec<Vec<usize>> = (0..cues.len()).map(|at| neighbours(cues, windows, at)).collect();
    let standings: Vec<Standing> = (0..cues.len()).map(|at| standing(case, at, &near[at])).collect();
    let mut rows = Vec::with_capacity(candidates.len() * COLUMNS);
    let mut first = 0;
    for (at, candidate) in candidates.iter().enumerate() {
        if candidates[first].cue != candidate.cue {
            first = at;
        }
        let end = first + candidates[first..].iter().take_while(|other| other.cue == candidate.cue).count();
        let own = &candidates[first..end];
        let row = row(case, candidate, own, standings[candidate.cue], &near[candidate.cue]);
        let start = rows.len();
        rows.extend(row);
        rows.push(density);
        debug_assert_eq!(rows.len(), start + COLUMNS);
        rows[start..].iter_mut().for_each(|value| *value = value.clamp(-MOST, MOST));
    }
    rows
}

/// Returns the other cues whose windows meet that of a cue.
pub(super) fn neighbours(cues: &[FoundCue], windows: &[Window], at: usize) -> Vec<usize> {
    let own = &windows[at].tokens;
    let meets = |other: &usize| windows[*other].tokens.start < own.end && own.start < windows[*other].tokens.end;
    let before = (0..at).rev().take_while(meets);
    let after = (at + 1..cues.len()).take_while(meets);
    let mut all: Vec<usize> = before.chain(after).collect();
    all.sort_unstable();
    all
}

fn standing(case: &Case, at: usize, near: &[usize]) -> Standing {
    let mut standing = Standing::default();
    for other in near {
        let (cue, window) = (&case.cues[*other], &case.windows[*other]);
        let inside = window.mean(&window.content, &case.cues[at].tokens);
        if cue.likely * inside > standing.inside * standing.outer {
            (standing.inside, standing.outer) = (inside, cue.likely);
        }
        let own = &case.windows[at];
        standing.holds = standing.holds.max(cue.likely * own.mean(&own.content, &cue.tokens));
    }
    standing
}

fn row(case: &Case, candidate: &Candidate, own: &[Candidate], standing: Standing, near: &[usize]) -> Vec<f32> {
    let Case { words, cues, windows, .. } = *case;
    let (cue, window) = (&cues[candidate.cue], &windows[candidate.cue]);
    let (source, content) = (&candidate.source, &candidate.content);
    let (first, last) = (cue.tokens[0], cue.tokens[cue.tokens.len() - 1]);
    let top = words.top(&cue.tokens);
    let flag = |is: bool| f32::from(u8::from(is));
    let word = |at: &usize| words.tokens.pos[*at] != Pos::Punctuation;
    let same_content: f32 = own.iter().filter(|o| o.content == *content).map(|o| o.likely).sum();
    let same_source: f32 = own.iter().filter(|o| o.source == *source).map(|o| o.likely).sum();
    let known: f32 = own.iter().map(|o| o.likely).sum();
    let mut row = vec![
        cue.likely,
        cue.least,
        cue.tokens.len() as f32,
        flag(matches!(words.tokens.pos[top], Pos::Verb | Pos::Auxiliary)),
        flag(matches!(words.tokens.pos[top], Pos::Noun | Pos::Name)),
        flag(words.quote[top] > 0),
        words.paragraph[top] as f32,
        label_group(words.label_of(top)),
        candidate.rank as f32,
        candidate.likely,
        candidate.likely / own.first().map_or(1.0, |best| best.likely.max(1e-9)),
        same_content,
        same_source,
        known,
        own.len() as f32,
        standing.inside,
        standing.outer,
        standing.outer - cue.likely,
        standing.holds,
    ];
    let words_in = content.iter().filter(|at| word(at)).count() as f32;
    let mean = window.mean(&window.content, content);
    let each = |at: &usize| window.content[*at - window.tokens.start];
    let least = content.iter().filter(|at| word(at)).map(each).fold(1.0, f32::min);
    let all: f32 = window.content.iter().sum();
    let (start, end) = (content[0], content[content.len() - 1]);
    let pieces = 1 + content.windows(2).filter(|pair| pair[1] - pair[0] > 1).count();
    let widest_gap = content.windows(2).map(|pair| pair[1] - pair[0]).max().unwrap_or(0);
    row.extend([
        words_in,
        pieces as f32,
        widest_gap as f32,
        mean,
        least,
        all - mean * content.len() as f32,
        (1.0 - mean) * content.len() as f32,
        window.begins[start - window.tokens.start],
        window.content.get(end + 1 - window.tokens.start).copied().unwrap_or(-1.0),
        if start > window.tokens.start { window.content[start - 1 - window.tokens.start] } else { -1.0 },
        edge(words, start.checked_sub(1).filter(|at| window.tokens.contains(at))),
        edge(words, Some(end)),
        edge(words, Some(end + 1).filter(|at| window.tokens.contains(at))),
        flag(start < first) + 2.0 * flag(end > last),
        content.iter().map(|at| at.abs_diff(if *at < first { first } else { last })).min().unwrap_or(0) as f32,
        words.sentence[end] as f32 - words.sentence[start] as f32,
        (i64::from(words.sentence[start]) - i64::from(words.sentence[top])) as f32,
        (i64::from(words.sentence[end]) - i64::from(words.sentence[top])) as f32,
    ]);
    let quoted = content.iter().filter(|at| words.quote[**at] > 0).count() as f32;
    let cut = |at: usize, beyond: Option<usize>| {
        let quote = words.quote[at];
        let goes_on = beyond.filter(|b| window.tokens.contains(b) && !words.mark[*b]);
        flag(quote > 0 && goes_on.is_some_and(|b| words.quote[b] == quote))
    };
    row.extend([
        quoted / content.len() as f32,
        cut(start, start.checked_sub(1)),
        cut(end, Some(end + 1)),
        // a quotation nearby of which nothing is content
        flag(quoted == 0.0 && (first.saturating_sub(6)..(last + 7).min(words.len())).any(|at| words.quote[at] > 0)),
        whole(words, top, start, end),
        window.mean(&window.source, source),
        window.source.iter().sum::<f32>(),
        source.iter().filter(|at| word(at)).count() as f32,
        source.first().map_or(0.0, |at| flag(words.tokens.pos[*at] == Pos::Pronoun)),
        source.first().map_or(0.0, |at| *at as f32 - first as f32),
        source.last().map_or(0.0, |at| flag(words.head(words.top(&[*at])) == top)),
        source.first().map_or(-1.0, |at| flag(words.sentence[*at] == words.sentence[top])),
    ]);
    let (mut taken, mut taker, mut source_of_other) = (0.0_f32, 0.0_f32, 0.0_f32);
    for other in near {
        let (cue, window) = (&cues[*other], &windows[*other]);
        let share = window.mean(&window.content, content);
        if share * cue.likely > taken * taker {
            (taken, taker) = (share, cue.likely);
        }
        source_of_other = source_of_other.max(cue.likely * window.mean(&window.source, source));
    }
    row.extend([taken, taker, taker - cue.likely, source_of_other, near.len() as f32]);
    let structure = &window.structure;
    row.extend([&structure.clause, &structure.quoted, &structure.rest].map(|other| dice(words, content, other)));
    row.push(candidate.likely.max(1e-9).ln());
    row.extend(segments(case, candidate, window, near));
    let subject = words.subject_of(top);
    row.extend([
        words.tag[top] as f32,
        flag(words.has_subject(top)),
        subject.map_or(-1.0, |subject| flag(source.contains(&subject))),
        flag(words.children(top).any(|child| matches!(words.label_of(child), Label::Auxpass | Label::Agent))),
    ]);
    row
}

/// Twice the words in both for all words of two contents; -1 where the second is none.
fn dice(words: &Words, a: &[usize], b: &[usize]) -> f32 {
    let word = |at: &&usize| words.tokens.pos[**at] != Pos::Punctuation;
    let both = a.iter().filter(word).filter(|at| b.binary_search(at).is_ok()).count();
    let all = a.iter().filter(word).count() + b.iter().filter(word).count();
    if b.is_empty() || all == 0 { -1.0 } else { 2.0 * both as f32 / all as f32 }
}

/// What stands between the edges of the content and the borders of clauses nearest to them, inside and outside: how likely it
/// is content, and the likeliest cue in it; then how long the outer one is and with what it begins.
fn segments(case: &Case, candidate: &Candidate, window: &Window, near: &[usize]) -> [f32; 8] {
    let words = case.words;
    let content = &candidate.content;
    let (start, end) = (content[0], content[content.len() - 1]);
    let border = |at: &usize| is_border(words, *at);
    let own: Vec<usize> = case.cues[candidate.cue].tokens.clone();
    let outside = |at: &usize| words.sentence[*at] == words.sentence[end] && !own.contains(at);
    let last = (start..end).rev().find(border).map_or(start, |at| at + 1)..end + 1;
    let first = start..(start + 1..end).find(border).unwrap_or(end + 1);
    let from = end + 1 + usize::from(end + 1 < words.len() && is_border(words, end + 1));
    let next = from..(from..window.tokens.end)
        .take_while(outside)
        .find(|at| *at > from && border(at))
        .unwrap_or_else(|| (from..window.tokens.end).take_while(outside).last().map_or(from, |at| at + 1));
    let before = (window.tokens.start..start.saturating_sub(1)).rev();
    let before =
        before.take_while(|at| words.sentence[*at] == words.sentence[start] && !own.contains(at) && !border(at));
    let before = before.last().unwrap_or(start)..start;
    let mean = |range: &Range<usize>| {
        if range.is_empty() { -1.0 } else { window.mean(&window.content, &range.clone().collect::<Vec<_>>()) }
    };
    let cue = |range: &Range<usize>| {
        let inside = near.iter().map(|at| &case.cues[*at]).filter(|cue| range.contains(&cue.tokens[0]));
        inside.map(|cue| cue.likely).fold(0.0, f32::max)
    };
    let begins = edge(words, Some(from).filter(|at| window.tokens.contains(at)));
    [mean(&last), mean(&first), mean(&next), mean(&before), cue(&last), cue(&next), next.len() as f32, begins]
}

/// What stands at an edge of content: nothing, a full stop, a comma, a quotation mark, another mark, a word.
fn edge(words: &Words, at: Option<usize>) -> f32 {
    let Some(at) = at.filter(|at| *at < words.len()) else { return 0.0 };
    use lang::Tag::{CloseBracket, Colon, Comma, Hyph, OpenBracket, Stop};
    match words.tokens.tag[at] {
        _ if words.mark[at] => 3.0,
        Stop => 1.0,
        Comma => 2.0,
        Colon | Hyph | OpenBracket | CloseBracket => 4.0,
        _ if matches!(words.label_of(at), Label::Cc | Label::Mark | Label::Prep) => 6.0,
        _ => 5.0,
    }
}

/// How content stands to what hangs on the cue: 3 when it is all of one branch but for marks and "that", 2 when it begins
/// with one, 1 when it ends with one.
fn whole(words: &Words, top: usize, start: usize, end: usize) -> f32 {
    let clause = |child: &usize| words.label_of(*child) != Label::Punct;
    let mut best = 0.0_f32;
    for child in words.children(top).filter(clause) {
        let (mut left, mut right) = (words.left[child] as usize, words.right[child] as usize);
        let opens = |at: usize| words.label_of(at) == Label::Mark || words.tokens.pos[at] == Pos::Punctuation;
        while left < right && left < start && opens(left) {
            left += 1;
        }
        while right > left && right > end && words.tokens.pos[right] == Pos::Punctuation {
            right -= 1;
        }
        let score = match (left == start, right == end) {
            (true, true) => 3.0,
            (true, false) => 2.0,
            (false, true) => 1.0,
            _ => 0.0,
        };
        best = best.max(score);
    }
    best
}

/// Groups what a cue is to its head.
fn label_group(label: Label) -> f32 {
    match label {
        Label::Root => 0.0,
        Label::Ccomp | Label::Parataxis => 1.0,
        Label::Conj => 2.0,
        Label::Advcl => 3.0,
        Label::Relcl | Label::Acl => 4.0,
        Label::Prep => 5.0,
        Label::Dobj | Label::Pobj => 6.0,
        Label::Nsubj | Label::Nsubjpass => 7.0,
        Label::Xcomp => 8.0,
        Label::Pcomp => 9.0,
        _ => 10.0,
    }
}
