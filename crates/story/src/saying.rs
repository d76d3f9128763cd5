//! What a piece says, in pieces small enough to be compared: a statement's content, or a sentence in the outlet's own name.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use lang::Analysis;
use page::Role;
use reading::{Act, How, Interval, Kind, SourceKind, Statement, StatementIx};
use text::Span;

use crate::{
    Piece,
    alike::{Stage, days},
    lexicon::{Lexicon, Phrases},
    number::{Number, numbers},
    who::People,
    withdrawal::notice,
    words::words,
};

/// Sayings of one piece, at most.
const MAX_SAYINGS: usize = 400;
/// Words of a saying, at least: "he said so" says nothing that could be found elsewhere.
const MIN_WORDS: usize = 4;
/// Share of a statement's content that another of the same sentence has, for both to be one saying.
const SAME_CONTENT: f32 = 0.5;

/// Words of a name, at most: what is longer tells more of it.
const MAX_NAME: usize = 3;

/// Something that a piece says.
#[derive(Debug, Clone)]
pub(crate) struct Saying {
    /// Place of the piece.
    pub piece: usize,
    /// The sentence.
    pub span: Span,
    /// What is said, without who says it.
    pub words: String,
    /// The same with one name for one person, body or state: what is compared.
    pub compared: String,
    /// The statement that it is, of several the one with the longest chain; none for the outlet's own words.
    pub statement: Option<StatementIx>,
    /// Statements of others with the same words, whose chains end elsewhere: "citing a clerk and a broker".
    pub also: Vec<StatementIx>,
    /// Numbers of what is said.
    pub numbers: Vec<Number>,
    /// Whether it says that something is not so.
    pub is_negated: bool,
    /// Whether a number of it is one of the whole.
    pub is_whole: bool,
    /// Whether it takes an appointment off its day: no telling of the plan.
    pub is_off: bool,
    /// Whether it tells a plan, or how a plan came out; none where the words do not say.
    pub is_plan: Option<bool>,
    /// Keys of those who are in it.
    pub parties: BTreeSet<String>,
    /// Its days, and those of its events, the short stretches of them.
    pub days: BTreeSet<Date>,
    /// The days of each of its events, and how far that has come.
    pub events: Vec<(Interval, Stage)>,
    /// The outlet says that it could not check it.
    pub unverified: bool,
}

/// Returns what a piece says, in the order of the text.
pub(crate) fn sayings(number: usize, piece: &Piece, people: &People) -> Vec<Saying> {
    let article = piece.article;
    let says = |role: Role| role.is_body() && role != Role::Subheading;
    let mut blocks: Vec<Span> =
        article.blocks.iter().filter(|block| says(block.role)).map(|block| block.span).collect();
    if blocks.is_empty() {
        blocks.extend(article.blocks.iter().filter(|block| block.role == Role::Headline).map(|block| block.span));
    }
    let sentences: Vec<Span> =
        Analysis::of_sentences(&article.text, &blocks).sentences.iter().map(|sentence| sentence.span).collect();
    let mut by_sentence: BTreeMap<usize, Vec<StatementIx>> = BTreeMap::new();
    for (ix, statement) in piece.reading.statements.iter().enumerate() {
        let Some(first) = statement.content.first() else { continue };
        let at = sentences.partition_point(|sentence| sentence.end <= first.start);
        if sentences.get(at).is_some_and(|sentence| sentence.start <= first.start) {
            by_sentence.entry(at).or_default().push(ix as StatementIx);
        }
        // who speaks for a paragraph, or goes on behind the cue, says each of the sentences
        let end = statement.content.iter().map(|piece| piece.end).max().unwrap_or(first.end);
        let rest = sentences.iter().enumerate().skip(at + 1).take_while(|(_, sentence)| sentence.start < end);
        let says = |sentence: &Span| statement.content.iter().any(|piece| meets(*piece, *sentence));
        for (at, _) in rest.filter(|(_, sentence)| statement.kind == Kind::Direct && says(sentence)) {
            by_sentence.entry(at).or_default().push(ix as StatementIx);
        }
    }
    let lists = Lexicon::english();
    let has = |phrases: &Phrases, words: &str| Lexicon::find(phrases, words).is_some();
    let unchecked: Vec<bool> =
        sentences.iter().map(|sentence| has(&lists.unverified, article.words(*sentence))).collect();
    let names = names(number, piece, people);
    let mut found = Vec::new();
    for (at, sentence) in sentences.iter().enumerate() {
        // "We could not verify it" stands in the sentence or behind it
        let unverified = unchecked[at] || unchecked.get(at + 1).copied().unwrap_or(false);
        let mut add = |spans: &[Span], statement: Option<StatementIx>, also: Vec<StatementIx>, is_negated: bool| {
            let words = spans.iter().map(|span| article.words(*span)).collect::<Vec<_>>().join(" ");
            if self::words(&words).take(MIN_WORDS).count() == MIN_WORDS {
                let is_whole = has(&lists.whole, article.words(*sentence));
                let is_off = has(&lists.off, &words);
                let numbers = numbers(&words);
                let compared = spans.iter().map(|span| renamed(&article.text, *span, &names));
                let inside = |span: Span| spans.iter().any(|part| part.start <= span.start && span.end <= part.end);
                let events = events(piece, inside);
                let times = piece.reading.times.iter().filter(|time| inside(time.span));
                let stretches = times.filter_map(|time| time.interval).chain(events.iter().map(|(days, _)| *days));
                found.push(Saying {
                    piece: number,
                    span: *sentence,
                    compared: compared.collect::<Vec<_>>().join(" "),
                    is_plan: is_plan(&words),
                    parties: names.iter().filter(|(at, _)| inside(*at)).map(|(_, name)| (*name).to_owned()).collect(),
                    days: stretches.flat_map(days).collect(),
                    events,
                    words,
                    statement,
                    also,
                    numbers,
                    is_negated,
                    is_whole,
                    is_off,
                    unverified,
                });
            }
        };
        let groups = groups(piece, by_sentence.get(&at).map_or(&[], Vec::as_slice));
        if groups.is_empty() && !unchecked[at] && !is_dateline(article.words(*sentence)) {
            add(&[*sentence], None, Vec::new(), is_negated(article.words(*sentence)));
        }
        for (ix, also) in groups {
            let statement = &piece.reading.statements[ix as usize];
            let parts = within(statement, *sentence);
            let content: Vec<&str> = parts.iter().map(|span| article.words(*span)).collect();
            let content = content.join(" ");
            let whole = parts == statement.content;
            let negated = whole && statement.is_negated || statement.act == Act::Denies || is_negated(&content);
            add(&parts, Some(ix), also, negated);
        }
    }
    // a notice that takes an article back repeats what it takes back; what others say in it is theirs
    if notice(piece).is_some() {
        found.retain(|saying| saying.statement.is_some_and(|ix| is_of_others(piece, ix)));
    }
    found.truncate(MAX_SAYINGS);
    found
}

/// What a statement says in a sentence: of words that go over several, those of this one; else all.
fn within(statement: &Statement, sentence: Span) -> Vec<Span> {
    let long = statement.kind == Kind::Direct
        && statement.content.iter().any(|piece| piece.end > sentence.end || piece.start < sentence.start);
    if !long {
        return statement.content.clone();
    }
    let part = |piece: &Span| Span { start: piece.start.max(sentence.start), end: piece.end.min(sentence.end) };
    statement.content.iter().filter(|piece| meets(**piece, sentence)).map(part).collect()
}

fn meets(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}

/// Tells whether somebody says it who is no outlet.
fn is_of_others(piece: &Piece, statement: StatementIx) -> bool {
    let outlets = [SourceKind::Outlet, SourceKind::Page, SourceKind::Own, SourceKind::Nobody];
    let last = piece.reading.statements.get(statement as usize).and_then(|statement| statement.chain.last());
    last.is_some_and(|hop| !outlets.contains(&hop.from.kind))
}

/// Returns the days of the appointments that are told of inside some words, and how far each has come.
fn events(piece: &Piece, inside: impl Fn(Span) -> bool) -> Vec<(Interval, Stage)> {
    let told = piece.reading.events.iter().filter(|event| event.is_entry() && inside(event.trigger));
    told.filter_map(|event| Some((event.days?, Stage::of(event.status)))).collect()
}

/// Tells whether a sentence is only where and for whom the article was written: "HOLM, May 6 (Norland Agency) -".
fn is_dateline(sentence: &str) -> bool {
    let sentence = sentence.trim();
    sentence.ends_with(['-', '–', '—']) || sentence.ends_with("/.") && sentence.contains('/')
}

/// Returns where persons, bodies and states are named in a piece, with one name for each, in order, none inside another.
fn names<'a>(number: usize, piece: &Piece, people: &'a People) -> Vec<(Span, &'a str)> {
    let short = |span: Span| words(piece.article.words(span)).take(MAX_NAME + 1).count() <= MAX_NAME;
    let mut all: Vec<(Span, &str)> = Vec::new();
    for (party, ix) in piece.reading.parties.iter().zip(0..) {
        let Some((_, name)) = people.party(number, ix).filter(|(_, name)| !name.is_empty()) else { continue };
        all.extend(party.mentions.iter().filter(|span| short(**span)).map(|span| (*span, name.as_str())));
    }
    all.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut kept: Vec<(Span, &str)> = Vec::with_capacity(all.len());
    for (span, name) in all {
        if kept.last().is_none_or(|(last, _)| last.end <= span.start) {
            kept.push((span, name));
        }
    }
    kept
}

/// Returns words of a text with those names in place of what is written there.
fn renamed(text: &str, span: Span, names: &[(Span, &str)]) -> String {
    let (mut out, mut at) = (String::new(), span.start);
    let first = names.partition_point(|(name, _)| name.start < span.start);
    for (place, name) in names[first..].iter().take_while(|(name, _)| name.end <= span.end) {
        out.push_str(Span { start: at, end: place.start }.of(text));
        out.push_str(name);
        at = place.end;
    }
    out.push_str(Span { start: at, end: span.end }.of(text));
    out
}

/// Tells whether words tell a plan or how one came out: "will meet", "met".
fn is_plan(text: &str) -> Option<bool> {
    let lists = Lexicon::english();
    let all: Vec<String> = words(text).map(|word| word.lower).collect();
    // "are to hold talks"
    let is_to = all.windows(2).any(|pair| matches!(pair[0].as_str(), "is" | "are") && pair[1] == "to");
    let plan = is_to || all.iter().any(|word| lists.plan.contains(word));
    let done = all.iter().any(|word| lists.done.contains(word));
    (plan != done).then_some(plan)
}

/// Of the statements of a sentence, one for each content: that with the longest chain; beside each those of the same words that rest on
/// another in the end.
fn groups(piece: &Piece, statements: &[StatementIx]) -> Vec<(StatementIx, Vec<StatementIx>)> {
    let of = |ix: StatementIx| &piece.reading.statements[ix as usize];
    let len = |ix: StatementIx| of(ix).content.iter().map(|span| span.len()).sum::<usize>();
    let common = |a: StatementIx, b: StatementIx| {
        let pairs = of(a).content.iter().flat_map(|x| of(b).content.iter().map(move |y| (x, y)));
        pairs.map(|(x, y)| x.end.min(y.end).saturating_sub(x.start.max(y.start)) as usize).sum::<usize>()
    };
    let mut kept: Vec<(StatementIx, Vec<StatementIx>)> = Vec::new();
    for ix in statements {
        let same = |(other, _): &(StatementIx, Vec<StatementIx>)| {
            common(*ix, *other) as f32 >= SAME_CONTENT * len(*ix).min(len(*other)) as f32 && common(*ix, *other) > 0
        };
        match kept.iter().position(same) {
            Some(at) if of(*ix).chain.len() > of(kept[at].0).chain.len() => kept[at].0 = *ix,
            Some(at) => {
                let (first, other) = (of(kept[at].0), of(*ix));
                let cited = |one: &reading::Statement| {
                    one.within.is_some() && one.chain.last().is_some_and(|hop| hop.how == How::Cited)
                };
                let beside = first.content == other.content
                    && first.within == other.within
                    && cited(first)
                    && cited(other)
                    && first.chain.last() != other.chain.last();
                if beside {
                    kept[at].1.push(*ix);
                }
            }
            None => kept.push((*ix, Vec::new())),
        }
    }
    kept
}

fn is_negated(text: &str) -> bool {
    let lists = Lexicon::english();
    let all: Vec<String> = words(text).map(|word| word.lower).collect();
    let negates = |at: usize| {
        // "on Sunday and not on Saturday" says that something is so
        let is_aside = at > 0 && lists.joins.contains(&all[at - 1]);
        let word = &all[at];
        (lists.negation.contains(word) || word.ends_with("n't") || word.ends_with("n’t")) && !is_aside
    };
    (0..all.len()).any(negates)
}
