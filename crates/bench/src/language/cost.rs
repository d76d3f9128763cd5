//! What reading costs: seconds of the processor, operations, memory.

use std::{hint::black_box, time::Instant};

use anyhow::Context;
use lang::{
    Engine,
    english::{
        tables::Tables,
        tokenizer::{Tokenizer, TokenizerCache},
        tokens::Tokens,
    },
    neural::{
        Features, Network, Scratch, Want, Weights,
        kernel::{Buffer, Kernel, PIECES, Panels, Rows, SPREAD, WIDTH, paired, peak},
    },
};

/// Operations, a product and a sum being two, that `neural` carries out for each token: three window layers of two encoders,
/// 384 x 288 a pair of tokens; tags, 96 x 50; parser and entity reader, 96 x 64 and then 64 x 1024 and 64 x 384, and 2.04
/// and 1 actions a token (8 and 3 sums of 128; 64 x 106 and 64 x 74).
const TOKEN: f64 = 6.0 * (384 * 288) as f64
    + 2.0 * (96 * 50 + 2 * 96 * 64 + 64 * (1024 + 384)) as f64
    + 2.04 * (8 * 128 + 2 * 64 * 106) as f64
    + (3 * 128 + 2 * 64 * 74) as f64;
/// Operations saved for each token because neighbouring windows share products.
const SAVED: f64 = 6.0 * (2 * 288 * 288 - 384 * 288) as f64;
/// Operations for each word type that is made: the mixer, 576 or 384 x 288, and three products of 96 x 288.
const TYPES: [f64; 2] = [2.0 * (576 * 288 + 3 * 96 * 288) as f64, 2.0 * (384 * 288 + 3 * 96 * 288) as f64];
/// Probes of the peak; the best counts.
const PROBES: usize = 200;

/// Seconds that this thread has run so far, or that have passed where the system does not say. May lag by a hundredth.
pub fn seconds() -> f64 {
    let running = || std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok();
    let running: Option<f64> = running();
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    running.map_or_else(|| START.get_or_init(Instant::now).elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

/// Seconds of this thread that some work takes.
pub fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let start = seconds();
    let done = work();
    (seconds() - start, done)
}

/// Tokens a second of the whole pipeline, each text being new to the engine.
pub fn pipeline(texts: &[String]) -> anyhow::Result<f64> {
    let engine = Engine::english()?;
    let (seconds, tokens) =
        timed(|| texts.iter().map(|text| black_box(engine.plain(text)).tokens.len()).sum::<usize>());
    Ok(tokens as f64 / seconds)
}

/// What the networks alone do.
pub struct Networks {
    /// Tokens a second.
    pub speed: f64,
    /// Operations a second that are carried out.
    pub done: f64,
    /// The same, as if no window shared products with its neighbour.
    pub plain: f64,
    /// The processor's peak.
    pub peak: f64,
}

/// Measures the networks on texts that are divided into tokens already, each being new to them.
pub fn networks(texts: &[String]) -> anyhow::Result<Networks> {
    let weights = Weights::english()?;
    let tables = Tables::new(|name| weights.table(name).ok())?;
    let tokenizer = Tokenizer::new(&tables)?;
    let (mut cache, mut tokens) = (TokenizerCache::default(), Tokens::default());
    let mut features = |text: &String| -> Vec<Features> {
        tokenizer.tokens(text, &mut cache, &mut tokens);
        tokens.features.clone()
    };
    let texts: Vec<Vec<Features>> = texts.iter().map(&mut features).collect();
    let (network, mut scratch) = (Network::open(&weights)?, Scratch::default());
    let before = peak::flops(PROBES);
    let (seconds, ()) = timed(|| texts.iter().for_each(|text| _ = network.read(text, &[], &mut scratch, Want::All)));
    let peak = before.max(peak::flops(PROBES));
    let tokens = texts.iter().map(Vec::len).sum::<usize>() as f64;
    let made: f64 = scratch.made().iter().zip(TYPES).map(|(made, operations)| *made as f64 * operations).sum();
    let done = (tokens * TOKEN + made) / seconds;
    Ok(Networks { speed: tokens / seconds, done, plain: done + tokens * SAVED / seconds, peak })
}

/// Operations a second of a layer's matrix product: of windows as they are, and of pairs of windows.
pub fn matrices() -> [f64; 2] {
    /// Rows that a layer takes at a time, and times that they are taken.
    const ROWS: usize = 256;
    const TIMES: usize = 4;
    const TRIES: usize = 20;
    let [mut x, mut weights, mut out, mut room] = <[Buffer; 4]>::default();
    x.reach((ROWS + 2) * WIDTH);
    weights.reach(PIECES * 3 * WIDTH);
    out.reach(ROWS * WIDTH);
    x.fill(0.5);
    weights.fill(0.25);
    let (kernel, bias, matrix) = (Kernel::best(), [0.0; PIECES], paired(&weights));
    let best = |inputs: usize, block: &mut dyn FnMut()| {
        // too short for the clock of `seconds`; the best try was not interrupted
        let tries = (0..TRIES).map(|_| {
            let start = Instant::now();
            (0..TIMES).for_each(|_| block());
            start.elapsed().as_secs_f64()
        });
        (2 * TIMES * ROWS * inputs * PIECES) as f64 / tries.fold(f64::MAX, f64::min)
    };
    let plain = best(3 * WIDTH, &mut || {
        let rows = Rows { values: &x, stride: WIDTH, count: ROWS };
        kernel.maxout(rows, Panels::new(&weights, 3 * WIDTH), &bias, &mut out, WIDTH);
    });
    let pairs = best(2 * WIDTH, &mut || {
        kernel.windows(&x, ROWS / 2, Panels::new(&matrix, SPREAD), &bias, &mut room, &mut out);
    });
    [plain, pairs]
}

/// Bytes of this process that are in memory.
pub fn resident() -> anyhow::Result<u64> {
    let status =
        std::fs::read_to_string("/proc/self/status").context("this system does not say what memory is used")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS in /proc/self/status")?;
    let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kilobytes << 10)
}
