//! The posts of a live blog in a dump: paragraphs that begin with times of day, one after another.

use super::{Row, is_text, put};
use crate::{
    Reason, Role,
    lexicon::Key,
    metadata::clock::{self, Clock},
};

/// Posts of the shortest live blog.
const MIN_POSTS: usize = 3;
/// Part of the words of the text that posts hold at least, in per cent.
const MIN_SHARE: usize = 50;
/// Words of the longest line that is only a post's time.
const MAX_STAMP_WORDS: usize = 5;
/// Words of the longest item of a list of times.
const MAX_ITEM_WORDS: usize = 14;

/// Gives the posts between the first and the last sentence their role, when the text is a live blog.
///
/// It is one when at least three paragraphs begin with a time and hold most of the text, and something tells them from a
/// programme or a timeline: the headline, zones beside the times, or the newest standing first.
pub(super) fn posts(rows: &[Row], first: usize, last: usize, labels: &mut [Option<(Role, Reason)>]) {
    let clock = |i: usize| clock::at_start(rows[i].words);
    // The time may stand alone above the first sentence.
    let from =
        (first.saturating_sub(2)..first).find(|i| clock(*i).is_some() && stands_alone(&rows[*i])).unwrap_or(first);
    let begins = |i: usize| {
        let own = is_text(&rows[i]) || rows[i].told.words >= 20;
        own || stands_alone(&rows[i]) && (i + 1..(i + 3).min(last + 1)).any(|j| is_text(&rows[j]) && clock(j).is_none())
    };
    let stamps: Vec<(usize, Clock)> =
        (from..=last).filter(|i| begins(*i)).filter_map(|i| clock(i).map(|c| (i, c))).collect();
    let Some(&(start, _)) = stamps.first().filter(|_| stamps.len() >= MIN_POSTS) else { return };
    let words = |range: std::ops::RangeInclusive<usize>| range.map(|i| rows[i].told.words).sum::<usize>();
    if words(start..=last) * 100 < words(from..=last) * MIN_SHARE {
        return;
    }
    let headline = (0..first).find(|i| matches!(labels[*i], Some((Role::Headline, _))));
    let titled = headline.is_some_and(|h| rows[h].told.hits.iter().any(|hit| hit.key == Key::Live));
    let zoned = stamps.iter().filter(|(_, c)| c.is_sure).count() * 2 > stamps.len();
    let steps = stamps.windows(2).filter(|pair| pair[0].1.minutes > pair[1].1.minutes).count();
    let newest_first = steps + 1 == stamps.len();
    // A text of paragraphs with a few times among them tells of a day; in a live blog hardly any goes without.
    let every = stamps.len() * 3 >= (start..=last).filter(|i| is_text(&rows[*i])).count();
    if !every || !(titled || zoned || newest_first) {
        return;
    }
    for i in start..=last {
        let stamped = stamps.binary_search_by_key(&i, |(s, _)| *s).is_ok();
        let loose = matches!(&labels[i], None | Some((Role::Paragraph | Role::Quote | Role::Subheading, _)));
        if loose || stamped {
            put(labels, i, Role::LivePost, "begins with a time, or stands under one", 0.75);
        }
    }
}

/// Tells whether a line is a time and nothing more.
fn stands_alone(row: &Row) -> bool {
    row.told.words <= MAX_STAMP_WORDS
        && clock::at_start(row.words).is_some_and(|c| row.words[c.end..].trim().is_empty())
}

/// Tells whether a line is an item of a list of times: "16.20 Power back in Little Ansel", with others like it beside.
pub(super) fn is_timed_item(rows: &[Row], i: usize) -> bool {
    let item = |row: &Row| {
        let told = &row.told;
        (2..=MAX_ITEM_WORDS).contains(&told.words)
            && !told.ends_sentence
            && told.dates.is_empty()
            && clock::at_start(row.words).is_some_and(|c| row.words[c.end..].chars().any(char::is_alphabetic))
    };
    item(&rows[i]) && (i > 0 && item(&rows[i - 1]) || rows.get(i + 1).is_some_and(item))
}
