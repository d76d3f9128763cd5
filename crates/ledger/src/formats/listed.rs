//! How each kind of entry is written as rows and as a note.

use jiff::Timestamp;
use reading::Interval;

use super::{
    Listed,
    markdown::literal,
    table::{Cell, Column, Kind, Row, day_cells, last},
};
use crate::{
    entry::{CalendarEntry, ChangeEntry, ClaimEntry, CopyEntry, FigureEntry, PositionEntry},
    quote::Quote,
};

impl Listed for ClaimEntry {
    const COLUMNS: &'static [Column] = &[
        ("claim", Kind::Text),
        ("story", Kind::Text),
        ("gist", Kind::Text),
        ("at_least", Kind::Number),
        ("at_most", Kind::Number),
        ("origins", Kind::Text),
        ("observers", Kind::Number),
        ("outlets", Kind::Number),
        ("families", Kind::Number),
        ("carriers", Kind::Number),
        ("why", Kind::Text),
        ("relation", Kind::Text),
        ("unverified", Kind::Truth),
        ("withdrawn", Kind::Truth),
        ("rests_on", Kind::Text),
    ];

    fn rows(&self) -> Vec<Row<'_>> {
        let names: Vec<String> = self.origins.iter().map(|one| format!("{} ({})", one.name, one.kind)).collect();
        let whole: [Cell; 11] = [
            self.id.into(),
            self.story.into(),
            self.gist.as_str().into(),
            self.at_least.into(),
            self.at_most.into(),
            names.join("; ").into(),
            self.observers.into(),
            self.outlets.into(),
            self.families.into(),
            self.carriers.into(),
            self.why.join("; ").into(),
        ];
        each(&whole, &self.mentions, |mention| {
            let cells = vec![
                mention.relation.as_str().into(),
                mention.unverified.into(),
                mention.withdrawn.into(),
                mention.chains().join("; ").into(),
            ];
            (cells, &mention.quote)
        })
    }

    fn note(&self) -> (String, Vec<String>) {
        let below = self.mentions.iter().map(|mention| {
            let chains = mention.chains().join("; ");
            format!("{} {}", quoted(&mention.quote), literal(&chains))
        });
        (format!("**{}**: {}", literal(&self.gist), self.counted()), below.collect())
    }
}

impl Listed for CalendarEntry {
    const COLUMNS: &'static [Column] = &[
        ("id", Kind::Text),
        ("story", Kind::Text),
        ("what", Kind::Text),
        ("who", Kind::Text),
        ("place", Kind::Text),
        ("first_day", Kind::Day),
        ("last_day", Kind::Day),
        ("status", Kind::Text),
        ("step_status", Kind::Text),
        ("step_first_day", Kind::Day),
        ("step_last_day", Kind::Day),
    ];

    fn rows(&self) -> Vec<Row<'_>> {
        let [first, last] = day_cells(self.when);
        let whole: [Cell; 8] = [
            self.id.into(),
            self.story.into(),
            self.what.as_str().into(),
            self.who.join("; ").into(),
            self.place.as_deref().into(),
            first,
            last,
            self.status.as_str().into(),
        ];
        each(&whole, &self.history, |step| {
            let [first, last] = day_cells(step.when);
            (vec![step.status.as_str().into(), first, last], &step.quote)
        })
    }

    fn note(&self) -> (String, Vec<String>) {
        let who = if self.who.is_empty() { "somebody".to_owned() } else { self.who.join(", ") };
        let place = self.place.as_ref().map(|place| format!(" in {}", literal(place))).unwrap_or_default();
        let below = self.history.iter().map(|step| format!("{}: {}", step.status, quoted(&step.quote)));
        let line =
            format!("{} **{}** of {}{place}: {}", days(self.when), literal(&self.what), literal(&who), self.status);
        (line, below.collect())
    }
}

impl Listed for PositionEntry {
    const COLUMNS: &'static [Column] = &[
        ("id", Kind::Text),
        ("story", Kind::Text),
        ("party", Kind::Text),
        ("stance", Kind::Text),
        ("toward", Kind::Text),
        ("what", Kind::Text),
        ("condition", Kind::Text),
        ("since", Kind::Moment),
        ("gave_way_to", Kind::Text),
    ];

    fn rows(&self) -> Vec<Row<'_>> {
        let whole: [Cell; 9] = [
            self.id.into(),
            self.story.into(),
            self.party.as_str().into(),
            self.stance.as_str().into(),
            self.toward.as_deref().into(),
            self.what.as_str().into(),
            self.condition.as_deref().into(),
            self.since.into(),
            self.gave_way_to.into(),
        ];
        each(&whole, &self.quotes, |quote| (Vec::new(), quote))
    }

    fn note(&self) -> (String, Vec<String>) {
        let condition = self.condition.as_ref().map(|words| format!(" ({})", literal(words))).unwrap_or_default();
        let line = format!("**{}** {}: {}{condition}", literal(&self.party), self.stance, literal(&self.what));
        (line, self.quotes.iter().map(quoted).collect())
    }
}

impl Listed for FigureEntry {
    const COLUMNS: &'static [Column] = &[
        ("id", Kind::Text),
        ("story", Kind::Text),
        ("measure", Kind::Text),
        ("unit", Kind::Text),
        ("scope", Kind::Text),
        ("value", Kind::Text),
        ("bound", Kind::Text),
        ("holder", Kind::Text),
        ("as_of_first_day", Kind::Day),
        ("as_of_last_day", Kind::Day),
        ("relation", Kind::Text),
    ];

    fn rows(&self) -> Vec<Row<'_>> {
        let whole: [Cell; 5] = [
            self.id.into(),
            self.story.into(),
            self.measure.as_str().into(),
            self.unit.as_str().into(),
            self.scope.as_deref().into(),
        ];
        each(&whole, &self.values, |value| {
            let [first, last] = day_cells(value.as_of);
            let cells = vec![
                value.value.as_str().into(),
                value.bound.as_str().into(),
                value.holder.as_str().into(),
                first,
                last,
                value.relation.as_str().into(),
            ];
            (cells, &value.quote)
        })
    }

    fn note(&self) -> (String, Vec<String>) {
        let scope = self.scope.as_ref().map(|scope| format!(" ({})", literal(scope))).unwrap_or_default();
        let below = self.values.iter().map(|value| {
            let holder = if value.holder.is_empty() { value.quote.by() } else { &value.holder };
            let (told, holder) = (quoted(&value.quote), literal(holder));
            format!("{} {} by {holder}, {}: {told}", value.bound, value.value, value.relation)
        });
        (format!("**{}**{scope}, {}", literal(&self.measure), literal(&self.unit)), below.collect())
    }
}

impl Listed for ChangeEntry {
    const COLUMNS: &'static [Column] = &[
        ("at", Kind::Moment),
        ("kind", Kind::Text),
        ("what", Kind::Text),
        ("id", Kind::Text),
        ("story", Kind::Text),
        ("story_title", Kind::Text),
        ("from_text", Kind::Text),
    ];

    fn rows(&self) -> Vec<Row<'_>> {
        let cells = vec![
            self.at.into(),
            self.kind.as_str().into(),
            self.what.as_str().into(),
            self.id.into(),
            self.story.into(),
            self.title.as_str().into(),
            self.from.as_ref().map(|quote| quote.text.as_str()).into(),
        ];
        vec![(cells, self.to.as_ref().or(self.from.as_ref()))]
    }

    fn note(&self) -> (String, Vec<String>) {
        let below = self.to.iter().chain(&self.from).map(quoted).collect();
        (format!("{} **{}**: {}", day(self.at), self.kind, literal(&self.what)), below)
    }
}

impl Listed for CopyEntry {
    const COLUMNS: &'static [Column] = &[
        ("id", Kind::Text),
        ("story", Kind::Text),
        ("kind", Kind::Text),
        ("credited", Kind::Truth),
        ("directed", Kind::Truth),
        ("why", Kind::Text),
        ("of_article", Kind::Text),
        ("of_outlet", Kind::Text),
        ("of_title", Kind::Text),
        ("by_article", Kind::Text),
        ("by_outlet", Kind::Text),
        ("by_title", Kind::Text),
        ("by_published", Kind::Moment),
        ("by_url", Kind::Text),
    ];
    const QUOTES: bool = false;

    fn rows(&self) -> Vec<Row<'_>> {
        let cells = vec![
            self.id.into(),
            self.story.into(),
            self.kind.as_str().into(),
            self.credited.into(),
            self.directed.into(),
            self.why.as_str().into(),
            self.of.article.into(),
            self.of.outlet.as_str().into(),
            self.of.title.as_str().into(),
            self.by.article.into(),
            self.by.outlet.as_str().into(),
            self.by.title.as_str().into(),
            self.by.published.into(),
            self.by.url.as_deref().into(),
        ];
        vec![(cells, None)]
    }

    fn note(&self) -> (String, Vec<String>) {
        let line = format!("{} <- {}: {}", literal(self.by.by()), literal(self.of.by()), self.kind);
        (line, Vec::new())
    }
}

/// Returns a row for each part of an entry: what is said of the whole, then of the part.
fn each<'a, T>(whole: &[Cell], parts: &'a [T], of: impl Fn(&'a T) -> (Vec<Cell>, &'a Quote)) -> Vec<Row<'a>> {
    let row = |part| {
        let (cells, quote) = of(part);
        (whole.iter().cloned().chain(cells).collect(), Some(quote))
    };
    parts.iter().map(row).collect()
}

/// Writes words with a link to where they stand.
pub(super) fn quoted(quote: &Quote) -> String {
    let by = match quote.link() {
        // a bracket would end the link
        Some(link) => format!("[{}]({})", literal(quote.by()), link.replace('(', "%28").replace(')', "%29")),
        None => literal(quote.by()),
    };
    format!("“{}” ({by}, {})", literal(&quote.text), quote.published.map(day).unwrap_or_default())
}

/// Returns the day of a moment, in UTC.
pub(super) fn day(at: Timestamp) -> String {
    at.to_zoned_datetime(jiff::tz::TimeZone::UTC).date().to_string()
}

fn days(when: Option<Interval>) -> String {
    match when {
        Some(when) if when.start == last(when) => when.start.to_string(),
        Some(when) => format!("{} to {}", when.start, last(when)),
        None => "Day unknown:".to_owned(),
    }
}
