//! Scores and speeds. Unpublished; see `README.md` beside this crate's manifest.

mod commands;
mod floors;
mod hostile;
mod language;
mod predict;
mod reading;
mod speed;
mod story;
mod times;

use std::{io::Write, path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
#[command(about = "Scores and speeds of onrecord")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Predictions in the formats of the marked data, as JSON lines on standard output
    #[command(subcommand)]
    Predict(Predict),
    /// A page of the documentation that is made from the lists of languages/, on standard output
    Listing {
        /// Which one
        page: Listing,
    },
    /// Scores on marked pages against floors.toml; fails when one has fallen
    Floors {
        /// Folder with page/ and pages-roles/
        #[arg(long)]
        data: Option<PathBuf>,
    },
    /// Statements, events, positions and figures beside readings that people wrote, one by one, and how many are right
    Readings {
        /// GOLD.jsonl of lines {id, outlet, text, statements}, or with --page one reading of that page
        gold: PathBuf,
        /// The page that the reading is of
        #[arg(long)]
        page: Option<PathBuf>,
    },
    /// What was read of a story beside what a careful reader takes from it: copies, ranges of origins, meetings, figures, positions
    LedgerScore {
        /// GOLD.json in the keys of `predict ledger`
        gold: PathBuf,
        /// What `predict ledger` wrote
        predicted: PathBuf,
    },
    /// The language engine beside its bars: agreement with spaCy, speed, memory; fails when one is missed
    Language {
        /// Folder with attribution/
        #[arg(long)]
        data: Option<PathBuf>,
        /// A Python that has spaCy and the model
        #[arg(long, default_value = "python3")]
        python: PathBuf,
        /// Articles that are read before memory is looked at
        #[arg(long, default_value_t = 10_000)]
        articles: usize,
    },
    /// Articles a second put into stories and looked up for copies, and memory, as they add up
    Stream {
        /// FILE.docs.jsonl[.gz] with lines {title, text}, repeated with most words renamed
        docs: PathBuf,
        /// Articles to stream
        #[arg(long, default_value_t = 1_000_000)]
        articles: usize,
    },
    /// Milliseconds that every command takes on a large ledger of made-up news; fails when one is over 200
    Commands {
        /// The program
        #[arg(long, default_value = "target/release/onrecord")]
        program: PathBuf,
        /// Where the ledger is made, or kept from an earlier run
        folder: PathBuf,
        /// Articles in it
        #[arg(long, default_value_t = 100_000)]
        articles: usize,
        /// Times each command is run
        #[arg(long, default_value_t = 40)]
        runs: usize,
    },
    /// Articles a second that are kept and put into stories on one core, what they say being known; fails below 1,500
    Storing {
        /// FILE.jsonl of lines {url, outlet, published, title, text}; made-up ones without it
        docs: Option<PathBuf>,
        /// Articles at most
        #[arg(long, default_value_t = 4_000)]
        articles: usize,
    },
    /// Pages made to hang or to fill the memory: seconds and peak memory of the page stage; fails when one is over a bar
    Hostile {
        /// Only this one, in this process, by its number
        #[arg(long, hide = true)]
        one: Option<usize>,
    },
    /// Pages, words and bytes a second of the page stage, beside peers that are installed
    Speed {
        /// Folder of *.html.gz
        html_dir: PathBuf,
        /// Only files whose names begin so
        #[arg(long, default_value = "")]
        prefix: String,
        /// Times every page is read
        #[arg(long, default_value_t = 5)]
        rounds: usize,
    },
    /// Words a second of one core from text to analysis, to attributions, to whole readings
    ReadingSpeed {
        /// FILE.jsonl or FILE.jsonl.gz of lines {id, text}
        file: PathBuf,
        /// Times every article is read
        #[arg(long, default_value_t = 3)]
        rounds: usize,
    },
    /// How often what a rule for statements finds is what readers marked, beside its score
    Calibration {
        /// FILE.jsonl or FILE.jsonl.gz of lines {id, text, attributions}
        file: PathBuf,
    },
    /// F1 of times on each of some folds of the documents, and the mean
    TimeFolds {
        /// FILE.jsonl or FILE.jsonl.gz of lines {id, dct, text, timexes}
        file: PathBuf,
        /// How many
        #[arg(long, default_value_t = 5)]
        folds: usize,
    },
    /// Articles and megabytes a second of the reading of times alone
    TimeSpeed {
        /// FILE.jsonl or FILE.jsonl.gz of lines {id, dct, text}
        file: PathBuf,
        /// Times every article is read
        #[arg(long, default_value_t = 9)]
        rounds: usize,
    },
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Listing {
    /// docs/events.md
    Events,
}

#[derive(Subcommand)]
enum Predict {
    /// {id, text, title, author, date} for TRUTH.jsonl, pages in HTML_DIR/ID.html.gz
    Page { truth: PathBuf, html_dir: PathBuf },
    /// {id, title, bylines, published, language, credits, blocks} for GOLD.jsonl, pages in PAGES_DIR
    Blocks { gold: PathBuf, pages_dir: PathBuf },
    /// {id, statements, events, positions, figures} for lines {id, outlet, published, text} of FILE.jsonl
    Reading { file: PathBuf },
    /// {id, timexes: [{start, end, type, value, mod}]} for lines {id, dct, text} of FILE.jsonl, gzipped or not, in code points
    Time {
        file: PathBuf,
        /// Without trees: what the speed of times alone is measured on
        #[arg(long)]
        words_only: bool,
    },
    /// {id, events: [{type, mode, trigger, source, target, status}]} for lines {id, text} of FILE.jsonl, in code points
    Events { file: PathBuf },
    /// {id, tokens, tag, pos, lemma, head, dep, sent_start, ents} for lines {id, text} of FILE.jsonl, gzipped or not
    Language { file: PathBuf },
    /// {id, story} for lines {id, t, title, text} of FILE.docs.jsonl, decided in the order of the lines
    Stories {
        docs: PathBuf,
        /// After all are placed, merge the stories that became one and split those that chained two matters
        #[arg(long)]
        repaired: bool,
    },
    /// {id, label, kind} for the pairs {id, a, b} of PAIRS.jsonl, else of *.gold.jsonl beside FILE.docs.jsonl: 1 for a copy or rewrite
    Dups { docs: PathBuf, pairs: Option<PathBuf> },
    /// {id, wire} for lines {id, author, text}: the agency that an article comes from
    Wire { articles: PathBuf },
    /// One JSON {copies, claims, calendar, figures, positions, changes} of the articles {id, url, outlet, published, title, text,
    /// byline, credits} of a file, or of the pages of a folder, as one story
    Ledger { docs: PathBuf },
    /// {id, label, score} for pairs {id, a, b} of sentences: how likely both tell the same
    Claims { pairs: PathBuf },
    /// {id, attributions: [{source, cue, content}]} for lines {id, text}, in code points; those inside others left out
    Attribution {
        /// FILE.jsonl or FILE.jsonl.gz
        articles: PathBuf,
        /// Those inside others too, each with the place of the one that it is in
        #[arg(long)]
        nested: bool,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match command {
        Command::Listing { page: Listing::Events } => write!(out, "{}", ::reading::event_listing())?,
        Command::Readings { gold, page } => bench::against::run(&gold, page.as_deref(), &mut out)?,
        Command::LedgerScore { gold, predicted } => story::score(&gold, &predicted, &mut out)?,
        Command::Floors { data } => floors::run(data.as_deref())?,
        Command::Language { data, python, articles } => language::run(data.as_deref(), &python, articles)?,
        Command::Stream { docs, articles } => story::stream(&docs, articles)?,
        Command::Commands { program, folder, articles, runs } => commands::run(&program, &folder, articles, runs)?,
        Command::Storing { docs, articles } => commands::storing::run(docs, articles)?,
        Command::Hostile { one } => hostile::run(one)?,
        Command::Speed { html_dir, prefix, rounds } => speed::run(&html_dir, &prefix, rounds)?,
        Command::ReadingSpeed { file, rounds } => reading::said::speed(&file, rounds)?,
        Command::Calibration { file } => reading::said::calibration(&file)?,
        Command::TimeFolds { file, folds } => times::folds(&file, folds, &mut out)?,
        Command::TimeSpeed { file, rounds } => times::speed(&file, rounds)?,
        Command::Predict(Predict::Page { truth, html_dir }) => predict::page(&truth, &html_dir, &mut out)?,
        Command::Predict(Predict::Blocks { gold, pages_dir }) => predict::blocks(&gold, &pages_dir, &mut out)?,
        Command::Predict(Predict::Attribution { articles, nested }) => {
            predict::attribution(&articles, nested, &mut out)?
        }
        Command::Predict(Predict::Stories { docs, repaired }) => story::stories(&docs, repaired, &mut out)?,
        Command::Predict(Predict::Dups { docs, pairs }) => story::dups(&docs, pairs.as_deref(), &mut out)?,
        Command::Predict(Predict::Ledger { docs }) => story::ledger(&docs, &mut out)?,
        Command::Predict(Predict::Claims { pairs }) => story::claims(&pairs, &mut out)?,
        Command::Predict(Predict::Wire { articles }) => story::wire(&articles, &mut out)?,
        Command::Predict(Predict::Reading { file }) => reading::predict(&file, &mut out)?,
        Command::Predict(Predict::Time { file, words_only }) => times::predict(&file, words_only, &mut out)?,
        Command::Predict(Predict::Events { file }) => reading::predict_events(&file, &mut out)?,
        Command::Predict(Predict::Language { file }) => language::predict(&file, &mut out)?,
    }
    Ok(out.flush()?)
}
