//! Tests of the story stage; one binary to link.
#![allow(clippy::unwrap_used)]

mod calendar;
mod cases;
mod repair;
mod report;
mod stream;
