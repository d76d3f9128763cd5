//! What can go wrong: only opening the weights.

use std::{io, path::PathBuf};

/// Why the language engine could not be opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file is not there or cannot be read.
    #[error("cannot read weights {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It is some other file.
    #[error("{name} is not a file of onrecord's language weights: {why}")]
    Foreign {
        /// The file, or `the built-in weights`.
        name: String,
        /// What is missing.
        why: String,
    },
    /// Its end or its beginning is missing.
    #[error("{name} has {bytes} bytes, not as many as its header says: fetch it again")]
    Truncated {
        /// The file, or `the built-in weights`.
        name: String,
        /// How long it is.
        bytes: usize,
    },
    /// It is of a later form than this program reads.
    #[error("{name} has weights of form {found}, this program reads form {known}: update onrecord")]
    Newer {
        /// The file, or `the built-in weights`.
        name: String,
        /// The form of the file.
        found: u32,
        /// The form that is read.
        known: u32,
    },
    /// A tensor is missing or is not as long and wide as it must be.
    #[error("{name}: tensor {tensor} {why}")]
    Tensor {
        /// The file, or `the built-in weights`.
        name: String,
        /// The tensor.
        tensor: String,
        /// What is wrong with it.
        why: String,
    },
}
