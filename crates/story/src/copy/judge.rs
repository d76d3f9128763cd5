//! What two texts share.

use jiff::SignedDuration;
use page::Article;
use text::Span;

use super::{
    Body, Copy, CopyKind,
    body::{LEAD, RUN},
};
use crate::{
    Carrier,
    who::family,
    words::{ByHash, hash, words},
};

/// Mean of facts and lead from which a text is told after another. `predict dups` of 2026-11-26: see `crates/bench/README.md`.
const TOLD_AFTER: f32 = 0.6;
/// Share of runs in common, and of the lead's, that make a text another's without looking at facts.
const SAME_RUNS: f32 = 0.5;
const SAME_LEAD: f32 = 0.35;
/// Facts that a text needs for them to tell anything.
const MIN_FACTS: usize = 6;
/// Words of the shorter text below which only a copy is told from nothing.
const MIN_WORDS: usize = 25;
/// The same where the other is not credited: of what happened, two short reports of their own have the same names and numbers.
const MIN_WORDS_UNCREDITED: usize = 50;
/// Share of a text that is in the other where it is whole.
const WHOLE: f32 = 0.75;
/// Share of a text that is in the other where it is more than a rewrite.
const WORDED: f32 = 0.5;
/// Share of its own words that makes an article more than a copy with a line put in.
const OWN: f32 = 0.35;
/// Words in common that are worth a line though each is a report of its own.
const WORTH_SAYING: usize = 25;
/// Share of the words in common that stand in quotation marks where a statement is what is shared.
const QUOTED: f32 = 0.6;

/// Tells what two articles share, whichever came first; none when that is nothing to speak of, or both are editions of one.
///
/// Linear in the length of the texts.
pub fn compare(a: &Article, b: &Article) -> Option<Copy> {
    Body::of(a, &Carrier::of(a)).compare(&Body::of(b, &Carrier::of(b)))
}

impl Body {
    /// As [`compare`], of bodies that are made once and compared with many.
    pub fn compare(&self, other: &Body) -> Option<Copy> {
        compared(self, other)
    }

    /// Tells whether it credits anybody with text.
    pub fn credits_somebody(&self) -> bool {
        !self.credited.is_empty()
    }

    /// Tells whether it credits the other's outlet with text.
    pub fn credits(&self, other: &Body) -> bool {
        credits(self, other)
    }
}

fn compared(a: &Body, b: &Body) -> Option<Copy> {
    if a.id == b.id || a.words.is_empty() || b.words.is_empty() {
        return None;
    }
    let (of, by, directed, order) = direction(a, b);
    let spans = shared(of, by);
    let count = |spans: &[(Stretch, Stretch)]| spans.iter().map(|(_, stretch)| stretch.1 - stretch.0).sum::<usize>();
    let words = count(&spans);
    let in_by = words as f32 / by.words.len() as f32;
    let in_of = (words as f32 / of.words.len() as f32).min(1.0);
    let short = of.words.len().min(by.words.len());
    if of.language.is_some() && by.language.is_some() && of.language != by.language {
        return translated(of, by, directed, order);
    }
    let credited = credits(by, of);
    let (facts, lead) = likeness(of, by, directed);
    let runs = in_by.max(in_of);
    let enough = if credited { MIN_WORDS } else { MIN_WORDS_UNCREDITED };
    let after =
        short >= enough && of.facts.len().min(by.facts.len()) >= MIN_FACTS && (facts + lead) / 2.0 >= TOLD_AFTER;
    let worded = runs >= SAME_RUNS && lead_words(of, by, directed) >= SAME_LEAD;
    let derives = after || worded || in_by >= WHOLE && spans.first().is_some_and(|(of, _)| of.0 < LEAD);
    let in_quotes = |stretch: &Stretch| by.words[stretch.0..stretch.1].iter().filter(|word| word.is_quoted).count();
    let quoted: usize = spans.iter().map(|(_, stretch)| in_quotes(stretch)).sum();
    let is_quote = quoted as f32 >= QUOTED * words as f32 && in_by.min(in_of) < WHOLE && facts < WHOLE;
    let kind = if derives && !is_quote && (words >= RUN || after) {
        match () {
            _ if in_by >= WHOLE && in_of >= WHOLE => CopyKind::Copy,
            _ if in_by >= WHOLE => CopyKind::Abridged,
            _ if in_of >= WORDED && 1.0 - in_by >= OWN => CopyKind::Mixed,
            _ if in_by >= WORDED => CopyKind::Copy,
            _ => CopyKind::Rewrite,
        }
    } else if words >= WORTH_SAYING {
        match () {
            _ if is_quote => CopyKind::SharedQuote,
            _ if credited || cites(by, of) => CopyKind::Mixed,
            _ => CopyKind::SharedBackground,
        }
    } else {
        return None;
    };
    let span = |body: &Body, stretch: &Stretch| Span {
        start: body.words[stretch.0].span.start,
        end: body.words[stretch.1 - 1].span.end,
    };
    let spans = spans.iter().map(|(first, second)| (span(of, first), span(by, second))).collect();
    let percent = |share: f32| (share * 100.0).round() as u32;
    let why = format!("{} % of its words are there too, {} % of its facts; {order}", percent(in_by), percent(facts));
    let credited = credited || kind == CopyKind::Mixed && cites(by, of);
    Some(Copy { of: of.id, by: by.id, kind, credited, directed, spans, share: in_by, why })
}

/// Tells whether one text is told after the other in another language: by the names and numbers of both.
fn translated(of: &Body, by: &Body, directed: bool, order: &str) -> Option<Copy> {
    let shared = common(&of.names, &by.names);
    let fewer = of.names.len().min(by.names.len());
    if shared < MIN_FACTS || (shared as f32) < TRANSLATED * fewer as f32 {
        return None;
    }
    let why = format!("{shared} of {fewer} names and numbers are there too, in another language; {order}");
    let credited = credits(by, of);
    let kind = CopyKind::Rewrite;
    Some(Copy { of: of.id, by: by.id, kind, credited, directed, spans: Vec::new(), share: 0.0, why })
}

/// Share of the names and numbers that a translation has.
const TRANSLATED: f32 = 0.7;

/// How much later than who carries it a report may be dated that is credited: agencies put a new time on a report that they correct.
const REDATED: SignedDuration = SignedDuration::from_hours(24);

/// Places of words, half-open.
type Stretch = (usize, usize);

/// Which of two articles had the text first, whether that is known, and how.
fn direction<'a>(a: &'a Body, b: &'a Body) -> (&'a Body, &'a Body, bool, &'static str) {
    // a later report of the credited outlet is not the one that was used
    let after = |of: &Body, by: &Body| of.at.zip(by.at).is_some_and(|(of, by)| of.duration_since(by) > REDATED);
    match (credits(a, b), credits(b, a)) {
        (true, false) if !after(b, a) => return (b, a, true, "credits the other"),
        (false, true) if !after(a, b) => return (a, b, true, "credits the other"),
        _ => {}
    }
    match (a.at, b.at) {
        (Some(x), Some(y)) if x < y => (a, b, true, "came later"),
        (Some(x), Some(y)) if y < x => (b, a, true, "came later"),
        // the longer is taken for the first: texts are cut more often than continued
        _ if (a.words.len(), b.id) >= (b.words.len(), a.id) => (a, b, false, "which was first is not known"),
        _ => (b, a, false, "which was first is not known"),
    }
}

/// Tells whether an article credits another's outlet with the text.
fn credits(by: &Body, of: &Body) -> bool {
    let mut names = of.carrier.names();
    // who credits an agency has it from those whose text is that agency's, unless both have it from there
    let agency = |body: &Body| body.wire.as_ref().map(|wire| family(&wire.agency));
    names.extend(agency(of).filter(|_| agency(by) != agency(of)));
    let is_named = |credit: &String| names.contains(&family(credit)) && !credit.is_empty();
    by.carrier.family != of.carrier.family && by.credited.iter().any(is_named)
}

/// Tells whether an article names another's outlet anywhere.
fn cites(by: &Body, of: &Body) -> bool {
    let mut name = words(&of.carrier.outlet).filter(|word| word.capital).map(|word| hash(&word.lower)).peekable();
    let said = name.peek().is_some() && name.all(|word| by.names.binary_search(&word).is_ok());
    said && by.carrier.family != of.carrier.family
}

/// Stretches of [`RUN`] words or more that both texts have, in the order of `by`, none twice.
fn shared(of: &Body, by: &Body) -> Vec<(Stretch, Stretch)> {
    let len = RUN.min(of.words.len()).min(by.words.len());
    if len < RUN && of.runs != by.runs {
        return Vec::new();
    }
    let mut first: ByHash<usize> = ByHash::with_capacity_and_hasher(of.runs.len(), Default::default());
    for (place, run) in of.runs.iter().enumerate() {
        first.entry(*run).or_insert(place);
    }
    let mut spans: Vec<(Stretch, Stretch)> = Vec::new();
    let mut at = 0;
    while at < by.runs.len() {
        let Some(mut place) = first.get(&by.runs[at]).copied() else {
            at += 1;
            continue;
        };
        // where the text goes on as the one before it did, it is the same stretch
        if let Some((last_of, last_by)) = spans.last() {
            let follows = last_of.1 + at.saturating_sub(last_by.1);
            if of.runs.get(follows) == Some(&by.runs[at]) {
                place = follows;
            }
        }
        let same = of.runs[place..].iter().zip(&by.runs[at..]).take_while(|(a, b)| a == b).count();
        spans.push(((place, place + same + len - 1), (at, at + same + len - 1)));
        at += same + len - 1;
    }
    spans
}

/// Share of the facts of the text with fewer, and of the lead, that the other has.
fn likeness(of: &Body, by: &Body, directed: bool) -> (f32, f32) {
    let facts = common(&of.facts, &by.facts) as f32 / of.facts.len().min(by.facts.len()).max(1) as f32;
    let own = share(&by.lead_facts, &of.facts);
    let told = if directed { own } else { own.max(share(&of.lead_facts, &by.facts)) };
    (facts, (lead_words(of, by, directed) + told) / 2.0)
}

/// Share of the words of the lead that the other text has in the same order. A lead of the earlier one deep in the later is background;
/// where it is not known which that is, the lead counts that has more.
fn lead_words(of: &Body, by: &Body, directed: bool) -> f32 {
    let own = share(&by.lead_runs, &of.all_lead_runs);
    if directed { own } else { own.max(share(&of.lead_runs, &by.all_lead_runs)) }
}

fn share(part: &[u64], whole: &[u64]) -> f32 {
    common(part, whole) as f32 / part.len().max(1) as f32
}

/// Number of hashes that two sorted lists have in common.
fn common(a: &[u64], b: &[u64]) -> usize {
    let (mut x, mut y, mut count) = (0, 0, 0);
    // without branches: which of two hashes is the smaller cannot be foretold
    while let (Some(first), Some(second)) = (a.get(x), b.get(y)) {
        count += usize::from(first == second);
        x += usize::from(first <= second);
        y += usize::from(second <= first);
    }
    count
}
