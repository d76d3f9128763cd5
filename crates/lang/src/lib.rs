//! text -> [`Analysis`]: sentences, tokens with tags, lemmas and trees, entities.
//!
//! ```
//! use lang::{Engine, Label};
//!
//! let text = "Gov. J. R. Stone met U.S. envoys at 5.30 p.m. on Friday. \"No deal yet,\" he said.";
//! let engine = Engine::english()?;
//! let analysis = engine.analyse(text, &[text::Span::new(0, text.len())]);
//! let words: Vec<&str> = analysis.sentences.iter().map(|sentence| sentence.span.of(text)).collect();
//! assert_eq!(words[1], "\"No deal yet,\" he said.");
//! assert_eq!(words.len(), 2);
//! let tokens = &analysis.tokens;
//! let said = tokens.head_of(analysis.sentences[1].tokens.clone()).ok_or("no root")?;
//! assert_eq!(tokens.lemma(said), "say");
//! let who = tokens.child(said, &[Label::Nsubj]).ok_or("no subject")?;
//! assert_eq!(tokens.word(who, text), "he");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod analysis;
mod engine;
pub mod english;
mod error;
mod mentions;
pub mod neural;
mod scheme;
mod sentence;
mod stops;
mod tokens;

pub use analysis::{Analysis, Entity, Sentence};
pub use engine::Engine;
pub use english::pos::Pos;
pub use error::Error;
pub use mentions::{Gender, How, Mention, Mentions, ReferentKind};
pub use scheme::{EntityKind, Label, Tag};
pub use tokens::{Path, Tokens};
