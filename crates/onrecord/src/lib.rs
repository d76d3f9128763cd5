//! Files -> readings on paper, screen or disk: the program `onrecord` and the library's face.
//!
//! ```
//! let readers = onrecord::work::Readers::open(None)?;
//! let page = page::Page::of("The bridge will open on 3 May 2024, Mayor Ada Poll said.\n\nThe council meets on Friday.\n");
//! let outcome = onrecord::work::run(&readers, "bridge.txt", 1, &page, &page::Given::default());
//! if let Ok(record) = outcome {
//!     assert_eq!(record.input, "bridge.txt");
//! }
//! # Ok::<(), reading::Error>(())
//! ```

pub mod cli;
pub mod formats;
pub mod input;
pub mod record;
pub mod terminal;
pub mod work;
