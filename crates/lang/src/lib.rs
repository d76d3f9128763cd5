//! text -> [`Analysis`]: the sentences of the blocks that it is given.
//!
//! ```
//! let text = "Gov. J. R. Stone met U.S. envoys at 5.30 p.m. on Friday. \"No deal yet,\" he said.";
//! let analysis = lang::analyse(text, &[text::Span::new(0, text.len())]);
//! let words: Vec<&str> = analysis.sentences.iter().map(|s| s.of(text)).collect();
//! assert_eq!(words[1], "\"No deal yet,\" he said.");
//! assert_eq!(words.len(), 2);
//! ```

mod analysis;
pub mod neural;
pub mod english;
mod error;
mod sentence;
mod stops;

pub use analysis::{Analysis, analyse};
pub use error::Error;
