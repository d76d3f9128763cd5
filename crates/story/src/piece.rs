//! One edition of one article, with what was read of it.

use jiff::{
    Timestamp,
    civil::{Date, Time, time},
    tz::Offset,
};
use page::Article;
use reading::Reading;
use text::Span;

use crate::{Carrier, Receipt};

/// Time of day of an article that gives none.
const NOON: Time = time(12, 0, 0, 0);

/// One edition of one article of a story. Several pieces may be editions of the same article: the later one counts.
#[derive(Debug, Clone)]
pub struct Piece<'a> {
    /// What was published.
    pub article: &'a Article,
    /// What was read of it.
    pub reading: &'a Reading,
    /// Who publishes it.
    pub carrier: Carrier,
    /// When it was published, or else first seen; of a later edition when that was seen. None when nobody knows.
    pub at: Option<Timestamp>,
}

impl<'a> Piece<'a> {
    /// Makes a piece, dated as the article dates itself: by its moment, else by noon (UTC) of its day.
    pub fn of(article: &'a Article, reading: &'a Reading, carrier: Carrier) -> Piece<'a> {
        Piece { article, reading, carrier, at: moment(article) }
    }

    /// Returns the receipt of words of this piece.
    pub fn receipt(&self, span: Span) -> Receipt {
        Receipt { article: self.article.id, edition: self.article.edition, span }
    }
}

/// Returns when an article says that it was published: its moment, else noon (UTC) of its day.
pub(crate) fn moment(article: &Article) -> Option<Timestamp> {
    let dated = article.published.as_ref()?;
    let noon = || Offset::UTC.to_timestamp(dated.day.to_datetime(dated.time.unwrap_or(NOON))).ok();
    dated.at.or_else(noon)
}

/// Returns the day of a moment, in UTC.
pub(crate) fn day(at: Timestamp) -> Date {
    Offset::UTC.to_datetime(at).date()
}
