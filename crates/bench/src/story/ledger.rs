//! What a set of articles says taken together, in the keys of the gold.

use std::{collections::BTreeMap, io::Write, path::Path};

use serde_json::{Value, json};
use story::{Carrier, Piece, Receipt, Story};
use text::Id;

use super::{
    against,
    docs::{Doc, docs},
};

/// Writes one JSON of what all articles of a file or folder say as one story.
pub fn ledger(path: &Path, out: &mut impl Write) -> anyhow::Result<()> {
    writeln!(out, "{}", said(&docs(path)?))?;
    Ok(())
}

/// Writes how near a prediction is to the gold, with a line for each thing that is missing or other.
pub fn score(gold: &Path, ours: &Path, out: &mut impl Write) -> anyhow::Result<()> {
    let scores = against::beside(&against::read(gold)?, &against::read(ours)?);
    for miss in &scores.misses {
        writeln!(out, "{miss}")?;
    }
    for (what, score) in scores.figures() {
        writeln!(out, "{what} {score:.1} %")?;
    }
    Ok(())
}

/// Returns what documents say as one story.
pub fn said(all: &[Doc]) -> Value {
    // of one day, of which no more is known, in the order in which they are given
    let later = |(piece, at): (Piece<'_>, i64)| match piece.article.published.as_ref() {
        Some(dated) if dated.time.is_none() => piece.at.map(|noon| noon + jiff::SignedDuration::from_secs(at)),
        _ => piece.at,
    };
    let pieces = all.iter().zip(0..).map(|(doc, at)| {
        let piece = Piece::of(&doc.article, &doc.reading, Carrier::of(&doc.article));
        Piece { at: later((piece.clone(), at)), ..piece }
    });
    let pieces: Vec<Piece> = pieces.collect();
    let mut story = story::story(Id::of(&["story"]), &pieces);
    // documents at one address are editions of one article: what was edited and corrected shows when they are taken so
    let mut addressed: Vec<_> = all.iter().map(|doc| (doc.article.clone(), doc.reading.clone())).collect();
    for ((article, _), doc) in addressed.iter_mut().zip(all) {
        article.id = doc.by_address;
    }
    let editions: Vec<Piece> =
        addressed.iter().map(|(article, reading)| Piece::of(article, reading, Carrier::of(article))).collect();
    story.changes = story::story(story.id, &editions).changes;
    let mut by_edition: BTreeMap<Id, &Doc> = BTreeMap::new();
    for doc in all {
        by_edition.entry(doc.article.edition).or_insert(doc);
    }
    let docs = all.iter().map(|doc| (doc.article.id, doc)).collect();
    let by_address = all.iter().map(|doc| (doc.by_address, doc)).collect();
    Told { story: &story, docs, by_edition, by_address }.value()
}

struct Told<'a> {
    story: &'a Story,
    docs: BTreeMap<Id, &'a Doc>,
    by_edition: BTreeMap<Id, &'a Doc>,
    by_address: BTreeMap<Id, &'a Doc>,
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
        // editions of one address are no copies of each other
        let apart = |copy: &&story::Copy| {
            let address = |article: Id| self.docs.get(&article).map(|doc| doc.by_address);
            self.doc(copy.of) != self.doc(copy.by) && address(copy.of) != address(copy.by)
        };
        let derived = self.story.copies.iter().filter(|copy| copy.kind.derives()).filter(apart);
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
        let step = |step: &story::Step| json!({ "doc": self.doc(step.at.article), "status": marked(step.shown()), "evidence": self.words(&step.at) });
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
                "final_status": marked(one.shown()),
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
        let row = |held: &story::Held, at: &Receipt| {
            json!({
                "party": held.party,
                "stance": held.stance,
                "what": held.what,
                "condition": held.condition.as_ref().map(|(_, words)| words),
                "doc": self.doc(at.article),
                "evidence": self.words(at),
            })
        };
        self.story.positions.iter().flat_map(|held| held.at.iter().map(move |at| row(held, at))).collect()
    }

    /// What changed from one document to a later one: edits and withdrawals, moves of the calendar, new values of figures.
    fn changes(&self) -> Vec<Value> {
        let row = |from: Value, to: Value, kind: &str, what: String| json!({ "from_doc": from, "to_doc": to, "kind": kind, "what": what });
        let doc = |at: Receipt| self.doc(at.article);
        let edition = |at: Option<Receipt>| {
            at.and_then(|at| self.by_edition.get(&at.edition)).map_or(Value::Null, |doc| doc.id.clone())
        };
        let mut rows: Vec<Value> = Vec::new();
        for change in &self.story.changes {
            let kind = json!(change.kind);
            let of = || self.by_address.get(&change.of).map_or(Value::Null, |doc| doc.id.clone());
            let from = if change.kind == story::ChangeKind::Withdrawn { of() } else { edition(change.from) };
            rows.push(row(from, edition(change.to), kind.as_str().unwrap_or(""), change.what.clone()));
        }
        for one in &self.story.calendar {
            for pair in
                one.history.windows(2).filter(|pair| pair[0].status != pair[1].status || pair[0].when != pair[1].when)
            {
                let what = format!("{}: {}", one.kind.0, self.words(&pair[1].at));
                rows.push(row(doc(pair[0].at), doc(pair[1].at), "status-moved", what));
            }
        }
        for series in &self.story.figures {
            for pair in series.values.windows(2).filter(|pair| pair[0].value != pair[1].value) {
                let what = format!("{}: {} became {}", series.measure, pair[0].value, pair[1].value);
                rows.push(row(doc(pair[0].at), doc(pair[1].at), "figure-changed", what));
            }
        }
        rows
    }
}

/// Returns a status as the marked data write it.
fn marked(status: &str) -> String {
    status.replace('-', "")
}
