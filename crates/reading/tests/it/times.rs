//! Times: the cases of `languages/en/cases/times.md`, and what is never invented.

use jiff::civil::Date;
use page::{Article, Dated, Place, Role};
use proptest::prelude::*;
use reading::{Basis, Time, Times};

use crate::articles::{READER, article};

const CASES: &str = include_str!("../../../../languages/en/cases/times.md");

/// Gives an article its day of publication.
fn published(mut article: Article, day: Date) -> Article {
    let stamp = day.to_string();
    let place = Place::Given;
    article.published = Some(Dated { day, time: None, offset_minutes: None, at: None, utc_day: None, stamp, place });
    article
}

fn row(article: &Article, time: &Time) -> Vec<String> {
    let name = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let modifier = time.timex.modifier.map(|modifier| format!(" ({})", name(serde_json::json!(modifier))));
    let days = time.interval.map_or("none".to_owned(), |days| {
        let last = days.end.yesterday().unwrap();
        if days.start == last { days.start.to_string() } else { format!("{}..{last}", days.start) }
    });
    vec![
        article.words(time.span).to_owned(),
        name(serde_json::json!(time.timex.kind)),
        format!("{}{}", time.timex.value, modifier.unwrap_or_default()),
        days,
        name(serde_json::json!(time.basis)),
    ]
}

#[test]
fn every_time_case_is_read_as_written() {
    let mut wrong = String::new();
    let mut count = 0;
    for case in CASES.split("\n> ").skip(1) {
        let mut lines = case.lines();
        let first = lines.next().unwrap();
        let (day, passage) = match first.strip_prefix('[').and_then(|rest| rest.split_once("] ")) {
            Some((day, passage)) => (Some(day.parse::<Date>().unwrap()), passage),
            None => (None, first),
        };
        let expected: Vec<Vec<&str>> = lines
            .filter_map(|line| line.strip_prefix("- "))
            .filter(|line| *line != "none")
            .map(|line| line.split('|').map(str::trim).collect())
            .collect();
        let article = article(&[(Role::Paragraph, passage)]);
        let article = match day {
            Some(day) => published(article, day),
            None => article,
        };
        let rows: Vec<Vec<String>> = READER.reading(&article).times.iter().map(|time| row(&article, time)).collect();
        let same = |expected: &Vec<&str>, row: &Vec<String>| expected.iter().zip(row).all(|(e, r)| e == r);
        count += 1;
        if rows.len() != expected.len() || !expected.iter().zip(&rows).all(|(e, r)| same(e, r)) {
            wrong += &format!("\n{first}\n");
            expected.iter().for_each(|row| wrong += &format!("  expected {}\n", row.join(" | ")));
            rows.iter().for_each(|row| wrong += &format!("  read     {}\n", row.join(" | ")));
        }
    }
    assert!(count >= 60, "{count} cases");
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_caption_dates_the_picture_and_furniture_nothing() {
    let article = article(&[
        (Role::Paragraph, "It was filed 2024-06-01. Not 31 June 2024, nor 2024-13-01."),
        (Role::Caption, "Ada Poll in Lund, December 2, 2025"),
        (Role::Furniture(page::Furniture::Licence), "Licence of 2018-01-01"),
    ]);
    let reading = READER.reading(&article);
    let values: Vec<_> = reading.times.iter().map(|t| (t.timex.value.as_str(), t.basis)).collect();
    assert_eq!(values, [("2024-06-01", Basis::Explicit), ("2025-12-02", Basis::Caption)]);
    assert_eq!(reading.bounds.unwrap().not_before.unwrap().to_string(), "2025-12-02");
}

#[test]
fn other_languages_have_their_dates_in_digits() {
    let mut article = article(&[(Role::Paragraph, "Das Gesetz vom 2024-05-03 gilt seit Mittwoch.")]);
    article.language = Some("de".to_owned());
    let values: Vec<_> = READER.reading(&article).times.iter().map(|t| t.timex.value.clone()).collect();
    assert_eq!(values, ["2024-05-03"]);
}

#[test]
fn a_page_without_a_date_lies_between_its_own_weekdays() {
    let article = article(&[
        (Role::Paragraph, "Ada Poll will be in Lund on Friday to open the summit, which will decide on the loan."),
        (Role::Paragraph, "\"We stay,\" she said in her morning address on Thursday. Envoys met on Wednesday."),
    ]);
    let reading = READER.reading(&article);
    let bounds = reading.bounds.expect("a past and a coming weekday");
    assert_eq!(bounds.in_words(&article.text, &reading.times), "after Thursday morning, before Friday's summit");
    assert!(reading.times.iter().all(|time| time.interval.is_none()));
}

/// Words of time without any year.
const WORDS: &[&str] = &[
    "on",
    "Friday",
    "Wednesday",
    "the",
    "last",
    "next",
    "this",
    "year",
    "month",
    "week",
    "weekend",
    "quarter",
    "third",
    "May",
    "March",
    "3",
    "14",
    "two",
    "years",
    "ago",
    "earlier",
    "later",
    "days",
    "a",
    "early",
    "late",
    "end",
    "of",
    "yesterday",
    "tomorrow",
    "morning",
    "at",
    "10",
    "p.m.",
    "summer",
    "Christmas",
    "decade",
    "every",
    "and",
    ",",
    ".",
    "will",
    "met",
    "said",
    "until",
    "past",
    "few",
    "half",
    "-",
    "'s",
    "that",
    "following",
    "previous",
    "day",
    "same",
    "noon",
    "since",
    "by",
    "in",
    "for",
    "about",
    "fiscal",
    "period",
    "27",
];

proptest! {
    #[test]
    fn without_a_day_of_publication_no_day_is_invented(picks in proptest::collection::vec(0..WORDS.len(), 1..24)) {
        let text = picks.iter().map(|pick| WORDS[*pick]).collect::<Vec<_>>().join(" ");
        for time in Times::new().in_text(&text, None, None) {
            prop_assert!(time.interval.is_none(), "{text}: {time:?}");
            prop_assert!(time.basis == Basis::Unresolved || time.basis == Basis::Explicit);
            let year = time.timex.value.get(..4).is_some_and(|year| year.bytes().all(|b| b.is_ascii_digit()));
            prop_assert!(!year, "{text}: {time:?}");
        }
    }

    #[test]
    fn any_text_has_times_in_order_and_inside_it(text in "\\PC{0,200}", picks in proptest::collection::vec(0..WORDS.len(), 0..12)) {
        let text = format!("{text} {}", picks.iter().map(|pick| WORDS[*pick]).collect::<Vec<_>>().join(" "));
        for day in [None, Some(Date::constant(2025, 12, 18)), Some(Date::MIN), Some(Date::MAX)] {
            let mut end = 0;
            for time in Times::new().in_text(&text, day, None) {
                prop_assert!(end <= time.span.start && text.get(time.span.range()).is_some_and(|words| !words.is_empty()));
                prop_assert!(time.interval.is_none_or(|days| days.start < days.end));
                end = time.span.end;
            }
        }
    }
}
