//! How many articles a second are put into stories, whether that holds as they add up, and what memory they take.

use std::{path::Path, time::Instant};

use serde::Deserialize;
use story::{Body, Clusterer, Profile, Recent, Sketch};
use text::Id;

/// Articles a day of the stream.
const A_DAY: i64 = 20_000;
/// Of ten words, how many another round of the same articles has in another form.
const RENAMED: u64 = 6;
/// Articles between two lines.
const STEP: usize = 100_000;

#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    title: String,
    #[serde(default)]
    text: String,
}

/// Streams the articles of a file over and over, each round with most words renamed, and prints a line every [`STEP`] articles: articles a
/// second of clustering, of looking for copies, and resident memory.
pub fn stream(docs: &Path, articles: usize) -> anyhow::Result<()> {
    let rows: Vec<Row> = super::rows(docs)?;
    anyhow::ensure!(!rows.is_empty(), "no articles in {}", docs.display());
    let (mut clusterer, mut recent) = (Clusterer::new(), Recent::new());
    let (mut stories, mut copies, mut started) = (0.0, 0.0, 0);
    for number in 0..articles {
        let row = &rows[number % rows.len()];
        let round = number / rows.len();
        let (title, text) = (renamed(&row.title, round), renamed(&row.text, round));
        let id = Id::of(&["stream", &number.to_string()]);
        let at = jiff::Timestamp::from_second(1_700_000_000 + number as i64 * 86_400 / A_DAY).ok();
        let before = Instant::now();
        let placed = clusterer.place(&Profile::of_text(id, at, &title, &text));
        stories += before.elapsed().as_secs_f64();
        started += usize::from(placed.how == story::Placing::New);
        let before = Instant::now();
        let whole = format!("{title}\n{text}");
        let body = Body::of_text(id, &whole);
        let mut sketch = Sketch::of(&body);
        sketch.at = at;
        recent.near(&sketch);
        recent.add(&sketch);
        copies += before.elapsed().as_secs_f64();
        if (number + 1) % STEP == 0 || number + 1 == articles {
            let count = (number % STEP + 1) as f64;
            let (by_story, by_copy) = (count / stories, count / copies);
            println!(
                "{:>9} articles: {by_story:.0}/s into stories, {by_copy:.0}/s looked up for copies, {started} stories, {} MB",
                number + 1,
                resident()
            );
            (stories, copies) = (0.0, 0.0);
        }
    }
    Ok(())
}

/// The same words, most of them in a form that only this round has.
fn renamed(text: &str, round: usize) -> String {
    let form = |word: &str| {
        let sum = word.bytes().fold(7_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)));
        if sum % 10 < RENAMED { format!("{word}x{round}") } else { word.to_owned() }
    };
    text.split_whitespace().map(form).collect::<Vec<_>>().join(" ")
}

/// Resident memory in megabytes; 0 where the system does not tell.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).unwrap_or(0) / 1024
}
