//! Which numbers are no quantities: dates, clock times, ages, names, licences, scores, how many sources there are.

use lang::{EntityKind, Label, Tag};

use super::line::{Draft, Line};
use crate::TimexKind;

/// Tells whether a number counts or measures something.
pub fn is_quantity(line: &Line<'_>, draft: &Draft) -> bool {
    let number = draft.number.clone();
    let (first, after) = (line.word(number.start), line.word(draft.end));
    let is_of_source = || names_sources(line, draft);
    let out = is_torn(line, draft)
        || is_date(line, draft)
        || is_age(line, draft)
        || is_part_of_name(line, draft)
        || is_score(line, draft)
        || is_known(line, draft)
        || is_idle_one(line, draft, first, after)
        || is_of_source();
    !out && (draft.unit.is_some() || counts(line, draft))
}

/// A piece of something longer: "10/12", "15:00", "#40", a telephone's second half.
fn is_torn(line: &Line<'_>, draft: &Draft) -> bool {
    const BEFORE: [&str; 6] = ["/", "#", ":", "-", "–", "."];
    let start = draft.number.start;
    let before = line.is_joined(start) && BEFORE.contains(&line.before(start));
    let end = draft.number.end;
    let joined = line.is_joined(end);
    let next_digit = line.word(end + 1).starts_with(|c: char| c.is_ascii_digit());
    let after = joined && (matches!(line.word(end), "/" | ":") || matches!(line.word(end), "-" | "–") && next_digit);
    before || after || line.word(end) == "/"
}

fn is_date(line: &Line<'_>, draft: &Draft) -> bool {
    let words = &line.lexicon.words;
    let (start, end) = (draft.number.start, draft.end);
    let is_month = |at: usize| {
        let tag = line.tokens.tag.get(line.token(at) as usize);
        words.month.contains(line.word(at).trim_end_matches('.')) && matches!(tag, Some(Tag::Nnp | Tag::Nnps))
    };
    let bare = draft.unit.is_none() && draft.high.is_none();
    if bare
        && (start > 0 && is_month(start - 1) || is_month(draft.number.end))
        && draft.value.is_whole_between(1, 2_100)
    {
        return true;
    }
    if bare && words.clock.contains(line.word(draft.number.end)) {
        return true;
    }
    // "two days ago", "three weeks later"
    let length = draft.unit.as_deref().is_some_and(is_length);
    if length && (words.dating.contains(line.word(end)) || line.word(end) == "from" && line.word(end + 1) == "now") {
        return true;
    }
    let year = bare && draft.in_digits && draft.number.len() == 1 && draft.value.is_whole_between(1_500, 2_100);
    let Some(span) = line.span(draft.number.clone()) else { return true };
    let times = &line.scene.times;
    let at = times.partition_point(|time| time.span.end <= span.start);
    let in_time =
        times.get(at).is_some_and(|time| time.span.start < span.end && time.timex.kind != TimexKind::Duration);
    if year && line.word(start).len() == 4 {
        let counted = super::counted::noun(line, draft).is_some_and(|noun| line.tokens.tag[noun as usize] == Tag::Nns);
        return in_time || !counted;
    }
    // the model takes many a bare number for a date: only one with other words is
    let entity = line.scene.analysis.entity_of(line.token(start));
    let more = entity.filter(|entity| entity.tokens.len() > draft.number.len());
    let dated = more.is_some_and(|entity| matches!(entity.kind, EntityKind::Date | EntityKind::Time));
    let dated = dated && bare && super::counted::noun(line, draft).is_none();
    // "up from 23 earlier in the day"
    in_time && !length || dated && !(draft.start >= 2 && goes_back(line, draft))
}

/// Tells whether a unit is one of time.
pub fn is_length(unit: &str) -> bool {
    matches!(unit, "seconds" | "minutes" | "hours" | "days" | "nights" | "weeks" | "months" | "years" | "decades")
}

/// "aged 54", "54-year-old", "Ada Stone, 54,".
fn is_age(line: &Line<'_>, draft: &Draft) -> bool {
    let (start, end) = (draft.number.start, draft.end);
    let old =
        line.word(end) == "old" || line.word(end) == "-" && line.word(end + 1) == "old" || line.word(end) == "olds";
    let aged = matches!(line.before(start), "aged" | "age");
    let between = line.before(start) == ","
        && matches!(line.word(end), "," | ")" | ";" | ".")
        && draft.unit.is_none()
        && draft.value.is_whole_between(1, 120)
        && start >= 2
        && line.tokens.tag.get(line.token(start - 2) as usize).is_some_and(|tag| *tag == Tag::Nnp);
    old || aged || between
}

/// "Gate 4", "Article 5", "Boeing 737", "Group of 20".
fn is_part_of_name(line: &Line<'_>, draft: &Draft) -> bool {
    let start = draft.number.start;
    if draft.unit.is_some() && line.before(start) != "no." {
        return false;
    }
    let before = line.before(start);
    if before == "no." || before == "№" {
        return true;
    }
    let token = line.token(start);
    let counted = super::counted::noun(line, draft).is_some();
    if start > 0 {
        let tag = line.tokens.tag.get(line.token(start - 1) as usize);
        let name = matches!(tag, Some(Tag::Nnp | Tag::Nnps)) && !counted;
        let numbered = line.lexicon.words.numbered.contains(before) && (!counted || draft.in_digits);
        let numbered = numbered && !matches!(tag, Some(Tag::Vb | Tag::Vbd | Tag::Vbp | Tag::Vbz));
        if name && draft.high.is_none() && !is_subject(line, token) || numbered {
            return true;
        }
    }
    let entity = line.scene.analysis.entity_of(token);
    entity.is_some_and(|entity| {
        let named = matches!(
            entity.kind,
            EntityKind::Organisation
                | EntityKind::Facility
                | EntityKind::Product
                | EntityKind::Work
                | EntityKind::Event
                | EntityKind::Law
                | EntityKind::Location
                | EntityKind::Person
        );
        named && entity.tokens.len() > 1 && entity.tokens.start < token
    })
}

fn is_subject(line: &Line<'_>, token: u32) -> bool {
    matches!(line.tokens.label.get(token as usize), Some(Label::Nsubj | Label::Nsubjpass))
}

/// "won 3-1": two numbers of a game, and a "range" of nothing.
fn is_score(line: &Line<'_>, draft: &Draft) -> bool {
    let words = &line.lexicon.words;
    let bare = draft.unit.is_none() && super::counted::noun(line, draft).is_none();
    let joined = matches!(line.word(draft.number.start + 1), "-" | "–");
    let near = |at: usize| words.score.contains(line.word(at));
    draft.high.is_some() && joined && (bare || near(draft.number.end)) && draft.unit.is_none()
        || bare && draft.number.end > 0 && near(draft.number.end) && line.before(draft.number.start) == "-"
}

/// "the two ministers": a few who are known already; "all five" counts them.
fn is_known(line: &Line<'_>, draft: &Draft) -> bool {
    let before = line.before(draft.start);
    let all = draft.start >= 2 && line.before(draft.start - 1) == "all";
    !draft.in_digits
        && draft.unit.is_none()
        && draft.value.is_whole_between(1, 12)
        && line.lexicon.words.known.contains(before)
        && !all
}

/// "One" counts only people, votes, money and shares of a whole: not "one day", "one of them".
fn is_idle_one(line: &Line<'_>, draft: &Draft, first: &str, after: &str) -> bool {
    if first != "one" || draft.number.len() > 1 && draft.unit.is_none() || !draft.value.is_whole_between(1, 1) {
        return false;
    }
    let counts = match &draft.unit {
        Some(unit) => !is_length(unit) && !matches!(unit.as_str(), "points" | "times"),
        None => line.lexicon.words.people.contains(after) || line.lexicon.words.state.contains(after),
    };
    let idle = matches!(line.before(draft.start), "no" | "every" | "any" | "this" | "each" | "the");
    !counts || idle
}

/// "two people familiar with the matter": how many sources there are is said of the statement.
fn names_sources(line: &Line<'_>, draft: &Draft) -> bool {
    if draft.unit.is_some() {
        return false;
    }
    let Some(span) = line.span(draft.number.clone()) else { return true };
    let statements = line.scene.statements.iter();
    let mut sources = statements.flat_map(|statement| &statement.sources).filter(|source| source.unnamed.is_some());
    if sources.any(|source| source.span.is_some_and(|words| words.has(span))) {
        return true;
    }
    let Some(noun) = super::counted::noun(line, draft) else { return false };
    let text = &line.scene.article.text;
    let words = &line.lexicon.words;
    let reach = line.tokens.reach(noun);
    if (noun..reach.end).any(|token| words.sourcing.contains(line.tokens.word(token, text))) {
        return true;
    }
    let label = line.tokens.label[noun as usize];
    let above = line.tokens.parent(noun);
    let verb = if label == Label::Pobj { above.and_then(|prep| line.tokens.parent(prep)) } else { above };
    let governed = verb.is_some_and(|verb| words.sourced.contains(&line.tokens.lemma(verb).to_lowercase()));
    let few =
        draft.value.is_whole_between(1, 12) && words.people.contains(&line.tokens.word(noun, text).to_lowercase());
    governed && few && matches!(label, Label::Dobj | Label::Pobj | Label::Nsubj)
}

/// Without a unit a number counts where a noun or a state follows, or where a verb takes it.
fn counts(line: &Line<'_>, draft: &Draft) -> bool {
    if super::counted::noun(line, draft).is_some() || line.lexicon.words.state.contains(line.word(draft.end)) {
        return true;
    }
    if line.word(draft.end) == "of" && !matches!(line.word(draft.end + 1), "them" | "us" | "you") {
        return true;
    }
    if draft.start >= 2 && goes_back(line, draft) {
        return true;
    }
    if matches!(line.word(draft.end), "more" | "fewer" | "less") && line.word(draft.end + 1) == "than" {
        return true;
    }
    let token = line.token(draft.number.end.saturating_sub(1));
    let Some(label) = line.tokens.label.get(token as usize) else { return false };
    let above = line.tokens.parent(token);
    let lemma = above.map(|above| line.tokens.lemma(above).to_lowercase()).unwrap_or_default();
    let digits = draft.in_digits || draft.value.is_whole_between(10, u128::MAX);
    match label {
        Label::Dobj | Label::Nsubjpass | Label::Nsubj | Label::Attr | Label::Npadvmod => digits || lemma == "be",
        Label::Pobj => {
            let verb = above.and_then(|prep| line.tokens.parent(prep));
            let verb = verb.map(|verb| line.tokens.lemma(verb).to_lowercase()).unwrap_or_default();
            let bounded = draft.bound != crate::Bound::Exact;
            let words = &line.lexicon.words;
            match lemma.as_str() {
                "to" | "from" | "by" => words.change.contains(&verb),
                "at" => words.stand.contains(&verb),
                "of" => words.gathered.contains(&verb) || bounded,
                "in" | "on" | "since" | "until" | "before" | "after" | "during" => false,
                _ => bounded,
            }
        }
        _ => draft.bound != crate::Bound::Exact && digits,
    }
}

/// "Twelve points out of 17", "up from 23", "by 38 votes to three": what the number before counts.
fn goes_back(line: &Line<'_>, draft: &Draft) -> bool {
    let (before, earlier) = (line.before(draft.start), line.before(draft.start - 1));
    match before {
        "of" => earlier == "out",
        "from" => matches!(earlier, "up" | "down"),
        "to" => matches!(earlier, "votes" | "vote"),
        _ => false,
    }
}
