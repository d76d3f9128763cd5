//! A hash table that is read where it lies.
//!
//! Layout, little-endian: `u32` slots (a power of two), `u32` bytes of a value (1, 2, 4 or 8), then `u64` keys by slot
//! (0 where free), then the values by slot. Collisions go to the next slot, round the end.

use super::tables::TableError;

/// Numbers found by a 64-bit key.
#[derive(Debug, Clone, Copy)]
pub struct Keyed<'a> {
    keys: &'a [[u8; 8]],
    values: &'a [u8],
    width: usize,
}

/// Slots for each entry, at least: longer runs of taken slots cost more than the memory.
const ROOM: f64 = 1.25;

impl<'a> Keyed<'a> {
    /// Opens the table called `name`.
    ///
    /// # Errors
    ///
    /// When the bytes are not such a table or none of its slots is free.
    pub fn new(name: &'static str, bytes: &'a [u8]) -> Result<Keyed<'a>, TableError> {
        Keyed::read(bytes).ok_or(TableError { name })
    }

    fn read(bytes: &'a [u8]) -> Option<Keyed<'a>> {
        let (slots, rest) = bytes.split_first_chunk::<4>()?;
        let (width, rest) = rest.split_first_chunk::<4>()?;
        let (slots, width) = (u32::from_le_bytes(*slots) as usize, u32::from_le_bytes(*width) as usize);
        if !slots.is_power_of_two() || !matches!(width, 1 | 2 | 4 | 8) {
            return None;
        }
        let (keys, values) = rest.split_at_checked(slots.checked_mul(8)?)?;
        let keys = keys.as_chunks::<8>().0;
        (values.len() == slots * width && keys.contains(&[0; 8])).then_some(Keyed { keys, values, width })
    }

    /// Returns the value of `key`. The key 0 has none.
    pub fn get(&self, key: u64) -> Option<u64> {
        if key == 0 {
            return None;
        }
        let wanted = key.to_le_bytes();
        let mut slot = slot(key, self.keys.len());
        loop {
            let found = self.keys[slot];
            if found == wanted {
                let value = &self.values[slot * self.width..][..self.width];
                return Some(value.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)));
            }
            if found == [0; 8] {
                return None;
            }
            slot = (slot + 1) & (self.keys.len() - 1);
        }
    }

    /// Writes a table of `entries` (key, value), of which no key is 0 or twice there; values take `width` bytes.
    pub fn bytes(entries: &[(u64, u64)], width: usize) -> Vec<u8> {
        let slots = ((entries.len() + 1) as f64 * ROOM).ceil() as usize;
        let slots = slots.next_power_of_two();
        let mut keys = vec![0u64; slots];
        let mut values = vec![0; slots * width];
        for (key, value) in entries {
            let mut slot = slot(*key, slots);
            while keys[slot] != 0 {
                slot = (slot + 1) & (slots - 1);
            }
            keys[slot] = *key;
            values[slot * width..][..width].copy_from_slice(&value.to_le_bytes()[..width]);
        }
        let mut bytes = (slots as u32).to_le_bytes().to_vec();
        bytes.extend((width as u32).to_le_bytes());
        bytes.extend(keys.iter().flat_map(|key| key.to_le_bytes()));
        bytes.extend(values);
        bytes
    }
}

/// Where the search for `key` begins in a table of `slots`. The numbers of built-in names are small, so mix first.
fn slot(key: u64, slots: usize) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & (slots - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_found_and_nothing_else() {
        let entries: Vec<(u64, u64)> = (1..500).map(|n| (n * 7, n * 3)).collect();
        for width in [2, 4, 8] {
            let bytes = Keyed::bytes(&entries, width);
            let table = Keyed::new("test", &bytes).unwrap();
            assert!(entries.iter().all(|(key, value)| table.get(*key) == Some(*value)));
            assert!([0, 1, 8, 3500].iter().all(|key| table.get(*key).is_none()));
        }
    }

    #[test]
    fn damaged_bytes_are_refused() {
        let bytes = Keyed::bytes(&[(5, 6)], 4);
        assert!((0..bytes.len()).all(|end| Keyed::new("test", &bytes[..end]).is_err()));
        assert!(Keyed::new("test", &[0xff; 64]).is_err());
    }
}
