//! Floats where the kernels want them: on a cache line's border.
#![allow(unsafe_code)]

use std::ops::{Deref, DerefMut};

const LINE: usize = 16;

/// A cache line of floats.
#[derive(Debug, Clone, Copy)]
#[repr(C, align(64))]
struct Line([f32; LINE]);

/// A vector of floats that begins on a cache line's border.
#[derive(Debug, Default)]
pub struct Buffer(Vec<Line>);

impl Buffer {
    /// An empty one that grows to `floats` without moving.
    pub fn with_capacity(floats: usize) -> Self {
        Self(Vec::with_capacity(floats.div_ceil(LINE)))
    }

    /// Makes it at least `floats` long; what is new is zero.
    pub fn reach(&mut self, floats: usize) {
        let lines = floats.div_ceil(LINE);
        if lines > self.0.len() {
            self.0.resize(lines, Line([0.0; LINE]));
        }
    }
}

impl Deref for Buffer {
    type Target = [f32];

    fn deref(&self) -> &[f32] {
        // SAFETY: a `Line` is sixteen floats and nothing else (`repr(C)`, 64 bytes).
        unsafe { std::slice::from_raw_parts(self.0.as_ptr().cast(), self.0.len() * LINE) }
    }
}

impl DerefMut for Buffer {
    fn deref_mut(&mut self) -> &mut [f32] {
        // SAFETY: as in `deref`, and `self` is borrowed mutably.
        unsafe { std::slice::from_raw_parts_mut(self.0.as_mut_ptr().cast(), self.0.len() * LINE) }
    }
}

/// Little-endian bytes as floats where they lie; none when they must be copied.
pub fn floats(bytes: &[u8]) -> Option<&[f32]> {
    if cfg!(target_endian = "big") {
        return None;
    }
    // SAFETY: any four bytes are a float; `align_to` sees to the alignment.
    let (before, floats, after) = unsafe { bytes.align_to::<f32>() };
    (before.is_empty() && after.is_empty()).then_some(floats)
}
