//! What keeps the ledger from going on.

use std::path::PathBuf;

/// What keeps the ledger from going on. Nothing that was kept before is lost by any of it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no ledger yet.
    #[error("{}: no ledger here; `onrecord add PATH` begins one, --ledger FILE names another", path.display())]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The file cannot be opened.
    #[error("{}: the ledger cannot be opened: {why}; check the path and its permissions", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
    /// The file is something else.
    #[error("{}: no ledger, but {what}; give another file with --ledger", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What it is.
        what: &'static str,
    },
    /// A later program made it.
    #[error("{}: made by a newer onrecord (layout {found}, this program knows {known}); use that program, nothing was changed", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Layout of the file.
        found: i64,
        /// Last layout that this program knows.
        known: i64,
    },
    /// An earlier program made it, and it may not be written.
    #[error("{}: made by an older onrecord and read-only; run any command once where it may be written, or copy it", path.display())]
    Older {
        /// The file.
        path: PathBuf,
    },
    /// Another program writes.
    #[error("{}: another program is writing to the ledger; try again when it has ended, what was added so far is kept", path.display())]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// No space.
    #[error("{}: the disk is full; free some space and run the same command again, what was added so far is kept", path.display())]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// It may not be written.
    #[error("{}: the ledger is read-only; allow writing to it and its folder, or copy it with `onrecord backup`", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// Its bytes are broken.
    #[error("{}: the ledger is damaged ({what}); keep the file, go back to a backup, and add what came since", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What does not fit.
        what: String,
    },
    /// The target of a backup is there already.
    #[error("{}: exists already; give a new file for the backup", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// A row cannot be read back.
    #[error("the {what} {id} cannot be read back: {why}; `onrecord verify` lists all such")]
    Row {
        /// Name of the kind of row.
        what: &'static str,
        /// Which one.
        id: String,
        /// What does not fit.
        why: String,
    },
    /// No such thing.
    #[error("no {what} {id:?} in this ledger; {advice}")]
    Unknown {
        /// Name of the kind of thing.
        what: &'static str,
        /// What was asked for.
        id: String,
        /// What to do.
        advice: &'static str,
    },
    /// An edit that an entry cannot take.
    #[error("the entry {id} cannot be edited so: {why}; `--format json` shows its fields")]
    Unfit {
        /// The entry.
        id: String,
        /// What does not fit.
        why: String,
    },
    /// This program was built without what is asked for.
    #[error(
        "this onrecord was built without {what}; build it with `cargo install --path crates/onrecord --features {feature}`"
    )]
    Without {
        /// What is asked for.
        what: &'static str,
        /// Feature of the build.
        feature: &'static str,
    },
    /// Anything else that the database says.
    #[error("{}: {doing}: {why}", path.display())]
    Database {
        /// The file.
        path: PathBuf,
        /// The question.
        doing: String,
        /// What it says.
        why: String,
    },
}
