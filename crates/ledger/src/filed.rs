//! Where an entry is filed: the moment, name, weight and words by which it is found.

use serde::de::DeserializeOwned;
use serde_json::Value as Json;

use crate::{
    entry::{Branch, CalendarEntry, ClaimEntry, EntryKind, FigureEntry, PositionEntry},
    ledger::order,
    quote::Quote,
};

/// Where entries without a day stand: behind all that have one.
pub(crate) const UNDATED: &str = "9999";
/// How much more an article that carries a claim weighs than one of its origins.
const CARRIER: i64 = 1 << 20;

/// The moment, name, weight and words by which an entry is found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Filed {
    /// Orders the entries of a kind.
    pub moment: String,
    /// Whose it is, which measure, how far it has come.
    pub name: String,
    /// Orders the claims of a story, the weightiest first.
    pub weight: i64,
    /// Title and text by whose words it is found; without a title it is not.
    pub words: (String, String),
}

impl Filed {
    /// Files an entry that a person changed; nothing when it is no such entry any more.
    pub fn of(kind: EntryKind, data: &Json) -> Result<Filed, String> {
        fn read<T: DeserializeOwned>(data: &Json) -> Result<T, String> {
            T::deserialize(data).map_err(|error| error.to_string())
        }
        Ok(match kind {
            EntryKind::Claim => Filed::claim(&read(data)?),
            EntryKind::Calendar => Filed::appointment(&read(data)?),
            EntryKind::Position => Filed::position(&read(data)?),
            EntryKind::Figure => Filed::figure(&read(data)?),
            EntryKind::Change | EntryKind::Copy => return Err("changes and copies are not decided about".to_owned()),
        })
    }

    pub fn claim(entry: &ClaimEntry) -> Filed {
        let mut names: Vec<&str> = entry.origins.iter().map(|origin| origin.name.as_str()).collect();
        entry.mentions.iter().for_each(|mention| named(&mention.rests_on, &mut names));
        let first = entry.mentions.first().map(|mention| &mention.quote);
        Filed {
            moment: first.map(published).unwrap_or_default(),
            name: String::new(),
            weight: i64::from(entry.carriers) * CARRIER + i64::from(entry.at_most),
            words: (
                format!("{}\n{}", entry.gist, names.join("\n")),
                texts(entry.mentions.iter().map(|one| &one.quote)),
            ),
        }
    }

    pub fn appointment(entry: &CalendarEntry) -> Filed {
        let title = format!("{} {} {}", entry.what, entry.who.join(", "), entry.place.as_deref().unwrap_or(""));
        Filed {
            moment: entry.when.map_or(UNDATED.to_owned(), |when| when.start.to_string()),
            name: entry.status.clone(),
            weight: 0,
            words: (title, texts(entry.history.iter().map(|step| &step.quote))),
        }
    }

    pub fn position(entry: &PositionEntry) -> Filed {
        Filed {
            moment: entry.since.map(order).unwrap_or_default(),
            name: entry.party.clone(),
            weight: 0,
            words: (format!("{} {} {}", entry.party, entry.stance, entry.what), String::new()),
        }
    }

    pub fn figure(entry: &FigureEntry) -> Filed {
        let last = entry.values.last().map(|value| &value.quote);
        Filed {
            moment: last.map(published).unwrap_or_default(),
            name: entry.measure.clone(),
            weight: 0,
            words: (entry.measure.clone(), texts(entry.values.iter().map(|value| &value.quote))),
        }
    }
}

fn published(quote: &Quote) -> String {
    quote.published.map(order).unwrap_or_default()
}

fn texts<'a>(quotes: impl Iterator<Item = &'a Quote>) -> String {
    quotes.map(|quote| quote.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// Collects the names in a tree of sources, each once.
fn named<'a>(branches: &'a [Branch], names: &mut Vec<&'a str>) {
    for branch in branches {
        if !names.contains(&branch.name.as_str()) {
            names.push(&branch.name);
        }
        named(&branch.rests_on, names);
    }
}
