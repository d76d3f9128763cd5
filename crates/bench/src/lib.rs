//! Marked data and the scores on it, shared by `bench` and `train`.

pub mod against;
pub mod attribution;
