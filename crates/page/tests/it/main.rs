//! The page stage as a whole: hostile input, properties, our own pages, and the fuzzers' corpus.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on says where")]

mod corpus;
mod dates;
mod hostile;
mod kinds;
mod live;
mod pages;
mod properties;
