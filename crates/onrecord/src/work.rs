//! The one function through which the program reaches the stages.

use std::path::Path;

use page::{Given, Page, PageKind};

use crate::record::{Record, name};

/// The stages, opened once: their word lists and models.
#[derive(Debug)]
pub struct Readers {
    pages: page::Reader,
    articles: reading::Reader,
}

/// Why an input or page was not read: one line that says what it is and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, and which page of it.
    pub name: String,
    /// What it is and what to do.
    pub what: String,
}

/// A page read, or why not.
pub type Outcome = Result<Record, Problem>;

impl Readers {
    /// Opens the stages, with the language weights in a file or, without one, those that are part of the program.
    ///
    /// # Errors
    /// When the weights are not such as this program reads.
    pub fn open(weights: Option<&Path>) -> Result<Readers, reading::Error> {
        let articles = weights.map_or_else(reading::Reader::english, reading::Reader::open)?;
        Ok(Readers { pages: page::Reader::new(), articles })
    }

    /// Returns what makes the readings.
    pub fn version(&self) -> reading::Version {
        self.articles.version()
    }
}

impl Problem {
    /// Makes a problem of an input.
    pub fn new(name: impl Into<String>, what: impl ToString) -> Problem {
        Problem { name: name.into(), what: what.to_string() }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.name, self.what)
    }
}

/// Reads page `number` (from 1) of the file `input`.
pub fn run(readers: &Readers, input: &str, number: u32, page: &Page, given: &Given) -> Outcome {
    let problem = |what: &dyn ToString| Problem::new(name(input, number), what.to_string());
    let article = readers.pages.article(page, given).map_err(|unread| problem(&unread))?;
    if let Some(what) = unreadable(article.kind) {
        return Err(problem(&what));
    }
    let reading = readers.articles.reading(&article);
    Ok(Record { input: input.to_owned(), page: number, article, reading })
}

/// Says what a page is that has no article to read, and what to do.
fn unreadable(kind: PageKind) -> Option<&'static str> {
    match kind {
        PageKind::Article | PageKind::LiveBlog => None,
        PageKind::Index => Some("an index page, not an article; give one of the articles that it leads to"),
        PageKind::LoginWall => {
            Some("a login wall without text of its own; log in with a browser, save the page and read the saved file")
        }
        PageKind::ErrorPage => Some("an error page; check the address, or look for an archived copy"),
        PageKind::NoText => {
            Some("no text to read; if the page needs scripts, save it from a browser and read the saved file")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_articles_and_live_blogs_are_read() {
        assert_eq!(unreadable(PageKind::LiveBlog), None);
        for kind in [PageKind::Index, PageKind::LoginWall, PageKind::ErrorPage, PageKind::NoText] {
            assert!(unreadable(kind).is_some_and(|line| line.contains(';') && !line.contains('\n')));
        }
    }
}
