//! Articles and their [`reading::Reading`]s -> [`Story`]: who said it first, who repeats it, how many really have it, what changed.
//!
//! Three things stand apart, because a ledger calls them at different times:
//!
//! - [`Clusterer`] gives each article, as it comes in, the story it belongs to. Its state can be saved and loaded.
//! - [`Recent`] finds earlier articles that may share text, and [`compare`] tells what two articles share and who carries whom.
//! - [`story()`] reads all pieces of one story together: claims, origins, calendar, positions, figures. [`changes()`] tells two such
//!   readings apart.
//!
//! Everything is a function of its arguments: no clock, no network, no environment.
//!
//! ```
//! use story::{Carrier, Clusterer, Piece, Profile};
//!
//! let text = "The bridge at Holm has been closed, Mayor Ada Poll told reporters on Friday.\n";
//! let article = page::Reader::new().article(&page::Page::of(text), &page::Given::default()).unwrap();
//! let reading = reading::Reader::english().unwrap().reading(&article);
//! let placed = Clusterer::new().place(&Profile::of(&article));
//! let piece = Piece::of(&article, &reading, Carrier::of(&article));
//! let story = story::story(placed.story, &[piece]);
//! assert_eq!(story.articles, [article.id]);
//! ```

mod alike;
mod background;
mod calendar;
mod carrier;
mod change;
mod claim;
mod claims;
mod cluster;
mod copy;
mod error;
mod figures;
mod graph;
mod lexicon;
mod likeness;
mod number;
mod origins;
mod piece;
mod positions;
mod provenance;
mod receipt;
mod saying;
mod state;
mod story;
mod who;
mod wire;
mod withdrawal;
mod words;

pub use background::counts;
pub use calendar::{Appointment, Step};
pub use carrier::Carrier;
pub use change::{Change, ChangeKind, changes};
pub use claim::{Claim, Mention, Relation};
pub use cluster::{Clusterer, Placed, Placing, Profile, Repair, Repairs};
pub use copy::{Body, Copy, CopyKind, Recent, Sketch, compare};
pub use error::Error;
pub use figures::{Series, Value};
pub use graph::{Edge, Graph, Link, Node, NodeKind};
pub use likeness::Likeness;
pub use origins::{Origins, Root};
pub use piece::Piece;
pub use positions::Held;
pub use receipt::Receipt;
pub use story::{Story, story};
pub use wire::{Said, Wire, wire, wire_of_text};
