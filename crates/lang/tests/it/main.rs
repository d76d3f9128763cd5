//! What holds for any text.

// clippy counts as tests only functions marked so, not what they call
#![allow(clippy::unwrap_used)]

mod english;
mod hostile;
mod mentions;
mod model;
mod properties;
