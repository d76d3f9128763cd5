//! Made-up news in any number: short articles on matters that go on for days, with copies, tolls, talks and demands.

use std::io::{self, Write};

use serde_json::json;

/// Articles of most matters at most; most of these have far fewer.
const MAX_MATTER: u64 = 40;
/// One matter in so many is long: up to [`MAX_LONG`] articles.
const LONG_IN: u64 = 60;
const MAX_LONG: u64 = 500;
/// One matter in so many is huge, the first of them half as far in: what a war or an election comes to.
const HUGE_IN: u64 = 2_500;
const HUGE: u64 = 4_000;
/// Seconds between two articles on a matter at most, and days that a matter goes on at most.
const APART: u64 = 5 * 3_600;
const MAX_DAYS: u64 = 60;
/// Of ten articles on a matter, how many carry the text of the one before.
const COPIES: u64 = 2;
/// Matters that begin on one day.
const MATTERS_A_DAY: u64 = 40;
/// 2025-01-01, when the first matter begins, in seconds.
const FIRST: i64 = 1_735_689_600;
const OUTLETS: u64 = 60;

const STARTS: [&str; 16] = ["b", "br", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t", "v"];
const VOWELS: [&str; 6] = ["a", "e", "i", "o", "u", "ei"];
const ENDS: [&str; 8] = ["n", "l", "r", "k", "s", "nd", "m", "t"];
const FIRST_NAMES: [&str; 8] = ["Ada", "Jonas", "Ines", "Mark", "Vera", "Tom", "Lena", "Karl"];
const THINGS: [&str; 8] = ["bridge", "ferry", "dam", "mine", "school", "harbour", "railway", "power station"];
/// What stands around the news of a matter: each matter has a few of its own, so that two are no more alike than two real ones.
const KINDS: [&str; 24] = [
    "broken",
    "narrow",
    "private",
    "municipal",
    "wooden",
    "recent",
    "hidden",
    "foreign",
    "northern",
    "empty",
    "ancient",
    "costly",
    "muddy",
    "electric",
    "rural",
    "sealed",
    "crowded",
    "abandoned",
    "frozen",
    "temporary",
    "licensed",
    "stolen",
    "heavy",
    "missing",
];
const OBJECTS: [&str; 40] = [
    "warehouse",
    "contract",
    "valve",
    "orchard",
    "insurance",
    "tunnel",
    "archive",
    "generator",
    "vineyard",
    "turbine",
    "pension",
    "ledger",
    "crane",
    "quarry",
    "chapel",
    "pipeline",
    "customs",
    "laboratory",
    "reservoir",
    "tribunal",
    "convoy",
    "cable",
    "timber",
    "seminar",
    "festival",
    "vaccine",
    "tariff",
    "glacier",
    "satellite",
    "monument",
    "bakery",
    "militia",
    "auction",
    "library",
    "barracks",
    "dredger",
    "sawmill",
    "telescope",
    "clinic",
    "prison",
];
const DEEDS: [&str; 24] = [
    "inspected",
    "sold",
    "repaired",
    "searched",
    "mapped",
    "insured",
    "emptied",
    "guarded",
    "photographed",
    "leased",
    "painted",
    "measured",
    "dismantled",
    "reported",
    "licensed",
    "flooded",
    "blocked",
    "visited",
    "evacuated",
    "renamed",
    "catalogued",
    "auctioned",
    "moved",
    "restored",
];
const MISHAPS: [&str; 6] = ["collapsed", "caught fire", "was flooded", "was closed", "was attacked", "broke down"];

/// A source of numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    /// Returns a number below `sides`.
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % sides.max(1)
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.throw(of.len() as u64) as usize]
    }

    /// Returns a name that hardly comes twice.
    fn name(&mut self) -> String {
        let mut name = String::new();
        for _ in 0..3 {
            name += self.pick(&STARTS);
            name += self.pick(&VOWELS);
        }
        name += self.pick(&ENDS);
        name[..1].to_uppercase() + &name[1..]
    }
}

/// What goes on in one matter.
struct Matter {
    place: String,
    other: String,
    mayor: String,
    thing: String,
    firm: String,
    mishap: &'static str,
    toll: u64,
    day: i64,
    around: [&'static str; 6],
}

/// Writes that many articles as lines of JSON that `onrecord add` reads, in the order of publication within each matter.
///
/// # Errors
/// Those of the writer.
pub fn articles(count: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let (mut written, mut matters) = (0, 0);
    while written < count {
        let mayor = format!("{} {}", dice.pick(&FIRST_NAMES), dice.name());
        let mut matter = Matter {
            place: dice.name(),
            other: dice.name(),
            mayor,
            thing: format!("{} {}", dice.name(), dice.pick(&THINGS)),
            firm: format!("{} {}", dice.name(), dice.name()),
            mishap: dice.pick(&MISHAPS),
            toll: 2 + dice.throw(30),
            day: FIRST + (matters / MATTERS_A_DAY) as i64 * 86_400,
            around: std::array::from_fn(|_| dice.pick(&OBJECTS)),
        };
        matters += 1;
        let length = match matters {
            _ if matters % HUGE_IN == HUGE_IN / 2 => HUGE,
            _ if matters % LONG_IN == 0 => MAX_MATTER + dice.throw(MAX_LONG - MAX_MATTER),
            _ => 1 + dice.throw(MAX_MATTER) * dice.throw(MAX_MATTER) / MAX_MATTER,
        };
        let apart = APART.min(MAX_DAYS * 86_400 / length);
        let (mut title, mut text) = (String::new(), String::new());
        for at in 0..length {
            if written >= count {
                break;
            }
            if text.is_empty() || dice.throw(10) >= COPIES {
                (title, text) = told(&mut matter, at, &mut dice);
            }
            let outlet = dice.throw(OUTLETS);
            let when = matter.day + (at * apart + dice.throw(apart.min(3_600))) as i64;
            let published = jiff::Timestamp::from_second(when).map_err(io::Error::other)?;
            let line = json!({
                "url": format!("https://outlet-{outlet}.example/{matters}/{at}"), "outlet": format!("Outlet {outlet}"),
                "published": published, "title": title, "text": text,
            });
            writeln!(out, "{line}")?;
            written += 1;
        }
    }
    Ok(())
}

/// Tells how a matter stands: headline and text.
fn told(matter: &mut Matter, at: u64, dice: &mut Dice) -> (String, String) {
    let Matter { place, other, mayor, thing, mishap, firm, .. } = &*matter;
    let meets =
        jiff::Timestamp::from_second(matter.day + (2 + at as i64 / 8 % MAX_DAYS as i64) * 86_400).unwrap_or_default();
    let meets = meets.strftime("%-d %B %Y");
    let toll = matter.toll;
    let kept = format!("{firm} has run the {thing} for {} years.", 2 + dice.throw(60));
    let aside = format!(
        "The {} {} was {} after the {} {} had been {} near {place}.",
        dice.pick(&KINDS),
        dice.pick(&matter.around),
        dice.pick(&DEEDS),
        dice.pick(&KINDS),
        dice.pick(&matter.around),
        dice.pick(&DEEDS)
    );
    let (title, told) = match at % 4 {
        0 => (
            format!("{thing} at {place} {mishap}"),
            format!(
                "The {thing} at {place} {mishap} on Monday and {toll} people were hurt, Mayor {mayor} told reporters. {kept}"
            ),
        ),
        1 => (
            format!("{place} and {other} to hold talks over {thing}"),
            format!(
                "Talks between {place} and {other} over the {thing} will be held in {other} on {meets}, a spokesman for {firm} said."
            ),
        ),
        2 => (
            format!("{other} demands answers from {firm}"),
            format!(
                "{other} demands that {firm} pay for the {thing}, said {mayor}, citing two officials. {firm} refused to comment. {kept}"
            ),
        ),
        _ => (
            format!("{toll} hurt as {thing} {mishap}"),
            format!(
                "{toll} people have been hurt at the {thing} in {place}, {firm} said. \"We will rebuild it before winter,\" {mayor} said. {kept}"
            ),
        ),
    };
    matter.toll += dice.throw(3);
    (title, format!("{told}\n\n{aside}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_number_makes_the_same_articles() {
        let made = |count| {
            let mut out = Vec::new();
            articles(count, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        let (few, more) = (made(50), made(80));
        assert_eq!((few.lines().count(), more.lines().count()), (50, 80));
        assert!(more.starts_with(&few) && few == made(50));
    }
}
