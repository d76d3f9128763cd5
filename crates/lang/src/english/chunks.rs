//! Chunks that were divided before.

use super::lexeme::Lexeme;

/// Chunks kept; when there are more, all are forgotten. An article has some 300 different ones, 10,000 articles of news
/// about 150,000, of which most are there once.
const CHUNKS: usize = 1 << 15;
/// Bytes of the longest that is kept.
pub const LONGEST: usize = 64;
const SLOTS: usize = CHUNKS * 2;

/// A token of a chunk.
#[derive(Debug, Clone, Copy)]
pub struct Piece {
    /// Bytes.
    pub len: u32,
    /// What its text says.
    pub lexeme: Lexeme,
    /// Whether the lexeme follows from the text alone, not from an exception.
    pub plain: bool,
}

/// What chunks were divided into. Each thread has its own; it changes no result.
#[derive(Debug, Clone)]
pub struct Chunks {
    slots: Vec<Slot>,
    texts: Vec<u8>,
    pieces: Vec<Piece>,
    kept: usize,
}

/// `pieces == 0` where free.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    hash: u64,
    text: u32,
    piece: u32,
    len: u16,
    pieces: u16,
}

impl Default for Chunks {
    fn default() -> Chunks {
        Chunks { slots: vec![Slot::default(); SLOTS], texts: Vec::new(), pieces: Vec::new(), kept: 0 }
    }
}

impl Chunks {
    /// Returns the pieces of `chunk`, whose hash is given, where it is known.
    pub fn get(&self, chunk: &str, hash: u64) -> Option<&[Piece]> {
        let slot = &self.slots[self.slot(chunk, hash)];
        (slot.pieces > 0).then(|| &self.pieces[slot.piece as usize..][..usize::from(slot.pieces)])
    }

    /// Keeps `pieces` for `chunk`, which is at most [`LONGEST`] bytes long, whose hash is given and which is not yet known.
    pub fn keep(&mut self, chunk: &str, hash: u64, pieces: &[Piece]) {
        if self.kept == CHUNKS {
            self.slots.fill(Slot::default());
            self.texts.clear();
            self.pieces.clear();
            self.kept = 0;
        }
        let slot = self.slot(chunk, hash);
        self.slots[slot] = Slot {
            hash,
            text: self.texts.len() as u32,
            piece: self.pieces.len() as u32,
            len: chunk.len() as u16,
            pieces: pieces.len() as u16,
        };
        self.texts.extend(chunk.bytes());
        self.pieces.extend(pieces);
        self.kept += 1;
    }

    /// Where `chunk` is or would be.
    fn slot(&self, chunk: &str, hash: u64) -> usize {
        let mut at = (hash >> 20) as usize % SLOTS;
        loop {
            let slot = &self.slots[at];
            let is_it = slot.hash == hash
                && usize::from(slot.len) == chunk.len()
                && self.texts[slot.text as usize..].starts_with(chunk.as_bytes());
            if slot.pieces == 0 || is_it {
                return at;
            }
            at = (at + 1) % SLOTS;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_store_forgets() {
        let mut chunks = Chunks::default();
        let piece = |len| Piece { len, lexeme: Lexeme::default(), plain: true };
        for n in 0..=CHUNKS {
            chunks.keep(&n.to_string(), n as u64 * 77, &[piece(n as u32)]);
        }
        assert!(chunks.get("5", 5 * 77).is_none());
        let last = CHUNKS.to_string();
        assert_eq!(chunks.get(&last, CHUNKS as u64 * 77).unwrap()[0].len, CHUNKS as u32);
        assert!(chunks.get("other", CHUNKS as u64 * 77).is_none());
    }
}
