//! What must be read from sentences, and what holds for any text.

// clippy counts as tests only functions marked so, not what they call
#![allow(clippy::unwrap_used)]

mod articles;
mod attribution;
mod cases;
mod credits;
mod events;
mod figures;
mod hostile;
mod parties;
mod positions;
mod properties;
mod times;
mod unnamed;
