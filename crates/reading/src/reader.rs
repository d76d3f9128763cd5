//! From an article to its reading.

use lang::Analysis;
use page::{Article, Role};
use text::Span;

use crate::{
    Reading, SetAside, Version,
    lexicon::Lexicon,
    statements::{is_read, statements},
    times::Times,
};

/// Reads articles. Making one reads the word lists: make it once.
#[derive(Debug)]
pub struct Reader {
    lexicon: Lexicon,
    times: Times,
}

impl Reader {
    /// Opens the word lists, which are part of the program.
    pub fn new() -> Reader {
        Reader { lexicon: Lexicon::english(), times: Times::new() }
    }

    /// Reads one article: a function of the article alone.
    ///
    /// Statements are read in English articles only; ISO dates in every language.
    pub fn reading(&self, article: &Article) -> Reading {
        let english = article.language.as_deref() == Some("en");
        let (statements, parties, cuts) =
            if english { statements(article, &analysis(article), &self.lexicon) } else { Default::default() };
        Reading {
            article: article.id,
            edition: article.edition,
            made_by: Version::rules(),
            parties,
            statements,
            times: self.times.times(article, english),
            events: Vec::new(),
            positions: Vec::new(),
            figures: Vec::new(),
            set_aside: SetAside::of(article),
            cuts,
        }
    }
}

impl Default for Reader {
    fn default() -> Reader {
        Reader::new()
    }
}

/// Returns the sentences of the blocks that are read; an item of a list is a block of its own.
fn analysis(article: &Article) -> Analysis {
    let mut blocks = Vec::new();
    for block in article.blocks.iter().filter(|block| is_read(block.role)) {
        if block.role != Role::List {
            blocks.push(block.span);
            continue;
        }
        let mut start = block.span.start as usize;
        for line in article.words(block.span).split_inclusive('\n') {
            blocks.push(Span::new(start, start + line.len()));
            start += line.len();
        }
    }
    lang::analyse(&article.text, &blocks)
}
