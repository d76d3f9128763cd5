//! When an article counts as published: what orders articles, editions and changes.

use jiff::{SignedDuration, Timestamp, civil, tz::TimeZone};
use page::{Article, Dated, Place};

/// Time of day of an article that gives none.
const NOON: civil::Time = civil::time(12, 0, 0, 0);
/// The first year that a page is believed, unless a person says so: the first news on the web.
const FIRST_YEAR: i16 = 1990;
/// How far a page may be ahead of the day on which it was seen: the date line lies between.
const AHEAD: SignedDuration = SignedDuration::from_hours(48);

/// When an article counts as published, and what is wrong with what it says itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The moment; when the page was seen, if the article gives none that can be.
    pub at: Timestamp,
    /// The day that the page gives and that cannot be.
    pub implausible: Option<civil::Date>,
}

impl Moment {
    /// Returns when the article counts as published, for a page seen at `seen`.
    pub fn of(article: &Article, seen: Timestamp) -> Moment {
        let Some(dated) = &article.published else { return Moment { at: seen, implausible: None } };
        match stamp(dated) {
            Some(at)
                if (dated.day.year() >= FIRST_YEAR || dated.place == Place::Given)
                    && at <= seen.saturating_add(AHEAD).unwrap_or(seen) =>
            {
                Moment { at, implausible: None }
            }
            _ => Moment { at: seen, implausible: Some(dated.day) },
        }
    }
}

/// Returns the moment of a date: its own, else its time or noon in UTC.
pub fn stamp(dated: &Dated) -> Option<Timestamp> {
    let day = || dated.day.to_datetime(dated.time.unwrap_or(NOON)).to_zoned_datetime(TimeZone::UTC).ok();
    dated.at.or_else(|| day().map(|at| at.timestamp()))
}

#[cfg(test)]
mod tests {
    use page::{Given, Page, Reader};

    use super::*;

    #[test]
    fn a_day_that_cannot_be_orders_nothing() {
        let seen: Timestamp = "2026-03-05T10:00:00Z".parse().unwrap();
        let reader = Reader::new();
        for (date, place, at) in [
            ("1970-01-01", Place::Meta, seen),
            ("1970-01-01", Place::Given, "1970-01-01T12:00:00Z".parse().unwrap()),
            ("2099-01-01", Place::Given, seen),
            ("2026-03-06", Place::Given, "2026-03-06T12:00:00Z".parse().unwrap()),
            ("2026-03-01T08:00:00Z", Place::Meta, "2026-03-01T08:00:00Z".parse().unwrap()),
        ] {
            let given = Given { date: Some(date.to_owned()), ..Given::default() };
            let page = Page::of("The ferry sailed on Friday morning, the port said.");
            let mut article = reader.article(&page, &given).unwrap();
            article.published.as_mut().unwrap().place = place;
            let moment = Moment::of(&article, seen);
            assert_eq!((moment.at, moment.implausible.is_some()), (at, at == seen), "{date}");
        }
    }
}
