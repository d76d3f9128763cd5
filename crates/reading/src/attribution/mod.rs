//! Analysis -> [`Attribution`]s: source, cue and content, found by weights that were learnt from marked news.
//!
//! A first field finds the cues of each sentence, a second reads each cue in its likeliest ways over its paragraph, and
//! trees judge the ways, beside those of the cues around. What does not fit together is left out, the likeliest first.
//!
//! ```
//! use reading::attribution::Attributor;
//!
//! let text = "\"The bridge is safe,\" Mayor Ada Poll told reporters on Friday.";
//! let blocks = [text::Span::new(0, text.len())];
//! let analysis = lang::Engine::english()?.analyse(text, &blocks);
//! let found = Attributor::english()?.attributions(text, &analysis, &blocks);
//! assert_eq!(found[0].source[0].of(text), "Mayor Ada Poll");
//! assert_eq!(found[0].content[0].of(text), "The bridge is safe");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod arguments;
pub mod candidate;
mod choice;
pub mod crf;
pub mod cues;
pub mod features;
pub mod judge;
pub mod second;
pub mod structure;
pub mod weights;
pub mod words;

use lang::Analysis;
use text::{Id, Span};

pub use choice::{Choice, choose, choose_above};
use judge::Case;
use weights::{Weights, WeightsError, calibrated};
use words::Words;

static ENGLISH: &[u8] = include_bytes!("../../../../weights/attribution.weights");

/// Who said what, in spans of bytes of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// Pieces of the source; none when the text names none.
    pub source: Vec<Span>,
    /// Pieces of the cue; never none.
    pub cue: Vec<Span>,
    /// Pieces of what is said; never none.
    pub content: Vec<Span>,
    /// How likely content and source are right, `0..=1`.
    pub score: f32,
    /// The attribution whose content holds this one's cue, by its place in the list.
    pub within: Option<usize>,
}

/// Finds attributions. Open one and share it.
#[derive(Debug)]
pub struct Attributor {
    id: Id,
    weights: Weights,
}

impl Attributor {
    /// Opens the English weights that are part of the program.
    ///
    /// # Errors
    /// When the program was built with a wrong file.
    pub fn english() -> Result<Attributor, WeightsError> {
        Attributor::read(ENGLISH)
    }

    /// Opens weights.
    ///
    /// # Errors
    /// When they are others, damaged, or of a later form.
    pub fn read(bytes: &[u8]) -> Result<Attributor, WeightsError> {
        Ok(Attributor { id: Id::of(&[bytes]), weights: Weights::read(bytes)? })
    }

    /// Returns the digest of the weights.
    pub fn id(&self) -> Id {
        self.id
    }

    /// Finds the attributions of a text, in the order of their cues, those inside others with them.
    ///
    /// `paragraphs` are the blocks that were analysed, ascending. Linear in the length of the text.
    pub fn attributions(&self, text: &str, analysis: &Analysis, paragraphs: &[Span]) -> Vec<Attribution> {
        let words = Words::of(text, analysis, paragraphs);
        let cues = candidate::cues(&words, &self.weights.cues);
        let (candidates, windows) = candidate::candidates(&words, &cues, &self.weights.arguments);
        if candidates.is_empty() {
            return Vec::new();
        }
        let case = Case { words: &words, cues: &cues, windows: &windows, candidates: &candidates };
        let likely = self.weights.judge.probabilities(&case);
        let chosen = choose(&case, &likely);
        let span = |tokens: &[usize]| pieces(&words, text, tokens);
        // nobody is found in the words that they say
        let apart = |choice: &Choice| -> Vec<usize> {
            let taken = |at: &usize| choice.content.contains(at) || choice.cue.contains(at);
            choice.source.iter().copied().filter(|at| !taken(at)).collect()
        };
        let attribution = |choice: &Choice| Attribution {
            source: span(&apart(choice)),
            cue: span(&choice.cue),
            content: span(unstopped(&words, text, &choice.content)),
            score: calibrated(&self.weights.calibration, choice.score),
            within: choice.within,
        };
        chosen.iter().map(attribution).collect()
    }
}

/// Returns content without the full stop at its end.
fn unstopped<'t>(words: &Words, text: &str, content: &'t [usize]) -> &'t [usize] {
    let stops = content.iter().rev().take_while(|at| words.tokens.word(**at as u32, text) == ".").count();
    if stops < content.len() { &content[..content.len() - stops] } else { content }
}

/// Returns tokens as spans, white space between them bridged, marks at the edges of the whole left off.
pub fn pieces(words: &Words, text: &str, tokens: &[usize]) -> Vec<Span> {
    let mut spans: Vec<(Span, usize)> = Vec::new();
    let is_word = |at: &&usize| words.tokens.word(**at as u32, text).contains(char::is_alphanumeric);
    let only_marks = !tokens.iter().any(|at| is_word(&at));
    for at in tokens {
        let span = words.tokens.span[*at];
        match spans.last_mut().filter(|(_, last)| (last + 1..*at).all(|between| words.space[between])) {
            Some((whole, last)) => (whole.end, *last) = (span.end, *at),
            None => spans.push((span, *at)),
        }
    }
    let worded = |span: &Span| only_marks || span.of(text).contains(char::is_alphanumeric);
    spans.into_iter().map(|(span, _)| bare(text, span)).filter(worded).collect()
}

/// Leaves off commas, quotation marks and the like at both ends, and a full stop that is a token of its own is one of them.
fn bare(text: &str, span: Span) -> Span {
    const EDGES: [char; 12] = ['"', '“', '”', '„', '«', '»', ',', ';', ':', '—', '–', ' '];
    let words = span.of(text);
    let start = words.len() - words.trim_start_matches(EDGES).len();
    let inside = words.trim_matches(EDGES);
    if inside.is_empty() {
        span
    } else {
        Span::new(span.start as usize + start, span.start as usize + start + inside.len())
    }
}
