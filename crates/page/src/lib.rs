//! bytes -> [`Article`]: what was published, in blocks with roles, and where each fact about it was found.
//!
//! ```
//! let page = page::Page::of("By Ada Poll\n3 May 2024\n\nThe mayor said on Friday that the bridge would open.\n");
//! let article = page::Reader::new().article(&page, &page::Given::default()).unwrap();
//! assert_eq!(article.published.unwrap().iso(), "2024-05-03");
//! ```

mod article;
pub mod limits;
mod page;
mod role;

pub use article::{Article, Block, Byline, Candidate, Credit, CreditKind, Dated, Found, Link, PageKind, Place, Reason};
pub use page::{Entry, Given, Media, Page};
pub use role::{Furniture, Role};
mod stub;
pub use stub::*;
pub mod html;
pub mod decode;
pub mod lexicon;
pub mod metadata;
pub mod told;
