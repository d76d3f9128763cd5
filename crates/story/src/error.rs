//! Why a saved state cannot be loaded.

/// A saved state was refused.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// It was saved in another form than this program reads.
    #[error("state of stories is in form {found}, this program reads form {reads}; run rebuild")]
    Form {
        /// Form of the state.
        found: u32,
        /// Form that is read.
        reads: u32,
    },
    /// It ends early or holds what cannot be.
    #[error("state of stories is damaged; run rebuild")]
    Damaged,
}
