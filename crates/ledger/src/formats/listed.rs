//! How each kind of entry is written as rows and as a note.

use jiff::Timestamp;
use reading::Interval;

use super::{Listed, markdown::literal};
use crate::{
    check::Checked,
    entry::{CalendarEntry, ChangeEntry, ClaimEntry, CopyEntry, FigureEntry, PositionEntry, StoryEntry},
    list::ArticleEntry,
    quote::Quote,
    search::Hit,
};

impl Listed for StoryEntry {
    const COLUMNS: &'static [&'static str] =
        &["id", "title", "first", "last", "articles", "copies", "outlets", "claims", "withdrawn"];

    fn rows(&self) -> Vec<Vec<String>> {
        vec![vec![
            self.id.to_string(),
            self.title.clone(),
            self.first.to_string(),
            self.last.to_string(),
            self.articles.to_string(),
            self.copies.to_string(),
            self.outlets.join("; "),
            self.claims.to_string(),
            self.withdrawn.to_string(),
        ]]
    }

    fn note(&self) -> (String, Vec<String>) {
        let counts = format!("{} articles ({} copies), {} outlets", self.articles, self.copies, self.outlets.len());
        (format!("**{}**: {counts}, {} to {}", literal(&self.title), day(self.first), day(self.last)), Vec::new())
    }
}

impl Listed for ArticleEntry {
    const COLUMNS: &'static [&'static str] = &["article", "published", "outlet", "title", "url", "editions"];

    fn rows(&self) -> Vec<Vec<String>> {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        vec![vec![
            self.id.to_string(),
            self.published.to_string(),
            text(&self.outlet),
            text(&self.title),
            text(&self.url),
            self.editions.to_string(),
        ]]
    }

    fn note(&self) -> (String, Vec<String>) {
        let title = literal(self.title.as_deref().unwrap_or("No headline"));
        (
            format!("{title} ({}, {})", literal(self.outlet.as_deref().unwrap_or("unknown")), day(self.published)),
            Vec::new(),
        )
    }
}

impl Listed for ClaimEntry {
    const COLUMNS: &'static [&'static str] = &[
        "claim",
        "story",
        "gist",
        "at_least",
        "at_most",
        "origins",
        "observers",
        "outlets",
        "families",
        "carriers",
        "why",
        "relation",
        "unverified",
        "withdrawn",
        "rests_on",
        "outlet",
        "title",
        "published",
        "url",
        "text",
        "article",
        "edition",
        "start",
        "end",
    ];

    fn rows(&self) -> Vec<Vec<String>> {
        let names: Vec<String> = self.origins.iter().map(|one| format!("{} ({})", one.name, one.kind)).collect();
        let row = |mention: &crate::MentionEntry| {
            let mut row = vec![
                self.id.to_string(),
                self.story.to_string(),
                self.gist.clone(),
                self.at_least.to_string(),
                self.at_most.to_string(),
                names.join("; "),
                self.observers.to_string(),
                self.outlets.to_string(),
                self.families.to_string(),
                self.carriers.to_string(),
                self.why.join("; "),
                mention.relation.clone(),
                mention.unverified.to_string(),
                mention.withdrawn.to_string(),
                mention.chains().join("; "),
            ];
            row.extend(cells(Some(&mention.quote)));
            row
        };
        self.mentions.iter().map(row).collect()
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
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "story",
        "what",
        "who",
        "place",
        "first_day",
        "last_day",
        "status",
        "step_status",
        "step_first_day",
        "step_last_day",
        "outlet",
        "title",
        "published",
        "url",
        "text",
        "article",
        "edition",
        "start",
        "end",
    ];

    fn rows(&self) -> Vec<Vec<String>> {
        let row = |step: &crate::StepEntry| {
            let mut row = vec![
                self.id.to_string(),
                self.story.to_string(),
                self.what.clone(),
                self.who.join("; "),
                self.place.clone().unwrap_or_default(),
                start(self.when),
                end(self.when),
                self.status.clone(),
                step.status.clone(),
                start(step.when),
                end(step.when),
            ];
            row.extend(cells(Some(&step.quote)));
            row
        };
        self.history.iter().map(row).collect()
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
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "story",
        "party",
        "stance",
        "toward",
        "what",
        "condition",
        "since",
        "gave_way_to",
        "outlet",
        "title",
        "published",
        "url",
        "text",
        "article",
        "edition",
        "start",
        "end",
    ];

    fn rows(&self) -> Vec<Vec<String>> {
        let row = |quote: &Quote| {
            let mut row = vec![
                self.id.to_string(),
                self.story.to_string(),
                self.party.clone(),
                self.stance.clone(),
                self.toward.clone().unwrap_or_default(),
                self.what.clone(),
                self.condition.clone().unwrap_or_default(),
                self.since.map(|at| at.to_string()).unwrap_or_default(),
                self.gave_way_to.map(|id| id.to_string()).unwrap_or_default(),
            ];
            row.extend(cells(Some(quote)));
            row
        };
        self.quotes.iter().map(row).collect()
    }

    fn note(&self) -> (String, Vec<String>) {
        let condition = self.condition.as_ref().map(|words| format!(" ({})", literal(words))).unwrap_or_default();
        let line = format!("**{}** {}: {}{condition}", literal(&self.party), self.stance, literal(&self.what));
        (line, self.quotes.iter().map(quoted).collect())
    }
}

impl Listed for FigureEntry {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "story",
        "measure",
        "unit",
        "scope",
        "value",
        "bound",
        "holder",
        "as_of_first_day",
        "as_of_last_day",
        "relation",
        "outlet",
        "title",
        "published",
        "url",
        "text",
        "article",
        "edition",
        "start",
        "end",
    ];

    fn rows(&self) -> Vec<Vec<String>> {
        let row = |value: &crate::ValueEntry| {
            let mut row = vec![
                self.id.to_string(),
                self.story.to_string(),
                self.measure.clone(),
                self.unit.clone(),
                self.scope.clone().unwrap_or_default(),
                value.value.clone(),
                value.bound.clone(),
                value.holder.clone(),
                start(value.as_of),
                end(value.as_of),
                value.relation.clone(),
            ];
            row.extend(cells(Some(&value.quote)));
            row
        };
        self.values.iter().map(row).collect()
    }

    fn note(&self) -> (String, Vec<String>) {
        let scope = self.scope.as_ref().map(|scope| format!(" ({})", literal(scope))).unwrap_or_default();
        let below = self.values.iter().map(|value| {
            let holder = if value.holder.is_empty() { value.quote.by() } else { &value.holder };
            format!(
                "{} {} by {}, {}: {}",
                value.bound,
                value.value,
                literal(holder),
                value.relation,
                quoted(&value.quote)
            )
        });
        (format!("**{}**{scope}, {}", literal(&self.measure), literal(&self.unit)), below.collect())
    }
}

impl Listed for ChangeEntry {
    const COLUMNS: &'static [&'static str] = &[
        "at",
        "kind",
        "what",
        "id",
        "story",
        "story_title",
        "from_text",
        "outlet",
        "title",
        "published",
        "url",
        "text",
        "article",
        "edition",
        "start",
        "end",
    ];

    fn rows(&self) -> Vec<Vec<String>> {
        let mut row = vec![
            self.at.to_string(),
            self.kind.clone(),
            self.what.clone(),
            self.id.to_string(),
            self.story.to_string(),
            self.title.clone(),
            self.from.as_ref().map(|quote| quote.text.clone()).unwrap_or_default(),
        ];
        row.extend(cells(self.to.as_ref().or(self.from.as_ref())));
        vec![row]
    }

    fn note(&self) -> (String, Vec<String>) {
        let below = self.to.iter().chain(&self.from).map(quoted).collect();
        (format!("{} **{}**: {}", day(self.at), self.kind, literal(&self.what)), below)
    }
}

impl Listed for CopyEntry {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "story",
        "kind",
        "credited",
        "directed",
        "why",
        "of_article",
        "of_outlet",
        "of_title",
        "by_article",
        "by_outlet",
        "by_title",
        "by_published",
        "by_url",
    ];

    fn rows(&self) -> Vec<Vec<String>> {
        vec![vec![
            self.id.to_string(),
            self.story.to_string(),
            self.kind.clone(),
            self.credited.to_string(),
            self.directed.to_string(),
            self.why.clone(),
            self.of.article.to_string(),
            self.of.outlet.clone(),
            self.of.title.clone(),
            self.by.article.to_string(),
            self.by.outlet.clone(),
            self.by.title.clone(),
            self.by.published.map(|at| at.to_string()).unwrap_or_default(),
            self.by.url.clone().unwrap_or_default(),
        ]]
    }

    fn note(&self) -> (String, Vec<String>) {
        let line = format!("{} <- {}: {}", literal(self.by.by()), literal(self.of.by()), self.kind);
        (line, Vec::new())
    }
}

impl Listed for Hit {
    const COLUMNS: &'static [&'static str] =
        &["story", "outlet", "title", "published", "url", "text", "article", "edition", "start", "end"];

    fn rows(&self) -> Vec<Vec<String>> {
        let mut row = vec![self.story.map(|id| id.to_string()).unwrap_or_default()];
        row.extend(cells(Some(&self.quote)));
        vec![row]
    }

    fn note(&self) -> (String, Vec<String>) {
        (quoted(&self.quote), Vec::new())
    }
}

impl Listed for Checked {
    const COLUMNS: &'static [&'static str] = &[
        "sentence",
        "verdict",
        "why",
        "claim",
        "origins",
        "at_least",
        "at_most",
        "outlet",
        "title",
        "published",
        "url",
        "text",
        "article",
        "edition",
        "start",
        "end",
    ];

    fn rows(&self) -> Vec<Vec<String>> {
        let claim = self.claim.as_ref();
        let mut row = vec![
            self.sentence.clone(),
            self.verdict.name().to_owned(),
            self.why.clone(),
            claim.map(|claim| claim.id.to_string()).unwrap_or_default(),
            claim
                .map(|claim| claim.origins.iter().map(|one| one.name.clone()).collect::<Vec<_>>().join("; "))
                .unwrap_or_default(),
            claim.map(|claim| claim.at_least.to_string()).unwrap_or_default(),
            claim.map(|claim| claim.at_most.to_string()).unwrap_or_default(),
        ];
        row.extend(cells(self.quote.as_ref()));
        vec![row]
    }

    fn note(&self) -> (String, Vec<String>) {
        let line = format!("{} **{}**: {}", literal(&self.sentence), self.verdict.name(), literal(&self.why));
        (line, self.quote.iter().map(quoted).collect())
    }
}

/// The cells of a quote: outlet, title, published, url, text, article, edition, start, end.
fn cells(quote: Option<&Quote>) -> Vec<String> {
    let Some(quote) = quote else { return vec![String::new(); 9] };
    vec![
        quote.outlet.clone(),
        quote.title.clone(),
        quote.published.map(|at| at.to_string()).unwrap_or_default(),
        quote.url.clone().unwrap_or_default(),
        quote.text.clone(),
        quote.article.to_string(),
        quote.edition.to_string(),
        quote.span.start.to_string(),
        quote.span.end.to_string(),
    ]
}

fn quoted(quote: &Quote) -> String {
    let by = match quote.link() {
        // a bracket would end the link
        Some(link) => format!("[{}]({})", literal(quote.by()), link.replace('(', "%28").replace(')', "%29")),
        None => literal(quote.by()),
    };
    format!("“{}” ({by}, {})", literal(&quote.text), quote.published.map(day).unwrap_or_default())
}

/// Returns the day of a moment, in UTC.
fn day(at: Timestamp) -> String {
    at.to_zoned_datetime(jiff::tz::TimeZone::UTC).date().to_string()
}

fn start(when: Option<Interval>) -> String {
    when.map(|when| when.start.to_string()).unwrap_or_default()
}

/// Returns the last day: people read tables.
fn end(when: Option<Interval>) -> String {
    when.map(|when| last(when).to_string()).unwrap_or_default()
}

fn last(when: Interval) -> jiff::civil::Date {
    when.end.yesterday().unwrap_or(when.end).max(when.start)
}

fn days(when: Option<Interval>) -> String {
    match when {
        Some(when) if when.start == last(when) => when.start.to_string(),
        Some(when) => format!("{} to {}", when.start, last(when)),
        None => "Day unknown:".to_owned(),
    }
}
