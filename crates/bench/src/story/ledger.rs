//! What a set of articles says taken together, in the keys of the gold.

use std::{collections::BTreeMap, io::Write, path::Path};

use page::{Article, Given, Media, Page};
use reading::Reading;
use serde::Deserialize;
use serde_json::{Value, json};
use story::{Carrier, Piece, Receipt, Story};
use text::Id;

#[derive(Deserialize)]
struct Row {
    id: Value,
    url: Option<String>,
    outlet: Option<String>,
    published: Option<String>,
    title: Option<String>,
    text: String,
    byline: Option<Value>,
    credits: Option<Value>,
}

/// One document: its id in the file, the article, and the reading.
struct Doc {
    id: Value,
    article: Article,
    reading: Reading,
}

/// Writes one JSON of what all articles `{id, url, outlet, published, title, text, byline, credits}` of a file say as one story.
pub fn ledger(docs: &Path, out: &mut impl Write) -> anyhow::Result<()> {
    let (pages, reader) = (page::Reader::new(), reading::Reader::english()?);
    let mut all = Vec::new();
    for row in super::rows::<Row>(docs)? {
        let words = |value: &Option<Value>| match value {
            Some(Value::String(words)) => words.clone(),
            Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
            _ => String::new(),
        };
        let title = row.title.filter(|title| !row.text.trim_start().starts_with(title.trim()));
        let (byline, credits) = (words(&row.byline), words(&row.credits));
        let byline =
            if byline.is_empty() || row.text.contains(&byline) { String::new() } else { format!("By {byline}") };
        let credits =
            if credits.is_empty() || row.text.contains(&credits) { String::new() } else { format!("({credits})") };
        let parts = [title.unwrap_or_default(), byline, row.text, credits];
        let text = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n");
        let given = Given { outlet: row.outlet, date: row.published, url: row.url };
        let page = Page { media: Some(Media::Text), ..Page::of(text) };
        if let Ok(mut article) = pages.article(&page, &given) {
            // two documents are two articles, at one address or none
            article.id = Id::of(&["doc", &row.id.to_string()]);
            let reading = reader.reading(&article);
            all.push(Doc { id: row.id, article, reading });
        }
    }
    let pieces: Vec<Piece> =
        all.iter().map(|doc| Piece::of(&doc.article, &doc.reading, Carrier::of(&doc.article))).collect();
    let story = story::story(Id::of(&["story"]), &pieces);
    let docs: BTreeMap<Id, &Doc> = all.iter().map(|doc| (doc.article.id, doc)).collect();
    writeln!(out, "{}", Told { story: &story, docs }.value())?;
    Ok(())
}

struct Told<'a> {
    story: &'a Story,
    docs: BTreeMap<Id, &'a Doc>,
}

impl Told<'_> {
    fn value(&self) -> Value {
        json!({
            "copies": self.copies(),
            "claims": self.claims(),
            "calendar": self.calendar(),
            "figures": self.figures(),
            "positions": self.positions(),
            "changes": self.changes(),
        })
    }

    fn doc(&self, article: Id) -> Value {
        self.docs.get(&article).map_or(Value::Null, |doc| doc.id.clone())
    }

    fn words(&self, at: &Receipt) -> String {
        self.docs.get(&at.article).map_or_else(String::new, |doc| doc.article.words(at.span).to_owned())
    }

    fn copies(&self) -> Vec<Value> {
        let derived = self.story.copies.iter().filter(|copy| copy.kind.derives());
        let row = |copy: &story::Copy| json!({ "of": self.doc(copy.of), "by": self.doc(copy.by), "kind": copy.kind.name(), "credited": copy.credited });
        derived.map(row).collect()
    }

    fn claims(&self) -> Vec<Value> {
        let mention = |mention: &story::Mention| json!({ "doc": self.doc(mention.at.article), "evidence": self.words(&mention.at), "relation": mention.relation.name() });
        let row = |claim: &story::Claim| {
            json!({
                "gist": claim.gist,
                "mentions": claim.mentions.iter().map(mention).collect::<Vec<_>>(),
                "origins": claim.origins.roots.iter().map(|root| &root.name).collect::<Vec<_>>(),
                "origins_min": claim.origins.at_least,
                "origins_max": claim.origins.at_most,
            })
        };
        self.story.claims.iter().map(row).collect()
    }

    fn calendar(&self) -> Vec<Value> {
        let step = |step: &story::Step| json!({ "doc": self.doc(step.at.article), "status": step.status, "evidence": self.words(&step.at) });
        let row = |one: &story::Appointment| {
            let when = one.when.map(|when| {
                let last = when.end.yesterday().unwrap_or(when.end);
                if last <= when.start { when.start.to_string() } else { format!("{}/{last}", when.start) }
            });
            json!({
                "what": one.kind,
                "who": one.who,
                "where": one.place,
                "when": when,
                "history": one.history.iter().map(step).collect::<Vec<_>>(),
                "final_status": one.status,
            })
        };
        self.story.calendar.iter().map(row).collect()
    }

    fn figures(&self) -> Vec<Value> {
        self.story
            .figures
            .iter()
            .map(|series| {
                let value = |value: &story::Value| {
                    json!({
                        "doc": self.doc(value.at.article),
                        "value": value.value,
                        "unit": series.unit,
                        "bound": value.bound,
                        "scope": series.scope,
                        "as_of": value.as_of.map(|days| days.start.to_string()),
                        "source": value.holder,
                        "evidence": self.words(&value.at),
                    })
                };
                json!({ "measure": series.measure, "values": series.values.iter().map(value).collect::<Vec<_>>() })
            })
            .collect()
    }

    fn positions(&self) -> Vec<Value> {
        let row = |held: &story::Held| {
            let first = held.at.first();
            json!({
                "party": held.party,
                "stance": held.stance,
                "what": held.what,
                "condition": held.condition.as_ref().map(|(_, words)| words),
                "doc": first.map(|at| self.doc(at.article)),
                "evidence": first.map(|at| self.words(at)),
            })
        };
        self.story.positions.iter().map(row).collect()
    }

    /// What changed from one document to a later one: edits and withdrawals, moves of the calendar, new values of figures.
    fn changes(&self) -> Vec<Value> {
        let row = |from: Option<Id>, to: Option<Id>, kind: &str, what: String| {
            let doc = |article: Option<Id>| article.map_or(Value::Null, |article| self.doc(article));
            json!({ "from_doc": doc(from), "to_doc": doc(to), "kind": kind, "what": what })
        };
        let article = |at: Option<Receipt>| at.map(|at| at.article);
        let mut rows: Vec<Value> = Vec::new();
        for change in &self.story.changes {
            let kind = json!(change.kind);
            rows.push(row(article(change.from), article(change.to), kind.as_str().unwrap_or(""), change.what.clone()));
        }
        for one in &self.story.calendar {
            for pair in
                one.history.windows(2).filter(|pair| pair[0].status != pair[1].status || pair[0].when != pair[1].when)
            {
                let what = format!("{}: {}", one.kind.0, self.words(&pair[1].at));
                rows.push(row(Some(pair[0].at.article), Some(pair[1].at.article), "status-moved", what));
            }
        }
        for series in &self.story.figures {
            for pair in series.values.windows(2).filter(|pair| pair[0].value != pair[1].value) {
                let what = format!("{}: {} became {}", series.measure, pair[0].value, pair[1].value);
                rows.push(row(Some(pair[0].at.article), Some(pair[1].at.article), "figure-changed", what));
            }
        }
        rows
    }
}
