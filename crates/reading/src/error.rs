//! Why a reader cannot be opened.

use crate::attribution::weights::WeightsError;

/// Weights were refused.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Those of the language.
    #[error(transparent)]
    Language(#[from] lang::Error),
    /// Those of attribution.
    #[error(transparent)]
    Attribution(#[from] WeightsError),
    /// Those that link events.
    #[error("the weights of events: {0}")]
    Events(#[from] page::html::trees::TreesError),
}
