//! Entries of the ledger, for the eye.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use jiff::{Timestamp, tz::TimeZone};
use ledger::{
    ArticleEntry, Branch, CalendarEntry, ChangeEntry, Checked, ClaimEntry, CopyEntry, FigureEntry, Hit, PositionEntry,
    Quote, Repaired, Review, StoryEntry, Verdict,
};
use reading::Interval;
use text::Id;

use super::output::width;
use crate::terminal::{Marked, line};

const PLAIN: Style = Style::new();
pub const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const SOURCE: Style = AnsiColor::Yellow.on_default();
const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Red.on_default();
const HEAD: Style = AnsiColor::Blue.on_default().bold();
/// Letters of an id that are shown; every command takes the beginning of an id.
const ID_LETTERS: usize = 8;
/// Mentions of one entry that are shown unless all are asked for.
pub const MENTIONS: usize = 6;

type Out<'a> = &'a mut dyn Write;

/// Returns the beginning of an id, enough to name it.
pub fn short(id: Id) -> String {
    id.to_string().chars().take(ID_LETTERS).collect()
}

/// Returns a day as people write it: 5 Mar 2026.
pub fn day(at: Timestamp) -> String {
    at.to_zoned_datetime(TimeZone::UTC).strftime("%-d %b %Y").to_string()
}

/// Returns a moment: 5 Mar 2026 10:00, in UTC.
pub fn moment(at: Timestamp) -> String {
    at.to_zoned_datetime(TimeZone::UTC).strftime("%-d %b %Y %H:%M").to_string()
}

/// Returns the days of an interval: 7-8 Mar 2026.
pub fn days(when: Option<Interval>) -> String {
    let Some(Interval { start, end, .. }) = when else { return "day unknown".to_owned() };
    let end = end.yesterday().unwrap_or(end).max(start);
    let whole = |day: jiff::civil::Date| day.strftime("%-d %b %Y").to_string();
    match () {
        () if start == end => whole(start),
        () if (start.year(), start.month()) == (end.year(), end.month()) => format!("{}-{}", start.day(), whole(end)),
        () => format!("{} - {}", whole(start), whole(end)),
    }
}

/// Says how many there are.
pub fn many(count: usize, one: &str, more: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {more}") }
}

/// Writes a heading.
pub fn heading(out: Out, name: &str) -> io::Result<()> {
    write!(out, "\n{}", Marked::new().push(name, HEAD).wrapped(width(), "", ""))
}

/// Writes that there is nothing.
pub fn nothing(out: Out, what: &str) -> io::Result<()> {
    write!(out, "{}", Marked::new().push(what, DIM).wrapped(width(), "", ""))
}

/// Writes a story of a list.
pub fn story(out: Out, story: &StoryEntry) -> io::Result<()> {
    let title = if story.title.is_empty() { "No headline" } else { &story.title };
    write!(out, "{}", Marked::new().push(&line(title), BOLD).wrapped(width(), "", ""))?;
    let mut facts = vec![many(story.articles, "article", "articles")];
    if story.copies > 0 {
        facts.push(format!("{} carried from others", story.copies));
    }
    facts.push(line(&story.outlets.iter().take(5).cloned().collect::<Vec<_>>().join(", ")));
    if story.outlets.len() > 5 {
        facts.push(format!("{} outlets in all", story.outlets.len()));
    }
    facts.push(many(story.claims, "claim", "claims"));
    if story.withdrawn > 0 {
        facts.push(format!("{} withdrawn", story.withdrawn));
    }
    let (first, last) = (day(story.first), day(story.last));
    facts.push(if first == last { first } else { format!("{first} - {last}") });
    facts.push(short(story.id));
    write!(out, "{}", Marked::new().push(&facts.join(" · "), DIM).wrapped(width(), "  ", "  "))?;
    if story.left_out > 0 {
        let left_out = format!("its {} oldest editions are not read together with the rest", story.left_out);
        write!(out, "{}", Marked::new().push(&left_out, BAD).wrapped(width(), "  ", "  "))?;
    }
    Ok(())
}

/// Writes what the program merged into a story, or split from it or it from another.
pub fn repair(out: Out, story: Id, repair: &Repaired) -> io::Result<()> {
    let (other, articles) = (short(repair.other), many(repair.articles.len(), "article", "articles"));
    let done = match (repair.kind.as_str(), repair.other == story) {
        ("merge", true) => format!("{} with {articles} went into this story", short(repair.story)),
        ("merge", false) => format!("this went into {other}"),
        (_, true) => format!("split from {} with {articles}", short(repair.story)),
        (_, false) => format!("{articles} left for {other}"),
    };
    nothing(out, &format!("{done} ({})", day(repair.at)))
}

/// Writes an article of a story, with whom it carries.
pub fn article(out: Out, article: &ArticleEntry, copy: Option<&CopyEntry>) -> io::Result<()> {
    let mut marked = Marked::new();
    marked.push(&moment(article.published), DIM).push("  ", PLAIN);
    marked.push(&line(article.outlet.as_deref().unwrap_or("unknown outlet")), SOURCE).push("  ", PLAIN);
    marked.push(&line(article.title.as_deref().unwrap_or("No headline")), PLAIN);
    let mut notes = Vec::new();
    if article.editions > 1 {
        notes.push(format!("{} editions", article.editions));
    }
    if let Some(copy) = copy {
        let credit = if copy.credited { "" } else { ", not credited" };
        notes.push(format!("{} of {}{credit}", copy.kind, line(copy.of.by())));
    }
    notes.push(short(article.id));
    marked.push(&format!("  {}", notes.join(" · ")), DIM);
    write!(out, "{}", marked.wrapped(width(), "  ", "      "))
}

/// Writes a claim with who has it from whom.
pub fn claim(out: Out, claim: &ClaimEntry, all: bool) -> io::Result<()> {
    write!(out, "{}", Marked::new().push(&format!("“{}”", line(&claim.gist)), BOLD).wrapped(width(), "", " "))?;
    let mut counted = Marked::new();
    counted.push(&claim.counted(), if claim.at_least > 1 { GOOD } else { PLAIN });
    counted.push(&format!(" · {}", short(claim.id)), DIM);
    write!(out, "{}", counted.wrapped(width(), "  ", "    "))?;
    for (at, origin) in claim.origins.iter().enumerate() {
        let may_be =
            origin.may_be.as_ref().map(|name| format!(", perhaps the same as {}", line(name))).unwrap_or_default();
        let kind = if origin.kind == "unnamed" { " (unnamed)" } else { "" };
        let label = if at == 0 { "  origin: " } else { "          " };
        write!(
            out,
            "{}",
            Marked::new().push(&format!("{}{kind}{may_be}", line(&origin.name)), SOURCE).wrapped(
                width(),
                label,
                "            "
            )
        )?;
    }
    for why in &claim.why {
        write!(out, "{}", Marked::new().push(&line(why), DIM).wrapped(width(), "  because ", "    "))?;
    }
    let shown = if all { claim.mentions.len() } else { MENTIONS };
    for mention in claim.mentions.iter().take(shown) {
        quote(out, &mention.quote, &label(&mention.relation, mention.unverified, mention.withdrawn))?;
        tree(out, &mention.rests_on, "      ")?;
    }
    more(out, claim.mentions.len(), shown)?;
    review(out, claim.review.as_ref())
}

fn label(relation: &str, unverified: bool, withdrawn: bool) -> String {
    let mut label = if relation == "same" { String::new() } else { relation.to_owned() };
    for (holds, word) in [(unverified, "not verified by the outlet"), (withdrawn, "withdrawn")] {
        if holds {
            label += if label.is_empty() { "" } else { ", " };
            label += word;
        }
    }
    label
}

/// Writes what a mention rests on, one link a line.
fn tree(out: Out, branches: &[Branch], indent: &str) -> io::Result<()> {
    for branch in branches {
        let mut marked = Marked::new();
        let last = branch.rests_on.is_empty();
        marked.push("<- ", DIM).push(&line(&branch.name), if last { SOURCE } else { PLAIN });
        let how = match (branch.how.as_str(), branch.kind.as_str()) {
            ("own", _) => "its own reporting".to_owned(),
            ("copied", _) => "copied, credited".to_owned(),
            ("copied-uncredited", _) => "copied, not credited".to_owned(),
            (how, "unnamed") => format!("unnamed, {how}"),
            (how, _) => how.to_owned(),
        };
        marked.push(&format!(" · {how}"), DIM);
        write!(out, "{}", marked.wrapped(width(), indent, indent))?;
        tree(out, &branch.rests_on, &format!("{indent}   "))?;
    }
    Ok(())
}

/// Writes words with who published them, and what they are to the entry.
fn quote(out: Out, quote: &Quote, label: &str) -> io::Result<()> {
    let mut marked = Marked::new();
    if !label.is_empty() {
        marked.push(label, state(label)).push("  ", PLAIN);
    }
    marked.push(&format!("“{}”", line(&quote.text)), PLAIN);
    marked.push(&format!("  {}", line(quote.by())), SOURCE);
    marked.push(&quote.published.map(|at| format!(", {}", moment(at))).unwrap_or_default(), DIM);
    write!(out, "{}", marked.wrapped(width(), "    ", "      "))
}

fn state(label: &str) -> Style {
    match label.split(',').next().unwrap_or(label) {
        "confirmed" | "held" | "under-way" | "same" => GOOD,
        "cancelled" | "denied" | "withdrawn" | "contradicts" => BAD,
        _ => SOURCE,
    }
}

fn more(out: Out, count: usize, shown: usize) -> io::Result<()> {
    match count.saturating_sub(shown) {
        0 => Ok(()),
        left => {
            write!(out, "{}", Marked::new().push(&format!("{left} more (--all)"), DIM).wrapped(width(), "    ", "    "))
        }
    }
}

fn review(out: Out, review: Option<&Review>) -> io::Result<()> {
    let Some(review) = review else { return Ok(()) };
    let told =
        format!("{}ed by a person, {}: {}", review.action.trim_end_matches('e'), day(review.at), line(&review.reason));
    write!(out, "{}", Marked::new().push(&told, DIM).wrapped(width(), "    ", "    "))
}

/// Writes an appointment with its history.
pub fn appointment(out: Out, entry: &CalendarEntry, all: bool) -> io::Result<()> {
    let mut marked = Marked::new();
    marked.push(&days(entry.when), BOLD).push("  ", PLAIN).push(&line(&entry.what), PLAIN);
    if !entry.who.is_empty() {
        marked.push(&format!(" · {}", line(&entry.who.join(", "))), PLAIN);
    }
    if let Some(place) = &entry.place {
        marked.push(&format!(" · {}", line(place)), PLAIN);
    }
    marked.push("  ", PLAIN).push(&entry.status, state(&entry.status)).push(&format!(" · {}", short(entry.id)), DIM);
    write!(out, "{}", marked.wrapped(width(), "", "  "))?;
    let shown = if all { entry.history.len() } else { MENTIONS };
    // the last steps say where it stands
    for step in entry.history.iter().skip(entry.history.len().saturating_sub(shown)) {
        let day = step.when.filter(|when| Some(*when) != entry.when).map(|when| format!(", {}", days(Some(when))));
        quote(out, &step.quote, &format!("{}{}", step.status, day.unwrap_or_default()))?;
    }
    more(out, entry.history.len(), shown)?;
    review(out, entry.review.as_ref())
}

/// Writes a position; the party only where it is another than before.
pub fn position(out: Out, entry: &PositionEntry, before: Option<&str>, all: bool) -> io::Result<()> {
    if before != Some(entry.party.as_str()) {
        write!(out, "{}", Marked::new().push(&line(&entry.party), BOLD).wrapped(width(), "", ""))?;
    }
    let mut marked = Marked::new();
    marked.push(&entry.stance, SOURCE).push(&format!("  {}", line(&entry.what)), PLAIN);
    if let Some(toward) = &entry.toward {
        marked.push(&format!(" · toward {}", line(toward)), DIM);
    }
    if let Some(condition) = &entry.condition {
        marked.push(&format!(" · {}", line(condition)), DIM);
    }
    let since = entry.since.map(|at| format!(" · since {}", day(at))).unwrap_or_default();
    let gave_way = entry.gave_way_to.map(|id| format!(" · gave way to {}", short(id))).unwrap_or_default();
    marked.push(&format!("{since}{gave_way} · {}", short(entry.id)), DIM);
    write!(out, "{}", marked.wrapped(width(), "  ", "    "))?;
    let shown = if all { entry.quotes.len() } else { 2 };
    for one in entry.quotes.iter().take(shown) {
        quote(out, one, "")?;
    }
    more(out, entry.quotes.len(), shown)?;
    review(out, entry.review.as_ref())
}

/// Writes a figure with its values.
pub fn figure(out: Out, entry: &FigureEntry, all: bool) -> io::Result<()> {
    let mut marked = Marked::new();
    let measure = if entry.measure.trim().is_empty() { &entry.unit } else { &entry.measure };
    marked.push(&line(measure), BOLD);
    if let Some(scope) = &entry.scope {
        marked.push(&format!(" · {}", line(scope)), PLAIN);
    }
    marked.push(&format!(" · {}", short(entry.id)), DIM);
    write!(out, "{}", marked.wrapped(width(), "", "  "))?;
    let shown = if all { entry.values.len() } else { MENTIONS };
    for value in entry.values.iter().skip(entry.values.len().saturating_sub(shown)) {
        let mut marked = Marked::new();
        let bound = match value.bound.as_str() {
            "exact" => String::new(),
            bound => format!("{} ", bound.replace('-', " ")),
        };
        marked.push(&format!("{bound}{} {}", value.value, line(&entry.unit)), BOLD);
        let holder = if value.holder.is_empty() { value.quote.by() } else { &value.holder };
        marked.push(&format!("  {}", line(holder)), SOURCE);
        if let Some(when) = value.as_of {
            marked.push(&format!(", as of {}", days(Some(when))), DIM);
        }
        if value.relation != "same" {
            marked.push(&format!("  {}", value.relation), state(&value.relation));
        }
        write!(out, "{}", marked.wrapped(width(), "  ", "    "))?;
        quote(out, &value.quote, "")?;
    }
    more(out, entry.values.len(), shown)?;
    review(out, entry.review.as_ref())
}

/// Writes a change.
pub fn change(out: Out, entry: &ChangeEntry) -> io::Result<()> {
    let mut marked = Marked::new();
    marked.push(&moment(entry.at), DIM).push("  ", PLAIN);
    marked.push(&entry.kind.replace('-', " "), state(&entry.kind)).push(&format!("  {}", line(&entry.what)), BOLD);
    marked.push(&format!(" · {}", short(entry.id)), DIM);
    write!(out, "{}", marked.wrapped(width(), "", "  "))?;
    if let Some(to) = &entry.to {
        quote(out, to, "")?;
    }
    match &entry.from {
        Some(from) => quote(out, from, "before"),
        None => Ok(()),
    }
}

/// Writes an article that was found.
pub fn hit(out: Out, hit: &Hit) -> io::Result<()> {
    let title = if hit.quote.title.is_empty() { "No headline" } else { &hit.quote.title };
    let mut marked = Marked::new();
    marked.push(&line(title), BOLD).push(&format!("  {}", line(hit.quote.by())), SOURCE);
    marked.push(&hit.quote.published.map(|at| format!(", {}", moment(at))).unwrap_or_default(), DIM);
    marked.push(&format!(" · {}", short(hit.quote.article)), DIM);
    write!(out, "{}", marked.wrapped(width(), "", "  "))?;
    write!(
        out,
        "{}",
        Marked::new().push(&format!("… {} …", line(&hit.quote.text)), PLAIN).wrapped(width(), "    ", "    ")
    )
}

/// Writes the verdict on a sentence of a draft.
pub fn checked(out: Out, one: &Checked) -> io::Result<()> {
    let style = match one.verdict {
        Verdict::Supported => GOOD,
        Verdict::Contradicted | Verdict::Stale => BAD,
        _ => DIM,
    };
    let mut marked = Marked::new();
    marked.push(&format!("{:<13}", one.verdict.name()), style).push(&line(&one.sentence), PLAIN);
    write!(out, "{}", marked.wrapped(width(), "", "             "))?;
    if one.verdict == Verdict::Skipped {
        return Ok(());
    }
    write!(out, "{}", Marked::new().push(&line(&one.why), DIM).wrapped(width(), "    ", "    "))?;
    match &one.quote {
        Some(words) => quote(out, words, ""),
        None => Ok(()),
    }
}
