//! Features of tokens -> tags, trees, entities: spaCy's `en_core_web_sm` 3.8, its weights and its decisions.
//!
//! Two encoders turn tokens into vectors, one for tagger and parser and one for the entity reader. Each sums rows of hash
//! tables, mixes them, and goes through four layers that look one token to either side. Parser and entity reader then
//! take the best action that is allowed until the text is done.
//!
//! ```
//! use lang::{english::key::murmur, neural::{Features, Network, Scratch, Want, Weights}};
//!
//! let network = Network::open(&Weights::english()?)?;
//! let word = |norm: &str, prefix: &str, suffix: &str, shape: &str, spacy| Features {
//!     norm: murmur(norm.as_bytes()), prefix: murmur(prefix.as_bytes()), suffix: murmur(suffix.as_bytes()),
//!     shape: murmur(shape.as_bytes()), spacy, is_space: false,
//! };
//! let tokens = [
//!     word("obama", "O", "ama", "Xxxxx", true),
//!     word("spoke", "s", "oke", "xxxx", false),
//!     word(".", ".", ".", ".", false),
//! ];
//! let mut scratch = Scratch::default();
//! let marks = network.read(&tokens, &[], &mut scratch, Want::All);
//! assert_eq!(network.tags()[marks.tags[1] as usize], "VBD");
//! assert_eq!(marks.heads, [1, 1, 1]);
//! assert_eq!(network.labels()[marks.labels[0] as usize], "nsubj");
//! assert_eq!(network.entity_labels()[marks.entities[0].label as usize], "PERSON");
//! # Ok::<(), lang::Error>(())
//! ```

mod embed;
mod encode;
mod entities;
mod hash;
pub mod kernel;
mod layer;
mod network;
mod parser;
mod scorer;
mod state;
mod tagger;
mod tree;
mod types;
mod weights;
mod word;

pub use network::{Network, STRETCH, Scratch};
pub use types::KEPT;
pub use weights::{Floats, Weights};
pub use word::{Entity, Features, Marks, Want};
