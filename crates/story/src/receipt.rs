//! Words of one edition of one article.

use serde::{Deserialize, Serialize};
use text::{Id, Span};

/// Words that an entry rests on. The edition is the digest of the text, so that a machine can check them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Receipt {
    /// The article.
    pub article: Id,
    /// The edition whose text the span counts in.
    pub edition: Id,
    /// **Bytes** of [`page::Article::text`].
    pub span: Span,
}
