//! Which numbers are in play, over articles.

use std::collections::BTreeSet;

use jiff::Timestamp;
use reading::{Bound, Figure, Interval, Unit};
use serde::{Deserialize, Serialize};
use text::Id;

use crate::{
    Piece, Receipt, Relation,
    lexicon::Lexicon,
    number::{Number, Stand, stand},
    piece::day,
    who::{People, family},
    words::{stem, words},
};

/// The values that were told for one measure and scope.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// Digest of its first value.
    pub id: Id,
    /// What is counted, in words.
    pub measure: String,
    /// In what.
    pub unit: Unit,
    /// Where and among whom it holds, in words.
    pub scope: Option<String>,
    /// The values, oldest first.
    pub values: Vec<Value>,
}

/// One value, from one place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Value {
    /// The words.
    pub at: Receipt,
    /// In plain decimal digits.
    pub value: String,
    /// How it is meant.
    pub bound: Bound,
    /// As of when.
    pub as_of: Option<Interval>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// Who holds it: the origin's name; empty for the outlet's own.
    pub holder: String,
    /// How it stands to the newest value: of the same holder an older one is superseded, of another holder it contradicts.
    pub relation: Relation,
}

/// Share of the words of what is counted, from which two figures count the same.
const SAME_MEASURE: f32 = 0.5;
/// Series that a figure is compared with: the last ones.
const COMPARED: usize = 300;

/// Puts the figures of all pieces together, in the order in which they came up.
pub(crate) fn series(pieces: &[&Piece], people: &People) -> Vec<Series> {
    let mut known: Vec<Known> = Vec::new();
    for (number, piece) in pieces.iter().enumerate() {
        for figure in &piece.reading.figures {
            let new = Known::of(number, piece, figure, people);
            match known.iter_mut().rev().take(COMPARED).find(|known| known.counts(&new)) {
                Some(known) => known.series.values.extend(new.series.values),
                None => known.push(new),
            }
        }
    }
    known.into_iter().map(|known| related(known.series, known.toll.is_some())).collect()
}

struct Known {
    series: Series,
    /// What befell those who are counted, as the lexicon names it: the dead, the missing.
    toll: Option<String>,
    /// Whether it is a count of a part: "in Port Sorrel alone".
    is_part: bool,
    measure: BTreeSet<String>,
    scope: BTreeSet<String>,
    /// Whether it is a count of the whole: "nationwide".
    is_whole: bool,
}

impl Known {
    fn of(number: usize, piece: &Piece, figure: &Figure, people: &People) -> Known {
        let words_of = |span| piece.article.words(span).to_owned();
        let measure = figure.of.map(words_of).unwrap_or_default();
        let mut scope = figure.scope.map(words_of);
        let (before, after) = clause(piece, figure);
        let toll = toll(&measure, before, after);
        let part = Lexicon::find(&Lexicon::english().part, before);
        if let Some((at, _)) = part.filter(|_| scope.is_none()) {
            scope = Some(before[..at].trim().to_owned()).filter(|scope| !scope.is_empty());
        }
        let statement = figure.word_of.and_then(|ix| piece.reading.statements.get(ix as usize));
        let last = statement
            .and_then(|statement| statement.chain.iter().rev().find_map(|hop| people.who(number, piece, &hop.from)));
        let value = Value {
            at: piece.receipt(figure.why.span),
            value: figure.value.clone(),
            bound: figure.bound,
            as_of: figure.as_of.and_then(|time| piece.reading.times.get(time as usize)?.interval),
            published: piece.at,
            holder: last.map(|who| who.name).unwrap_or_default(),
            relation: Relation::Same,
        };
        let id = Id::of(&[
            "figure",
            &piece.article.id.to_string(),
            &figure.why.span.start.to_string(),
            &measure,
            &figure.value,
        ]);
        Known {
            is_part: part.is_some(),
            measure: toll.clone().map_or_else(|| stems(&measure), |toll| BTreeSet::from([toll])),
            toll: toll.clone(),
            scope: scope.as_deref().map(stems).unwrap_or_default(),
            is_whole: scope.as_deref().is_some_and(|scope| Lexicon::find(&Lexicon::english().whole, scope).is_some()),
            series: Series {
                id,
                measure: toll.unwrap_or(measure),
                unit: figure.unit.clone(),
                scope,
                values: vec![value],
            },
        }
    }

    /// Tells whether a figure counts the same, in the same scope.
    fn counts(&self, new: &Known) -> bool {
        let shared = self.measure.intersection(&new.measure).count() as f32;
        let smaller = self.measure.len().min(new.measure.len()) as f32;
        let same =
            shared >= SAME_MEASURE * smaller && shared > 0.0 || self.measure.is_empty() && new.measure.is_empty();
        let scope = self.scope.is_empty() && new.scope.is_empty() || !self.scope.is_disjoint(&new.scope);
        if self.is_whole != new.is_whole || self.is_part != new.is_part || self.toll != new.toll {
            return false;
        }
        // a toll is counted in people whether that is said or not; who counts in the hospitals and who counts in all mean one toll,
        // unless one says that it is of a part
        let unit = self.series.unit == new.series.unit || self.toll.is_some() && self.is_people() && new.is_people();
        unit && same && (scope || self.toll.is_some() && !self.is_part)
    }

    /// Tells whether people are counted, or it is not said what.
    fn is_people(&self) -> bool {
        UNITS.contains(&self.series.unit.0.as_str())
    }
}

/// Units of a count of people.
const UNITS: [&str; 2] = ["", "people"];
/// Words on each side of a number among which it is told what befell those counted.
const AROUND: usize = 5;

/// The words of a figure's clause before and after its number.
fn clause<'a>(piece: &Piece<'a>, figure: &Figure) -> (&'a str, &'a str) {
    let text = piece.article.text.as_str();
    let span = figure.why.span;
    let ends = |c: char| ".;!?\n:“”\"".contains(c);
    let (from, to) = (span.start as usize, span.end as usize);
    let block = piece.article.blocks.iter().find(|block| block.span.start <= span.start && span.end <= block.span.end);
    let (first, last) = block.map_or((from, to), |block| (block.span.start as usize, block.span.end as usize));
    let before = text.get(first..from).unwrap_or_default();
    let after = text.get(to..last).unwrap_or_default();
    let before = before.rfind(ends).map_or(before, |at| before[at..].trim_start_matches(ends));
    (before, &after[..after.find(|c| ends(c) || c == ',').unwrap_or(after.len())])
}

/// Tells what befell those who are counted: by the measure; where that names people only, or nothing, by the words around the number.
fn toll(measure: &str, before: &str, after: &str) -> Option<String> {
    let lists = Lexicon::english();
    let named = |word: &str| lists.toll.iter().find(|(_, words)| words.contains(word)).map(|(name, _)| name.clone());
    if let Some(found) = words(measure).find_map(|word| named(&word.lower)) {
        return Some(found);
    }
    let only_people =
        words(measure).all(|word| lists.persons.contains(&word.lower) || lists.stop.contains(&word.lower));
    if !only_people {
        return None;
    }
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) || lists.numbers.contains_key(word);
    let next = words(after).take(AROUND).take_while(|word| !is_number(&word.lower)).find_map(|word| named(&word.lower));
    let last = || {
        let all: Vec<_> = words(before).collect();
        let near = all.iter().rev().take(AROUND).take_while(|word| !is_number(&word.lower));
        near.filter(|_| measure.is_empty()).find_map(|word| named(&word.lower))
    };
    next.or_else(last)
}

/// Stems of the words that tell, those for one toll as one.
fn stems(text: &str) -> BTreeSet<String> {
    let lists = Lexicon::english();
    let toll = |word: &str| lists.toll.iter().find(|(_, words)| words.contains(word)).map(|(name, _)| name.clone());
    let tells = words(text).filter(|word| !lists.stop.contains(&word.lower));
    tells.map(|word| toll(&word.lower).unwrap_or_else(|| stem(&word.lower).to_owned())).collect()
}

/// Says of each value how it stands to the newest. A toll grows: a lower one of an earlier day is superseded whoever told it.
fn related(mut series: Series, is_toll: bool) -> Series {
    let number = |value: &Value| Number {
        value: value.value.parse().unwrap_or(f64::NAN),
        bound: value.bound,
        of: String::new(),
    };
    let Some(newest) = series.values.iter().max_by_key(|value| value.published).cloned() else { return series };
    for value in &mut series.values {
        let same_holder = family(&value.holder) == family(&newest.holder);
        let earlier = value.published < newest.published;
        let on = |value: &Value| value.published.map(day);
        let lower = number(value).value < number(&newest).value;
        let outgrown = is_toll && lower && on(value) < on(&newest);
        value.relation = match stand(&number(value), &number(&newest)) {
            Stand::Same => Relation::Same,
            _ if (same_holder && earlier) || outgrown => Relation::Superseded,
            Stand::Implies => Relation::Entails,
            // a floor or ceiling that the newest value keeps to
            Stand::Implied if earlier => Relation::Superseded,
            Stand::Implied => Relation::Same,
            Stand::Differ if value.holder.is_empty() && earlier => Relation::Superseded,
            Stand::Differ => Relation::Contradicts,
        };
    }
    series
}
