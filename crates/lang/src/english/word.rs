//! What the network sees of a token.

/// The features of one token: keys of four texts (see [`Keys`](super::key::Keys)) and two marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Features {
    /// The usual spelling: `because` for `'cause`, `$` for `€`, else the text in lower case.
    pub norm: u64,
    /// The first character.
    pub prefix: u64,
    /// The last three characters, or all where there are fewer.
    pub suffix: u64,
    /// Capitals as `X`, other letters as `x`, digits as `d`, the rest as it is; at most four of one kind in a row.
    pub shape: u64,
    /// Whether a plain space follows.
    pub spacy: bool,
    /// Whether the token is white space.
    pub is_space: bool,
}
