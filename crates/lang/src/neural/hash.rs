//! Keys of texts -> rows of an embedding table.

/// The four numbers whose remainders say which rows of a table stand for a key: the 128 bits of the table's seed and the
/// key after MurmurHash3's x64 mixing of one block, as spaCy's `thinc` has it (without that block's last addition).
pub fn words(key: u64, seed: u32) -> [u32; 4] {
    let block = key.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
    let (mut first, mut second) = (block ^ u64::from(seed) ^ 8, u64::from(seed) ^ 8);
    first = first.wrapping_add(second);
    second = second.wrapping_add(first);
    (first, second) = (finished(first), finished(second));
    first = first.wrapping_add(second);
    second = second.wrapping_add(first);
    [first as u32, (first >> 32) as u32, second as u32, (second >> 32) as u32]
}

fn finished(mut hash: u64) -> u64 {
    hash = (hash ^ hash >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ hash >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ hash >> 33
}
