//! Article, Analysis -> [`Time`]s: one pass over tokens reads expressions to symbols, a second resolves them.
//!
//! ```
//! let times = reading::Times::new();
//! let day = jiff::civil::Date::constant(2025, 12, 18);
//! let text = "The two met on Wednesday and will meet again next month.";
//! let found = times.in_text(text, Some(day), None);
//! let values: Vec<&str> = found.iter().map(|time| time.timex.value.as_str()).collect();
//! assert_eq!(values, ["2025-12-17", "2026-01"]);
//! let found = times.in_text(text, None, None);
//! assert_eq!(found[0].timex.value, "XXXX-WXX-3");
//! ```

mod bounds;
mod calendar;
mod choice;
mod clock;
mod days;
mod grammar;
mod length;
mod lexicon;
mod placed;
mod resolve;
mod symbolic;
mod tense;
mod token;
mod year;

use jiff::civil::Date;
use lang::Analysis;
use page::{Article, Role};
use text::Span;

use crate::{Basis, Evidence, PublicationBounds, Relation, Statement, Time};
use days::on;
use grammar::Grammar;
use lexicon::{Lexicon, Word};
use resolve::{Context, Reference, Tense, note, resolve};
use symbolic::{Base, Symbolic};
use token::{Token, tokens};

/// Finds times and resolves them against the day of publication.
#[derive(Debug)]
pub struct Times {
    lexicon: Lexicon,
}

impl Times {
    /// Reads the lists, which are part of the program.
    pub fn new() -> Times {
        Times { lexicon: Lexicon::english() }
    }

    /// Returns the times of an article's own blocks, in order of the text, and, where the article has no date, what they tell of it.
    ///
    /// Without an analysis, of an article that is not English, only dates in digits are read. Linear.
    pub fn times(&self, article: &Article, analysis: Option<&Analysis>) -> (Vec<Time>, Option<PublicationBounds>) {
        let published = article.published.as_ref().map(|dated| dated.day);
        let mut reader = self.reader(&article.text, published, analysis);
        reader.digits_only = analysis.is_none();
        for block in &article.blocks {
            let role = block.role;
            match role {
                Role::Caption => reader.read(block.span, role),
                role if role.is_body() || role == Role::Headline => reader.read(block.span, role),
                _ => {}
            }
        }
        let Reader { times, tenses, .. } = reader;
        let bounds = || bounds::bounds(&article.text, &times, &tenses, analysis, &self.lexicon);
        let bounds = if published.is_none() { bounds() } else { None };
        (times, bounds)
    }

    /// Returns the times of an English text. Without an analysis the tense is told from words alone. Linear.
    pub fn in_text(&self, text: &str, published: Option<Date>, analysis: Option<&Analysis>) -> Vec<Time> {
        let mut reader = self.reader(text, published, analysis);
        reader.read(Span::new(0, text.len()), Role::Paragraph);
        reader.times
    }

    /// Counts what a speaker says of "tomorrow" from the day it was said on, where that is told and known: days and parts of days
    /// inside the content of a statement with such a day.
    pub(crate) fn utter(&self, times: &mut [Time], statements: &[Statement]) {
        // in indirect speech the outlet has already counted
        for statement in statements.iter().filter(|statement| statement.kind == crate::Kind::Direct) {
            let Some(said) = statement.uttered.as_ref().and_then(|uttered| uttered.when) else { continue };
            let day =
                times.iter().find(|time| said.has(time.span) || time.span.has(said)).and_then(|time| time.interval);
            let Some(day) = day.filter(|day| on(day.start, 1) == Some(day.end)) else { continue };
            for time in times.iter_mut().filter(|time| statement.content.iter().any(|piece| piece.has(time.span))) {
                let Some((_, days)) = time.value.split_once(" day") else { continue };
                let Some(moved) = days.parse().ok().and_then(|days| on(day.start, days)) else { continue };
                let Some(interval) = time.interval.as_mut() else { continue };
                let Some(end) = on(moved, 1) else { continue };
                (interval.start, interval.end, time.basis) = (moved, end, Basis::Reference);
                let clock = time.timex.value.split_once('T').map(|(_, clock)| format!("T{clock}")).unwrap_or_default();
                time.timex.value = format!("{moved}{clock}");
            }
        }
    }

    fn reader<'a>(&'a self, text: &'a str, published: Option<Date>, analysis: Option<&'a Analysis>) -> Reader<'a> {
        Reader {
            lexicon: &self.lexicon,
            text,
            published,
            analysis: analysis.filter(|analysis| !analysis.tokens.is_empty()),
            digits_only: false,
            tokens: Vec::new(),
            so_far: Reference::default(),
            times: Vec::new(),
            tenses: Vec::new(),
        }
    }
}

impl Default for Times {
    fn default() -> Times {
        Times::new()
    }
}

struct Reader<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    published: Option<Date>,
    analysis: Option<&'a Analysis>,
    digits_only: bool,
    tokens: Vec<Token>,
    so_far: Reference,
    times: Vec<Time>,
    /// One for each of the times.
    tenses: Vec<Tense>,
}

impl Reader<'_> {
    fn read(&mut self, block: Span, role: Role) {
        let mut found = std::mem::take(&mut self.tokens);
        found.clear();
        tokens(block.of(self.text), block.start, self.lexicon, &mut found);
        let grammar = Grammar { text: self.text, tokens: &found, lexicon: self.lexicon };
        let mut at = 0;
        while at < found.len() {
            let expression = if self.digits_only { grammar.iso_date(at) } else { grammar.expression(at) };
            let Some((symbolic, end)) = expression.filter(|(_, end)| *end > at) else {
                at += 1;
                continue;
            };
            let span = Span { start: found[at].start, end: found[end - 1].end };
            if symbolic.base.is_possible() {
                self.time(&grammar, (at, end), span, symbolic, role);
            }
            at = end;
        }
        self.tokens = found;
    }

    fn time(
        &mut self,
        grammar: &Grammar<'_>,
        (first, end): (usize, usize),
        span: Span,
        symbolic: Symbolic,
        role: Role,
    ) {
        let tense = match (role, self.analysis) {
            // a caption tells what the picture shows
            (Role::Caption, _) => Tense::Past,
            // the present tense of a headline is past
            (Role::Headline, _) | (_, None) => tense::by_words(grammar, first, &self.lexicon.tense),
            (_, Some(analysis)) => tense::by_tree(analysis, self.text, span, &self.lexicon.tense),
        };
        let context = Context { published: self.published, tense, so_far: self.so_far };
        let resolved = resolve(&symbolic, &context);
        note(&symbolic, &resolved, self.published, &mut self.so_far);
        let pictured = role == Role::Caption && resolved.basis != Basis::Unresolved;
        let basis = if pictured { Basis::Caption } else { resolved.basis };
        self.tenses.push(tense);
        let score = score(&symbolic, resolved.basis);
        self.times.push(Time {
            span,
            value: if resolved.basis == Basis::Explicit { resolved.timex.value.clone() } else { symbolic.to_string() },
            timex: resolved.timex,
            interval: resolved.interval,
            relation: relation(grammar, first, end, &symbolic),
            basis,
            why: Evidence::new(span, symbolic.rule, score),
        });
    }
}

/// How sure a value is, by what it rests on: set by hand, surest where the words name the day, not measured.
fn score(symbolic: &Symbolic, basis: Basis) -> f32 {
    match (&symbolic.base, basis) {
        (Base::Day { .. } | Base::Year(_) | Base::Month { .. }, Basis::Explicit) => 0.98,
        (_, Basis::Explicit) => 0.9,
        (Base::Weekday { .. } | Base::DayOn(_) | Base::Day { .. }, _) => 0.92,
        (Base::Weekend(_) | Base::Month { .. } | Base::Unit { .. }, Basis::Published | Basis::Caption) => 0.85,
        (_, Basis::Reference) => 0.7,
        (_, Basis::Unresolved) => 0.5,
        _ => 0.8,
    }
}

/// How the words before and behind an expression bound it.
fn relation(grammar: &Grammar<'_>, first: usize, end: usize, symbolic: &Symbolic) -> Relation {
    let Some(before) = first.checked_sub(1) else { return Relation::At };
    let before = if grammar.word(before) == Some(Word::The) { before.saturating_sub(1) } else { before };
    let of_ahead = grammar.word(before) == Some(Word::Of) && before > 0 && grammar.is_word(before - 1, "ahead");
    match grammar.word(before) {
        _ if of_ahead => Relation::Before,
        Some(Word::Since) => Relation::Since,
        Some(Word::From) => Relation::From,
        Some(Word::Until) => Relation::Until,
        Some(Word::By) => Relation::By,
        Some(Word::Earlier) if grammar.is_word(before, "before") => Relation::Before,
        Some(Word::Later) if grammar.is_word(before, "after") => Relation::After,
        Some(Word::For) if matches!(symbolic.base, Base::Duration { .. }) => Relation::For,
        _ if grammar.is_any(end, &["onwards", "onward"]) => Relation::From,
        _ => Relation::At,
    }
}
