//! From an article to its reading.

use std::path::Path;

use lang::Engine;
use page::{Article, Role, limits::Cut};
use text::Span;

use crate::{
    Error, Event, Reading, SetAside, Version,
    attribution::Attributor,
    chain::possible,
    events::{Cases, Events, Linker},
    figures::Figures,
    lexicon::Lexicon,
    parties::{Parties, Places},
    positions::Positions,
    scene::Scene,
    statements::{Tools, is_read, statements},
    times::Times,
};

/// Bytes of paragraphs, captions and list items that are read of one article: 40,000 words, several times the longest
/// live blogs seen. What stands below is in the article, but nothing is said of it; the reading's cuts tell.
pub const MAX_READ_BYTES: usize = 256 * 1024;
/// Bytes of a place before the first sentence, at most.
const MAX_PLACE: usize = 40;

/// Reads articles. Opening one reads the word lists and maps the weights: open it once and share it.
#[derive(Debug)]
pub struct Reader {
    engine: Engine,
    tools: Tools,
    parties: Parties,
    times: Times,
    events: Events,
    linker: Linker,
    positions: Positions,
    figures: Figures,
}

impl Reader {
    /// Opens the word lists and the weights that are part of the program.
    ///
    /// # Errors
    /// When the program was built with wrong weights.
    pub fn english() -> Result<Reader, Error> {
        Reader::with(Engine::english()?)
    }

    /// Opens the word lists, and weights in a file instead of those that are part of the program.
    ///
    /// # Errors
    /// When the file is no file of weights that this program reads.
    pub fn open(weights: &Path) -> Result<Reader, Error> {
        Reader::with(Engine::open(weights)?)
    }

    fn with(engine: Engine) -> Result<Reader, Error> {
        let linker = Linker::english()?;
        let tools = Tools { lexicon: Lexicon::english(), attributor: Attributor::english()? };
        let (events, positions, figures) = (Events::english(), Positions::english(), Figures::english());
        Ok(Reader {
            engine,
            tools,
            parties: Parties::english(),
            times: Times::new(),
            events,
            linker,
            positions,
            figures,
        })
    }

    /// Returns what makes readings of English articles.
    pub fn version(&self) -> Version {
        Version::of([self.engine.id(), self.tools.attributor.id(), self.linker.id()])
    }

    /// Reads one article: a function of the article alone.
    ///
    /// Statements are read in English articles only; ISO dates in every language.
    pub fn reading(&self, article: &Article) -> Reading {
        self.linked(article, Some(&self.linker)).0
    }

    /// Reads one article with other weights that link its events, or with none, and returns beside it what these are asked.
    pub fn linked(&self, article: &Article, linker: Option<&Linker>) -> (Reading, Cases) {
        let english = article.language.as_deref() == Some("en");
        let reading = Reading {
            article: article.id,
            edition: article.edition,
            made_by: Version::of(
                [Some(self.engine.id()), Some(self.tools.attributor.id()), linker.map(Linker::id)]
                    .into_iter()
                    .flatten()
                    .filter(|_| english),
            ),
            parties: Vec::new(),
            statements: Vec::new(),
            possible: possible(article, &[]),
            times: if english { Vec::new() } else { self.times.times(article, None).0 },
            bounds: None,
            events: Vec::new(),
            positions: Vec::new(),
            figures: Vec::new(),
            set_aside: SetAside::of(article),
            cuts: Vec::new(),
        };
        if !english {
            return (reading, Cases::default());
        }
        let (paragraphs, unread) = within(paragraphs(article), MAX_READ_BYTES);
        let analysis = self.engine.analyse(&article.text, &paragraphs);
        let (mut times, bounds) = self.times.times(article, Some(&analysis));
        let (mut statements, sources, mut cuts) = statements(article, &analysis, &paragraphs, &self.tools);
        let parties = self.parties.parties(article, &analysis, &paragraphs, &times, sources, &mut statements);
        cuts.extend(unread);
        self.times.utter(&mut times, &statements);
        let scene = Scene {
            article,
            analysis: &analysis,
            paragraphs: &paragraphs,
            statements: &statements,
            parties: &parties,
            places: &Places::of(&analysis, &parties),
            times: &times,
        };
        let pictured = self.pictured(&scene);
        let (events, cases) = self.events.events(&scene, pictured, linker);
        let positions = self.positions.positions(&scene);
        let figures = self.figures.figures(&scene);
        let possible = possible(article, &statements);
        (Reading { parties, statements, possible, times, bounds, events, positions, figures, cuts, ..reading }, cases)
    }

    /// Reads the events that captions show: a caption has no part in the text around it.
    fn pictured(&self, scene: &Scene<'_>) -> Vec<Event> {
        let captions = captions(scene.article);
        if captions.is_empty() {
            return Vec::new();
        }
        let analysis = self.engine.analyse(&scene.article.text, &captions);
        let places = Places::of(&analysis, scene.parties);
        self.events.pictured(&Scene {
            analysis: &analysis,
            paragraphs: &captions,
            statements: &[],
            places: &places,
            ..*scene
        })
    }
}

/// Returns the captions under pictures.
fn captions(article: &Article) -> Vec<Span> {
    article.blocks.iter().filter(|block| block.role == Role::Caption).map(|block| block.span).collect()
}

/// Keeps the first paragraphs, as many as fit whole into `limit` bytes, and says what was kept out.
fn within(mut paragraphs: Vec<Span>, limit: usize) -> (Vec<Span>, Option<Cut>) {
    let all: usize = paragraphs.iter().map(|span| span.len()).sum();
    let mut room = limit;
    paragraphs.retain(|span| {
        let is_read = span.len() <= room;
        room = if is_read { room - span.len() } else { 0 };
        is_read
    });
    (paragraphs, (all > limit).then(|| Cut::new("bytes read", limit, all as u64)))
}

/// Returns the blocks that are read; an item of a list is a block of its own.
fn paragraphs(article: &Article) -> Vec<Span> {
    let mut paragraphs = Vec::new();
    for block in article.blocks.iter().filter(|block| is_read(block.role)) {
        if block.role != Role::List {
            let place = if paragraphs.is_empty() { place(article.words(block.span)) } else { 0 };
            paragraphs.push(Span { start: block.span.start + place as u32, ..block.span });
            continue;
        }
        let mut start = block.span.start as usize;
        for line in article.words(block.span).split_inclusive('\n') {
            paragraphs.push(Span::new(start, start + line.len()));
            start += line.len();
        }
    }
    paragraphs
}

/// Returns the bytes of the place in capitals that opens a report, with its colon: "ABU DHABI: Envoys met". It is no word of the sentence.
fn place(words: &str) -> usize {
    let Some(colon) = words.find(": ").filter(|colon| (3..=MAX_PLACE).contains(colon)) else { return 0 };
    let is_place = words[..colon].chars().all(|c| c.is_uppercase() || matches!(c, ' ' | '-' | ',' | '/' | '.' | '\''));
    if is_place { colon + 2 } else { 0 }
}
