//! Pages made to hang or to fill the memory, each read in a process of its own, beside the bars of time and memory.

use std::{
    io::{Read, Write},
    process::Command,
};

use anyhow::{Context, bail};
use page::{Given, Reader, pages};

use crate::speed::spent;

/// Seconds of processor time that the page stage may take for one.
const MOST_SECONDS: f64 = 2.0;
/// Megabytes that it may hold at most.
const MOST_MEGABYTES: f64 = 300.0;
/// Bytes of what never ends, after which even this source stops.
const ENDLESS: u64 = 1 << 30;

const STORY: &str =
    "The ferry between the old pier and the island sailed again on Friday, twelve years after it had stopped.";

/// What is read: names, and the file name that each comes under.
const PAGES: [(&str, &str); 12] = [
    ("200,000 nested tags", "page.html"),
    ("a million attributes", "page.html"),
    ("100 MB of paragraphs", "page.html"),
    ("80,000 tables and lists", "page.html"),
    ("300,000 unclosed tags of form", "page.html"),
    ("a broken gzip file", "page.html.gz"),
    ("a wrong character set", "page.html"),
    ("16 MB of NULs in a page", "page.html"),
    ("a record that never ends", "page.warc"),
    ("a gzip bomb of 1 GB", "page.html.gz"),
    ("a million lines of text", "page.txt"),
    ("a million open brackets", "page.html"),
];

/// Reads every page, or the one named, and prints seconds and peak memory; fails when one is over a bar.
pub fn run(one: Option<usize>) -> anyhow::Result<()> {
    if let Some(at) = one {
        let (_, file) = PAGES.get(at).context("no such page")?;
        return read(source(at)?, file);
    }
    let program = std::env::current_exe()?;
    let mut over = Vec::new();
    for (at, (name, _)) in PAGES.iter().enumerate() {
        let told = Command::new(&program).args(["hostile", "--one", &at.to_string()]).output()?;
        let line = String::from_utf8_lossy(&told.stdout).trim().to_owned();
        let mut numbers = line.split(' ').map_while(|word| word.parse::<f64>().ok());
        let (Some(seconds), Some(megabytes)) = (numbers.next(), numbers.next()) else {
            bail!("{name}: {}", String::from_utf8_lossy(&told.stderr));
        };
        let rest = line.splitn(3, ' ').nth(2).unwrap_or("");
        println!("{name:<30} {seconds:>6.2} s {megabytes:>6.0} MB  {rest}");
        if seconds > MOST_SECONDS || megabytes > MOST_MEGABYTES {
            over.push(*name);
        }
    }
    anyhow::ensure!(over.is_empty(), "over {MOST_SECONDS} s or {MOST_MEGABYTES} MB: {}", over.join(", "));
    Ok(())
}

/// Reads one source to its end and prints seconds, peak megabytes, and what became of it.
fn read(source: Box<dyn Read + Send>, file: &str) -> anyhow::Result<()> {
    let reader = Reader::new();
    let start = spent();
    let (mut bytes, mut cuts, mut left_out) = (0, Vec::new(), Vec::new());
    for page in pages(source, file) {
        match page.and_then(|page| reader.article(&page, &Given::default())) {
            Ok(article) => {
                bytes += article.text.len();
                cuts.extend(article.cuts.into_iter().map(|cut| cut.bound));
            }
            Err(why) => left_out.push(why.to_string()),
        }
    }
    let seconds = spent().saturating_sub(start).as_secs_f64();
    println!("{seconds:.3} {:.1} {bytes} bytes of text; cut: {cuts:?}; left out: {left_out:?}", peak_megabytes()?);
    Ok(())
}

/// Most memory that this process has held.
fn peak_megabytes() -> anyhow::Result<f64> {
    let status = std::fs::read_to_string("/proc/self/status").context("memory is read from /proc, as Linux has it")?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).context("no VmHWM in /proc/self/status")?;
    let kilobytes: f64 = line.trim().trim_end_matches("kB").trim().parse()?;
    Ok(kilobytes / 1024.0)
}

/// Makes a source piece by piece, so that it takes no memory itself.
fn source(at: usize) -> anyhow::Result<Box<dyn Read + Send>> {
    let text = |text: String| -> Box<dyn Read + Send> { Box::new(std::io::Cursor::new(text.into_bytes())) };
    let over = |piece: String, times: u64| -> Box<dyn Read + Send> { Box::new(Over { piece, at: 0, times }) };
    let packed = |megabytes: usize| -> anyhow::Result<Vec<u8>> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        let piece = format!("<p>{STORY}</p>").repeat((1 << 20) / (STORY.len() + 7));
        for _ in 0..megabytes {
            packer.write_all(piece.as_bytes())?;
        }
        Ok(packer.finish()?)
    };
    Ok(match at {
        0 => text(format!("<html><body><p>{STORY}</p>{}<p>{STORY}", "<div>".repeat(200_000))),
        1 => text(format!("<html><body><p {}>{STORY}</p>", "a=1 ".repeat(1_000_000))),
        2 => over(format!("<p>{STORY}</p>\n"), 100_000_000 / (STORY.len() as u64 + 8)),
        3 => over(format!("<table><tr><td>{STORY}</table><ul><li>{STORY}</ul>"), 80_000),
        4 => text(format!("<html><body>{}<p>{STORY}", "<b><i>x".repeat(150_000))),
        5 => {
            let mut packed = packed(4)?;
            packed.truncate(packed.len() / 2);
            Box::new(std::io::Cursor::new(packed))
        }
        6 => text(format!("<meta charset=utf-16><p>{}", format!("{STORY} \u{e4}\u{f6}</p><p>").repeat(20_000))),
        7 => over(format!("<p>{STORY}</p>{}", "\0".repeat(1 << 12)), 4_000),
        8 => {
            let head = "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\nHTTP/1.1 200 OK\r\n\r\n";
            let body = format!("<p>{STORY}</p>\n");
            let times = ENDLESS / body.len() as u64;
            Box::new(std::io::Cursor::new(head).chain(over(body, times)))
        }
        9 => Box::new(std::io::Cursor::new(packed(1 << 10)?)),
        10 => over(format!("{STORY}\n"), 1_000_000),
        _ => text(format!("<html><body><p>{STORY}</p><p>{}", "( ".repeat(1_000_000))),
    })
}

/// A piece of text, over and over.
struct Over {
    piece: String,
    at: usize,
    times: u64,
}

impl Read for Over {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.times == 0 {
            return Ok(0);
        }
        let rest = &self.piece.as_bytes()[self.at..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.at += count;
        if self.at == self.piece.len() {
            (self.at, self.times) = (0, self.times - 1);
        }
        Ok(count)
    }
}
