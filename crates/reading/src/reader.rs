//! From an article to its reading.

use std::path::Path;

use lang::{Analysis, Engine};
use page::{Article, Role};
use text::Span;

use crate::{
    Reading, SetAside, Version,
    lexicon::Lexicon,
    statements::{is_read, statements},
    times::Times,
};

/// Reads articles. Opening one reads the word lists and maps the weights: open it once and share it.
#[derive(Debug)]
pub struct Reader {
    engine: Engine,
    lexicon: Lexicon,
    times: Times,
}

impl Reader {
    /// Opens the word lists and the weights that are part of the program.
    ///
    /// # Errors
    /// When the program was built with wrong weights.
    pub fn english() -> Result<Reader, lang::Error> {
        Engine::english().map(Reader::with)
    }

    /// Opens the word lists, and weights in a file instead of those that are part of the program.
    ///
    /// # Errors
    /// When the file is no file of weights that this program reads.
    pub fn open(weights: &Path) -> Result<Reader, lang::Error> {
        Engine::open(weights).map(Reader::with)
    }

    fn with(engine: Engine) -> Reader {
        Reader { engine, lexicon: Lexicon::english(), times: Times::new() }
    }

    /// Reads one article: a function of the article alone.
    ///
    /// Statements are read in English articles only; ISO dates in every language.
    pub fn reading(&self, article: &Article) -> Reading {
        let english = article.language.as_deref() == Some("en");
        let (statements, parties, cuts) =
            if english { statements(article, &self.analysis(article), &self.lexicon) } else { Default::default() };
        Reading {
            article: article.id,
            edition: article.edition,
            made_by: Version::of(english.then(|| self.engine.id())),
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

    /// Analyses the blocks that are read; an item of a list is a block of its own.
    fn analysis(&self, article: &Article) -> Analysis {
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
        self.engine.analyse(&article.text, &blocks)
    }
}
