//! Texts with a division of their own: `don't`, `U.S.`, `:)`.
//!
//! Layout of `table.pieces`: an entry is the text (its length in bytes as one byte before it), the number of its pieces
//! (one byte), and for each its length in bytes (one byte) and the key of its usual spelling, 0 where it has none of its
//! own (`u64`, little-endian).

use super::{
    key::murmur,
    keyed::Keyed,
    tables::{Cursor, TableError, Tables},
};

/// One token of a divided text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Bytes.
    pub len: usize,
    /// Key of the usual spelling, where this text gives it one.
    pub norm: Option<u64>,
}

/// The texts that are divided by a list and not by rules.
#[derive(Debug, Clone, Copy)]
pub struct Exceptions<'a> {
    offsets: Keyed<'a>,
    pieces: &'a [u8],
    longest: usize,
}

impl<'a> Exceptions<'a> {
    /// Opens the two tables.
    ///
    /// # Errors
    ///
    /// When one is damaged.
    pub fn new(tables: &Tables<'a>) -> Result<Exceptions<'a>, TableError> {
        let offsets = Keyed::new("table.exceptions", tables.exceptions)?;
        let mut exceptions = Exceptions { offsets, pieces: tables.pieces, longest: 0 };
        let mut at = Cursor(tables.pieces);
        while !at.0.is_empty() {
            let offset = tables.pieces.len() - at.0.len();
            let (text, mut parts) = entry(&mut at).ok_or(TableError { name: "table.pieces" })?;
            let mut end = 0;
            let is_sound = parts.all(|part| {
                end += part.len;
                part.len > 0 && text.is_char_boundary(end)
            });
            if !is_sound || text.is_empty() || end != text.len() {
                return Err(TableError { name: "table.pieces" });
            }
            if offsets.get(murmur(text.as_bytes())) != Some(offset as u64) {
                return Err(TableError { name: "table.exceptions" });
            }
            exceptions.longest = exceptions.longest.max(text.len());
        }
        Ok(exceptions)
    }

    /// Returns how `text` is divided, where the list has it. Constant in the length of a long text.
    pub fn get(&self, text: &str) -> Option<impl Iterator<Item = Part> + use<'a>> {
        if text.len() > self.longest {
            return None;
        }
        let offset = self.offsets.get(murmur(text.as_bytes()))?;
        let mut at = Cursor(self.pieces.get(offset as usize..)?);
        let (found, parts) = entry(&mut at)?;
        (found == text).then_some(parts)
    }

    /// Returns the texts in order of the list.
    pub fn texts(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let mut at = Cursor(self.pieces);
        std::iter::from_fn(move || entry(&mut at).map(|(text, _)| text))
    }

    /// Writes `table.exceptions` and `table.pieces` of texts with the text and spelling of each part.
    pub fn bytes(texts: &[(&str, Vec<Part>)]) -> (Vec<u8>, Vec<u8>) {
        let (mut entries, mut pieces) = (Vec::new(), Vec::new());
        for (text, parts) in texts {
            entries.push((murmur(text.as_bytes()), pieces.len() as u64));
            pieces.push(text.len() as u8);
            pieces.extend(text.bytes());
            pieces.push(parts.len() as u8);
            for part in parts {
                pieces.push(part.len as u8);
                pieces.extend(part.norm.unwrap_or(0).to_le_bytes());
            }
        }
        (Keyed::bytes(&entries, 4), pieces)
    }
}

/// Splits an entry off. The parts are read as they are asked for, so `at` moves past them first.
fn entry<'a>(at: &mut Cursor<'a>) -> Option<(&'a str, impl Iterator<Item = Part> + use<'a>)> {
    const PART: usize = 9;
    let text = at.text()?;
    let count = usize::from(at.u8()?);
    let (parts, rest) = at.0.split_at_checked(count * PART)?;
    at.0 = rest;
    let parts = parts.as_chunks::<PART>().0.iter().filter_map(|part| {
        let mut at = Cursor(part);
        let (len, norm) = (usize::from(at.u8()?), at.u64()?);
        Some(Part { len, norm: (norm != 0).then_some(norm) })
    });
    Some((text, parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn divisions_come_back() {
        let parts = vec![Part { len: 2, norm: None }, Part { len: 3, norm: Some(7) }];
        let (offsets, pieces) =
            Exceptions::bytes(&[("a.", vec![Part { len: 2, norm: None }]), ("don't", parts.clone())]);
        let tables = Tables { exceptions: &offsets, pieces: &pieces, ..Tables::default() };
        let exceptions = Exceptions::new(&tables).unwrap();
        assert_eq!(exceptions.get("don't").unwrap().collect::<Vec<_>>(), parts);
        assert!(exceptions.get("don’t").is_none() && exceptions.get("").is_none());
        assert_eq!(exceptions.texts().collect::<Vec<_>>(), ["a.", "don't"]);
        let tables = Tables { pieces: &pieces[1..], ..tables };
        assert!(Exceptions::new(&tables).is_err());
    }
}
