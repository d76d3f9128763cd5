//! What all stages share: where words stand ([`Span`]) and what a thing is called ([`Id`]).
//!
//! ```
//! use text::{Id, Span};
//! let said = "Moscow has said that";
//! let span = Span::new(0, 6);
//! assert_eq!(span.of(said), "Moscow");
//! assert_eq!(Id::of(&["article", said]).to_string().len(), 26);
//! ```

mod id;
mod span;

pub use id::{Id, IdError};
pub use span::Span;
