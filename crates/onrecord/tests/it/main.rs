//! The program as people meet it, and the house it stands in.

// clippy counts as tests only functions marked so, not what they call
#![allow(clippy::unwrap_used)]

mod bad_input;
mod damage;
mod docs;
mod export;
mod ferry;
mod formats;
mod keeping;
mod kill;
mod layers;
mod order;
mod program;
