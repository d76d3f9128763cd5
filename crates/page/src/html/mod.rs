//! HTML -> blocks.
pub mod prune;
pub mod tree;
