//! How many articles a second are kept and put into stories on one core, what they say being known.

use std::{
    num::NonZeroUsize,
    path::{Path, PathBuf},
    sync::LazyLock,
    time::Instant,
};

use anyhow::{Context, ensure};
use jiff::Timestamp;
use ledger::{Access, Capture, Kept, Ledger};
use page::Given;

use super::made;

/// Articles a second that are to be kept and put into stories.
const BAR: f64 = 1_500.0;
/// Ledgers that are made one after the other: of each step the fastest counts, since what else runs on the machine takes its share of
/// caches and of the disk.
const ROUNDS: usize = 3;
/// Pages that are kept in one step: as many as `onrecord add` on two threads.
const BATCH: usize = 64;

/// Reads that many made-up articles on all cores, or those of a file of lines `{url, outlet, published, title, text}`; then, on one core,
/// keeps them in a new ledger, puts them into stories and writes these, and prints the articles a second of each step.
///
/// # Errors
/// When the ledger cannot be written; when keeping and putting into stories is below its bar.
pub fn run(docs: Option<PathBuf>, articles: usize) -> anyhow::Result<()> {
    let lines = match docs {
        Some(docs) => std::fs::read(&docs).with_context(|| docs.display().to_string())?,
        None => {
            let mut lines = Vec::new();
            made::articles(articles, &mut lines)?;
            lines
        }
    };
    let pages: Vec<page::Page> = page::pages(lines.as_slice(), "articles.jsonl").flatten().take(articles).collect();
    let (reader, readings) = (page::Reader::new(), reading::Reader::english()?);
    let bytes: usize = pages.iter().map(|page| page.body.len()).sum();
    let numbered: Vec<_> = (1..).zip(pages).collect();
    let kept: Vec<Kept> = reading::read_many(numbered, None, |(number, page)| {
        let given = Given::default();
        let article = reader.article(&page, &given).ok()?;
        let reading = readings.reading(&article);
        let capture = Capture { page, given, input: "articles.jsonl".to_owned(), number };
        Some(Kept { capture, article, reading })
    })
    .into_iter()
    .flatten()
    .collect();
    ensure!(!kept.is_empty(), "no articles");
    let folder = std::env::temp_dir().join(format!("onrecord-storing-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let timed: anyhow::Result<Vec<_>> =
        (0..ROUNDS).map(|round| timed(&folder.join(round.to_string()), &kept)).collect();
    let _ = std::fs::remove_dir_all(&folder);
    let timed = timed?;
    let fastest = |of: fn(&Timed) -> f64| timed.iter().map(of).min_by(f64::total_cmp).unwrap_or_default();
    let (stored, placed, written) = (fastest(|one| one.stored), fastest(|one| one.placed), fastest(|one| one.written));
    let both = stored + placed;
    let count = kept.len() as f64;
    println!("{} articles of {:.0} bytes, {} stories", kept.len(), bytes as f64 / count, timed[0].stories);
    println!("{:>8.0}/s kept", count / stored);
    println!("{:>8.0}/s put into stories", count / placed);
    println!("{:>8.0}/s kept and put into stories", count / both);
    println!("{:>8.0}/s, the stories written too", count / (both + written));
    println!("{:>8.0} bytes an article in the ledger", timed[0].size as f64 / count);
    ensure!(count / both >= BAR, "below {BAR} articles a second");
    Ok(())
}

/// Seconds that the steps took, and what came of them.
struct Timed {
    stored: f64,
    placed: f64,
    written: f64,
    stories: usize,
    size: u64,
}

/// Keeps articles in a new ledger, puts them into stories and writes these.
fn timed(path: &Path, kept: &[Kept]) -> anyhow::Result<Timed> {
    let mut ledger = Ledger::open(path, Access::Create)?;
    let now = Timestamp::now();
    // the time of the one thread that works: what else runs on the machine is no part of it
    let begun = processor();
    for batch in kept.chunks(BATCH) {
        let ids: Vec<_> = batch.iter().map(|one| one.capture.id()).collect();
        ledger.has(&ids)?;
        ledger.put(batch, now)?;
    }
    let stored = processor();
    let mut placed = stored;
    let folded = ledger.fold(NonZeroUsize::new(1), &mut |_| placed = processor())?;
    let written = processor();
    drop(ledger);
    let size = std::fs::metadata(path)?.len();
    Ok(Timed {
        stored: stored - begun,
        placed: placed - stored,
        written: written - placed,
        stories: folded.stories,
        size,
    })
}

/// Seconds of processor time of this thread; of the clock where the system does not tell.
fn processor() -> f64 {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split(' ').next().and_then(|time| time.parse::<f64>().ok());
    nanoseconds.map_or_else(|| BEGUN.elapsed().as_secs_f64(), |time| time / 1e9)
}
