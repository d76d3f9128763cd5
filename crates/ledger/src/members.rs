//! The articles of a story.

use jiff::Timestamp;
use text::Id;

use crate::{Error, Ledger, fold::id, ledger::moment, store::Row};

/// An article in the list of a story.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct ArticleEntry {
    /// The article.
    pub id: Id,
    /// When it counts as published.
    pub published: Timestamp,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// How many versions of its text there are.
    pub editions: usize,
}

impl Ledger {
    /// Counts the articles of a story.
    ///
    /// # Errors
    /// Those of the database.
    pub fn held(&mut self, story: Id) -> Result<usize, Error> {
        let row = self.store.row("SELECT count(*) FROM member WHERE story = ?1", &[story.into()])?;
        Ok(row.map_or(0, |row| usize::try_from(row.int(0)).unwrap_or(0)))
    }

    /// Returns the articles of a story, or the last of them, the oldest first.
    ///
    /// # Errors
    /// Those of the database.
    pub fn articles(&mut self, story: Id, last: Option<usize>) -> Result<Vec<ArticleEntry>, Error> {
        let sql = "SELECT m.article, m.moment, e.outlet, e.title, e.url, \
                   (SELECT count(*) FROM edition o WHERE o.article = m.article), e.publisher \
                   FROM (SELECT article, moment FROM member WHERE story = ?1 ORDER BY moment DESC, article DESC LIMIT ?2) m JOIN edition e ON e.article = m.article AND e.row = \
                   (SELECT o.row FROM edition o WHERE o.article = m.article ORDER BY o.made, o.seen, o.id LIMIT 1) \
                   ORDER BY m.moment, m.article";
        let one = |row: &Row| {
            Ok(ArticleEntry {
                id: id(row.text(0), "article")?,
                published: moment(row.text(1)),
                outlet: row.maybe(2).or_else(|| row.maybe(6)),
                title: row.maybe(3),
                url: row.maybe(4),
                editions: usize::try_from(row.int(5)).unwrap_or(0),
            })
        };
        self.store.rows(sql, &[story.into(), last.unwrap_or(usize::MAX).into()])?.iter().map(one).collect()
    }
}
