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
    known.into_iter().map(|known| related(known.series)).collect()
}

struct Known {
    series: Series,
    measure: BTreeSet<String>,
    scope: BTreeSet<String>,
    /// Whether it is a count of the whole: "nationwide".
    is_whole: bool,
}

impl Known {
    fn of(number: usize, piece: &Piece, figure: &Figure, people: &People) -> Known {
        let words_of = |span| piece.article.words(span).to_owned();
        let measure = figure.of.map(words_of).unwrap_or_default();
        let scope = figure.scope.map(words_of);
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
            measure: stems(&measure),
            scope: scope.as_deref().map(stems).unwrap_or_default(),
            is_whole: scope.as_deref().is_some_and(|scope| {
                let scope = scope.to_lowercase();
                Lexicon::english().whole.iter().any(|word| scope.contains(word.as_str()))
            }),
            series: Series { id, measure, unit: figure.unit.clone(), scope, values: vec![value] },
        }
    }

    /// Tells whether a figure counts the same, in the same scope.
    fn counts(&self, new: &Known) -> bool {
        let shared = self.measure.intersection(&new.measure).count() as f32;
        let smaller = self.measure.len().min(new.measure.len()) as f32;
        let same =
            shared >= SAME_MEASURE * smaller && shared > 0.0 || self.measure.is_empty() && new.measure.is_empty();
        let scope = self.scope.is_empty() && new.scope.is_empty() || !self.scope.is_disjoint(&new.scope);
        self.series.unit == new.series.unit && same && scope && self.is_whole == new.is_whole
    }
}

/// Stems of the words that tell, those for one toll as one.
fn stems(text: &str) -> BTreeSet<String> {
    let lists = Lexicon::english();
    let toll = |word: &str| lists.toll.iter().find(|(_, words)| words.contains(word)).map(|(name, _)| name.clone());
    let tells = words(text).filter(|word| !lists.stop.contains(&word.lower));
    tells.map(|word| toll(&word.lower).unwrap_or_else(|| stem(&word.lower).to_owned())).collect()
}

/// Says of each value how it stands to the newest.
fn related(mut series: Series) -> Series {
    let number = |value: &Value| Number {
        value: value.value.parse().unwrap_or(f64::NAN),
        bound: value.bound,
        of: String::new(),
    };
    let Some(newest) = series.values.iter().max_by_key(|value| value.published).cloned() else { return series };
    for value in &mut series.values {
        let same_holder = family(&value.holder) == family(&newest.holder);
        let earlier = value.published < newest.published;
        value.relation = match stand(&number(value), &number(&newest)) {
            Stand::Same => Relation::Same,
            _ if same_holder && earlier => Relation::Superseded,
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
