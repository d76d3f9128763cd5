//! The command line: what it takes, and which command answers.

mod add;
mod ask;
mod export;
mod judge;
mod output;
mod pages;
mod place;
mod read;
mod show;
mod story;
mod tend;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

pub use read::{FormatName, Read};

/// All was read.
pub const DONE: u8 = 0;
/// Some inputs were not read; each is named on one line of standard error.
pub const SOME_FAILED: u8 = 1;
/// The command line makes no sense.
pub const WRONG_USAGE: u8 = 2;

/// Reads the news as evidence: who said what, and on whose word.
///
/// onrecord reads news pages (HTML, plain text, web archives, feeds) and tells what each one says, every item with the exact words
/// it rests on. It needs no network, no service and no account.
#[derive(Debug, Parser)]
#[command(name = "onrecord", version, max_term_width = 100, after_help = EXIT_CODES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read pages and print what they say
    Read(Read),
    /// Add pages to the ledger
    Add(add::Add),
    /// List the stories
    Stories(ask::Stories),
    /// Show one story
    Story(story::Story),
    /// Show who really has a claim
    Trace(ask::Trace),
    /// Show who meets whom, and whether it is still on
    Calendar(ask::Calendar),
    /// Show what each side wants
    Positions(ask::Positions),
    /// Show which numbers are in play
    Figures(ask::Figures),
    /// Show what changed
    Changes(ask::Changes),
    /// Find articles by their words
    Search(ask::Search),
    /// Hold a draft against the ledger
    Check(judge::Check),
    /// Decide about entries, stories and articles
    Review(judge::Review),
    /// Write the whole ledger for other programs
    Export(export::Export),
    /// Check every row against the words it rests on
    Verify(tend::Verify),
    /// Work everything out again
    Rebuild(tend::Rebuild),
    /// Copy the ledger
    Backup(tend::Backup),
    /// Say how the ledger is
    Doctor(tend::Doctor),
}

const EXIT_CODES: &str =
    "Exit codes: 0 all was read; 1 some inputs were not, each named on one line of standard error; 2 wrong usage.";

/// Runs the program on its own arguments.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // help that was asked for is no error; a reader who left is none either
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { WRONG_USAGE } else { DONE });
        }
    };
    ExitCode::from(match cli.command {
        Command::Read(command) => command.run(),
        Command::Add(command) => command.run(),
        Command::Stories(command) => command.run(),
        Command::Story(command) => command.run(),
        Command::Trace(command) => command.run(),
        Command::Calendar(command) => command.run(),
        Command::Positions(command) => command.run(),
        Command::Figures(command) => command.run(),
        Command::Changes(command) => command.run(),
        Command::Search(command) => command.run(),
        Command::Check(command) => command.run(),
        Command::Review(command) => command.run(),
        Command::Export(command) => command.run(),
        Command::Verify(command) => command.run(),
        Command::Rebuild(command) => command.run(),
        Command::Backup(command) => command.run(),
        Command::Doctor(command) => command.run(),
    })
}

/// Returns the description of the command line, for help, manuals and tests.
pub fn command() -> clap::Command {
    Cli::command()
}
