//! A state as bytes: numbers in little-endian order.

use std::ops::RangeInclusive;

use jiff::Timestamp;
use text::Id;

use crate::Error;

/// Stands for "no moment".
const NO_MOMENT: i64 = i64::MIN;

/// Writes a state.
#[derive(Debug, Default)]
pub(crate) struct Writing(Vec<u8>);

/// Reads a state.
#[derive(Debug)]
pub(crate) struct Reading<'a>(&'a [u8]);

impl Writing {
    /// Begins a state in this form.
    pub fn new(form: u32) -> Writing {
        let mut state = Writing::default();
        state.number(form);
        state
    }

    /// Writes a number.
    pub fn number(&mut self, number: u32) {
        self.0.extend(number.to_le_bytes());
    }

    /// Writes a long number.
    pub fn long(&mut self, number: u64) {
        self.0.extend(number.to_le_bytes());
    }

    /// Writes an id.
    pub fn id(&mut self, id: Id) {
        self.0.extend(id.bytes());
    }

    /// Writes a moment, to the second.
    pub fn moment(&mut self, at: Option<Timestamp>) {
        self.long(at.map_or(NO_MOMENT, Timestamp::as_second) as u64);
    }

    /// Returns the bytes.
    pub fn done(self) -> Vec<u8> {
        self.0
    }
}

impl<'a> Reading<'a> {
    /// Begins to read a state.
    ///
    /// # Errors
    /// When it is in another form.
    pub fn new(bytes: &'a [u8], reads: u32) -> Result<Reading<'a>, Error> {
        Reading::from_form(bytes, reads..=reads).map(|(_, state)| state)
    }

    /// Begins to read a state, and returns its form.
    ///
    /// # Errors
    /// When it is in none of these forms.
    pub fn from_form(bytes: &'a [u8], reads: RangeInclusive<u32>) -> Result<(u32, Reading<'a>), Error> {
        let mut state = Reading(bytes);
        let found = state.number()?;
        if reads.contains(&found) { Ok((found, state)) } else { Err(Error::Form { found, reads: *reads.end() }) }
    }

    /// Begins to read a part of a state, which has no form of its own.
    #[cfg(test)]
    pub fn bare(bytes: &'a [u8]) -> Reading<'a> {
        Reading(bytes)
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        let (taken, rest) = self.0.split_first_chunk::<N>().ok_or(Error::Damaged)?;
        self.0 = rest;
        Ok(*taken)
    }

    /// Reads a number.
    ///
    /// # Errors
    /// When the state ends before.
    pub fn number(&mut self) -> Result<u32, Error> {
        self.take().map(u32::from_le_bytes)
    }

    /// Reads a long number.
    ///
    /// # Errors
    /// When the state ends before.
    pub fn long(&mut self) -> Result<u64, Error> {
        self.take().map(u64::from_le_bytes)
    }

    /// Reads an id.
    ///
    /// # Errors
    /// When the state ends before.
    pub fn id(&mut self) -> Result<Id, Error> {
        self.take().map(Id::from_bytes)
    }

    /// Reads a moment.
    ///
    /// # Errors
    /// When the state ends before, or no calendar has the moment.
    pub fn moment(&mut self) -> Result<Option<Timestamp>, Error> {
        match self.long()? as i64 {
            NO_MOMENT => Ok(None),
            second => Timestamp::from_second(second).map(Some).map_err(|_| Error::Damaged),
        }
    }

    /// Ends reading.
    ///
    /// # Errors
    /// When something is left.
    pub fn end(self) -> Result<(), Error> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Damaged) }
    }
}
