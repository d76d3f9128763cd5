//! The language engine, beside spaCy.

mod agreement;
pub mod cost;
mod rows;
mod spacy;

use std::{
    fs::File,
    io::{BufRead, BufReader, Read, Write},
    path::Path,
    time::Instant,
};

use anyhow::{Context, ensure};
use lang::Engine;

use agreement::Agreement;
use rows::{Rows, Text, rows};

/// The marked articles whose text is read, under `--data`.
const ARTICLES: &str = "attribution/polnear-train.jsonl.gz";
/// Our own texts, and what spaCy says of them.
const OWN: [&str; 2] = ["../lang/tests/it/texts.jsonl", "../lang/tests/it/spacy.jsonl"];
/// Times that ours is measured before spaCy's turn, and again after.
const ROUNDS: usize = 3;

/// Writes what the engine says of each text of `file`, a line each, in order. Lines of white space hold no text.
pub fn predict(file: &Path, out: &mut impl Write) -> anyhow::Result<()> {
    let engine = Engine::english()?;
    for text in lines::<Text>(file)? {
        serde_json::to_writer(&mut *out, &rows(&engine, text?))?;
        writeln!(out)?;
    }
    Ok(())
}

/// Returns the share of the tokens of our own texts that are the same in every field as spaCy's stored rows, in per cent.
pub fn own() -> anyhow::Result<f64> {
    let [texts, spacy] = OWN.map(|path| Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
    let (engine, mut agreement) = (Engine::english()?, Agreement::default());
    for (text, theirs) in lines::<Text>(&texts)?.zip(lines::<Rows>(&spacy)?) {
        agreement.add(&rows(&engine, text?), &theirs?);
    }
    Ok(agreement.percent())
}

/// Prints cost and agreement of the engine beside their bars; an error when one is missed.
///
/// `python` is one that has spaCy, `articles` how many are read before memory is looked at.
pub fn run(data: Option<&Path>, python: &Path, articles: usize) -> anyhow::Result<()> {
    let mut bars = Bars::default();
    let opened = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        Engine::english().map(|_| start.elapsed().as_secs_f64())
    });
    let opened = opened.collect::<Result<Vec<f64>, _>>()?;
    // on a busy machine the least says most
    bars.at_most("open the engine, seconds", opened.into_iter().fold(f64::MAX, f64::min), 0.1);
    let engine = Engine::english()?;
    let weights = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../weights/en.safetensors");
    bars.at_most("weights in the program, MB", std::fs::metadata(weights)?.len() as f64 / 1e6, 14.0);
    let [plain, pairs] = cost::matrices().map(|operations| operations / 1e9);
    println!("a layer's matrix product: {plain:.1} GFLOP/s by windows, {pairs:.1} by pairs of windows");
    bars.at_least("own texts, same as spaCy's stored rows, %", own()?, 100.0);

    let file = data.map(|data| data.join(ARTICLES));
    let Some(file) = file.filter(|file| file.is_file()) else {
        println!("skipped: no articles (give the folder that has {ARTICLES} with --data FOLDER)");
        return bars.done();
    };
    let texts = lines::<Text>(&file)?.map(|line| Ok(line?.text)).collect::<anyhow::Result<Vec<String>>>()?;
    ensure!(!texts.is_empty(), "no articles in {}", file.display());
    for text in texts.iter().cycle().take(articles) {
        std::hint::black_box(engine.plain(text));
    }
    let memory = cost::resident()? as f64 / 1e6;
    bars.at_most(&format!("memory after {articles} articles, MB"), memory, 150.0);
    drop(engine);

    let networks = cost::networks(&texts)?;
    println!(
        "networks alone: {:.0} tokens/s; {:.1} GFLOP/s done, {:.1} as plain products, peak {:.1}",
        networks.speed,
        networks.done / 1e9,
        networks.plain / 1e9,
        networks.peak / 1e9
    );
    bars.at_least("share of the peak, operations done, %", 100.0 * networks.done / networks.peak, 60.0);

    let mut speeds = Vec::new();
    let mut ours = |rounds: usize| (0..rounds).try_for_each(|_| cost::pipeline(&texts).map(|speed| speeds.push(speed)));
    ours(ROUNDS)?;
    let peer = if spacy::is_there(python) {
        let (engine, mut agreement) = (Engine::english()?, Agreement::default());
        let time = spacy::read(python, &texts, |number, theirs| {
            let text = Text { id: theirs.id.clone(), text: texts[number].clone() };
            agreement.add(&rows(&engine, text), &theirs);
        })?;
        ours(ROUNDS)?;
        Some((time, agreement))
    } else {
        None
    };
    speeds.sort_by(f64::total_cmp);
    let median = speeds[speeds.len() / 2];
    println!(
        "whole pipeline, one core, CPU time: {median:.0} tokens/s ({:.0} to {:.0}, {} times {} articles)",
        speeds[0],
        speeds[speeds.len() - 1],
        speeds.len(),
        texts.len()
    );
    match peer {
        Some((time, agreement)) => {
            let theirs = time.tokens as f64 / time.cpu_seconds;
            println!("spaCy {}: {theirs:.0} tokens/s, {} tokens", time.spacy, agreement.tokens);
            bars.at_least("speed, times spaCy's (goal 14)", median / theirs, 10.0);
            for (field, share) in agreement.fields() {
                println!("       same {field}: {share:.4} %");
            }
            bars.at_least("same in all, %", agreement.percent(), 99.99);
        }
        None => println!("skipped: no spaCy for {} ({})", python.display(), spacy::INSTALL),
    }
    bars.done()
}

/// What was measured beside what is asked for.
#[derive(Default)]
struct Bars {
    missed: usize,
}

impl Bars {
    fn at_least(&mut self, what: &str, found: f64, bar: f64) {
        self.say(what, found, bar, found >= bar, "at least");
    }

    fn at_most(&mut self, what: &str, found: f64, bar: f64) {
        self.say(what, found, bar, found <= bar, "at most");
    }

    fn say(&mut self, what: &str, found: f64, bar: f64, is_met: bool, side: &str) {
        println!("{} {what}: {found:.4} (bar {bar}, {side})", if is_met { "ok    " } else { "MISSED" });
        self.missed += usize::from(!is_met);
    }

    fn done(self) -> anyhow::Result<()> {
        ensure!(self.missed == 0, "{} bars are missed", self.missed);
        Ok(())
    }
}

/// Reads the objects of a file of JSON lines, gzipped or not, as they are asked for.
pub(crate) fn lines<T: serde::de::DeserializeOwned>(
    file: &Path,
) -> anyhow::Result<impl Iterator<Item = anyhow::Result<T>>> {
    let name = file.display().to_string();
    let mut bytes = BufReader::new(File::open(file).with_context(|| format!("no texts at {name}"))?);
    let is_gzip = bytes.fill_buf().with_context(|| name.clone())?.starts_with(&[0x1f, 0x8b]);
    let bytes: Box<dyn Read> =
        if is_gzip { Box::new(flate2::bufread::MultiGzDecoder::new(bytes)) } else { Box::new(bytes) };
    let lines = BufReader::new(bytes).lines().zip(1..);
    Ok(lines.filter(|(line, _)| !line.as_ref().is_ok_and(|line| line.trim().is_empty())).map(move |(line, number)| {
        let object = line.map_err(anyhow::Error::from).and_then(|line| Ok(serde_json::from_str(&line)?));
        object.with_context(|| format!("{name}, line {number}"))
    }))
}
