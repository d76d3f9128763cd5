//! How stories, articles, what a search finds and what a check says are written as rows and as a note.

use super::{
    Listed,
    listed::{day, quoted},
    markdown::literal,
    table::{Column, Kind, Row},
};
use crate::{
    check::Checked,
    entry::{ClaimEntry, StoryEntry},
    members::ArticleEntry,
    search::Hit,
};

impl Listed for StoryEntry {
    const COLUMNS: &'static [Column] = &[
        ("id", Kind::Text),
        ("title", Kind::Text),
        ("first", Kind::Moment),
        ("last", Kind::Moment),
        ("articles", Kind::Number),
        ("copies", Kind::Number),
        ("outlets", Kind::Text),
        ("claims", Kind::Number),
        ("withdrawn", Kind::Number),
    ];
    const QUOTES: bool = false;

    fn rows(&self) -> Vec<Row<'_>> {
        let cells = vec![
            self.id.into(),
            self.title.as_str().into(),
            self.first.into(),
            self.last.into(),
            self.articles.into(),
            self.copies.into(),
            self.outlets.join("; ").into(),
            self.claims.into(),
            self.withdrawn.into(),
        ];
        vec![(cells, None)]
    }

    fn note(&self) -> (String, Vec<String>) {
        let counts = format!("{} articles ({} copies), {} outlets", self.articles, self.copies, self.outlets.len());
        (format!("**{}**: {counts}, {} to {}", literal(&self.title), day(self.first), day(self.last)), Vec::new())
    }
}

impl Listed for ArticleEntry {
    const COLUMNS: &'static [Column] = &[
        ("article", Kind::Text),
        ("published", Kind::Moment),
        ("outlet", Kind::Text),
        ("title", Kind::Text),
        ("url", Kind::Text),
        ("editions", Kind::Number),
    ];
    const QUOTES: bool = false;

    fn rows(&self) -> Vec<Row<'_>> {
        let cells = vec![
            self.id.into(),
            self.published.into(),
            self.outlet.as_deref().into(),
            self.title.as_deref().into(),
            self.url.as_deref().into(),
            self.editions.into(),
        ];
        vec![(cells, None)]
    }

    fn note(&self) -> (String, Vec<String>) {
        let title = literal(self.title.as_deref().unwrap_or("No headline"));
        (
            format!("{title} ({}, {})", literal(self.outlet.as_deref().unwrap_or("unknown")), day(self.published)),
            Vec::new(),
        )
    }
}

impl Listed for Hit {
    const COLUMNS: &'static [Column] = &[("story", Kind::Text)];

    fn rows(&self) -> Vec<Row<'_>> {
        vec![(vec![self.story.into()], Some(&self.quote))]
    }

    fn note(&self) -> (String, Vec<String>) {
        (quoted(&self.quote), Vec::new())
    }
}

impl Listed for Checked {
    const COLUMNS: &'static [Column] = &[
        ("sentence", Kind::Text),
        ("verdict", Kind::Text),
        ("why", Kind::Text),
        ("claim", Kind::Text),
        ("origins", Kind::Text),
        ("at_least", Kind::Number),
        ("at_most", Kind::Number),
    ];

    fn rows(&self) -> Vec<Row<'_>> {
        let claim = self.claim.as_ref();
        let names =
            |claim: &ClaimEntry| claim.origins.iter().map(|one| one.name.clone()).collect::<Vec<_>>().join("; ");
        let cells = vec![
            self.sentence.as_str().into(),
            self.verdict.name().into(),
            self.why.as_str().into(),
            claim.map(|claim| claim.id).into(),
            claim.map(names).into(),
            claim.map(|claim| claim.at_least).into(),
            claim.map(|claim| claim.at_most).into(),
        ];
        vec![(cells, self.quote.as_ref())]
    }

    fn note(&self) -> (String, Vec<String>) {
        let line = format!("{} **{}**: {}", literal(&self.sentence), self.verdict.name(), literal(&self.why));
        (line, self.quote.iter().map(quoted).collect())
    }
}
