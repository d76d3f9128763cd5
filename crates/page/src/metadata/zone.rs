//! Time zones by their letters, numbers and names.

use std::{collections::HashMap, sync::LazyLock};

use aho_corasick::AhoCorasick;
use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::TimeZone,
};

const NAMED: &str = include_str!("../../../../languages/timezones.toml");

/// POSIX rules of zones by name.
static RULES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let lists: HashMap<String, Vec<String>> = toml::from_str(NAMED).expect("languages/timezones.toml is tested");
    lists.into_iter().flat_map(|(rule, names)| names.into_iter().map(move |name| (name, rule.clone()))).collect()
});

/// What the names of zones begin with.
static AREAS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let areas = ["Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific", "US"]
        .map(|a| a.to_owned());
    let both = areas.iter().flat_map(|area| [format!("{area}/"), format!("{area}\\/")]);
    AhoCorasick::new(both).expect("nine short words make an automaton")
});

/// Bytes of the longest name of a zone.
const MAX_NAME_BYTES: usize = 40;

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

/// Finds the one time zone that the code of a page names in quotes ("timezone":"Europe/Rome"); of several, none.
///
/// `html` is the whole code, scripts too.
pub fn named(html: &str) -> Option<&'static str> {
    let bytes = html.as_bytes();
    let quote = |at: usize| matches!(bytes.get(at), Some(b'"' | b'\''));
    let mut found: Option<(&str, &str)> = None;
    for hit in AREAS.find_iter(html) {
        let before = hit.start().checked_sub(1).filter(|at| quote(*at));
        let len = bytes[hit.end()..].iter().take(MAX_NAME_BYTES).take_while(|b| !matches!(b, b'"' | b'\'')).count();
        if before.is_none() || !quote(hit.end() + len) {
            continue;
        }
        let name = html[hit.start()..hit.end() + len].replace('\\', "");
        let Some((name, rule)) = RULES.get_key_value(&name) else { continue };
        match found {
            Some((known, _)) if known != name => return None,
            _ => found = Some((name, rule)),
        }
    }
    found.map(|(_, rule)| rule)
}

/// Returns the day of a moment under a POSIX rule.
pub fn day_in(rule: &str, at: Timestamp) -> Option<Date> {
    Some(TimeZone::posix(rule).ok()?.to_datetime(at).date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_named_zone_has_a_rule_that_can_be_read() {
        assert!(RULES.len() > 300);
        let bad: Vec<_> = RULES.iter().filter(|(_, rule)| TimeZone::posix(rule).is_err()).collect();
        assert!(bad.is_empty(), "{bad:?}");
    }

    #[test]
    fn a_page_that_names_one_zone_has_it() {
        let at: Timestamp = "2024-05-04T02:30:00Z".parse().unwrap();
        let day = |html: &str| named(html).and_then(|rule| day_in(rule, at)).map(|d| d.to_string());
        assert_eq!(day(r#"<script>{"timezone":"America/New_York"}</script>"#).as_deref(), Some("2024-05-03"));
        assert_eq!(day(r#"{'tz':'Europe\/Rome', "again":"Europe/Rome"}"#).as_deref(), Some("2024-05-04"));
        assert_eq!(day(r#"["Europe/Rome","America/New_York"]"#), None);
        assert_eq!(day("a tour of Europe/Rome, \"Europe/Nowhere\" and \"Europe/"), None);
    }
}
