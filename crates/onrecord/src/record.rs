//! One page, read.

use page::{Article, Place};
use reading::{Bound, Change, Figure, Hop, How, Position, Reading, Side, Statement};
use serde::Serialize;
use text::Span;

/// One page, read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Record {
    /// The file it came from, as given; `-` for standard input.
    pub input: String,
    /// Which page of the file, from 1.
    pub page: u32,
    /// What was published.
    pub article: Article,
    /// What it says.
    pub reading: Reading,
}

impl Record {
    /// Returns the name for the page in a list of several: the file, and which page of it from the second on.
    pub fn name(&self) -> String {
        name(&self.input, self.page)
    }

    /// Returns what a link of a chain is called: the outlet's or party's name, or the words of the text.
    pub fn link(&self, hop: &Hop) -> String {
        let source = &hop.from;
        let words = self.reading.called(&self.article, source);
        if let Some(unnamed) = &source.unnamed {
            let rest = words.split_once(' ').map_or("", |(_, rest)| rest);
            return match unnamed.count.filter(|count| *count > 1) {
                Some(count) => format!("{count} {rest} (unnamed)"),
                None => format!("{words} (unnamed)"),
            };
        }
        if is_pronoun(&words) { format!("“{words}”") } else { words }
    }

    /// Returns the chain in one line, the outlet first.
    pub fn chain(&self, statement: &Statement) -> String {
        self.links(statement).join(" <- ")
    }

    /// Returns what the links of a chain are called, those who say the same words together as one: "the ministry and Ada Poll".
    pub fn links(&self, statement: &Statement) -> Vec<String> {
        let mut links: Vec<String> = Vec::new();
        for hop in &statement.chain {
            match links.last_mut().filter(|_| hop.how == How::Jointly) {
                Some(last) => *last += &format!(" and {}", self.link(hop)),
                None => links.push(self.link(hop)),
            }
        }
        links
    }

    /// Returns in one line whose work the page says it uses without saying in which sentence.
    pub fn possible(&self) -> Option<String> {
        let names: Vec<String> = self.reading.possible.iter().map(|hop| self.link(hop)).collect();
        (!names.is_empty()).then(|| format!("{}: credited, in which sentence is not said", names.join(", ")))
    }

    /// Returns what is said, pieces joined by an ellipsis.
    pub fn content(&self, statement: &Statement) -> String {
        statement.content.iter().map(|piece| self.article.words(*piece)).collect::<Vec<_>>().join(" … ")
    }

    /// Returns the words for the sources.
    pub fn sources(&self, statement: &Statement) -> String {
        statement
            .sources
            .iter()
            .filter_map(|s| s.span)
            .map(|span| self.article.words(span))
            .collect::<Vec<_>>()
            .join("; ")
    }

    /// Returns a position in one line: whose, what they do, toward whom, on what condition, on whose word.
    pub fn position(&self, position: &Position) -> String {
        let words = |span: Span| self.article.words(span).split_whitespace().collect::<Vec<_>>().join(" ");
        let side = |side: &Side| self.reading.side(&self.article, side.party).unwrap_or_else(|| words(side.span));
        let mut line = format!("{} {}: {}", side(&position.party), position.stance.name(), words(position.what));
        line += &position.condition.map(|(_, span)| format!(" · {}", words(span))).unwrap_or_default();
        line += &position.toward.as_ref().map(|toward| format!(" · toward {}", side(toward))).unwrap_or_default();
        let statement = position.word_of.and_then(|at| self.reading.statements.get(at as usize));
        line + &statement.map(|statement| format!(" · {}", self.chain(statement))).unwrap_or_default()
    }

    /// Returns a figure in one line: the value with what it counts, the words, on whose word and when.
    pub fn figure(&self, figure: &Figure) -> String {
        let words = |span: Span| self.article.words(span).split_whitespace().collect::<Vec<_>>().join(" ");
        let bound = match figure.bound {
            Bound::Exact | Bound::Between => "",
            Bound::About => "about ",
            Bound::AtLeast => "at least ",
            Bound::AtMost => "at most ",
        };
        let high = figure.high.as_ref().map(|high| format!(" to {}", grouped(high))).unwrap_or_default();
        let unit = if figure.unit.0.is_empty() { String::new() } else { format!(" {}", figure.unit.0) };
        let change = match figure.change {
            Some(Change::To) => " (changed to)",
            Some(Change::From) => " (changed from)",
            Some(Change::By) => " (change)",
            None => "",
        };
        let mut line = format!("{bound}{}{high}{unit}{change}", grouped(&figure.value));
        let of =
            figure.of.filter(|of| !figure.why.span.has(*of) || figure.unit.0 == "people" || figure.unit.0 == "percent");
        line += &of.map(|of| format!(" · {}", words(of))).unwrap_or_default();
        line += &figure.scope.map(|scope| format!(" · {}", words(scope))).unwrap_or_default();
        let when = figure.as_of.and_then(|at| self.reading.times.get(at as usize));
        let when = when.filter(|time| figure.scope.is_none_or(|scope| !scope.has(time.span)));
        line += &when.map(|time| format!(" · as of {}", words(time.span))).unwrap_or_default();
        line += &format!(" · “{}”", words(figure.why.span));
        let statement = figure.word_of.and_then(|at| self.reading.statements.get(at as usize));
        line + &statement.map(|statement| format!(" · {}", self.chain(statement))).unwrap_or_default()
    }

    /// Returns the statements that are worth a line of their own.
    ///
    /// Left out are those that only name a further source of another's content ("citing"), and those that say no more than that somebody
    /// else said something, which has its own line with the whole chain ("He said ..., the agency reported").
    pub fn statements(&self) -> impl Iterator<Item = &Statement> {
        let all = &self.reading.statements;
        let by = |statement: &Statement| statement.within.and_then(|at| all.get(at as usize));
        let repeats = move |statement: &Statement| by(statement).is_some_and(|by| by.content == statement.content);
        let reports = move |(at, statement): (usize, &Statement)| {
            let (Some(first), Some(last)) = (statement.content.first(), statement.content.last()) else { return false };
            all.iter().filter(|inner| inner.within == u32::try_from(at).ok()).any(|inner| {
                let starts = inner.sources.first().and_then(|s| s.span).is_some_and(|s| s.start == first.start);
                starts && inner.content.last().is_some_and(|piece| piece.end == last.end)
            })
        };
        let shown = move |(at, statement): &(usize, &Statement)| !repeats(statement) && !reports((*at, *statement));
        all.iter().enumerate().filter(shown).map(|(_, statement)| statement)
    }

    /// Returns who published the page, when, and how both are known.
    pub fn published(&self) -> String {
        let article = &self.article;
        let outlet = match &article.outlet {
            Some(outlet) => format!("{} ({})", outlet.value, place(outlet.place)),
            None => "outlet unknown".to_owned(),
        };
        let date = match &article.published {
            Some(date) => format!("published {}, {}", date.iso(), place(date.place)),
            None => match &self.reading.bounds {
                Some(bounds) => format!(
                    "date unknown, by its own text published {}",
                    bounds.in_words(&article.text, &self.reading.times)
                ),
                None => "date unknown".to_owned(),
            },
        };
        let modified =
            article.modified.as_ref().filter(|m| article.published.as_ref().is_none_or(|p| p.iso() != m.iso()));
        let modified = modified.map(|date| format!(" · changed {}", date.iso())).unwrap_or_default();
        format!("{outlet} · {date}{modified}")
    }
}

/// Returns the name for a page of a file.
pub fn name(input: &str, page: u32) -> String {
    if page < 2 { input.to_owned() } else { format!("{input} (page {page})") }
}

/// Returns digits in groups of three: "250,000,000,000".
fn grouped(value: &str) -> String {
    let (whole, part) = value.split_once('.').map_or((value, None), |(whole, part)| (whole, Some(part)));
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    part.map_or(out.clone(), |part| format!("{out}.{part}"))
}

/// Says where a value was found.
pub fn place(place: Place) -> &'static str {
    match place {
        Place::Given => "as given",
        Place::JsonLd => "from the page's JSON-LD",
        Place::Meta => "from the page's meta tags",
        Place::Markup => "from the page's markup",
        Place::Feed => "from the feed",
        Place::Text => "from the text",
        Place::Url => "from the address",
        Place::Host => "from the host",
        Place::TitleElement => "from the window title",
        Place::Bounds => "worked out from the days that the text tells of",
    }
}

fn is_pronoun(words: &str) -> bool {
    matches!(words.to_lowercase().as_str(), "he" | "she" | "they" | "it" | "i" | "we")
}
