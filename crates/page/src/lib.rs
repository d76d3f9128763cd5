//! bytes -> [`Article`]: what was published, in blocks with roles, and where each fact about it was found.
//!
//! ```
//! let page = page::Page::of("By Ada Poll\n3 May 2024\n\nThe mayor said on Friday that the bridge would open.\n");
//! let article = page::Reader::new().article(&page, &page::Given::default()).unwrap();
//! assert_eq!(article.published.unwrap().iso(), "2024-05-03");
//! ```

mod article;
mod assemble;
mod decode;
mod dump;
pub mod html;
mod kinds;
mod language;
pub mod lexicon;
pub mod limits;
pub mod metadata;
mod page;
mod reader;
mod role;
mod sniff;
mod told;

pub use article::{Article, Block, Byline, Candidate, Credit, CreditKind, Dated, Found, Link, PageKind, Place, Reason};
pub use kinds::{Listed, Opened, feeds, pages};
pub use page::{Entry, Given, Media, Page};
pub use reader::Reader;
pub use role::{Furniture, Role};
pub use sniff::Unread;
