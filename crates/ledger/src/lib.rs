//! What was read, kept: pages, editions, readings and stories, and how they are asked for.
//!
//! Page bytes, editions and people's decisions are kept for good. Everything that the program worked out names the program and the
//! weights that did, and [`Ledger::rebuild`] works it out again.
//!
//! ```
//! use ledger::{Access, Added, Capture, Kept, Ledger};
//!
//! let folder = std::env::temp_dir().join(format!("onrecord-doc-{}", std::process::id()));
//! std::fs::create_dir_all(&folder)?;
//! let mut ledger = Ledger::open(&folder.join("a.onrecord"), Access::Create)?;
//! let page = page::Page::of("The bridge at Holm has been closed, Mayor Ada Poll told reporters on Friday.\n");
//! let article = page::Reader::new().article(&page, &page::Given::default())?;
//! let reading = reading::Reader::english()?.reading(&article);
//! let capture = Capture { page, given: page::Given::default(), input: "holm.txt".to_owned(), number: 1 };
//! let kept = Kept { capture, article, reading };
//! let now = "2026-03-05T10:00:00Z".parse()?;
//! assert_eq!(ledger.put(&[kept.clone()], now)?, [Added::New]);
//! assert_eq!(ledger.put(&[kept], now)?, [Added::Unchanged]);
//! ledger.fold(None, &mut |_| ())?;
//! assert_eq!(ledger.stories(&Default::default())?.len(), 1);
//! assert_eq!(ledger.search("closed bridge", 10)?.len(), 1);
//! assert_eq!(ledger.verify(None, &mut |_| ())?.faults, 0);
//! # drop(ledger);
//! # std::fs::remove_dir_all(folder)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod absorb;
mod address;
mod assemble;
mod capture;
mod check;
#[cfg(test)]
mod contract;
mod corrections;
mod doctor;
mod entry;
mod error;
mod export;
mod families;
mod filed;
mod fits;
mod fold;
pub mod formats;
mod holding;
mod lately;
mod ledger;
mod list;
mod members;
mod moment;
mod moves;
mod pack;
#[cfg(feature = "postgres")]
mod postgres;
mod publisher;
mod quote;
mod rebuild;
mod repair;
mod search;
mod sqlite;
mod store;
#[cfg(feature = "parquet")]
mod tables;
mod trace;
mod transfer;
mod verify;

pub use absorb::Absorbed;
pub use address::{is_address, shown};
pub use capture::Capture;
pub use check::{Checked, Verdict};
pub use corrections::{Action, Correction};
pub use doctor::{Count, Health};
pub use entry::{
    Branch, CalendarEntry, ChangeEntry, ClaimEntry, CopyEntry, EntryKind, FigureEntry, MentionEntry, Origin,
    PositionEntry, Review, StepEntry, StoryEntry, ValueEntry,
};
pub use error::Error;
pub use export::{Part, Told};
pub use fits::fits;
pub use fold::Folded;
pub use ledger::{Added, Edition, Kept, Ledger, Skipped};
pub use list::Wanted;
pub use members::ArticleEntry;
pub use moment::Moment;
pub use publisher::publisher;
pub use quote::Quote;
pub use rebuild::{Read, Rebuilt};
pub use repair::Repaired;
pub use search::Hit;
pub use sqlite::MAGIC;
pub use store::{Access, Row, Shelf, Store, Take, Value};
pub use verify::Verified;
