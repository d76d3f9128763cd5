//! The command line: what it takes, and which command answers.

mod output;
mod read;

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
    let Command::Read(command) = cli.command;
    ExitCode::from(command.run())
}

/// Returns the description of the command line, for help, manuals and tests.
pub fn command() -> clap::Command {
    Cli::command()
}
