//! Time zones by their letters and numbers.

use jiff::{
    civil::{Date, Time},
    tz::TimeZone,
};

/// Zones by the letters that news pages use, where the letters mean one thing: minutes east of UTC.
const ZONES: &[(&str, i16)] = &[
    ("z", 0),
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("bst", 60),
    ("cet", 60),
    ("mez", 60),
    ("cest", 120),
    ("mesz", 120),
    ("eet", 120),
    ("sast", 120),
    ("cat", 120),
    ("eest", 180),
    ("msk", 180),
    ("мск", 180),
    ("eat", 180),
    ("gst", 240),
    ("pkt", 300),
    ("ict", 420),
    ("wib", 420),
    ("hkt", 480),
    ("sgt", 480),
    ("pht", 480),
    ("awst", 480),
    ("wita", 480),
    ("jst", 540),
    ("kst", 540),
    ("aest", 600),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
    ("est", -300),
    ("edt", -240),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
    ("akst", -540),
    ("hst", -600),
    ("brt", -180),
    ("art", -180),
    ("wat", 60),
    ("ist", 330),
    ("npt", 345),
];
/// Zones that change with the season, by their POSIX rule.
const SEASONAL: &[(&str, &str)] = &[
    ("et", "EST5EDT,M3.2.0,M11.1.0"),
    ("ct", "CST6CDT,M3.2.0,M11.1.0"),
    ("pt", "PST8PDT,M3.2.0,M11.1.0"),
    ("mt", "MST7MDT,M3.2.0,M11.1.0"),
];

/// Tells whether folded letters name a time zone.
pub fn is_zone(letters: &str) -> bool {
    ZONES.iter().any(|(name, _)| *name == letters) || SEASONAL.iter().any(|(name, _)| *name == letters)
}

/// Reads `+02:00`, `-0500`, `Z` or letters of a zone.
pub fn offset(zone: &str, day: Date) -> Option<i16> {
    let zone = zone.trim().trim_matches(['(', ')', '.', ',', ';', '|']);
    if let Some(digits) = zone.strip_prefix(['+', '-', '−']) {
        let negative = !zone.starts_with('+');
        let digits: String =
            digits.chars().take_while(|c| c.is_ascii_digit() || *c == ':').filter(char::is_ascii_digit).collect();
        let n: i16 = digits.parse().ok()?;
        let minutes = if digits.len() <= 2 { n * 60 } else { n / 100 * 60 + n % 100 };
        return (minutes <= 14 * 60).then_some(if negative { -minutes } else { minutes });
    }
    let letters: String = zone.chars().take_while(|c| c.is_alphabetic()).collect();
    if letters == "gmt" || letters == "utc" {
        let rest = zone[3..].trim();
        if rest.starts_with(['+', '-']) {
            return offset(rest, day);
        }
    }
    if let Some((_, minutes)) = ZONES.iter().find(|(name, _)| *name == letters) {
        return Some(*minutes);
    }
    let (_, rule) = SEASONAL.iter().find(|(name, _)| *name == letters)?;
    let noon = day.to_datetime(Time::midnight()).to_zoned_datetime(TimeZone::posix(rule).ok()?).ok()?;
    Some((noon.offset().seconds() / 60) as i16)
}
