//! What a number counts: the noun, the whole that it is a part of, where and when it holds.

use lang::{Label, Pos, Tag};
use text::Span;

use super::line::{Draft, Line};
use crate::{
    Bound, Change, TimeIx, TimexKind,
    parties::{Gazetteer, Named},
};

/// Levels of a tree that are gone up at most.
const DEEP: usize = 12;
/// Words between a number and the noun that it counts, at most: "14 newly detained foreign sailors".
const NEAR: u32 = 6;

/// What a number counts.
#[derive(Debug, Default)]
pub struct Counted {
    pub unit: Option<String>,
    /// Words behind the last that belongs to the figure.
    pub end: usize,
    pub of: Option<Span>,
    pub scope: Option<Span>,
    /// "or more" behind the noun.
    pub bound: Option<Bound>,
}

/// Returns the noun that a number stands in front of.
pub fn noun(line: &Line<'_>, draft: &Draft) -> Option<u32> {
    let tokens = line.tokens;
    let last = line.token(draft.number.end.checked_sub(1)?);
    // "with 47 requiring treatment": it is not treatments that are counted
    let goes_on = |of: u32| tokens.tag[last as usize + 1] == Tag::Vbg && tokens.tag[of as usize] != Tag::Nns;
    let mut at = last;
    for _ in 0..3 {
        let label = *tokens.label.get(at as usize)?;
        if !matches!(
            label,
            Label::Nummod
                | Label::Quantmod
                | Label::Compound
                | Label::Amod
                | Label::Nmod
                | Label::Npadvmod
                | Label::Poss
        ) {
            break;
        }
        at = tokens.parent(at)?;
        let noun = matches!(tokens.pos[at as usize], Pos::Noun | Pos::Name) && tokens.tag[at as usize] != Tag::Cd;
        if noun && at > last && at - last <= NEAR {
            return Some(at).filter(|noun| !goes_on(*noun));
        }
    }
    // where the tree says otherwise: a plural straight behind, adjectives between
    let mut next = last + 1;
    while next < last + 3 && matches!(tokens.tag.get(next as usize), Some(Tag::Jj | Tag::Vbn | Tag::Nn)) {
        next += 1;
    }
    let end = line.token(line.lower.len());
    let plural = next < end && matches!(tokens.tag.get(next as usize), Some(Tag::Nns)) && !line.tokens.span.is_empty();
    plural.then_some(next)
}

/// Says what a number counts.
pub fn counted(line: &Line<'_>, draft: &Draft) -> Counted {
    let tokens = line.tokens;
    let words = &line.lexicon.words;
    let text = &line.scene.article.text;
    let mut found = Counted { unit: draft.unit.clone(), end: draft.end, ..Counted::default() };
    let noun = noun(line, draft);
    let head = noun.unwrap_or_else(|| line.token(draft.end.saturating_sub(1).max(draft.number.start)));
    if let Some(noun) = noun.filter(|_| draft.unit.is_none()) {
        let word = tokens.word(noun, text).to_lowercase();
        let compound =
            noun > 0 && noun - 1 > line.token(draft.number.start) && tokens.label[noun as usize - 1] == Label::Compound;
        let name = if compound { tokens.words(noun - 1..noun + 1).of(text).to_lowercase() } else { word.clone() };
        let person = words.people.contains(&word) || is_people(tokens.word(noun, text));
        found.unit = Some(if person { "people".to_owned() } else { name });
        found.end = (noun - line.first) as usize + 1;
        let hyphen = u32::from(line.word(draft.number.end) == "-");
        let from = line.token(draft.number.end) + hyphen;
        found.of = Some(tokens.words(from..noun + 1)).filter(|span| !span.is_empty());
    } else if draft.unit.is_none() && words.state.contains(line.word(draft.end)) {
        found.unit = Some("people".to_owned());
        found.of = line.span(draft.end..draft.end + 1);
        found.end = draft.end + 1;
    } else if draft.unit.is_none() && is_of_people(line, head) {
        found.unit = Some("people".to_owned());
    }
    // "19 were hurt", "nine of the crew", "90 percent of their differences", "80 tonnes of biscuits"
    let last = line.token(found.end.saturating_sub(1));
    let of = (last..last + 2).find(|token| tokens.word(*token, text) == "of");
    if let Some(object) = of.and_then(|of| tokens.child(of, &[Label::Pobj])) {
        found.of = Some(tokens.words(tokens.reach(object)));
        let word = tokens.word(object, text).to_lowercase();
        if found.unit.is_none() {
            found.unit = Some(if words.people.contains(&word) { "people".to_owned() } else { word });
        }
        found.end = found.end.max((object - line.first) as usize + 1);
    }
    if let (Some(noun), Some(_)) = (noun, &draft.unit) {
        // "a 1.35 billion euro bid"
        found.of =
            found.of.or_else(|| Some(tokens.words(line.token(draft.end)..noun + 1)).filter(|span| !span.is_empty()));
        found.end = found.end.max((noun - line.first) as usize + 1);
    }
    found.of = found.of.or_else(|| subject(line, head).map(|subject| tokens.words(tokens.reach(subject))));
    found.bound = behind(line, found.end).or_else(|| behind(line, draft.end));
    found.scope = scope(line, head);
    found
}

/// "Norwegians".
fn is_people(word: &str) -> bool {
    word.ends_with('s') && matches!(Gazetteer::english().named(word), Some(Named::Adjective(_)))
}

/// "A crowd of about 200"; "9 were hurt".
fn is_of_people(line: &Line<'_>, token: u32) -> bool {
    let tokens = line.tokens;
    let words = &line.lexicon.words;
    let Some(above) = tokens.parent(token) else { return false };
    let text = &line.scene.article.text;
    match tokens.label[token as usize] {
        Label::Pobj => {
            let whole = tokens.parent(above).map(|whole| tokens.word(whole, text).to_lowercase()).unwrap_or_default();
            tokens.word(above, text) == "of" && words.gathered.contains(&whole)
        }
        Label::Dobj => words.harm.contains(tokens.lemma(above)),
        Label::Nsubjpass | Label::Nsubj => words.state.contains(&tokens.word(above, text).to_lowercase()),
        _ => false,
    }
}

fn behind(line: &Line<'_>, at: usize) -> Option<Bound> {
    let two = line.lower.get(at..at + 2)?.join(" ");
    line.lexicon.bounds.get(&two).copied().filter(|_| line.word(at) == "or")
}

/// The verb that a token hangs on.
fn verb(line: &Line<'_>, token: u32) -> Option<u32> {
    let is_verb = |token: &u32| matches!(line.tokens.pos[*token as usize], Pos::Verb | Pos::Auxiliary);
    line.tokens.ancestors(token).take(DEEP).find(is_verb)
}

/// "Halbach shares rose 7.4 percent": what a measure is of, where nothing nearer is.
fn subject(line: &Line<'_>, head: u32) -> Option<u32> {
    let verb = verb(line, head)?;
    let subject = line.tokens.child(verb, &[Label::Nsubj, Label::Nsubjpass])?;
    (line.lexicon.words.change.contains(&line.tokens.lemma(verb).to_lowercase()) && subject != head).then_some(subject)
}

/// Where and among whom: "in the region", "aboard", "since November".
fn scope(line: &Line<'_>, head: u32) -> Option<Span> {
    let tokens = line.tokens;
    let fits = |prep: &u32| {
        let word = tokens.word(*prep, &line.scene.article.text).to_lowercase();
        tokens.label[*prep as usize] == Label::Prep
            && matches!(
                word.as_str(),
                "in" | "at" | "across" | "among" | "near" | "since" | "aboard" | "within" | "by" | "throughout"
            )
    };
    let holders = [Some(head), tokens.parent(head), verb(line, head)];
    let prep = holders.into_iter().flatten().find_map(|holder| {
        tokens
            .children(holder)
            .iter()
            .copied()
            .filter(fits)
            .find(|prep| tokens.child(*prep, &[Label::Pobj]).is_some() && *prep > head)
    })?;
    let reach = tokens.reach(prep);
    let end = (prep..reach.end).find(|token| tokens.word(*token, &line.scene.article.text) == ",").unwrap_or(reach.end);
    Some(tokens.words(prep..end))
}

/// What a figure has to do with a change: "rose 7 percent", "to 19", "from 12".
pub fn change(line: &Line<'_>, draft: &Draft) -> Option<Change> {
    let head = line.token(draft.end.saturating_sub(1));
    let changes = |token: u32| line.lexicon.words.change.contains(&line.tokens.lemma(token).to_lowercase());
    let is_change = line.tokens.ancestors(head).take(4).any(changes);
    match line.before(draft.start) {
        "to" if is_change => Some(Change::To),
        "from" if is_change => Some(Change::From),
        "by" if is_change => Some(Change::By),
        _ => {
            let measures = matches!(line.tokens.label[head as usize], Label::Npadvmod | Label::Dobj | Label::Advmod);
            let direct = line.tokens.parent(head).is_some_and(changes);
            let share = matches!(draft.unit.as_deref(), Some("percent" | "percentage points" | "points"));
            (measures && direct && share).then_some(Change::By)
        }
    }
}

/// The time that hangs on the same verb.
pub fn as_of(line: &Line<'_>, draft: &Draft) -> Option<TimeIx> {
    let tokens = line.tokens;
    // "the 20-point plan" has its points whenever it is spoken of
    let is_attribute = draft.high.is_none() && draft.number.clone().any(|at| matches!(line.word(at), "-" | "–"));
    let own = verb(line, line.token(draft.number.start)).filter(|_| !is_attribute)?;
    let sentence = line.span(0..line.lower.len())?;
    let times = line.scene.times;
    let first = times.partition_point(|time| time.span.start < sentence.start);
    let here = times.iter().enumerate().skip(first).take_while(|(_, time)| time.span.end <= sentence.end);
    let mut dated = here.filter(|(_, time)| matches!(time.timex.kind, TimexKind::Date | TimexKind::Time));
    let found = dated
        .find(|(_, time)| tokens.head_of(tokens.within(time.span)).and_then(|head| verb(line, head)) == Some(own))?;
    u32::try_from(found.0).ok()
}
