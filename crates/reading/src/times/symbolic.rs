//! What a time expression means before any date is known.

use std::fmt;

use serde::Deserialize;

use crate::Modifier;

/// Units of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
    Weekend,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Season {
    Winter,
    Spring,
    Summer,
    Autumn,
}

/// Parts of a day, named as in TIMEX3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub(super) enum Part {
    MO,
    MI,
    AF,
    EV,
    NI,
}

/// Which of several: "last July", "the July of that year", "July".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// Written in full.
    Year(i16),
    /// So many years from that of publication: "July last year".
    YearsOn(i8),
    /// So many years from that of the reference: "July of that year", "the year-earlier quarter".
    YearsFrom(i8),
    /// The last one before publication: "last July".
    Last,
    /// The first one after publication: "next July".
    Next,
    /// The one ahead: "this coming Friday".
    Coming,
    /// The one of the current week or year: "this July", "this Friday".
    This,
    /// The first after the reference: "the following Friday".
    Following,
    /// The last before the reference: "the previous Friday".
    Previous,
    /// The one of the reference: "that Friday".
    Same,
    /// Not said: tense decides.
    Plain,
}

/// What relative units count from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    Published,
    Reference,
}

/// How many units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    /// So many, and a half more.
    Exact(u32, bool),
    /// Some: "several", "a few", or a plural alone.
    Some,
}

/// Where a stretch of time lies: "the past three months".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lies {
    Nowhere,
    Past,
    Ahead,
}

/// What is said, without part of day, clock and modifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Base {
    /// "3 May", "3 May 2024"; `last` is later than `day` in "3-5 May".
    Day {
        which: Which,
        month: u8,
        day: u8,
        last: u8,
    },
    /// "the 15th".
    DayOfMonth(u8),
    /// "May", "May 2024", "last May".
    Month {
        which: Which,
        month: u8,
    },
    /// "2024".
    Year(i16),
    /// "the 1990s": 199.
    Decade(i16),
    /// "the 19th century": 18.
    Century(i16),
    Season {
        which: Which,
        season: Season,
    },
    /// "the third quarter".
    Quarter {
        which: Which,
        quarter: u8,
    },
    /// "the quarter", "the latest quarter", "the year-earlier period": so many years from the quarter last spoken of.
    SameQuarter(i8),
    /// "the 1988 period": that quarter of a year.
    QuarterOf(i16),
    Half {
        which: Which,
        half: u8,
    },
    /// "the week of May 3".
    WeekOf {
        which: Which,
        month: u8,
        day: u8,
    },
    /// "Friday"; `weeks` where another unit places it: "Friday last week".
    Weekday {
        which: Which,
        weekday: u8,
        weeks: Option<i8>,
    },
    Weekend(Which),
    /// "last week", "that year", "the following month".
    Unit {
        unit: Unit,
        shift: i8,
        from: Origin,
    },
    /// "three days ago", "a year earlier".
    Ago {
        count: Count,
        unit: Unit,
        sign: i8,
        from: Origin,
    },
    /// "today", "yesterday".
    DayOn(i8),
    /// A named day: its rule.
    Holiday {
        which: Which,
        rule: String,
    },
    Duration {
        count: Count,
        unit: Unit,
        lies: Lies,
    },
    /// A repeated time, by its value.
    Set(String),
    /// `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`.
    Vague(&'static str),
    /// A time of day without a day: that of the reference.
    NoDay,
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hour {
    pub hour: u8,
    pub minute: u8,
    /// Whether minutes were said.
    pub exact: bool,
    pub offset_minutes: Option<i16>,
}

/// A whole expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Symbolic {
    pub base: Base,
    pub part: Option<Part>,
    pub hour: Option<Hour>,
    pub modifier: Option<Modifier>,
    /// "earlier this year", "later this month": cut off at publication.
    pub cut: Option<Cut>,
    /// Name of the rule that read it.
    pub rule: &'static str,
}

/// On which side of publication a stretch lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    Before,
    After,
}

impl Symbolic {
    pub fn of(base: Base, rule: &'static str) -> Symbolic {
        Symbolic { base, part: None, hour: None, modifier: None, cut: None, rule }
    }
}

impl Unit {
    /// Letters of ISO 8601, and how many of them the unit is.
    pub fn iso(self) -> (&'static str, &'static str, u32) {
        match self {
            Unit::Second => ("PT", "S", 1),
            Unit::Minute => ("PT", "M", 1),
            Unit::Hour => ("PT", "H", 1),
            Unit::Day => ("P", "D", 1),
            Unit::Week => ("P", "W", 1),
            Unit::Fortnight => ("P", "W", 2),
            Unit::Month => ("P", "M", 1),
            Unit::Quarter => ("P", "Q", 1),
            Unit::Year => ("P", "Y", 1),
            Unit::Decade => ("P", "Y", 10),
            Unit::Century => ("P", "Y", 100),
            Unit::Millennium => ("P", "Y", 1000),
            Unit::Weekend => ("P", "W", 1),
        }
    }

    /// The next smaller unit and how many halves of one make a whole: "a year and a half" is a year and six months.
    fn half(self) -> Option<(Unit, u32)> {
        match self {
            Unit::Year => Some((Unit::Month, 6)),
            Unit::Day => Some((Unit::Hour, 12)),
            Unit::Hour => Some((Unit::Minute, 30)),
            Unit::Minute => Some((Unit::Second, 30)),
            Unit::Decade => Some((Unit::Year, 5)),
            Unit::Century => Some((Unit::Year, 50)),
            _ => None,
        }
    }

    /// Returns a length of so many units as ISO 8601 writes it.
    pub fn length(self, count: Count) -> String {
        let (open, letter, times) = self.iso();
        match count {
            Count::Some => match self {
                Unit::Decade => "PXE".to_owned(),
                Unit::Century => "PXC".to_owned(),
                _ => format!("{open}X{letter}"),
            },
            Count::Exact(n, false) => format!("{open}{}{letter}", u64::from(n) * u64::from(times)),
            Count::Exact(n, true) => match self.half() {
                Some((small, halves)) => {
                    let (open_small, letter_small, _) = small.iso();
                    let whole =
                        if n == 0 { String::new() } else { format!("{}{letter}", u64::from(n) * u64::from(times)) };
                    if letter == letter_small {
                        return format!("P{}{letter}", u64::from(n) * u64::from(times) + u64::from(halves));
                    }
                    match (n, open == open_small) {
                        (0, _) => format!("{open_small}{halves}{letter_small}"),
                        (_, true) => format!("{open}{whole}{halves}{letter_small}"),
                        (_, false) => format!("P{whole}T{halves}{letter_small}"),
                    }
                }
                None => format!("{open}{}.5{letter}", u64::from(n) * u64::from(times)),
            },
        }
    }
}

impl Part {
    pub fn name(self) -> &'static str {
        match self {
            Part::MO => "MO",
            Part::MI => "MI",
            Part::AF => "AF",
            Part::EV => "EV",
            Part::NI => "NI",
        }
    }
}

impl Season {
    pub fn name(self) -> &'static str {
        match self {
            Season::Winter => "WI",
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Autumn => "FA",
        }
    }

    /// Its first month.
    pub fn month(self) -> i8 {
        match self {
            Season::Winter => 12,
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
        }
    }
}

/// TIMEX3 with `X` for what is not known.
impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = |which: Which| match which {
            Which::Year(year) => format!("{year:04}"),
            _ => "XXXX".to_owned(),
        };
        match self {
            Base::Day { which, month, day, .. } => write!(f, "{}-{month:02}-{day:02}", year(*which)),
            Base::WeekOf { which, .. } => write!(f, "{}-WXX", year(*which)),
            Base::QuarterOf(year) => write!(f, "{year:04}-QX"),
            Base::DayOfMonth(day) => write!(f, "XXXX-XX-{day:02}"),
            Base::Month { which, month } => write!(f, "{}-{month:02}", year(*which)),
            Base::Year(year) => write!(f, "{year:04}"),
            Base::Decade(decade) => write!(f, "{decade:03}"),
            Base::Century(century) => write!(f, "{century:02}"),
            Base::Season { which, season } => write!(f, "{}-{}", year(*which), season.name()),
            Base::Quarter { which, quarter } => write!(f, "{}-Q{quarter}", year(*which)),
            Base::SameQuarter(_) => write!(f, "XXXX-QX"),
            Base::Half { which, half } => write!(f, "{}-H{half}", year(*which)),
            Base::Weekday { weekday, .. } => write!(f, "XXXX-WXX-{weekday}"),
            Base::Weekend(_) => write!(f, "XXXX-WXX-WE"),
            Base::Unit { unit, .. } | Base::Ago { unit, .. } => f.write_str(match unit {
                Unit::Second | Unit::Minute | Unit::Hour => "XXXX-XX-XXTXX",
                Unit::Day => "XXXX-XX-XX",
                Unit::Week | Unit::Fortnight => "XXXX-WXX",
                Unit::Month => "XXXX-XX",
                Unit::Quarter => "XXXX-QX",
                Unit::Year => "XXXX",
                Unit::Decade => "XXX",
                Unit::Century | Unit::Millennium => "XX",
                Unit::Weekend => "XXXX-WXX-WE",
            }),
            Base::DayOn(_) | Base::NoDay => write!(f, "XXXX-XX-XX"),
            Base::Holiday { which, rule } => match (rule.get(..5), rule.len()) {
                (Some(day), 5) => write!(f, "{}-{day}", year(*which)),
                _ => write!(f, "{}-XX-XX", year(*which)),
            },
            Base::Duration { count, unit, .. } => f.write_str(&unit.length(*count)),
            Base::Set(value) => f.write_str(value),
            Base::Vague(value) => f.write_str(value),
        }
    }
}

impl Base {
    /// How the words place it, beside what TIMEX3 can say: `week-1`, `year+0`, `last`. Empty where nothing is added.
    fn placed(&self) -> String {
        let named = |which: Which| match which {
            Which::Year(_) | Which::Plain => String::new(),
            Which::YearsOn(n) => format!("year{n:+}"),
            Which::YearsFrom(n) => format!("that-year{n:+}"),
            Which::Last => "last".to_owned(),
            Which::Next => "next".to_owned(),
            Which::Coming => "coming".to_owned(),
            Which::This => "this".to_owned(),
            Which::Following => "following".to_owned(),
            Which::Previous => "previous".to_owned(),
            Which::Same => "that".to_owned(),
        };
        match self {
            Base::Day { which, .. }
            | Base::Month { which, .. }
            | Base::Season { which, .. }
            | Base::Quarter { which, .. }
            | Base::Half { which, .. }
            | Base::WeekOf { which, .. }
            | Base::Weekend(which)
            | Base::Holiday { which, .. }
            | Base::Weekday { which, weeks: None, .. } => named(*which),
            Base::Weekday { weeks: Some(weeks), .. } => format!("week{weeks:+}"),
            Base::SameQuarter(years) => format!("that-quarter year{years:+}"),
            Base::Unit { unit, shift, from } => {
                let unit = format!("{unit:?}").to_lowercase();
                format!("{}{unit}{shift:+}", if *from == Origin::Reference { "that-" } else { "" })
            }
            Base::Ago { count, unit, sign, from } => {
                let length = unit.length(*count);
                let sign = if *sign < 0 { '-' } else { '+' };
                format!("{}{sign}{length}", if *from == Origin::Reference { "then" } else { "now" })
            }
            Base::DayOn(days) => format!("day{days:+}"),
            _ => String::new(),
        }
    }
}

/// The value before it is resolved: TIMEX3 with `X`, then how the words place it.
impl fmt::Display for Symbolic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.base)?;
        f.write_str(&self.time_of_day())?;
        let placed = self.base.placed();
        if placed.is_empty() { Ok(()) } else { write!(f, " {placed}") }
    }
}

impl Symbolic {
    /// Returns `T10:30`, `TMO` or nothing.
    pub fn time_of_day(&self) -> String {
        match (self.hour, self.part) {
            (Some(hour), _) => format!("T{:02}:{:02}", hour.hour, hour.minute),
            (None, Some(part)) => format!("T{}", part.name()),
            (None, None) => String::new(),
        }
    }
}
