//! Word types that were met before: a bounded table from features to a slot.

use super::word::Features;

/// Word types that are kept, by default: 16 MB an encoder. Of the tokens of 640 PolNeAR articles 83 in 100 are then found by
/// the shared encoder and 88 by the entity reader's. With 2,048 types reading is 5 % slower, with 8,192 it is 2 % faster
/// (`bench language`, Zen 4, 2026-11-23).
pub const KEPT: usize = 4096;

/// The slot of what is no word: nothing but zeros.
pub const NOTHING: u32 = 0;

/// End of a chain.
const NONE: u32 = u32::MAX;

/// Which word type is in which slot.
///
/// A block of tokens is looked up as one: its types stay until the next block begins. Beyond that the slots are given away
/// in turn, those skipped once that were asked for again.
#[derive(Debug)]
pub struct Types {
    kept: usize,
    /// The first slot of each chain; their number is a power of two.
    chains: Vec<u32>,
    slots: Vec<Slot>,
    hand: usize,
    block: u32,
}

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    features: Features,
    next: u32,
    /// The last block that asked for it.
    block: u32,
    again: bool,
}

impl Types {
    /// A table of at most `kept` types.
    pub fn new(kept: usize) -> Self {
        let chains = vec![NONE; (2 * kept).next_power_of_two()];
        Self { kept, chains, slots: vec![Slot::default()], hand: 0, block: 0 }
    }

    /// How many slots there are at most, that of nothing included.
    pub fn capacity(&self) -> usize {
        self.kept + 1
    }

    /// Begins a block, which may have as many types as are kept.
    pub fn begin_block(&mut self) {
        self.block = self.block.wrapping_add(1);
    }

    /// The slot of a type, and whether it is new there.
    ///
    /// # Panics
    /// When the block has more types than are kept.
    pub fn slot(&mut self, features: Features) -> (u32, bool) {
        let chain = self.chain(&features);
        let mut at = self.chains[chain];
        while at != NONE {
            let slot = &mut self.slots[at as usize];
            if slot.features == features {
                slot.again = true;
                slot.block = self.block;
                return (at, false);
            }
            at = slot.next;
        }
        let free = self.free();
        let next = std::mem::replace(&mut self.chains[chain], free);
        self.slots[free as usize] = Slot { features, next, block: self.block, again: false };
        (free, true)
    }

    /// A slot that is in no chain.
    fn free(&mut self) -> u32 {
        if self.slots.len() <= self.kept {
            self.slots.push(Slot::default());
            return self.slots.len() as u32 - 1;
        }
        for _ in 0..=2 * self.kept {
            self.hand = self.hand % self.kept + 1;
            let slot = &mut self.slots[self.hand];
            if slot.block == self.block {
                continue;
            }
            if !std::mem::take(&mut slot.again) {
                self.unchain(self.hand as u32);
                return self.hand as u32;
            }
        }
        panic!("a block has at most as many types as are kept");
    }

    fn unchain(&mut self, slot: u32) {
        let Slot { features, next, .. } = self.slots[slot as usize];
        let chain = self.chain(&features);
        if self.chains[chain] == slot {
            self.chains[chain] = next;
            return;
        }
        let mut at = self.chains[chain];
        while at != NONE {
            let before = &mut self.slots[at as usize];
            if before.next == slot {
                before.next = next;
                return;
            }
            at = before.next;
        }
    }

    fn chain(&self, features: &Features) -> usize {
        const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
        let Features { norm, prefix, suffix, shape, spacy, is_space } = *features;
        let last = [prefix, suffix, shape, u64::from(spacy) << 1 | u64::from(is_space)];
        let hash = last.iter().fold(norm, |hash, key| (hash.wrapping_mul(FACTOR) ^ key).rotate_left(29));
        (hash.wrapping_mul(FACTOR) >> 32) as usize & (self.chains.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(norm: u64) -> Features {
        Features { norm, ..Features::default() }
    }

    #[test]
    fn a_type_is_new_once() {
        let mut types = Types::new(8);
        types.begin_block();
        assert_eq!(types.slot(word(5)), (1, true));
        assert_eq!(types.slot(word(6)), (2, true));
        assert_eq!(types.slot(word(5)), (1, false));
        assert_eq!(types.slot(Features { spacy: true, ..word(5) }), (3, true));
    }

    #[test]
    fn what_was_asked_for_again_stays_longer() {
        let mut types = Types::new(4);
        types.begin_block();
        for norm in [1, 2, 3, 4, 2] {
            types.slot(word(norm));
        }
        for norm in 5..8 {
            types.begin_block();
            assert!(types.slot(word(norm)).1);
        }
        types.begin_block();
        assert!(!types.slot(word(2)).1);
        assert!(types.slot(word(1)).1);
    }

    #[test]
    fn any_order_finds_what_a_map_finds() {
        let mut types = Types::new(64);
        let mut held = [None; 65];
        let mut state = 1_u64;
        for _ in 0..2000 {
            types.begin_block();
            for _ in 0..40 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let norm = (state >> 33) % ((state >> 60) * 20 + 5);
                let (slot, new) = types.slot(word(norm));
                assert_ne!(slot, NOTHING);
                assert_eq!(new, held[slot as usize] != Some(norm));
                held[slot as usize] = Some(norm);
            }
        }
    }
}
