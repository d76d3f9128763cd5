//! Names of months and weekdays, and the small words inside dates.

use serde::Deserialize;

use super::line::{self, fold};

const MONTHS: &str = include_str!("../../../../languages/months.toml");

/// Names of months of every language.
#[derive(Debug, Default)]
pub struct Months {
    /// Folded name, month `1..=12`, language; sorted by name.
    names: Vec<(String, u8, String)>,
    /// First three bytes of every name: most words are ruled out by them.
    starts: std::collections::HashSet<[u8; 3]>,
    /// Words that may stand inside a date.
    between: Vec<String>,
    /// Folded names of weekdays, sorted.
    weekdays: Vec<String>,
}

impl Months {
    /// Opens the list.
    pub(super) fn read() -> Months {
        #[derive(Deserialize)]
        struct Lang {
            months: Vec<Vec<String>>,
            #[serde(default)]
            days: Vec<Vec<String>>,
            #[serde(default)]
            words: Vec<String>,
        }
        let langs: std::collections::BTreeMap<String, Lang> =
            toml::from_str(MONTHS).expect("languages/months.toml is tested");
        let mut months = Months::default();
        for (code, lang) in langs {
            for (month, names) in lang.months.iter().enumerate() {
                let number = month as u8 + 1;
                // A name of two letters would be found everywhere.
                months.names.extend(names.iter().filter(|n| n.len() >= 3).map(|n| (fold(n), number, code.clone())));
            }
            months.between.extend(lang.words.iter().map(|w| fold(w)));
            // "Am", "so" are abbreviations of weekdays, and words.
            months.weekdays.extend(lang.days.iter().flatten().filter(|d| d.chars().count() >= 3).map(|d| fold(d)));
        }
        months.names.sort();
        months.starts = months.names.iter().map(|(name, ..)| start(name)).collect();
        months.weekdays.sort();
        months.between.sort();
        months.between.dedup();
        months
    }

    /// Returns the months that a folded word may name, with the language of each.
    pub fn of<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = (u8, &'a str)> + 'a {
        let from = self.names.partition_point(|(name, ..)| name.as_str() < folded);
        self.names[from..].iter().take_while(move |(name, ..)| name == folded).map(|(_, m, lang)| (*m, lang.as_str()))
    }

    /// Returns the month whose name a folded text begins with, the longest such name, and its length in bytes.
    pub fn at_start(&self, folded: &str, lang: Option<&str>) -> Option<(u8, usize)> {
        if !self.starts.contains(&start(folded)) {
            return None;
        }
        let mut best: Option<(bool, usize, u8)> = None;
        for len in (1..=folded.len().min(40)).filter(|n| folded.is_char_boundary(*n)) {
            let border = folded[len..].chars().next().is_none_or(|c| !c.is_alphabetic() || line::is_unspaced(c));
            if !border {
                continue;
            }
            for (month, code) in self.of(&folded[..len]) {
                let own = lang == Some(code);
                if best.is_none_or(|(o, l, _)| (own, len) > (o, l)) {
                    best = Some((own, len, month));
                }
            }
        }
        best.map(|(_, len, month)| (month, len))
    }

    /// Tells whether a folded word names a weekday.
    pub fn is_weekday(&self, folded: &str) -> bool {
        self.weekdays.binary_search_by(|w| w.as_str().cmp(folded)).is_ok()
    }

    /// Tells whether a folded word may stand between the parts of a date.
    pub fn is_between(&self, folded: &str) -> bool {
        self.between.binary_search_by(|w| w.as_str().cmp(folded)).is_ok()
    }
}

/// First three bytes of a text, zeros where it is shorter.
fn start(text: &str) -> [u8; 3] {
    let bytes = text.as_bytes();
    [0, 1, 2].map(|n| bytes.get(n).copied().unwrap_or(0))
}
