//! Text: for the eye.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use page::{Block, Role};
use reading::{Basis, Kind, Statement, TimexKind};
use text::Span;

use super::{Choice, Format, Part, calendar};
use crate::{
    record::Record,
    terminal::{Marked, columns, line, safe},
};

pub(super) const PLAIN: Style = Style::new();
pub(super) const BOLD: Style = Style::new().bold();
pub(super) const DIM: Style = Style::new().dimmed();
const DIRECT: Style = AnsiColor::Green.on_default();
const TOLD: Style = AnsiColor::Cyan.on_default();
pub(super) const SOURCE: Style = AnsiColor::Yellow.on_default();
const HEAD: Style = AnsiColor::Blue.on_default().bold();
/// Code of the union of states that is named as a state is.
const UNION: &str = "EU";
/// Columns before the words of an entry.
const INDENT: &str = "    ";

/// Writes readings for the eye.
#[derive(Debug)]
pub struct Text {
    choice: Choice,
    width: usize,
    first: bool,
}

impl Text {
    /// Makes a writer of lines of at most `width` columns.
    pub fn new(choice: Choice, width: usize) -> Text {
        Text { choice, width, first: true }
    }

    fn head(&self, record: &Record) -> String {
        let article = &record.article;
        let title = article.title.as_ref().map_or("No headline on this page", |title| title.value.as_str());
        let mut out = String::new();
        if self.choice.many {
            let name = line(&record.name());
            let rule = "─".repeat(self.width.saturating_sub(columns(&name) + 4).min(self.width));
            out += &styled(DIM, &format!("── {name} {rule}\n"));
        }
        out += &Marked::new().push(&line(title), BOLD).wrapped(self.width, "", "");
        let missing = [("--outlet", article.outlet.is_none()), ("--date", article.published.is_none())];
        let missing: Vec<&str> = missing.iter().filter(|(_, missing)| *missing).map(|(flag, _)| *flag).collect();
        let hint = if missing.is_empty() { String::new() } else { format!(" ({} to give it)", missing.join(", ")) };
        out += &Marked::new().push(&line(&format!("{}{hint}", record.published())), DIM).wrapped(self.width, "", "");
        let names: Vec<&str> = article.bylines.iter().map(|byline| byline.name.as_str()).collect();
        if !names.is_empty() {
            out += &Marked::new().push(&line(&format!("by {}", names.join(", "))), DIM).wrapped(self.width, "", "");
        }
        if let Some(url) = &article.url {
            // an address is never broken: it is there to be clicked
            out += &format!("{}\n", styled(DIM, &line(&url.value)));
        }
        out
    }

    fn text(&self, record: &Record) -> String {
        let marks = Marks::of(record, self.choice.has(Part::Statements));
        let mut out = String::new();
        for block in &record.article.blocks {
            let shown = block.role.is_body() || self.choice.furniture;
            if !shown {
                continue;
            }
            out.push('\n');
            for span in lines(record, block) {
                let mut marked = Marked::new();
                let (first, rest) = match block.role {
                    Role::Quote => ("  │ ", "  │ "),
                    Role::List => ("  • ", "    "),
                    _ => ("  ", "  "),
                };
                if !block.role.is_body() {
                    marked.push(&format!("[{}] ", block.role.name()), DIM).push(record.article.words(span), DIM);
                } else if block.role == Role::Subheading {
                    marked.push(record.article.words(span), BOLD);
                } else {
                    marks.mark(record, span, &mut marked);
                }
                out += &marked.wrapped(self.width, first, rest);
            }
        }
        out
    }

    fn statements(&self, record: &Record) -> String {
        let mut out = String::new();
        for (at, statement) in record.statements().enumerate() {
            let style = of_kind(statement);
            let content = line(&record.content(statement));
            let content = if statement.kind == Kind::Direct { format!("“{content}”") } else { content };
            out += &Marked::new().push(&content, style).wrapped(self.width, &format!("{:>3} ", at + 1), INDENT);
            let mut chain = Marked::new();
            let links = record.links(statement);
            for (hop, link) in links.iter().enumerate() {
                chain.push(if hop > 0 { " <- " } else { "" }, DIM);
                chain.push(&line(link), if hop + 1 == links.len() { SOURCE } else { PLAIN });
            }
            let act = if statement.act == reading::Act::Says {
                String::new()
            } else {
                format!(" · {}", statement.act.name())
            };
            let source = statement.sources.first().map_or("none", |source| source.kind.name());
            chain.push(&format!("{act} · {source} · {}", statement.kind.name()), DIM);
            if let Some(uttered) = &statement.uttered {
                let words = [uttered.channel, uttered.when].into_iter().flatten();
                let words: Vec<String> = words.map(|span| line(record.article.words(span))).collect();
                chain.push(&format!(" · {}", words.join(", ")), DIM);
            }
            out += &chain.wrapped(self.width, INDENT, "      ");
        }
        out + &self.rows(record.possible().map(|possible| format!("possibly <- {possible}")).into_iter())
    }

    fn positions(&self, record: &Record) -> String {
        self.rows(record.reading.positions.iter().map(|position| record.position(position)))
    }

    fn figures(&self, record: &Record) -> String {
        self.rows(record.reading.figures.iter().map(|figure| record.figure(figure)))
    }

    fn parties(&self, record: &Record) -> String {
        let parties = &record.reading.parties;
        let name = |at: reading::PartyIx| parties.get(at as usize).map(|party| party.name.as_str());
        let row = |(party, at): (&reading::Party, reading::PartyIx)| {
            let role = party.role.map(|role| format!(", {}", record.article.words(role))).unwrap_or_default();
            let mut facts: Vec<String> = Vec::new();
            if !matches!(party.kind, reading::SourceKind::Named | reading::SourceKind::Unknown) {
                let union = party.country.is_some_and(|country| country.code() == UNION);
                let state = if union { "union of states" } else { "state" };
                facts.push(if party.is_state() { state.to_owned() } else { party.kind.name().to_owned() });
            }
            facts.extend(party.stands_for.or(party.affiliation).and_then(name).map(|of| format!("of {of}")));
            let spoken =
                record.reading.statements.iter().filter(|s| s.sources.iter().any(|s| s.party == Some(at))).count();
            if spoken > 0 {
                facts.push(format!("source {spoken} time{}", if spoken == 1 { "" } else { "s" }));
            }
            let facts: String = facts.iter().map(|fact| format!(" · {fact}")).collect();
            format!("{}{role}{facts}", party.name)
        };
        self.rows(parties.iter().zip(0..).map(row))
    }

    fn dates(&self, record: &Record) -> String {
        // lengths, repeated times and "now" are in the other formats: here stands what is a day or names one
        let named = |time: &&reading::Time| {
            let dated = matches!(time.timex.kind, TimexKind::Date | TimexKind::Time);
            dated && !time.timex.value.contains("_REF")
        };
        let mut rows: Vec<String> = Vec::new();
        for time in record.reading.times.iter().filter(named) {
            let note = match time.basis {
                Basis::Caption => " · in a caption: dates the picture, not the news",
                Basis::Reference => " · counted from another time of the text",
                Basis::Unresolved => " · no day: the date of the page is unknown",
                Basis::Explicit | Basis::Published => "",
            };
            let row = format!("{} · “{}”{note}", time.timex.value, record.article.words(time.span));
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
        self.rows(rows.into_iter())
    }

    fn set_aside(&self, record: &Record) -> String {
        let aside = &record.reading.set_aside;
        let kind = |aside: &reading::Aside| {
            let name = aside.kind.name().trim_start_matches("furniture:").replace('-', " ");
            if aside.count > 1 { format!("{name} ({})", aside.count) } else { name }
        };
        let kinds: Vec<String> = aside.blocks.iter().map(kind).collect();
        let mut rows = Vec::new();
        if !kinds.is_empty() {
            rows.push(format!(
                "{}{}",
                kinds.join(", "),
                if self.choice.furniture { "" } else { " (--furniture shows them)" }
            ));
        }
        let photos = aside.credits.iter().filter(|credit| credit.kind == page::CreditKind::Photo);
        let photos = photos.map(|credit| credit.name.as_str()).collect::<Vec<_>>().join(", ");
        if !photos.is_empty() {
            rows.push(format!("pictures: {photos}"));
        }
        rows.extend(aside.captions.iter().map(|caption| format!("caption: {}", record.article.words(*caption))));
        self.rows(rows.into_iter())
    }

    fn rows(&self, rows: impl Iterator<Item = String>) -> String {
        rows.map(|row| Marked::new().push(&line(&row), PLAIN).wrapped(self.width, INDENT, "      ")).collect()
    }
}

impl Format for Text {
    fn record(&mut self, record: &Record, out: &mut dyn Write) -> io::Result<()> {
        if !std::mem::take(&mut self.first) {
            writeln!(out)?;
        }
        out.write_all(self.head(record).as_bytes())?;
        if self.choice.has(Part::Text) {
            out.write_all(self.text(record).as_bytes())?;
        }
        let cuts = self.rows(record.article.cuts.iter().chain(&record.reading.cuts).map(ToString::to_string));
        let sections = [
            ("STATEMENTS", Part::Statements, self.statements(record)),
            ("CALENDAR", Part::Events, calendar::rows(record, self.width)),
            ("POSITIONS", Part::Positions, self.positions(record)),
            ("FIGURES", Part::Figures, self.figures(record)),
            ("PARTIES", Part::Parties, self.parties(record)),
            ("DATES", Part::Times, self.dates(record)),
            ("SET ASIDE", Part::SetAside, self.set_aside(record)),
            ("CUTS", Part::SetAside, cuts),
        ];
        for (name, part, rows) in sections {
            if self.choice.has(part) && !rows.is_empty() {
                write!(out, "\n{}\n{rows}", styled(HEAD, name))?;
            }
        }
        Ok(())
    }
}

/// What statements mark in the text.
struct Marks {
    /// Stretches with their style, the innermost last.
    styles: Vec<(Span, Style)>,
    /// Where a number stands: behind the last piece of what is said.
    numbers: Vec<(u32, usize)>,
}

impl Marks {
    fn of(record: &Record, shown: bool) -> Marks {
        let mut marks = Marks { styles: Vec::new(), numbers: Vec::new() };
        for (at, statement) in record.statements().enumerate().filter(|_| shown) {
            marks.styles.extend(statement.content.iter().map(|piece| (*piece, of_kind(statement))));
            marks.numbers.extend(statement.content.last().map(|piece| (piece.end, at + 1)));
        }
        for statement in record.reading.statements.iter().filter(|_| shown) {
            marks.styles.extend(statement.sources.iter().filter_map(|s| s.span).map(|span| (span, SOURCE)));
        }
        // of two stretches where one holds the other, the inner comes later and wins
        marks.styles.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        marks.numbers.sort_unstable();
        marks
    }

    fn mark(&self, record: &Record, block: Span, marked: &mut Marked) {
        // no stretch crosses a block: those of this one follow each other
        let styles = between(&self.styles, block, |(span, _)| span.start);
        let numbers = between(&self.numbers, block, |(at, _)| at.saturating_sub(1));
        let mut edges: Vec<u32> = vec![block.start, block.end];
        let inside = |at: &u32| block.start < *at && *at < block.end;
        edges.extend(styles.iter().flat_map(|(span, _)| [span.start, span.end]).filter(inside));
        edges.extend(numbers.iter().map(|(at, _)| *at).filter(inside));
        edges.sort_unstable();
        edges.dedup();
        for pair in edges.windows(2) {
            let &[start, end] = pair else { continue };
            let style = self
                .styles
                .iter()
                .rfind(|(span, _)| span.start <= start && end <= span.end)
                .map_or(PLAIN, |(_, style)| *style);
            marked.push(record.article.words(Span { start, end }), style);
            for (_, number) in numbers.iter().filter(|(at, _)| *at == end) {
                marked.push(&format!("[{number}]"), DIM);
            }
        }
    }
}

/// Returns the entries whose place lies in a stretch; they are in the order of their places.
fn between<T>(entries: &[T], stretch: Span, place: impl Fn(&T) -> u32) -> &[T] {
    let start = entries.partition_point(|entry| place(entry) < stretch.start);
    let end = entries.partition_point(|entry| place(entry) < stretch.end);
    entries.get(start..end).unwrap_or_default()
}

fn of_kind(statement: &Statement) -> Style {
    if statement.kind == Kind::Direct { DIRECT } else { TOLD }
}

/// Returns the stretches of a block that begin on lines of their own: the items of a list, the rows of a table.
fn lines(record: &Record, block: &Block) -> Vec<Span> {
    if !matches!(block.role, Role::List | Role::Table | Role::LivePost) {
        return vec![block.span];
    }
    let mut start = block.span.start as usize;
    let mut spans = Vec::new();
    for line in record.article.words(block.span).split_inclusive('\n') {
        spans.push(Span::new(start, start + line.len()).trimmed(&record.article.text));
        start += line.len();
    }
    spans.retain(|span| !span.is_empty());
    spans
}

fn styled(style: Style, words: &str) -> String {
    format!("{style}{}{style:#}", safe(words))
}
