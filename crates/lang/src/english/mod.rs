//! English text -> tokens, parts of speech, lemmas: the half of the engine that no network is asked for.
//!
//! [`Tokenizer`](tokenizer::Tokenizer) divides a text and says what the network sees of each token; from the network's
//! tags and labels [`Ruler`](ruler::Ruler) makes parts of speech and morphology, and
//! [`Lemmatizer`](lemmatizer::Lemmatizer) finds the lemmas. All they know lies in [`Tables`](tables::Tables), which
//! `train` makes of a spaCy model.
//!
//! ```
//! use lang::english::{tables::Tables, tokenizer::{Tokenizer, TokenizerCache}, tokens::Tokens};
//!
//! fn count(tables: &Tables, text: &str) -> Result<usize, lang::english::tables::TableError> {
//!     let mut tokens = Tokens::default();
//!     Tokenizer::new(tables)?.tokens(text, &mut TokenizerCache::default(), &mut tokens);
//!     Ok(tokens.len())
//! }
//! assert!(count(&Tables::default(), "Don't!").is_err(), "tables cannot be empty");
//! ```

pub mod affix;
pub mod characters;
pub mod chunks;
pub mod exceptions;
pub mod key;
pub mod keyed;
pub mod lemmatizer;
pub mod lexeme;
pub mod phrases;
pub mod pos;
pub mod ruler;
pub mod tables;
pub mod tokenizer;
pub mod tokens;
pub mod url;
pub mod words;
