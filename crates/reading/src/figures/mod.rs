//! [`Scene`] -> [`Figure`]: the quantities of an article, in digits and in words.
//!
//! A number is read from words, then it is asked whether it is a quantity at all, and what it counts.

mod counted;
mod currency;
mod decimal;
mod guards;
mod lexicon;
mod line;
mod number;

use crate::{Evidence, Figure, Unit, scene::Scene};
use currency::Currencies;
use lexicon::Lexicon;
use line::{Draft, Line};

/// Figures of one article; reading stops there. The longest reports have some hundreds.
const MAX_FIGURES: usize = 5_000;
/// Words of one sentence in which figures are looked for; no sentence of news comes near.
const MAX_SENTENCE: u32 = 1_000;

/// Characters of a share in per cent at most: a longer number before which "percent" stands counts something else.
const MAX_SHARE_DIGITS: usize = 5;

/// Reads figures. Opening one reads the word lists.
#[derive(Debug)]
pub struct Figures {
    lexicon: Lexicon,
}

impl Figures {
    /// Opens the word lists of English, which are part of the program.
    pub fn english() -> Figures {
        Figures { lexicon: Lexicon::english() }
    }

    /// Returns the figures of an article, in order of the text. Linear in the text.
    pub fn figures(&self, scene: &Scene<'_>) -> Vec<Figure> {
        let mut figures: Vec<Figure> = Vec::new();
        let currencies = Currencies::of(scene, &self.lexicon);
        for sentence in &scene.analysis.sentences {
            let first = sentence.tokens.start;
            let range = first..sentence.tokens.end.min(first + MAX_SENTENCE);
            let Some(line) = Line::of(scene, range, &self.lexicon) else { continue };
            let mut at = 0;
            while at < line.lower.len() && figures.len() < MAX_FIGURES {
                let (draft, next) = line.draft(at);
                figures.extend(draft.and_then(|draft| figure(&line, &draft, &currencies, figures.last())));
                at = next;
            }
        }
        figures
    }
}

/// "The number of people killed rose to 27", "the toll": the unit of what is counted.
fn toll(line: &Line<'_>, of: text::Span) -> Option<String> {
    let words = line.scene.words(of).to_lowercase();
    let people = |word: &str| line.lexicon.words.people.contains(word);
    let counted =
        words.split_once("number of ").and_then(|(_, rest)| rest.split_whitespace().find(|word| people(word)));
    let toll = words.split_whitespace().any(|word| word == "toll");
    (counted.is_some() || toll).then(|| "people".to_owned())
}

/// Says what a number that is a quantity counts, for whom and when. One without a noun has the unit of the figure before, in the
/// same paragraph.
fn figure(line: &Line<'_>, draft: &Draft, currencies: &Currencies<'_>, before: Option<&Figure>) -> Option<Figure> {
    let scene = line.scene;
    let counted = counted::counted(line, draft);
    let whole = line.span(draft.start..counted.end.max(draft.end))?;
    let near = |before: &&Figure| {
        let between = scene.article.text.get(before.why.span.end as usize..whole.start as usize);
        between.is_some_and(|between| !between.contains('\n')) && !guards::is_length(&before.unit.0)
    };
    let share = |unit: &str| !unit.starts_with("percent") || draft.value.to_string().len() <= MAX_SHARE_DIGITS;
    let inherited = || before.filter(near).map(|before| before.unit.0.clone()).filter(|unit| share(unit));
    let inherited = || inherited().filter(|unit| !unit.is_empty()).or_else(|| toll(line, counted.of?));
    let unit = counted.unit.clone().or_else(inherited).unwrap_or_default();
    let unit = currencies.meant(unit, scene.words(whole));
    let why = Evidence::new(whole, draft.rule, if counted.unit.is_some() { 0.9 } else { 0.6 });
    Some(Figure {
        value: draft.value.to_string(),
        high: draft.high.map(|high| high.to_string()),
        bound: counted.bound.unwrap_or(draft.bound),
        unit: Unit(unit),
        change: counted::change(line, draft),
        of: counted.of,
        scope: counted.scope,
        as_of: counted::as_of(line, draft),
        word_of: scene.word_of(whole),
        why,
    })
}
