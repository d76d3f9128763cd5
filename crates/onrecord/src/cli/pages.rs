//! What all commands that read pages take: what is known of the pages, and how to go about it.

use std::{
    io::{self, IsTerminal},
    num::NonZeroUsize,
    path::PathBuf,
};

use clap::Args;
use page::Given;

use super::output;

/// What whoever runs the program knows of the pages.
#[derive(Debug, Args)]
pub struct Known {
    /// The day that the pages were published, where you know better: 2024-05-03 or 2024-05-03T10:00:00Z
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: Option<String>,

    /// The address that the pages came from
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    pub url: Option<String>,

    /// The outlet that published the pages
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
}

/// How to go about reading.
#[derive(Debug, Args)]
pub struct Work {
    /// Read with the language weights in this file, not with those in the program
    #[arg(long, value_name = "FILE")]
    pub weights: Option<PathBuf>,

    /// Show no progress and no summary; inputs that were not read are still named
    #[arg(long, short)]
    pub quiet: bool,

    /// Read this many pages at a time; as many as there are cores unless given
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
}

impl Known {
    /// Returns it as the page stage takes it.
    pub fn given(&self) -> Given {
        Given { url: self.url.clone(), outlet: self.outlet.clone(), date: self.date.clone() }
    }
}

/// Returns the paths to read: standard input when none is given and something is piped into it; else says that there is nothing to `verb`.
pub fn paths(given: &[PathBuf], verb: &str) -> Option<Vec<PathBuf>> {
    if !given.is_empty() {
        return Some(given.to_vec());
    }
    if io::stdin().is_terminal() {
        output::problem(&format!(
            "nothing to {verb}; name a file or folder, or pipe a page into standard input (see onrecord {verb} --help)"
        ));
        return None;
    }
    Some(vec![PathBuf::from("-")])
}

fn date(given: &str) -> Result<String, String> {
    let day = given.parse::<jiff::civil::Date>().is_ok();
    let stamp = given.parse::<jiff::Timestamp>().is_ok() || given.parse::<jiff::civil::DateTime>().is_ok();
    if day || stamp {
        Ok(given.to_owned())
    } else {
        Err("not a date; write 2024-05-03 or 2024-05-03T10:00:00Z".to_owned())
    }
}

fn address(given: &str) -> Result<String, String> {
    match url::Url::parse(given) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(given.to_owned()),
        _ => Err("not an address; write it in full, as in https://example.org/story".to_owned()),
    }
}
