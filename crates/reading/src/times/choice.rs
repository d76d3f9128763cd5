//! Which of several days is meant: the Friday before or after publication, this May or the last.

use jiff::civil::Date;

use super::{
    days::{Stretch, day, easter, nth_weekday, on, week, weekend},
    resolve::{Context, Tense, origin},
    symbolic::{Origin, Unit, Which},
};
use crate::{Basis, Grain};

/// Farther away than this, a date without a year is taken to lie on the other side of publication, whatever the tense.
const FAR_DAYS: i32 = 240;

/// Resolves what comes once a year.
pub(super) fn by_year(
    which: Which,
    context: &Context,
    make: impl Fn(i16) -> Option<Stretch>,
) -> Option<(Stretch, Basis)> {
    let said = |stretch: Option<Stretch>, basis| stretch.map(|stretch| (stretch, basis));
    match which {
        Which::Year(year) => return said(make(year), Basis::Explicit),
        Which::YearsFrom(years) => {
            let (origin, basis) = origin(Origin::Reference, Unit::Year, context)?;
            return said(make(origin.year() + i16::from(years)), basis);
        }
        Which::Following | Which::Previous | Which::Same => {
            let (origin, basis) = origin(Origin::Reference, Unit::Year, context)?;
            let years = || (-1..=1).filter_map(|year| make(origin.year() + year));
            let found = match which {
                Which::Following => years().find(|stretch| stretch.start > origin),
                Which::Previous => years().filter(|stretch| stretch.end <= origin).last(),
                _ => make(origin.year()),
            };
            return said(found, basis);
        }
        _ => {}
    }
    let published = context.published?;
    let around = || (-1..=1).filter_map(|year| make(published.year() + year));
    let found = match which {
        Which::YearsOn(years) => make(published.year() + i16::from(years)),
        Which::Last => around().filter(|stretch| stretch.end <= published).last(),
        Which::Next => around().find(|stretch| stretch.start > published),
        Which::Coming => around().find(|stretch| stretch.end > published),
        Which::This => match make(published.year())? {
            // "this winter" in January has begun the year before
            stretch if stretch.grain == Grain::Season && published.month() <= 2 && stretch.start.month() == 12 => {
                make(published.year() - 1)
            }
            stretch => Some(stretch),
        },
        _ => nearest(around(), published, context.tense),
    };
    said(found, Basis::Published)
}

/// Of several in order of time, the one that the tense asks for.
pub(super) fn nearest(all: impl Iterator<Item = Stretch>, published: Date, tense: Tense) -> Option<Stretch> {
    let mut past: Option<Stretch> = None;
    let mut future: Option<Stretch> = None;
    for stretch in all {
        if stretch.start <= published {
            past = Some(stretch);
        } else if future.is_none() {
            future = Some(stretch);
        }
    }
    // what goes on lies on both sides
    if let Some(now) = past.as_ref().filter(|stretch| published < stretch.end) {
        return Some(now.clone());
    }
    let days =
        |stretch: &Option<Stretch>| stretch.as_ref().map_or(i32::MAX, |s| (s.start - published).get_days().abs());
    let (back, ahead) = (days(&past), days(&future));
    let forward = match tense {
        Tense::Past => back > FAR_DAYS && ahead < 45,
        // results of the quarter that is just over are foreseen too
        // a day just gone is not a year away
        Tense::Future if ahead > 300 && back < 60 => false,
        Tense::Future => past.as_ref().is_none_or(|s| s.grain != Grain::Quarter) || ahead < back - 92,
        Tense::Planned => ahead < back,
        Tense::Unknown => ahead < back && ahead < 183,
    };
    if forward { future.or(past) } else { past.or(future) }
}

pub(super) fn weekday_of(which: Which, weekday: u8, weeks: Option<i8>, context: &Context) -> Option<(Stretch, Basis)> {
    let said = |date: Option<Date>, basis| date.and_then(day).map(|stretch| (stretch, basis));
    let of = |date: Date| date.weekday().to_monday_one_offset();
    let at = weekday as i8;

    // so many days from a date to the first such weekday on or after it
    let ahead = |date: Date| i64::from((at - of(date)).rem_euclid(7));
    let back = |date: Date| i64::from((of(date) - at).rem_euclid(7));
    if matches!(which, Which::Following | Which::Previous | Which::Same)
        && let Some(date) = context.so_far.day
    {
        let found = match which {
            Which::Following => on(date, 1).and_then(|next| on(next, ahead(next))),
            Which::Previous => on(date, -1).and_then(|last| on(last, -back(last))),
            _ => on(date, -back(date)),
        };
        return said(found, Basis::Reference);
    }
    let published = context.published?;
    if let Some(weeks) = weeks {
        return said(on(published, i64::from(at - of(published)) + 7 * i64::from(weeks)), Basis::Published);
    }
    let latest = on(published, -back(published));
    let next = on(published, 1).and_then(|next| on(next, ahead(next)));
    let found = match which {
        Which::Last | Which::Previous => on(published, -1).and_then(|last| on(last, -back(last))),
        Which::Next | Which::Coming | Which::Following => next,
        Which::This => match context.tense {
            Tense::Past => latest,
            _ => on(published, ahead(published)),
        },
        _ => match context.tense {
            // on the day itself it is that day, whatever the tense
            Tense::Future => on(published, ahead(published)),
            Tense::Planned if ahead(published) < back(published) => on(published, ahead(published)),
            _ => latest,
        },
    };
    said(found, Basis::Published)
}

/// Resolves "the weekend", "last weekend", "this weekend".
pub(super) fn weekend_of(which: Which, context: &Context) -> Option<(Stretch, Basis)> {
    let said = |stretch: Option<Stretch>, basis| stretch.map(|stretch| (stretch, basis));

    if matches!(which, Which::Following | Which::Previous | Which::Same)
        && let Some(date) = context.so_far.day
    {
        let days = match which {
            Which::Following => 7,
            Which::Previous => -7,
            _ => 0,
        };
        return said(weekend(on(date, days)?), Basis::Reference);
    }
    let published = context.published?;
    let weekday = published.weekday().to_monday_one_offset();
    let weeks = match (which, context.tense) {
        (Which::Last | Which::Previous, _) => -1,
        (Which::Next, _) => 1,
        (Which::Coming | Which::Following, _) => i64::from(weekday >= 6),
        // early in the week "this weekend" may be the one just gone
        (Which::This, Tense::Past) if weekday <= 3 => -1,
        (Which::This, _) => 0,
        (_, Tense::Future | Tense::Planned) => 0,
        _ if weekday >= 6 => 0,
        _ => -1,
    };
    said(weekend(on(published, 7 * weeks)?), Basis::Published)
}

/// Reads the rule of a named day: "12-25", "11-4-4" (month, which week, weekday), "easter-2"; "week " before it asks for its week.
pub(super) fn holiday(rule: &str, year: i16) -> Option<Stretch> {
    if let Some(rule) = rule.strip_prefix("week ") {
        return week(holiday(rule, year)?.start);
    }
    if let Some(days) = rule.strip_prefix("easter") {
        return day(on(easter(year)?, days.parse().ok()?)?);
    }
    let numbers: Vec<i8> = rule.split('-').filter_map(|number| number.parse().ok()).collect();
    match numbers[..] {
        [month, of] => day(Date::new(year, month, of).ok()?),
        [month, nth, weekday] => day(nth_weekday(year, month, nth, weekday)?),
        _ => None,
    }
}
