//! Meaning and context -> value and days.

use jiff::civil::{self, Date};

use super::{
    choice::{by_year, holiday, nearest, weekday_of, weekend_of},
    days::{Stretch, century, day, decade, half, month, months_on, quarter, season, stretch, week, weekend, year},
    symbolic::{Base, Count, Cut, Lies, Origin, Symbolic, Unit, Which},
};
use crate::{Basis, Clock, Grain, Interval, Modifier, Timex3, TimexKind};

/// When the governing verb says that it happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    /// Planned, whether or not it came to pass: "had been due on Friday". The nearest such day is meant.
    Planned,
    Unknown,
}

/// What an expression is resolved with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    pub published: Option<Date>,
    pub tense: Tense,
    pub so_far: Reference,
}

/// What times before this one have spoken of.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Reference {
    /// The first day of the last time that is a day.
    pub day: Option<Date>,
    /// The first day of the last time, of any grain.
    pub any: Option<Date>,
    /// The quarter last spoken of: year and number.
    pub quarter: Option<(i16, i8)>,
    /// Whether a whole year was spoken of since: what is compared with "a year earlier" is a year.
    pub annual: bool,
}

/// A value with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Resolved {
    pub timex: Timex3,
    pub interval: Option<Interval>,
    pub basis: Basis,
}

/// More units than this lead nowhere.
const MOST_UNITS: u32 = 5_000;

/// Resolves an expression as far as the context goes; what stays unknown keeps its `X`.
pub(super) fn resolve(symbolic: &Symbolic, context: &Context) -> Resolved {
    let Symbolic { base, modifier, .. } = symbolic;
    let timed = symbolic.hour.is_some() || symbolic.part.is_some();
    let kind = match base {
        Base::Duration { .. } => TimexKind::Duration,
        Base::Set(_) => TimexKind::Set,
        Base::Ago { from: Origin::Reference, sign: 1, .. } => TimexKind::Duration,
        _ if timed => TimexKind::Time,
        _ => TimexKind::Date,
    };
    let (stretch, basis) = match place(base, context) {
        Some((stretch, basis)) => (Some(stretch), basis),
        None if matches!(base, Base::Duration { .. } | Base::Set(_) | Base::Vague(_)) => (None, Basis::Explicit),
        None if vague(base).is_some() || kind == TimexKind::Duration => (None, Basis::Explicit),
        None => (None, Basis::Unresolved),
    };
    let value = match (&stretch, base) {
        (_, Base::Duration { count, unit, .. }) => unit.length(*count),
        // "three days later": the length is what is worded, the interval where it leads
        (_, Base::Ago { count, unit, sign: 1, from: Origin::Reference }) => unit.length(*count),
        (Some(stretch), _) => stretch.value.clone(),
        (None, base) => vague(base).map_or_else(|| base.to_string(), str::to_owned),
    };
    let value = value + &symbolic.time_of_day();
    let interval = stretch.map(|stretch| interval(stretch, symbolic, context));
    Resolved { timex: Timex3 { kind, value, modifier: *modifier }, interval, basis }
}

/// "a few years ago", "months later": some time.
fn vague(base: &Base) -> Option<&'static str> {
    match base {
        Base::Ago { count: Count::Some, sign, from: Origin::Published, .. } => {
            Some(if *sign < 0 { "PAST_REF" } else { "FUTURE_REF" })
        }
        _ => None,
    }
}

fn interval(stretch: Stretch, symbolic: &Symbolic, context: &Context) -> Interval {
    let Stretch { mut start, mut end, mut grain, .. } = stretch;
    match symbolic.cut.zip(context.published) {
        Some((Cut::Before, published)) if start <= published && published < end => {
            end = published.tomorrow().unwrap_or(end)
        }
        Some((Cut::After, published)) if start <= published && published < end => start = published,
        Some(_) => {}
        None => {
            // a month has three parts of ten days, the last of them to its end; "late 2023" is the last quarter
            let months = |count: i64| months_on(start, count).unwrap_or(end);
            let cuts = match grain {
                Grain::Month => Some((on(start, 10), on(start, 20))),
                Grain::Year => Some((months(3), months(9))),
                Grain::Decade => Some((months(40), months(80))),
                Grain::Quarter | Grain::Season => Some((months(1), months(2))),
                _ => None,
            };
            if let Some((later, earlier)) = cuts {
                match symbolic.modifier {
                    Some(Modifier::Start) => end = later,
                    Some(Modifier::End) => start = earlier,
                    Some(Modifier::Mid) => (start, end) = (later, earlier),
                    _ => {}
                }
            }
        }
    }
    let clock = symbolic.hour.and_then(|hour| {
        let time = civil::Time::new(hour.hour as i8, hour.minute as i8, 0, 0).ok()?;
        Some(Clock { time, offset_minutes: hour.offset_minutes })
    });
    if clock.is_some() {
        grain = Grain::Clock;
    } else if symbolic.part.is_some() {
        grain = Grain::PartOfDay;
    }
    Interval { start, end, grain, clock }
}

fn on(date: Date, days: i64) -> Date {
    super::days::on(date, days).unwrap_or(date)
}

/// Returns the days of an expression, none while something is not known.
fn place(base: &Base, context: &Context) -> Option<(Stretch, Basis)> {
    let published = context.published;
    let said = |stretch: Option<Stretch>, basis| stretch.map(|stretch| (stretch, basis));
    let Reference { day: last_day, quarter: spoken, annual, .. } = context.so_far;
    match base {
        Base::Year(number) => said(year(*number), Basis::Explicit),
        Base::Decade(number) => said(decade(*number), Basis::Explicit),
        Base::Century(number) => said(century(*number), Basis::Explicit),
        Base::Day { which, month: number, day: first, last: until } => {
            let make = |year: i16| {
                let mut stretch = day(Date::new(year, *number as i8, *first as i8).ok()?)?;
                stretch.end = super::days::on(Date::new(year, *number as i8, *until as i8).ok()?, 1)?;
                Some(stretch)
            };
            by_year(*which, context, make)
        }
        Base::WeekOf { which, month: number, day: first } => {
            by_year(*which, context, |year| week(Date::new(year, *number as i8, *first as i8).ok()?))
        }
        Base::Holiday { which, rule } => by_year(*which, context, |year| holiday(rule, year)),
        Base::Month { which, month: number } => by_year(*which, context, |year| month(year, *number as i8)),
        Base::Season { which, season: named } => by_year(*which, context, |year| season(year, *named)),
        Base::Quarter { which, quarter: number } => by_year(*which, context, |year| quarter(year, *number as i8)),
        Base::Half { which, half: number } => by_year(*which, context, |year| half(year, *number as i8)),
        Base::SameQuarter(years) => {
            let (period, basis) = match (spoken, published) {
                (Some(period), _) => (period, Basis::Reference),
                // the last one that is over
                (_, Some(published)) => {
                    let over = months_on(published, -3)?;
                    ((over.year(), (over.month() - 1) / 3 + 1), Basis::Published)
                }
                _ => return None,
            };
            said(quarter(period.0 + i16::from(*years), period.1), basis)
        }
        Base::QuarterOf(number) => match spoken {
            Some((_, of)) => said(quarter(*number, of), Basis::Reference),
            _ => said(year(*number), Basis::Explicit),
        },
        Base::DayOfMonth(number) => {
            let published = published?;
            let make = |months: i64| {
                let first = months_on(published.first_of_month(), months)?;
                day(Date::new(first.year(), first.month(), *number as i8).ok()?)
            };
            let all = [-1, 0, 1].map(make).into_iter().flatten();
            said(nearest(all, published, context.tense), Basis::Published)
        }
        Base::DayOn(days) => said(day(super::days::on(published?, i64::from(*days))?), Basis::Published),
        Base::NoDay => match (last_day, published) {
            (Some(last), _) => said(day(last), Basis::Reference),
            (None, Some(published)) => said(day(published), Basis::Published),
            _ => None,
        },
        Base::Weekday { which, weekday, weeks } => weekday_of(*which, *weekday, *weeks, context),
        Base::Weekend(which) => weekend_of(*which, context),
        Base::Unit { unit, shift, from } => {
            let (origin, basis) = origin(*from, *unit, context)?;
            said(unit_of(origin, *unit, *shift), basis)
        }
        Base::Ago { count: Count::Exact(number, half), unit, sign, from } => {
            if *number > MOST_UNITS {
                return None;
            }
            let one_year = *unit == Unit::Year && (*number, *half, *sign) == (1, false, -1);
            if let Some((year, number)) = spoken.filter(|_| one_year && !annual) {
                return said(quarter(year - 1, number), Basis::Reference);
            }
            if let Some(published) = published.filter(|_| one_year && annual) {
                return said(year(published.year() - 1), Basis::Published);
            }
            let (origin, basis) = origin(*from, *unit, context)?;
            said(ago(origin, i64::from(*number) * i64::from(*sign), i64::from(*half) * i64::from(*sign), *unit), basis)
        }
        Base::Ago { .. } | Base::Set(_) | Base::Vague(_) => None,
        Base::Duration { count, unit, lies } => {
            let published = published?;
            let number = match count {
                Count::Exact(number, _) => i64::from(*number).max(1),
                Count::Some => 4,
            };
            let far = ago_day(published, number * if *lies == Lies::Past { -1 } else { 1 }, *unit)?;
            match lies {
                Lies::Nowhere => None,
                Lies::Past => said(stretch(far, published), Basis::Published),
                Lies::Ahead => said(stretch(published, far), Basis::Published),
            }
        }
    }
}

/// The day that relative units count from: the reference where there is one, else the day of publication.
pub(super) fn origin(from: Origin, unit: Unit, context: &Context) -> Option<(Date, Basis)> {
    let reference = match unit {
        Unit::Day | Unit::Week | Unit::Weekend | Unit::Fortnight => context.so_far.day,
        _ => context.so_far.any,
    };
    match (from, reference, context.published) {
        (Origin::Reference, Some(date), _) => Some((date, Basis::Reference)),
        (_, _, Some(date)) => Some((date, Basis::Published)),
        _ => None,
    }
}

fn unit_of(origin: Date, unit: Unit, shift: i8) -> Option<Stretch> {
    let shift = i64::from(shift);
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => None,
        Unit::Day => day(super::days::on(origin, shift)?),
        Unit::Week => week(super::days::on(origin, 7 * shift)?),
        Unit::Fortnight => week(super::days::on(origin, 14 * shift)?),
        Unit::Weekend => weekend(super::days::on(origin, 7 * shift)?),
        Unit::Month => months_on(origin, shift).and_then(|date| month(date.year(), date.month())),
        Unit::Quarter => months_on(origin, 3 * shift).and_then(|date| quarter(date.year(), (date.month() - 1) / 3 + 1)),
        Unit::Year => year(origin.year() + shift as i16),
        Unit::Decade => decade(origin.year() / 10 + shift as i16),
        Unit::Century => century(origin.year() / 100 + shift as i16),
        Unit::Millennium => None,
    }
}

fn ago_day(origin: Date, number: i64, unit: Unit) -> Option<Date> {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => super::days::on(origin, number.signum()),
        Unit::Day => super::days::on(origin, number),
        Unit::Week | Unit::Weekend => super::days::on(origin, 7 * number),
        Unit::Fortnight => super::days::on(origin, 14 * number),
        Unit::Month => months_on(origin, number),
        Unit::Quarter => months_on(origin, 3 * number),
        Unit::Year => months_on(origin, 12 * number),
        Unit::Decade => months_on(origin, 120 * number),
        Unit::Century => months_on(origin, 1200 * number),
        Unit::Millennium => None,
    }
}

/// "Two weeks ago" is a week, "two years ago" a year; halves are told by the unit below.
fn ago(origin: Date, number: i64, halves: i64, unit: Unit) -> Option<Stretch> {
    let date = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => origin,
        _ => ago_day(origin, number, unit)?,
    };
    match (unit, halves) {
        (Unit::Second | Unit::Minute | Unit::Hour | Unit::Day, _) => day(date),
        (Unit::Week | Unit::Weekend | Unit::Fortnight, 0) => week(date),
        (Unit::Week | Unit::Weekend | Unit::Fortnight, _) => day(super::days::on(date, 3 * halves)?),
        (Unit::Month, _) => month(date.year(), date.month()),
        (Unit::Quarter, _) => quarter(date.year(), (date.month() - 1) / 3 + 1),
        (Unit::Year, 0) | (Unit::Decade | Unit::Century | Unit::Millennium, _) => year(date.year()),
        (Unit::Year, _) => months_on(date, 6 * halves).and_then(|date| month(date.year(), date.month())),
    }
}

/// Notes what an expression has spoken of, for those that follow.
pub(super) fn note(symbolic: &Symbolic, resolved: &Resolved, published: Option<Date>, reference: &mut Reference) {
    if let Base::Duration { count: Count::Exact(6 | 9, false), unit: Unit::Month, .. }
    | Base::Duration { count: Count::Exact(1, false), unit: Unit::Year, .. } = symbolic.base
    {
        reference.annual = true;
    }
    let Some(interval) = resolved.interval.filter(|_| !matches!(symbolic.base, Base::Duration { .. })) else { return };
    match symbolic.base {
        Base::SameQuarter(_) => {
            reference.annual = false;
            let spoken = (interval.start.year(), (interval.start.month() - 1) / 3 + 1);
            reference.quarter = reference.quarter.or_else(|| (resolved.basis == Basis::Published).then_some(spoken));
        }
        Base::Quarter { .. } => reference.annual = false,
        Base::Unit { unit: Unit::Year, shift: 0, from: Origin::Published } if symbolic.rule == "the-year" => {
            reference.annual = true
        }
        _ => {}
    }
    if let Base::Quarter { which: Which::Plain | Which::Year(_) | Which::YearsOn(_), .. } = symbolic.base {
        // what is compared is the last quarter that is over, not one that is foreseen or looked back to
        let spoken = (interval.start.year(), (interval.start.month() - 1) / 3 + 1);
        let over = published.is_none_or(|published| interval.end <= published);
        if over && reference.quarter.is_none_or(|last| last < spoken) {
            reference.quarter = Some(spoken);
        }
    }
    if matches!(interval.grain, Grain::Day | Grain::Clock | Grain::PartOfDay) {
        reference.day = Some(interval.start);
    }
    reference.any = Some(interval.start);
}
