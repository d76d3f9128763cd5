//! Every bound of the page stage. What a bound cuts off is reported as a [`Cut`], never silent.

use serde::{Deserialize, Serialize};

/// Bytes of a page that are read, after decompression. The largest of 20,000 news pages seen was 7 MB.
pub const MAX_PAGE_BYTES: usize = 8 << 20;
/// Nodes of a tree; further tags are ignored, their text kept.
pub const MAX_NODES: usize = 250_000;
/// Depth of a tree; deeper tags are ignored, their text kept. Browsers stop at 512 as well.
pub const MAX_DEPTH: usize = 512;
/// Attributes of one tag; the rest of the tag is ignored. html5ever's check for doubles is quadratic in them.
pub const MAX_ATTRIBUTES: usize = 200;
/// Bytes of one tag; the rest of it is ignored.
pub const MAX_TAG_BYTES: usize = 256 << 10;
/// Lines of a text dump that are labelled one by one; the rest is one block.
pub const MAX_LINES: usize = 200_000;
/// Blocks of an article; further ones are joined to the last.
pub const MAX_BLOCKS: usize = 50_000;
/// Bytes of JSON-LD that are parsed, all scripts of a page together.
pub const MAX_JSON_BYTES: usize = 2 << 20;
/// Objects looked at in one page's JSON-LD.
pub const MAX_JSON_OBJECTS: usize = 5_000;
/// Candidates kept for the metadata of one page.
pub const MAX_CANDIDATES: usize = 200;
/// Links kept for one article.
pub const MAX_LINKS: usize = 2_000;
/// Records of one web archive, entries of one feed.
pub const MAX_RECORDS: usize = 1_000_000;
/// Bytes of one header block in a web archive or of an HTTP response in it.
pub const MAX_HEADER_BYTES: usize = 64 << 10;
/// Bytes of a feed that are read.
pub const MAX_FEED_BYTES: usize = 8 << 20;

/// Something that a bound cut off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    /// Name of the bound: `page bytes`, `nodes`, `depth`, `attributes` ...
    pub bound: String,
    /// Its value.
    pub limit: u64,
    /// How much there was, or how often the bound was hit.
    pub seen: u64,
}

impl Cut {
    /// Makes a cut; `limit` and `seen` in the unit of the bound.
    pub fn new(bound: &str, limit: usize, seen: u64) -> Cut {
        Cut { bound: bound.to_owned(), limit: limit as u64, seen }
    }
}

impl std::fmt::Display for Cut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {} seen, bound {}", self.bound, self.seen, self.limit)
    }
}
