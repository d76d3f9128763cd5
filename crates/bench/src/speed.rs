//! Speed of the page stage, in this process, against peers that are installed.

use std::{
    io::Read,
    path::Path,
    process::Command,
    sync::OnceLock,
    time::{Duration, Instant},
};

use anyhow::Context;
use page::{Given, Media, Page, Reader};

/// Times reading of the pages, in processor time, `folder/*.html.gz` whose names begin with `prefix`, on one thread; prints articles, words
/// and bytes a second as the median of `rounds`, and the same of trafilatura when Python has it.
pub fn run(folder: &Path, prefix: &str, rounds: usize) -> anyhow::Result<()> {
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .with_context(|| format!("skipped: no data at {}; give the folder of marked pages", folder.display()))?
        .filter_map(|e| e.ok().map(|e| e.path()))
        .filter(|p| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with(prefix)))
        .collect();
    names.sort();
    let mut pages = Vec::new();
    for name in &names {
        let mut body = Vec::new();
        flate2::read::GzDecoder::new(std::fs::File::open(name)?).read_to_end(&mut body)?;
        pages.push(Page { media: Some(Media::Html), ..Page::of(body) });
    }
    let bytes: usize = pages.iter().map(|p| p.body.len()).sum();
    let reader = Reader::new();
    let given = Given::default();
    let mut words = 0;
    let mut times = Vec::new();
    for round in 0..=rounds {
        let start = spent();
        words = 0;
        for page in &pages {
            if let Ok(article) = reader.article(page, &given) {
                words += article.text.split_whitespace().count();
            }
        }
        if round > 0 {
            times.push(spent().saturating_sub(start));
        }
    }
    times.sort();
    let median = times[times.len() / 2];
    let ours = pages.len() as f64 / median.as_secs_f64();
    println!(
        "onrecord: {ours:.1} pages/s, {:.0} words/s, {:.1} MB/s (median of {rounds}; {:.1} to {:.1} pages/s; {} pages)",
        words as f64 / median.as_secs_f64(),
        bytes as f64 / 1e6 / median.as_secs_f64(),
        rate(pages.len(), times[times.len() - 1]),
        rate(pages.len(), times[0]),
        pages.len()
    );
    match peer(folder, prefix) {
        Some(theirs) => println!("trafilatura (Python): {theirs:.1} pages/s; ratio {:.1}", ours / theirs),
        None => println!("trafilatura (Python): not installed (pip install trafilatura lxml_html_clean)"),
    }
    Ok(())
}

/// Processor time that this thread has used, as the peer's is measured; the clock where the system does not tell.
pub fn spent() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    let start = START.get_or_init(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|t| t.split_whitespace().next()?.parse().ok());
    nanos.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

fn rate(pages: usize, time: Duration) -> f64 {
    pages as f64 / time.as_secs_f64()
}

/// CPU pages a second of trafilatura with metadata, on the same pages.
fn peer(folder: &Path, prefix: &str) -> Option<f64> {
    let script = "import gzip,os,sys,time,trafilatura\n\
        d,p=sys.argv[1:3]\n\
        h=[gzip.open(os.path.join(d,f),'rt',encoding='utf8').read() for f in sorted(os.listdir(d)) if f.startswith(p)]\n\
        trafilatura.bare_extraction(h[0],with_metadata=True)\n\
        t=time.process_time()\n\
        for x in h: trafilatura.bare_extraction(x,with_metadata=True)\n\
        print(len(h)/(time.process_time()-t))";
    let out = Command::new("python3").arg("-c").arg(script).arg(folder).arg(prefix).output().ok()?;
    String::from_utf8_lossy(&out.stdout).trim().parse().ok()
}
