//! The weights that link events: reading and writing the file.

use page::html::trees::{Trees, TreesError};
use text::Id;

use super::{Case, STATUSES};
use crate::Status;

static ENGLISH: &[u8] = include_bytes!("../../../../../weights/events.trees");

/// Begins a file of weights.
const MAGIC: &[u8] = b"onrecord events 1\n";
/// Columns of the rows about who, where, when and how far.
pub(super) const COLUMNS: [usize; 4] = [115, 90, 97, 112];
/// A status is taken instead of the rules' when it is so much likelier.
const LEAST_CHANGE: f32 = 0.15;
/// ... and than one that the rules have of a word that says so.
const LEAST_AGAINST_WORDS: f32 = 0.5;
/// From this probability on an event hangs on something.
const LEAST_HANGS: f32 = 0.5;

/// Answers the questions.
#[derive(Debug)]
pub struct Linker {
    id: Id,
    pub(super) who: Trees,
    pub(super) place: Trees,
    pub(super) when: Trees,
    /// Those of each of [`STATUSES`], and of what hangs on something.
    status: Vec<Trees>,
}

/// Columns of the trees of a file, in its order: who, where, when, and each status.
pub fn columns() -> impl Iterator<Item = usize> {
    COLUMNS[..3].iter().chain(std::iter::repeat_n(&COLUMNS[3], STATUSES.len() + 1)).copied()
}

impl Linker {
    /// Opens the English weights, which are part of the program.
    ///
    /// # Errors
    /// When the program was built with a wrong file.
    pub fn english() -> Result<Linker, TreesError> {
        Linker::read(ENGLISH)
    }

    /// Reads weights: eleven files of [`Trees`], each with its length as little-endian `u32` before it.
    ///
    /// # Errors
    /// When they are others, damaged, or of another form.
    pub fn read(bytes: &[u8]) -> Result<Linker, TreesError> {
        let mut rest = bytes.strip_prefix(MAGIC).ok_or(TreesError::Magic)?;
        let mut next = |columns: usize| {
            let at = bytes.len() - rest.len();
            let (length, further) = rest.split_at_checked(4).ok_or(TreesError::Truncated(at))?;
            let length = length.iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
            let (own, further) = further.split_at_checked(length).ok_or(TreesError::Truncated(at))?;
            rest = further;
            Trees::read(own, columns)
        };
        let [who, place, when] = [next(COLUMNS[0])?, next(COLUMNS[1])?, next(COLUMNS[2])?];
        let status = (0..=STATUSES.len()).map(|_| next(COLUMNS[3])).collect::<Result<_, _>>()?;
        if !rest.is_empty() {
            return Err(TreesError::Truncated(bytes.len() - rest.len()));
        }
        Ok(Linker { id: Id::of(&[bytes]), who, place, when, status })
    }

    /// Makes one of trees in the order of [`columns`]; none where there are too few.
    pub fn of(trees: Vec<Trees>) -> Option<Linker> {
        let mut trees = trees.into_iter();
        let (who, place, when) = (trees.next()?, trees.next()?, trees.next()?);
        let status: Vec<Trees> = trees.collect();
        (status.len() == STATUSES.len() + 1).then(|| {
            let mut linker = Linker { id: Id::of(&[[]]), who, place, when, status };
            linker.id = Id::of(&[linker.to_bytes()]);
            linker
        })
    }

    /// Writes the weights in the form that [`Linker::read`] reads.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        let all = [&self.who, &self.place, &self.when].into_iter().chain(&self.status);
        for (trees, columns) in all.zip(columns()) {
            let own = trees.to_bytes(columns);
            bytes.extend((own.len() as u32).to_le_bytes());
            bytes.extend(own);
        }
        bytes
    }

    /// Returns the digest of the weights.
    pub fn id(&self) -> Id {
        self.id
    }

    /// Returns the likeliest status where it is not the rules', and whether the event hangs on something.
    pub(super) fn answer(&self, case: &Case, row: &[f32]) -> (Option<Status>, bool) {
        let all: Vec<f32> = self.status.iter().map(|trees| trees.probability(row)).collect();
        let (hangs, all) = all.split_last().map_or((0.0, &[][..]), |(hangs, all)| (*hangs, all));
        let best = (0..all.len()).max_by(|one, other| all[*one].total_cmp(&all[*other]).then(other.cmp(one)));
        let rule = all.get(case.candidate).copied().unwrap_or(1.0);
        let stated = STATUSES
            .get(case.candidate)
            .is_some_and(|status| matches!(status, Status::Postponed | Status::Cancelled | Status::Denied));
        let least = rule + if stated { LEAST_AGAINST_WORDS } else { LEAST_CHANGE };
        let best = best.filter(|best| all[*best] > least).map(|best| STATUSES[best]);
        (best, hangs >= LEAST_HANGS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_written_as_they_are_read() {
        let linker = Linker::english().unwrap();
        assert_eq!(linker.to_bytes(), ENGLISH);
        assert_eq!(linker.id(), Id::of(&[ENGLISH]));
    }

    #[test]
    fn damaged_weights_are_refused() {
        assert_eq!(Linker::read(b"onrecord trees 1\n").unwrap_err(), TreesError::Magic);
        for end in [MAGIC.len(), MAGIC.len() + 2, MAGIC.len() + 4, ENGLISH.len() / 2, ENGLISH.len() - 1] {
            let error = Linker::read(&ENGLISH[..end]).unwrap_err();
            assert!(matches!(error, TreesError::Truncated(_) | TreesError::Magic), "{end}: {error}");
        }
        let longer = [ENGLISH, b"x"].concat();
        assert_eq!(Linker::read(&longer).unwrap_err(), TreesError::Truncated(ENGLISH.len()));
        let mut other = ENGLISH.to_vec();
        // the columns of the first trees
        let columns = MAGIC.len() + 4 + b"onrecord trees 1\n".len();
        other[columns] += 1;
        assert!(matches!(Linker::read(&other).unwrap_err(), TreesError::Features { .. }));
    }
}
